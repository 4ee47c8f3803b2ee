//! The services: calls wait, first in first out, for one of the slots, then are served for their latency.

use std::collections::VecDeque;

use super::World;
use super::plan::{PlannedCall, StepId};
use super::queue::{Caller, Event};
use crate::time::Instant;
use crate::trace::{Record, ResourceId, ResourceSpan, ResourceState, TaskId};

/// A service while the run goes on.
pub struct Slots {
    /// Free slots; nobody asks where they are unlimited.
    free: u32,
    waiting: VecDeque<(CallId, Instant)>,
}

/// One call of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId {
    /// Who is told of the answer.
    pub caller: Caller,
    /// The request that calls.
    pub request: TaskId,
    /// The step that calls.
    pub step: StepId,
    /// Position of the call within the step, from 0.
    pub call: u16,
}

impl Slots {
    /// A service that serves so many calls at one time, or any number of them.
    pub fn new(capacity: Option<u32>) -> Self {
        Self { free: capacity.unwrap_or(0), waiting: VecDeque::new() }
    }
}

/// Makes a call: it is served at once where there is a slot.
#[inline(always)]
pub fn call(world: &mut World<impl Record>, id: CallId) {
    let planned = world.plan.call(id.step, id.call);
    if planned.limited {
        let slots = &mut world.services[planned.service];
        if slots.free == 0 {
            slots.waiting.push_back((id, world.queue.now()));
            return world.queue.owe();
        }
        slots.free -= 1;
    }
    serve(world, id, planned);
}

/// A call has ended: its slot goes to the head of the waiting calls.
#[inline]
pub fn release(world: &mut World<impl Record>, id: CallId) {
    let planned = world.plan.call(id.step, id.call);
    if planned.limited {
        hand_over_slot(world, planned.service);
    }
}

#[inline(never)]
fn hand_over_slot(world: &mut World<impl Record>, service: usize) {
    let slots = &mut world.services[service];
    match slots.waiting.pop_front() {
        None => slots.free += 1,
        Some((head, since)) => {
            world.queue.repay();
            record(world, service, ResourceState::Waiting, head, (since, world.queue.now()));
            let planned = world.plan.call(head.step, head.call);
            serve(world, head, planned);
        }
    }
}

#[inline(always)]
fn serve(world: &mut World<impl Record>, id: CallId, planned: &PlannedCall) {
    let latency = world.plan.latency(id.request, id.step, id.call, planned);
    let event = Event::Answered { caller: id.caller, call: id.call };
    let end = world.queue.schedule(latency, event, id.request);
    record(world, planned.service, ResourceState::Serving, id, (world.queue.now(), end));
}

#[inline]
fn record(
    world: &mut World<impl Record>,
    service: usize,
    state: ResourceState,
    CallId { request, step, call, .. }: CallId,
    (start, end): (Instant, Instant),
) {
    let site = world.plan.step(step).site;
    let span = ResourceSpan::new(state, start, end, request, site, call);
    world.recorder.service(resource_of(service), span);
}

/// Services are the first resources of a trace, in the same order.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "there are few services: see the assertions of the simulation"
)]
fn resource_of(service: usize) -> ResourceId {
    ResourceId(service as u16)
}
