//! Questions about what comes next, made from the runs: the right answer, plausible wrong ones, and how near is right.

use super::Ask;
use crate::order;
use crate::time::{Duration, Instant};
use crate::trace::{State, TaskId, TaskInfo, ThreadId, ThreadSpan, Trace};

/// What can happen, and what a reader can say that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The thread works for the request, or would if it had a core: see [`Question::shares_cores`].
    Computes(TaskId),
    /// The thread waits with the request for a response.
    Blocked(TaskId),
    /// The thread has nothing to do.
    Idle,
    /// The request is the next one done.
    Finishes(TaskId),
    /// It is done at this instant.
    At(Instant),
}

impl Outcome {
    /// The task that it tells of.
    pub fn task(self) -> Option<TaskId> {
        match self {
            Self::Computes(id) | Self::Blocked(id) | Self::Finishes(id) => Some(id),
            Self::Idle | Self::At(_) => None,
        }
    }
}

/// A question at a moment of some runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub ask: Ask,
    /// Of which run, from 0.
    pub run: usize,
    /// Of which of its threads.
    pub thread: ThreadId,
    /// From here on nothing is known.
    pub at: Instant,
    /// What the thread is in the middle of then: what is asked is what comes after it. `None` where it turns to something
    /// at that very instant, which then is what is asked.
    pub now: Option<Outcome>,
    /// The task that it is about more than about others.
    pub about: Option<TaskId>,
    /// Whether threads have to wait for a core.
    pub shares_cores: bool,
    /// What can be chosen, in an order that tells nothing; none where an instant is asked for.
    pub choices: Vec<Outcome>,
    /// What happens.
    pub right: Outcome,
    /// When it begins to happen.
    pub from: Instant,
    /// When it has happened.
    pub until: Instant,
    /// How far an instant may be off.
    pub tolerance: Duration,
}

/// Most choices of a question.
const CHOICES_MAX: usize = 4;
/// An instant may be off by this part of the axis.
const TOLERANCE_PARTS: u64 = 50;
/// No more threads than these are looked at for one that does something next.
const THREADS_MAX: usize = 64;

impl Question {
    /// The question at `at`, of the asynchronous model where it makes sense there. `None` where it makes none: all is
    /// over, or only one answer is possible.
    pub fn pose(ask: Ask, traces: &[&Trace], at: Instant) -> Option<Self> {
        let end = traces.iter().map(|trace| trace.makespan()).max()?;
        let tolerance = Duration::from_ns(end.as_ns() / TOLERANCE_PARTS);
        let mut posed = in_order(traces).filter_map(|(run, trace)| {
            let question = Self {
                ask,
                run,
                thread: ThreadId(0),
                at,
                now: None,
                about: None,
                shares_cores: trace.has_state(State::Runnable) || trace.has_state(State::Switching),
                choices: Vec::new(),
                right: Outcome::Idle,
                from: at,
                until: at,
                tolerance,
            };
            match ask {
                Ask::Next => next(question, trace),
                Ask::First => first(question, trace),
                Ask::Done(number) => done(question, trace, number),
            }
        });
        posed.next()
    }

    /// Whether the reader is right.
    pub fn is_right(&self, given: Outcome) -> bool {
        match (given, self.right) {
            (Outcome::At(given), Outcome::At(right)) => {
                given.since(right).max(right.since(given)) <= self.tolerance
            }
            (given, right) => given == right,
        }
    }

    /// Sets the choices: the right one, and as many of the wrong ones as there is room for, by their order. What goes on
    /// anyway is none: it would be true for a while.
    fn choose(mut self, wrong: impl Iterator<Item = Outcome>) -> Option<Self> {
        for outcome in wrong {
            if self.choices.len() + 1 < CHOICES_MAX
                && outcome != self.right
                && Some(outcome) != self.now
                && !self.choices.contains(&outcome)
            {
                self.choices.push(outcome);
            }
        }
        if self.choices.is_empty() {
            return None;
        }
        self.choices.push(self.right);
        order::sort(&mut self.choices);
        Some(self)
    }
}

/// A question for this moment, or where nothing is to be asked here for the next one at which something is. Another
/// kind each time.
pub fn suggest(traces: &[&Trace], from: Instant, last: Option<Ask>) -> Option<(Ask, Instant)> {
    let (_, trace) = in_order(traces).next()?;
    let here = (from > Instant::ZERO).then_some(from);
    let later = segments(trace, ThreadId(0)).map(|segment| segment.start).filter(|&start| start > from);
    here.into_iter().chain(later.take(20)).find_map(|at| {
        let unfinished = trace.tasks().iter().position(|request| at < request.ended);
        let number = unfinished.and_then(|place| u32::try_from(place + 1).ok());
        let kinds = [Some(Ask::Next), number.map(Ask::Done), Some(Ask::First)];
        let first = match last {
            None | Some(Ask::First) => 0,
            Some(Ask::Next) => 1,
            Some(Ask::Done(_)) => 2,
        };
        let kinds = (0..3).filter_map(|place| kinds[(first + place) % 3]);
        kinds.filter(|&ask| Question::pose(ask, traces, at).is_some()).map(|ask| (ask, at)).next()
    })
}

/// The runs with their places, asynchronous ones first.
fn in_order<'a>(traces: &[&'a Trace]) -> impl Iterator<Item = (usize, &'a Trace)> {
    let mut all: Vec<(usize, &Trace)> = traces.iter().copied().enumerate().collect();
    order::sort_by_key(&mut all, |(_, trace)| trace.model().helpers() == 0);
    all.into_iter()
}

/// A stretch in which a thread does one thing.
#[derive(Clone, Copy, Debug)]
struct Segment {
    start: Instant,
    end: Instant,
    what: Outcome,
}

/// What a thread does from 0 to the end of its run, neighbours that look alike made one.
fn segments(trace: &Trace, thread: ThreadId) -> impl Iterator<Item = Segment> + '_ {
    let mut spans = trace.thread_spans(thread).peekable();
    let mut now = Instant::ZERO;
    let makespan = trace.makespan();
    std::iter::from_fn(move || {
        let Some(&span) = spans.peek() else {
            let rest = Segment { start: now, end: makespan, what: Outcome::Idle };
            now = makespan;
            return (rest.start < rest.end).then_some(rest);
        };
        if now < span.start {
            let gap = Segment { start: now, end: span.start, what: Outcome::Idle };
            now = span.start;
            return Some(gap);
        }
        let mut segment = Segment { start: span.start, end: span.end, what: what(span) };
        spans.next();
        while let Some(&more) =
            spans.peek().filter(|more| more.start == segment.end && what(**more) == segment.what)
        {
            segment.end = more.end;
            spans.next();
        }
        now = segment.end;
        Some(segment)
    })
}

fn what(span: ThreadSpan) -> Outcome {
    match span.state {
        State::Blocked => Outcome::Blocked(span.task),
        State::Running
        | State::Runnable
        | State::Switching
        | State::Queued
        | State::Paused
        | State::Ready => Outcome::Computes(span.task),
    }
}

/// What the thread that turns to something first turns to.
fn next(question: Question, trace: &Trace) -> Option<Question> {
    let at = question.at;
    if at >= trace.makespan() {
        return None;
    }
    let found = trace.own_threads().take(THREADS_MAX).filter_map(|thread| {
        let mut before = None;
        let next = segments(trace, thread).find(|segment| {
            let is_next = segment.start >= at;
            if !is_next {
                before = Some(*segment);
            }
            is_next
        })?;
        Some((next, thread, before))
    });
    let (segment, thread, before) = found.min_by_key(|(segment, thread, _)| (segment.start, *thread))?;
    let now = before.filter(|before| at < before.end).map(|before| before.what);
    let about = before.and_then(|before| before.what.task());
    let (right, from, until) = (segment.what, segment.start, segment.end);
    let question = Question { thread, now, about, right, from, until, ..question };
    question.choose(wrong_turns(trace, at, right, before.map(|before| before.what)).into_iter())
}

/// What a thread might do instead, the most tempting first.
fn wrong_turns(trace: &Trace, at: Instant, right: Outcome, before: Option<Outcome>) -> Vec<Outcome> {
    let now = before.and_then(Outcome::task);
    let mut wrong: Vec<Outcome> = now.map(Outcome::Blocked).into_iter().collect();
    wrong.push(Outcome::Idle);
    wrong.extend(now.map(Outcome::Computes));
    let mut others: Vec<TaskId> = unfinished(trace, at).map(|(id, _)| id).take(CHOICES_MAX).collect();
    // The one that has the thread is in already.
    let turn = usize::from(others.len() > 1);
    others.rotate_left(turn);
    wrong.extend(others.into_iter().map(Outcome::Computes));
    wrong.extend(right.task().map(Outcome::Blocked));
    wrong.push(Outcome::Computes(TaskId(0)));
    wrong
}

/// The requests that are not done: those that have arrived, then the others.
fn unfinished(trace: &Trace, at: Instant) -> impl Iterator<Item = (TaskId, TaskInfo)> + '_ {
    let all = || trace.task_ids().zip(trace.tasks().iter().copied());
    let arrived = all().filter(move |(_, info)| info.created <= at && at < info.ended);
    arrived.chain(all().filter(move |(_, info)| at < info.created))
}

/// Who is done first.
fn first(question: Question, trace: &Trace) -> Option<Question> {
    let at = question.at;
    let (id, info) = unfinished(trace, at).min_by_key(|(id, info)| (info.ended, *id))?;
    let others = unfinished(trace, at).filter(|(_, other)| other.ended > info.ended);
    let others: Vec<Outcome> = others.map(|(id, _)| Outcome::Finishes(id)).take(CHOICES_MAX).collect();
    let question = Question { right: Outcome::Finishes(id), from: info.ended, until: info.ended, ..question };
    question.choose(others.into_iter())
}

/// When a request is done.
fn done(question: Question, trace: &Trace, number: u32) -> Option<Question> {
    let info = trace.tasks().get(number.checked_sub(1)? as usize)?;
    let (from, until, about) = (info.ended, info.ended, Some(TaskId(number.checked_sub(1)?)));
    (question.at < info.ended).then_some(Question {
        right: Outcome::At(from),
        from,
        until,
        about,
        ..question
    })
}

/// Why it is so: what has the thread take up a request when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It had arrived then, and nobody had looked at it.
    Arrived(Instant),
    /// It had its answer then.
    Answered(Instant),
    /// It had this to do already.
    GoesOn,
}

/// Why the thread takes up this request at `at`.
pub fn reason(trace: &Trace, id: TaskId, at: Instant) -> Reason {
    let before = trace.task_spans(id).take_while(|span| span.start < at).last();
    match before.map(|span| (span.state, span.start, span.end)) {
        None => Reason::Arrived(at),
        Some((State::Queued, start, _)) => Reason::Arrived(start),
        Some((State::Ready, start, _)) => Reason::Answered(start),
        Some((State::Paused | State::Blocked, _, end)) => Reason::Answered(end),
        Some((State::Running | State::Runnable | State::Switching, ..)) => Reason::GoesOn,
    }
}
