//! What can be said of one change of one task, looked up in the trace.

use super::{awaited_names, names};
use crate::text::events::{Busy, Cause, Change, Does, Effect, How, Then};
use crate::time::Instant;
use crate::trace::{
    self, ResourceId, ResourceSpan, ResourceState, SiteId, State, TaskId, TaskSpan, ThreadId, Trace,
};

/// A run, looked at.
pub struct Lens<'a> {
    /// What happened.
    pub trace: &'a Trace,
}

/// A change of a task's state.
#[derive(Clone, Copy)]
struct Turn {
    task: TaskId,
    /// The place of the span that begins; one past the last where the task ends.
    place: usize,
    at: Instant,
    before: Option<TaskSpan>,
    after: Option<TaskSpan>,
}

impl Lens<'_> {
    /// The thread that goes on being blocked with one call after another, and whom it calls from an instant on.
    pub fn next_call(&self, task: TaskId, site: SiteId, at: Instant) -> Option<(u32, String)> {
        let (_, span) = self.trace.task_span_at(task, at)?;
        let thread = span.thread.filter(|_| span.state == State::Blocked)?;
        let called = self.call_from(task, site, at)?;
        Some((self.number(thread), self.trace.resource_name(called).to_owned()))
    }

    /// The service at which a call of a step begins at an instant.
    fn call_from(&self, task: TaskId, site: SiteId, at: Instant) -> Option<ResourceId> {
        let mut all = self.trace.site(site).resources();
        // Of several that begin at once, the one that the trace has first.
        crate::order::sort(&mut all);
        all.into_iter().find(|&id| !self.trace.spans_from(id, at, task, site).is_empty())
    }

    /// A thread's number within its kind.
    fn number(&self, thread: ThreadId) -> u32 {
        self.trace.threads().get(usize::from(thread.0)).map_or(0, |info| info.number)
    }

    /// The change of a task with which the span of this place begins; one past the last: it ends.
    pub fn change(&self, task: TaskId, place: usize) -> Change {
        let before = place.checked_sub(1).and_then(|before| self.trace.task_span(task, before));
        let after = self.trace.task_span(task, place);
        let info = self.trace.tasks().get(task.0 as usize);
        let ended = info.map_or(Instant::ZERO, |info| info.ended);
        let at = after.map(|after| after.start).or(before.map(|before| before.end)).unwrap_or(ended);
        let turn = Turn { task, place, at, before, after };
        let effect = match after {
            Some(after) => self.effect(task, place, before, after),
            None => Effect::Done,
        };
        Change { request: task.number(), cause: self.cause(turn), effect, then: self.then(turn) }
    }

    fn cause(&self, turn: Turn) -> Cause {
        let own = turn.before.and_then(|before| before.thread).map_or(0, |thread| self.number(thread));
        match self.trace.cause(turn.task, turn.place) {
            trace::Cause::Arrived | trace::Cause::Made { .. } => Cause::Arrives,
            trace::Cause::TakenUp { thread, .. } => Cause::TakenUp {
                thread: thread.map(|thread| self.number(thread)),
                again: turn.before.is_some_and(|before| before.state == State::Ready),
            },
            trace::Cause::Helped { helper } => {
                Cause::Helped { helper: helper.map(|helper| self.number(helper)) }
            }
            trace::Cause::Answered { .. } => {
                let by = turn.before.map(|waited| self.trace.answerers(turn.task, &waited));
                Cause::Answered { by: names(self.trace, &by.unwrap_or_default()) }
            }
            trace::Cause::GotCore => Cause::GotCore { thread: own },
            trace::Cause::Switched => Cause::Switched { thread: own },
            trace::Cause::GoesOn => Cause::GoesOn,
            trace::Cause::Released { resource, .. } | trace::Cause::TimedOut { timer: resource } => {
                Cause::Answered { by: names(self.trace, &[resource]) }
            }
            trace::Cause::Woken { .. } | trace::Cause::Cancelled { .. } => Cause::GoesOn,
        }
    }

    fn effect(&self, task: TaskId, place: usize, before: Option<TaskSpan>, after: TaskSpan) -> Effect {
        let taken = before.and_then(|before| before.thread) != after.thread;
        let thread = after.thread.map_or(0, |thread| self.number(thread));
        match after.state {
            State::Queued => Effect::Queued(self.busy(after.start)),
            State::Running => Effect::Computes { thread, taken },
            State::Runnable => Effect::WaitsForCore { thread, taken },
            State::Switching => Effect::Switching { thread },
            State::Blocked => Effect::Blocked {
                thread,
                on: self.blocked_on(task, place, after),
                full: self.full(task, after),
            },
            State::Paused if self.is_offloaded(after.site) => {
                let helper = after.site.and_then(|site| self.trace.helper_from(task, site, after.start));
                let helper = helper.map(|helper| self.number(helper));
                Effect::PausedForHelper { helper, full: self.full(task, after) }
            }
            State::Paused => {
                let on = awaited_names(self.trace, task, place);
                Effect::Paused { on, full: self.full(task, after) }
            }
            State::Ready => Effect::Ready(self.how(before, after), self.busy(after.start)),
        }
    }

    /// Whom a blocked thread waits for first: its calls are made one after the other.
    fn blocked_on(&self, task: TaskId, place: usize, blocked: TaskSpan) -> Vec<String> {
        let of_site = |site: SiteId| {
            let first = self.trace.site(site).waits_on.first().copied();
            self.call_from(task, site, blocked.start).or(first)
        };
        match blocked.site.and_then(of_site) {
            Some(id) => vec![self.trace.resource_name(id).to_owned()],
            None => awaited_names(self.trace, task, place),
        }
    }

    /// How a task has become ready.
    fn how(&self, before: Option<TaskSpan>, after: TaskSpan) -> How {
        let is_new = before.is_none_or(|before| before.site != after.site);
        let Some(site) = after.site.map(|site| self.trace.site(site)) else { return How::Directly };
        match site.does {
            trace::Does::Yield => How::Yielded,
            trace::Does::Call if is_new => How::AnsweredAtOnce(names(self.trace, &site.resources())),
            trace::Does::OffloadCall | trace::Does::OffloadCompute if is_new => How::HelpedAtOnce,
            trace::Does::Call
            | trace::Does::OffloadCall
            | trace::Does::OffloadCompute
            | trace::Does::Compute
            | trace::Does::Block => How::Directly,
        }
    }

    /// What becomes of the thread that the task leaves.
    fn then(&self, turn: Turn) -> Then {
        let left = turn.before.and_then(|before| before.thread);
        let stays = |left: &ThreadId| turn.after.is_some_and(|after| after.thread == Some(*left));
        let Some(left) = left.filter(|left| !stays(left)) else { return Then::Nothing };
        let thread = self.number(left);
        let Some(next) = self.trace.thread_span_at(left, turn.at).map(|span| span.task) else {
            return Then::Free { thread };
        };
        let found = self.trace.task_span_at(next, turn.at).filter(|_| next != turn.task);
        let Some((place, span)) = found else { return Then::Nothing };
        let waited = place.checked_sub(1).and_then(|place| self.trace.task_span(next, place));
        match self.trace.cause(next, place) {
            trace::Cause::TakenUp { .. } => Then::TakesUp {
                thread,
                request: next.number(),
                again: waited.is_some_and(|waited| waited.state == State::Ready),
                effect: Box::new(self.effect(next, place, waited, span)),
            },
            trace::Cause::Arrived
            | trace::Cause::Made { .. }
            | trace::Cause::GoesOn
            | trace::Cause::GotCore
            | trace::Cause::Switched
            | trace::Cause::Answered { .. }
            | trace::Cause::Helped { .. }
            | trace::Cause::Woken { .. }
            | trace::Cause::Released { .. }
            | trace::Cause::TimedOut { .. }
            | trace::Cause::Cancelled { .. } => Then::Nothing,
        }
    }

    /// Why nobody takes up a task that could go on.
    fn busy(&self, at: Instant) -> Busy {
        let threads = self.trace.own_thread_count();
        let only = if threads == 1 { self.trace.own_threads().next() } else { None };
        let span = only.and_then(|thread| self.trace.thread_span_at(thread, at));
        let does = span.and_then(|span| match span.state {
            State::Running => Some(Does::Computes),
            State::Blocked => Some(Does::IsBlocked),
            State::Runnable => Some(Does::WaitsForCore),
            State::Switching => Some(Does::IsSwitchedTo),
            State::Queued | State::Paused | State::Ready => None,
        });
        match span.zip(does) {
            Some((span, does)) => Busy::With { thread: 1, does, request: span.task.number() },
            None => Busy::All(threads),
        }
    }

    fn is_offloaded(&self, site: Option<SiteId>) -> bool {
        site.is_some_and(|site| self.trace.site(site).is_offloaded())
    }

    /// The resources of a step that have no free slot when it asks for them.
    fn full(&self, task: TaskId, waits: TaskSpan) -> Vec<String> {
        let Some(site) = waits.site else { return Vec::new() };
        let waits_there = |call: &ResourceSpan| call.state() == ResourceState::Waiting;
        let is_full =
            |&id: &ResourceId| self.trace.spans_from(id, waits.start, task, site).iter().any(waits_there);
        let mut full: Vec<ResourceId> =
            self.trace.site(site).resources().into_iter().filter(is_full).collect();
        crate::order::sort(&mut full);
        names(self.trace, &full)
    }
}
