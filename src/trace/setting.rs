//! Who and what takes part in a run: places in programs, groups of tasks, threads, resources.

use crate::time::{Duration, Instant};
use crate::trace::{ResourceId, SiteId};

/// What is known of a run apart from what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What executed the tasks.
    pub model: Model,
    /// The short name of the model, or of the program: `sync1`, `async2_blocking8`.
    pub label: String,
    /// How the run of a program ended, in a word: `returned`, `deadlock`; empty of a model's run.
    pub outcome: String,
    /// Places in programs.
    pub sites: Vec<Site>,
    /// What tasks wait for.
    pub resources: Vec<Resource>,
    /// What tasks have in common.
    pub groups: Vec<TaskGroup>,
    /// The threads; those that a model has from the beginning come first, then its helpers.
    pub threads: Vec<ThreadInfo>,
}

/// What executes tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Model {
    /// A pool of threads; each keeps a request until it has finished.
    Sync {
        /// Threads of the pool, at least 1.
        threads: u32,
    },
    /// An event loop on worker threads, with helper threads for what blocks.
    Async {
        /// Worker threads, at least 1.
        threads: u32,
        /// Helper threads, at least 1.
        helpers: u32,
    },
    /// A program that begins its threads itself.
    Program {
        /// Whether it is run with every wait blocking.
        blocking: bool,
    },
}

impl Model {
    /// Threads or workers that the model has from the beginning, helpers apart; none of a program.
    pub fn threads(self) -> u32 {
        match self {
            Self::Sync { threads } | Self::Async { threads, .. } => threads,
            Self::Program { .. } => 0,
        }
    }

    /// Helper threads that the model has from the beginning.
    pub fn helpers(self) -> u32 {
        match self {
            Self::Async { helpers, .. } => helpers,
            Self::Sync { .. } | Self::Program { .. } => 0,
        }
    }

    /// Whether it is an event loop.
    pub fn is_async(self) -> bool {
        matches!(self, Self::Async { .. })
    }
}

/// A place in a program: in a scenario a step of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// What stands there.
    pub label: String,
    /// The line, from 1; a step is a line of its own.
    pub line: u32,
    /// The column, from 1; 0 where nothing is known of columns, as in a program of steps.
    pub column: u16,
    /// What is done there.
    pub does: Does,
    /// What is waited for there, one entry a call, in the order in which the calls are made; nothing where that is only
    /// known at run time, see [`Trace::awaited`](super::Trace::awaited).
    pub waits_on: Vec<ResourceId>,
}

impl Site {
    /// Of a place in a program of steps: which step it is, from 0.
    pub fn step(&self) -> u32 {
        self.line.saturating_sub(1)
    }

    /// Whether a helper thread does what is asked for there.
    pub fn is_offloaded(&self) -> bool {
        match self.does {
            Does::OffloadCompute | Does::OffloadCall => true,
            Does::Compute | Does::Call | Does::Block | Does::Yield => false,
        }
    }

    /// The resources that are waited for there, each once, in order.
    pub fn resources(&self) -> Vec<ResourceId> {
        each_once(&self.waits_on)
    }
}

/// Each once, in order.
pub fn each_once(all: &[ResourceId]) -> Vec<ResourceId> {
    let mut once: Vec<ResourceId> = Vec::new();
    let mut known = vec![false; all.iter().map(|id| usize::from(id.0) + 1).max().unwrap_or_default()];
    for &id in all {
        if !std::mem::replace(&mut known[usize::from(id.0)], true) {
            once.push(id);
        }
    }
    once
}

/// What is done at a place in a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Does {
    /// Computes.
    #[default]
    Compute,
    /// Waits for something, and lets go of its thread where the model can.
    Call,
    /// Waits for something and keeps its thread, whatever the model.
    Block,
    /// Has a helper compute.
    OffloadCompute,
    /// Has a helper wait.
    OffloadCall,
    /// Lets the other ready tasks go first.
    Yield,
}

impl Does {
    /// Everything that is done anywhere.
    pub const ALL: [Self; 6] =
        [Self::Compute, Self::Call, Self::Block, Self::OffloadCompute, Self::OffloadCall, Self::Yield];
}

/// Something that tasks wait for, with a lane of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What it is.
    pub kind: ResourceKind,
    /// Its name; may be empty.
    pub name: String,
    /// How many tasks it serves, or lets in, at one time; `None` is any number.
    pub capacity: Option<u32>,
}

/// What tasks wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceKind {
    /// An external system that does work while tasks wait.
    Service,
    /// The helper threads of a model: a task waits for a free one, and is served by it.
    Helpers,
    /// Time.
    Timer,
    /// Lets one task in at a time.
    Lock,
    /// Lets so many tasks in at a time.
    Semaphore,
    /// Hands things from task to task.
    Queue,
    /// Wakes all that wait for it.
    Event,
    /// Wakes some that wait for it, and is a lock too.
    Condition,
    /// Lets tasks go on once so many have come.
    Barrier,
    /// A result that is still to come.
    Future,
}

impl ResourceKind {
    /// Every kind there is.
    pub const ALL: [Self; 10] = [
        Self::Service,
        Self::Helpers,
        Self::Timer,
        Self::Lock,
        Self::Semaphore,
        Self::Queue,
        Self::Event,
        Self::Condition,
        Self::Barrier,
        Self::Future,
    ];

    /// Its name in lanes and exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Helpers => "helpers",
            Self::Timer => "timer",
            Self::Lock => "lock",
            Self::Semaphore => "semaphore",
            Self::Queue => "queue",
            Self::Event => "event",
            Self::Condition => "condition",
            Self::Barrier => "barrier",
            Self::Future => "future",
        }
    }
}

/// Tasks that were made at one place under one name: in a scenario the requests of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskGroup {
    /// Its name, often empty.
    pub name: String,
    /// Where in a program its tasks are made.
    pub made_at: Option<SiteId>,
    /// Whether its tasks come from outside, as requests do.
    pub arrives: bool,
}

/// What kind of thread a lane shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThreadKind {
    /// Of a pool, or of a program that begins it.
    Thread,
    /// Of an event loop.
    Worker,
    /// A helper that does what would block an event loop.
    Blocking,
}

impl ThreadKind {
    /// Every kind there is.
    pub const ALL: [Self; 3] = [Self::Thread, Self::Worker, Self::Blocking];
}

/// A thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadInfo {
    /// What kind of thread.
    pub kind: ThreadKind,
    /// Number within its kind, from 1; threads and workers are numbered together.
    pub number: u32,
    /// The name that a program gave it, often empty.
    pub name: String,
    /// Since when there is such a thread.
    pub began: Instant,
}

impl ThreadInfo {
    /// Whether it is a helper.
    pub fn is_helper(&self) -> bool {
        self.kind == ThreadKind::Blocking
    }
}

/// What became of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It came to its end.
    #[default]
    Returned,
    /// An error ended it.
    Raised,
    /// Another task had it end.
    Cancelled,
    /// The run was over before it was.
    Unfinished,
}

impl Outcome {
    /// Everything that may become of a task.
    pub const ALL: [Self; 4] = [Self::Returned, Self::Raised, Self::Cancelled, Self::Unfinished];
}

/// The instants of one task. 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskInfo {
    /// Index into [`Setting::groups`], from 0: what its name is, and where it was made.
    pub group: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// When it arrived or was made.
    pub created: Instant,
    /// First instant on a thread.
    pub started: Instant,
    /// When it had come to its end.
    pub ended: Instant,
}

const _: () = assert!(size_of::<TaskInfo>() == 32);

impl TaskInfo {
    /// Time from its creation to its end.
    pub fn latency(&self) -> Duration {
        self.ended.since(self.created)
    }
}
