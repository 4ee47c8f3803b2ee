//! What the machine tells the record: which task stands where, who holds what, and who can never go on.

use std::collections::BTreeMap;

use crate::python::outcome::{Stuck, TaskOutcome};
use crate::python::record::{Awaited, OpenSpan, Record, ResourceKind, ResourceState};
use crate::trace::State;

/// The spans that a run may have.
const SPANS_MAX: u64 = 1_000_000;

/// What the machine tells the record.
#[derive(Debug, Default)]
pub struct Log {
    /// What happened.
    pub record: Record,
    /// The lane of the thread that runs.
    pub thread: u32,
    /// The task that runs.
    number: u32,
    line: u32,
    /// That it runs at this line was told.
    told: bool,
    /// The line of each task.
    lines: Vec<u32>,
    /// The tasks that wait, since which line, for what.
    waiting: BTreeMap<u32, (u32, Vec<Awaited>)>,
    /// The resources that a task waits for, the latest last.
    open: BTreeMap<u32, Vec<(u32, OpenSpan)>>,
    /// Who holds a resource.
    holders: BTreeMap<u32, Vec<(u32, OpenSpan)>>,
    hosts: BTreeMap<String, u32>,
}

impl Log {
    /// Empty.
    pub fn new() -> Log {
        Log::default()
    }

    /// The running task has come to a line. True: there are too many spans.
    #[inline]
    pub fn running(&mut self, line: u32, now: u64) -> bool {
        if self.told && self.line == line {
            return false;
        }
        self.tell_running(line, now)
    }

    fn tell_running(&mut self, line: u32, now: u64) -> bool {
        self.told = true;
        self.line = line;
        self.set_line(self.number, line);
        self.waiting.remove(&self.number);
        self.record.is(self.number, State::Running, Some(self.thread), line, now);
        self.record.spans() >= SPANS_MAX
    }

    fn set_line(&mut self, number: u32, line: u32) {
        let at = number as usize;
        if at < self.record.tasks.len() {
            if self.lines.len() <= at {
                self.lines.resize(at + 1, 0);
            }
            self.lines[at] = line;
        }
    }

    /// The line of a task.
    pub fn line_of(&self, number: u32) -> u32 {
        self.lines.get(number as usize).copied().unwrap_or(0)
    }

    /// The line that ran last.
    pub fn last_line(&self) -> u32 {
        self.line
    }

    /// Does a task wait?
    pub fn is_waiting(&self, number: u32) -> bool {
        self.waiting.contains_key(&number)
    }

    /// Another task runs now.
    pub fn switch(&mut self, number: u32) {
        self.number = number;
        self.told = false;
    }

    /// A task is in a state, at its line.
    pub fn stands(&mut self, number: u32, state: State, thread: Option<u32>, now: u64) {
        if number == self.number {
            self.told = false;
        }
        self.waiting.remove(&number);
        let line = self.line_of(number);
        self.record.is(number, state, thread, line, now);
    }

    /// A task waits.
    pub fn waits(
        &mut self,
        number: u32,
        state: State,
        thread: Option<u32>,
        line: u32,
        waits_for: Vec<Awaited>,
        now: u64,
    ) {
        if number == self.number {
            self.told = false;
        }
        if (number as usize) < self.record.tasks.len() {
            self.set_line(number, line);
            self.waiting.insert(number, (line, waits_for.clone()));
        }
        self.record.waits(number, state, thread, line, waits_for, now);
    }

    /// A task could go on, if it waited or ran.
    pub fn is_ready(&mut self, number: u32, line: u32, now: u64) {
        let waited = self.waiting.remove(&number);
        if waited.is_none() && number != self.number {
            return;
        }
        let line = waited.map_or(line, |(line, _)| line);
        self.set_line(number, line);
        if number == self.number {
            self.told = false;
        }
        self.record.is(number, State::Ready, None, line, now);
    }

    /// A task ends.
    pub fn ends(&mut self, number: u32, outcome: TaskOutcome, now: u64) {
        self.waiting.remove(&number);
        if number == self.number {
            self.told = false;
        }
        self.record.ends(number, outcome, now);
    }

    /// A task waits no more; what it does next it will tell.
    pub fn goes_on(&mut self, number: u32) {
        self.waiting.remove(&number);
    }

    /// The resources that a task waits for.
    pub fn open_waits(&self, number: u32) -> Vec<Awaited> {
        match self.open.get(&number) {
            Some(open) => open.last().map(|(resource, _)| Awaited::Resource(*resource)).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A task begins to wait for a resource.
    pub fn begins_wait(
        &mut self,
        resource: u32,
        number: u32,
        line: u32,
        purpose: Option<&'static str>,
        now: u64,
    ) {
        let span = self.record.opens(resource, ResourceState::Waiting, number, line, purpose, now);
        self.open.entry(number).or_default().push((resource, span));
    }

    /// And waits no more.
    pub fn ends_wait(&mut self, resource: u32, number: u32, now: u64) {
        let Some(open) = self.open.get_mut(&number) else { return };
        if let Some(at) = open.iter().rposition(|(other, _)| *other == resource) {
            let (_, span) = open.remove(at);
            self.record.closes(span, now);
        }
        if open.is_empty() {
            self.open.remove(&number);
        }
    }

    /// A task holds a resource, or is served there.
    pub fn holds(&mut self, resource: u32, state: ResourceState, number: u32, line: u32, now: u64) {
        let span = self.record.opens(resource, state, number, line, None, now);
        self.holders.entry(resource).or_default().push((number, span));
    }

    /// And no more: that of the task, else the oldest.
    pub fn releases(&mut self, resource: u32, number: u32, now: u64) {
        let Some(holders) = self.holders.get_mut(&resource) else { return };
        if holders.is_empty() {
            return;
        }
        let at = holders.iter().position(|(other, _)| *other == number).unwrap_or(0);
        let (_, span) = holders.remove(at);
        self.record.closes(span, now);
    }

    /// The resource of a host.
    pub fn host(&mut self, name: &str) -> u32 {
        if let Some(resource) = self.hosts.get(name) {
            return *resource;
        }
        let resource = self.record.make_resource(ResourceKind::Host);
        self.record.name_resource(resource, name);
        self.hosts.insert(name.to_owned(), resource);
        resource
    }

    /// Those who can never go on, a cycle first.
    pub fn stuck(&self) -> Vec<Stuck> {
        let all: Vec<Stuck> = self
            .waiting
            .iter()
            .map(|(task, (line, waits_for))| {
                let held_by = waits_for.iter().find_map(|awaited| match awaited {
                    Awaited::Resource(resource) => self
                        .holders
                        .get(resource)
                        .and_then(|holders| holders.first())
                        .map(|(holder, _)| *holder),
                    Awaited::Task(_) | Awaited::Timer | Awaited::Future => None,
                });
                Stuck { task: *task, line: *line, waits_for: waits_for.clone(), held_by }
            })
            .collect();
        let next = |stuck: &Stuck| {
            stuck.held_by.or_else(|| {
                stuck.waits_for.iter().find_map(|awaited| match awaited {
                    Awaited::Task(task) => Some(*task),
                    Awaited::Resource(_) | Awaited::Timer | Awaited::Future => None,
                })
            })
        };
        let of = |task: u32| all.iter().find(|stuck| stuck.task == task);
        let mut cycle: Vec<u32> = Vec::new();
        for start in &all {
            let mut path = vec![start.task];
            let mut at = Some(start);
            while let Some(stuck) = at {
                let Some(task) = next(stuck) else { break };
                if let Some(from) = path.iter().position(|other| *other == task) {
                    if cycle.is_empty() {
                        cycle = path.split_off(from);
                    }
                    break;
                }
                path.push(task);
                at = of(task);
            }
            if !cycle.is_empty() {
                break;
            }
        }
        let is_last = |stuck: &&Stuck| !matches!(stuck.waits_for[..], [Awaited::Task(_), ..]);
        // It begins with who came last of those that wait for more than another one's end: there it could be cut.
        let begins = cycle
            .iter()
            .enumerate()
            .max_by_key(|(_, task)| (of(**task).as_ref().is_some_and(is_last), **task));
        let begins = begins.map_or(0, |(at, _)| at);
        cycle.rotate_left(begins);
        let first = cycle.iter().filter_map(|task| of(*task));
        let rest = || all.iter().filter(|stuck| !cycle.contains(&stuck.task));
        // Then who waits for something itself, then who waits for these.
        let (last, others) = (rest().filter(is_last), rest().filter(|stuck| !is_last(stuck)));
        first.chain(last).chain(others).cloned().collect()
    }
}
