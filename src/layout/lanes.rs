//! Which lanes a panel has, and where they lie.

use crate::layout::axis::Axis;
use crate::layout::calls::Tracks;
use crate::layout::detail::{self, Detail};
use crate::layout::{Figure, Sheet};
use crate::scene::{HUES, STRANDS};
use crate::text::figure as words;
use crate::trace::{RequestId, ThreadId, ThreadKind, Trace};

/// Most request lanes of a panel; where there are more, [`REQUESTS_SHOWN`] are drawn and the rest counted.
pub const REQUESTS_MAX: usize = 48;
/// Most request lanes that are drawn where there are more than [`REQUESTS_MAX`] requests: a sample of the visible ones.
pub const REQUESTS_SHOWN: usize = 24;
/// Most thread lanes of a panel, helpers with them; the rest is counted.
pub const THREADS_SHOWN: usize = 24;
/// More requests than this, and only the calls of the followed one are shown.
const CROWDED_REQUESTS: usize = 8;
/// More threads than this are not drawn as lines.
const STRANDS_MAX: usize = STRANDS as usize;
/// Most hops of all threads of a panel that are drawn as lines.
const HOPS_MAX: usize = 500;

/// One row of a panel.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name for scripts: `request-2`.
    pub name: String,
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
    Request(RequestId),
    /// What a service does: the index of its lane, and its calls.
    Service(usize, Tracks),
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
    pub fn request(&self, request: RequestId) -> Option<&Row> {
        self.rows.iter().find(|row| matches!(row.shows, Shows::Request(id) if id == request))
    }

    /// Where the line of a thread lies in each request's row, in the order of the requests.
    pub fn strand_ys_px(&self) -> Vec<(RequestId, f64)> {
        let heights = self.rows.iter().filter_map(|row| match row.shows {
            Shows::Request(id) => Some((id, row.strand_y_px())),
            Shows::Thread(_) | Shows::Service(..) => None,
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
pub fn hue(request: RequestId, trace: &Trace) -> Option<u8> {
    if trace.requests().len() > REQUESTS_MAX {
        return None;
    }
    u8::try_from(request.0 % u32::from(HUES)).ok()
}

/// The name of a thread's lane, for people.
pub fn thread_label(trace: &Trace, thread: ThreadId) -> String {
    match trace.threads().get(usize::from(thread.0)) {
        Some(info) if info.kind == ThreadKind::Blocking => words::helper_lane(info.number),
        Some(info) => words::thread_lane(info.number),
        None => String::new(),
    }
}

/// The name of a thread's lane, for scripts.
fn thread_name(trace: &Trace, thread: ThreadId) -> String {
    match trace.threads().get(usize::from(thread.0)) {
        Some(info) if info.kind == ThreadKind::Blocking => format!("blocking-{}", info.number),
        Some(info) => format!("thread-{}", info.number),
        None => String::new(),
    }
}

/// The threads that have lanes (of the helpers those that ever ran), and how many have none.
pub fn threads_shown(trace: &Trace) -> (Vec<ThreadId>, usize) {
    let own = trace.runtime().threads() as usize;
    let all = trace
        .thread_ids()
        .filter(|&thread| usize::from(thread.0) < own || trace.thread_span_count(thread) > 0);
    let mut all: Vec<ThreadId> = all.collect();
    let hidden = all.len().saturating_sub(THREADS_SHOWN);
    all.truncate(THREADS_SHOWN);
    (all, hidden)
}

/// The requests that have lanes, and how many have none.
pub fn requests_shown(trace: &Trace, axis: &Axis, follow: Option<RequestId>) -> (Vec<RequestId>, usize) {
    let count = trace.requests().len();
    if count <= REQUESTS_MAX {
        return (trace.request_ids().collect(), 0);
    }
    let visible =
        |&(_, info): &(RequestId, &crate::trace::RequestInfo)| axis.shows(info.arrived, info.finished);
    let visible: Vec<RequestId> =
        trace.request_ids().zip(trace.requests()).filter(visible).map(|(id, _)| id).collect();
    let mut shown = sample(&visible, REQUESTS_SHOWN);
    if let Some(followed) = follow.filter(|id| (id.0 as usize) < count && !shown.contains(id)) {
        shown.push(followed);
        crate::order::sort(&mut shown);
    }
    let hidden = count - shown.len();
    (shown, hidden)
}

/// At most `most` of the requests, from the first to the last at even distances.
fn sample(requests: &[RequestId], most: usize) -> Vec<RequestId> {
    let count = most.min(requests.len());
    let last = requests.len().saturating_sub(1);
    (0..count).filter_map(|i| requests.get(i * last / (count - 1).max(1)).copied()).collect()
}

/// Sets the rows of one panel below `top_px`.
pub fn rows(sheet: &Sheet, trace: &Trace, detail: Detail, top_px: f64) -> Rows {
    let (threads, threads_hidden) = threads_shown(trace);
    let (requests, requests_hidden) = requests_shown(trace, sheet.axis, sheet.figure.follow);
    let mut pen = Pen { sheet, y_px: top_px, rows: Vec::new(), remarks: Vec::new() };
    let thread_block_px = block_px(threads.len().saturating_mul(2));
    for &thread in &threads {
        let (name, label) = (thread_name(trace, thread), thread_label(trace, thread));
        pen.row(name, label, String::new(), Shows::Thread(thread), thread_block_px);
    }
    if threads_hidden > 0 {
        pen.remark(words::more_threads(threads_hidden as u64));
    }
    let strands = pen.strands(trace, &threads, threads_hidden, detail);
    let request_block_px = block_px(requests.len());
    for &request in &requests {
        let remark = group_name(sheet.figure, trace, request).to_owned();
        let name = format!("request-{}", request.number());
        let label = words::request_lane(request.number());
        pen.row(name, label, remark, Shows::Request(request), request_block_px);
    }
    let elsewhere_px = pen.y_px + 4.0;
    if requests_hidden > 0 {
        pen.remark(words::more_requests(requests_hidden as u64));
    }
    for (service, name) in trace.services().iter().enumerate() {
        pen.service(trace, service, name, detail);
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

/// The name of a request's group; empty if it has none.
pub fn group_name<'a>(figure: &Figure<'a>, trace: &Trace, request: RequestId) -> &'a str {
    let group = trace.requests().get(request.0 as usize).map_or(usize::MAX, |info| usize::from(info.group));
    figure.scenario.groups.get(group).map_or("", |group| &group.name)
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
    fn row(&mut self, name: String, label: String, remark: String, shows: Shows, block_px: f64) {
        let top_px = self.y_px;
        // A lane is at least 24 px high, a target for a finger.
        let (above_px, below_px) = match (self.sheet.narrow, block_px < 20.0) {
            (true, _) => (20.0, 4.0),
            (false, true) => (3.5, 3.5),
            (false, false) => (block_px * 0.2, block_px * 0.2),
        };
        self.y_px += above_px + block_px + below_px;
        self.rows.push(Row {
            name,
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

    fn service(&mut self, trace: &Trace, service: usize, name: &str, detail: Detail) {
        let tracks = Tracks::new(self.sheet.axis, trace.service_spans(service), detail);
        let block_px = tracks.height_px();
        let capacity = self
            .sheet
            .figure
            .scenario
            .services
            .iter()
            .find(|declared| declared.name == name)
            .and_then(|declared| declared.capacity);
        let remark = capacity.map(words::capacity).unwrap_or_default();
        let least_px = if remark.is_empty() || self.sheet.narrow { 18.0 } else { 32.0 };
        let spare_px: f64 = (least_px - block_px).max(0.0);
        self.row(
            format!("service-{name}"),
            name.to_owned(),
            remark,
            Shows::Service(service, tracks),
            block_px,
        );
        if let Some(row) = self.rows.last_mut() {
            let above_px = if self.sheet.narrow { 20.0 } else { 6.0 + spare_px / 2.0 };
            row.middle_px = row.top_px + above_px + block_px / 2.0;
            row.bottom_px = row.top_px + above_px + block_px + 6.0 + spare_px / 2.0;
            self.y_px = row.bottom_px;
        }
    }

    /// The threads that are drawn as lines, and the place below the thread lanes where they rest.
    fn strands(&mut self, trace: &Trace, threads: &[ThreadId], hidden: usize, detail: Detail) -> Vec<Strand> {
        let own = trace.runtime().threads() as usize;
        // A helper works while its request is paused: as a line it would say that the request runs.
        let drawn: Vec<ThreadId> =
            threads.iter().copied().filter(|thread| usize::from(thread.0) < own).collect();
        let hops: usize = drawn
            .iter()
            .map(|&thread| detail::visible_thread_spans(trace, thread, self.sheet.axis).len())
            .sum();
        if detail == Detail::Merged || hidden > 0 || drawn.len() > STRANDS_MAX || hops > HOPS_MAX {
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
