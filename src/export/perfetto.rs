//! The trace as Chrome trace events in JSON, which the Perfetto UI opens: a process a runtime, a track a thread, a
//! track a request. The calls of a service overlap and are asynchronous events.

use std::io;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::{lane_of, named_task, resources, thread_lanes};
use crate::file::json::write_json;
use crate::time::{Duration, Instant};
use crate::trace::{ResourceState, SiteId, TaskId, ThreadId, ThreadKind, Trace};

/// Longest text of a step that an event carries; a join may have thousands of calls.
const STEP_CHARS_MAX: usize = 80;
/// Levels that are spread over lines: each event stands on one.
const DEPTH_PRETTY: usize = 2;

/// Writes the events of all runs, piece by piece. On each track they are in order of time.
///
/// # Errors
///
/// Those of the writer.
pub fn write<'a>(
    out: impl io::Write,
    title: &str,
    runs: impl IntoIterator<Item = &'a Trace>,
) -> io::Result<()> {
    let events = Events { runs: runs.into_iter().collect() };
    let other = OtherOut { generator: "Interleave", title };
    write_json(out, &FileOut { other, events }, DEPTH_PRETTY)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(STEP_CHARS_MAX) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[derive(Serialize)]
struct FileOut<'a> {
    #[serde(rename = "otherData")]
    other: OtherOut<'a>,
    #[serde(rename = "traceEvents")]
    events: Events<'a>,
}

#[derive(Serialize)]
struct OtherOut<'a> {
    generator: &'static str,
    title: &'a str,
}

/// One event; it leaves out what its kind does not have.
#[derive(Default, Serialize)]
struct EventOut<'a> {
    /// `M` names a track or a process, `X` is a span, `b` and `e` begin and end an asynchronous one.
    ph: &'static str,
    pid: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    tid: Option<u32>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ts: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    args: Option<ArgsOut<'a>>,
}

/// What is shown of a chosen event.
#[derive(Default, Serialize)]
struct ArgsOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    does: Option<&'a str>,
}

/// Nanoseconds, written as the microseconds of the format with up to three digits after the point. Exact: up to 10¹²
/// microseconds, of which a double holds every thousandth.
pub(super) struct Micros(pub(super) u64);

impl From<Instant> for Micros {
    fn from(instant: Instant) -> Self {
        Self(instant.as_ns())
    }
}

impl From<Duration> for Micros {
    fn from(duration: Duration) -> Self {
        Self(duration.as_ns())
    }
}

impl Serialize for Micros {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1_000) {
            serializer.serialize_u64(self.0 / 1_000)
        } else {
            serializer.serialize_f64(self.0 as f64 / 1_000.0)
        }
    }
}

struct Events<'a> {
    runs: Vec<&'a Trace>,
}

/// The numbers of tracks and asynchronous events are unique in the whole file and apart from those of processes,
/// because some readers know a track by its number alone.
struct Numbers {
    tid: u32,
    id: u64,
}

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        let runs = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
        let mut numbers = Numbers { tid: runs, id: 0 };
        for (pid, &trace) in (1..).zip(&self.runs) {
            let name = trace.label();
            let names = [
                ("process_name", ArgsOut { name: Some(name), ..ArgsOut::default() }),
                ("process_sort_index", ArgsOut { sort_index: Some(pid), ..ArgsOut::default() }),
            ];
            for (name, args) in names {
                let event = EventOut { ph: "M", pid, name, args: Some(args), ..EventOut::default() };
                seq.serialize_element(&event)?;
            }
            let sites = trace.sites().iter().map(|site| shortened(&site.label)).collect();
            let run = Run { trace, pid, threads: thread_lanes(trace), sites };
            run.threads(&mut seq, &mut numbers)?;
            let before_requests = numbers.tid;
            run.requests(&mut seq, &mut numbers)?;
            run.services(&mut seq, &mut numbers, before_requests)?;
        }
        seq.end()
    }
}

struct Run<'a> {
    trace: &'a Trace,
    pid: u32,
    /// By thread: the name of its lane.
    threads: Vec<String>,
    /// By site: what is done there, in words.
    sites: Vec<String>,
}

impl Run<'_> {
    /// Begins a track: its name, and its place below the ones before.
    fn track<Q: SerializeSeq>(
        &self,
        seq: &mut Q,
        numbers: &mut Numbers,
        name: &str,
    ) -> Result<u32, Q::Error> {
        numbers.tid += 1;
        let tid = numbers.tid;
        let names = [
            ("thread_name", ArgsOut { name: Some(name), ..ArgsOut::default() }),
            ("thread_sort_index", ArgsOut { sort_index: Some(tid), ..ArgsOut::default() }),
        ];
        for (name, args) in names {
            let (pid, tid, args) = (self.pid, Some(tid), Some(args));
            seq.serialize_element(&EventOut { ph: "M", pid, tid, name, args, ..EventOut::default() })?;
        }
        Ok(tid)
    }

    fn request_lane(&self, request: TaskId) -> String {
        named_task(self.trace, request)
    }

    /// Which step of its program a place is, from 0, and what is done there.
    fn at(&self, site: SiteId) -> ArgsOut<'_> {
        let does = self.sites.get(usize::from(site.0)).map(String::as_str);
        ArgsOut { step: Some(self.trace.site(site).step()), does, ..ArgsOut::default() }
    }

    /// Helpers that never ran have no track.
    fn threads<Q: SerializeSeq>(&self, seq: &mut Q, numbers: &mut Numbers) -> Result<(), Q::Error> {
        for (id, info) in self.trace.thread_ids().zip(self.trace.threads()) {
            if info.kind == ThreadKind::Blocking && self.trace.thread_span_count(id) == 0 {
                continue;
            }
            let tid = self.track(seq, numbers, self.lane(id))?;
            for span in self.trace.thread_spans(id) {
                let request = self.request_lane(span.task);
                let state = span.state.name();
                seq.serialize_element(&EventOut {
                    ph: "X",
                    pid: self.pid,
                    tid: Some(tid),
                    name: &format!("{state} {request}"),
                    cat: Some(state),
                    ts: Some(span.start.into()),
                    dur: Some(span.end.since(span.start).into()),
                    args: Some(ArgsOut { request: Some(&request), ..self.at(span.site) }),
                    ..EventOut::default()
                })?;
            }
        }
        Ok(())
    }

    fn lane(&self, thread: ThreadId) -> &str {
        lane_of(&self.threads, thread)
    }

    fn requests<Q: SerializeSeq>(&self, seq: &mut Q, numbers: &mut Numbers) -> Result<(), Q::Error> {
        for request in self.trace.task_ids() {
            let tid = self.track(seq, numbers, &self.request_lane(request))?;
            for span in self.trace.task_spans(request) {
                let state = span.state.name();
                seq.serialize_element(&EventOut {
                    ph: "X",
                    pid: self.pid,
                    tid: Some(tid),
                    name: state,
                    cat: Some(state),
                    ts: Some(span.start.into()),
                    dur: Some(span.end.since(span.start).into()),
                    args: span.site.map(|site| ArgsOut {
                        thread: span.thread.map(|thread| self.lane(thread)),
                        ..self.at(site)
                    }),
                    ..EventOut::default()
                })?;
            }
        }
        Ok(())
    }

    /// Events of one name are shown together, so that the rows of `db` are the slots in use, those of `db waiting`
    /// the queue. They say which request's track, numbered from `before_requests`, made the call.
    fn services<Q: SerializeSeq>(
        &self,
        seq: &mut Q,
        numbers: &mut Numbers,
        before_requests: u32,
    ) -> Result<(), Q::Error> {
        for (id, resource) in resources(self.trace) {
            let waiting = format!("{} waiting", resource.name);
            let of_helpers = self.trace.helper_pool() == Some(id);
            for span in self.trace.resource_spans(id) {
                numbers.id += 1;
                let helper = self.trace.serving_helper(id, span);
                let id = format!("{:#x}", numbers.id);
                let args = ArgsOut {
                    request: Some(&self.request_lane(span.task)),
                    call: (!of_helpers).then(|| span.call()),
                    thread: helper.map(|helper| self.lane(helper)),
                    ..self.at(span.site)
                };
                let event = EventOut {
                    ph: "b",
                    pid: self.pid,
                    tid: Some(before_requests + span.task.number()),
                    name: match span.state() {
                        ResourceState::Waiting => &waiting,
                        ResourceState::Serving | ResourceState::Held | ResourceState::Armed => &resource.name,
                    },
                    cat: Some(span.state().name()),
                    id: Some(&id),
                    ts: Some(span.start.into()),
                    args: Some(args),
                    ..EventOut::default()
                };
                seq.serialize_element(&event)?;
                let ts = Some(span.end.into());
                seq.serialize_element(&EventOut { ph: "e", ts, args: None, ..event })?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn nanoseconds_are_exact() {
        let written = |ns| serde_json::to_string(&Micros(ns)).expect("a number is JSON");
        assert_eq!(written(0), "0");
        assert_eq!(written(1), "0.001");
        assert_eq!(written(20_000_000), "20000");
        assert_eq!(written(41_740_656), "41740.656");
        assert_eq!(written(999_999_999_999_999), "999999999999.999");
        assert_eq!(written(999_999_999_999_900), "999999999999.9");
        assert_eq!(written(1_000_000_000_000_000), "1000000000000");
    }

    #[test]
    fn long_joins_are_shortened() {
        let join = |calls: usize| {
            let program: crate::scenario::Program =
                vec!["db 1"; calls].join("&").parse().expect("it is sound");
            shortened(&program.0[0].to_text())
        };
        assert_eq!(join(2), "db 1 & db 1");
        assert_eq!(join(1_000).chars().count(), STEP_CHARS_MAX + 1);
    }

    #[test]
    fn a_small_run() {
        let query = "req=cpu1-db2_as.page&req=offload.db0.0005&svc=db_cap1&run=async&title=a%0A%22b%22";
        let scenario = crate::link::open(query, "").subject.scenario().expect("it asks for a scenario");
        let trace = crate::sim::simulate(&scenario, scenario.runtimes[0]).expect("it is small");
        let mut bytes = Vec::new();
        write(&mut bytes, &scenario.title, &[trace]).expect("memory can be written to");
        expect![[r#"
            {
              "otherData": {
                "generator": "Interleave",
                "title": "a\n\"b\""
              },
              "traceEvents": [
                {"ph": "M", "pid": 1, "name": "process_name", "args": {"name": "async1"}},
                {"ph": "M", "pid": 1, "name": "process_sort_index", "args": {"sort_index": 1}},
                {"ph": "M", "pid": 1, "tid": 2, "name": "thread_name", "args": {"name": "thread-1"}},
                {"ph": "M", "pid": 1, "tid": 2, "name": "thread_sort_index", "args": {"sort_index": 2}},
                {"ph": "X", "pid": 1, "tid": 2, "name": "running request-1 page", "cat": "running", "ts": 0, "dur": 1000, "args": {"request": "request-1 page", "step": 0, "does": "cpu 1"}},
                {"ph": "M", "pid": 1, "tid": 3, "name": "thread_name", "args": {"name": "blocking-1"}},
                {"ph": "M", "pid": 1, "tid": 3, "name": "thread_sort_index", "args": {"sort_index": 3}},
                {"ph": "X", "pid": 1, "tid": 3, "name": "blocked request-2", "cat": "blocked", "ts": 1000, "dur": 2000.5, "args": {"request": "request-2", "step": 0, "does": "offload db 0.0005"}},
                {"ph": "M", "pid": 1, "tid": 4, "name": "thread_name", "args": {"name": "request-1 page"}},
                {"ph": "M", "pid": 1, "tid": 4, "name": "thread_sort_index", "args": {"sort_index": 4}},
                {"ph": "X", "pid": 1, "tid": 4, "name": "running", "cat": "running", "ts": 0, "dur": 1000, "args": {"thread": "thread-1", "step": 0, "does": "cpu 1"}},
                {"ph": "X", "pid": 1, "tid": 4, "name": "paused", "cat": "paused", "ts": 1000, "dur": 2000, "args": {"step": 1, "does": "db 2"}},
                {"ph": "M", "pid": 1, "tid": 5, "name": "thread_name", "args": {"name": "request-2"}},
                {"ph": "M", "pid": 1, "tid": 5, "name": "thread_sort_index", "args": {"sort_index": 5}},
                {"ph": "X", "pid": 1, "tid": 5, "name": "queued", "cat": "queued", "ts": 0, "dur": 1000},
                {"ph": "X", "pid": 1, "tid": 5, "name": "paused", "cat": "paused", "ts": 1000, "dur": 2000.5, "args": {"step": 0, "does": "offload db 0.0005"}},
                {"ph": "b", "pid": 1, "tid": 4, "name": "db", "cat": "serving", "id": "0x1", "ts": 1000, "args": {"request": "request-1 page", "step": 1, "call": 0, "does": "db 2"}},
                {"ph": "e", "pid": 1, "tid": 4, "name": "db", "cat": "serving", "id": "0x1", "ts": 3000},
                {"ph": "b", "pid": 1, "tid": 5, "name": "db waiting", "cat": "waiting", "id": "0x2", "ts": 1000, "args": {"request": "request-2", "step": 0, "call": 0, "does": "offload db 0.0005"}},
                {"ph": "e", "pid": 1, "tid": 5, "name": "db waiting", "cat": "waiting", "id": "0x2", "ts": 3000},
                {"ph": "b", "pid": 1, "tid": 5, "name": "db", "cat": "serving", "id": "0x3", "ts": 3000, "args": {"request": "request-2", "step": 0, "call": 0, "does": "offload db 0.0005"}},
                {"ph": "e", "pid": 1, "tid": 5, "name": "db", "cat": "serving", "id": "0x3", "ts": 3000.5}
              ]
            }
        "#]].assert_eq(&String::from_utf8(bytes).expect("it is text"));
    }
}
