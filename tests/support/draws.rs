//! Who arrives when, and how long calls take: looked up place by place, apart from the engine's own plan.

use interleave::rng::{self, Place};
use interleave::scenario::{Call, Gap, Group, Latency, Scenario};
use interleave::time::{Duration, Instant};

/// A request by its place in the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Origin {
    pub(crate) group: u16,
    /// Position within the group, from 0.
    pub(crate) index: u32,
}

impl Origin {
    pub(crate) fn group_in(self, scenario: &Scenario) -> &Group {
        &scenario.groups[usize::from(self.group)]
    }
}

/// When each request arrives and where it comes from, by id: by (arrival, position in the file).
pub(crate) fn requests_by_id(scenario: &Scenario) -> Vec<(Instant, Origin)> {
    let mut requests = Vec::new();
    for (group, of_group) in (0..).zip(&scenario.groups) {
        let gap = |index| match of_group.gap {
            Gap::Every(gap) => gap,
            Gap::Poisson { mean } => rng::exponential(scenario.seed, Place::Gap { group, index }, mean),
        };
        for index in 0..of_group.count {
            let arrived = (1..=index).fold(of_group.at, |at, index| at + gap(index));
            requests.push((arrived, Origin { group, index }));
        }
    }
    requests.sort_by_key(|(arrived, _)| *arrived);
    requests
}

/// How long call `position` of step `step` takes.
pub(crate) fn latency(
    scenario: &Scenario,
    origin: Origin,
    step: usize,
    position: usize,
    call: &Call,
) -> Duration {
    let service = scenario.services.iter().find(|service| service.name == call.service);
    let own = service.expect("a scenario lists every service").latency;
    let Origin { group, index } = origin;
    let step = u8::try_from(step).expect("a program has few steps");
    let position = u16::try_from(position).expect("a join has few calls");
    let place = Place::Latency { group, index, step, call: position };
    match (call.latency, own) {
        (Some(latency), _) | (None, Some(Latency::Constant(latency))) => latency,
        (None, Some(Latency::Uniform { min, max })) => rng::uniform(scenario.seed, place, min, max),
        (None, Some(Latency::Exponential { mean })) => rng::exponential(scenario.seed, place, mean),
        (None, None) => panic!("a call has a latency from somewhere"),
    }
}
