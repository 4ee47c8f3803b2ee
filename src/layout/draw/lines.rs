//! The thin lines of a figure: its grid, the middle of its lanes, the end of a run.

use crate::geometry::Point;
use crate::layout::axis::Axis;
use crate::layout::place::{Rows, Shows};
use crate::layout::{Indexed, Sheet};
use crate::scene::{Group, Identity, Item, Mark, PathOp, Role};

/// Thin lines behind all panels at the axis's ticks.
pub fn grid(axis: &Axis, stretches: &[(f64, f64)]) -> Item {
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

pub fn separator(sheet: &Sheet, y_px: f64) -> Item {
    let ops = vec![
        PathOp::Move(Point::new(sheet.pad_px, y_px)),
        PathOp::Line(Point::new(sheet.width_px - sheet.pad_px, y_px)),
    ];
    let items = vec![Item::Path { ops, mark: Mark::plain(Role::Separator) }];
    Item::Group(Group { identity: Identity::Back, request: None, items })
}

/// The middle of each thread's and request's lane, and where threads rest.
pub fn baselines(sheet: &Sheet, rows: &Rows) -> Vec<Item> {
    let line = |y_px: f64| {
        [
            PathOp::Move(Point::new(sheet.axis.left_px(), y_px)),
            PathOp::Line(Point::new(sheet.axis.right_px(), y_px)),
        ]
    };
    let lanes = rows.rows.iter().filter(|row| !matches!(row.shows, Shows::Resource(..) | Shows::Crowd(_)));
    let lanes: Vec<PathOp> = lanes.flat_map(|row| line(row.middle_px)).collect();
    let rests: Vec<PathOp> = rows.strands.iter().flat_map(|strand| line(strand.rest_y_px)).collect();
    let lines = [(lanes, Role::Baseline), (rests, Role::Rest)];
    let drawn = lines.into_iter().filter(|(ops, _)| !ops.is_empty());
    drawn.map(|(ops, role)| Item::Path { ops, mark: Mark::plain(role) }).collect()
}

/// A line through all lanes where the run has ended.
pub fn end_line(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> Option<Item> {
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
