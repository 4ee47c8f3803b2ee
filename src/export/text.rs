//! Runs as text that a person reads: a swimlane diagram of letters, and the numbers.

use std::fmt::{self, Write};

use super::{named_task, resources};
use crate::number::Decimal;
use crate::order;
use crate::summary::{Summary, summarize};
use crate::text::model::names;
use crate::time::{Duration, Instant};
use crate::trace::{LaneId, Model, ResourceSpan, ResourceState, State, ThreadId, Trace};

/// Widest diagram, lane names apart.
const COLUMNS_MAX: u64 = 100;
/// Most lanes of one kind in one diagram.
pub(super) const LANES_MAX: usize = 40;
/// Columns from one time to the next in the scale.
const TICK_COLUMNS: usize = 10;

const LEGEND: &str = "R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · \
                      y ready · . idle\nCapital letters hold a thread. Services: calls at one time, + more than nine.";

/// Prints runs that are compared: for each a diagram and its numbers.
pub fn print(title: &str, runs: &[Trace]) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = write_runs(&mut out, title, runs);
    out
}

fn write_runs(out: &mut String, title: &str, runs: &[Trace]) -> fmt::Result {
    if !title.is_empty() {
        let title: String =
            title.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect();
        writeln!(out, "{title}\n")?;
    }
    // One scale for all runs, so that lengths compare.
    let end = runs.iter().map(Trace::makespan).max().unwrap_or_default();
    let models: Vec<Model> = runs.iter().map(Trace::model).collect();
    for (trace, name) in runs.iter().zip(names(&models)) {
        writeln!(out, "{}: finished at {} ms", name.plain, trace.makespan())?;
        write_diagram(out, trace, end)?;
        write_numbers(out, &summarize(trace))?;
        writeln!(out)?;
    }
    writeln!(out, "{LEGEND}")
}

/// One line of the diagram.
pub(super) struct Lane {
    pub(super) name: String,
    pub(super) cells: String,
}

/// How time is spread over columns.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    column_ns: u64,
    columns: usize,
}

/// The finest column of 1, 2 or 5 times a power of ten nanoseconds that lets everything up to `end` fit.
fn column_ns(end: Instant) -> u64 {
    let decades = std::iter::successors(Some(1_u64), |decade| decade.checked_mul(10));
    let mut widths = decades.flat_map(|decade| [1, 2, 5].map(|factor| decade.saturating_mul(factor)));
    widths.find(|&width| end.as_ns().div_ceil(width) <= COLUMNS_MAX).unwrap_or(u64::MAX)
}

impl Scale {
    /// So many columns as reach `until`, on the scale in which everything up to `end` fits.
    pub(super) fn up_to(end: Instant, until: Instant) -> Self {
        let column_ns = column_ns(end);
        Self { column_ns, columns: usize::try_from(until.as_ns().div_ceil(column_ns)).unwrap_or_default() }
    }

    /// Whether there is no time at all.
    pub(super) fn is_empty(self) -> bool {
        self.columns == 0
    }

    /// The columns that a span touches, each with the time that it takes of it.
    fn columns(self, start: Instant, end: Instant) -> impl Iterator<Item = (usize, u64)> {
        let (mut from, end) = (start.as_ns(), end.as_ns());
        let mut column = from / self.column_ns;
        std::iter::from_fn(move || {
            let until = end.min((column + 1) * self.column_ns);
            let taken = until.checked_sub(from).filter(|&taken_ns| taken_ns > 0)?;
            let found = (usize::try_from(column).unwrap_or(usize::MAX), taken);
            (from, column) = (until, column + 1);
            Some(found)
        })
    }

    /// In each column the letter of the span that takes most of it, the first of equals.
    pub(super) fn cells(self, blank: char, spans: impl Iterator<Item = (char, Instant, Instant)>) -> String {
        let mut cells = Cells::new(self, blank);
        spans.for_each(|(letter, start, end)| cells.put(self, letter, start, end));
        cells.text()
    }

    /// The most spans that lie over one another in each column, as digits.
    pub(super) fn counts(self, spans: impl Iterator<Item = (Instant, Instant)>) -> String {
        let (mut starts, mut ends): (Vec<Instant>, Vec<Instant>) = spans.unzip();
        order::sort(&mut starts);
        order::sort(&mut ends);
        let mut cells = vec![0_u32; self.columns];
        let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
        let (mut count, mut column) = (0_u32, 0_usize);
        while let Some(&from) = starts.peek().into_iter().chain(ends.peek()).min() {
            while ends.next_if_eq(&from).is_some() {
                count = count.saturating_sub(1);
            }
            while starts.next_if_eq(&from).is_some() {
                count += 1;
            }
            let until = starts.peek().into_iter().chain(ends.peek()).min().copied().unwrap_or(from);
            while from.as_ns() >= (column as u64 + 1) * self.column_ns {
                column += 1;
            }
            let mut touched = column;
            while (touched as u64) * self.column_ns < until.as_ns() {
                if let Some(cell) = cells.get_mut(touched) {
                    *cell = count.max(*cell);
                }
                touched += 1;
            }
        }
        let digit = |count: u32| match count {
            0 => '.',
            _ => char::from_digit(count, 10).unwrap_or('+'),
        };
        cells.into_iter().map(digit).collect()
    }

    /// The times in ms above the columns at which they begin.
    fn ticks(self) -> String {
        let mut line = String::new();
        for column in (0..=self.columns).step_by(TICK_COLUMNS) {
            let time = Instant::from_ns(self.column_ns * column as u64).to_string();
            if column == 0 || line.len() < column {
                let _ = write!(line, "{:1$}{time}", "", column - line.len());
            }
        }
        line
    }
}

fn write_diagram(out: &mut String, trace: &Trace, end: Instant) -> fmt::Result {
    let scale = Scale::up_to(end, trace.makespan());
    if scale.is_empty() {
        return writeln!(out, "  nothing took any time");
    }
    let sections = [
        thread_lanes(trace, scale),
        request_lanes(trace, scale),
        service_lanes(trace, scale),
        helper_lanes(trace, scale),
    ];
    write_lanes(out, scale, sections)
}

/// Writes lanes below a scale, section by section; of each section how many are left out beside them.
pub(super) fn write_lanes<const N: usize>(
    out: &mut String,
    scale: Scale,
    sections: [(Vec<Lane>, usize); N],
) -> fmt::Result {
    let names = sections.iter().flat_map(|(lanes, _)| lanes).map(|lane| lane.name.chars().count());
    let width = names.max().unwrap_or_default();
    writeln!(out, "  {:width$}  {}", "ms", scale.ticks())?;
    for (lanes, left_out) in sections {
        for Lane { name, cells } in lanes {
            writeln!(out, "  {name:width$}  {cells}")?;
        }
        if left_out > 0 {
            writeln!(out, "  and {left_out} more")?;
        }
    }
    Ok(())
}

/// A lane while it is filled, span by span in any order.
#[derive(Clone)]
struct Cells(Vec<Cell>);

/// What takes most of a column, the first of equals.
#[derive(Clone, Copy)]
struct Cell {
    taken_ns: u64,
    start: Instant,
    letter: char,
}

impl Cells {
    fn new(scale: Scale, blank: char) -> Self {
        Self(vec![Cell { taken_ns: 0, start: Instant::ZERO, letter: blank }; scale.columns])
    }

    fn put(&mut self, scale: Scale, letter: char, start: Instant, end: Instant) {
        for (column, taken_ns) in scale.columns(start, end) {
            let Some(cell) = self.0.get_mut(column) else { return };
            if (cell.taken_ns, start) < (taken_ns, cell.start) {
                *cell = Cell { taken_ns, start, letter };
            }
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|cell| cell.letter).collect()
    }
}

/// The lanes of the runtime's threads, and how many there are beside them. Their spans are those of the tasks, which are
/// nearer together than those of a thread.
fn thread_lanes(trace: &Trace, scale: Scale) -> (Vec<Lane>, usize) {
    let shown: Vec<ThreadId> = trace.own_threads().take(LANES_MAX).collect();
    let mut lanes = vec![None; trace.threads().len()];
    shown.iter().for_each(|thread| lanes[usize::from(thread.0)] = Some(Cells::new(scale, '.')));
    for span in trace.task_ids().flat_map(|task| trace.task_spans(task)) {
        let lane = span.thread.and_then(|thread| lanes.get_mut(usize::from(thread.0)));
        if let Some(Some(lane)) = lane {
            lane.put(scale, letter(span.state), span.start, span.end);
        }
    }
    let left_out = trace.own_thread_count() as usize - shown.len();
    let lane = |thread: ThreadId| {
        let cells = lanes.get(usize::from(thread.0))?.as_ref()?;
        Some(Lane { name: trace.lane_name(LaneId::Thread(thread)), cells: cells.text() })
    };
    (shown.into_iter().filter_map(lane).collect(), left_out)
}

/// The lanes of the helpers that ever ran, and how many there are beside them.
fn helper_lanes(trace: &Trace, scale: Scale) -> (Vec<Lane>, usize) {
    let shown = trace.helpers().filter(|&id| trace.thread_span_count(id) > 0);
    bounded(shown, |id| {
        let spans = trace.thread_spans(id).map(|span| (letter(span.state), span.start, span.end));
        Lane { name: trace.lane_name(LaneId::Thread(id)), cells: scale.cells('.', spans) }
    })
}

fn request_lanes(trace: &Trace, scale: Scale) -> (Vec<Lane>, usize) {
    bounded(trace.task_ids(), |id| {
        let spans = trace.task_spans(id).map(|span| (letter(span.state), span.start, span.end));
        Lane { name: named_task(trace, id), cells: scale.cells(' ', spans).trim_end().into() }
    })
}

/// Each resource with the tasks that it serves or lets in and, where any had to wait, those that wait.
fn service_lanes(trace: &Trace, scale: Scale) -> (Vec<Lane>, usize) {
    let (lanes, left_out) = bounded(resources(trace), |(id, _)| {
        let spans = trace.resource_spans(id);
        let of = |waits: bool| {
            let is_it = move |span: &&ResourceSpan| (span.state() == ResourceState::Waiting) == waits;
            spans.iter().filter(is_it).map(|span: &ResourceSpan| (span.start, span.end))
        };
        let counts = |waits| scale.counts(of(waits));
        let served = Lane { name: trace.lane_name(LaneId::Resource(id)), cells: counts(false) };
        let waits = of(true).next().is_some();
        let waiting = waits.then(|| Lane { name: "  waiting".into(), cells: counts(true) });
        [Some(served), waiting]
    });
    (lanes.into_iter().flatten().flatten().collect(), left_out)
}

/// The first items, drawn, and how many were left out.
fn bounded<T, L>(items: impl Iterator<Item = T>, mut draw: impl FnMut(T) -> L) -> (Vec<L>, usize) {
    let mut items = items;
    let lanes = items.by_ref().take(LANES_MAX).map(&mut draw).collect();
    (lanes, items.count())
}

pub(super) fn letter(state: State) -> char {
    match state {
        State::Queued => 'q',
        State::Running => 'R',
        State::Runnable => 'U',
        State::Switching => 'X',
        State::Blocked => 'B',
        State::Paused => 'p',
        State::Ready => 'y',
    }
}

fn write_numbers(out: &mut String, summary: &Summary) -> fmt::Result {
    let Summary { latency, threads, helpers, .. } = summary;
    let wide = |ns| Duration::from_ns(u64::try_from(ns).unwrap_or(u64::MAX));
    writeln!(
        out,
        "  threads   running {} · blocked {} · runnable {} · switching {} · idle {} ms",
        threads.running, threads.blocked, threads.runnable, threads.switching, threads.idle
    )?;
    if !helpers.total().is_zero() {
        writeln!(
            out,
            "  helpers   running {} · blocked {} · runnable {} · switching {} ms",
            helpers.running, helpers.blocked, helpers.runnable, helpers.switching
        )?;
    }
    let helper_wait = match wide(summary.helper_wait_ns) {
        Duration::ZERO => String::new(),
        time => format!(" · for a free helper {time}"),
    };
    writeln!(
        out,
        "  waiting   for services {}{helper_wait} · wasted {} · reused {} ms",
        wide(summary.external_wait_ns),
        summary.waiting_wasted,
        summary.waiting_reused
    )?;
    writeln!(
        out,
        "  latency   mean {} · p50 {} · p95 {} · p99 {} · max {} ms",
        latency.mean, latency.p50, latency.p95, latency.p99, latency.max
    )?;
    writeln!(
        out,
        "  requests  {:#} a second · at most {} in flight · hops {}",
        Decimal::of(summary.throughput_per_s, 2),
        summary.max_in_flight,
        summary.hops
    )
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::scenario::{Scenario, presets};
    use crate::sim::simulate;

    #[track_caller]
    fn check(scenario: &Scenario, expected: Expect) {
        let run = |&runtime| simulate(scenario, runtime).expect("the scenario breaks no limit");
        let runs: Vec<Trace> = scenario.runtimes.iter().map(run).collect();
        expected.assert_eq(&print(&scenario.title, &runs));
    }

    #[track_caller]
    fn check_preset(id: &str, expected: Expect) {
        check(&presets::find(id).expect("the preset exists").scenario, expected);
    }

    #[track_caller]
    fn check_link(query: &str, expected: Expect) {
        let opened = crate::link::open(query, "");
        assert_eq!(opened.warnings, []);
        check(&opened.subject.scenario().expect("it asks for a scenario"), expected);
    }

    #[test]
    fn models_are_told_apart() {
        let link = "req=cpu1-offload.db9_x3&run=async1_blocking2&run=async1_blocking3&run=sync1&run=sync1";
        let scenario = crate::link::open(link, "").subject.scenario().expect("it asks for a scenario");
        let run = |&runtime| simulate(&scenario, runtime).expect("the scenario breaks no limit");
        let printed = print("", &scenario.runtimes.iter().map(run).collect::<Vec<_>>());
        let heads = printed.lines().filter_map(|line| line.split_once(": finished").map(|(head, _)| head));
        assert_eq!(
            heads.collect::<Vec<_>>(),
            [
                "async, 1 thread, 2 helpers",
                "async, 1 thread, 3 helpers",
                "sync, 1 thread, no. 1",
                "sync, 1 thread, no. 2"
            ]
        );
    }

    #[test]
    fn three_requests() {
        check_preset(
            "three-requests",
            expect![[r#"
                Three requests, one slow database

                sync, 1 thread: finished at 84 ms
                  ms              0         10        20        30        40        50        60        70        80
                  thread-1        RRRBBBBBBBBBBBBBBBBBBBBRRRRRRRRBBBBBBBBBBBBBBBBBBBBRRRRRRRRBBBBBBBBBBBBBBBBBBBBRRRRR
                  request-1 page  RRRBBBBBBBBBBBBBBBBBBBBRRRRR
                  request-2 page   qqqqqqqqqqqqqqqqqqqqqqqqqqqRRRBBBBBBBBBBBBBBBBBBBBRRRRR
                  request-3 page    qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRRBBBBBBBBBBBBBBBBBBBBRRRRR
                  service-db      ...11111111111111111111........11111111111111111111........11111111111111111111.....
                  threads   running 24 · blocked 60 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 60 · wasted 60 · reused 0 ms
                  latency   mean 55 · p50 55 · p95 82 · p99 82 · max 82 ms
                  requests  35.71 a second · at most 1 in flight · hops 2

                async, 1 thread: finished at 38 ms
                  ms              0         10        20        30
                  thread-1        RRRRRRRRR..............RRRRRRRRRRRRRRR
                  request-1 page  RRRppppppppppppppppppppRRRRR
                  request-2 page   qqRRRppppppppppppppppppppyyRRRRR
                  request-3 page    qqqqRRRppppppppppppppppppppyyyyRRRRR
                  service-db      ...11122233333333333333222111.........
                  threads   running 24 · blocked 0 · runnable 0 · switching 0 · idle 14 ms
                  waiting   for services 60 · wasted 0 · reused 12 ms
                  latency   mean 32 · p50 32 · p95 36 · p99 36 · max 36 ms
                  requests  78.95 a second · at most 3 in flight · hops 5

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn slow_neighbour() {
        check_preset(
            "slow-neighbour",
            expect![[r#"
                One slow call delays everyone behind it

                sync, 1 thread: finished at 94 ms
                  ms                0         10        20        30        40        50        60        70        80        90
                  thread-1          RRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRRRRBBBBBBRRRRBBBBBBRRRRBBBBBBRR
                  request-1 report  RRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRR
                  request-2 quick    qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRBBBBBBRR
                  request-3 quick      qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRBBBBBBRR
                  request-4 quick        qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRBBBBBBRR
                  service-archive   ..111111111111111111111111111111111111111111111111111111111111................................
                  service-db        ..................................................................111111....111111....111111..
                  threads   running 16 · blocked 78 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 78 · wasted 78 · reused 0 ms
                  latency   mean 76.75 · p50 73 · p95 89 · p99 89 · max 89 ms
                  requests  42.55 a second · at most 1 in flight · hops 3

                async, 1 thread: finished at 64 ms
                  ms                0         10        20        30        40        50        60
                  thread-1          RRRRRRRR..RRRRRR..............................................RR
                  request-1 report  RRppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppRR
                  request-2 quick    qRRppppppRR
                  request-3 quick      qRRppppppRR
                  request-4 quick        qRRppppppRR
                  service-archive   ..111111111111111111111111111111111111111111111111111111111111..
                  service-db        ....1122332211..................................................
                  threads   running 16 · blocked 0 · runnable 0 · switching 0 · idle 48 ms
                  waiting   for services 78 · wasted 0 · reused 12 ms
                  latency   mean 24.25 · p50 11 · p95 64 · p99 64 · max 64 ms
                  requests  62.50 a second · at most 4 in flight · hops 7

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn late_response() {
        check_preset(
            "late-response",
            expect![[r#"
                The response is there, the thread is busy

                sync, 1 thread: finished at 62 ms
                  ms               0         10        20        30        40        50        60
                  thread-1         RRBBBBBBBBBBRRRRRRBBBBBBBBBBRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  request-1 early  RRBBBBBBBBBBRRRR
                  request-2 early   qqqqqqqqqqqqqqqRRBBBBBBBBBBRRRR
                  request-3 long      qqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  service-db       ..1111111111......1111111111..................................
                  threads   running 42 · blocked 20 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 20 · wasted 20 · reused 0 ms
                  latency   mean 35.333333 · p50 31 · p95 59 · p99 59 · max 59 ms
                  requests  48.39 a second · at most 1 in flight · hops 2

                async, 1 thread: finished at 42 ms
                  ms               0         10        20        30        40
                  thread-1         RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  request-1 early  RRppppppppppyyyyyyyyyyyyyyyyyyyyyyRRRR
                  request-2 early   qRRppppppppppyyyyyyyyyyyyyyyyyyyyyyyyRRRR
                  request-3 long      qRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  service-db       ..112222222211............................
                  threads   running 42 · blocked 0 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 20 · wasted 0 · reused 12 ms
                  latency   mean 36.666666 · p50 38 · p95 41 · p99 41 · max 41 ms
                  requests  71.43 a second · at most 3 in flight · hops 4

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn blocking_in_async() {
        check_preset(
            "blocking-in-async",
            expect![[r#"
                One blocking call freezes the event loop

                sync, 1 thread: finished at 76 ms
                  ms                0         10        20        30        40        50        60        70
                  thread-1          RRBBBBBBBBBBRRRRBBBBBBBBBBRRRRBBBBBBBBBBRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRR
                  request-1 page    RRBBBBBBBBBBRR
                  request-2 page     qqqqqqqqqqqqqRRBBBBBBBBBBRR
                  request-3 page      qqqqqqqqqqqqqqqqqqqqqqqqqqRRBBBBBBBBBBRR
                  request-4 report       qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRR
                  service-db        ..1111111111....1111111111....1111111111....................................
                  service-disk      ............................................111111111111111111111111111111..
                  threads   running 16 · blocked 60 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 60 · wasted 60 · reused 0 ms
                  latency   mean 38 · p50 27 · p95 71 · p99 71 · max 71 ms
                  requests  52.63 a second · at most 1 in flight · hops 3

                async, 1 thread: finished at 46 ms
                  ms                0         10        20        30        40
                  thread-1          RRRRRRRRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRRRRRRRR
                  request-1 page    RRppppppppppyyyyyyyyyyyyyyyyyyyyyyyyyyyyRR
                  request-2 page     qRRppppppppppyyyyyyyyyyyyyyyyyyyyyyyyyyyyRR
                  request-3 page      qqRRppppppppppyyyyyyyyyyyyyyyyyyyyyyyyyyyyRR
                  request-4 report       qRRBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBRR
                  service-db        ..11223333332211..............................
                  service-disk      ........111111111111111111111111111111........
                  threads   running 16 · blocked 30 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 60 · wasted 30 · reused 6 ms
                  latency   mean 41 · p50 42 · p95 44 · p99 44 · max 44 ms
                  requests  86.96 a second · at most 4 in flight · hops 6

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn sequential_or_together() {
        check_preset(
            "sequential-or-together",
            expect![[r#"
                Two awaits in a row, or both together

                sync, 1 thread: finished at 108 ms
                  ms                  0         20        40        60        80        100
                  thread-1            RBBBBBBBBBBBBBBBBBBBBBBBBBRRBBBBBBBBBBBBBBBBBBBBBBBBBR
                  request-1 in-a-row  RBBBBBBBBBBBBBBBBBBBBBBBBBR
                  request-2 together  qqqqqqqqqqqqqqqqqqqqqqqqqqqRBBBBBBBBBBBBBBBBBBBBBBBBBR
                  service-db          .111111111111111............111111111111111...........
                  service-api         ................1111111111.................1111111111.
                  threads   running 8 · blocked 100 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 100 · wasted 100 · reused 0 ms
                  latency   mean 81 · p50 54 · p95 108 · p99 108 · max 108 ms
                  requests  18.52 a second · at most 1 in flight · hops 1

                async, 1 thread: finished at 54 ms
                  ms                  0         20        40
                  thread-1            RR...............R........R
                  request-1 in-a-row  RpppppppppppppppppppppppppR
                  request-2 together  qRpppppppppppppppR
                  service-db          .1222222222222221..........
                  service-api         ..1111111111....1111111111.
                  threads   running 8 · blocked 0 · runnable 0 · switching 0 · idle 46 ms
                  waiting   for services 80 · wasted 0 · reused 4 ms
                  latency   mean 45 · p50 36 · p95 54 · p99 54 · max 54 ms
                  requests  37.04 a second · at most 2 in flight · hops 4

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn cpu_bound() {
        check_preset(
            "cpu-bound",
            expect![[r#"
                Computing takes as long either way

                sync, 1 thread: finished at 60 ms
                  ms                 0         10        20        30        40        50        60
                  thread-1           RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  request-1 compute  RRRRRRRRRRRRRRRRRRRR
                  request-2 compute   qqqqqqqqqqqqqqqqqqqRRRRRRRRRRRRRRRRRRRR
                  request-3 compute    qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRRRRRRRRRRRRRRRRRRR
                  threads   running 60 · blocked 0 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 0 · wasted 0 · reused 0 ms
                  latency   mean 39 · p50 39 · p95 58 · p99 58 · max 58 ms
                  requests  50.00 a second · at most 1 in flight · hops 2

                async, 1 thread: finished at 60 ms
                  ms                 0         10        20        30        40        50        60
                  thread-1           RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR
                  request-1 compute  RRRRRRRRRRRRRRRRRRRR
                  request-2 compute   qqqqqqqqqqqqqqqqqqqRRRRRRRRRRRRRRRRRRRR
                  request-3 compute    qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqRRRRRRRRRRRRRRRRRRRR
                  threads   running 60 · blocked 0 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 0 · wasted 0 · reused 0 ms
                  latency   mean 39 · p50 39 · p95 58 · p99 58 · max 58 ms
                  requests  50.00 a second · at most 1 in flight · hops 2

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn a_wait_for_a_free_helper_has_a_lane_and_a_number() {
        check_link(
            "req=cpu1-offload.sleep9_x3&run=async1_blocking2&run=async1_blocking3",
            expect![[r#"
            async, 1 thread, 2 helpers: finished at 19 ms
              ms                0         2         4         6         8         10        12        14        16        18
              thread-1          RRRRRRRRRRRRRRR................................................................................
              request-1         RRRRRppppppppppppppppppppppppppppppppppppppppppppp
              request-2         qqqqqRRRRRppppppppppppppppppppppppppppppppppppppppppppp
              request-3         qqqqqqqqqqRRRRRpppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp
              service-sleep     .....111112222222222222222222222222222222222222222222221111111111111111111111111111111111111111
              resource-helpers  .....111112222222222222222222222222222222222222222222221111111111111111111111111111111111111111
                waiting         ...............11111111111111111111111111111111111.............................................
              blocking-1        .....BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              blocking-2        ..........BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB........................................
              threads   running 3 · blocked 0 · runnable 0 · switching 0 · idle 16 ms
              helpers   running 0 · blocked 27 · runnable 0 · switching 0 ms
              waiting   for services 27 · for a free helper 7 · wasted 0 · reused 2 ms
              latency   mean 13.333333 · p50 11 · p95 19 · p99 19 · max 19 ms
              requests  157.89 a second · at most 3 in flight · hops 5

            async, 1 thread, 3 helpers: finished at 12 ms
              ms             0         2         4         6         8         10        12
              thread-1       RRRRRRRRRRRRRRR.............................................
              request-1      RRRRRppppppppppppppppppppppppppppppppppppppppppppp
              request-2      qqqqqRRRRRppppppppppppppppppppppppppppppppppppppppppppp
              request-3      qqqqqqqqqqRRRRRppppppppppppppppppppppppppppppppppppppppppppp
              service-sleep  .....1111122222333333333333333333333333333333333332222211111
              blocking-1     .....BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB..........
              blocking-2     ..........BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB.....
              blocking-3     ...............BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
              threads   running 3 · blocked 0 · runnable 0 · switching 0 · idle 9 ms
              helpers   running 0 · blocked 27 · runnable 0 · switching 0 ms
              waiting   for services 27 · wasted 0 · reused 2 ms
              latency   mean 11 · p50 11 · p95 12 · p99 12 · max 12 ms
              requests  250.00 a second · at most 3 in flight · hops 5

            R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
            Capital letters hold a thread. Services: calls at one time, + more than nine.
        "#]],
        );
    }

    #[test]
    fn every_kind_of_lane() {
        check_link(
            "req=cpu2-offload.db6-cpu8-offload.cpu3_x3&svc=db_cap1&run=async2_blocking2&cores=1&switch=1&quantum=3",
            expect![[r#"
                async, 2 threads: finished at 52 ms
                  ms          0         10        20        30        40        50
                  thread-1    RRUUUXRR......UXRRRUUUXRRRUUUUUUUUXRR...............
                  thread-2    UUXRR...XRRRRRRUUUUXRRUUUUUUUUXRRRUUUXRRRUUUUXRR....
                  request-1   RRppppppXRRRRRRUUUUXRRppppppppyyyyyyy
                  request-2   UUXRRpppppppppUXRRRUUUXRRRUUUUUUUUXRRpppppppp
                  request-3   qqUUUXRRppppppppppppyyUUUUUUUUXRRRUUUXRRRUUUUXRRpppp
                  service-db  ..111111111111111111................................
                    waiting   .....111111111......................................
                  blocking-1  ..BBBBBBBBBBBBBBBBBB..UUUUXRRR.......UUUUXRRR...XRRR
                  blocking-2  .....BBBBBBBBB......................................
                  threads   running 30 · blocked 0 · runnable 36 · switching 10 · idle 28 ms
                  helpers   running 9 · blocked 27 · runnable 8 · switching 3 ms
                  waiting   for services 27 · wasted 0 · reused 19 ms
                  latency   mean 44.666666 · p50 45 · p95 52 · p99 52 · max 52 ms
                  requests  57.69 a second · at most 3 in flight · hops 7

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn lanes_and_columns_are_bounded() {
        check_link(
            "req=cpu0.5-db7_x50_every1&run=async1&title=%1b[1m",
            expect![[r#"
                �[1m

                async, 1 thread: finished at 56.5 ms
                  ms          0         10        20        30        40        50
                  thread-1    RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR.......
                  request-1   Rppppppp
                  request-2    Rppppppp
                  request-3     Rppppppp
                  request-4      Rppppppp
                  request-5       Rppppppp
                  request-6        Rppppppp
                  request-7         Rppppppp
                  request-8          Rppppppp
                  request-9           Rppppppp
                  request-10           Rppppppp
                  request-11            Rppppppp
                  request-12             Rppppppp
                  request-13              Rppppppp
                  request-14               Rppppppp
                  request-15                Rppppppp
                  request-16                 Rppppppp
                  request-17                  Rppppppp
                  request-18                   Rppppppp
                  request-19                    Rppppppp
                  request-20                     Rppppppp
                  request-21                      Rppppppp
                  request-22                       Rppppppp
                  request-23                        Rppppppp
                  request-24                         Rppppppp
                  request-25                          Rppppppp
                  request-26                           Rppppppp
                  request-27                            Rppppppp
                  request-28                             Rppppppp
                  request-29                              Rppppppp
                  request-30                               Rppppppp
                  request-31                                Rppppppp
                  request-32                                 Rppppppp
                  request-33                                  Rppppppp
                  request-34                                   Rppppppp
                  request-35                                    Rppppppp
                  request-36                                     Rppppppp
                  request-37                                      Rppppppp
                  request-38                                       Rppppppp
                  request-39                                        Rppppppp
                  request-40                                         Rppppppp
                  and 10 more
                  service-db  123456777777777777777777777777777777777777777777777654321
                  threads   running 25 · blocked 0 · runnable 0 · switching 0 · idle 31.5 ms
                  waiting   for services 350 · wasted 0 · reused 24.5 ms
                  latency   mean 7.5 · p50 7.5 · p95 7.5 · p99 7.5 · max 7.5 ms
                  requests  884.96 a second · at most 8 in flight · hops 99

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }

    #[test]
    fn nothing_takes_no_time() {
        check_link(
            "req=yield&run=sync1",
            expect![[r#"
                sync, 1 thread: finished at 0 ms
                  nothing took any time
                  threads   running 0 · blocked 0 · runnable 0 · switching 0 · idle 0 ms
                  waiting   for services 0 · wasted 0 · reused 0 ms
                  latency   mean 0 · p50 0 · p95 0 · p99 0 · max 0 ms
                  requests  0.00 a second · at most 0 in flight · hops 0

                R running · B blocked · U runnable, waits for a core · X switching · q queued · p paused · y ready · . idle
                Capital letters hold a thread. Services: calls at one time, + more than nine.
            "#]],
        );
    }
}
