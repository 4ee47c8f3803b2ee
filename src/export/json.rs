//! The trace as JSON, version 1. Two blanks a level, and each span on one line.

use std::io;

use serde::{Serialize, Serializer};

use super::kind_name;
use crate::file::json::write_json;
use crate::file::{RuntimeOut, ScenarioOut};
use crate::scenario::{Runtime, Scenario};
use crate::summary::{Summary, summarize};
use crate::time::Instant;
use crate::trace::{ResourceId, TaskId, TaskSpan, ThreadId, ThreadSpan, Trace};

/// The version of the trace format.
pub const VERSION: u64 = 1;
/// Levels that are spread over lines: down to the lists of spans.
const DEPTH_PRETTY: usize = 6;

/// Writes the scenario, canonical, and the traces of its runs, piece by piece.
///
/// # Errors
///
/// Those of the writer.
pub fn write<'a>(
    out: impl io::Write,
    scenario: &'a Scenario,
    runs: impl IntoIterator<Item = &'a Trace>,
) -> io::Result<()> {
    let runs = runs.into_iter().map(RunOut::new).collect();
    write_json(out, &TraceOut { version: VERSION, scenario: scenario.into(), runs }, DEPTH_PRETTY)
}

#[derive(Serialize)]
struct TraceOut<'a> {
    version: u64,
    scenario: ScenarioOut<'a>,
    runs: Vec<RunOut<'a>>,
}

#[derive(Serialize)]
struct RunOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    runtime: Option<RuntimeOut>,
    makespan_ns: u64,
    events: u64,
    requests: Requests<'a>,
    threads: Threads<'a>,
    services: Services<'a>,
    metrics: MetricsOut,
}

impl<'a> RunOut<'a> {
    fn new(trace: &'a Trace) -> Self {
        Self {
            runtime: Runtime::try_from(trace.model()).ok().map(Into::into),
            makespan_ns: trace.makespan().as_ns(),
            events: trace.events(),
            requests: Requests { trace },
            threads: Threads(trace),
            services: Services(trace),
            metrics: summarize(trace).into(),
        }
    }
}

struct Requests<'a> {
    trace: &'a Trace,
}

impl Serialize for Requests<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let requests = self.trace.task_ids().zip(self.trace.tasks());
        serializer.collect_seq(requests.map(|(id, info)| RequestOut {
            id: id.number(),
            name: self.trace.task_name(id),
            arrived_ns: info.created.as_ns(),
            started_ns: info.started.as_ns(),
            finished_ns: info.ended.as_ns(),
            spans: RequestSpans { trace: self.trace, id },
        }))
    }
}

#[derive(Serialize)]
struct RequestOut<'a> {
    id: u32,
    name: &'a str,
    arrived_ns: u64,
    started_ns: u64,
    finished_ns: u64,
    spans: RequestSpans<'a>,
}

struct RequestSpans<'a> {
    trace: &'a Trace,
    id: TaskId,
}

impl Serialize for RequestSpans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number =
            |thread: ThreadId| self.trace.threads().get(usize::from(thread.0)).map(|info| info.number);
        serializer.collect_seq(self.trace.task_spans(self.id).map(|span| {
            let TaskSpan { state, start, end, thread, site } = span;
            let step = site.map(|site| self.trace.site(site).step());
            SpanOut { thread: thread.and_then(number), step, ..SpanOut::new(state.name(), start, end) }
        }))
    }
}

/// A span of any lane; it leaves out what it does not have.
#[derive(Serialize)]
struct SpanOut {
    state: &'static str,
    start_ns: u64,
    end_ns: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<u16>,
}

impl SpanOut {
    fn new(state: &'static str, start: Instant, end: Instant) -> Self {
        let (start_ns, end_ns) = (start.as_ns(), end.as_ns());
        Self { state, start_ns, end_ns, thread: None, request: None, step: None, call: None }
    }
}

struct Threads<'a>(&'a Trace);

impl Serialize for Threads<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let threads = self.0.thread_ids().zip(self.0.threads());
        serializer.collect_seq(threads.map(|(id, info)| ThreadOut {
            id: info.number,
            kind: kind_name(info.kind),
            spans: ThreadSpans { trace: self.0, id },
        }))
    }
}

#[derive(Serialize)]
struct ThreadOut<'a> {
    id: u32,
    kind: &'static str,
    spans: ThreadSpans<'a>,
}

struct ThreadSpans<'a> {
    trace: &'a Trace,
    id: ThreadId,
}

impl Serialize for ThreadSpans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.trace.thread_spans(self.id).map(|span| {
            let ThreadSpan { state, start, end, task, site } = span;
            let step = self.trace.site(site).step();
            let (request, step) = (Some(task.number()), Some(step));
            SpanOut { request, step, ..SpanOut::new(state.name(), start, end) }
        }))
    }
}

struct Services<'a>(&'a Trace);

impl Serialize for Services<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.services().map(|(id, resource)| ServiceOut {
            name: &resource.name,
            spans: ServiceSpans { trace: self.0, id },
        }))
    }
}

#[derive(Serialize)]
struct ServiceOut<'a> {
    name: &'a str,
    spans: ServiceSpans<'a>,
}

struct ServiceSpans<'a> {
    trace: &'a Trace,
    id: ResourceId,
}

impl Serialize for ServiceSpans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.trace.resource_spans(self.id).iter().map(|span| {
            let step = self.trace.site(span.site).step();
            let state = span.state().name();
            let (request, step, call) = (Some(span.task.number()), Some(step), Some(span.call()));
            SpanOut { request, step, call, ..SpanOut::new(state, span.start, span.end) }
        }))
    }
}

#[derive(Serialize)]
struct MetricsOut {
    makespan_ns: u64,
    throughput_per_s: f64,
    latency_ns: LatencyOut,
    threads_ns: ThreadTimesOut,
    helpers_ns: HelperTimesOut,
    external_wait_ns: u128,
    helper_wait_ns: u128,
    waiting_wasted_ns: u64,
    waiting_reused_ns: u64,
    max_in_flight: u32,
    hops: u64,
}

#[derive(Serialize)]
struct LatencyOut {
    mean: u64,
    p50: u64,
    p95: u64,
    p99: u64,
    max: u64,
}

#[derive(Serialize)]
struct ThreadTimesOut {
    running: u64,
    blocked: u64,
    runnable: u64,
    switching: u64,
    idle: u64,
}

#[derive(Serialize)]
struct HelperTimesOut {
    running: u64,
    blocked: u64,
    runnable: u64,
    switching: u64,
}

impl From<Summary> for MetricsOut {
    fn from(summary: Summary) -> Self {
        let Summary { latency, threads, helpers, .. } = summary;
        Self {
            makespan_ns: summary.makespan.as_ns(),
            throughput_per_s: summary.throughput_per_s,
            latency_ns: LatencyOut {
                mean: latency.mean.as_ns(),
                p50: latency.p50.as_ns(),
                p95: latency.p95.as_ns(),
                p99: latency.p99.as_ns(),
                max: latency.max.as_ns(),
            },
            threads_ns: ThreadTimesOut {
                running: threads.running.as_ns(),
                blocked: threads.blocked.as_ns(),
                runnable: threads.runnable.as_ns(),
                switching: threads.switching.as_ns(),
                idle: threads.idle.as_ns(),
            },
            helpers_ns: HelperTimesOut {
                running: helpers.running.as_ns(),
                blocked: helpers.blocked.as_ns(),
                runnable: helpers.runnable.as_ns(),
                switching: helpers.switching.as_ns(),
            },
            external_wait_ns: summary.external_wait_ns,
            helper_wait_ns: summary.helper_wait_ns,
            waiting_wasted_ns: summary.waiting_wasted.as_ns(),
            waiting_reused_ns: summary.waiting_reused.as_ns(),
            max_in_flight: summary.max_in_flight,
            hops: summary.hops,
        }
    }
}
