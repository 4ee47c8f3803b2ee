//! Which lanes a panel has, and where they lie.

use crate::layout::Indexed;
use crate::layout::axis::Axis;
use crate::layout::calls::Tracks;
use crate::layout::detail::{self, Detail};
use crate::layout::{Figure, Sheet};
use crate::scene::{HUES, STRANDS};
use crate::text::figure as words;
use crate::trace::{Crowd, LaneId, ResourceId, TaskId, ThreadId, Trace};

/// Most requests of a run that have a lane each; more are drawn as a crowd.
pub const REQUESTS_MAX: usize = 30;
/// The same for all runs of a figure together, so that many runs have as few elements as two.
const REQUESTS_OF_ALL_RUNS_MAX: usize = 72;
/// Most request lanes that are drawn beside a crowd when they are asked for: a sample of the visible ones.
const REQUESTS_SHOWN: usize = 20;
/// No more requests than this in flight within view have their lanes beside the crowd without being asked for.
const IN_FLIGHT_SHOWN: usize = 10;
/// How many requests are looked at, at the most, to find those in flight.
const LOOKED_AT_MAX: usize = 20_000;
/// Most threads that have a lane each; more are drawn as a crowd, helpers apart.
const THREADS_MAX: usize = 16;
/// Most thread lanes of a panel, helpers with them; the rest is counted.
const THREADS_SHOWN: usize = 24;
/// The same for all runs of a figure together.
const THREADS_OF_ALL_RUNS_SHOWN: usize = 36;
/// Most services of all runs of a figure together that have lanes; the rest is counted.
const SERVICES_OF_ALL_RUNS_SHOWN: usize = 20;
/// As many have one in each run all the same.
const SERVICES_SHOWN_MIN: usize = 3;
/// Height of a crowd.
const CROWD_PX: f64 = 92.0;
/// More requests than this, and only the calls of the followed one are shown.
const CROWDED_REQUESTS: usize = 8;
/// More threads than this are not drawn as lines.
const STRANDS_MAX: usize = STRANDS as usize;
/// Most hops of all threads of a panel that are drawn as lines.
const HOPS_MAX: usize = 500;

/// One row of a panel.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which lane it is.
    pub lane: LaneId,
    /// Its name for people.
    pub label: String,
    /// What else is written at its name.
    pub remark: String,
    /// What it shows.
    pub shows: Shows,
    /// Its upper edge.
    pub top_px: f64,
    /// Its lower edge.
    pub bottom_px: f64,
    /// The middle of what is drawn in it.
    pub middle_px: f64,
    /// The height of a full block.
    pub block_px: f64,
}

/// What a row shows.
#[derive(Clone, Debug)]
pub enum Shows {
    /// What a thread does.
    Thread(ThreadId),
    /// How a request fares.
    Request(TaskId),
    /// How many are in which state.
    Crowd(Crowd),
    /// What goes on at a resource: which, and its calls.
    Resource(ResourceId, Tracks),
}

/// A thread that is drawn as a line.
#[derive(Clone, Debug)]
pub struct Strand {
    /// Which thread.
    pub thread: ThreadId,
    /// What stands at its beginning; empty for a single one.
    pub number: String,
    /// Where it rests.
    pub rest_y_px: f64,
}

/// The rows of one panel, from its first lane downwards.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Threads, then helpers, then requests, then services.
    pub rows: Vec<Row>,
    /// The threads that are drawn as lines.
    pub strands: Vec<Strand>,
    /// What is not drawn, and where that is said.
    pub remarks: Vec<(f64, String)>,
    /// Where a thread's line lies while its request has no lane.
    pub elsewhere_px: f64,
    /// Whether spans are drawn one by one.
    pub detail: Detail,
    /// Whether only the calls of the followed request are shown.
    pub crowded: bool,
    /// The lower edge of the last row.
    pub bottom_px: f64,
}

impl Rows {
    /// A request's row, if it has one.
    pub fn request(&self, request: TaskId) -> Option<&Row> {
        self.rows.iter().find(|row| matches!(row.shows, Shows::Request(id) if id == request))
    }

    /// Where the line of a thread lies in each request's row, in the order of the requests.
    pub fn strand_ys_px(&self) -> Vec<(TaskId, f64)> {
        let heights = self.rows.iter().filter_map(|row| match row.shows {
            Shows::Request(id) => Some((id, row.strand_y_px())),
            Shows::Thread(_) | Shows::Crowd(_) | Shows::Resource(..) => None,
        });
        let mut heights: Vec<_> = heights.collect();
        crate::order::sort_by_key(&mut heights, |&(id, _)| id);
        heights
    }
}

impl Row {
    /// Where the line of a thread lies in this row: near the lower edge, so that it crosses no label.
    pub fn strand_y_px(&self) -> f64 {
        self.middle_px + self.block_px * 0.5 - (self.block_px * 0.2).clamp(2.5, 6.0)
    }
}

/// The hue of a request, or none where there are so many that hue gives way to state.
pub fn hue(request: TaskId, trace: &Trace) -> Option<u8> {
    if trace.tasks().len() > REQUESTS_MAX {
        return None;
    }
    u8::try_from(request.0 % u32::from(HUES)).ok()
}

/// The name of a thread's lane, for people.
pub fn thread_label(trace: &Indexed, thread: ThreadId) -> String {
    match trace.threads().get(usize::from(thread.0)) {
        Some(info) if info.is_helper() => words::helper_lane(info.number),
        Some(info) => words::thread_lane(info.number),
        None => String::new(),
    }
}

/// Which threads have lanes.
pub struct ThreadsShown {
    /// Those that have: of the helpers those that ever ran.
    pub lanes: Vec<ThreadId>,
    /// How many have none, nor are drawn as a crowd.
    pub hidden: usize,
    /// Whether the runtime's own are drawn as a crowd.
    pub crowd: bool,
}

/// The threads that have lanes.
pub fn threads_shown(figure: &Figure, trace: &Indexed) -> ThreadsShown {
    let crowd = trace.own_thread_count() as usize > THREADS_MAX;
    let own = trace.own_threads().filter(|_| !crowd || figure.singly);
    let all = own.chain(trace.helpers().filter(|&thread| trace.thread_span_count(thread) > 0));
    let mut lanes: Vec<ThreadId> = all.collect();
    let room = fair_share(figure, THREADS_OF_ALL_RUNS_SHOWN).min(THREADS_SHOWN);
    let hidden = lanes.len().saturating_sub(room);
    lanes.truncate(room);
    ThreadsShown { lanes, hidden, crowd }
}

/// What one run of a figure may have of what all may have together.
fn fair_share(figure: &Figure, of_all: usize) -> usize {
    of_all / figure.traces.len().max(1)
}

/// The resources that have lanes, the first ones, and how many have none.
pub fn resources_shown(figure: &Figure, trace: &Trace) -> (Vec<ResourceId>, usize) {
    let mut shown: Vec<ResourceId> = resources(trace).collect();
    let all = shown.len();
    shown.truncate(fair_share(figure, SERVICES_OF_ALL_RUNS_SHOWN).max(SERVICES_SHOWN_MIN));
    let hidden = all - shown.len();
    (shown, hidden)
}

/// Whether all requests of a run are drawn as a crowd.
pub fn is_crowd(figure: &Figure, trace: &Trace) -> bool {
    trace.tasks().len() > fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX).min(REQUESTS_MAX)
}

/// Whether something of a run has lanes only when they are asked for.
pub fn has_crowd(figure: &Figure, trace: &Trace) -> bool {
    is_crowd(figure, trace) || trace.own_thread_count() as usize > THREADS_MAX
}

/// The requests that have lanes: all, or beside a crowd those in flight within view if they are few, a sample of the
/// visible ones if it is asked for, and the one that is followed.
pub fn requests_shown(figure: &Figure, trace: &Indexed, axis: &Axis) -> Vec<TaskId> {
    if !is_crowd(figure, trace) {
        return trace.task_ids().collect();
    }
    let mut shown =
        match in_flight(trace, axis, fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX).min(IN_FLIGHT_SHOWN)) {
            Some(few) => few,
            None if figure.singly => sample(trace, axis, fair_share(figure, REQUESTS_OF_ALL_RUNS_MAX)),
            None => Vec::new(),
        };
    let exists = |id: &TaskId| (id.0 as usize) < trace.tasks().len();
    if let Some(followed) = figure.follow.filter(|id| exists(id) && !shown.contains(id)) {
        shown.push(followed);
        crate::order::sort(&mut shown);
    }
    shown
}

/// The requests that are started and unfinished at some visible instant, if they are few. Requests start in the order
/// of their ids.
fn in_flight(trace: &Indexed, axis: &Axis, most: usize) -> Option<Vec<TaskId>> {
    let started = trace.tasks().partition_point(|info| info.started <= axis.end());
    let mut found = Vec::new();
    let ids = (0..u32::try_from(started).unwrap_or(u32::MAX)).rev().map(TaskId);
    for (id, info) in ids.zip(trace.tasks()[..started].iter().rev()).take(LOOKED_AT_MAX) {
        if info.ended >= axis.start() {
            if found.len() == most {
                return None;
            }
            found.push(id);
        }
    }
    found.reverse();
    Some(found)
}

/// Some of the visible requests, from the first to the last at even distances. Requests finish in about the order of
/// their ids: of the others those that are not visible are left out.
fn sample(trace: &Indexed, axis: &Axis, most: usize) -> Vec<TaskId> {
    let requests = trace.tasks();
    let first = requests.partition_point(|info| info.ended < axis.start());
    let end = requests.partition_point(|info| info.created <= axis.end()).max(first);
    let count = REQUESTS_SHOWN.min(most).min(end - first);
    let last = (end - first).saturating_sub(1);
    let places = (0..count).map(|i| first + i * last / (count - 1).max(1));
    let visible =
        places.filter(|&i| requests.get(i).is_some_and(|info| axis.shows(info.created, info.ended)));
    visible.filter_map(|i| u32::try_from(i).ok()).map(TaskId).collect()
}

/// Sets the rows of one panel below `top_px`.
pub fn rows(sheet: &Sheet, trace: &Indexed, detail: Detail, top_px: f64) -> Rows {
    let threads = threads_shown(sheet.figure, trace);
    let requests = requests_shown(sheet.figure, trace, sheet.axis);
    let mut pen = Pen { sheet, y_px: top_px, rows: Vec::new(), remarks: Vec::new() };
    if threads.crowd {
        pen.crowd(trace, Crowd::Threads);
    }
    let thread_block_px = block_px(threads.lanes.len().saturating_mul(2));
    for &thread in &threads.lanes {
        let label = thread_label(trace, thread);
        pen.row(LaneId::Thread(thread), label, String::new(), Shows::Thread(thread), thread_block_px);
    }
    if threads.hidden > 0 {
        pen.remark(words::more_threads(threads.hidden as u64));
    }
    let strands = pen.strands(trace, &threads, detail);
    if is_crowd(sheet.figure, trace) {
        pen.crowd(trace, Crowd::Tasks);
    }
    let request_block_px = block_px(requests.len());
    for &request in &requests {
        let remark = trace.task_name(request).to_owned();
        let label = words::request_lane(request.number());
        pen.row(LaneId::Task(request), label, remark, Shows::Request(request), request_block_px);
    }
    let elsewhere_px = pen.y_px + 4.0;
    if !strands.is_empty() && requests.len() < trace.tasks().len() {
        pen.y_px += 8.0;
    }
    let (resources, hidden) = resources_shown(sheet.figure, trace);
    for resource in resources {
        pen.resource(trace, resource, detail);
    }
    if hidden > 0 {
        pen.remark(words::more_services(hidden));
    }
    Rows {
        strands,
        elsewhere_px,
        detail,
        crowded: requests.len() > CROWDED_REQUESTS,
        bottom_px: pen.y_px,
        rows: pen.rows,
        remarks: pen.remarks,
    }
}

/// The resources that may have lanes: the helpers have lanes of their own.
pub fn resources(trace: &Trace) -> impl Iterator<Item = ResourceId> + '_ {
    trace.resource_ids().filter(|&id| Some(id) != trace.helper_pool())
}

/// The height of a full block: the more lanes, the lower.
fn block_px(lanes: usize) -> f64 {
    match lanes {
        0..=8 => 28.0,
        9..=16 => 22.0,
        _ => 17.0,
    }
}

/// Sets rows one below the other.
struct Pen<'a> {
    sheet: &'a Sheet<'a>,
    y_px: f64,
    rows: Vec<Row>,
    remarks: Vec<(f64, String)>,
}

impl Pen<'_> {
    fn row(&mut self, lane: LaneId, label: String, remark: String, shows: Shows, block_px: f64) {
        let top_px = self.y_px;
        // A lane is at least 24 px high, a target for a finger.
        let (above_px, below_px) = match (self.sheet.narrow, block_px < 20.0) {
            (true, _) => (20.0, 4.0),
            (false, true) => (3.5, 3.5),
            (false, false) => (block_px * 0.2, block_px * 0.2),
        };
        self.y_px += above_px + block_px + below_px;
        self.rows.push(Row {
            lane,
            label,
            remark,
            shows,
            top_px,
            bottom_px: self.y_px,
            middle_px: top_px + above_px + block_px / 2.0,
            block_px,
        });
    }

    fn remark(&mut self, remark: String) {
        self.remarks.push((self.y_px + 16.0, remark));
        self.y_px += 26.0;
    }

    fn crowd(&mut self, trace: &Indexed, crowd: Crowd) {
        let (label, remark) = match crowd {
            Crowd::Threads => (words::all_threads(trace.own_thread_count().into()), String::new()),
            Crowd::Tasks => {
                (words::all_requests(trace.tasks().len() as u64), words::most_at_once(trace.levels().most()))
            }
        };
        self.row(LaneId::Crowd(crowd), label, remark, Shows::Crowd(crowd), CROWD_PX);
    }

    fn resource(&mut self, trace: &Indexed, id: ResourceId, detail: Detail) {
        let tracks = Tracks::new(self.sheet.axis, trace, id, detail);
        let block_px = tracks.height_px();
        let (name, capacity) = match trace.resources().get(usize::from(id.0)) {
            Some(resource) => (resource.name.clone(), resource.capacity),
            None => return,
        };
        let remark = capacity.map(words::capacity).unwrap_or_default();
        let least_px = if remark.is_empty() || self.sheet.narrow { 18.0 } else { 32.0 };
        let spare_px: f64 = (least_px - block_px).max(0.0);
        self.row(LaneId::Resource(id), name, remark, Shows::Resource(id, tracks), block_px);
        if let Some(row) = self.rows.last_mut() {
            let above_px = if self.sheet.narrow { 20.0 } else { 6.0 + spare_px / 2.0 };
            row.middle_px = row.top_px + above_px + block_px / 2.0;
            row.bottom_px = row.top_px + above_px + block_px + 6.0 + spare_px / 2.0;
            self.y_px = row.bottom_px;
        }
    }

    /// The threads that are drawn as lines, and the place below the thread lanes where they rest.
    fn strands(&mut self, trace: &Indexed, threads: &ThreadsShown, detail: Detail) -> Vec<Strand> {
        // A helper works while its request is paused: as a line it would say that the request runs.
        let drawn: Vec<ThreadId> =
            threads.lanes.iter().copied().filter(|&thread| !trace.is_helper(thread)).collect();
        let hops: usize = drawn
            .iter()
            .map(|&thread| detail::visible_thread_spans(trace, thread, self.sheet.axis).len())
            .sum();
        let too_many = threads.hidden > 0 || threads.crowd || drawn.len() > STRANDS_MAX || hops > HOPS_MAX;
        if detail == Detail::Merged || too_many {
            self.y_px += 6.0;
            return Vec::new();
        }
        let pitch_px = 16.0;
        let single = drawn.len() == 1;
        let strands = drawn.iter().enumerate().map(|(i, &thread)| {
            let number = if single { String::new() } else { (u32::from(thread.0) + 1).to_string() };
            Strand { thread, number, rest_y_px: self.y_px + 6.0 + pitch_px * i as f64 }
        });
        let strands: Vec<Strand> = strands.collect();
        self.y_px += pitch_px * strands.len() as f64 + 4.0;
        strands
    }
}
