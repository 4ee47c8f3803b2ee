//! What is drawn at random: latencies and arrivals. A draw depends on the seed and on its place alone.

use super::{Gap, Group, Latency};
use crate::rng::{self, Place};
use crate::time::{Duration, Instant};

impl Latency {
    /// How long the call at `place` takes.
    pub fn draw(self, seed: u64, place: Place) -> Duration {
        match self {
            Self::Constant(duration) => duration,
            Self::Uniform { min, max } => rng::uniform(seed, place, min, max),
            Self::Exponential { mean } => rng::exponential(seed, place, mean),
        }
    }
}

impl Gap {
    fn draw(self, seed: u64, place: Place) -> Duration {
        match self {
            Self::Every(duration) => duration,
            Self::Poisson { mean } => rng::exponential(seed, place, mean),
        }
    }
}

impl Group {
    /// When its requests arrive, one after the other, the first at [`Group::at`]; `group` is the group's index in the
    /// scenario. Nothing holds them below [`INSTANT_MAX`](crate::time::INSTANT_MAX) but the check of the scenario.
    pub fn arrivals(&self, seed: u64, group: u16) -> impl Iterator<Item = Instant> + use<> {
        let gap = self.gap;
        let mut at_ns = self.at.as_ns();
        (0..self.count).map(move |index| {
            if index > 0 {
                at_ns = at_ns.saturating_add(gap.draw(seed, Place::Gap { group, index }).as_ns());
            }
            Instant::from_ns(at_ns)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Program;

    fn group(gap: Gap, count: u32) -> Group {
        let at = Instant::from_ms(7);
        Group { name: String::new(), program: Program(Vec::new()), count, at, gap }
    }

    fn arrivals(gap: Gap, seed: u64, index: u16) -> Vec<Instant> {
        group(gap, 20_001).arrivals(seed, index).collect()
    }

    #[test]
    fn constant_gaps_are_constant() {
        let two_ms = Gap::Every(Duration::from_ms(2));
        let found: Vec<Instant> = group(two_ms, 4).arrivals(1, 0).collect();
        assert_eq!(found, [7, 9, 11, 13].map(Instant::from_ms));
    }

    /// Both the mean and the standard deviation of exponential gaps are the mean; over 20,000 gaps their standard
    /// errors are 0.035 ms and 0.05 ms.
    #[test]
    fn poisson_gaps_have_their_mean_and_their_spread() {
        let arrivals = arrivals(Gap::Poisson { mean: Duration::from_ms(5) }, 3, 2);
        assert_eq!(arrivals[0], Instant::from_ms(7));
        let gaps_ms: Vec<f64> =
            arrivals.windows(2).map(|pair| pair[1].since(pair[0]).as_ns() as f64 / 1e6).collect();
        let mean = gaps_ms.iter().sum::<f64>() / gaps_ms.len() as f64;
        let variance =
            gaps_ms.iter().map(|gap| (gap - mean) * (gap - mean)).sum::<f64>() / gaps_ms.len() as f64;
        assert!((mean - 5.0).abs() < 0.14, "{mean}");
        assert!((variance.sqrt() - 5.0).abs() < 0.2, "{variance}");
    }

    #[test]
    fn arrivals_depend_on_the_seed_and_on_the_group() {
        let gap = Gap::Poisson { mean: Duration::from_ms(5) };
        assert_eq!(arrivals(gap, 1, 0), arrivals(gap, 1, 0));
        assert_ne!(arrivals(gap, 1, 0), arrivals(gap, 2, 0));
        assert_ne!(arrivals(gap, 1, 0), arrivals(gap, 1, 1));
    }

    #[test]
    fn gaps_beyond_all_limits_come_to_rest_at_the_end_of_time() {
        let gap = Gap::Poisson { mean: Duration::from_ns(u64::MAX) };
        assert_eq!(group(gap, 40).arrivals(0, 0).last(), Some(Instant::from_ns(u64::MAX)));
    }
}
