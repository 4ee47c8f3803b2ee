//! Calls at services: bars stacked where they overlap, and the arrows between a request and its service.

use crate::geometry::{Point, Rect};
use crate::layout::Indexed;
use crate::layout::axis::Axis;
use crate::layout::detail::{Detail, calls_seen};
use crate::layout::index::{Levels, edges};
use crate::layout::lanes::{Row, Rows, Shows, hue};
use crate::layout::spans::{self, Fact};
use crate::layout::{Sheet, crowd};
use crate::order;
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role};
use crate::text::figure as words;
use crate::time::Instant;
use crate::trace::{ResourceId, ResourceSpan, ResourceState, SiteId, TaskId};

/// How far a call's arrow stands from the instant itself: a response that comes at the same instant stands as far on
/// the other side, so that the two never meet.
pub const ASIDE_PX: f64 = 2.5;
/// A wait narrower than this on the screen has no arrows.
const ARROWS_WIDTH_MIN_PX: f64 = 3.0;
/// Most bars that are stacked; where more overlap, their number is drawn as a height.
const TRACKS_MAX: usize = 40;

/// One call: from its beginning, over the moment when it gets a slot, to its answer.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    task: TaskId,
    site: SiteId,
    start: Instant,
    served: Instant,
    end: Instant,
    track: usize,
}

/// The calls of one service that are visible, each on a track on which it overlaps no other.
#[derive(Clone, Debug)]
pub struct Tracks {
    calls: Vec<Call>,
    count: usize,
    /// Whether the calls are too many to be drawn one by one.
    dense: bool,
}

impl Tracks {
    /// Sets each visible call on the first free track.
    pub fn new(axis: &Axis, trace: &Indexed, service: ResourceId, detail: Detail) -> Self {
        if detail == Detail::Merged {
            return Self { calls: Vec::new(), count: 0, dense: true };
        }
        let mut calls = calls_of(axis, trace, service);
        let mut ends: Vec<Instant> = Vec::new();
        for call in &mut calls {
            call.track = ends.iter().position(|&end| end <= call.start).unwrap_or(ends.len());
            match ends.get_mut(call.track) {
                Some(end) => *end = call.end,
                None => ends.push(call.end),
            }
        }
        let dense = ends.len() > TRACKS_MAX;
        Self { calls, count: ends.len(), dense }
    }

    /// The height of all tracks together.
    pub fn height_px(&self) -> f64 {
        if self.dense {
            return 44.0;
        }
        let (bar_px, gap_px) = self.measures();
        self.count.max(1) as f64 * (bar_px + gap_px) - gap_px
    }

    /// The height of a bar and of the gap to the next.
    fn measures(&self) -> (f64, f64) {
        match self.count {
            0..=6 => (7.0, 3.0),
            7..=14 => (5.0, 2.0),
            _ => (3.0, 1.5),
        }
    }

    /// The upper edge of a track in a row.
    fn track_top_px(&self, row: &Row, track: usize) -> f64 {
        let (bar_px, gap_px) = self.measures();
        row.middle_px - row.block_px / 2.0 + track as f64 * (bar_px + gap_px)
    }
}

/// Puts the spans of each visible call together, in order of their beginning.
fn calls_of(axis: &Axis, trace: &Indexed, service: ResourceId) -> Vec<Call> {
    let spans = trace.resource_spans(service);
    let begun = spans.partition_point(|span| span.start <= axis.end());
    // Those that begin last are the likeliest to be visible; all have been found once there are as many as there are.
    let seen = spans[..begun].iter().rev().filter(|span| axis.shows(span.start, span.end));
    let mut visible: Vec<ResourceSpan> = seen.take(calls_seen(trace, service, axis)).copied().collect();
    visible.reverse();
    let call_of = |span: &ResourceSpan| (span.task, span.site, span.call());
    order::sort_by_key(&mut visible, call_of);
    let together = visible.chunk_by(|a, b| call_of(a) == call_of(b));
    let mut calls: Vec<Call> = together.filter_map(call).collect();
    order::sort_by_key(&mut calls, |call| (call.start, call.task, call.site));
    calls
}

/// The call of these spans, which are all of it that is visible.
fn call(spans: &[ResourceSpan]) -> Option<Call> {
    let (first, last) = (spans.first()?, spans.last()?);
    Some(Call {
        task: first.task,
        site: first.site,
        start: spans.iter().map(|span| span.start).min()?,
        served: match last.state() {
            ResourceState::Waiting => last.end,
            ResourceState::Serving | ResourceState::Held | ResourceState::Armed => last.start,
        },
        end: spans.iter().map(|span| span.end).max()?,
        track: 0,
    })
}

/// What a resource's row holds.
pub fn resource_items(
    sheet: &Sheet,
    trace: &Indexed,
    row: &Row,
    service: ResourceId,
    tracks: &Tracks,
) -> Vec<Item> {
    if tracks.dense {
        return profile_items(sheet, trace, row, service);
    }
    let (bar_px, _) = tracks.measures();
    let mut items = Vec::new();
    for call in &tracks.calls {
        let top_px = tracks.track_top_px(row, call.track);
        for (form, start, end) in
            [(Form::Waiting, call.start, call.served), (Form::Serving, call.served, call.end)]
        {
            if start < end && sheet.axis.shows(start, end) {
                let rect = spans::span_rect(sheet.axis, start, end, top_px, top_px + bar_px);
                let on = if form == Form::Serving { words::by_service(&row.label) } else { String::new() };
                let fact = Fact { request: call.task, site: Some(call.site), form, start, end, on };
                let body = bar(rect, form, hue(call.task, trace));
                items.push(spans::span_group(sheet, trace, &fact, body));
            }
        }
    }
    items
}

/// A bar, hollow while its call waits for a slot.
pub fn bar(rect: Rect, form: Form, hue: Option<u8>) -> Vec<Item> {
    let mark = Mark { role: Role::Body(form), hue };
    let hollow = form == Form::Waiting;
    let rect = if hollow { rect.grown(-(rect.height_px * 0.1).min(rect.width_px * 0.25)) } else { rect };
    vec![Item::Rect { rect, radius_px: rect.height_px.min(rect.width_px) / 2.0, mark }]
}

/// The number of calls over time as a height: served below, waiting above. One scale for all panels.
fn profile_items(sheet: &Sheet, trace: &Indexed, row: &Row, service: ResourceId) -> Vec<Item> {
    let Some(levels) = trace.resource_levels(service) else { return Vec::new() };
    let all = sheet.figure.traces.iter().filter_map(|trace| trace.resource_levels(service));
    let most = all.map(Levels::most).max().unwrap_or(1);
    let means = levels.means(&edges(sheet.axis));
    crowd::stack(sheet, row, &means, &[(1, Form::Serving), (0, Form::Waiting)], most)
}

/// The arrows between the requests and the services, and what they run across.
pub fn arrows(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> (Vec<Item>, Vec<Rect>) {
    let (mut items, mut obstacles) = (Vec::new(), Vec::new());
    for row in &rows.rows {
        let Shows::Resource(_, tracks) = &row.shows else { continue };
        if tracks.dense {
            continue;
        }
        for call in &tracks.calls {
            // Among many, only the calls of the one that is followed are to be seen.
            let is_shown = !rows.crowded || sheet.figure.follow == Some(call.task);
            let Some(from) = rows.request(call.task).filter(|_| is_shown) else { continue };
            let arrow = Arrow { sheet, call, from, top_px: tracks.track_top_px(row, call.track), tracks };
            items.extend(arrow.group(hue(call.task, trace)));
            if !rows.crowded {
                obstacles.extend(arrow.obstacles());
            }
        }
    }
    (items, obstacles)
}

/// A call's way down and its response's way up.
struct Arrow<'a> {
    sheet: &'a Sheet<'a>,
    call: &'a Call,
    from: &'a Row,
    top_px: f64,
    tracks: &'a Tracks,
}

impl Arrow<'_> {
    /// Where the call goes down, if that is visible.
    fn down_px(&self) -> Option<f64> {
        let x_px = self.sheet.axis.x_px(self.call.start) + ASIDE_PX;
        (self.wide_enough()
            && self.sheet.axis.start() <= self.call.start
            && x_px < self.sheet.axis.right_px())
        .then_some(x_px)
    }

    /// Where the response goes up, if that is visible.
    fn up_px(&self) -> Option<f64> {
        let x_px = self.sheet.axis.x_px(self.call.end) - ASIDE_PX;
        (self.wide_enough() && self.call.end <= self.sheet.axis.end() && x_px > self.sheet.axis.left_px())
            .then_some(x_px)
    }

    fn wide_enough(&self) -> bool {
        let axis = self.sheet.axis;
        axis.x_px(self.call.end) - axis.x_px(self.call.start) >= ARROWS_WIDTH_MIN_PX + 2.0 * ASIDE_PX
    }

    fn leaves_px(&self) -> f64 {
        self.from.middle_px + self.from.block_px / 2.0 + 1.0
    }

    fn arrives_px(&self) -> f64 {
        self.top_px + self.tracks.measures().0 / 2.0
    }

    fn group(&self, hue: Option<u8>) -> Option<Item> {
        let (leaves_px, arrives_px) = (self.leaves_px(), self.arrives_px());
        let mut items = Vec::new();
        let mark = |role| Mark { role, hue };
        if let Some(x_px) = self.down_px() {
            let ops =
                vec![PathOp::Move(Point::new(x_px, leaves_px)), PathOp::Line(Point::new(x_px, arrives_px))];
            items.push(Item::Path { ops, mark: mark(Role::Call) });
        }
        if let Some(x_px) = self.up_px() {
            let ops = vec![
                PathOp::Move(Point::new(x_px, arrives_px)),
                PathOp::Line(Point::new(x_px, leaves_px + 6.0)),
            ];
            items.push(Item::Path { ops, mark: mark(Role::Response) });
            let head = vec![
                PathOp::Move(Point::new(x_px, leaves_px + 0.5)),
                PathOp::Line(Point::new(x_px + 3.5, leaves_px + 7.5)),
                PathOp::Line(Point::new(x_px - 3.5, leaves_px + 7.5)),
                PathOp::Close,
            ];
            items.push(Item::Path { ops: head, mark: mark(Role::ResponseHead) });
        }
        (!items.is_empty()).then(|| {
            Item::Group(Group { identity: Identity::Call, request: Some(self.call.task.number()), items })
        })
    }

    fn obstacles(&self) -> impl Iterator<Item = Rect> {
        let (leaves_px, arrives_px) = (self.leaves_px(), self.arrives_px());
        [self.down_px(), self.up_px()]
            .into_iter()
            .flatten()
            .map(move |x_px| Rect::between(x_px - 3.0, x_px + 3.0, leaves_px, arrives_px))
    }
}
