//! Takes down a run while it happens: integers in flat vectors, no allocation for an event.

use super::{
    Activity, Lanes, NO_THREAD, Pieces, Record, RequestRecord, ResourceSpan, State, TaskId, TaskInfo,
    ThreadId, ThreadInfo, ThreadKind, ThreadSpan, Trace, Wait,
};
use crate::order;
use crate::scenario::Runtime;
use crate::time::Instant;

/// What is known of one request while the run goes on. Since when it does what it does stands where its finish will.
#[derive(Clone, Copy)]
struct Open {
    /// It becomes a span when something else begins.
    now: Activity,
    /// The last span written, which a like neighbour merges with.
    written: Activity,
}

/// Stands for nothing that becomes a span: the wait for the first thread lies between the arrival and the start.
const NOTHING: Activity = Activity::new(State::Queued, 0, NO_THREAD);

/// Records every span of a run, in order of time.
pub struct Recorder {
    runtime: Runtime,
    open: Vec<Open>,
    tasks: Vec<TaskInfo>,
    log: Pieces<RequestRecord>,
    helpers: Vec<HelperLane>,
    services: Vec<Vec<ResourceSpan>>,
    hops: u64,
    /// A bit for each state that some request was in.
    states: u8,
    last_taken: Vec<Option<TaskId>>,
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
        let tasks: Vec<TaskInfo> = arrivals
            .map(|(group, created)| TaskInfo { group, created, started: NEVER, ended: created })
            .collect();
        let idle = Open { now: NOTHING, written: NOTHING };
        Self {
            runtime,
            open: vec![idle; tasks.len()],
            log: Pieces::new(2 * tasks.len()),
            tasks,
            helpers: vec![HelperLane::default(); runtime.blocking_threads() as usize],
            services: vec![Vec::new(); services],
            hops: 0,
            states: 0,
            last_taken: vec![None; runtime.threads() as usize],
        }
    }

    #[inline]
    fn change(&mut self, request: TaskId, next: Activity, now: Instant) {
        let open = &mut self.open[request.0 as usize];
        let start = std::mem::replace(&mut self.tasks[request.0 as usize].ended, now);
        let doing = std::mem::replace(&mut open.now, next);
        // A span that took no time is not written, nor one that goes on from the span before.
        if start != now && doing != NOTHING && doing != open.written {
            open.written = doing;
            self.states |= 1 << (doing.0 as u8);
            self.log.push(RequestRecord { start, request, doing });
        }
    }

    /// Ends the recording: every request has finished. `services` are the names, in the order of the indices.
    pub fn freeze(mut self, services: Vec<String>, events: u64) -> Trace {
        self.open = Vec::new();
        self.log.shrink_to_fit();
        let threads = self.runtime.threads() as usize;
        let (by_request, by_thread) = places(&self.log, self.tasks.len(), threads);
        let mut service_lanes = self.services;
        for lane in &mut service_lanes {
            lane.shrink_to_fit();
            let key = |span: &ResourceSpan| (span.start, span.task, span.step, span.call, span.state);
            order::sort_by_key(lane, key);
        }
        Trace {
            runtime: self.runtime,
            makespan: self.tasks.iter().map(|task| task.ended).max().unwrap_or(Instant::ZERO),
            events,
            hops: self.hops,
            states: self.states,
            tasks: self.tasks,
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
    #[inline]
    fn queued(&mut self, _request: TaskId, _now: Instant) {}

    #[inline]
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant) {
        let last = &mut self.last_taken[usize::from(thread.0)];
        if last.replace(request).is_some_and(|last| last != request) {
            self.hops += 1;
        }
        if starts {
            let info = &mut self.tasks[request.0 as usize];
            info.started = now;
            if info.created < now {
                self.states |= 1 << State::Queued as u8;
            }
        }
    }

    #[inline]
    fn pauses(&mut self, _worker: ThreadId, request: TaskId, step: u8, _wait: Wait, now: Instant) {
        self.change(request, Activity::new(State::Paused, step, NO_THREAD), now);
    }

    #[inline]
    fn ready(&mut self, request: TaskId, step: u8, _after: Wait, now: Instant) {
        self.change(request, Activity::new(State::Ready, step, NO_THREAD), now);
    }

    #[inline]
    fn yields(&mut self, _worker: ThreadId, request: TaskId, step: u8, now: Instant) {
        self.change(request, Activity::new(State::Ready, step, NO_THREAD), now);
    }

    #[inline]
    fn works(&mut self, thread: ThreadId, request: TaskId, state: State, step: u8, now: Instant) {
        match self.helper_index(thread) {
            None => self.change(request, Activity::new(state, step, thread.0), now),
            Some(helper) => {
                let span = ThreadSpan { state, start: now, end: now, task: request, step };
                self.helpers[helper].change(Some(span), now);
            }
        }
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = self.helper_index(thread) {
            self.helpers[helper].change(None, now);
        }
    }

    #[inline]
    fn finished(&mut self, _thread: ThreadId, request: TaskId, now: Instant) {
        self.change(request, NOTHING, now);
    }

    #[inline]
    fn service(&mut self, service: usize, span: ResourceSpan) {
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
        (self.state, self.task, self.step) == (other.state, other.task, other.step)
    }
}

/// The positions in the log of what each request did, and of what was done on each thread, in their order.
fn places(log: &Pieces<RequestRecord>, requests: usize, threads: usize) -> (Lanes<u32>, Lanes<u32>) {
    let (mut by_request, mut by_thread) = (Places::new(requests), Places::new(threads));
    for slice in log.slices() {
        for record in slice {
            by_request.count(record.request.0 as usize);
            by_thread.count(record.doing.thread().into());
        }
    }
    by_request.make_room();
    by_thread.make_room();
    let mut position = 0;
    for slice in log.slices() {
        for record in slice {
            by_request.put(record.request.0 as usize, position);
            by_thread.put(record.doing.thread().into(), position);
            position += 1;
        }
    }
    (by_request.lanes(), by_thread.lanes())
}

/// Sorts positions by lane: they are counted, then put. Lanes that there are not are passed over.
struct Places {
    /// By lane, two places on while it is counted and one while it is put: so that each entry ends up where its lane
    /// begins.
    first: Vec<u32>,
    items: Vec<u32>,
}

impl Places {
    fn new(lanes: usize) -> Self {
        Self { first: vec![0; lanes + 2], items: Vec::new() }
    }

    #[inline]
    fn count(&mut self, lane: usize) {
        if let Some(count) = self.first.get_mut(lane + 2) {
            *count += 1;
        }
    }

    fn make_room(&mut self) {
        let mut sum = 0;
        for count in &mut self.first {
            sum += *count;
            *count = sum;
        }
        self.items = vec![0; sum as usize];
    }

    #[inline]
    fn put(&mut self, lane: usize, position: u32) {
        if lane + 2 < self.first.len() {
            let next = &mut self.first[lane + 1];
            self.items[*next as usize] = position;
            *next += 1;
        }
    }

    fn lanes(mut self) -> Lanes<u32> {
        self.first.pop();
        Lanes { items: self.items, first: self.first }
    }
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
