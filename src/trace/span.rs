//! Stretches of time on lanes, and the numbers by which tasks, threads, sites and resources are known.

use crate::time::Instant;

/// What a lane is doing during a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Created, never yet on a thread.
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
    /// Its name, for people and programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Runnable => "runnable",
            Self::Switching => "switching",
            Self::Blocked => "blocked",
            Self::Paused => "paused",
            Self::Ready => "ready",
        }
    }

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

/// What a task is doing at a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceState {
    /// The task waits for its turn: a slot, the lock, something in the queue.
    Waiting,
    /// The resource works for the task.
    Serving,
    /// The task has it, and others may have to wait.
    Held,
    /// It will wake the task: a timer that has been set.
    Armed,
}

impl ResourceState {
    /// Every state there is.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Serving, Self::Held, Self::Armed];

    /// Its name, for people and programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Serving => "serving",
            Self::Held => "held",
            Self::Armed => "armed",
        }
    }
}

/// Index of a task within a run, from 0; people see [`TaskId::number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId(pub u32);

/// Index into [`Trace::threads`](super::Trace::threads), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub u16);

/// Index into [`Trace::sites`](super::Trace::sites), from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u16);

/// Index into [`Trace::resources`](super::Trace::resources), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u16);

impl TaskId {
    /// The number that people see, from 1: of requests by (arrival, position in the file), of others as they are made.
    pub fn number(self) -> u32 {
        self.0 + 1
    }
}

/// A half-open stretch of time in which a task is in one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskSpan {
    /// What the task is doing.
    pub state: State,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// The thread that the task holds; `None` while queued, paused or ready.
    pub thread: Option<ThreadId>,
    /// Where in its program it is; for `Ready` the place that made it ready; `None` while queued.
    pub site: Option<SiteId>,
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
    /// The task that the thread works for.
    pub task: TaskId,
    /// What it executes.
    pub site: SiteId,
}

/// A half-open stretch of time of one task at a resource; those of one resource may overlap. 24 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResourceSpan {
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the span.
    pub end: Instant,
    /// Whose it is.
    pub task: TaskId,
    /// The place in its program that asked for it.
    pub site: SiteId,
    /// The state in the two highest bits, the call below.
    tag: u16,
}

const CALL_BITS: u32 = 14;
const _: () = assert!(ResourceState::ALL.len() <= 1 << (u16::BITS - CALL_BITS));
const _: () = assert!(size_of::<ResourceSpan>() == 24);

impl ResourceSpan {
    /// The most calls that one place can make at a time.
    pub const CALLS_MAX: usize = 1 << CALL_BITS;

    /// What a task does at a resource. `call` tells what one place asks for at one time apart, from 0: it lies below
    /// [`ResourceSpan::CALLS_MAX`].
    #[inline]
    pub const fn new(
        state: ResourceState,
        start: Instant,
        end: Instant,
        task: TaskId,
        site: SiteId,
        call: u16,
    ) -> Self {
        let call = call & ((1 << CALL_BITS) - 1);
        Self { start, end, task, site, tag: (state as u16) << CALL_BITS | call }
    }

    /// What the task does there.
    #[inline]
    pub fn state(&self) -> ResourceState {
        ResourceState::ALL[usize::from(self.tag >> CALL_BITS)]
    }

    /// Which of the calls of its place it is, from 0. In the lane of a helper pool it is the thread that helps.
    #[inline]
    pub fn call(&self) -> u16 {
        self.tag & ((1 << CALL_BITS) - 1)
    }

    /// Grows with the call, and for one call with the state.
    #[inline]
    pub(super) fn rank(&self) -> u16 {
        self.tag.rotate_left(u16::BITS - CALL_BITS)
    }

    /// Its state and its call as one number.
    pub(super) fn tag(&self) -> u16 {
        self.tag
    }

    /// A span with the number of another.
    pub(super) fn tagged(start: Instant, end: Instant, task: TaskId, site: SiteId, tag: u16) -> Self {
        Self { start, end, task, site, tag }
    }
}

/// The last of `count` spans in order of time that has started at `at`.
pub fn last_started(count: usize, at: Instant, start: impl Fn(usize) -> Option<Instant>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if start(middle).is_some_and(|start| start <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}
