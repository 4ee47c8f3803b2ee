//! What many believe, the scenario that puts it to the test, and the number in its runs that refutes it.

use super::words::{stretch_of, worked_within};
use crate::summary::summarize;
use crate::text::belief as text;
use crate::time::{Duration, Instant};
use crate::trace::{ResourceState, State, TaskId, TaskSpan, Trace};

/// A belief that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belief {
    /// Asynchronous code computes faster.
    Faster,
    /// It runs in parallel.
    Parallel,
    /// `await` runs its call on a background thread.
    Background,
    /// Two awaits in a row overlap.
    InARow,
    /// A blocking call does no harm.
    Harmless,
    /// A timer fires exactly on time.
    OnTime,
    /// Threads cannot do this.
    Threads,
    /// Asynchronous code removes the bottleneck.
    Bottleneck,
}

impl Belief {
    /// All of them in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Faster,
        Self::Parallel,
        Self::Background,
        Self::InARow,
        Self::Harmless,
        Self::OnTime,
        Self::Threads,
        Self::Bottleneck,
    ];

    /// The entry of the catalogue that puts it to the test.
    pub fn preset(self) -> &'static str {
        match self {
            Self::Faster => "cpu-bound",
            Self::Parallel => "async-in-parallel",
            Self::Background => "await-in-background",
            Self::InARow => "sequential-or-together",
            Self::Harmless => "blocking-in-async",
            Self::OnTime => "timer-on-time",
            Self::Threads => "threads-wait-too",
            Self::Bottleneck => "two-slots",
        }
    }

    /// The belief that an entry of the catalogue puts to the test.
    pub fn of(preset: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|belief| belief.preset() == preset)
    }

    /// The belief in a sentence.
    pub fn sentence(self) -> &'static str {
        text::BELIEFS[self as usize].0
    }

    /// What refutes it, with the numbers of the two runs of its scenario, the synchronous one first; `None` for other
    /// runs.
    pub fn refutation(self, traces: &[&Trace]) -> Option<String> {
        let &[sync, asynchronous] = traces else { return None };
        let makespans = [sync.makespan().to_string(), asynchronous.makespan().to_string()];
        let [sync_done, async_done] = makespans;
        let threads = sync.own_thread_count().to_string();
        let values = match self {
            Self::Faster => vec![sync_done, async_done],
            Self::Parallel => vec![async_done, threads, sync_done],
            Self::Background => {
                let pause = in_state(asynchronous, TaskId(0), State::Paused).next()?;
                vec![stretch_of(&pause).to_string(), worked_within(asynchronous, &pause).0.to_string()]
            }
            Self::InARow => {
                let [row, together] = [0, 1].map(|id| spent(asynchronous, TaskId(id), State::Paused));
                vec![row.to_string(), together.to_string()]
            }
            Self::Harmless => {
                let blocked = summarize(asynchronous).waiting_wasted;
                let all = asynchronous.task_ids();
                let longest = all.map(|id| spent(asynchronous, id, State::Ready)).max()?;
                vec![blocked.to_string(), longest.to_string()]
            }
            Self::OnTime => {
                let ready = in_state(asynchronous, TaskId(0), State::Ready).next()?;
                vec![ready.start.to_string(), ready.end.to_string(), stretch_of(&ready).to_string()]
            }
            Self::Threads => {
                let blocked = summarize(sync).waiting_wasted.to_string();
                vec![threads, sync_done, async_done, blocked]
            }
            Self::Bottleneck => {
                vec![threads, sync_done, async_done, slots_awaited(asynchronous).to_string()]
            }
        };
        Some(crate::text::lesson::fill(text::BELIEFS[self as usize].1, &values))
    }
}

fn in_state(trace: &Trace, id: TaskId, state: State) -> impl Iterator<Item = TaskSpan> + '_ {
    trace.task_spans(id).filter(move |span| span.state == state)
}

/// Time that a request spends in a state.
fn spent(trace: &Trace, id: TaskId, state: State) -> Duration {
    in_state(trace, id, state).fold(Duration::ZERO, |sum, span| sum + stretch_of(&span))
}

/// Time that calls wait for a slot of their service, all together.
fn slots_awaited(trace: &Trace) -> Duration {
    let calls = trace.services().flat_map(|(service, _)| trace.resource_spans(service));
    let waiting = calls.filter(|call| call.state() == ResourceState::Waiting);
    let length = |start: Instant, end: Instant| end.since(start);
    waiting.fold(Duration::ZERO, |sum, call| sum + length(call.start, call.end))
}
