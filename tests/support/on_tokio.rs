//! A scenario as a real program: every request a task of tokio's current-thread runtime, its clock paused.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration as RealDuration;

use interleave::scenario::{Call, Scenario, Step};
use interleave::sim::site;
use interleave::time::{Duration, Instant};
use interleave::trace::{
    Record, Resource, ResourceId, ResourceSpan, ResourceState, SiteId, State, TaskId, Trace,
};
use tokio::runtime::Builder;
use tokio::time::{Instant as TokioInstant, advance, sleep_until};

use super::log::{Log, What};

/// Tokio's timers have a resolution of 1 ms: so much of the model's time is 1 ms of tokio's.
pub(crate) const NS_PER_TOKIO_MS: u64 = 100;

/// How the program is run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tokio {
    /// After so many tasks the loop looks for responses, if it was not out of tasks before.
    pub(crate) event_interval: u32,
    pub(crate) join: Join,
}

/// What wakes a task that waits for several responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// The last response.
    WokenOnce,
    /// Every response, as with `tokio::join!`; the task looks, and waits on.
    WokenByEach,
}

/// Runs the scenario's requests, which arrive as `like` says, and tells what happened.
///
/// # Errors
///
/// When something cannot be as it must be in any run, such as a response that is noticed before it is there.
pub(crate) fn run(scenario: &Scenario, like: &Trace, tokio: Tokio) -> Result<Log, String> {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).event_interval(tokio.event_interval).build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let outside = runtime.block_on(async {
        // One tick on: a timer for an arrival at 0 must not be due while the timers are being set.
        let origin = TokioInstant::now() + RealDuration::from_millis(1);
        let outside = Outside::new(like, origin, tokio);
        let tasks: Vec<_> = like
            .task_ids()
            .map(|id| {
                let info = like.tasks()[id.0 as usize];
                let group = info.group as usize;
                let program = scenario.groups[group].program.0.clone();
                let first = site(scenario, group, 0);
                tokio::spawn(request(outside.clone(), id, info.created, first, program))
            })
            .collect();
        for task in tasks {
            task.await.map_err(|error| error.to_string())?;
        }
        Ok::<_, String>(outside)
    })?;
    let mut state = outside.state();
    match state.complaint.take() {
        Some(complaint) => Err(complaint),
        None => Ok(std::mem::take(&mut state.log)),
    }
}

/// What one request does, from before its arrival to its end.
async fn request(outside: Outside, id: TaskId, arrival: Instant, first: SiteId, program: Vec<Step>) {
    outside.wait(id, What::Queued, &[arrival]).await;
    outside.log(id, What::Taken);
    for (site, step) in (first.0..).map(SiteId).zip(&program) {
        match step {
            Step::Cpu(duration) => {
                outside.log(id, What::Works { state: State::Running, site });
                occupy(*duration);
            }
            Step::Block(call) => {
                outside.log(id, What::Works { state: State::Blocked, site });
                let answered = outside.call(id, site, 0, call);
                occupy(answered.since(outside.now()));
            }
            Step::Calls(calls) => {
                outside.log(id, What::Pauses { site });
                let answers: Vec<Instant> =
                    (0..).zip(calls).map(|(position, call)| outside.call(id, site, position, call)).collect();
                outside.wait(id, What::Ready { site }, &answers).await;
                outside.log(id, What::Taken);
            }
            Step::Yield => {
                outside.step_aside(id, site).await;
                outside.log(id, What::Taken);
            }
            Step::OffloadCpu(_) | Step::OffloadCall(_) => {
                panic!("a helper's thread does not live on the paused clock")
            }
        }
    }
    outside.log(id, What::Finished);
}

/// Time passes and nobody else gets in: the clock moves, and what would yield after it is dropped.
fn occupy(duration: Duration) {
    let mut context = Context::from_waker(Waker::noop());
    let moved = pin!(advance(to_tokio(duration))).poll(&mut context);
    assert!(moved.is_pending(), "advance moves the clock, then yields");
}

fn to_tokio(duration: Duration) -> RealDuration {
    assert_eq!(duration.as_ns() % NS_PER_TOKIO_MS, 0, "finer than tokio's timers");
    RealDuration::from_millis(duration.as_ns() / NS_PER_TOKIO_MS)
}

/// What tasks share: the clock, the services and the log.
#[derive(Clone)]
struct Outside {
    origin: TokioInstant,
    settings: Tokio,
    state: Arc<Mutex<OutsideState>>,
}

struct OutsideState {
    log: Log,
    services: Vec<Service>,
    /// When the worker was last seen with a task.
    occupied_until: Instant,
    /// The first thing that was not as it must be.
    complaint: Option<String>,
}

/// A service outside the program: who calls it learns when the answer will come.
struct Service {
    name: String,
    /// When each slot is free again; none where there is no end of slots.
    free_from: Vec<Instant>,
}

impl Outside {
    fn new(like: &Trace, origin: TokioInstant, settings: Tokio) -> Self {
        let service = |(_, service): (ResourceId, &Resource)| {
            let capacity = service.capacity.unwrap_or(0);
            Service { name: service.name.clone(), free_from: vec![Instant::ZERO; capacity as usize] }
        };
        let services = like.services().map(service).collect();
        let state =
            OutsideState { log: Log::default(), services, occupied_until: Instant::ZERO, complaint: None };
        Self { origin, settings, state: Arc::new(Mutex::new(state)) }
    }

    fn state(&self) -> MutexGuard<'_, OutsideState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What tokio's clock says, as an instant of the model.
    fn now(&self) -> Instant {
        let since = TokioInstant::now().saturating_duration_since(self.origin);
        assert_eq!(since.subsec_nanos() % 1_000_000, 0, "the paused clock moves in whole ticks");
        let ticks = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
        Instant::from_ns(ticks * NS_PER_TOKIO_MS)
    }

    fn log(&self, request: TaskId, what: What) {
        let now = self.now();
        let mut state = self.state();
        state.occupied_until = now;
        state.log.push((now, request, what));
    }

    /// Makes a call, and tells when it will be answered: its slot is the one that is free first.
    fn call(&self, request: TaskId, site: SiteId, position: u16, call: &Call) -> Instant {
        let now = self.now();
        let latency = call.latency.expect("the generator gives every call its latency");
        let mut state = self.state();
        let index = state.services.iter().position(|service| service.name == call.service);
        let index = index.expect("a trace lists the services that are called");
        let slot = state.services[index].free_from.iter_mut().min_by_key(|from| **from);
        let start = slot.as_ref().map_or(now, |from| now.max(**from));
        let end = start + latency;
        if let Some(from) = slot {
            *from = end;
        }
        let span = |state, start, end| ResourceSpan::new(state, start, end, request, site, position);
        let resource = ResourceId(u16::try_from(index).expect("there are few services"));
        if now < start {
            state.log.service(resource, span(ResourceState::Waiting, now, start));
        }
        state.log.service(resource, span(ResourceState::Serving, start, end));
        end
    }

    /// Waits until the last of the deadlines; `what` is logged when it is.
    fn wait(&self, request: TaskId, what: What, deadlines: &[Instant]) -> Wait {
        let timer = |deadline: &Instant| {
            let at = self.origin + to_tokio(deadline.since(Instant::ZERO));
            Box::pin(sleep_until(at)) as Pin<Box<dyn Future<Output = ()> + Send>>
        };
        let due = deadlines.iter().max().copied().unwrap_or_default();
        Wait::new(self.clone(), request, what, due, deadlines.iter().map(timer).collect())
    }

    /// Lets the other ready tasks go first.
    fn step_aside(&self, request: TaskId, site: SiteId) -> Wait {
        let now = self.now();
        self.state().occupied_until = now;
        let turn = Box::pin(tokio::task::yield_now());
        Wait::new(self.clone(), request, What::Ready { site }, now, vec![turn])
    }

    /// A task that waited is woken. The loop notices at the very instant when it is idle, and otherwise as soon as the
    /// task that occupied the worker lets go of it.
    fn woken(&self, request: TaskId, what: What, due: Instant) {
        let now = self.now();
        let mut state = self.state();
        let noticed = due.max(state.occupied_until);
        if now != noticed && self.settings.event_interval == 1 {
            let complaint = format!("{what:?} of {request:?}, due at {due}, noticed at {now}, not {noticed}");
            state.complaint.get_or_insert(complaint);
        }
        state.log.push((due, request, what));
    }
}

/// Several futures at once; ready when all of them are.
struct Wait {
    /// Those that are not ready yet.
    parts: Vec<Pin<Box<dyn Future<Output = ()> + Send>>>,
    countdown: Option<Countdown>,
    waker: Option<Waker>,
}

impl Wait {
    fn new(
        outside: Outside,
        request: TaskId,
        what: What,
        due: Instant,
        parts: Vec<Pin<Box<dyn Future<Output = ()> + Send>>>,
    ) -> Self {
        let left = AtomicUsize::new(parts.len());
        Self {
            parts,
            countdown: Some(Countdown { outside, request, what, due, left, task: None }),
            waker: None,
        }
    }
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if let Some(countdown) = self.countdown.take() {
            let countdown = Countdown { task: Some(context.waker().clone()), ..countdown };
            self.waker = Some(Arc::new(countdown).into());
        }
        let waker = self.waker.clone().unwrap_or_else(|| context.waker().clone());
        let mut inner = Context::from_waker(&waker);
        self.parts.retain_mut(|part| part.as_mut().poll(&mut inner).is_pending());
        if self.parts.is_empty() { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Counts what has been answered; the last answer wakes the task.
struct Countdown {
    outside: Outside,
    request: TaskId,
    /// What the last answer means.
    what: What,
    /// When it comes.
    due: Instant,
    left: AtomicUsize,
    task: Option<Waker>,
}

impl Wake for Countdown {
    fn wake(self: Arc<Self>) {
        let is_last = self.left.fetch_sub(1, Ordering::Relaxed) == 1;
        if is_last {
            self.outside.woken(self.request, self.what, self.due);
        }
        if is_last || self.outside.settings.join == Join::WokenByEach {
            self.task.iter().for_each(Waker::wake_by_ref);
        }
    }
}
