//! The visible stretch of the time axis, and how zooming and panning change it.

use crate::time::{Duration, Instant};

/// A key or a button that zooms in leaves this many thousandths of the visible stretch.
pub const ZOOM_IN_PERMILLE: u32 = 667;
/// One that zooms out makes this many thousandths of it.
pub const ZOOM_OUT_PERMILLE: u32 = 1500;
/// Nobody sees less than this.
const LENGTH_NS_MIN: u64 = 100;

/// Edges lie on round instants, of which the stretch has at least so many.
const GRAINS: u64 = 2_000;

/// A half-open stretch of the axis, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The left edge.
    pub start: Instant,
    /// The right edge.
    pub end: Instant,
}

impl Window {
    /// Its length.
    pub fn length(self) -> Duration {
        self.end.since(self.start)
    }

    /// Whether the instant is visible, edges included.
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at <= self.end
    }

    /// The instant between its edges.
    pub fn middle(self) -> Instant {
        self.start + Duration::from_ns(self.length().as_ns() / 2)
    }

    /// This stretch as far as it lies on an axis that ends at `axis_end`; `None` where that is all of the axis, or
    /// nothing that could be seen.
    pub fn within(self, axis_end: Instant) -> Option<Self> {
        let window = Self { start: self.start, end: self.end.min(axis_end) };
        let is_all = window.start == Instant::ZERO && window.end == axis_end;
        (!is_all && window.length().as_ns() >= LENGTH_NS_MIN.min(axis_end.as_ns())).then_some(window)
    }

    /// `permille` thousandths as long, with `at` in the same place; `None` where that is all of the axis.
    pub fn zoomed(self, permille: u32, at: Instant, axis_end: Instant) -> Option<Self> {
        let old_ns = u128::from(self.length().as_ns());
        let axis_ns = axis_end.as_ns();
        let new_ns = u64::try_from(old_ns * u128::from(permille) / 1000).unwrap_or(u64::MAX);
        let new_ns = new_ns.max(LENGTH_NS_MIN);
        if old_ns == 0 || new_ns >= axis_ns {
            return None;
        }
        let left_ns = u128::from(at.since(self.start).as_ns()) * u128::from(new_ns) / old_ns;
        let start_ns = at.as_ns().saturating_sub(u64::try_from(left_ns).unwrap_or(u64::MAX));
        // Edges are rounded: what was nearly all may have become all.
        Self::placed(start_ns, new_ns, axis_ns).within(axis_end)
    }

    /// As long, `by_ns` further to the right, as far as the axis goes.
    pub fn panned(self, by_ns: i64, axis_end: Instant) -> Self {
        let start_ns = self.start.as_ns().saturating_add_signed(by_ns);
        Self::placed(start_ns, self.length().as_ns(), axis_end.as_ns())
    }

    /// As long, moved as little as needed for `at` to be well in view.
    pub fn showing(self, at: Instant, axis_end: Instant) -> Self {
        if self.contains(at) {
            return self;
        }
        let margin_ns = self.length().as_ns() / 8;
        let start_ns = if at < self.start {
            at.as_ns().saturating_sub(margin_ns)
        } else {
            (at.as_ns() + margin_ns).saturating_sub(self.length().as_ns())
        };
        Self::placed(start_ns, self.length().as_ns(), axis_end.as_ns())
    }

    fn placed(start_ns: u64, length_ns: u64, axis_ns: u64) -> Self {
        // Finer than a pixel, and still a number that can be read in a link.
        let grain_ns = (length_ns / GRAINS).checked_ilog10().map_or(1, |digits| 10_u64.pow(digits));
        let length_ns = length_ns.saturating_add(grain_ns / 2) / grain_ns * grain_ns;
        let start_ns_max = axis_ns.saturating_sub(length_ns);
        let end_ns =
            if start_ns < start_ns_max { start_ns / grain_ns * grain_ns + length_ns } else { axis_ns };
        let start_ns = start_ns.min(start_ns_max) / grain_ns * grain_ns;
        Self { start: Instant::from_ns(start_ns), end: Instant::from_ns(end_ns) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(start_ns: u64, end_ns: u64) -> Window {
        Window { start: Instant::from_ns(start_ns), end: Instant::from_ns(end_ns) }
    }

    #[test]
    fn zooming_keeps_an_instant_in_its_place() {
        let zoomed = window(0, 1000).zoomed(500, Instant::from_ns(250), Instant::from_ns(1000));
        assert_eq!(zoomed, Some(window(125, 625)));
    }

    #[test]
    fn nobody_zooms_in_for_ever() {
        let zoomed = window(0, 1000).zoomed(1, Instant::from_ns(500), Instant::from_ns(1000));
        assert_eq!(zoomed.map(Window::length), Some(Duration::from_ns(LENGTH_NS_MIN)));
    }

    #[test]
    fn all_of_the_axis_is_no_zoom() {
        assert_eq!(window(0, 2000).within(Instant::from_ns(1000)), None);
        assert_eq!(window(500, 900).zoomed(9000, Instant::from_ns(600), Instant::from_ns(1000)), None);
        let (end, nearly_all) = (Instant::from_ms(84), window(0, 83_999_000));
        assert_eq!(nearly_all.zoomed(1000, Instant::ZERO, end), None);
    }

    #[test]
    fn edges_are_round_and_the_end_is_reached() {
        let end = Instant::from_ns(84_123_457);
        let zoomed = window(0, 84_123_457).zoomed(500, Instant::from_ns(31_964_741), end);
        assert_eq!(zoomed, Some(window(15_980_000, 58_040_000)));
        let panned = zoomed.map(|window| window.panned(i64::MAX, end));
        assert_eq!(panned, Some(window(42_060_000, 84_123_457)));
    }

    #[test]
    fn an_instant_in_view_moves_nothing() {
        let end = Instant::from_ns(10_000);
        assert_eq!(window(1000, 2000).showing(Instant::from_ns(1500), end), window(1000, 2000));
        assert_eq!(window(1000, 2000).showing(Instant::from_ns(5000), end), window(4125, 5125));
        assert_eq!(window(1000, 2000).showing(Instant::from_ns(50), end), window(0, 1000));
    }
}
