//! What a task did, as it is stored: 16 bytes a span.

use super::{SiteId, State, TaskId, TaskSpan, ThreadId};
use crate::time::{INSTANT_MAX, Instant};

/// A task's span without its end, which is the start of the next one or the end of the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskRecord {
    /// The instant, and above it the state.
    word: u64,
    pub task: TaskId,
    /// The thread above, the site below.
    place: u32,
}

const STATE_BITS: u32 = 8;
const INSTANT_BITS: u32 = u64::BITS - STATE_BITS;
const _: () = assert!(INSTANT_MAX.as_ns() < 1 << INSTANT_BITS);
const _: () = assert!(State::ALL.len() <= 1 << STATE_BITS);
const _: () = assert!(size_of::<TaskRecord>() == 16);

/// What a task is doing: a state, a thread and a site in one number, so that two of them are quickly compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity(u64);

const _: () = assert!(size_of::<ThreadId>() + size_of::<SiteId>() == size_of::<u32>());

/// Stands for "no thread" in a record.
pub const NO_THREAD: u16 = u16::MAX;

impl Activity {
    /// What is on no thread has [`NO_THREAD`].
    #[inline]
    pub const fn new(state: State, site: SiteId, thread: u16) -> Self {
        Self((state as u64) << u32::BITS | (thread as u64) << u16::BITS | site.0 as u64)
    }

    /// Nothing that becomes a span.
    pub const NOTHING: Self = Self::new(State::Queued, SiteId(0), NO_THREAD);

    #[inline]
    pub const fn state_number(self) -> u32 {
        (self.0 >> u32::BITS) as u32
    }

    /// The thread and the site.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the state is above")]
    pub const fn place(self) -> u32 {
        self.0 as u32
    }
}

impl TaskRecord {
    /// `state` is the number of a state, `place` that of an [`Activity`].
    #[inline]
    pub const fn new(start: Instant, task: TaskId, state: u32, place: u32) -> Self {
        Self { word: start.as_ns() | (state as u64) << INSTANT_BITS, task, place }
    }

    #[inline]
    pub const fn start(self) -> Instant {
        Instant::from_ns(self.word & ((1 << INSTANT_BITS) - 1))
    }

    #[inline]
    pub fn state(self) -> State {
        // A record that was handed over has been looked at: there is such a state.
        State::ALL.get((self.word >> INSTANT_BITS) as usize).copied().unwrap_or(State::Queued)
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
    pub const fn site(self) -> SiteId {
        SiteId(self.place as u16)
    }

    /// [`NO_THREAD`] where it has none.
    #[inline]
    pub const fn thread(self) -> u16 {
        (self.place >> u16::BITS) as u16
    }

    pub fn span(self, end: Instant) -> TaskSpan {
        let thread = self.thread();
        TaskSpan {
            state: self.state(),
            start: self.start(),
            end,
            thread: (thread != NO_THREAD).then_some(ThreadId(thread)),
            site: Some(self.site()),
        }
    }

    /// Its two numbers.
    pub const fn words(self) -> [u64; 2] {
        [self.word, (self.task.0 as u64) << u32::BITS | self.place as u64]
    }

    /// A record of two numbers, if there is such a state.
    #[expect(clippy::cast_possible_truncation, reason = "each half is cut out by its own width")]
    pub fn of([word, rest]: [u64; 2]) -> Option<Self> {
        let record = Self { word, task: TaskId((rest >> u32::BITS) as u32), place: rest as u32 };
        State::ALL.get((word >> INSTANT_BITS) as usize).map(|_| record)
    }
}
