//! What is drawn at random depends on the seed and on its place, and on nothing else.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod draws;
    pub(crate) mod scenarios;
}

use std::collections::BTreeMap;

use interleave::scenario::{Group, Runtime, Scenario};
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceId, ResourceSpan, ResourceState, Trace};
use interleave::{file, sim};
use proptest::prelude::*;

use support::draws::{self, Origin};
use support::scenarios::{for_many, for_many_of, scenario};

/// How long each call was served, by request, step and call. Calls of no length have no span.
type Served = BTreeMap<(Origin, u8, u16), Duration>;

fn trace(scenario: &Scenario, runtime: Runtime) -> Result<Trace, String> {
    sim::simulate(scenario, runtime).map_err(|failure| failure.to_string())
}

/// The requests by id; those of one group arrive in their order.
fn origins(trace: &Trace) -> Vec<(Origin, Instant)> {
    let mut counts = BTreeMap::new();
    let requests = trace.tasks().iter().map(|request| {
        let index = counts.entry(request.group).or_insert(0);
        let origin =
            Origin { group: u16::try_from(request.group).expect("there are few groups"), index: *index };
        *index += 1;
        (origin, request.created)
    });
    requests.collect()
}

fn served(trace: &Trace) -> Served {
    let origins = origins(trace);
    let spans = trace.services().flat_map(|(service, _)| trace.resource_spans(service));
    let serving = spans.filter(|span| span.state() == ResourceState::Serving);
    let by_place = serving.map(|span| {
        let (origin, _) = origins[span.task.0 as usize];
        ((origin, step_of(trace, span), span.call()), span.end.since(span.start))
    });
    by_place.collect()
}

fn step_of(trace: &Trace, span: &ResourceSpan) -> u8 {
    u8::try_from(trace.site(span.site).step()).expect("programs are short")
}

fn expected(scenario: &Scenario) -> Served {
    let mut served = Served::new();
    for (_, origin) in draws::requests_by_id(scenario) {
        for (index, step) in origin.group_in(scenario).program.0.iter().enumerate() {
            for (position, call) in step.calls().iter().enumerate() {
                let latency = draws::latency(scenario, origin, index, position, call);
                let place = (origin, u8::try_from(index), u16::try_from(position));
                if let (origin, Ok(step), Ok(call)) = place
                    && !latency.is_zero()
                {
                    served.insert((origin, step, call), latency);
                }
            }
        }
    }
    served
}

#[test]
fn every_runtime_meets_the_same_latencies() {
    for_many(|scenario| {
        let expected = expected(scenario);
        for &runtime in &scenario.runtimes {
            let served = served(&trace(scenario, runtime)?);
            if served != expected {
                return Err(format!("{runtime:?} served {served:?}\nexpected {expected:?}"));
            }
        }
        Ok(())
    });
}

/// A change of a scenario that must not reshuffle anything.
#[derive(Clone, Copy, Debug)]
enum Change {
    MoveArrival(Duration),
    AddRequests,
    AddGroup,
    AddAndPermuteRuntimes,
    SlowDown,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (1..50_u64).prop_map(|ns| Change::MoveArrival(Duration::from_ns(ns))),
        Just(Change::AddRequests),
        Just(Change::AddGroup),
        Just(Change::AddAndPermuteRuntimes),
        Just(Change::SlowDown),
    ]
}

fn changed(scenario: &Scenario, change: Change) -> Scenario {
    let mut changed = scenario.clone();
    match change {
        Change::MoveArrival(by) => changed.groups[0].at = changed.groups[0].at + by,
        Change::AddRequests => changed.groups[0].count += 2,
        Change::AddGroup => {
            let group = Group { at: Instant::ZERO, ..changed.groups[0].clone() };
            changed.groups.push(group);
        }
        Change::AddAndPermuteRuntimes => {
            changed.runtimes.insert(0, Runtime::Async { threads: 2, blocking_threads: 2 });
            changed.runtimes.reverse();
        }
        Change::SlowDown => {
            changed.machine.switch = Duration::from_ns(3);
            changed.machine.quantum = Duration::from_ns(1);
        }
    }
    changed
}

#[test]
fn changes_elsewhere_draw_nothing_anew() {
    for_many_of((scenario(), change()), |(scenario, change)| {
        let changed = changed(scenario, *change);
        let before = trace(scenario, scenario.runtimes[0])?;
        let (calls, arrivals) = (served(&before), origins(&before));
        for &runtime in &changed.runtimes {
            let after = trace(&changed, runtime)?;
            let (calls_after, arrivals_after) = (served(&after), origins(&after));
            let is_kept = |(place, latency): (&_, &_)| calls_after.get(place) == Some(latency);
            if !calls.iter().all(is_kept) {
                return Err(format!("{runtime:?}: {calls:?}\nbecame {calls_after:?}"));
            }
            let arrival_after = |(origin, arrived): &(Origin, Instant)| match change {
                Change::MoveArrival(by) if origin.group == 0 => (*origin, *arrived + *by),
                Change::MoveArrival(_)
                | Change::AddRequests
                | Change::AddGroup
                | Change::AddAndPermuteRuntimes
                | Change::SlowDown => (*origin, *arrived),
            };
            if !arrivals.iter().map(arrival_after).all(|arrival| arrivals_after.contains(&arrival)) {
                return Err(format!("{runtime:?}: {arrivals:?}\nbecame {arrivals_after:?}"));
            }
        }
        Ok(())
    });
}

/// A file's 20,000 requests, which arrive 5 ms after one another on average and make two calls of 40 ms each.
fn many_requests(seed: u64) -> Trace {
    let text = format!(
        r#"{{
            "seed": {seed},
            "services": {{"db": {{"latency": {{"exponential": "40ms"}}}}, "api": {{"latency": {{"uniform": ["30ms", "50ms"]}}}}}},
            "requests": [{{"steps": "cpu 0.001, db & api", "count": 20000, "poisson": "5ms"}}]
        }}"#
    );
    let scenario = file::read_scenario(&text).expect("the file is sound");
    trace(&scenario, scenario.runtimes[1]).expect("the run stays within the limits")
}

fn mean_ms(durations: impl ExactSizeIterator<Item = Duration>) -> f64 {
    let count = durations.len() as f64;
    durations.map(|duration| duration.as_ns() as f64 / 1e6).sum::<f64>() / count
}

/// Each within four standard errors: of an exponential mean m they are m / √20,000, of the uniform one
/// 20 / √12 / √20,000.
#[test]
fn distributions_have_their_means() {
    let trace = many_requests(5);
    let gaps = trace.tasks().windows(2).map(|pair| pair[1].created.since(pair[0].created));
    let latencies =
        |service| trace.resource_spans(ResourceId(service)).iter().map(|span| span.end.since(span.start));
    let (gap_ms, exponential_ms, uniform_ms) = (mean_ms(gaps), mean_ms(latencies(0)), mean_ms(latencies(1)));
    assert!((gap_ms - 5.0).abs() < 0.142, "{gap_ms}");
    assert!((exponential_ms - 40.0).abs() < 1.132, "{exponential_ms}");
    assert!((uniform_ms - 40.0).abs() < 0.164, "{uniform_ms}");
}

/// Sums of independent draws vary as independent draws do: were a gap like the latency at its place, or one call like
/// another, it would show.
#[test]
fn draws_at_different_places_have_nothing_to_do_with_one_another() {
    let trace = many_requests(6);
    let gaps = trace.tasks().windows(2).map(|pair| pair[1].created.since(pair[0].created).as_ns() as f64);
    let mut by_request = BTreeMap::<_, Vec<f64>>::new();
    for span in (0..2).flat_map(|service| trace.resource_spans(ResourceId(service))) {
        by_request.entry(span.task).or_default().push(span.end.since(span.start).as_ns() as f64);
    }
    let rows: Vec<[f64; 3]> =
        gaps.zip(by_request.values().skip(1)).map(|(gap, calls)| [gap, calls[0], calls[1]]).collect();
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let column = |index: usize| rows.iter().map(move |row| row[index]);
        let count = rows.len() as f64;
        let (mean_a, mean_b) = (column(a).sum::<f64>() / count, column(b).sum::<f64>() / count);
        let product = |(x, y): (f64, f64)| (x - mean_a) * (y - mean_b);
        let covariance: f64 = column(a).zip(column(b)).map(product).sum();
        let squares = |index, mean: f64| column(index).map(|x| (x - mean) * (x - mean)).sum::<f64>();
        let correlation = covariance / (squares(a, mean_a) * squares(b, mean_b)).sqrt();
        // Four standard errors of 1 / √20,000.
        assert!(correlation.abs() < 0.029, "columns {a} and {b}: {correlation}");
    }
}

#[test]
fn another_seed_draws_otherwise() {
    let (one, other) = (many_requests(5), many_requests(6));
    let (calls, other_calls) = (served(&one), served(&other));
    let common = calls.iter().filter(|(place, latency)| other_calls.get(place) == Some(latency));
    assert!(common.count() < 5, "two seeds draw alike");
    assert_ne!(origins(&one), origins(&other));
    assert_eq!(calls, served(&many_requests(5)));
}
