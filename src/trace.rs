//! What happened in one run: who was in which state when. Compact while recorded, frozen after.
//!
//! A trace stands alone: whoever reads it needs nothing else to say what happened, and why.

mod builder;
mod cause;
mod lane;
pub mod parts;
mod pieces;
mod reading;
mod record;
mod recorder;
mod setting;
mod span;
mod words;

pub use self::builder::{Builder, Full};
pub use self::cause::{Awaited, Cause};
pub use self::lane::{Crowd, LaneId};
pub use self::recorder::{Recorder, threads};
pub use self::setting::{
    Does, Model, Outcome, Resource, ResourceKind, Setting, Site, TaskGroup, TaskInfo, ThreadInfo, ThreadKind,
    each_once,
};
pub use self::span::{
    ResourceId, ResourceSpan, ResourceState, SiteId, State, TaskId, TaskSpan, ThreadId, ThreadSpan,
    last_started,
};

use self::pieces::Pieces;
use self::record::TaskRecord;
use crate::time::Instant;

/// What a paused request waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The services that it called itself.
    Service,
    /// The helper that has, or will have, its step.
    Helper,
}

/// Learns of a run of a model while it happens, in order of time.
pub trait Record {
    /// The request has arrived and waits for its first thread.
    fn queued(&mut self, request: TaskId, now: Instant);
    /// A thread or worker takes the request up, which starts it where that is the first time.
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant);
    /// The request leaves its worker to wait for what the site asked for.
    fn pauses(&mut self, worker: ThreadId, request: TaskId, site: SiteId, wait: Wait, now: Instant);
    /// The request has all that the site asked for, and waits for a worker.
    fn ready(&mut self, request: TaskId, site: SiteId, after: Wait, now: Instant);
    /// The request leaves its worker, as the site says, and waits for one at once.
    fn yields(&mut self, worker: ThreadId, request: TaskId, site: SiteId, now: Instant);
    /// A thread, worker or helper is in `state` for what the request is at.
    fn works(&mut self, thread: ThreadId, request: TaskId, state: State, site: SiteId, now: Instant);
    /// The helper takes up what the request has handed over at `since`.
    fn helped(&mut self, helper: ThreadId, request: TaskId, site: SiteId, since: Instant, now: Instant);
    /// The helper has done what it took up, and has nothing to do any more.
    fn helper_idle(&mut self, thread: ThreadId, now: Instant);
    /// The request has finished and leaves its thread.
    fn finished(&mut self, thread: ThreadId, request: TaskId, now: Instant);
    /// A call waited or is served at the resource; both ends are known.
    fn service(&mut self, resource: ResourceId, span: ResourceSpan);
}

/// One run, frozen. That of a scenario is a function of the scenario and the model alone.
///
/// Lanes are reached by index; their spans are stored flat, grouped by lane and in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    setting: Setting,
    makespan: Instant,
    events: u64,
    hops: u64,
    /// A bit for each state that some task was in.
    states: u32,
    tasks: Vec<TaskInfo>,
    /// By task: who made it; empty where nobody made any.
    parents: Vec<u32>,
    /// What every task did from its start on, in the order in which it ended.
    log: Pieces<TaskRecord>,
    /// Positions in the log; the wait before the start is not in it.
    by_task: Lanes<u32>,
    /// Places in `by_task`: what a thread did is what its tasks did on it.
    by_thread: Lanes<u32>,
    /// By thread: what it did beside what its tasks did themselves, as helpers do.
    helper_spans: Lanes<ThreadSpan>,
    resource_spans: Lanes<ResourceSpan>,
    /// What spans wait for beyond what their sites say, by their positions in the log.
    waits: Vec<(u32, Awaited)>,
    /// Why spans have ended where that follows from nothing else, by their positions in the log.
    causes: Vec<(u32, Cause)>,
}

/// Stands for "nobody" among the parents.
const NOBODY: u32 = u32::MAX;

const _: () = assert!(State::ALL.len() <= u32::BITS as usize);

/// Items of many lanes in one vector: lane `i` holds `items[first[i]..first[i + 1]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lanes<T> {
    items: Vec<T>,
    first: Vec<u32>,
}

impl<T: Copy> Lanes<T> {
    fn lane(&self, index: usize) -> &[T] {
        self.items.get(self.range(index)).unwrap_or_default()
    }

    /// Where the items of a lane are.
    fn range(&self, index: usize) -> std::ops::Range<usize> {
        match (self.first.get(index), self.first.get(index + 1)) {
            (Some(&first), Some(&end)) => first as usize..end as usize,
            _ => 0..0,
        }
    }
}
