//! What is on its way to being shown: a large scenario, or programs, computed apart while the page goes on with what it has.

use std::rc::Rc;

use super::program::Located;
use super::shown::{EVENTS_AT_ONCE, SPANS_MAX};
use super::{Run, Shared, Shown, State, program};
use crate::link::{View, Warning};
use crate::scenario::path::{FieldPath, Part};
use crate::scenario::{Runtime, Scenario};
use crate::sim::{self, Estimate};
use crate::subject::Subject;
use crate::text::work as text;
use crate::trace::Model;

/// What is asked for, and what is known of it already.
#[derive(Debug)]
pub struct Job {
    /// What is simulated or run.
    pub subject: Subject,
    /// The entry of the catalogue that it is.
    pub preset: Option<&'static str>,
    /// What it was asked for by.
    pub came: Came,
    /// How it will be looked at.
    pub view: View,
    /// What could not be taken as it was.
    pub warnings: Vec<Warning>,
    /// What the missing runs will come to, together.
    pub estimate: Estimate,
    /// The runs that are there already, by their place.
    pub kept: Vec<Option<Shared<Run>>>,
}

/// What a scenario was asked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// By a link, a list or a file: a scenario with a view of its own.
    Anew,
    /// By an edit of what is shown.
    Edited,
    /// By taking an edit back, or doing it again.
    Back,
}

/// How something that is asked for comes to be shown.
#[derive(Debug)]
pub enum Asked {
    /// At once.
    Now(Box<Shown>),
    /// Simulated apart.
    Later(Box<Job>),
}

/// Why a scenario is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A run breaks a limit of the simulation.
    Limit(sim::Failure),
    /// Its runs would come to more than a page has room for.
    Memory(Estimate),
    /// Something in a program is wrong or unknown.
    Problems(Rc<Vec<Located>>),
    /// Whoever simulates it gave up.
    BrokeOff,
}

impl From<sim::Failure> for Refusal {
    fn from(failure: sim::Failure) -> Self {
        Self::Limit(failure)
    }
}

impl Refusal {
    /// Which part of the scenario is to blame.
    pub fn path(&self) -> FieldPath {
        match self {
            Self::Limit(failure) => failure.path(),
            Self::Memory(_) | Self::BrokeOff => Part::Runtimes.into(),
            Self::Problems(_) => Part::Programs.into(),
        }
    }

    /// Why.
    pub fn message(&self) -> String {
        match self {
            Self::Limit(failure) => failure.message(),
            Self::Memory(Estimate { spans, bytes, .. }) => text::too_many_spans(*spans, *bytes, SPANS_MAX),
            Self::Problems(problems) => problems.first().map(ToString::to_string).unwrap_or_default(),
            Self::BrokeOff => text::broke_off(),
        }
    }
}

impl Job {
    /// The scenario, where it is one.
    pub fn scenario(&self) -> Option<&Scenario> {
        match &self.subject {
            Subject::Scenario(scenario) => Some(scenario),
            Subject::Programs(_) => None,
        }
    }

    /// The runtimes of a scenario that are still to run, by their place.
    pub fn missing(&self) -> Vec<(usize, Runtime)> {
        let all = self.scenario().into_iter().flat_map(|scenario| &scenario.runtimes).copied().enumerate();
        all.filter(|&(place, _)| self.kept.get(place).is_none_or(Option::is_none)).collect()
    }

    /// How many requests will have finished when it is done, in all models; 0 where there are none.
    pub fn requests(&self) -> u64 {
        let requests = self.scenario().map_or(0, |scenario| scenario.request_count().into());
        requests * self.missing().len() as u64
    }

    /// What came of it, with a run for each of [`Job::missing`]; `None` where one is not there.
    pub fn shown(&self, runs: &[Shared<Run>]) -> Option<Shown> {
        let mut new = runs.iter().cloned();
        let scenario = match &self.subject {
            Subject::Scenario(scenario) => scenario,
            Subject::Programs(programs) => return Some(Shown::of_programs(programs.clone(), runs.to_vec())),
        };
        let places = scenario.runtimes.iter().enumerate();
        let runs: Option<Vec<Shared<Run>>> =
            places.map(|(place, _)| self.kept.get(place).cloned().flatten().or_else(|| new.next())).collect();
        Some(Shown::of(scenario.clone(), self.preset, runs?))
    }

    /// Runs all that is missing here and now, for want of somebody else to do it.
    ///
    /// # Errors
    ///
    /// When a run breaks a limit of the simulation, or a program cannot be run.
    pub fn run(&self) -> Result<Vec<Shared<Run>>, Refusal> {
        match &self.subject {
            Subject::Scenario(scenario) => {
                let runs = self.missing().into_iter().map(|(_, runtime)| Run::of(scenario, runtime));
                runs.map(|run| Ok(Shared::new(run?))).collect()
            }
            Subject::Programs(programs) => program::run_here(programs).map_err(|problems| {
                problems.map_or(Refusal::BrokeOff, |problems| Refusal::Problems(Rc::new(problems)))
            }),
        }
    }
}

impl State {
    pub(super) fn begin(&mut self, job: Shared<Job>) {
        if job.came != Came::Back {
            self.editing.stay();
        }
        self.job = Some(job);
        self.finished = 0;
    }

    pub(super) fn finish(&mut self, job: &Job, runs: Result<Vec<Shared<Run>>, Refusal>) {
        self.job = None;
        match runs.and_then(|runs| job.shown(&runs).ok_or(Refusal::BrokeOff)) {
            Ok(shown) if shown.programs().is_some() && job.came == Came::Edited => {
                self.take_up_program(shown);
            }
            Ok(shown) if job.came == Came::Edited => self.take_up_edited(shown),
            Err(Refusal::Problems(problems)) => self.take_problems(job, &problems),
            Ok(shown) => {
                if job.came == Came::Anew && shown.subject != self.shown.subject {
                    self.leave_behind();
                }
                self.source = program::Source::default();
                let (mut view, mut warnings) = (job.view, job.warnings.clone());
                warnings.extend(view.clamp(shown.end()));
                // Colours may have been chosen meanwhile.
                view.theme = self.theme;
                self.shown = Shared::new(shown);
                self.editing.arrive();
                self.apply(view, warnings);
            }
            Err(failure) => {
                self.editing.stay();
                self.notices =
                    Rc::new([job.warnings.clone(), vec![warning(&job.subject, &failure)]].concat());
            }
        }
    }

    pub(super) fn give_up(&mut self) {
        if let Some(job) = self.job.take() {
            self.editing.stay();
            let notice = Warning::new(param(&job.subject), text::cancelled());
            self.notices = Rc::new(vec![notice]);
        }
    }
}

/// Decides how a scenario or programs come to be shown. Runs that `before` has of the same requests are not run again;
/// programs run apart from the page, however short they are.
///
/// # Errors
///
/// When it would need more memory than a page has, or a run breaks a limit of the simulation.
pub fn ask(
    subject: Subject,
    preset: Option<&'static str>,
    came: Came,
    (view, warnings): (View, Vec<Warning>),
    before: Option<&Shown>,
) -> Result<Asked, Refusal> {
    let scenario = match &subject {
        Subject::Scenario(scenario) => scenario,
        Subject::Programs(_) => {
            let (estimate, kept) = (Estimate::default(), Vec::new());
            let job = Job { subject, preset, came, view, warnings, estimate, kept };
            return Ok(Asked::Later(Box::new(job)));
        }
    };
    let kept = kept(scenario, before);
    let (mut estimate, mut all) = (Estimate::default(), Estimate::default());
    for (place, &runtime) in scenario.runtimes.iter().enumerate() {
        let one = sim::estimate(scenario, runtime);
        add(&mut all, one);
        if kept.get(place).is_none_or(Option::is_none) {
            add(&mut estimate, one);
        }
    }
    if all.spans > SPANS_MAX {
        return Err(Refusal::Memory(all));
    }
    let job = Job { subject, preset, came, view, warnings, estimate, kept };
    if estimate.events > EVENTS_AT_ONCE {
        return Ok(Asked::Later(Box::new(job)));
    }
    let runs = job.run()?;
    Ok(Asked::Now(Box::new(job.shown(&runs).ok_or(Refusal::BrokeOff)?)))
}

fn add(sum: &mut Estimate, one: Estimate) {
    sum.events = sum.events.saturating_add(one.events);
    sum.spans = sum.spans.saturating_add(one.spans);
    sum.bytes = sum.bytes.saturating_add(one.bytes);
}

/// The runs of `before` that the scenario would have as well: a run depends on everything but the title and the other
/// models.
fn kept(scenario: &Scenario, before: Option<&Shown>) -> Vec<Option<Shared<Run>>> {
    let same = before.filter(|before| {
        let Scenario { title: _, seed, machine, services, groups, runtimes: _ } = before.scenario();
        let other = (&scenario.seed, &scenario.machine, &scenario.services, &scenario.groups);
        before.programs().is_none() && (seed, machine, services, groups) == other
    });
    let runs = same.map_or(&[][..], |before| &before.runs);
    let of = |runtime: &Runtime| runs.iter().find(|run| run.trace.model() == Model::from(*runtime)).cloned();
    scenario.runtimes.iter().map(of).collect()
}

/// The parameter of links that holds most of it.
fn param(subject: &Subject) -> &'static str {
    match subject {
        Subject::Scenario(_) => "req",
        Subject::Programs(_) => "py",
    }
}

/// What cannot be shown is a warning about the parameters that it is made of.
pub(super) fn warning(subject: &Subject, refusal: &Refusal) -> Warning {
    Warning::new(param(subject), crate::text::page::too_much(&refusal.path().to_string(), &refusal.message()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;

    fn asked(scenario: &Scenario, before: Option<&Shown>) -> Result<Asked, Refusal> {
        ask(Subject::Scenario(scenario.clone()), None, Came::Anew, (View::default(), Vec::new()), before)
    }

    fn now(scenario: &Scenario, before: Option<&Shown>) -> Shown {
        match asked(scenario, before) {
            Ok(Asked::Now(shown)) => *shown,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_model_that_is_added_runs_alone() {
        let mut scenario = presets::three_requests().scenario;
        let before = now(&scenario, None);
        scenario.title = "Three models".into();
        scenario.runtimes.insert(1, Runtime::Sync { threads: 2 });
        let after = now(&scenario, Some(&before));
        assert_eq!(after.runs.len(), 3);
        assert!(after.runs[0] == before.runs[0] && after.runs[2] == before.runs[1], "the very same runs");
        scenario.seed = 7;
        let other = now(&scenario, Some(&after));
        assert!(other.runs[0] != after.runs[0], "another seed is another scenario");
    }

    #[test]
    fn what_is_large_comes_later_and_what_is_too_large_never() {
        let mut scenario = presets::three_requests().scenario;
        scenario.groups[0].count = 1_000_000;
        let Ok(Asked::Later(job)) = asked(&scenario, None) else { panic!("a million requests take long") };
        assert_eq!((job.requests(), job.missing().len()), (2_000_000, 2));
        assert!(job.shown(&[]).is_none(), "no run is there yet");
        scenario.runtimes = (1..=16).map(|threads| Runtime::Sync { threads }).collect();
        let refused = asked(&scenario, None).expect_err("sixteen million requests are too many");
        assert!(matches!(refused, Refusal::Memory(_)) && refused.message().contains("GB"), "{refused:?}");
    }
}
