//! What is pointed at: stretches of lanes stay clear and get a ring, everything else recedes.

use crate::geometry::Rect;
use crate::layout::lanes::Rows;
use crate::layout::{Drawing, Moment};
use crate::scene::{Item, Mark, PathOp, Role};
use crate::time::Instant;

/// Where a lane lies.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBox {
    /// Which run, from 0.
    pub run: usize,
    /// Its name for scripts: `request-2`.
    pub name: String,
    /// The upper edge of its blocks.
    pub top_px: f64,
    /// The lower edge of its blocks.
    pub bottom_px: f64,
}

/// How far a ring lies around what it points at.
const RING_PX: f64 = 4.0;

/// Where the lanes of a panel lie.
pub fn boxes(run: usize, rows: &Rows) -> impl Iterator<Item = LaneBox> + '_ {
    rows.rows.iter().map(move |row| {
        let half_px = row.block_px / 2.0;
        let (top_px, bottom_px) = (row.middle_px - half_px, row.middle_px + half_px);
        LaneBox { run, name: row.name.clone(), top_px, bottom_px }
    })
}

/// A rectangle with holes in it, as far as they lie within.
fn around(whole: Rect, holes: &[Rect], mark: Mark) -> Item {
    let mut ops = vec![PathOp::Rect(whole)];
    ops.extend(holes.iter().filter(|hole| hole.overlaps(&whole)).map(|hole| {
        let (left_px, right_px) = (hole.x_px.max(whole.x_px), hole.right_px().min(whole.right_px()));
        let (top_px, bottom_px) = (hole.y_px.max(whole.y_px), hole.bottom_px().min(whole.bottom_px()));
        PathOp::Rect(Rect::between(left_px, right_px, top_px, bottom_px))
    }));
    Item::Path { ops, mark }
}

impl Drawing {
    /// The place of a stretch of a lane, as far as it is visible.
    pub fn stretch(&self, run: usize, lane: &str, start: Instant, end: Instant) -> Option<Rect> {
        let lane = self.lanes.iter().find(|other| other.run == run && other.name == lane)?;
        let (left_px, right_px) = (self.axis.clamped_x_px(start), self.axis.clamped_x_px(end));
        self.axis.shows(start, end).then(|| Rect::between(left_px, right_px, lane.top_px, lane.bottom_px))
    }

    /// Points at some places: a shade and the veil over all but them, and a ring around each.
    pub fn pointing_at(&self, places: &[Rect], moment: &mut Moment) -> Vec<Item> {
        if places.is_empty() {
            return Vec::new();
        }
        let rings: Vec<Rect> = places.iter().map(|place| place.grown(RING_PX)).collect();
        for item in &mut moment.veil {
            if let Item::Rect { rect: future, mark, .. } = item {
                *item = around(*future, &rings, *mark);
            }
        }
        let mut items = vec![around(self.moving.plot(), &rings, Mark::plain(Role::Shade))];
        for role in [Role::RingHalo, Role::Ring] {
            let ring = |&rect: &Rect| Item::Rect { rect, radius_px: 2.0 * RING_PX, mark: Mark::plain(role) };
            items.extend(rings.iter().map(ring));
        }
        items
    }
}
