//! The pending events, first by instant, then by the order in which they were scheduled.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::plan::Arrival;
use super::{EVENTS_MAX, Error};
use crate::time::{Duration, Instant};
use crate::trace::RequestId;

/// Something that happens at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A request has arrived.
    Arrived {
        /// Who.
        request: RequestId,
    },
    /// A core has taken up its thread.
    Switched {
        /// Index of the core.
        core: u16,
    },
    /// A core's thread has used up its quantum or its step.
    SliceOver {
        /// Index of the core.
        core: u16,
    },
    /// A service has answered.
    Answered {
        /// The request that called.
        request: RequestId,
        /// Position of the call within the step that the request is at.
        call: u16,
    },
}

const CALL_BITS: u32 = 16;
const REQUEST_BITS: u32 = 20;
const KIND_BITS: u32 = 2;
/// The lower half of a key: the order of scheduling above, what happens below.
const PAYLOAD_BITS: u32 = KIND_BITS + REQUEST_BITS + CALL_BITS;

const _: () = assert!((crate::scenario::REQUESTS_MAX as u64) <= 1 << REQUEST_BITS);
const _: () = assert!((crate::scenario::CALLS_MAX as u64) <= 1 << CALL_BITS);
const _: () = assert!(EVENTS_MAX < 1 << (64 - PAYLOAD_BITS));

impl Event {
    fn pack(self) -> u64 {
        let (kind, request, call) = match self {
            Self::Switched { core } => (0, 0, core),
            Self::SliceOver { core } => (1, 0, core),
            Self::Answered { request, call } => (2, request.0, call),
            Self::Arrived { request } => (3, request.0, 0),
        };
        kind << (REQUEST_BITS + CALL_BITS) | u64::from(request) << CALL_BITS | u64::from(call)
    }

    #[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
    fn unpack(payload: u64) -> Self {
        let low = payload as u16;
        match payload >> (REQUEST_BITS + CALL_BITS) & 0b11 {
            0 => Self::Switched { core: low },
            1 => Self::SliceOver { core: low },
            kind => {
                let request = RequestId((payload >> CALL_BITS) as u32 & ((1 << REQUEST_BITS) - 1));
                if kind == 2 { Self::Answered { request, call: low } } else { Self::Arrived { request } }
            }
        }
    }
}

/// What comes next, and the clock: arrivals beside a heap of all other events, each packed into one 128-bit key of
/// (instant, order of scheduling, what happens).
pub struct Queue<'a> {
    /// By request, in the order of the ids.
    arrivals: &'a [Arrival],
    arrived: usize,
    heap: BinaryHeap<Reverse<u128>>,
    /// Whether the head of the heap is the event being handled: most events schedule one successor, which then takes
    /// the head's place and is sifted down once.
    head_is_past: bool,
    now: Instant,
    /// Arrivals handled, and events scheduled.
    events: u64,
    /// Events that are bound to be scheduled.
    owed: u64,
    error: Option<Error>,
}

impl<'a> Queue<'a> {
    /// Nothing but the arrivals, sorted by instant, at instant 0.
    pub fn new(arrivals: &'a [Arrival]) -> Self {
        Self {
            arrivals,
            arrived: 0,
            heap: BinaryHeap::new(),
            head_is_past: false,
            now: Instant::ZERO,
            events: 0,
            owed: 0,
            error: None,
        }
    }

    /// The instant of the event being handled.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// How many events there were and are.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The limit that was broken, if any.
    pub fn error(&self) -> Option<Error> {
        self.error
    }

    /// Schedules `event` after `delay`, on behalf of `request`, and returns its instant. Beyond a limit the error is
    /// kept, and nothing comes any more.
    pub fn schedule(&mut self, delay: Duration, event: Event, request: RequestId) -> Instant {
        let Some(at) = self.now.checked_add(delay) else {
            self.error.get_or_insert(Error::Instant { request });
            return self.now;
        };
        if self.count() {
            let low = self.events << PAYLOAD_BITS | event.pack();
            let key = Reverse(u128::from(at.as_ns()) << 64 | u128::from(low));
            if !self.head_is_past {
                self.heap.push(key);
            } else if let Some(mut head) = self.heap.peek_mut() {
                *head = key;
            }
            self.head_is_past = false;
        }
        at
    }

    /// Counts one event; `false` once a limit is broken.
    fn count(&mut self) -> bool {
        self.events += 1;
        self.check()
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

    fn check(&mut self) -> bool {
        if self.events + self.owed > EVENTS_MAX {
            self.error.get_or_insert(Error::Events);
        }
        self.error.is_none()
    }

    fn drop_past_head(&mut self) {
        if self.head_is_past {
            self.heap.pop();
            self.head_is_past = false;
        }
    }

    /// The next instant at which anything happens.
    pub fn next_instant(&mut self) -> Option<Instant> {
        self.drop_past_head();
        let arrival = self.arrivals.get(self.arrived).map(|arrival| arrival.at);
        let other = self.heap.peek().map(|&Reverse(key)| instant_of(key));
        match (arrival, other) {
            (Some(arrival), Some(other)) => Some(arrival.min(other)),
            (one, None) | (None, one) => one,
        }
    }

    /// Goes on to what comes next: at one instant arrivals first, by id. `None` at the end, or once a limit is broken.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half of the key; ids are below 2^20")]
    pub fn pop(&mut self) -> Option<Event> {
        if self.error.is_some() {
            return None;
        }
        self.drop_past_head();
        let head = self.heap.peek().map(|&Reverse(key)| key);
        if let Some(&Arrival { at: arrival, .. }) = self.arrivals.get(self.arrived)
            && head.is_none_or(|key| arrival <= instant_of(key))
        {
            self.now = arrival;
            self.count();
            self.arrived += 1;
            return Some(Event::Arrived { request: RequestId(self.arrived as u32 - 1) });
        }
        let key = head?;
        self.head_is_past = true;
        self.now = instant_of(key);
        Some(Event::unpack(key as u64 & ((1 << PAYLOAD_BITS) - 1)))
    }
}

fn instant_of(key: u128) -> Instant {
    Instant::from_ns((key >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_instant_and_then_in_the_order_of_scheduling() {
        let mut queue = Queue::new(&[]);
        let request = RequestId(999_999);
        queue.schedule(Duration::from_ms(2), Event::SliceOver { core: 255 }, request);
        queue.schedule(Duration::from_ms(1), Event::Answered { request, call: 9_999 }, request);
        queue.schedule(Duration::from_ms(1), Event::Switched { core: 7 }, request);
        assert_eq!(queue.pop(), Some(Event::Answered { request, call: 9_999 }));
        assert_eq!(queue.now(), Instant::from_ms(1));
        assert_eq!(queue.pop(), Some(Event::Switched { core: 7 }));
        assert_eq!(queue.pop(), Some(Event::SliceOver { core: 255 }));
        assert_eq!(queue.now(), Instant::from_ms(2));
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn an_arrival_comes_before_events_of_its_instant_and_after_earlier_ones() {
        let arrivals = [1, 2].map(|ms| Arrival { at: Instant::from_ms(ms), index: 0, group: 0 });
        let mut queue = Queue::new(&arrivals);
        queue.schedule(Duration::from_ms(1), Event::SliceOver { core: 0 }, RequestId(0));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(1)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: RequestId(0) }));
        assert_eq!(queue.pop(), Some(Event::SliceOver { core: 0 }));
        assert_eq!(queue.next_instant(), Some(Instant::from_ms(2)));
        assert_eq!(queue.pop(), Some(Event::Arrived { request: RequestId(1) }));
        assert_eq!((queue.next_instant(), queue.pop()), (None, None));
    }

    #[test]
    fn an_instant_beyond_the_limit_is_an_error_that_names_the_request() {
        let mut queue = Queue::new(&[]);
        queue.schedule(Duration::from_ns(u64::MAX), Event::SliceOver { core: 0 }, RequestId(3));
        assert_eq!(queue.error(), Some(Error::Instant { request: RequestId(3) }));
        assert_eq!(queue.pop(), None);
    }
}
