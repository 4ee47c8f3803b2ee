//! Numbers with a point: the one printer of decimals, by whole numbers alone, so that it has the same bytes everywhere.
//!
//! What the standard library prints numbers with a point by is a tenth of the page.

use std::fmt;

/// Most digits after the point.
const PLACES_MAX: u32 = 19;
/// Digits of the largest number, its point, its sign and its commas, with room to spare.
const TEXT_BYTES: usize = 56;

/// So many units of a tenth, a hundredth, a thousandth …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    is_negative: bool,
    units: u64,
    places: u32,
}

impl Decimal {
    /// `units` of which 10 to the `places` make one: `new(12_500, 3)` is 12.5. There are at most 19 places.
    pub const fn new(units: u64, places: u32) -> Self {
        Self { is_negative: false, units, places: if places < PLACES_MAX { places } else { PLACES_MAX } }
    }

    /// The nearest one with so many places; what is no number is 0.
    pub fn of(number: f64, places: u32) -> Self {
        let places = places.min(PLACES_MAX);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "saturates; a power of ten"
        )]
        let scaled = (number * 10_u64.pow(places) as f64).round() as i64;
        Self { is_negative: scaled < 0, units: scaled.unsigned_abs(), places }
    }

    /// What part of `whole` a `part` is, times `times`, rounded down; of nothing it is as if `whole` were 1.
    pub fn share(part: u64, whole: u64, times: u64, places: u32) -> Self {
        let scale = u128::from(10_u64.pow(places.min(PLACES_MAX))) * u128::from(times);
        // More than fits is as much as fits.
        let units = u128::from(part).saturating_mul(scale) / u128::from(whole.max(1));
        Self::new(u64::try_from(units).unwrap_or(u64::MAX), places)
    }

    /// With no more places than this, rounded half up.
    pub fn rounded(self, places: u32) -> Self {
        let grain = 10_u64.pow(self.places.saturating_sub(places));
        let units = self.units / grain + u64::from(self.units % grain >= grain.div_ceil(2) && grain > 1);
        Self { units, places: self.places.min(places), ..self }
    }

    /// With no more places than this; further digits are left out.
    pub fn cut(self, places: u32) -> Self {
        let grain = 10_u64.pow(self.places.saturating_sub(places));
        Self { units: self.units / grain, places: self.places.min(places), ..self }
    }

    /// At the end of a text: a path has thousands of numbers, and each of its own would be most of the work.
    pub fn push(self, text: &mut String) {
        text.push_str(self.written(Style::Short, &mut [0; TEXT_BYTES]));
    }

    /// With the thousands told apart from ten thousand on: `12,345.5`.
    pub fn grouped(self) -> String {
        self.written(Style::Grouped, &mut [0; TEXT_BYTES]).to_owned()
    }

    /// The digits from the last to the first, at the end of the room there is.
    fn written(self, style: Style, room: &mut [u8; TEXT_BYTES]) -> &str {
        let mut at = room.len();
        let mut put = |byte: u8| {
            at = at.saturating_sub(1);
            if let Some(slot) = room.get_mut(at) {
                *slot = byte;
            }
            at
        };
        let (mut rest, mut has_fraction) = (self.units, style == Style::Full && self.places > 0);
        for _ in 0..self.places {
            let digit = (rest % 10) as u8;
            rest /= 10;
            has_fraction |= digit > 0;
            if has_fraction {
                put(b'0' + digit);
            }
        }
        if has_fraction {
            put(b'.');
        }
        let is_grouped = style == Style::Grouped && rest >= 10_000;
        let mut count = 0;
        let start = loop {
            if is_grouped && count > 0 && count % 3 == 0 {
                put(b',');
            }
            let at = put(b'0' + (rest % 10) as u8);
            rest /= 10;
            count += 1;
            if rest == 0 {
                break if self.is_negative { put(b'-') } else { at };
            }
        };
        room.get(start..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Without zeros at the end.
    Short,
    /// With every place.
    Full,
    /// Short, with commas between thousands.
    Grouped,
}

/// Prints it without zeros at the end, `12.5`; with `{:#}` every place, `12.500`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let style = if f.alternate() { Style::Full } else { Style::Short };
        f.write_str(self.written(style, &mut [0; TEXT_BYTES]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn zeros_at_the_end_are_printed_only_where_they_are_wanted() {
        let printed = |units, places| {
            let decimal = Decimal::new(units, places);
            [decimal.to_string(), format!("{decimal:#}"), decimal.grouped()]
        };
        assert_eq!(printed(0, 0), ["0", "0", "0"]);
        assert_eq!(printed(0, 3), ["0", "0.000", "0"]);
        assert_eq!(printed(12_500, 3), ["12.5", "12.500", "12.5"]);
        assert_eq!(printed(1, 6), ["0.000001", "0.000001", "0.000001"]);
        assert_eq!(printed(1_234_567_050, 3), ["1234567.05", "1234567.050", "1,234,567.05"]);
        assert_eq!(printed(9_999, 0), ["9999", "9999", "9999"]);
        assert_eq!(printed(10_000, 0), ["10000", "10000", "10,000"]);
        assert_eq!(
            printed(u64::MAX, 0),
            ["18446744073709551615", "18446744073709551615", "18,446,744,073,709,551,615"]
        );
        assert_eq!(printed(u64::MAX, 19)[0], "1.8446744073709551615");
        assert_eq!(printed(7, u32::MAX)[0], "0.0000000000000000007");
    }

    #[test]
    fn numbers_with_a_point_are_rounded_to_the_nearest() {
        let of = |number, places| Decimal::of(number, places).to_string();
        assert_eq!([of(2.0 / 3.0, 2), of(-0.001, 2), of(f64::NAN, 2)], ["0.67", "0", "0"]);
        assert_eq!([of(-12.5, 2), of(0.05, 2), of(-0.7, 1)], ["-12.5", "0.05", "-0.7"]);
        assert_eq!([of(f64::INFINITY, 0), of(f64::MIN, 0)], ["9223372036854775807", "-9223372036854775808"]);
    }

    #[test]
    fn shares_are_rounded_down() {
        let percent = |part, whole, places| format!("{:#}%", Decimal::share(part, whole, 100, places));
        assert_eq!([percent(24, 84, 3), percent(0, 0, 3), percent(1, 1, 1)], ["28.571%", "0.000%", "100.0%"]);
        assert_eq!(Decimal::share(u64::MAX, 1, 100, 19), Decimal::new(u64::MAX, 19));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_the_number(units in any::<u64>(), places in 0..=19_u32, to in 0..=19_u32) {
            let decimal = Decimal::new(units, places);
            let digits = format!("{units:0>width$}", width = places as usize + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places as usize);
            let full = if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") };
            prop_assert_eq!(&format!("{decimal:#}"), &full);
            let short = if places == 0 { whole } else { full.trim_end_matches('0').trim_end_matches('.') };
            prop_assert_eq!(decimal.to_string(), short);
            prop_assert_eq!(decimal.grouped().replace(',', ""), short);
            let mut pushed = String::from("M");
            decimal.push(&mut pushed);
            prop_assert_eq!(&pushed[1..], short);
            // The rounded number is within half a unit of its last place, the cut one within a whole.
            let grain = 10_u128.pow(places.saturating_sub(to));
            let scaled = |decimal: Decimal| u128::from(decimal.units) * grain;
            prop_assert!(scaled(decimal.rounded(to)).abs_diff(units.into()) * 2 <= grain);
            prop_assert!(scaled(decimal.cut(to)) <= units.into());
            prop_assert!(u128::from(units) - scaled(decimal.cut(to)) < grain);
        }

        #[test]
        fn pixels_are_those_of_the_standard_library(hundredths in -3_000_000..3_000_000_i32) {
            let px = f64::from(hundredths) / 100.0;
            prop_assert_eq!(Decimal::of(px, 2).to_string(), px.to_string());
        }
    }
}
