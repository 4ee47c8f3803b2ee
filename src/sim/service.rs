//! The services: calls wait, first in first out, for one of the slots, then are served for their latency.

use std::collections::VecDeque;

use super::World;
use super::plan::StepId;
use super::queue::{Caller, Event};
use crate::time::Instant;
use crate::trace::{Record, RequestId, ServiceSpan, ServiceState};

/// A service while the run goes on.
pub struct Slots {
    /// Free slots; `None` is unlimited.
    free: Option<u32>,
    waiting: VecDeque<(CallId, Instant)>,
}

/// One call of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId {
    /// Who is told of the answer.
    pub caller: Caller,
    /// The request that calls.
    pub request: RequestId,
    /// The step that calls.
    pub step: StepId,
    /// Position of the call within the step, from 0.
    pub call: u16,
}

impl Slots {
    /// A service that serves so many calls at one time.
    pub fn new(capacity: Option<u32>) -> Self {
        Self { free: capacity, waiting: VecDeque::new() }
    }
}

/// Makes a call: it is served at once where there is a slot.
#[inline]
pub fn call(world: &mut World<impl Record>, id: CallId) {
    let service = world.plan.call(world.plan.step(id.step), id.call).service;
    match &mut world.services[service].free {
        Some(0) => {
            world.services[service].waiting.push_back((id, world.queue.now()));
            world.queue.owe();
        }
        Some(free) => {
            *free -= 1;
            serve(world, id);
        }
        None => serve(world, id),
    }
}

/// A call has ended: its slot goes to the head of the waiting calls.
#[inline]
pub fn release(world: &mut World<impl Record>, id: CallId) {
    let service = world.plan.call(world.plan.step(id.step), id.call).service;
    let slots = &mut world.services[service];
    let Some(free) = &mut slots.free else { return };
    match slots.waiting.pop_front() {
        None => *free += 1,
        Some((head, since)) => {
            world.queue.repay();
            record(world, service, ServiceState::Waiting, head, (since, world.queue.now()));
            serve(world, head);
        }
    }
}

#[inline]
fn serve(world: &mut World<impl Record>, id: CallId) {
    let step = world.plan.step(id.step);
    let call = world.plan.call(step, id.call);
    let latency = world.plan.latency(id.request, step, id.call);
    let event = Event::Answered { caller: id.caller, call: id.call };
    let end = world.queue.schedule(latency, event, id.request);
    record(world, call.service, ServiceState::Serving, id, (world.queue.now(), end));
}

#[inline]
fn record(
    world: &mut World<impl Record>,
    service: usize,
    state: ServiceState,
    CallId { request, step, call, .. }: CallId,
    (start, end): (Instant, Instant),
) {
    let step = world.plan.step(step).index;
    world.recorder.service(service, ServiceSpan { state, start, end, request, step, call });
}
