//! Trace → sentences: what goes on at one moment of a run.

mod claims;
mod events;
mod spans;

pub use self::events::{Chronicle, Event, SPANS_TOLD_MAX};
pub use self::spans::{Doing, Lane, Row, Table};
use crate::text::now as text;
use crate::time::Instant;
use crate::trace::{ResourceId, ResourceSpan, State, TaskId, TaskSpan, ThreadSpan, Trace};

/// Runs with more requests than this are told by their threads alone: nobody reads the rest, and it takes long.
const REQUESTS_TOLD_MAX: usize = 5_000;
/// No sentence names more requests than this.
const REQUESTS_NAMED_MAX: usize = 3;

/// What goes on at `at`, in one or a few short sentences, true from the last change up to the next.
pub fn now(trace: &Trace, at: Instant) -> String {
    if at >= trace.makespan() {
        return text::all_done(trace.tasks().len(), &trace.makespan().to_string());
    }
    let arrived = trace.tasks().partition_point(|request| request.created <= at);
    if arrived == 0 {
        return text::nothing_yet();
    }
    let crowd = Crowd::at(trace, at, arrived);
    let mut sentences = vec![threads(trace, at, crowd.paused.count)];
    sentences.extend(crowd.sentences(trace, arrived));
    sentences.join(" ")
}

/// Who is at what, apart from the requests that a thread is at.
#[derive(Default)]
struct Crowd {
    queued: text::Who,
    paused: text::Who,
    /// Who of the paused waits for a free helper.
    helpless: text::Who,
    ready: text::Who,
    finished: usize,
    /// The span of the only paused task, and its place.
    paused_at: Option<(TaskId, usize, TaskSpan)>,
    is_told: bool,
}

impl Crowd {
    fn at(trace: &Trace, at: Instant, arrived: usize) -> Self {
        let mut crowd = Self { is_told: arrived <= REQUESTS_TOLD_MAX, ..Self::default() };
        if !crowd.is_told {
            return crowd;
        }
        for request in trace.task_ids().take(arrived) {
            match trace.task_span_at(request, at) {
                None => crowd.finished += 1,
                Some((place, span)) => crowd.add(trace, request, place, span, at),
            }
        }
        crowd
    }

    fn add(&mut self, trace: &Trace, request: TaskId, place: usize, span: TaskSpan, at: Instant) {
        match span.state {
            State::Queued => add(&mut self.queued, request),
            State::Ready => add(&mut self.ready, request),
            State::Paused => {
                add(&mut self.paused, request);
                if trace.helper_wait(request, &span).is_some_and(|waited| at < waited.end) {
                    add(&mut self.helpless, request);
                }
                self.paused_at = Some((request, place, span));
            }
            State::Running | State::Runnable | State::Switching | State::Blocked => {}
        }
    }

    fn sentences(&self, trace: &Trace, arrived: usize) -> Vec<String> {
        let all = trace.tasks().len();
        if !self.is_told {
            return vec![text::arrived(arrived, all)];
        }
        let mut sentences = Vec::new();
        if self.ready.count > 0 {
            sentences.push(text::ready(&self.ready));
        }
        match self.paused_at {
            Some(_) if self.helpless.count > 0 => {
                sentences.push(text::paused_without_helper(&self.paused, &self.helpless));
            }
            Some((request, place, span)) if self.paused.count == 1 => {
                sentences.push(paused_one(trace, request, place, span));
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

fn paused_one(trace: &Trace, request: TaskId, place: usize, span: TaskSpan) -> String {
    if span.site.is_some_and(|site| trace.site(site).is_offloaded()) {
        return text::paused_for_helper(request.number());
    }
    let on = awaited_names(trace, request, place);
    if on.is_empty() {
        return text::paused(&text::Who { count: 1, named: vec![request.number()] });
    }
    text::paused_for(request.number(), &on)
}

/// The names of what a task waits for in a span, each once.
fn awaited_names(trace: &Trace, task: TaskId, place: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for awaited in trace.awaited(task, place) {
        let name = trace.awaited_name(awaited);
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// What the runtime's threads do, helpers apart.
fn threads(trace: &Trace, at: Instant, paused: usize) -> String {
    let spans = trace.own_threads().map(|thread| trace.thread_span_at(thread, at));
    let spans: Vec<Option<ThreadSpan>> = spans.collect();
    if let [only] = spans.as_slice() {
        return only_thread(trace, at, *only, paused);
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
    text::threads(spans.len(), &running, &blocked, runnable, switching, idle)
}

fn only_thread(trace: &Trace, at: Instant, span: Option<ThreadSpan>, paused: usize) -> String {
    let Some(span) = span else { return text::thread_idle(paused) };
    let number = span.task.number();
    match span.state {
        State::Running => text::thread_runs(number),
        State::Runnable => text::thread_runnable(number),
        State::Switching => text::thread_switching(number),
        State::Blocked => text::thread_blocked(number, &blocked_on(trace, span, at)),
        State::Queued | State::Paused | State::Ready => text::thread_idle(paused),
    }
}

/// What a blocked thread waits for at `at`.
fn blocked_on(trace: &Trace, blocked: ThreadSpan, at: Instant) -> Vec<String> {
    let all = trace.site(blocked.site).resources();
    let of_site = if all.len() > 1 { resources_at(trace, blocked, at) } else { None };
    names(trace, &of_site.unwrap_or(all))
}

/// The names of some resources.
fn names(trace: &Trace, resources: &[ResourceId]) -> Vec<String> {
    resources.iter().map(|&id| trace.resource_name(id).to_owned()).collect()
}

/// The resources that have not answered a blocked thread's step at `at`: one at a time, for it makes its calls one
/// after the other. `None` where that cannot be told.
fn resources_at(trace: &Trace, blocked: ThreadSpan, at: Instant) -> Option<Vec<ResourceId>> {
    let is_its = |span: &ResourceSpan| (span.task, span.site) == (blocked.task, blocked.site);
    let is_awaited = |&id: &ResourceId| {
        let spans = trace.resource_spans(id);
        let begun = spans.partition_point(|span| span.start <= at);
        spans[..begun].iter().any(|span| is_its(span) && at < span.end)
    };
    let awaited: Vec<ResourceId> =
        trace.site(blocked.site).resources().into_iter().filter(is_awaited).collect();
    (!awaited.is_empty()).then_some(awaited)
}

#[cfg(test)]
mod tests;
