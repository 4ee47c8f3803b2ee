//! What the fuzz targets do with their input, shared with the test that replays the kept corpus.

use interleave::link::{self, LINK_BYTES_MAX};
use interleave::scenario::{Program, Runtime, STEPS_MAX, Scenario, Step};
use interleave::subject::Subject;
use interleave::summary::summarize;
use interleave::time::{Instant, NS_PER_MS};
use interleave::trace::{State, Trace};
use interleave::{export, file, python, sim};

#[path = "tally.rs"]
mod tally;

use tally::Tally;

/// A fuzz target: it panics where a promise is broken.
pub(crate) type Target = fn(&[u8]);

/// Every target, by the name of its folder in the corpus.
pub(crate) const TARGETS: [(&str, Target); 5] =
    [("steps", steps), ("file", file), ("link", link), ("simulate", simulate), ("program", program)];

/// Runs that could have more events than this are not made, so that a case takes milliseconds.
const EVENTS_MAX: u64 = 50_000;
/// As [`EVENTS_MAX`], for the threads of all runtimes.
const THREADS_MAX: u32 = 20_000;

/// A program that can be read can be written in both forms, and reads back as itself.
pub(crate) fn steps(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match text.parse::<Program>() {
        Ok(program) => {
            assert!((1..=STEPS_MAX).contains(&program.0.len()), "{} steps", program.0.len());
            for written in [program.to_text(), program.to_link()] {
                assert_eq!(written.parse().as_ref(), Ok(&program), "{written:?}");
            }
        }
        Err(error) => {
            assert!(error.line >= 1 && error.column >= 1, "{error:?}");
            assert_can_be_shown(&error.to_string());
        }
    }
}

/// A file that can be read can be written, as a file and as a link, and reads back as itself.
pub(crate) fn file(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match file::read(text) {
        Ok(subject) => {
            assert_eq!(file::read(&file::write_subject(&subject)).as_ref(), Ok(&subject));
            match link::print_subject(&subject, None, &link::View::default()) {
                Ok(printed) => opens_as_itself(&printed, &subject),
                Err(too_large) => assert!(too_large.bytes > LINK_BYTES_MAX, "{too_large:?}"),
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(|error| assert_can_be_shown(&error.to_string()));
        }
    }
}

/// Whatever an address says, something sound is opened, and its own link opens the same without a warning.
pub(crate) fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (query, fragment) = link::split(text);
    let opened = link::open(query, fragment);
    opened.warnings.iter().for_each(|warning| assert_can_be_shown(&warning.to_string()));
    assert_eq!(file::read(&file::write_subject(&opened.subject)).as_ref(), Ok(&opened.subject));
    // Its canonical form is longer than the link only where it says what the link left to the defaults.
    let Ok(printed) = link::print_subject(&opened.subject, opened.preset, &opened.view) else {
        assert!(text.len() > LINK_BYTES_MAX / 2, "{} bytes became too many", text.len());
        return;
    };
    let (query, fragment) = link::split(&printed);
    let again = link::open(query, fragment);
    let hints = opened.warnings.iter().filter(|warning| warning.is_hint()).cloned().collect();
    assert_eq!(again, link::Opened { warnings: hints, ..opened }, "{printed}");
}

/// A scenario, from a file or a link, runs to its end or breaks a limit; its trace is whole and can be printed.
pub(crate) fn simulate(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let scenario = if text.trim_start().starts_with('{') {
        let Ok(scenario) = file::read_scenario(text) else { return };
        scenario
    } else {
        let (query, fragment) = link::split(text);
        let Some(scenario) = link::open(query, fragment).subject.scenario() else { return };
        scenario
    };
    let threads: u32 = scenario.runtimes.iter().map(|r| r.threads() + r.blocking_threads()).sum();
    if events_most(&scenario) > EVENTS_MAX || threads > THREADS_MAX {
        return;
    }
    let mut runs = Vec::new();
    for &runtime in &scenario.runtimes {
        match sim::simulate(&scenario, runtime) {
            Ok(trace) => {
                is_whole(&scenario, runtime, &trace);
                runs.push(trace);
            }
            Err(failure) => assert_can_be_shown(&failure.to_string()),
        }
    }
    let mut json = Vec::new();
    export::json::write(&mut json, &scenario, &runs).expect("memory can be written to");
    let parsed: serde_json::Value = serde_json::from_slice(&json).expect("the trace is JSON");
    assert_eq!(parsed["runs"].as_array().map(Vec::len), Some(runs.len()));
    let mut events = Vec::new();
    export::perfetto::write(&mut events, &scenario.title, &runs).expect("memory can be written to");
    let parsed: serde_json::Value = serde_json::from_slice(&events).expect("trace events are JSON");
    assert!(parsed["traceEvents"].is_array());
    let mut rows = Vec::new();
    export::csv::write(&mut rows, &runs).expect("memory can be written to");
    assert!(std::str::from_utf8(&rows).is_ok_and(|rows| rows.ends_with('\n')));
    assert!(export::text::print(&scenario.title, &runs).lines().count() > 0);
}

/// A program that cannot be read is refused with problems that have their place in it.
pub(crate) fn program(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let compiled = python::parse::parse(text)
        .and_then(|module| python::compile::compile(&module, python::compile::Origin::Program));
    let Err(problems) = compiled else { return };
    assert!(!problems.is_empty(), "what is refused is refused for something");
    let lines = text.lines().count().max(1);
    for problem in &problems {
        assert_can_be_shown(&problem.message);
        let line = problem.place.line as usize;
        assert!((1..=lines + 1).contains(&line), "line {line} of {lines}: {problem:?}");
        let characters = text.lines().nth(line - 1).map_or(0, |line| line.chars().count());
        assert!((1..=characters + 2).contains(&(problem.place.column as usize)), "{characters}: {problem:?}");
    }
    assert!(problems.is_sorted(), "in the order of the source: {problems:?}");
}

#[track_caller]
fn assert_can_be_shown(message: &str) {
    assert!(!message.is_empty() && message.len() < 4_000, "{} bytes", message.len());
    assert!(!message.chars().any(|c| c.is_control() && c != '\n'), "{message:?}");
}

#[track_caller]
fn opens_as_itself(printed: &str, subject: &Subject) {
    let (query, fragment) = link::split(printed);
    let opened = link::open(query, fragment);
    assert_eq!(&opened.subject, subject, "{printed}");
    assert!(opened.warnings.iter().all(link::Warning::is_hint), "{printed}");
}

/// No run of the scenario has more events than this.
fn events_most(scenario: &Scenario) -> u64 {
    let quantum_ns = scenario.machine.quantum.as_ns();
    let slices = |ns: u64| 2 * (1 + ns / quantum_ns);
    let of_step = |step: &Step| match step {
        Step::Cpu(duration) | Step::OffloadCpu(duration) => slices(duration.as_ns()),
        Step::Calls(_) | Step::Block(_) | Step::OffloadCall(_) | Step::Yield => 1 + step.calls().len() as u64,
    };
    let of_group = |steps: &[Step]| steps.iter().map(of_step).fold(2, u64::saturating_add);
    let groups = scenario.groups.iter();
    let all = groups.map(|group| u64::from(group.count).saturating_mul(of_group(&group.program.0)));
    all.fold(0, u64::saturating_add).saturating_mul(scenario.runtimes.len() as u64)
}

/// Spans follow one another without gap or overlap, threads do one thing at a time, the numbers add up, and a second
/// run is the same.
fn is_whole(scenario: &Scenario, runtime: Runtime, trace: &Trace) {
    assert_eq!(trace.tasks().len(), scenario.request_count() as usize);
    assert!(trace.events() <= sim::EVENTS_MAX);
    for id in trace.task_ids() {
        let info = trace.tasks()[id.0 as usize];
        let mut at = info.created;
        for span in trace.task_spans(id) {
            assert_eq!(span.start, at, "a gap or an overlap in {id:?}");
            assert!(span.start < span.end && span.end <= trace.makespan());
            let holds_thread = match span.state {
                State::Queued | State::Paused | State::Ready => false,
                State::Running | State::Runnable | State::Switching | State::Blocked => true,
            };
            assert_eq!(span.thread.is_some(), holds_thread, "{span:?}");
            at = span.end;
        }
        assert_eq!(at, info.ended);
    }
    for id in trace.thread_ids() {
        let mut at = Instant::ZERO;
        for span in trace.thread_spans(id) {
            assert!(at <= span.start && span.start < span.end, "two things at a time on {id:?}");
            at = span.end;
        }
    }
    let summary = summarize(trace);
    let times = summary.threads;
    let parts = [times.running, times.blocked, times.runnable, times.switching, times.idle];
    let sum_ns: u64 = parts.iter().map(|part| part.as_ns()).sum();
    assert_eq!(sum_ns, u64::from(runtime.threads()) * summary.makespan.as_ns());
    let mut tally = Tally::new(runtime.threads(), runtime.blocking_threads(), trace.tasks().len());
    assert_eq!(sim::observe(scenario, runtime, &mut tally), Ok(trace.events()));
    assert_eq!(tally.summary(), summary);
    assert_eq!(sim::simulate(scenario, runtime).as_ref(), Ok(trace));
    assert!(trace.makespan().as_ns() <= 1_000_000_000 * NS_PER_MS);
}
