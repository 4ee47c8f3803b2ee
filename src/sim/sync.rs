//! The synchronous model: a pool of threads, each of which keeps a request until it has finished.

use super::idle::Idle;
use super::plan::{Op, StepId};
use super::queue::Caller;
use super::service::CallId;
use super::{Model, World, cpu, service};
use crate::trace::{Record, State, TaskId, ThreadId};

/// A pool of threads in front of one accept queue.
pub struct ThreadPool {
    /// How many requests have arrived, and how many of them are no longer in the accept queue: they arrive, and leave
    /// it, in the order of their ids.
    arrived: u32,
    accepted: u32,
    idle: Idle,
    /// By thread.
    threads: Vec<Progress>,
}

/// Where a thread's request is in its program.
#[derive(Clone, Copy)]
struct Progress {
    request: TaskId,
    step: StepId,
    /// The call that it makes within a join: one after the other.
    call: u16,
}

impl ThreadPool {
    /// An idle pool of so many threads.
    pub fn new(threads: u32) -> Self {
        let idle = Progress { request: TaskId(0), step: StepId::default(), call: 0 };
        Self { arrived: 0, accepted: 0, idle: Idle::new(0, threads), threads: vec![idle; threads as usize] }
    }

    /// The thread takes up the head of the accept queue, if there is one.
    #[inline]
    fn take_up(&mut self, world: &mut World<impl Record>, thread: ThreadId) -> bool {
        if self.accepted == self.arrived {
            self.idle.put(thread.0);
            return false;
        }
        let request = TaskId(self.accepted);
        self.accepted += 1;
        let step = world.plan.first_step(request);
        self.threads[usize::from(thread.0)] = Progress { request, step, call: 0 };
        world.recorder.taken(thread, request, true, world.queue.now());
        true
    }

    /// Begins the request's next step that takes its thread's time; after the last one the thread, for which the
    /// accept queue has waited if there is anybody in it, goes on with another request.
    fn begin_step(&mut self, world: &mut World<impl Record>, thread: ThreadId) {
        loop {
            let Progress { request, step, call } = &mut self.threads[usize::from(thread.0)];
            let planned = world.plan.step(*step);
            match planned.op {
                Op::Cpu(duration) | Op::OffloadCpu(duration) => {
                    return cpu::compute(world, thread, *request, planned.site, duration);
                }
                Op::Call | Op::Block | Op::OffloadCall => {
                    *call = 0;
                    world.recorder.works(thread, *request, State::Blocked, planned.site, world.queue.now());
                    let caller = Caller(thread.0.into());
                    return service::call(world, CallId { caller, request: *request, step: *step, call: 0 });
                }
                Op::Yield => *step = step.next(),
                Op::End => {
                    world.recorder.finished(thread, *request, world.queue.now());
                    if !self.take_up(world, thread) {
                        return;
                    }
                }
            }
        }
    }

    /// The step has ended; the request goes on.
    #[inline]
    fn step_ended(&mut self, world: &mut World<impl Record>, thread: ThreadId) {
        let step = &mut self.threads[usize::from(thread.0)].step;
        *step = step.next();
        self.begin_step(world, thread);
    }
}

impl Model for ThreadPool {
    #[inline]
    fn arrived(&mut self, world: &mut World<impl Record>, request: TaskId) {
        world.recorder.queued(request, world.queue.now());
        self.arrived += 1;
        if let Some(thread) = self.idle.take().map(ThreadId)
            && self.take_up(world, thread)
        {
            self.begin_step(world, thread);
        }
    }

    #[inline]
    fn computed(&mut self, world: &mut World<impl Record>, thread: ThreadId, _request: TaskId) {
        self.step_ended(world, thread);
    }

    #[inline]
    fn answered(&mut self, world: &mut World<impl Record>, id: CallId) {
        let thread = thread_of(id.caller);
        let call = &mut self.threads[usize::from(thread.0)].call;
        *call += 1;
        let call = *call;
        if call < world.plan.step(id.step).calls {
            service::call(world, CallId { call, ..id });
        } else {
            self.step_ended(world, thread);
        }
    }

    /// A thread makes one call at a time, so that it stands for its request.
    #[inline]
    fn call_id(&self, caller: Caller, call: u16) -> CallId {
        let Progress { request, step, .. } = self.threads[usize::from(thread_of(caller).0)];
        CallId { caller, request, step, call }
    }
}

fn thread_of(caller: Caller) -> ThreadId {
    ThreadId(u16::try_from(caller.0).unwrap_or(u16::MAX))
}
