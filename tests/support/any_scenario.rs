//! Scenarios that say everything that a file can say, most of it far from what is sensible.

use interleave::scenario::parts::{GroupParts, Model, Parts, RuntimeParts, ServiceParts};
use interleave::scenario::{
    CALLS_MAX, CORES_MAX, Call, Latency, Program, SEED_END, Scenario, Step, THREADS_MAX,
};
use interleave::time::Duration;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// Scenarios with all kinds of steps, joins, groups, services, runtimes, names and titles.
pub(crate) fn any_scenario() -> impl Strategy<Value = Scenario> {
    let title = prop_oneof![Just(String::new()), "[a-z ]{1,12}", "\\PC{0,200}", "[\\x00-\\x7f]{0,9}"];
    let seed = prop_oneof![Just(0), 0..SEED_END];
    let cores = prop_oneof![Just(1), 1..=u64::from(CORES_MAX)];
    let machine = (cores, duration(), duration());
    let services = vec(service(), 0..6);
    let runtimes = option::of(vec(runtime(), 1..5));
    (title, seed, machine, services, vec(group(), 1..5), runtimes).prop_filter_map(
        "the parts break a rule together",
        |(title, seed, (cores, quantum, switch), services, requests, runtimes)| {
            let default = Parts::default();
            let runtimes = runtimes.unwrap_or(default.runtimes);
            let quantum = if quantum == Duration::ZERO { default.quantum } else { quantum };
            Parts { title, seed, cores, quantum, switch, services, requests, runtimes }.check().ok()
        },
    )
}

/// Programs with all kinds of steps.
pub(crate) fn any_program() -> impl Strategy<Value = Program> {
    vec(step(), 1..8).prop_map(Program)
}

fn duration() -> impl Strategy<Value = Duration> {
    let ms = (0..100_u64).prop_map(Duration::from_ms);
    let tenths = (0..1_000_u64).prop_map(|tenths| Duration::from_ns(tenths * 100_000));
    let any = (0..=1_000_000_000_000_000_u64).prop_map(Duration::from_ns);
    prop_oneof![6 => ms, 3 => tenths, 1 => any]
}

fn mean() -> impl Strategy<Value = Duration> {
    duration().prop_map(|mean| mean.max(Duration::from_ns(1)))
}

/// Few names, so that calls and declarations meet; among them such as contain units and keywords.
fn name() -> impl Strategy<Value = String> {
    const KNOWN: [&str; 9] =
        ["db", "api", "s", "ms", "ns", "cpus", "yielding", "blockdb", "abcdefghijklmnopqrst"];
    prop_oneof![
        6 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        1 => "[a-z]{1,20}".prop_filter("a keyword", |name| !["cpu", "yield", "block", "offload"].contains(&&**name)),
    ]
}

fn service() -> impl Strategy<Value = ServiceParts> {
    let uniform = |(a, b): (Duration, Duration)| Latency::Uniform { min: a.min(b), max: a.max(b) };
    let latency = prop_oneof![
        duration().prop_map(Latency::Constant),
        (duration(), duration()).prop_map(uniform),
        mean().prop_map(|mean| Latency::Exponential { mean }),
    ];
    (name(), option::of(1..=u64::from(u32::MAX)), option::of(latency))
        .prop_map(|(name, capacity, latency)| ServiceParts { name, capacity, latency })
}

fn group() -> impl Strategy<Value = GroupParts> {
    let label = prop_oneof![Just(String::new()), "[A-Za-z0-9-]{0,32}"];
    let count = prop_oneof![Just(1), 1..100_u64, 1..=250_000_u64];
    let gap = prop_oneof![
        Just((None, None)),
        duration().prop_map(|every| (Some(every), None)),
        mean().prop_map(|mean| (None, Some(mean))),
    ];
    (label, any_program(), count, duration(), gap).prop_map(|(name, steps, count, at, (every, poisson))| {
        GroupParts { name, steps, count, at, every, poisson }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let few = vec(call(), 1..4);
    let many = (call(), 1..CALLS_MAX / 50).prop_map(|(call, calls)| vec![call; calls]);
    prop_oneof![
        3 => duration().prop_map(Step::Cpu),
        3 => prop_oneof![9 => few, 1 => many].prop_map(Step::Calls),
        1 => Just(Step::Yield),
        1 => call().prop_map(Step::Block),
        1 => duration().prop_map(Step::OffloadCpu),
        1 => call().prop_map(Step::OffloadCall),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    (name(), option::weighted(0.9, duration())).prop_map(|(service, latency)| Call { service, latency })
}

fn runtime() -> impl Strategy<Value = RuntimeParts> {
    let threads = || prop_oneof![1..8_u64, 1..=u64::from(THREADS_MAX)];
    prop_oneof![
        threads().prop_map(|threads| RuntimeParts { model: Model::Sync, threads, blocking_threads: None }),
        (threads(), option::of(threads())).prop_map(|(threads, blocking_threads)| RuntimeParts {
            model: Model::Async,
            threads,
            blocking_threads
        }),
    ]
}
