//! What the exports say is what the trace says. The table is read back by the crate `csv`; the trace events by a checker
//! of our own, written from the description of the trace-event format: no reader of Perfetto's takes part here.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod scenarios;
}

use std::collections::{BTreeMap, BTreeSet};

use interleave::scenario::Scenario;
use interleave::time::Instant;
use interleave::trace::{ResourceState, State, ThreadKind, Trace};
use interleave::{export, sim};
use serde_json::Value;

use support::scenarios::for_many;

/// A span as an export has it: run, lane, state, start and end in nanoseconds.
type Row = (u32, String, String, u64, u64);

fn traces(scenario: &Scenario) -> Result<Vec<Trace>, String> {
    let runs = scenario.runtimes.iter().map(|&runtime| sim::simulate(scenario, runtime));
    runs.collect::<Result<_, _>>().map_err(|failure| failure.to_string())
}

fn words(state: State) -> String {
    format!("{state:?}").to_lowercase()
}

fn thread_lane(trace: &Trace, thread: usize) -> String {
    let info = &trace.threads()[thread];
    let pool = if info.kind == ThreadKind::Blocking { "blocking" } else { "thread" };
    format!("{pool}-{}", info.number)
}

/// Every span of every lane, sorted.
fn expected(runs: &[Trace]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (run, trace) in (1..).zip(runs) {
        let mut add = |lane: String, state: String, start: Instant, end: Instant| {
            rows.push((run, lane, state, start.as_ns(), end.as_ns()));
        };
        for id in trace.task_ids() {
            for span in trace.task_spans(id) {
                add(format!("request-{}", id.number()), words(span.state), span.start, span.end);
            }
        }
        for id in trace.thread_ids() {
            for span in trace.thread_spans(id) {
                add(thread_lane(trace, id.0.into()), words(span.state), span.start, span.end);
            }
        }
        let services = trace.services().map(|(id, service)| (id, format!("service-{}", service.name)));
        let pool = trace.helper_pool().filter(|_| is_pool_told(trace));
        for (id, lane) in services.chain(pool.map(|id| (id, "resource-helpers".to_owned()))) {
            for span in trace.resource_spans(id) {
                let state = if span.state() == ResourceState::Waiting { "waiting" } else { "serving" };
                add(lane.clone(), state.to_owned(), span.start, span.end);
            }
        }
    }
    rows.sort_unstable();
    rows
}

/// Whether some request waits for a free helper.
fn is_pool_told(trace: &Trace) -> bool {
    let pool = trace.helper_pool().map(|id| trace.resource_spans(id)).unwrap_or_default();
    pool.iter().any(|span| span.state() == ResourceState::Waiting)
}

fn same(mut found: Vec<Row>, expected: &[Row]) -> Result<(), String> {
    found.sort_unstable();
    if found == expected { Ok(()) } else { Err(format!("found {found:#?}\nexpected {expected:#?}")) }
}

fn read_table(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header: Vec<String> =
        reader.headers().map_err(|error| error.to_string())?.iter().map(str::to_owned).collect();
    if header.join(",") != export::csv::HEADER {
        return Err(format!("the header is {header:?}"));
    }
    let mut rows = Vec::new();
    for record in reader.into_deserialize::<BTreeMap<String, String>>() {
        let record = record.map_err(|error| error.to_string())?;
        let number = |name: &str| record[name].parse::<u64>().map_err(|error| format!("{name}: {error}"));
        let run = u32::try_from(number("run")?).map_err(|error| error.to_string())?;
        let lane = record["lane"].clone();
        let holds = match record["kind"].as_str() {
            "request" => lane == format!("request-{}", number("request")?) && record["service"].is_empty(),
            "thread" | "worker" | "blocking" => lane == record["thread"] && number("step").is_ok(),
            "helpers" => {
                let has_helper = record["thread"].starts_with("blocking-");
                lane == "resource-helpers"
                    && record["service"].is_empty()
                    && record["call"].is_empty()
                    && has_helper == (record["state"] == "serving")
            }
            "service" => lane == format!("service-{}", record["service"]) && number("call").is_ok(),
            _ => false,
        };
        if !holds {
            return Err(format!("{record:?}"));
        }
        rows.push((run, lane, record["state"].clone(), number("start_ns")?, number("end_ns")?));
    }
    Ok(rows)
}

#[test]
fn the_table_says_what_the_trace_says() {
    for_many(|scenario| {
        let runs = traces(scenario)?;
        let mut bytes = Vec::new();
        export::csv::write(&mut bytes, &runs).map_err(|error| error.to_string())?;
        same(read_table(&bytes)?, &expected(&runs))
    });
}

fn number(event: &Value, field: &str) -> Result<u64, String> {
    event[field].as_u64().ok_or_else(|| format!("{field} is no whole number: {event}"))
}

fn text<'a>(event: &'a Value, field: &str) -> Result<&'a str, String> {
    event[field].as_str().ok_or_else(|| format!("{field} is no text: {event}"))
}

/// A time of the format, in microseconds, as nanoseconds.
fn time_ns(event: &Value, field: &str) -> Result<u64, String> {
    let micros = event[field].as_f64().filter(|&micros| micros >= 0.0);
    let ns = micros.ok_or_else(|| format!("{field} is no time: {event}"))? * 1_000.0;
    if (ns - ns.round()).abs() > 1e-3 {
        return Err(format!("{field} is no whole number of nanoseconds: {event}"));
    }
    Ok(ns.round() as u64)
}

/// What identifies an asynchronous event: `pid`, `tid`, `cat`, `id` and `name`.
type Key = (u64, u64, String, String, String);

/// What has been read of a file so far.
#[derive(Default)]
struct Checker {
    processes: BTreeMap<u64, String>,
    /// By `tid`, which no two processes share: process and name.
    tracks: BTreeMap<u64, (u64, String)>,
    sorted: BTreeSet<(u64, Option<u64>)>,
    /// By `tid`: the end of the last span of the track.
    ends: BTreeMap<u64, u64>,
    /// The asynchronous event that has begun and not ended: its key, when it began, and whether it is no call.
    open: Option<(Key, u64, bool)>,
    ids: BTreeSet<String>,
    rows: Vec<Row>,
}

impl Checker {
    fn event(&mut self, event: &Value) -> Result<(), String> {
        const FIELDS: [&str; 9] = ["ph", "pid", "tid", "name", "cat", "id", "ts", "dur", "args"];
        let object = event.as_object().ok_or_else(|| format!("no object: {event}"))?;
        if let Some(field) = object.keys().find(|field| !FIELDS.contains(&field.as_str())) {
            return Err(format!("{field} is no field of the format: {event}"));
        }
        if object.get("args").is_some_and(|args| !args.is_object()) {
            return Err(format!("args is no object: {event}"));
        }
        let phase = text(event, "ph")?;
        if self.open.is_some() && phase != "e" {
            return Err(format!("an asynchronous event is open at {event}"));
        }
        match phase {
            "M" => self.metadata(event),
            "X" => self.complete(event),
            "b" => self.begin(event),
            "e" => self.end(event),
            _ => Err(format!("an unknown phase: {event}")),
        }
    }

    fn metadata(&mut self, event: &Value) -> Result<(), String> {
        let (pid, tid) = (number(event, "pid")?, event["tid"].as_u64());
        let is_new = match (text(event, "name")?, tid) {
            ("process_name", None) => {
                self.processes.insert(pid, text(&event["args"], "name")?.to_owned()).is_none()
            }
            ("thread_name", Some(tid)) => {
                let name = text(&event["args"], "name")?.to_owned();
                !self.processes.contains_key(&tid) && self.tracks.insert(tid, (pid, name)).is_none()
            }
            ("process_sort_index", None) | ("thread_sort_index", Some(_)) => {
                number(&event["args"], "sort_index")?;
                self.sorted.insert((pid, tid))
            }
            _ => false,
        };
        if is_new { Ok(()) } else { Err(format!("unknown, or given twice: {event}")) }
    }

    /// The track that an event names, which must be known by then.
    fn track(&self, event: &Value) -> Result<(u64, u64, String), String> {
        let (pid, tid) = (number(event, "pid")?, number(event, "tid")?);
        match self.tracks.get(&tid) {
            Some((process, name)) if *process == pid => Ok((pid, tid, name.clone())),
            _ => Err(format!("a track without a name: {event}")),
        }
    }

    fn push(
        &mut self,
        pid: u64,
        lane: String,
        state: &str,
        start_ns: u64,
        end_ns: u64,
    ) -> Result<(), String> {
        let run = u32::try_from(pid).map_err(|error| error.to_string())?;
        self.rows.push((run, lane, state.to_owned(), start_ns, end_ns));
        Ok(())
    }

    /// The spans of a track follow one another in time and never overlap, hence nest.
    fn complete(&mut self, event: &Value) -> Result<(), String> {
        let (pid, tid, name) = self.track(event)?;
        let (start_ns, length_ns) = (time_ns(event, "ts")?, time_ns(event, "dur")?);
        let end = self.ends.entry(tid).or_default();
        if start_ns < *end || length_ns == 0 {
            return Err(format!("the track is busy until {end} ns, or this takes no time: {event}"));
        }
        *end = start_ns + length_ns;
        let state = text(event, "cat")?;
        if !text(event, "name")?.starts_with(state) {
            return Err(format!("the name does not say the state: {event}"));
        }
        let lane = name.split(' ').next().unwrap_or_default().to_owned();
        self.push(pid, lane, state, start_ns, start_ns + length_ns)
    }

    /// The same at the beginning of an event and at its end.
    fn key(&self, event: &Value) -> Result<Key, String> {
        let (pid, tid, _) = self.track(event)?;
        let text = |field| text(event, field).map(str::to_owned);
        Ok((pid, tid, text("cat")?, text("id")?, text("name")?))
    }

    fn begin(&mut self, event: &Value) -> Result<(), String> {
        let key = self.key(event)?;
        let is_number = key.3.strip_prefix("0x").is_some_and(|hex| u64::from_str_radix(hex, 16).is_ok());
        if !is_number || !self.ids.insert(key.3.clone()) {
            return Err(format!("the id is no number, or taken: {event}"));
        }
        let args = &event["args"];
        let is_helped = args.is_object() && args.get("call").is_none();
        let has_helper = args["thread"].as_str().is_some_and(|thread| thread.starts_with("blocking-"));
        if has_helper != (is_helped && key.2 == "serving") {
            return Err(format!("a helper serves, and nobody else does: {event}"));
        }
        self.open = Some((key, time_ns(event, "ts")?, is_helped));
        Ok(())
    }

    fn end(&mut self, event: &Value) -> Result<(), String> {
        let key = self.key(event)?;
        let (begun, start_ns, is_helped) =
            self.open.take().ok_or_else(|| format!("nothing is open: {event}"))?;
        let end_ns = time_ns(event, "ts")?;
        if begun != key || end_ns <= start_ns {
            return Err(format!("another is open: {begun:?}, {event}"));
        }
        let (pid, _, state, _, name) = key;
        let service = name.strip_suffix(" waiting").filter(|_| state == "waiting").unwrap_or(&name);
        let kind = if is_helped { "resource" } else { "service" };
        self.push(pid, format!("{kind}-{service}"), &state, start_ns, end_ns)
    }
}

#[test]
fn trace_events_say_what_the_trace_says() {
    for_many(|scenario| {
        let runs = traces(scenario)?;
        let mut bytes = Vec::new();
        export::perfetto::write(&mut bytes, &scenario.title, &runs).map_err(|error| error.to_string())?;
        let file: Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        let events = file["traceEvents"].as_array().ok_or("there are no events")?;
        let mut checker = Checker::default();
        events.iter().try_for_each(|event| checker.event(event))?;
        if checker.open.is_some() {
            return Err("an asynchronous event never ends".into());
        }
        let names: Vec<String> = runs.iter().map(|trace| trace.label().to_owned()).collect();
        if checker.processes.into_values().collect::<Vec<_>>() != names {
            return Err("the processes are not the runtimes".into());
        }
        let ran = |trace: &Trace| {
            let helpers = trace.thread_ids().zip(trace.threads());
            let idle = helpers
                .filter(|(id, info)| info.kind == ThreadKind::Blocking && trace.thread_span_count(*id) == 0);
            trace.tasks().len() + trace.threads().len() - idle.count()
        };
        let tracks: usize = runs.iter().map(ran).sum();
        if checker.tracks.len() != tracks || checker.sorted.len() != tracks + runs.len() {
            return Err(format!("{} tracks, expected {tracks}", checker.tracks.len()));
        }
        same(checker.rows, &expected(&runs))
    });
}

/// The checker would be worth nothing if it let everything pass.
#[test]
fn the_checker_refuses_what_the_format_forbids() {
    let track = r#"{"ph": "M", "pid": 1, "tid": 2, "name": "thread_name", "args": {"name": "thread-1"}}"#;
    let refuses = |events: &[&str], why: &str| {
        let mut checker = Checker::default();
        let read = |event: &&str| serde_json::from_str(event).expect("it is JSON");
        let found =
            std::iter::once(&track).chain(events).map(read).try_for_each(|event| checker.event(&event));
        assert!(found.as_ref().is_err_and(|message| message.contains(why)), "{found:?} is not {why}");
    };
    let span = r#"{"ph": "X", "pid": 1, "tid": 2, "name": "running", "cat": "running", "ts": 0, "dur": 2.5}"#;
    refuses(&[span, span], "busy until 2500 ns");
    refuses(&[&span.replace("2.5", "0.0001")], "no whole number of nanoseconds");
    refuses(&[&span.replace("\"dur\": 2.5", "\"tdur\": 2.5")], "no field");
    refuses(&[&span.replace(", \"dur\": 2.5", "")], "dur is no time");
    refuses(&[&span.replace("\"tid\": 2", "\"tid\": 3")], "without a name");
    refuses(&[&span.replace("\"pid\": 1", "\"pid\": 2")], "without a name");
    refuses(&[track], "given twice");
    let begin = r#"{"ph": "b", "pid": 1, "tid": 2, "name": "db", "cat": "serving", "id": "0x1", "ts": 1}"#;
    let end = &begin.replace("\"b\"", "\"e\"").replace("\"ts\": 1", "\"ts\": 2");
    refuses(&[begin, span], "is open");
    refuses(&[end], "nothing is open");
    refuses(&[begin, &end.replace("0x1", "0x2")], "another is open");
    refuses(&[begin, end, begin], "taken");
}
