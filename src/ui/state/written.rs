//! Programs that are written on the page: what runs next, what stays where it does not run, who is at which line.

use std::rc::Rc;

use super::job::{Came, Job};
use super::program::{Located, Source};
use super::{Action, Run, Shared, Shown, State, address};
use crate::gallery::Entry;
use crate::link::{View, Warning};
use crate::python::program::LineCost;
use crate::python::programs::Programs;
use crate::subject::Subject;
use crate::trace::{SiteId, TaskId};

/// What happens when somebody writes in the editor: the text of the program in this place becomes this one.
pub fn write(state: &State, place: usize, source: &str) -> Option<Action> {
    let written = state.written()?;
    let mut sources = written.sources.clone();
    let text = sources.get_mut(place)?;
    if text == source {
        return None;
    }
    source.clone_into(text);
    Some(edited(Programs { sources, ..written.clone() }, state))
}

/// What happens when a statement is to cost something else.
pub fn set_cost(state: &State, cost: LineCost) -> Option<Action> {
    let written = state.written()?;
    (written.cost != cost).then(|| edited(Programs { cost, ..written.clone() }, state))
}

fn edited(programs: Programs, state: &State) -> Action {
    address::show(Subject::Programs(programs), None, Came::Edited, (state.view(), Vec::new()), state)
}

/// What happens when somebody brings programs of their own, or begins one.
pub fn bring(programs: Programs, state: &State) -> Action {
    address::show(Subject::Programs(programs), None, Came::Anew, (state.fresh_view(), Vec::new()), state)
}

/// What happens when a program of the gallery is chosen: it is shown at its moment.
pub fn open(entry: &Entry, state: &State) -> Action {
    let view = View { theme: state.theme, ..entry.view() };
    address::show(Subject::Programs(entry.programs()), None, Came::Anew, (view, Vec::new()), state)
}

impl State {
    /// The programs as they stand in the editor: what is about to run, what does not run, or what is shown.
    pub fn written(&self) -> Option<&Programs> {
        let underway = self.job.as_ref().filter(|job| job.came == Came::Edited);
        let underway = underway.and_then(|job| job.subject.as_programs());
        underway.or(self.source.draft.as_deref()).or_else(|| self.shown.programs())
    }

    /// What has been written runs: the picture follows, and whoever looks at it goes on looking where they looked.
    pub(super) fn take_up_program(&mut self, shown: Shown) {
        let was_at_end = self.moved && self.moment >= self.end();
        self.shown = Shared::new(shown);
        self.source = Source::default();
        let end = self.end();
        self.moment = if was_at_end { end } else { self.moment.min(end) };
        self.clock = self.moment;
        self.zoom = self.zoom.and_then(|window| window.within(end));
        self.follow = self.follow.filter(|&task| self.shown.has_task(task));
        self.playing = self.playing && self.moment < end;
        self.notices = Rc::default();
    }

    /// What has been written does not run: what was shown stays, and what is wrong is said where it is.
    pub(super) fn take_problems(&mut self, job: &Job, problems: &Rc<Vec<Located>>) {
        let Subject::Programs(programs) = &job.subject else { return };
        if job.came == Came::Anew {
            // Its text is shown, so that it can be mended.
            if job.subject != self.shown.subject {
                self.leave_behind();
            }
            self.shown = Shared::new(Shown::of_programs(programs.clone(), Vec::new()));
            self.apply(View { theme: self.theme, ..job.view }, job.warnings.clone());
            let said = problems.iter().map(|problem| Warning::new("py", problem.to_string()));
            self.notices = Rc::new(job.warnings.iter().cloned().chain(said).collect());
            self.source = Source { draft: None, problems: problems.clone() };
        } else {
            self.source = Source { draft: Some(Rc::new(programs.clone())), problems: problems.clone() };
        }
    }

    /// The unfinished tasks of a run that are at some line at the playhead, with their line, in the order of their numbers.
    pub fn tasks_at_lines(&self, run: &Run) -> Vec<(u32, TaskId)> {
        let trace = &run.trace;
        let at_line = |task: TaskId| {
            let (_, span) = trace.task_span_at(task, self.moment)?;
            let made_at = || trace.group(task).and_then(|group| group.made_at);
            let site: SiteId = span.site.or_else(made_at)?;
            Some((trace.site(site).line, task)).filter(|&(line, _)| line > 0)
        };
        trace.task_ids().filter_map(at_line).collect()
    }
}

#[cfg(test)]
mod tests;
