//! A trace that is built by hand, with no scenario anywhere: two threads, four tasks with parents, a lock. It is drawn,
//! told, tabulated, counted and exported like any other.
#![cfg(not(target_arch = "wasm32"))]

use interleave::export;
use interleave::layout::{Figure, Indexed, Viewport, lay_out};
use interleave::narrate::{Chronicle, Lane, Table, now};
use interleave::scene::{Group, Identity, Item};
use interleave::summary::summarize;
use interleave::time::{Duration, Instant};
use interleave::trace::parts::Assembly;
use interleave::trace::{
    Awaited, Builder, Cause, Does, Full, LaneId, Model, Outcome, ResourceId, ResourceKind, ResourceSpan,
    ResourceState, Site, SiteId, State, TaskId, ThreadId, ThreadKind, Trace,
};

/// Who takes part.
struct Cast {
    builder: Builder,
    main: ThreadId,
    sites: [SiteId; 3],
    lock: ResourceId,
}

fn ms(ms: u64) -> Instant {
    Instant::from_ms(ms)
}

fn site(label: &str, line: u32, does: Does) -> Site {
    Site { label: label.to_owned(), line, column: 5, does, waits_on: Vec::new() }
}

fn cast() -> Result<Cast, Full> {
    let mut builder = Builder::new(Model::Program { blocking: false }, "bank.py");
    let compute = builder.site(site("total += 1", 7, Does::Compute))?;
    let enter = builder.site(site("async with lock", 6, Does::Call))?;
    let start = builder.site(site("create_task(pay())", 12, Does::Compute))?;
    let lock = builder.resource(ResourceKind::Lock, "lock", Some(1))?;
    let main = builder.thread(ThreadKind::Thread, "MainThread", ms(0))?;
    Ok(Cast { builder, main, sites: [compute, enter, start], lock })
}

/// `main` makes two payments, one of which makes a receipt on the other thread; both payments want the lock.
fn built() -> Trace {
    let Cast { builder: mut b, main: main_thread, sites: [compute, enter, start], lock } =
        cast().expect("there is room");
    let main = b.task(None, "main", None, ms(0)).expect("there is room");
    b.state(main, State::Running, Some(main_thread), start, ms(0));
    let one = b.task(Some(main), "pay", Some(start), ms(1)).expect("there is room");
    let two = b.task(Some(main), "pay", Some(start), ms(2)).expect("there is room");
    b.waits(main, State::Paused, None, start, &[Awaited::Task(one), Awaited::Task(two)], ms(3));
    b.state(one, State::Running, Some(main_thread), compute, ms(3));
    // The second thread begins during the run.
    let other = b.thread(ThreadKind::Thread, "Thread-1", ms(4)).expect("there is room");
    let receipt = b.task(Some(one), "receipt", Some(compute), ms(4)).expect("there is room");
    b.state(receipt, State::Running, Some(other), compute, ms(5));
    b.state(one, State::Ready, None, compute, ms(6));
    b.state(two, State::Running, Some(main_thread), enter, ms(6));
    b.waits(two, State::Paused, None, enter, &[Awaited::Resource(lock)], ms(7));
    b.state(one, State::Running, Some(main_thread), compute, ms(7));
    b.ends(one, Outcome::Returned, ms(9));
    b.at_resource(lock, ResourceSpan::new(ResourceState::Held, ms(3), ms(9), one, compute, 0));
    b.at_resource(lock, ResourceSpan::new(ResourceState::Waiting, ms(7), ms(9), two, enter, 0));
    b.because(two, Cause::Released { resource: lock, by: one });
    b.state(two, State::Running, Some(main_thread), enter, ms(9));
    b.at_resource(lock, ResourceSpan::new(ResourceState::Held, ms(9), ms(11), two, enter, 0));
    b.ends(receipt, Outcome::Raised, ms(10));
    b.ends(two, Outcome::Cancelled, ms(11));
    b.because(main, Cause::Woken { by: two });
    b.state(main, State::Running, Some(main_thread), start, ms(11));
    b.finish(17, ms(12))
}

#[test]
fn what_was_told_is_there() {
    let trace = built();
    let ids: Vec<TaskId> = trace.task_ids().collect();
    let parents: Vec<Option<TaskId>> = ids.iter().map(|&id| trace.parent(id)).collect();
    assert_eq!(parents, [None, Some(ids[0]), Some(ids[0]), Some(ids[1])]);
    let names: Vec<&str> = ids.iter().map(|&id| trace.task_name(id)).collect();
    assert_eq!(names, ["main", "pay", "pay", "receipt"]);
    let outcomes: Vec<Outcome> = trace.tasks().iter().map(|info| info.outcome).collect();
    assert_eq!(outcomes, [Outcome::Unfinished, Outcome::Returned, Outcome::Cancelled, Outcome::Raised]);
    assert_eq!(trace.group(ids[3]).and_then(|group| group.made_at), Some(SiteId(0)));
    assert_eq!((trace.makespan(), trace.events()), (ms(12), 17));
    let states = |id: TaskId| -> Vec<(State, u64)> {
        trace.task_spans(id).map(|span| (span.state, span.end.as_ns() / 1_000_000)).collect()
    };
    assert_eq!(states(ids[0]), [(State::Running, 3), (State::Paused, 11), (State::Running, 12)]);
    let two = [(State::Queued, 6), (State::Running, 7), (State::Paused, 9), (State::Running, 11)];
    assert_eq!(states(ids[2]), two);
    let on_main: Vec<u32> = trace.thread_spans(ThreadId(0)).map(|span| span.task.number()).collect();
    assert_eq!(on_main, [1, 2, 3, 2, 3, 1], "the thread goes from task to task");
    assert_eq!(trace.hops(), 5);
    assert_eq!(trace.threads()[1].began, ms(4));
}

#[test]
fn why_and_what_for_is_told_as_it_was_recorded() {
    let trace = built();
    let [main, one, two, receipt] = [0, 1, 2, 3].map(TaskId);
    assert_eq!(trace.cause(main, 0), Cause::Arrived);
    assert_eq!(trace.cause(two, 0), Cause::Made { by: main });
    assert_eq!(trace.cause(receipt, 0), Cause::Made { by: one });
    assert_eq!(trace.cause(two, 3), Cause::Released { resource: ResourceId(0), by: one });
    assert_eq!(trace.cause(main, 2), Cause::Woken { by: two });
    let taken = Cause::TakenUp { thread: Some(ThreadId(0)), from: Some(two) };
    assert_eq!(trace.cause(one, 3), taken, "the other one let go of the thread");
    assert_eq!(trace.awaited(main, 1), [Awaited::Task(one), Awaited::Task(two)]);
    assert_eq!(trace.awaited(two, 2), [Awaited::Resource(ResourceId(0))]);
    assert_eq!(trace.awaited(two, 1), [], "who computes waits for nothing");
}

fn lanes(items: &[Item], found: &mut Vec<String>) {
    for item in items {
        if let Item::Group(Group { identity, items, .. }) = item {
            if let Identity::Lane { name } = identity {
                found.push(name.clone());
            }
            lanes(items, found);
        }
    }
}

#[test]
fn it_is_drawn() {
    let trace = Indexed::new(built());
    let figure = Figure { id: "f", title: "A bank", traces: vec![&trace], follow: None, singly: false };
    let drawing = lay_out(&figure, &Viewport { width_px: 900.0, stretch: None, coarse: false });
    let mut found = Vec::new();
    lanes(&drawing.scene.ground, &mut found);
    let expected =
        ["thread-1", "thread-2", "task-0", "task-1", "task-2", "task-3", "resource-lock"].map(str::to_owned);
    assert_eq!(found, expected);
    for name in &found {
        let lane = trace.lane(name).expect("it is read as it is printed");
        assert_eq!(&trace.lane_name(lane), name);
    }
    assert_eq!(trace.lane("request-1"), None, "nobody has asked for anything");
    assert_eq!(trace.lane("task-1"), Some(LaneId::Task(TaskId(1))));
}

/// Of four tasks one returns, one raises, one is cancelled and one never ends.
#[test]
fn only_who_returned_has_a_tick_and_only_who_ended_is_said_to_be_done() {
    let traces = [Indexed::new(built())];
    let figure =
        Figure { id: "built", title: "", traces: traces.iter().collect(), follow: None, singly: false };
    for width_px in [360.0, 880.0] {
        let drawing = lay_out(&figure, &Viewport { width_px, stretch: None, coarse: false });
        let drawn = format!("{:?}", drawing.scene);
        assert_eq!(drawn.matches("role: Finish").count(), 1, "{width_px}");
        let said = "In it task 1 is done at 9 ms, task 2 at 11 ms and task 3 at 10 ms.";
        assert!(drawing.scene.description.contains(said), "{}", drawing.scene.description);
    }
}

#[test]
fn it_is_told_and_tabulated() {
    let trace = built();
    assert_eq!(
        now(&trace, ms(8)),
        "Both threads *compute* (requests 2 and 4). Requests 1 and 3 are *paused*."
    );
    let chronicle = Chronicle::of(&[&trace]).expect("there are few spans");
    let traces = [&trace];
    let told: Vec<String> = chronicle.events(&traces, 0, usize::MAX).map(|event| event.sentence()).collect();
    assert!(told.iter().any(|sentence| sentence.starts_with("lock answers request 3")), "{told:#?}");
    let table = Table::of(&[&trace], ms(0), ms(12));
    let of_lock: Vec<(Instant, Instant)> = table
        .rows(&traces, 0, usize::MAX)
        .filter(|row| row.lane == Lane::Resource(ResourceId(0)))
        .map(|row| (row.start, row.end))
        .collect();
    assert_eq!(of_lock, [(ms(3), ms(9)), (ms(7), ms(9)), (ms(9), ms(11))]);
}

#[test]
fn it_is_counted_and_exported() {
    let trace = built();
    let summary = summarize(&trace);
    assert_eq!(summary.threads.running, Duration::from_ms(17));
    assert_eq!(summary.threads.idle, Duration::from_ms(2 * 12 - 17));
    assert_eq!(summary.waiting_wasted, Duration::ZERO);
    let mut csv = Vec::new();
    export::csv::write(&mut csv, std::slice::from_ref(&trace)).expect("memory can be written to");
    let csv = String::from_utf8(csv).expect("it is text");
    assert!(
        csv.contains("1,bank.py,lock,resource-lock,waiting,7000000,9000000,3,pay,,5,0,lock\r\n"),
        "{csv}"
    );
    let mut events = Vec::new();
    export::perfetto::write(&mut events, "A bank", std::slice::from_ref(&trace))
        .expect("memory can be written to");
    let events = String::from_utf8(events).expect("it is text");
    assert!(events.contains("task-3 receipt"), "{events}");
    let text = export::text::print("A bank", &[trace]);
    assert!(text.contains("  resource-lock   ") && text.contains("  task-3 receipt  "), "{text}");
}

#[test]
fn it_is_handed_over_whole() {
    let trace = built();
    let mut assembly = Assembly::new(&trace.head()).expect("a head of its own");
    for (table, words) in trace.pieces() {
        assembly.take(table, &words).expect("a piece of its own");
    }
    assert_eq!(assembly.finish().as_ref(), Ok(&trace));
}

#[test]
fn what_the_builder_does_not_know_changes_nothing() {
    let Cast { builder: mut b, main: thread, sites: [compute, ..], .. } = cast().expect("there is room");
    let known = b.task(None, "main", None, ms(0)).expect("there is room");
    b.state(known, State::Running, Some(thread), compute, ms(1));
    for stranger in [TaskId(9), TaskId(u32::MAX)] {
        b.state(stranger, State::Running, Some(thread), compute, ms(2));
        b.because(stranger, Cause::GoesOn);
        b.ends(stranger, Outcome::Returned, ms(2));
        b.helps(thread, Some((stranger, State::Running, compute)), ms(2));
    }
    b.state(known, State::Running, Some(ThreadId(7)), compute, ms(2));
    b.state(known, State::Running, None, compute, ms(2));
    b.state(known, State::Paused, None, SiteId(99), ms(2));
    // Time does not run back.
    b.ends(known, Outcome::Returned, ms(1));
    b.state(known, State::Running, Some(thread), compute, ms(9));
    let trace = b.finish(0, ms(0));
    let spans: Vec<_> = trace.task_spans(known).map(|span| (span.state, span.start, span.end)).collect();
    assert_eq!(spans, [(State::Queued, ms(0), ms(1)), (State::Running, ms(1), ms(2))]);
    assert_eq!(trace.makespan(), ms(2));
}

/// Whoever takes a thread has it alone.
#[test]
fn a_thread_is_at_one_task_at_a_time() {
    let Cast { builder: mut b, main: thread, sites: [compute, ..], .. } = cast().expect("there is room");
    let [one, two] = ["one", "two"].map(|name| b.task(None, name, None, ms(0)).expect("there is room"));
    b.state(one, State::Running, Some(thread), compute, ms(0));
    b.state(two, State::Running, Some(thread), compute, ms(3));
    let trace = b.finish(0, ms(5));
    let states: Vec<State> = trace.task_spans(one).map(|span| span.state).collect();
    assert_eq!(states, [State::Running, State::Ready]);
    let lane: Vec<(TaskId, Instant)> = trace.thread_spans(thread).map(|span| (span.task, span.end)).collect();
    assert_eq!(lane, [(one, ms(3)), (two, ms(5))]);
}

/// Sites, resources and threads are numbered in sixteen bits: there is an end, and it is told.
#[test]
fn too_many_of_anything_are_refused() {
    let mut builder = Builder::new(Model::Program { blocking: false }, "many");
    for _ in 0..Builder::IDS_MAX {
        builder.site(Site::default()).expect("there is room");
        builder.resource(ResourceKind::Lock, "", None).expect("there is room");
        builder.thread(ThreadKind::Thread, "", ms(0)).expect("there is room");
    }
    assert_eq!(builder.site(Site::default()), Err(Full::Sites));
    assert_eq!(builder.resource(ResourceKind::Lock, "", None), Err(Full::Resources));
    assert_eq!(builder.thread(ThreadKind::Thread, "", ms(0)), Err(Full::Threads));
    let task = builder.task(None, "main", None, ms(0)).expect("there is room");
    let (thread, site) = (ThreadId(u16::MAX - 1), SiteId(u16::MAX - 1));
    builder.state(task, State::Running, Some(thread), site, ms(0));
    let trace = builder.finish(0, ms(1));
    let spans: Vec<_> = trace.task_spans(task).map(|span| (span.thread, span.site)).collect();
    assert_eq!(spans, [(Some(thread), Some(site))], "the last of each is no other");
}
