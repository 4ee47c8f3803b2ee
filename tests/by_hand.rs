//! Runs worked out with pencil and paper, one rule of the contract each. All times are in milliseconds.
//!
//! A span reads `state/step start-end @thread`; on the lane of a helper or a service it ends in the request, and a
//! service names the call after the step. Requests count from 1 as people do, steps and calls from 0.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
}

use expect_test::{Expect, expect};
use interleave::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Step};
use interleave::sim::{EVENTS_MAX, Failure, simulate};
use interleave::summary::summarize;
use interleave::time::{Duration, INSTANT_MAX, Instant};
use interleave::trace::{ResourceId, ResourceState, State, ThreadKind, Trace};

use support::assemble::{Declared, assemble};

const SYNC: Runtime = Runtime::Sync { threads: 1 };
const ASYNC: Runtime = Runtime::Async { threads: 1, blocking_threads: 1 };

fn cpu(ms: u64) -> Step {
    Step::Cpu(Duration::from_ms(ms))
}

fn to(service: &str, ms: u64) -> Call {
    Call { service: service.to_owned(), latency: Some(Duration::from_ms(ms)) }
}

fn call(service: &str, ms: u64) -> Step {
    Step::Calls(vec![to(service, ms)])
}

fn offload_cpu(ms: u64) -> Step {
    Step::OffloadCpu(Duration::from_ms(ms))
}

/// `count` requests, the first at `at`, the others `every` after one another.
fn group(count: u32, at: u64, every: u64, steps: &[Step]) -> Group {
    Group {
        name: String::new(),
        program: Program(steps.to_vec()),
        count,
        at: Instant::from_ms(at),
        gap: Gap::Every(Duration::from_ms(every)),
    }
}

/// One request at `at`.
fn one(at: u64, steps: &[Step]) -> Group {
    group(1, at, 0, steps)
}

/// On one core with a quantum of 5 and a switch of 0.
fn scenario(groups: &[Group]) -> Scenario {
    scenario_on(Machine::default(), groups)
}

fn scenario_on(machine: Machine, groups: &[Group]) -> Scenario {
    assemble(machine, [Declared::default(); 3], groups.to_vec(), vec![SYNC, ASYNC], Duration::ZERO)
}

/// `db` has one slot.
fn scenario_with_one_slot(groups: &[Group]) -> Scenario {
    let db = Declared { capacity: Some(1), latency: None };
    let declared = [db, Declared::default(), Declared::default()];
    assemble(Machine::default(), declared, groups.to_vec(), vec![SYNC, ASYNC], Duration::ZERO)
}

fn machine(cores: u32, quantum: u64, switch: u64) -> Machine {
    Machine { cores, quantum: Duration::from_ms(quantum), switch: Duration::from_ms(switch) }
}

#[track_caller]
fn check(scenario: &Scenario, runtime: Runtime, expected: &Expect) {
    let trace = simulate(scenario, runtime).expect("the run stays within the limits");
    expected.assert_eq(&show(&trace));
}

fn show(trace: &Trace) -> String {
    let mut lines = Vec::new();
    for id in trace.task_ids() {
        let spans = trace.task_spans(id).map(|span| {
            let step = span.site.map_or(String::new(), |site| format!("/{}", trace.site(site).step()));
            let thread = span.thread.map_or(String::new(), |thread| format!(" @{}", thread.0 + 1));
            format!("{}{step} {}-{}{thread}", state(span.state), span.start, span.end)
        });
        lines.push(format!("{}: {}", id.number(), spans.collect::<Vec<_>>().join(", ")));
    }
    for (id, info) in trace.thread_ids().zip(trace.threads()) {
        let spans = trace.thread_spans(id).map(|span| {
            let request = span.task.number();
            let step = trace.site(span.site).step();
            format!("{}/{step} {}-{} of {request}", state(span.state), span.start, span.end)
        });
        let spans: Vec<_> = spans.collect();
        if info.kind == ThreadKind::Blocking && !spans.is_empty() {
            lines.push(format!("blocking-{}: {}", info.number, spans.join(", ")));
        }
    }
    for (id, service) in trace.services() {
        let spans = trace.resource_spans(id).iter().map(|span| {
            let state = match span.state() {
                ResourceState::Waiting => "waiting",
                ResourceState::Serving => "serving",
                ResourceState::Held | ResourceState::Armed => panic!("services serve"),
            };
            let (request, step, call) = (span.task.number(), trace.site(span.site).step(), span.call());
            format!("{state}/{step}.{call} {}-{} of {request}", span.start, span.end)
        });
        lines.push(format!("{}: {}", service.name, spans.collect::<Vec<_>>().join(", ")));
    }
    lines.push(numbers(trace));
    lines.into_iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

fn numbers(trace: &Trace) -> String {
    let of = summarize(trace);
    let external = Duration::from_ns(u64::try_from(of.external_wait_ns).expect("short"));
    format!(
        "makespan {}, external {external}, wasted {}, reused {}, in flight {}, hops {}",
        of.makespan, of.waiting_wasted, of.waiting_reused, of.max_in_flight, of.hops
    )
}

fn state(state: State) -> &'static str {
    match state {
        State::Queued => "queued",
        State::Running => "running",
        State::Runnable => "runnable",
        State::Switching => "switching",
        State::Blocked => "blocked",
        State::Paused => "paused",
        State::Ready => "ready",
    }
}

/// Sync: each request takes 3 + 20 + 5 = 28, one after the other, 3 × 28 = 84; the thread is blocked 3 × 20.
///
/// Async: all three first computations are over at 9. 1 has its answer at 3 + 20 = 23, 2 at 6 + 20 = 26 while 1
/// computes until 28, 3 at 9 + 20 = 29 while 2 computes until 33. Running while another is paused: 3–9 is 6 (1 is
/// paused), 23–28 is 5 (3 is paused), 28–29 is 1 (3 still is): 12. The worker goes 1 2 3 1 2 3, which is 5 hops.
#[test]
fn three_requests() {
    let scenario = scenario(&[group(3, 0, 1, &[cpu(3), call("db", 20), cpu(5)])]);
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: running/0 0-3 @1, blocked/1 3-23 @1, running/2 23-28 @1
            2: queued 1-28, running/0 28-31 @1, blocked/1 31-51 @1, running/2 51-56 @1
            3: queued 2-56, running/0 56-59 @1, blocked/1 59-79 @1, running/2 79-84 @1
            db: serving/1.0 3-23 of 1, serving/1.0 31-51 of 2, serving/1.0 59-79 of 3
            makespan 84, external 60, wasted 60, reused 0, in flight 1, hops 2
        "]],
    );
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: running/0 0-3 @1, paused/1 3-23, running/2 23-28 @1
            2: queued 1-3, running/0 3-6 @1, paused/1 6-26, ready/1 26-28, running/2 28-33 @1
            3: queued 2-6, running/0 6-9 @1, paused/1 9-29, ready/1 29-33, running/2 33-38 @1
            db: serving/1.0 3-23 of 1, serving/1.0 6-26 of 2, serving/1.0 9-29 of 3
            makespan 38, external 60, wasted 0, reused 12, in flight 3, hops 5
        "]],
    );
}

/// A join waits for its slowest call, 30. A thread that blocks makes its calls one after the other, 10 + 30 = 40, in
/// one stretch, for the step is the same.
#[test]
fn a_join_waits_for_the_last_response() {
    let join = Step::Calls(vec![to("db", 10), to("api", 30)]);
    let scenario = scenario(&[one(0, &[cpu(1), join, cpu(1)])]);
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: running/0 0-1 @1, paused/1 1-31, running/2 31-32 @1
            db: serving/1.0 1-11 of 1
            api: serving/1.1 1-31 of 1
            makespan 32, external 30, wasted 0, reused 0, in flight 1, hops 0
        "]],
    );
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: running/0 0-1 @1, blocked/1 1-41 @1, running/2 41-42 @1
            db: serving/1.0 1-11 of 1
            api: serving/1.1 11-41 of 1
            makespan 42, external 40, wasted 40, reused 0, in flight 1, hops 0
        "]],
    );
}

/// Two steps are awaited one after the other by a task as well: 10, then 30. Another step makes another span.
#[test]
fn a_sequence_waits_for_each_response() {
    check(
        &scenario(&[one(0, &[cpu(1), call("db", 10), call("api", 30), cpu(1)])]),
        ASYNC,
        &expect![[r"
            1: running/0 0-1 @1, paused/1 1-11, paused/2 11-41, running/3 41-42 @1
            db: serving/1.0 1-11 of 1
            api: serving/2.0 11-41 of 1
            makespan 42, external 40, wasted 0, reused 0, in flight 1, hops 0
        "]],
    );
}

/// One slot: the calls are served at 0, 10 and 20, for 10 each. The worker is free all the time. The external waits
/// are 10 + 20 + 30 = 60. It takes up 1, 2, 3 at 0, then each again to finish: 1 2 3 1 2 3, 5 hops.
#[test]
fn calls_wait_for_a_slot_in_order() {
    check(
        &scenario_with_one_slot(&[group(3, 0, 0, &[call("db", 10)])]),
        ASYNC,
        &expect![[r"
            1: paused/0 0-10
            2: paused/0 0-20
            3: paused/0 0-30
            db: serving/0.0 0-10 of 1, waiting/0.0 0-10 of 2, waiting/0.0 0-20 of 3, serving/0.0 10-20 of 2, serving/0.0 20-30 of 3
            makespan 30, external 60, wasted 0, reused 0, in flight 3, hops 5
        "]],
    );
}

/// The calls of a join queue in written order: 10 first, then 5.
#[test]
fn the_calls_of_a_join_queue_in_written_order() {
    check(
        &scenario_with_one_slot(&[one(0, &[Step::Calls(vec![to("db", 10), to("db", 5)])])]),
        ASYNC,
        &expect![[r"
            1: paused/0 0-15
            db: serving/0.0 0-10 of 1, waiting/0.1 0-10 of 1, serving/0.1 10-15 of 1
            makespan 15, external 15, wasted 0, reused 0, in flight 1, hops 0
        "]],
    );
}

/// At 10 the slot goes to 2, which waits, before 1 goes on and calls again; so they take turns: 1 2 1 2.
#[test]
fn a_slot_goes_to_who_waits_before_the_caller_goes_on() {
    check(
        &scenario_with_one_slot(&[group(2, 0, 0, &[call("db", 10), call("db", 10)])]),
        Runtime::Sync { threads: 2 },
        &expect![[r"
            1: blocked/0 0-10 @1, blocked/1 10-30 @1
            2: blocked/0 0-20 @2, blocked/1 20-40 @2
            db: serving/0.0 0-10 of 1, waiting/0.0 0-10 of 2, waiting/1.0 10-20 of 1, serving/0.0 10-20 of 2, serving/1.0 20-30 of 1, waiting/1.0 20-30 of 2, serving/1.0 30-40 of 2
            makespan 40, external 70, wasted 70, reused 0, in flight 2, hops 0
        "]],
    );
}

/// The mistake: 2 waits for a worker that does nothing for 10.
#[test]
fn a_blocking_call_keeps_the_worker() {
    check(
        &scenario(&[one(0, &[Step::Block(to("db", 10)), cpu(1)]), one(0, &[cpu(2)])]),
        ASYNC,
        &expect![[r"
            1: blocked/0 0-10 @1, running/1 10-11 @1
            2: queued 0-11, running/0 11-13 @1
            db: serving/0.0 0-10 of 1
            makespan 13, external 10, wasted 10, reused 0, in flight 1, hops 1
        "]],
    );
}

/// Two cores, so that worker and helper do not compete. At 1 the helper computes for 1, until 5; 2 computes 1–2 and
/// then waits for the helper, which computes for it 5–9. Nobody waits for a service. The worker runs while another
/// request is paused at 1–2 (for 1) and 5–6 (for 2): 2. Hops 1 2 1 2: 3.
#[test]
fn one_helper_takes_offloaded_steps_in_order() {
    check(
        &scenario_on(machine(2, 5, 0), &[group(2, 0, 0, &[cpu(1), offload_cpu(4), cpu(1)])]),
        ASYNC,
        &expect![[r"
            1: running/0 0-1 @1, paused/1 1-5, running/2 5-6 @1
            2: queued 0-1, running/0 1-2 @1, paused/1 2-9, running/2 9-10 @1
            blocking-1: running/1 1-5 of 1, running/1 5-9 of 2
            makespan 10, external 0, wasted 0, reused 2, in flight 2, hops 3
        "]],
    );
}

/// The call of 2 is made when the helper is free, at 6; waiting for the helper is no external wait: 6 + 6 = 12. A
/// blocked helper wastes no worker. In the sync model it is a call like any other.
#[test]
fn an_offloaded_call_blocks_the_helper() {
    let scenario = scenario(&[group(2, 0, 0, &[Step::OffloadCall(to("db", 6))])]);
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: paused/0 0-6
            2: paused/0 0-12
            blocking-1: blocked/0 0-6 of 1, blocked/0 6-12 of 2
            db: serving/0.0 0-6 of 1, serving/0.0 6-12 of 2
            makespan 12, external 12, wasted 0, reused 0, in flight 2, hops 3
        "]],
    );
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: blocked/0 0-6 @1
            2: queued 0-6, blocked/0 6-12 @1
            db: serving/0.0 0-6 of 1, serving/0.0 6-12 of 2
            makespan 12, external 12, wasted 12, reused 0, in flight 1, hops 1
        "]],
    );
}

/// One core for worker and helper. At 2 the helper takes the step of 2 first, and with it the core until 4; 1 is
/// ready only then, gets the worker at once, and waits for the core. Running while another is paused: none, for at
/// 4 both waits are over. Hops: 1 2 at 0, then 1, then 2: 3.
#[test]
fn a_helper_takes_the_next_step_before_the_request_is_ready() {
    check(
        &scenario(&[group(2, 0, 0, &[offload_cpu(2), cpu(3)])]),
        ASYNC,
        &expect![[r"
            1: paused/0 0-2, runnable/1 2-4 @1, running/1 4-7 @1
            2: paused/0 0-4, ready/0 4-7, running/1 7-10 @1
            blocking-1: running/0 0-2 of 1, running/0 2-4 of 2
            makespan 10, external 0, wasted 0, reused 0, in flight 2, hops 3
        "]],
    );
}

/// 1 goes behind 2 and 3, which came meanwhile. A thread of the sync model goes on as if there were no such step.
#[test]
fn who_yields_goes_last() {
    let scenario = scenario(&[one(0, &[cpu(2), Step::Yield, cpu(1)]), one(0, &[cpu(3)]), one(1, &[cpu(1)])]);
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: running/0 0-2 @1, ready/1 2-6, running/2 6-7 @1
            2: queued 0-2, running/0 2-5 @1
            3: queued 1-5, running/0 5-6 @1
            makespan 7, external 0, wasted 0, reused 0, in flight 2, hops 3
        "]],
    );
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: running/0 0-2 @1, running/2 2-3 @1
            2: queued 0-3, running/0 3-6 @1
            3: queued 1-6, running/0 6-7 @1
            makespan 7, external 0, wasted 0, reused 0, in flight 1, hops 2
        "]],
    );
}

/// Quantum 2, switch 1. The first threads of both cores cost no switch and run until 2, when both quanta are over
/// with thread 3 queued. Core 1 is first: thread 1 goes behind 3, and core 1 switches to 3 until 3. Core 2: thread 2
/// goes behind 1, and core 2 switches to 1 until 3; what is left of 1 takes until 4. Then core 2 switches to 2 until
/// 5 and runs the rest of it until 6. The quantum of 3 is over at 5, but nobody is queued: it goes on until 6.
#[test]
fn cores_take_turns() {
    check(
        &scenario_on(machine(2, 2, 1), &[group(3, 0, 0, &[cpu(3)])]),
        Runtime::Sync { threads: 3 },
        &expect![[r"
            1: running/0 0-2 @1, switching/0 2-3 @1, running/0 3-4 @1
            2: running/0 0-2 @2, runnable/0 2-4 @2, switching/0 4-5 @2, running/0 5-6 @2
            3: runnable/0 0-2 @3, switching/0 2-3 @3, running/0 3-6 @3
            makespan 6, external 0, wasted 0, reused 0, in flight 3, hops 0
        "]],
    );
}

/// One core, quantum 5, switch 1; 1 computes from 0. When its quantum is over at 5 nobody is queued, so another
/// begins, although 2 queues at 6: it waits until 10. It is switched to until 11 and ends at 12, when the core goes
/// back to thread 1: another thread than the one before, so it switches until 13, and the last 2 are over at 15.
#[test]
fn a_quantum_begins_anew_with_nobody_queued() {
    check(
        &scenario_on(machine(1, 5, 1), &[one(0, &[cpu(12)]), one(6, &[cpu(1)])]),
        Runtime::Sync { threads: 2 },
        &expect![[r"
            1: running/0 0-10 @1, runnable/0 10-12 @1, switching/0 12-13 @1, running/0 13-15 @1
            2: runnable/0 6-10 @2, switching/0 10-11 @2, running/0 11-12 @2
            makespan 15, external 0, wasted 0, reused 0, in flight 2, hops 0
        "]],
    );
}

/// Two cores, switch 1. Thread 2 computes on core 2 until 1 and blocks until 3; thread 1 computes on core 1 until 2.
/// At 3 both cores are idle: thread 2 goes back to the core that knows it, without a switch. Request 3, which
/// arrives at 3 as well, came first: thread 1 takes it, on core 1, without a switch either.
#[test]
fn a_thread_goes_back_to_its_core() {
    let computes = one(0, &[cpu(2)]);
    let calls = one(0, &[cpu(1), call("db", 2), cpu(1)]);
    check(
        &scenario_on(machine(2, 5, 1), &[computes, calls, one(3, &[cpu(1)])]),
        Runtime::Sync { threads: 2 },
        &expect![[r"
            1: running/0 0-2 @1
            2: running/0 0-1 @2, blocked/1 1-3 @2, running/2 3-4 @2
            3: running/0 3-4 @1
            db: serving/1.0 1-3 of 2
            makespan 4, external 2, wasted 2, reused 0, in flight 2, hops 1
        "]],
    );
}

/// The answer is there at 3, but the worker computes until 11: ready is not running. Running while another is
/// paused: 1–3.
#[test]
fn ready_is_not_running() {
    check(
        &scenario(&[one(0, &[cpu(1), call("db", 2), cpu(1)]), one(0, &[cpu(10)])]),
        ASYNC,
        &expect![[r"
            1: running/0 0-1 @1, paused/1 1-3, ready/1 3-11, running/2 11-12 @1
            2: queued 0-1, running/0 1-11 @1
            db: serving/1.0 1-3 of 1
            makespan 12, external 2, wasted 0, reused 2, in flight 2, hops 2
        "]],
    );
}

/// The task has nothing left to do at 5, but only a worker can see that: at 11. The thread of the sync model was
/// there all the time.
#[test]
fn a_task_whose_last_step_is_a_call_finishes_on_a_worker() {
    let scenario = scenario(&[one(0, &[call("db", 5)]), one(1, &[cpu(10)])]);
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: paused/0 0-5, ready/0 5-11
            2: running/0 1-11 @1
            db: serving/0.0 0-5 of 1
            makespan 11, external 5, wasted 0, reused 4, in flight 2, hops 2
        "]],
    );
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: blocked/0 0-5 @1
            2: queued 1-5, running/0 5-15 @1
            db: serving/0.0 0-5 of 1
            makespan 15, external 5, wasted 5, reused 0, in flight 1, hops 1
        "]],
    );
}

/// The answer comes in no time, yet the task has left its worker, which takes 2 until 2. Spans of no length are left
/// out. The sync thread never lets go.
#[test]
fn a_call_of_latency_zero_still_leaves_the_worker() {
    let scenario = scenario(&[one(0, &[cpu(1), call("db", 0), cpu(1)]), one(0, &[cpu(1)])]);
    check(
        &scenario,
        ASYNC,
        &expect![[r"
            1: running/0 0-1 @1, ready/1 1-2, running/2 2-3 @1
            2: queued 0-1, running/0 1-2 @1
            db:
            makespan 3, external 0, wasted 0, reused 0, in flight 2, hops 2
        "]],
    );
    check(
        &scenario,
        SYNC,
        &expect![[r"
            1: running/0 0-1 @1, running/2 1-2 @1
            2: queued 0-2, running/0 2-3 @1
            db:
            makespan 3, external 0, wasted 0, reused 0, in flight 1, hops 1
        "]],
    );
}

/// One core for two threads: 2 waits for it until 2. Thread 1 is free at 2 + 4 = 6 and takes 3. Blocked 3 × 4.
#[test]
fn two_threads_share_a_core() {
    check(
        &scenario(&[group(3, 0, 0, &[cpu(2), call("db", 4)])]),
        Runtime::Sync { threads: 2 },
        &expect![[r"
            1: running/0 0-2 @1, blocked/1 2-6 @1
            2: runnable/0 0-2 @2, running/0 2-4 @2, blocked/1 4-8 @2
            3: queued 0-6, running/0 6-8 @1, blocked/1 8-12 @1
            db: serving/1.0 2-6 of 1, serving/1.0 4-8 of 2, serving/1.0 8-12 of 3
            makespan 12, external 12, wasted 12, reused 0, in flight 2, hops 1
        "]],
    );
}

/// A step that has ended gives its core away before the next step of the same thread queues for it.
#[test]
fn a_core_is_given_away_between_steps() {
    check(
        &scenario(&[one(0, &[cpu(2), cpu(2)]), one(0, &[cpu(2)])]),
        Runtime::Sync { threads: 2 },
        &expect![[r"
            1: running/0 0-2 @1, runnable/1 2-4 @1, running/1 4-6 @1
            2: runnable/0 0-2 @2, running/0 2-4 @2
            makespan 6, external 0, wasted 0, reused 0, in flight 2, hops 0
        "]],
    );
}

/// At 5 the arrival comes first and gets the idle worker; the response of the same instant finds it busy.
#[test]
fn an_arrival_comes_before_a_response() {
    check(
        &scenario(&[one(0, &[call("db", 5), cpu(1)]), one(5, &[cpu(2)])]),
        ASYNC,
        &expect![[r"
            1: paused/0 0-5, ready/0 5-7, running/1 7-8 @1
            2: running/0 5-7 @1
            db: serving/0.0 0-5 of 1
            makespan 8, external 5, wasted 0, reused 0, in flight 2, hops 2
        "]],
    );
}

/// Both answers come at 10. That to 2 was scheduled at 1, that to 1 at 4: so 2 is first and gets worker 1.
#[test]
fn responses_of_one_instant_come_in_the_order_of_their_calls() {
    let later = one(0, &[cpu(4), call("api", 6), cpu(1)]);
    check(
        &scenario_on(machine(2, 5, 0), &[later, one(1, &[call("db", 9), cpu(1)])]),
        Runtime::Async { threads: 2, blocking_threads: 1 },
        &expect![[r"
            1: running/0 0-4 @1, paused/1 4-10, running/2 10-11 @2
            2: paused/0 1-10, running/1 10-11 @1
            api: serving/1.0 4-10 of 1
            db: serving/0.0 1-10 of 2
            makespan 11, external 15, wasted 0, reused 3, in flight 2, hops 2
        "]],
    );
}

/// Latencies 1, 2, …, 100: the nearest ranks are 50, 95 and 99; the mean is 50.5. 100 requests in 100 ms.
#[test]
fn percentiles_by_nearest_rank() {
    let trace = simulate(&scenario(&[group(100, 0, 0, &[cpu(1)])]), SYNC).expect("within the limits");
    let summary = summarize(&trace);
    let latency = summary.latency;
    let ms = Duration::from_ms;
    assert_eq!((latency.p50, latency.p95, latency.p99, latency.max), (ms(50), ms(95), ms(99), ms(100)));
    assert_eq!(latency.mean, Duration::from_ns(50_500_000));
    assert_eq!(summary.throughput_per_s.to_bits(), 1000.0_f64.to_bits());
}

/// As in `two_threads_share_a_core`: 2 × 12 = 24 = 6 + 12 + 2 + 0 + 4, for thread 2 is idle from 8 on.
#[test]
fn thread_time_adds_up() {
    let scenario = scenario(&[group(3, 0, 0, &[cpu(2), call("db", 4)])]);
    let trace = simulate(&scenario, Runtime::Sync { threads: 2 }).expect("within the limits");
    let of = summarize(&trace).threads;
    let ms = [of.running, of.blocked, of.runnable, of.switching, of.idle].map(|time| time.to_string());
    assert_eq!(ms, ["6", "12", "2", "0", "4"]);
}

/// Requests that take no time at all: nothing to see, nothing to divide by. Yet things happen one after the other:
/// 1 yields, is taken up again, and computes; 2 arrives. 1 calls; 2 is taken up (a hop), yields, is taken up again,
/// and computes. 1 has its answer and waits; 2 calls; 1 is taken up (a hop) and finishes; 2 has its answer, is taken
/// up (a hop) and finishes.
#[test]
fn no_time_at_all() {
    check(
        &scenario(&[group(2, 0, 0, &[Step::Yield, cpu(0), call("db", 0)])]),
        ASYNC,
        &expect![[r"
            1:
            2:
            db:
            makespan 0, external 0, wasted 0, reused 0, in flight 0, hops 3
        "]],
    );
}

/// 600,000 s twice is more than 10⁶ s; the failure names the steps that would take so long.
#[test]
fn beyond_the_last_instant() {
    let long = cpu(600_000_000);
    let machine = machine(1, 600_000_000, 0);
    let once = scenario_on(machine, &[one(0, &[cpu(1)]), one(0, std::slice::from_ref(&long))]);
    let twice = scenario_on(machine, &[one(0, &[cpu(1)]), one(0, &[long.clone(), long])]);
    for runtime in [SYNC, ASYNC] {
        assert!(simulate(&once, runtime).is_ok());
        let failure = simulate(&twice, runtime).expect_err("beyond the limit");
        assert_eq!(failure, Failure::Late { group: 1 });
    }
}

/// Two threads that take turns on one core for 2 × 26 ms in quanta of 1 ns are more than 50,000,000 events.
#[test]
fn beyond_the_last_event() {
    let quantum = Duration::from_ns(1);
    let machine = Machine { quantum, ..Machine::default() };
    let scenario = scenario_on(machine, &[one(0, &[cpu(26)]), one(0, &[cpu(26)])]);
    let failure = simulate(&scenario, Runtime::Sync { threads: 2 }).expect_err("beyond the limit");
    assert!(failure.message().contains(&EVENTS_MAX.to_string()), "{failure}");
}

/// Nobody wants the core in between, so 2 × 10¹⁴ quanta are no events: the longest computation there can be.
#[test]
fn a_thread_alone_computes_to_the_last_instant() {
    let quantum = Duration::from_ns(5);
    let machine = Machine { quantum, ..Machine::default() };
    let trace =
        simulate(&scenario_on(machine, &[one(0, &[cpu(1_000_000_000)])]), SYNC).expect("within the limit");
    assert_eq!(trace.makespan(), INSTANT_MAX);
}

/// A million calls that wait for one slot are bound to be a million events more than there may be, long before the
/// memory for them would run out.
#[test]
fn calls_that_wait_are_bounded_as_events_are() {
    let storm = Step::Calls(vec![to("db", 1); 10_000]);
    let scenario = scenario_with_one_slot(&[group(1_000_000, 0, 0, &[storm])]);
    let failure = simulate(&scenario, ASYNC).expect_err("beyond the limit");
    assert!(failure.message().contains(&EVENTS_MAX.to_string()), "{failure}");
}

/// All that wait for the first go through the worker in one instant, one after the other, not one inside the other.
/// The first runs 1; each of the others is taken up once, twice if it yields: it goes behind all others.
#[test]
fn a_multitude_in_one_instant() {
    const MANY: u32 = 200_000;
    let first = one(0, &[cpu(1)]);
    let yields = scenario(&[first.clone(), group(MANY, 0, 0, &[Step::Yield])]);
    for (runtime, hops) in [(SYNC, MANY), (ASYNC, 2 * MANY)] {
        let trace = simulate(&yields, runtime).expect("within the limits");
        assert_eq!(trace.hops(), u64::from(hops));
        assert_eq!(trace.makespan(), Instant::from_ms(1));
    }
    let calls = scenario_with_one_slot(&[first.clone(), group(MANY, 0, 0, &[call("db", 0), cpu(0)])]);
    let joins = vec![to("db", 0), to("db", 0)];
    let joins = scenario_with_one_slot(&[first.clone(), group(MANY, 0, 0, &[Step::Calls(joins)])]);
    let hands = scenario(&[first, group(MANY, 0, 0, &[Step::OffloadCall(to("db", 0)), offload_cpu(0)])]);
    for scenario in [calls, joins, hands] {
        for runtime in [SYNC, ASYNC] {
            let trace = simulate(&scenario, runtime).expect("within the limits");
            assert_eq!(trace.makespan(), Instant::from_ms(1));
        }
    }
}

/// A join of 300 calls: the last, of 300 ms, is number 299 of its step.
#[test]
fn a_join_wider_than_a_byte() {
    let calls = (1..=300).map(|ms| to("db", ms)).collect();
    let trace = simulate(&scenario(&[one(0, &[Step::Calls(calls)])]), ASYNC).expect("within the limits");
    let spans: Vec<_> =
        trace.resource_spans(ResourceId(0)).iter().map(|span| (u64::from(span.call()), span.end)).collect();
    assert_eq!(spans, (0..300).map(|call| (call, Instant::from_ms(call + 1))).collect::<Vec<_>>());
}
