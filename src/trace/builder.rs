//! Builds a trace of any run, as it happens: tasks that make tasks, threads that begin, things that are waited for.

use std::collections::BTreeMap;

use super::record::{Activity, NO_THREAD};
use super::recorder::{HelperLane, NEVER, Open, OpenStates, Recorder};
use super::{
    Awaited, Cause, Model, NOBODY, Outcome, Resource, ResourceId, ResourceKind, ResourceSpan, Setting, Site,
    SiteId, State, TaskGroup, TaskId, TaskInfo, ThreadId, ThreadInfo, ThreadKind, ThreadSpan, Trace,
};
use crate::time::{INSTANT_MAX, Instant};

/// There is no room for more of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// More sites than [`Builder::IDS_MAX`].
    Sites,
    /// More resources than [`Builder::IDS_MAX`].
    Resources,
    /// More threads than [`Builder::IDS_MAX`].
    Threads,
    /// More tasks than [`Builder::TASKS_MAX`].
    Tasks,
}

/// Takes down a run, in order of time. An instant before one that was told already counts as that one; none lies after
/// [`INSTANT_MAX`].
///
/// Nothing that is told of a task, a thread, a site or a resource that the builder has not handed out changes anything.
pub struct Builder {
    recorder: Recorder,
    parents: Vec<u32>,
    groups: BTreeMap<TaskGroup, u32>,
    /// By task.
    told: Vec<Told>,
    /// By thread: who is on it.
    on: Vec<Option<TaskId>>,
    waits: Vec<(u32, Awaited)>,
    causes: Vec<(u32, Cause)>,
    now: Instant,
    /// How many threads there are of each kind: helpers, and all others.
    counts: [u32; 2],
}

/// What was told of a task's present state.
#[derive(Clone, Debug, Default)]
struct Told {
    waits: Vec<Awaited>,
    cause: Option<Cause>,
    has_begun: bool,
    has_ended: bool,
    thread: Option<ThreadId>,
    site: SiteId,
}

impl Builder {
    /// The most sites, resources or threads.
    pub const IDS_MAX: usize = u16::MAX as usize;
    /// The most tasks.
    pub const TASKS_MAX: usize = 10_000_000;

    /// How the run ended, in a word: `returned`, `deadlock`.
    pub fn outcome(&mut self, outcome: &str) {
        outcome.clone_into(&mut self.recorder.setting.outcome);
    }

    /// A run in which nothing has happened yet. The label is a short name: of the model, of the program.
    pub fn new(model: Model, label: &str) -> Self {
        let setting = Setting {
            model,
            label: label.to_owned(),
            outcome: String::new(),
            sites: Vec::new(),
            resources: Vec::new(),
            groups: Vec::new(),
            threads: Vec::new(),
        };
        Self {
            recorder: Recorder::new(setting, std::iter::empty()),
            parents: Vec::new(),
            groups: BTreeMap::new(),
            told: Vec::new(),
            on: Vec::new(),
            waits: Vec::new(),
            causes: Vec::new(),
            now: Instant::ZERO,
            counts: [0; 2],
        }
    }

    /// A place in a program; each is made once.
    ///
    /// # Errors
    ///
    /// When there is no room for more.
    pub fn site(&mut self, site: Site) -> Result<SiteId, Full> {
        let sites = &mut self.recorder.setting.sites;
        let id = id_of(sites.len()).ok_or(Full::Sites)?;
        sites.push(site);
        Ok(SiteId(id))
    }

    /// Something that tasks wait for.
    ///
    /// # Errors
    ///
    /// When there is no room for more.
    pub fn resource(
        &mut self,
        kind: ResourceKind,
        name: &str,
        capacity: Option<u32>,
    ) -> Result<ResourceId, Full> {
        let resources = &mut self.recorder.setting.resources;
        let id = id_of(resources.len()).ok_or(Full::Resources)?;
        resources.push(Resource { kind, name: name.to_owned(), capacity });
        self.recorder.resources.push(Vec::new());
        Ok(ResourceId(id))
    }

    /// Names a resource, once its name is known.
    pub fn name_resource(&mut self, resource: ResourceId, name: &str) {
        if let Some(resource) = self.recorder.setting.resources.get_mut(usize::from(resource.0)) {
            name.clone_into(&mut resource.name);
        }
    }

    /// A thread begins. Its name may be empty.
    ///
    /// # Errors
    ///
    /// When there is no room for more.
    pub fn thread(&mut self, kind: ThreadKind, name: &str, now: Instant) -> Result<ThreadId, Full> {
        let id = id_of(self.recorder.setting.threads.len()).ok_or(Full::Threads)?;
        let began = self.clock(now);
        let count = &mut self.counts[usize::from(kind == ThreadKind::Blocking)];
        *count += 1;
        self.recorder.setting.threads.push(ThreadInfo { kind, number: *count, name: name.to_owned(), began });
        self.recorder.helpers.push(HelperLane::default());
        self.recorder.last_taken.push(None);
        self.on.push(None);
        Ok(ThreadId(id))
    }

    /// A request arrives: nobody made it.
    ///
    /// # Errors
    ///
    /// When there is no room for more.
    pub fn request(&mut self, name: &str, now: Instant) -> Result<TaskId, Full> {
        self.make(None, TaskGroup { name: name.to_owned(), made_at: None, arrives: true }, now)
    }

    /// A task is made, at a place in the program of the task that makes it. It is queued until it is in another state.
    ///
    /// # Errors
    ///
    /// When there is no room for more.
    pub fn task(
        &mut self,
        parent: Option<TaskId>,
        name: &str,
        made_at: Option<SiteId>,
        now: Instant,
    ) -> Result<TaskId, Full> {
        self.make(parent, TaskGroup { name: name.to_owned(), made_at, arrives: false }, now)
    }

    fn make(&mut self, parent: Option<TaskId>, group: TaskGroup, now: Instant) -> Result<TaskId, Full> {
        let id = u32::try_from(self.told.len()).map_err(|_| Full::Tasks)?;
        if self.told.len() >= Self::TASKS_MAX {
            return Err(Full::Tasks);
        }
        let created = self.clock(now);
        let groups = &mut self.recorder.setting.groups;
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let group = *self.groups.entry(group).or_insert_with_key(|group| {
            groups.push(group.clone());
            next
        });
        let outcome = Outcome::Unfinished;
        self.recorder.tasks.push(TaskInfo { group, outcome, created, started: NEVER, ended: created });
        self.recorder.open.push(Open::NOTHING);
        self.recorder.open_states.push(OpenStates::NOTHING);
        self.parents.push(parent.filter(|parent| parent.0 < id).map_or(NOBODY, |parent| parent.0));
        self.told.push(Told::default());
        Ok(TaskId(id))
    }

    /// Gives a task another name.
    pub fn name_task(&mut self, task: TaskId, name: &str) {
        let Some(info) = self.recorder.tasks.get_mut(task.0 as usize) else { return };
        let groups = &mut self.recorder.setting.groups;
        let Some(old) = groups.get(info.group as usize) else { return };
        let group = TaskGroup { name: name.to_owned(), ..old.clone() };
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        info.group = *self.groups.entry(group).or_insert_with_key(|group| {
            groups.push(group.clone());
            next
        });
    }

    /// The task is in this state from now on: on a thread while it runs, wants a core or is blocked, on none else.
    /// Whoever was on that thread is off it, and ready.
    pub fn state(
        &mut self,
        task: TaskId,
        state: State,
        thread: Option<ThreadId>,
        site: SiteId,
        now: Instant,
    ) {
        self.waits(task, state, thread, site, &[], now);
    }

    /// The same of a state in which the task waits for something, beyond what its site says.
    pub fn waits(
        &mut self,
        task: TaskId,
        state: State,
        thread: Option<ThreadId>,
        site: SiteId,
        on: &[Awaited],
        now: Instant,
    ) {
        let is_known = usize::from(site.0) < self.recorder.setting.sites.len();
        let is_open = self.told.get(task.0 as usize).is_some_and(|told| !told.has_ended);
        let holds = matches!(state, State::Running | State::Runnable | State::Switching | State::Blocked);
        let thread = thread.filter(|thread| holds && usize::from(thread.0) < self.on.len());
        if !is_known || !is_open || holds != thread.is_some() || state == State::Queued {
            return;
        }
        let now = self.clock(now);
        self.leave(task);
        if let Some(thread) = thread {
            if let Some(other) = self.on.get(usize::from(thread.0)).copied().flatten() {
                let site = self.told[other.0 as usize].site;
                self.leave(other);
                self.change(other, Activity::new(State::Ready, site, NO_THREAD), &[], now);
            }
            self.take(thread, task);
        }
        let told = &mut self.told[task.0 as usize];
        (told.thread, told.site) = (thread, site);
        if !std::mem::replace(&mut told.has_begun, true) {
            self.start(task, now);
        }
        let number = thread.map_or(NO_THREAD, |thread| thread.0);
        self.change(task, Activity::new(state, site, number), on, now);
    }

    /// Why the task's present state ends, where that does not follow from the state and the site. To be told before the
    /// next state, or the end.
    pub fn because(&mut self, task: TaskId, cause: Cause) {
        if let Some(told) = self.told.get_mut(task.0 as usize).filter(|told| !told.has_ended) {
            told.cause = Some(cause);
            self.recorder.part(task);
        }
    }

    /// The task comes to its end.
    pub fn ends(&mut self, task: TaskId, outcome: Outcome, now: Instant) {
        if self.told.get(task.0 as usize).is_none_or(|told| told.has_ended) {
            return;
        }
        let now = self.clock(now);
        self.leave(task);
        if !self.told[task.0 as usize].has_begun {
            self.start(task, now);
        }
        self.settle(task, |recorder| recorder.close(task, now));
        self.recorder.tasks[task.0 as usize].outcome = outcome;
        self.told[task.0 as usize] = Told { has_ended: true, ..Told::default() };
    }

    /// What a thread does for a task beside what the task does itself, as helpers do; `None` once it is idle. Such a
    /// thread's lane holds nothing else.
    pub fn helps(&mut self, thread: ThreadId, work: Option<(TaskId, State, SiteId)>, now: Instant) {
        let now = self.clock(now);
        let tasks = self.told.len();
        let work = work.filter(|(task, ..)| (task.0 as usize) < tasks);
        let span = work.map(|(task, state, site)| ThreadSpan { state, start: now, end: now, task, site });
        if let Some(lane) = self.recorder.helpers.get_mut(usize::from(thread.0)) {
            lane.change(span, now);
        }
    }

    /// What a task did at a resource; both ends are known. Spans of one resource may overlap.
    pub fn at_resource(&mut self, resource: ResourceId, span: ResourceSpan) {
        let is_known = (span.task.0 as usize) < self.told.len();
        if let Some(lane) = self.recorder.resources.get_mut(usize::from(resource.0))
            && is_known
            && span.start < span.end
        {
            lane.push(span);
        }
    }

    /// How many tasks there are.
    pub fn tasks(&self) -> usize {
        self.told.len()
    }

    /// The run, which is over now. Whoever has not ended is unfinished.
    pub fn finish(mut self, events: u64, now: Instant) -> Trace {
        let now = self.clock(now);
        for id in 0..u32::try_from(self.told.len()).unwrap_or(u32::MAX) {
            self.ends(TaskId(id), Outcome::Unfinished, now);
        }
        for lane in &mut self.recorder.helpers {
            lane.change(None, now);
        }
        let mut trace = self.recorder.freeze(events);
        let nobody = self.parents.iter().all(|&parent| parent == NOBODY);
        trace.parents = if nobody { Vec::new() } else { self.parents };
        (trace.waits, trace.causes) = (self.waits, self.causes);
        trace
    }

    fn clock(&mut self, now: Instant) -> Instant {
        self.now = self.now.max(now.min(INSTANT_MAX));
        self.now
    }

    fn start(&mut self, task: TaskId, now: Instant) {
        let info = &mut self.recorder.tasks[task.0 as usize];
        info.started = now;
        if info.created < now {
            self.recorder.states |= 1 << State::Queued as u32;
        }
        info.ended = now;
    }

    fn leave(&mut self, task: TaskId) {
        if let Some(thread) = self.told[task.0 as usize].thread.take() {
            self.on[usize::from(thread.0)] = None;
        }
    }

    fn take(&mut self, thread: ThreadId, task: TaskId) {
        self.on[usize::from(thread.0)] = Some(task);
        let is_helper = self.recorder.setting.threads[usize::from(thread.0)].is_helper();
        let last = self.recorder.last_taken[usize::from(thread.0)].replace(task);
        if !is_helper && last.is_some_and(|last| last != task) {
            self.recorder.hops += 1;
        }
    }

    fn change(&mut self, task: TaskId, next: Activity, waits: &[Awaited], now: Instant) {
        self.settle(task, |recorder| recorder.change(task, next, now));
        if !waits.is_empty() {
            waits.clone_into(&mut self.told[task.0 as usize].waits);
            self.recorder.part(task);
        }
    }

    /// Ends the present span; what was told of it stays with it.
    fn settle(&mut self, task: TaskId, end: impl FnOnce(&mut Recorder) -> bool) {
        let position = u32::try_from(self.recorder.log.len()).unwrap_or(u32::MAX);
        let is_written = end(&mut self.recorder);
        let told = &mut self.told[task.0 as usize];
        let (waits, cause) = (std::mem::take(&mut told.waits), told.cause.take());
        if !is_written {
            return;
        }
        if !waits.is_empty() || cause.is_some() {
            self.recorder.part(task);
        }
        self.waits.extend(waits.into_iter().map(|awaited| (position, awaited)));
        self.causes.extend(cause.map(|cause| (position, cause)));
    }
}

fn id_of(count: usize) -> Option<u16> {
    u16::try_from(count).ok().filter(|_| count < Builder::IDS_MAX)
}
