//! What the page shows, and the pure reducer that changes it. No browser, no clock: a tick says how long it took.

pub mod account;
pub mod address;
pub mod ask;
pub mod edit;
pub mod export;
mod found;
pub mod gesture;
pub mod given;
pub mod grip;
pub mod handles;
pub mod job;
pub mod keys;
mod lesson;
pub mod message;
mod play;
pub mod program;
pub mod share;
mod shown;
pub mod written;
mod zoom;

use std::rc::Rc;

pub use self::ask::{Answer, Asked, Flag};
pub use self::job::{Job, Refusal};
pub use self::play::Pace;
pub use self::shown::{Run, Shared, Shown};
pub use self::zoom::{Window, ZOOM_IN_PERMILLE, ZOOM_OUT_PERMILLE};
use crate::code::Language;
use crate::lesson::{Ask, Chapter, Outcome};
use crate::link::{self, Hidden, Speed, Theme, View, Warning};
use crate::number::Decimal;
use crate::time::{Duration, Instant, MS_PLACES, NS_PER_MS};
use crate::trace::TaskId;

/// Where the page is in its life, as `data-status` says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing is drawn yet.
    #[default]
    Loading,
    /// The figure is in the document, and all that the link asks for: see [`State::status_name`].
    Ready,
}

impl Status {
    /// As it stands in `data-status`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Ready => "ready",
        }
    }
}

/// A theme as it stands in `data-theme` and in the link.
pub fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// A moment in milliseconds, as the page says it. While it plays it has as many digits all the time as the axis is
/// worth, so that nothing jumps about.
pub fn readout(moment: Instant, end: Instant, playing: bool) -> String {
    if !playing {
        return moment.to_string();
    }
    let places = match end.as_ns() / NS_PER_MS {
        1000.. => 0,
        10.. => 1,
        1.. => 2,
        0 => MS_PLACES,
    };
    format!("{:#}", Decimal::new(moment.as_ns(), MS_PLACES).cut(places))
}

/// The speeds that the page offers, in thousandths.
pub const SPEEDS: [u32; 5] = [250, 500, 1000, 2000, 4000];

/// How many steps Shift, or a page key, makes of one.
pub const STEPS_AT_ONCE: u32 = 10;

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To what happens next.
    Forward,
    /// To what happened before.
    Back,
}

/// All that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The scenario and what came of it.
    pub shown: Shared<Shown>,
    /// What is simulated to be shown next, and how many requests have finished.
    pub job: Option<Shared<Job>>,
    /// See `job`.
    pub finished: u64,
    /// Where the playhead is.
    pub moment: Instant,
    /// Whether the playhead has been moved: only then what lies ahead is pale.
    pub moved: bool,
    /// Whether the reader has moved the playhead: from then on its controls stay in view.
    pub in_use: bool,
    /// Whether the playhead moves by itself.
    pub playing: bool,
    /// Whether the way to the moment may be shown: after a step, not under a finger.
    pub glides: bool,
    /// From where the way to the moment is shown: after a chapter, a longer one than after a step.
    pub travel: Option<Instant>,
    /// Where playing has got to; ahead of the playhead where that goes from event to event.
    clock: Instant,
    /// How fast it plays.
    pub speed: Speed,
    /// The request followed through all lanes.
    pub follow: Option<TaskId>,
    /// Whether what is drawn as a crowd is drawn one by one too, as far as there is room.
    pub singly: bool,
    /// The chapter of the lesson that is open.
    pub lesson: Option<Chapter>,
    /// The question that stands, not answered yet.
    pub ask: Option<Ask>,
    /// The question on its card, answered or not.
    pub asked: Option<Rc<Asked>>,
    /// What the reader has said last.
    pub answer: Option<Answer>,
    /// Where playing stops by itself: where the answer is to be seen.
    until: Option<Instant>,
    /// The colours.
    pub theme: Theme,
    /// The language in which programs are shown.
    pub code: Language,
    /// The parts of the page that are not shown.
    pub hide: Hidden,
    /// Whether the page is a guest in another one.
    pub embed: bool,
    /// The visible stretch of the axis; `None` is all of it.
    pub zoom: Option<Window>,
    /// What could not be taken as it was, until dismissed.
    pub notices: Rc<Vec<Warning>>,
    /// What is edited by hand, and what can be taken back.
    pub editing: edit::Editing,
    /// What is written in the editor of programs.
    pub source: program::Source,
    /// Where the page is in its life.
    pub status: Status,
    /// Whether a part of the page could not be loaded.
    pub lost: bool,
    /// Whether playing goes from event to event, for people who asked for less motion.
    pub reduced_motion: bool,
}

/// What can happen to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another scenario, simulated, and how to show it.
    Show(Shared<Shown>, View, Vec<Warning>),
    /// A scenario could not be shown: the last good one stays.
    Refuse(Vec<Warning>),
    /// A large scenario is to be shown, once it is simulated; what was to be shown before is given up.
    Simulate(Shared<Job>),
    /// So many requests of it have finished.
    Told(Shared<Job>, u64),
    /// What came of it: its missing runs, or why there are none.
    Finish(Shared<Job>, Result<Vec<Shared<Run>>, Refusal>),
    /// Gives it up.
    Cancel,
    /// The figure is in the document.
    Drawn,
    /// Plays, from the start if at the end; or pauses.
    TogglePlay,
    /// Plays, from the start if at the end.
    Play,
    /// Stops playing.
    Pause,
    /// So much time has passed since the last frame.
    Tick(Duration),
    /// So many instants at which something happens, and pauses.
    Step(Direction, u32),
    /// To this moment, and pauses.
    Seek(Instant),
    /// To the nearest round instant of a place that nobody hits to the nanosecond, and pauses.
    Scrub(Instant),
    /// To 0.
    Start,
    /// To the largest makespan.
    End,
    /// How fast it plays.
    SetSpeed(Speed),
    /// Follows this request; if it is followed already, no longer.
    ToggleFollow(TaskId),
    /// Follows nobody.
    Unfollow,
    /// Follows this request and looks at its life.
    Find(TaskId),
    /// Draws a crowd one by one too, or no longer.
    ToggleSingly,
    /// Closes the lesson; what is shown stays.
    LeaveLesson,
    /// Asks something, at the present moment or the next that is worth it.
    Predict,
    /// Asks this at that moment.
    Ask(Ask, Instant),
    /// Has an instant in mind for an answer.
    Guess(Instant),
    /// Commits to an answer.
    Answer(Outcome),
    /// Goes on without the question.
    CloseQuestion,
    /// The colours.
    SetTheme(Theme),
    /// The language in which programs are shown.
    SetCode(Language),
    /// The visible stretch becomes so many thousandths of its length, around an instant that stays where it is.
    ZoomAround(u32, Instant),
    /// The visible stretch becomes so many thousandths of its length, around the playhead or the middle.
    Zoom(u32),
    /// The visible stretch moves by so many nanoseconds.
    Pan(i64),
    /// The whole axis.
    ZoomReset,
    /// Takes a notice away, by its place.
    Dismiss(usize),
    /// The scenario is changed by hand.
    Change(edit::Change),
    /// A part of the page could not be loaded.
    Lose,
    /// The system asks for less motion, or no longer.
    ReduceMotion(bool),
}

impl Action {
    /// So many milliseconds have passed since the last frame.
    pub fn tick(elapsed_ms: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let elapsed_ns = (elapsed_ms.clamp(0.0, 1000.0) * 1e6) as u64;
        Self::Tick(Duration::from_ns(elapsed_ns))
    }
}

impl State {
    /// The page that shows `shown` in the way `view` says.
    pub fn new(shown: Shared<Shown>, view: View, notices: Vec<Warning>) -> Self {
        let mut state = Self::plain(shown);
        state.apply(view, notices);
        state
    }

    /// The page that shows `shown`, and nothing else is asked for.
    pub fn plain(shown: Shared<Shown>) -> Self {
        let view = View::default();
        Self {
            shown,
            job: None,
            finished: 0,
            moment: Instant::ZERO,
            moved: false,
            in_use: false,
            playing: false,
            glides: false,
            travel: None,
            clock: Instant::ZERO,
            speed: Speed::default(),
            follow: None,
            singly: false,
            lesson: None,
            ask: None,
            asked: None,
            answer: None,
            until: None,
            theme: view.theme,
            code: view.code,
            hide: view.hide,
            embed: view.embed,
            zoom: None,
            notices: Rc::new(Vec::new()),
            editing: edit::Editing::default(),
            source: program::Source::default(),
            status: Status::Loading,
            lost: false,
            reduced_motion: false,
        }
    }

    /// The largest makespan: where End goes.
    pub fn end(&self) -> Instant {
        self.shown.end()
    }

    /// Whether the two are the same but for the playhead, what moves it, and the visible stretch: for what goes on frame
    /// by frame.
    pub fn differs_by_place(&self, other: &Self) -> bool {
        Self { moment: other.moment, clock: other.clock, zoom: other.zoom, ..self.clone() } == *other
    }

    /// The visible stretch.
    pub fn window(&self) -> Window {
        self.zoom.unwrap_or(Window { start: Instant::ZERO, end: self.end() })
    }

    /// How it is looked at, as the link says it.
    pub fn view(&self) -> View {
        View {
            t: self.moment,
            follow: self.follow.map(|task| self.shown.number_of(task)),
            zoom: self.zoom.map(|window| link::Zoom { start: window.start, end: window.end }),
            speed: self.speed,
            play: false,
            lesson: self.lesson,
            ask: self.ask,
            theme: self.theme,
            code: self.code,
            hide: self.hide,
            embed: self.embed,
        }
    }

    /// The state after `action`; the very same value where nothing changes is left to the caller to notice.
    #[must_use]
    pub fn after(&self, action: Action) -> Self {
        let Some(action) = self.held(action) else { return self.clone() };
        let mut next = self.played(action).unwrap_or_else(|action| self.changed(action));
        next.settle_question(next.shown != self.shown);
        next
    }

    /// The state after an action that is none of playing.
    fn changed(&self, action: Action) -> Self {
        let mut next = self.clone();
        next.see_glides(&action);
        match action {
            Action::Show(shown, view, notices) => {
                if shown.subject != self.shown.subject {
                    next.leave_behind();
                    next.source = program::Source::default();
                }
                next.job = None;
                next.travel = self.way_to(&shown, &view);
                next.shown = shown;
                next.apply(view, notices);
            }
            Action::Refuse(notices) => {
                next.job = None;
                next.notices = Rc::new(notices);
            }
            Action::Simulate(job) => next.begin(job),
            Action::Told(job, finished) if self.job.as_ref() == Some(&job) => next.finished = finished,
            Action::Finish(job, runs) if self.job.as_ref() == Some(&job) => next.finish(&job, runs),
            // Somebody who was given up has not heard of it yet.
            Action::Told(..) | Action::Finish(..) => {}
            Action::Cancel => next.give_up(),
            Action::Drawn => next.status = Status::Ready,
            Action::ToggleFollow(request) if self.follow == Some(request) => next.follow = None,
            Action::ToggleFollow(request) => {
                next.follow = Some(request).filter(|&task| self.shown.has_task(task));
            }
            Action::Unfollow => next.follow = None,
            Action::Find(request) => next.go_to(request),
            Action::ToggleSingly => next.singly = !self.singly,
            Action::LeaveLesson => next.lesson = None,
            Action::Predict => next.predict(),
            Action::Ask(ask, at) => next.ask_at(ask, at),
            Action::Guess(moment) => next.guess(moment),
            Action::Answer(given) => next.commit(given),
            Action::CloseQuestion => next.close_question(),
            Action::SetTheme(theme) => next.theme = theme,
            Action::SetCode(language) => next.code = language,
            Action::Dismiss(place) => next.dismiss(place),
            Action::Lose => next.lose(),
            Action::Change(change) => next.change(change),
            Action::TogglePlay
            | Action::Play
            | Action::Pause
            | Action::Tick(_)
            | Action::Step(..)
            | Action::Seek(_)
            | Action::Scrub(_)
            | Action::Start
            | Action::End
            | Action::SetSpeed(_)
            | Action::ZoomAround(..)
            | Action::Zoom(_)
            | Action::Pan(_)
            | Action::ZoomReset
            | Action::ReduceMotion(_) => {}
        }
        next
    }

    /// Where the page is in its life, as `data-status` says it. `stands` is whether all parts are there that draw what is
    /// asked for; for those that were lost nobody waits.
    pub fn status_name(&self, stands: bool) -> &'static str {
        match (self.job.is_some(), stands || self.lost) {
            (true, _) => "simulating",
            (false, true) => self.status.name(),
            (false, false) => Status::Loading.name(),
        }
    }

    /// Whether the lesson's cards are needed.
    pub fn is_taught(&self) -> bool {
        self.lesson.is_some() || self.asked.is_some()
    }

    /// Whether what stands beside the diagram is needed. A guest has nothing there, but is told of by those who read aloud,
    /// and a question shows a program.
    pub fn is_told(&self) -> bool {
        !self.embed || self.moved || self.asked.is_some()
    }

    /// How something else is looked at: from its beginning, in the look of what is shown.
    pub fn fresh_view(&self) -> View {
        let View { speed, theme, code, hide, embed, .. } = self.view();
        View { speed, theme, code, hide, embed, ..View::default() }
    }

    fn apply(&mut self, view: View, notices: Vec<Warning>) {
        self.moment = view.t.min(self.end());
        self.clock = self.moment;
        self.moved = view.t > Instant::ZERO;
        self.speed = view.speed;
        self.follow = view.follow.and_then(|number| self.shown.task_of(number));
        self.lesson = view.lesson;
        // There are no questions about programs yet: what a link asks is left out, as the button is.
        let ask = view.ask.filter(|_| self.shown.programs().is_none());
        (self.ask, self.asked, self.answer, self.until) = (ask, None, None, None);
        self.theme = view.theme;
        self.code = view.code;
        self.hide = view.hide;
        self.embed = view.embed;
        let window = view.zoom.map(|zoom| Window { start: zoom.start, end: zoom.end });
        self.zoom = window.and_then(|window| window.within(self.end()));
        self.notices = Rc::new(notices);
        self.playing = false;
        self.settle_question(false);
        if view.play && self.ask.is_none() {
            self.play();
        }
    }

    fn dismiss(&mut self, place: usize) {
        let mut notices = (*self.notices).clone();
        if place < notices.len() {
            notices.remove(place);
        }
        self.notices = Rc::new(notices);
    }

    /// Says that a part of the page is missing, once.
    fn lose(&mut self) {
        self.lost = true;
        let lost = Warning::new("page", crate::text::page::LOST);
        if !self.notices.contains(&lost) {
            self.notices = Rc::new([&self.notices[..], &[lost]].concat());
        }
    }
}

#[cfg(test)]
mod tests;
