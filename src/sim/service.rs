//! The services: calls wait, first in first out, for one of the slots, then are served for their latency.

use std::collections::VecDeque;

use super::World;
use super::plan::PlannedStep;
use super::queue::Event;
use crate::time::Instant;
use crate::trace::{RequestId, ServiceSpan, ServiceState};

/// A service while the run goes on.
pub struct Slots {
    /// Free slots; `None` is unlimited.
    free: Option<u32>,
    waiting: VecDeque<Waiting>,
}

#[derive(Clone, Copy)]
struct Waiting {
    call: CallId,
    since: Instant,
}

/// One call of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId {
    /// Who calls.
    pub request: RequestId,
    /// The step that calls, from 0.
    pub step: u8,
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
pub fn call(world: &mut World, id: CallId, step: PlannedStep) {
    let service = world.plan.call(step, id.call).service;
    let slots = &mut world.services[service];
    match &mut slots.free {
        Some(0) => slots.waiting.push_back(Waiting { call: id, since: world.queue.now() }),
        Some(free) => {
            *free -= 1;
            serve(world, id, step);
        }
        None => serve(world, id, step),
    }
}

/// A call has ended: its slot goes to the head of the waiting calls.
pub fn release(world: &mut World, id: CallId, step: PlannedStep) {
    let service = world.plan.call(step, id.call).service;
    let slots = &mut world.services[service];
    let Some(free) = &mut slots.free else { return };
    let Some(head) = slots.waiting.pop_front() else {
        *free += 1;
        return;
    };
    record(world, service, ServiceState::Waiting, head.call, (head.since, world.queue.now()));
    if let Some(step) = world.plan.step(head.call.request, head.call.step) {
        serve(world, head.call, step);
    }
}

fn serve(world: &mut World, id: CallId, step: PlannedStep) {
    let planned = world.plan.call(step, id.call);
    let event = Event::CallEnd { request: id.request, call: id.call };
    let end = world.queue.schedule(planned.latency, event, id.request);
    record(world, planned.service, ServiceState::Serving, id, (world.queue.now(), end));
}

fn record(
    world: &mut World,
    service: usize,
    state: ServiceState,
    id: CallId,
    (start, end): (Instant, Instant),
) {
    let CallId { request, step, call } = id;
    world.recorder.service(service, ServiceSpan { state, start, end, request, step, call });
}
