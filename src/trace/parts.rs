//! A trace as plain numbers, table by table, so that it can be handed from one thread of a browser to another.
//!
//! Both ends are of one build: this is no format. What does not fit together is refused all the same.

pub use super::words::Misfit;
use super::{
    Awaited, Cause, Lanes, Model, Outcome, Pieces, ResourceId, ResourceSpan, Setting, SiteId, State, TaskId,
    TaskInfo, TaskRecord, ThreadId, ThreadSpan, Trace, words,
};
use crate::time::Instant;

/// Most words in one piece: a page takes it in without being noticed.
const PIECE_WORDS: usize = 1 << 17;

/// How many tables a trace has.
pub const TABLES: usize = 14;
/// The table of what is known apart from what happened.
const SETTING: usize = 0;

impl Trace {
    /// The numbers that do not belong to a table; the first of all, for [`Assembly::new`].
    pub fn head(&self) -> Vec<u64> {
        let mut head = vec![self.makespan.as_ns(), self.events, self.hops, u64::from(self.states)];
        head.extend(self.lengths(words::words(&self.setting).len()).map(|length| length as u64));
        head
    }

    /// All tables in pieces of bounded length, in order: the table, and its words.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, Vec<u64>)> + '_ {
        let setting = words::words(&self.setting);
        let lengths = self.lengths(setting.len());
        (0..TABLES).flat_map(move |table| {
            let (rows, per_row, per_word) = (lengths[table], words_per_row(table), rows_per_word(table));
            let step = (PIECE_WORDS / per_row * per_word).max(1);
            let setting = if table == SETTING { setting.clone() } else { Vec::new() };
            (0..rows).step_by(step).map(move |first| {
                let rows = first..rows.min(first + step);
                let words = if table == SETTING { setting[rows].to_vec() } else { self.words(table, rows) };
                (table, words)
            })
        })
    }

    fn lengths(&self, setting: usize) -> [usize; TABLES] {
        [
            setting,
            self.tasks.len(),
            self.parents.len(),
            self.log.len(),
            self.by_task.items.len(),
            self.by_task.first.len(),
            self.by_thread.items.len(),
            self.by_thread.first.len(),
            self.helper_spans.items.len(),
            self.helper_spans.first.len(),
            self.resource_spans.items.len(),
            self.resource_spans.first.len(),
            self.waits.len(),
            self.causes.len(),
        ]
    }

    fn words(&self, table: usize, rows: std::ops::Range<usize>) -> Vec<u64> {
        match table {
            1 => self.tasks[rows].iter().flat_map(task_words).collect(),
            2 => paired(&self.parents[rows]),
            3 => rows.flat_map(|row| self.log.at(row).words()).collect(),
            4 => paired(&self.by_task.items[rows]),
            5 => paired(&self.by_task.first[rows]),
            6 => paired(&self.by_thread.items[rows]),
            7 => paired(&self.by_thread.first[rows]),
            8 => self.helper_spans.items[rows].iter().flat_map(helper_words).collect(),
            9 => paired(&self.helper_spans.first[rows]),
            10 => self.resource_spans.items[rows].iter().flat_map(resource_words).collect(),
            11 => paired(&self.resource_spans.first[rows]),
            12 => self.waits[rows].iter().flat_map(wait_words).collect(),
            _ => self.causes[rows].iter().flat_map(cause_words).collect(),
        }
    }
}

fn words_per_row(table: usize) -> usize {
    match table {
        1 => 4,
        3 | 12 | 13 => 2,
        8 | 10 => 3,
        _ => 1,
    }
}

fn rows_per_word(table: usize) -> usize {
    if matches!(table, 0 | 1 | 3 | 8 | 10 | 12 | 13) { 1 } else { 2 }
}

fn task_words(info: &TaskInfo) -> [u64; 4] {
    let last = u64::from(info.group) << 8 | info.outcome as u64;
    [info.created.as_ns(), info.started.as_ns(), info.ended.as_ns(), last]
}

fn helper_words(span: &ThreadSpan) -> [u64; 3] {
    let low = u64::from(span.site.0) << 16 | span.state as u64;
    [span.start.as_ns(), span.end.as_ns(), u64::from(span.task.0) << 32 | low]
}

fn resource_words(span: &ResourceSpan) -> [u64; 3] {
    let low = u64::from(span.site.0) << 16 | u64::from(span.tag());
    [span.start.as_ns(), span.end.as_ns(), u64::from(span.task.0) << 32 | low]
}

fn wait_words(&(position, awaited): &(u32, Awaited)) -> [u64; 2] {
    let (kind, id) = match awaited {
        Awaited::Resource(id) => (0, u32::from(id.0)),
        Awaited::Task(id) => (1, id.0),
    };
    [u64::from(position), kind << 32 | u64::from(id)]
}

/// Which cause, then who: a task, and above it a resource or a thread, each one more than it is, so that 0 is nobody.
fn cause_words(&(position, cause): &(u32, Cause)) -> [u64; 2] {
    let task = |id: TaskId| u64::from(id.0) + 1;
    let above = |id: u16| (u64::from(id) + 1) << 40;
    let (kind, who) = match cause {
        Cause::Arrived => (0, 0),
        Cause::Made { by } => (1, task(by)),
        Cause::GoesOn => (2, 0),
        Cause::TakenUp { thread, from } => (3, thread.map_or(0, |id| above(id.0)) | from.map_or(0, task)),
        Cause::GotCore => (4, 0),
        Cause::Switched => (5, 0),
        Cause::Answered { by } => (6, by.map_or(0, |id| above(id.0))),
        Cause::Helped { helper } => (7, helper.map_or(0, |id| above(id.0))),
        Cause::Woken { by } => (8, task(by)),
        Cause::Released { resource, by } => (9, above(resource.0) | task(by)),
        Cause::TimedOut { timer } => (10, above(timer.0)),
        Cause::Cancelled { by } => (11, by.map_or(0, task)),
    };
    [u64::from(position) << 8 | kind, who]
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
pub struct Assembly {
    trace: Trace,
    setting: Vec<u64>,
    lengths: [usize; TABLES],
}

impl Assembly {
    /// A trace of which only the head is known.
    ///
    /// # Errors
    ///
    /// When the head has not as many numbers as heads have.
    pub fn new(head: &[u64]) -> Result<Self, Misfit> {
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
            setting: Setting {
                model: Model::Program { blocking: false },
                label: String::new(),
                outcome: String::new(),
                sites: Vec::new(),
                resources: Vec::new(),
                groups: Vec::new(),
                threads: Vec::new(),
            },
            makespan: Instant::from_ns(*makespan),
            events: *events,
            hops: *hops,
            states: u32::try_from(*states).map_err(|_| Misfit)?,
            tasks: Vec::with_capacity(room(1)),
            parents: Vec::new(),
            log: Pieces::new(room(3)),
            by_task: lanes(4),
            by_thread: lanes(6),
            helper_spans: Lanes { items: Vec::with_capacity(room(8)), first: Vec::new() },
            resource_spans: Lanes { items: Vec::with_capacity(room(10)), first: Vec::new() },
            waits: Vec::new(),
            causes: Vec::new(),
        };
        Ok(Self { trace, setting: Vec::new(), lengths })
    }

    /// Takes in the next piece of a table.
    ///
    /// # Errors
    ///
    /// When it holds what no trace holds.
    pub fn take(&mut self, table: usize, words: &[u64]) -> Result<(), Misfit> {
        let trace = &mut self.trace;
        match table {
            SETTING => self.setting.extend(words),
            1 => rows(words, task_of, |row| trace.tasks.push(row))?,
            2 => halves(words, &mut trace.parents),
            3 => rows(words, TaskRecord::of, |row| trace.log.push(row))?,
            4 => halves(words, &mut trace.by_task.items),
            5 => halves(words, &mut trace.by_task.first),
            6 => halves(words, &mut trace.by_thread.items),
            7 => halves(words, &mut trace.by_thread.first),
            8 => rows(words, helper_of, |row| trace.helper_spans.items.push(row))?,
            9 => halves(words, &mut trace.helper_spans.first),
            10 => rows(words, resource_of, |row| trace.resource_spans.items.push(row))?,
            11 => halves(words, &mut trace.resource_spans.first),
            12 => rows(words, wait_of, |row| trace.waits.push(row))?,
            13 => rows(words, cause_of, |row| trace.causes.push(row))?,
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
        let Self { mut trace, setting, lengths } = self;
        trace.setting = words::setting(&setting)?;
        // The second half of a last word may be nothing.
        let Trace { parents, by_task, by_thread, helper_spans, resource_spans, .. } = &mut trace;
        let halves = [
            (parents, 2),
            (&mut by_task.items, 4),
            (&mut by_task.first, 5),
            (&mut by_thread.items, 6),
            (&mut by_thread.first, 7),
            (&mut helper_spans.first, 9),
            (&mut resource_spans.first, 11),
        ];
        for (items, table) in halves {
            items.truncate(lengths[table]);
        }
        let below = |items: &[u32], end: usize| items.iter().all(|&place| (place as usize) < end);
        let fits = trace.lengths(setting.len()) == lengths
            && below(&trace.by_task.items, trace.log.len())
            && below(&trace.by_thread.items, trace.by_task.items.len())
            && is_cut(&trace.by_task.first, trace.by_task.items.len())
            && is_cut(&trace.by_thread.first, trace.by_thread.items.len())
            && is_cut(&trace.helper_spans.first, trace.helper_spans.items.len())
            && is_cut(&trace.resource_spans.first, trace.resource_spans.items.len());
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

fn task_of([created, started, ended, last]: [u64; 4]) -> Option<TaskInfo> {
    let [created, started, ended] = [created, started, ended].map(Instant::from_ns);
    let outcome = Outcome::ALL.get((last & 0xFF) as usize).copied()?;
    Some(TaskInfo { group: u32::try_from(last >> 8).ok()?, outcome, created, started, ended })
}

#[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
fn helper_of([start, end, word]: [u64; 3]) -> Option<ThreadSpan> {
    let (start, end) = (Instant::from_ns(start), Instant::from_ns(end));
    let state = State::ALL.get(word as usize & 0xFFFF).copied()?;
    Some(ThreadSpan {
        state,
        start,
        end,
        task: TaskId((word >> 32) as u32),
        site: SiteId((word >> 16) as u16),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "each field is cut out by its own width")]
fn resource_of([start, end, word]: [u64; 3]) -> Option<ResourceSpan> {
    let (start, end) = (Instant::from_ns(start), Instant::from_ns(end));
    let (task, site) = (TaskId((word >> 32) as u32), SiteId((word >> 16) as u16));
    Some(ResourceSpan::tagged(start, end, task, site, word as u16))
}

fn wait_of([position, word]: [u64; 2]) -> Option<(u32, Awaited)> {
    let id = word & u64::from(u32::MAX);
    let awaited = match word >> 32 {
        0 => Awaited::Resource(ResourceId(u16::try_from(id).ok()?)),
        1 => Awaited::Task(TaskId(u32::try_from(id).ok()?)),
        _ => return None,
    };
    Some((u32::try_from(position).ok()?, awaited))
}

fn cause_of([word, who]: [u64; 2]) -> Option<(u32, Cause)> {
    let below = who & ((1 << 40) - 1);
    let task = || u32::try_from(below.checked_sub(1)?).ok().map(TaskId);
    let above = || u16::try_from((who >> 40).checked_sub(1)?).ok();
    let cause = match word & 0xFF {
        0 => Cause::Arrived,
        1 => Cause::Made { by: task()? },
        2 => Cause::GoesOn,
        3 => Cause::TakenUp { thread: above().map(ThreadId), from: task() },
        4 => Cause::GotCore,
        5 => Cause::Switched,
        6 => Cause::Answered { by: above().map(ResourceId) },
        7 => Cause::Helped { helper: above().map(ThreadId) },
        8 => Cause::Woken { by: task()? },
        9 => Cause::Released { resource: ResourceId(above()?), by: task()? },
        10 => Cause::TimedOut { timer: ResourceId(above()?) },
        11 => Cause::Cancelled { by: task() },
        _ => return None,
    };
    Some((u32::try_from(word >> 8).ok()?, cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;
    use crate::sim::simulate;

    fn rebuilt(trace: &Trace) -> Result<Trace, Misfit> {
        let mut assembly = Assembly::new(&trace.head())?;
        for (table, words) in trace.pieces() {
            assert!(words.len() <= PIECE_WORDS);
            assembly.take(table, &words)?;
        }
        assembly.finish()
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
    fn every_cause_is_the_same_after_it_was_handed_over() {
        let (by, resource, thread) = (TaskId(u32::MAX - 1), ResourceId(u16::MAX), ThreadId(7));
        let causes = [
            Cause::Arrived,
            Cause::Made { by },
            Cause::GoesOn,
            Cause::TakenUp { thread: Some(thread), from: None },
            Cause::TakenUp { thread: None, from: Some(by) },
            Cause::GotCore,
            Cause::Switched,
            Cause::Answered { by: Some(resource) },
            Cause::Answered { by: None },
            Cause::Helped { helper: Some(thread) },
            Cause::Woken { by },
            Cause::Released { resource, by },
            Cause::TimedOut { timer: resource },
            Cause::Cancelled { by: Some(by) },
            Cause::Cancelled { by: None },
        ];
        for cause in causes {
            assert_eq!(cause_of(cause_words(&(u32::MAX, cause))), Some((u32::MAX, cause)));
        }
        for awaited in [Awaited::Resource(resource), Awaited::Task(by)] {
            assert_eq!(wait_of(wait_words(&(3, awaited))), Some((3, awaited)));
        }
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        let scenario = presets::three_requests().scenario;
        let trace = simulate(&scenario, scenario.runtimes[0]).expect("presets break no limit");
        assert!(Assembly::new(&[]).is_err());
        let finished = Assembly::new(&trace.head()).and_then(Assembly::finish);
        assert_eq!(finished, Err(Misfit), "everything is missing");
        let mut assembly = Assembly::new(&trace.head()).expect("a head of its own");
        assert_eq!(assembly.take(3, &[0xFF << 56, 0]), Err(Misfit), "there is no such state");
        assert_eq!(assembly.take(3, &[0]), Err(Misfit), "half a span");
        assert_eq!(assembly.take(TABLES, &[]), Err(Misfit));
    }
}
