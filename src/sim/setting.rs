//! What a trace knows of a scenario: its steps as places in programs, its groups, its services, its threads.

use super::plan::Plan;
use crate::scenario::{CALLS_MAX, GROUPS_MAX, Runtime, SERVICES_MAX, STEPS_MAX, Scenario, THREADS_MAX};
use crate::trace::{
    Builder, Model, Resource, ResourceKind, ResourceSpan, Setting, SiteId, TaskGroup, ThreadKind, threads,
};

const _: () = assert!(GROUPS_MAX * STEPS_MAX < Builder::IDS_MAX);
const _: () = assert!(2 * (THREADS_MAX as usize) < Builder::IDS_MAX);
// The services, and the helpers.
const _: () = assert!(SERVICES_MAX < Builder::IDS_MAX);
const _: () = assert!(CALLS_MAX <= ResourceSpan::CALLS_MAX);
// In the lane of the helpers, a call is the helper.
const _: () = assert!(THREADS_MAX as usize <= ResourceSpan::CALLS_MAX);

/// The setting of a run of the scenario.
pub fn setting(scenario: &Scenario, runtime: Runtime, plan: &Plan) -> Setting {
    let service = |service: &super::plan::PlannedService| Resource {
        kind: ResourceKind::Service,
        name: service.name.clone(),
        capacity: service.capacity,
    };
    let mut resources: Vec<Resource> = plan.services.iter().map(service).collect();
    let helpers = runtime.blocking_threads();
    if helpers > 0 && plan.offloads() {
        let capacity = Some(helpers);
        let kind = ResourceKind::Helpers;
        resources.push(Resource { kind, name: kind.name().to_owned(), capacity });
    }
    let mut first = 0;
    let groups = scenario.groups.iter().map(|group| {
        let made_at = Some(SiteId(first));
        first += u16::try_from(group.program.0.len()).unwrap_or_default();
        TaskGroup { name: group.name.clone(), made_at, arrives: true }
    });
    let kind = match runtime {
        Runtime::Sync { .. } => ThreadKind::Thread,
        Runtime::Async { .. } => ThreadKind::Worker,
    };
    Setting {
        model: runtime.into(),
        label: runtime.to_string(),
        outcome: String::new(),
        sites: plan.sites(scenario),
        resources,
        groups: groups.collect(),
        threads: threads(kind, runtime.threads(), helpers),
    }
}

/// The place in a trace of a step of one of the scenario's groups.
pub fn site(scenario: &Scenario, group: usize, step: usize) -> SiteId {
    let before: usize = scenario.groups.iter().take(group).map(|group| group.program.0.len()).sum();
    SiteId(u16::try_from(before + step).unwrap_or(u16::MAX))
}

/// A program's run is of none of the models that a scenario may have.
impl TryFrom<Model> for Runtime {
    type Error = ();

    fn try_from(model: Model) -> Result<Self, ()> {
        match model {
            Model::Sync { threads } => Ok(Self::Sync { threads }),
            Model::Async { threads, helpers } => Ok(Self::Async { threads, blocking_threads: helpers }),
            Model::Program { .. } => Err(()),
        }
    }
}

impl From<Runtime> for Model {
    fn from(runtime: Runtime) -> Self {
        match runtime {
            Runtime::Sync { threads } => Self::Sync { threads },
            Runtime::Async { threads, blocking_threads } => {
                Self::Async { threads, helpers: blocking_threads }
            }
        }
    }
}
