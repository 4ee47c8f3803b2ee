//! A second simulator, as plain as can be: it goes from tick to tick, scans lists, and notes at the end of each tick
//! what every lane is doing. Written from the contract alone, to be compared with the engine.
//!
//! Where the contract leaves room, these are the readings taken here:
//!
//! 1. A `cpu 0` is a step like any other: it queues for a core, may cost a switch, holds its core until its end is
//!    handled as an event, in its turn within the same instant.
//! 2. A call of latency 0 is a call like any other: it takes a slot until its response is handled in its turn.
//! 3. With `switch` 0 there is no switching stretch at all, hence no event at its end.
//! 4. A step that ends exactly when its quantum is over has ended; the thread does not go round the run queue.
//! 5. The end of a quantum is an event even with nobody queued, so that what ends in it is scheduled anew, at the
//!    place in the order that the beginning of the last quantum gives it.
//! 6. An idle helper takes up a handed step at once and begins it, before the worker takes up the next task.
//! 7. A task that yields is back in the queue and its worker is free before anyone takes the head: of several free
//!    workers the lowest number takes it, even if the yielding worker has another number.
//! 8. A step's ends first give the core away, then the thread goes on; so two `cpu` steps in a row queue twice.
//! 9. `hops` counts every taking up, also one that lasts no time.
//! 10. The core that a thread used last is the one it last took up switching or running on, whatever request that
//!     was for.

use interleave::scenario::{Call, Runtime, Scenario, Step};
use interleave::sim::site;
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceSpan, ResourceState, SiteId, State, TaskId, TaskSpan, ThreadId, ThreadSpan};

use super::draws::{self, Origin};
use super::lanes::{Instants, Lanes};

/// Runs `scenario` on `runtime`. Every duration in it, drawn ones included, must be a whole number of `tick`s.
pub(crate) fn simulate(scenario: &Scenario, runtime: Runtime, tick: Duration) -> Lanes {
    let mut world = World::new(scenario, runtime, tick);
    while world.requests.iter().any(|request| request.finished.is_none()) {
        world.handle_this_instant();
        world.note_what_every_lane_does();
        world.note_the_pool();
        world.now += 1;
    }
    world.lanes(tick)
}

/// What will happen later.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A core has taken up its thread.
    SwitchEnd { core: usize },
    /// The step or the quantum of the thread on a core is over.
    SliceEnd { core: usize },
    /// A service has answered.
    Response { service: usize, caller: Caller },
}

/// Who waits for a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    /// A paused task.
    Task { request: usize, call: usize },
    /// A blocked thread, which works for `request`.
    Thread { thread: usize, request: usize, call: usize },
}

impl Caller {
    fn request_and_call(self) -> (usize, usize) {
        match self {
            Self::Task { request, call } | Self::Thread { request, call, .. } => (request, call),
        }
    }
}

struct Request {
    origin: Origin,
    program: Vec<Step>,
    arrived: u64,
    started: Option<u64>,
    finished: Option<u64>,
    /// The step it is at.
    step: usize,
    /// The state while it has no thread of its own.
    state: State,
    thread: Option<usize>,
    /// Responses that a paused task still waits for.
    calls_open: usize,
}

struct Thread {
    is_helper: bool,
    request: Option<usize>,
    request_before: Option<usize>,
    state: State,
    core_before: Option<usize>,
    cpu_left: u64,
}

struct Core {
    thread: Option<usize>,
    thread_before: Option<usize>,
    slice: u64,
}

struct Service {
    name: String,
    capacity: Option<u32>,
    waiting: Vec<(Caller, u64)>,
    serving: Vec<Caller>,
}

/// What one lane does during one tick: the tick and a value that says everything about it.
type Notes<T> = Vec<(u64, T)>;
/// State, thread and step of a request.
type RequestNotes = Notes<(State, Option<usize>, Option<usize>)>;
/// State, request and step of a thread.
type ThreadNotes = Notes<(State, usize, usize)>;
/// Request, step and call; and what the call does.
type CallNotes = ((usize, usize, usize), Notes<ResourceState>);

/// Request and step; and whether a helper has it.
type PoolNotes = ((usize, usize), Notes<ResourceState>);

struct World<'a> {
    scenario: &'a Scenario,
    now: u64,
    tick: Duration,
    is_async: bool,
    quantum: u64,
    switch: u64,
    hops: u64,
    /// What is due when, in the order in which it was scheduled.
    pending: Vec<(u64, Event)>,
    requests: Vec<Request>,
    threads: Vec<Thread>,
    cores: Vec<Core>,
    services: Vec<Service>,
    /// Requests that wait for a thread: the accept queue or the ready queue.
    waiting: Vec<usize>,
    /// Requests whose offloaded step waits for a helper.
    offloaded: Vec<usize>,
    /// Threads that wait for a core.
    run_queue: Vec<usize>,
    request_notes: Vec<RequestNotes>,
    thread_notes: Vec<ThreadNotes>,
    service_notes: Vec<Vec<CallNotes>>,
    /// Request and step that wait for a helper or have one.
    pool_notes: Vec<PoolNotes>,
    /// Which helper has taken up which step of which request.
    helped: Vec<((usize, usize), usize)>,
}

impl<'a> World<'a> {
    fn new(scenario: &'a Scenario, runtime: Runtime, tick: Duration) -> Self {
        let in_ticks = |duration: Duration| ticks(duration.as_ns(), tick);
        let (is_async, workers, helpers) = match runtime {
            Runtime::Sync { threads } => (false, threads, 0),
            Runtime::Async { threads, blocking_threads } => (true, threads, blocking_threads),
        };
        let requests = requests_by_id(scenario, tick);
        let threads: Vec<Thread> = (0..workers + helpers)
            .map(|index| Thread {
                is_helper: index >= workers,
                request: None,
                request_before: None,
                state: State::Blocked,
                core_before: None,
                cpu_left: 0,
            })
            .collect();
        let cores = (0..scenario.machine.cores).map(|_| Core { thread: None, thread_before: None, slice: 0 });
        let services: Vec<Service> = scenario
            .services
            .iter()
            .map(|service| Service {
                name: service.name.clone(),
                capacity: service.capacity,
                waiting: Vec::new(),
                serving: Vec::new(),
            })
            .collect();
        Self {
            scenario,
            now: 0,
            tick,
            is_async,
            quantum: in_ticks(scenario.machine.quantum),
            switch: in_ticks(scenario.machine.switch),
            hops: 0,
            pending: Vec::new(),
            request_notes: requests.iter().map(|_| Vec::new()).collect(),
            thread_notes: threads.iter().map(|_| Vec::new()).collect(),
            service_notes: services.iter().map(|_| Vec::new()).collect(),
            pool_notes: Vec::new(),
            helped: Vec::new(),
            cores: cores.collect(),
            requests,
            threads,
            services,
            waiting: Vec::new(),
            offloaded: Vec::new(),
            run_queue: Vec::new(),
        }
    }

    /// Arrivals first, in id order, then the other events in the order in which they were scheduled.
    fn handle_this_instant(&mut self) {
        for request in 0..self.requests.len() {
            if self.requests[request].arrived == self.now {
                self.waiting.push(request);
                self.let_threads_take_requests();
            }
        }
        while let Some(first) = self.pending.iter().position(|(due, _)| *due == self.now) {
            let (_, event) = self.pending.remove(first);
            match event {
                Event::SwitchEnd { core } => self.begin_quantum(core),
                Event::SliceEnd { core } => self.end_slice(core),
                Event::Response { service, caller } => self.end_call(service, caller),
            }
        }
    }

    fn schedule(&mut self, delay: u64, event: Event) {
        self.pending.push((self.now + delay, event));
    }

    // Threads and requests.

    fn let_threads_take_requests(&mut self) {
        while !self.waiting.is_empty() {
            let idle = self.threads.iter().position(|thread| !thread.is_helper && thread.request.is_none());
            let Some(thread) = idle else { return };
            let request = self.waiting.remove(0);
            self.take_up(thread, request);
        }
    }

    fn take_up(&mut self, thread: usize, request: usize) {
        if self.threads[thread].request_before.is_some_and(|before| before != request) {
            self.hops += 1;
        }
        self.threads[thread].request = Some(request);
        self.threads[thread].request_before = Some(request);
        let taken = &mut self.requests[request];
        taken.thread = Some(thread);
        if taken.started.is_none() {
            taken.started = Some(self.now);
        } else {
            // It comes from the ready queue; the step that made it ready is behind it.
            taken.step += 1;
        }
        self.go_on(thread, request);
    }

    fn let_go(&mut self, thread: usize, request: usize, state: State) {
        self.threads[thread].request = None;
        self.requests[request].thread = None;
        self.requests[request].state = state;
    }

    /// Thread `thread` begins the step that `request` is at.
    fn go_on(&mut self, thread: usize, request: usize) {
        let Some(step) = self.requests[request].program.get(self.requests[request].step).cloned() else {
            self.requests[request].finished = Some(self.now);
            self.let_go(thread, request, State::Ready);
            self.let_threads_take_requests();
            return;
        };
        match (step, self.is_async) {
            (Step::Cpu(length), _) | (Step::OffloadCpu(length), false) => self.compute(thread, length),
            (Step::Block(_), _) | (Step::Calls(_) | Step::OffloadCall(_), false) => {
                self.block_on(thread, request, 0);
            }
            (Step::Yield, false) => self.next_step(thread, request),
            (Step::Calls(calls), true) => {
                self.let_go(thread, request, State::Paused);
                self.requests[request].calls_open = calls.len();
                for (index, call) in calls.iter().enumerate() {
                    self.begin_call(call, Caller::Task { request, call: index });
                }
                self.let_threads_take_requests();
            }
            (Step::OffloadCpu(_) | Step::OffloadCall(_), true) => {
                self.let_go(thread, request, State::Paused);
                self.offloaded.push(request);
                self.let_helpers_take_steps();
                self.let_threads_take_requests();
            }
            (Step::Yield, true) => {
                self.let_go(thread, request, State::Ready);
                self.waiting.push(request);
                self.let_threads_take_requests();
            }
        }
    }

    fn next_step(&mut self, thread: usize, request: usize) {
        self.requests[request].step += 1;
        self.go_on(thread, request);
    }

    /// A paused task could go on.
    fn make_ready(&mut self, request: usize) {
        self.requests[request].state = State::Ready;
        self.waiting.push(request);
        self.let_threads_take_requests();
    }

    // The blocking pool.

    fn let_helpers_take_steps(&mut self) {
        while !self.offloaded.is_empty() {
            let idle = self.threads.iter().position(|thread| thread.is_helper && thread.request.is_none());
            let Some(helper) = idle else { return };
            let request = self.offloaded.remove(0);
            self.threads[helper].request = Some(request);
            self.helped.push(((request, self.requests[request].step), helper));
            match &self.requests[request].program[self.requests[request].step] {
                Step::OffloadCpu(length) => self.compute(helper, *length),
                Step::OffloadCall(_) => self.block_on(helper, request, 0),
                Step::Cpu(_) | Step::Calls(_) | Step::Block(_) | Step::Yield => {
                    panic!("only offloaded steps come here")
                }
            }
        }
    }

    /// The step that `thread` executed for `request` has ended.
    fn step_ended(&mut self, thread: usize, request: usize) {
        if !self.threads[thread].is_helper {
            self.next_step(thread, request);
            return;
        }
        self.threads[thread].request = None;
        self.let_helpers_take_steps();
        self.make_ready(request);
    }

    // Services.

    /// `thread` waits for call `index` of the step that `request` is at.
    fn block_on(&mut self, thread: usize, request: usize, index: usize) {
        let call = match &self.requests[request].program[self.requests[request].step] {
            Step::Calls(calls) => calls.get(index),
            Step::Block(call) | Step::OffloadCall(call) => Some(call).filter(|_| index == 0),
            Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => panic!("only calls come here"),
        };
        if let Some(call) = call.cloned() {
            self.threads[thread].state = State::Blocked;
            self.begin_call(&call, Caller::Thread { thread, request, call: index });
        } else {
            self.step_ended(thread, request);
        }
    }

    fn begin_call(&mut self, call: &Call, caller: Caller) {
        let service = self.services.iter().position(|service| service.name == call.service);
        let service = service.expect("a scenario lists every service");
        let (request, position) = caller.request_and_call();
        let Request { origin, step, .. } = self.requests[request];
        let latency = draws::latency(self.scenario, origin, step, position, call);
        let latency = ticks(latency.as_ns(), self.tick);
        self.services[service].waiting.push((caller, latency));
        self.fill_slots(service);
    }

    fn fill_slots(&mut self, service: usize) {
        let Service { capacity, waiting, serving, .. } = &mut self.services[service];
        let has_slot = capacity.is_none_or(|capacity| serving.len() < capacity as usize);
        if has_slot && !waiting.is_empty() {
            let (caller, latency) = waiting.remove(0);
            serving.push(caller);
            self.schedule(latency, Event::Response { service, caller });
        }
    }

    fn end_call(&mut self, service: usize, caller: Caller) {
        self.services[service].serving.retain(|served| *served != caller);
        self.fill_slots(service);
        match caller {
            Caller::Thread { thread, request, call } => self.block_on(thread, request, call + 1),
            Caller::Task { request, .. } => {
                self.requests[request].calls_open -= 1;
                if self.requests[request].calls_open == 0 {
                    self.make_ready(request);
                }
            }
        }
    }

    // Cores.

    fn compute(&mut self, thread: usize, length: Duration) {
        self.threads[thread].cpu_left = ticks(length.as_ns(), self.tick);
        self.queue_for_core(thread);
    }

    fn queue_for_core(&mut self, thread: usize) {
        self.threads[thread].state = State::Runnable;
        self.run_queue.push(thread);
        self.let_cores_take_threads();
    }

    fn let_cores_take_threads(&mut self) {
        while !self.run_queue.is_empty() {
            let before = self.threads[self.run_queue[0]].core_before;
            let idle = before
                .filter(|core| self.cores[*core].thread.is_none())
                .or_else(|| self.cores.iter().position(|core| core.thread.is_none()));
            let Some(core) = idle else { return };
            let thread = self.run_queue.remove(0);
            let costs =
                self.switch > 0 && self.cores[core].thread_before.is_some_and(|before| before != thread);
            self.cores[core].thread = Some(thread);
            self.cores[core].thread_before = Some(thread);
            self.threads[thread].core_before = Some(core);
            if costs {
                self.threads[thread].state = State::Switching;
                self.schedule(self.switch, Event::SwitchEnd { core });
            } else {
                self.begin_quantum(core);
            }
        }
    }

    fn begin_quantum(&mut self, core: usize) {
        let thread = self.cores[core].thread.expect("the core has a thread");
        self.threads[thread].state = State::Running;
        self.cores[core].slice = self.quantum.min(self.threads[thread].cpu_left);
        self.schedule(self.cores[core].slice, Event::SliceEnd { core });
    }

    fn end_slice(&mut self, core: usize) {
        let thread = self.cores[core].thread.expect("the core has a thread");
        self.threads[thread].cpu_left -= self.cores[core].slice;
        if self.threads[thread].cpu_left == 0 {
            self.cores[core].thread = None;
            self.let_cores_take_threads();
            let request = self.threads[thread].request.expect("a thread that computes has a request");
            self.step_ended(thread, request);
        } else if self.run_queue.is_empty() {
            self.begin_quantum(core);
        } else {
            self.cores[core].thread = None;
            self.queue_for_core(thread);
        }
    }

    // What is seen of all this.

    /// Notes for each lane the state that it is in once everything at this instant has happened.
    fn note_what_every_lane_does(&mut self) {
        for (request, notes) in self.requests.iter().zip(&mut self.request_notes) {
            if request.arrived > self.now || request.finished.is_some() {
                continue;
            }
            let state = request.thread.map_or(request.state, |thread| self.threads[thread].state);
            let step = (state != State::Queued).then_some(request.step);
            notes.push((self.now, (state, request.thread, step)));
        }
        for (thread, notes) in self.threads.iter().zip(&mut self.thread_notes) {
            if let Some(request) = thread.request {
                notes.push((self.now, (thread.state, request, self.requests[request].step)));
            }
        }
        for (service, lanes) in self.services.iter().zip(&mut self.service_notes) {
            let waiting = service.waiting.iter().map(|(caller, _)| (*caller, ResourceState::Waiting));
            let serving = service.serving.iter().map(|caller| (*caller, ResourceState::Serving));
            for (caller, state) in waiting.chain(serving) {
                let (request, call) = caller.request_and_call();
                let key = (request, self.requests[request].step, call);
                match lanes.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, notes)) => notes.push((self.now, state)),
                    None => lanes.push((key, vec![(self.now, state)])),
                }
            }
        }
    }

    /// Notes who waits for a helper, and who has one.
    fn note_the_pool(&mut self) {
        let waiting = self.offloaded.iter().map(|&request| (request, ResourceState::Waiting));
        let helpers = self.threads.iter().filter(|thread| thread.is_helper);
        let served = helpers.filter_map(|helper| Some((helper.request?, ResourceState::Serving)));
        for (request, state) in waiting.chain(served).collect::<Vec<_>>() {
            let key = (request, self.requests[request].step);
            match self.pool_notes.iter_mut().find(|(known, _)| *known == key) {
                Some((_, notes)) => notes.push((self.now, state)),
                None => self.pool_notes.push((key, vec![(self.now, state)])),
            }
        }
    }

    fn pool(
        &self,
        at: impl Fn(u64) -> Instant,
        site_of: impl Fn(usize, usize) -> SiteId,
    ) -> Vec<ResourceSpan> {
        let workers = self.threads.iter().filter(|thread| !thread.is_helper).count();
        let mut spans = Vec::new();
        for ((request, step), notes) in &self.pool_notes {
            let taken = self.helped.iter().find(|(key, _)| *key == (*request, *step));
            let (_, helper) = taken.expect("whoever waits for a helper gets one");
            let (task, site) = (TaskId(small(*request)), site_of(*request, *step));
            for (start, end, state) in stretches(notes) {
                spans.push(ResourceSpan::new(state, at(start), at(end), task, site, small(helper - workers)));
            }
        }
        spans.sort_by_key(|span| (span.start, span.task, span.site, span.call()));
        spans
    }

    fn lanes(self, tick: Duration) -> Lanes {
        let at = |ticks: u64| Instant::from_ns(ticks * tick.as_ns());
        let instants: Vec<_> = self
            .requests
            .iter()
            .map(|request| {
                let started = request.started.expect("a finished request has started");
                let finished = request.finished.expect("every request has finished");
                Instants { arrived: at(request.arrived), started: at(started), finished: at(finished) }
            })
            .collect();
        let groups: Vec<usize> =
            self.requests.iter().map(|request| usize::from(request.origin.group)).collect();
        let site_of = |request: usize, step: usize| site(self.scenario, groups[request], step);
        let request_span =
            |id: usize,
             (start, end, (state, thread, step)): (u64, u64, (_, Option<usize>, Option<usize>))| {
                let thread = thread.map(|thread| ThreadId(small(thread)));
                let site = step.map(|step| site_of(id, step));
                TaskSpan { state, start: at(start), end: at(end), thread, site }
            };
        let thread_span = |(start, end, (state, request, step))| {
            let (task, site) = (TaskId(small(request)), site_of(request, step));
            ThreadSpan { state, start: at(start), end: at(end), task, site }
        };
        let mut services = Vec::new();
        for (service, lanes) in self.services.iter().zip(&self.service_notes) {
            let mut spans = Vec::new();
            for ((request, step, call), notes) in lanes {
                let (site, task, call) = (site_of(*request, *step), TaskId(small(*request)), small(*call));
                for (start, end, state) in stretches(notes) {
                    spans.push(ResourceSpan::new(state, at(start), at(end), task, site, call));
                }
            }
            spans.sort_by_key(|span| (span.start, span.task, span.site, span.call()));
            if is_called(self.scenario, &service.name) {
                services.push((service.name.clone(), spans));
            }
        }
        Lanes {
            makespan: instants.iter().map(|request| request.finished).max().unwrap_or_default(),
            hops: self.hops,
            instants,
            requests: self
                .request_notes
                .iter()
                .enumerate()
                .map(|(id, n)| stretches(n).into_iter().map(|span| request_span(id, span)).collect())
                .collect(),
            threads: self
                .thread_notes
                .iter()
                .map(|n| stretches(n).into_iter().map(thread_span).collect())
                .collect(),
            services,
            pool: self.pool(at, site_of),
        }
    }
}

/// The requests by (arrival, position in the file), not yet arrived.
fn requests_by_id(scenario: &Scenario, tick: Duration) -> Vec<Request> {
    let request = |(arrived, origin): (Instant, Origin)| Request {
        origin,
        program: origin.group_in(scenario).program.0.clone(),
        arrived: ticks(arrived.as_ns(), tick),
        started: None,
        finished: None,
        step: 0,
        state: State::Queued,
        thread: None,
        calls_open: 0,
    };
    draws::requests_by_id(scenario).into_iter().map(request).collect()
}

fn is_called(scenario: &Scenario, name: &str) -> bool {
    let mut steps = scenario.groups.iter().flat_map(|group| &group.program.0);
    steps.any(|step| match step {
        Step::Calls(calls) => calls.iter().any(|call| call.service == name),
        Step::Block(call) | Step::OffloadCall(call) => call.service == name,
        Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => false,
    })
}

/// Joins ticks that follow one another with the same value: (start, end, value).
fn stretches<T: Copy + PartialEq>(notes: &[(u64, T)]) -> Vec<(u64, u64, T)> {
    let mut joined: Vec<(u64, u64, T)> = Vec::new();
    for &(tick, value) in notes {
        match joined.last_mut() {
            Some((_, end, last)) if *end == tick && *last == value => *end = tick + 1,
            _ => joined.push((tick, tick + 1, value)),
        }
    }
    joined
}

fn ticks(ns: u64, tick: Duration) -> u64 {
    assert_eq!(ns % tick.as_ns(), 0, "{ns} ns is no whole number of ticks");
    ns / tick.as_ns()
}

fn small<T: TryFrom<usize>>(index: usize) -> T {
    T::try_from(index).ok().expect("test scenarios are small")
}
