//! The trace as comma-separated values (RFC 4180): one row a span, every lane of every run.

use std::borrow::Cow;
use std::io;

use super::{kind_name, lane_of, resources, thread_lanes};
use crate::time::Instant;
use crate::trace::{LaneId, SiteId, TaskId, Trace};

/// The first row. A field is empty where there is nothing to say.
pub const HEADER: &str = "run,runtime,kind,lane,state,start_ns,end_ns,request,name,thread,step,call,service";

/// Writes the header and a row for each span: of each run the lanes of the requests, of the threads, of the services.
///
/// # Errors
///
/// Those of the writer.
pub fn write<'a>(mut out: impl io::Write, runs: impl IntoIterator<Item = &'a Trace>) -> io::Result<()> {
    write!(out, "{HEADER}\r\n")?;
    for (number, trace) in (1..).zip(runs) {
        let threads = thread_lanes(trace);
        let run = Run { number, runtime: trace.label(), trace, threads: &threads };
        run.requests(&mut out)?;
        run.threads(&mut out)?;
        run.services(&mut out)?;
    }
    Ok(())
}

struct Run<'a> {
    /// From 1, because a scenario may have the same runtime twice.
    number: usize,
    runtime: &'a str,
    trace: &'a Trace,
    /// By thread: the name of its lane.
    threads: &'a [String],
}

/// What differs from row to row.
struct Row<'a> {
    kind: &'a str,
    lane: &'a str,
    state: &'a str,
    start: Instant,
    end: Instant,
    request: TaskId,
    thread: &'a str,
    site: Option<SiteId>,
    call: Option<u16>,
    service: &'a str,
}

impl Run<'_> {
    fn row(&self, out: &mut impl io::Write, row: &Row) -> io::Result<()> {
        let Self { number, runtime, .. } = self;
        let Row { kind, state, request, .. } = row;
        let name = quoted(self.trace.task_name(*request));
        let (lane, thread, service) = (quoted(row.lane), quoted(row.thread), quoted(row.service));
        let (start_ns, end_ns, request) = (row.start.as_ns(), row.end.as_ns(), request.number());
        let step = row.site.map(|site| self.trace.site(site).step().to_string()).unwrap_or_default();
        let call = row.call.map(|call| call.to_string()).unwrap_or_default();
        write!(
            out,
            "{number},{runtime},{kind},{lane},{state},{start_ns},{end_ns},{request},{name},{thread},{step},{call},{service}\r\n"
        )
    }

    fn requests(&self, out: &mut impl io::Write) -> io::Result<()> {
        for request in self.trace.task_ids() {
            let lane = self.trace.lane_name(LaneId::Task(request));
            for span in self.trace.task_spans(request) {
                let row = Row {
                    kind: "request",
                    lane: &lane,
                    state: span.state.name(),
                    start: span.start,
                    end: span.end,
                    request,
                    thread: span.thread.map_or("", |thread| lane_of(self.threads, thread)),
                    site: span.site,
                    call: None,
                    service: "",
                };
                self.row(out, &row)?;
            }
        }
        Ok(())
    }

    fn threads(&self, out: &mut impl io::Write) -> io::Result<()> {
        for ((id, info), lane) in self.trace.thread_ids().zip(self.trace.threads()).zip(self.threads) {
            for span in self.trace.thread_spans(id) {
                let row = Row {
                    kind: kind_name(info.kind),
                    lane,
                    state: span.state.name(),
                    start: span.start,
                    end: span.end,
                    request: span.task,
                    thread: lane,
                    site: Some(span.site),
                    call: None,
                    service: "",
                };
                self.row(out, &row)?;
            }
        }
        Ok(())
    }

    fn services(&self, out: &mut impl io::Write) -> io::Result<()> {
        for (id, resource) in resources(self.trace) {
            let lane = self.trace.lane_name(LaneId::Resource(id));
            let of_helpers = self.trace.helper_pool() == Some(id);
            for span in self.trace.resource_spans(id) {
                let row = Row {
                    kind: resource.kind.name(),
                    lane: &lane,
                    state: span.state().name(),
                    start: span.start,
                    end: span.end,
                    request: span.task,
                    thread: self.trace.serving_helper(id, span).map_or("", |id| lane_of(self.threads, id)),
                    site: Some(span.site),
                    call: (!of_helpers).then(|| span.call()),
                    service: if of_helpers { "" } else { &resource.name },
                };
                self.row(out, &row)?;
            }
        }
        Ok(())
    }
}

/// The text as a field, in quotation marks where it needs them.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_need_it() {
        assert_eq!(quoted("page-1"), "page-1");
        assert_eq!(quoted(""), "");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"a\""), "\"say \"\"a\"\"\"");
        assert_eq!(quoted("a\r\nb"), "\"a\r\nb\"");
    }

    #[test]
    fn the_header_has_as_many_fields_as_a_row() {
        let link = crate::link::open("req=cpu1-db2_as.page&run=sync1", "");
        let scenario = link.subject.scenario().expect("it asks for a scenario");
        let trace = crate::sim::simulate(&scenario, scenario.runtimes[0]).expect("it is small");
        let mut bytes = Vec::new();
        write(&mut bytes, &[trace]).expect("memory can be written to");
        let text = String::from_utf8(bytes).expect("it is text");
        let fields: Vec<usize> = text.lines().map(|line| line.split(',').count()).collect();
        assert_eq!(fields, [13; 6]);
        assert!(text.ends_with("\r\n"));
    }
}
