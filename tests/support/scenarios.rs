//! Scenarios for property tests, which shrink towards one request that computes for no time.

use interleave::scenario::{Call, Gap, Group, Latency, Machine, Program, Runtime, SEED_END, Scenario, Step};
use interleave::time::{Duration, Instant};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use super::assemble::{Declared, NAMES, assemble};

/// Cases of one property unless `INTERLEAVE_CASES` says otherwise.
const CASES: u32 = 2_000;
/// Seed of the cases unless `INTERLEAVE_SEED` says otherwise.
const SEED: u64 = 20_260;

/// Checks `property` on many scenarios. A failure prints the seed and the smallest scenario found that fails.
#[track_caller]
pub(crate) fn for_many(property: impl Fn(&Scenario) -> Result<(), String>) {
    for_many_of(scenario(), property);
}

/// Checks `property` on many values. A failure prints the seed and the smallest value found that fails.
#[track_caller]
pub(crate) fn for_many_of<S: Strategy>(values: S, property: impl Fn(&S::Value) -> Result<(), String>) {
    let cases = cases();
    let seed = from_env("INTERLEAVE_SEED").unwrap_or(SEED);
    // The seed and the number of cases say everything, so nothing is kept in files.
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let result = runner.run(&values, |value| property(&value).map_err(TestCaseError::fail));
    match result {
        Ok(()) => {}
        Err(TestError::Fail(why, value)) => {
            panic!("INTERLEAVE_SEED={seed} INTERLEAVE_CASES={cases}: {why}\nsmallest: {value:#?}")
        }
        Err(TestError::Abort(why)) => panic!("INTERLEAVE_SEED={seed}: gave up: {why}"),
    }
}

/// How many scenarios a property is checked on.
pub(crate) fn cases() -> u32 {
    from_env("INTERLEAVE_CASES").map_or(CASES, |cases| u32::try_from(cases).unwrap_or(u32::MAX))
}

fn from_env(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

/// Scenarios of few nanoseconds, so that drawn durations are short and whole too, with one sync and one async runtime. Half of them are so tight that many things
/// happen at one instant; the others so wide that few do.
pub(crate) fn scenario() -> impl Strategy<Value = Scenario> {
    prop_oneof![scenario_within(5), scenario_within(40)]
}

fn scenario_within(most_ns: u64) -> impl Strategy<Value = Scenario> {
    let machine = (1..=3_u32, 1..=1 + most_ns / 3, 0..=2_u64);
    let declared = [declared(most_ns), declared(most_ns), declared(most_ns)];
    let groups = vec(group(most_ns), 1..=4);
    let runtimes = (1..=4_u32, 1..=3_u32, 1..=3_u32);
    let seed = prop_oneof![Just(0), 0..SEED_END];
    (machine, declared, groups, runtimes, ns(most_ns), seed).prop_map(
        |(
            (cores, quantum, switch),
            declared,
            groups,
            (threads, workers, blocking_threads),
            latency_missing,
            seed,
        )| {
            let machine =
                Machine { cores, quantum: Duration::from_ns(quantum), switch: Duration::from_ns(switch) };
            let runtimes =
                vec![Runtime::Sync { threads }, Runtime::Async { threads: workers, blocking_threads }];
            Scenario { seed, ..assemble(machine, declared, groups, runtimes, latency_missing) }
        },
    )
}

fn ns(most: u64) -> impl Strategy<Value = Duration> {
    (0..=most).prop_map(Duration::from_ns)
}

fn declared(most_ns: u64) -> impl Strategy<Value = Declared> {
    (option::of(1..=3_u32), option::of(latency(most_ns)))
        .prop_map(|(capacity, latency)| Declared { capacity, latency })
}

fn latency(most_ns: u64) -> impl Strategy<Value = Latency> {
    let uniform = |(a, b): (Duration, Duration)| Latency::Uniform { min: a.min(b), max: a.max(b) };
    prop_oneof![
        2 => ns(most_ns).prop_map(Latency::Constant),
        1 => (ns(most_ns), ns(most_ns)).prop_map(uniform),
        1 => mean(most_ns).prop_map(|mean| Latency::Exponential { mean }),
    ]
}

fn mean(most_ns: u64) -> impl Strategy<Value = Duration> {
    (1..=most_ns).prop_map(Duration::from_ns)
}

fn gap(most_ns: u64) -> impl Strategy<Value = Gap> {
    prop_oneof![
        3 => ns(most_ns).prop_map(Gap::Every),
        1 => mean(most_ns).prop_map(|mean| Gap::Poisson { mean }),
    ]
}

fn group(most_ns: u64) -> impl Strategy<Value = Group> {
    let program = vec(step(most_ns), 1..=6);
    (program, 1..=4_u32, 0..=most_ns, gap(most_ns / 2)).prop_map(|(steps, count, at, gap)| Group {
        name: String::new(),
        program: Program(steps),
        count,
        at: Instant::from_ns(at),
        gap,
    })
}

fn step(most_ns: u64) -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => ns(most_ns).prop_map(Step::Cpu),
        3 => vec(call(most_ns), 1..=3).prop_map(Step::Calls),
        1 => Just(Step::Yield),
        1 => call(most_ns).prop_map(Step::Block),
        1 => ns(most_ns).prop_map(Step::OffloadCpu),
        1 => call(most_ns).prop_map(Step::OffloadCall),
    ]
}

fn call(most_ns: u64) -> impl Strategy<Value = Call> {
    (0..NAMES.len(), option::of(ns(most_ns)))
        .prop_map(|(name, latency)| Call { service: NAMES[name].to_owned(), latency })
}
