//! The pending events, first by instant, then by the order in which they were scheduled.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::plan::Arrival;
use super::{EVENTS_MAX, Error};
use crate::time::{Duration, Instant};
use crate::trace::{RequestId, ThreadId};

/// Something that happens at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request has arrived.
    Arrived {
        /// Who.
        request: RequestId,
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
                    Self::Arrived { request: RequestId(caller) }
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
    pending: Pending,
    now: Instant,
    /// Arrivals handled, and events scheduled.
    events: u64,
    /// Events that are bound to be scheduled.
    owed: u64,
    error: Option<Error>,
}

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
        } else if key < self.next {
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
        let in_order = self.in_order.front().copied().unwrap_or(NONE);
        let next = match self.heap.peek() {
            Some(&Reverse(key)) if key < in_order => {
                self.heap.pop();
                key
            }
            Some(_) | None => {
                self.in_order.pop_front();
                in_order
            }
        };
        std::mem::replace(&mut self.next, next)
    }
}

impl<'a> Queue<'a> {
    /// Nothing but the arrivals, sorted by instant, at instant 0.
    pub fn new(arrivals: &'a [Arrival]) -> Self {
        Self {
            arrivals,
            arrived: 0,
            pending: Pending { next: NONE, in_order: VecDeque::new(), heap: BinaryHeap::new() },
            now: Instant::ZERO,
            events: 0,
            owed: 0,
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
    #[inline]
    pub fn schedule(&mut self, delay: Duration, event: Event, request: RequestId) -> Instant {
        let Some(at) = self.now.checked_add(delay) else {
            self.error.get_or_insert(Error::Instant { request });
            return self.now;
        };
        self.events += 1;
        if self.check() {
            let low = self.events << PAYLOAD_BITS | event.pack();
            self.pending.push(u128::from(at.as_ns()) << 64 | u128::from(low));
        }
        at
    }

    /// Notes that an event is bound to be scheduled some time: calls that wait are bounded as events are.
    pub fn owe(&mut self) {
        self.owed += 1;
        self.check();
    }

    /// Notes that an owed event is about to be scheduled.
    pub fn repay(&mut self) {
        self.owed -= 1;
    }

    /// `false` once a limit is broken.
    #[inline]
    fn check(&mut self) -> bool {
        if self.events + self.owed > EVENTS_MAX {
            self.error.get_or_insert(Error::Events);
        }
        self.error.is_none()
    }

    /// The next instant at which anything happens.
    pub fn next_instant(&self) -> Option<Instant> {
        let arrival = self.arrivals.get(self.arrived).map(|arrival| arrival.at);
        let other = (self.pending.next != NONE).then(|| instant_of(self.pending.next));
        match (arrival, other) {
            (Some(arrival), Some(other)) => Some(arrival.min(other)),
            (one, None) | (None, one) => one,
        }
    }

    /// Goes on to what comes next: at one instant arrivals first, by id. `None` at the end, or once a limit is broken.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the lower half of the key; ids are below 2^20")]
    pub fn pop(&mut self) -> Option<Event> {
        if self.error.is_some() {
            return None;
        }
        if let Some(&Arrival { at, .. }) = self.arrivals.get(self.arrived)
            && at <= instant_of(self.pending.next)
        {
            let request = RequestId(self.arrived as u32);
            self.arrived += 1;
            self.events += 1;
            self.now = at;
            self.check();
            return Some(Event::Arrived { request });
        }
        if self.pending.next == NONE {
            return None;
        }
        let key = self.pending.pop();
        self.now = instant_of(key);
        Some(Event::unpack(key as u64 & ((1 << PAYLOAD_BITS) - 1)))
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
        let (request, caller) = (RequestId(999_999), Caller(999_999));
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
        queue.schedule(Duration::from_ms(1), Event::SliceOver { thread: ThreadId(0) }, RequestId(0));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(1)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: RequestId(0) }));
        assert_eq!(queue.pop(), Some(Event::SliceOver { thread: ThreadId(0) }));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(2)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: RequestId(1) }));
        assert_eq!((queue.next_instant(), queue.pop()), (None, None));
    }

    #[test]
    fn an_instant_beyond_the_limit_is_an_error_that_names_the_request() {
        let mut queue = Queue::new(&[]);
        queue.schedule(Duration::from_ns(u64::MAX), Event::SliceOver { thread: ThreadId(0) }, RequestId(3));
        assert_eq!(queue.error(), Some(Error::Instant { request: RequestId(3) }));
        assert_eq!(queue.pop(), None);
    }
}
