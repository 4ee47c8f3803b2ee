//! The lesson tells the truth: what each chapter states holds of its trace, and its numbers are the trace's.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod scenarios;
}

use std::collections::BTreeSet;

use interleave::lesson::{Ask, Belief, Chapter, Outcome, Question, suggest, words};
use interleave::scenario::{Scenario, presets};
use interleave::sim::simulate;
use interleave::summary::summarize;
use interleave::time::{Duration, Instant};
use interleave::trace::{ResourceId, ResourceState, State, TaskId, TaskSpan, ThreadId, ThreadSpan, Trace};
use proptest::prelude::*;

use support::scenarios::{for_many, for_many_of, scenario};

fn runs(chapter: Chapter) -> Vec<Trace> {
    let scenario = chapter.scenario();
    scenario.runtimes.iter().map(|&runtime| simulate(&scenario, runtime).expect("small")).collect()
}

fn only_run(chapter: Chapter) -> Trace {
    let mut runs = runs(chapter);
    assert_eq!(runs.len(), 1, "{} shows one model", chapter.id());
    runs.remove(0)
}

fn thread(trace: &Trace) -> Vec<ThreadSpan> {
    assert_eq!(trace.own_thread_count(), 1);
    trace.thread_spans(ThreadId(0)).collect()
}

fn thread_at(trace: &Trace, at: Instant) -> Option<ThreadSpan> {
    thread(trace).into_iter().find(|span| span.start <= at && at < span.end)
}

fn request(trace: &Trace, number: u32) -> Vec<TaskSpan> {
    trace.task_spans(TaskId(number - 1)).collect()
}

fn in_state(trace: &Trace, number: u32, state: State) -> Vec<TaskSpan> {
    request(trace, number).into_iter().filter(|span| span.state == state).collect()
}

/// What the chapter says of its run must hold these numbers, in this order.
#[track_caller]
fn says(chapter: Chapter, numbers: &[u64]) {
    let runs = runs(chapter);
    let traces: Vec<&Trace> = runs.iter().collect();
    let said = words(chapter, &traces).expect("the scenario is the chapter's");
    let digits = said.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let found: Vec<u64> = digits.map(|digits| digits.parse().expect("digits")).collect();
    assert_eq!(found, numbers, "{said}");
    assert!(!said.contains('?') && !said.contains("{}"), "{said}");
}

#[test]
fn s1_the_thread_waits_until_the_response_arrives() {
    let trace = only_run(Chapter::S1);
    let spans = thread(&trace);
    let states: Vec<State> = spans.iter().map(|span| span.state).collect();
    assert_eq!(states, [State::Running, State::Blocked, State::Running], "step by step");
    let call = trace.resource_spans(ResourceId(0))[0];
    assert_eq!((spans[1].start, spans[1].end), (call.start, call.end), "from the call to the response");
    assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start), "one after the other");
    says(Chapter::S1, &[3, 23]);
}

#[test]
fn s2_while_it_waits_the_thread_is_blocked_and_nobody_else_runs() {
    let trace = only_run(Chapter::S2);
    let blocked = thread_at(&trace, Chapter::S2.moment()).expect("the thread is at something");
    assert_eq!(blocked.state, State::Blocked);
    for number in [2, 3] {
        let info = trace.tasks()[number as usize - 1];
        assert!(info.created < blocked.end, "request {number} is there");
        let does_something = |span: &TaskSpan| {
            span.state != State::Queued && span.start < blocked.end && blocked.start < span.end
        };
        assert!(!request(&trace, number).iter().any(does_something), "nobody works on request {number}");
    }
    says(Chapter::S2, &[3, 23, 2]);
}

#[test]
fn s3_one_slow_call_delays_all_who_arrive_meanwhile() {
    let trace = only_run(Chapter::S3);
    let slow = trace.tasks()[0];
    let mut free = slow.ended;
    for info in &trace.tasks()[1..] {
        assert!(info.created < slow.ended, "it arrives while the slow one is handled");
        assert_eq!(info.started, free, "one after another");
        assert!(info.started.since(info.created) > info.ended.since(info.started), "it mostly waits");
        free = info.ended;
    }
    says(Chapter::S3, &[2, 10, 63]);
}

#[test]
fn s4_what_is_waited_is_wasted() {
    let trace = only_run(Chapter::S4);
    let summary = summarize(&trace);
    assert_eq!(summary.threads.blocked, Duration::from_ms(60));
    assert_eq!(summary.waiting_wasted, summary.threads.blocked);
    assert_eq!(u128::from(summary.waiting_wasted.as_ns()), summary.external_wait_ns, "all of it");
    assert!(summary.waiting_reused.is_zero());
    assert_eq!(Chapter::S4.moment(), trace.makespan());
    says(Chapter::S4, &[84, 24, 60]);
}

#[test]
fn a1_one_thread_serves_many_tasks() {
    let trace = only_run(Chapter::A1);
    let at = Chapter::A1.moment();
    let on_thread: BTreeSet<_> =
        thread(&trace).iter().filter(|span| span.end <= at).map(|span| span.task).collect();
    assert_eq!(on_thread.len(), 3, "the one thread has been with each of them");
    assert!(trace.tasks().iter().all(|info| info.started < at && at < info.ended), "none is done");
    says(Chapter::A1, &[9, 3]);
}

#[test]
fn a2_the_task_pauses_and_the_thread_is_with_another_at_the_same_instant() {
    let trace = only_run(Chapter::A2);
    let at = Chapter::A2.moment();
    let paused = in_state(&trace, 1, State::Paused)[0];
    assert_eq!((paused.start, paused.thread), (at, None));
    let next = thread_at(&trace, at).expect("the thread is at something");
    assert_eq!((next.start, next.state), (at, State::Running));
    assert_ne!(next.task, TaskId(0));
    assert!(!trace.has_state(State::Blocked), "the thread is never blocked");
    says(Chapter::A2, &[3, 1, 2]);
}

#[test]
fn a3_the_thread_hops_to_a_task_that_can_go_on() {
    let trace = only_run(Chapter::A3);
    let at = Chapter::A3.moment();
    let spans = thread(&trace);
    let before = spans.iter().find(|span| span.end == at).expect("a span ends");
    let after = spans.iter().find(|span| span.start == at).expect("another one begins");
    assert_ne!(before.task, after.task);
    assert_eq!(in_state(&trace, before.task.number(), State::Paused)[0].start, at);
    let queued = in_state(&trace, after.task.number(), State::Queued)[0];
    assert_eq!(queued.end, at, "it could go on and waited for the thread");
    says(Chapter::A3, &[6, 2, 3, 5]);
}

#[test]
fn a4_a_response_makes_its_task_ready_and_it_goes_on_when_the_thread_is_free() {
    let trace = only_run(Chapter::A4);
    let at = Chapter::A4.moment();
    let ready = in_state(&trace, 2, State::Ready)[0];
    let response =
        trace.resource_spans(ResourceId(0)).iter().find(|span| span.task == TaskId(1)).expect("a call");
    assert_eq!((ready.start, response.end), (at, at));
    let busy = thread_at(&trace, at).expect("the thread is at something");
    assert!(busy.task != TaskId(1) && busy.start < at);
    assert_eq!(ready.end, busy.end, "as soon as the thread is free");
    assert_eq!(in_state(&trace, 2, State::Running)[1].start, ready.end);
    says(Chapter::A4, &[2, 26, 1, 28]);
}

#[test]
fn a5_the_waiting_time_is_reused() {
    let runs = runs(Chapter::A5);
    let (sync, asynchronous) = (summarize(&runs[0]), summarize(&runs[1]));
    assert_eq!(sync.threads.running, asynchronous.threads.running, "the same work");
    assert!(sync.waiting_reused.is_zero() && asynchronous.waiting_wasted.is_zero());
    assert!(asynchronous.makespan < sync.makespan);
    let pointed: Duration = Chapter::A5
        .spots()
        .iter()
        .map(|spot| spot.end.since(spot.start))
        .fold(Duration::ZERO, |sum, one| sum + one);
    assert_eq!(pointed, asynchronous.waiting_reused, "what is pointed at is what is reused");
    says(Chapter::A5, &[12, 38, 84]);
}

#[test]
fn w1_await_hands_control_back_because_the_task_needs_the_result() {
    let trace = only_run(Chapter::W1);
    let at = Chapter::W1.moment();
    let paused = in_state(&trace, 1, State::Paused)[0];
    assert_eq!(paused.start, at);
    assert_eq!(in_state(&trace, 1, State::Running)[1].start, paused.end, "its next step needs the result");
    let other = thread_at(&trace, at).expect("the thread is at something");
    assert_eq!((other.task, other.start), (TaskId(1), at), "control goes to the other task");
    assert!(other.end < paused.end);
    says(Chapter::W1, &[1, 12, 2, 2, 6]);
}

#[test]
fn w2_nobody_computes_in_the_background() {
    let trace = only_run(Chapter::W2);
    let paused = in_state(&trace, 1, State::Paused)[0];
    assert!(paused.start <= Chapter::W2.moment() && Chapter::W2.moment() < paused.end);
    let all_threads = trace.thread_ids().flat_map(|thread| trace.thread_spans(thread));
    for span in all_threads {
        assert!(span.end <= paused.start || paused.end <= span.start, "{span:?}");
    }
    let call = trace.resource_spans(ResourceId(0))[0];
    assert_eq!((call.start, call.end), (paused.start, paused.end), "the database does the work");
    says(Chapter::W2, &[3, 23, 0, 20]);
}

#[test]
fn w3_it_resumes_after_the_response_and_not_before() {
    let trace = only_run(Chapter::W3);
    let response =
        trace.resource_spans(ResourceId(0)).iter().find(|span| span.task == TaskId(0)).expect("a call");
    let resumed = in_state(&trace, 1, State::Running)[1].start;
    assert_eq!(response.end, Chapter::W3.moment());
    assert!(response.end < resumed, "a little later");
    let ready = in_state(&trace, 1, State::Ready)[0];
    assert_eq!((ready.start, ready.end), (response.end, resumed), "ready is not running");
    assert!(trace.task_spans(TaskId(0)).all(|span| span.state != State::Running
        || span.end <= in_state(&trace, 1, State::Paused)[0].start
        || span.start >= response.end));
    says(Chapter::W3, &[1, 12, 34, 22]);
}

#[test]
fn t_the_table_has_the_numbers_of_the_runs() {
    let runs = runs(Chapter::T);
    let in_ms = |duration: Duration| format!("{duration} ms");
    let columns: Vec<_> = runs.iter().map(|run| interleave::lesson::column(&summarize(run), in_ms)).collect();
    assert_eq!(
        columns[0],
        ["is blocked: 60 ms", "holds its thread: 60 ms", "1 at once, done at 84 ms", "60 ms wasted"]
    );
    assert_eq!(columns[1], ["is free", "holds no thread: 60 ms", "3 at once, done at 38 ms", "12 ms reused"]);
    let traces: Vec<&Trace> = runs.iter().collect();
    assert_eq!(words(Chapter::T, &traces), None);
}

/// Every edge of what a chapter points at is an instant at which something happens, in a lane that is there.
#[test]
fn what_is_pointed_at_is_in_the_picture() {
    for chapter in Chapter::ALL {
        let runs = runs(chapter);
        for spot in chapter.spots() {
            let trace = &runs[spot.run];
            let requests = trace.task_ids().flat_map(|id| trace.task_spans(id));
            let edges: BTreeSet<Instant> = requests.flat_map(|span| [span.start, span.end]).collect();
            assert!(edges.contains(&spot.start) && edges.contains(&spot.end), "{}: {spot:?}", chapter.id());
            let exists = match spot.lane.split_once('-') {
                Some(("thread", number)) => number == "1",
                Some(("request", number)) => number.parse().is_ok_and(|n: usize| n <= trace.tasks().len()),
                Some(("service", name)) => trace.services().any(|(_, service)| service.name == name),
                Some(_) | None => false,
            };
            assert!(exists, "{}: {spot:?}", chapter.id());
        }
        assert!(runs.iter().any(|run| chapter.moment() <= run.makespan()), "{}", chapter.id());
    }
}

#[test]
fn a_chapter_names_the_preset_that_it_is() {
    for chapter in Chapter::ALL {
        let same = presets::catalogue().into_iter().find(|preset| preset.scenario == chapter.scenario());
        assert_eq!(same.map(|preset| preset.id), chapter.preset(), "{}", chapter.id());
    }
}

#[test]
fn other_runs_than_its_own_are_not_told_in_its_numbers() {
    assert_eq!(words(Chapter::S1, &[]), None);
    let scenario = presets::find("cpu-bound").expect("it exists").scenario;
    let runs: Vec<Trace> =
        scenario.runtimes.iter().map(|&runtime| simulate(&scenario, runtime).expect("small")).collect();
    let traces: Vec<&Trace> = runs.iter().collect();
    for chapter in Chapter::ALL {
        // Whatever it says, it says it of this run, or nothing.
        let said = words(chapter, &traces).unwrap_or_default();
        assert!(!said.contains('?'), "{}: {said}", chapter.id());
    }
    assert_eq!(words(Chapter::A2, &traces), None, "nobody pauses");
}

fn traces_of(scenario: &Scenario) -> Vec<Trace> {
    scenario.runtimes.iter().map(|&runtime| simulate(scenario, runtime).expect("small")).collect()
}

#[test]
fn each_chapter_ends_with_a_question_that_has_one_right_answer() {
    for chapter in Chapter::ALL {
        let runs = runs(chapter);
        let traces: Vec<&Trace> = runs.iter().collect();
        let (ask, at) = chapter.question();
        let question = Question::pose(ask, &traces, at).unwrap_or_else(|| panic!("{}", chapter.id()));
        if !question.choices.is_empty() {
            let right = question.choices.iter().filter(|&&choice| question.is_right(choice)).count();
            assert_eq!(right, 1, "{}", chapter.id());
        }
        assert!(question.from >= at, "{}: it is about what comes", chapter.id());
    }
}

/// What the question of a chapter is about, as a sentence of the chapter has it.
#[test]
fn the_questions_of_the_chapters_ask_what_the_chapters_teach() {
    let right = |chapter: Chapter| {
        let runs = runs(chapter);
        let traces: Vec<&Trace> = runs.iter().collect();
        let (ask, at) = chapter.question();
        Question::pose(ask, &traces, at).expect("it can be asked").right
    };
    let id = |number: u32| TaskId(number - 1);
    assert_eq!(right(Chapter::S1), Outcome::Blocked(id(1)));
    assert_eq!(right(Chapter::S2), Outcome::Computes(id(2)));
    assert_eq!(right(Chapter::S3), Outcome::Finishes(id(1)));
    assert_eq!(right(Chapter::S4), Outcome::Blocked(id(2)));
    assert_eq!(right(Chapter::A1), Outcome::Idle);
    assert_eq!(right(Chapter::A2), Outcome::Computes(id(2)));
    assert_eq!(right(Chapter::A3), Outcome::Computes(id(1)));
    assert_eq!(right(Chapter::A4), Outcome::Computes(id(2)));
    assert_eq!(right(Chapter::A5), Outcome::At(Instant::from_ms(28)));
    assert_eq!(right(Chapter::W1), Outcome::Idle);
    assert_eq!(right(Chapter::W2), Outcome::Idle);
    assert_eq!(right(Chapter::W3), Outcome::Finishes(id(3)), "the long one, which never waits");
    assert_eq!(right(Chapter::T), Outcome::At(Instant::from_ms(38)));
}

/// Each belief is refuted by the numbers of its own two runs.
#[test]
fn beliefs_are_refuted_by_the_numbers_of_their_runs() {
    #[track_caller]
    fn check(belief: Belief, numbers: &[u64]) {
        let preset = presets::find(belief.preset()).expect("it is in the catalogue");
        assert_eq!(Belief::of(preset.id), Some(belief));
        let runs = traces_of(&preset.scenario);
        let traces: Vec<&Trace> = runs.iter().collect();
        let said = belief.refutation(&traces).expect("two runs");
        let digits = said.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let found: Vec<u64> = digits.map(|digits| digits.parse().expect("digits")).collect();
        assert_eq!(found, numbers, "{said}");
        assert_eq!(belief.refutation(&traces[..1]), None);
    }
    check(Belief::Faster, &[60, 60]);
    check(Belief::Parallel, &[80, 4, 20]);
    check(Belief::Background, &[20, 0]);
    check(Belief::InARow, &[50, 30]);
    check(Belief::Harmless, &[30, 28]);
    check(Belief::OnTime, &[11, 35, 24]);
    check(Belief::Threads, &[3, 38, 38, 60]);
    check(Belief::Bottleneck, &[2, 69, 63, 108]);
}

/// The same, from the traces themselves.
#[test]
fn the_refuting_numbers_are_what_the_traces_hold() {
    let runs_of = |belief: Belief| traces_of(&presets::find(belief.preset()).expect("it exists").scenario);
    let faster = runs_of(Belief::Faster);
    assert!(faster[1].makespan() >= faster[0].makespan());
    let parallel = runs_of(Belief::Parallel);
    let running = summarize(&parallel[1]).threads.running;
    assert_eq!(Instant::ZERO + running, parallel[1].makespan(), "one after the other, without a gap");
    assert!(parallel[0].makespan() < parallel[1].makespan());
    let background = runs_of(Belief::Background);
    let paused = in_state(&background[1], 1, State::Paused)[0];
    let threads = background[1].thread_ids().flat_map(|id| background[1].thread_spans(id));
    assert!(threads.into_iter().all(|span| span.end <= paused.start || paused.end <= span.start));
    let row = runs_of(Belief::InARow);
    let calls = |number: u32| {
        let all = (0..2).flat_map(|service| row[1].resource_spans(ResourceId(service)).to_vec());
        all.filter(|span| span.task == TaskId(number - 1)).collect::<Vec<_>>()
    };
    assert!(calls(1)[0].end <= calls(1)[1].start, "in a row they do not overlap");
    assert!(calls(2)[1].start < calls(2)[0].end, "together they do");
    let harmless = runs_of(Belief::Harmless);
    let blocked = thread(&harmless[1]).into_iter().find(|span| span.state == State::Blocked).expect("one");
    let ready = in_state(&harmless[1], 1, State::Ready)[0];
    assert!(blocked.start <= ready.start && blocked.end <= ready.end, "ready, while the thread is blocked");
    let threads = runs_of(Belief::Threads);
    assert_eq!(threads[0].makespan(), threads[1].makespan());
    assert_eq!(summarize(&threads[0]).waiting_wasted, Duration::from_ms(60));
    assert!(summarize(&threads[1]).waiting_wasted.is_zero());
    let slots = runs_of(Belief::Bottleneck);
    for trace in &slots {
        let serving =
            trace.resource_spans(ResourceId(0)).iter().filter(|span| span.state() == ResourceState::Serving);
        let served = serving.map(|span| span.end.since(span.start).as_ns()).sum::<u64>();
        assert!(trace.makespan().as_ns() >= served / 2, "no faster than two at a time");
    }
}

fn any_ask() -> impl Strategy<Value = (Ask, u64)> {
    let ask = prop_oneof![Just(Ask::Next), Just(Ask::First), (1..8_u32).prop_map(Ask::Done)];
    (ask, 0..1100_u64)
}

/// Asks at a moment of the runs and looks the question through; whether there is one.
fn judge(runs: &[Trace], ask: Ask, at: Instant) -> Result<bool, String> {
    let traces: Vec<&Trace> = runs.iter().collect();
    let question = Question::pose(ask, &traces, at);
    if traces.iter().all(|trace| trace.makespan() <= at) && question.is_some() {
        return Err("all is over, and something is asked".into());
    }
    question.as_ref().map_or(Ok(()), |question| sound(question, &traces)).map(|()| question.is_some())
}

/// Takes up what Predict offers, one after the other.
fn take_up_offers(runs: &[Trace]) -> Result<(), String> {
    let traces: Vec<&Trace> = runs.iter().collect();
    let (mut at, mut last) = (Instant::ZERO, None);
    for _ in 0..OFFERS_MAX {
        let Some((ask, when)) = suggest(&traces, at, last) else { break };
        if when < at || !judge(runs, ask, when)? {
            return Err(format!("{ask} is suggested at {when} and cannot be asked"));
        }
        (at, last) = (Instant::from_ns(when.as_ns() + 1), Some(ask));
    }
    Ok(())
}

fn ask_all(runs: &[Trace], asks: &[(Ask, u64)]) -> Result<(), String> {
    let end = runs.iter().map(Trace::makespan).max().unwrap_or_default();
    let at = |permille: u64| Instant::from_ns(end.as_ns() * permille / 1000);
    asks.iter().try_for_each(|&(ask, permille)| judge(runs, ask, at(permille)).map(drop))
}

/// Whatever the scenario and the moment: exactly one of the choices is true of the trace, and it is the right one; what
/// is asked lies ahead.
#[test]
fn of_the_choices_at_any_moment_one_is_true_and_that_is_the_right_one() {
    let asks = proptest::collection::vec(any_ask(), 12);
    for_many_of((scenario(), asks), |(scenario, asks)| {
        let runs: Vec<Trace> =
            scenario.runtimes.iter().filter_map(|&runtime| simulate(scenario, runtime).ok()).collect();
        ask_all(&runs, asks)
    });
}

#[test]
fn so_it_is_of_all_that_predict_offers() {
    for_many(|scenario| take_up_offers(&traces_of(scenario)));
}

#[test]
fn so_it_is_in_the_whole_catalogue() {
    let kinds = [Ask::Next, Ask::First, Ask::Done(1), Ask::Done(3)];
    let asks: Vec<(Ask, u64)> =
        (0..1100).step_by(61).flat_map(|permille| kinds.map(|ask| (ask, permille))).collect();
    for preset in presets::catalogue() {
        let runs = traces_of(&preset.scenario);
        let judged = ask_all(&runs, &asks).and_then(|()| take_up_offers(&runs));
        judged.unwrap_or_else(|why| panic!("{}: {why}", preset.id));
    }
}

#[test]
fn what_goes_on_anyway_is_told_and_no_choice() {
    let posed = |preset: &str, at_us: u64| {
        let runs = traces_of(&presets::find(preset).expect("it is in the catalogue").scenario);
        let traces: Vec<&Trace> = runs.iter().collect();
        let at = Instant::from_ns(at_us * 1000);
        let question = Question::pose(Ask::Next, &traces, at).expect("it can be asked");
        (question.now, question.choices.clone(), question.right)
    };
    let (now, choices, right) = posed("three-requests", 12_000);
    assert_eq!((now, right), (Some(Outcome::Idle), Outcome::Computes(TaskId(0))));
    assert!(!choices.contains(&Outcome::Idle), "it is idle from 9 to 23: {choices:?}");
    let (now, choices, _) = posed("blocking-in-async", 21_300);
    let blocked = Outcome::Blocked(TaskId(3));
    assert_eq!(now, Some(blocked));
    assert!(!choices.contains(&blocked), "{choices:?}");
}

/// No more offers of Predict are judged in one scenario.
const OFFERS_MAX: usize = 40;

/// What the thread does at an instant, found in its lane without the help of the question.
fn at_work(trace: &Trace, thread: ThreadId, at: Instant) -> Outcome {
    let span = trace.thread_spans(thread).find(|span| span.start <= at && at < span.end);
    span.map_or(Outcome::Idle, |span| {
        let is_blocked = span.state == State::Blocked;
        if is_blocked { Outcome::Blocked(span.task) } else { Outcome::Computes(span.task) }
    })
}

/// Whether the answer is true of the trace: for a thread of what it turns to at the instant, or else of the first other
/// thing that it does after it.
fn is_true(question: &Question, trace: &Trace, answer: Outcome) -> bool {
    let at = question.at;
    match answer {
        Outcome::Finishes(id) => {
            let finished = |id: TaskId| trace.tasks()[id.0 as usize].ended;
            at < finished(id)
                && trace.task_ids().all(|other| finished(other) <= at || finished(id) <= finished(other))
        }
        Outcome::Computes(_) | Outcome::Blocked(_) | Outcome::Idle => {
            let does = |at: Instant| at_work(trace, question.thread, at);
            let before = at.as_ns().checked_sub(1).map(Instant::from_ns);
            if before.is_none_or(|before| does(before) != does(at)) {
                return question.now.is_none() && does(at) == answer;
            }
            let spans = trace.thread_spans(question.thread);
            let mut edges: Vec<Instant> = spans.flat_map(|span| [span.start, span.end]).collect();
            edges.retain(|&edge| at < edge && edge < trace.makespan());
            edges.sort_unstable();
            let turn = edges.into_iter().find(|&edge| does(edge) != does(at));
            question.now == Some(does(at)) && turn.is_some_and(|turn| does(turn) == answer)
        }
        Outcome::At(_) => false,
    }
}

fn sound(question: &Question, traces: &[&Trace]) -> Result<(), String> {
    let trace = traces[question.run];
    if question.from < question.at || question.until < question.from {
        return Err(format!("it lies behind: {question:?}"));
    }
    if !question.is_right(question.right) {
        return Err(format!("the right answer is wrong: {question:?}"));
    }
    if let Ask::Done(number) = question.ask {
        let finished = trace.tasks()[number as usize - 1].ended;
        let off = Instant::from_ns(finished.as_ns() + question.tolerance.as_ns() + 1);
        let is_judged = question.is_right(Outcome::At(finished)) && !question.is_right(Outcome::At(off));
        return if question.choices.is_empty() && is_judged {
            Ok(())
        } else {
            Err(format!("an instant too far off is right: {question:?}"))
        };
    }
    let unique: BTreeSet<_> = question.choices.iter().collect();
    if question.now.is_some_and(|now| unique.contains(&now)) {
        return Err(format!("what goes on anyway can be chosen: {question:?}"));
    }
    if unique.len() != question.choices.len() || !(2..=4).contains(&question.choices.len()) {
        return Err(format!("the choices are no choices: {question:?}"));
    }
    let (truths, rights): (Vec<bool>, Vec<bool>) = question
        .choices
        .iter()
        .map(|&choice| (is_true(question, trace, choice), question.is_right(choice)))
        .unzip();
    let one_is_true = truths.iter().filter(|&&is_true| is_true).count() == 1;
    if truths == rights && one_is_true {
        Ok(())
    } else {
        Err(format!("the trace says otherwise: {question:?}"))
    }
}
