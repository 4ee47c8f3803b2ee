//! What a scenario will cost, before it is run: told, and where it is too much, refused.

use crate::scenario::{Runtime, Scenario, Step};
use crate::time::Duration;

/// What one run will come to, at the most that its steps can ask for where nobody waits for a core.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Events that the engine handles.
    pub events: u64,
    /// Spans of requests and of calls.
    pub spans: u64,
    /// Memory that the run keeps once it is over, with what is needed to draw it.
    pub bytes: u64,
}

/// Memory for each request: its instants, its places, its share of what is drawn.
const REQUEST_BYTES: u64 = 64;
/// Memory for each span: itself, its places in two lanes, its share of what is drawn.
const SPAN_BYTES: u64 = 40;

/// What a run of the scenario by this runtime will come to.
pub fn estimate(scenario: &Scenario, runtime: Runtime) -> Estimate {
    let pauses = matches!(runtime, Runtime::Async { .. });
    let mut sum = Estimate::default();
    for group in &scenario.groups {
        // The arrival; the wait for the first thread.
        let (mut events, mut spans) = (1_u64, 1_u64);
        for step in &group.program.0 {
            let (step_events, step_spans) = cost(step, scenario.machine.quantum, pauses);
            events = events.saturating_add(step_events);
            spans = spans.saturating_add(step_spans);
        }
        let count = u64::from(group.count);
        sum.events = sum.events.saturating_add(events.saturating_mul(count));
        sum.spans = sum.spans.saturating_add(spans.saturating_mul(count));
    }
    let requests = u64::from(scenario.request_count()) * REQUEST_BYTES;
    sum.bytes = sum.spans.saturating_mul(SPAN_BYTES).saturating_add(requests);
    sum
}

/// Events and spans of one step of one request.
fn cost(step: &Step, quantum: Duration, pauses: bool) -> (u64, u64) {
    let slices = |duration: Duration| duration.as_ns().div_ceil(quantum.as_ns().max(1)).max(1);
    match step {
        Step::Cpu(duration) => (slices(*duration), 1),
        Step::Calls(calls) => {
            let calls = calls.len() as u64;
            (calls, calls + if pauses { 2 } else { calls })
        }
        Step::Block(_) => (1, 2),
        Step::OffloadCpu(duration) => (slices(*duration), if pauses { 3 } else { 1 }),
        Step::OffloadCall(_) => (1, if pauses { 4 } else { 2 }),
        Step::Yield => (0, u64::from(pauses)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;
    use crate::sim::simulate;

    #[test]
    fn an_estimate_is_near_what_comes() {
        for preset in presets::catalogue() {
            let scenario = preset.scenario;
            if scenario.request_count() > 10_000 {
                continue;
            }
            for &runtime in &scenario.runtimes {
                let estimate = estimate(&scenario, runtime);
                let trace = simulate(&scenario, runtime).expect("presets break no limit");
                let (events, spans) = (trace.events(), trace.span_count() as u64);
                assert!(events <= estimate.events * 2 && estimate.events <= events * 3, "{}", preset.id);
                assert!(spans <= estimate.spans * 2 && estimate.spans <= spans * 3, "{}", preset.id);
            }
        }
    }
}
