//! Who is shown, and in what detail: decided once for a figure, and carried from there.

use std::ops::Range;

use crate::layout::Figure;
use crate::layout::Indexed;
use crate::layout::axis::Axis;
use crate::layout::marks::REQUESTS_MAX;
use crate::order::{self, partition};
use crate::trace::{ResourceId, TaskId, ThreadId, Trace};

/// The same for all runs of a figure together, so that many runs have as few elements as two.
const REQUESTS_OF_ALL_RUNS_MAX: usize = 72;
/// Most request lanes that are drawn beside a crowd when they are asked for: a sample of the visible ones.
const REQUESTS_SHOWN: usize = 20;
/// No more requests than this in flight within view have their lanes beside the crowd without being asked for.
const IN_FLIGHT_SHOWN: usize = 10;
/// How many requests are looked at, at the most, to find those in flight.
const LOOKED_AT_MAX: usize = 20_000;
/// Most threads that have a lane each; more are drawn as a crowd, helpers apart.
const THREADS_MAX: usize = 16;
/// Most thread lanes of a panel, helpers with them; the rest is counted.
const THREADS_SHOWN: usize = 24;
/// The same for all runs of a figure together.
const THREADS_OF_ALL_RUNS_SHOWN: usize = 36;
/// Most services of all runs of a figure together that have lanes; the rest is counted.
const SERVICES_OF_ALL_RUNS_SHOWN: usize = 20;
/// As many have one in each run all the same.
const SERVICES_SHOWN_MIN: usize = 3;

/// Everything that is decided before anything is placed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How spans are drawn, in all panels alike.
    pub detail: Detail,
    /// By run.
    pub panels: Vec<Lanes>,
}

/// Who has a lane in a panel.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// Which threads have lanes.
    pub threads: ThreadsShown,
    /// Whether all requests are drawn as a crowd.
    pub is_crowd: bool,
    /// The requests that have lanes of their own.
    pub tasks: Vec<TaskId>,
    /// The resources that have lanes, the first ones.
    pub resources: Vec<ResourceId>,
    /// How many resources have none.
    pub resources_hidden: usize,
}

impl Plan {
    /// Decides for a whole figure, so that its panels compare. The lanes are those of [`lanes`].
    pub fn new(figure: &Figure, mut panels: Vec<Lanes>, axis: &Axis) -> Self {
        let mut room = SPANS_MAX;
        for (trace, lanes) in figure.traces.iter().zip(&mut panels) {
            lanes.tasks = tasks_shown(figure, trace, lanes.is_crowd, axis);
            let threads = lanes.threads.lanes.iter().map(|&id| visible_thread_spans(trace, id, axis).len());
            let tasks = lanes.tasks.iter().map(|&id| visible_request_spans(trace, id, axis).len());
            let resources = lanes.resources.iter().map(|&id| calls_seen(trace, id, axis));
            room = threads.chain(tasks).chain(resources).fold(room, usize::saturating_sub);
        }
        Self { detail: if room > 0 { Detail::Each } else { Detail::Merged }, panels }
    }
}

/// Who has a lane whatever stretch of time is visible, run by run. The requests follow with [`Plan::new`].
pub fn lanes(figure: &Figure) -> Vec<Lanes> {
    let of = |trace: &&Indexed| {
        let (resources, resources_hidden) = resources_shown(figure, trace);
        let (threads, is_crowd) = (threads_shown(figure, trace), is_crowd(figure, trace));
        Lanes { threads, is_crowd, tasks: Vec::new(), resources, resources_hidden }
    };
    figure.traces.iter().map(of).collect()
}

/// Whether something of a run has lanes only when they are asked for.
pub fn has_crowd(figure: &Figure) -> bool {
    lanes(figure).iter().any(|lanes| lanes.is_crowd || lanes.threads.crowd)
}

/// Most spans of one figure that are drawn one by one.
pub const SPANS_MAX: usize = 170;

/// How spans are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Each is an element of its own.
    Each,
    /// All of one state in a lane are one path; those narrower than a pixel are merged.
    Merged,
}

/// How many spans of a resource are visible.
pub fn calls_seen(trace: &Indexed, service: ResourceId, axis: &Axis) -> usize {
    let seen = trace.resource_levels(service).map_or(0, |levels| levels.seen(axis.start(), axis.end()));
    usize::try_from(seen).unwrap_or(usize::MAX)
}

/// The indices of a thread's visible spans.
pub fn visible_thread_spans(trace: &Indexed, thread: ThreadId, axis: &Axis) -> Range<usize> {
    let count = trace.thread_span_count(thread);
    let first =
        partition(count, |i| trace.thread_span(thread, i).is_some_and(|span| span.end <= axis.start()));
    let end = partition(count, |i| trace.thread_span(thread, i).is_some_and(|span| span.start <= axis.end()));
    first..end.max(first)
}

/// The indices of a request's visible spans.
pub fn visible_request_spans(trace: &Indexed, request: TaskId, axis: &Axis) -> Range<usize> {
    let count = trace.task_span_count(request);
    let first =
        partition(count, |i| trace.task_span(request, i).is_some_and(|span| span.end <= axis.start()));
    let end = partition(count, |i| trace.task_span(request, i).is_some_and(|span| span.start <= axis.end()));
    first..end.max(first)
}

/// Which threads have lanes.
#[derive(Clone, Debug)]
pub struct ThreadsShown {
    /// Those that have: of the helpers those that ever ran.
    pub lanes: Vec<ThreadId>,
    /// How many have none, nor are drawn as a crowd.
    pub hidden: usize,
    /// Whether the runtime's own are drawn as a crowd.
    pub crowd: bool,
}

/// The threads that have lanes.
fn threads_shown(figure: &Figure, trace: &Indexed) -> ThreadsShown {
    let crowd = trace.own_thread_count() as usize > THREADS_MAX;
    let own = trace.own_threads().filter(|_| !crowd || figure.singly);
    let all = own.chain(trace.helpers().filter(|&thread| trace.thread_span_count(thread) > 0));
    let mut lanes: Vec<ThreadId> = all.collect();
    let room = fair_share(figure, THREADS_OF_ALL_RUNS_SHOWN).min(THREADS_SHOWN);
    let hidden = lanes.len().saturating_sub(room);
    lanes.truncate(room);
    ThreadsShown { lanes, hidden, crowd }
}

/// What one run of a figure may have of what all may have together.
fn fair_share(figure: &Figure, of_all: usize) -> usize {
    of_all / figure.traces.len().max(1)
}

/// The resources that have lanes, the first ones, and how many have none.
fn resources_shown(figure: &Figure, trace: &Indexed) -> (Vec<ResourceId>, usize) {
    let mut shown = trace.resources_with_lanes().to_vec();
    let all = shown.len();
    shown.truncate(fair_share(figure, SERVICES_OF_ALL_RUNS_SHOWN).max(SERVICES_SHOWN_MIN));
    let hidden = all - shown.len();
    (shown, hidden)
}

/// Whether all requests of a run are drawn as a crowd.
fn is_crowd(figure: &Figure, trace: &Trace) -> bool {
    trace.tasks().len() > fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX).min(REQUESTS_MAX)
}

/// The requests that have lanes: all, or beside a crowd those in flight within view if they are few, a sample of the
/// visible ones if it is asked for, and the one that is followed.
fn tasks_shown(figure: &Figure, trace: &Indexed, is_crowd: bool, axis: &Axis) -> Vec<TaskId> {
    if !is_crowd {
        return trace.task_ids().collect();
    }
    let mut shown =
        match in_flight(trace, axis, fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX).min(IN_FLIGHT_SHOWN)) {
            Some(few) => few,
            None if figure.singly => sample(trace, axis, fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX)),
            None => Vec::new(),
        };
    let exists = |id: &TaskId| (id.0 as usize) < trace.tasks().len();
    if let Some(followed) = figure.follow.filter(|id| exists(id) && !shown.contains(id)) {
        shown.push(followed);
        order::sort(&mut shown);
    }
    shown
}

/// The requests that are started and unfinished at some visible instant, if they are few. Requests start in the order
/// of their ids.
fn in_flight(trace: &Indexed, axis: &Axis, most: usize) -> Option<Vec<TaskId>> {
    let started = trace.tasks().partition_point(|info| info.started <= axis.end());
    let mut found = Vec::new();
    let ids = (0..u32::try_from(started).unwrap_or(u32::MAX)).rev().map(TaskId);
    for (id, info) in ids.zip(trace.tasks()[..started].iter().rev()).take(LOOKED_AT_MAX) {
        if info.ended >= axis.start() {
            if found.len() == most {
                return None;
            }
            found.push(id);
        }
    }
    found.reverse();
    Some(found)
}

/// Some of the visible requests, from the first to the last at even distances. Requests finish in about the order of
/// their ids: of the others those that are not visible are left out.
fn sample(trace: &Indexed, axis: &Axis, most: usize) -> Vec<TaskId> {
    let requests = trace.tasks();
    let first = requests.partition_point(|info| info.ended < axis.start());
    let end = requests.partition_point(|info| info.created <= axis.end()).max(first);
    let count = REQUESTS_SHOWN.min(most).min(end - first);
    let last = (end - first).saturating_sub(1);
    let places = (0..count).map(|i| first + i * last / (count - 1).max(1));
    let visible =
        places.filter(|&i| requests.get(i).is_some_and(|info| axis.shows(info.created, info.ended)));
    visible.filter_map(|i| u32::try_from(i).ok()).map(TaskId).collect()
}
