//! Changes of a scenario, one at a time: each gives another valid scenario, or says what is wrong with it.

mod field;
mod place;

use super::parts::{GroupParts, Model, Parts, RuntimeParts, ServiceParts};
use super::problem::ScenarioError;
use super::{Call, Latency, Program, Runtime, Scenario, Step};
use crate::time::Duration;

pub use field::{Field, GroupField, LatencyKind, RuntimeField, ServiceField};
pub use place::Place;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A field gets this text.
    Text(Field, String),
    /// What stands in this place gets this length.
    Length(Place, Duration),
    /// One more group of requests, after the others.
    AddGroup,
    /// The group once more, right after itself.
    DuplicateGroup(usize),
    /// The group goes.
    RemoveGroup(usize),
    /// One more service, which no program calls yet.
    AddService,
    /// What is declared of the service goes.
    RemoveService(usize),
    /// One more runtime of this model, with a number of threads that no other has.
    AddRuntime(Model),
    /// The runtime goes.
    RemoveRuntime(usize),
    /// The runtime changes places with the one after it.
    SwapRuntimes(usize),
}

impl Edit {
    /// The field that it fills, if it is about one.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Text(field, _) => Some(*field),
            Self::Length(..)
            | Self::AddGroup
            | Self::DuplicateGroup(_)
            | Self::RemoveGroup(_)
            | Self::AddService
            | Self::RemoveService(_)
            | Self::AddRuntime(_)
            | Self::RemoveRuntime(_)
            | Self::SwapRuntimes(_) => None,
        }
    }
}

/// The scenario after the change. What the change speaks of and the scenario does not have changes nothing.
///
/// # Errors
///
/// Everything that is wrong, at least one; the first is about the field, where the change fills one and its text is bad.
pub fn apply(scenario: &Scenario, edit: &Edit) -> Result<Scenario, Vec<ScenarioError>> {
    let mut parts = Parts::from(scenario);
    match edit {
        Edit::Text(field, text) => field.set(scenario, &mut parts, text)?,
        Edit::Length(place, length) => place.set(scenario, &mut parts, *length),
        Edit::AddGroup => parts.requests.push(new_group()),
        Edit::DuplicateGroup(index) => {
            if let Some(group) = parts.requests.get(*index).cloned() {
                parts.requests.insert(index + 1, group);
            }
        }
        Edit::RemoveGroup(index) => remove(&mut parts.requests, *index),
        Edit::AddService => parts.services.push(new_service(scenario)),
        Edit::RemoveService(index) => {
            let name = scenario.services.get(*index).map(|service| service.name.as_str());
            parts.services.retain(|service| Some(service.name.as_str()) != name);
        }
        Edit::AddRuntime(model) => parts.runtimes.push(new_runtime(scenario, *model)),
        Edit::RemoveRuntime(index) => remove(&mut parts.runtimes, *index),
        Edit::SwapRuntimes(index) => {
            if index + 1 < parts.runtimes.len() {
                parts.runtimes.swap(*index, index + 1);
            }
        }
    }
    parts.check()
}

fn remove<T>(items: &mut Vec<T>, index: usize) {
    if index < items.len() {
        items.remove(index);
    }
}

/// A request that computes, waits and computes.
fn new_group() -> GroupParts {
    let cpu = || Step::Cpu(Duration::from_ms(2));
    let call = Call { service: "db".into(), latency: Some(Duration::from_ms(20)) };
    GroupParts::new(Program(vec![cpu(), Step::Calls(vec![call]), cpu()]))
}

/// Names for services that nobody has named yet.
const SERVICE_NAMES: [&str; 6] = ["db", "api", "cache", "disk", "mail", "queue"];

fn new_service(scenario: &Scenario) -> ServiceParts {
    let taken = |name: &str| scenario.services.iter().any(|service| service.name == name);
    let known = SERVICE_NAMES.iter().find(|name| !taken(name)).map(ToString::to_string);
    // There are fewer services than letters in two places.
    let lettered = || ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("service{a}{b}")));
    let name = known.or_else(|| lettered().find(|name| !taken(name))).unwrap_or_default();
    ServiceParts { name, capacity: None, latency: Some(Latency::Constant(Duration::from_ms(20))) }
}

fn new_runtime(scenario: &Scenario, model: Model) -> RuntimeParts {
    let alike = |runtime: &Runtime, threads: u64| {
        RuntimeParts::from(*runtime).model == model && u64::from(runtime.threads()) == threads
    };
    let free = |threads: &u64| !scenario.runtimes.iter().any(|runtime| alike(runtime, *threads));
    let threads = (1..).find(free).unwrap_or(1);
    RuntimeParts { model, threads, blocking_threads: None }
}

/// The calls that a step makes, in written order.
fn calls_mut(step: &mut Step) -> &mut [Call] {
    match step {
        Step::Calls(calls) => calls,
        Step::Block(call) | Step::OffloadCall(call) => std::slice::from_mut(call),
        Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => &mut [],
    }
}

#[cfg(test)]
mod tests;
