//! Puts parts together into a scenario that keeps every promise of the scenario's types.

use interleave::scenario::{Call, Group, Latency, Machine, Runtime, Scenario, Service, Step};
use interleave::time::Duration;

/// The services that test programs may call.
pub(crate) const NAMES: [&str; 3] = ["db", "api", "disk"];

/// What a test says about one of [`NAMES`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Declared {
    /// Calls served at one time; `None` is unlimited.
    pub(crate) capacity: Option<u32>,
    /// How long a call takes that does not say so itself.
    pub(crate) latency: Option<Latency>,
}

/// Lists the services in the order of first use, then the declared ones that nobody calls, by name. A call that has
/// no latency from anywhere gets `latency_missing`, because a scenario never holds such a call.
pub(crate) fn assemble(
    machine: Machine,
    declared: [Declared; 3],
    mut groups: Vec<Group>,
    runtimes: Vec<Runtime>,
    latency_missing: Duration,
) -> Scenario {
    let declared_of = |name: &str| {
        let index = NAMES.iter().position(|known| *known == name);
        index.map_or(Declared::default(), |index| declared[index])
    };
    let mut names: Vec<String> = Vec::new();
    for step in groups.iter_mut().flat_map(|group| group.program.0.iter_mut()) {
        for call in calls_mut(step) {
            if call.latency.is_none() && declared_of(&call.service).latency.is_none() {
                call.latency = Some(latency_missing);
            }
            if !names.contains(&call.service) {
                names.push(call.service.clone());
            }
        }
    }
    let mut unused: Vec<String> = NAMES
        .iter()
        .filter(|name| declared_of(name).capacity.is_some() || declared_of(name).latency.is_some())
        .map(|name| (*name).to_owned())
        .filter(|name| !names.contains(name))
        .collect();
    unused.sort();
    names.append(&mut unused);
    let services = names
        .into_iter()
        .map(|name| {
            let Declared { capacity, latency } = declared_of(&name);
            Service { name, capacity, latency }
        })
        .collect();
    Scenario { title: String::new(), seed: 0, machine, services, groups, runtimes }
}

/// The calls of a step, none where it makes none.
fn calls_mut(step: &mut Step) -> &mut [Call] {
    match step {
        Step::Calls(calls) => calls,
        Step::Block(call) | Step::OffloadCall(call) => std::slice::from_mut(call),
        Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => &mut [],
    }
}
