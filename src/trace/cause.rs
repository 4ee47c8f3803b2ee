//! Why a span has ended, and what a task waits for in one.

use super::span::last_started;
use super::{ResourceId, ResourceSpan, ResourceState, SiteId, State, TaskId, TaskSpan, ThreadId, Trace};
use crate::time::Instant;

/// Why a task is no longer in the state that it was in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It was not there before: it has arrived.
    Arrived,
    /// It was not there before: another task has made it.
    Made {
        /// The other task.
        by: TaskId,
    },
    /// It goes on in its program.
    GoesOn,
    /// It waited for a thread, and one has taken it up.
    TakenUp {
        /// The thread that it has now; `None` where it does not stay on it for any time.
        thread: Option<ThreadId>,
        /// The task that left the thread to it at that instant.
        from: Option<TaskId>,
    },
    /// Its thread has got a core.
    GotCore,
    /// A core has been switched to its thread.
    Switched,
    /// All that it waited for has answered; this one last.
    Answered {
        /// Who answered; `None` where that took no time.
        by: Option<ResourceId>,
    },
    /// A helper has done what was asked for.
    Helped {
        /// The helper; `None` where that took no time.
        helper: Option<ThreadId>,
    },
    /// Another task has let it go on.
    Woken {
        /// The other task.
        by: TaskId,
    },
    /// Another task has given up what it waited for.
    Released {
        /// What it waited for.
        resource: ResourceId,
        /// The other task.
        by: TaskId,
    },
    /// It has waited as long as it wanted.
    TimedOut {
        /// The timer.
        timer: ResourceId,
    },
    /// Another task has ended its wait before what it waited for was there.
    Cancelled {
        /// The other task; `None` where that came from outside.
        by: Option<TaskId>,
    },
}

/// Something that a task waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Awaited {
    /// Something with a lane of its own.
    Resource(ResourceId),
    /// The end of another task.
    Task(TaskId),
}

impl Trace {
    /// Why span `index` of a task's lane begins: why the one before has ended, or the task was not there before. One
    /// past the last span: why the task has come to its end.
    ///
    /// What a program's run has recorded is told as it was recorded. In a run of a model what can end a state follows
    /// from the state and the site, and who did it from the lanes that were recorded: of the calls, of the helpers, of
    /// the threads.
    pub fn cause(&self, task: TaskId, index: usize) -> Cause {
        let Some(before) = index.checked_sub(1) else { return self.origin(task) };
        if let Some(recorded) = self.recorded_cause(task, before) {
            return recorded;
        }
        let Some(span) = self.task_span(task, before) else { return self.origin(task) };
        match span.state {
            State::Queued | State::Ready => {
                let next = self.task_span(task, index).and_then(|next| next.thread);
                Cause::TakenUp {
                    thread: next,
                    from: next.and_then(|next| self.left_by(next, task, span.end)),
                }
            }
            State::Running => Cause::GoesOn,
            State::Runnable => {
                let next = self.task_span(task, index);
                let is_switched_to =
                    next.is_some_and(|next| next.state == State::Switching && next.thread == span.thread);
                if is_switched_to { Cause::GoesOn } else { Cause::GotCore }
            }
            State::Switching => Cause::Switched,
            State::Paused if span.site.is_some_and(|site| self.site(site).is_offloaded()) => {
                Cause::Helped { helper: self.helper_until(task, &span) }
            }
            State::Paused | State::Blocked => Cause::Answered { by: self.answerers(task, &span).pop() },
        }
    }

    fn origin(&self, task: TaskId) -> Cause {
        self.parent(task).map_or(Cause::Arrived, |by| Cause::Made { by })
    }

    /// The task that was on a thread up to the instant at which another one begins there.
    fn left_by(&self, thread: ThreadId, task: TaskId, at: Instant) -> Option<TaskId> {
        let place = last_started(self.thread_span_count(thread), at, |i| self.thread_span_start(thread, i))?;
        let previous = self.thread_span(thread, place.checked_sub(1)?)?;
        (previous.end == at && previous.task != task).then_some(previous.task)
    }

    /// What a task waits for in a span, an entry a call: what was recorded, else what its site says.
    pub fn awaited(&self, task: TaskId, index: usize) -> Vec<Awaited> {
        let recorded = self.recorded_waits(task, index);
        if !recorded.is_empty() {
            return recorded.iter().map(|&(_, awaited)| awaited).collect();
        }
        let Some(span) = self.task_span(task, index) else { return Vec::new() };
        let waits = matches!(span.state, State::Blocked | State::Paused);
        let on = span.site.filter(|_| waits).map(|site| self.site(site).waits_on.as_slice());
        on.unwrap_or_default().iter().copied().map(Awaited::Resource).collect()
    }

    /// The name of what is waited for; may be empty.
    pub fn awaited_name(&self, awaited: Awaited) -> &str {
        match awaited {
            Awaited::Resource(id) => self.resource_name(id),
            Awaited::Task(id) => self.task_name(id),
        }
    }

    /// The resources whose answers end a wait at its very end, in the order in which they are waited for.
    pub fn answerers(&self, task: TaskId, waited: &TaskSpan) -> Vec<ResourceId> {
        let Some(site) = waited.site else { return Vec::new() };
        let (all, place) = (self.site(site).resources(), self.site(site));
        if all.len() < 2 {
            return all;
        }
        if waited.state == State::Blocked {
            // One after the other, in the order in which they are written.
            return place.waits_on.last().copied().into_iter().collect();
        }
        let answers = |&resource: &ResourceId| {
            self.spans_from(resource, waited.start, task, site).iter().any(|call| {
                let end = match call.state() {
                    ResourceState::Serving | ResourceState::Held | ResourceState::Armed => call.end,
                    // What is served in no time has no span of it.
                    ResourceState::Waiting => {
                        self.serving_from(resource, call, call.end).map_or(call.end, |served| served.end)
                    }
                };
                end == waited.end
            })
        };
        all.into_iter().filter(answers).collect()
    }

    /// The spans of what a place of a task asks of a resource that begin at an instant.
    pub fn spans_from(
        &self,
        resource: ResourceId,
        at: Instant,
        task: TaskId,
        site: SiteId,
    ) -> &[ResourceSpan] {
        let spans = self.resource_spans(resource);
        let key = |span: &ResourceSpan| (span.start, span.task, span.site);
        let wanted = (at, task, site);
        let first = spans.partition_point(|span| key(span) < wanted);
        let end = spans.partition_point(|span| key(span) <= wanted);
        spans.get(first..end).unwrap_or_default()
    }

    /// Where what has waited in a span begins to be served at an instant.
    pub fn serving_from(
        &self,
        resource: ResourceId,
        waited: &ResourceSpan,
        at: Instant,
    ) -> Option<&ResourceSpan> {
        let spans = self.spans_from(resource, at, waited.task, waited.site);
        spans.iter().find(|span| span.state() != ResourceState::Waiting && span.call() == waited.call())
    }

    /// The helper that begins at an instant what a place of a task asks for.
    pub fn helper_from(&self, task: TaskId, site: SiteId, at: Instant) -> Option<ThreadId> {
        let pool = self.helper_pool()?;
        let spans = self.spans_from(pool, at, task, site);
        spans.iter().find(|span| span.state() == ResourceState::Serving).map(|span| self.helper_of(span))
    }

    /// What was waited for a free helper, all tasks together, in order of time.
    pub fn helper_waits(&self) -> impl Iterator<Item = &ResourceSpan> {
        let spans = self.helper_pool().map(|pool| self.resource_spans(pool)).unwrap_or_default();
        spans.iter().filter(|span| span.state() == ResourceState::Waiting)
    }

    /// With what of it a wait of a task begins; `None` where a helper begins at once, or is not what it waits for.
    pub fn helper_wait(&self, task: TaskId, waited: &TaskSpan) -> Option<&ResourceSpan> {
        let (pool, site) = (self.helper_pool()?, waited.site?);
        let spans = self.spans_from(pool, waited.start, task, site);
        spans.iter().find(|span| waited.state == State::Paused && span.state() == ResourceState::Waiting)
    }

    /// The helper that has done at its end what a span waits for.
    fn helper_until(&self, task: TaskId, waited: &TaskSpan) -> Option<ThreadId> {
        let (pool, site) = (self.helper_pool()?, waited.site?);
        let begun = self.spans_from(pool, waited.start, task, site).first()?;
        let served = match begun.state() {
            ResourceState::Waiting => self.serving_from(pool, begun, begun.end)?,
            ResourceState::Serving | ResourceState::Held | ResourceState::Armed => begun,
        };
        (served.end == waited.end).then(|| self.helper_of(served))
    }

    /// The helper that a span of the helper pool's lane is served by.
    pub fn helper_of(&self, span: &ResourceSpan) -> ThreadId {
        self.helper_by_call(span.call())
    }

    /// The helper that serves in a span of a resource's lane, if that is the helper pool and the span no wait.
    pub fn serving_helper(&self, resource: ResourceId, span: &ResourceSpan) -> Option<ThreadId> {
        let serves = self.helper_pool() == Some(resource) && span.state() == ResourceState::Serving;
        serves.then(|| self.helper_of(span))
    }

    /// The helper that a call of the helper pool's lane is served by: in that lane, a call is the helper.
    pub fn helper_by_call(&self, call: u16) -> ThreadId {
        let first = self.helpers().next().map_or(0, |first| first.0);
        ThreadId(first.saturating_add(call))
    }
}
