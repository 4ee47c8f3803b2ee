//! A run of a program as a trace, through the builder that everybody uses: nothing downstream knows who made it.

use std::collections::BTreeMap;

use super::record::{self, Awaited};
use super::run::{Form, Run};
use crate::time::Instant;
use crate::trace::{self, Builder, Does, Full, Model, ResourceSpan, Site, SiteId, State, Trace};

/// A line longer than this is cut in a site's label.
const LABEL_CHARS_MAX: usize = 80;

/// What happens to a task or a thread, in the order in which it counts at one instant: whoever leaves a thread does so before
/// another takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The thread begins.
    Begins,
    /// The task is made.
    Made,
    /// Its span with this index begins, on no thread.
    Leaves(usize),
    /// It comes to its end.
    Ends,
    /// Its span with this index begins, on a thread.
    Takes(usize),
}

impl Run {
    /// What happened, as a trace. The label is a short name of the program.
    ///
    /// # Errors
    ///
    /// When there are more lines or resources than a trace has room for.
    pub fn trace(&self, source: &str, label: &str) -> Result<Trace, Full> {
        let mut replay = Replay::new(self, source, label)?;
        let threads = self.record.threads.iter().enumerate();
        let mut events: Vec<(u64, Event, usize)> = threads
            .map(|(index, thread)| {
                (thread.spans.first().map_or(self.end_ns, |span| span.start_ns), Event::Begins, index)
            })
            .collect();
        for (number, task) in self.record.tasks.iter().enumerate() {
            events.push((task.created_ns, Event::Made, number));
            for (index, span) in task.spans.iter().enumerate().filter(|(_, span)| span.state != State::Queued)
            {
                let event = if span.thread.is_some() { Event::Takes(index) } else { Event::Leaves(index) };
                events.push((span.start_ns, event, number));
            }
            events.extend(task.finished_ns.map(|at_ns| (at_ns, Event::Ends, number)));
        }
        // Tasks are made in the order of their numbers, whatever else happens at that instant.
        events.sort_by_key(|&(at_ns, event, number)| (at_ns, event.rank(), number, event));
        for (at_ns, event, number) in events {
            replay.event(Instant::from_ns(at_ns), event, number)?;
        }
        replay.resources();
        replay.builder.outcome(self.outcome.name());
        Ok(replay.builder.finish(self.statements, Instant::from_ns(self.end_ns)))
    }
}

impl Event {
    fn rank(self) -> u8 {
        match self {
            Self::Begins => 0,
            Self::Made => 1,
            Self::Leaves(_) => 2,
            Self::Ends => 3,
            Self::Takes(_) => 4,
        }
    }
}

struct Replay<'a> {
    run: &'a Run,
    builder: Builder,
    sites: BTreeMap<u32, SiteId>,
    lines: Vec<&'a str>,
    tasks: Vec<trace::TaskId>,
    /// By their place in the record.
    threads: BTreeMap<usize, trace::ThreadId>,
    /// By index.
    resources: Vec<trace::ResourceId>,
    timer: Option<trace::ResourceId>,
    future: Option<trace::ResourceId>,
}

impl<'a> Replay<'a> {
    fn new(run: &'a Run, source: &'a str, label: &str) -> Result<Self, Full> {
        let mut builder = Builder::new(Model::Program { blocking: run.form == Form::Blocking }, label);
        let mut resources = Vec::new();
        let mut timer = None;
        for (resource, name) in run.record.resources.iter().zip(run.record.resource_names()) {
            let id = builder.resource(kind(resource.kind), &name, None)?;
            if resource.kind == record::ResourceKind::Timer {
                timer = Some(id);
            }
            resources.push(id);
        }
        Ok(Self {
            run,
            builder,
            sites: BTreeMap::new(),
            lines: source.lines().collect(),
            tasks: Vec::new(),
            threads: BTreeMap::new(),
            resources,
            timer,
            future: None,
        })
    }

    fn event(&mut self, now: Instant, event: Event, number: usize) -> Result<(), Full> {
        if event == Event::Begins {
            return self.thread(number, now);
        }
        let Some(task) = self.run.record.tasks.get(number) else { return Ok(()) };
        match event {
            Event::Begins => {}
            Event::Made => {
                let parent = task.parent.and_then(|parent| self.tasks.get(parent as usize).copied());
                let made_at = task.created_line.map(|line| self.site(line)).transpose()?;
                self.tasks.push(self.builder.task(parent, &task.name, made_at, now)?);
            }
            Event::Leaves(index) | Event::Takes(index) => {
                let (Some(span), Some(&id)) = (task.spans.get(index), self.tasks.get(number)) else {
                    return Ok(());
                };
                let site = self.site(span.line.unwrap_or(0))?;
                let on = self.awaited(&span.waits_for)?;
                let thread = span
                    .thread
                    .and_then(|number| self.threads.get(&(number as usize).checked_sub(1)?).copied());
                self.builder.waits(id, span.state, thread, site, &on, now);
            }
            Event::Ends => {
                if let Some(&id) = self.tasks.get(number) {
                    self.builder.ends(id, outcome(task.outcome), now);
                }
            }
        }
        Ok(())
    }

    fn thread(&mut self, index: usize, now: Instant) -> Result<(), Full> {
        if let Some(thread) = self.run.record.threads.get(index) {
            let id = self.builder.thread(trace::ThreadKind::Thread, &thread.name, now)?;
            self.threads.insert(index, id);
        }
        Ok(())
    }

    /// The place of a line, made when it is first met.
    fn site(&mut self, line: u32) -> Result<SiteId, Full> {
        if let Some(&site) = self.sites.get(&line) {
            return Ok(site);
        }
        let text = (line as usize)
            .checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .map_or("", |text| text.trim());
        let label = text.chars().take(LABEL_CHARS_MAX).collect();
        let site =
            self.builder.site(Site { label, line, column: 1, does: Does::Call, waits_on: Vec::new() })?;
        self.sites.insert(line, site);
        Ok(site)
    }

    fn awaited(&mut self, all: &[Awaited]) -> Result<Vec<trace::Awaited>, Full> {
        let mut found = Vec::new();
        for &awaited in all {
            let resource = match awaited {
                Awaited::Task(number) => {
                    found.extend(self.tasks.get(number as usize).map(|&task| trace::Awaited::Task(task)));
                    continue;
                }
                Awaited::Resource(index) => self.resources.get(index as usize).copied(),
                Awaited::Timer => {
                    let (builder, timer) = (&mut self.builder, &mut self.timer);
                    Some(Self::shared(builder, timer, trace::ResourceKind::Timer, "timer")?)
                }
                Awaited::Future => {
                    let (builder, future) = (&mut self.builder, &mut self.future);
                    Some(Self::shared(builder, future, trace::ResourceKind::Future, "future")?)
                }
            };
            found.extend(resource.map(trace::Awaited::Resource));
        }
        Ok(found)
    }

    /// What stands for all timers, or for all futures, where none of them has a lane: made when it is first met.
    fn shared(
        builder: &mut Builder,
        shared: &mut Option<trace::ResourceId>,
        kind: trace::ResourceKind,
        name: &str,
    ) -> Result<trace::ResourceId, Full> {
        match *shared {
            Some(id) => Ok(id),
            None => Ok(*shared.insert(builder.resource(kind, name, None)?)),
        }
    }

    fn resources(&mut self) {
        for (resource, &id) in self.run.record.resources.iter().zip(&self.resources) {
            for (call, span) in resource.spans.iter().enumerate() {
                let Some(&task) = self.tasks.get(span.task as usize) else { continue };
                let Some(&site) = self.sites.get(&span.line) else { continue };
                let state = match span.state {
                    record::ResourceState::Armed => trace::ResourceState::Armed,
                    record::ResourceState::Held => trace::ResourceState::Held,
                    record::ResourceState::Waiting => trace::ResourceState::Waiting,
                    record::ResourceState::Serving => trace::ResourceState::Serving,
                };
                let (start, end) = (Instant::from_ns(span.start_ns), Instant::from_ns(span.end_ns));
                let call = u16::try_from(call).unwrap_or(u16::MAX);
                self.builder.at_resource(id, ResourceSpan::new(state, start, end, task, site, call));
            }
        }
    }
}

fn kind(kind: record::ResourceKind) -> trace::ResourceKind {
    match kind {
        record::ResourceKind::Timer => trace::ResourceKind::Timer,
        record::ResourceKind::Lock => trace::ResourceKind::Lock,
        record::ResourceKind::Semaphore => trace::ResourceKind::Semaphore,
        record::ResourceKind::Queue => trace::ResourceKind::Queue,
        record::ResourceKind::Event => trace::ResourceKind::Event,
        record::ResourceKind::Condition => trace::ResourceKind::Condition,
        record::ResourceKind::Barrier => trace::ResourceKind::Barrier,
        record::ResourceKind::Future => trace::ResourceKind::Future,
        record::ResourceKind::Host | record::ResourceKind::Pool => trace::ResourceKind::Service,
    }
}

fn outcome(outcome: record::TaskOutcome) -> trace::Outcome {
    match outcome {
        record::TaskOutcome::Returned => trace::Outcome::Returned,
        record::TaskOutcome::Raised => trace::Outcome::Raised,
        record::TaskOutcome::Cancelled => trace::Outcome::Cancelled,
        record::TaskOutcome::Unfinished => trace::Outcome::Unfinished,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::program::{LineCost, Program};
    use crate::python::run::Form;

    const SOURCE: &str = "\
import asyncio

async def fetch(name, pool):
    async with pool:
        await asyncio.sleep(0.1)

async def main():
    pool = asyncio.Semaphore(1)
    async with asyncio.TaskGroup() as group:
        for name in 'ab':
            group.create_task(fetch(name, pool))

asyncio.run(main())
";

    #[test]
    fn a_run_is_the_same_in_the_trace() {
        let program = Program::read(SOURCE).expect("it is Python");
        for run in program.run(&Form::ALL, LineCost::Fixed(1_000_000)) {
            let trace = run.trace(SOURCE, "pool.py").expect("it is small");
            assert_eq!(trace.makespan().as_ns(), run.end_ns);
            assert_eq!(trace.tasks().len(), run.record.tasks.len());
            for (id, task) in trace.task_ids().zip(&run.record.tasks) {
                let found: Vec<_> = trace
                    .task_spans(id)
                    .map(|span| {
                        let line = span.site.map(|site| trace.site(site).line);
                        (span.state, span.start.as_ns(), span.end.as_ns(), line)
                    })
                    .collect();
                let told: Vec<_> = task
                    .spans
                    .iter()
                    .map(|span| {
                        let line = span.line.filter(|_| span.state != State::Queued);
                        (span.state, span.start_ns, span.end_ns, line)
                    })
                    .collect();
                assert_eq!(found, told, "{} as {}", task.name, run.form.name());
                assert_eq!(trace.parent(id).map(|parent| parent.0), task.parent);
            }
            let waits = trace.resource_ids().flat_map(|id| trace.resource_spans(id).to_vec());
            assert!(waits.count() > 0 && trace.resources().iter().any(|resource| resource.name == "pool"));
        }
    }
}
