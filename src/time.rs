//! Virtual time: integer nanoseconds, never floating point.

use std::fmt;
use std::ops::{Add, Sub};

/// Nanoseconds in one millisecond, the unit that people read and write.
pub const NS_PER_MS: u64 = 1_000_000;

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
        let ns = self.0.checked_add(duration.0)?;
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

/// Milliseconds without trailing zeros and without a unit: `12.5`.
fn fmt_ms(ns: u64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (whole, rest) = (ns / NS_PER_MS, ns % NS_PER_MS);
    if rest == 0 {
        return write!(f, "{whole}");
    }
    let digits = format!("{rest:06}");
    write!(f, "{whole}.{}", digits.trim_end_matches('0'))
}

/// Prints milliseconds without trailing zeros and without a unit: `12.5`.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_ms(self.0, f)
    }
}

/// Prints milliseconds without trailing zeros and without a unit: `12.5`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_ms(self.0, f)
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

    #[test]
    fn an_instant_beyond_the_limit_is_none() {
        assert_eq!(INSTANT_MAX.checked_add(Duration::ZERO), Some(INSTANT_MAX));
        assert_eq!(INSTANT_MAX.checked_add(Duration::from_ns(1)), None);
        assert_eq!(Instant::ZERO.checked_add(Duration::from_ns(u64::MAX)), None);
    }
}
