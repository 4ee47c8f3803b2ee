//! What can be said of one change of one request, looked up in the trace.

use super::{last_started, services, step};
use crate::scenario::{Call, Scenario, Step};
use crate::text::events::{Busy, Cause, Change, Does, Effect, How, Then};
use crate::time::Instant;
use crate::trace::{ResourceSpan, ResourceState, State, TaskId, TaskSpan, ThreadId, ThreadSpan, Trace};

/// An end of a span.
#[derive(Clone, Copy)]
enum Edge {
    Begins,
    Ends,
}

/// A run, looked at.
pub struct Lens<'a> {
    /// What was run.
    pub scenario: &'a Scenario,
    /// What came of it.
    pub trace: &'a Trace,
}

impl Lens<'_> {
    /// The request's span that covers an instant, with its place.
    pub fn task_span_at(&self, request: TaskId, at: Instant) -> Option<(usize, TaskSpan)> {
        let span_at = |place| self.trace.task_span(request, place);
        let start = |place| Some(span_at(place)?.start);
        let place = last_started(self.trace.task_span_count(request), at, start)?;
        span_at(place).filter(|span| at < span.end).map(|span| (place, span))
    }

    /// The thread's span that covers an instant.
    fn thread_span_at(&self, thread: ThreadId, at: Instant) -> Option<ThreadSpan> {
        let span_at = |place| self.trace.thread_span(thread, place);
        let start = |place| Some(span_at(place)?.start);
        let place = last_started(self.trace.thread_span_count(thread), at, start)?;
        span_at(place).filter(|span| at < span.end)
    }

    /// The spans of one step's calls at one service that begin at an instant.
    fn calls_from(&self, service: usize, at: Instant, request: TaskId, step: u8) -> &[ResourceSpan] {
        let spans = self.trace.resource_spans(service);
        let key = |span: &ResourceSpan| (span.start, span.task, span.step);
        let wanted = (at, request, step);
        let first = spans.partition_point(|span| key(span) < wanted);
        let end = spans.partition_point(|span| key(span) <= wanted);
        spans.get(first..end).unwrap_or_default()
    }

    /// Where the call of a span begins to be served at an instant.
    pub fn serving_from(&self, service: usize, call: &ResourceSpan, at: Instant) -> Option<&ResourceSpan> {
        let spans = self.calls_from(service, at, call.task, call.step);
        spans.iter().find(|span| span.state == ResourceState::Serving && span.call == call.call)
    }

    /// The services that these calls go to, by their place in the trace, each once.
    fn places<'a>(&'a self, calls: &'a [Call]) -> impl Iterator<Item = usize> + 'a {
        let names = self.trace.services().iter().enumerate();
        names.filter(|(_, name)| calls.iter().any(|call| call.service == **name)).map(|(place, _)| place)
    }

    fn calls_of(&self, request: TaskId, at: Option<u8>) -> &[Call] {
        match step(self.scenario, self.trace, request, at) {
            Some(Step::Calls(calls)) => calls,
            Some(Step::Block(call) | Step::OffloadCall(call)) => std::slice::from_ref(call),
            Some(Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield) | None => &[],
        }
    }

    /// The thread that goes on being blocked with one call after another, and whom it calls from an instant on.
    pub fn next_call(&self, request: TaskId, step: u8, at: Instant) -> Option<(u32, String)> {
        let (_, span) = self.task_span_at(request, at)?;
        let thread = span.thread.filter(|_| span.state == State::Blocked)?;
        Some((self.number(thread), self.call_from(request, Some(step), at)?))
    }

    /// The service at which a call of a step begins at an instant.
    fn call_from(&self, request: TaskId, at_step: Option<u8>, at: Instant) -> Option<String> {
        let mut places = self.places(self.calls_of(request, at_step));
        let place = places.find(|&place| {
            at_step.is_some_and(|step| !self.calls_from(place, at, request, step).is_empty())
        })?;
        self.trace.services().get(place).cloned()
    }

    /// A thread's number within its kind.
    fn number(&self, thread: ThreadId) -> u32 {
        self.trace.threads().get(usize::from(thread.0)).map_or(0, |info| info.number)
    }

    /// The change of a request at an instant, from one span to the next.
    pub fn change(
        &self,
        request: TaskId,
        at: Instant,
        before: Option<TaskSpan>,
        after: Option<TaskSpan>,
    ) -> Change {
        let effect = match after {
            Some(after) => self.effect(request, before, after),
            None => Effect::Done,
        };
        Change {
            request: request.number(),
            cause: self.cause(request, at, before, after),
            effect,
            then: self.then(request, at, before, after),
        }
    }

    fn cause(
        &self,
        request: TaskId,
        at: Instant,
        before: Option<TaskSpan>,
        after: Option<TaskSpan>,
    ) -> Cause {
        let Some(before) = before else { return Cause::Arrives };
        let thread = after.and_then(|after| after.thread).map(|thread| self.number(thread));
        let own = before.thread.map_or(0, |thread| self.number(thread));
        let keeps = thread == Some(own);
        match before.state {
            State::Queued => Cause::TakenUp { thread, again: false },
            State::Ready => Cause::TakenUp { thread, again: true },
            State::Paused if self.is_offloaded(request, before.step) => {
                Cause::Helped { helper: self.helper(request, before.step, at, Edge::Ends) }
            }
            State::Paused | State::Blocked => Cause::Answered { by: self.answerers(request, at, before) },
            State::Runnable if keeps && after.is_some_and(|after| after.state == State::Switching) => {
                Cause::GoesOn
            }
            State::Runnable => Cause::GotCore { thread: own },
            State::Switching => Cause::Switched { thread: own },
            State::Running => Cause::GoesOn,
        }
    }

    fn effect(&self, request: TaskId, before: Option<TaskSpan>, after: TaskSpan) -> Effect {
        let taken = before.and_then(|before| before.thread) != after.thread;
        let thread = after.thread.map_or(0, |thread| self.number(thread));
        let calls = self.calls_of(request, after.step);
        match after.state {
            State::Queued => Effect::Queued(self.busy(after.start)),
            State::Running => Effect::Computes { thread, taken },
            State::Runnable => Effect::WaitsForCore { thread, taken },
            State::Switching => Effect::Switching { thread },
            State::Blocked => {
                // Its calls are made one after the other.
                let first = || services(calls.get(..1).unwrap_or_default());
                let on =
                    self.call_from(request, after.step, after.start).map_or_else(first, |name| vec![name]);
                Effect::Blocked { thread, on, full: self.full(request, after) }
            }
            State::Paused if self.is_offloaded(request, after.step) => {
                let helper = self.helper(request, after.step, after.start, Edge::Begins);
                Effect::PausedForHelper { helper, full: self.full(request, after) }
            }
            State::Paused => Effect::Paused { on: services(calls), full: self.full(request, after) },
            State::Ready => {
                let is_new = before.is_none_or(|before| before.step != after.step);
                let how = match step(self.scenario, self.trace, request, after.step) {
                    Some(Step::Yield) => How::Yielded,
                    Some(Step::Calls(calls)) if is_new => How::AnsweredAtOnce(services(calls)),
                    Some(Step::OffloadCall(_) | Step::OffloadCpu(_)) if is_new => How::HelpedAtOnce,
                    Some(
                        Step::Calls(_)
                        | Step::OffloadCall(_)
                        | Step::OffloadCpu(_)
                        | Step::Cpu(_)
                        | Step::Block(_),
                    )
                    | None => How::Directly,
                };
                Effect::Ready(how, self.busy(after.start))
            }
        }
    }

    /// What becomes of the thread that the request leaves.
    fn then(&self, request: TaskId, at: Instant, before: Option<TaskSpan>, after: Option<TaskSpan>) -> Then {
        let left = before.and_then(|before| before.thread);
        let Some(left) = left.filter(|&left| after.is_none_or(|after| after.thread != Some(left))) else {
            return Then::Nothing;
        };
        let thread = self.number(left);
        let Some(next) = self.thread_span_at(left, at).map(|span| span.task) else {
            return Then::Free { thread };
        };
        let Some((place, span)) = self.task_span_at(next, at).filter(|_| next != request) else {
            return Then::Nothing;
        };
        let waited = place.checked_sub(1).and_then(|place| self.trace.task_span(next, place));
        match waited.filter(|waited| matches!(waited.state, State::Queued | State::Ready)) {
            Some(waited) => Then::TakesUp {
                thread,
                request: next.number(),
                again: waited.state == State::Ready,
                effect: Box::new(self.effect(next, Some(waited), span)),
            },
            None => Then::Nothing,
        }
    }

    /// Why nobody takes up a request that could go on.
    fn busy(&self, at: Instant) -> Busy {
        let threads = self.trace.runtime().threads();
        let only = (threads == 1).then_some(ThreadId(0));
        let span = only.and_then(|thread| self.thread_span_at(thread, at));
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

    fn is_offloaded(&self, request: TaskId, at: Option<u8>) -> bool {
        let step = step(self.scenario, self.trace, request, at);
        matches!(step, Some(Step::OffloadCpu(_) | Step::OffloadCall(_)))
    }

    /// The helper that begins a step, or has just ended it, at an instant.
    fn helper(&self, request: TaskId, step: Option<u8>, at: Instant, edge: Edge) -> Option<u32> {
        let within = match edge {
            Edge::Begins => at,
            Edge::Ends => Instant::from_ns(at.as_ns().checked_sub(1)?),
        };
        let mut helpers = self.trace.thread_ids().skip(self.trace.runtime().threads() as usize);
        let is_it = |span: ThreadSpan| {
            let on_edge = match edge {
                Edge::Begins => span.start == at,
                Edge::Ends => span.end == at,
            };
            on_edge && (span.task, Some(span.step)) == (request, step)
        };
        let found = helpers.find(|&helper| self.thread_span_at(helper, within).is_some_and(is_it));
        found.map(|helper| self.number(helper))
    }

    /// The services of a step that have no free slot when it calls them.
    fn full(&self, request: TaskId, waits: TaskSpan) -> Vec<String> {
        let Some(step) = waits.step else { return Vec::new() };
        let is_full = |&place: &usize| {
            let calls = self.calls_from(place, waits.start, request, step);
            calls.iter().any(|call| call.state == ResourceState::Waiting)
        };
        let places = self.places(self.calls_of(request, waits.step)).filter(is_full);
        places.filter_map(|place| self.trace.services().get(place).cloned()).collect()
    }

    /// Who gives the answer that ends a wait.
    fn answerers(&self, request: TaskId, at: Instant, waited: TaskSpan) -> Vec<String> {
        let calls = self.calls_of(request, waited.step);
        let all = services(calls);
        let Some(step) = waited.step.filter(|_| all.len() > 1) else { return all };
        if waited.state == State::Blocked {
            // One after the other, in the order in which they are written.
            return services(calls.last().map(std::slice::from_ref).unwrap_or_default());
        }
        let answers = |&place: &usize| {
            let calls = self.calls_from(place, waited.start, request, step).iter();
            let mut ends = calls.map(|call| match call.state {
                ResourceState::Serving => call.end,
                // A call that is served in no time has no span of it.
                ResourceState::Waiting => {
                    self.serving_from(place, call, call.end).map_or(call.end, |served| served.end)
                }
            });
            ends.any(|end| end == at)
        };
        let places = self.places(calls).filter(answers);
        places.filter_map(|place| self.trace.services().get(place).cloned()).collect()
    }
}
