//! Trace → events: what happens when, each a sentence, in the order of time.
//!
//! A change of a request's state is told exactly once: by itself, or with the request that left the thread it takes.

use super::claims::Lens;
use super::{last_started, step};
use crate::scenario::{Scenario, Step};
use crate::text::events::{self as text, Told};
use crate::time::Instant;
use crate::trace::{ResourceSpan, ResourceState, State, TaskId, TaskSpan, ThreadId, Trace};

/// Runs with more spans than this together are not told event by event: the list would take long to make, and
/// nobody reads it.
pub const SPANS_TOLD_MAX: usize = 100_000;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// In which run, by its place.
    pub run: usize,
    /// To which request.
    pub request: TaskId,
    /// What.
    pub told: Told,
}

impl Event {
    /// The sentence; `*so*` marks the new state, `` `so` `` code.
    pub fn sentence(&self) -> String {
        text::told(&self.told)
    }
}

/// Everything that happens in some runs of one scenario, in order of time; what each thing is, is found out when it
/// is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chronicle {
    entries: Vec<Entry>,
}

/// Where an event is found in the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    at: Instant,
    run: u16,
    kind: Kind,
    request: TaskId,
}

/// In the order in which things are told that happen at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The request arrives.
    Arrival,
    /// A service answers a call, not the last of its step.
    PartAnswered { service: u16, step: u8 },
    /// The request's span of this place begins; one past the last: it finishes.
    Change { place: u32 },
    /// A call that waited is served.
    Served { service: u16 },
    /// A helper takes up a step that waited.
    HelperTakes { helper: ThreadId },
}

impl Chronicle {
    /// Everything that happens in the runs; nothing where they have too many spans, see [`SPANS_TOLD_MAX`].
    pub fn of(scenario: &Scenario, traces: &[&Trace]) -> Option<Self> {
        let spans: usize = traces.iter().map(|trace| trace.span_count()).sum();
        if spans > SPANS_TOLD_MAX {
            return None;
        }
        let mut entries = Vec::new();
        for (run, trace) in (0..).zip(traces) {
            let mut push = |at, kind, request| entries.push(Entry { at, run, kind, request });
            changes(trace, &mut push);
            calls(scenario, trace, &mut push);
            helpers(trace, &mut push);
        }
        entries.sort_unstable();
        entries.dedup();
        Some(Self { entries })
    }

    /// How many events there are up to and including an instant.
    pub fn count_up_to(&self, at: Instant) -> usize {
        self.entries.partition_point(|entry| entry.at <= at)
    }

    /// How many events there are before an instant.
    pub fn count_before(&self, at: Instant) -> usize {
        self.entries.partition_point(|entry| entry.at < at)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing happens.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// `count` events from the place `first` on, fewer at the end. `scenario` and `traces` are those that the
    /// chronicle was made of.
    pub fn events<'a>(
        &'a self,
        scenario: &'a Scenario,
        traces: &'a [&'a Trace],
        first: usize,
        count: usize,
    ) -> impl Iterator<Item = Event> + 'a {
        let entries = self.entries.get(first..).unwrap_or_default().iter().take(count);
        entries.filter_map(move |entry| {
            let run = usize::from(entry.run);
            let told = told(&Lens { scenario, trace: traces.get(run)? }, entry)?;
            Some(Event { at: entry.at, run, request: entry.request, told })
        })
    }

    /// What happens in one run at one instant: the first `most` events, and how many more there are.
    pub fn at(
        &self,
        scenario: &Scenario,
        traces: &[&Trace],
        run: usize,
        at: Instant,
        most: usize,
    ) -> (Vec<Event>, usize) {
        let key = |entry: &Entry| (entry.at, usize::from(entry.run));
        let first = self.entries.partition_point(|entry| key(entry) < (at, run));
        let end = self.entries.partition_point(|entry| key(entry) <= (at, run));
        let told = (end - first).min(most);
        (self.events(scenario, traces, first, told).collect(), end - first - told)
    }
}

/// Arrivals, changes and finishes of all requests.
fn changes(trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    for (request, info) in trace.task_ids().zip(trace.tasks()) {
        push(info.created, Kind::Arrival, request);
        let mut before: Option<TaskSpan> = None;
        for (place, span) in (0..).zip(trace.task_spans(request)) {
            if let Some(before) = before
                && !is_told_with_its_thread(trace, request, before, span)
            {
                push(span.start, Kind::Change { place }, request);
            }
            before = Some(span);
        }
        if before.is_some() {
            let place = u32::try_from(trace.task_span_count(request)).unwrap_or(u32::MAX);
            push(info.ended, Kind::Change { place }, request);
        }
    }
}

/// Whether a request that waited for a thread takes the place of another one at that very instant.
fn is_told_with_its_thread(trace: &Trace, request: TaskId, before: TaskSpan, after: TaskSpan) -> bool {
    let (State::Queued | State::Ready, Some(thread)) = (before.state, after.thread) else { return false };
    let span_at = |index| trace.thread_span(thread, index);
    let start = |index| Some(span_at(index)?.start);
    let place = last_started(trace.thread_span_count(thread), after.start, start);
    let previous = place.and_then(|place| span_at(place.checked_sub(1)?));
    previous.is_some_and(|previous| previous.end == after.start && previous.task != request)
}

/// What services do that is no change of a request.
fn calls(scenario: &Scenario, trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    let lens = Lens { scenario, trace };
    for service in 0..trace.services().len() {
        let number = u16::try_from(service).unwrap_or(u16::MAX);
        for span in trace.resource_spans(service) {
            match span.state {
                ResourceState::Waiting => {
                    if lens.serving_from(service, span, span.end).is_some() {
                        push(span.end, Kind::Served { service: number }, span.task);
                    }
                }
                ResourceState::Serving => {
                    if is_part(&lens, span) {
                        let kind = Kind::PartAnswered { service: number, step: span.step };
                        push(span.end, kind, span.task);
                    }
                }
            }
        }
    }
}

/// Whether it is one of several calls, and its answer not the last.
fn is_part(lens: &Lens, span: &ResourceSpan) -> bool {
    let Some(Step::Calls(calls)) = step(lens.scenario, lens.trace, span.task, Some(span.step)) else {
        return false;
    };
    let waits = || lens.task_span_at(span.task, span.start);
    calls.len() > 1 && waits().is_some_and(|(_, waits)| waits.step == Some(span.step) && span.end < waits.end)
}

/// Steps that had to wait for a helper.
fn helpers(trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    for helper in trace.thread_ids().skip(trace.runtime().threads() as usize) {
        let mut before = None;
        for span in trace.thread_spans(helper) {
            let work = (span.task, span.step);
            if before.replace(work) != Some(work) {
                let span_at = |index| trace.task_span(span.task, index);
                let start = |index| Some(span_at(index)?.start);
                let waits = last_started(trace.task_span_count(span.task), span.start, start);
                if waits.and_then(span_at).is_some_and(|waits| waits.start < span.start) {
                    push(span.start, Kind::HelperTakes { helper }, span.task);
                }
            }
        }
    }
}

fn told(lens: &Lens, entry: &Entry) -> Option<Told> {
    let request = entry.request.number();
    match entry.kind {
        Kind::Arrival => {
            let after = lens.trace.task_span(entry.request, 0);
            Some(Told::Change(lens.change(entry.request, entry.at, None, after)))
        }
        Kind::Change { place } => {
            let place = place as usize;
            let before = lens.trace.task_span(entry.request, place.checked_sub(1)?);
            let after = lens.trace.task_span(entry.request, place);
            Some(Told::Change(lens.change(entry.request, entry.at, before, after)))
        }
        Kind::PartAnswered { service, step } => {
            let service = lens.trace.services().get(usize::from(service))?.clone();
            let next = lens.next_call(entry.request, step, entry.at);
            Some(Told::PartAnswered { request, service, next })
        }
        Kind::Served { service } => {
            let service = lens.trace.services().get(usize::from(service))?.clone();
            Some(Told::Served { request, service })
        }
        Kind::HelperTakes { helper } => {
            let helper = lens.trace.threads().get(usize::from(helper.0))?.number;
            Some(Told::HelperTakes { helper, request })
        }
    }
}
