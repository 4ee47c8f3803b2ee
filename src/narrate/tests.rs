//! What is said of the built-in scenarios.

use expect_test::{Expect, expect};

use super::now;
use crate::link;
use crate::sim::simulate;
use crate::time::Instant;

/// What is said of each model of a link's scenario at some moments, in ms.
#[track_caller]
fn check(link: &str, moments_ms: &[u64], expected: Expect) {
    let scenario = link::open(link, "").scenario;
    let mut said = String::new();
    for &at_ms in moments_ms {
        for &runtime in &scenario.runtimes {
            let trace = simulate(&scenario, runtime).expect("the scenario is far from every limit");
            let words = now(&scenario, &trace, Instant::from_ms(at_ms));
            said.push_str(&format!("{at_ms} {}: {words}\n", link::print_runtime(runtime)));
        }
    }
    expected.assert_eq(&said);
}

#[test]
fn three_requests() {
    check(
        "",
        &[0, 5, 10, 27, 40, 84],
        expect![[r#"
            0 sync1: The thread *computes* request 1.
            0 async1: The thread *computes* request 1.
            5 sync1: The thread is *blocked*: it waits with request 1 for db. Requests 2 and 3 are *queued*: not looked at yet.
            5 async1: The thread *computes* request 2. Request 1 is *paused* until db answers. Request 3 is *queued*: not looked at yet.
            10 sync1: The thread is *blocked*: it waits with request 1 for db. Requests 2 and 3 are *queued*: not looked at yet.
            10 async1: The thread is *free*: nobody can go on yet. Requests 1, 2 and 3 are *paused*.
            27 sync1: The thread *computes* request 1. Requests 2 and 3 are *queued*: not looked at yet.
            27 async1: The thread *computes* request 1. Request 2 is *ready* and waits for a thread. Request 3 is *paused* until db answers.
            40 sync1: The thread is *blocked*: it waits with request 2 for db. Request 3 is *queued*: not looked at yet.
            40 async1: All 3 requests are *done*, the last at 38 ms.
            84 sync1: All 3 requests are *done*, the last at 84 ms.
            84 async1: All 3 requests are *done*, the last at 38 ms.
        "#]],
    );
}

#[test]
fn several_threads() {
    check(
        "req=cpu4-db9-cpu1_x5_every1&run=sync2&run=async2&cores=1",
        &[0, 3, 9, 20],
        expect![[r#"
            0 sync2: Of 2 threads, 1 *computes* (request 1) and 1 is *idle*.
            0 async2: Of 2 threads, 1 *computes* (request 1) and 1 is *idle*.
            3 sync2: Of 2 threads, 1 *computes* (request 1) and 1 waits for a *core*. Requests 3 and 4 are *queued*: not looked at yet.
            3 async2: Of 2 threads, 1 *computes* (request 1) and 1 waits for a *core*. Requests 3 and 4 are *queued*: not looked at yet.
            9 sync2: Both threads are *blocked* (requests 1 and 2). Requests 3, 4 and 5 are *queued*: not looked at yet.
            9 async2: Of 2 threads, 1 *computes* (request 3) and 1 waits for a *core*. Requests 1 and 2 are *paused*. Request 5 is *queued*: not looked at yet.
            20 sync2: Of 2 threads, 1 *computes* (request 4) and 1 is *blocked* (request 3). Request 5 is *queued*: not looked at yet.
            20 async2: Of 2 threads, 1 *computes* (request 1) and 1 waits for a *core*. Requests 3, 4 and 5 are *paused*.
        "#]],
    );
}

#[test]
fn joins_offloads_and_blocking_calls() {
    check(
        "req=db9~api4-cpu1-offload.cpu6-block.disk3&run=sync1&run=async1",
        &[2, 12, 17],
        expect![[r#"
            2 sync1: The thread is *blocked*: it waits with request 1 for db.
            2 async1: The thread is *free* while the request waits. Request 1 is *paused* until db and api have answered.
            12 sync1: The thread is *blocked*: it waits with request 1 for api.
            12 async1: The thread is *free* while the request waits. Request 1 is *paused* until a helper thread has done its step.
            17 sync1: The thread *computes* request 1.
            17 async1: The thread is *blocked*: it waits with request 1 for disk.
        "#]],
    );
}

#[test]
fn before_between_and_after() {
    check(
        "req=cpu1_at5_x2_every10&run=async1",
        &[0, 8, 16],
        expect![[r#"
            0 async1: Nothing has *arrived* yet.
            8 async1: The thread is *idle*: there is nothing to do. 1 of 2 requests is done.
            16 async1: Both requests are *done*, the last at 16 ms.
        "#]],
    );
}
