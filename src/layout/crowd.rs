//! A crowd: how many threads or requests are in which state, as heights that stand on one another.

use crate::geometry::Rect;
use crate::layout::index::{STATES, edges};
use crate::layout::lanes::{Crowd, Row};
use crate::layout::spans::form;
use crate::layout::{Indexed, Sheet};
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role};
use crate::text::figure as words;
use crate::trace::State;

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
        Crowd::Threads => (&OF_THREADS[..], u64::from(trace.runtime().threads())),
        Crowd::Requests => {
            let all = sheet.figure.traces.iter().map(|trace| trace.levels().most());
            (&OF_REQUESTS[..], all.max().unwrap_or(1))
        }
    };
    let means = trace.levels().means(&edges(sheet.axis));
    let layers: Vec<(usize, Form)> = states.iter().map(|&state| (state as usize, form(state))).collect();
    stack(sheet, row, &means, &layers, most)
}

/// The levels of some kinds, pixel column by pixel column, one on top of the other, as parts of the row's height, which
/// `most` fill.
pub fn stack<const K: usize>(
    sheet: &Sheet,
    row: &Row,
    means: &[[f64; K]],
    layers: &[(usize, Form)],
    most: u64,
) -> Vec<Item> {
    let bottom_px = row.middle_px + row.block_px / 2.0;
    let scale = row.block_px / (most.max(1) as f64);
    let mut below = vec![0.0; means.len()];
    let mut items = Vec::new();
    for &(kind, form) in layers {
        let above =
            means.iter().zip(&below).map(|(mean, &below)| below + mean.get(kind).map_or(0.0, |&n| n * scale));
        let above: Vec<f64> = above.collect();
        let ops = steps(sheet, &below, &above, bottom_px);
        if !ops.is_empty() {
            let sum: f64 = means.iter().filter_map(|mean| mean.get(kind)).sum();
            let tooltip = words::crowd_tooltip(form, sum / means.len() as f64);
            let path = Item::Path { ops, mark: Mark::plain(Role::Body(form)) };
            items.push(Item::Group(Group {
                identity: Identity::Spans { form, tooltip },
                request: None,
                items: vec![path],
            }));
        }
        below = above;
    }
    items
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
        let left_px = axis.left_px() + start as f64;
        let right_px = (axis.left_px() + i as f64 + 1.0).min(axis.right_px());
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
