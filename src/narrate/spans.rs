//! Trace → rows: the spans of all lanes that lie in a stretch of time, for who reads a table and not a picture.

use super::{SPANS_TOLD_MAX, last_started, step};
use crate::scenario::Scenario;
use crate::time::Instant;
use crate::trace::{ResourceState, State, TaskId, ThreadId, Trace};

/// Whose lane a span is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// A thread or a worker, by its number.
    Thread(u32),
    /// A helper of the blocking pool, by its number.
    Helper(u32),
    /// A request.
    Request(TaskId),
    /// A service, by its place in the trace.
    Service(usize),
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
    /// The request's step from 0, and as it is written.
    pub step: Option<(u8, String)>,
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
    Service(u16),
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
            for service in 0..trace.services().len() {
                table.service(run, service, trace, from, to);
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

    fn service(&mut self, run: u16, service: usize, trace: &Trace, from: Instant, to: Instant) {
        let lane = PlaceOf::Service(u16::try_from(service).unwrap_or(u16::MAX));
        let spans = trace.resource_spans(service);
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

    /// `count` rows from the place `first` on, fewer at the end. `scenario` and `traces` are those of the table.
    pub fn rows<'a>(
        &'a self,
        scenario: &'a Scenario,
        traces: &'a [&'a Trace],
        first: usize,
        count: usize,
    ) -> impl Iterator<Item = Row> + 'a {
        let places = self.places.get(first..).unwrap_or_default().iter().take(count);
        places.filter_map(move |place| row(scenario, traces.get(usize::from(place.run))?, *place))
    }
}

fn row(scenario: &Scenario, trace: &Trace, place: Place) -> Option<Row> {
    let (run, index) = (usize::from(place.run), place.span as usize);
    let written = |request, at: Option<u8>| {
        step(scenario, trace, request, at).and_then(|step| Some((at?, step.to_text())))
    };
    Some(match place.lane {
        PlaceOf::Thread(thread) => {
            let span = trace.thread_span(thread, index)?;
            let number = trace.threads().get(usize::from(thread.0))?.number;
            let is_helper = u32::from(thread.0) >= trace.runtime().threads();
            let lane = if is_helper { Lane::Helper(number) } else { Lane::Thread(number) };
            let (request, step) = (span.task, written(span.task, Some(span.step)));
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
            let (lane, step) = (Lane::Request(request), written(request, span.step));
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
        PlaceOf::Service(service) => {
            let service = usize::from(service);
            let span = trace.resource_spans(service).get(index)?;
            let (request, step) = (span.task, written(span.task, Some(span.step)));
            let (lane, doing) = (Lane::Service(service), Doing::Call(span.state));
            Row { run, lane, doing, start: span.start, end: span.end, request, step }
        }
    })
}
