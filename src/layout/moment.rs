//! What moves with the playhead: the veil over the future, the badges, the beads on the threads' lines, the playhead.

use crate::geometry::{Point, Rect, within};
use crate::layout::Sheet;
use crate::layout::axis::{Axis, LABEL_SIZE_PX, Tick};
use crate::layout::draw::weave::Weave;
use crate::layout::marks::BADGE_SIZE_PX;
use crate::layout::measure::text_width_px;
use crate::scene::{Anchor, Group, Identity, Item, Mark, PathOp, Role, Text, Weight};
use crate::text::figure as words;
use crate::time::Instant;

/// What is drawn for one place of the playhead.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// What pales the future; lies over the ground and under everything else.
    pub veil: Vec<Item>,
    /// Badges, beads and the playhead; lies over everything.
    pub head: Vec<Item>,
    /// Where the playhead is.
    pub x_px: f64,
}

/// When a run has finished, and where that is said.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// Where.
    pub rect: Rect,
    /// What it says.
    pub text: String,
    /// When.
    pub makespan: Instant,
    /// Whether it stands in a lane, where the run has ended.
    pub in_lane: bool,
    /// How much sooner that is than the slowest run.
    pub saved: Vec<Item>,
}

/// What is needed to draw any moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moving {
    /// One for each panel.
    pub badges: Vec<Badge>,
    /// The lines of all threads in all panels, with the kinds of their lines.
    pub weaves: Vec<(u8, Weave)>,
    veil: Rect,
    line: Vec<Item>,
    handle: Vec<Item>,
    /// Between these the middle of the handle stays, so that it is never cut.
    handle_px: (f64, f64),
    label_y_px: f64,
}

const BEAD_PX: f64 = 4.5;
const HANDLE_PX: f64 = 22.0;

impl Moving {
    /// Sets what depends on the whole figure: the upper and lower edges of its panels, and the track of the handle.
    pub fn set(&mut self, axis: &Axis, stretches: &[(f64, f64)], track_px: f64, width_px: f64) {
        let top_px = stretches.first().map_or(0.0, |stretch| stretch.0) - 6.0;
        let bottom_px = stretches.last().map_or(0.0, |stretch| stretch.1) + 6.0;
        self.veil = Rect::between(axis.left_px(), axis.right_px() + 6.0, top_px, bottom_px);
        self.line = line(stretches, track_px);
        let half_px = handle_half_px(axis);
        self.handle = handle(half_px, track_px);
        self.handle_px = (half_px + 1.0, (width_px - half_px - 1.0).max(half_px + 1.0));
        self.label_y_px = track_px + 12.0 * 0.36;
    }

    /// Where things happen: right of the names, all panels.
    pub fn plot(&self) -> Rect {
        self.veil
    }

    /// The moment with the playhead at `at`, on which `said` is written.
    pub fn at(&self, axis: &Axis, at: Instant, said: Instant, moved: bool) -> Moment {
        let x_px = axis.clamped_x_px(at);
        let future = Rect::between(x_px, self.veil.right_px(), self.veil.y_px, self.veil.bottom_px());
        // Once every run is over nothing lies ahead, the marks after the last finish included.
        let is_over = self.badges.iter().all(|badge| badge.makespan <= at);
        let veil = match moved && !is_over {
            true => vec![Item::Rect { rect: future, radius_px: 0.0, mark: Mark::plain(Role::Veil) }],
            false => Vec::new(),
        };
        let badges = self.badges.iter().map(|badge| badge.group(moved && at < badge.makespan));
        let beads = self.weaves.iter().filter(|_| moved).filter_map(|(_, weave)| {
            let center = weave.position(x_px)?;
            Some(Item::Circle { center, radius_px: BEAD_PX, mark: Mark::plain(Role::Bead) })
        });
        let mut handle = self.handle.clone();
        handle.push(Item::Text(Text {
            at: Point::new(0.0, self.label_y_px),
            anchor: Anchor::Middle,
            content: axis.moment_label(said),
            size_px: 12.0,
            weight: Weight::Bold,
            mark: Mark::plain(Role::PlayheadText),
            tail: None,
        }));
        let visible = axis.start() <= at && at <= axis.end();
        let shifted = |x_px: f64, items: Vec<Item>| {
            Item::Group(Group { identity: Identity::Playhead { x_px }, request: None, items })
        };
        let line = shifted(x_px, self.line.clone());
        let handle = shifted(within(x_px, self.handle_px.0, self.handle_px.1), handle);
        let mut head: Vec<Item> = badges.collect();
        if visible {
            head.extend([line, handle].into_iter().chain(beads));
        }
        Moment { veil, head, x_px }
    }
}

/// How what moves gets from one instant to another while time goes on evenly: where each is at which part of the way,
/// and straight on in between.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// The playhead's line.
    pub line: Vec<(f64, f64)>,
    /// Its handle, which is never cut.
    pub handle: Vec<(f64, f64)>,
    /// The right end of the veil, which begins at the line.
    pub veil_right_px: f64,
    /// The beads.
    pub beads: Vec<Vec<(f64, Point)>>,
}

impl Moving {
    /// The course from one instant to another, both on the axis; nothing where it leads nowhere.
    pub fn course(&self, axis: &Axis, from: Instant, to: Instant) -> Option<Course> {
        let (from_px, to_px) = (axis.clamped_x_px(from), axis.clamped_x_px(to));
        if to_px <= from_px {
            return None;
        }
        let part = |x_px: f64| within((x_px - from_px) / (to_px - from_px), 0.0, 1.0);
        let held = |x_px: f64| (part(x_px), within(x_px, self.handle_px.0, self.handle_px.1));
        let turns =
            [self.handle_px.0, self.handle_px.1].into_iter().filter(|x_px| (from_px..to_px).contains(x_px));
        let handle = [from_px].into_iter().chain(turns).chain([to_px]).map(held).collect();
        let bead = |weave: &Weave| {
            weave.points(from_px, to_px).into_iter().map(|point| (part(point.x_px), point)).collect()
        };
        Some(Course {
            line: vec![(0.0, from_px), (1.0, to_px)],
            handle,
            veil_right_px: self.veil.right_px(),
            beads: self
                .weaves
                .iter()
                .map(|(_, weave)| bead(weave))
                .filter(|bead: &Vec<_>| bead.len() > 1)
                .collect(),
        })
    }
}

impl Badge {
    fn group(&self, ahead: bool) -> Item {
        let text = Text {
            at: Point::new(self.rect.center_x_px(), self.rect.center_y_px() + BADGE_SIZE_PX * 0.36),
            anchor: Anchor::Middle,
            content: self.text.clone(),
            size_px: BADGE_SIZE_PX,
            weight: Weight::Bold,
            mark: Mark::plain(Role::BadgeText),
            tail: None,
        };
        let radius_px = self.rect.height_px / 2.0;
        let shape = Item::Rect { rect: self.rect, radius_px, mark: Mark::plain(Role::Badge) };
        let mut items = vec![shape, Item::Text(text)];
        items.extend(self.saved.iter().cloned());
        Item::Group(Group { identity: Identity::Badge { ahead }, request: None, items })
    }
}

/// The playhead's line at 0: through each panel, but not through the titles.
fn line(stretches: &[(f64, f64)], track_px: f64) -> Vec<Item> {
    let mut line = Vec::new();
    for (i, &(top_px, bottom_px)) in stretches.iter().enumerate() {
        let last = i + 1 == stretches.len();
        let bottom_px = if last { track_px - HANDLE_PX / 2.0 } else { bottom_px + 6.0 };
        line.push(PathOp::Move(Point::new(0.0, top_px - 6.0)));
        line.push(PathOp::Line(Point::new(0.0, bottom_px)));
    }
    vec![Item::Path { ops: line, mark: Mark::plain(Role::Playhead) }]
}

/// Half of the width of a handle that holds every time of the axis.
fn handle_half_px(axis: &Axis) -> f64 {
    let middle_px = axis.left_px() + 0.37 * (axis.right_px() - axis.left_px());
    let widest_px = [axis.start(), axis.instant_at(middle_px), axis.end()]
        .into_iter()
        .map(|at| text_width_px(&axis.moment_label(at), 12.0, Weight::Bold))
        .fold(30.0, f64::max);
    widest_px / 2.0 + 6.0
}

/// The playhead's handle at 0.
fn handle(half_px: f64, track_px: f64) -> Vec<Item> {
    let rect = Rect::between(-half_px, half_px, track_px - HANDLE_PX / 2.0, track_px + HANDLE_PX / 2.0);
    vec![Item::Rect { rect, radius_px: HANDLE_PX / 2.0, mark: Mark::plain(Role::PlayheadHandle) }]
}

/// The axis under the panels, and the track on which the playhead's handle slides.
pub struct Foot {
    /// The axis.
    pub axis: Item,
    /// The middle of the track.
    pub track_px: f64,
    /// The lower edge of the figure.
    pub bottom_px: f64,
}

/// Sets the axis below the last panel.
pub fn foot(sheet: &Sheet, top_px: f64) -> Foot {
    let axis = sheet.axis;
    let track_px = top_px + 22.0;
    let labels_px = track_px + 28.0;
    let mut ops = vec![
        PathOp::Move(Point::new(axis.left_px(), track_px)),
        PathOp::Line(Point::new(axis.right_px(), track_px)),
    ];
    let ticks = axis.ticks();
    for tick in &ticks {
        ops.push(PathOp::Move(Point::new(tick.x_px, track_px - 4.0)));
        ops.push(PathOp::Line(Point::new(tick.x_px, track_px + 4.0)));
    }
    let hit = Rect::between(axis.left_px() - 14.0, axis.right_px() + 6.0, track_px - 14.0, labels_px + 6.0);
    let mut items = vec![
        Item::Path { ops, mark: Mark::plain(Role::AxisLine) },
        Item::Rect { rect: hit, radius_px: 0.0, mark: Mark::plain(Role::Hit) },
    ];
    items.extend(tick_labels(sheet, ticks, labels_px));
    if !sheet.narrow {
        items.push(label_item(words::axis(axis.unit()), Point::new(sheet.pad_px, labels_px), Anchor::Start));
    }
    let axis = Item::Group(Group { identity: Identity::Axis, request: None, items });
    Foot { axis, track_px, bottom_px: labels_px + 12.0 }
}

/// The labels of the ticks. The unit stands in the column of names, or with the last number where there is no such
/// column; a number for which that leaves no room is left out.
fn tick_labels(sheet: &Sheet, ticks: Vec<Tick>, y_px: f64) -> Vec<Item> {
    let mut next_left_px = f64::INFINITY;
    let mut items = Vec::new();
    for (i, tick) in ticks.into_iter().rev().enumerate() {
        let label = match sheet.narrow && i == 0 {
            true => format!("{} {}", tick.label, sheet.axis.unit().sign()),
            false => tick.label,
        };
        let half_px = text_width_px(&label, LABEL_SIZE_PX, Weight::Regular) / 2.0;
        let x_px = within(tick.x_px, half_px, (sheet.width_px - half_px).max(half_px));
        if x_px + half_px + 5.0 <= next_left_px {
            next_left_px = x_px - half_px;
            items.push(label_item(label, Point::new(x_px, y_px), Anchor::Middle));
        }
    }
    items.reverse();
    items
}

fn label_item(content: String, at: Point, anchor: Anchor) -> Item {
    let mark = Mark::plain(Role::AxisLabel);
    Item::Text(Text {
        at,
        anchor,
        content,
        size_px: LABEL_SIZE_PX,
        weight: Weight::Regular,
        mark,
        tail: None,
    })
}
