//! Scenarios that put a common belief to the test: both models, and a number that refutes it.

use super::{Preset, call, cpu, group, preset, three_requests};
use crate::scenario::parts::in_order_of_use;
use crate::scenario::{Machine, RUNTIMES_DEFAULT, Runtime, Scenario, Service};

const ASYNC: Runtime = RUNTIMES_DEFAULT[1];

/// Those that are not in the catalogue for another reason.
pub fn catalogue() -> Vec<Preset> {
    vec![in_parallel(), in_background(), timer_on_time(), threads_wait_too(), two_slots()]
}

fn run_by(preset: Preset, runtimes: [Runtime; 2]) -> Preset {
    let scenario = Scenario { runtimes: runtimes.into(), ..preset.scenario };
    Preset { scenario, ..preset }
}

fn in_parallel() -> Preset {
    let preset = preset(
        "async-in-parallel",
        "Four cores, four threads or one",
        "Four threads compute on four cores at once; one asynchronous thread computes one request after the other.",
        vec![group("compute", vec![cpu(20)], 4, 0, 0)],
    );
    let mut preset = run_by(preset, [Runtime::Sync { threads: 4 }, ASYNC]);
    preset.scenario.machine = Machine { cores: 4, ..Machine::default() };
    preset
}

fn in_background() -> Preset {
    preset(
        "await-in-background",
        "Who works during an await?",
        "While the task is paused no thread works for it; the database does.",
        vec![group("page", vec![cpu(3), call("db", 20), cpu(5)], 1, 0, 0)],
    )
}

fn timer_on_time() -> Preset {
    preset(
        "timer-on-time",
        "A timer is due, the thread is busy",
        "A timer that is due makes its task ready; the task runs when the thread has time for it.",
        vec![
            group("tick", vec![cpu(1), call("timer", 10), cpu(2)], 1, 0, 0),
            group("long", vec![cpu(30)], 1, 5, 0),
        ],
    )
}

fn threads_wait_too() -> Preset {
    let three = three_requests();
    let preset = preset(
        "threads-wait-too",
        "Three threads, or one that hops",
        "Three threads are as quick as one that hops; what they cost is threads that do nothing but wait.",
        three.scenario.groups,
    );
    run_by(preset, [Runtime::Sync { threads: 3 }, ASYNC])
}

fn two_slots() -> Preset {
    let preset = preset(
        "two-slots",
        "A database that answers two at a time",
        "Where the database is the bottleneck, one asynchronous thread has no advantage over two that wait.",
        vec![group("page", vec![cpu(1), call("db", 20), cpu(1)], 6, 0, 0)],
    );
    let mut preset = run_by(preset, [Runtime::Sync { threads: 2 }, ASYNC]);
    let db = Service { name: "db".into(), capacity: Some(2), latency: None };
    preset.scenario.services = in_order_of_use(&preset.scenario.groups, vec![db]);
    preset
}
