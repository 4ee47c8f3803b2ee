//! What is pointed at: stretches of lanes stay clear and get a ring, everything else recedes.

use crate::geometry::{Point, Rect};
use crate::layout::lanes::Rows;
use crate::layout::measure::text_width_px;
use crate::layout::{Drawing, LEAD_PX, Moment};
use crate::scene::{Anchor, Identity, Item, Mark, PathOp, Role, Scene, Text, Weight};
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
/// How long before a hop the line of a thread bends, at most.
const HOP_PX: f64 = 12.0;
/// Size of a flag's letters.
const FLAG_SIZE_PX: f64 = 11.5;

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

/// The rings around some places.
fn rings(places: &[Rect]) -> Vec<Rect> {
    places.iter().map(|place| place.grown(RING_PX)).collect()
}

/// Moves a name with its plate to where its lane begins.
fn to_the_left(item: &mut Item, left_px: f64) {
    let Item::Group(group) = item else { return };
    let plate = group.items.iter().find_map(|item| match item {
        Item::Rect { rect, mark, .. } if mark.role == Role::Plate => Some(rect.x_px),
        Item::Group(_) | Item::Rect { .. } | Item::Path { .. } | Item::Circle { .. } | Item::Text(_) => None,
    });
    for item in &mut group.items {
        match (item, plate) {
            (Item::Rect { rect, mark, .. }, Some(_)) if mark.role == Role::Plate => rect.x_px = left_px,
            (Item::Text(text), Some(plate_px)) => text.at.x_px += left_px - plate_px,
            (item @ Item::Group(_), _) => to_the_left(item, left_px),
            (Item::Rect { .. } | Item::Path { .. } | Item::Circle { .. } | Item::Text(_), _) => {}
        }
    }
}

impl Drawing {
    /// The place of a stretch of a lane, as far as it is visible.
    pub fn stretch(&self, run: usize, lane: &str, start: Instant, end: Instant) -> Option<Rect> {
        let lane = self.lanes.iter().find(|other| other.run == run && other.name == lane)?;
        let (left_px, right_px) = (self.axis.clamped_x_px(start), self.axis.clamped_x_px(end));
        self.axis.shows(start, end).then(|| Rect::between(left_px, right_px, lane.top_px, lane.bottom_px))
    }

    /// Hides what lies after the moment, and when all is over.
    pub fn hide_future(&self, moment: &mut Moment) {
        let plot = self.moving.plot();
        // A thread's line bends a little before it hops, and before the axis where it works from the first instant.
        let before_px = if moment.x_px <= plot.x_px + HOP_PX { LEAD_PX } else { HOP_PX };
        let rect = Rect::between(moment.x_px - before_px, plot.right_px(), plot.y_px, plot.bottom_px());
        moment.veil = vec![Item::Rect { rect, radius_px: 0.0, mark: Mark::plain(Role::Hidden) }];
        let is_told = |item: &Item| match item {
            Item::Group(group) => matches!(group.identity, Identity::Badge { .. }),
            Item::Circle { mark, .. } => mark.role == Role::Bead,
            Item::Rect { .. } | Item::Path { .. } | Item::Text(_) => false,
        };
        moment.head.retain(|item| !is_told(item));
    }

    /// What never pales, with the names of lanes where they stand whatever happens: above its lane a name makes room
    /// for what comes.
    pub fn secret_scene(&self) -> Scene {
        let mut over = self.scene.over.clone();
        let left_px = self.axis.left_px() + 1.0;
        over.iter_mut().for_each(|item| to_the_left(item, left_px));
        Scene {
            id: self.scene.id.clone(),
            title: String::new(),
            description: String::new(),
            ground: Vec::new(),
            over,
            ..self.scene
        }
    }

    /// A flag in a lane, its words where there is room.
    pub fn flag(&self, run: usize, lane: &str, at: Instant, words: &str) -> Vec<Item> {
        let Some(place) = self.stretch(run, lane, at, at) else { return Vec::new() };
        let (x_px, y_px) = (place.x_px, place.center_y_px());
        let width_px = text_width_px(words, FLAG_SIZE_PX, Weight::Bold) + 14.0;
        // On the left if it fits, so that what comes stays clear.
        let left_px = if x_px - width_px >= self.axis.left_px() { x_px - width_px } else { x_px };
        let line = vec![
            PathOp::Move(Point::new(x_px, place.y_px - 7.0)),
            PathOp::Line(Point::new(x_px, place.bottom_px() + 7.0)),
        ];
        let plate = Rect::between(left_px, left_px + width_px, y_px - 10.0, y_px + 10.0);
        vec![
            Item::Path { ops: line, mark: Mark::plain(Role::Flag) },
            Item::Rect { rect: plate, radius_px: 5.0, mark: Mark::plain(Role::FlagPlate) },
            Item::Text(Text {
                at: Point::new(plate.center_x_px(), y_px + FLAG_SIZE_PX * 0.36),
                anchor: Anchor::Middle,
                content: words.to_owned(),
                size_px: FLAG_SIZE_PX,
                weight: Weight::Bold,
                mark: Mark::plain(Role::FlagText),
                tail: None,
            }),
        ]
    }

    /// Keeps the veil off these places.
    pub fn unveil(&self, places: &[Rect], moment: &mut Moment) {
        if places.is_empty() {
            return;
        }
        for item in &mut moment.veil {
            if let Item::Rect { rect: future, mark, .. } = item {
                *item = around(*future, &rings(places), *mark);
            }
        }
    }

    /// Points at some places: a shade over all but them, and a ring around each.
    pub fn pointing_at(&self, places: &[Rect]) -> Vec<Item> {
        if places.is_empty() {
            return Vec::new();
        }
        let rings = rings(places);
        let mut items = vec![around(self.moving.plot(), &rings, Mark::plain(Role::Shade))];
        for role in [Role::RingHalo, Role::Ring] {
            let ring = |&rect: &Rect| Item::Rect { rect, radius_px: 2.0 * RING_PX, mark: Mark::plain(role) };
            items.extend(rings.iter().map(ring));
        }
        items
    }
}
