//! A scenario made ready to run: who arrives when, and each program with its services resolved to indices.

use crate::order;
use crate::rng::Place;
use crate::scenario::{Call, Group, Latency, Scenario, Step};
use crate::time::{Duration, Instant};
use crate::trace::{Does, ResourceId, Site, SiteId, TaskId};

/// What the engine runs: flat and without names.
pub struct Plan {
    /// In the order of the ids.
    pub arrivals: Vec<Arrival>,
    /// The services that some program calls, in the order of first use.
    pub services: Vec<PlannedService>,
    /// The programs one after the other, each closed by [`Op::End`].
    steps: Vec<PlannedStep>,
    /// By group: where its program begins.
    programs: Vec<StepId>,
    calls: Vec<PlannedCall>,
    seed: u64,
}

/// The arrival of a request, and which one of its group's it is. 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it arrives.
    pub at: Instant,
    /// Position within its group, from 0.
    pub index: u32,
    /// Index of its group.
    pub group: u16,
}

/// Index of a step among those of all programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepId(u32);

impl StepId {
    /// The step after this one.
    #[inline]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A service that some program calls.
pub struct PlannedService {
    /// Its name.
    pub name: String,
    /// Calls served at one time; `None` is unlimited.
    pub capacity: Option<u32>,
    latency: Option<Latency>,
}

/// One step, as the engine meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// What to do.
    pub op: Op,
    /// Position in its program, from 0.
    pub index: u8,
    /// Which place it is among those of the trace; of the end, which is none, whatever comes next.
    pub site: SiteId,
    /// How many calls it makes, none for a computation.
    pub calls: u16,
    first_call: u32,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Compute.
    Cpu(Duration),
    /// Make the calls, one after the other or all at once.
    Call,
    /// Make one call and keep the thread.
    Block,
    /// Have a helper compute.
    OffloadCpu(Duration),
    /// Have a helper make one call.
    OffloadCall,
    /// Go to the tail of the ready queue.
    Yield,
    /// Nothing is left to do.
    End,
}

/// A call with its service resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedCall {
    /// Index into [`Plan::services`].
    pub service: usize,
    /// Whether the service may be serving as many calls as it can.
    pub limited: bool,
    latency: Latency,
}

impl Plan {
    /// Resolves the names of a validated scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut plan = Self {
            arrivals: arrivals(&scenario.groups, scenario.seed),
            services: Vec::new(),
            steps: Vec::new(),
            programs: Vec::new(),
            calls: Vec::new(),
            seed: scenario.seed,
        };
        for group in &scenario.groups {
            plan.programs.push(plan.next_step());
            for (index, step) in (0..).zip(&group.program.0) {
                let planned = PlannedStep { site: plan.next_site(), ..plan.step_of(step, index, scenario) };
                plan.steps.push(planned);
            }
            let index = u8::try_from(group.program.0.len()).unwrap_or(u8::MAX);
            let site = plan.next_site();
            plan.steps.push(PlannedStep { op: Op::End, index, site, calls: 0, first_call: 0 });
        }
        plan
    }

    fn next_step(&self) -> StepId {
        StepId(u32::try_from(self.steps.len()).unwrap_or(u32::MAX))
    }

    /// The place in the trace of the step that comes next: each program has its end behind its steps, which is none.
    fn next_site(&self) -> SiteId {
        let ends = self.programs.len().saturating_sub(1);
        SiteId(u16::try_from(self.steps.len() - ends).unwrap_or(u16::MAX))
    }

    /// The places of all steps, in order.
    pub fn sites(&self, scenario: &Scenario) -> Vec<Site> {
        let steps = scenario.groups.iter().flat_map(|group| (1..).zip(&group.program.0));
        let planned = self.steps.iter().filter(|step| step.op != Op::End);
        steps.zip(planned).map(|((line, step), planned)| self.site(line, step, planned)).collect()
    }

    fn site(&self, line: u32, step: &Step, planned: &PlannedStep) -> Site {
        let first = planned.first_call as usize;
        let calls = self.calls.get(first..first + usize::from(planned.calls)).unwrap_or_default();
        let resource = |call: &PlannedCall| ResourceId(u16::try_from(call.service).unwrap_or(u16::MAX));
        Site {
            label: step.to_text(),
            line,
            column: 0,
            does: match step {
                Step::Cpu(_) => Does::Compute,
                Step::Calls(_) => Does::Call,
                Step::Block(_) => Does::Block,
                Step::OffloadCpu(_) => Does::OffloadCompute,
                Step::OffloadCall(_) => Does::OffloadCall,
                Step::Yield => Does::Yield,
            },
            waits_on: calls.iter().map(resource).collect(),
        }
    }

    /// Whether some program hands a step to a helper.
    pub fn offloads(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.op, Op::OffloadCpu(_) | Op::OffloadCall))
    }

    /// The ids of all requests, in order.
    pub fn task_ids(&self) -> impl ExactSizeIterator<Item = TaskId> + use<> {
        (0..u32::try_from(self.arrivals.len()).unwrap_or(u32::MAX)).map(TaskId)
    }

    /// Where the request's program begins.
    #[inline]
    pub fn first_step(&self, request: TaskId) -> StepId {
        self.programs[usize::from(self.arrivals[request.0 as usize].group)]
    }

    /// What a step does.
    #[inline]
    pub fn step(&self, id: StepId) -> &PlannedStep {
        &self.steps[id.0 as usize]
    }

    /// Whether some program has a helper compute.
    pub fn has_helpers_compute(&self) -> bool {
        self.steps.iter().any(|step| matches!(step.op, Op::OffloadCpu(_)))
    }

    /// Call `index` of a step.
    #[inline]
    pub fn call(&self, step: StepId, index: u16) -> &PlannedCall {
        &self.calls[self.step(step).first_call as usize + usize::from(index)]
    }

    /// How long the service takes to answer one call: the same in every run, whatever happens before.
    #[inline]
    pub fn latency(&self, request: TaskId, step: StepId, call: u16, planned: &PlannedCall) -> Duration {
        match planned.latency {
            Latency::Constant(duration) => duration,
            latency @ (Latency::Uniform { .. } | Latency::Exponential { .. }) => {
                let Arrival { group, index, .. } = self.arrivals[request.0 as usize];
                latency.draw(self.seed, Place::Latency { group, index, step: self.step(step).index, call })
            }
        }
    }

    fn step_of(&mut self, step: &Step, index: u8, scenario: &Scenario) -> PlannedStep {
        let first_call = u32::try_from(self.calls.len()).unwrap_or(u32::MAX);
        let (op, calls) = match step {
            Step::Cpu(duration) => (Op::Cpu(*duration), &[][..]),
            Step::Calls(calls) => (Op::Call, calls.as_slice()),
            Step::Block(call) => (Op::Block, std::slice::from_ref(call)),
            Step::OffloadCpu(duration) => (Op::OffloadCpu(*duration), &[][..]),
            Step::OffloadCall(call) => (Op::OffloadCall, std::slice::from_ref(call)),
            Step::Yield => (Op::Yield, &[][..]),
        };
        for call in calls {
            let planned = self.call_of(call, scenario);
            self.calls.push(planned);
        }
        let site = SiteId::default();
        PlannedStep { op, index, site, calls: u16::try_from(calls.len()).unwrap_or(u16::MAX), first_call }
    }

    fn call_of(&mut self, call: &Call, scenario: &Scenario) -> PlannedCall {
        let known = self.services.iter().position(|service| service.name == call.service);
        let service = known.unwrap_or_else(|| {
            let declared = scenario.services.iter().find(|service| service.name == call.service);
            self.services.push(PlannedService {
                name: call.service.clone(),
                capacity: declared.and_then(|service| service.capacity),
                latency: declared.and_then(|service| service.latency),
            });
            self.services.len() - 1
        });
        let latency = match (call.latency, self.services[service].latency) {
            (Some(latency), _) => Latency::Constant(latency),
            (None, Some(latency)) => latency,
            (None, None) => Latency::Constant(Duration::ZERO),
        };
        PlannedCall { service, limited: self.services[service].capacity.is_some(), latency }
    }
}

/// The arrivals of all requests, by (arrival, position in the file).
fn arrivals(groups: &[Group], seed: u64) -> Vec<Arrival> {
    let mut arrivals = Vec::with_capacity(groups.iter().map(|group| group.count as usize).sum());
    for (number, group) in (0..).zip(groups) {
        let of_group = (0..).zip(group.arrivals(seed, number));
        arrivals.extend(of_group.map(|(index, at)| Arrival { at, index, group: number }));
    }
    order::sort_by_key(&mut arrivals, |arrival| arrival.at);
    arrivals
}
