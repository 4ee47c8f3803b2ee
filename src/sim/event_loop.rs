//! The asynchronous model: workers execute tasks from one ready queue; a task that waits leaves its worker.

use std::collections::VecDeque;

use super::idle::Idle;
use super::plan::{Op, Plan, StepId};
use super::queue::Caller;
use super::service::CallId;
use super::{Model, World, cpu, service};
use crate::time::Instant;
use crate::trace::{Record, State, TaskId, ThreadId, Wait};

/// Workers, the ready queue, and the blocking pool with its helpers.
pub struct EventLoop {
    ready: VecDeque<TaskId>,
    workers: Idle,
    /// Requests whose offloaded step waits for a helper, and since when.
    offloaded: VecDeque<(TaskId, Instant)>,
    helpers: Idle,
    worker_count: u32,
    tasks: Vec<Task>,
}

/// Where a task is in its program.
#[derive(Clone, Copy)]
struct Task {
    step: StepId,
    /// The worker or helper that its calls block.
    thread: ThreadId,
    /// Calls of the present step that have not been answered.
    unanswered: u16,
}

/// Whether a worker still has its task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Worker {
    Keeps,
    IsFree,
}

impl EventLoop {
    /// Idle workers and helpers.
    pub fn new(workers: u32, helpers: u32, plan: &Plan) -> Self {
        let start = |request| Task { step: plan.first_step(request), thread: ThreadId(0), unanswered: 0 };
        Self {
            ready: VecDeque::new(),
            workers: Idle::new(0, workers),
            offloaded: VecDeque::new(),
            helpers: Idle::new(workers, workers + helpers),
            worker_count: workers,
            tasks: plan.task_ids().map(start).collect(),
        }
    }

    /// Free workers take up the head of the ready queue.
    #[inline]
    fn dispatch(&mut self, world: &mut World<impl Record>) {
        while !self.ready.is_empty() && world.queue.error().is_none() {
            let Some(worker) = self.workers.take().map(ThreadId) else { return };
            let Some(request) = self.ready.pop_front() else { return };
            let starts = world.plan.step(self.tasks[request.0 as usize].step).index == 0;
            world.recorder.taken(worker, request, starts, world.queue.now());
            if self.begin_step(world, request, worker) == Worker::IsFree {
                self.workers.put(worker.0);
            }
        }
    }

    /// Begins the task's next step on the worker that has it.
    #[inline]
    fn begin_step(&mut self, world: &mut World<impl Record>, request: TaskId, worker: ThreadId) -> Worker {
        let now = world.queue.now();
        let planned = world.plan.step(self.tasks[request.0 as usize].step);
        match planned.op {
            Op::Cpu(duration) => {
                cpu::compute(world, worker, request, planned.site, duration);
                return Worker::Keeps;
            }
            Op::Block => {
                world.recorder.works(worker, request, State::Blocked, planned.site, now);
                self.tasks[request.0 as usize].thread = worker;
                self.make_calls(world, request);
                return Worker::Keeps;
            }
            Op::Call => {
                world.recorder.pauses(worker, request, planned.site, Wait::Service, now);
                self.make_calls(world, request);
            }
            Op::OffloadCpu(_) | Op::OffloadCall => {
                world.recorder.pauses(worker, request, planned.site, Wait::Helper, now);
                self.offloaded.push_back((request, now));
                self.dispatch_helpers(world);
            }
            Op::Yield => {
                world.recorder.yields(worker, request, planned.site, now);
                self.make_ready(request);
            }
            Op::End => world.recorder.finished(worker, request, now),
        }
        Worker::IsFree
    }

    #[inline]
    fn make_calls(&mut self, world: &mut World<impl Record>, request: TaskId) {
        let task = &mut self.tasks[request.0 as usize];
        let step = task.step;
        task.unanswered = world.plan.step(step).calls;
        for call in 0..task.unanswered {
            service::call(world, CallId { caller: Caller(request.0), request, step, call });
        }
    }

    /// The task's step is over; it goes to the tail of the ready queue.
    #[inline]
    fn make_ready(&mut self, request: TaskId) {
        let task = &mut self.tasks[request.0 as usize];
        task.step = task.step.next();
        self.ready.push_back(request);
    }

    /// Free helpers take up offloaded steps.
    fn dispatch_helpers(&mut self, world: &mut World<impl Record>) {
        while !self.offloaded.is_empty() {
            let Some(helper) = self.helpers.take().map(ThreadId) else { return };
            let Some((request, since)) = self.offloaded.pop_front() else { return };
            let task = &mut self.tasks[request.0 as usize];
            task.thread = helper;
            let planned = world.plan.step(task.step);
            world.recorder.helped(helper, request, planned.site, since, world.queue.now());
            if let Op::OffloadCpu(duration) = planned.op {
                cpu::compute(world, helper, request, planned.site, duration);
            } else {
                world.recorder.works(helper, request, State::Blocked, planned.site, world.queue.now());
                self.make_calls(world, request);
            }
        }
    }

    /// The thread has come to the end of the request's present step.
    #[inline]
    fn step_ended(&mut self, world: &mut World<impl Record>, thread: ThreadId, request: TaskId) {
        if u32::from(thread.0) >= self.worker_count {
            self.helper_finished(world, thread, request);
        } else {
            let step = &mut self.tasks[request.0 as usize].step;
            *step = step.next();
            if self.begin_step(world, request, thread) == Worker::IsFree {
                self.workers.put(thread.0);
            }
        }
        self.dispatch(world);
    }

    /// The helper first takes up the next waiting step; then the request that it served is ready.
    fn helper_finished(&mut self, world: &mut World<impl Record>, helper: ThreadId, request: TaskId) {
        world.recorder.helper_idle(helper, world.queue.now());
        self.helpers.put(helper.0);
        self.dispatch_helpers(world);
        let site = world.plan.step(self.tasks[request.0 as usize].step).site;
        world.recorder.ready(request, site, Wait::Helper, world.queue.now());
        self.make_ready(request);
    }
}

impl Model for EventLoop {
    #[inline]
    fn arrived(&mut self, world: &mut World<impl Record>, request: TaskId) {
        world.recorder.queued(request, world.queue.now());
        self.ready.push_back(request);
        self.dispatch(world);
    }

    #[inline]
    fn computed(&mut self, world: &mut World<impl Record>, thread: ThreadId, request: TaskId) {
        self.step_ended(world, thread, request);
    }

    #[inline]
    fn answered(&mut self, world: &mut World<impl Record>, id: CallId) {
        let task = &mut self.tasks[id.request.0 as usize];
        task.unanswered -= 1;
        if task.unanswered > 0 {
            return;
        }
        let planned = world.plan.step(id.step);
        if planned.op == Op::Call {
            world.recorder.ready(id.request, planned.site, Wait::Service, world.queue.now());
            self.make_ready(id.request);
            self.dispatch(world);
        } else {
            let thread = task.thread;
            self.step_ended(world, thread, id.request);
        }
    }

    /// A task may make many calls at a time, and stands for itself.
    #[inline]
    fn call_id(&self, caller: Caller, call: u16) -> CallId {
        let request = TaskId(caller.0);
        CallId { caller, request, step: self.tasks[caller.0 as usize].step, call }
    }
}
