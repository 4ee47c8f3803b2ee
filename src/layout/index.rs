//! What makes a picture of a long run as cheap as one of a short run: prefix sums, made once for a run.
//!
//! A lane's [`Sums`] tell how long each state lasts in any stretch of its spans, and [`Levels`] how many requests, or
//! calls at a service, are in which state at any time, both without a look at the spans between.

mod levels;
pub mod sums;

use std::ops::Deref;
use std::sync::OnceLock;

pub use self::levels::Levels;
pub use self::sums::{Share, Sums};
use crate::layout::marks::{REQUESTS_MAX, hue};
use crate::order::{self, partition};
use crate::scene::HUES;
use crate::time::Instant;
use crate::trace::{ResourceId, ResourceState, State, TaskId, ThreadId, Trace};

/// States that a request may be in.
pub const STATES: usize = State::ALL.len();
/// A request's lane of fewer spans needs no sums.
const LONG_LANE: usize = 256;

/// A run, and what is known of it as a whole: found when it is first asked for.
#[derive(Debug)]
pub struct Indexed {
    trace: Trace,
    threads: OnceLock<Vec<Sums>>,
    long_requests: OnceLock<Vec<(TaskId, Sums)>>,
    requests: OnceLock<Levels<STATES>>,
    resources: OnceLock<Vec<Levels<2>>>,
    resources_with_lanes: OnceLock<Vec<ResourceId>>,
}

impl Deref for Indexed {
    type Target = Trace;

    fn deref(&self) -> &Trace {
        &self.trace
    }
}

impl Indexed {
    /// A run of which nothing is known yet.
    pub fn new(trace: Trace) -> Self {
        Self {
            trace,
            threads: OnceLock::new(),
            long_requests: OnceLock::new(),
            requests: OnceLock::new(),
            resources: OnceLock::new(),
            resources_with_lanes: OnceLock::new(),
        }
    }

    /// The resources that may have lanes, see [`resources_with_lanes`].
    pub fn resources_with_lanes(&self) -> &[ResourceId] {
        self.resources_with_lanes.get_or_init(|| resources_with_lanes(&self.trace).collect())
    }

    /// How long a thread is in which state.
    pub fn thread_sums(&self, thread: ThreadId) -> Option<&Sums> {
        let all =
            self.threads.get_or_init(|| self.thread_ids().map(|thread| self.sum_thread(thread)).collect());
        all.get(usize::from(thread.0))
    }

    /// How long a request is in which state, where its lane is long.
    pub fn request_sums(&self, request: TaskId) -> Option<&Sums> {
        let long = self.long_requests.get_or_init(|| {
            let long = self.task_ids().filter(|&id| self.task_span_count(id) >= LONG_LANE);
            long.map(|id| (id, self.sum_request(id))).collect()
        });
        let place = long.binary_search_by_key(&request, |&(id, _)| id).ok()?;
        long.get(place).map(|(_, sums)| sums)
    }

    /// How many requests are in which state, by [`State`].
    pub fn levels(&self) -> &Levels<STATES> {
        self.requests.get_or_init(|| Levels::new(request_changes(&self.trace)))
    }

    /// How many tasks wait at a resource, and how many it serves or lets in.
    pub fn resource_levels(&self, resource: ResourceId) -> Option<&Levels<2>> {
        let all = self.resources.get_or_init(|| {
            self.trace.resource_ids().map(|id| Levels::new(call_changes(&self.trace, id))).collect()
        });
        all.get(usize::from(resource.0))
    }

    /// Which kind of span this is in [`Sums`]: its state, and its request's hue where requests have hues.
    pub fn kind(&self, state: State, request: TaskId) -> usize {
        hue(request, self).map_or(0, |hue| 1 + usize::from(hue)) * STATES + state as usize
    }

    /// The state and the hue of a kind.
    pub fn look(kind: usize) -> (State, Option<u8>) {
        (State::ALL[kind % STATES], (kind / STATES).checked_sub(1).and_then(|hue| u8::try_from(hue).ok()))
    }

    /// The first instant after `at` at which anything happens.
    pub fn next_instant(&self, at: Instant) -> Option<Instant> {
        let resources = self.resource_ids().filter_map(|id| self.resource_levels(id)?.next_change(at));
        let helpers = self.helpers().filter_map(|helper| {
            let spans = self.thread_span_count(helper);
            let ended = partition(spans, |i| self.thread_span(helper, i).is_some_and(|span| span.end <= at));
            let next = self.thread_span(helper, ended)?;
            Some(if next.start > at { next.start } else { next.end })
        });
        self.levels().next_change(at).into_iter().chain(resources).chain(helpers).min()
    }

    /// The last instant before `at` at which anything happens.
    pub fn last_instant(&self, at: Instant) -> Option<Instant> {
        let resources = self.resource_ids().filter_map(|id| self.resource_levels(id)?.last_change(at));
        let helpers = self.helpers().filter_map(|helper| {
            let spans = self.thread_span_count(helper);
            let begun = partition(spans, |i| self.thread_span(helper, i).is_some_and(|span| span.start < at));
            let last = self.thread_span(helper, begun.checked_sub(1)?)?;
            Some(if last.end < at { last.end } else { last.start })
        });
        self.levels().last_change(at).into_iter().chain(resources).chain(helpers).max()
    }

    fn kinds(&self) -> usize {
        if self.trace.tasks().len() > REQUESTS_MAX { STATES } else { STATES * (1 + usize::from(HUES)) }
    }

    fn sum_thread(&self, thread: ThreadId) -> Sums {
        let spans = self.thread_spans(thread);
        Sums::of(
            self.kinds(),
            spans.map(|span| (self.kind(span.state, span.task), span.end.since(span.start).as_ns())),
        )
    }

    fn sum_request(&self, request: TaskId) -> Sums {
        let spans = self.task_spans(request);
        Sums::of(
            self.kinds(),
            spans.map(|span| (self.kind(span.state, request), span.end.since(span.start).as_ns())),
        )
    }
}

/// The resources that may have lanes. Whom helpers serve is in their own lanes: theirs is wanted where somebody waits for
/// a free one.
pub fn resources_with_lanes(trace: &Trace) -> impl Iterator<Item = ResourceId> + '_ {
    let pool = trace.helper_pool().filter(|_| trace.helper_waits().next().is_none());
    trace.resource_ids().filter(move |&id| Some(id) != pool)
}

/// When a request comes, goes from one state to the next, or goes.
fn request_changes(trace: &Trace) -> Vec<levels::Change> {
    let mut arrivals = Vec::with_capacity(trace.tasks().len());
    let mut starts = Vec::new();
    for (id, info) in trace.task_ids().zip(trace.tasks()) {
        let mut spans = trace.task_spans(id);
        let Some(first) = spans.next() else {
            arrivals.push(levels::change(info.created, None, None));
            continue;
        };
        arrivals.push(levels::change(first.start, None, Some(first.state as usize)));
        if first.state == State::Queued {
            let next = spans.next().map(|span| span.state as usize);
            starts.push(levels::change(info.started, Some(State::Queued as usize), next));
        }
    }
    let ends = trace.spans_by_end();
    let mut ends: Vec<levels::Change> = ends
        .map(|(span, next)| {
            levels::change(span.end, Some(span.state as usize), next.map(|state| state as usize))
        })
        .collect();
    order::sort(&mut ends);
    order::sort(&mut starts);
    let mut changes = order::merged(&order::merged(&arrivals, &starts), &ends);
    changes.shrink_to_fit();
    changes
}

/// When a call comes to a service, gets a slot, or is answered.
fn call_changes(trace: &Trace, resource: ResourceId) -> Vec<levels::Change> {
    let kind = |state: ResourceState| match state {
        ResourceState::Waiting => 0,
        ResourceState::Serving | ResourceState::Held | ResourceState::Armed => 1,
    };
    let spans = trace.resource_spans(resource);
    let begin = spans.iter().map(|span| levels::change(span.start, None, Some(kind(span.state()))));
    let mut begin: Vec<levels::Change> = begin.collect();
    let end = spans.iter().map(|span| levels::change(span.end, Some(kind(span.state())), None));
    let mut end: Vec<levels::Change> = end.collect();
    order::sort(&mut begin);
    order::sort(&mut end);
    order::merged(&begin, &end)
}
