//! What happened in a run, in the order in which it happened, whoever ran it.

use std::collections::BTreeSet;
use std::fmt::Write;

use interleave::time::Instant;
use interleave::trace::{
    Record, Recorder, ResourceId, ResourceSpan, SiteId, State, TaskId, ThreadId, Trace, Wait,
};

/// Something that a request did, or that happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Arrived.
    Queued,
    /// Its step has ended elsewhere: it may go on.
    Ready { site: SiteId },
    /// The worker took it up.
    Taken,
    /// The worker computes or is blocked for it.
    Works { state: State, site: SiteId },
    /// Left the worker, to wait.
    Pauses { site: SiteId },
    /// Left the worker for good.
    Finished,
}

/// An instant, a request and what happened to it.
pub(crate) type Entry = (Instant, TaskId, What);

/// Everything that happened in one run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    entries: Vec<Entry>,
    /// What each call did at its service, by the service's index.
    services: Vec<(ResourceId, ResourceSpan)>,
}

impl Log {
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len() + self.services.len()
    }

    pub(crate) fn services(&self) -> &[(ResourceId, ResourceSpan)] {
        &self.services
    }

    /// When somebody became ready.
    pub(crate) fn ready(&self) -> impl Iterator<Item = Instant> {
        let ready = |what: &What| matches!(what, What::Ready { .. });
        self.entries.iter().filter(move |(_, _, what)| ready(what)).map(|&(at, _, _)| at)
    }

    /// What the worker did, or what happened while it did: an event loop learns of the latter when it looks.
    fn part(&self, by_worker: bool) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |(_, _, what)| match what {
            What::Queued | What::Ready { .. } => !by_worker,
            What::Taken | What::Works { .. } | What::Pauses { .. } | What::Finished => by_worker,
        })
    }

    /// Whether both runs have the worker do the same in the same order at the same instants, and whether requests
    /// arrive and become ready in the same order at the same instants.
    pub(crate) fn same_order(&self, tokio: &Self) -> Result<(), String> {
        for by_worker in [true, false] {
            let (mut own, mut other) = (self.part(by_worker), tokio.part(by_worker));
            loop {
                match (own.next(), other.next()) {
                    (None, None) => break,
                    (engine, tokio) if engine == tokio => {}
                    (engine, tokio) => {
                        return Err(format!("order\n  engine: {engine:?}\n  tokio : {tokio:?}"));
                    }
                }
            }
        }
        Ok(())
    }

    /// The trace of the run, taken down by the project's own recorder; `like` tells what the run was of.
    pub(crate) fn replay(&self, like: &Trace) -> Trace {
        let arrivals = like.tasks().iter().map(|request| (request.group, request.created));
        let mut recorder = Recorder::new(like.setting().clone(), arrivals);
        let mut started = BTreeSet::new();
        for &(now, request, what) in &self.entries {
            match what {
                What::Queued => recorder.queued(request, now),
                What::Ready { site } => recorder.ready(request, site, Wait::Service, now),
                What::Taken => {
                    let starts = started.insert(request);
                    recorder.taken(ThreadId(0), request, starts, now);
                }
                What::Works { state, site } => recorder.works(ThreadId(0), request, state, site, now),
                What::Pauses { site } => recorder.pauses(ThreadId(0), request, site, Wait::Service, now),
                What::Finished => recorder.finished(ThreadId(0), request, now),
            }
        }
        for &(service, span) in &self.services {
            recorder.service(service, span);
        }
        recorder.freeze(like.events())
    }

    /// Who is taken up when: `0:#1 5:#2`, in milliseconds.
    pub(crate) fn taken(&self) -> String {
        let mut text = String::new();
        for (at, request, _) in self.entries.iter().filter(|(_, _, what)| *what == What::Taken) {
            let _ = write!(text, " {at}:#{}", request.number());
        }
        text.trim_start().to_owned()
    }
}

impl Record for Log {
    fn queued(&mut self, request: TaskId, now: Instant) {
        self.push((now, request, What::Queued));
    }

    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant) {
        assert_eq!(thread, ThreadId(0), "there is one worker");
        let before = self.entries.iter().any(|(_, of, what)| (*of, *what) == (request, What::Taken));
        assert_eq!(starts, !before, "{request:?} starts once");
        self.push((now, request, What::Taken));
    }

    fn pauses(&mut self, worker: ThreadId, request: TaskId, site: SiteId, wait: Wait, now: Instant) {
        assert_eq!(
            (worker, wait),
            (ThreadId(0), Wait::Service),
            "there is one worker, and nothing is offloaded"
        );
        self.push((now, request, What::Pauses { site }));
    }

    fn ready(&mut self, request: TaskId, site: SiteId, _after: Wait, now: Instant) {
        self.push((now, request, What::Ready { site }));
    }

    fn yields(&mut self, _worker: ThreadId, request: TaskId, site: SiteId, now: Instant) {
        self.push((now, request, What::Ready { site }));
    }

    fn works(&mut self, thread: ThreadId, request: TaskId, state: State, site: SiteId, now: Instant) {
        assert_eq!(thread, ThreadId(0), "there is one worker");
        let what = What::Works { state, site };
        // The quantum of a thread that is alone begins anew; it goes on with the same.
        let last = self.entries.iter().rev().find(|(_, of, _)| *of == request);
        if last.is_none_or(|(_, _, last)| *last != what) {
            self.push((now, request, what));
        }
    }

    fn helped(&mut self, helper: ThreadId, _: TaskId, _: SiteId, _since: Instant, _now: Instant) {
        panic!("nothing is offloaded, and {helper:?} is a helper");
    }

    fn helper_idle(&mut self, thread: ThreadId, _now: Instant) {
        panic!("nothing is offloaded, and {thread:?} is a helper");
    }

    fn finished(&mut self, _thread: ThreadId, request: TaskId, now: Instant) {
        self.push((now, request, What::Finished));
    }

    fn service(&mut self, service: ResourceId, span: ResourceSpan) {
        self.services.push((service, span));
    }
}
