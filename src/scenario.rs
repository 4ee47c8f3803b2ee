//! What to simulate: validated plain data. Built only by parsing or from the catalogue, so that every value of
//! these types satisfies the limits below.

mod draws;
pub mod edit;
pub mod lookalike;
pub mod parts;
pub mod path;
pub mod presets;
pub mod problem;
pub mod steps;

use std::fmt;

use crate::time::{Duration, Instant};

/// Most requests in one scenario.
pub const REQUESTS_MAX: u32 = 1_000_000;
/// Most request groups in one scenario.
pub const GROUPS_MAX: usize = 64;
/// Most steps in one program.
pub const STEPS_MAX: usize = 200;
/// Most calls in one join.
pub const CALLS_MAX: usize = 10_000;
/// Most runtimes in one scenario.
pub const RUNTIMES_MAX: usize = 16;
/// Most threads in one runtime; also the most helper threads of its blocking pool.
pub const THREADS_MAX: u32 = 10_000;
/// Most services in one scenario.
pub const SERVICES_MAX: usize = 64;
/// Most cores of the machine.
pub const CORES_MAX: u32 = 256;
/// Most characters in the title.
pub const TITLE_CHARS_MAX: usize = 200;
/// Most characters in the name of a request group.
pub const NAME_CHARS_MAX: usize = 32;
/// Seeds lie below this: 2⁵³, so that every JSON reader keeps them exact.
pub const SEED_END: u64 = 1 << 53;
/// Helper threads of an async runtime that says nothing about them.
pub const BLOCKING_THREADS_DEFAULT: u32 = 4;
/// The runtimes of a scenario that says nothing about them.
pub const RUNTIMES_DEFAULT: [Runtime; 2] =
    [Runtime::Sync { threads: 1 }, Runtime::Async { threads: 1, blocking_threads: BLOCKING_THREADS_DEFAULT }];

/// The same requests, to be executed by each of the runtimes in turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Free text, at most [`TITLE_CHARS_MAX`] characters; only ever shown as text.
    pub title: String,
    /// Seed of every random draw.
    pub seed: u64,
    /// What executes the threads.
    pub machine: Machine,
    /// Every service that a program calls, in the order of first use, then declared ones that nobody calls, by name.
    pub services: Vec<Service>,
    /// Groups of like requests, in the order given.
    pub groups: Vec<Group>,
    /// The models that execute the requests, in the order given.
    pub runtimes: Vec<Runtime>,
}

/// The cores that threads compete for while they compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Number of cores, at least 1.
    pub cores: u32,
    /// Longest stretch that a core runs one thread while others are queued; greater than zero.
    pub quantum: Duration,
    /// Time a core spends on taking up another thread than the one before.
    pub switch: Duration,
}

/// An external system that does work while a request waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// 1–20 lower-case ASCII letters.
    pub name: String,
    /// Calls served at one time, at least 1; `None` is unlimited.
    pub capacity: Option<u32>,
    /// How long a call takes that does not say so itself.
    pub latency: Option<Latency>,
}

/// How long a service takes to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Latency {
    /// Always the same.
    Constant(Duration),
    /// From `min` to `max`, both included, each as likely as any other.
    Uniform {
        /// The shortest, at most `max`.
        min: Duration,
        /// The longest.
        max: Duration,
    },
    /// Exponential: mostly short, now and then long.
    Exponential {
        /// The mean, greater than zero.
        mean: Duration,
    },
}

/// `count` requests that run the same program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// `[A-Za-z0-9-]{0,32}`.
    pub name: String,
    /// What each request does.
    pub program: Program,
    /// Number of requests, at least 1.
    pub count: u32,
    /// Arrival of the first request.
    pub at: Instant,
    /// Time between two arrivals.
    pub gap: Gap,
}

/// How the requests of a group follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Always this long after the one before.
    Every(Duration),
    /// As a Poisson process has it: exponential gaps.
    Poisson {
        /// Mean of the gaps, greater than zero.
        mean: Duration,
    },
}

/// The steps of a request, 1 to [`STEPS_MAX`] of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Program(pub Vec<Step>);

/// One thing that a request does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Computes on its thread.
    Cpu(Duration),
    /// Calls services, all at once where the model can; at least one. More than one is a join.
    Calls(Vec<Call>),
    /// Calls a service and keeps the thread, whatever the model.
    Block(Call),
    /// Hands a computation to the blocking pool.
    OffloadCpu(Duration),
    /// Hands a blocking call to the blocking pool.
    OffloadCall(Call),
    /// Lets the other ready tasks go first.
    Yield,
}

/// One call of a service.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Call {
    /// 1–20 lower-case ASCII letters; the name of one of [`Scenario::services`].
    pub service: String,
    /// How long it takes; `None` where the service's own latency holds.
    pub latency: Option<Duration>,
}

/// A model that executes requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Runtime {
    /// A pool of threads; each keeps a request until it has finished.
    Sync {
        /// Threads of the pool, at least 1.
        threads: u32,
    },
    /// An event loop on worker threads.
    Async {
        /// Worker threads, at least 1.
        threads: u32,
        /// Helper threads of the blocking pool, at least 1.
        blocking_threads: u32,
    },
}

impl Machine {
    /// One core that switches for free.
    pub const DEFAULT: Self = Self { cores: 1, quantum: Duration::from_ms(5), switch: Duration::ZERO };
}

impl Default for Machine {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Prints its name in links and exports, defaults left out: `sync4`, `async2_blocking8`.
impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Sync { threads } => write!(f, "sync{threads}"),
            Self::Async { threads, blocking_threads: BLOCKING_THREADS_DEFAULT } => {
                write!(f, "async{threads}")
            }
            Self::Async { threads, blocking_threads } => {
                write!(f, "async{threads}_blocking{blocking_threads}")
            }
        }
    }
}

impl Scenario {
    /// Requests in all groups together.
    pub fn request_count(&self) -> u32 {
        self.groups.iter().map(|group| group.count).sum()
    }
}

impl Runtime {
    /// Threads or workers, helpers apart.
    pub fn threads(self) -> u32 {
        match self {
            Self::Sync { threads } | Self::Async { threads, .. } => threads,
        }
    }

    /// Helper threads of the blocking pool; none in the synchronous model.
    pub fn blocking_threads(self) -> u32 {
        match self {
            Self::Sync { .. } => 0,
            Self::Async { blocking_threads, .. } => blocking_threads,
        }
    }
}
