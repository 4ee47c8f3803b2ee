//! Virtual time: integer nanoseconds, never floating point.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use crate::number::Decimal;

/// Nanoseconds in one millisecond, the unit that people read and write.
pub const NS_PER_MS: u64 = 1_000_000;
/// Digits that milliseconds have after the point, where they are exact.
pub const MS_PLACES: u32 = 6;

/// No instant of a simulation lies beyond this: 10⁶ seconds.
pub const INSTANT_MAX: Instant = Instant::from_ns(1_000_000 * 1_000_000_000);

/// A point of virtual time, in nanoseconds from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

/// A length of virtual time, in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Instant {
    /// The beginning of every simulation.
    pub const ZERO: Self = Self(0);

    /// The instant `ns` nanoseconds after 0.
    pub const fn from_ns(ns: u64) -> Self {
        Self(ns)
    }

    /// The instant `ms` whole milliseconds after 0.
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms * NS_PER_MS)
    }

    /// Nanoseconds from 0.
    pub const fn as_ns(self) -> u64 {
        self.0
    }

    /// The time from `earlier` to this instant; zero if `earlier` lies after it.
    pub const fn since(self, earlier: Self) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }

    /// The instant `duration` later, or `None` beyond [`INSTANT_MAX`].
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let ns = self.0.saturating_add(duration.0);
        (ns <= INSTANT_MAX.0).then_some(Self(ns))
    }
}

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A duration of `ns` nanoseconds.
    pub const fn from_ns(ns: u64) -> Self {
        Self(ns)
    }

    /// A duration of `ms` whole milliseconds.
    pub const fn from_ms(ms: u64) -> Self {
        Self(ms * NS_PER_MS)
    }

    /// Nanoseconds.
    pub const fn as_ns(self) -> u64 {
        self.0
    }

    /// Whether this is no time at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration.0)
    }
}

impl Add for Duration {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Duration {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

/// Longest duration that can be written: 10⁶ seconds.
pub const DURATION_MAX: Duration = Duration(INSTANT_MAX.0);

/// Why a text is no duration; displayed, what was expected instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// It does not begin with a digit, or has none after its point.
    Digits,
    /// What follows the number is none of the units.
    Unit,
    /// More digits after the point than whole nanoseconds have.
    TooFine {
        /// Most digits that the unit can have after its point.
        digits_max: usize,
    },
    /// Longer than [`DURATION_MAX`].
    TooLong,
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digits => f.write_str("a duration such as 40, 2.5 or 40ms"),
            Self::Unit => f.write_str("one of the units ns, us, ms, s, or none for milliseconds"),
            Self::TooFine { digits_max: 0 } => f.write_str("whole nanoseconds: no point with this unit"),
            Self::TooFine { digits_max } => {
                write!(f, "whole nanoseconds: at most {digits_max} digits after the point with this unit")
            }
            Self::TooLong => f.write_str("at most 1000000 s, the longest duration"),
        }
    }
}

impl std::error::Error for DurationError {}

impl Duration {
    /// The duration of a number, given as its digits before and after the point, and a unit: `ns`, `us`, `ms`, `s` or
    /// nothing, which means milliseconds. Exact to the nanosecond.
    ///
    /// # Errors
    ///
    /// When the unit is none of these, the number is finer than nanoseconds, or longer than [`DURATION_MAX`].
    pub fn from_decimal(whole: &str, fraction: &str, unit: &str) -> Result<Self, DurationError> {
        let digits_max = match unit {
            "ns" => 0,
            "us" => 3,
            "ms" | "" => 6,
            "s" => 9,
            _ => return Err(DurationError::Unit),
        };
        if fraction.len() > digits_max {
            return Err(DurationError::TooFine { digits_max });
        }
        let padding = std::iter::repeat_n(b'0', digits_max - fraction.len());
        let mut ns: u64 = 0;
        for digit in whole.bytes().chain(fraction.bytes()).chain(padding) {
            if !digit.is_ascii_digit() {
                return Err(DurationError::Digits);
            }
            let next = ns.checked_mul(10).and_then(|ns| ns.checked_add(u64::from(digit - b'0')));
            ns = next.filter(|&ns| ns <= DURATION_MAX.0).ok_or(DurationError::TooLong)?;
        }
        Ok(Self(ns))
    }
}

/// Reads `digits [ "." digits ] [ unit ]`, see [`Duration::from_decimal`].
impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let (whole, rest) = split_digits(text);
        let (fraction, unit) = match rest.strip_prefix('.').map(split_digits) {
            Some((fraction, unit)) => (Some(fraction), unit),
            None => (None, rest),
        };
        if whole.is_empty() || fraction.is_some_and(str::is_empty) {
            return Err(DurationError::Digits);
        }
        let fraction = fraction.unwrap_or_default();
        Self::from_decimal(whole, fraction, unit)
    }
}

/// The decimal digits that the text begins with, and the rest.
pub(crate) fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// Prints milliseconds without trailing zeros and without a unit: `12.5`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, MS_PLACES).fmt(f)
    }
}

/// Prints milliseconds without trailing zeros and without a unit: `12.5`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0, MS_PLACES).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_milliseconds_without_trailing_zeros() {
        assert_eq!(Instant::from_ns(12_500_000).to_string(), "12.5");
        assert_eq!(Duration::from_ns(1).to_string(), "0.000001");
        assert_eq!(Duration::from_ms(40).to_string(), "40");
    }

    #[track_caller]
    fn reads(text: &str, ns: u64) {
        assert_eq!(text.parse(), Ok(Duration::from_ns(ns)));
        let canonical = Duration::from_ns(ns).to_string();
        assert_eq!(canonical.parse(), Ok(Duration::from_ns(ns)), "{canonical} is what {text} prints as");
    }

    #[test]
    fn reads_durations_exactly() {
        reads("0", 0);
        reads("40", 40_000_000);
        reads("007", 7_000_000);
        reads("2.5", 2_500_000);
        reads("2.50", 2_500_000);
        reads("0.000001", 1);
        reads("1ns", 1);
        reads("1.001us", 1_001);
        reads("12.000001ms", 12_000_001);
        reads("0.000000001s", 1);
        reads("1000000s", 1_000_000_000_000_000);
        reads("1000000000.000000ms", 1_000_000_000_000_000);
        reads("00000000000000000000000000000000001", 1_000_000);
    }

    #[track_caller]
    fn refuses(text: &str, error: DurationError) {
        assert_eq!(text.parse::<Duration>(), Err(error));
    }

    #[test]
    fn refuses_what_is_no_duration() {
        for text in ["", "ms", ".5", "5.", "5.ms", "-1", "+1", " 1", "\u{663}", "1..2"] {
            refuses(text, DurationError::Digits);
        }
        for text in ["1e3", "1 ms", "1 ", "1MS", "1m", "1min", "1.5.5", "1,5", "1\u{b5}s", "40mss"] {
            refuses(text, DurationError::Unit);
        }
    }

    #[test]
    fn more_digits_than_nanoseconds_is_an_error_not_a_rounding() {
        refuses("1.0000001", DurationError::TooFine { digits_max: 6 });
        refuses("1.0000000ms", DurationError::TooFine { digits_max: 6 });
        refuses("1.0ns", DurationError::TooFine { digits_max: 0 });
        refuses("1.0001us", DurationError::TooFine { digits_max: 3 });
        refuses("0.0000000001s", DurationError::TooFine { digits_max: 9 });
    }

    #[test]
    fn nothing_is_longer_than_a_million_seconds() {
        refuses("1000000.000000001s", DurationError::TooLong);
        refuses("1000000000.000001", DurationError::TooLong);
        refuses("99999999999999999999999999999999999999999", DurationError::TooLong);
    }

    #[test]
    fn an_instant_beyond_the_limit_is_none() {
        assert_eq!(INSTANT_MAX.checked_add(Duration::ZERO), Some(INSTANT_MAX));
        assert_eq!(INSTANT_MAX.checked_add(Duration::from_ns(1)), None);
        assert_eq!(Instant::ZERO.checked_add(Duration::from_ns(u64::MAX)), None);
    }
}
