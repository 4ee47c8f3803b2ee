//! The durations of a scenario that can be made longer and shorter by hand.

use super::calls_mut;
use crate::scenario::parts::{GroupParts, Parts};
use crate::scenario::{Call, Gap, Latency, Scenario, Step};
use crate::time::{Duration, Instant};

/// Where a duration stands. Indices count from 0, and say nothing where the scenario has no such thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// How long a step of a group computes, itself or on a helper.
    Cpu {
        /// Index of the group.
        group: usize,
        /// Index of the step.
        step: usize,
    },
    /// How long a call says that it takes.
    Call {
        /// Index of the group.
        group: usize,
        /// Index of the step.
        step: usize,
        /// Index of the call within its step.
        call: usize,
    },
    /// How long a service always takes, where calls do not say so themselves.
    Service {
        /// Index in [`Scenario::services`], whose names do not change here.
        service: usize,
    },
    /// When the first request of a group arrives.
    At {
        /// Index of the group.
        group: usize,
    },
    /// The time between two requests of a group.
    Every {
        /// Index of the group.
        group: usize,
    },
}

impl Place {
    /// Where the latency of a call stands: with the call, else with its service.
    pub fn of_call(scenario: &Scenario, group: usize, step: usize, call: usize) -> Option<Self> {
        let found = call_at(scenario, group, step, call)?;
        if found.latency.is_some() {
            return Some(Self::Call { group, step, call });
        }
        let service = scenario.services.iter().position(|service| service.name == found.service)?;
        Some(Self::Service { service })
    }

    /// What stands there; `None` where there is nothing, or where it is drawn at random.
    pub fn length(self, scenario: &Scenario) -> Option<Duration> {
        match self {
            Self::Cpu { group, step } => match step_at(scenario, group, step)? {
                Step::Cpu(duration) | Step::OffloadCpu(duration) => Some(*duration),
                Step::Calls(_) | Step::Block(_) | Step::OffloadCall(_) | Step::Yield => None,
            },
            Self::Call { group, step, call } => call_at(scenario, group, step, call)?.latency,
            Self::Service { service } => match scenario.services.get(service)?.latency? {
                Latency::Constant(duration) => Some(duration),
                Latency::Uniform { .. } | Latency::Exponential { .. } => None,
            },
            Self::At { group } => scenario.groups.get(group).map(|group| group.at.since(Instant::ZERO)),
            Self::Every { group } => match scenario.groups.get(group)?.gap {
                Gap::Every(gap) => Some(gap),
                Gap::Poisson { .. } => None,
            },
        }
    }

    /// How many requests it is about; 0 where it is about none in particular.
    pub fn requests(self, scenario: &Scenario) -> u32 {
        match self {
            Self::Cpu { group, .. }
            | Self::Call { group, .. }
            | Self::At { group }
            | Self::Every { group } => scenario.groups.get(group).map_or(0, |group| group.count),
            Self::Service { .. } => 0,
        }
    }

    /// Puts `length` there, where [`Place::length`] is something.
    pub(super) fn set(self, scenario: &Scenario, parts: &mut Parts, length: Duration) {
        if self.length(scenario).is_none() {
            return;
        }
        let group_of = |parts: &mut Parts, group: usize, set: &dyn Fn(&mut GroupParts)| {
            parts.requests.get_mut(group).map(set);
        };
        match self {
            Self::Cpu { group, step } => group_of(parts, group, &|group| {
                if let Some(Step::Cpu(duration) | Step::OffloadCpu(duration)) = group.steps.0.get_mut(step) {
                    *duration = length;
                }
            }),
            Self::Call { group, step, call } => group_of(parts, group, &|group| {
                let calls = group.steps.0.get_mut(step).map(calls_mut);
                if let Some(call) = calls.and_then(|calls| calls.get_mut(call)) {
                    call.latency = Some(length);
                }
            }),
            Self::Service { service } => {
                let name = scenario.services.get(service).map(|service| &service.name);
                let declared = parts.services.iter_mut().find(|declared| Some(&declared.name) == name);
                if let Some(declared) = declared {
                    declared.latency = Some(Latency::Constant(length));
                }
            }
            Self::At { group } => group_of(parts, group, &|group| group.at = length),
            Self::Every { group } => group_of(parts, group, &|group| group.every = Some(length)),
        }
    }
}

fn step_at(scenario: &Scenario, group: usize, step: usize) -> Option<&Step> {
    scenario.groups.get(group)?.program.0.get(step)
}

fn call_at(scenario: &Scenario, group: usize, step: usize, call: usize) -> Option<&Call> {
    step_at(scenario, group, step)?.calls().get(call)
}
