//! The numbers of a run, counted while it happens: nothing is kept of a span.
//!
//! A sum of stretches is the sum of their ends less the sum of their starts, so that entering a state subtracts the
//! instant and leaving it adds it; the sums wrap and come out right once every stretch has ended.

use interleave::summary::{HelperTimes, LatencySummary, Summary, ThreadTimes, latency_summary, per_second};
use interleave::time::{Duration, Instant};
use interleave::trace::{Record, ResourceId, ResourceSpan, SiteId, State, TaskId, ThreadId, Wait};

/// Counts a run as it is told of it.
pub(crate) struct Tally {
    /// By thread or worker; those with higher ids are helpers.
    pool: Vec<Pool>,
    /// By [`Pool::doing`].
    times: [Time; DOINGS],
    /// What each helper does, and since when.
    helpers_do: Vec<Option<(State, Instant)>>,
    helpers: HelperTimes,
    /// When each request arrived; its latency once it has finished.
    requests: Vec<u64>,
    /// Beside what the pool's threads were blocked; a wrapping sum.
    external_wait_ns: u128,
    helper_wait_ns: u128,
    paused: u32,
    reused_ns: u64,
    in_flight: u32,
    max_in_flight: u32,
    last_start: Instant,
    hops: u64,
    makespan: Instant,
}

/// Pool time in one state, as a wrapping sum, and how many threads are in it now.
#[derive(Clone, Copy)]
struct Time {
    ns: u64,
    now: u64,
}

/// What a thread or worker does.
#[derive(Clone, Copy)]
struct Pool {
    /// A [`State`], or [`IDLE`].
    doing: u8,
    /// The request that it took up last.
    last: Option<TaskId>,
}

/// A power of two, so that no index needs a check.
const DOINGS: usize = 8;
const IDLE: u8 = 7;

impl Tally {
    /// Nothing has happened yet to so many requests on so many threads (or workers) and helpers.
    pub(crate) fn new(threads: u32, helpers: u32, requests: usize) -> Self {
        Self {
            pool: vec![Pool { doing: IDLE, last: None }; threads as usize],
            times: [Time { ns: 0, now: 0 }; DOINGS],
            helpers_do: vec![None; helpers as usize],
            helpers: HelperTimes::default(),
            requests: vec![0; requests],
            external_wait_ns: 0,
            helper_wait_ns: 0,
            paused: 0,
            reused_ns: 0,
            in_flight: 0,
            max_in_flight: 0,
            last_start: Instant::ZERO,
            hops: 0,
            makespan: Instant::ZERO,
        }
    }

    /// The numbers, once the run is over.
    pub(crate) fn summary(mut self) -> Summary {
        self.max_in_flight = self.max_in_flight.max(self.in_flight);
        let makespan = self.makespan.since(Instant::ZERO);
        let time = |state: State| Duration::from_ns(self.times[state as usize].ns);
        let (running, blocked) = (time(State::Running), time(State::Blocked));
        let (runnable, switching) = (time(State::Runnable), time(State::Switching));
        let all = Duration::from_ns(makespan.as_ns() * self.pool.len() as u64);
        let idle = all - (running + blocked + runnable + switching);
        let latency: LatencySummary = latency_summary(&mut self.requests);
        Summary {
            makespan,
            throughput_per_s: per_second(self.requests.len(), makespan),
            latency,
            threads: ThreadTimes { running, blocked, runnable, switching, idle },
            helpers: self.helpers,
            external_wait_ns: self.external_wait_ns + u128::from(blocked.as_ns()),
            helper_wait_ns: self.helper_wait_ns,
            waiting_wasted: blocked,
            waiting_reused: Duration::from_ns(self.reused_ns),
            max_in_flight: self.max_in_flight,
            hops: self.hops,
        }
    }

    #[inline]
    fn does(&mut self, thread: ThreadId, next: u8, now: Instant) {
        let before =
            usize::from(std::mem::replace(&mut self.pool[usize::from(thread.0)].doing, next)) % DOINGS;
        let next = usize::from(next) % DOINGS;
        let Time { ns, now: threads } = &mut self.times[before];
        (*ns, *threads) = (ns.wrapping_add(now.as_ns()), threads.wrapping_sub(1));
        let Time { ns, now: threads } = &mut self.times[next];
        (*ns, *threads) = (ns.wrapping_sub(now.as_ns()), threads.wrapping_add(1));
    }

    /// Thread time spent running up to now, as a wrapping sum.
    #[inline]
    fn ran_until_ns(&self, now: Instant) -> u64 {
        let Time { ns, now: threads } = self.times[State::Running as usize];
        ns.wrapping_add(threads.wrapping_mul(now.as_ns()))
    }

    /// Requests that start and finish within one instant are never in flight: counted once it is over.
    #[inline]
    fn count_in_flight(&mut self, now: Instant) {
        if self.last_start != now {
            self.max_in_flight = self.max_in_flight.max(self.in_flight);
            self.last_start = now;
        }
    }

    fn helper_does(&mut self, helper: usize, next: Option<State>, now: Instant) {
        let next = next.map(|state| (state, now));
        let Some((state, since)) = std::mem::replace(&mut self.helpers_do[helper], next) else { return };
        self.helpers.add(state, now.since(since));
        if state == State::Blocked {
            self.external_wait_ns = self.external_wait_ns.wrapping_add(now.since(since).as_ns().into());
        }
    }

    fn helper_index(&self, thread: ThreadId) -> Option<usize> {
        usize::from(thread.0).checked_sub(self.pool.len())
    }
}

impl Record for Tally {
    #[inline]
    fn queued(&mut self, request: TaskId, now: Instant) {
        self.requests[request.0 as usize] = now.as_ns();
    }

    #[inline]
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant) {
        let last = &mut self.pool[usize::from(thread.0)].last;
        if last.replace(request).is_some_and(|last| last != request) {
            self.hops += 1;
        }
        if starts {
            self.count_in_flight(now);
            self.in_flight += 1;
        }
    }

    #[inline]
    fn pauses(&mut self, worker: ThreadId, _request: TaskId, _site: SiteId, wait: Wait, now: Instant) {
        self.does(worker, IDLE, now);
        if wait == Wait::Service {
            self.external_wait_ns = self.external_wait_ns.wrapping_sub(now.as_ns().into());
        }
        if self.paused == 0 {
            self.reused_ns = self.reused_ns.wrapping_sub(self.ran_until_ns(now));
        }
        self.paused += 1;
    }

    #[inline]
    fn ready(&mut self, _request: TaskId, _site: SiteId, after: Wait, now: Instant) {
        if after == Wait::Service {
            self.external_wait_ns = self.external_wait_ns.wrapping_add(now.as_ns().into());
        }
        self.paused -= 1;
        if self.paused == 0 {
            self.reused_ns = self.reused_ns.wrapping_add(self.ran_until_ns(now));
        }
    }

    #[inline]
    fn yields(&mut self, worker: ThreadId, _request: TaskId, _site: SiteId, now: Instant) {
        self.does(worker, IDLE, now);
    }

    #[inline]
    fn works(&mut self, thread: ThreadId, _request: TaskId, state: State, _site: SiteId, now: Instant) {
        match self.helper_index(thread) {
            None => self.does(thread, state as u8, now),
            Some(helper) => self.helper_does(helper, Some(state), now),
        }
    }

    fn helped(&mut self, _helper: ThreadId, _task: TaskId, _site: SiteId, since: Instant, now: Instant) {
        self.helper_wait_ns += u128::from(now.since(since).as_ns());
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = self.helper_index(thread) {
            self.helper_does(helper, None, now);
        }
    }

    #[inline]
    fn finished(&mut self, thread: ThreadId, request: TaskId, now: Instant) {
        self.does(thread, IDLE, now);
        self.count_in_flight(now);
        self.in_flight -= 1;
        let latency = &mut self.requests[request.0 as usize];
        *latency = now.as_ns().wrapping_sub(*latency);
        self.makespan = now;
    }

    fn service(&mut self, _resource: ResourceId, _span: ResourceSpan) {}
}
