//! Scenarios that only the lesson shows: fewer requests, or one model alone. Frozen as presets are.

use super::{Preset, call, cpu, find, group, preset, three_requests};
use crate::scenario::{RUNTIMES_DEFAULT, Runtime, Scenario};

/// One synchronous thread.
pub const SYNC: Runtime = RUNTIMES_DEFAULT[0];
/// One asynchronous thread.
pub const ASYNC: Runtime = RUNTIMES_DEFAULT[1];

/// The scenario executed by one model alone.
fn alone(preset: Preset, runtime: Runtime) -> Scenario {
    Scenario { runtimes: vec![runtime], ..preset.scenario }
}

/// One request that calls the database once.
pub fn one_request(runtime: Runtime) -> Scenario {
    let groups = vec![group("page", vec![cpu(3), call("db", 20), cpu(5)], 1, 0, 0)];
    alone(preset("", "One request, one call", "", groups), runtime)
}

/// Three requests that call the database once.
pub fn three_alone(runtime: Runtime) -> Scenario {
    alone(three_requests(), runtime)
}

/// A slow request before three quick ones.
pub fn slow_alone(runtime: Runtime) -> Scenario {
    alone(find("slow-neighbour").unwrap_or_else(three_requests), runtime)
}

/// Responses that find the thread busy.
pub fn late_alone(runtime: Runtime) -> Scenario {
    alone(find("late-response").unwrap_or_else(three_requests), runtime)
}

/// One request that awaits, and one that has work to do.
pub fn handing_over(runtime: Runtime) -> Scenario {
    let groups = vec![
        group("page", vec![cpu(2), call("db", 10), cpu(3)], 1, 0, 0),
        group("other", vec![cpu(4)], 1, 1, 0),
    ];
    alone(preset("", "One request awaits, another can go on", "", groups), runtime)
}
