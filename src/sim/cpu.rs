//! The cores: threads that compute queue for them, first in first out, a quantum at a time.

use std::collections::VecDeque;

use super::World;
use super::queue::Event;
use crate::scenario::Machine;
use crate::time::Duration;
use crate::trace::{RequestId, State, ThreadId};

/// All cores, and the threads that compute or wait to.
pub struct Cores {
    machine: Machine,
    cores: Vec<Core>,
    /// Threads that wait for a core.
    run_queue: VecDeque<ThreadId>,
    /// By thread: what it computes.
    work: Vec<Work>,
}

#[derive(Clone, Copy)]
struct Core {
    /// The thread that it executes or takes up.
    thread: Option<ThreadId>,
    /// The thread that it executed last.
    last: Option<ThreadId>,
    /// Length of the present slice.
    slice: Duration,
}

#[derive(Clone, Copy)]
struct Work {
    request: RequestId,
    step: u8,
    remaining: Duration,
    last_core: Option<u16>,
}

impl Cores {
    /// Idle cores for so many threads.
    pub fn new(machine: Machine, threads: usize) -> Self {
        let core = Core { thread: None, last: None, slice: Duration::ZERO };
        let work = Work { request: RequestId(0), step: 0, remaining: Duration::ZERO, last_core: None };
        Self {
            machine,
            cores: vec![core; machine.cores as usize],
            run_queue: VecDeque::new(),
            work: vec![work; threads],
        }
    }

    /// The core that the head of the queue gets: the one it used last if that is idle, else the lowest idle one.
    fn idle_core_for(&self, thread: ThreadId) -> Option<u16> {
        let is_idle = |core: &u16| self.cores[usize::from(*core)].thread.is_none();
        let last = self.work[usize::from(thread.0)].last_core.filter(is_idle);
        last.or_else(|| {
            (0..).zip(&self.cores).find(|(_, core)| core.thread.is_none()).map(|(index, _)| index)
        })
    }
}

/// The thread begins to compute: it goes to the tail of the run queue.
pub fn compute(world: &mut World, thread: ThreadId, request: RequestId, step: u8, duration: Duration) {
    let work = &mut world.cores.work[usize::from(thread.0)];
    (work.request, work.step, work.remaining) = (request, step, duration);
    enqueue(world, thread);
    dispatch(world);
}

/// A core has taken up its thread: the quantum begins.
pub fn switch_end(world: &mut World, core: u16) {
    if let Some(thread) = world.cores.cores[usize::from(core)].thread {
        begin_slice(world, core, thread);
    }
}

/// A slice is over. Returns the request whose step that ended, if it did; the core has then already gone to the head
/// of the queue.
pub fn slice_end(world: &mut World, core: u16) -> Option<RequestId> {
    let slot = &mut world.cores.cores[usize::from(core)];
    let thread = slot.thread?;
    let work = &mut world.cores.work[usize::from(thread.0)];
    work.remaining = work.remaining - slot.slice;
    let request = work.request;
    let step_ended = work.remaining.is_zero();
    if !step_ended && world.cores.run_queue.is_empty() {
        begin_slice(world, core, thread);
        return None;
    }
    slot.thread = None;
    if !step_ended {
        enqueue(world, thread);
    }
    dispatch(world);
    step_ended.then_some(request)
}

fn enqueue(world: &mut World, thread: ThreadId) {
    record(world, thread, State::Runnable);
    world.cores.run_queue.push_back(thread);
}

/// Gives idle cores to the head of the queue.
fn dispatch(world: &mut World) {
    while let Some(&thread) = world.cores.run_queue.front() {
        let Some(core) = world.cores.idle_core_for(thread) else { return };
        world.cores.run_queue.pop_front();
        let slot = &mut world.cores.cores[usize::from(core)];
        let costs_switch =
            slot.last.is_some_and(|last| last != thread) && !world.cores.machine.switch.is_zero();
        slot.thread = Some(thread);
        slot.last = Some(thread);
        world.cores.work[usize::from(thread.0)].last_core = Some(core);
        if costs_switch {
            record(world, thread, State::Switching);
            let request = world.cores.work[usize::from(thread.0)].request;
            world.queue.schedule(world.cores.machine.switch, Event::SwitchEnd { core }, request);
        } else {
            begin_slice(world, core, thread);
        }
    }
}

/// Runs the thread until its step ends or its quantum is over.
fn begin_slice(world: &mut World, core: u16, thread: ThreadId) {
    record(world, thread, State::Running);
    let Work { remaining, request, .. } = world.cores.work[usize::from(thread.0)];
    let slice = remaining.min(world.cores.machine.quantum);
    world.cores.cores[usize::from(core)].slice = slice;
    world.queue.schedule(slice, Event::SliceEnd { core }, request);
}

fn record(world: &mut World, thread: ThreadId, state: State) {
    let Work { request, step, .. } = world.cores.work[usize::from(thread.0)];
    world.recorder.works(thread, request, state, step, world.queue.now());
}
