//! Records a run while it happens: integers in flat vectors, no allocation for an event.

use super::{
    Lanes, NO_STEP, NO_THREAD, RequestId, RequestInfo, RequestRecord, ServiceSpan, State, ThreadId,
    ThreadInfo, ThreadKind, ThreadSpan, Trace,
};
use crate::scenario::Runtime;
use crate::time::Instant;

/// What a request is doing now; it becomes a span when something else begins.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Activity {
    state: State,
    thread: u16,
    step: u8,
}

/// What is known of one request while the run goes on.
#[derive(Clone, Copy)]
struct Open {
    since: Instant,
    now: Option<Activity>,
    /// The last span written, which a like neighbour merges with.
    written: Option<Activity>,
}

/// Takes down every change of state, in order of time.
pub struct Recorder {
    runtime: Runtime,
    open: Vec<Open>,
    requests: Vec<RequestInfo>,
    started: Vec<bool>,
    log: Vec<RequestRecord>,
    helpers: Vec<HelperLane>,
    services: Vec<Vec<ServiceSpan>>,
    hops: u64,
    last_taken: Vec<Option<RequestId>>,
}

/// The spans of one helper; the last one may still be open.
#[derive(Clone, Default)]
struct HelperLane {
    spans: Vec<ThreadSpan>,
    open: Option<ThreadSpan>,
}

impl Recorder {
    /// A recorder of a run in which nothing has happened: `arrivals` are the group and arrival of each request.
    pub fn new(
        runtime: Runtime,
        arrivals: impl ExactSizeIterator<Item = (u16, Instant)>,
        services: usize,
    ) -> Self {
        let requests: Vec<RequestInfo> = arrivals
            .map(|(group, arrived)| RequestInfo { group, arrived, started: arrived, finished: arrived })
            .collect();
        let idle = Open { since: Instant::ZERO, now: None, written: None };
        Self {
            runtime,
            open: vec![idle; requests.len()],
            started: vec![false; requests.len()],
            log: Vec::with_capacity(requests.len()),
            requests,
            helpers: vec![HelperLane::default(); runtime.blocking_threads() as usize],
            services: vec![Vec::new(); services],
            hops: 0,
            last_taken: vec![None; runtime.threads() as usize],
        }
    }

    /// The request has arrived and waits for its first thread.
    pub fn queued(&mut self, request: RequestId, now: Instant) {
        self.change(request, Activity { state: State::Queued, thread: NO_THREAD, step: NO_STEP }, now);
    }

    /// A thread or worker takes the request up: counts the hop, and the start where it is the first time.
    pub fn taken(&mut self, request: RequestId, thread: ThreadId, now: Instant) {
        let last = &mut self.last_taken[thread.0 as usize];
        if last.is_some_and(|last| last != request) {
            self.hops += 1;
        }
        *last = Some(request);
        if !self.started[request.0 as usize] {
            self.started[request.0 as usize] = true;
            self.requests[request.0 as usize].started = now;
        }
    }

    /// The request waits without a thread: paused at `step`, or ready because of it.
    pub fn waits(&mut self, request: RequestId, state: State, step: u8, now: Instant) {
        self.change(request, Activity { state, thread: NO_THREAD, step }, now);
    }

    /// A thread, worker or helper is in `state` for the request's `step`.
    pub fn works(&mut self, thread: ThreadId, request: RequestId, state: State, step: u8, now: Instant) {
        match (thread.0 as usize).checked_sub(self.runtime.threads() as usize) {
            None => self.change(request, Activity { state, thread: thread.0, step }, now),
            Some(helper) => {
                self.helpers[helper]
                    .change(Some(ThreadSpan { state, start: now, end: now, request, step }), now);
            }
        }
    }

    /// The helper has nothing to do any more.
    pub fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = (thread.0 as usize).checked_sub(self.runtime.threads() as usize) {
            self.helpers[helper].change(None, now);
        }
    }

    /// The request has finished and leaves its thread.
    pub fn finished(&mut self, request: RequestId, now: Instant) {
        self.write(request, now);
        self.open[request.0 as usize].now = None;
        self.requests[request.0 as usize].finished = now;
    }

    /// A call waited or is served at the service with this index; both ends are known.
    pub fn service(&mut self, service: usize, span: ServiceSpan) {
        if span.start < span.end {
            self.services[service].push(span);
        }
    }

    fn change(&mut self, request: RequestId, activity: Activity, now: Instant) {
        self.write(request, now);
        let open = &mut self.open[request.0 as usize];
        open.now = Some(activity);
        open.since = now;
    }

    /// Writes down what the request did until now, unless it took no time or goes on from the span before.
    fn write(&mut self, request: RequestId, now: Instant) {
        let open = &mut self.open[request.0 as usize];
        let Some(activity) = open.now else { return };
        if open.since == now || open.written == Some(activity) {
            return;
        }
        open.written = Some(activity);
        let Activity { state, thread, step } = activity;
        self.log.push(RequestRecord { start: open.since, request, thread, step, state });
    }

    /// Ends the recording: every request has finished. `services` are the names, in the order of the indices.
    pub fn freeze(self, services: Vec<String>, events: u64) -> Trace {
        let (request_records, thread_records) =
            sort_log(&self.log, self.requests.len(), self.runtime.threads() as usize);
        drop(self.log);
        let mut service_lanes = self.services;
        for lane in &mut service_lanes {
            lane.sort_by_key(|span| (span.start, span.request, span.step, span.call, span.state));
        }
        Trace {
            runtime: self.runtime,
            makespan: self.requests.iter().map(|request| request.finished).max().unwrap_or(Instant::ZERO),
            events,
            hops: self.hops,
            requests: self.requests,
            threads: thread_infos(self.runtime),
            services,
            request_records,
            thread_records,
            helper_spans: Lanes::concat(self.helpers.into_iter().map(|helper| helper.spans)),
            service_spans: Lanes::concat(service_lanes.into_iter()),
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

/// Groups the log by request, and lists for every thread the positions of its records, both in order of time.
fn sort_log(log: &[RequestRecord], requests: usize, threads: usize) -> (Lanes<RequestRecord>, Lanes<u32>) {
    let mut next = first_of_each(requests, log.iter().map(|record| record.request.0 as usize));
    let request_first = next.clone();
    let mut thread_next = first_of_each(threads, log.iter().map(|record| record.thread as usize));
    let thread_first = thread_next.clone();
    let mut items = log.to_vec();
    let mut positions = vec![0; thread_first.last().map_or(0, |&end| end as usize)];
    for record in log {
        let position = next[record.request.0 as usize];
        next[record.request.0 as usize] += 1;
        items[position as usize] = *record;
        if let Some(slot) = thread_next.get_mut(record.thread as usize) {
            positions[*slot as usize] = position;
            *slot += 1;
        }
    }
    (Lanes { items, first: request_first }, Lanes { items: positions, first: thread_first })
}

/// Where each of `lanes` lanes begins when items are grouped by lane, and the end of the last one. Items of no lane
/// (at or past `lanes`) are passed over.
fn first_of_each(lanes: usize, lane_of_items: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut first = vec![0_u32; lanes + 1];
    for lane in lane_of_items {
        if lane < lanes {
            first[lane + 1] += 1;
        }
    }
    for lane in 0..lanes {
        first[lane + 1] += first[lane];
    }
    first
}

fn thread_infos(runtime: Runtime) -> Vec<ThreadInfo> {
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
            all.items.extend(lane);
            all.first.push(u32::try_from(all.items.len()).unwrap_or(u32::MAX));
        }
        all
    }
}
