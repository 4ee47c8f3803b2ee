//! Threads as lines that weave through the lanes of the requests that they are at.

use crate::geometry::{Point, Rect};
use crate::layout::draw::weave::{Stay, Weave};
use crate::layout::place::{Rows, Strand};
use crate::layout::{Indexed, Sheet, plan};
use crate::scene::{Anchor, Group, Identity, Item, Mark, Role, STRANDS, Text, Weight};

/// The lines of the threads, each with the kind of its line.
pub fn weaves(sheet: &Sheet, trace: &Indexed, rows: &Rows) -> Vec<(u8, Weave)> {
    let heights = rows.strand_ys_px();
    let height_px = |request| {
        let place = heights.binary_search_by_key(&request, |&(id, _)| id).ok()?;
        heights.get(place).map(|&(_, y_px)| y_px)
    };
    let lines = rows.strands.iter().enumerate().map(|(i, strand)| {
        let visible = plan::visible_thread_spans(trace, strand.thread, sheet.axis);
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
pub fn hop_boxes(weave: &Weave) -> impl Iterator<Item = Rect> + '_ {
    weave.hops().map(|(from, to)| {
        let (top_px, bottom_px) = (from.y_px.min(to.y_px), from.y_px.max(to.y_px));
        Rect::between(from.x_px + 1.0, to.x_px - 1.0, top_px, bottom_px).grown(2.0)
    })
}

pub fn items(sheet: &Sheet, strands: &[Strand], weaves: &[(u8, Weave)]) -> Vec<Item> {
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
