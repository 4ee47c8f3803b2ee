//! What a chapter says of the run that is shown: numbers from the trace, put into its sentences.

use super::Chapter;
use crate::summary::{Summary, summarize};
use crate::text::lesson as text;
use crate::time::{Duration, Instant};
use crate::trace::{State, TaskId, TaskSpan, ThreadId, ThreadSpan, Trace};

/// What of a chapter's statement is to be seen in the runs of its scenario; `None` where these are other runs.
pub fn words(chapter: Chapter, traces: &[&Trace]) -> Option<String> {
    let at = chapter.moment();
    let first = *traces.first()?;
    let values = match chapter {
        Chapter::S1 => stretch(thread_at(first, at)?),
        Chapter::S2 => [stretch(thread_at(first, at)?), vec![queued(first, at).to_string()]].concat(),
        Chapter::S3 => delayed(first, TaskId(1))?,
        Chapter::S4 => {
            let Summary { makespan, threads, .. } = summarize(first);
            vec![makespan.to_string(), threads.running.to_string(), threads.blocked.to_string()]
        }
        Chapter::A1 => vec![at.to_string(), under_way(first, at).to_string()],
        Chapter::A2 => hop(first, at)?,
        Chapter::A3 => [hop(first, at)?, vec![first.hops().to_string()]].concat(),
        Chapter::A4 => taken_up(first, at)?,
        Chapter::A5 => {
            let run = *traces.get(1)?;
            let reused = summarize(run).waiting_reused;
            vec![reused.to_string(), run.makespan().to_string(), first.makespan().to_string()]
        }
        Chapter::W1 => handed_over(first, at)?,
        Chapter::W2 => worked_outside(first, at)?,
        Chapter::W3 => {
            let (request, ready) = in_state(first, State::Ready, at)?;
            let late = ready.end.since(ready.start);
            vec![number(request), ready.start.to_string(), ready.end.to_string(), late.to_string()]
        }
        Chapter::T => return None,
    };
    Some(text::fill(chapter.text().here, &values))
}

impl Chapter {
    /// What it says.
    pub fn text(self) -> &'static text::ChapterText {
        &text::CHAPTERS[self as usize]
    }
}

fn number(request: TaskId) -> String {
    request.number().to_string()
}

fn stretch(span: ThreadSpan) -> Vec<String> {
    vec![span.start.to_string(), span.end.to_string()]
}

/// What the first thread does.
fn thread_at(trace: &Trace, at: Instant) -> Option<ThreadSpan> {
    trace.thread_spans(ThreadId(0)).find(|span| span.start <= at && at < span.end)
}

/// The first request that is in the state, and since when and until when.
fn in_state(trace: &Trace, state: State, at: Instant) -> Option<(TaskId, TaskSpan)> {
    let is_it = |span: &TaskSpan| span.state == state && span.start <= at && at < span.end;
    trace.task_ids().find_map(|id| Some((id, trace.task_spans(id).find(is_it)?)))
}

fn queued(trace: &Trace, at: Instant) -> usize {
    trace.tasks().iter().filter(|request| request.created <= at && at < request.started).count()
}

fn under_way(trace: &Trace, at: Instant) -> usize {
    trace.tasks().iter().filter(|request| request.started < at && at < request.ended).count()
}

/// How long a request takes once it is looked at, and how long it waits for that.
fn delayed(trace: &Trace, request: TaskId) -> Option<Vec<String>> {
    let info = trace.tasks().get(request.0 as usize)?;
    Some(vec![info.ended.since(info.started).to_string(), info.started.since(info.created).to_string()])
}

/// The instant, who pauses at it, and whom the thread takes up.
fn hop(trace: &Trace, at: Instant) -> Option<Vec<String>> {
    let pauses = |span: TaskSpan| span.state == State::Paused && span.start == at;
    let paused = trace.task_ids().find(|&id| trace.task_spans(id).any(pauses))?;
    let taken = thread_at(trace, at).filter(|span| span.start == at)?;
    Some(vec![at.to_string(), number(paused), number(taken.task)])
}

/// Who is ready, since when, whom the thread is with, and until when.
fn taken_up(trace: &Trace, at: Instant) -> Option<Vec<String>> {
    let (request, ready) = in_state(trace, State::Ready, at)?;
    let busy = thread_at(trace, at)?;
    Some(vec![number(request), ready.start.to_string(), number(busy.task), ready.end.to_string()])
}

/// Who is paused until when, and whom the thread is with from when until when.
fn handed_over(trace: &Trace, at: Instant) -> Option<Vec<String>> {
    let (request, paused) = in_state(trace, State::Paused, at)?;
    let taken = thread_at(trace, at)?;
    Some([vec![number(request), paused.end.to_string(), number(taken.task)], stretch(taken)].concat())
}

/// A pause, and within it the time that the threads computed and that the services worked.
fn worked_outside(trace: &Trace, at: Instant) -> Option<Vec<String>> {
    let (_, paused) = in_state(trace, State::Paused, at)?;
    let (computed, served) = worked_within(trace, &paused);
    Some(vec![paused.start.to_string(), paused.end.to_string(), computed.to_string(), served.to_string()])
}

/// How long it is.
pub(super) fn stretch_of(span: &TaskSpan) -> Duration {
    span.end.since(span.start)
}

/// Within a span, the time that all threads computed or were kept, and that all services worked.
pub(super) fn worked_within(trace: &Trace, paused: &TaskSpan) -> (Duration, Duration) {
    let within = |start: Instant, end: Instant| end.min(paused.end).since(start.max(paused.start));
    let sum = |all: Duration, one: Duration| all + one;
    let computed = trace
        .thread_ids()
        .flat_map(|thread| trace.thread_spans(thread))
        .map(|span| within(span.start, span.end))
        .fold(Duration::ZERO, sum);
    let served = trace
        .services()
        .flat_map(|(service, _)| trace.resource_spans(service))
        .map(|span| within(span.start, span.end))
        .fold(Duration::ZERO, sum);
    (computed, served)
}

/// A cell for each row of the table.
pub type Column = [String; 4];

/// One run's column of the table: a cell for each of [`text::ROWS`]. `unit` writes a time.
pub fn column(summary: &Summary, unit: impl Fn(Duration) -> String) -> Column {
    let some = |duration: Duration| (!duration.is_zero()).then(|| unit(duration));
    let blocked = some(summary.waiting_wasted);
    let reused = some(summary.waiting_reused);
    // What is waited for without a thread: all of it that no thread is blocked for.
    let outside = summary.external_wait_ns.saturating_sub(u128::from(summary.waiting_wasted.as_ns()));
    let paused = some(Duration::from_ns(u64::try_from(outside).unwrap_or(u64::MAX)));
    [
        text::behaviour(blocked.as_deref(), paused.is_some()),
        text::waiting(blocked.as_deref(), paused.as_deref()),
        text::many(summary.max_in_flight, &unit(summary.makespan)),
        text::used(blocked.as_deref(), reused.as_deref()),
    ]
}
