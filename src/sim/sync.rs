//! The synchronous model: a pool of threads, each of which keeps a request until it has finished.

use std::collections::VecDeque;

use super::idle::Idle;
use super::plan::{Op, PlannedStep};
use super::service::CallId;
use super::{Model, World, cpu, service};
use crate::trace::{RequestId, State, ThreadId};

/// A pool of threads in front of one accept queue.
pub struct ThreadPool {
    accept: VecDeque<RequestId>,
    idle: Idle,
    requests: Vec<Progress>,
}

/// Where a request is in its program.
#[derive(Clone, Copy)]
struct Progress {
    thread: ThreadId,
    step: u8,
    /// The call that it makes within a join: one after the other.
    call: u16,
}

impl ThreadPool {
    /// An idle pool of so many threads.
    pub fn new(threads: u32, requests: usize) -> Self {
        let start = Progress { thread: ThreadId(0), step: 0, call: 0 };
        Self { accept: VecDeque::new(), idle: Idle::new(0, threads), requests: vec![start; requests] }
    }

    /// Idle threads take up the head of the accept queue.
    fn dispatch(&mut self, world: &mut World) {
        while !self.accept.is_empty() {
            let Some(thread) = self.idle.take() else { return };
            let Some(request) = self.accept.pop_front() else { return };
            self.requests[request.0 as usize].thread = thread;
            world.recorder.taken(request, thread, world.queue.now());
            self.go_on(world, request);
        }
    }

    /// Executes steps until one takes its time, or the request has finished.
    fn go_on(&mut self, world: &mut World, request: RequestId) {
        loop {
            let Progress { thread, step, .. } = self.requests[request.0 as usize];
            let Some(planned) = world.plan.step(request, step) else {
                world.recorder.finished(request, world.queue.now());
                self.idle.put(thread);
                return;
            };
            match planned.op {
                Op::Cpu(duration) | Op::OffloadCpu(duration) => {
                    cpu::compute(world, thread, request, step, duration);
                    return;
                }
                Op::Call | Op::Block | Op::OffloadCall => {
                    world.recorder.works(thread, request, State::Blocked, step, world.queue.now());
                    self.make_call(world, request, planned);
                    return;
                }
                Op::Yield => self.requests[request.0 as usize].step += 1,
            }
        }
    }

    fn make_call(&self, world: &mut World, request: RequestId, planned: PlannedStep) {
        let Progress { step, call, .. } = self.requests[request.0 as usize];
        service::call(world, CallId { request, step, call }, planned);
    }

    /// The step has ended; the request goes on, and after its last step so does the pool.
    fn step_ended(&mut self, world: &mut World, request: RequestId) {
        let progress = &mut self.requests[request.0 as usize];
        progress.step += 1;
        progress.call = 0;
        self.go_on(world, request);
        self.dispatch(world);
    }
}

impl Model for ThreadPool {
    fn arrived(&mut self, world: &mut World, request: RequestId) {
        world.recorder.queued(request, world.queue.now());
        self.accept.push_back(request);
        self.dispatch(world);
    }

    fn computed(&mut self, world: &mut World, request: RequestId) {
        self.step_ended(world, request);
    }

    fn answered(&mut self, world: &mut World, id: CallId, planned: PlannedStep) {
        let progress = &mut self.requests[id.request.0 as usize];
        progress.call += 1;
        if progress.call < planned.calls {
            self.make_call(world, id.request, planned);
        } else {
            self.step_ended(world, id.request);
        }
    }

    fn step_of(&self, request: RequestId) -> u8 {
        self.requests[request.0 as usize].step
    }
}
