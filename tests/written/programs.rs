//! The programs that are written out and run: of every kind of step, alone and together.

use std::collections::BTreeMap;

use interleave::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Service, Step};
use interleave::time::{Duration, Instant, NS_PER_MS};

use crate::support::seeded;

/// Scenarios of one request each, with whole milliseconds, all different from zero.
pub(crate) fn programs() -> Vec<Scenario> {
    let call = |name: &str| Call { service: name.to_owned(), latency: None };
    let alone = [
        vec![Step::Cpu(Duration::ZERO)],
        vec![Step::Calls(vec![call("db")])],
        vec![Step::Calls(vec![call("db"), call("api"), call("db")])],
        vec![Step::Block(call("disk"))],
        vec![Step::OffloadCpu(Duration::ZERO)],
        vec![Step::OffloadCall(call("disk"))],
        vec![Step::Yield],
        vec![Step::Yield, Step::Yield],
        // More calls than are written one by one.
        vec![Step::Calls(vec![call("db"); 9])],
        vec![Step::Calls([vec![call("db"); 5], vec![call("api"); 4], vec![call("disk")]].concat())],
    ];
    // What means something else to one language or the other, and to the programs themselves.
    let words = [
        "for", "in", "fn", "function", "lambda", "await", "async", "let", "self", "def", "pool", "parse",
        "compute", "asyncio", "tokio", "futures", "std", "class", "none", "timer", "process",
    ];
    let words = words.map(|word| {
        vec![Step::Calls(vec![call(word)]), Step::Block(call(word)), Step::OffloadCall(call(word))]
    });
    let seeded = (0..60).flat_map(|seed| seeded::scenario(seed).0.groups).map(|group| group.program.0);
    let names = ["", "page", "A-b-3", "---", "1", "for", "in-a-row"];
    let all = alone.into_iter().chain(words).chain(seeded).enumerate();
    all.map(|(number, steps)| scenario(names[number % names.len()], steps)).collect()
}

fn scenario(name: &str, mut steps: Vec<Step>) -> Scenario {
    let mut services: Vec<Service> = Vec::new();
    let mut next_ms = 0;
    // Different lengths, so that nothing is mistaken for something else.
    let mut length = || {
        next_ms += 1;
        Duration::from_ms(next_ms * 7 % 31 + 1)
    };
    for step in &mut steps {
        match step {
            Step::Cpu(duration) | Step::OffloadCpu(duration) => *duration = length(),
            Step::Calls(calls) => calls.iter_mut().for_each(|call| call.latency = Some(length())),
            Step::Block(call) | Step::OffloadCall(call) => call.latency = Some(length()),
            Step::Yield => {}
        }
        for call in calls(step) {
            if services.iter().all(|service| service.name != call.service) {
                services.push(Service { name: call.service.clone(), capacity: None, latency: None });
            }
        }
    }
    let group = Group {
        name: name.to_owned(),
        program: Program(steps),
        count: 1,
        at: Instant::ZERO,
        gap: Gap::Every(Duration::ZERO),
    };
    let runtimes = vec![Runtime::Sync { threads: 1 }, Runtime::Async { threads: 1, blocking_threads: 1 }];
    Scenario {
        title: String::new(),
        seed: 0,
        machine: Machine::default(),
        services,
        groups: vec![group],
        runtimes,
    }
}

fn calls(step: &Step) -> &[Call] {
    match step {
        Step::Calls(calls) => calls,
        Step::Block(call) | Step::OffloadCall(call) => std::slice::from_ref(call),
        Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => &[],
    }
}

/// How long each computation takes, in order; and of each service, each call.
pub(crate) fn latencies(scenario: &Scenario) -> (Vec<u64>, BTreeMap<String, Vec<u64>>) {
    let (mut cpu, mut services) = (Vec::new(), BTreeMap::<String, Vec<u64>>::new());
    let ms = |duration: Duration| duration.as_ns() / NS_PER_MS;
    for step in &scenario.groups[0].program.0 {
        if let Step::Cpu(duration) | Step::OffloadCpu(duration) = step {
            cpu.push(ms(*duration));
        }
        for call in calls(step) {
            let latency = call.latency.expect("every call of these programs says how long it takes");
            services.entry(call.service.clone()).or_default().push(ms(latency));
        }
    }
    (cpu, services)
}
