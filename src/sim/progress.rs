//! A run that tells how far it has come, for those who wait for it.

use crate::time::Instant;
use crate::trace::{Record, Recorder, RequestId, ServiceSpan, State, ThreadId};

/// How often a run tells how far it has come.
const TIMES: u32 = 200;

/// Records a run, and tells now and then how many requests have finished.
pub struct Telling<F> {
    /// What records.
    pub recorder: Recorder,
    finished: u32,
    every: u32,
    tell: F,
}

impl<F: FnMut(u32)> Telling<F> {
    /// Hands everything on to `recorder`.
    pub fn new(recorder: Recorder, requests: usize, tell: F) -> Self {
        let every = (u32::try_from(requests).unwrap_or(u32::MAX) / TIMES).max(1);
        Self { recorder, finished: 0, every, tell }
    }
}

impl<F: FnMut(u32)> Record for Telling<F> {
    fn queued(&mut self, request: RequestId, now: Instant) {
        self.recorder.queued(request, now);
    }

    fn taken(&mut self, request: RequestId, thread: ThreadId, now: Instant) {
        self.recorder.taken(request, thread, now);
    }

    fn pauses(&mut self, request: RequestId, step: u8, for_service: bool, now: Instant) {
        self.recorder.pauses(request, step, for_service, now);
    }

    fn ready(&mut self, request: RequestId, step: u8, now: Instant) {
        self.recorder.ready(request, step, now);
    }

    fn works(&mut self, thread: ThreadId, request: RequestId, state: State, step: u8, now: Instant) {
        self.recorder.works(thread, request, state, step, now);
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        self.recorder.helper_idle(thread, now);
    }

    fn finished(&mut self, request: RequestId, now: Instant) {
        self.recorder.finished(request, now);
        self.finished += 1;
        if self.finished.is_multiple_of(self.every) {
            (self.tell)(self.finished);
        }
    }

    fn service(&mut self, service: usize, span: ServiceSpan) {
        self.recorder.service(service, span);
    }
}
