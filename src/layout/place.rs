//! Where the lanes of a panel lie.

mod tracks;

pub use self::tracks::{Call, Tracks};
use crate::layout::marks::thread_label;
use crate::layout::plan::{self, Detail, Lanes, ThreadsShown};
use crate::layout::{Indexed, Sheet};
use crate::scene::STRANDS;
use crate::text::figure as words;
use crate::trace::{Crowd, LaneId, ResourceId, TaskId, ThreadId};

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

    /// The upper edge of a track of calls in this row.
    pub fn track_top_px(&self, tracks: &Tracks, track: usize) -> f64 {
        let (bar_px, gap_px) = tracks.measures();
        self.middle_px - self.block_px / 2.0 + track as f64 * (bar_px + gap_px)
    }
}

/// Sets the rows of one panel below `top_px`.
pub fn rows(sheet: &Sheet, trace: &Indexed, detail: Detail, lanes: &Lanes, top_px: f64) -> Rows {
    let Lanes { threads, tasks: requests, .. } = lanes;
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
    let strands = pen.strands(trace, threads, detail);
    if lanes.is_crowd {
        pen.crowd(trace, Crowd::Tasks);
    }
    let request_block_px = block_px(requests.len());
    for &request in requests {
        let remark = trace.task_name(request).to_owned();
        let label = words::task_lane(trace.model(), trace.task_number(request));
        pen.row(LaneId::Task(request), label, remark, Shows::Request(request), request_block_px);
    }
    let elsewhere_px = pen.y_px + 4.0;
    if !strands.is_empty() && requests.len() < trace.tasks().len() {
        pen.y_px += 8.0;
    }
    for &resource in &lanes.resources {
        pen.resource(trace, resource, detail);
    }
    if lanes.resources_hidden > 0 {
        pen.remark(words::more_services(lanes.resources_hidden));
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
            Crowd::Tasks => (
                words::all_tasks(trace.model(), trace.tasks().len() as u64),
                words::most_at_once(trace.levels().most()),
            ),
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
            .map(|&thread| plan::visible_thread_spans(trace, thread, self.sheet.axis).len())
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
