//! The pending events, first by instant, then by the order in which they were scheduled.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::plan::Arrival;
use super::{EVENTS_MAX, Error};
use crate::time::{Duration, Instant};
use crate::trace::{TaskId, ThreadId};

/// Something that happens at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request has arrived.
    Arrived {
        /// Who.
        request: TaskId,
    },
    /// A core has taken up the thread.
    Switched {
        /// Which one.
        thread: ThreadId,
    },
    /// The thread has used up its quantum or its step.
    SliceOver {
        /// Which one.
        thread: ThreadId,
    },
    /// A service has answered.
    Answered {
        /// Who called.
        caller: Caller,
        /// Position of the call within the caller's present step.
        call: u16,
    },
}

/// Whoever makes a call, numbered as the model likes: below the most that there may be of requests and of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller(pub u32);

const CALL_BITS: u32 = 16;
const CALLER_BITS: u32 = 20;
const KIND_BITS: u32 = 2;
/// The lower half of a key: the order of scheduling above, what happens below.
const PAYLOAD_BITS: u32 = KIND_BITS + CALLER_BITS + CALL_BITS;

const _: () = assert!((crate::scenario::REQUESTS_MAX as u64) <= 1 << CALLER_BITS);
const _: () = assert!((crate::scenario::CALLS_MAX as u64) <= 1 << CALL_BITS);
const _: () = assert!(EVENTS_MAX < 1 << (64 - PAYLOAD_BITS));

impl Event {
    #[inline]
    fn pack(self) -> u64 {
        let (kind, caller, low) = match self {
            Self::SliceOver { thread } => (0, 0, thread.0),
            Self::Switched { thread } => (1, 0, thread.0),
            Self::Answered { caller, call } => (2, caller.0, call),
            Self::Arrived { request } => (3, request.0, 0),
        };
        kind << (CALLER_BITS + CALL_BITS) | u64::from(caller) << CALL_BITS | u64::from(low)
    }

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
    fn unpack(payload: u64) -> Self {
        let low = payload as u16;
        match payload >> (CALLER_BITS + CALL_BITS) & 0b11 {
            0 => Self::SliceOver { thread: ThreadId(low) },
            1 => Self::Switched { thread: ThreadId(low) },
            kind => {
                let caller = (payload >> CALL_BITS) as u32 & ((1 << CALLER_BITS) - 1);
                if kind == 2 {
                    Self::Answered { caller: Caller(caller), call: low }
                } else {
                    Self::Arrived { request: TaskId(caller) }
                }
            }
        }
    }
}

/// What comes next, and the clock: arrivals beside all other events, each packed into one 128-bit key of
/// (instant, order of scheduling, what happens).
pub struct Queue<'a> {
    /// By request, in the order of the ids.
    arrivals: &'a [Arrival],
    arrived: usize,
    /// The instant of the next arrival; [`NEVER`] where there is none.
    next_arrival: Instant,
    pending: Pending,
    now: Instant,
    /// Arrivals handled, and events scheduled.
    events: u64,
    /// Most events that there may be, less those that are bound to be scheduled; nothing is scheduled beyond.
    events_max: u64,
    error: Option<Error>,
}

/// The instant of [`NONE`].
const NEVER: Instant = Instant::from_ns(u64::MAX);

/// The keys of all pending events but the arrivals.
struct Pending {
    /// The lowest of all; [`NONE`] where there is none.
    next: u128,
    /// Those that were scheduled in the order in which they come, as the answers of a service of constant latency are.
    in_order: VecDeque<u128>,
    /// All others.
    heap: BinaryHeap<Reverse<u128>>,
}

/// Stands for "no key": it lies beyond every instant.
const NONE: u128 = u128::MAX;

impl Pending {
    #[inline]
    fn push(&mut self, key: u128) {
        if self.next == NONE {
            self.next = key;
        } else {
            self.push_beside(key);
        }
    }

    #[inline(never)]
    fn push_beside(&mut self, key: u128) {
        if key < self.next {
            self.in_order.push_front(std::mem::replace(&mut self.next, key));
        } else if self.in_order.back().is_none_or(|&last| last < key) {
            self.in_order.push_back(key);
        } else {
            self.heap.push(Reverse(key));
        }
    }

    /// Takes out the lowest key.
    #[inline]
    fn pop(&mut self) -> u128 {
        let rest = !(self.in_order.is_empty() && self.heap.is_empty());
        let next = if rest { self.pop_beside() } else { NONE };
        std::mem::replace(&mut self.next, next)
    }

    #[inline(never)]
    fn pop_beside(&mut self) -> u128 {
        let in_order = self.in_order.front().copied().unwrap_or(NONE);
        match self.heap.peek() {
            Some(&Reverse(key)) if key < in_order => {
                self.heap.pop();
                key
            }
            Some(_) | None => {
                self.in_order.pop_front();
                in_order
            }
        }
    }
}

impl<'a> Queue<'a> {
    /// Nothing but the arrivals, sorted by instant, at instant 0.
    pub fn new(arrivals: &'a [Arrival]) -> Self {
        Self {
            arrivals,
            arrived: 0,
            next_arrival: arrivals.first().map_or(NEVER, |arrival| arrival.at),
            pending: Pending { next: NONE, in_order: VecDeque::new(), heap: BinaryHeap::new() },
            now: Instant::ZERO,
            events: 0,
            events_max: EVENTS_MAX,
            error: None,
        }
    }

    /// The instant of the event being handled.
    #[inline]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// How many events there were and are.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The limit that was broken, if any.
    #[inline]
    pub fn error(&self) -> Option<Error> {
        self.error
    }

    /// Schedules `event` after `delay`, on behalf of `request`, and returns its instant. Beyond a limit the error is
    /// kept, and nothing comes any more.
    #[inline(always)]
    pub fn schedule(&mut self, delay: Duration, event: Event, request: TaskId) -> Instant {
        let Some(at) = self.now.checked_add(delay) else {
            self.fail(Error::Instant { request });
            return self.now;
        };
        self.count();
        if self.events <= self.events_max {
            let low = self.events << PAYLOAD_BITS | event.pack();
            self.pending.push(u128::from(at.as_ns()) << 64 | u128::from(low));
        }
        at
    }

    #[inline]
    fn count(&mut self) {
        self.events += 1;
        if self.events > self.events_max {
            self.fail(Error::Events);
        }
    }

    /// Notes that an event is bound to be scheduled some time: calls that wait are bounded as events are.
    pub fn owe(&mut self) {
        self.events_max = self.events_max.saturating_sub(1);
        if self.events > self.events_max {
            self.fail(Error::Events);
        }
    }

    /// Notes that an owed event is about to be scheduled.
    pub fn repay(&mut self) {
        self.events_max += 1;
    }

    /// The run ends here: nothing is left to come, and nothing is scheduled any more.
    #[cold]
    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
        self.arrivals = &[];
        self.next_arrival = NEVER;
        self.pending = Pending { next: NONE, in_order: VecDeque::new(), heap: BinaryHeap::new() };
        self.events_max = 0;
    }

    /// The next instant at which anything happens.
    pub fn next_instant(&self) -> Option<Instant> {
        let next = self.next_arrival.min(instant_of(self.pending.next));
        (next != NEVER).then_some(next)
    }

    /// Goes on to what comes next: at one instant arrivals first, by id. `None` at the end, or once a limit is broken.
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half of the key")]
    pub fn pop(&mut self) -> Option<Event> {
        if self.next_arrival <= instant_of(self.pending.next) {
            return self.arrive();
        }
        let key = self.pending.pop();
        self.now = instant_of(key);
        Some(Event::unpack(key as u64 & ((1 << PAYLOAD_BITS) - 1)))
    }

    #[inline]
    fn arrive(&mut self) -> Option<Event> {
        self.now = self.arrivals.get(self.arrived)?.at;
        let request = TaskId(u32::try_from(self.arrived).unwrap_or(u32::MAX));
        self.arrived += 1;
        self.next_arrival = self.arrivals.get(self.arrived).map_or(NEVER, |arrival| arrival.at);
        self.count();
        Some(Event::Arrived { request })
    }
}

#[inline]
fn instant_of(key: u128) -> Instant {
    Instant::from_ns((key >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_instant_and_then_in_the_order_of_scheduling() {
        let mut queue = Queue::new(&[]);
        let (request, caller) = (TaskId(999_999), Caller(999_999));
        queue.schedule(Duration::from_ms(2), Event::SliceOver { thread: ThreadId(19_999) }, request);
        queue.schedule(Duration::from_ms(1), Event::Answered { caller, call: 9_999 }, request);
        queue.schedule(Duration::from_ms(1), Event::Switched { thread: ThreadId(7) }, request);
        assert_eq!(queue.pop(), Some(Event::Answered { caller, call: 9_999 }));
        assert_eq!(queue.now(), Instant::from_ms(1));
        assert_eq!(queue.pop(), Some(Event::Switched { thread: ThreadId(7) }));
        assert_eq!(queue.pop(), Some(Event::SliceOver { thread: ThreadId(19_999) }));
        assert_eq!(queue.now(), Instant::from_ms(2));
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn an_arrival_comes_before_events_of_its_instant_and_after_earlier_ones() {
        let arrivals = [1, 2].map(|ms| Arrival { at: Instant::from_ms(ms), index: 0, group: 0 });
        let mut queue = Queue::new(&arrivals);
        queue.schedule(Duration::from_ms(1), Event::SliceOver { thread: ThreadId(0) }, TaskId(0));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(1)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: TaskId(0) }));
        assert_eq!(queue.pop(), Some(Event::SliceOver { thread: ThreadId(0) }));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(2)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: TaskId(1) }));
        assert_eq!((queue.next_instant(), queue.pop()), (None, None));
    }

    #[test]
    fn an_instant_beyond_the_limit_is_an_error_that_names_the_request() {
        let mut queue = Queue::new(&[]);
        queue.schedule(Duration::from_ns(u64::MAX), Event::SliceOver { thread: ThreadId(0) }, TaskId(3));
        assert_eq!(queue.error(), Some(Error::Instant { request: TaskId(3) }));
        assert_eq!(queue.pop(), None);
    }
}
