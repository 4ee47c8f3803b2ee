//! Takes down a run while it happens: integers in flat vectors, no allocation for an event.

use super::record::{Activity, NO_THREAD, TaskRecord};
use super::{
    Lanes, Outcome, Pieces, Record, ResourceId, ResourceKind, ResourceSpan, ResourceState, Setting, SiteId,
    State, TaskId, TaskInfo, ThreadId, ThreadInfo, ThreadSpan, Trace, Wait,
};
use crate::order;
use crate::time::Instant;

/// Where a task is while the run goes on, and where it was in the last span written, which a like neighbour merges with.
/// Since when it is there stands where its end will.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// It becomes a span when something else begins.
    now: u32,
    written: u32,
}

/// In which state it is, and above that in which it was in the last span written. Apart from [`Open`]: together they would
/// be filled up to twelve bytes.
#[derive(Clone, Copy)]
pub(super) struct OpenStates(u8);

const STATE_BITS: u32 = u8::BITS / 2;
const _: () = assert!(State::ALL.len() <= 1 << STATE_BITS);
/// Who is queued does nothing that becomes a span: the wait for the first thread lies between the creation and the start.
const NOTHING: u32 = State::Queued as u32;
const _: () = assert!(NOTHING == 0);

impl Open {
    pub(super) const NOTHING: Self = Self { now: 0, written: 0 };
}

impl OpenStates {
    pub(super) const NOTHING: Self = Self(0);
}

/// Records every span of a run of a model, in order of time.
pub struct Recorder {
    pub(super) setting: Setting,
    pub(super) open: Vec<Open>,
    pub(super) open_states: Vec<OpenStates>,
    pub(super) tasks: Vec<TaskInfo>,
    pub(super) log: Pieces<TaskRecord>,
    /// How many threads are no helpers; helpers come after them.
    own: u16,
    /// By thread.
    pub(super) helpers: Vec<HelperLane>,
    /// By resource.
    pub(super) resources: Vec<Vec<ResourceSpan>>,
    /// The resource that stands for the helpers.
    pool: Option<usize>,
    pub(super) hops: u64,
    /// A bit for each state that some task was in.
    pub(super) states: u32,
    pub(super) last_taken: Vec<Option<TaskId>>,
}

/// The spans of one helper; the last one may still be open.
#[derive(Clone, Default)]
pub(super) struct HelperLane {
    spans: Vec<ThreadSpan>,
    open: Option<ThreadSpan>,
    /// What it has taken up, and when.
    taken: Option<(TaskId, SiteId, Instant)>,
}

/// Stands for "not yet" among instants; no run lasts as long.
pub(super) const NEVER: Instant = Instant::from_ns(u64::MAX);

impl Recorder {
    /// A recorder of a run in which nothing has happened: `arrivals` are the group and arrival of each request. The
    /// setting has its own threads before its helpers.
    pub fn new(setting: Setting, arrivals: impl ExactSizeIterator<Item = (u32, Instant)>) -> Self {
        let arrived = |(group, created)| TaskInfo {
            group,
            outcome: Outcome::Returned,
            created,
            started: NEVER,
            ended: created,
        };
        let tasks: Vec<TaskInfo> = arrivals.map(arrived).collect();
        let threads = setting.threads.len();
        let own = setting.threads.iter().filter(|thread| !thread.is_helper()).count();
        Self {
            open: vec![Open::NOTHING; tasks.len()],
            open_states: vec![OpenStates::NOTHING; tasks.len()],
            log: Pieces::new(2 * tasks.len()),
            tasks,
            own: u16::try_from(own).unwrap_or(u16::MAX),
            helpers: vec![HelperLane::default(); if own < threads { threads } else { 0 }],
            resources: vec![Vec::new(); setting.resources.len()],
            pool: setting.resources.iter().position(|resource| resource.kind == ResourceKind::Helpers),
            hops: 0,
            states: 0,
            last_taken: vec![None; own],
            setting,
        }
    }

    /// The task does something else from now on. Whether a span was written: one that took no time is not, nor one that
    /// goes on from the span before.
    #[inline(always)]
    pub(super) fn change(&mut self, task: TaskId, next: Activity, now: Instant) -> bool {
        let open = &mut self.open[task.0 as usize];
        let states = &mut self.open_states[task.0 as usize];
        let start = std::mem::replace(&mut self.tasks[task.0 as usize].ended, now);
        let place = std::mem::replace(&mut open.now, next.place());
        let (state, mut written) = (u32::from(states.0) & ((1 << STATE_BITS) - 1), states.0 >> STATE_BITS);
        let is_new = place != open.written || state != u32::from(written);
        let is_written = start != now && state != NOTHING && is_new;
        if is_written {
            (open.written, written) = (place, state as u8);
            self.states |= 1 << state;
            self.log.push(TaskRecord::new(start, task, state, place));
        }
        states.0 = written << STATE_BITS | next.state_number() as u8;
        is_written
    }

    /// The task does nothing more.
    #[inline]
    pub(super) fn close(&mut self, task: TaskId, now: Instant) -> bool {
        self.change(task, Activity::NOTHING, now)
    }

    /// What comes next is another span than the one before, however alike they are.
    pub(super) fn part(&mut self, task: TaskId) {
        self.open_states[task.0 as usize].0 &= (1 << STATE_BITS) - 1;
    }

    /// Ends the recording: every task has ended.
    pub fn freeze(mut self, events: u64) -> Trace {
        (self.open, self.open_states) = (Vec::new(), Vec::new());
        self.log.shrink_to_fit();
        let (by_task, by_thread) = places(&self.log, self.tasks.len(), self.setting.threads.len());
        for lane in &mut self.resources {
            lane.shrink_to_fit();
            let key = |span: &ResourceSpan| (span.start, span.task, span.site, span.rank());
            order::sort_by_key(lane, key);
        }
        Trace {
            makespan: self.tasks.iter().map(|task| task.ended).max().unwrap_or(Instant::ZERO),
            events,
            hops: self.hops,
            states: self.states,
            tasks: self.tasks,
            parents: Vec::new(),
            log: self.log,
            by_task,
            by_thread,
            helper_spans: Lanes::concat(self.helpers.into_iter().map(|helper| helper.spans)),
            resource_spans: Lanes::concat(self.resources.into_iter()),
            waits: Vec::new(),
            causes: Vec::new(),
            setting: self.setting,
        }
    }

    fn helped_until(&mut self, thread: ThreadId, now: Instant) {
        let lane = self.helpers.get_mut(usize::from(thread.0));
        let Some((task, site, since)) = lane.and_then(|lane| lane.taken.take()) else { return };
        let number = thread.0 - self.own;
        let span = ResourceSpan::new(ResourceState::Serving, since, now, task, site, number);
        self.pool_span(span);
    }

    fn pool_span(&mut self, span: ResourceSpan) {
        if let Some(lane) = self.pool.and_then(|pool| self.resources.get_mut(pool))
            && span.start < span.end
        {
            lane.push(span);
        }
    }
}

impl Record for Recorder {
    #[inline]
    fn queued(&mut self, _request: TaskId, _now: Instant) {}

    #[inline]
    fn taken(&mut self, thread: ThreadId, request: TaskId, starts: bool, now: Instant) {
        let last = &mut self.last_taken[usize::from(thread.0)];
        if last.replace(request).is_some_and(|last| last != request) {
            self.hops += 1;
        }
        if starts {
            let info = &mut self.tasks[request.0 as usize];
            info.started = now;
            if info.created < now {
                self.states |= 1 << State::Queued as u32;
            }
        }
    }

    #[inline]
    fn pauses(&mut self, _worker: ThreadId, request: TaskId, site: SiteId, _wait: Wait, now: Instant) {
        self.change(request, Activity::new(State::Paused, site, NO_THREAD), now);
    }

    #[inline]
    fn ready(&mut self, request: TaskId, site: SiteId, _after: Wait, now: Instant) {
        self.change(request, Activity::new(State::Ready, site, NO_THREAD), now);
    }

    #[inline]
    fn yields(&mut self, _worker: ThreadId, request: TaskId, site: SiteId, now: Instant) {
        self.change(request, Activity::new(State::Ready, site, NO_THREAD), now);
    }

    #[inline]
    fn works(&mut self, thread: ThreadId, task: TaskId, state: State, site: SiteId, now: Instant) {
        if thread.0 < self.own {
            self.change(task, Activity::new(state, site, thread.0), now);
        } else if let Some(helper) = self.helpers.get_mut(usize::from(thread.0)) {
            helper.change(Some(ThreadSpan { state, start: now, end: now, task, site }), now);
        }
    }

    fn helped(&mut self, helper: ThreadId, request: TaskId, site: SiteId, since: Instant, now: Instant) {
        let number = helper.0 - self.own;
        self.pool_span(ResourceSpan::new(ResourceState::Waiting, since, now, request, site, number));
        if let Some(lane) = self.helpers.get_mut(usize::from(helper.0)) {
            lane.taken = Some((request, site, now));
        }
    }

    fn helper_idle(&mut self, thread: ThreadId, now: Instant) {
        if let Some(helper) = self.helpers.get_mut(usize::from(thread.0)) {
            helper.change(None, now);
        }
        self.helped_until(thread, now);
    }

    #[inline]
    fn finished(&mut self, _thread: ThreadId, request: TaskId, now: Instant) {
        self.close(request, now);
    }

    #[inline]
    fn service(&mut self, resource: ResourceId, span: ResourceSpan) {
        if span.start < span.end {
            self.resources[usize::from(resource.0)].push(span);
        }
    }
}

impl HelperLane {
    /// Ends the open span, if it took any time, and opens the next.
    pub(super) fn change(&mut self, next: Option<ThreadSpan>, now: Instant) {
        if let Some(mut span) = self.open.take().filter(|span| span.start < now) {
            span.end = now;
            match self.spans.last_mut() {
                Some(last) if last.end == span.start && last.same_work(&span) => last.end = now,
                Some(_) | None => self.spans.push(span),
            }
        }
        self.open = next;
    }
}

impl ThreadSpan {
    /// Whether both spans are the same state of the same task at the same site.
    fn same_work(&self, other: &Self) -> bool {
        (self.state, self.task, self.site) == (other.state, other.task, other.site)
    }
}

/// The positions in the log of what each task did; and of what was done on each thread, the places among those.
fn places(log: &Pieces<TaskRecord>, tasks: usize, threads: usize) -> (Lanes<u32>, Lanes<u32>) {
    let (mut by_task, mut by_thread) = (Places::new(tasks), Places::new(threads));
    for slice in log.slices() {
        for record in slice {
            by_task.count(record.task.0 as usize);
            by_thread.count(record.thread().into());
        }
    }
    by_task.make_room();
    by_thread.make_room();
    let mut position = 0;
    for slice in log.slices() {
        for record in slice {
            let place = by_task.put(record.task.0 as usize, position);
            by_thread.put(record.thread().into(), place);
            position += 1;
        }
    }
    (by_task.lanes(), by_thread.lanes())
}

/// Sorts numbers by lane: they are counted, then put. Lanes that there are not are passed over.
struct Places {
    /// By lane, two places on while it is counted and one while it is put: so that each entry ends up where its lane
    /// begins.
    first: Vec<u32>,
    items: Vec<u32>,
}

impl Places {
    fn new(lanes: usize) -> Self {
        Self { first: vec![0; lanes + 2], items: Vec::new() }
    }

    #[inline]
    fn count(&mut self, lane: usize) {
        if let Some(count) = self.first.get_mut(lane + 2) {
            *count += 1;
        }
    }

    fn make_room(&mut self) {
        let mut sum = 0;
        for count in &mut self.first {
            sum += *count;
            *count = sum;
        }
        self.items = vec![0; sum as usize];
    }

    /// Puts a number in its lane, and returns its place among those of all lanes.
    #[inline]
    fn put(&mut self, lane: usize, number: u32) -> u32 {
        if lane + 2 >= self.first.len() {
            return 0;
        }
        let next = &mut self.first[lane + 1];
        let place = *next;
        self.items[place as usize] = number;
        *next += 1;
        place
    }

    fn lanes(mut self) -> Lanes<u32> {
        self.first.pop();
        Lanes { items: self.items, first: self.first }
    }
}

/// The threads of a model: its own, then its helpers.
pub fn threads(kind: super::ThreadKind, own: u32, helpers: u32) -> Vec<ThreadInfo> {
    let info = |kind, number| ThreadInfo { kind, number, name: String::new(), began: Instant::ZERO };
    let own = (1..=own).map(|number| info(kind, number));
    own.chain((1..=helpers).map(|number| info(super::ThreadKind::Blocking, number))).collect()
}

impl<T> Lanes<T> {
    fn concat(lanes: impl Iterator<Item = Vec<T>>) -> Self {
        let mut all = Self { items: Vec::new(), first: vec![0] };
        for lane in lanes {
            if all.items.is_empty() {
                all.items = lane;
            } else {
                all.items.extend(lane);
            }
            all.first.push(u32::try_from(all.items.len()).unwrap_or(u32::MAX));
        }
        all
    }
}
