//! Calls at services: bars stacked where they overlap, and the arrows between a request and its service.

use crate::geometry::{Point, Rect};
use crate::layout::Indexed;
use crate::layout::Sheet;
use crate::layout::draw::crowd;
use crate::layout::draw::shapes::{Fact, bar, span_group};
use crate::layout::index::Levels;
use crate::layout::marks::{ASIDE_PX, hue, span_rect, thread_label};
use crate::layout::place::{Call, Row, Rows, Shows, Tracks};
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role};
use crate::text::figure as words;
use crate::trace::ResourceId;

/// A wait narrower than this on the screen has no arrows.
const ARROWS_WIDTH_MIN_PX: f64 = 3.0;

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
    let of_helpers = trace.helper_pool() == Some(service);
    let mut items = Vec::new();
    for call in &tracks.calls {
        let top_px = row.track_top_px(tracks, call.track);
        for (form, start, end) in
            [(Form::Waiting, call.start, call.served), (Form::Serving, call.served, call.end)]
        {
            if start < end && sheet.axis.shows(start, end) {
                let rect = span_rect(sheet.axis, start, end, top_px, top_px + bar_px);
                let server = if of_helpers {
                    thread_label(trace, trace.helper_by_call(call.call))
                } else {
                    row.label.clone()
                };
                let on = if form == Form::Serving { words::by_service(&server) } else { String::new() };
                let label = words::at_resource_label(form, of_helpers);
                let fact = Fact { request: call.task, site: Some(call.site), form, label, start, end, on };
                let body = bar(rect, form, hue(call.task, trace));
                items.push(span_group(sheet, trace, &fact, body));
            }
        }
    }
    items
}

/// The number of calls over time as a height: served below, waiting above. One scale for all panels.
fn profile_items(sheet: &Sheet, trace: &Indexed, row: &Row, service: ResourceId) -> Vec<Item> {
    let Some(levels) = trace.resource_levels(service) else { return Vec::new() };
    let all = sheet.figure.traces.iter().filter_map(|trace| trace.resource_levels(service));
    let most = all.map(Levels::most).max().unwrap_or(1);
    let means = levels.means(&sheet.axis.edges());
    let label = |form| words::at_resource_label(form, trace.helper_pool() == Some(service));
    let layers = [(1, Form::Serving), (0, Form::Waiting)].map(|(kind, form)| (kind, form, label(form)));
    crowd::stack(sheet, row, &means, &layers, most)
}

/// The arrows between the requests and the services, and what they run across. Helpers have none: what they call has.
pub fn arrows(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> (Vec<Item>, Vec<Rect>) {
    let (mut items, mut obstacles) = (Vec::new(), Vec::new());
    for row in &rows.rows {
        let Shows::Resource(id, tracks) = &row.shows else { continue };
        if tracks.dense || trace.helper_pool() == Some(*id) {
            continue;
        }
        for call in &tracks.calls {
            // Among many, only the calls of the one that is followed are to be seen.
            let is_shown = !rows.crowded || sheet.figure.follow == Some(call.task);
            let Some(from) = rows.request(call.task).filter(|_| is_shown) else { continue };
            let arrow = Arrow { sheet, call, from, top_px: row.track_top_px(tracks, call.track), tracks };
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
