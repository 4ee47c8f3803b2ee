//! The names of lanes: in a column beside them, or above them where the drawing is narrow.

use crate::geometry::{Point, Rect};
use crate::layout::lanes::{Row, Rows, Shows, group_name, hue, threads_shown};
use crate::layout::measure::{shortened, text_width_px};
use crate::layout::{Figure, LEAD_PX, Sheet};
use crate::scene::{Anchor, Group, Identity, Item, Mark, Role, Text, Weight};
use crate::text::figure as words;
use crate::trace::{RequestId, ThreadId, Trace};

const NAME_SIZE_PX: f64 = 13.0;
const NAME_SIZE_NARROW_PX: f64 = 12.0;
const REMARK_SIZE_PX: f64 = 11.0;
/// Room that a request's spot takes before its name.
const SPOT_PX: f64 = 15.0;
/// Narrowest and widest column of names.
const COLUMN_MIN_PX: f64 = 80.0;
const COLUMN_MAX_PX: f64 = 150.0;

/// The width of the column that the names of all panels need.
pub fn column_px(figure: &Figure) -> f64 {
    let mut widest_px = COLUMN_MIN_PX;
    let mut need = |text: &str, before_px: f64, weight: Weight| {
        widest_px = widest_px.max(before_px + text_width_px(text, NAME_SIZE_PX, weight));
    };
    for trace in &figure.traces {
        let last = RequestId(u32::try_from(trace.requests().len().saturating_sub(1)).unwrap_or(u32::MAX));
        need(&words::request_lane(last.number()), SPOT_PX, Weight::Regular);
        for thread in threads_shown(trace).0 {
            need(&super::lanes::thread_label(trace, thread), 0.0, Weight::Bold);
        }
        for service in trace.services() {
            need(service, 0.0, Weight::Regular);
        }
    }
    widest_px.ceil().min(COLUMN_MAX_PX)
}

/// The names of all rows, and the remarks on what has none.
pub fn items(sheet: &Sheet, trace: &Trace, rows: &Rows, hops: &[Rect]) -> Vec<Item> {
    let names = rows.rows.iter().map(|row| {
        let x_px = if sheet.narrow { free_x_px(sheet, row, hops) } else { sheet.pad_px };
        name(sheet, trace, row, x_px)
    });
    let mut items: Vec<Item> = names.collect();
    for (y_px, remark) in &rows.remarks {
        items.push(self::remark(remark, sheet, *y_px));
    }
    if let (Some(strand), false) = (rows.strands.first(), sheet.narrow) {
        let at = Point::new(sheet.pad_px, strand.rest_y_px + REMARK_SIZE_PX * 0.36);
        items.push(text(words::at_rest().to_owned(), at, REMARK_SIZE_PX, Weight::Regular, Role::Remark));
    }
    items
}

/// The height at which a row's name stands: beside what is drawn, or above it.
fn name_y_px(sheet: &Sheet, row: &Row) -> f64 {
    if sheet.narrow { row.middle_px - row.block_px / 2.0 - 6.0 } else { row.middle_px + NAME_SIZE_PX * 0.36 }
}

fn name(sheet: &Sheet, trace: &Trace, row: &Row, x_px: f64) -> Item {
    match &row.shows {
        Shows::Request(request) => request_name(sheet, trace, row, *request, x_px),
        Shows::Thread(thread) => other_name(sheet, row, thread_weight(trace, *thread), Role::Lane),
        Shows::Service(..) => other_name(sheet, row, Weight::Regular, Role::Lane),
    }
}

fn thread_weight(trace: &Trace, thread: ThreadId) -> Weight {
    if u32::from(thread.0) < trace.runtime().threads() { Weight::Bold } else { Weight::Regular }
}

fn other_name(sheet: &Sheet, row: &Row, weight: Weight, role: Role) -> Item {
    let size_px = if sheet.narrow { NAME_SIZE_NARROW_PX } else { NAME_SIZE_PX };
    let room_px = room_px(sheet, sheet.pad_px);
    let label = shortened(&row.label, size_px, weight, room_px);
    let label_px = text_width_px(&label, size_px, weight);
    let (mut items, y_px) = with_remark(sheet, row, sheet.pad_px, label_px);
    items.insert(0, text(label, Point::new(sheet.pad_px, y_px), size_px, weight, role));
    Item::Group(Group { identity: Identity::Name, request: None, items })
}

fn request_name(sheet: &Sheet, trace: &Trace, row: &Row, request: RequestId, x_px: f64) -> Item {
    let size_px = if sheet.narrow { NAME_SIZE_NARROW_PX } else { NAME_SIZE_PX };
    let text_x_px = x_px + SPOT_PX;
    let label = shortened(&row.label, size_px, Weight::Regular, room_px(sheet, text_x_px));
    let label_px = text_width_px(&label, size_px, Weight::Regular);
    let (remark, y_px) = with_remark(sheet, row, text_x_px, label_px);
    let spot_y_px = y_px - size_px * 0.36;
    let (top_px, bottom_px) = match sheet.narrow {
        true => (row.top_px, row.bottom_px),
        false => (row.middle_px - 12.0, row.middle_px + 12.0),
    };
    let right_px = if sheet.narrow { sheet.axis.right_px() } else { sheet.axis.left_px() - LEAD_PX - 9.0 };
    let target = Rect::between(x_px - 4.0, right_px, top_px, bottom_px);
    let mut items = Vec::new();
    if sheet.narrow {
        // Where a line cannot but run through the name, it runs behind it.
        let plate = Rect { x_px: x_px - 2.0, width_px: name_width_px(sheet, row) + 4.0, ..name_box(sheet, row) };
        items.push(Item::Rect { rect: plate, radius_px: 4.0, mark: Mark::plain(Role::Plate) });
    }
    items.extend([
        Item::Rect { rect: target, radius_px: 6.0, mark: Mark::plain(Role::Focus) },
        Item::Circle {
            center: Point::new(x_px + 5.0, spot_y_px),
            radius_px: 4.5,
            mark: Mark { role: Role::Spot, hue: hue(request, trace) },
        },
        text(label, Point::new(text_x_px, y_px), size_px, Weight::Regular, Role::Lane),
    ]);
    items.extend(remark);
    let label = words::follow(request.number(), group_name(sheet.figure, trace, request));
    Item::Group(Group { identity: Identity::Handle { label }, request: Some(request.number()), items })
}

/// The remark of a row, below its name or after it, and the height at which the name stands beside it.
fn with_remark(sheet: &Sheet, row: &Row, x_px: f64, name_px: f64) -> (Vec<Item>, f64) {
    let y_px = name_y_px(sheet, row);
    let low = !sheet.narrow && row.bottom_px - row.top_px < 30.0;
    if row.remark.is_empty() || low {
        return (Vec::new(), y_px);
    }
    let (at, y_px) = match sheet.narrow {
        true => (Point::new(x_px + name_px + 8.0, y_px), y_px),
        false => (Point::new(x_px, y_px + 8.0), y_px - 6.5),
    };
    let remark = shortened(&row.remark, REMARK_SIZE_PX, Weight::Regular, room_px(sheet, at.x_px));
    (vec![text(remark, at, REMARK_SIZE_PX, Weight::Regular, Role::Remark)], y_px)
}

/// The room that a name has from a place on.
fn room_px(sheet: &Sheet, x_px: f64) -> f64 {
    let right_px =
        if sheet.narrow { sheet.axis.right_px() } else { sheet.axis.left_px() - LEAD_PX - 9.0 };
    (right_px - x_px).max(0.0)
}

/// Where a name above its lane may begin so that no thread's line runs across it; at the left where there is no such
/// place near.
fn free_x_px(sheet: &Sheet, row: &Row, hops: &[Rect]) -> f64 {
    let name = Rect { x_px: sheet.pad_px, width_px: name_width_px(sheet, row), ..name_box(sheet, row) };
    let free = |&shift_px: &f64| {
        let name = Rect { x_px: name.x_px + shift_px, ..name };
        name.right_px() <= sheet.axis.right_px() && !hops.iter().any(|hop| hop.overlaps(&name))
    };
    let steps = (sheet.width_px * 0.3 / 6.0) as u32;
    sheet.pad_px + (0..=steps).map(|i| f64::from(i) * 6.0).find(free).unwrap_or(0.0)
}

/// The height that a name above its lane takes.
fn name_box(sheet: &Sheet, row: &Row) -> Rect {
    Rect { x_px: 0.0, y_px: name_y_px(sheet, row) - 11.5, width_px: 0.0, height_px: 15.0 }
}

/// The width of a name above its lane, with its spot and its remark.
fn name_width_px(sheet: &Sheet, row: &Row) -> f64 {
    let name_px = SPOT_PX + text_width_px(&row.label, NAME_SIZE_NARROW_PX, Weight::Regular);
    let remark_px = match row.remark.is_empty() {
        true => 0.0,
        false => 8.0 + text_width_px(&row.remark, REMARK_SIZE_PX, Weight::Regular),
    };
    (name_px + remark_px).min(sheet.axis.right_px() - sheet.pad_px)
}

/// A remark at the left edge.
pub fn remark(remark: &str, sheet: &Sheet, y_px: f64) -> Item {
    text(remark.to_owned(), Point::new(sheet.pad_px, y_px), 12.0, Weight::Regular, Role::Remark)
}

fn text(content: String, at: Point, size_px: f64, weight: Weight, role: Role) -> Item {
    Item::Text(Text { at, anchor: Anchor::Start, content, size_px, weight, mark: Mark::plain(role), tail: None })
}
