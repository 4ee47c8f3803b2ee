//! The runs of programs as JSON, version 1. Two blanks a level, and each span on one line.

use std::io;

use serde::Serialize;

use super::{Ran, awaited_name};
use crate::file::json::write_json;
use crate::python::outcome::{Outcome, Stuck};
use crate::python::record::{self, Record};
use crate::python::run::Run;
use crate::trace::State;

/// The version of the format.
pub const VERSION: u64 = 1;
/// Levels that are spread over lines: down to the lists of spans.
const DEPTH_PRETTY: usize = 6;

/// Writes the program and its runs; of several programs the same in a list, `programs`.
///
/// # Errors
///
/// Those of the writer.
pub fn write(out: impl io::Write, programs: &[Ran]) -> io::Result<()> {
    if let [ran] = programs {
        let RanOut { program, runs } = ran.into();
        return write_json(out, &TraceOut { version: VERSION, program, runs }, DEPTH_PRETTY);
    }
    let programs = programs.iter().map(Into::into).collect();
    write_json(out, &TracesOut { version: VERSION, programs }, DEPTH_PRETTY + 2)
}

#[derive(Serialize)]
struct TraceOut<'a> {
    version: u64,
    program: ProgramOut<'a>,
    runs: Vec<RunOut<'a>>,
}

#[derive(Serialize)]
struct TracesOut<'a> {
    version: u64,
    programs: Vec<RanOut<'a>>,
}

#[derive(Serialize)]
struct RanOut<'a> {
    program: ProgramOut<'a>,
    runs: Vec<RunOut<'a>>,
}

impl<'a> From<&Ran<'a>> for RanOut<'a> {
    fn from(&Ran { source, runs }: &Ran<'a>) -> Self {
        let line_ns = runs.first().map_or(0, |run| run.line_ns);
        let program = ProgramOut { language: "python", source, line_ns };
        Self { program, runs: runs.iter().map(RunOut::new).collect() }
    }
}

#[derive(Serialize)]
struct ProgramOut<'a> {
    language: &'static str,
    source: &'a str,
    line_ns: u64,
}

#[derive(Serialize)]
struct RunOut<'a> {
    form: &'static str,
    makespan_ns: u64,
    outcome: OutcomeOut<'a>,
    tasks: Vec<TaskOut<'a>>,
    threads: Vec<ThreadOut<'a>>,
    resources: Vec<ResourceOut>,
    output: Vec<OutputOut<'a>>,
    notes: Vec<NoteOut<'a>>,
    metrics: MetricsOut,
}

/// It leaves out what its kind does not have.
#[derive(Default, Serialize)]
struct OutcomeOut<'a> {
    kind: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    class: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waits: Option<Vec<StuckOut>>,
}

#[derive(Serialize)]
struct StuckOut {
    task: u32,
    line: u32,
    waits_for: Vec<String>,
    held_by: Option<u32>,
}

#[derive(Serialize)]
struct TaskOut<'a> {
    id: usize,
    name: &'a str,
    parent: Option<u32>,
    created_ns: u64,
    created_line: Option<u32>,
    started_ns: Option<u64>,
    finished_ns: Option<u64>,
    outcome: &'static str,
    spans: Vec<SpanOut>,
}

#[derive(Serialize)]
struct SpanOut {
    state: &'static str,
    start_ns: u64,
    end_ns: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<u32>,
    line: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waits_for: Vec<String>,
}

#[derive(Serialize)]
struct ThreadOut<'a> {
    id: usize,
    kind: &'static str,
    name: &'a str,
    spans: Vec<ThreadSpanOut>,
}

#[derive(Serialize)]
struct ThreadSpanOut {
    state: &'static str,
    start_ns: u64,
    end_ns: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

#[derive(Serialize)]
struct ResourceOut {
    name: String,
    kind: &'static str,
    spans: Vec<ResourceSpanOut>,
}

#[derive(Serialize)]
struct ResourceSpanOut {
    state: &'static str,
    start_ns: u64,
    end_ns: u64,
    task: u32,
    line: u32,
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    purpose: Option<&'static str>,
}

#[derive(Serialize)]
struct OutputOut<'a> {
    at_ns: u64,
    task: u32,
    line: u32,
    stream: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct NoteOut<'a> {
    kind: &'static str,
    line: Option<u32>,
    text: &'a str,
}

#[derive(Serialize)]
struct MetricsOut {
    makespan_ns: u64,
    running_ns: u64,
    blocked_ns: u64,
    paused_ns: u64,
    ready_ns: u64,
    runnable_ns: u64,
    statements: u64,
}

impl<'a> RunOut<'a> {
    fn new(run: &'a Run) -> Self {
        let Record { tasks, threads, output, notes, .. } = &run.record;
        let names = run.record.resource_names();
        let resources = run.record.resources.iter().zip(&names).filter(|(found, _)| !found.spans.is_empty());
        Self {
            form: run.form.name(),
            makespan_ns: run.end_ns,
            outcome: OutcomeOut::new(&run.outcome, &names),
            tasks: tasks.iter().enumerate().map(|(id, task)| TaskOut::new(id, task, &names)).collect(),
            threads: (1..).zip(threads).map(|(id, thread)| ThreadOut::new(id, thread)).collect(),
            resources: resources.map(|(found, name)| ResourceOut::new(found, name)).collect(),
            output: output.iter().map(OutputOut::new).collect(),
            notes: notes.iter().map(NoteOut::new).collect(),
            metrics: MetricsOut::new(run),
        }
    }
}

impl<'a> OutcomeOut<'a> {
    fn new(outcome: &'a Outcome, names: &[String]) -> Self {
        let bare = Self { kind: outcome.name(), ..Self::default() };
        match outcome {
            Outcome::Returned | Outcome::Exit => bare,
            Outcome::Raised(raised) => Self {
                class: Some(&raised.kind),
                message: Some(&raised.message),
                line: Some(raised.line),
                ..bare
            },
            Outcome::Deadlock(stuck) => {
                let stuck = stuck.iter().map(|stuck| StuckOut::new(stuck, names)).collect();
                Self { waits: Some(stuck), ..bare }
            }
            Outcome::Limit { limit, line } => Self { limit: Some(limit.name()), line: Some(*line), ..bare },
            Outcome::Unsupported { line, column, message } => {
                Self { message: Some(message), line: Some(*line), column: Some(*column), ..bare }
            }
        }
    }
}

impl StuckOut {
    fn new(stuck: &Stuck, names: &[String]) -> Self {
        let waits_for = stuck.waits_for.iter().map(|&awaited| awaited_name(awaited, names)).collect();
        Self { task: stuck.task, line: stuck.line, waits_for, held_by: stuck.held_by }
    }
}

impl<'a> TaskOut<'a> {
    fn new(id: usize, task: &'a record::Task, names: &[String]) -> Self {
        let span = |span: &record::TaskSpan| SpanOut {
            state: span.state.name(),
            start_ns: span.start_ns,
            end_ns: span.end_ns,
            thread: span.thread,
            line: span.line,
            waits_for: span.waits_for.iter().map(|&awaited| awaited_name(awaited, names)).collect(),
        };
        Self {
            id,
            name: &task.name,
            parent: task.parent,
            created_ns: task.created_ns,
            created_line: task.created_line,
            started_ns: task.started_ns,
            finished_ns: task.finished_ns,
            outcome: task.outcome.name(),
            spans: task.spans.iter().map(span).collect(),
        }
    }
}

impl<'a> ThreadOut<'a> {
    fn new(id: usize, thread: &'a record::Thread) -> Self {
        let span = |span: &record::ThreadSpan| ThreadSpanOut {
            state: span.state.name(),
            start_ns: span.start_ns,
            end_ns: span.end_ns,
            task: span.task,
            line: span.line,
        };
        let spans = thread.spans.iter().map(span).collect();
        Self { id, kind: thread.kind.name(), name: &thread.name, spans }
    }
}

impl ResourceOut {
    fn new(resource: &record::Resource, name: &str) -> Self {
        let span = |span: &record::ResourceSpan| ResourceSpanOut {
            state: span.state.name(),
            start_ns: span.start_ns,
            end_ns: span.end_ns,
            task: span.task,
            line: span.line,
            purpose: span.purpose,
        };
        let spans = resource.spans.iter().map(span).collect();
        Self { name: name.to_owned(), kind: resource.kind.name(), spans }
    }
}

impl<'a> OutputOut<'a> {
    fn new(output: &'a record::Output) -> Self {
        let record::Output { at_ns, task, line, stream, text } = output;
        Self { at_ns: *at_ns, task: *task, line: *line, stream: stream.name(), text }
    }
}

impl<'a> NoteOut<'a> {
    fn new(note: &'a record::Note) -> Self {
        Self { kind: note.kind.name(), line: note.line, text: &note.text }
    }
}

impl MetricsOut {
    fn new(run: &Run) -> Self {
        Self {
            makespan_ns: run.end_ns,
            running_ns: run.time_in(State::Running),
            blocked_ns: run.time_in(State::Blocked),
            paused_ns: run.time_in(State::Paused),
            ready_ns: run.time_in(State::Ready),
            runnable_ns: run.time_in(State::Runnable),
            statements: run.statements,
        }
    }
}
