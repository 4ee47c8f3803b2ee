//! Changing the scenario by hand, and taking it back. A bad edit leaves everything as it was, and says why.

use std::rc::Rc;

use super::job::{self, Asked, Came};
use super::{Shared, Shown, State, Window};
use crate::lesson::{Ask, Chapter};
use crate::link::{self, View, Warning};
use crate::scenario::edit::{self, Edit, Field, Place};
use crate::scenario::path::FieldPath;
use crate::scenario::presets;
use crate::scenario::problem::ScenarioError;
use crate::subject::Subject;
use crate::time::Instant;
use crate::trace::TaskId;

/// Most edits that can be taken back.
pub const UNDO_MAX: usize = 100;

/// What is being edited, and what can be taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editing {
    /// Whether the editor is open.
    pub open: bool,
    /// The fields that hold something else than the scenario does.
    drafts: Rc<Vec<Draft>>,
    history: Rc<History>,
    /// A step through the history that is still being simulated.
    underway: Option<Rc<Underway>>,
}

/// A step through the history that may yet be given up.
#[derive(Clone, Debug, PartialEq)]
struct Underway {
    /// The history without it.
    before: Rc<History>,
    /// Where it leads.
    target: Entry,
}

/// A field while it is typed in, or with a text that is bad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The field.
    pub field: Field,
    /// What stands in it.
    pub text: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// What happens to the scenario by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// One edit. Those that follow one another in one field or place are taken back together.
    Make(Edit),
    /// What follows is taken back by itself: the field is left, the finger is lifted.
    Settle,
    /// Takes back what has been done since the last [`Change::Settle`], for good.
    Cancel,
    /// Takes an edit back.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Opens the editor, or closes it.
    Toggle,
}

/// What belongs together in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Field(Field),
    Place(Place),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
    /// What the last entry of the past was made for, while more of it may follow.
    run: Option<Run>,
}

/// What was shown, and how it was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    subject: Subject,
    preset: Option<&'static str>,
    outlook: Outlook,
    end: Instant,
    /// Whether the scenario that followed was no edit of it but another one, with a view of its own.
    was_left: bool,
}

/// What of the view depends on the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Outlook {
    moment: Instant,
    moved: bool,
    zoom: Option<Window>,
    follow: Option<TaskId>,
    lesson: Option<Chapter>,
    ask: Option<Ask>,
}

impl Outlook {
    /// The same view of a scenario that was made from the old one by hand. Whoever was at the end still is; a lesson
    /// speaks of its own scenario only.
    fn moved_to(self, old_end: Instant, shown: &Shown) -> Self {
        let end = shown.end();
        let was_at_end = self.moved && self.moment >= old_end;
        Self {
            moment: if was_at_end { end } else { self.moment.min(end) },
            moved: self.moved,
            zoom: self.zoom.and_then(|window| window.within(end)),
            follow: self.follow.filter(|&task| shown.has_task(task)),
            lesson: None,
            ask: None,
        }
    }
}

impl Editing {
    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.history.past.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.history.future.is_empty()
    }

    /// The field, if it holds something else than the scenario does.
    pub fn draft(&self, field: Field) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.field == field)
    }

    /// The fields that hold something else than the scenario does; equal only where nothing was typed.
    pub fn drafts(&self) -> Rc<Vec<Draft>> {
        Rc::clone(&self.drafts)
    }

    /// The step that was underway has been made.
    pub(super) fn arrive(&mut self) {
        self.underway = None;
    }

    /// The step that was underway is not made.
    pub(super) fn stay(&mut self) {
        if let Some(underway) = self.underway.take() {
            self.history = Rc::clone(&underway.before);
        }
    }

    fn set_draft(&mut self, field: Field, text: &str, error: Option<String>) {
        let drafts = Rc::make_mut(&mut self.drafts);
        drafts.retain(|draft| draft.field != field);
        drafts.push(Draft { field, text: text.to_owned(), error });
    }

    /// Remembers what was shown before an edit, unless the edit goes on with the last one.
    fn record(&mut self, before: Entry, run: Option<Run>) {
        let history = Rc::make_mut(&mut self.history);
        if run.is_none() || history.run != run {
            history.past.push(before);
            if history.past.len() > UNDO_MAX {
                history.past.remove(0);
            }
        }
        history.run = run;
        history.future.clear();
    }
}

impl State {
    /// Does what was asked for by hand.
    pub(super) fn change(&mut self, change: Change) {
        match change {
            Change::Make(edit) => self.make(&edit),
            Change::Settle => self.settle(),
            Change::Cancel => self.take_back(),
            Change::Undo => self.travel(false),
            Change::Redo => self.travel(true),
            Change::Toggle => self.editing.open = !self.editing.open,
        }
    }

    /// Remembers what is shown, because something else is about to be; what is being typed is lost.
    pub(super) fn leave_behind(&mut self) {
        let before = Entry { was_left: true, ..self.entry() };
        self.editing.record(before, None);
        self.editing.drafts = Rc::default();
    }

    fn make(&mut self, edit: &Edit) {
        let run = match edit {
            Edit::Text(field, _) => Some(Run::Field(*field)),
            Edit::Length(place, _) => Some(Run::Place(*place)),
            Edit::AddGroup
            | Edit::DuplicateGroup(_)
            | Edit::RemoveGroup(_)
            | Edit::AddService
            | Edit::RemoveService(_)
            | Edit::AddRuntime(_)
            | Edit::RemoveRuntime(_)
            | Edit::SwapRuntimes(_) => None,
        };
        let result = self.edited(edit);
        if let Edit::Text(field, text) = edit {
            let error = result.as_ref().err().map(|errors| words(errors, &field.path(self.shown.scenario())));
            self.editing.set_draft(*field, text, error);
        }
        match result {
            Ok(None) => {}
            Ok(Some(Asked::Now(shown))) => {
                self.take_up(*shown, run);
                self.after_edit(edit.field());
            }
            Ok(Some(Asked::Later(job))) => self.begin(Shared::new(*job)),
            Err(errors) if edit.field().is_none() => {
                let warning = |(path, message): &Fault| Warning::new(path.to_string(), message.clone());
                self.notices = Rc::new(errors.iter().map(warning).collect());
            }
            Err(_) => {}
        }
    }

    /// What comes of an edit; `None` where it changes nothing. An edit that is still being simulated counts as made.
    fn edited(&self, edit: &Edit) -> Result<Option<Asked>, Vec<Fault>> {
        let on_its_way = self.job.as_ref().filter(|job| job.came == Came::Edited);
        let base = on_its_way.and_then(|job| job.scenario()).unwrap_or(self.shown.scenario());
        let in_words = |error: ScenarioError| (error.path, error.problem.to_string());
        let scenario =
            edit::apply(base, edit).map_err(|errors| errors.into_iter().map(in_words).collect::<Vec<_>>())?;
        if scenario == *base {
            return Ok(None);
        }
        let preset = presets::catalogue().into_iter().find(|preset| preset.scenario == scenario);
        let preset = preset.map(|preset| preset.id);
        let asked = job::ask(
            Subject::Scenario(scenario),
            preset,
            Came::Edited,
            (self.view(), Vec::new()),
            Some(&self.shown),
        );
        asked.map(Some).map_err(|refusal| vec![(refusal.path(), refusal.message())])
    }

    /// Shows what came of an edit that took its time.
    pub(super) fn take_up_edited(&mut self, shown: Shown) {
        self.take_up(shown, None);
    }

    /// Shows what came of an edit.
    fn take_up(&mut self, shown: Shown, run: Option<Run>) {
        self.job = None;
        self.editing.stay();
        let goes_on = run.is_some() && self.editing.history.run == run;
        let first = self.editing.history.past.last().filter(|_| goes_on);
        // From where the run began, so that what was pushed aside on the way comes back.
        let (outlook, end) =
            first.map_or_else(|| (self.outlook(), self.end()), |entry| (entry.outlook, entry.end));
        let is_back = first.is_some_and(|entry| entry.subject == shown.subject);
        let before = self.entry();
        self.editing.record(before, run);
        if is_back {
            let history = Rc::make_mut(&mut self.editing.history);
            history.run = None;
            if let Some(entry) = history.past.pop() {
                self.set_outlook(entry.outlook);
            }
        } else {
            self.set_outlook(outlook.moved_to(end, &shown));
        }
        self.shown = Shared::new(shown);
    }

    /// Fields that were bad may be good now; where things have changed places, what was typed is lost.
    fn after_edit(&mut self, field: Option<Field>) {
        let Some(field) = field else {
            self.editing.drafts = Rc::default();
            return;
        };
        for draft in
            self.editing.drafts().iter().filter(|draft| draft.field != field && draft.error.is_some())
        {
            if let Ok(shown) = self.edited(&Edit::Text(draft.field, draft.text.clone())) {
                let run = self.editing.history.run;
                match shown {
                    Some(Asked::Now(shown)) => self.take_up(*shown, run),
                    Some(Asked::Later(job)) => self.begin(Shared::new(*job)),
                    None => {}
                }
                Rc::make_mut(&mut self.editing.drafts).retain(|other| other.field != draft.field);
            }
        }
    }

    /// Ends a run of edits. A field whose text is good shows it in canonical form.
    fn settle(&mut self) {
        if self.editing.history.run.is_some() {
            Rc::make_mut(&mut self.editing.history).run = None;
        }
        if self.editing.drafts.iter().any(|draft| draft.error.is_none()) {
            Rc::make_mut(&mut self.editing.drafts).retain(|draft| draft.error.is_some());
        }
    }

    fn take_back(&mut self) {
        if self.editing.history.run.is_none() {
            return;
        }
        let history = Rc::make_mut(&mut self.editing.history);
        history.run = None;
        if let Some(entry) = history.past.pop() {
            self.go_back_to(entry);
        }
    }

    /// One step through the history.
    fn travel(&mut self, forward: bool) {
        let underway = self.editing.underway.take();
        let here = underway.as_ref().map_or_else(|| self.entry(), |underway| underway.target.clone());
        let before =
            underway.map_or_else(|| Rc::clone(&self.editing.history), |step| Rc::clone(&step.before));
        let history = Rc::make_mut(&mut self.editing.history);
        history.run = None;
        let (from, to) = match forward {
            true => (&mut history.future, &mut history.past),
            false => (&mut history.past, &mut history.future),
        };
        let Some(entry) = from.pop() else { return };
        to.push(Entry { was_left: entry.was_left, ..here });
        let target = entry.clone();
        self.go_back_to(entry);
        let is_there = self.shown.subject == target.subject;
        self.editing.underway = (!is_there).then(|| Rc::new(Underway { before, target }));
        if self.job.is_none() {
            self.editing.stay();
        }
        self.editing.drafts = Rc::default();
    }

    /// Shows what was shown; it could be simulated before, so that it can be again.
    fn go_back_to(&mut self, entry: Entry) {
        let Entry { subject, preset, outlook, end, was_left } = entry;
        self.job = None;
        let zoom = outlook.zoom.map(|window| link::Zoom { start: window.start, end: window.end });
        let follow = outlook.follow.map(|task| task.0.saturating_add(subject.first_number()));
        let view = View { t: outlook.moment, zoom, follow, ..self.view() };
        let shown = match job::ask(subject, preset, Came::Back, (view, Vec::new()), Some(&self.shown)) {
            Ok(Asked::Now(shown)) => *shown,
            Ok(Asked::Later(job)) => return self.begin(Shared::new(*job)),
            Err(_) => return,
        };
        // Whoever has not looked elsewhere meanwhile looks at what was looked at.
        let has_stayed = self.outlook() == outlook.moved_to(end, &self.shown);
        let outlook =
            if was_left || has_stayed { outlook } else { self.outlook().moved_to(self.end(), &shown) };
        self.shown = Shared::new(shown);
        self.set_outlook(outlook);
    }

    fn entry(&self) -> Entry {
        Entry {
            subject: self.shown.subject.clone(),
            preset: self.shown.preset,
            outlook: self.outlook(),
            end: self.end(),
            was_left: false,
        }
    }

    fn outlook(&self) -> Outlook {
        Outlook {
            moment: self.moment,
            moved: self.moved,
            zoom: self.zoom,
            follow: self.follow,
            lesson: self.lesson,
            ask: self.ask,
        }
    }

    fn set_outlook(&mut self, outlook: Outlook) {
        self.playing = false;
        self.moment = outlook.moment;
        self.clock = outlook.moment;
        self.moved = outlook.moved;
        self.zoom = outlook.zoom;
        self.follow = outlook.follow;
        self.lesson = outlook.lesson;
        self.ask = outlook.ask;
    }
}

/// What is wrong with an edit: where, and in words.
type Fault = (FieldPath, String);

/// What is wrong, for the field at `path`: errors elsewhere say where.
fn words(faults: &[Fault], path: &FieldPath) -> String {
    let own = faults.iter().find(|(place, _)| place == path).map(|(_, message)| message.clone());
    let elsewhere = || faults.first().map(|(place, message)| format!("{place}: {message}"));
    own.or_else(elsewhere).unwrap_or_default()
}

#[cfg(test)]
mod tests;
