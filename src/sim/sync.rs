//! The synchronous model: a pool of threads, each of which keeps a request until it has finished.

use std::collections::VecDeque;

use super::idle::Idle;
use super::plan::{Op, Plan, StepId};
use super::service::CallId;
use super::{Model, World, cpu, service};
use crate::trace::{Record, RequestId, State, ThreadId};

/// A pool of threads in front of one accept queue.
pub struct ThreadPool {
    accept: VecDeque<RequestId>,
    idle: Idle,
    requests: Vec<Progress>,
}

/// Where a request is in its program.
#[derive(Clone, Copy)]
struct Progress {
    step: StepId,
    thread: ThreadId,
    /// The call that it makes within a join: one after the other.
    call: u16,
}

impl ThreadPool {
    /// An idle pool of so many threads.
    pub fn new(threads: u32, plan: &Plan) -> Self {
        let start = |request| Progress { step: plan.first_step(request), thread: ThreadId(0), call: 0 };
        let requests = plan.request_ids().map(start).collect();
        Self { accept: VecDeque::new(), idle: Idle::new(0, threads), requests }
    }

    /// Idle threads take up the head of the accept queue.
    fn dispatch(&mut self, world: &mut World<impl Record>) {
        while !self.accept.is_empty() {
            let Some(thread) = self.idle.take() else { return };
            let Some(request) = self.accept.pop_front() else { return };
            self.requests[request.0 as usize].thread = thread;
            world.recorder.taken(request, thread, world.queue.now());
            self.begin_step(world, request);
        }
    }

    /// Begins the request's next step that takes its thread's time, or finishes it.
    fn begin_step(&mut self, world: &mut World<impl Record>, request: RequestId) {
        let Progress { step, thread, call } = &mut self.requests[request.0 as usize];
        while world.plan.step(*step).op == Op::Yield {
            *step = step.next();
        }
        let planned = world.plan.step(*step);
        match planned.op {
            Op::Cpu(duration) | Op::OffloadCpu(duration) => {
                cpu::compute(world, *thread, request, planned.index, duration);
            }
            Op::Call | Op::Block | Op::OffloadCall => {
                *call = 0;
                world.recorder.works(*thread, request, State::Blocked, planned.index, world.queue.now());
                service::call(world, CallId { request, step: *step, call: 0 });
            }
            Op::Yield | Op::End => {
                world.recorder.finished(request, world.queue.now());
                self.idle.put(*thread);
            }
        }
    }

    /// The step has ended; the request goes on, and after its last step so does the pool.
    fn step_ended(&mut self, world: &mut World<impl Record>, request: RequestId) {
        let step = &mut self.requests[request.0 as usize].step;
        *step = step.next();
        self.begin_step(world, request);
        self.dispatch(world);
    }
}

impl Model for ThreadPool {
    fn arrived(&mut self, world: &mut World<impl Record>, request: RequestId) {
        world.recorder.queued(request, world.queue.now());
        self.accept.push_back(request);
        self.dispatch(world);
    }

    fn computed(&mut self, world: &mut World<impl Record>, request: RequestId) {
        self.step_ended(world, request);
    }

    fn answered(&mut self, world: &mut World<impl Record>, id: CallId) {
        let call = &mut self.requests[id.request.0 as usize].call;
        *call += 1;
        if *call < world.plan.step(id.step).calls {
            service::call(world, CallId { call: *call, ..id });
        } else {
            self.step_ended(world, id.request);
        }
    }

    fn step_of(&self, request: RequestId) -> StepId {
        self.requests[request.0 as usize].step
    }
}
