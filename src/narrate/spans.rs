//! Trace → rows: the spans of all lanes that lie in a stretch of time, for who reads a table and not a picture.

use super::SPANS_TOLD_MAX;
use crate::time::Instant;
use crate::trace::{ResourceId, ResourceState, SiteId, State, TaskId, ThreadId, Trace, last_started};

/// Whose lane a span is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A thread or a worker, by its number.
    Thread(u32),
    /// A helper of the blocking pool, by its number.
    Helper(u32),
    /// A request.
    Request(TaskId),
    /// A resource.
    Resource(ResourceId),
}

/// What a lane does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// A request or a thread is in a state.
    State(State),
    /// A call is at a service.
    Call(ResourceState),
}

/// One span as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The run, by its place.
    pub run: usize,
    /// Its lane.
    pub lane: Lane,
    /// What the lane does.
    pub doing: Doing,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// For which request.
    pub request: TaskId,
    /// The place in its program, from 0, and what stands there.
    pub step: Option<(u32, String)>,
}

/// Where a row is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    run: u16,
    lane: PlaceOf,
    span: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceOf {
    Thread(ThreadId),
    Request(TaskId),
    Resource(ResourceId),
}

/// The spans of some runs of one scenario that lie in a stretch of time: run by run, lane by lane, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    places: Vec<Place>,
    is_complete: bool,
}

impl Table {
    /// The spans that lie in the stretch, at least in part. No more than [`SPANS_TOLD_MAX`] of them.
    pub fn of(traces: &[&Trace], from: Instant, to: Instant) -> Self {
        let mut table = Self { places: Vec::new(), is_complete: true };
        for (run, trace) in (0..).zip(traces) {
            for thread in trace.thread_ids() {
                let start_end = |index| trace.thread_span(thread, index).map(|span| (span.start, span.end));
                table.lane(
                    run,
                    PlaceOf::Thread(thread),
                    trace.thread_span_count(thread),
                    from,
                    to,
                    start_end,
                );
            }
            for (request, info) in trace.task_ids().zip(trace.tasks()) {
                if info.created >= to || info.ended <= from {
                    continue;
                }
                let start_end = |index| trace.task_span(request, index).map(|span| (span.start, span.end));
                table.lane(
                    run,
                    PlaceOf::Request(request),
                    trace.task_span_count(request),
                    from,
                    to,
                    start_end,
                );
            }
            // Whom helpers serve is in their own lanes; who waits for one is nowhere else.
            let pool = trace.helper_pool().filter(|_| trace.helper_waits().next().is_none());
            for resource in trace.resource_ids().filter(|&id| Some(id) != pool) {
                table.resource(run, resource, trace, from, to);
            }
        }
        table
    }

    fn push(&mut self, run: u16, lane: PlaceOf, span: usize) {
        if self.places.len() >= SPANS_TOLD_MAX {
            self.is_complete = false;
        } else if let Ok(span) = u32::try_from(span) {
            self.places.push(Place { run, lane, span });
        }
    }

    /// The spans of a lane on which none overlaps another.
    fn lane(
        &mut self,
        run: u16,
        lane: PlaceOf,
        count: usize,
        from: Instant,
        to: Instant,
        start_end: impl Fn(usize) -> Option<(Instant, Instant)>,
    ) {
        let first = last_started(count, from, |index| Some(start_end(index)?.0)).unwrap_or(0);
        for index in first..count {
            let Some((start, end)) = start_end(index).filter(|&(start, _)| start < to) else { return };
            if end > from && start < end {
                self.push(run, lane, index);
            }
            if !self.is_complete {
                return;
            }
        }
    }

    fn resource(&mut self, run: u16, resource: ResourceId, trace: &Trace, from: Instant, to: Instant) {
        let lane = PlaceOf::Resource(resource);
        let spans = trace.resource_spans(resource);
        let started = spans.partition_point(|span| span.start < to);
        for (index, span) in spans.iter().enumerate().take(started) {
            if span.end > from {
                self.push(run, lane, index);
            }
        }
    }

    /// Whether these are all spans, and not the first of very many.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// `count` rows from the place `first` on, fewer at the end. `traces` are those of the table.
    pub fn rows<'a>(
        &'a self,
        traces: &'a [&'a Trace],
        first: usize,
        count: usize,
    ) -> impl Iterator<Item = Row> + 'a {
        let places = self.places.get(first..).unwrap_or_default().iter().take(count);
        places.filter_map(move |place| row(traces.get(usize::from(place.run))?, *place))
    }
}

fn row(trace: &Trace, place: Place) -> Option<Row> {
    let (run, index) = (usize::from(place.run), place.span as usize);
    let written = |at: Option<SiteId>| {
        let site = trace.site(at?);
        Some((site.step(), site.label.clone()))
    };
    Some(match place.lane {
        PlaceOf::Thread(thread) => {
            let span = trace.thread_span(thread, index)?;
            let number = trace.threads().get(usize::from(thread.0))?.number;
            let is_helper = trace.is_helper(thread);
            let lane = if is_helper { Lane::Helper(number) } else { Lane::Thread(number) };
            let (request, step) = (span.task, written(Some(span.site)));
            Row {
                run,
                lane,
                doing: Doing::State(span.state),
                start: span.start,
                end: span.end,
                request,
                step,
            }
        }
        PlaceOf::Request(request) => {
            let span = trace.task_span(request, index)?;
            let (lane, step) = (Lane::Request(request), written(span.site));
            Row {
                run,
                lane,
                doing: Doing::State(span.state),
                start: span.start,
                end: span.end,
                request,
                step,
            }
        }
        PlaceOf::Resource(resource) => {
            let span = trace.resource_spans(resource).get(index)?;
            let (request, step) = (span.task, written(Some(span.site)));
            let (lane, doing) = (Lane::Resource(resource), Doing::Call(span.state()));
            Row { run, lane, doing, start: span.start, end: span.end, request, step }
        }
    })
}
