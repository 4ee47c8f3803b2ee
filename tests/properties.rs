//! Rules that hold of every run of every scenario, and the engine against a second simulator.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod lanes;
    pub(crate) mod naive;
    pub(crate) mod rules;
    pub(crate) mod scenarios;
    pub(crate) mod seeded;
}

use interleave::scenario::{Runtime, Scenario};
use interleave::sim;
use interleave::time::Duration;

use support::lanes::Lanes;
use support::rules::{RULES, Run};
use support::scenarios::for_many;
use support::{naive, seeded};

/// Scenarios of the seeded generator that are compared; its ticks are odd numbers of nanoseconds too.
const SEEDED: u64 = 2_000;

fn engine(scenario: &Scenario, runtime: Runtime) -> Result<Lanes, String> {
    let trace = sim::simulate(scenario, runtime).map_err(|error| format!("{runtime:?}: {error:?}"))?;
    Ok(Lanes::of(&trace))
}

fn keeps_the_rules(scenario: &Scenario, runtime: Runtime, lanes: &Lanes) -> Result<(), String> {
    let run = Run::new(scenario, runtime, lanes);
    for (name, rule) in RULES {
        rule(&run).map_err(|why| format!("{runtime:?}: {name}: {why}"))?;
    }
    Ok(())
}

fn agree(scenario: &Scenario, runtime: Runtime, tick: Duration) -> Result<(), String> {
    let engine = engine(scenario, runtime)?;
    let naive = naive::simulate(scenario, runtime, tick);
    let difference = engine.difference(&naive, ["engine", "naive "]);
    difference.map_or(Ok(()), |difference| Err(format!("{runtime:?}: {difference}")))
}

#[test]
fn the_engine_keeps_the_rules() {
    for_many(|scenario| {
        let mut runtimes = scenario.runtimes.iter();
        runtimes.try_for_each(|&runtime| keeps_the_rules(scenario, runtime, &engine(scenario, runtime)?))
    });
}

/// Were a rule wrong where both simulators agree, this would be the place to find out.
#[test]
fn the_naive_simulator_keeps_the_rules() {
    for_many(|scenario| {
        scenario.runtimes.iter().try_for_each(|&runtime| {
            let lanes = naive::simulate(scenario, runtime, Duration::from_ms(1));
            keeps_the_rules(scenario, runtime, &lanes)
        })
    });
}

#[test]
fn both_simulators_agree() {
    for_many(|scenario| {
        scenario.runtimes.iter().try_for_each(|&runtime| agree(scenario, runtime, Duration::from_ms(1)))
    });
}

#[test]
fn both_simulators_agree_on_nanoseconds() {
    for seed in 0..SEEDED {
        let (scenario, tick) = seeded::scenario(seed);
        for &runtime in &scenario.runtimes {
            if let Err(why) = agree(&scenario, runtime, tick) {
                panic!("seed {seed}: {why}\n{scenario:#?}");
            }
        }
    }
}
