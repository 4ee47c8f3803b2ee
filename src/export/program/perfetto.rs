//! The runs of a program as Chrome trace events in JSON, which the Perfetto UI opens: a process a form, a track a
//! thread, a track a task. Spans of a resource overlap and are asynchronous events.

use std::io;

use serde::Serialize;

use super::super::perfetto::Micros;
use super::{Ran, awaited_name, numbered, run_name};
use crate::file::json::write_json;
use crate::python::record::ResourceState;
use crate::python::run::Run;

/// Levels that are spread over lines: each event stands on one.
const DEPTH_PRETTY: usize = 2;

/// Writes the events of all runs. On each track they are in order of time.
///
/// # Errors
///
/// Those of the writer.
pub fn write(out: impl io::Write, programs: &[Ran]) -> io::Result<()> {
    let named = numbered(programs)
        .flat_map(|(number, ran)| ran.runs.iter().map(move |run| (run_name(number, run), run)));
    let named: Vec<(String, &Run)> = named.collect();
    let mut events = Events { list: Vec::new(), tid: u32::try_from(named.len()).unwrap_or(u32::MAX), id: 0 };
    for (pid, (name, run)) in (1..).zip(&named) {
        events.run(pid, name, run);
    }
    let other = OtherOut { generator: "Interleave" };
    write_json(out, &FileOut { other, events: events.list }, DEPTH_PRETTY)
}

#[derive(Serialize)]
struct FileOut {
    #[serde(rename = "otherData")]
    other: OtherOut,
    #[serde(rename = "traceEvents")]
    events: Vec<EventOut>,
}

#[derive(Serialize)]
struct OtherOut {
    generator: &'static str,
}

/// One event; it leaves out what its kind does not have.
#[derive(Default, Serialize)]
struct EventOut {
    ph: &'static str,
    pid: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    tid: Option<u32>,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ts: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<ArgsOut>,
}

/// What is shown of a chosen event.
#[derive(Default, Serialize)]
struct ArgsOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waits_for: Vec<String>,
}

struct Events {
    list: Vec<EventOut>,
    /// The last track and the last asynchronous event: their numbers are unique in the whole file.
    tid: u32,
    id: u64,
}

impl Events {
    fn run(&mut self, pid: u32, name: &str, run: &Run) {
        self.name(pid, None, "process_name", name);
        let names = run.record.resource_names();
        for thread in &run.record.threads {
            let tid = self.track(pid, &thread.name);
            for span in &thread.spans {
                let task = span.task.map_or_else(String::new, |task| format!(" task {task}"));
                let name = format!("{}{task}", span.state.name());
                let args = ArgsOut { line: span.line, ..ArgsOut::default() };
                self.span(pid, tid, name, span.state.name(), (span.start_ns, span.end_ns), args);
            }
        }
        let first = self.tid + 1;
        for (number, task) in run.record.tasks.iter().enumerate() {
            let tid = self.track(pid, &format!("task {number} {}", task.name));
            for span in &task.spans {
                let waits_for = span.waits_for.iter().map(|&awaited| awaited_name(awaited, &names)).collect();
                let args = ArgsOut { thread: span.thread, line: span.line, waits_for, ..ArgsOut::default() };
                let state = span.state.name();
                self.span(pid, tid, state.to_owned(), state, (span.start_ns, span.end_ns), args);
            }
        }
        for (resource, name) in run.record.resources.iter().zip(&names) {
            for span in &resource.spans {
                self.id += 1;
                let waiting = if span.state == ResourceState::Waiting { " waiting" } else { "" };
                let event = |ph, ts_ns, id: u64| EventOut {
                    ph,
                    pid,
                    tid: Some(first.saturating_add(span.task)),
                    name: format!("{name}{waiting}"),
                    cat: Some(span.state.name()),
                    id: Some(format!("{id:#x}")),
                    ts: Some(Micros(ts_ns)),
                    ..EventOut::default()
                };
                let args = Some(ArgsOut { line: Some(span.line), ..ArgsOut::default() });
                self.list.push(EventOut { args, ..event("b", span.start_ns, self.id) });
                self.list.push(event("e", span.end_ns, self.id));
            }
        }
    }

    fn track(&mut self, pid: u32, name: &str) -> u32 {
        self.tid += 1;
        self.name(pid, Some(self.tid), "thread_name", name);
        let args = Some(ArgsOut { sort_index: Some(self.tid), ..ArgsOut::default() });
        let (tid, name) = (Some(self.tid), "thread_sort_index".to_owned());
        self.list.push(EventOut { ph: "M", pid, tid, name, args, ..EventOut::default() });
        self.tid
    }

    fn name(&mut self, pid: u32, tid: Option<u32>, what: &str, name: &str) {
        let args = Some(ArgsOut { name: Some(name.to_owned()), ..ArgsOut::default() });
        self.list.push(EventOut { ph: "M", pid, tid, name: what.to_owned(), args, ..EventOut::default() });
    }

    fn span(
        &mut self,
        pid: u32,
        tid: u32,
        name: String,
        cat: &'static str,
        (start_ns, end_ns): (u64, u64),
        args: ArgsOut,
    ) {
        self.list.push(EventOut {
            ph: "X",
            pid,
            tid: Some(tid),
            name,
            cat: Some(cat),
            ts: Some(Micros(start_ns)),
            dur: Some(Micros(end_ns - start_ns)),
            args: Some(args),
            ..EventOut::default()
        });
    }
}
