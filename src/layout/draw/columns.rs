//! Spans of a lane merged into columns, so that drawing costs as much as its pixels and not as its spans.

use std::ops::Range;

use crate::layout::axis::Axis;
use crate::layout::index::{Share, Sums, sums};
use crate::order::partition;
use crate::time::Instant;

/// A stretch of a lane that is drawn as one rectangle, of one kind. Its area is the time that spans of the kind take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub left_px: f64,
    /// Where it ends.
    pub right_px: f64,
    /// How much of the height lies below it, as a share.
    pub below: f64,
    /// How much of the height lies below its upper edge.
    pub above: f64,
}

/// Heights that differ by less than this are drawn as one: less than half a pixel.
const LIKE: f64 = 0.02;

/// The spans of one lane within `range`, in order of time, as rectangles, for each kind: a span as wide as a column has
/// its own; narrower ones that begin in one column stand on one another there, each kind as high as its share of the
/// time. A column costs as much as finding its end, where there are sums.
pub fn columns(
    axis: &Axis,
    kinds: usize,
    range: Range<usize>,
    span: impl Fn(usize) -> Option<(usize, Instant, Instant)>,
    start: impl Fn(usize) -> Option<Instant>,
    sums: Option<&Sums>,
) -> Vec<Vec<Stretch>> {
    let width_px = axis.column_px();
    let looked_at =
        |i| span(i).map(|(kind, start, end)| (kind, axis.clamped_x_px(start), axis.clamped_x_px(end)));
    let length = |i| span(i).map(|(kind, start, end)| (kind, end.since(start).as_ns()));
    let px_per_ns = (axis.right_px() - axis.left_px()) / axis.end().since(axis.start()).as_ns() as f64;
    let mut walk = Walk::new(kinds, sums);
    let mut count = 1;
    let mut drawn = vec![Vec::new(); kinds];
    let mut i = range.start;
    while let Some((kind, left_px, mut right_px)) = looked_at(i).filter(|_| i < range.end) {
        if right_px - left_px >= width_px {
            push(&mut drawn, kind, Stretch { left_px, right_px, below: 0.0, above: 1.0 });
            i += 1;
            continue;
        }
        let column_px = ((left_px / width_px).floor() + 1.0) * width_px;
        let begins_in_it = |i| start(i).is_some_and(|start| axis.clamped_x_px(start) < column_px);
        let mut next = gallop(i + 1..range.end, count, begins_in_it);
        // Only the last span that begins in a column may be a wide one, which has a rectangle of its own.
        while let Some((_, last_left_px, last_right_px)) = looked_at(next - 1).filter(|_| next > i + 1) {
            if last_right_px - last_left_px < width_px {
                right_px = last_right_px;
                break;
            }
            next -= 1;
        }
        count = next - i;
        let mut below = 0.0;
        for (kind, share) in walk.between(i..next, length).iter().enumerate() {
            if share.length_ns == 0 {
                continue;
            }
            let above = below + share.length_ns as f64 * px_per_ns / (right_px - left_px).max(1e-9);
            push(&mut drawn, kind, Stretch { left_px, right_px, below, above: above.min(1.0) });
            below = above.min(1.0);
        }
        i = next;
    }
    drawn
}

/// Adds a stretch of a kind, to the one before it if that is like it.
fn push(drawn: &mut [Vec<Stretch>], kind: usize, next: Stretch) {
    let Some(of_kind) = drawn.get_mut(kind) else { return };
    let like = |a: f64, b: f64| (a - b).abs() < LIKE;
    match of_kind.last_mut() {
        Some(last)
            if next.left_px <= last.right_px + 0.01
                && like(last.below, next.below)
                && like(last.above, next.above) =>
        {
            let (old_px, new_px) = (last.right_px - last.left_px, next.right_px - next.left_px);
            let whole_px = (next.right_px - last.left_px).max(1e-9);
            let mean = |old: f64, new: f64| (old * old_px + new * new_px) / whole_px;
            (last.below, last.above) = (mean(last.below, next.below), mean(last.above, next.above));
            last.right_px = next.right_px.max(last.right_px);
        }
        Some(_) | None => of_kind.push(next),
    }
}

/// Goes along a lane: what was summed up to one column is where the next one begins. Its lists serve all columns.
struct Walk<'a> {
    sums: Option<&'a Sums>,
    /// The span before which the sums `from` end, where they are known.
    at: Option<usize>,
    from: Vec<Share>,
    to: Vec<Share>,
    shares: Vec<Share>,
}

impl<'a> Walk<'a> {
    fn new(kinds: usize, sums: Option<&'a Sums>) -> Self {
        Self { sums, at: None, from: Vec::new(), to: Vec::new(), shares: vec![Share::default(); kinds] }
    }

    fn between(&mut self, range: Range<usize>, span: impl Fn(usize) -> Option<(usize, u64)>) -> &[Share] {
        self.shares.fill(Share::default());
        let Some(sums) = self.sums.filter(|_| range.len() > FEW_SPANS) else {
            sums::add(&mut self.shares, range.filter_map(span));
            return &self.shares;
        };
        if self.at != Some(range.start) {
            sums.before(&mut self.from, range.start, &span);
        }
        sums.before(&mut self.to, range.end, &span);
        for ((share, from), to) in self.shares.iter_mut().zip(&self.from).zip(&self.to) {
            share.length_ns = to.length_ns - from.length_ns;
            share.count = to.count - from.count;
        }
        std::mem::swap(&mut self.from, &mut self.to);
        self.at = Some(range.end);
        &self.shares
    }
}

/// No more spans than this are added up one by one.
const FEW_SPANS: usize = 6;

/// Where `before` ceases to hold, which it does once: near `guess` steps on it is found soonest.
fn gallop(range: Range<usize>, guess: usize, before: impl Fn(usize) -> bool) -> usize {
    let mut low = range.start;
    // Most columns have as many spans as the one before, give or take one.
    let near = guess.saturating_sub(2);
    if near > 0 && low + near <= range.end && before(low + near - 1) {
        low += near;
    }
    let mut step = 1;
    while low + step <= range.end && before(low + step - 1) {
        low += step;
        step *= 2;
    }
    low + partition(step.min(range.end - low), |i| before(low + i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane() -> impl Strategy<Value = Vec<(usize, Instant, Instant)>> {
        prop::collection::vec((0..3_usize, 1..60_u64, 0..30_u64), 0..400).prop_map(|spans| {
            let mut now_ns = 0;
            let placed = spans.into_iter().map(|(kind, length_ns, gap_ns)| {
                let start = Instant::from_ns(now_ns + gap_ns / 3 * u64::from(gap_ns > 20));
                now_ns = start.as_ns() + length_ns;
                (kind, start, Instant::from_ns(now_ns))
            });
            placed.collect()
        })
    }

    /// How much time the rectangles of a kind stand for, in pixels of the axis.
    fn area_px(stretches: &[Stretch]) -> f64 {
        stretches.iter().map(|it| (it.right_px - it.left_px) * (it.above - it.below)).sum()
    }

    proptest! {
        #[test]
        fn merged_spans_cover_as_much_time_as_spans_one_by_one(spans in lane(), from in 0..9_000_u64, length in 1..12_000_u64, width in 5.0..400.0_f64, column_px in 1..5_u32) {
            let column_px = f64::from(column_px);
            let axis = Axis::new(Instant::from_ns(from), Instant::from_ns(from + length), 3.3, 3.3 + width).with_columns(column_px);
            // What sticks out of the axis is cut by it, whole spans alone have sums: this looks at those within.
            let first = spans.partition_point(|&(_, start, _)| start < axis.start());
            let end = spans.partition_point(|&(_, _, end)| end <= axis.end()).max(first);
            let sums = Sums::of(3, spans.iter().map(|&(kind, start, end)| (kind, end.since(start).as_ns())));
            let drawn = columns(&axis, 3, first..end, |i| spans.get(i).copied(), |i| spans.get(i).map(|span| span.1), Some(&sums));
            prop_assert_eq!(&drawn, &columns(&axis, 3, first..end, |i| spans.get(i).copied(), |i| spans.get(i).map(|span| span.1), None));
            for (kind, stretches) in drawn.iter().enumerate() {
                let own = spans[first..end].iter().filter(|span| span.0 == kind);
                let exact: f64 = own.map(|&(_, start, end)| axis.x_px(end) - axis.x_px(start)).sum();
                let found = area_px(stretches);
                prop_assert!((found - exact).abs() < 1e-6 * (1.0 + exact), "{kind}: {found} instead of {exact}");
                prop_assert!(stretches.is_sorted_by(|a, b| a.right_px <= b.left_px + 0.01));
                // No more rectangles than a kind has columns, ever.
                prop_assert!(stretches.len() as f64 <= 2.0 * width / column_px + 2.0, "{} in {width}", stretches.len());
            }
        }
    }

    #[test]
    fn narrow_spans_share_a_column_by_their_time() {
        let axis = Axis::new(Instant::ZERO, Instant::from_ns(1000), 0.0, 100.0);
        let spans = [(0, 0, 3), (1, 3, 8), (0, 8, 10), (0, 20, 60), (1, 60, 100)];
        let spans = spans.map(|(kind, start, end)| (kind, Instant::from_ns(start), Instant::from_ns(end)));
        let drawn = columns(
            &axis,
            2,
            0..spans.len(),
            |i| spans.get(i).copied(),
            |i| spans.get(i).map(|span| span.1),
            None,
        );
        let stretch = |left_px, right_px, below, above| Stretch { left_px, right_px, below, above };
        assert_eq!(drawn[0], [stretch(0.0, 1.0, 0.0, 0.5), stretch(2.0, 6.0, 0.0, 1.0)]);
        assert_eq!(drawn[1], [stretch(0.0, 1.0, 0.5, 1.0), stretch(6.0, 10.0, 0.0, 1.0)]);
    }
}
