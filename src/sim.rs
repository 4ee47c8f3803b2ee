//! Runs a scenario: a deterministic discrete-event simulation in integer time.
//!
//! At one instant arrivals come first, by id; then the other events, in the order in which they were scheduled. Each
//! event is handled to its end, dispatching included, before the next. Cost: O(E log Q) for E events, Q pending.

mod cpu;
mod estimate;
mod event_loop;
mod idle;
mod plan;
mod progress;
mod queue;
mod service;
mod setting;
mod sync;

use std::fmt;

pub use self::estimate::{Estimate, estimate};
use self::plan::Plan;
use self::queue::{Caller, Event, Queue};
use self::service::{CallId, Slots};
pub use self::setting::site;
use crate::scenario::path::{FieldPath, Member, Part};
use crate::scenario::{Runtime, Scenario};
use crate::time::INSTANT_MAX;
use crate::trace::{Record, Recorder, TaskId, ThreadId, Trace};

/// Most events in one run.
pub const EVENTS_MAX: u64 = 50_000_000;

/// A limit that a run would have broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// Something would happen beyond [`INSTANT_MAX`].
    Instant {
        /// The request to which it would happen.
        request: TaskId,
    },
    /// More events than [`EVENTS_MAX`].
    Events,
}

/// The limit that a run would have broken, and where in the scenario that comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something would happen beyond [`INSTANT_MAX`], to a request of this group.
    Late {
        /// From 0.
        group: usize,
    },
    /// More events than [`EVENTS_MAX`].
    Events,
}

impl Failure {
    /// The field of the scenario that it comes from.
    pub fn path(self) -> FieldPath {
        match self {
            Self::Late { group } => FieldPath::from(Part::Group(group)).with(Member::Steps),
            Self::Events => Part::Requests.into(),
        }
    }

    /// What was expected.
    pub fn message(self) -> String {
        match self {
            Self::Late { .. } => {
                format!("something would happen after {INSTANT_MAX} ms, the latest instant of a run")
            }
            Self::Events => {
                format!("the run has more than {EVENTS_MAX} events, the most that one run may have")
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path(), self.message())
    }
}

impl std::error::Error for Failure {}

/// Executes the scenario's requests with one of its runtimes, and records every span.
///
/// # Errors
///
/// When an instant would lie beyond 10⁶ s, or the run has more than 50,000,000 events.
pub fn simulate(scenario: &Scenario, runtime: Runtime) -> Result<Trace, Failure> {
    simulate_telling(scenario, runtime, &mut |_| {})
}

/// [`simulate`], and tells now and then how many requests have finished.
///
/// # Errors
///
/// As [`simulate`].
pub fn simulate_telling(
    scenario: &Scenario,
    runtime: Runtime,
    tell: &mut dyn FnMut(u32),
) -> Result<Trace, Failure> {
    let plan = Plan::new(scenario);
    let arrivals = plan.arrivals.iter().map(|arrival| (arrival.group.into(), arrival.at));
    let recorder = Recorder::new(setting::setting(scenario, runtime, &plan), arrivals);
    let mut telling = progress::Telling::new(recorder, plan.arrivals.len(), tell);
    let events = run(scenario, runtime, &plan, &mut telling)?;
    let recorder = telling.recorder;
    // What the plan holds is needed no more, and the lanes need room.
    drop(plan);
    Ok(recorder.freeze(events))
}

/// Executes the scenario's requests with one of its runtimes, and tells `record` what happens. Returns how many
/// events there were.
///
/// # Errors
///
/// As [`simulate`].
pub fn observe(scenario: &Scenario, runtime: Runtime, record: &mut impl Record) -> Result<u64, Failure> {
    run(scenario, runtime, &Plan::new(scenario), record)
}

fn run(
    scenario: &Scenario,
    runtime: Runtime,
    plan: &Plan,
    recorder: &mut impl Record,
) -> Result<u64, Failure> {
    let mut world = World {
        queue: Queue::new(&plan.arrivals),
        cores: cores(scenario, runtime, plan),
        services: plan.services.iter().map(|service| Slots::new(service.capacity)).collect(),
        recorder,
        plan,
    };
    match runtime {
        Runtime::Sync { threads } => handle_events(&mut world, &mut sync::ThreadPool::new(threads)),
        Runtime::Async { threads, blocking_threads } => {
            handle_events(&mut world, &mut event_loop::EventLoop::new(threads, blocking_threads, plan));
        }
    }
    match world.queue.error() {
        Some(error) => Err(failure(error, plan)),
        None => Ok(world.queue.events()),
    }
}

fn cores(scenario: &Scenario, runtime: Runtime, plan: &Plan) -> cpu::Cores {
    let all = runtime.threads() + runtime.blocking_threads();
    let computing = if plan.has_helpers_compute() { all } else { runtime.threads() };
    cpu::Cores::new(scenario.machine, all, computing)
}

/// Everything that a run changes, apart from the model.
struct World<'a, R> {
    plan: &'a Plan,
    queue: Queue<'a>,
    cores: cpu::Cores,
    services: Vec<Slots>,
    recorder: &'a mut R,
}

/// What a runtime does when something happens.
trait Model {
    /// The request has arrived.
    fn arrived(&mut self, world: &mut World<impl Record>, request: TaskId);
    /// The thread has computed the request's present step to its end; its core has already gone on.
    fn computed(&mut self, world: &mut World<impl Record>, thread: ThreadId, request: TaskId);
    /// A call of the request's present step has been answered; its slot is already with the next call.
    fn answered(&mut self, world: &mut World<impl Record>, id: CallId);
    /// A call of the caller's present step.
    fn call_id(&self, caller: Caller, call: u16) -> CallId;
}

/// Handles events until there are none, or a limit is broken.
fn handle_events(world: &mut World<impl Record>, model: &mut impl Model) {
    while let Some(event) = world.queue.pop() {
        match event {
            Event::Arrived { request } => model.arrived(world, request),
            Event::Switched { thread } => cpu::switch_end(world, thread),
            Event::SliceOver { thread } => {
                if let Some(request) = cpu::slice_end(world, thread) {
                    model.computed(world, thread, request);
                }
            }
            Event::Answered { caller, call } => {
                let id = model.call_id(caller, call);
                service::release(world, id);
                model.answered(world, id);
            }
        }
    }
}

fn failure(error: Error, plan: &Plan) -> Failure {
    match error {
        Error::Instant { request } => Failure::Late { group: plan.arrivals[request.0 as usize].group.into() },
        Error::Events => Failure::Events,
    }
}
