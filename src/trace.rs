//! What happened in one run: who was in which state when. Compact while recorded, frozen after.

pub mod parts;
mod pieces;
mod recorder;

pub use recorder::Recorder;

use self::pieces::Pieces;
use crate::scenario::Runtime;
use crate::time::{Duration, Instant};

/// What a lane is doing during a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Arrived, never yet on a thread.
    Queued,
    /// Computing on a core.
    Running,
    /// Has a thread, waits for a core.
    Runnable,
    /// A core is taking up this thread.
    Switching,
    /// Waits for a response and holds a thread.
    Blocked,
    /// Waits and holds no thread.
    Paused,
    /// Could go on, waits for a thread.
    Ready,
}

impl State {
    /// Every state there is.
    pub const ALL: [Self; 7] = [
        Self::Queued,
        Self::Running,
        Self::Runnable,
        Self::Switching,
        Self::Blocked,
        Self::Paused,
        Self::Ready,
    ];
}

/// What a call is doing at its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceState {
    /// Waits for a slot.
    Waiting,
    /// Being served.
    Serving,
}

/// Index of a request within a run, from 0; people see [`TaskId::number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(pub u32);

/// Index into [`Trace::threads`], from 0: the runtime's threads first, then its helpers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u16);

impl TaskId {
    /// The number that people see, from 1, by (arrival, position in the file).
    pub fn number(self) -> u32 {
        self.0 + 1
    }
}

/// A half-open stretch of time in which a request is in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskSpan {
    /// What the request is doing.
    pub state: State,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// The thread that the request holds; `None` while queued, paused or ready.
    pub thread: Option<ThreadId>,
    /// The step it is at, from 0; for `Ready` the step that made it ready; `None` while queued.
    pub step: Option<u8>,
}

/// A half-open stretch of time in which a thread is in one state; between them it is idle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSpan {
    /// `Running`, `Runnable`, `Switching` or `Blocked`.
    pub state: State,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// The request that the thread works for.
    pub task: TaskId,
    /// The step that it executes, from 0.
    pub step: u8,
}

/// A half-open stretch of time of one call at a service; spans of a service may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceSpan {
    /// Waiting for a slot, or being served.
    pub state: ResourceState,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// The request that made the call.
    pub task: TaskId,
    /// The step that made the call, from 0.
    pub step: u8,
    /// Position of the call within its step, from 0.
    pub call: u16,
}

/// What kind of thread a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThreadKind {
    /// Of the synchronous pool.
    Thread,
    /// Of the event loop.
    Worker,
    /// A helper of the blocking pool.
    Blocking,
}

/// A thread's place in its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadInfo {
    /// Which pool.
    pub kind: ThreadKind,
    /// Number within its kind, from 1.
    pub number: u32,
}

/// The instants of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskInfo {
    /// Index of its group in the scenario, from 0.
    pub group: u16,
    /// When it arrived.
    pub created: Instant,
    /// First instant on a thread.
    pub started: Instant,
    /// When it had finished.
    pub ended: Instant,
}
impl TaskInfo {
    /// Time from arrival to finish.
    pub fn latency(&self) -> Duration {
        self.ended.since(self.created)
    }
}

/// What a paused request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The services that it called itself.
    Service,
    /// The helper that has, or will have, its step.
    Helper,
}

/// Learns of a run while it happens, in order of time.
pub trait Record {
    /// The request has arrived and waits for its first thread.
    fn queued(&mut self, request: TaskId, now: Instant);
    /// A thread or worker takes the request up, which starts it where that is the first time.
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant);
    /// The request leaves its worker to wait for what `step` asked for.
    fn pauses(&mut self, worker: ThreadId, request: TaskId, step: u8, wait: Wait, now: Instant);
    /// The request has all that `step` asked for, and waits for a worker.
    fn ready(&mut self, request: TaskId, step: u8, after: Wait, now: Instant);
    /// The request leaves its worker, as `step` says, and waits for one at once.
    fn yields(&mut self, worker: ThreadId, request: TaskId, step: u8, now: Instant);
    /// A thread, worker or helper is in `state` for the request's `step`.
    fn works(&mut self, thread: ThreadId, request: TaskId, state: State, step: u8, now: Instant);
    /// The helper has nothing to do any more.
    fn helper_idle(&mut self, thread: ThreadId, now: Instant);
    /// The request has finished and leaves its thread.
    fn finished(&mut self, thread: ThreadId, request: TaskId, now: Instant);
    /// A call waited or is served at the service with this index; both ends are known.
    fn service(&mut self, service: usize, span: ResourceSpan);
}

/// One run of a scenario by one runtime, frozen. A function of the scenario and the runtime alone.
///
/// Lanes are reached by index; their spans are stored flat, grouped by lane and in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    runtime: Runtime,
    makespan: Instant,
    events: u64,
    hops: u64,
    states: u8,
    tasks: Vec<TaskInfo>,
    threads: Vec<ThreadInfo>,
    services: Vec<String>,
    /// What every request did from its start on, in the order in which it ended.
    log: Pieces<RequestRecord>,
    /// Positions in the log; the wait before the start is not in it.
    by_request: Lanes<u32>,
    /// Positions in the log: what a thread did is what its requests did on it.
    by_thread: Lanes<u32>,
    helper_spans: Lanes<ThreadSpan>,
    service_spans: Lanes<ResourceSpan>,
}

impl Trace {
    /// The model that executed the requests.
    pub fn runtime(&self) -> Runtime {
        self.runtime
    }

    /// The last finish: the end of the run.
    pub fn makespan(&self) -> Instant {
        self.makespan
    }

    /// How many events the engine handled; informative only.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// How often a thread took up another request than the one before, helpers apart.
    pub fn hops(&self) -> u64 {
        self.hops
    }

    /// Whether some request was ever in this state; what helpers did does not count.
    pub fn has_state(&self, state: State) -> bool {
        self.states & 1 << state as u8 != 0
    }

    /// The requests, by id.
    pub fn tasks(&self) -> &[TaskInfo] {
        &self.tasks
    }

    /// The ids of all requests, in order.
    pub fn task_ids(&self) -> impl ExactSizeIterator<Item = TaskId> + use<> {
        (0..u32::try_from(self.tasks.len()).unwrap_or(u32::MAX)).map(TaskId)
    }

    /// The threads or workers by number, then the helpers by number.
    pub fn threads(&self) -> &[ThreadInfo] {
        &self.threads
    }

    /// The ids of all threads, in the order of [`Trace::threads`].
    pub fn thread_ids(&self) -> impl ExactSizeIterator<Item = ThreadId> + use<> {
        (0..u16::try_from(self.threads.len()).unwrap_or(u16::MAX)).map(ThreadId)
    }

    /// The names of the services that are called, in the order of first use.
    pub fn services(&self) -> &[String] {
        &self.services
    }

    /// How many spans are stored: of requests, of helpers and of services.
    pub fn span_count(&self) -> usize {
        self.log.len() + self.helper_spans.items.len() + self.service_spans.items.len()
    }

    /// How many spans a request's lane has.
    pub fn task_span_count(&self, request: TaskId) -> usize {
        self.queued_span(request).iter().count() + self.by_request.lane(request.0 as usize).len()
    }

    /// Span `index` of a request's lane, in order of time; `None` past the last.
    pub fn task_span(&self, request: TaskId, index: usize) -> Option<TaskSpan> {
        let index = match self.queued_span(request) {
            None => index,
            Some(queued) if index == 0 => return Some(queued),
            Some(_) => index - 1,
        };
        let positions = self.by_request.lane(request.0 as usize);
        let record = self.log.at(*positions.get(index)? as usize);
        Some(record.span(self.end_of(request, index)))
    }

    /// The spans of a request, from arrival to finish without gap or overlap.
    pub fn task_spans(&self, request: TaskId) -> impl Iterator<Item = TaskSpan> + '_ {
        (0..self.task_span_count(request)).filter_map(move |index| self.task_span(request, index))
    }

    /// Each span that a request has after its start, with the state that it is in next, in about the order in which
    /// they end.
    pub fn spans_by_end(&self) -> impl Iterator<Item = (TaskSpan, Option<State>)> + '_ {
        (0..self.log.len()).map(|position| {
            let record = self.log.at(position);
            let lane = self.by_request.lane(record.request.0 as usize);
            let place = lane.partition_point(|&other| (other as usize) < position);
            let next = lane.get(place + 1).map(|&next| self.log.at(next as usize).doing.state());
            (record.span(self.end_of(record.request, place)), next)
        })
    }

    /// The wait for the first thread, which lies between arrival and start.
    fn queued_span(&self, request: TaskId) -> Option<TaskSpan> {
        let TaskInfo { created, started, .. } = self.tasks[request.0 as usize];
        let span = TaskSpan { state: State::Queued, start: created, end: started, thread: None, step: None };
        (created < started).then_some(span)
    }

    /// Where entry `index` of a request's lane ends: at the start of the next one, or at the finish.
    fn end_of(&self, request: TaskId, index: usize) -> Instant {
        let next = self.by_request.lane(request.0 as usize).get(index + 1);
        next.map_or(self.tasks[request.0 as usize].ended, |&next| self.log.at(next as usize).start)
    }

    /// How many spans a thread's lane has.
    pub fn thread_span_count(&self, thread: ThreadId) -> usize {
        match self.helper_index(thread) {
            None => self.by_thread.lane(usize::from(thread.0)).len(),
            Some(helper) => self.helper_spans.lane(helper).len(),
        }
    }

    /// Span `index` of a thread's lane, in order of time; `None` past the last.
    pub fn thread_span(&self, thread: ThreadId, index: usize) -> Option<ThreadSpan> {
        if let Some(helper) = self.helper_index(thread) {
            return self.helper_spans.lane(helper).get(index).copied();
        }
        let position = *self.by_thread.lane(usize::from(thread.0)).get(index)?;
        let RequestRecord { start, request, doing } = self.log.at(position as usize);
        let (state, step) = (doing.state(), doing.step());
        let place = self.by_request.lane(request.0 as usize).partition_point(|&other| other < position);
        Some(ThreadSpan { state, start, end: self.end_of(request, place), task: request, step })
    }

    /// When span `index` of a thread's lane starts: cheaper than the whole span, to search by.
    pub fn thread_span_start(&self, thread: ThreadId, index: usize) -> Option<Instant> {
        if let Some(helper) = self.helper_index(thread) {
            return Some(self.helper_spans.lane(helper).get(index)?.start);
        }
        let position = *self.by_thread.lane(usize::from(thread.0)).get(index)?;
        Some(self.log.at(position as usize).start)
    }

    /// The spans of a thread in order of time; idle is the gap.
    pub fn thread_spans(&self, thread: ThreadId) -> impl Iterator<Item = ThreadSpan> + '_ {
        (0..self.thread_span_count(thread)).filter_map(move |i| self.thread_span(thread, i))
    }

    /// The spans of a service, an index into [`Trace::services`], sorted by start, request, step and call.
    pub fn resource_spans(&self, service: usize) -> &[ResourceSpan] {
        self.service_spans.lane(service)
    }

    /// Position of a helper among the helpers; `None` for threads and workers.
    fn helper_index(&self, thread: ThreadId) -> Option<usize> {
        (thread.0 as usize).checked_sub(self.runtime.threads() as usize)
    }
}

/// Items of many lanes in one vector: lane `i` holds `items[first[i]..first[i + 1]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lanes<T> {
    items: Vec<T>,
    first: Vec<u32>,
}

impl<T: Copy> Lanes<T> {
    fn lane(&self, index: usize) -> &[T] {
        match (self.first.get(index), self.first.get(index + 1)) {
            (Some(&first), Some(&end)) => &self.items[first as usize..end as usize],
            _ => &[],
        }
    }
}

/// A request's span without its end, which is the start of the next or the finish. 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RequestRecord {
    start: Instant,
    request: TaskId,
    doing: Activity,
}

/// What a request is doing: a state, a step and a thread in one number, so that two of them are quickly compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Activity(u32);

impl Activity {
    /// What is on no thread has [`NO_THREAD`].
    #[inline]
    const fn new(state: State, step: u8, thread: u16) -> Self {
        Self((thread as u32) << 16 | (step as u32) << 8 | state as u32)
    }

    fn state(self) -> State {
        State::ALL[usize::from(self.0.to_le_bytes()[0])]
    }

    fn step(self) -> u8 {
        self.0.to_le_bytes()[1]
    }

    #[inline]
    fn thread(self) -> u16 {
        (self.0 >> 16) as u16
    }
}

/// Stands for "no thread" in a record.
const NO_THREAD: u16 = u16::MAX;
impl RequestRecord {
    fn span(&self, end: Instant) -> TaskSpan {
        let thread = self.doing.thread();
        TaskSpan {
            state: self.doing.state(),
            start: self.start,
            end,
            thread: (thread != NO_THREAD).then_some(ThreadId(thread)),
            step: Some(self.doing.step()),
        }
    }
}
