//! The cores: threads that compute queue for them, first in first out, a quantum at a time.

use std::collections::VecDeque;

use super::World;
use super::idle::Idle;
use super::queue::Event;
use crate::scenario::Machine;
use crate::time::{DURATION_MAX, Duration};
use crate::trace::{Record, SiteId, State, TaskId, ThreadId};

/// All cores, and the threads that compute or wait to.
pub struct Cores {
    machine: Machine,
    /// Whether there is always a core for everybody, and any will do: then nobody needs to ask which.
    plenty: bool,
    idle: Idle,
    /// By core: the thread that it executes, or executed last.
    last: Vec<Option<ThreadId>>,
    /// Threads that wait for a core.
    run_queue: VecDeque<ThreadId>,
    /// By thread: what it computes.
    work: Vec<Work>,
}

#[derive(Clone, Copy)]
struct Work {
    request: TaskId,
    site: SiteId,
    /// The core that the thread is on, or was last.
    core: Option<u16>,
    /// What is left of the step after the present slice.
    remaining: Duration,
}

impl Cores {
    /// Idle cores for so many threads, of which those that may compute are the first `computing`.
    pub fn new(machine: Machine, threads: u32, computing: u32) -> Self {
        let work = Work { request: TaskId(0), site: SiteId(0), core: None, remaining: Duration::ZERO };
        Self {
            machine,
            plenty: machine.cores >= computing && machine.switch.is_zero(),
            idle: Idle::new(0, machine.cores),
            last: vec![None; machine.cores as usize],
            run_queue: VecDeque::new(),
            work: vec![work; threads as usize],
        }
    }

    /// Takes the core that the head of the queue gets: the one it used last if that is idle, else the lowest idle one.
    fn take_for(&mut self, thread: ThreadId) -> Option<u16> {
        let last = self.work[usize::from(thread.0)].core.and_then(|core| self.idle.take_this(core));
        last.or_else(|| self.idle.take())
    }
}

/// The thread begins to compute: it goes to the tail of the run queue.
#[inline]
pub fn compute(
    world: &mut World<impl Record>,
    thread: ThreadId,
    request: TaskId,
    site: SiteId,
    duration: Duration,
) {
    let work = &mut world.cores.work[usize::from(thread.0)];
    (work.request, work.site, work.remaining) = (request, site, duration);
    if world.cores.plenty { begin_slice(world, thread) } else { queue_up(world, thread) }
}

#[inline(never)]
fn queue_up(world: &mut World<impl Record>, thread: ThreadId) {
    // Nobody is queued where a core is idle, so the thread need not queue either.
    match world.cores.take_for(thread) {
        Some(core) => take_up(world, core, thread),
        None => enqueue(world, thread),
    }
}

/// A core has taken up the thread: the quantum begins.
pub fn switch_end(world: &mut World<impl Record>, thread: ThreadId) {
    begin_slice(world, thread);
}

/// The thread's slice is over. Returns the request whose step that ended, if it did; the core has then already gone to
/// the head of the queue.
#[inline]
pub fn slice_end(world: &mut World<impl Record>, thread: ThreadId) -> Option<TaskId> {
    let Work { request, remaining, .. } = world.cores.work[usize::from(thread.0)];
    let step_ended = remaining.is_zero();
    if !(step_ended && world.cores.plenty) {
        leave_core(world, thread, step_ended);
    }
    step_ended.then_some(request)
}

/// The thread leaves its core to the head of the queue, unless it has more to compute and nobody is queued.
#[inline(never)]
fn leave_core(world: &mut World<impl Record>, thread: ThreadId, step_ended: bool) {
    if !step_ended && world.cores.run_queue.is_empty() {
        let slice = quanta_to_itself(world);
        return run_for(world, thread, slice);
    }
    if let Some(core) = world.cores.work[usize::from(thread.0)].core {
        world.cores.idle.put(core);
    }
    if !step_ended {
        enqueue(world, thread);
    }
    dispatch(world);
}

fn enqueue(world: &mut World<impl Record>, thread: ThreadId) {
    record(world, thread, State::Runnable);
    world.cores.run_queue.push_back(thread);
}

/// Gives idle cores to the head of the queue.
fn dispatch(world: &mut World<impl Record>) {
    while let Some(&thread) = world.cores.run_queue.front() {
        let Some(core) = world.cores.take_for(thread) else { return };
        world.cores.run_queue.pop_front();
        take_up(world, core, thread);
    }
}

/// An idle core takes up the thread, which costs the switch if it executed another one last.
#[inline(never)]
fn take_up(world: &mut World<impl Record>, core: u16, thread: ThreadId) {
    let switch = world.cores.machine.switch;
    let last = world.cores.last[usize::from(core)].replace(thread);
    let work = &mut world.cores.work[usize::from(thread.0)];
    work.core = Some(core);
    if !switch.is_zero() && last.is_some_and(|last| last != thread) {
        let request = work.request;
        record(world, thread, State::Switching);
        world.queue.schedule(switch, Event::Switched { thread }, request);
    } else {
        begin_slice(world, thread);
    }
}

/// The quantum begins: the thread runs until that is over or its step ends.
#[inline(always)]
fn begin_slice(world: &mut World<impl Record>, thread: ThreadId) {
    let quantum = world.cores.machine.quantum;
    run_for(world, thread, quantum);
}

/// Quanta that end before anything else happens, with nobody queued, would each begin anew: they are one slice with
/// the quantum in which something happens. Only the last thing that an event does may count on that.
fn quanta_to_itself(world: &mut World<impl Record>) -> Duration {
    let quantum_ns = world.cores.machine.quantum.as_ns();
    let Some(next) = world.queue.next_instant() else { return DURATION_MAX };
    let undisturbed = next.since(world.queue.now()).as_ns().saturating_sub(1) / quantum_ns;
    Duration::from_ns((undisturbed + 1).saturating_mul(quantum_ns))
}

#[inline(always)]
fn run_for(world: &mut World<impl Record>, thread: ThreadId, longest: Duration) {
    let work = &mut world.cores.work[usize::from(thread.0)];
    let slice = work.remaining.min(longest);
    work.remaining = work.remaining - slice;
    let request = work.request;
    record(world, thread, State::Running);
    world.queue.schedule(slice, Event::SliceOver { thread }, request);
}

#[inline]
fn record(world: &mut World<impl Record>, thread: ThreadId, state: State) {
    let Work { request, site, .. } = world.cores.work[usize::from(thread.0)];
    world.recorder.works(thread, request, state, site, world.queue.now());
}
