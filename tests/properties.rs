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

use interleave::time::Duration;

use support::rules::{RULES, Run};

#[test]
fn the_naive_simulator_keeps_the_rules() {
    support::scenarios::for_many(|scenario| {
        for &runtime in &scenario.runtimes {
            let lanes = support::naive::simulate(scenario, runtime, Duration::from_ms(1));
            let run = Run::new(scenario, runtime, &lanes);
            for (name, rule) in RULES {
                rule(&run).map_err(|why| format!("{runtime:?}: {name}: {why}"))?;
            }
        }
        Ok(())
    });
}
