//! What is pulled in the diagram, and how long it becomes under the finger or by a key.

use super::handles::{Handle, HandleId, end_in};
use super::{Shared, Shown};
use crate::scenario::edit::{Edit, Place, apply};
use crate::sim;
use crate::time::{Duration, Instant};

/// A step of the pointer is at least so wide on the screen.
const GRAIN_PX: f64 = 3.0;
/// With Shift, or when a finger is moved with care, so much finer.
const FINE: u64 = 10;
/// While more events than this come of it, a drag is simulated only when it ends.
const EVENTS_LIVE_MAX: u64 = 30_000;
/// An edge runs away from the pointer at most so fast.
const SPEED_MAX: f64 = 64.0;

/// An edge in somebody's hand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// What it changes.
    pub place: Place,
    /// Whether what comes of it is shown at once.
    pub is_live: bool,
    start_px: f64,
    length: Duration,
    /// Nanoseconds of length that a pixel is worth.
    ns_per_px: f64,
    grain: Duration,
}

/// An edge while it is pulled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pulled {
    /// Which one.
    pub id: HandleId,
    /// How long it is by now.
    pub length: Duration,
    /// What is visible stays as it is, so that the edge stays under the pointer.
    pub stretch: (Instant, Instant),
}

impl Grip {
    /// Takes hold of an edge at a place, where a pixel of the axis is worth `ns_per_px`; `None` where it cannot be pulled.
    pub fn take(handle: &Handle, shown: &Shared<Shown>, x_px: f64, ns_per_px: f64) -> Option<Self> {
        let place = handle.place?;
        let length = place.length(shown.scenario())?;
        let estimates =
            shown.scenario().runtimes.iter().map(|&runtime| sim::estimate(shown.scenario(), runtime));
        let is_live = estimates.map(|estimate| estimate.events).sum::<u64>() <= EVENTS_LIVE_MAX;
        let speed = if is_live { speed(handle, place, length, shown) } else { 1.0 };
        let ns_per_px = ns_per_px / speed / f64::from(handle.id.gaps);
        Some(Self { place, is_live, start_px: x_px, length, ns_per_px, grain: grain(ns_per_px) })
    }

    /// How long it is with the pointer at a place: a round length, unless it is to be a fine one. Never nothing, except
    /// for what may well be nothing.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "clamped to the longest"
    )]
    pub fn length_at(&self, x_px: f64, fine: bool) -> Duration {
        let grain_ns = if fine { (self.grain.as_ns() / FINE).max(1) } else { self.grain.as_ns() };
        let by_ns = (x_px - self.start_px) * self.ns_per_px;
        if by_ns.abs() < grain_ns as f64 / 2.0 {
            return self.length;
        }
        let wanted_ns = (self.length.as_ns() as f64 + by_ns).max(0.0) as i64;
        let grains = (wanted_ns.unsigned_abs() + grain_ns / 2) / grain_ns;
        least(self.place, grains.saturating_mul(grain_ns), grain_ns)
    }
}

/// A round length: one or five times a power of ten nanoseconds, at least [`GRAIN_PX`] wide.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pixels' worth of time")]
pub fn grain(ns_per_px: f64) -> Duration {
    let least_ns = ((ns_per_px * GRAIN_PX).ceil().max(1.0)) as u64;
    let power = 10_u64.pow(least_ns.ilog10());
    let grain_ns = [1, 5, 10].map(|times| power.saturating_mul(times));
    Duration::from_ns(grain_ns.into_iter().find(|&ns| ns >= least_ns).unwrap_or(power))
}

/// The length after so many steps of a key: the next round one.
pub fn nudged(place: Place, length: Duration, grain: Duration, steps: i64) -> Duration {
    let (grain_ns, length_ns) = (grain.as_ns().max(1), length.as_ns());
    let grains = if steps > 0 { length_ns / grain_ns } else { length_ns.div_ceil(grain_ns) };
    least(place, grains.saturating_add_signed(steps).saturating_mul(grain_ns), grain_ns)
}

/// What takes its time never takes none: there would be nothing left to pull.
fn least(place: Place, ns: u64, grain_ns: u64) -> Duration {
    let least_ns = match place {
        Place::Cpu { .. } | Place::Call { .. } | Place::Service { .. } => grain_ns,
        Place::At { .. } | Place::Every { .. } => 0,
    };
    Duration::from_ns(ns.max(least_ns).min(crate::time::DURATION_MAX.as_ns()))
}

/// How far the edge moves while its length grows by one: others that are like it grow as well, and it comes after them.
#[expect(clippy::cast_precision_loss, reason = "a ratio that is clamped")]
fn speed(handle: &Handle, place: Place, length: Duration, shown: &Shown) -> f64 {
    let moved = || {
        let end = handle.id.end?;
        let by_ns = (length.as_ns() / 16).max(1_000);
        let longer = Duration::from_ns(length.as_ns().saturating_add(by_ns));
        let scenario = apply(shown.scenario(), &Edit::Length(place, longer)).ok()?;
        let trace = sim::simulate(&scenario, *scenario.runtimes.get(handle.id.run)?).ok()?;
        let now = end_in(&trace, handle.id.request, end)?;
        Some(now.since(handle.at).as_ns() as f64 / by_ns as f64)
    };
    moved().unwrap_or(1.0).clamp(1.0, SPEED_MAX)
}

#[cfg(test)]
mod tests {
    use super::super::handles;
    use super::*;
    use crate::layout::{Figure, Viewport, lay_out};
    use crate::trace::TaskId;
    use crate::ui::state::address;

    const MS: f64 = 1e6;
    const CPU: Place = Place::Cpu { group: 0, step: 0 };

    #[test]
    fn grains_are_round_and_wide_enough() {
        for (ns_per_px, grain_ns) in
            [(126_000.0, 500_000), (290_000.0, 1_000_000), (0.01, 1), (1.0, 5), (2.0, 10), (3_333.0, 10_000)]
        {
            assert_eq!(grain(ns_per_px), Duration::from_ns(grain_ns), "{ns_per_px}");
        }
    }

    #[test]
    fn a_key_goes_to_the_next_round_length() {
        let grain = Duration::from_ns(500_000);
        let nudge = |ns, steps| nudged(CPU, Duration::from_ns(ns), grain, steps).as_ns();
        assert_eq!(nudge(20_000_000, 1), 20_500_000);
        assert_eq!(nudge(20_100_000, 1), 20_500_000);
        assert_eq!(nudge(20_100_000, -1), 20_000_000);
        assert_eq!(nudge(20_000_000, -10), 15_000_000);
        assert_eq!(nudge(400_000, -10), 500_000, "it never vanishes");
        assert_eq!(nudged(Place::At { group: 0 }, grain, grain, -1), Duration::ZERO);
    }

    /// The grip on the edge that the request's step has in the run, a pixel being a millisecond.
    fn grip(link: &str, run: usize, request: u32, step: Option<usize>) -> Grip {
        let shown = address::open(link, "").shown;
        let traces = shown.runs.iter().map(|run| &run.trace).collect();
        let figure = Figure { id: "f", title: "", traces, follow: None, singly: false };
        let drawing = lay_out(&figure, &Viewport { width_px: 900.0, stretch: None, coarse: false });
        let handles = handles::handles(shown.scenario(), &figure, &drawing);
        let wanted = |handle: &&Handle| {
            let id = handle.id;
            handle.is_reached
                && (id.run, id.request) == (run, TaskId(request))
                && id.end.map(|end| end.step) == step
        };
        let handle = handles.iter().find(wanted).expect("there is such an edge");
        Grip::take(handle, &shown, 100.0, MS).expect("it can be pulled")
    }

    #[test]
    fn what_is_pulled_follows_the_pointer_in_round_steps() {
        let grip = grip("", 1, 0, Some(1));
        assert_eq!(grip.place, Place::Call { group: 0, step: 1, call: 0 });
        assert_eq!(grip.length_at(100.3, false), Duration::from_ms(20));
        assert_eq!(grip.length_at(110.0, false), Duration::from_ms(30));
        assert_eq!(grip.length_at(111.3, true), Duration::from_ns(31_500_000));
        assert_eq!(grip.length_at(-1e9, false), Duration::from_ms(5), "something is left to pull");
    }

    #[test]
    fn an_edge_that_comes_after_others_like_it_stays_under_the_pointer() {
        // In the synchronous run three calls come before the end of the third one.
        let grip = grip("", 0, 2, Some(1));
        assert_eq!(grip.length_at(130.0, false), Duration::from_ms(30));
    }

    #[test]
    fn a_later_arrival_changes_the_gap() {
        let grip = grip("", 0, 2, None);
        assert_eq!(grip.place, Place::Every { group: 0 });
        assert_eq!(grip.length_at(120.0, false), Duration::from_ms(10), "a round gap");
        assert_eq!(grip.length_at(0.0, false), Duration::ZERO);
    }
}
