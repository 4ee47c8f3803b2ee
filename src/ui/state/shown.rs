//! A scenario, or programs, with all that was computed from them, shared between components without copying.

use std::cell::OnceCell;
use std::ops::Deref;
use std::rc::Rc;

use super::account::Account;
use crate::layout::Indexed;
use crate::python::programs::Programs;
use crate::scenario::{Machine, Runtime, Scenario, presets};
use crate::sim::{self, simulate};
use crate::subject::Subject;
use crate::summary::{Summary, summarize};
use crate::text::model::{ModelName, names};
use crate::time::{Duration, Instant};
use crate::trace::{Model, TaskId, Trace};

/// A big value that is never changed: equal only to itself, so that comparing it costs nothing.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares the value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// More spans than this, all runs together, and a page refuses: it has at most 4 GB of memory.
pub const SPANS_MAX: u64 = 40_000_000;
/// More events than this, and they are simulated apart from the page: it answers within a tenth of a second.
pub const EVENTS_AT_ONCE: u64 = 150_000;

/// The scenario in the place of one that programs do not have: without requests, so that there is nothing to edit.
static NO_SCENARIO: Scenario = Scenario {
    title: String::new(),
    seed: 0,
    machine: Machine::DEFAULT,
    services: Vec::new(),
    groups: Vec::new(),
    runtimes: Vec::new(),
};

/// One runtime's run of the scenario, or one form's run of a program, and its numbers.
#[derive(Debug)]
pub struct Run {
    /// What happened.
    pub trace: Indexed,
    /// What it comes to, once somebody has asked.
    summary: OnceCell<Summary>,
    /// Of a program's run: what it printed, and how it ended.
    pub account: Option<Account>,
}

impl Run {
    /// A run that was made somewhere, and its numbers.
    pub fn new(trace: Trace, summary: Summary, account: Option<Account>) -> Self {
        Self { trace: Indexed::new(trace), summary: OnceCell::from(summary), account }
    }

    /// Runs the scenario.
    ///
    /// # Errors
    ///
    /// When it breaks a limit of the simulation.
    pub fn of(scenario: &Scenario, runtime: Runtime) -> Result<Self, sim::Failure> {
        let trace = simulate(scenario, runtime)?;
        Ok(Self { trace: Indexed::new(trace), summary: OnceCell::new(), account: None })
    }

    /// What it comes to.
    pub fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| summarize(&self.trace))
    }

    /// Whether it is the asynchronous model's.
    pub fn is_async(&self) -> bool {
        self.trace.model().is_async()
    }
}

/// What is shown, and what came of it.
#[derive(Debug)]
pub struct Shown {
    /// What was simulated or run.
    pub subject: Subject,
    /// The entry of the catalogue that it came from, unchanged since.
    pub preset: Option<&'static str>,
    /// One run for each of its runtimes, in order; of programs one for each form of each, none before they have run.
    pub runs: Vec<Shared<Run>>,
    /// What their models are called.
    names: Vec<ModelName>,
}

impl Shown {
    /// The scenario with the runs of its runtimes, in order.
    pub fn of(scenario: Scenario, preset: Option<&'static str>, runs: Vec<Shared<Run>>) -> Self {
        let models: Vec<Model> = runs.iter().map(|run| run.trace.model()).collect();
        Self { subject: Subject::Scenario(scenario), preset, runs, names: names(&models) }
    }

    /// Programs with their runs, in order.
    pub fn of_programs(programs: Programs, runs: Vec<Shared<Run>>) -> Self {
        let models: Vec<Model> = runs.iter().map(|run| run.trace.model()).collect();
        Self { subject: Subject::Programs(programs), preset: None, runs, names: names(&models) }
    }

    /// The scenario; where programs are shown, one without requests.
    pub fn scenario(&self) -> &Scenario {
        match &self.subject {
            Subject::Scenario(scenario) => scenario,
            Subject::Programs(_) => &NO_SCENARIO,
        }
    }

    /// The programs, where these are shown.
    pub fn programs(&self) -> Option<&Programs> {
        self.subject.as_programs()
    }

    /// What it is about, in a few words; may be empty.
    pub fn title(&self) -> &str {
        match &self.subject {
            Subject::Scenario(scenario) => &scenario.title,
            Subject::Programs(programs) => &programs.title,
        }
    }

    /// The number of a task, as links name it.
    pub fn number_of(&self, task: TaskId) -> u32 {
        task.0.saturating_add(self.subject.first_number())
    }

    /// The task of this number, if some run has it.
    pub fn task_of(&self, number: u32) -> Option<TaskId> {
        let task = TaskId(number.checked_sub(self.subject.first_number())?);
        self.has_task(task).then_some(task)
    }

    /// Whether some run has this task.
    pub fn has_task(&self, task: TaskId) -> bool {
        self.runs.iter().any(|run| (task.0 as usize) < run.trace.tasks().len())
    }

    /// Simulates the scenario with each of its runtimes, here and now. The page asks [`super::job::ask`] instead.
    ///
    /// # Errors
    ///
    /// When a run breaks a limit of the simulation.
    pub fn simulate(scenario: Scenario, preset: Option<&'static str>) -> Result<Self, sim::Failure> {
        let runs = scenario.runtimes.iter().map(|&runtime| Run::of(&scenario, runtime).map(Shared::new));
        let runs = runs.collect::<Result<_, _>>()?;
        Ok(Self::of(scenario, preset, runs))
    }

    /// Simulates the scenario with those of its runtimes that break no limit.
    pub fn simulate_what_can_be(scenario: Scenario, preset: Option<&'static str>) -> Self {
        let runs = scenario.runtimes.iter().filter_map(|&runtime| Run::of(&scenario, runtime).ok());
        let runs: Vec<Shared<Run>> = runs.map(Shared::new).collect();
        Self::of(scenario, preset, runs)
    }

    /// What the entry of the catalogue wants to show, in a sentence.
    pub fn lesson(&self) -> Option<&'static str> {
        self.preset.and_then(presets::find).map(|preset| preset.lesson)
    }

    /// What the model of the run in this place is called beside the others.
    pub fn model(&self, place: usize) -> ModelName {
        self.names.get(place).cloned().unwrap_or_default()
    }

    /// The largest makespan.
    pub fn end(&self) -> Instant {
        self.runs.iter().map(|run| run.trace.makespan()).max().unwrap_or_default()
    }

    /// The `count`-th instant after `at` at which something happens; the last one where there are not so many.
    pub fn instant_after(&self, at: Instant, count: u32) -> Instant {
        let next = |at: Instant| self.runs.iter().filter_map(|run| run.trace.next_instant(at)).min();
        (0..count.max(1)).try_fold(at, |at, _| next(at).ok_or(at)).unwrap_or_else(|last| last)
    }

    /// The `count`-th instant before `at` at which something happens; 0 where there are not so many.
    pub fn instant_before(&self, at: Instant, count: u32) -> Instant {
        let last = |at: Instant| self.runs.iter().filter_map(|run| run.trace.last_instant(at)).max();
        (0..count.max(1)).try_fold(at, |at, _| last(at).ok_or(Instant::ZERO)).unwrap_or_else(|first| first)
    }

    /// The instant nearest to `at` at which something happens, if one is within `reach`; else `at`.
    pub fn nearest_instant(&self, at: Instant, reach: Duration) -> Instant {
        let before = self.last_instant_up_to(at);
        let after = self.instant_after(at, 1);
        let near = if at.since(before) <= after.since(at) { before } else { after };
        if near.since(at).max(at.since(near)) <= reach { near } else { at }
    }

    /// The last instant up to and including `at` at which something happens; 0 where there is none.
    pub fn last_instant_up_to(&self, at: Instant) -> Instant {
        self.instant_before(Instant::from_ns(at.as_ns().saturating_add(1)), 1)
    }
}
