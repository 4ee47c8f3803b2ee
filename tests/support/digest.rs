//! One number for the runs of many scenarios, the same natively and in wasm.

use interleave::export::program::{Ran, json};
use interleave::layout::{Figure, Indexed, Viewport, lay_out};
use interleave::python::program::{LineCost, Program};
use interleave::scenario::{Runtime, Scenario, presets};
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

/// What [`figures`] must be. It changes whenever something is drawn elsewhere, or otherwise.
pub(crate) const EXPECTED_FIGURES: u64 = 0x032d_0600_3c31_016d;

/// The digest of the scenes of every preset, wide and narrow, with the playhead in the middle.
pub(crate) fn figures() -> u64 {
    let mut digest = Fnv::new();
    for preset in presets::catalogue() {
        let runs = preset.scenario.runtimes.iter();
        let runs = runs.map(|&runtime| simulate(&preset.scenario, runtime).expect("presets break no limit"));
        let runs: Vec<Indexed> = runs.map(Indexed::new).collect();
        let figure = Figure {
            id: "figure",
            title: &preset.scenario.title,
            traces: runs.iter().collect(),
            follow: None,
            singly: false,
        };
        for width_px in [360.0, 1000.0] {
            let drawing = lay_out(&figure, &Viewport { width_px, stretch: None, coarse: false });
            digest.bytes(format!("{:?}", drawing.scene).as_bytes());
            let middle = runs.iter().map(|run| run.makespan()).max().unwrap_or_default().as_ns() / 2;
            digest.bytes(format!("{:?}", drawing.at(Instant::from_ns(middle), true)).as_bytes());
        }
    }
    digest.0
}

/// What [`programs`] must be. It changes whenever a program runs otherwise, or its runs are printed otherwise.
pub(crate) const EXPECTED_PROGRAMS: u64 = 0x998b_2b02_c339_c7c6;

/// Programs that come by most of the machine: its values and formats, its logarithms, its loop and its threads.
const PROGRAMS: [&str; 8] = [
    include_str!("../python/programs/dataclasses.py"),
    include_str!("../python/programs/gather-nested.py"),
    include_str!("../python/programs/lock-deadlock.py"),
    include_str!("../python/programs/async-generator.py"),
    include_str!("../python/programs/strings-format.py"),
    include_str!("../python/programs/library-random.py"),
    include_str!("../python/programs/timeout-nested.py"),
    include_str!("../python/programs/generators.py"),
];

/// The digest of the runs of some programs, in all their forms, as JSON.
pub(crate) fn programs() -> u64 {
    let mut digest = Fnv::new();
    for source in PROGRAMS {
        let program = Program::read(source).expect("it is Python");
        let runs = program.run(program.forms(), LineCost::Auto);
        let mut bytes = Vec::new();
        json::write(&mut bytes, &[Ran { source, runs: &runs }]).expect("memory can be written to");
        digest.bytes(&bytes);
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
