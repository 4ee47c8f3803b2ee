//! Trace → events: what happens when, each a sentence, in the order of time.
//!
//! A change of a request's state is told exactly once: by itself, or with the request that left the thread it takes.

use super::claims::Lens;
use crate::text::events::{self as text, Told};
use crate::time::Instant;
use crate::trace::{
    Cause, Does, ResourceId, ResourceSpan, ResourceState, SiteId, State, TaskId, TaskSpan, ThreadId, Trace,
};

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
    PartAnswered { service: ResourceId, site: SiteId },
    /// The request's span of this place begins; one past the last: it finishes.
    Change { place: u32 },
    /// A call that waited is served.
    Served { service: ResourceId },
    /// A helper takes up a step that waited.
    HelperTakes { helper: ThreadId },
}

impl Chronicle {
    /// Everything that happens in the runs; nothing where they have too many spans, see [`SPANS_TOLD_MAX`].
    pub fn of(traces: &[&Trace]) -> Option<Self> {
        let spans: usize = traces.iter().map(|trace| trace.span_count()).sum();
        if spans > SPANS_TOLD_MAX {
            return None;
        }
        let mut entries = Vec::new();
        for (run, trace) in (0..).zip(traces) {
            let mut push = |at, kind, request| entries.push(Entry { at, run, kind, request });
            changes(trace, &mut push);
            calls(trace, &mut push);
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

    /// `count` events from the place `first` on, fewer at the end. `traces` are those that the chronicle was made of.
    pub fn events<'a>(
        &'a self,
        traces: &'a [&'a Trace],
        first: usize,
        count: usize,
    ) -> impl Iterator<Item = Event> + 'a {
        let entries = self.entries.get(first..).unwrap_or_default().iter().take(count);
        entries.filter_map(move |entry| {
            let run = usize::from(entry.run);
            let told = told(&Lens { trace: traces.get(run)? }, entry)?;
            Some(Event { at: entry.at, run, request: entry.request, told })
        })
    }

    /// What happens in one run at one instant: the first `most` events, and how many more there are.
    pub fn at(&self, traces: &[&Trace], run: usize, at: Instant, most: usize) -> (Vec<Event>, usize) {
        let key = |entry: &Entry| (entry.at, usize::from(entry.run));
        let first = self.entries.partition_point(|entry| key(entry) < (at, run));
        let end = self.entries.partition_point(|entry| key(entry) <= (at, run));
        let told = (end - first).min(most);
        (self.events(traces, first, told).collect(), end - first - told)
    }
}

/// Arrivals, changes and finishes of all requests.
fn changes(trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    for (request, info) in trace.task_ids().zip(trace.tasks()) {
        push(info.created, Kind::Arrival, request);
        let mut before: Option<TaskSpan> = None;
        for (place, span) in (0_u32..).zip(trace.task_spans(request)) {
            let waited = before.replace(span).map(|before| before.state);
            let may_be_told = matches!(waited, Some(State::Queued | State::Ready)) && span.thread.is_some();
            if waited.is_some() && !(may_be_told && is_told_with_its_thread(trace, request, place as usize)) {
                push(span.start, Kind::Change { place }, request);
            }
        }
        if before.is_some() {
            let place = u32::try_from(trace.task_span_count(request)).unwrap_or(u32::MAX);
            push(info.ended, Kind::Change { place }, request);
        }
    }
}

/// Whether a task that waited for a thread takes the place of another one, which is told with that one.
fn is_told_with_its_thread(trace: &Trace, task: TaskId, place: usize) -> bool {
    matches!(trace.cause(task, place), Cause::TakenUp { thread: Some(_), from: Some(_) })
}

/// What services do that is no change of a request.
fn calls(trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    for (service, _) in trace.services() {
        for span in trace.resource_spans(service) {
            match span.state() {
                ResourceState::Waiting => {
                    if trace.serving_from(service, span, span.end).is_some() {
                        push(span.end, Kind::Served { service }, span.task);
                    }
                }
                ResourceState::Serving | ResourceState::Held | ResourceState::Armed => {
                    if is_part(trace, span) {
                        push(span.end, Kind::PartAnswered { service, site: span.site }, span.task);
                    }
                }
            }
        }
    }
}

/// Whether it is one of several calls, and its answer not the last.
fn is_part(trace: &Trace, span: &ResourceSpan) -> bool {
    let site = trace.site(span.site);
    let waits = || trace.task_span_at(span.task, span.start);
    site.does == Does::Call
        && site.waits_on.len() > 1
        && waits().is_some_and(|(_, waits)| waits.site == Some(span.site) && span.end < waits.end)
}

/// Steps that had to wait for a helper.
fn helpers(trace: &Trace, push: &mut impl FnMut(Instant, Kind, TaskId)) {
    let Some(pool) = trace.helper_pool() else { return };
    for waited in trace.resource_spans(pool).iter().filter(|span| span.state() == ResourceState::Waiting) {
        if let Some(served) = trace.serving_from(pool, waited, waited.end) {
            push(served.start, Kind::HelperTakes { helper: trace.helper_of(served) }, served.task);
        }
    }
}

fn told(lens: &Lens, entry: &Entry) -> Option<Told> {
    let request = entry.request.number();
    match entry.kind {
        Kind::Arrival => Some(Told::Change(lens.change(entry.request, 0))),
        Kind::Change { place } => {
            let place = place as usize;
            Some(Told::Change(lens.change(entry.request, place)))
        }
        Kind::PartAnswered { service, site } => {
            let service = lens.trace.resource_name(service).to_owned();
            let next = lens.next_call(entry.request, site, entry.at);
            Some(Told::PartAnswered { request, service, next })
        }
        Kind::Served { service } => {
            let service = lens.trace.resource_name(service).to_owned();
            Some(Told::Served { request, service })
        }
        Kind::HelperTakes { helper } => {
            let helper = lens.trace.threads().get(usize::from(helper.0))?.number;
            Some(Told::HelperTakes { helper, request })
        }
    }
}
