//! A trace as plain numbers, table by table, so that it can be handed from one thread of a browser to another.
//!
//! Both ends are of one build: this is no format. What does not fit together is refused all the same.

use super::{
    Activity, Lanes, Pieces, RequestRecord, ResourceSpan, ResourceState, State, TaskId, TaskInfo, ThreadSpan,
    Trace, recorder::thread_infos,
};
use crate::scenario::Runtime;
use crate::time::Instant;

/// Most words in one piece: a page takes it in without being noticed.
const PIECE_WORDS: usize = 1 << 17;

/// How many tables a trace has.
pub const TABLES: usize = 10;

/// A piece does not belong where it came, or something is missing at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit;

impl Trace {
    /// The numbers that do not belong to a table; the first of all, for [`Builder::new`].
    pub fn head(&self) -> Vec<u64> {
        let lengths = self.lengths().map(|length| length as u64);
        let mut head = vec![self.makespan.as_ns(), self.events, self.hops, u64::from(self.states)];
        head.extend(lengths);
        head
    }

    /// All tables in pieces of bounded length, in order: the table, and its words.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, Vec<u64>)> + '_ {
        let lengths = self.lengths();
        (0..TABLES).flat_map(move |table| {
            let (rows, per_row, per_word) = (lengths[table], words_per_row(table), rows_per_word(table));
            let step = PIECE_WORDS / per_row * per_word;
            (0..rows).step_by(step.max(1)).map(move |first| {
                let rows = first..rows.min(first + step);
                (table, self.words(table, rows))
            })
        })
    }

    fn lengths(&self) -> [usize; TABLES] {
        [
            self.tasks.len(),
            self.log.len(),
            self.by_request.items.len(),
            self.by_request.first.len(),
            self.by_thread.items.len(),
            self.by_thread.first.len(),
            self.helper_spans.items.len(),
            self.helper_spans.first.len(),
            self.service_spans.items.len(),
            self.service_spans.first.len(),
        ]
    }

    fn words(&self, table: usize, rows: std::ops::Range<usize>) -> Vec<u64> {
        match table {
            0 => self.tasks[rows].iter().flat_map(request_words).collect(),
            1 => rows.flat_map(|row| record_words(self.log.at(row))).collect(),
            2 => paired(&self.by_request.items[rows]),
            3 => paired(&self.by_request.first[rows]),
            4 => paired(&self.by_thread.items[rows]),
            5 => paired(&self.by_thread.first[rows]),
            6 => self.helper_spans.items[rows].iter().flat_map(helper_words).collect(),
            7 => paired(&self.helper_spans.first[rows]),
            8 => self.service_spans.items[rows].iter().flat_map(service_words).collect(),
            _ => paired(&self.service_spans.first[rows]),
        }
    }
}

fn words_per_row(table: usize) -> usize {
    match table {
        0 => 4,
        1 => 2,
        6 | 8 => 3,
        _ => 1,
    }
}

fn rows_per_word(table: usize) -> usize {
    if matches!(table, 0 | 1 | 6 | 8) { 1 } else { 2 }
}

fn request_words(info: &TaskInfo) -> [u64; 4] {
    [info.created.as_ns(), info.started.as_ns(), info.ended.as_ns(), u64::from(info.group)]
}

fn record_words(RequestRecord { start, request, doing }: RequestRecord) -> [u64; 2] {
    [start.as_ns(), u64::from(request.0) << 32 | u64::from(doing.0)]
}

fn helper_words(span: &ThreadSpan) -> [u64; 3] {
    let low = u64::from(span.step) << 8 | span.state as u64;
    [span.start.as_ns(), span.end.as_ns(), u64::from(span.task.0) << 32 | low]
}

fn service_words(span: &ResourceSpan) -> [u64; 3] {
    let low = u64::from(span.call) << 16 | u64::from(span.step) << 8 | span.state as u64;
    [span.start.as_ns(), span.end.as_ns(), u64::from(span.task.0) << 32 | low]
}

/// Two 32-bit numbers to a word.
fn paired(items: &[u32]) -> Vec<u64> {
    let pair = |pair: &[u32]| {
        let [low, high] = [0, 1].map(|i| u64::from(pair.get(i).copied().unwrap_or_default()));
        low | high << 32
    };
    items.chunks(2).map(pair).collect()
}

/// Puts a trace together again from its pieces.
#[derive(Debug)]
pub struct Builder {
    trace: Trace,
    lengths: [usize; TABLES],
    /// The most spans that a place in a lane may name, once the log is whole.
    log_end: u32,
}

impl Builder {
    /// A trace of which only the head is known.
    ///
    /// # Errors
    ///
    /// When the head has not as many numbers as heads have.
    pub fn new(runtime: Runtime, services: Vec<String>, head: &[u64]) -> Result<Self, Misfit> {
        let [makespan, events, hops, states, lengths @ ..] = head else { return Err(Misfit) };
        let lengths: [u64; TABLES] = lengths.try_into().map_err(|_| Misfit)?;
        let lengths = lengths.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        // Nobody asks for memory that the pieces will not fill.
        let room = |table: usize| lengths[table].min(1 << 26);
        let lanes = |items: usize| Lanes {
            items: Vec::with_capacity(room(items) + 1),
            first: Vec::with_capacity(room(items + 1) + 1),
        };
        let trace = Trace {
            runtime,
            makespan: Instant::from_ns(*makespan),
            events: *events,
            hops: *hops,
            states: u8::try_from(*states).map_err(|_| Misfit)?,
            tasks: Vec::with_capacity(room(0)),
            threads: thread_infos(runtime),
            services,
            log: Pieces::new(room(1)),
            by_request: lanes(2),
            by_thread: lanes(4),
            helper_spans: Lanes { items: Vec::with_capacity(room(6)), first: Vec::new() },
            service_spans: Lanes { items: Vec::with_capacity(room(8)), first: Vec::new() },
        };
        Ok(Self { trace, lengths, log_end: u32::try_from(lengths[1]).map_err(|_| Misfit)? })
    }

    /// Takes in the next piece of a table.
    ///
    /// # Errors
    ///
    /// When it holds what no trace holds.
    pub fn take(&mut self, table: usize, words: &[u64]) -> Result<(), Misfit> {
        let trace = &mut self.trace;
        match table {
            0 => rows(words, request_of, |row| trace.tasks.push(row))?,
            1 => rows(words, record_of, |row| trace.log.push(row))?,
            2 => halves(words, &mut trace.by_request.items),
            3 => halves(words, &mut trace.by_request.first),
            4 => halves(words, &mut trace.by_thread.items),
            5 => halves(words, &mut trace.by_thread.first),
            6 => rows(words, helper_of, |row| trace.helper_spans.items.push(row))?,
            7 => halves(words, &mut trace.helper_spans.first),
            8 => rows(words, service_of, |row| trace.service_spans.items.push(row))?,
            9 => halves(words, &mut trace.service_spans.first),
            _ => return Err(Misfit),
        }
        Ok(())
    }

    /// The whole trace.
    ///
    /// # Errors
    ///
    /// When something is missing or too much, or a lane names what is not there.
    pub fn finish(self) -> Result<Trace, Misfit> {
        let Self { mut trace, lengths, log_end } = self;
        // The second half of a last word may be nothing.
        let Trace { by_request, by_thread, helper_spans, service_spans, .. } = &mut trace;
        let halves = [
            (&mut by_request.items, 2),
            (&mut by_request.first, 3),
            (&mut by_thread.items, 4),
            (&mut by_thread.first, 5),
            (&mut helper_spans.first, 7),
            (&mut service_spans.first, 9),
        ];
        for (items, table) in halves {
            items.truncate(lengths[table]);
        }
        let in_log = |items: &[u32]| items.iter().all(|&place| place < log_end);
        let lanes = [&trace.by_request, &trace.by_thread];
        let fits = trace.lengths() == lengths
            && lanes.iter().all(|lanes| in_log(&lanes.items) && is_cut(&lanes.first, lanes.items.len()))
            && is_cut(&trace.helper_spans.first, trace.helper_spans.items.len())
            && is_cut(&trace.service_spans.first, trace.service_spans.items.len());
        if fits { Ok(trace) } else { Err(Misfit) }
    }
}

/// Whether these are the places where the lanes of so many items begin.
fn is_cut(first: &[u32], items: usize) -> bool {
    first.is_sorted() && first.last().is_none_or(|&end| end as usize <= items)
}

fn rows<const N: usize, T>(
    words: &[u64],
    row: impl Fn([u64; N]) -> Option<T>,
    mut push: impl FnMut(T),
) -> Result<(), Misfit> {
    let (whole, rest) = words.as_chunks::<N>();
    for &words in whole {
        push(row(words).ok_or(Misfit)?);
    }
    if rest.is_empty() { Ok(()) } else { Err(Misfit) }
}

#[expect(clippy::cast_possible_truncation, reason = "each half is cut out by its own width")]
fn halves(words: &[u64], items: &mut Vec<u32>) {
    items.extend(words.iter().flat_map(|&word| [word as u32, (word >> 32) as u32]));
}

fn request_of([created, started, ended, group]: [u64; 4]) -> Option<TaskInfo> {
    let [created, started, ended] = [created, started, ended].map(Instant::from_ns);
    Some(TaskInfo { group: u16::try_from(group).ok()?, created, started, ended })
}

#[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
fn record_of([start, word]: [u64; 2]) -> Option<RequestRecord> {
    Some(RequestRecord {
        start: Instant::from_ns(start),
        request: TaskId((word >> 32) as u32),
        doing: Activity::new(
            State::ALL.get(word as usize & 0xFF).copied()?,
            (word >> 8) as u8,
            (word >> 16) as u16,
        ),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
fn helper_of([start, end, word]: [u64; 3]) -> Option<ThreadSpan> {
    let (start, end) = (Instant::from_ns(start), Instant::from_ns(end));
    let state = State::ALL.get(word as usize & 0xFF).copied()?;
    Some(ThreadSpan { state, start, end, task: TaskId((word >> 32) as u32), step: (word >> 8) as u8 })
}

#[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
fn service_of([start, end, word]: [u64; 3]) -> Option<ResourceSpan> {
    Some(ResourceSpan {
        state: match word as u8 {
            0 => ResourceState::Waiting,
            1 => ResourceState::Serving,
            _ => return None,
        },
        start: Instant::from_ns(start),
        end: Instant::from_ns(end),
        task: TaskId((word >> 32) as u32),
        step: (word >> 8) as u8,
        call: (word >> 16) as u16,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;
    use crate::sim::simulate;

    fn rebuilt(trace: &Trace) -> Result<Trace, Misfit> {
        let mut builder = Builder::new(trace.runtime(), trace.services().to_vec(), &trace.head())?;
        for (table, words) in trace.pieces() {
            assert!(words.len() <= PIECE_WORDS);
            builder.take(table, &words)?;
        }
        builder.finish()
    }

    #[test]
    fn a_trace_is_the_same_after_it_was_handed_over() {
        for preset in presets::catalogue() {
            for &runtime in &preset.scenario.runtimes {
                let trace = simulate(&preset.scenario, runtime).expect("presets break no limit");
                assert_eq!(rebuilt(&trace).as_ref(), Ok(&trace), "{}", preset.id);
            }
        }
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let scenario = presets::three_requests().scenario;
        let trace = simulate(&scenario, scenario.runtimes[0]).expect("presets break no limit");
        let new = |head: &[u64]| Builder::new(trace.runtime(), Vec::new(), head);
        assert!(new(&[]).is_err());
        let finished = new(&trace.head()).and_then(Builder::finish);
        assert_eq!(finished, Err(Misfit), "everything is missing");
        let mut builder = new(&trace.head()).expect("a head of its own");
        assert_eq!(builder.take(1, &[0, 0xFF]), Err(Misfit), "there is no such state");
        assert_eq!(builder.take(1, &[0]), Err(Misfit), "half a span");
        assert_eq!(builder.take(TABLES, &[]), Err(Misfit));
    }
}
