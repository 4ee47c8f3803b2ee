//! What must hold of every run, seen from its lanes alone.

use interleave::scenario::{Call, Runtime, Scenario, Step};
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceSpan, ResourceState, SiteId, State, TaskSpan, ThreadSpan};

use super::draws::{self, Origin};
use super::lanes::Lanes;

/// Nothing, or a sentence that says what does not hold.
pub(crate) type Verdict = Result<(), String>;

/// A rule of the contract.
pub(crate) type Rule = fn(&Run<'_>) -> Verdict;

/// A run with what it is a run of.
pub(crate) struct Run<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) runtime: Runtime,
    pub(crate) lanes: &'a Lanes,
    /// Where each request comes from, by id.
    origins: Vec<Origin>,
    /// The program of each request, by id.
    programs: Vec<&'a [Step]>,
    /// The steps of all groups one after the other, with their places in their programs.
    steps: Vec<(usize, &'a Step)>,
}

macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+));
        }
    };
}

/// Every rule, with the name under which a failure reports it.
pub(crate) const RULES: [(&str, Rule); 13] = [
    ("requests are in exactly one state from arrival to finish", requests_have_one_state),
    ("thread lanes are in order, without overlap", threads_do_one_thing),
    ("threads show what their requests do on them", threads_mirror_requests),
    ("states fit the steps", states_fit_steps),
    ("cores are bound", cores_are_bound),
    ("capacities are kept, and waiting is for full slots", capacities_are_kept),
    ("service lanes hold exactly the calls", calls_are_served),
    ("work is conserved", work_is_conserved),
    ("nobody is idle while there is work", nobody_is_idle),
    ("waits end with the last response", waits_end_in_time),
    ("switches are whole", switches_are_whole),
    ("time adds up", time_adds_up),
    ("first come, first served", first_come_first_served),
];

impl<'a> Run<'a> {
    pub(crate) fn new(scenario: &'a Scenario, runtime: Runtime, lanes: &'a Lanes) -> Self {
        let origins: Vec<Origin> =
            draws::requests_by_id(scenario).into_iter().map(|(_, origin)| origin).collect();
        let programs = origins.iter().map(|origin| origin.group_in(scenario).program.0.as_slice()).collect();
        let steps = scenario.groups.iter().flat_map(|group| group.program.0.iter().enumerate()).collect();
        Self { scenario, runtime, lanes, origins, programs, steps }
    }

    fn is_async(&self) -> bool {
        match self.runtime {
            Runtime::Sync { .. } => false,
            Runtime::Async { .. } => true,
        }
    }

    /// The lanes of the threads or workers.
    fn own_threads(&self) -> &[Vec<ThreadSpan>] {
        &self.lanes.threads[..self.runtime.threads() as usize]
    }

    fn helpers(&self) -> &[Vec<ThreadSpan>] {
        &self.lanes.threads[self.runtime.threads() as usize..]
    }

    /// The step that a place stands for: the places of all groups follow one another.
    pub(crate) fn step(&self, site: Option<SiteId>) -> Option<&Step> {
        self.steps.get(usize::from(site?.0)).map(|&(_, step)| step)
    }

    /// Which step of its program a place is.
    fn index(&self, site: SiteId) -> usize {
        self.steps[usize::from(site.0)].0
    }

    fn latency(&self, request: usize, step: usize, position: usize, call: &Call) -> Duration {
        draws::latency(self.scenario, self.origins[request], step, position, call)
    }

    /// The helpers' spans for one step of one request, in order of time.
    fn helper_spans(&self, request: usize, step: usize) -> Vec<ThreadSpan> {
        let all = self.helpers().iter().flatten().copied();
        let mut spans: Vec<_> =
            all.filter(|span| span.task.0 as usize == request && self.index(span.site) == step).collect();
        spans.sort_by_key(|span| span.start);
        spans
    }

    /// The service spans of one step of one request.
    fn resource_spans(&self, request: usize, step: usize) -> Vec<ResourceSpan> {
        let all = self.lanes.services.iter().flat_map(|(_, spans)| spans).copied();
        all.filter(|span| span.task.0 as usize == request && self.index(span.site) == step).collect()
    }

    fn task_spans(&self, request: usize, step: usize) -> impl Iterator<Item = &TaskSpan> {
        let at_step = move |span: &&TaskSpan| span.site.is_some_and(|at| self.index(at) == step);
        self.lanes.requests[request].iter().filter(at_step)
    }

    /// (request, index of the step, step) of everything that the scenario asks for.
    fn all_steps(&self) -> impl Iterator<Item = (usize, usize, &'a Step)> {
        let programs = self.programs.iter().copied().enumerate();
        programs.flat_map(|(request, program)| {
            program.iter().enumerate().map(move |(index, step)| (request, index, step))
        })
    }
}

/// A stretch in which no lane changes.
pub(crate) struct Moment<'a> {
    pub(crate) start: Instant,
    pub(crate) end: Instant,
    pub(crate) requests: Vec<Option<&'a TaskSpan>>,
    pub(crate) threads: Vec<Option<&'a ThreadSpan>>,
    pub(crate) services: Vec<Vec<&'a ResourceSpan>>,
}

impl Moment<'_> {
    pub(crate) fn length(&self) -> u64 {
        self.end.since(self.start).as_ns()
    }

    fn threads_in(&self, states: &[State]) -> usize {
        self.threads.iter().flatten().filter(|span| states.contains(&span.state)).count()
    }

    pub(crate) fn requests_in(&self, states: &[State]) -> usize {
        self.requests.iter().flatten().filter(|span| states.contains(&span.state)).count()
    }
}

/// The run, cut wherever any lane changes.
pub(crate) fn moments(lanes: &Lanes) -> Vec<Moment<'_>> {
    let mut cuts: Vec<Instant> = vec![Instant::ZERO, lanes.makespan];
    cuts.extend(lanes.requests.iter().flatten().flat_map(|span| [span.start, span.end]));
    cuts.extend(lanes.threads.iter().flatten().flat_map(|span| [span.start, span.end]));
    cuts.extend(lanes.services.iter().flat_map(|(_, spans)| spans).flat_map(|span| [span.start, span.end]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut moments = Vec::new();
    for cut in cuts.windows(2) {
        let at = cut[0];
        moments.push(Moment {
            start: at,
            end: cut[1],
            requests: lanes.requests.iter().map(|l| l.iter().find(|s| s.start <= at && at < s.end)).collect(),
            threads: lanes.threads.iter().map(|l| l.iter().find(|s| s.start <= at && at < s.end)).collect(),
            services: lanes
                .services
                .iter()
                .map(|(_, l)| l.iter().filter(|s| s.start <= at && at < s.end).collect())
                .collect(),
        });
    }
    moments
}

fn holds_a_thread(state: State) -> bool {
    match state {
        State::Running | State::Runnable | State::Switching | State::Blocked => true,
        State::Queued | State::Paused | State::Ready => false,
    }
}

fn requests_have_one_state(run: &Run<'_>) -> Verdict {
    ensure!(run.lanes.requests.len() == run.programs.len(), "there are {} lanes", run.lanes.requests.len());
    for (id, (spans, instants)) in run.lanes.requests.iter().zip(&run.lanes.instants).enumerate() {
        let mut now = instants.arrived;
        for span in spans {
            ensure!(span.start == now, "request {id} has a gap or an overlap at {now}");
            ensure!(span.start < span.end, "request {id} has an empty span at {now}");
            ensure!(span.thread.is_some() == holds_a_thread(span.state), "request {id} at {now}: {span:?}");
            ensure!(span.site.is_none() == (span.state == State::Queued), "request {id} at {now}: {span:?}");
            if span.state == State::Queued {
                ensure!(span.start == instants.arrived, "request {id} is queued again at {now}");
                ensure!(span.end == instants.started, "request {id} started apart from its queued span");
            } else {
                ensure!(span.start >= instants.started, "request {id} does something before it started");
            }
            now = span.end;
        }
        ensure!(now == instants.finished, "the last span of request {id} ends at {now}");
        let is_queued = spans.first().is_some_and(|span| span.state == State::Queued);
        ensure!(
            is_queued || instants.started == instants.arrived,
            "request {id} started late without waiting"
        );
        for pair in spans.windows(2) {
            let key = |span: &TaskSpan| (span.state, span.site, span.thread);
            ensure!(key(&pair[0]) != key(&pair[1]), "request {id}: neighbours are not merged: {pair:?}");
            ensure!(pair[0].site <= pair[1].site, "request {id} goes back a step: {pair:?}");
        }
    }
    Ok(())
}

fn threads_do_one_thing(run: &Run<'_>) -> Verdict {
    let lanes = (run.runtime.threads() + run.runtime.blocking_threads()) as usize;
    ensure!(run.lanes.threads.len() == lanes, "there are {} thread lanes", run.lanes.threads.len());
    for (id, spans) in run.lanes.threads.iter().enumerate() {
        for span in spans {
            ensure!(span.start < span.end, "thread {id} has an empty span: {span:?}");
            ensure!(holds_a_thread(span.state), "thread {id}: {span:?}");
        }
        for pair in spans.windows(2) {
            ensure!(pair[0].end <= pair[1].start, "thread {id} does two things at once: {pair:?}");
            let key = |span: &ThreadSpan| (span.state, span.task, span.site);
            let touch = pair[0].end == pair[1].start;
            ensure!(
                !touch || key(&pair[0]) != key(&pair[1]),
                "thread {id}: neighbours are not merged: {pair:?}"
            );
        }
    }
    Ok(())
}

fn threads_mirror_requests(run: &Run<'_>) -> Verdict {
    for (id, spans) in run.own_threads().iter().enumerate() {
        let mut mirrored: Vec<(Instant, Instant, State, usize, Option<SiteId>)> = Vec::new();
        for (request, lane) in run.lanes.requests.iter().enumerate() {
            let here =
                lane.iter().filter(|span| span.thread.is_some_and(|thread| usize::from(thread.0) == id));
            mirrored.extend(here.map(|span| (span.start, span.end, span.state, request, span.site)));
        }
        mirrored.sort_unstable();
        let own: Vec<_> =
            spans.iter().map(|s| (s.start, s.end, s.state, s.task.0 as usize, Some(s.site))).collect();
        ensure!(own == mirrored, "thread {id} shows {own:?}, its requests {mirrored:?}");
    }
    for span in run.helpers().iter().flatten() {
        let lane = &run.lanes.requests[span.task.0 as usize];
        let is_paused = lane.iter().any(|waiting| {
            let covers = waiting.start <= span.start && span.end <= waiting.end;
            covers && waiting.state == State::Paused && waiting.site == Some(span.site)
        });
        ensure!(is_paused, "a helper works for a request that is not paused for it: {span:?}");
    }
    Ok(())
}

fn states_fit_steps(run: &Run<'_>) -> Verdict {
    for (id, span) in run.lanes.requests.iter().enumerate().flat_map(|(id, l)| l.iter().map(move |s| (id, s)))
    {
        let step = run.step(span.site);
        let computes = match step {
            Some(Step::Cpu(_)) => true,
            Some(Step::OffloadCpu(_)) => !run.is_async(),
            Some(Step::Calls(_) | Step::Block(_) | Step::OffloadCall(_) | Step::Yield) | None => false,
        };
        let pauses = match step {
            Some(Step::Calls(_) | Step::OffloadCpu(_) | Step::OffloadCall(_)) => run.is_async(),
            Some(Step::Cpu(_) | Step::Block(_) | Step::Yield) | None => false,
        };
        let blocks = match step {
            Some(Step::Block(_)) => true,
            Some(Step::Calls(_) | Step::OffloadCall(_)) => !run.is_async(),
            Some(Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield) | None => false,
        };
        let fits = match span.state {
            State::Queued => true,
            State::Running | State::Runnable | State::Switching => computes,
            State::Blocked => blocks,
            State::Paused => pauses,
            State::Ready => pauses || (run.is_async() && step == Some(&Step::Yield)),
        };
        ensure!(fits, "request {id} is {span:?} in {step:?}");
    }
    Ok(())
}

fn cores_are_bound(run: &Run<'_>) -> Verdict {
    let cores = run.scenario.machine.cores as usize;
    for moment in moments(run.lanes) {
        let busy = moment.threads_in(&[State::Running, State::Switching]);
        ensure!(busy <= cores, "{busy} threads on {cores} cores at {}", moment.start);
        let waiting = moment.threads_in(&[State::Runnable]);
        ensure!(waiting == 0 || busy == cores, "a core is idle at {} while {waiting} wait", moment.start);
    }
    Ok(())
}

fn capacities_are_kept(run: &Run<'_>) -> Verdict {
    for moment in moments(run.lanes) {
        for ((name, _), spans) in run.lanes.services.iter().zip(&moment.services) {
            let serving = spans.iter().filter(|span| span.state() == ResourceState::Serving).count();
            let waiting = spans.len() - serving;
            let service = run.scenario.services.iter().find(|service| service.name == *name);
            let capacity =
                service.and_then(|service| service.capacity).map_or(usize::MAX, |slots| slots as usize);
            ensure!(serving <= capacity, "{name} serves {serving} at {}", moment.start);
            ensure!(waiting == 0 || serving == capacity, "{name} lets calls wait at {}", moment.start);
        }
    }
    Ok(())
}

/// Each call that lasts is on the lane of its service once, for exactly its latency; the lanes hold nothing else.
fn calls_are_served(run: &Run<'_>) -> Verdict {
    let mut expected = 0;
    for (request, index, step) in run.all_steps() {
        let calls: Vec<&Call> = match step {
            Step::Calls(calls) => calls.iter().collect(),
            Step::Block(call) | Step::OffloadCall(call) => vec![call],
            Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => vec![],
        };
        for (position, call) in calls.into_iter().enumerate() {
            let lane = run.lanes.services.iter().find(|(name, _)| *name == call.service);
            let spans = lane.into_iter().flat_map(|(_, spans)| spans).filter(|span| {
                let place = (span.task.0 as usize, run.index(span.site), usize::from(span.call()));
                place == (request, index, position)
            });
            let spans: Vec<&ResourceSpan> = spans.collect();
            expected += spans.len();
            let in_state =
                |state| spans.iter().filter(|span| span.state() == state).copied().collect::<Vec<_>>();
            let (waiting, serving) = (in_state(ResourceState::Waiting), in_state(ResourceState::Serving));
            let served: u64 = serving.iter().map(|span| span.end.since(span.start).as_ns()).sum();
            let latency = run.latency(request, index, position, call).as_ns();
            ensure!(served == latency, "request {request} step {index}: {call:?} was served {served} ns");
            ensure!(
                serving.len() == usize::from(latency > 0) && waiting.len() <= 1,
                "cut in pieces: {spans:?}"
            );
            if let (Some(waiting), Some(serving)) = (waiting.first(), serving.first()) {
                ensure!(waiting.end == serving.start, "a gap between waiting and serving: {spans:?}");
            }
        }
    }
    let all: usize = run.lanes.services.iter().map(|(_, spans)| spans.len()).sum();
    ensure!(all == expected, "{all} service spans, but the calls have {expected}");
    for (name, spans) in &run.lanes.services {
        ensure!(spans.iter().all(|span| span.start < span.end), "{name} has an empty span");
        let is_sorted = spans.is_sorted_by_key(|span| (span.start, span.task, span.site, span.call()));
        ensure!(is_sorted, "{name}'s spans are out of order");
    }
    Ok(())
}

fn work_is_conserved(run: &Run<'_>) -> Verdict {
    for (request, index, step) in run.all_steps() {
        let own = run.task_spans(request, index).filter(|span| span.state == State::Running);
        let own: u64 = own.map(|span| span.end.since(span.start).as_ns()).sum();
        let helped = run.helper_spans(request, index);
        let helped = helped.iter().filter(|span| span.state == State::Running);
        let helped: u64 = helped.map(|span| span.end.since(span.start).as_ns()).sum();
        let wanted = match step {
            Step::OffloadCpu(length) if run.is_async() => (0, length.as_ns()),
            Step::Cpu(length) | Step::OffloadCpu(length) => (length.as_ns(), 0),
            Step::Calls(_) | Step::Block(_) | Step::OffloadCall(_) | Step::Yield => (0, 0),
        };
        ensure!(
            (own, helped) == wanted,
            "request {request} step {index} computed {own} + {helped} of {wanted:?} ns"
        );
    }
    Ok(())
}

fn nobody_is_idle(run: &Run<'_>) -> Verdict {
    let own = run.runtime.threads() as usize;
    for moment in moments(run.lanes) {
        let idle = moment.threads[..own].iter().filter(|span| span.is_none()).count();
        let waiting = moment.requests_in(&[State::Queued, State::Ready]);
        ensure!(idle == 0 || waiting == 0, "{idle} idle at {} while {waiting} wait", moment.start);
        let handed = moment.requests.iter().filter(|span| {
            let step = span.filter(|span| span.state == State::Paused).and_then(|span| run.step(span.site));
            matches!(step, Some(Step::OffloadCpu(_) | Step::OffloadCall(_)))
        });
        let busy = moment.threads[own..].iter().filter(|span| span.is_some()).count();
        let expected = handed.count().min(run.helpers().len());
        ensure!(busy == expected, "{busy} helpers are busy at {}, not {expected}", moment.start);
    }
    Ok(())
}

/// A wait lasts from its calls to their last response, or until the helper has finished, not longer and not shorter.
fn waits_end_in_time(run: &Run<'_>) -> Verdict {
    for (request, index, step) in run.all_steps() {
        let waits = |state| run.task_spans(request, index).filter(move |span| span.state == state);
        let waits: Vec<_> = waits(State::Paused).chain(waits(State::Blocked)).collect();
        ensure!(waits.len() <= 1, "request {request} waits twice in step {index}: {waits:?}");
        let wait = waits.first().map(|span| (span.start, span.end));
        let calls = run.resource_spans(request, index);
        let called = calls.iter().map(|c| c.start).min().zip(calls.iter().map(|c| c.end).max());
        let helped = run.helper_spans(request, index);
        let helped = helped.first().map(|h| h.start).zip(helped.last().map(|h| h.end));
        let fits = match step {
            Step::Calls(_) | Step::Block(_) => wait == called,
            Step::OffloadCall(_) if !run.is_async() => wait == called,
            Step::OffloadCall(_) => helped == called && ends_with(wait, helped),
            Step::OffloadCpu(_) => ends_with(wait, helped),
            Step::Cpu(_) | Step::Yield => wait.is_none(),
        };
        ensure!(fits, "request {request} step {index} waits {wait:?}, calls {called:?}, helper {helped:?}");
        let at_once = matches!(step, Step::Calls(_)) && run.is_async();
        for (position, call) in calls.iter().enumerate() {
            let before = calls.iter().filter(|other| other.call() < call.call()).map(|other| other.end).max();
            let begins = if at_once || before.is_none() { called.map(|(start, _)| start) } else { before };
            let is_first = !calls[..position].iter().any(|other| other.call() == call.call());
            ensure!(
                !is_first || begins == Some(call.start),
                "request {request} step {index}: late call {call:?}"
            );
        }
    }
    Ok(())
}

/// An offloaded step may wait for its helper; one that lasted no time may still have waited.
fn ends_with(wait: Option<(Instant, Instant)>, helped: Option<(Instant, Instant)>) -> bool {
    match (wait, helped) {
        (Some((start, end)), Some((helped_start, helped_end))) => start <= helped_start && helped_end == end,
        (None, Some(_)) => false,
        (_, None) => true,
    }
}

fn switches_are_whole(run: &Run<'_>) -> Verdict {
    for span in run.lanes.threads.iter().flatten().filter(|span| span.state == State::Switching) {
        ensure!(span.end.since(span.start) == run.scenario.machine.switch, "a switch in pieces: {span:?}");
    }
    Ok(())
}

fn time_adds_up(run: &Run<'_>) -> Verdict {
    let last = run.lanes.instants.iter().map(|request| request.finished).max();
    ensure!(last == Some(run.lanes.makespan), "the makespan is {}", run.lanes.makespan);
    let latencies: u64 = run.lanes.instants.iter().map(|r| r.finished.since(r.arrived).as_ns()).sum();
    let moments = moments(run.lanes);
    let present: u64 = moments.iter().map(|m| m.length() * m.requests.iter().flatten().count() as u64).sum();
    ensure!(latencies == present, "Little's law: {latencies} ns of latency, {present} ns of presence");
    let latest = run.lanes.threads.iter().flatten().map(|span| span.end).max();
    ensure!(latest <= Some(run.lanes.makespan), "a thread works after the last finish");
    Ok(())
}

fn first_come_first_served(run: &Run<'_>) -> Verdict {
    for (id, pair) in run.lanes.instants.windows(2).enumerate() {
        ensure!(pair[0].arrived <= pair[1].arrived, "request {id} arrived after the next one");
        ensure!(pair[0].started <= pair[1].started, "request {id} started after the next one");
        if run.runtime == (Runtime::Sync { threads: 1 }) {
            ensure!(pair[0].finished <= pair[1].started, "request {id} was not alone on the only thread");
        }
    }
    let requests = run.lanes.requests.iter().flatten();
    let for_a_thread = requests.filter(|span| matches!(span.state, State::Queued | State::Ready));
    nobody_is_overtaken("threads", for_a_thread.map(|span| (span.start, span.end)))?;
    let for_a_core = run.lanes.threads.iter().flatten().filter(|span| span.state == State::Runnable);
    nobody_is_overtaken("cores", for_a_core.map(|span| (span.start, span.end)))?;
    let for_a_helper = run.all_steps().filter_map(|(request, index, _)| {
        let paused = run.task_spans(request, index).find(|span| span.state == State::Paused);
        let helped = run.helper_spans(request, index).first().map(|span| span.start);
        paused.map(|span| span.start).zip(helped)
    });
    nobody_is_overtaken("helpers", for_a_helper)?;
    for (name, spans) in &run.lanes.services {
        let for_a_slot = spans.iter().filter(|span| span.state() == ResourceState::Waiting);
        nobody_is_overtaken(name, for_a_slot.map(|span| (span.start, span.end)))?;
    }
    Ok(())
}

/// Who began to wait before another is served no later. Nothing is said of those who began together.
fn nobody_is_overtaken(queue: &str, waits: impl Iterator<Item = (Instant, Instant)>) -> Verdict {
    let waits: Vec<_> = waits.collect();
    for early in &waits {
        let overtaker = waits.iter().find(|late| early.0 < late.0 && late.1 < early.1);
        ensure!(overtaker.is_none(), "{queue}: {early:?} was overtaken by {overtaker:?}");
    }
    Ok(())
}
