//! The engine beside a bare loop written by hand for one workload.
//!
//! W(N, T): request i arrives at i ms and runs `cpu 1, io 40.0001, cpu 1`. As many cores as threads, so that
//! cores play no part and the bare loop may leave them out. The loop comes in two forms: with one heap for all
//! events, and, quicker, with a heap for all but the arrivals, which it knows to come in order.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use interleave::scenario::Runtime;
use interleave::sim::{observe, simulate};

#[path = "workload.rs"]
mod workload;

#[path = "../tests/support/tally.rs"]
mod tally;

use tally::Tally;
use workload::{CPU, IO, workload};

/// What the bare loop keeps of a request.
struct Bare {
    heap: BinaryHeap<Reverse<u128>>,
    scheduled: u64,
    phase: Vec<u8>,
    started_ns: Vec<u64>,
    finished_ns: Vec<u64>,
    queue: VecDeque<u32>,
    idle: u32,
}

impl Bare {
    fn schedule(&mut self, at_ns: u64, request: u32) {
        self.scheduled += 1;
        self.heap
            .push(Reverse(u128::from(at_ns) << 64 | u128::from(self.scheduled << 20 | u64::from(request))));
    }

    fn take_up(&mut self, now_ns: u64) {
        while self.idle > 0 {
            let Some(request) = self.queue.pop_front() else { return };
            self.idle -= 1;
            if self.phase[request as usize] == 0 {
                self.started_ns[request as usize] = now_ns;
            }
            self.phase[request as usize] += 1;
            self.schedule(now_ns + CPU.as_ns(), request);
        }
    }
}

/// Where the bare loop's arrivals are until they come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrivals {
    /// In the heap, as all events.
    Heaped,
    /// Beside it.
    Beside,
}

/// Phases: 0 not taken up, 1 first computation, 2 the call, 3 ready, 4 second computation. Returns the sum of the
/// latencies.
fn bare_loop(requests: u32, runtime: Runtime, arrivals: Arrivals) -> u128 {
    let is_async = matches!(runtime, Runtime::Async { .. });
    let n = requests as usize;
    let mut bare = Bare {
        heap: BinaryHeap::new(),
        scheduled: 0,
        phase: vec![0; n],
        started_ns: vec![0; n],
        finished_ns: vec![0; n],
        queue: VecDeque::new(),
        idle: runtime.threads(),
    };
    let mut arrived = 0;
    if arrivals == Arrivals::Heaped {
        (0..requests).for_each(|request| bare.schedule(u64::from(request) * 1_000_000, request));
        arrived = requests;
    }
    loop {
        let arrival_ns = u64::from(arrived) * 1_000_000;
        let head = bare.heap.peek().map(|Reverse(key)| (key >> 64) as u64);
        if arrived < requests && head.is_none_or(|at_ns| arrival_ns <= at_ns) {
            bare.queue.push_back(arrived);
            arrived += 1;
            bare.take_up(arrival_ns);
            continue;
        }
        let Some(Reverse(key)) = bare.heap.pop() else { break };
        let now_ns = (key >> 64) as u64;
        let request = (key as u32) & 0xf_ffff;
        let phase = &mut bare.phase[request as usize];
        match *phase {
            0 => bare.queue.push_back(request),
            1 => {
                *phase = 2;
                if is_async {
                    bare.idle += 1;
                }
                bare.schedule(now_ns + IO.as_ns(), request);
            }
            2 if is_async => {
                *phase = 3;
                bare.queue.push_back(request);
            }
            2 => {
                *phase = 4;
                bare.schedule(now_ns + CPU.as_ns(), request);
            }
            _ => {
                bare.finished_ns[request as usize] = now_ns;
                bare.idle += 1;
            }
        }
        bare.take_up(now_ns);
    }
    let latency = |i: usize| u128::from(bare.finished_ns[i] - i as u64 * 1_000_000);
    black_box(&bare.started_ns);
    (0..n).map(latency).sum()
}

fn main() {
    divan::main();
}

const REQUESTS: [u32; 4] = [1_000, 10_000, 100_000, 1_000_000];
const SYNC: Runtime = Runtime::Sync { threads: 1 };
const SYNC_64: Runtime = Runtime::Sync { threads: 64 };
const ASYNC: Runtime = Runtime::Async { threads: 1, blocking_threads: 1 };

fn bare(bencher: Bencher, requests: u32, runtime: Runtime, arrivals: Arrivals) {
    let run = || bare_loop(black_box(requests), runtime, arrivals);
    bencher.counter(ItemsCount::new(requests)).bench(run);
}

fn metrics(bencher: Bencher, requests: u32, runtime: Runtime) {
    let scenario = workload(requests, runtime.threads());
    bencher.counter(ItemsCount::new(requests)).bench(|| {
        let mut tally = Tally::new(runtime.threads(), runtime.blocking_threads(), requests as usize);
        observe(black_box(&scenario), runtime, &mut tally).expect("far from every limit");
        tally.summary()
    });
}

fn spans(bencher: Bencher, requests: u32, runtime: Runtime) {
    let scenario = workload(requests, runtime.threads());
    let run = || simulate(black_box(&scenario), runtime).expect("far from every limit");
    bencher.counter(ItemsCount::new(requests)).bench(run);
}

/// The three ways to run the workload with one runtime.
macro_rules! workloads {
    ($name:ident, $runtime:ident) => {
        #[divan::bench_group(max_time = 2)]
        mod $name {
            use super::{Arrivals, Bencher, REQUESTS};

            #[divan::bench(args = REQUESTS)]
            fn a_bare_loop(bencher: Bencher, requests: u32) {
                super::bare(bencher, requests, super::$runtime, Arrivals::Heaped);
            }

            #[divan::bench(args = REQUESTS)]
            fn a_bare_loop_with_its_arrivals_beside(bencher: Bencher, requests: u32) {
                super::bare(bencher, requests, super::$runtime, Arrivals::Beside);
            }

            #[divan::bench(args = REQUESTS)]
            fn metrics_only(bencher: Bencher, requests: u32) {
                super::metrics(bencher, requests, super::$runtime);
            }

            #[divan::bench(args = REQUESTS)]
            fn with_spans(bencher: Bencher, requests: u32) {
                super::spans(bencher, requests, super::$runtime);
            }
        }
    };
}

workloads!(sync_1, SYNC);
workloads!(sync_64, SYNC_64);
workloads!(async_1, ASYNC);

/// The bare loop and the engine must do the same work, or comparing them means nothing.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn check_that_both_agree() {
    for runtime in [SYNC, SYNC_64, ASYNC] {
        let trace = simulate(&workload(1_000, runtime.threads()), runtime).expect("far from every limit");
        let sum: u128 = trace.tasks().iter().map(|request| u128::from(request.latency().as_ns())).sum();
        assert_eq!(sum, bare_loop(1_000, runtime, Arrivals::Heaped));
        assert_eq!(sum, bare_loop(1_000, runtime, Arrivals::Beside));
    }
}
