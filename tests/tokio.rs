//! The model against a real runtime: generated scenarios as programs on tokio, its clock paused.
//!
//! Each request is a task of tokio's current-thread runtime: the model `async` with one worker, on one core. Every
//! order and every instant must be those of the engine. What is done so that the comparison is honest:
//!
//! - A `cpu` step moves the clock and lets nobody else in: `advance` is polled once and dropped, for awaiting it would
//!   yield. A `block` step does the same until its response.
//! - Tokio's timers have a resolution of 1 ms, so that 100 ns of the model are 1 ms of tokio's clock.
//! - Every arrival is a timer, and all of them are set before the first one is due.
//! - Services are outside the program, as they are in reality: what answers a call is a timer. When a call with others
//!   before it will be answered follows from the calls made so far, and the timer is set to that instant.
//! - A join is woken once, by its last response. `tokio::join!` is woken by every response; where that differs is shown
//!   below, as is an event loop that looks for responses more rarely than after every task (`event_interval`).
//! - Where two deadlines are equal tokio promises no order. Such scenarios are counted and passed over. Equal arrivals
//!   are none of these: they come in the order in which their timers were set.
//! - Left out is what a paused clock cannot show: `offload`, because tokio's blocking pool has threads that no paused
//!   clock moves; several workers, for the same reason; answers without latency, because a timer that is due at once
//!   is no timer.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod lanes;
    pub(crate) mod log;
    pub(crate) mod on_tokio;
    #[allow(dead_code, reason = "only what runs properties is used here; the scenarios are this test's own")]
    pub(crate) mod scenarios;
}

use std::cell::Cell;

use expect_test::{Expect, expect};
use interleave::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Step};
use interleave::sim;
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceState, State, ThreadId, Trace};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use support::assemble::{Declared, NAMES, assemble};
use support::lanes::Lanes;
use support::log::Log;
use support::on_tokio::{self, Join, NS_PER_TOKIO_MS, Tokio};
use support::scenarios::{cases, for_many_of};

const RUNTIME: Runtime = Runtime::Async { threads: 1, blocking_threads: 1 };
/// Looks for responses after every task, as the model says it.
const FAITHFUL: Tokio = Tokio { event_interval: 1, join: Join::WokenOnce };

/// What the engine does, as a trace and in the order in which it happens.
fn engine(scenario: &Scenario) -> Result<(Trace, Log), String> {
    let trace = sim::simulate(scenario, RUNTIME).map_err(|failure| failure.to_string())?;
    let mut log = Log::default();
    sim::observe(scenario, RUNTIME, &mut log).map_err(|failure| failure.to_string())?;
    Ok((trace, log))
}

/// Whether two deadlines are equal. Arrivals may be, unless somebody yields at that instant: in the model the first to
/// arrive has then yielded, and is taken up again, before the second arrives; a real loop sees both arrive first.
fn has_ties(trace: &Trace, log: &Log) -> bool {
    let answers = log.services().iter().filter(|(_, span)| span.state() == ResourceState::Serving);
    let computed = trace.thread_spans(ThreadId(0)).filter(|span| span.state == State::Running);
    let mut deadlines: Vec<Instant> =
        answers.map(|(_, span)| span.end).chain(computed.map(|span| span.end)).collect();
    let mut arrivals: Vec<Instant> = trace.tasks().iter().map(|request| request.created).collect();
    let together: Vec<Instant> =
        arrivals.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    arrivals.dedup();
    deadlines.append(&mut arrivals);
    deadlines.sort();
    deadlines.windows(2).any(|pair| pair[0] == pair[1]) || log.ready().any(|at| together.contains(&at))
}

fn same_as_tokio(scenario: &Scenario, trace: &Trace, log: &Log) -> Result<(), String> {
    let real = on_tokio::run(scenario, trace, FAITHFUL)?;
    log.same_order(&real)?;
    let replayed = Lanes::of(&real.replay(trace));
    let difference = Lanes::of(trace).difference(&replayed, ["engine", "tokio "]);
    difference.map_or(Ok(()), Err)
}

#[test]
fn tokio_does_the_same_at_the_same_instants() {
    let (compared, tied, instants) = (Cell::new(0_u32), Cell::new(0_u32), Cell::new(0_usize));
    for_many_of(scenario(), |scenario| {
        let (trace, log) = engine(scenario)?;
        if has_ties(&trace, &log) {
            tied.set(tied.get() + 1);
            return Ok(());
        }
        same_as_tokio(scenario, &trace, &log)?;
        compared.set(compared.get() + 1);
        instants.set(instants.get() + log.len());
        Ok(())
    });
    let (compared, tied, instants) = (compared.get(), tied.get(), instants.get());
    println!("{compared} scenarios compared with tokio at {instants} instants, {tied} with ties passed over");
    assert!(compared >= cases().min(2_000) / 2, "only {compared} scenarios were compared");
}

/// Scenarios in whole 100 ns. A few of those with short durations have ties, of the others hardly any.
fn scenario() -> impl Strategy<Value = Scenario> {
    prop_oneof![1 => scenario_within(2_000), 9 => scenario_within(100_000)]
}

fn scenario_within(most: u64) -> impl Strategy<Value = Scenario> {
    let capacities = [(); 3].map(|()| option::of(1..=3_u32));
    // With one thread there is nobody to take turns with: neither the quantum nor the switch may show.
    let machine = (units(1..=most), units(0..=most));
    (capacities, machine, vec(group(most), 1..=8)).prop_map(|(capacities, (quantum, switch), groups)| {
        let machine = Machine { cores: 1, quantum, switch };
        let declared = capacities.map(|capacity| Declared { capacity, latency: None });
        assemble(machine, declared, groups, vec![RUNTIME], Duration::ZERO)
    })
}

fn units(range: std::ops::RangeInclusive<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(|units| Duration::from_ns(units * NS_PER_TOKIO_MS))
}

fn group(most: u64) -> impl Strategy<Value = Group> {
    let every = prop_oneof![1 => Just(Duration::ZERO), 3 => units(0..=most / 2)];
    // Like requests that make a call at one instant are answered at one instant.
    let count = prop_oneof![5 => Just(1), 1 => 2..=4_u32];
    (vec(step(most), 1..=8), count, units(0..=most), every).prop_map(|(steps, count, at, every)| Group {
        name: String::new(),
        program: Program(steps),
        count,
        at: Instant::ZERO + at,
        gap: Gap::Every(every),
    })
}

fn step(most: u64) -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => units(1..=most).prop_map(Step::Cpu),
        1 => Just(Step::Cpu(Duration::ZERO)),
        4 => call(most).prop_map(|call| Step::Calls(vec![call])),
        3 => vec(call(most), 2..=5).prop_map(Step::Calls),
        2 => Just(Step::Yield),
        1 => call(most).prop_map(Step::Block),
    ]
}

fn call(most: u64) -> impl Strategy<Value = Call> {
    (0..NAMES.len(), units(1..=most))
        .prop_map(|(name, latency)| Call { service: NAMES[name].to_owned(), latency: Some(latency) })
}

/// Runs `requests` (arrival in milliseconds, steps) in the engine and on tokio, and prints who is taken up when.
#[track_caller]
fn check(requests: &[(u64, &str)], tokio: Tokio, expected: Expect) {
    let groups = requests.iter().map(|&(at_ms, steps)| Group {
        name: String::new(),
        program: steps.parse().expect("the steps are sound"),
        count: 1,
        at: Instant::from_ms(at_ms),
        gap: Gap::Every(Duration::ZERO),
    });
    let machine = Machine::default();
    let scenario =
        assemble(machine, [Declared::default(); 3], groups.collect(), vec![RUNTIME], Duration::ZERO);
    let (trace, log) = engine(&scenario).expect("it breaks no limit");
    assert!(!has_ties(&trace, &log), "no order is promised among ties");
    assert_eq!(same_as_tokio(&scenario, &trace, &log), Ok(()));
    let other = on_tokio::run(&scenario, &trace, tokio).expect("it runs to its end");
    expected.assert_eq(&format!("model {}\ntokio {}\n", log.taken(), other.taken()));
}

/// A task that yields goes to the tail of the queue as soon as the loop has looked for responses: at once in the model,
/// after up to 61 tasks in tokio as it comes. Request 4, which arrives later, passes it there.
#[test]
fn a_loop_that_looks_rarely_lets_newcomers_pass() {
    let requests = [(0, "cpu 10"), (1, "cpu 1, yield, cpu 1"), (2, "cpu 10"), (15, "cpu 1")];
    let tokio = Tokio { event_interval: 61, ..FAITHFUL };
    check(
        &requests,
        tokio,
        expect![[r#"
        model 0:#1 10:#2 11:#3 21:#2 22:#4
        tokio 0:#1 10:#2 11:#3 21:#4 22:#2
    "#]],
    );
}

/// Of several tasks that yielded since the loop last looked, tokio wakes the last one first.
#[test]
fn a_loop_that_looks_rarely_turns_yielders_around() {
    let requests = [(0, "cpu 10"), (1, "cpu 1, yield, cpu 1"), (2, "cpu 1, yield, cpu 1"), (3, "cpu 1")];
    let tokio = Tokio { event_interval: 61, ..FAITHFUL };
    check(
        &requests,
        tokio,
        expect![[r#"
        model 0:#1 10:#2 11:#3 12:#4 13:#2 14:#3
        tokio 0:#1 10:#2 11:#3 12:#4 13:#3 14:#2
    "#]],
    );
}

/// `tokio::join!` and `join_all` are woken by every response. If the worker has no time for the task until the last
/// response is there, the task goes on from the place in the queue that its first response got it.
#[test]
fn a_join_that_every_response_wakes_keeps_the_first_place() {
    let requests = [(0, "db 5 & api 25, cpu 1"), (1, "cpu 30"), (10, "cpu 10")];
    let tokio = Tokio { join: Join::WokenByEach, ..FAITHFUL };
    check(
        &requests,
        tokio,
        expect![[r#"
        model 0:#1 1:#2 31:#3 41:#1
        tokio 0:#1 1:#2 31:#1 32:#3
    "#]],
    );
}
