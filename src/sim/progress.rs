//! A run that tells how far it has come, for those who wait for it.

use crate::time::Instant;
use crate::trace::{Record, Recorder, ResourceId, ResourceSpan, SiteId, State, TaskId, ThreadId, Wait};

/// How often a run tells how far it has come.
const TIMES: u32 = 200;

/// Records a run, and tells now and then how many requests have finished.
pub struct Telling<'a> {
    /// What records.
    pub recorder: Recorder,
    finished: u32,
    /// How many may have finished until it tells again.
    told_at: u32,
    every: u32,
    tell: &'a mut dyn FnMut(u32),
}

impl<'a> Telling<'a> {
    /// Hands everything on to `recorder`.
    pub fn new(recorder: Recorder, requests: usize, tell: &'a mut dyn FnMut(u32)) -> Self {
        let every = (u32::try_from(requests).unwrap_or(u32::MAX) / TIMES).max(1);
        Self { recorder, finished: 0, told_at: every, every, tell }
    }

    #[cold]
    fn tell(&mut self) {
        (self.tell)(self.finished);
        self.told_at += self.every;
    }
}

impl Record for Telling<'_> {
    #[inline]
    fn queued(&mut self, request: TaskId, now: Instant) {
        self.recorder.queued(request, now);
    }

    #[inline]
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant) {
        self.recorder.taken(thread, request, starts, now);
    }

    #[inline]
    fn pauses(&mut self, worker: ThreadId, request: TaskId, site: SiteId, wait: Wait, now: Instant) {
        self.recorder.pauses(worker, request, site, wait, now);
    }

    #[inline]
    fn ready(&mut self, request: TaskId, site: SiteId, after: Wait, now: Instant) {
        self.recorder.ready(request, site, after, now);
    }

    #[inline]
    fn yields(&mut self, worker: ThreadId, request: TaskId, site: SiteId, now: Instant) {
        self.recorder.yields(worker, request, site, now);
    }

    #[inline]
    fn works(&mut self, thread: ThreadId, request: TaskId, state: State, site: SiteId, now: Instant) {
        self.recorder.works(thread, request, state, site, now);
    }

    #[inline]
    fn helped(&mut self, helper: ThreadId, request: TaskId, site: SiteId, since: Instant, now: Instant) {
        self.recorder.helped(helper, request, site, since, now);
    }

    #[inline]
    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        self.recorder.helper_idle(thread, now);
    }

    #[inline]
    fn finished(&mut self, thread: ThreadId, request: TaskId, now: Instant) {
        self.recorder.finished(thread, request, now);
        self.finished += 1;
        if self.finished == self.told_at {
            self.tell();
        }
    }

    #[inline]
    fn service(&mut self, resource: ResourceId, span: ResourceSpan) {
        self.recorder.service(resource, span);
    }
}
