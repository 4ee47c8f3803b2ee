//! The numbers of a run, counted while it happens: nothing is kept of a span.
//!
//! A sum of stretches is the sum of their ends less the sum of their starts, so that entering a state subtracts the
//! instant and leaving it adds it; the sums wrap and come out right once every stretch has ended.

use super::{LatencySummary, Summary, ThreadTimes, latency_summary, per_second};
use crate::time::{Duration, Instant};
use crate::trace::{Record, RequestId, ServiceSpan, State, ThreadId};

/// Counts a run as it is told of it.
pub struct Tally {
    /// Threads or workers; those with higher ids are helpers.
    threads: u32,
    requests: Vec<Open>,
    latencies: Vec<Duration>,
    /// Wrapping sums of pool time by [`State`], in nanoseconds.
    pool_ns: [u64; STATES],
    external_wait_ns: u128,
    running: u64,
    paused: u32,
    reused_ns: u64,
    in_flight: u32,
    max_in_flight: u32,
    last_start: Instant,
    last_taken: Vec<Option<RequestId>>,
    hops: u64,
    makespan: Instant,
    helpers_blocked: Vec<bool>,
}

const STATES: usize = 7;

/// What is known of one request while the run goes on.
#[derive(Clone, Copy)]
struct Open {
    arrived: Instant,
    now: Now,
    started: bool,
}

/// What a request is doing, as far as it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Now {
    Waits,
    PausedForService,
    PausedForHelper,
    OnThread(State),
}

impl Tally {
    /// Nothing has happened yet to so many requests on so many threads (or workers) and helpers.
    pub fn new(threads: u32, helpers: u32, requests: usize) -> Self {
        let open = Open { arrived: Instant::ZERO, now: Now::Waits, started: false };
        Self {
            threads,
            requests: vec![open; requests],
            latencies: Vec::with_capacity(requests),
            pool_ns: [0; STATES],
            external_wait_ns: 0,
            running: 0,
            paused: 0,
            reused_ns: 0,
            in_flight: 0,
            max_in_flight: 0,
            last_start: Instant::ZERO,
            last_taken: vec![None; threads as usize],
            hops: 0,
            makespan: Instant::ZERO,
            helpers_blocked: vec![false; helpers as usize],
        }
    }

    /// The numbers, once the run is over.
    pub fn summary(mut self) -> Summary {
        self.max_in_flight = self.max_in_flight.max(self.in_flight);
        let makespan = self.makespan.since(Instant::ZERO);
        let time = |state: State| Duration::from_ns(self.pool_ns[state as usize]);
        let (running, blocked) = (time(State::Running), time(State::Blocked));
        let (runnable, switching) = (time(State::Runnable), time(State::Switching));
        let all = Duration::from_ns(makespan.as_ns() * u64::from(self.threads));
        let idle = all - (running + blocked + runnable + switching);
        let latency: LatencySummary = latency_summary(&mut self.latencies);
        Summary {
            makespan,
            throughput_per_s: per_second(self.requests.len(), makespan),
            latency,
            threads: ThreadTimes { running, blocked, runnable, switching, idle },
            external_wait_ns: self.external_wait_ns,
            waiting_wasted: blocked,
            waiting_reused: Duration::from_ns(self.reused_ns),
            max_in_flight: self.max_in_flight,
            hops: self.hops,
        }
    }

    fn change(&mut self, request: RequestId, next: Now, now: Instant) {
        let open = &mut self.requests[request.0 as usize];
        let before = std::mem::replace(&mut open.now, next);
        if before != next {
            self.leave(before, now);
            self.enter(next, now);
        }
    }

    fn leave(&mut self, before: Now, now: Instant) {
        match before {
            Now::Waits => {}
            Now::PausedForService | Now::PausedForHelper => {
                if before == Now::PausedForService {
                    self.external_wait_ns = self.external_wait_ns.wrapping_add(now.as_ns().into());
                }
                self.paused -= 1;
                if self.paused == 0 {
                    self.reused_ns = self.reused_ns.wrapping_add(self.ran_until_ns(now));
                }
            }
            Now::OnThread(state) => {
                let sum = &mut self.pool_ns[state as usize];
                *sum = sum.wrapping_add(now.as_ns());
                if state == State::Running {
                    self.running -= 1;
                } else if state == State::Blocked {
                    self.external_wait_ns = self.external_wait_ns.wrapping_add(now.as_ns().into());
                }
            }
        }
    }

    fn enter(&mut self, next: Now, now: Instant) {
        match next {
            Now::Waits => {}
            Now::PausedForService | Now::PausedForHelper => {
                if next == Now::PausedForService {
                    self.external_wait_ns = self.external_wait_ns.wrapping_sub(now.as_ns().into());
                }
                if self.paused == 0 {
                    self.reused_ns = self.reused_ns.wrapping_sub(self.ran_until_ns(now));
                }
                self.paused += 1;
            }
            Now::OnThread(state) => {
                let sum = &mut self.pool_ns[state as usize];
                *sum = sum.wrapping_sub(now.as_ns());
                if state == State::Running {
                    self.running += 1;
                } else if state == State::Blocked {
                    self.external_wait_ns = self.external_wait_ns.wrapping_sub(now.as_ns().into());
                }
            }
        }
    }

    /// Thread time spent running up to now, as a wrapping sum.
    fn ran_until_ns(&self, now: Instant) -> u64 {
        self.pool_ns[State::Running as usize].wrapping_add(self.running.wrapping_mul(now.as_ns()))
    }

    fn helper_blocked(&mut self, helper: usize, blocked: bool, now: Instant) {
        let before = std::mem::replace(&mut self.helpers_blocked[helper], blocked);
        let ns = u128::from(now.as_ns());
        match (before, blocked) {
            (false, true) => self.external_wait_ns = self.external_wait_ns.wrapping_sub(ns),
            (true, false) => self.external_wait_ns = self.external_wait_ns.wrapping_add(ns),
            (false, false) | (true, true) => {}
        }
    }

    fn helper_index(&self, thread: ThreadId) -> Option<usize> {
        usize::from(thread.0).checked_sub(self.threads as usize)
    }
}

impl Record for Tally {
    fn queued(&mut self, request: RequestId, now: Instant) {
        self.requests[request.0 as usize].arrived = now;
    }

    fn taken(&mut self, request: RequestId, thread: ThreadId, now: Instant) {
        let last = &mut self.last_taken[usize::from(thread.0)];
        if last.is_some_and(|last| last != request) {
            self.hops += 1;
        }
        *last = Some(request);
        if !std::mem::replace(&mut self.requests[request.0 as usize].started, true) {
            // Requests that start and finish within one instant are never in flight: counted once it is over.
            if self.last_start != now {
                self.max_in_flight = self.max_in_flight.max(self.in_flight);
                self.last_start = now;
            }
            self.in_flight += 1;
        }
    }

    fn pauses(&mut self, request: RequestId, _step: u8, for_service: bool, now: Instant) {
        let next = if for_service { Now::PausedForService } else { Now::PausedForHelper };
        self.change(request, next, now);
    }

    fn ready(&mut self, request: RequestId, _step: u8, now: Instant) {
        self.change(request, Now::Waits, now);
    }

    fn works(&mut self, thread: ThreadId, request: RequestId, state: State, _step: u8, now: Instant) {
        match self.helper_index(thread) {
            None => self.change(request, Now::OnThread(state), now),
            Some(helper) => self.helper_blocked(helper, state == State::Blocked, now),
        }
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = self.helper_index(thread) {
            self.helper_blocked(helper, false, now);
        }
    }

    fn finished(&mut self, request: RequestId, now: Instant) {
        if self.last_start != now {
            self.max_in_flight = self.max_in_flight.max(self.in_flight);
            self.last_start = now;
        }
        self.in_flight -= 1;
        self.change(request, Now::Waits, now);
        self.latencies.push(now.since(self.requests[request.0 as usize].arrived));
        self.makespan = now;
    }

    fn service(&mut self, _service: usize, _span: ServiceSpan) {}
}
