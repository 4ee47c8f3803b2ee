//! Scenarios of very many requests: what one thread does shows least, what all do together most.

use super::{Preset, call, group, preset};
use crate::scenario::parts::in_order_of_use;
use crate::scenario::{Call, Gap, Latency, RUNTIMES_DEFAULT, Runtime, Service, Step};
use crate::time::Duration;

/// All of them.
pub fn catalogue() -> Vec<Preset> {
    vec![rush_hour(), thundering_herd()]
}

fn cpu_us(us: u64) -> Step {
    Step::Cpu(Duration::from_ns(us * 1_000))
}

/// A database with 20 slots would answer 500 requests a second, and 333 come. Eight threads serve 190.
fn rush_hour() -> Preset {
    let query = Step::Calls(vec![Call { service: "db".into(), latency: None }]);
    let mut preset = preset(
        "rush-hour",
        "Rush hour: 2,000 requests, 8 threads, 64 or one",
        "Eight threads wait for the database with their requests, while a queue grows that no machine is too slow for; 64 threads, or one that hops, keep up.",
        vec![group("page", vec![cpu_us(1_000), query, cpu_us(1_000)], 2_000, 0, 0)],
    );
    preset.scenario.groups[0].gap = Gap::Poisson { mean: Duration::from_ms(3) };
    let latency = Some(Latency::Exponential { mean: Duration::from_ms(40) });
    let db = Service { name: "db".into(), capacity: Some(20), latency };
    preset.scenario.services = in_order_of_use(&preset.scenario.groups, vec![db]);
    preset.scenario.seed = 1;
    preset.scenario.runtimes =
        vec![Runtime::Sync { threads: 8 }, Runtime::Sync { threads: 64 }, RUNTIMES_DEFAULT[1]];
    preset
}

/// All come at once.
fn thundering_herd() -> Preset {
    let mut preset = preset(
        "thundering-herd",
        "Thundering herd: 100,000 requests at once",
        "All at once want the same: 64 threads take the herd by the handful and wait with each, one thread that hops starts them all before it finishes the first.",
        vec![group("page", vec![cpu_us(20), call("cache", 5), cpu_us(20)], 100_000, 0, 0)],
    );
    preset.scenario.runtimes = vec![Runtime::Sync { threads: 64 }, RUNTIMES_DEFAULT[1]];
    preset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sim::simulate;

    fn seconds(preset: &Preset) -> Vec<f64> {
        let makespan =
            |&runtime| simulate(&preset.scenario, runtime).expect("presets break no limit").makespan();
        preset.scenario.runtimes.iter().map(|runtime| makespan(runtime).as_ns() as f64 / 1e9).collect()
    }

    #[test]
    fn eight_threads_fall_behind_and_one_that_hops_does_not() {
        let [eight, many, hops] = seconds(&rush_hour())[..] else { panic!("three runs") };
        assert!(eight > 1.5 * many && (hops - many).abs() < 0.02 * many, "{eight} {many} {hops}");
    }

    #[test]
    fn one_thread_that_hops_is_through_with_a_herd_sooner_than_64_that_wait() {
        let [threads, hops] = seconds(&thundering_herd())[..] else { panic!("two runs") };
        assert!(hops < 0.6 * threads, "{threads} {hops}");
    }
}
