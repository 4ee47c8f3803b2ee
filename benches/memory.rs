//! What a recorded run of a million requests needs: the most bytes allocated at one time.

use divan::AllocProfiler;
use interleave::scenario::Runtime;
use interleave::sim::simulate;

#[path = "workload.rs"]
mod workload;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const RUNTIMES: [Runtime; 3] = [
    Runtime::Sync { threads: 1 },
    Runtime::Sync { threads: 64 },
    Runtime::Async { threads: 1, blocking_threads: 1 },
];

#[divan::bench(args = RUNTIMES, sample_count = 3, sample_size = 1)]
fn a_million_requests(bencher: divan::Bencher, runtime: Runtime) {
    let scenario = workload::workload(1_000_000, runtime.threads());
    bencher.bench_local(|| simulate(&scenario, runtime).expect("far from every limit"));
}
