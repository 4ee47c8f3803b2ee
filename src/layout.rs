//! Lays out a figure: some runs, one panel below the other on one time axis, as a scene.
//!
//! [`lay_out`] does the work once for a width and a visible stretch of time; [`Drawing::at`] tells cheaply what moves
//! with the playhead.

pub mod axis;
pub mod chart;
mod draw;
pub mod index;
pub mod legend;
mod marks;
pub mod measure;
mod moment;
mod place;
pub mod plan;
pub mod targets;

use crate::layout::axis::Axis;
use crate::layout::draw::labels::Obstacles;
use crate::layout::draw::weave::Weave;
use crate::layout::draw::{calls, headings, lines, names, spans, strands};
use crate::layout::place::{Rows, Shows};
use crate::layout::plan::{Detail, Lanes, Plan};
use crate::scene::{Group, Identity, Item, Scene};
use crate::text::figure as words;
use crate::text::model::{self, ModelName};
use crate::time::Instant;
use crate::trace::{Outcome, State, TaskId};

pub use crate::layout::index::Indexed;
pub use crate::layout::marks::hue;
pub use crate::layout::moment::{Course, Moment};
pub use crate::layout::plan::has_crowd;

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
    /// Whether spans are drawn one by one.
    pub detail: Detail,
    targets: Vec<targets::LaneBox>,
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

/// Lays the figure out for a viewport.
pub fn lay_out(figure: &Figure, viewport: &Viewport) -> Drawing {
    let width_px = match viewport.width_px.is_nan() {
        true => NARROW_PX,
        false => viewport.width_px.clamp(WIDTH_MIN_PX, WIDTH_MAX_PX),
    };
    let narrow = width_px < NARROW_PX;
    let pad_px = if narrow { 2.0 } else { 8.0 };
    let lanes = plan::lanes(figure);
    let axis = axis_of(figure, &lanes, viewport.stretch, (width_px, narrow, pad_px));
    let axis = if viewport.coarse { axis.with_columns(COARSE_PX) } else { axis };
    let lead_px = if narrow { LEAD_NARROW_PX } else { LEAD_PX };
    let sheet = Sheet { figure, axis: &axis, width_px, narrow, pad_px, lead_px };
    let Plan { detail, panels: lanes } = Plan::new(figure, lanes, &axis);
    let mut moving = moment::Moving::default();
    let (mut panels, mut over) = (Vec::new(), Vec::new());
    let mut targets = Vec::new();
    let mut y_px = 4.0;
    let mut stretches = Vec::new();
    let names = model_names(figure);
    for (i, ((trace, name), lanes)) in figure.traces.iter().zip(&names).zip(&lanes).enumerate() {
        if i > 0 {
            over.push(lines::separator(&sheet, y_px + PANEL_GAP_PX / 2.0));
            y_px += PANEL_GAP_PX;
        }
        let panel = panel(&sheet, trace, &name.title, (detail, lanes), y_px);
        stretches.push((panel.top_px, panel.rows.bottom_px));
        y_px = panel.rows.bottom_px;
        targets.extend(targets::boxes(i, trace, &panel.rows));
        over.extend(panel.over);
        moving.badges.push(panel.badge);
        moving.weaves.extend(panel.weaves);
        panels.push(panel.group);
    }
    let mut ground = vec![lines::grid(&axis, &stretches)];
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
    Drawing { scene, axis, detail, moving, targets }
}

/// What the models of the figure are called.
fn model_names(figure: &Figure) -> Vec<ModelName> {
    model::names(&figure.traces.iter().map(|trace| trace.model()).collect::<Vec<_>>())
}

/// The axis that all panels share, right of the widest name of a lane.
fn axis_of(
    figure: &Figure,
    lanes: &[Lanes],
    stretch: Option<(Instant, Instant)>,
    (width_px, narrow, pad_px): (f64, bool, f64),
) -> Axis {
    let names_px = if narrow { 0.0 } else { names::column_px(figure, lanes) + 10.0 };
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
        let mut said =
            words::figure_description(&name.title, trace.model(), trace.tasks().len() as u64, &finished);
        if (2..=REQUESTS_DESCRIBED_MAX).contains(&trace.tasks().len()) {
            let all = trace.task_ids().zip(trace.tasks());
            let done = all.filter(|(_, info)| info.outcome != Outcome::Unfinished);
            let finishes: Vec<(u32, String)> = done
                .map(|(task, info)| (trace.task_number(task), axis.time_label(info.ended.as_ns())))
                .collect();
            if !finishes.is_empty() {
                said.push_str(&words::figure_finishes(trace.model(), &finishes));
            }
        }
        if trace.span_count() <= SPANS_DESCRIBED_MAX {
            let [own, helpers] = [false, true].map(|helpers| {
                let blocked_ns = blocked_ns(trace, helpers);
                (blocked_ns > 0).then(|| axis.time_label(blocked_ns))
            });
            let threads = trace.own_thread_count();
            said.push_str(&words::figure_blocked(threads, own.as_deref(), helpers.as_deref()));
            let waits = trace.helper_waits().map(|span| span.end.since(span.start).as_ns());
            match waits.sum() {
                0 => {}
                waited_ns => said.push_str(&words::figure_helper_wait(&axis.time_label(waited_ns))),
            }
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

fn panel(
    sheet: &Sheet,
    trace: &Indexed,
    title: &str,
    (detail, lanes): (Detail, &Lanes),
    top_px: f64,
) -> Panel {
    let heading = headings::heading(sheet, trace, title, top_px);
    let rows = place::rows(sheet, trace, detail, lanes, heading.bottom_px);
    let badge = heading.badge(sheet, trace, &rows);
    let weaves: Vec<(u8, Weave)> = strands::weaves(sheet, trace, &rows);
    let (arrows, arrow_boxes) = calls::arrows(sheet, trace, &rows);
    let hops = weaves.iter().flat_map(|(_, weave)| strands::hop_boxes(weave)).collect();
    let obstacles = Obstacles { hops, arrows: arrow_boxes };
    let names = names::items(sheet, trace, &rows, &obstacles.hops);
    let mut items = lines::baselines(sheet, &rows);
    items.extend(lines::end_line(sheet, trace, &rows));
    items.extend(arrows);
    for row in &rows.rows {
        items.push(Item::Group(Group {
            identity: Identity::Lane { name: trace.lane_name(row.lane) },
            request: match row.shows {
                Shows::Request(request) => Some(request.number()),
                Shows::Thread(_) | Shows::Crowd(_) | Shows::Resource(..) => None,
            },
            items: spans::row_items(sheet, trace, &rows, row, &obstacles),
        }));
    }
    items.extend(strands::items(sheet, &rows.strands, &weaves));
    let mut over = vec![heading.group];
    over.extend(names);
    let identity = Identity::Panel {
        runtime: trace.label().to_owned(),
        makespan_ns: trace.makespan().as_ns(),
        outcome: trace.outcome().to_owned(),
        crowded: rows.crowded,
    };
    let group = Item::Group(Group { identity, request: None, items });
    Panel { group, over, badge, weaves, top_px: heading.bottom_px, rows }
}

#[cfg(test)]
mod tests;
