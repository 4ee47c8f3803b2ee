//! The names of lanes: in a column beside them, or above them where the drawing is narrow.

use crate::geometry::{Point, Rect};
use crate::layout::Indexed;
use crate::layout::draw::headings::text;
use crate::layout::marks::{hue, thread_label};
use crate::layout::measure::{shortened, text_width_px};
use crate::layout::place::{Row, Rows, Shows};
use crate::layout::plan::Lanes;
use crate::layout::{Figure, SPOT_NARROW_PX, Sheet};
use crate::scene::{Anchor, Group, Identity, Item, Mark, Role, Text, Weight};
use crate::text::figure as words;
use crate::trace::{TaskId, ThreadId};

const NAME_SIZE_PX: f64 = 13.0;
const NAME_SIZE_NARROW_PX: f64 = 12.0;
const REMARK_SIZE_PX: f64 = 11.0;
/// Room that a request's spot takes before its name.
const SPOT_PX: f64 = 15.0;
/// Greater numbers of requests do not fit their spots.
const NUMBER_IN_SPOT_MAX: u32 = 99;
/// Narrowest and widest column of names.
const COLUMN_MIN_PX: f64 = 80.0;
const COLUMN_MAX_PX: f64 = 150.0;

/// The width of the column that the names of all panels need.
pub fn column_px(figure: &Figure, lanes: &[Lanes]) -> f64 {
    let mut widest_px = COLUMN_MIN_PX;
    let mut need = |text: &str, before_px: f64, weight: Weight| {
        widest_px = widest_px.max(before_px + text_width_px(text, NAME_SIZE_PX, weight));
    };
    for (trace, lanes) in figure.traces.iter().zip(lanes) {
        let last = TaskId(u32::try_from(trace.tasks().len().saturating_sub(1)).unwrap_or(u32::MAX));
        need(&words::task_lane(trace.model(), trace.task_number(last)), SPOT_PX, Weight::Regular);
        if lanes.is_crowd {
            need(&words::all_tasks(trace.model(), trace.tasks().len() as u64), 0.0, Weight::Bold);
        }
        for &thread in &lanes.threads.lanes {
            need(&thread_label(trace, thread), 0.0, Weight::Bold);
        }
        for &resource in trace.resources_with_lanes() {
            need(trace.resource_name(resource), 0.0, Weight::Regular);
        }
    }
    widest_px.ceil().min(COLUMN_MAX_PX)
}

/// The names of all rows, and the remarks on what has none.
pub fn items(sheet: &Sheet, trace: &Indexed, rows: &Rows, hops: &[Rect]) -> Vec<Item> {
    let names = rows.rows.iter().map(|row| name(sheet, trace, row, hops));
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

fn name(sheet: &Sheet, trace: &Indexed, row: &Row, hops: &[Rect]) -> Item {
    match &row.shows {
        Shows::Request(request) => request_name(sheet, trace, row, *request, hops),
        Shows::Thread(thread) => other_name(sheet, row, thread_weight(trace, *thread), Role::Lane),
        Shows::Crowd(_) => other_name(sheet, row, Weight::Bold, Role::Lane),
        Shows::Resource(..) => other_name(sheet, row, Weight::Regular, Role::Lane),
    }
}

fn thread_weight(trace: &Indexed, thread: ThreadId) -> Weight {
    if trace.is_helper(thread) { Weight::Regular } else { Weight::Bold }
}

/// Where names begin: in their column, or just after the beginning of the axis, so that a playhead there is beside them.
fn left_px(sheet: &Sheet) -> f64 {
    if sheet.narrow { sheet.axis.left_px() + 5.0 } else { sheet.pad_px }
}

fn other_name(sheet: &Sheet, row: &Row, weight: Weight, role: Role) -> Item {
    let size_px = if sheet.narrow { NAME_SIZE_NARROW_PX } else { NAME_SIZE_PX };
    let x_px = left_px(sheet);
    let room_px = room_px(sheet, x_px);
    let label = shortened(&row.label, size_px, weight, room_px);
    let label_px = text_width_px(&label, size_px, weight);
    let (mut items, y_px) = with_remark(sheet, row, x_px, label_px);
    items.insert(0, text(label, Point::new(x_px, y_px), size_px, weight, role));
    if sheet.narrow {
        let remark_px = 8.0 + text_width_px(&row.remark, REMARK_SIZE_PX, Weight::Regular);
        let width_px = label_px + if items.len() > 1 { remark_px } else { 0.0 };
        items.insert(0, plate(x_px, y_px, width_px.min(room_px)));
    }
    Item::Group(Group { identity: Identity::Name, request: None, items })
}

fn request_name(sheet: &Sheet, trace: &Indexed, row: &Row, request: TaskId, hops: &[Rect]) -> Item {
    let (before, mut items) = match sheet.narrow {
        true => (number_before(sheet, trace, row, request), name_above(sheet, row, request, hops)),
        false => (Vec::new(), name_beside(sheet, trace, row, request)),
    };
    // Room for a name and what stands below it.
    let (above_px, below_px) = if has_remark_below(sheet, row) { (15.5, 18.5) } else { (12.0, 12.0) };
    let (right_px, top_px, bottom_px) = match sheet.narrow {
        true => (sheet.axis.right_px(), row.top_px, row.bottom_px),
        false => {
            (sheet.axis.left_px() - sheet.lead_px - 9.0, row.middle_px - above_px, row.middle_px + below_px)
        }
    };
    let target = Rect::between(sheet.pad_px - 4.0, right_px, top_px, bottom_px);
    items.insert(0, Item::Rect { rect: target, radius_px: 6.0, mark: Mark::plain(Role::Focus) });
    let label = words::follow(trace.model(), trace.task_number(request), trace.task_name(request));
    let request = Some(request.number());
    let handle = Item::Group(Group { identity: Identity::Handle { label }, request, items });
    if before.is_empty() {
        return handle;
    }
    // The number is no part of the handle, which is called what is written in it.
    let items = [vec![handle], before].concat();
    Item::Group(Group { identity: Identity::Name, request, items })
}

/// A request's name in the column beside its lane.
fn name_beside(sheet: &Sheet, trace: &Indexed, row: &Row, request: TaskId) -> Vec<Item> {
    let x_px = sheet.pad_px + SPOT_PX;
    let (remark, y_px) = with_remark(sheet, row, x_px, 0.0);
    let center = Point::new(sheet.pad_px + 5.0, y_px - NAME_SIZE_PX * 0.36);
    let label = shortened(&row.label, NAME_SIZE_PX, Weight::Regular, room_px(sheet, x_px));
    let mut items = vec![
        Item::Circle { center, radius_px: 4.5, mark: Mark { role: Role::Spot, hue: hue(request, trace) } },
        text(label, Point::new(x_px, y_px), NAME_SIZE_PX, Weight::Regular, Role::Lane),
    ];
    items.extend(remark);
    items
}

/// A request's number before its lane.
fn number_before(sheet: &Sheet, trace: &Indexed, row: &Row, request: TaskId) -> Vec<Item> {
    let hue = hue(request, trace);
    let number = trace.task_number(request).to_string();
    let center = Point::new(sheet.pad_px + SPOT_NARROW_PX, row.middle_px);
    let mut items =
        vec![Item::Circle { center, radius_px: SPOT_NARROW_PX, mark: Mark { role: Role::Spot, hue } }];
    let size_px = if number.len() == 1 { 11.0 } else { 10.0 };
    if request.number() <= NUMBER_IN_SPOT_MAX {
        items.push(Item::Text(Text {
            at: Point::new(center.x_px, center.y_px + size_px * 0.36),
            anchor: Anchor::Middle,
            content: number,
            size_px,
            weight: Weight::Bold,
            mark: Mark { role: Role::SpotNumber, hue },
            tail: None,
        }));
    }
    items
}

/// A request's name above its lane where no thread's line runs across. Where a line cannot but run through the
/// name, the number stands alone.
fn name_above(sheet: &Sheet, row: &Row, request: TaskId, hops: &[Rect]) -> Vec<Item> {
    let mut items = Vec::new();
    let y_px = name_y_px(sheet, row);
    let name_px = text_width_px(&row.label, NAME_SIZE_NARROW_PX, Weight::Regular);
    let remark_px = 8.0 + text_width_px(&row.remark, REMARK_SIZE_PX, Weight::Regular);
    let whole = free_x_px(sheet, y_px, name_px + remark_px, hops).filter(|_| !row.remark.is_empty());
    let place = whole.or_else(|| free_x_px(sheet, y_px, name_px, hops));
    let x_px = match place {
        Some(x_px) => x_px,
        None if request.number() > NUMBER_IN_SPOT_MAX => left_px(sheet),
        None => return items,
    };
    let width_px = name_px + if whole.is_some() { remark_px } else { 0.0 };
    items.push(plate(x_px, y_px, width_px));
    items.push(text(
        row.label.clone(),
        Point::new(x_px, y_px),
        NAME_SIZE_NARROW_PX,
        Weight::Regular,
        Role::Lane,
    ));
    if whole.is_some() {
        let at = Point::new(x_px + name_px + 8.0, y_px);
        items.push(text(row.remark.clone(), at, REMARK_SIZE_PX, Weight::Regular, Role::Remark));
    }
    items
}

/// What keeps arrows away from a name above its lane.
fn plate(x_px: f64, y_px: f64, width_px: f64) -> Item {
    let rect = Rect { x_px: x_px - 2.0, y_px: y_px - 10.5, width_px: width_px + 4.0, height_px: 13.5 };
    Item::Rect { rect, radius_px: 3.0, mark: Mark::plain(Role::Plate) }
}

/// The leftmost place where no hop runs across a text of this width above a lane.
fn free_x_px(sheet: &Sheet, y_px: f64, width_px: f64, hops: &[Rect]) -> Option<f64> {
    let free = |x_px: &f64| {
        let name = Rect { x_px: x_px - 2.0, y_px: y_px - 10.5, width_px: width_px + 4.0, height_px: 13.5 };
        name.right_px() <= sheet.axis.right_px() && !hops.iter().any(|hop| hop.overlaps(&name))
    };
    let steps = (sheet.width_px / 4.0) as u32;
    (0..=steps).map(|i| left_px(sheet) + f64::from(i) * 4.0).find(free)
}

/// Whether a row in the column of names is high enough for its remark, and has one.
fn has_remark_below(sheet: &Sheet, row: &Row) -> bool {
    !sheet.narrow && !row.remark.is_empty() && row.bottom_px - row.top_px >= 30.0
}

/// The remark of a row, below its name or after it, and the height at which the name stands beside it.
fn with_remark(sheet: &Sheet, row: &Row, x_px: f64, name_px: f64) -> (Vec<Item>, f64) {
    let y_px = name_y_px(sheet, row);
    if row.remark.is_empty() || !(sheet.narrow || has_remark_below(sheet, row)) {
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
        if sheet.narrow { sheet.axis.right_px() } else { sheet.axis.left_px() - sheet.lead_px - 9.0 };
    (right_px - x_px).max(0.0)
}

/// A remark on what is not drawn, smaller where there is little room.
pub fn remark(remark: &str, sheet: &Sheet, y_px: f64) -> Item {
    let x_px = sheet.axis.left_px() + if sheet.narrow { 5.0 } else { 8.0 };
    let wide_px = text_width_px(remark, 12.0, Weight::Regular);
    let size_px = 12.0 * ((sheet.width_px - x_px) / wide_px.max(1.0)).min(1.0);
    text(remark.to_owned(), Point::new(x_px, y_px), size_px, Weight::Regular, Role::Remark)
}
