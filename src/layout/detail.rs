//! How much detail is drawn: spans one by one, or merged so that the cost depends on pixels and not on spans.

use std::ops::Range;

use crate::geometry::Rect;
use crate::layout::axis::Axis;
use crate::layout::lanes::{requests_shown, threads_shown};
use crate::time::Instant;
use crate::trace::{RequestId, ThreadId, Trace};

/// Most spans of one figure that are drawn one by one.
pub const SPANS_MAX: usize = 900;

/// How spans are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Each is an element of its own.
    Each,
    /// All of one state in a lane are one path; those narrower than a pixel are merged.
    Merged,
}

/// Decides for a whole figure, so that its panels compare.
pub fn detail(traces: &[&Trace], axis: &Axis, follow: Option<RequestId>) -> Detail {
    let mut room = SPANS_MAX;
    for trace in traces {
        for thread in threads_shown(trace).0 {
            room = room.saturating_sub(visible_thread_spans(trace, thread, axis).len());
        }
        for request in requests_shown(trace, axis, follow).0 {
            room = room.saturating_sub(visible_request_spans(trace, request, axis).len());
        }
        for service in 0..trace.services().len() {
            let visible = trace.service_spans(service).iter().filter(|span| axis.shows(span.start, span.end));
            room = room.saturating_sub(visible.take(SPANS_MAX).count());
        }
    }
    if room > 0 { Detail::Each } else { Detail::Merged }
}

/// The indices of a thread's visible spans.
pub fn visible_thread_spans(trace: &Trace, thread: ThreadId, axis: &Axis) -> Range<usize> {
    let count = trace.thread_span_count(thread);
    let first =
        partition(count, |i| trace.thread_span(thread, i).is_some_and(|span| span.end <= axis.start()));
    let end = partition(count, |i| trace.thread_span(thread, i).is_some_and(|span| span.start <= axis.end()));
    first..end.max(first)
}

/// The indices of a request's visible spans.
pub fn visible_request_spans(trace: &Trace, request: RequestId, axis: &Axis) -> Range<usize> {
    let count = trace.request_span_count(request);
    let first =
        partition(count, |i| trace.request_span(request, i).is_some_and(|span| span.end <= axis.start()));
    let end =
        partition(count, |i| trace.request_span(request, i).is_some_and(|span| span.start <= axis.end()));
    first..end.max(first)
}

/// How many of `0..count` are at the beginning for which `before` holds.
fn partition(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Collects the spans of one lane, in order of time, into rectangles: a span of a pixel or more is one, those that are
/// narrower share their pixel column, which shows the state that lasts longest in it.
pub struct Columns<'a, K> {
    axis: &'a Axis,
    column: i64,
    /// How long each kind lasts in the present column; a lane has few.
    shares: Vec<(K, u64)>,
    runs: Vec<(K, f64, f64)>,
}

impl<'a, K: Copy + PartialEq> Columns<'a, K> {
    /// Nothing collected yet.
    pub fn new(axis: &'a Axis) -> Self {
        Self { axis, column: i64::MIN, shares: Vec::new(), runs: Vec::new() }
    }

    /// Takes in the next span.
    pub fn push(&mut self, kind: K, start: Instant, end: Instant) {
        let (left_px, right_px) = (self.axis.clamped_x_px(start), self.axis.clamped_x_px(end));
        if right_px - left_px >= 1.0 {
            self.flush();
            self.run(kind, left_px, right_px);
            return;
        }
        let column = left_px.floor() as i64;
        if column != self.column {
            self.flush();
            self.column = column;
        }
        let length_ns = end.since(start).as_ns();
        match self.shares.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, share_ns)) => *share_ns += length_ns,
            None => self.shares.push((kind, length_ns)),
        }
    }

    /// The runs of like columns: kind, left and right edge, in order.
    pub fn finish(mut self) -> Vec<(K, f64, f64)> {
        self.flush();
        self.runs
    }

    fn flush(&mut self) {
        let longest = self.shares.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a });
        self.shares.clear();
        if let Some((kind, _)) = longest {
            let left_px = self.column as f64;
            self.run(kind, left_px.max(self.axis.left_px()), (left_px + 1.0).min(self.axis.right_px()));
        }
        self.column = i64::MIN;
    }

    fn run(&mut self, kind: K, left_px: f64, right_px: f64) {
        match self.runs.last_mut() {
            Some((last, _, end_px)) if *last == kind && left_px <= *end_px + 0.01 => {
                *end_px = right_px.max(*end_px);
            }
            Some(_) | None => self.runs.push((kind, left_px, right_px)),
        }
    }
}

/// The rectangles of one kind among runs, of one height.
pub fn rects<K: PartialEq>(runs: &[(K, f64, f64)], kind: &K, top_px: f64, bottom_px: f64) -> Vec<Rect> {
    let of_kind = runs.iter().filter(|(other, ..)| other == kind);
    of_kind.map(|&(_, left_px, right_px)| Rect::between(left_px, right_px, top_px, bottom_px)).collect()
}

/// How many calls wait and are served in each pixel column: the mean over the column.
pub struct Profile {
    left_px: f64,
    /// Time that calls spend waiting and being served in a column, in columns.
    columns: Vec<[f64; 2]>,
}

impl Profile {
    /// A profile of nothing.
    pub fn new(axis: &Axis) -> Self {
        let width_px = (axis.right_px() - axis.left_px()).ceil();
        Self { left_px: axis.left_px(), columns: vec![[0.0; 2]; width_px as usize + 1] }
    }

    /// Takes in one call between two edges, waiting (0) or served (1).
    pub fn add(&mut self, kind: usize, left_px: f64, right_px: f64) {
        let (left, right) = (left_px - self.left_px, right_px - self.left_px);
        let (first, last) = (left.floor().max(0.0) as usize, right.floor().max(0.0) as usize);
        // Only the ends are written; `levels` adds up what lies between.
        for (edge, column, sign) in [(left, first, 1.0), (right, last, -1.0)] {
            let inside = 1.0 - (edge - edge.floor());
            if let Some(share) = self.columns.get_mut(column).and_then(|shares| shares.get_mut(kind)) {
                *share += sign * inside;
            }
            if let Some(share) = self.columns.get_mut(column + 1).and_then(|shares| shares.get_mut(kind)) {
                *share += sign * (1.0 - inside);
            }
        }
    }

    /// The mean numbers of waiting and served calls in each column.
    pub fn levels(&self) -> Vec<[f64; 2]> {
        let mut level = [0.0; 2];
        let sums = self.columns.iter().map(|shares| {
            level = [level[0] + shares[0], level[1] + shares[1]];
            [level[0].max(0.0), level[1].max(0.0)]
        });
        sums.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis() -> Axis {
        Axis::new(Instant::ZERO, Instant::from_ns(1000), 0.0, 100.0)
    }

    #[test]
    fn narrow_spans_share_a_column_and_the_longest_shows() {
        let axis = axis();
        let mut columns = Columns::new(&axis);
        for (kind, start, end) in [('a', 0, 3), ('b', 3, 8), ('a', 8, 9), ('a', 20, 60), ('b', 60, 100)] {
            columns.push(kind, Instant::from_ns(start), Instant::from_ns(end));
        }
        assert_eq!(columns.finish(), [('b', 0.0, 1.0), ('a', 2.0, 6.0), ('b', 6.0, 10.0)]);
    }

    #[test]
    fn a_profile_holds_what_was_put_in() {
        let mut profile = Profile::new(&axis());
        profile.add(1, 2.5, 4.0);
        profile.add(1, 3.0, 3.25);
        profile.add(0, 0.0, 100.0);
        let levels = profile.levels();
        let served: f64 = levels.iter().map(|level| level[1]).sum();
        let waiting: f64 = levels.iter().map(|level| level[0]).sum();
        assert!((served - 1.75).abs() < 1e-9, "{served}");
        assert!((waiting - 100.0).abs() < 1e-9, "{waiting}");
        assert_eq!(levels[3][1], 1.25);
    }
}
