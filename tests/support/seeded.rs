//! Scenarios from a number: integers only, the same on every platform.

use interleave::scenario::{Call, Gap, Group, Latency, Machine, Program, Runtime, SEED_END, Scenario, Step};
use interleave::time::{Duration, Instant};

use super::assemble::{Declared, NAMES, assemble};

/// Splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
struct Splitmix(u64);

impl Splitmix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `most`, both included. The bias of the remainder is of no concern here.
    fn up_to(&mut self, most: u32) -> u32 {
        u32::try_from(self.next() % (u64::from(most) + 1)).unwrap_or(most)
    }

    fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.up_to(most - least)
    }

    fn one_of<T: Copy, const N: usize>(&mut self, choices: [T; N]) -> T {
        let index = self.next() % N as u64;
        choices[usize::try_from(index).unwrap_or(0)]
    }
}

/// Scenario number `seed`, and the tick of which every duration in it is a multiple, if there is one: what is drawn
/// during the run is a whole number of nanoseconds and of nothing else.
pub(crate) fn scenario(seed: u64) -> (Scenario, Option<Duration>) {
    let mut random = Splitmix(seed);
    // Whole milliseconds hide what goes wrong with nanoseconds.
    let tick = Duration::from_ns(random.one_of([1_000_000, 1, 999_983, 1_500_000_001]));
    let scale = random.one_of([3, 9, 30]);
    let has_draws = random.one_of([false, true]);
    let draw = Draw { tick, scale, has_draws };
    let machine = Machine {
        cores: random.between(1, 3),
        quantum: draw.length(1 + random.up_to(scale / 2)),
        switch: draw.length(random.up_to(2)),
    };
    let declared = [(); 3].map(|()| Declared {
        capacity: random.one_of([None, Some(1), Some(2), Some(3)]),
        latency: draw.latency_or_none(&mut random),
    });
    let groups = (0..=random.up_to(3)).map(|_| draw.group(&mut random)).collect();
    let runtimes = vec![
        Runtime::Sync { threads: random.between(1, 4) },
        Runtime::Async { threads: random.between(1, 3), blocking_threads: random.between(1, 3) },
    ];
    let scenario = assemble(machine, declared, groups, runtimes, draw.duration(&mut random));
    let whole_ticks = !has_draws || tick == Duration::from_ns(1);
    (Scenario { seed: random.next() % SEED_END, ..scenario }, whole_ticks.then_some(tick))
}

/// How long things last in one scenario.
#[derive(Clone, Copy)]
struct Draw {
    tick: Duration,
    scale: u32,
    /// Whether latencies and arrivals may be random.
    has_draws: bool,
}

impl Draw {
    fn length(self, ticks: u32) -> Duration {
        Duration::from_ns(u64::from(ticks) * self.tick.as_ns())
    }

    fn duration(self, random: &mut Splitmix) -> Duration {
        self.length(random.up_to(self.scale))
    }

    fn duration_or_none(self, random: &mut Splitmix) -> Option<Duration> {
        let duration = self.duration(random);
        random.one_of([None, Some(duration)])
    }

    fn mean(self, random: &mut Splitmix) -> Duration {
        self.length(1 + random.up_to(self.scale))
    }

    fn latency_or_none(self, random: &mut Splitmix) -> Option<Latency> {
        let constant = self.duration_or_none(random).map(Latency::Constant);
        if !self.has_draws {
            return constant;
        }
        let (min, more, mean) = (self.duration(random), self.duration(random), self.mean(random));
        let uniform = Latency::Uniform { min, max: min + more };
        random.one_of([constant, Some(uniform), Some(Latency::Exponential { mean })])
    }

    fn gap(self, random: &mut Splitmix) -> Gap {
        let every = Gap::Every(self.length(random.up_to(self.scale / 3)));
        if !self.has_draws {
            return every;
        }
        let poisson = Gap::Poisson { mean: self.mean(random) };
        random.one_of([every, poisson])
    }

    fn group(self, random: &mut Splitmix) -> Group {
        let steps = (0..=random.up_to(5)).map(|_| self.step(random)).collect();
        Group {
            name: String::new(),
            program: Program(steps),
            count: random.between(1, 5),
            at: Instant::ZERO + self.duration(random),
            gap: self.gap(random),
        }
    }

    fn step(self, random: &mut Splitmix) -> Step {
        match random.up_to(9) {
            0..=2 => Step::Cpu(self.duration(random)),
            3..=5 => Step::Calls((0..=random.up_to(2)).map(|_| self.call(random)).collect()),
            6 => Step::Block(self.call(random)),
            7 => Step::OffloadCpu(self.duration(random)),
            8 => Step::OffloadCall(self.call(random)),
            _ => Step::Yield,
        }
    }

    fn call(self, random: &mut Splitmix) -> Call {
        let service = random.one_of(NAMES).to_owned();
        let latency = self.duration_or_none(random);
        Call { service, latency }
    }
}
