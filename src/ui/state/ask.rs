//! A question as the page has it: what stands, what the reader has said, what is hidden meanwhile.

use std::rc::Rc;

use super::{Action, State};
use crate::lesson::{Ask, Outcome, Question, Reason, Spot, end_in_doubt, reason, suggest};
use crate::link::Warning;
use crate::text::question as text;
use crate::time::Instant;
use crate::trace::{LaneId, TaskId, Trace};

/// A question that has been asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The instant that the reader has in mind, not yet committed to.
    pub guess: Instant,
    /// What the reader has committed to.
    pub given: Option<Outcome>,
}

/// What the reader has said, for whoever wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub ask: Ask,
    /// The answer, as the page says it.
    pub given: String,
    /// Whether it is right.
    pub right: bool,
}

/// A place in a lane with a word beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Which run, from 0.
    pub run: usize,
    /// The lane's name for scripts.
    pub lane: String,
    /// When.
    pub at: Instant,
    /// What stands beside it.
    pub words: String,
}

impl State {
    /// From here on nothing is shown: a question stands, and is not answered.
    pub fn hidden_from(&self) -> Option<Instant> {
        self.asked.as_ref().filter(|asked| asked.given.is_none()).map(|asked| asked.question.at)
    }

    /// The last instant that is no secret.
    pub fn revealed(&self) -> Instant {
        self.hidden_from().map_or(self.moment, |at| Instant::from_ns(at.as_ns().saturating_sub(1)))
    }

    /// Where the slider ends: with the axis, while that hides something.
    pub fn slider_end(&self) -> Instant {
        self.axis_end().filter(|_| self.hidden_from().is_some()).unwrap_or(self.end())
    }

    /// Where the axis ends while there is a question.
    pub fn axis_end(&self) -> Option<Instant> {
        self.asked.as_ref().map(|_| end_in_doubt(self.end()))
    }

    fn traces(&self) -> Vec<&Trace> {
        self.shown.runs.iter().map(|run| &*run.trace).collect()
    }

    /// Keeps the card and the question in step: what is asked gets its card, what is no longer asked or was asked of
    /// other runs loses it. A question that makes no sense at the present moment is a warning.
    pub(super) fn settle_question(&mut self, is_another_run: bool) {
        if is_another_run || (self.ask.is_none() && self.hidden_from().is_some()) {
            self.asked = None;
        }
        let Some(ask) = self.ask.filter(|_| self.hidden_from().is_none()) else { return };
        (self.asked, self.answer, self.until) = (None, None, None);
        if let Some(question) = Question::pose(ask, &self.traces(), self.moment) {
            self.asked = Some(Rc::new(Asked { guess: question.at, question, given: None }));
            (self.moved, self.playing) = (true, false);
        } else {
            self.ask = None;
            let message = crate::text::page::cannot_ask(&ask.to_string(), &self.moment.to_string());
            let mut notices = (*self.notices).clone();
            notices.push(Warning::new("ask", message));
            self.notices = Rc::new(notices);
        }
    }

    /// Asks something at the present moment, at the next that is worth it, or from the start.
    pub(super) fn predict(&mut self) {
        let traces = self.traces();
        let last = self.answer.as_ref().map(|answer| answer.ask);
        let found = suggest(&traces, self.moment, last).or_else(|| suggest(&traces, Instant::ZERO, last));
        if let Some((ask, at)) = found {
            self.ask_at(ask, at);
        }
    }

    /// Asks at a moment, to which the playhead goes.
    pub(super) fn ask_at(&mut self, ask: Ask, at: Instant) {
        let from = self.moment;
        self.go(at.min(self.end()));
        self.travel = (from < at && !self.reduced_motion).then_some(from);
        (self.ask, self.asked) = (Some(ask), None);
    }

    /// What becomes of an action while the future is hidden: nothing moves the playhead, and a place on the axis is
    /// where the reader thinks that it happens.
    pub(super) fn held(&self, action: Action) -> Option<Action> {
        let Some(at) = self.hidden_from() else { return Some(action) };
        if let Action::Seek(moment) | Action::Scrub(moment) = action {
            let is_wanted = self.asked.as_ref().is_some_and(|asked| asked.question.choices.is_empty());
            return (is_wanted && moment >= at).then_some(Action::Guess(moment));
        }
        let moves = matches!(
            action,
            Action::Step(..)
                | Action::Start
                | Action::End
                | Action::Play
                | Action::TogglePlay
                | Action::Tick(_)
        );
        (!moves).then_some(action)
    }

    /// The reader has an instant in mind.
    pub(super) fn guess(&mut self, moment: Instant) {
        let end = self.axis_end();
        if let (Some(asked), Some(end)) = (&mut self.asked, end) {
            let asked = Rc::make_mut(asked);
            if asked.given.is_none() {
                asked.guess = moment.clamp(asked.question.at, end);
            }
        }
    }

    /// The reader commits to an answer; it plays on until it has happened.
    pub(super) fn commit(&mut self, given: Outcome) {
        let Some(asked) = self.asked.as_mut().filter(|asked| asked.given.is_none()) else { return };
        let asked = Rc::make_mut(asked);
        asked.given = Some(given);
        self.ask = None;
        let (ask, right) = (asked.question.ask, asked.question.is_right(given));
        let until = asked.question.until;
        self.answer = Some(Answer { ask, given: outcome(&asked.question, given), right });
        self.until = Some(until);
        self.playing = self.moment < until;
        self.clock = self.moment;
        self.in_use = true;
    }

    /// Goes on without the question.
    pub(super) fn close_question(&mut self) {
        (self.ask, self.asked, self.until) = (None, None, None);
        self.playing = false;
    }

    /// The question in a sentence.
    pub fn question_words(&self) -> Option<String> {
        let question = &self.asked.as_ref()?.question;
        let trace = &self.shown.runs.get(question.run)?.trace;
        let (model, at) = (self.shown.model(question.run).short, question.at.to_string());
        let thread = (trace.own_thread_count() > 1).then(|| u32::from(question.thread.0) + 1);
        Some(match question.ask {
            Ask::Next => match question.now.map(|now| predicate(question, now)) {
                Some(now) => text::after(&at, &model, thread, &now),
                None => text::next(&at, &model, thread),
            },
            Ask::First => text::first(&at, &model),
            Ask::Done(number) => text::done(number, &model),
        })
    }

    /// The requests whose programs the question is about, one of each group: whom it asks of, and whom the choices name.
    pub fn asked_about(&self) -> Vec<TaskId> {
        let Some(question) = self.asked.as_ref().map(|asked| &asked.question) else { return Vec::new() };
        let Some(run) = self.shown.runs.get(question.run) else { return Vec::new() };
        let named = question.choices.iter().filter_map(|choice| choice.task());
        let mut groups = Vec::new();
        let is_first_of_group = |id: &TaskId| {
            let group = run.trace.tasks().get(id.0 as usize).map(|task| task.group);
            let is_new = group.is_some_and(|group| !groups.contains(&group));
            groups.extend(group.filter(|_| is_new));
            is_new
        };
        question.about.into_iter().chain(named).filter(is_first_of_group).collect()
    }

    /// The last instant of which the programs may tell; none while nothing may be told of the very first.
    pub fn told_until(&self) -> Option<Instant> {
        self.hidden_from().map_or(Some(self.moment), |at| at.as_ns().checked_sub(1).map(Instant::from_ns))
    }

    /// Why it is as it is, once the reader has answered.
    pub fn feedback(&self) -> Option<String> {
        let asked = self.asked.as_ref()?;
        let (question, given) = (&asked.question, asked.given?);
        let trace = &self.shown.runs.get(question.run)?.trace;
        let (from, until) = (question.from.to_string(), question.until.to_string());
        let finished = |id: TaskId| Some(trace.tasks().get(id.0 as usize)?.ended.to_string());
        Some(match (question.right, question.ask) {
            (Outcome::Computes(id), _) => match reason(trace, id, question.from) {
                Reason::Arrived(since) => text::had_arrived(&from, id.number(), &since.to_string()),
                Reason::Answered(since) => text::had_answer(&from, id.number(), &since.to_string()),
                Reason::GoesOn => text::goes_on(&from, id.number()),
            },
            (Outcome::Blocked(id), _) => text::waits(&from, &until, id.number()),
            (Outcome::Idle, _) => text::nobody(&from, &until, trace.own_thread_count() > 1),
            (Outcome::Finishes(id), _) => {
                let other = if let Outcome::Finishes(other) = given { Some(other) } else { None };
                let other = other.filter(|&other| other != id);
                let other = other.and_then(|other| Some((other.number(), finished(other)?)));
                let other = other.as_ref().map(|(number, at)| (*number, at.as_str()));
                text::done_first(id.number(), &from, other)
            }
            (Outcome::At(at), Ask::Done(number)) => {
                text::done_at(number, &at.to_string(), &outcome(question, given))
            }
            (Outcome::At(_), Ask::Next | Ask::First) => return None,
        })
    }

    /// The guess, drawn where the reader thinks that it happens.
    pub fn flags(&self) -> Vec<Flag> {
        let Some(asked) = &self.asked else { return Vec::new() };
        let question = &asked.question;
        let Some(trace) = self.shown.runs.get(question.run).map(|run| &run.trace) else { return Vec::new() };
        let flag = |lane: LaneId, at: Instant| {
            vec![Flag { run: question.run, lane: trace.lane_name(lane), at, words: text::GUESS.to_owned() }]
        };
        match (question.ask, asked.given) {
            (Ask::Done(number), given) => {
                let at = if let Some(Outcome::At(at)) = given { at } else { asked.guess };
                flag(LaneId::Task(task_of(number)), at)
            }
            (_, Some(Outcome::Finishes(id))) => {
                let at = trace.tasks().get(id.0 as usize).map(|info| info.ended);
                at.map(|at| flag(LaneId::Task(id), at)).unwrap_or_default()
            }
            (_, Some(_)) => flag(LaneId::Thread(question.thread), question.from),
            (_, None) => Vec::new(),
        }
    }

    /// What has happened, to be pointed at once it has.
    pub(super) fn outcome_spots(&self) -> Vec<Spot> {
        let Some(asked) = self.asked.as_ref().filter(|asked| asked.given.is_some() && !self.playing) else {
            return Vec::new();
        };
        let question = &asked.question;
        let (lane, start) = match (question.right, question.ask) {
            (Outcome::Finishes(id), _) => (LaneId::Task(id), question.at),
            (_, Ask::Done(number)) => (LaneId::Task(task_of(number)), question.at),
            _ => (LaneId::Thread(question.thread), question.from),
        };
        let trace = self.shown.runs.get(question.run).map(|run| &run.trace);
        let spot = |lane: String| Spot { run: question.run, lane, start, end: question.until };
        trace.map(|trace| spot(trace.lane_name(lane))).into_iter().collect()
    }
}

/// The task of a number that people see.
fn task_of(number: u32) -> TaskId {
    TaskId(number.saturating_sub(1))
}

/// An answer to a question in words.
pub fn outcome(question: &Question, outcome: Outcome) -> String {
    let words = predicate(question, outcome);
    if question.ask == Ask::Next { text::it(&words) } else { words }
}

/// The same without its subject, where that is a thread.
fn predicate(question: &Question, outcome: Outcome) -> String {
    match outcome {
        Outcome::Computes(id) => text::computes(id.number(), question.shares_cores),
        Outcome::Blocked(id) => text::blocked(id.number()),
        Outcome::Idle => text::IDLE.to_owned(),
        Outcome::Finishes(id) => text::request(id.number()),
        Outcome::At(at) => at.to_string(),
    }
}
