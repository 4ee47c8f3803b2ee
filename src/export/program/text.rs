//! The runs of programs as text that a person reads: swimlanes of letters, what it printed, how it ended.

use std::fmt::{self, Write};

use super::super::text::{LANES_MAX, Lane, Scale, letter, write_lanes};
use super::{Ran, awaited_name, numbered};
use crate::python::outcome::Outcome;
use crate::python::record::{Resource, ResourceState, Stream};
use crate::python::run::Run;
use crate::text::program as words;
use crate::time::{Duration, Instant};
use crate::trace::State;

/// Most lines of output that are shown of a run.
const OUTPUT_MAX: usize = 200;

/// Prints the runs of programs, one below the other on one scale.
pub fn print(programs: &[Ran]) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_programs(&mut out, programs);
    out
}

fn write_programs(out: &mut String, programs: &[Ran]) -> fmt::Result {
    let runs = programs.iter().flat_map(|ran| ran.runs);
    let end = runs.map(|run| Instant::from_ns(run.end_ns)).max().unwrap_or_default();
    for (number, ran) in numbered(programs) {
        write_runs(out, number, ran.runs, end)?;
    }
    writeln!(out, "{}", words::LEGEND)
}

fn write_runs(out: &mut String, number: Option<usize>, runs: &[Run], end: Instant) -> fmt::Result {
    for run in runs {
        let makespan = Duration::from_ns(run.end_ns).to_string();
        writeln!(out, "{}", words::heading(number, run.form.name(), &makespan, &outcome_in_words(run)))?;
        write_diagram(out, run, end)?;
        write_numbers(out, run)?;
        write_output(out, run)?;
        for note in &run.record.notes {
            let line = note.line.map_or_else(String::new, |line| format!("line {line}, "));
            writeln!(out, "  note      {line}{}: {}", note.kind.name(), printable(&note.text))?;
        }
        writeln!(out)?;
    }
    let line = runs.first().map_or(0, |run| run.line_ns);
    writeln!(out, "{}", words::line_cost(number, &Duration::from_ns(line).to_string()))
}

/// How a run ended, in words.
pub fn outcome_in_words(run: &Run) -> String {
    match &run.outcome {
        Outcome::Returned => words::RETURNED.to_owned(),
        Outcome::Exit => words::EXIT.to_owned(),
        Outcome::Raised(raised) => words::raised(&raised.kind, &printable(&raised.message), raised.line),
        Outcome::Limit { limit, line } => words::limit(limit.name(), *line),
        Outcome::Unsupported { line, column, message } => words::unsupported(*line, *column, message),
        Outcome::Deadlock(stuck) => {
            let names = run.record.resource_names();
            let waits = stuck.iter().map(|stuck| {
                let waits_for: Vec<String> =
                    stuck.waits_for.iter().map(|&awaited| awaited_name(awaited, &names)).collect();
                words::stuck(stuck.task, stuck.line, &waits_for, stuck.held_by)
            });
            words::deadlock(&waits.collect::<Vec<String>>())
        }
    }
}

fn write_diagram(out: &mut String, run: &Run, end: Instant) -> fmt::Result {
    let scale = Scale::up_to(end, Instant::from_ns(run.end_ns));
    if scale.is_empty() {
        return writeln!(out, "  nothing took any time");
    }
    let instant = Instant::from_ns;
    let threads = run.record.threads.iter().map(|thread| {
        let spans = thread.spans.iter();
        let spans = spans.map(|span| (letter(span.state), instant(span.start_ns), instant(span.end_ns)));
        Lane { name: printable(&thread.name), cells: scale.cells('.', spans) }
    });
    let tasks = run.record.tasks.iter().enumerate().map(|(number, task)| {
        let spans = task.spans.iter();
        let spans = spans.map(|span| (letter(span.state), instant(span.start_ns), instant(span.end_ns)));
        let name = format!("{number} {}", printable(&task.name));
        Lane { name, cells: scale.cells(' ', spans).trim_end().into() }
    });
    let names = run.record.resource_names();
    let used = run.record.resources.iter().zip(&names).filter(|(resource, _)| !resource.spans.is_empty());
    let resources = used.map(|(resource, name)| resource_lane(resource, name, scale));
    write_lanes(out, scale, [bounded(threads), bounded(tasks), bounded(resources)])
}

/// How many are at a resource at a time: those that wait where anybody ever waits, else those that it serves.
fn resource_lane(resource: &Resource, name: &str, scale: Scale) -> Lane {
    let waits = resource.spans.iter().any(|span| span.state == ResourceState::Waiting);
    let counted = resource.spans.iter().filter(|span| !waits || span.state == ResourceState::Waiting);
    let spans = counted.map(|span| (Instant::from_ns(span.start_ns), Instant::from_ns(span.end_ns)));
    Lane { name: printable(name), cells: scale.counts(spans) }
}

/// The first lanes, and how many there are beside them.
fn bounded(lanes: impl Iterator<Item = Lane>) -> (Vec<Lane>, usize) {
    let mut lanes: Vec<Lane> = lanes.collect();
    let left_out = lanes.len().saturating_sub(LANES_MAX);
    lanes.truncate(LANES_MAX);
    (lanes, left_out)
}

fn write_numbers(out: &mut String, run: &Run) -> fmt::Result {
    let time = |state| Duration::from_ns(run.time_in(state));
    let (running, blocked, runnable) = (time(State::Running), time(State::Blocked), time(State::Runnable));
    let (paused, ready) = (time(State::Paused), time(State::Ready));
    writeln!(
        out,
        "  tasks     running {running} · blocked {blocked} · runnable {runnable} · paused {paused} · ready {ready} ms"
    )?;
    writeln!(out, "  counted   {} statements · {} tasks", run.statements, run.record.tasks.len())
}

fn write_output(out: &mut String, run: &Run) -> fmt::Result {
    for output in run.record.output.iter().take(OUTPUT_MAX) {
        let mark = match output.stream {
            Stream::Out => "",
            Stream::Err => " !",
        };
        let at = Instant::from_ns(output.at_ns).to_string();
        for line in output.text.lines() {
            writeln!(out, "  {at:>10}{mark}  {}", printable(line))?;
        }
    }
    let left_out = run.record.output.len().saturating_sub(OUTPUT_MAX);
    if left_out > 0 { writeln!(out, "  and {left_out} more") } else { Ok(()) }
}

/// Without characters that would move the cursor.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
