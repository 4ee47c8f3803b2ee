//! The cores: threads that compute queue for them, first in first out, a quantum at a time.

use std::collections::VecDeque;

use super::World;
use super::queue::Event;
use crate::scenario::{CORES_MAX, Machine};
use crate::time::{DURATION_MAX, Duration};
use crate::trace::{Record, RequestId, State, ThreadId};

/// All cores, and the threads that compute or wait to.
pub struct Cores {
    machine: Machine,
    cores: Vec<Core>,
    idle: IdleCores,
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

/// The cores that execute nothing, a bit each.
struct IdleCores([u64; CORES_MAX as usize / 64]);

impl IdleCores {
    fn all(cores: u32) -> Self {
        let mut idle = Self([0; CORES_MAX as usize / 64]);
        (0..u16::try_from(cores.min(CORES_MAX)).unwrap_or(u16::MAX)).for_each(|core| idle.insert(core));
        idle
    }

    fn contains(&self, core: u16) -> bool {
        self.0[usize::from(core / 64)] & 1 << (core % 64) != 0
    }

    fn insert(&mut self, core: u16) {
        self.0[usize::from(core / 64)] |= 1 << (core % 64);
    }

    fn remove(&mut self, core: u16) {
        self.0[usize::from(core / 64)] &= !(1 << (core % 64));
    }

    fn lowest(&self) -> Option<u16> {
        let (word, bits) = (0..).zip(self.0).find(|(_, bits)| *bits != 0)?;
        u16::try_from(bits.trailing_zeros()).ok().map(|bit| word * 64 + bit)
    }
}

impl Cores {
    /// Idle cores for so many threads.
    pub fn new(machine: Machine, threads: usize) -> Self {
        let core = Core { thread: None, last: None, slice: Duration::ZERO };
        let work = Work { request: RequestId(0), step: 0, remaining: Duration::ZERO, last_core: None };
        Self {
            machine,
            cores: vec![core; machine.cores as usize],
            idle: IdleCores::all(machine.cores),
            run_queue: VecDeque::new(),
            work: vec![work; threads],
        }
    }

    /// The core that the head of the queue gets: the one it used last if that is idle, else the lowest idle one.
    fn idle_core_for(&self, thread: ThreadId) -> Option<u16> {
        let last = self.work[usize::from(thread.0)].last_core.filter(|&core| self.idle.contains(core));
        last.or_else(|| self.idle.lowest())
    }
}

/// The thread begins to compute: it goes to the tail of the run queue.
pub fn compute(
    world: &mut World<impl Record>,
    thread: ThreadId,
    request: RequestId,
    step: u8,
    duration: Duration,
) {
    let work = &mut world.cores.work[usize::from(thread.0)];
    (work.request, work.step, work.remaining) = (request, step, duration);
    // Nobody is queued where a core is idle, so the thread need not queue either.
    match world.cores.idle_core_for(thread) {
        Some(core) => take_up(world, core, thread),
        None => enqueue(world, thread),
    }
}

/// A core has taken up its thread: the quantum begins.
pub fn switch_end(world: &mut World<impl Record>, core: u16) {
    if let Some(thread) = world.cores.cores[usize::from(core)].thread {
        begin_slice(world, core, thread);
    }
}

/// A slice is over. Returns the request whose step that ended, if it did; the core has then already gone to the head
/// of the queue.
pub fn slice_end(world: &mut World<impl Record>, core: u16) -> Option<RequestId> {
    let slot = &mut world.cores.cores[usize::from(core)];
    let thread = slot.thread?;
    let work = &mut world.cores.work[usize::from(thread.0)];
    work.remaining = work.remaining - slot.slice;
    let request = work.request;
    let step_ended = work.remaining.is_zero();
    if !step_ended && world.cores.run_queue.is_empty() {
        let slice = quanta_to_itself(world);
        run_for(world, core, thread, slice);
        return None;
    }
    slot.thread = None;
    world.cores.idle.insert(core);
    if !step_ended {
        enqueue(world, thread);
    }
    dispatch(world);
    step_ended.then_some(request)
}

fn enqueue(world: &mut World<impl Record>, thread: ThreadId) {
    record(world, thread, State::Runnable);
    world.cores.run_queue.push_back(thread);
}

/// Gives idle cores to the head of the queue.
fn dispatch(world: &mut World<impl Record>) {
    while let Some(&thread) = world.cores.run_queue.front() {
        let Some(core) = world.cores.idle_core_for(thread) else { return };
        world.cores.run_queue.pop_front();
        take_up(world, core, thread);
    }
}

/// An idle core takes up the thread, which costs the switch if it executed another one last.
fn take_up(world: &mut World<impl Record>, core: u16, thread: ThreadId) {
    let switch = world.cores.machine.switch;
    let slot = &mut world.cores.cores[usize::from(core)];
    let last = slot.last.replace(thread);
    slot.thread = Some(thread);
    world.cores.idle.remove(core);
    world.cores.work[usize::from(thread.0)].last_core = Some(core);
    if !switch.is_zero() && last.is_some_and(|last| last != thread) {
        record(world, thread, State::Switching);
        let request = world.cores.work[usize::from(thread.0)].request;
        world.queue.schedule(switch, Event::Switched { core }, request);
    } else {
        begin_slice(world, core, thread);
    }
}

/// The quantum begins: the thread runs until that is over or its step ends.
fn begin_slice(world: &mut World<impl Record>, core: u16, thread: ThreadId) {
    let quantum = world.cores.machine.quantum;
    run_for(world, core, thread, quantum);
}

/// Quanta that end before anything else happens, with nobody queued, would each begin anew: they are one slice with
/// the quantum in which something happens. Only the last thing that an event does may count on that.
fn quanta_to_itself(world: &mut World<impl Record>) -> Duration {
    let quantum_ns = world.cores.machine.quantum.as_ns();
    let Some(next) = world.queue.next_instant() else { return DURATION_MAX };
    let undisturbed = next.since(world.queue.now()).as_ns().saturating_sub(1) / quantum_ns;
    Duration::from_ns((undisturbed + 1).saturating_mul(quantum_ns))
}

fn run_for(world: &mut World<impl Record>, core: u16, thread: ThreadId, longest: Duration) {
    record(world, thread, State::Running);
    let Work { remaining, request, .. } = world.cores.work[usize::from(thread.0)];
    let slice = remaining.min(longest);
    world.cores.cores[usize::from(core)].slice = slice;
    world.queue.schedule(slice, Event::SliceOver { core }, request);
}

fn record(world: &mut World<impl Record>, thread: ThreadId, state: State) {
    let Work { request, step, .. } = world.cores.work[usize::from(thread.0)];
    world.recorder.works(thread, request, state, step, world.queue.now());
}
