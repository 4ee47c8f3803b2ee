//! Random draws that depend on where they are made, never on when: the same on every platform, in any order.
//!
//! Each draw has a generator of its own, PCG (XSL 128/64, MCG; crate `rand_pcg`, whose values are stable), seeded from
//! the scenario's seed and the place of the draw, mixed by the finalizer of `SplitMix64` (Steele, Lea, Flood 2014).

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

use crate::time::Duration;

/// What a draw is for; every place draws once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// How long a call takes.
    Latency {
        /// Group of the request, from 0.
        group: u16,
        /// Position of the request within its group, from 0.
        index: u32,
        /// Step of the request, from 0.
        step: u8,
        /// Position of the call within its step, from 0.
        call: u16,
    },
    /// How long after the one before it a request arrives.
    Gap {
        /// Group of the request, from 0.
        group: u16,
        /// Position of the request within its group, from 1.
        index: u32,
    },
}

/// A duration from `min` to `max`, both included, each as likely as any other. Expects `min <= max`.
pub fn uniform(seed: u64, place: Place, min: Duration, max: Duration) -> Duration {
    let width = u128::from((max - min).as_ns()) + 1;
    // The upper half of the product: below `width`, with a bias under 2^-13 for the longest durations.
    let offset = (u128::from(draw(seed, place)) * width) >> 64;
    min + Duration::from_ns(u64::try_from(offset).unwrap_or(u64::MAX))
}

/// No exponential draw is longer than so many means: the longest is −ln 2⁻⁵³ = 36.7 of them.
pub const EXPONENTIAL_MEANS_MAX: u64 = 37;

/// A duration from the exponential distribution with this mean, rounded down to the nanosecond; at most
/// [`EXPONENTIAL_MEANS_MAX`] means.
pub fn exponential(seed: u64, place: Place, mean: Duration) -> Duration {
    const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
    // From (0, 1], in steps of 2^-53, so that the logarithm is finite.
    let share = ((draw(seed, place) >> 11) + 1) as f64 * UNIT;
    Duration::from_ns((-libm::log(share) * mean.as_ns() as f64) as u64)
}

fn draw(seed: u64, place: Place) -> u64 {
    let (kind, group, index, step, call) = match place {
        Place::Latency { group, index, step, call } => (0_u8, group, index, step, call),
        Place::Gap { group, index } => (1, group, index, 0, 0),
    };
    let request = u64::from(group) << 32 | u64::from(index);
    let within = u64::from(kind) << 32 | u64::from(step) << 16 | u64::from(call);
    let key = mix(mix(mix(seed) ^ request) ^ within);
    Pcg64Mcg::new(u128::from(key) << 64 | u128::from(mix(key))).next_u64()
}

/// A bijection in which every bit of the input changes about half of the output's.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWS: u32 = 20_000;

    fn call(index: u32) -> Place {
        Place::Latency { group: 3, index, step: 1, call: 0 }
    }

    fn mean_ms(draw: impl Fn(u32) -> Duration) -> f64 {
        let sum: u64 = (0..DRAWS).map(|index| draw(index).as_ns()).sum();
        sum as f64 / f64::from(DRAWS) / 1e6
    }

    /// Frozen: a change here changes what every link with a seed shows.
    #[test]
    fn the_values_of_the_generator_are_frozen() {
        let hour = Duration::from_ms(3_600_000);
        let drawn = [
            uniform(0, call(0), Duration::ZERO, hour),
            uniform(1, call(0), Duration::ZERO, hour),
            uniform(0, call(1), Duration::ZERO, hour),
            exponential(0, call(0), hour),
            exponential(7, Place::Gap { group: 0, index: 1 }, hour),
        ];
        expect_test::expect!["[Duration(2843217441633), Duration(340697476696), Duration(1674535621823), Duration(849591117197), Duration(340007279931)]"].assert_eq(&format!("{drawn:?}"));
    }

    #[test]
    fn a_uniform_draw_lies_between_its_ends_and_reaches_both() {
        let (min, max) = (Duration::from_ns(3), Duration::from_ns(6));
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..200 {
            seen.insert(uniform(9, call(index), min, max).as_ns());
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6]);
        assert_eq!(uniform(9, call(0), max, max), max);
    }

    /// Standard errors: 40 / √20,000 = 0.28 ms; 20 / √12 / √20,000 = 0.041 ms.
    #[test]
    fn means_are_what_they_should_be() {
        let exponential_ms = mean_ms(|index| exponential(1, call(index), Duration::from_ms(40)));
        assert!((exponential_ms - 40.0).abs() < 1.2, "{exponential_ms}");
        let uniform_ms =
            mean_ms(|index| uniform(1, call(index), Duration::from_ms(30), Duration::from_ms(50)));
        assert!((uniform_ms - 40.0).abs() < 0.17, "{uniform_ms}");
    }

    #[test]
    fn every_coordinate_of_a_place_and_the_seed_matter() {
        let draws = [
            draw(0, Place::Latency { group: 0, index: 0, step: 0, call: 0 }),
            draw(1, Place::Latency { group: 0, index: 0, step: 0, call: 0 }),
            draw(0, Place::Latency { group: 1, index: 0, step: 0, call: 0 }),
            draw(0, Place::Latency { group: 0, index: 1, step: 0, call: 0 }),
            draw(0, Place::Latency { group: 0, index: 0, step: 1, call: 0 }),
            draw(0, Place::Latency { group: 0, index: 0, step: 0, call: 1 }),
            draw(0, Place::Gap { group: 0, index: 0 }),
        ];
        assert_eq!(std::collections::BTreeSet::from(draws).len(), draws.len());
    }
}
