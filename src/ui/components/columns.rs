//! What tables of runs share: the head of a column, and the unit of its lengths of time.

use yew::prelude::*;

use crate::text::page as text;
use crate::time::{Duration, NS_PER_MS};
use crate::ui::state::Shown;

/// The heads of the runs' columns.
pub fn run_heads(shown: &Shown) -> impl Iterator<Item = Html> + '_ {
    (0..shown.runs.len()).map(|place| html! { <th scope="col">{ shown.model(place).short }</th> })
}

/// The unit that all times of the card have.
#[derive(Clone, Copy)]
pub struct Unit {
    /// How it is written.
    pub name: &'static str,
    ms: u64,
}

impl Unit {
    const MS: Self = Self { name: text::MS, ms: 1 };
    const S: Self = Self { name: text::S, ms: 1000 };

    /// Seconds where milliseconds would be long numbers.
    pub fn of(shown: &Shown) -> Self {
        if shown.end().as_ns() < 10_000 * NS_PER_MS { Self::MS } else { Self::S }
    }

    /// A number with at most four digits that count, or all digits before the point: nobody compares more.
    pub fn number(self, duration: Duration) -> String {
        let ns = duration.as_ns();
        let unit_ns = self.ms * NS_PER_MS;
        let grain_ns = match ns / unit_ns {
            0 if self.ms == 1 => 1,
            0..10 => unit_ns / 1000,
            10..100 => unit_ns / 100,
            100..1000 => unit_ns / 10,
            1000.. => unit_ns,
        };
        // A duration prints itself in milliseconds.
        let rounded_ns = (ns + grain_ns / 2) / grain_ns * grain_ns;
        Duration::from_ns(rounded_ns / self.ms).to_string()
    }

    /// The number with the unit.
    pub fn time(self, duration: Duration) -> String {
        text::with_unit(&self.number(duration), self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unit: Unit, ns: u64, expected: &str) {
        assert_eq!(unit.time(Duration::from_ns(ns)).replace('\u{a0}', " "), expected);
    }

    #[test]
    fn numbers_have_as_many_digits_as_anyone_compares() {
        check(Unit::MS, 84_000_000, "84 ms");
        check(Unit::MS, 30_666_666, "30.67 ms");
        check(Unit::MS, 333_333_333, "333.3 ms");
        check(Unit::MS, 12_345_678_900, "12346 ms");
        check(Unit::MS, 1_500, "0.0015 ms");
        check(Unit::S, 17_253_999_000, "17.25 s");
        check(Unit::S, 55_000_000, "0.055 s");
    }
}
