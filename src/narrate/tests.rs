//! What is said of the built-in scenarios.

use expect_test::{Expect, expect};

use super::{Chronicle, now};
use crate::link;
use crate::sim::simulate;
use crate::time::Instant;

/// What is said of each model of a link's scenario at some moments, in ms.
#[track_caller]
fn check(link: &str, moments_ms: &[u64], expected: Expect) {
    let scenario = link::open(link, "").subject.scenario().expect("it asks for a scenario");
    let mut said = String::new();
    for &at_ms in moments_ms {
        for &runtime in &scenario.runtimes {
            let trace = simulate(&scenario, runtime).expect("the scenario is far from every limit");
            let words = now(&trace, Instant::from_ms(at_ms));
            said.push_str(&format!("{at_ms} {runtime}: {words}\n"));
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

/// What is told of each model of a link's scenario, from the first event on.
#[track_caller]
fn check_events(link: &str, most: usize, expected: Expect) {
    let scenario = link::open(link, "").subject.scenario().expect("it asks for a scenario");
    let run = |&runtime: &_| simulate(&scenario, runtime).expect("the scenario is far from every limit");
    let traces: Vec<_> = scenario.runtimes.iter().map(run).collect();
    let traces: Vec<&_> = traces.iter().collect();
    let chronicle = Chronicle::of(&traces).expect("there are few spans");
    let mut said = String::new();
    for event in chronicle.events(&traces, 0, most) {
        let runtime = traces[event.run].label();
        said.push_str(&format!("{} {runtime}: {}\n", event.at, event.sentence()));
    }
    expected.assert_eq(&said);
}

#[test]
fn events_of_three_requests() {
    check_events(
        "",
        100,
        expect![[r#"
            0 sync1: Request 1 *arrives*: thread 1 takes it up.
            0 async1: Request 1 *arrives*: thread 1 takes it up.
            1 sync1: Request 2 *arrives* and is *queued*: thread 1 is computing request 1.
            1 async1: Request 2 *arrives* and is *queued*: thread 1 is computing request 1.
            2 sync1: Request 3 *arrives* and is *queued*: thread 1 is computing request 1.
            2 async1: Request 3 *arrives* and is *queued*: thread 1 is computing request 1.
            3 sync1: Request 1 calls db: thread 1 is *blocked* until the answer comes.
            3 async1: Request 1 reaches `await db`: the task *pauses*, thread 1 is free and takes up request 2.
            6 async1: Request 2 reaches `await db`: the task *pauses*, thread 1 is free and takes up request 3.
            9 async1: Request 3 reaches `await db`: the task *pauses*, thread 1 is free.
            23 sync1: db answers request 1: thread 1 *computes* on.
            23 async1: db answers request 1: thread 1 takes it up.
            26 async1: db answers request 2: it is *ready*, but thread 1 is computing request 1.
            28 sync1: Request 1 is *done*, and thread 1 takes up request 2.
            28 async1: Request 1 is *done*, and thread 1 takes up request 2 again.
            29 async1: db answers request 3: it is *ready*, but thread 1 is computing request 2.
            31 sync1: Request 2 calls db: thread 1 is *blocked* until the answer comes.
            33 async1: Request 2 is *done*, and thread 1 takes up request 3 again.
            38 async1: Request 3 is *done*, and thread 1 is free.
            51 sync1: db answers request 2: thread 1 *computes* on.
            56 sync1: Request 2 is *done*, and thread 1 takes up request 3.
            59 sync1: Request 3 calls db: thread 1 is *blocked* until the answer comes.
            79 sync1: db answers request 3: thread 1 *computes* on.
            84 sync1: Request 3 is *done*, and thread 1 is free.
        "#]],
    );
}

#[test]
fn events_of_joins_offloads_blocking_calls_and_full_services() {
    check_events(
        "req=db9~api4-cpu1-offload.cpu6-block.disk3-yield_x2&svc=db_cap1&run=sync1&run=async1_blocking1",
        100,
        expect![[r#"
            0 sync1: Request 1 *arrives*: it calls db, and thread 1 is *blocked* until the answer comes.
            0 sync1: Request 2 *arrives* and is *queued*: thread 1 is blocked with request 1.
            0 async1_blocking1: Request 1 *arrives*: it reaches `await` for db and api and *pauses*.
            0 async1_blocking1: Request 2 *arrives*: it reaches `await` for db and api and *pauses*. The call waits for a free slot of db.
            4 async1_blocking1: api answers request 1, which still waits for its other calls.
            4 async1_blocking1: api answers request 2, which still waits for its other calls.
            9 sync1: db answers request 1, which now calls api: thread 1 stays *blocked*.
            9 async1_blocking1: db answers request 1: thread 1 takes it up.
            9 async1_blocking1: db has a free slot and takes on a call of request 2.
            10 async1_blocking1: Request 1 hands a step over and *pauses*; helper 1 does it, thread 1 is free.
            13 sync1: api answers request 1: thread 1 *computes* on.
            14 sync1: Request 1 goes on with its next step.
            16 async1_blocking1: Helper 1 has done its step for request 1: it calls disk, and thread 1 is *blocked* until the answer comes.
            18 async1_blocking1: db answers request 2: it is *ready*, but thread 1 is blocked with request 1.
            19 async1_blocking1: disk answers request 1: it *yields* and is *ready* again, thread 1 is free and takes up request 2 again.
            20 sync1: Request 1 calls disk: thread 1 is *blocked* until the answer comes.
            20 async1_blocking1: Request 2 hands a step over and *pauses*; helper 1 does it, thread 1 is free.
            20 async1_blocking1: Request 1 is taken up again: it is *done*.
            23 sync1: disk answers request 1: it is *done*, and thread 1 takes up request 2, which calls db and *blocks* it.
            26 async1_blocking1: Helper 1 has done its step for request 2: it calls disk, and thread 1 is *blocked* until the answer comes.
            29 async1_blocking1: disk answers request 2: it is *done*, and thread 1 is free.
            32 sync1: db answers request 2, which now calls api: thread 1 stays *blocked*.
            36 sync1: api answers request 2: thread 1 *computes* on.
            37 sync1: Request 2 goes on with its next step.
            43 sync1: Request 2 calls disk: thread 1 is *blocked* until the answer comes.
            46 sync1: disk answers request 2: it is *done*, and thread 1 is free.
        "#]],
    );
}

#[test]
fn a_wait_for_a_free_helper_is_no_work_of_a_helper() {
    let scenario = link::open("req=cpu1-offload.sleep100_x4&run=async1_blocking2", "")
        .subject
        .scenario()
        .expect("it asks for a scenario");
    let trace = simulate(&scenario, scenario.runtimes[0]).expect("it is small");
    let said = |at_ms: u64| now(&trace, Instant::from_ns(at_ms * 1_000_000));
    expect![[r#"
        The thread *computes* request 4. Requests 1, 2 and 3 are *paused*; request 3 waits for a free helper thread.
        The thread is *free*: nobody can go on yet. 4 requests are *paused*; requests 3 and 4 wait for a free helper thread.
        The thread is *free*: nobody can go on yet. Requests 3 and 4 are *paused*.
        The thread is *free* while the request waits. Request 4 is *paused* until a helper thread has done its step.
    "#]]
    .assert_eq(&[3, 50, 150, 201].map(|at_ms| said(at_ms) + "\n").concat());
}

#[test]
fn events_of_steps_that_wait_for_a_helper() {
    check_events(
        "req=cpu1-offload.sleep4_x3&run=async1_blocking1",
        100,
        expect![[r#"
        0 async1_blocking1: Request 1 *arrives*: thread 1 takes it up.
        0 async1_blocking1: Request 2 *arrives* and is *queued*: thread 1 is computing request 1.
        0 async1_blocking1: Request 3 *arrives* and is *queued*: thread 1 is computing request 1.
        1 async1_blocking1: Request 1 hands a step over and *pauses*; helper 1 does it, thread 1 is free and takes up request 2.
        2 async1_blocking1: Request 2 hands a step over and *pauses*; it waits for a free helper, thread 1 is free and takes up request 3.
        3 async1_blocking1: Request 3 hands a step over and *pauses*; it waits for a free helper, thread 1 is free.
        5 async1_blocking1: Helper 1 has done its step for request 1: it is *done*.
        5 async1_blocking1: Helper 1 is free and takes up the step of request 2.
        9 async1_blocking1: Helper 1 has done its step for request 2: it is *done*.
        9 async1_blocking1: Helper 1 is free and takes up the step of request 3.
        13 async1_blocking1: Helper 1 has done its step for request 3: it is *done*.
    "#]],
    );
}

#[test]
fn events_of_several_threads_that_share_a_core() {
    check_events(
        "req=cpu4-db9-cpu6_x3_every1&run=sync2&run=async2&cores=1&quantum=2&switch=0.5",
        30,
        expect![[r#"
            0 sync2: Request 1 *arrives*: thread 1 takes it up.
            0 async2: Request 1 *arrives*: thread 1 takes it up.
            1 sync2: Request 2 *arrives*: thread 2 takes it up and waits for a *core*.
            1 async2: Request 2 *arrives*: thread 2 takes it up and waits for a *core*.
            2 sync2: Request 3 *arrives* and is *queued*: both threads are busy.
            2 sync2: Thread 1 waits for a *core*, with request 1.
            2 sync2: A core *switches* to thread 2, for request 2.
            2 async2: Request 3 *arrives* and is *queued*: both threads are busy.
            2 async2: Thread 1 waits for a *core*, with request 1.
            2 async2: A core *switches* to thread 2, for request 2.
            2.5 sync2: A core has switched to thread 2 for request 2.
            2.5 async2: A core has switched to thread 2 for request 2.
            4.5 sync2: A core *switches* to thread 1, for request 1.
            4.5 sync2: Thread 2 waits for a *core*, with request 2.
            4.5 async2: A core *switches* to thread 1, for request 1.
            4.5 async2: Thread 2 waits for a *core*, with request 2.
            5 sync2: A core has switched to thread 1 for request 1.
            5 async2: A core has switched to thread 1 for request 1.
            7 sync2: Request 1 calls db: thread 1 is *blocked* until the answer comes.
            7 sync2: A core *switches* to thread 2, for request 2.
            7 async2: Request 1 reaches `await db`: the task *pauses*, thread 1 is free and takes up request 3 and waits for a *core*.
            7 async2: A core *switches* to thread 2, for request 2.
            7.5 sync2: A core has switched to thread 2 for request 2.
            7.5 async2: A core has switched to thread 2 for request 2.
            9.5 sync2: Request 2 calls db: thread 2 is *blocked* until the answer comes.
            9.5 async2: A core *switches* to thread 1, for request 3.
            9.5 async2: Request 2 reaches `await db`: the task *pauses*, thread 2 is free.
            10 async2: A core has switched to thread 1 for request 3.
            14 async2: Request 3 reaches `await db`: the task *pauses*, thread 1 is free.
            16 sync2: db answers request 1: a core *switches* to thread 1.
        "#]],
    );
}
