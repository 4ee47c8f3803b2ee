//! W(N, T): request i arrives at i ms and runs `cpu 1, io 40.0001, cpu 1`, on as many cores as threads.

use interleave::scenario::{Call, Gap, Group, Machine, Program, Scenario, Service, Step};
use interleave::time::{Duration, Instant};

/// How long each of the two computations takes.
pub const CPU: Duration = Duration::from_ms(1);
/// How long the call takes.
pub const IO: Duration = Duration::from_ns(40_000_100);

/// The workload of so many requests.
pub fn workload(requests: u32, cores: u32) -> Scenario {
    let io = Call { service: "io".into(), latency: Some(IO) };
    let group = Group {
        name: String::new(),
        program: Program(vec![Step::Cpu(CPU), Step::Calls(vec![io]), Step::Cpu(CPU)]),
        count: requests,
        at: Instant::ZERO,
        gap: Gap::Every(Duration::from_ms(1)),
    };
    Scenario {
        title: String::new(),
        seed: 0,
        machine: Machine { cores, ..Machine::default() },
        services: vec![Service { name: "io".into(), capacity: None, latency: None }],
        groups: vec![group],
        runtimes: Vec::new(),
    }
}
