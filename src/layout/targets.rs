//! What is pointed at: stretches of lanes stay clear and get a ring, everything else recedes.

use crate::geometry::{Point, Rect};
use crate::layout::axis::Axis;
use crate::layout::draw::weave::{STAY_SHARE, hop};
use crate::layout::marks::ASIDE_PX;
use crate::layout::measure::text_width_px;
use crate::layout::place::Rows;
use crate::layout::{Drawing, Moment};
use crate::scene::{Anchor, Form, Group, Identity, Item, Mark, PathOp, Role, Scene, SpanFacts, Text, Weight};
use crate::time::Instant;
use crate::trace::{LaneId, Trace};

/// Where a lane lies.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBox {
    /// Which run, from 0.
    pub run: usize,
    /// Which lane it is.
    pub lane: LaneId,
    /// Its name for scripts: `request-2`.
    pub name: String,
    /// The upper edge of its blocks.
    pub top_px: f64,
    /// The lower edge of its blocks.
    pub bottom_px: f64,
}

/// How far a ring lies around what it points at.
const RING_PX: f64 = 4.0;
/// Size of a flag's letters.
const FLAG_SIZE_PX: f64 = 11.5;

/// Where the lanes of a panel lie.
pub fn boxes<'a>(run: usize, trace: &'a Trace, rows: &'a Rows) -> impl Iterator<Item = LaneBox> + 'a {
    rows.rows.iter().map(move |row| {
        let half_px = row.block_px / 2.0;
        let (top_px, bottom_px) = (row.middle_px - half_px, row.middle_px + half_px);
        LaneBox { run, lane: row.lane, name: trace.lane_name(row.lane), top_px, bottom_px }
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

/// Where what is known of the runs ends.
struct Cut<'a> {
    axis: &'a Axis,
    at: Instant,
    x_px: f64,
}

impl<'a> Cut<'a> {
    fn new(axis: &'a Axis, at: Instant) -> Self {
        Self { axis, at, x_px: axis.clamped_x_px(at) }
    }

    /// What may be seen of an item left of the cut; for what is right of it there is the veil.
    fn item(&self, item: &Item) -> Option<Item> {
        // Of what begins within a hair's breadth of the cut only its edge would be seen.
        let before_px = self.x_px - 0.5;
        match item {
            Item::Group(group) => self.group(group).map(Item::Group),
            Item::Rect { rect, .. } => (rect.x_px < before_px).then(|| item.clone()),
            Item::Circle { center, .. } => (center.x_px < before_px).then(|| item.clone()),
            Item::Text(text) => (text_edges_px(text).1 <= self.x_px).then(|| item.clone()),
            Item::Path { ops, mark } if matches!(mark.role, Role::Strand(_) | Role::StrandHalo) => {
                Some(Item::Path { ops: self.line(ops), mark: *mark })
            }
            // It goes up a little before the answer is there.
            Item::Path { ops, mark } if matches!(mark.role, Role::Response | Role::ResponseHead) => {
                (middle_px(ops) < before_px - ASIDE_PX).then(|| item.clone())
            }
            Item::Path { ops, .. } => (reaches_px(ops).0 < before_px).then(|| item.clone()),
        }
    }

    fn group(&self, group: &Group) -> Option<Group> {
        let now_ns = self.at.as_ns();
        let mut kept = Group { items: Vec::new(), ..group.clone() };
        if let Identity::Span(facts) = &mut kept.identity
            && now_ns <= facts.end_ns
        {
            if now_ns <= facts.start_ns {
                return None;
            }
            let open = Open::new(self, facts);
            kept.items = group.items.iter().filter_map(|item| open.item(item)).collect();
            facts.end_ns = now_ns;
            facts.tooltip.clear();
            return Some(kept);
        }
        if let Identity::Panel { makespan_ns, .. } = &mut kept.identity {
            *makespan_ns = now_ns.min(*makespan_ns);
        }
        kept.items = group.items.iter().filter_map(|item| self.item(item)).collect();
        Some(kept)
    }

    /// A thread's line up to the cut: it does not bend towards what comes.
    fn line(&self, ops: &[PathOp]) -> Vec<PathOp> {
        let mut kept = Vec::new();
        let mut from = Point::new(self.x_px, 0.0);
        for &op in ops {
            match op {
                PathOp::Move(to) | PathOp::Line(to) if to.x_px < self.x_px => {
                    kept.push(op);
                    from = to;
                }
                PathOp::Cubic(_, _, to) if self.has_hopped(from, to) => {
                    // Where the thread stays for a short while it hops steeply: the rest of that while is not known.
                    let (middle_px, half_px) = ((from.x_px + to.x_px) / 2.0, (to.x_px - from.x_px) / 2.0);
                    let half_px = half_px.min(STAY_SHARE * (self.x_px - middle_px));
                    let left = Point::new(middle_px - half_px, from.y_px);
                    let right = Point::new(middle_px + half_px, to.y_px);
                    kept.extend([PathOp::Line(left), hop(left, right)]);
                    from = right;
                }
                PathOp::Move(_) | PathOp::Line(_) | PathOp::Cubic(..) | PathOp::Rect(_) | PathOp::Close => {
                    break;
                }
            }
        }
        kept.extend((!kept.is_empty()).then(|| PathOp::Line(Point::new(self.x_px, from.y_px))));
        kept
    }

    /// Whether a hop is over. Threads that hop together part a little: some are half-way an eighth of the way before the
    /// instant. A thread that works from the first instant hops before that.
    fn has_hopped(&self, from: Point, to: Point) -> bool {
        self.axis.start() < self.at && from.x_px + 0.63 * (to.x_px - from.x_px) < self.x_px
    }
}

/// A span that goes on at the cut, or ends there: neither shows, nor when it ends.
struct Open<'a> {
    cut: &'a Cut<'a>,
    form: Form,
    left_px: f64,
    right_px: f64,
}

/// As far as round ends reach, and what is left between a span and the next one.
const ROUND_PX: f64 = 16.0;
/// See [`ROUND_PX`].
const GAP_PX: f64 = 2.7;

impl<'a> Open<'a> {
    fn new(cut: &'a Cut<'a>, facts: &SpanFacts) -> Self {
        let x_px = |ns: u64| cut.axis.clamped_x_px(Instant::from_ns(ns));
        Self { cut, form: facts.form, left_px: x_px(facts.start_ns), right_px: x_px(facts.end_ns) }
    }

    /// What reaches to its end reaches a little beyond the cut instead, whenever that is: dashes run around the whole of it.
    fn cut_px(&self, x_px: f64) -> f64 {
        let is_end = x_px >= self.right_px - GAP_PX;
        if is_end { (self.cut.x_px + ROUND_PX).min(self.cut.axis.right_px()) } else { x_px }
    }

    fn item(&self, item: &Item) -> Option<Item> {
        match item {
            Item::Rect { mark, rect, radius_px } if mark.role == Role::Plate => {
                let rect = Rect { x_px: rect.x_px + self.shift_px(rect.center_x_px()), ..*rect };
                let fits = self.left_px <= rect.x_px && rect.right_px() <= self.cut.x_px;
                fits.then_some(Item::Rect { rect, radius_px: *radius_px, mark: *mark })
            }
            Item::Rect { mark, rect, radius_px } => {
                let right_px = self.cut_px(rect.right_px());
                let is_cut = right_px.total_cmp(&rect.right_px()).is_ne();
                let rect = Rect::between(rect.x_px, right_px, rect.y_px, rect.bottom_px());
                let most_px = match self.form {
                    Form::Paused | Form::Waiting | Form::Serving => f64::INFINITY,
                    Form::Queued
                    | Form::Running
                    | Form::Runnable
                    | Form::Switching
                    | Form::Blocked
                    | Form::Ready
                    | Form::Thread => 3.0,
                };
                let radius_px = if is_cut { most_px.min(rect.height_px / 2.0) } else { *radius_px };
                Some(Item::Rect { rect, radius_px, mark: *mark })
            }
            Item::Text(text) => {
                // The number on a tab has its place at the beginning.
                let is_on_tab = self.form == Form::Blocked && text.mark.role == Role::Number;
                let (left_px, right_px) = text_edges_px(text);
                let shift_px = if is_on_tab { 0.0 } else { self.shift_px((left_px + right_px) / 2.0) };
                let text = Text { at: Point::new(text.at.x_px + shift_px, text.at.y_px), ..text.clone() };
                let fits = self.left_px <= left_px + shift_px && right_px + shift_px <= self.cut.x_px;
                fits.then_some(Item::Text(text))
            }
            Item::Path { ops, mark } => {
                let moved = |point: Point| Point::new(self.cut_px(point.x_px), point.y_px);
                let ops = ops.iter().map(|op| match *op {
                    PathOp::Move(to) => PathOp::Move(moved(to)),
                    PathOp::Line(to) => PathOp::Line(moved(to)),
                    op @ (PathOp::Cubic(..) | PathOp::Rect(_) | PathOp::Close) => op,
                });
                Some(Item::Path { ops: ops.collect(), mark: *mark })
            }
            Item::Group(_) | Item::Circle { .. } => self.cut.item(item),
        }
    }

    /// From the middle of a word to the middle of what is seen of the span: its own place tells how long that is, and what
    /// it keeps clear of.
    fn shift_px(&self, middle_px: f64) -> f64 {
        (self.left_px + self.cut.x_px) / 2.0 - middle_px
    }
}

/// The left and the right end of a path.
fn reaches_px(ops: &[PathOp]) -> (f64, f64) {
    let all = ops.iter().flat_map(|op| match *op {
        PathOp::Move(to) | PathOp::Line(to) | PathOp::Cubic(_, _, to) => [to.x_px; 2],
        PathOp::Rect(rect) => [rect.x_px, rect.right_px()],
        PathOp::Close => [f64::NAN; 2],
    });
    // The least and the largest pass over what is no number.
    all.fold((f64::INFINITY, f64::NEG_INFINITY), |(least_px, most_px), x_px| {
        (least_px.min(x_px), most_px.max(x_px))
    })
}

/// Where a path has its middle.
fn middle_px(ops: &[PathOp]) -> f64 {
    let (left_px, right_px) = reaches_px(ops);
    (left_px + right_px) / 2.0
}

/// Where a text begins and ends.
fn text_edges_px(text: &Text) -> (f64, f64) {
    let width_px = text_width_px(&text.content, text.size_px, text.weight);
    let left_px = match text.anchor {
        Anchor::Start => text.at.x_px,
        Anchor::Middle => text.at.x_px - width_px / 2.0,
        Anchor::End => text.at.x_px - width_px,
    };
    (left_px, left_px + width_px)
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
    /// Where the lanes lie.
    pub fn lanes(&self) -> &[LaneBox] {
        &self.targets
    }

    /// The place of a stretch of a lane, as far as it is visible.
    pub fn stretch(&self, run: usize, lane: &str, start: Instant, end: Instant) -> Option<Rect> {
        let lane = self.targets.iter().find(|other| other.run == run && other.name == lane)?;
        let (left_px, right_px) = (self.axis.clamped_x_px(start), self.axis.clamped_x_px(end));
        self.axis.shows(start, end).then(|| Rect::between(left_px, right_px, lane.top_px, lane.bottom_px))
    }

    /// Hides what lies after the moment, and when all is over. What reaches out of it to the left is not in
    /// [`Drawing::secret_scene`].
    pub fn hide_future(&self, moment: &mut Moment) {
        let plot = self.moving.plot();
        let rect = Rect::between(moment.x_px, plot.right_px(), plot.y_px, plot.bottom_px());
        moment.veil = vec![Item::Rect { rect, radius_px: 0.0, mark: Mark::plain(Role::Hidden) }];
        let is_told = |item: &Item| match item {
            Item::Group(group) => matches!(group.identity, Identity::Badge { .. }),
            Item::Circle { mark, .. } => mark.role == Role::Bead,
            Item::Rect { .. } | Item::Path { .. } | Item::Text(_) => false,
        };
        moment.head.retain(|item| !is_told(item));
    }

    /// The scene without what tells, left of an instant, what comes from then on; the names of lanes where they stand
    /// whatever happens: above its lane a name makes room for what comes.
    pub fn secret_scene(&self, at: Instant) -> Scene {
        let cut = Cut::new(&self.axis, at);
        let ground = self.scene.ground.iter().filter_map(|item| cut.item(item)).collect();
        let mut over = self.scene.over.clone();
        let left_px = self.axis.left_px() + 1.0;
        over.iter_mut().for_each(|item| to_the_left(item, left_px));
        Scene {
            id: self.scene.id.clone(),
            title: String::new(),
            description: String::new(),
            ground,
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
