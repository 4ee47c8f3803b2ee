//! What the lanes say, looked up span by span without any order or index, against what is told.

use interleave::narrate::Event;
use interleave::scenario::{Call, Scenario, Step};
use interleave::text::events::{Busy, Cause, Change, Does, Effect, How, Then, Told};
use interleave::time::Instant;
use interleave::trace::{Model, ResourceSpan, ResourceState, SiteId, State, TaskSpan, ThreadSpan, Trace};

use super::lanes::Lanes;

type Verdict = Result<(), String>;

macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err(format!($($words)+));
        }
    };
}

/// One run's lanes.
pub(crate) struct Checker<'a> {
    scenario: &'a Scenario,
    model: Model,
    lanes: Lanes,
}

/// A request at an instant: what has ended, and what begins.
struct Turn<'a> {
    at: Instant,
    request: usize,
    before: Option<&'a TaskSpan>,
    after: Option<&'a TaskSpan>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(scenario: &'a Scenario, trace: &Trace) -> Self {
        Self { scenario, model: trace.model(), lanes: Lanes::of(trace) }
    }

    fn turn(&self, request: u32, at: Instant) -> Turn<'_> {
        let request = request as usize - 1;
        let spans = &self.lanes.requests[request];
        let before = spans.iter().find(|span| span.end == at);
        Turn { at, request, before, after: spans.iter().find(|span| span.start == at) }
    }

    /// The step that a place stands for: the places of all groups follow one another.
    fn step(&self, site: Option<SiteId>) -> Option<&Step> {
        let mut steps = self.scenario.groups.iter().flat_map(|group| &group.program.0);
        steps.nth(usize::from(site?.0))
    }

    fn calls(&self, step: Option<SiteId>) -> Vec<Call> {
        match self.step(step) {
            Some(Step::Calls(calls)) => calls.clone(),
            Some(Step::Block(call) | Step::OffloadCall(call)) => vec![call.clone()],
            Some(Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield) | None => Vec::new(),
        }
    }

    fn is_offloaded(&self, step: Option<SiteId>) -> bool {
        matches!(self.step(step), Some(Step::OffloadCpu(_) | Step::OffloadCall(_)))
    }

    /// The spans at a service for one step of one request.
    fn served(&self, name: &str, request: usize, step: Option<SiteId>) -> Vec<ResourceSpan> {
        let lane = self.lanes.services.iter().find(|(service, _)| service == name);
        let spans = lane.map(|(_, spans)| spans.clone()).unwrap_or_default();
        let is_its = |span: &ResourceSpan| span.task.0 as usize == request && Some(span.site) == step;
        spans.into_iter().filter(is_its).collect()
    }

    /// A thread or worker by its number.
    fn own(&self, number: u32) -> &[ThreadSpan] {
        &self.lanes.threads[number as usize - 1]
    }

    fn helper(&self, number: u32) -> &[ThreadSpan] {
        &self.lanes.threads[(self.model.threads() + number) as usize - 1]
    }

    fn helpers(&self) -> &[Vec<ThreadSpan>] {
        &self.lanes.threads[self.model.threads() as usize..]
    }

    pub(crate) fn check(&self, event: &Event) -> Verdict {
        match &event.told {
            Told::Change(change) => self.change(change, event.at),
            Told::PartAnswered { request, service, next } => {
                self.part(*request, service, next.as_ref(), event.at)
            }
            Told::Served { request, service } => {
                let id = *request as usize - 1;
                let lane = self.lanes.services.iter().find(|(name, _)| name == service);
                let spans = &lane.ok_or("there is no such service")?.1;
                let mut waited = spans.iter().filter(|span| {
                    span.task.0 as usize == id
                        && span.state() == ResourceState::Waiting
                        && span.end == event.at
                });
                let begins = |waited: &ResourceSpan| {
                    spans.iter().any(|span| {
                        (span.task, span.site, span.call()) == (waited.task, waited.site, waited.call())
                            && (span.state(), span.start) == (ResourceState::Serving, event.at)
                    })
                };
                ensure!(waited.any(begins), "no call begins to be served after waiting");
                Ok(())
            }
            Told::HelperTakes { helper, request } => {
                let id = *request as usize - 1;
                let span = self.helper(*helper).iter().find(|span| span.start == event.at);
                ensure!(
                    span.is_some_and(|span| span.task.0 as usize == id),
                    "the helper begins nothing of it"
                );
                let waits = |span: &TaskSpan| {
                    span.state == State::Paused && span.start < event.at && event.at < span.end
                };
                ensure!(self.lanes.requests[id].iter().any(waits), "the request has not waited");
                let waited = |span: &ResourceSpan| {
                    let is_its = span.task.0 as usize == id && u32::from(span.call()) + 1 == *helper;
                    is_its && span.state() == ResourceState::Waiting && span.end == event.at
                };
                ensure!(self.lanes.pool.iter().any(waited), "it has not waited for this helper");
                Ok(())
            }
        }
    }

    fn part(&self, request: u32, service: &str, next: Option<&(u32, String)>, at: Instant) -> Verdict {
        let id = request as usize - 1;
        let waits = self.lanes.requests[id].iter().find(|span| span.start < at && at < span.end);
        let waits = waits.ok_or("the request does not go on waiting")?;
        ensure!(matches!(waits.state, State::Paused | State::Blocked), "the request waits for nothing");
        let answered = self.served(service, id, waits.site);
        let ends = |span: &ResourceSpan| span.state() == ResourceState::Serving && span.end == at;
        ensure!(answered.iter().any(ends), "nothing is answered");
        ensure!(next.is_some() == (waits.state == State::Blocked), "calls are made in one way or the other");
        let Some((thread, next)) = next else { return Ok(()) };
        let holds = waits.thread.is_some_and(|id| u32::from(id.0) + 1 == *thread);
        ensure!(holds, "another thread is blocked");
        ensure!(self.served(next, id, waits.site).iter().any(|span| span.start == at), "nothing is called");
        Ok(())
    }

    fn change(&self, change: &Change, at: Instant) -> Verdict {
        let turn = self.turn(change.request, at);
        self.cause(&change.cause, &turn).map_err(|why| format!("cause: {why}"))?;
        self.effect(&change.effect, &turn).map_err(|why| format!("effect: {why}"))?;
        self.then(&change.then, &turn).map_err(|why| format!("then: {why}"))
    }

    fn cause(&self, cause: &Cause, turn: &Turn) -> Verdict {
        let arrived = self.lanes.instants[turn.request].arrived;
        let Some(before) = turn.before else {
            ensure!(*cause == Cause::Arrives && arrived == turn.at, "nothing has ended");
            return Ok(());
        };
        let after_on = |number: u32| {
            turn.after.and_then(|after| after.thread).is_some_and(|thread| u32::from(thread.0) + 1 == number)
        };
        let before_on = |number: u32| before.thread.is_some_and(|thread| u32::from(thread.0) + 1 == number);
        let holds = match cause {
            Cause::Arrives => false,
            Cause::TakenUp { thread, again } => {
                let waited = if *again { State::Ready } else { State::Queued };
                before.state == waited && thread.is_none_or(after_on)
            }
            Cause::Answered { by } => {
                !by.is_empty() && by.iter().all(|name| self.answers(name, turn.request, before, turn.at))
            }
            Cause::Helped { helper } => self.helped(*helper, turn.request, before),
            Cause::GoesOn => {
                let turned = turn.after.is_some_and(|after| after.state == State::Switching);
                before.state == State::Running || before.state == State::Runnable && turned
            }
            Cause::GotCore { thread } => before.state == State::Runnable && before_on(*thread),
            Cause::Switched { thread } => before.state == State::Switching && before_on(*thread),
        };
        ensure!(holds, "{before:?} has not ended so");
        Ok(())
    }

    /// Whether the service's answer ends the wait. What takes no time has no span.
    fn answers(&self, name: &str, request: usize, waited: &TaskSpan, at: Instant) -> bool {
        let calls = self.calls(waited.site);
        let here = calls.iter().filter(|call| call.service == name).count();
        let spans = self.served(name, request, waited.site);
        let serving: Vec<_> = spans.iter().filter(|span| span.state() == ResourceState::Serving).collect();
        let all_over = calls
            .iter()
            .all(|call| self.served(&call.service, request, waited.site).iter().all(|span| span.end <= at));
        let waits = matches!(waited.state, State::Paused | State::Blocked);
        let in_no_time = serving.len() < here;
        waits && here > 0 && all_over && (in_no_time || serving.iter().any(|span| span.end == at))
    }

    fn helped(&self, helper: Option<u32>, request: usize, waited: &TaskSpan) -> bool {
        let is_its = |span: &&ThreadSpan| span.task.0 as usize == request && Some(span.site) == waited.site;
        let ends = |span: &ThreadSpan| span.end == waited.end;
        let done = match helper {
            Some(number) => self.helper(number).iter().filter(is_its).any(ends),
            None => self.helpers().iter().flatten().filter(is_its).count() == 0,
        };
        waited.state == State::Paused && self.is_offloaded(waited.site) && done
    }

    fn effect(&self, effect: &Effect, turn: &Turn) -> Verdict {
        let Some(after) = turn.after else {
            let finished = self.lanes.instants[turn.request].finished;
            ensure!(*effect == Effect::Done && finished == turn.at, "nothing begins");
            return Ok(());
        };
        let on_thread = |number: u32| after.thread.is_some_and(|thread| u32::from(thread.0) + 1 == number);
        let taken_up = turn.before.and_then(|before| before.thread) != after.thread;
        let called = |on: &[String]| {
            let calls = self.calls(after.site);
            !on.is_empty() && on.iter().all(|name| calls.iter().any(|call| call.service == *name))
        };
        let holds = match effect {
            Effect::Queued(busy) => after.state == State::Queued && self.busy(busy, turn.at),
            Effect::Computes { thread, taken } => {
                after.state == State::Running && on_thread(*thread) && *taken == taken_up
            }
            Effect::WaitsForCore { thread, taken } => {
                after.state == State::Runnable && on_thread(*thread) && *taken == taken_up
            }
            Effect::Switching { thread } => after.state == State::Switching && on_thread(*thread),
            Effect::Blocked { thread, on, full } => {
                let held = after.state == State::Blocked && on_thread(*thread);
                held && called(on) && on.len() == 1 && self.full(full, turn.request, after)
            }
            Effect::Paused { on, full } => {
                let pauses = after.state == State::Paused && !self.is_offloaded(after.site);
                let calls = self.calls(after.site);
                let all = calls.iter().all(|call| on.contains(&call.service));
                pauses && called(on) && all && self.full(full, turn.request, after)
            }
            Effect::PausedForHelper { helper, full } => {
                let pauses = after.state == State::Paused && self.is_offloaded(after.site);
                let helps = match helper {
                    Some(number) => self.helper(*number).iter().any(|span| {
                        span.start == turn.at
                            && span.task.0 as usize == turn.request
                            && Some(span.site) == after.site
                    }),
                    None => {
                        let waits = |span: &ResourceSpan| {
                            let is_its =
                                span.task.0 as usize == turn.request && Some(span.site) == after.site;
                            is_its && span.state() == ResourceState::Waiting && span.start == turn.at
                        };
                        let all_busy = self.helpers().iter().all(|lane| covers(lane, turn.at));
                        all_busy && self.lanes.pool.iter().any(waits)
                    }
                };
                pauses && helps && self.full(full, turn.request, after)
            }
            Effect::Ready(how, busy) => {
                after.state == State::Ready && self.busy(busy, turn.at) && self.how(how, turn, after)
            }
            Effect::Done => false,
        };
        ensure!(holds, "{after:?} does not begin so");
        Ok(())
    }

    fn how(&self, how: &How, turn: &Turn, after: &TaskSpan) -> bool {
        let is_new = turn.before.is_none_or(|before| before.site != after.site);
        let step = self.step(after.site);
        let no_span = self
            .calls(after.site)
            .iter()
            .all(|call| self.served(&call.service, turn.request, after.site).is_empty());
        match how {
            How::Directly => !is_new && step != Some(&Step::Yield),
            How::Yielded => step == Some(&Step::Yield),
            How::AnsweredAtOnce(on) => {
                is_new && matches!(step, Some(Step::Calls(_))) && no_span && !on.is_empty()
            }
            How::HelpedAtOnce => {
                let is_its =
                    |span: &ThreadSpan| span.task.0 as usize == turn.request && Some(span.site) == after.site;
                let is_offloaded = self.is_offloaded(after.site);
                is_new && is_offloaded && no_span && !self.helpers().iter().flatten().any(is_its)
            }
        }
    }

    fn busy(&self, busy: &Busy, at: Instant) -> bool {
        match busy {
            Busy::With { thread, does, request } => {
                let state = match does {
                    Does::Computes => State::Running,
                    Does::IsBlocked => State::Blocked,
                    Does::WaitsForCore => State::Runnable,
                    Does::IsSwitchedTo => State::Switching,
                };
                let mut spans = self.own(*thread).iter();
                let found = spans.find(|span| span.start <= at && at < span.end);
                let same = |span: &ThreadSpan| (span.state, span.task.number()) == (state, *request);
                self.model.threads() == 1 && found.is_some_and(same)
            }
            Busy::All(threads) => {
                *threads == self.model.threads() && (1..=*threads).all(|number| covers(self.own(number), at))
            }
        }
    }

    /// Exactly the services at which a call of the step begins to wait for a slot.
    fn full(&self, full: &[String], request: usize, waits: &TaskSpan) -> bool {
        self.lanes.services.iter().all(|(name, _)| {
            let spans = self.served(name, request, waits.site);
            let waiting =
                spans.iter().any(|span| span.state() == ResourceState::Waiting && span.start == waits.start);
            waiting == full.contains(name)
        })
    }

    fn then(&self, then: &Then, turn: &Turn) -> Verdict {
        let held = turn.before.and_then(|before| before.thread);
        let left = held.filter(|_| turn.after.and_then(|after| after.thread) != held);
        let left = left.map(|thread| u32::from(thread.0) + 1);
        match then {
            Then::Nothing => {
                let taken = |number: u32| covers(self.own(number), turn.at);
                ensure!(left.is_none_or(taken), "the thread that is left is at rest");
            }
            Then::Free { thread } => {
                ensure!(left == Some(*thread), "{left:?} is left");
                ensure!(!covers(self.own(*thread), turn.at), "the thread does something");
            }
            Then::TakesUp { thread, request, again, effect } => {
                ensure!(left == Some(*thread), "{left:?} is left");
                let next = self.turn(*request, turn.at);
                let waited = next.before.map(|before| before.state);
                let expected = if *again { State::Ready } else { State::Queued };
                ensure!(waited == Some(expected), "it was {waited:?}");
                let on = next.after.and_then(|after| after.thread).map(|thread| u32::from(thread.0) + 1);
                ensure!(on == Some(*thread), "it is on {on:?}");
                self.effect(effect, &next)?;
            }
        }
        Ok(())
    }

    /// Everything that is to be told, each once.
    pub(crate) fn everything(&self) -> Vec<(Instant, String)> {
        let mut all = Vec::new();
        for (request, spans) in self.lanes.requests.iter().enumerate() {
            let number = request + 1;
            let changes = spans.iter().flat_map(|span| [span.start, span.end]);
            let mut instants: Vec<Instant> = changes.chain([self.lanes.instants[request].arrived]).collect();
            instants.sort_unstable();
            instants.dedup();
            all.extend(instants.into_iter().map(|at| (at, format!("request {number} changes"))));
        }
        for (name, spans) in &self.lanes.services {
            for span in spans {
                let number = span.task.number();
                let lane = &self.lanes.requests[span.task.0 as usize];
                let goes_on = lane.iter().any(|waits| {
                    waits.site == Some(span.site) && waits.start <= span.start && span.end < waits.end
                });
                let is_join = self.calls(Some(span.site)).len() > 1;
                let begins = spans.iter().any(|other| {
                    (other.state(), other.start) == (ResourceState::Serving, span.end)
                        && (other.task, other.site, other.call()) == (span.task, span.site, span.call())
                });
                match span.state() {
                    ResourceState::Serving if goes_on && is_join => {
                        all.push((span.end, format!("{name} answers {number} in part")));
                    }
                    ResourceState::Waiting if begins => {
                        all.push((span.end, format!("{name} begins to serve {number}")));
                    }
                    ResourceState::Serving
                    | ResourceState::Waiting
                    | ResourceState::Held
                    | ResourceState::Armed => {}
                }
            }
        }
        for (helper, spans) in self.helpers().iter().enumerate() {
            for span in spans {
                let earlier = |other: &ThreadSpan| {
                    (other.task, other.site) == (span.task, span.site) && other.start < span.start
                };
                let lane = &self.lanes.requests[span.task.0 as usize];
                let waited = |waits: &TaskSpan| {
                    waits.site == Some(span.site) && waits.start < span.start && span.start < waits.end
                };
                if !spans.iter().any(earlier) && lane.iter().any(waited) {
                    all.push((span.start, format!("helper {} takes up {}", helper + 1, span.task.number())));
                }
            }
        }
        // Several calls of one request at one service are one thing to tell.
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn covers(lane: &[ThreadSpan], at: Instant) -> bool {
    lane.iter().any(|span| span.start <= at && at < span.end)
}
