//! The pending events, first by instant, then by the order in which they were scheduled.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{EVENTS_MAX, Error};
use crate::time::{Duration, Instant};
use crate::trace::RequestId;

/// Something that happens at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
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
        };
        kind << (REQUEST_BITS + CALL_BITS) | u64::from(request) << CALL_BITS | u64::from(call)
    }

    #[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
    fn unpack(payload: u64) -> Self {
        let low = payload as u16;
        match payload >> (REQUEST_BITS + CALL_BITS) & 0b11 {
            0 => Self::Switched { core: low },
            1 => Self::SliceOver { core: low },
            _ => {
                let request = RequestId((payload >> CALL_BITS) as u32 & ((1 << REQUEST_BITS) - 1));
                Self::Answered { request, call: low }
            }
        }
    }
}

/// Events in the order `(instant, order of scheduling)`, each packed into one 128-bit key; and the clock.
pub struct Queue {
    heap: BinaryHeap<Reverse<u128>>,
    now: Instant,
    /// Events scheduled or counted so far.
    events: u64,
    error: Option<Error>,
}

impl Queue {
    /// An empty queue at instant 0.
    pub fn new() -> Self {
        Self { heap: BinaryHeap::new(), now: Instant::ZERO, events: 0, error: None }
    }

    /// The instant of the event being handled.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Events scheduled or counted so far.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The limit that was broken, if any: the run must end.
    pub fn error(&self) -> Option<Error> {
        self.error
    }

    /// Schedules `event` after `delay`, on behalf of `request`, and returns its instant. Beyond a limit the error is
    /// kept, the event is dropped.
    pub fn schedule(&mut self, delay: Duration, event: Event, request: RequestId) -> Instant {
        let Some(at) = self.now.checked_add(delay) else {
            self.error.get_or_insert(Error::Instant { request });
            return self.now;
        };
        if self.count() {
            let low = self.events << PAYLOAD_BITS | event.pack();
            self.heap.push(Reverse(u128::from(at.as_ns()) << 64 | u128::from(low)));
        }
        at
    }

    /// Counts one event; `false` once there are too many.
    fn count(&mut self) -> bool {
        self.events += 1;
        if self.events > EVENTS_MAX {
            self.error.get_or_insert(Error::Events);
        }
        self.error.is_none()
    }

    /// Goes to the next arrival if it is due: arrivals come before the other events of their instant.
    pub fn pop_arrival(&mut self, arrival: Instant) -> bool {
        let due = self.heap.peek().is_none_or(|Reverse(key)| u128::from(arrival.as_ns()) <= key >> 64);
        if due {
            self.now = arrival;
            self.count();
        }
        due
    }

    /// Takes the next event and sets the clock to its instant.
    #[expect(clippy::cast_possible_truncation, reason = "the two halves of the key")]
    pub fn pop(&mut self) -> Option<Event> {
        let Reverse(key) = self.heap.pop()?;
        self.now = Instant::from_ns((key >> 64) as u64);
        Some(Event::unpack(key as u64 & ((1 << PAYLOAD_BITS) - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_instant_and_then_in_the_order_of_scheduling() {
        let mut queue = Queue::new();
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
    fn an_arrival_comes_before_events_of_its_instant() {
        let mut queue = Queue::new();
        queue.schedule(Duration::from_ms(1), Event::SliceOver { core: 0 }, RequestId(0));
        assert!(!queue.pop_arrival(Instant::from_ms(2)));
        assert!(queue.pop_arrival(Instant::from_ms(1)));
    }

    #[test]
    fn an_instant_beyond_the_limit_is_an_error_that_names_the_request() {
        let mut queue = Queue::new();
        queue.schedule(Duration::from_ns(u64::MAX), Event::SliceOver { core: 0 }, RequestId(3));
        assert_eq!(queue.error(), Some(Error::Instant { request: RequestId(3) }));
        assert_eq!(queue.pop(), None);
    }
}
