//! A run in numbers: times in nanoseconds, counts, and one rate.

mod words;

pub use words::WORDS;

use crate::order;
use crate::time::{Duration, Instant};
use crate::trace::{SiteId, State, TaskId, TaskSpan, ThreadId, ThreadInfo, ThreadSpan, Trace};

/// What a run comes to, over its whole length.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Time from 0 to the last finish.
    pub makespan: Duration,
    /// Requests a second; 0 where the makespan is 0.
    pub throughput_per_s: f64,
    /// How long requests took, from arrival to finish.
    pub latency: LatencySummary,
    /// What the runtime's threads did, helpers apart; adds up to threads × makespan.
    pub threads: ThreadTimes,
    /// What the helper threads did: none of it is in `threads`.
    pub helpers: HelperTimes,
    /// Time that requests waited for services, slots included; an offloaded call from when the helper makes it.
    /// Nanoseconds, wide enough for a million requests.
    pub external_wait_ns: u128,
    /// Time that requests waited for a free helper. Nanoseconds, as wide.
    pub helper_wait_ns: u128,
    /// Thread time spent blocked, helpers apart: theirs is in `helpers`.
    pub waiting_wasted: Duration,
    /// Thread time spent running, helpers apart, while at least one other request was paused.
    pub waiting_reused: Duration,
    /// Most requests started and unfinished at one instant.
    pub max_in_flight: u32,
    /// How often a thread took up another request than the one before, helpers apart.
    pub hops: u64,
}

/// Latencies; percentiles by nearest rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LatencySummary {
    /// Rounded down to the nanosecond.
    pub mean: Duration,
    /// Half of the requests took no longer.
    pub p50: Duration,
    /// 95 % of the requests took no longer.
    pub p95: Duration,
    /// 99 % of the requests took no longer.
    pub p99: Duration,
    /// The longest.
    pub max: Duration,
}

/// Thread time by what the threads did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreadTimes {
    /// Computing on a core.
    pub running: Duration,
    /// Waiting for a response.
    pub blocked: Duration,
    /// Waiting for a core.
    pub runnable: Duration,
    /// Being taken up by a core.
    pub switching: Duration,
    /// Nothing to do.
    pub idle: Duration,
}

/// Helper time by what the helpers did. How long they were idle is not told: a pool makes as many as it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HelperTimes {
    /// Computing on a core.
    pub running: Duration,
    /// Waiting for a response.
    pub blocked: Duration,
    /// Waiting for a core.
    pub runnable: Duration,
    /// Being taken up by a core.
    pub switching: Duration,
}

impl HelperTimes {
    /// All of it.
    pub fn total(&self) -> Duration {
        self.running + self.blocked + self.runnable + self.switching
    }

    /// Adds time in a state; the states of a task alone take none of a helper.
    pub fn add(&mut self, state: State, time: Duration) {
        let total = match state {
            State::Running => &mut self.running,
            State::Blocked => &mut self.blocked,
            State::Runnable => &mut self.runnable,
            State::Switching => &mut self.switching,
            State::Queued | State::Paused | State::Ready => return,
        };
        *total = *total + time;
    }
}

/// The numbers of a run.
pub fn summarize(trace: &Trace) -> Summary {
    let makespan = trace.makespan().since(Instant::ZERO);
    let passage = Passage::through(trace);
    let threads = passage.thread_times(trace, makespan);
    let helpers = busy_times(trace.helpers().flat_map(|helper| trace.thread_spans(helper)));
    Summary {
        makespan,
        throughput_per_s: per_second(trace.tasks().len(), makespan),
        latency: latencies(trace),
        threads,
        helpers,
        external_wait_ns: external_wait_ns(trace),
        helper_wait_ns: trace.helper_waits().map(|span| u128::from(span.end.since(span.start).as_ns())).sum(),
        waiting_wasted: threads.blocked,
        waiting_reused: waiting_reused(trace, passage.any_paused()),
        max_in_flight: max_in_flight(trace),
        hops: trace.hops(),
    }
}

/// At most 1,000,000 requests × 10⁹ stay exact in an `f64`, so that the quotient is correctly rounded everywhere.
#[expect(clippy::cast_precision_loss, reason = "both operands are exact: below 2^53")]
pub fn per_second(requests: usize, makespan: Duration) -> f64 {
    if makespan.is_zero() { 0.0 } else { requests as f64 * 1e9 / makespan.as_ns() as f64 }
}

fn latencies(trace: &Trace) -> LatencySummary {
    latency_summary(&mut trace.tasks().iter().map(|request| request.latency().as_ns()).collect::<Vec<_>>())
}

/// Sorts the latencies, in nanoseconds, only as far as the percentiles need it.
pub fn latency_summary(all: &mut [u64]) -> LatencySummary {
    let count = all.len();
    if count == 0 {
        return LatencySummary::default();
    }
    let sum_ns: u128 = all.iter().map(|&latency_ns| u128::from(latency_ns)).sum();
    let in_order = all.is_sorted();
    // What lies below one percentile holds none of the higher ones.
    let mut above = 0;
    let mut percentile = |percent: usize| {
        let index = (count * percent).div_ceil(100) - 1;
        if in_order {
            return Duration::from_ns(all[index]);
        }
        let (_, &mut found, _) = all[above..].select_nth_unstable(index - above);
        above = index;
        Duration::from_ns(found)
    };
    LatencySummary {
        mean: Duration::from_ns(u64::try_from(sum_ns / count as u128).unwrap_or(u64::MAX)),
        p50: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
        max: percentile(100),
    }
}

/// What is found when all tasks are gone through once, from the first to the last.
#[derive(Default)]
struct Passage {
    /// What threads did for tasks, helpers apart.
    busy: HelperTimes,
    /// When tasks were paused.
    paused: Vec<(Instant, Instant)>,
}

impl Passage {
    fn through(trace: &Trace) -> Self {
        let is_helper: Vec<bool> = trace.threads().iter().map(ThreadInfo::is_helper).collect();
        let is_own = |thread: ThreadId| is_helper.get(usize::from(thread.0)) == Some(&false);
        let mut found = Self::default();
        for span in trace.task_ids().flat_map(|task| trace.task_spans(task)) {
            if span.thread.is_some_and(is_own) {
                found.busy.add(span.state, span.end.since(span.start));
            } else if span.state == State::Paused {
                found.paused.push((span.start, span.end));
            }
        }
        found
    }

    fn thread_times(&self, trace: &Trace, makespan: Duration) -> ThreadTimes {
        let HelperTimes { running, blocked, runnable, switching } = self.busy;
        let all = Duration::from_ns(makespan.as_ns() * u64::from(trace.own_thread_count()));
        ThreadTimes { running, blocked, runnable, switching, idle: all - self.busy.total() }
    }

    /// The stretches in which at least one task is paused: apart from each other, in order of time.
    fn any_paused(mut self) -> Vec<(Instant, Instant)> {
        order::sort(&mut self.paused);
        let mut union: Vec<(Instant, Instant)> = Vec::new();
        for (start, end) in self.paused {
            match union.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                Some(_) | None => union.push((start, end)),
            }
        }
        union
    }
}

fn busy_times(spans: impl Iterator<Item = ThreadSpan>) -> HelperTimes {
    let mut times = HelperTimes::default();
    spans.for_each(|span| times.add(span.state, span.end.since(span.start)));
    times
}

/// Each step's calls, from the first one made to the last one answered, are time that its request waits for services:
/// calls of a join begin together in one model and follow each other without a gap in the other. What a single call does
/// follows without a gap as well.
fn external_wait_ns(trace: &Trace) -> u128 {
    let mut sum = 0;
    let mut of_joins: Vec<(TaskId, SiteId, Instant, Instant)> = Vec::new();
    let is_single: Vec<bool> = trace.sites().iter().map(|site| site.waits_on.len() < 2).collect();
    for span in trace.services().flat_map(|(service, _)| trace.resource_spans(service)) {
        if is_single.get(usize::from(span.site.0)) == Some(&true) {
            sum += u128::from(span.end.since(span.start).as_ns());
        } else {
            of_joins.push((span.task, span.site, span.start, span.end));
        }
    }
    order::sort(&mut of_joins);
    let steps = of_joins.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).map(|step| {
        let last_answer = step.iter().map(|&(.., end)| end).max().unwrap_or_default();
        u128::from(last_answer.since(step[0].2).as_ns())
    });
    sum + steps.sum::<u128>()
}

/// A running task is not paused, so every paused one is another.
fn waiting_reused(trace: &Trace, paused: Vec<(Instant, Instant)>) -> Duration {
    let mut reused = Duration::ZERO;
    if paused.is_empty() {
        return reused;
    }
    let spans = trace.task_ids().flat_map(|task| trace.task_spans(task));
    let is_own = |span: &TaskSpan| span.thread.is_some_and(|thread| !trace.is_helper(thread));
    for span in spans.filter(|span| span.state == State::Running && is_own(span)) {
        let first = paused.partition_point(|&(_, end)| end <= span.start);
        for &(start, end) in paused[first..].iter().take_while(|&&(start, _)| start < span.end) {
            reused = reused + end.min(span.end).since(start.max(span.start));
        }
    }
    reused
}

/// A request is in flight from its start up to, not including, its finish.
fn max_in_flight(trace: &Trace) -> u32 {
    let tasks = trace.tasks();
    if tasks.is_sorted_by_key(|task| task.started) && tasks.is_sorted_by_key(|task| task.ended) {
        let instants = tasks.iter().map(|task| task.started);
        return most_at_once(instants, tasks.iter().map(|task| task.ended));
    }
    let mut starts: Vec<Instant> = tasks.iter().map(|task| task.started).collect();
    let mut finishes: Vec<Instant> = tasks.iter().map(|task| task.ended).collect();
    order::sort(&mut starts);
    order::sort(&mut finishes);
    most_at_once(starts.into_iter(), finishes.into_iter())
}

/// The most of what starts and finishes at these instants, both in order of time, that there is at one time.
fn most_at_once(starts: impl Iterator<Item = Instant>, finishes: impl Iterator<Item = Instant>) -> u32 {
    let (mut starts, mut finishes) = (starts.peekable(), finishes.peekable());
    let (mut started, mut finished, mut most) = (0_u32, 0_u32, 0_u32);
    while let Some(start) = starts.next() {
        started = started.saturating_add(1);
        if starts.peek() == Some(&start) {
            continue;
        }
        while finishes.next_if(|&finish| finish <= start).is_some() {
            finished = finished.saturating_add(1);
        }
        most = most.max(started.saturating_sub(finished));
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Service, Step};
    use crate::sim::simulate;

    /// `cpu 3, db 20, cpu 5` at 0, 1, 2 ms.
    fn three_requests() -> Scenario {
        let call = Call { service: "db".into(), latency: Some(Duration::from_ms(20)) };
        let steps =
            vec![Step::Cpu(Duration::from_ms(3)), Step::Calls(vec![call]), Step::Cpu(Duration::from_ms(5))];
        let group = Group {
            name: String::new(),
            program: Program(steps),
            count: 3,
            at: Instant::ZERO,
            gap: Gap::Every(Duration::from_ms(1)),
        };
        Scenario {
            title: String::new(),
            seed: 0,
            machine: Machine::default(),
            services: vec![Service { name: "db".into(), capacity: None, latency: None }],
            groups: vec![group],
            runtimes: Vec::new(),
        }
    }

    #[track_caller]
    fn check(runtime: Runtime, makespan_ms: u64, reused_ms: u64, wasted_ms: u64) -> Summary {
        let trace = simulate(&three_requests(), runtime).expect("the scenario is far from every limit");
        let summary = summarize(&trace);
        assert_eq!(summary.makespan, Duration::from_ms(makespan_ms));
        assert_eq!(summary.waiting_reused, Duration::from_ms(reused_ms));
        assert_eq!(summary.waiting_wasted, Duration::from_ms(wasted_ms));
        assert_eq!(summary.external_wait_ns, 60_000_000);
        assert_eq!(summary.threads.running, Duration::from_ms(24));
        summary
    }

    #[test]
    fn the_synchronous_thread_wastes_every_wait() {
        let summary = check(Runtime::Sync { threads: 1 }, 84, 0, 60);
        assert_eq!((summary.max_in_flight, summary.hops), (1, 2));
        assert_eq!(summary.latency.max, Duration::from_ms(82));
    }

    #[test]
    fn what_helpers_wait_is_told_beside_the_threads() {
        let mut scenario = three_requests();
        scenario.groups[0].program = Program(vec![Step::OffloadCall(Call {
            service: "db".into(),
            latency: Some(Duration::from_ms(20)),
        })]);
        let runtime = Runtime::Async { threads: 1, blocking_threads: 4 };
        let trace = simulate(&scenario, runtime).expect("the scenario is far from every limit");
        let summary = summarize(&trace);
        assert_eq!(summary.helpers.blocked, Duration::from_ms(60));
        assert_eq!(summary.helpers.total(), Duration::from_ms(60));
        assert_eq!((summary.waiting_wasted, summary.threads.blocked), (Duration::ZERO, Duration::ZERO));
    }

    #[test]
    fn the_asynchronous_thread_reuses_waits() {
        let summary = check(Runtime::Async { threads: 1, blocking_threads: 4 }, 38, 12, 0);
        assert_eq!((summary.max_in_flight, summary.hops), (3, 5));
        assert_eq!(summary.threads.idle, Duration::from_ms(14));
    }
}
