//! A crowd: how many threads or requests are in which state, as heights that stand on one another.

use crate::geometry::Rect;
use crate::layout::draw::labels::{self, Label, Obstacles};
use crate::layout::index::STATES;
use crate::layout::marks::form;
use crate::layout::measure::text_width_px;
use crate::layout::place::Row;
use crate::layout::{Indexed, Sheet};
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role, Weight};
use crate::text::figure as words;
use crate::trace::{Crowd, State};

/// Size of a layer's name.
const NAME_SIZE_PX: f64 = 11.0;
/// Room on both sides of a layer's name.
const NAME_PAD_PX: f64 = 6.0;
/// A layer thinner than this has no name in it.
const NAME_ROOM_PX: f64 = 19.0;
/// Every so many columns is looked at as a place for a name.
const NAME_STEP: usize = 8;

/// Who holds a thread stands at the bottom, who waits longest on top.
const OF_REQUESTS: [State; STATES] = [
    State::Running,
    State::Switching,
    State::Runnable,
    State::Blocked,
    State::Ready,
    State::Paused,
    State::Queued,
];
/// What a thread may be doing: the states of the requests that hold one.
const OF_THREADS: [State; 4] = [State::Running, State::Switching, State::Runnable, State::Blocked];

/// What a crowd's row holds. Requests have one scale in all panels, threads fill the row when all are busy.
pub fn items(sheet: &Sheet, trace: &Indexed, row: &Row, crowd: Crowd) -> Vec<Item> {
    let (states, most) = match crowd {
        Crowd::Threads => (&OF_THREADS[..], u64::from(trace.own_thread_count())),
        Crowd::Tasks => {
            let all = sheet.figure.traces.iter().map(|trace| trace.levels().most());
            (&OF_REQUESTS[..], all.max().unwrap_or(1))
        }
    };
    let means = trace.levels().means(&sheet.axis.edges());
    let layer = |&state: &State| (state as usize, form(state), words::state_label(form(state)));
    let layers: Vec<Layer> = states.iter().map(layer).collect();
    stack(sheet, row, &means, &layers, most)
}

/// A kind of level, what it looks like, and what it is called.
pub type Layer = (usize, Form, &'static str);

/// The levels of some kinds, column by column, one on top of the other, as parts of the row's height, which
/// `most` fill.
pub fn stack<const K: usize>(
    sheet: &Sheet,
    row: &Row,
    means: &[[f64; K]],
    layers: &[Layer],
    most: u64,
) -> Vec<Item> {
    let bottom_px = row.middle_px + row.block_px / 2.0;
    let scale = row.block_px / (most.max(1) as f64);
    let mut below = vec![0.0; means.len()];
    let mut items = Vec::new();
    for &(kind, form, label) in layers {
        let above =
            means.iter().zip(&below).map(|(mean, &below)| below + mean.get(kind).map_or(0.0, |&n| n * scale));
        let above: Vec<f64> = above.collect();
        let ops = steps(sheet, &below, &above, bottom_px);
        if !ops.is_empty() {
            let sum: f64 = means.iter().filter_map(|mean| mean.get(kind)).sum();
            let tooltip = sheet.said(|| words::crowd_tooltip(label, sum / means.len() as f64));
            let path = Item::Path { ops, mark: Mark::plain(Role::Body(form)) };
            let mut drawn = vec![path];
            drawn.extend(name_in(sheet, (form, label), &below, &above, bottom_px));
            items.push(Item::Group(Group {
                identity: Identity::Spans { form, tooltip },
                request: None,
                items: drawn,
            }));
        }
        below = above;
    }
    items
}

/// The name of a layer, in the middle of the place where it is thickest, if it is thick enough for that anywhere.
fn name_in(
    sheet: &Sheet,
    (form, text): (Form, &'static str),
    below: &[f64],
    above: &[f64],
    bottom_px: f64,
) -> Vec<Item> {
    let mark = Mark::plain(Role::Label(form));
    let label = Label {
        text,
        size_px: NAME_SIZE_PX,
        weight: Weight::Regular,
        mark,
        plate: true,
        pad_px: NAME_PAD_PX,
    };
    let width_px = text_width_px(text, NAME_SIZE_PX, Weight::Regular) + 2.0 * NAME_PAD_PX + 2.0;
    let column_px = sheet.axis.column_px();
    let columns = (width_px / column_px).ceil() as usize;
    let places = (0..below.len().saturating_sub(columns)).step_by(NAME_STEP);
    let rooms = places.filter_map(|first| {
        let within = first..=first + columns;
        let high = above.get(within.clone())?.iter().copied().step_by(2).fold(f64::MAX, f64::min);
        let low = below.get(within)?.iter().copied().step_by(2).fold(0.0, f64::max);
        let left_px = sheet.axis.left_px() + first as f64 * column_px;
        Some(Rect::between(left_px, left_px + width_px, bottom_px - high, bottom_px - low))
    });
    let thickest = rooms.reduce(|a, b| if b.height_px > a.height_px { b } else { a });
    match thickest.filter(|room| room.height_px >= NAME_ROOM_PX) {
        Some(room) => labels::place(&label, room, &Obstacles::default()),
        None => Vec::new(),
    }
}

/// Bars between two heights above `bottom_px`, one for each run of like columns.
fn steps(sheet: &Sheet, below: &[f64], above: &[f64], bottom_px: f64) -> Vec<PathOp> {
    let axis = sheet.axis;
    let like = |i: usize, j: usize| {
        let of =
            |heights: &[f64]| heights.get(i).zip(heights.get(j)).is_some_and(|(a, b)| (a - b).abs() < 0.02);
        of(below) && of(above)
    };
    let mut ops: Vec<PathOp> = Vec::new();
    let mut start = 0;
    for (i, (&below_px, &above_px)) in below.iter().zip(above).enumerate() {
        if like(i + 1, start) {
            continue;
        }
        let left_px = axis.left_px() + start as f64 * axis.column_px();
        let right_px = (axis.left_px() + (i + 1) as f64 * axis.column_px()).min(axis.right_px());
        start = i + 1;
        if above_px - below_px > 0.05 && right_px > left_px {
            ops.push(PathOp::Rect(Rect::between(
                left_px,
                right_px,
                bottom_px - above_px,
                bottom_px - below_px,
            )));
        }
    }
    ops
}
