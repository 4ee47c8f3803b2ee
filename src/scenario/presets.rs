//! The built-in catalogue: small scenarios, each with one lesson that is visible at a glance.
//!
//! What a preset holds is frozen within a version of the link format: links name them.

mod beliefs;
mod large;
pub mod lessons;

use super::parts::in_order_of_use;
use super::{Call, Gap, Group, Machine, Program, RUNTIMES_DEFAULT, Scenario, Service, Step};
use crate::time::{Duration, Instant};

/// The preset that is shown where nothing else is asked for.
pub const DEFAULT: &str = "three-requests";

/// A built-in scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name in links, lower-case letters and hyphens.
    pub id: &'static str,
    /// What it shows, in one sentence.
    pub lesson: &'static str,
    /// The scenario; its title is what people see in the list.
    pub scenario: Scenario,
}

/// All presets in the order of the list; the first is [`DEFAULT`].
pub fn catalogue() -> Vec<Preset> {
    let mut all = vec![
        three_requests(),
        slow_neighbour(),
        late_response(),
        blocking_in_async(),
        sequential_or_together(),
        cpu_bound(),
    ];
    all.extend(beliefs::catalogue());
    all.extend(large::catalogue());
    all
}

/// The preset with this id.
pub fn find(id: &str) -> Option<Preset> {
    catalogue().into_iter().find(|preset| preset.id == id)
}

/// Whether this preset has so many requests that they are drawn together.
pub fn is_large(id: &str) -> bool {
    large::catalogue().iter().any(|preset| preset.id == id)
}

/// The preset [`DEFAULT`].
pub fn three_requests() -> Preset {
    preset(
        DEFAULT,
        "Three requests, one slow database",
        "While a synchronous thread waits for the database it does nothing; an asynchronous one serves the other requests.",
        vec![group("page", vec![cpu(3), call("db", 20), cpu(5)], 3, 0, 1)],
    )
}

fn slow_neighbour() -> Preset {
    preset(
        "slow-neighbour",
        "One slow call delays everyone behind it",
        "Three quick requests stand in the queue behind one slow report, unless the thread is free while the report waits.",
        vec![
            group("report", vec![cpu(2), call("archive", 60), cpu(2)], 1, 0, 0),
            group("quick", vec![cpu(2), call("db", 6), cpu(2)], 3, 1, 2),
        ],
    )
}

fn late_response() -> Preset {
    preset(
        "late-response",
        "The response is there, the thread is busy",
        "A response makes its task ready, not running: the task goes on when the thread has finished what it is computing.",
        vec![
            group("early", vec![cpu(2), call("db", 10), cpu(4)], 2, 0, 1),
            group("long", vec![cpu(30)], 1, 3, 0),
        ],
    )
}

fn blocking_in_async() -> Preset {
    preset(
        "blocking-in-async",
        "One blocking call freezes the event loop",
        "A call that blocks keeps the only thread, so that every other task stands still although its response has arrived.",
        vec![
            group("page", vec![cpu(2), call("db", 10), cpu(2)], 3, 0, 1),
            group("report", vec![cpu(2), block("disk", 30), cpu(2)], 1, 5, 0),
        ],
    )
}

fn sequential_or_together() -> Preset {
    let join = Step::Calls(vec![one_call("db", 30), one_call("api", 20)]);
    preset(
        "sequential-or-together",
        "Two awaits in a row, or both together",
        "Awaiting one call after the other adds their times up; only calls that are begun together overlap.",
        vec![
            group("in-a-row", vec![cpu(2), call("db", 30), call("api", 20), cpu(2)], 1, 0, 0),
            group("together", vec![cpu(2), join, cpu(2)], 1, 0, 0),
        ],
    )
}

fn cpu_bound() -> Preset {
    preset(
        "cpu-bound",
        "Computing takes as long either way",
        "Where nobody waits there is no waiting time to reuse: the asynchronous thread finishes no earlier.",
        vec![group("compute", vec![cpu(20)], 3, 0, 1)],
    )
}

fn preset(id: &'static str, title: &str, lesson: &'static str, groups: Vec<Group>) -> Preset {
    let services: Vec<Service> = in_order_of_use(&groups, Vec::new());
    let runtimes = RUNTIMES_DEFAULT.into();
    let machine = Machine::default();
    Preset {
        id,
        lesson,
        scenario: Scenario { title: title.into(), seed: 0, machine, services, groups, runtimes },
    }
}

fn group(name: &str, steps: Vec<Step>, count: u32, at_ms: u64, every_ms: u64) -> Group {
    let gap = Gap::Every(Duration::from_ms(every_ms));
    Group { name: name.into(), program: Program(steps), count, at: Instant::from_ms(at_ms), gap }
}

fn cpu(ms: u64) -> Step {
    Step::Cpu(Duration::from_ms(ms))
}

fn call(service: &str, ms: u64) -> Step {
    Step::Calls(vec![one_call(service, ms)])
}

fn block(service: &str, ms: u64) -> Step {
    Step::Block(one_call(service, ms))
}

fn one_call(service: &str, ms: u64) -> Call {
    Call { service: service.into(), latency: Some(Duration::from_ms(ms)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::simulate;

    /// The makespans in ms of the runtimes in order.
    #[track_caller]
    fn check(id: &str, makespans_ms: [u64; 2]) {
        let scenario = find(id).expect("the preset exists").scenario;
        let makespan = |&runtime| simulate(&scenario, runtime).expect("presets break no limit").makespan();
        let found: Vec<_> = scenario.runtimes.iter().map(makespan).collect();
        assert_eq!(found, makespans_ms.map(Instant::from_ms));
    }

    #[test]
    fn makespans_show_the_lesson() {
        check("three-requests", [84, 38]);
        check("slow-neighbour", [94, 64]);
        check("late-response", [62, 42]);
        check("blocking-in-async", [76, 46]);
        check("sequential-or-together", [108, 54]);
        check("cpu-bound", [60, 60]);
    }

    #[test]
    fn ids_are_unique_and_the_first_is_the_default() {
        let ids: Vec<_> = catalogue().iter().map(|preset| preset.id).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!((ids[0], unique.len()), (DEFAULT, ids.len()));
    }
}
