//! Trace → sentences: what goes on at one moment of a run.

mod claims;
mod events;
mod spans;

pub use self::events::{Chronicle, Event, SPANS_TOLD_MAX};
pub use self::spans::{Doing, Lane, Row, Table};
use crate::scenario::{Call, Scenario, Step};
use crate::text::now as text;
use crate::time::Instant;
use crate::trace::{ResourceSpan, State, TaskId, TaskSpan, ThreadSpan, Trace};

/// Runs with more requests than this are told by their threads alone: nobody reads the rest, and it takes long.
const REQUESTS_TOLD_MAX: usize = 5_000;
/// No sentence names more requests than this.
const REQUESTS_NAMED_MAX: usize = 3;

/// What goes on at `at`, in one or a few short sentences, true from the last change up to the next.
pub fn now(scenario: &Scenario, trace: &Trace, at: Instant) -> String {
    if at >= trace.makespan() {
        return text::all_done(trace.tasks().len(), &trace.makespan().to_string());
    }
    let arrived = trace.tasks().partition_point(|request| request.created <= at);
    if arrived == 0 {
        return text::nothing_yet();
    }
    let crowd = Crowd::at(trace, at, arrived);
    let mut sentences = vec![threads(scenario, trace, at, crowd.paused.count)];
    sentences.extend(crowd.sentences(scenario, trace, arrived));
    sentences.join(" ")
}

/// Who is at what, apart from the requests that a thread is at.
#[derive(Default)]
struct Crowd {
    queued: text::Who,
    paused: text::Who,
    ready: text::Who,
    finished: usize,
    /// The step of the only paused request.
    paused_at: Option<(TaskId, TaskSpan)>,
    is_told: bool,
}

impl Crowd {
    fn at(trace: &Trace, at: Instant, arrived: usize) -> Self {
        let mut crowd = Self { is_told: arrived <= REQUESTS_TOLD_MAX, ..Self::default() };
        if !crowd.is_told {
            return crowd;
        }
        for request in trace.task_ids().take(arrived) {
            match request_at(trace, request, at) {
                None => crowd.finished += 1,
                Some(span) => crowd.add(request, span),
            }
        }
        crowd
    }

    fn add(&mut self, request: TaskId, span: TaskSpan) {
        match span.state {
            State::Queued => add(&mut self.queued, request),
            State::Ready => add(&mut self.ready, request),
            State::Paused => {
                add(&mut self.paused, request);
                self.paused_at = Some((request, span));
            }
            State::Running | State::Runnable | State::Switching | State::Blocked => {}
        }
    }

    fn sentences(&self, scenario: &Scenario, trace: &Trace, arrived: usize) -> Vec<String> {
        let all = trace.tasks().len();
        if !self.is_told {
            return vec![text::arrived(arrived, all)];
        }
        let mut sentences = Vec::new();
        if self.ready.count > 0 {
            sentences.push(text::ready(&self.ready));
        }
        match self.paused_at {
            Some((request, span)) if self.paused.count == 1 => {
                sentences.push(paused_one(scenario, trace, request, span));
            }
            Some(_) => sentences.push(text::paused(&self.paused)),
            None => {}
        }
        if self.queued.count > 0 {
            sentences.push(text::queued(&self.queued));
        }
        if sentences.is_empty() && self.finished > 0 {
            sentences.push(text::done(self.finished, all));
        }
        sentences
    }
}

fn add(who: &mut text::Who, request: TaskId) {
    who.count += 1;
    if who.named.len() < REQUESTS_NAMED_MAX {
        who.named.push(request.number());
    }
}

fn paused_one(scenario: &Scenario, trace: &Trace, request: TaskId, span: TaskSpan) -> String {
    match step(scenario, trace, request, span.step) {
        Some(Step::Calls(calls)) => text::paused_for(request.number(), &services(calls)),
        Some(Step::OffloadCpu(_) | Step::OffloadCall(_)) => text::paused_for_helper(request.number()),
        Some(Step::Cpu(_) | Step::Block(_) | Step::Yield) | None => {
            text::paused(&text::Who { count: 1, named: vec![request.number()] })
        }
    }
}

/// What the runtime's threads do, helpers apart.
fn threads(scenario: &Scenario, trace: &Trace, at: Instant, paused: usize) -> String {
    let count = trace.runtime().threads() as usize;
    let spans = trace.thread_ids().take(count).map(|thread| {
        let span_at = |index| trace.thread_span(thread, index);
        last_started(trace.thread_span_count(thread), at, |index| Some(span_at(index)?.start))
            .and_then(span_at)
            .filter(|span| at < span.end)
    });
    let spans: Vec<Option<ThreadSpan>> = spans.collect();
    if let [only] = spans.as_slice() {
        return only_thread(scenario, trace, at, *only, paused);
    }
    let mut running = text::Who::default();
    let mut blocked = text::Who::default();
    let (mut runnable, mut switching, mut idle) = (0, 0, 0);
    for span in &spans {
        match span.map(|span| (span.state, span.task)) {
            Some((State::Running, request)) => add(&mut running, request),
            Some((State::Blocked, request)) => add(&mut blocked, request),
            Some((State::Runnable, _)) => runnable += 1,
            Some((State::Switching, _)) => switching += 1,
            Some((State::Queued | State::Paused | State::Ready, _)) | None => idle += 1,
        }
    }
    text::threads(count, &running, &blocked, runnable, switching, idle)
}

fn only_thread(
    scenario: &Scenario,
    trace: &Trace,
    at: Instant,
    span: Option<ThreadSpan>,
    paused: usize,
) -> String {
    let Some(span) = span else { return text::thread_idle(paused) };
    let number = span.task.number();
    match span.state {
        State::Running => text::thread_runs(number),
        State::Runnable => text::thread_runnable(number),
        State::Switching => text::thread_switching(number),
        State::Blocked => {
            let awaited = match step(scenario, trace, span.task, Some(span.step)) {
                Some(Step::Calls(calls)) => match services(calls) {
                    only if only.len() == 1 => only,
                    several => services_at(trace, span, at).unwrap_or(several),
                },
                Some(Step::Block(call) | Step::OffloadCall(call)) => services(std::slice::from_ref(call)),
                Some(Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield) | None => Vec::new(),
            };
            text::thread_blocked(number, &awaited)
        }
        State::Queued | State::Paused | State::Ready => text::thread_idle(paused),
    }
}

/// The state of a request; `None` where it has finished.
fn request_at(trace: &Trace, request: TaskId, at: Instant) -> Option<TaskSpan> {
    let span_at = |index| trace.task_span(request, index);
    last_started(trace.task_span_count(request), at, |index| Some(span_at(index)?.start))
        .and_then(span_at)
        .filter(|span| at < span.end)
}

/// The last of `count` spans in order of time that has started at `at`.
fn last_started(count: usize, at: Instant, start: impl Fn(usize) -> Option<Instant>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if start(middle).is_some_and(|start| start <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}

fn step<'a>(scenario: &'a Scenario, trace: &Trace, request: TaskId, step: Option<u8>) -> Option<&'a Step> {
    let info = trace.tasks().get(request.0 as usize)?;
    let group = scenario.groups.get(info.group as usize)?;
    group.program.0.get(step? as usize)
}

/// The services called, each once, in order.
fn services(calls: &[Call]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for call in calls {
        if !names.contains(&call.service) {
            names.push(call.service.clone());
        }
    }
    names
}

/// The services that have not answered a blocked thread's step at `at`: one at a time, for it makes its calls one
/// after the other. `None` where that cannot be told.
fn services_at(trace: &Trace, blocked: ThreadSpan, at: Instant) -> Option<Vec<String>> {
    let is_its = |span: &ResourceSpan| (span.task, span.step) == (blocked.task, blocked.step);
    let awaited = trace.services().iter().enumerate().filter(|&(service, _)| {
        trace.resource_spans(service).iter().any(|span| is_its(span) && span.start <= at && at < span.end)
    });
    let names: Vec<String> = awaited.map(|(_, name)| name.clone()).collect();
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests;
