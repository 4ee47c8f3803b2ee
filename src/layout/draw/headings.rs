//! A panel's title, the sentence under it, and the badge that says when the run has finished.

use crate::geometry::{Point, Rect};
use crate::layout::Indexed;
use crate::layout::Sheet;
use crate::layout::marks::badge_width_px;
use crate::layout::measure::{text_width_px, wrapped};
use crate::layout::moment::Badge;
use crate::layout::place::Rows;
use crate::scene::{Anchor, Group, Identity, Item, Mark, PathOp, Role, Tail, Text, Weight};
use crate::text::figure as words;
use crate::time::Instant;
use crate::trace::State;

/// Height of a badge.
const BADGE_PX: f64 = 23.0;
const TITLE_SIZE_PX: f64 = 16.5;
const SUBTITLE_SIZE_PX: f64 = 13.0;
const SAVED_SIZE_PX: f64 = 12.0;

/// A title set, and where there is room for the badge.
pub struct Heading {
    /// The title and its sentence.
    pub group: Item,
    /// Where the first lane may begin.
    pub bottom_px: f64,
    /// Where the badge stands if not in the lane of the first thread.
    badge: Rect,
}

/// Sets the title of a panel below `top_px`.
pub fn heading(sheet: &Sheet, trace: &Indexed, title: &str, top_px: f64) -> Heading {
    let finished = words::finished_at(&sheet.axis.time_label(trace.makespan().as_ns()));
    let badge_px = badge_width_px(&finished);
    let right_px = if sheet.narrow { sheet.width_px - sheet.pad_px } else { sheet.axis.right_px() };
    let title_px = text_width_px(title, TITLE_SIZE_PX, Weight::Bold).min(right_px - sheet.pad_px);
    // Smaller where even the title alone is wider than the drawing.
    let title_size_px = TITLE_SIZE_PX * title_px / text_width_px(title, TITLE_SIZE_PX, Weight::Bold).max(1.0);
    let badge_apart = badge_place(sheet, trace, badge_px).is_none();
    let [long, short] =
        words::panel_subtitle(trace.model(), trace.has_state(State::Blocked), trace.has_state(State::Paused));
    let width_of = |text: &str| text_width_px(text, SUBTITLE_SIZE_PX, Weight::Regular);
    let beside_px =
        right_px - sheet.pad_px - title_px - 14.0 - if badge_apart { badge_px + 14.0 } else { 0.0 };
    let beside = [long, short].into_iter().find(|text| width_of(text) <= beside_px);
    let mut y_px = top_px + 19.0;
    let tail = beside.map(|beside| Tail {
        content: beside.to_owned(),
        gap_px: 12.0,
        size_px: SUBTITLE_SIZE_PX,
        role: Role::Subtitle,
    });
    let mut items = vec![Item::Text(Text {
        at: Point::new(sheet.pad_px, y_px),
        anchor: Anchor::Start,
        content: title.to_owned(),
        size_px: title_size_px,
        weight: Weight::Bold,
        mark: Mark::plain(Role::Title),
        tail,
    })];
    let mut badge =
        Rect { x_px: right_px - badge_px, y_px: y_px - 17.0, width_px: badge_px, height_px: BADGE_PX };
    if beside.is_none() {
        for line in wrapped(long, SUBTITLE_SIZE_PX, Weight::Regular, right_px - sheet.pad_px) {
            y_px += 18.0;
            let at = Point::new(sheet.pad_px, y_px);
            items.push(text(line, at, SUBTITLE_SIZE_PX, Weight::Regular, Role::Subtitle));
        }
        if sheet.pad_px + title_px + 10.0 > badge.x_px && badge_apart {
            y_px += 28.0;
            badge.y_px = y_px - 16.0;
            badge.x_px = sheet.pad_px;
        }
    }
    let group = Item::Group(Group { identity: Identity::Heading, request: None, items });
    Heading { group, bottom_px: y_px + 12.0, badge }
}

impl Heading {
    /// The badge: after the last block of the first thread if there is room, so that it stands where the run has
    /// ended; else beside the title.
    pub fn badge(&self, sheet: &Sheet, trace: &Indexed, rows: &Rows) -> Badge {
        let finished = words::finished_at(&sheet.axis.time_label(trace.makespan().as_ns()));
        let badge_px = badge_width_px(&finished);
        let row = rows.rows.first();
        let rect = match (badge_place(sheet, trace, badge_px), row) {
            (Some(x_px), Some(row)) => {
                let y_px = row.middle_px - BADGE_PX / 2.0;
                Rect { x_px, y_px, width_px: badge_px, height_px: BADGE_PX }
            }
            (Some(_), None) | (None, _) => self.badge,
        };
        let in_lane = rect != self.badge;
        let mut badge =
            Badge { rect, text: finished, makespan: trace.makespan(), in_lane, saved: Vec::new() };
        badge.saved = saved(sheet, trace, &badge);
        badge
    }
}

/// Where the badge begins in the lane of the first thread, if it has room there.
fn badge_place(sheet: &Sheet, trace: &Indexed, badge_px: f64) -> Option<f64> {
    let axis = sheet.axis;
    if trace.makespan() < axis.start() || trace.own_thread_count() == 0 {
        return None;
    }
    let x_px = axis.x_px(trace.makespan()) + 12.0;
    (x_px + badge_px <= axis.right_px()).then_some(x_px)
}

/// How much sooner the run has ended than the slowest one shown: an arrow from its end to the other's, if it fits.
fn saved(sheet: &Sheet, trace: &Indexed, badge: &Badge) -> Vec<Item> {
    let axis = sheet.axis;
    let slowest = sheet.figure.traces.iter().map(|trace| trace.makespan()).max().unwrap_or(Instant::ZERO);
    let saved = slowest.since(trace.makespan());
    if saved.is_zero() || slowest > axis.end() || !badge.in_lane {
        return Vec::new();
    }
    let label = words::sooner(&axis.time_label(saved.as_ns()));
    let label_px = text_width_px(&label, SAVED_SIZE_PX, Weight::Regular);
    let (left_px, right_px) = (badge.rect.right_px() + 8.0, axis.x_px(slowest));
    if right_px - left_px < label_px + 44.0 {
        return Vec::new();
    }
    let (y_px, middle_px) = (badge.rect.center_y_px(), (left_px + right_px) / 2.0);
    let gap_px = label_px / 2.0 + 7.0;
    let ops = vec![
        PathOp::Move(Point::new(left_px, y_px)),
        PathOp::Line(Point::new(middle_px - gap_px, y_px)),
        PathOp::Move(Point::new(middle_px + gap_px, y_px)),
        PathOp::Line(Point::new(right_px, y_px)),
        PathOp::Move(Point::new(right_px - 5.0, y_px - 4.0)),
        PathOp::Line(Point::new(right_px, y_px)),
        PathOp::Line(Point::new(right_px - 5.0, y_px + 4.0)),
        PathOp::Move(Point::new(right_px + 1.0, y_px - 8.0)),
        PathOp::Line(Point::new(right_px + 1.0, y_px + 8.0)),
    ];
    vec![
        Item::Path { ops, mark: Mark::plain(Role::Saved) },
        Item::Text(Text {
            at: Point::new(middle_px, y_px + SAVED_SIZE_PX * 0.36),
            anchor: Anchor::Middle,
            content: label,
            size_px: SAVED_SIZE_PX,
            weight: Weight::Regular,
            mark: Mark::plain(Role::Saved),
            tail: None,
        }),
    ]
}

/// A text that begins at a point.
pub fn text(content: String, at: Point, size_px: f64, weight: Weight, role: Role) -> Item {
    Item::Text(Text {
        at,
        anchor: Anchor::Start,
        content,
        size_px,
        weight,
        mark: Mark::plain(role),
        tail: None,
    })
}
