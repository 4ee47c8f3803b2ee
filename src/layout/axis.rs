//! The time axis: instants to pixels and back, and ticks at round times.

use crate::geometry::within;
use crate::layout::measure::text_width_px;
use crate::scene::Weight;
use crate::text::figure::{Unit, time, time_number, time_range};
use crate::time::Instant;

/// Size of the axis's labels.
pub const LABEL_SIZE_PX: f64 = 12.0;
/// Least room between two ticks.
const TICK_GAP_PX: f64 = 56.0;
/// Least room between two labels.
const LABEL_GAP_PX: f64 = 18.0;
/// Most ticks that are ever drawn.
const TICKS_MAX: usize = 400;

/// A visible stretch of time and where it lies in the drawing. Times at it are written in one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    start: Instant,
    end: Instant,
    left_px: f64,
    right_px: f64,
    unit: Unit,
    step_ns: u64,
    column_px: f64,
}

/// A labelled instant.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// When.
    pub at: Instant,
    /// Where.
    pub x_px: f64,
    /// The number of units.
    pub label: String,
}

impl Axis {
    /// The instants that bound its columns, from its left edge to its right.
    pub fn edges(&self) -> Vec<Instant> {
        let columns = ((self.right_px() - self.left_px()) / self.column_px()).ceil() as usize;
        let edge = |i: usize| (self.left_px() + i as f64 * self.column_px()).min(self.right_px());
        (0..=columns).map(|i| self.instant_at(edge(i))).collect()
    }

    /// The axis that shows `start..end` between two edges. An empty stretch is made a nanosecond long.
    pub fn new(start: Instant, end: Instant, left_px: f64, right_px: f64) -> Self {
        let end = Instant::from_ns(end.as_ns().max(start.as_ns().saturating_add(1)));
        let right_px = right_px.max(left_px + 1.0);
        let step_ns = step_ns(start, end, right_px - left_px);
        Self { start, end, left_px, right_px, unit: unit_of(step_ns), step_ns, column_px: 1.0 }
    }

    /// The same axis with wider columns, so that less is drawn.
    #[must_use]
    pub fn with_columns(self, column_px: f64) -> Self {
        Self { column_px, ..self }
    }

    /// How wide the columns are in which what is narrower is merged: a pixel, unless it was asked for otherwise.
    pub fn column_px(&self) -> f64 {
        self.column_px
    }

    /// The first visible instant.
    pub fn start(&self) -> Instant {
        self.start
    }

    /// The last visible instant.
    pub fn end(&self) -> Instant {
        self.end
    }

    /// Where the visible stretch begins.
    pub fn left_px(&self) -> f64 {
        self.left_px
    }

    /// Where the visible stretch ends.
    pub fn right_px(&self) -> f64 {
        self.right_px
    }

    /// The unit of every time that is written into the figure.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Where an instant lies; outside of the edges if it is not visible.
    pub fn x_px(&self, at: Instant) -> f64 {
        let length_ns = self.end.since(self.start).as_ns() as f64;
        let offset_ns = if at >= self.start {
            at.since(self.start).as_ns() as f64
        } else {
            -(self.start.since(at).as_ns() as f64)
        };
        self.left_px + offset_ns / length_ns * (self.right_px - self.left_px)
    }

    /// The instant at a place, to the nanosecond, clamped to the visible stretch.
    pub fn instant_at(&self, x_px: f64) -> Instant {
        let share = ((x_px - self.left_px) / (self.right_px - self.left_px)).clamp(0.0, 1.0);
        let length_ns = self.end.since(self.start).as_ns();
        // What is no number becomes 0 in this conversion, and 0 is the start.
        let offset_ns = (share * length_ns as f64).round() as u64;
        Instant::from_ns(self.start.as_ns() + offset_ns.min(length_ns))
    }

    /// [`Axis::x_px`], clamped to the edges.
    pub fn clamped_x_px(&self, at: Instant) -> f64 {
        within(self.x_px(at), self.left_px, self.right_px)
    }

    /// Whether any part of `start..end` is visible.
    pub fn shows(&self, start: Instant, end: Instant) -> bool {
        start <= self.end && end >= self.start
    }

    /// The labelled instants, in order.
    pub fn ticks(&self) -> Vec<Tick> {
        let first = self.start.as_ns().div_ceil(self.step_ns);
        let last = self.end.as_ns() / self.step_ns;
        (first..=last)
            .take(TICKS_MAX)
            .map(|n| {
                let at = Instant::from_ns(n * self.step_ns);
                Tick { at, x_px: self.x_px(at), label: time_number(at.as_ns(), self.unit, 0) }
            })
            .collect()
    }

    /// An instant in words, as exact as a pixel of the axis: `27.4 ms`.
    pub fn moment_label(&self, at: Instant) -> String {
        let pixel_ns = self.end.since(self.start).as_ns() as f64 / (self.right_px - self.left_px);
        let mut decimals = 0;
        let mut finest_ns = self.unit.ns() as f64;
        while finest_ns > pixel_ns && decimals < 9 && finest_ns > 1.0 {
            finest_ns /= 10.0;
            decimals += 1;
        }
        time(at.as_ns(), self.unit, decimals)
    }

    /// A stretch of time in words, exact to a millionth of the axis's unit: `3–23 ms · 20 ms`.
    pub fn time_range_label(&self, start_ns: u64, end_ns: u64) -> String {
        time_range(start_ns, end_ns, self.unit)
    }

    /// A time in words, to a thousandth of the axis's unit.
    pub fn time_label(&self, ns: u64) -> String {
        // A time far below the unit of the axis would read as nothing.
        let unit = if ns > 0 && ns < self.unit.ns() / 1_000 { unit_of(ns) } else { self.unit };
        time(ns, unit, 3)
    }
}

/// The shortest of 1, 2, 5 × 10ⁿ nanoseconds at which neither ticks nor labels crowd.
fn step_ns(start: Instant, end: Instant, width_px: f64) -> u64 {
    let length_ns = end.since(start).as_ns() as f64;
    let mut decade: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step_ns = decade * factor;
            let label = time_number(end.as_ns(), unit_of(step_ns), 0);
            let label_px = text_width_px(&label, LABEL_SIZE_PX, Weight::Regular);
            let room_px = step_ns as f64 / length_ns * width_px;
            if room_px >= TICK_GAP_PX.max(label_px * 1.25 + LABEL_GAP_PX) {
                return step_ns;
            }
        }
        match decade.checked_mul(10) {
            Some(next) if next < 1_000_000_000_000_000_000 => decade = next,
            Some(_) | None => return decade,
        }
    }
}

/// The unit in which a time of this length is a short number.
pub fn unit_of(step_ns: u64) -> Unit {
    match step_ns {
        0..1_000 => Unit::Nanosecond,
        1_000..1_000_000 => Unit::Microsecond,
        1_000_000..1_000_000_000 => Unit::Millisecond,
        _ => Unit::Second,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    #[track_caller]
    fn check(end_ns: u64, width_px: f64, expected: &Expect) {
        let axis = Axis::new(Instant::ZERO, Instant::from_ns(end_ns), 0.0, width_px);
        let labels: Vec<String> = axis.ticks().into_iter().map(|tick| tick.label).collect();
        expected.assert_eq(&format!("{} {}", labels.join(" "), axis.unit().sign()));
    }

    #[test]
    fn ticks_stand_at_round_times() {
        check(84_000_000, 720.0, &expect!["0 10 20 30 40 50 60 70 80 ms"]);
        check(84_000_000, 300.0, &expect!["0 20 40 60 80 ms"]);
        check(84_000_000, 1400.0, &expect!["0 5 10 15 20 25 30 35 40 45 50 55 60 65 70 75 80 ms"]);
        check(1_000, 720.0, &expect!["0 100 200 300 400 500 600 700 800 900 1000 ns"]);
        check(7, 720.0, &expect!["0 1 2 3 4 5 6 7 ns"]);
        check(1, 300.0, &expect!["0 1 ns"]);
        check(1_000_000_000_000_000, 300.0, &expect!["0 500,000 1,000,000 s"]);
    }

    #[test]
    fn a_moment_is_as_exact_as_a_pixel() {
        let axis = Axis::new(Instant::ZERO, Instant::from_ms(84), 0.0, 720.0);
        assert_eq!(axis.moment_label(Instant::from_ms(27)), "27 ms");
        assert_eq!(axis.moment_label(Instant::from_ns(27_456_000)), "27.5 ms");
        let axis = Axis::new(Instant::ZERO, Instant::from_ns(7), 0.0, 720.0);
        assert_eq!(axis.moment_label(Instant::from_ns(3)), "3 ns");
    }

    proptest! {
        #[test]
        fn a_place_and_its_instant_come_back(start in 0..900_000_000_000_000_u64, length in 1..100_000_000_000_000_u64, share in 0.0..=1.0_f64) {
            let axis = Axis::new(Instant::from_ns(start), Instant::from_ns(start + length), 112.0, 832.0);
            let at = Instant::from_ns(start + (length as f64 * share) as u64);
            let back = axis.instant_at(axis.x_px(at));
            let off_ns = back.since(at).as_ns().max(at.since(back).as_ns());
            // A double holds 2⁵³ steps of the stretch, so that a long one comes back within a few nanoseconds.
            prop_assert!(off_ns <= 1 + length / (1 << 48), "{off_ns} ns off");
            prop_assert!(!axis.ticks().is_empty() || length < 10);
        }

        #[test]
        fn labels_never_touch(start in 0..900_000_000_000_000_u64, length in 1..100_000_000_000_000_u64, width_px in 200.0..1600.0_f64) {
            let axis = Axis::new(Instant::from_ns(start), Instant::from_ns(start + length), 0.0, width_px);
            let ticks = axis.ticks();
            for pair in ticks.windows(2) {
                let room_px = pair[1].x_px - pair[0].x_px;
                prop_assert!(text_width_px(&pair[1].label, LABEL_SIZE_PX, Weight::Regular) + 8.0 < room_px);
            }
        }
    }

    #[test]
    fn places_outside_and_no_places_are_clamped() {
        let axis = Axis::new(Instant::from_ms(10), Instant::from_ms(20), 100.0, 200.0);
        assert_eq!(axis.instant_at(-5.0), Instant::from_ms(10));
        assert_eq!(axis.instant_at(1e300), Instant::from_ms(20));
        assert_eq!(axis.instant_at(f64::NAN), Instant::from_ms(10));
        assert_eq!(axis.x_px(Instant::ZERO), 0.0);
        assert_eq!(axis.clamped_x_px(Instant::ZERO), 100.0);
    }
}
