//! Reading a trace: who took part, and what every lane did.

use super::span::last_started;
use super::{
    Awaited, Cause, Model, NOBODY, Resource, ResourceId, ResourceKind, ResourceSpan, Setting, Site, SiteId,
    State, TaskGroup, TaskId, TaskInfo, TaskSpan, ThreadId, ThreadInfo, ThreadSpan, Trace,
};
use crate::time::Instant;

impl Trace {
    /// Who and what took part.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// What executed the tasks.
    pub fn model(&self) -> Model {
        self.setting.model
    }

    /// The short name of the model, or of the program: `sync1`, `async2_blocking8`.
    pub fn label(&self) -> &str {
        &self.setting.label
    }

    /// How the run of a program ended, in a word; empty of a model's run.
    pub fn outcome(&self) -> &str {
        &self.setting.outcome
    }

    /// The end of the last task: the end of the run.
    pub fn makespan(&self) -> Instant {
        self.makespan
    }

    /// How many events the engine handled; informative only.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// How often a thread took up another task than the one before, helpers apart.
    pub fn hops(&self) -> u64 {
        self.hops
    }

    /// Whether some task was ever in this state; what helpers did does not count.
    pub fn has_state(&self, state: State) -> bool {
        self.states & 1 << state as u32 != 0
    }

    /// The places in programs, by id.
    pub fn sites(&self) -> &[Site] {
        &self.setting.sites
    }

    /// A place in a program.
    pub fn site(&self, site: SiteId) -> &Site {
        const NOWHERE: &Site = &Site {
            label: String::new(),
            line: 0,
            column: 0,
            does: super::Does::Compute,
            waits_on: Vec::new(),
        };
        self.setting.sites.get(usize::from(site.0)).unwrap_or(NOWHERE)
    }

    /// What tasks wait for, by id.
    pub fn resources(&self) -> &[Resource] {
        &self.setting.resources
    }

    /// The ids of all resources, in order.
    pub fn resource_ids(&self) -> impl ExactSizeIterator<Item = ResourceId> + use<> {
        (0..u16::try_from(self.setting.resources.len()).unwrap_or(u16::MAX)).map(ResourceId)
    }

    /// The services, in the order of first use.
    pub fn services(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        self.resource_ids()
            .zip(self.resources())
            .filter(|(_, resource)| resource.kind == ResourceKind::Service)
    }

    /// The name of a resource.
    pub fn resource_name(&self, id: ResourceId) -> &str {
        self.setting.resources.get(usize::from(id.0)).map_or("", |resource| &resource.name)
    }

    /// The helpers as what tasks wait for, if there are any.
    pub fn helper_pool(&self) -> Option<ResourceId> {
        let is_it = |resource: &Resource| resource.kind == ResourceKind::Helpers;
        let place = self.setting.resources.iter().position(is_it)?;
        u16::try_from(place).ok().map(ResourceId)
    }

    /// The tasks, by id.
    pub fn tasks(&self) -> &[TaskInfo] {
        &self.tasks
    }

    /// The ids of all tasks, in order.
    pub fn task_ids(&self) -> impl ExactSizeIterator<Item = TaskId> + use<> {
        (0..u32::try_from(self.tasks.len()).unwrap_or(u32::MAX)).map(TaskId)
    }

    /// What a task has in common with others.
    pub fn group(&self, task: TaskId) -> Option<&TaskGroup> {
        let info = self.tasks.get(task.0 as usize)?;
        self.setting.groups.get(info.group as usize)
    }

    /// The number of a task, as people know it: requests are counted from 1, and of a program the module is 0.
    pub fn task_number(&self, task: TaskId) -> u32 {
        match self.setting.model {
            Model::Program { .. } => task.0,
            Model::Sync { .. } | Model::Async { .. } => task.number(),
        }
    }

    /// The name of a task, often empty.
    pub fn task_name(&self, task: TaskId) -> &str {
        self.group(task).map_or("", |group| &group.name)
    }

    /// The task that made this one.
    pub fn parent(&self, task: TaskId) -> Option<TaskId> {
        let parent = *self.parents.get(task.0 as usize)?;
        (parent != NOBODY).then_some(TaskId(parent))
    }

    /// Whether it is a request: a task that nobody made, and that came from outside.
    pub fn is_request(&self, task: TaskId) -> bool {
        self.parent(task).is_none() && self.group(task).is_some_and(|group| group.arrives)
    }

    /// The threads, by id.
    pub fn threads(&self) -> &[ThreadInfo] {
        &self.setting.threads
    }

    /// The ids of all threads, in the order of [`Trace::threads`].
    pub fn thread_ids(&self) -> impl ExactSizeIterator<Item = ThreadId> + use<> {
        (0..u16::try_from(self.setting.threads.len()).unwrap_or(u16::MAX)).map(ThreadId)
    }

    /// Whether the thread is a helper.
    pub fn is_helper(&self, thread: ThreadId) -> bool {
        self.setting.threads.get(usize::from(thread.0)).is_some_and(ThreadInfo::is_helper)
    }

    /// The threads or workers, helpers apart.
    pub fn own_threads(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.thread_ids().filter(|&thread| !self.is_helper(thread))
    }

    /// How many threads or workers there are, helpers apart.
    pub fn own_thread_count(&self) -> u32 {
        match self.setting.model {
            Model::Sync { threads } | Model::Async { threads, .. } => threads,
            Model::Program { .. } => u32::try_from(self.own_threads().count()).unwrap_or(u32::MAX),
        }
    }

    /// The helpers.
    pub fn helpers(&self) -> impl Iterator<Item = ThreadId> + '_ {
        self.thread_ids().filter(|&thread| self.is_helper(thread))
    }

    /// How many spans are stored: of tasks, of helpers and of resources. What the lane of the helper pool says is in
    /// those of the helpers already.
    pub fn span_count(&self) -> usize {
        let pool = self.helper_pool().map_or(0, |pool| self.resource_spans(pool).len());
        self.log.len() + self.helper_spans.items.len() + self.resource_spans.items.len() - pool
    }

    /// How many spans a task's lane has.
    pub fn task_span_count(&self, task: TaskId) -> usize {
        self.queued_span(task).iter().count() + self.by_task.lane(task.0 as usize).len()
    }

    /// Span `index` of a task's lane, in order of time; `None` past the last.
    pub fn task_span(&self, task: TaskId, index: usize) -> Option<TaskSpan> {
        let index = match self.queued_span(task) {
            None => index,
            Some(queued) if index == 0 => return Some(queued),
            Some(_) => index - 1,
        };
        let positions = self.by_task.lane(task.0 as usize);
        let record = self.log.at(*positions.get(index)? as usize);
        let next = positions.get(index + 1).map(|&next| self.log.at(next as usize).start());
        Some(record.span(next.unwrap_or_else(|| self.ended(task))))
    }

    /// The spans of a task, from its creation to its end without gap or overlap.
    pub fn task_spans(&self, task: TaskId) -> impl Iterator<Item = TaskSpan> + '_ {
        let mut positions = self.by_task.lane(task.0 as usize).iter();
        let mut next = positions.next().map(|&position| self.log.at(position as usize));
        // What is read to see where a span ends is where the next one begins.
        let own = std::iter::from_fn(move || {
            let record = next?;
            next = positions.next().map(|&position| self.log.at(position as usize));
            Some(record.span(next.map_or_else(|| self.ended(task), super::record::TaskRecord::start)))
        });
        self.queued_span(task).into_iter().chain(own)
    }

    /// Each span that a task has after its start, with the state that it is in next, in about the order in which
    /// they end.
    pub fn spans_by_end(&self) -> impl Iterator<Item = (TaskSpan, Option<State>)> + '_ {
        // What a task did stands in the log in its order: its next span is found by counting.
        let mut next_place = self.by_task.first.clone();
        (0..self.log.len()).map(move |position| {
            let record = self.log.at(position);
            let mut next = None;
            if let Some(place) = next_place.get_mut(record.task.0 as usize) {
                *place += 1;
                next = self.record_of(*place as usize, record.task);
            }
            let end = next.map_or_else(|| self.ended(record.task), super::record::TaskRecord::start);
            (record.span(end), next.map(super::record::TaskRecord::state))
        })
    }

    /// The wait for the first thread, which lies between creation and start.
    fn queued_span(&self, task: TaskId) -> Option<TaskSpan> {
        let TaskInfo { created, started, .. } = *self.tasks.get(task.0 as usize)?;
        let span = TaskSpan { state: State::Queued, start: created, end: started, thread: None, site: None };
        (created < started).then_some(span)
    }

    fn ended(&self, task: TaskId) -> Instant {
        self.tasks.get(task.0 as usize).map_or(Instant::ZERO, |info| info.ended)
    }

    /// What stands at a place in the lanes of all tasks, if that is this task's.
    fn record_of(&self, place: usize, task: TaskId) -> Option<super::TaskRecord> {
        let position = *self.by_task.items.get(place)?;
        Some(self.log.at(position as usize)).filter(|record| record.task == task)
    }

    /// How many spans a thread's lane has.
    pub fn thread_span_count(&self, thread: ThreadId) -> usize {
        let lane = usize::from(thread.0);
        self.by_thread.lane(lane).len() + self.helper_spans.lane(lane).len()
    }

    /// Span `index` of a thread's lane, in order of time; `None` past the last.
    pub fn thread_span(&self, thread: ThreadId, index: usize) -> Option<ThreadSpan> {
        let lane = usize::from(thread.0);
        match self.by_thread.lane(lane) {
            [] => self.helper_spans.lane(lane).get(index).copied(),
            places => self.span_at(*places.get(index)? as usize),
        }
    }

    /// The span at a place in the lanes of all tasks, as one of its thread's.
    fn span_at(&self, place: usize) -> Option<ThreadSpan> {
        let record = self.log.at(*self.by_task.items.get(place)? as usize);
        let next = self.record_of(place + 1, record.task).map(super::record::TaskRecord::start);
        Some(ThreadSpan {
            state: record.state(),
            start: record.start(),
            end: next.unwrap_or_else(|| self.ended(record.task)),
            task: record.task,
            site: record.site(),
        })
    }

    /// When span `index` of a thread's lane starts: cheaper than the whole span, to search by.
    pub fn thread_span_start(&self, thread: ThreadId, index: usize) -> Option<Instant> {
        let lane = usize::from(thread.0);
        match self.by_thread.lane(lane) {
            [] => Some(self.helper_spans.lane(lane).get(index)?.start),
            places => {
                let position = *self.by_task.items.get(*places.get(index)? as usize)?;
                Some(self.log.at(position as usize).start())
            }
        }
    }

    /// The spans of a thread in order of time; idle is the gap.
    pub fn thread_spans(&self, thread: ThreadId) -> impl Iterator<Item = ThreadSpan> + '_ {
        let lane = usize::from(thread.0);
        let (places, helps) = (self.by_thread.lane(lane), self.helper_spans.lane(lane));
        let own = places.iter().filter_map(|&place| self.span_at(place as usize));
        own.chain(helps.iter().copied())
    }

    /// The spans of a resource, sorted by start, task, site, call and state.
    pub fn resource_spans(&self, resource: ResourceId) -> &[ResourceSpan] {
        self.resource_spans.lane(usize::from(resource.0))
    }

    /// The span of a task that covers an instant, with its place; `None` where it is not there.
    pub fn task_span_at(&self, task: TaskId, at: Instant) -> Option<(usize, TaskSpan)> {
        let start = |index| Some(self.task_span(task, index)?.start);
        let place = last_started(self.task_span_count(task), at, start)?;
        self.task_span(task, place).filter(|span| at < span.end).map(|span| (place, span))
    }

    /// The span of a thread that covers an instant; `None` while it is idle.
    pub fn thread_span_at(&self, thread: ThreadId, at: Instant) -> Option<ThreadSpan> {
        let start = |index| self.thread_span_start(thread, index);
        let place = last_started(self.thread_span_count(thread), at, start)?;
        self.thread_span(thread, place).filter(|span| at < span.end)
    }

    /// The position in the log of span `index` of a task's lane; none for the wait before the start.
    fn position(&self, task: TaskId, index: usize) -> Option<u32> {
        let before = usize::from(self.queued_span(task).is_some());
        self.by_task.lane(task.0 as usize).get(index.checked_sub(before)?).copied()
    }

    pub(super) fn recorded_cause(&self, task: TaskId, index: usize) -> Option<Cause> {
        if self.causes.is_empty() {
            return None;
        }
        let position = self.position(task, index)?;
        let place = self.causes.binary_search_by_key(&position, |&(position, _)| position).ok()?;
        self.causes.get(place).map(|&(_, cause)| cause)
    }

    pub(super) fn recorded_waits(&self, task: TaskId, index: usize) -> &[(u32, Awaited)] {
        let Some(position) = self.position(task, index).filter(|_| !self.waits.is_empty()) else {
            return &[];
        };
        let first = self.waits.partition_point(|&(other, _)| other < position);
        let end = self.waits.partition_point(|&(other, _)| other <= position);
        self.waits.get(first..end).unwrap_or_default()
    }
}
