//! One number for the runs of many scenarios, the same natively and in wasm.

use interleave::scenario::{Runtime, Scenario};
use interleave::sim::simulate;
use interleave::summary::{Summary, summarize};
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceState, State, ThreadKind, Trace};

use super::seeded;

/// What [`digest`] must be. It changes only when the contract of the simulation does, or the scenarios do.
pub(crate) const EXPECTED: u64 = 0xc129_4166_1171_75ef;

/// Scenarios that go into the digest.
const SCENARIOS: u64 = 500;

/// The digest of the runs of the first scenarios of the seeded generator.
pub(crate) fn digest() -> u64 {
    let mut digest = Fnv::new();
    for seed in 0..SCENARIOS {
        let (scenario, _) = seeded::scenario(seed);
        for &runtime in &scenario.runtimes {
            digest.run(&scenario, runtime);
        }
    }
    digest.0
}

/// FNV-1a, 64 bits, over the bytes of each number, lowest first.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn number(&mut self, number: impl Into<u64>) {
        self.bytes(&number.into().to_le_bytes());
    }

    fn instants<const N: usize>(&mut self, instants: [Instant; N]) {
        instants.iter().for_each(|instant| self.number(instant.as_ns()));
    }

    fn durations<const N: usize>(&mut self, durations: [Duration; N]) {
        durations.iter().for_each(|duration| self.number(duration.as_ns()));
    }

    fn run(&mut self, scenario: &Scenario, runtime: Runtime) {
        let trace = simulate(scenario, runtime).expect("seeded scenarios stay within the limits");
        self.number(runtime.threads());
        self.number(runtime.blocking_threads());
        self.requests(&trace);
        self.threads(&trace);
        self.services(&trace);
        self.summary(&summarize(&trace));
    }

    fn requests(&mut self, trace: &Trace) {
        for (id, request) in trace.task_ids().zip(trace.tasks()) {
            self.number(request.group);
            self.instants([request.created, request.started, request.ended]);
            for span in trace.task_spans(id) {
                self.number(state(span.state));
                self.instants([span.start, span.end]);
                self.number(span.thread.map_or(u16::MAX, |thread| thread.0));
                self.number(span.site.map_or(u32::from(u8::MAX), |site| trace.site(site).step()));
            }
        }
    }

    fn threads(&mut self, trace: &Trace) {
        for (id, thread) in trace.thread_ids().zip(trace.threads()) {
            self.number(kind(thread.kind));
            self.number(thread.number);
            for span in trace.thread_spans(id) {
                self.number(state(span.state));
                self.instants([span.start, span.end]);
                self.number(span.task.0);
                self.number(trace.site(span.site).step());
            }
        }
    }

    fn services(&mut self, trace: &Trace) {
        for (id, service) in trace.services() {
            self.bytes(service.name.as_bytes());
            for span in trace.resource_spans(id) {
                self.number(match span.state() {
                    ResourceState::Waiting => 0_u8,
                    ResourceState::Serving | ResourceState::Held | ResourceState::Armed => 1,
                });
                self.instants([span.start, span.end]);
                self.number(span.task.0);
                self.number(trace.site(span.site).step());
                self.number(span.call());
            }
        }
    }

    fn summary(&mut self, of: &Summary) {
        self.durations([of.makespan, of.waiting_wasted, of.waiting_reused]);
        self.number(of.throughput_per_s.to_bits());
        let (latency, threads) = (of.latency, of.threads);
        self.durations([latency.mean, latency.p50, latency.p95, latency.p99, latency.max]);
        self.durations([threads.running, threads.blocked, threads.runnable, threads.switching, threads.idle]);
        self.bytes(&of.external_wait_ns.to_le_bytes());
        self.number(of.max_in_flight);
        self.number(of.hops);
    }
}

/// A number of our own, so that the digest does not depend on the order in which states are declared.
fn state(state: State) -> u8 {
    match state {
        State::Queued => 0,
        State::Running => 1,
        State::Runnable => 2,
        State::Switching => 3,
        State::Blocked => 4,
        State::Paused => 5,
        State::Ready => 6,
    }
}

fn kind(kind: ThreadKind) -> u8 {
    match kind {
        ThreadKind::Thread => 0,
        ThreadKind::Worker => 1,
        ThreadKind::Blocking => 2,
    }
}
