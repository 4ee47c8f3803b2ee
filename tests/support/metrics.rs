//! The numbers of a run once more, from its lanes alone: counted moment by moment.
//!
//! Where the contract leaves room, these are the readings taken here:
//!
//! 1. `max_in_flight`: a request is in flight in `[started, finished)`; one that lasts no time never is.
//! 2. `waiting_reused`: two threads that run while a third request is paused count twice, as thread time does.
//! 3. `external_wait_ns` is the time of requests, not of calls: a join of three calls counts once.

use interleave::scenario::Step;
use interleave::summary::{HelperTimes, LatencySummary, Summary, ThreadTimes};
use interleave::time::{Duration, Instant};
use interleave::trace::State;

use super::rules::{Moment, Run, moments};

/// What [`interleave::summary::summarize`] must say of `run`.
pub(crate) fn summary(run: &Run<'_>) -> Summary {
    let moments = moments(run.lanes);
    let makespan = run.lanes.makespan.since(Instant::ZERO);
    let threads = ThreadTimes {
        running: thread_time(run, &moments, Some(State::Running)),
        blocked: thread_time(run, &moments, Some(State::Blocked)),
        runnable: thread_time(run, &moments, Some(State::Runnable)),
        switching: thread_time(run, &moments, Some(State::Switching)),
        idle: thread_time(run, &moments, None),
    };
    let helpers = HelperTimes {
        running: helper_time(run, &moments, State::Running),
        blocked: helper_time(run, &moments, State::Blocked),
        runnable: helper_time(run, &moments, State::Runnable),
        switching: helper_time(run, &moments, State::Switching),
    };
    Summary {
        makespan,
        throughput_per_s: throughput_per_s(run.lanes.instants.len(), makespan),
        latency: latencies(run),
        threads,
        helpers,
        external_wait_ns: moments
            .iter()
            .map(|moment| external_waits(run, moment) * moment.length())
            .sum::<u64>()
            .into(),
        helper_wait_ns: moments
            .iter()
            .map(|moment| helper_waits(run, moment) * moment.length())
            .sum::<u64>()
            .into(),
        waiting_wasted: threads.blocked,
        waiting_reused: waiting_reused(run, &moments),
        max_in_flight: moments.iter().map(|moment| in_flight(run, moment)).max().unwrap_or(0),
        hops: run.lanes.hops,
    }
}

fn throughput_per_s(requests: usize, makespan: Duration) -> f64 {
    let seconds_1e9 = makespan.as_ns();
    if seconds_1e9 == 0 { 0.0 } else { requests as f64 * 1e9 / seconds_1e9 as f64 }
}

/// Time that the runtime's threads spent in `state`; idle is no state.
fn thread_time(run: &Run<'_>, moments: &[Moment<'_>], state: Option<State>) -> Duration {
    let own = run.runtime.threads() as usize;
    let in_state = |moment: &Moment<'_>| {
        let threads = moment.threads[..own].iter();
        threads.filter(|span| span.map(|span| span.state) == state).count() as u64
    };
    Duration::from_ns(moments.iter().map(|moment| moment.length() * in_state(moment)).sum())
}

/// Time that helpers spent in `state`.
fn helper_time(run: &Run<'_>, moments: &[Moment<'_>], state: State) -> Duration {
    let own = run.runtime.threads() as usize;
    let in_state = |moment: &Moment<'_>| {
        moment.threads[own..].iter().flatten().filter(|span| span.state == state).count() as u64
    };
    Duration::from_ns(moments.iter().map(|moment| moment.length() * in_state(moment)).sum())
}

fn latencies(run: &Run<'_>) -> LatencySummary {
    let mut sorted: Vec<u64> =
        run.lanes.instants.iter().map(|r| r.finished.since(r.arrived).as_ns()).collect();
    sorted.sort_unstable();
    // The nearest rank of a percentile: the least latency that at least so many requests in a hundred keep to.
    let percentile = |percent: usize| {
        let kept = |limit: u64| sorted.iter().filter(|latency| **latency <= limit).count();
        let least = sorted.iter().find(|limit| kept(**limit) * 100 >= percent * sorted.len());
        Duration::from_ns(*least.expect("all requests keep to the longest latency"))
    };
    LatencySummary {
        mean: Duration::from_ns(sorted.iter().sum::<u64>() / sorted.len() as u64),
        p50: percentile(50),
        p95: percentile(95),
        p99: percentile(99),
        max: percentile(100),
    }
}

/// How many requests wait for a service: themselves, or through the helper that makes their call.
fn external_waits(run: &Run<'_>, moment: &Moment<'_>) -> u64 {
    let own = moment.requests.iter().filter(|span| {
        span.is_some_and(|span| match span.state {
            State::Blocked => true,
            State::Paused => matches!(run.step(span.site), Some(Step::Calls(_))),
            State::Queued | State::Running | State::Runnable | State::Switching | State::Ready => false,
        })
    });
    let helpers = moment.threads[run.runtime.threads() as usize..].iter().flatten();
    let helped = helpers.filter(|span| span.state == State::Blocked);
    (own.count() + helped.count()) as u64
}

/// How many requests have handed over a step that no helper is at.
fn helper_waits(run: &Run<'_>, moment: &Moment<'_>) -> u64 {
    let helpers = &moment.threads[run.runtime.threads() as usize..];
    let is_helped = |request: usize| helpers.iter().flatten().any(|span| span.task.0 as usize == request);
    let handed = moment.requests.iter().enumerate().filter(|(_, span)| {
        let step = span.filter(|span| span.state == State::Paused).and_then(|span| run.step(span.site));
        matches!(step, Some(Step::OffloadCpu(_) | Step::OffloadCall(_)))
    });
    handed.filter(|&(request, _)| !is_helped(request)).count() as u64
}

fn waiting_reused(run: &Run<'_>, moments: &[Moment<'_>]) -> Duration {
    let with_a_pause: Vec<&Moment<'_>> =
        moments.iter().filter(|moment| moment.requests_in(&[State::Paused]) > 0).collect();
    let running = |moment: &&Moment<'_>| {
        let threads = moment.threads[..run.runtime.threads() as usize].iter().flatten();
        moment.length() * threads.filter(|span| span.state == State::Running).count() as u64
    };
    Duration::from_ns(with_a_pause.iter().map(running).sum())
}

fn in_flight(run: &Run<'_>, moment: &Moment<'_>) -> u32 {
    let instants = run.lanes.instants.iter();
    let count =
        instants.filter(|request| request.started <= moment.start && moment.start < request.finished).count();
    u32::try_from(count).expect("test scenarios are small")
}
