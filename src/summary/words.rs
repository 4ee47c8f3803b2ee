//! A summary as plain numbers, to be handed from one thread of a browser to another.

use super::{HelperTimes, LatencySummary, Summary, ThreadTimes};
use crate::time::Duration;

/// How many numbers a summary is.
pub const WORDS: usize = 24;

impl Summary {
    /// Its numbers, in an order that only this file knows.
    #[expect(clippy::cast_possible_truncation, reason = "the two halves of a wide number")]
    pub fn words(&self) -> [u64; WORDS] {
        let LatencySummary { mean, p50, p95, p99, max } = self.latency;
        let ThreadTimes { running, blocked, runnable, switching, idle } = self.threads;
        [
            self.makespan.as_ns(),
            self.throughput_per_s.to_bits(),
            mean.as_ns(),
            p50.as_ns(),
            p95.as_ns(),
            p99.as_ns(),
            max.as_ns(),
            running.as_ns(),
            blocked.as_ns(),
            runnable.as_ns(),
            switching.as_ns(),
            idle.as_ns(),
            self.external_wait_ns as u64,
            (self.external_wait_ns >> 64) as u64,
            self.waiting_wasted.as_ns(),
            self.waiting_reused.as_ns(),
            u64::from(self.max_in_flight),
            self.hops,
            self.helpers.running.as_ns(),
            self.helpers.blocked.as_ns(),
            self.helpers.runnable.as_ns(),
            self.helpers.switching.as_ns(),
            self.helper_wait_ns as u64,
            (self.helper_wait_ns >> 64) as u64,
        ]
    }

    /// The summary of these numbers.
    #[expect(clippy::cast_possible_truncation, reason = "it was no wider before")]
    pub fn from_words(words: [u64; WORDS]) -> Self {
        let [makespan, throughput, mean, p50, p95, p99, max, rest @ ..] = words;
        let [
            running,
            blocked,
            runnable,
            switching,
            idle,
            low,
            high,
            wasted,
            reused,
            in_flight,
            hops,
            helpers @ ..,
        ] = rest;
        let [
            helpers_running,
            helpers_blocked,
            helpers_runnable,
            helpers_switching,
            helper_wait_low,
            helper_wait_high,
        ] = helpers;
        let ns = Duration::from_ns;
        Self {
            makespan: ns(makespan),
            throughput_per_s: f64::from_bits(throughput),
            latency: LatencySummary {
                mean: ns(mean),
                p50: ns(p50),
                p95: ns(p95),
                p99: ns(p99),
                max: ns(max),
            },
            threads: ThreadTimes {
                running: ns(running),
                blocked: ns(blocked),
                runnable: ns(runnable),
                switching: ns(switching),
                idle: ns(idle),
            },
            helpers: HelperTimes {
                running: ns(helpers_running),
                blocked: ns(helpers_blocked),
                runnable: ns(helpers_runnable),
                switching: ns(helpers_switching),
            },
            external_wait_ns: u128::from(high) << 64 | u128::from(low),
            helper_wait_ns: u128::from(helper_wait_high) << 64 | u128::from(helper_wait_low),
            waiting_wasted: ns(wasted),
            waiting_reused: ns(reused),
            max_in_flight: in_flight as u32,
            hops,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::presets;
    use crate::sim::simulate;
    use crate::summary::{Summary, summarize};

    #[test]
    fn a_summary_is_the_same_after_it_was_handed_over() {
        let scenario = presets::three_requests().scenario;
        let trace = simulate(&scenario, scenario.runtimes[0]).expect("presets break no limit");
        let mut summary = summarize(&trace);
        summary.external_wait_ns += 1 << 70;
        summary.helper_wait_ns += 1 << 71;
        assert_eq!(Summary::from_words(summary.words()), summary);
    }
}
