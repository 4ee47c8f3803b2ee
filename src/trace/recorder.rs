//! Takes down a run while it happens: integers in flat vectors, no allocation for an event.

use super::{
    Lanes, NO_THREAD, Record, RequestId, RequestInfo, RequestRecord, ServiceSpan, State, ThreadId,
    ThreadInfo, ThreadKind, ThreadSpan, Trace,
};
use crate::order;
use crate::scenario::Runtime;
use crate::time::Instant;

/// What a request is doing; it becomes a span when something else begins. 4 bytes, also where there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Activity {
    state: State,
    step: u8,
    thread: u16,
}

/// What is known of one request while the run goes on.
#[derive(Clone, Copy)]
struct Open {
    since: Instant,
    now: Option<Activity>,
    /// The last span written, which a like neighbour merges with.
    written: Option<Activity>,
}

/// Records every span of a run, in order of time.
pub struct Recorder {
    runtime: Runtime,
    open: Vec<Open>,
    requests: Vec<RequestInfo>,
    log: Vec<RequestRecord>,
    helpers: Vec<HelperLane>,
    services: Vec<Vec<ServiceSpan>>,
    hops: u64,
    /// A bit for each state that some request was in.
    states: u8,
    last_taken: Vec<Option<RequestId>>,
}

/// The spans of one helper; the last one may still be open.
#[derive(Clone, Default)]
struct HelperLane {
    spans: Vec<ThreadSpan>,
    open: Option<ThreadSpan>,
}

/// Stands for "not yet" among instants; no run lasts as long.
const NEVER: Instant = Instant::from_ns(u64::MAX);

impl Recorder {
    /// A recorder of a run in which nothing has happened: `arrivals` are the group and arrival of each request.
    pub fn new(
        runtime: Runtime,
        arrivals: impl ExactSizeIterator<Item = (u16, Instant)>,
        services: usize,
    ) -> Self {
        let requests: Vec<RequestInfo> = arrivals
            .map(|(group, arrived)| RequestInfo { group, arrived, started: NEVER, finished: arrived })
            .collect();
        let idle = Open { since: Instant::ZERO, now: None, written: None };
        Self {
            runtime,
            open: vec![idle; requests.len()],
            log: Vec::with_capacity(requests.len()),
            requests,
            helpers: vec![HelperLane::default(); runtime.blocking_threads() as usize],
            services: vec![Vec::new(); services],
            hops: 0,
            states: 0,
            last_taken: vec![None; runtime.threads() as usize],
        }
    }

    fn change(&mut self, request: RequestId, activity: Option<Activity>, now: Instant) {
        let open = &mut self.open[request.0 as usize];
        // A span that took no time is not written, nor one that goes on from the span before.
        if open.since != now
            && let Some(Activity { state, step, thread }) = open.now
            && open.written != open.now
        {
            open.written = open.now;
            self.states |= 1 << state as u8;
            self.log.push(RequestRecord { start: open.since, request, thread, step, state });
        }
        open.now = activity;
        open.since = now;
    }

    /// Ends the recording: every request has finished. `services` are the names, in the order of the indices.
    pub fn freeze(mut self, services: Vec<String>, events: u64) -> Trace {
        self.open = Vec::new();
        self.log.shrink_to_fit();
        let threads = self.runtime.threads() as usize;
        let by_request = positions_by(self.requests.len(), self.log.iter().map(|record| record.request.0));
        let by_thread = positions_by(threads, self.log.iter().map(|record| u32::from(record.thread)));
        let mut service_lanes = self.services;
        for lane in &mut service_lanes {
            lane.shrink_to_fit();
            let key = |span: &ServiceSpan| (span.start, span.request, span.step, span.call, span.state);
            order::sort_by_key(lane, key);
        }
        Trace {
            runtime: self.runtime,
            makespan: self.requests.iter().map(|request| request.finished).max().unwrap_or(Instant::ZERO),
            events,
            hops: self.hops,
            states: self.states,
            requests: self.requests,
            threads: thread_infos(self.runtime),
            services,
            log: self.log,
            by_request,
            by_thread,
            helper_spans: Lanes::concat(self.helpers.into_iter().map(|helper| helper.spans)),
            service_spans: Lanes::concat(service_lanes.into_iter()),
        }
    }

    fn helper_index(&self, thread: ThreadId) -> Option<usize> {
        usize::from(thread.0).checked_sub(self.runtime.threads() as usize)
    }
}

impl Record for Recorder {
    fn queued(&mut self, request: RequestId, now: Instant) {
        // The wait for the first thread needs no record: it lies between the arrival and the start.
        self.open[request.0 as usize].since = now;
    }

    fn taken(&mut self, request: RequestId, thread: ThreadId, now: Instant) {
        let last = &mut self.last_taken[usize::from(thread.0)];
        if last.is_some_and(|last| last != request) {
            self.hops += 1;
        }
        *last = Some(request);
        let started = &mut self.requests[request.0 as usize].started;
        if *started == NEVER {
            *started = now;
            if self.requests[request.0 as usize].arrived < now {
                self.states |= 1 << State::Queued as u8;
            }
        }
    }

    fn pauses(&mut self, request: RequestId, step: u8, _for_service: bool, now: Instant) {
        self.change(request, Some(Activity { state: State::Paused, thread: NO_THREAD, step }), now);
    }

    fn ready(&mut self, request: RequestId, step: u8, now: Instant) {
        self.change(request, Some(Activity { state: State::Ready, thread: NO_THREAD, step }), now);
    }

    fn works(&mut self, thread: ThreadId, request: RequestId, state: State, step: u8, now: Instant) {
        match self.helper_index(thread) {
            None => self.change(request, Some(Activity { state, thread: thread.0, step }), now),
            Some(helper) => {
                let span = ThreadSpan { state, start: now, end: now, request, step };
                self.helpers[helper].change(Some(span), now);
            }
        }
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = self.helper_index(thread) {
            self.helpers[helper].change(None, now);
        }
    }

    fn finished(&mut self, request: RequestId, now: Instant) {
        self.change(request, None, now);
        self.requests[request.0 as usize].finished = now;
    }

    fn service(&mut self, service: usize, span: ServiceSpan) {
        if span.start < span.end {
            self.services[service].push(span);
        }
    }
}

impl HelperLane {
    /// Ends the open span, if it took any time, and opens the next.
    fn change(&mut self, next: Option<ThreadSpan>, now: Instant) {
        if let Some(mut span) = self.open.take().filter(|span| span.start < now) {
            span.end = now;
            match self.spans.last_mut() {
                Some(last) if last.end == span.start && last.same_work(&span) => last.end = now,
                Some(_) | None => self.spans.push(span),
            }
        }
        self.open = next;
    }
}

impl ThreadSpan {
    /// Whether both spans are the same state of the same step of the same request.
    fn same_work(&self, other: &Self) -> bool {
        (self.state, self.request, self.step) == (other.state, other.request, other.step)
    }
}

/// The positions of the items of each lane, in their order. Items of no lane (at or past `lanes`) are passed over.
fn positions_by(lanes: usize, lane_of_items: impl Iterator<Item = u32> + Clone) -> Lanes<u32> {
    // Counted two places on, so that filling in moves each entry to where its lane begins.
    let mut first = vec![0_u32; lanes + 2];
    for lane in lane_of_items.clone() {
        if let Some(count) = first.get_mut(lane as usize + 2).filter(|_| (lane as usize) < lanes) {
            *count += 1;
        }
    }
    for lane in 2..first.len() {
        first[lane] += first[lane - 1];
    }
    let mut items = vec![0; first.last().map_or(0, |&end| end as usize)];
    for (position, lane) in (0..).zip(lane_of_items) {
        if (lane as usize) < lanes {
            let next = &mut first[lane as usize + 1];
            items[*next as usize] = position;
            *next += 1;
        }
    }
    first.pop();
    Lanes { items, first }
}

pub(super) fn thread_infos(runtime: Runtime) -> Vec<ThreadInfo> {
    let kind = match runtime {
        Runtime::Sync { .. } => ThreadKind::Thread,
        Runtime::Async { .. } => ThreadKind::Worker,
    };
    let threads = (1..=runtime.threads()).map(|number| ThreadInfo { kind, number });
    let helpers =
        (1..=runtime.blocking_threads()).map(|number| ThreadInfo { kind: ThreadKind::Blocking, number });
    threads.chain(helpers).collect()
}

impl<T> Lanes<T> {
    fn concat(lanes: impl Iterator<Item = Vec<T>>) -> Self {
        let mut all = Self { items: Vec::new(), first: vec![0] };
        for lane in lanes {
            if all.items.is_empty() {
                all.items = lane;
            } else {
                all.items.extend(lane);
            }
            all.first.push(u32::try_from(all.items.len()).unwrap_or(u32::MAX));
        }
        all
    }
}
