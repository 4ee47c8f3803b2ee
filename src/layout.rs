//! Lays out a figure: some runs, one panel below the other on one time axis, as a scene.
//!
//! [`lay_out`] does the work once for a width and a visible stretch of time; [`Drawing::at`] tells cheaply what moves
//! with the playhead.

pub mod axis;
mod calls;
pub mod chart;
mod crowd;
pub mod detail;
mod headings;
pub mod index;
mod labels;
mod lanes;
pub mod legend;
pub mod measure;
mod moment;
mod names;
pub mod pointing;
mod spans;
mod weave;

use crate::geometry::{Point, Rect};
use crate::layout::axis::Axis;
use crate::layout::detail::Detail;
use crate::layout::labels::Obstacles;
use crate::layout::lanes::{Rows, Strand};
use crate::layout::measure::text_width_px;
use crate::layout::weave::{Stay, Weave};
use crate::scene::{Anchor, Group, Identity, Item, Mark, PathOp, Role, STRANDS, Scene, Text, Weight};
use crate::text::figure as words;
use crate::text::model::{ModelName, names};
use crate::time::Instant;
use crate::trace::{State, TaskId};

pub use crate::layout::index::Indexed;
pub use crate::layout::moment::{Course, Moment};

/// What is drawn: runs that are compared, in the order shown.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// Unique on the page: letters, digits and hyphens.
    pub id: &'a str,
    /// What the runs are of, in a few words; may be empty.
    pub title: &'a str,
    /// The runs.
    pub traces: Vec<&'a Indexed>,
    /// A request whose lane is drawn even among very many.
    pub follow: Option<TaskId>,
    /// Whether what is drawn as a crowd is drawn one by one too, as far as there is room.
    pub singly: bool,
}

/// Where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width of the drawing; below [`NARROW_PX`] the names of lanes stand above them.
    pub width_px: f64,
    /// The visible stretch of time; from 0 to a little after the longest run if `None`.
    pub stretch: Option<(Instant, Instant)>,
    /// Whether what is merged may be drawn more coarsely, because the next drawing follows in a moment.
    pub coarse: bool,
}

/// Width of the columns in which spans are merged where that is done coarsely.
const COARSE_PX: f64 = 3.0;

/// Below this width the names of lanes stand above them.
pub const NARROW_PX: f64 = 600.0;

/// A figure laid out: what stands still, and what is needed to move the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What stands still.
    pub scene: Scene,
    /// Instants to pixels and back.
    pub axis: Axis,
    moving: moment::Moving,
    lanes: Vec<pointing::LaneBox>,
}

impl Drawing {
    /// What moves, with the playhead at `at`. Nothing pales before the playhead has been `moved`.
    pub fn at(&self, at: Instant, moved: bool) -> Moment {
        self.at_saying(at, at, moved)
    }

    /// How what moves gets from one instant to another.
    pub fn course(&self, from: Instant, to: Instant) -> Option<Course> {
        self.moving.course(&self.axis, from, to)
    }

    /// The same with another time on the playhead's handle: while it moves nobody can read each one.
    pub fn at_saying(&self, at: Instant, said: Instant, moved: bool) -> Moment {
        self.moving.at(&self.axis, at, said, moved)
    }
}

/// Widths smaller and larger than these are drawn as if they were these.
pub const WIDTH_MIN_PX: f64 = 240.0;
/// See [`WIDTH_MIN_PX`].
pub const WIDTH_MAX_PX: f64 = 16_000.0;
/// The finishes of no more requests than this are described.
const REQUESTS_DESCRIBED_MAX: usize = 8;
/// Runs of more spans than this are described by their finish alone.
const SPANS_DESCRIBED_MAX: usize = 2_000;
/// Room right of the last finish, for its tick.
const FINISH_ROOM_PX: f64 = 30.0;
/// Radius of the numbered spot before a lane on a narrow drawing.
const SPOT_NARROW_PX: f64 = 8.5;
/// Room between two panels.
const PANEL_GAP_PX: f64 = 30.0;
/// How long before its axis a thread's line begins.
const LEAD_PX: f64 = 15.0;
/// The same on a narrow drawing, where numbers stand before it.
const LEAD_NARROW_PX: f64 = 8.0;

/// The paper while it is drawn on: what every part of the layout needs to know.
struct Sheet<'a> {
    figure: &'a Figure<'a>,
    axis: &'a Axis,
    width_px: f64,
    narrow: bool,
    /// The margin on either side.
    pad_px: f64,
    /// How long before the axis a thread's line begins.
    lead_px: f64,
}

impl Sheet<'_> {
    /// What is said of merged spans; nothing while they are drawn coarsely, which nobody has the time to read.
    fn said(&self, words: impl FnOnce() -> String) -> String {
        if self.axis.column_px() > 1.0 { String::new() } else { words() }
    }
}

/// Whether anything in the figure is drawn as a crowd.
pub fn has_crowd(figure: &Figure) -> bool {
    figure.traces.iter().any(|trace| lanes::has_crowd(figure, trace))
}

/// Lays the figure out for a viewport.
pub fn lay_out(figure: &Figure, viewport: &Viewport) -> Drawing {
    let width_px = match viewport.width_px.is_nan() {
        true => NARROW_PX,
        false => viewport.width_px.clamp(WIDTH_MIN_PX, WIDTH_MAX_PX),
    };
    let narrow = width_px < NARROW_PX;
    let pad_px = if narrow { 2.0 } else { 8.0 };
    let axis = axis_of(figure, viewport.stretch, width_px, narrow, pad_px);
    let axis = if viewport.coarse { axis.with_columns(COARSE_PX) } else { axis };
    let lead_px = if narrow { LEAD_NARROW_PX } else { LEAD_PX };
    let sheet = Sheet { figure, axis: &axis, width_px, narrow, pad_px, lead_px };
    let detail = detail::detail(figure, &axis);
    let mut moving = moment::Moving::default();
    let (mut panels, mut over) = (Vec::new(), Vec::new());
    let mut lanes = Vec::new();
    let mut y_px = 4.0;
    let mut stretches = Vec::new();
    let names = model_names(figure);
    for (i, (trace, name)) in figure.traces.iter().zip(&names).enumerate() {
        if i > 0 {
            over.push(separator(&sheet, y_px + PANEL_GAP_PX / 2.0));
            y_px += PANEL_GAP_PX;
        }
        let panel = panel(&sheet, trace, &name.title, detail, y_px);
        stretches.push((panel.top_px, panel.rows.bottom_px));
        y_px = panel.rows.bottom_px;
        lanes.extend(pointing::boxes(i, trace, &panel.rows));
        over.extend(panel.over);
        moving.badges.push(panel.badge);
        moving.weaves.extend(panel.weaves);
        panels.push(panel.group);
    }
    let mut ground = vec![grid(&axis, &stretches)];
    ground.extend(panels);
    if detail == Detail::Merged {
        over.push(names::remark(words::merged(), &sheet, y_px + 18.0));
        y_px += 22.0;
    }
    let foot = moment::foot(&sheet, y_px);
    over.push(foot.axis);
    moving.set(&axis, &stretches, foot.track_px, width_px);
    let scene = Scene {
        id: figure.id.to_owned(),
        width_px,
        height_px: foot.bottom_px,
        title: words::figure_title(figure.title),
        description: description(figure, &axis),
        ground,
        over,
    };
    Drawing { scene, axis, moving, lanes }
}

/// What the models of the figure are called.
fn model_names(figure: &Figure) -> Vec<ModelName> {
    names(&figure.traces.iter().map(|trace| trace.model()).collect::<Vec<_>>())
}

/// The axis that all panels share, right of the widest name of a lane.
fn axis_of(
    figure: &Figure,
    stretch: Option<(Instant, Instant)>,
    width_px: f64,
    narrow: bool,
    pad_px: f64,
) -> Axis {
    let names_px = if narrow { 0.0 } else { names::column_px(figure) + 10.0 };
    let left_px =
        pad_px + names_px + if narrow { 2.0 * SPOT_NARROW_PX + LEAD_NARROW_PX } else { LEAD_PX + 8.0 };
    let right_px = width_px - if narrow { 8.0 } else { 18.0 };
    let (start, end) = stretch.unwrap_or_else(|| {
        let longest = figure.traces.iter().map(|trace| trace.makespan()).max().unwrap_or(Instant::ZERO);
        let plot_px = (right_px - left_px).max(1.0);
        let room_ns = longest.as_ns() as f64 * FINISH_ROOM_PX / (plot_px - FINISH_ROOM_PX).max(1.0);
        let end_ns = match longest.as_ns() {
            0 => crate::time::NS_PER_MS,
            ns => ns.saturating_add((room_ns.ceil() as u64).max(1)),
        };
        (Instant::ZERO, Instant::from_ns(end_ns))
    });
    Axis::new(start, end, left_px, right_px)
}

fn description(figure: &Figure, axis: &Axis) -> String {
    let sentences = figure.traces.iter().zip(model_names(figure)).map(|(trace, name)| {
        let finished = axis.time_label(trace.makespan().as_ns());
        let mut said = words::figure_description(&name.title, trace.tasks().len() as u64, &finished);
        if (2..=REQUESTS_DESCRIBED_MAX).contains(&trace.tasks().len()) {
            let times = trace.tasks().iter().map(|request| axis.time_label(request.ended.as_ns()));
            said.push_str(&words::figure_finishes(&times.collect::<Vec<_>>()));
        }
        if trace.span_count() <= SPANS_DESCRIBED_MAX {
            let [own, helpers] = [false, true].map(|helpers| {
                let blocked_ns = blocked_ns(trace, helpers);
                (blocked_ns > 0).then(|| axis.time_label(blocked_ns))
            });
            let threads = trace.own_thread_count();
            said.push_str(&words::figure_blocked(threads, own.as_deref(), helpers.as_deref()));
        }
        said
    });
    sentences.collect::<Vec<String>>().join(" ")
}

/// How long the helpers, or all other threads, are blocked, all together, in nanoseconds.
fn blocked_ns(trace: &Indexed, helpers: bool) -> u64 {
    let wanted = trace.thread_ids().filter(|&thread| trace.is_helper(thread) == helpers);
    let spans = wanted.flat_map(|thread| trace.thread_spans(thread));
    let blocked = spans.filter(|span| span.state == State::Blocked);
    blocked.map(|span| span.end.since(span.start).as_ns()).sum()
}

/// One panel, drawn.
struct Panel {
    group: Item,
    over: Vec<Item>,
    badge: moment::Badge,
    weaves: Vec<(u8, Weave)>,
    /// Upper edge of its first lane.
    top_px: f64,
    rows: Rows,
}

fn panel(sheet: &Sheet, trace: &Indexed, title: &str, detail: Detail, top_px: f64) -> Panel {
    let heading = headings::heading(sheet, trace, title, top_px);
    let rows = lanes::rows(sheet, trace, detail, heading.bottom_px);
    let badge = heading.badge(sheet, trace, &rows);
    let weaves: Vec<(u8, Weave)> = weaves(sheet, trace, &rows);
    let (arrows, arrow_boxes) = calls::arrows(sheet, trace, &rows);
    let hops = weaves.iter().flat_map(|(_, weave)| hop_boxes(weave)).collect();
    let obstacles = Obstacles { hops, arrows: arrow_boxes };
    let names = names::items(sheet, trace, &rows, &obstacles.hops);
    let mut items = baselines(sheet, &rows);
    items.extend(end_line(sheet, trace, &rows));
    items.extend(arrows);
    for row in &rows.rows {
        items.push(Item::Group(Group {
            identity: Identity::Lane { name: trace.lane_name(row.lane) },
            request: match row.shows {
                lanes::Shows::Request(request) => Some(request.number()),
                lanes::Shows::Thread(_) | lanes::Shows::Crowd(_) | lanes::Shows::Resource(..) => None,
            },
            items: spans::row_items(sheet, trace, &rows, row, &obstacles),
        }));
    }
    items.extend(weave_items(sheet, &rows.strands, &weaves));
    let mut over = vec![heading.group];
    over.extend(names);
    let identity = Identity::Panel {
        runtime: trace.label().to_owned(),
        makespan_ns: trace.makespan().as_ns(),
        crowded: rows.crowded,
    };
    let group = Item::Group(Group { identity, request: None, items });
    Panel { group, over, badge, weaves, top_px: heading.bottom_px, rows }
}

/// The lines of the threads, each with the kind of its line.
fn weaves(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> Vec<(u8, Weave)> {
    let heights = rows.strand_ys_px();
    let height_px = |request| {
        let place = heights.binary_search_by_key(&request, |&(id, _)| id).ok()?;
        heights.get(place).map(|&(_, y_px)| y_px)
    };
    let lines = rows.strands.iter().enumerate().map(|(i, strand)| {
        let visible = detail::visible_thread_spans(trace, strand.thread, sheet.axis);
        let stays: Vec<Stay> = visible
            .filter_map(|span| trace.thread_span(strand.thread, span))
            .map(|span| Stay {
                start: span.start,
                end: span.end,
                y_px: height_px(span.task).unwrap_or(rows.elsewhere_px),
            })
            .collect();
        let middle = (rows.strands.len() as f64 - 1.0) / 2.0;
        let shift_px = (i as f64 - middle) * 2.5;
        let weave = Weave::new(sheet.axis, &stays, strand.rest_y_px, sheet.lead_px, shift_px);
        (i as u8 % STRANDS, weave)
    });
    lines.collect()
}

/// The boxes that hops run through, so that labels keep clear of them.
fn hop_boxes(weave: &Weave) -> impl Iterator<Item = Rect> + '_ {
    weave.hops().map(|(from, to)| {
        let (top_px, bottom_px) = (from.y_px.min(to.y_px), from.y_px.max(to.y_px));
        Rect::between(from.x_px + 1.0, to.x_px - 1.0, top_px, bottom_px).grown(2.0)
    })
}

fn weave_items(sheet: &Sheet, strands: &[Strand], weaves: &[(u8, Weave)]) -> Vec<Item> {
    let starts: Vec<Option<Point>> = weaves.iter().map(|(_, weave)| weave.start()).collect();
    let mut items = Vec::new();
    for (i, (strand, (kind, weave))) in strands.iter().zip(weaves).enumerate() {
        let ops = weave.ops();
        let mut line = vec![
            Item::Path { ops: ops.clone(), mark: Mark::plain(Role::StrandHalo) },
            Item::Path { ops, mark: Mark::plain(Role::Strand(*kind)) },
        ];
        // Where two lines begin at one place, or a number of a request stands there already, none says which it is.
        let free = |start: &Point| {
            let alone = starts.iter().flatten().filter(|other| other.y_px == start.y_px).count() == 1;
            alone && (!sheet.narrow || start.y_px == strand.rest_y_px)
        };
        if let Some(start) = starts.get(i).copied().flatten().filter(free) {
            line.extend(start_items(strand, start));
        }
        items.push(Item::Group(Group { identity: Identity::Weave, request: None, items: line }));
    }
    items
}

/// The beginning of a thread's line: its number, or a dot where there is but one.
fn start_items(strand: &Strand, center: Point) -> Vec<Item> {
    let radius_px = if strand.number.is_empty() { 3.5 } else { 7.0 };
    let mut items = vec![Item::Circle { center, radius_px, mark: Mark::plain(Role::StrandStart) }];
    if !strand.number.is_empty() {
        items.push(Item::Text(Text {
            at: Point::new(center.x_px, center.y_px + 3.4),
            anchor: Anchor::Middle,
            content: strand.number.clone(),
            size_px: 9.5,
            weight: Weight::Bold,
            mark: Mark::plain(Role::StrandNumber),
            tail: None,
        }));
    }
    items
}

/// Thin lines behind all panels at the axis's ticks.
fn grid(axis: &Axis, stretches: &[(f64, f64)]) -> Item {
    let mut ops = Vec::new();
    for tick in axis.ticks() {
        for &(top_px, bottom_px) in stretches {
            ops.push(PathOp::Move(Point::new(tick.x_px, top_px - 4.0)));
            ops.push(PathOp::Line(Point::new(tick.x_px, bottom_px + 4.0)));
        }
    }
    let items = vec![Item::Path { ops, mark: Mark::plain(Role::Grid) }];
    Item::Group(Group { identity: Identity::Back, request: None, items })
}

fn separator(sheet: &Sheet, y_px: f64) -> Item {
    let ops = vec![
        PathOp::Move(Point::new(sheet.pad_px, y_px)),
        PathOp::Line(Point::new(sheet.width_px - sheet.pad_px, y_px)),
    ];
    let items = vec![Item::Path { ops, mark: Mark::plain(Role::Separator) }];
    Item::Group(Group { identity: Identity::Back, request: None, items })
}

/// The middle of each thread's and request's lane, and where threads rest.
fn baselines(sheet: &Sheet, rows: &Rows) -> Vec<Item> {
    let line = |y_px: f64| {
        [
            PathOp::Move(Point::new(sheet.axis.left_px(), y_px)),
            PathOp::Line(Point::new(sheet.axis.right_px(), y_px)),
        ]
    };
    let lanes = rows
        .rows
        .iter()
        .filter(|row| !matches!(row.shows, lanes::Shows::Resource(..) | lanes::Shows::Crowd(_)));
    let lanes: Vec<PathOp> = lanes.flat_map(|row| line(row.middle_px)).collect();
    let rests: Vec<PathOp> = rows.strands.iter().flat_map(|strand| line(strand.rest_y_px)).collect();
    let lines = [(lanes, Role::Baseline), (rests, Role::Rest)];
    let drawn = lines.into_iter().filter(|(ops, _)| !ops.is_empty());
    drawn.map(|(ops, role)| Item::Path { ops, mark: Mark::plain(role) }).collect()
}

/// A line through all lanes where the run has ended.
fn end_line(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> Option<Item> {
    let (makespan, axis) = (trace.makespan(), sheet.axis);
    let top_px = rows.rows.first()?.middle_px - rows.rows.first()?.block_px / 2.0;
    (axis.start() <= makespan && makespan <= axis.end()).then(|| {
        let x_px = axis.x_px(makespan);
        let ops = vec![
            PathOp::Move(Point::new(x_px, top_px)),
            PathOp::Line(Point::new(x_px, rows.bottom_px + 4.0)),
        ];
        Item::Path { ops, mark: Mark::plain(Role::End) }
    })
}

/// The width of a badge with this text.
fn badge_width_px(text: &str) -> f64 {
    text_width_px(text, headings::BADGE_SIZE_PX, Weight::Bold) + 20.0
}

#[cfg(test)]
mod tests;
