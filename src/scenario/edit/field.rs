//! The fields of a scenario as text: what stands in each, and what becomes of the scenario when something else does.

use super::calls_mut;
use crate::scenario::parts::{GroupParts, Model, Parts, RuntimeParts, ServiceParts};
use crate::scenario::path::{FieldPath, Member, Part};
use crate::scenario::problem::{Problem, ScenarioError};
use crate::scenario::steps::service_name;
use crate::scenario::{Gap, Latency, Program, Runtime, Scenario};
use crate::time::Duration;

/// Something that a person can fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// See [`Scenario::title`].
    Title,
    /// See [`Scenario::seed`].
    Seed,
    /// See [`crate::scenario::Machine::cores`].
    Cores,
    /// See [`crate::scenario::Machine::quantum`].
    Quantum,
    /// See [`crate::scenario::Machine::switch`].
    Switch,
    /// Of the group with this index.
    Group(usize, GroupField),
    /// Of the service with this index in [`Scenario::services`].
    Service(usize, ServiceField),
    /// Of the runtime with this index.
    Runtime(usize, RuntimeField),
}

/// A field of a group of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupField {
    /// The steps notation.
    Steps,
    /// The name of the group.
    Name,
    /// How many requests.
    Count,
    /// Arrival of the first.
    At,
    /// `every` or `poisson`.
    Spacing,
    /// The gap, or its mean.
    Gap,
}

/// A field of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceField {
    /// Its name, here and in every program.
    Name,
    /// Its slots; empty is unlimited.
    Capacity,
    /// The name of a [`LatencyKind`].
    Kind,
    /// One duration; two around `..` of a uniform latency.
    Latency,
}

/// A field of a runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuntimeField {
    /// `sync` or `async`.
    Model,
    /// Threads or workers.
    Threads,
    /// Helper threads of the blocking pool; empty is the default.
    Helpers,
}

/// How a service's latency is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatencyKind {
    /// By every call itself.
    None,
    /// Always the same.
    Constant,
    /// Between two bounds.
    Uniform,
    /// With a mean.
    Exponential,
}

impl LatencyKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Constant, Self::Uniform, Self::Exponential];

    /// The kind of a latency.
    pub fn of(latency: Option<Latency>) -> Self {
        match latency {
            None => Self::None,
            Some(Latency::Constant(_)) => Self::Constant,
            Some(Latency::Uniform { .. }) => Self::Uniform,
            Some(Latency::Exponential { .. }) => Self::Exponential,
        }
    }

    /// Its name in the text of [`ServiceField::Kind`].
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Constant => "constant",
            Self::Uniform => "uniform",
            Self::Exponential => "exponential",
        }
    }
}

/// The names of the two models and of the two ways in which requests follow one another.
const SYNC: &str = "sync";
const ASYNC: &str = "async";
const EVERY: &str = "every";
const POISSON: &str = "poisson";
/// What a latency or a mean is where there was none.
const LATENCY_DEFAULT: Duration = Duration::from_ms(20);
const MEAN_DEFAULT: Duration = Duration::from_ms(1);

impl Field {
    /// Its place in a scenario file.
    pub fn path(self, scenario: &Scenario) -> FieldPath {
        let of_machine = |member| FieldPath::from(Part::Machine).with(member);
        match self {
            Self::Title => Part::Title.into(),
            Self::Seed => Part::Seed.into(),
            Self::Cores => of_machine(Member::Cores),
            Self::Quantum => of_machine(Member::Quantum),
            Self::Switch => of_machine(Member::Switch),
            Self::Group(index, field) => {
                let poisson = scenario.groups.get(index).map(|group| group.gap).is_some_and(is_poisson);
                FieldPath::from(Part::Group(index)).with(match field {
                    GroupField::Steps => Member::Steps,
                    GroupField::Name => Member::Name,
                    GroupField::Count => Member::Count,
                    GroupField::At => Member::At,
                    GroupField::Spacing | GroupField::Gap if poisson => Member::Poisson,
                    GroupField::Spacing | GroupField::Gap => Member::Every,
                })
            }
            Self::Service(index, field) => {
                let name = scenario.services.get(index).map(|service| service.name.clone());
                let service = FieldPath::from(Part::Service(name.unwrap_or_default()));
                match field {
                    ServiceField::Name => service,
                    ServiceField::Capacity => service.with(Member::Capacity),
                    ServiceField::Kind | ServiceField::Latency => service.with(Member::Latency),
                }
            }
            Self::Runtime(index, field) => FieldPath::from(Part::Runtime(index)).with(match field {
                RuntimeField::Model => Member::Model,
                RuntimeField::Threads => Member::Threads,
                RuntimeField::Helpers => Member::BlockingThreads,
            }),
        }
    }

    /// What stands in it, in canonical form; nothing where the scenario does not have it.
    pub fn text(self, scenario: &Scenario) -> String {
        match self {
            Self::Title => scenario.title.clone(),
            Self::Seed => scenario.seed.to_string(),
            Self::Cores => scenario.machine.cores.to_string(),
            Self::Quantum => scenario.machine.quantum.to_string(),
            Self::Switch => scenario.machine.switch.to_string(),
            Self::Group(index, field) => {
                let Some(group) = scenario.groups.get(index) else { return String::new() };
                match (field, group.gap) {
                    (GroupField::Steps, _) => group.program.to_text(),
                    (GroupField::Name, _) => group.name.clone(),
                    (GroupField::Count, _) => group.count.to_string(),
                    (GroupField::At, _) => group.at.to_string(),
                    (GroupField::Spacing, Gap::Every(_)) => EVERY.into(),
                    (GroupField::Spacing, Gap::Poisson { .. }) => POISSON.into(),
                    (GroupField::Gap, Gap::Every(gap) | Gap::Poisson { mean: gap }) => gap.to_string(),
                }
            }
            Self::Service(index, field) => {
                let Some(service) = scenario.services.get(index) else { return String::new() };
                match field {
                    ServiceField::Name => service.name.clone(),
                    ServiceField::Capacity => number(service.capacity),
                    ServiceField::Kind => LatencyKind::of(service.latency).name().into(),
                    ServiceField::Latency => service.latency.map(latency_text).unwrap_or_default(),
                }
            }
            Self::Runtime(index, field) => match (field, scenario.runtimes.get(index)) {
                (_, None) => String::new(),
                (RuntimeField::Model, Some(Runtime::Sync { .. })) => SYNC.into(),
                (RuntimeField::Model, Some(Runtime::Async { .. })) => ASYNC.into(),
                (RuntimeField::Threads, Some(runtime)) => runtime.threads().to_string(),
                (RuntimeField::Helpers, Some(Runtime::Sync { .. })) => String::new(),
                (RuntimeField::Helpers, Some(Runtime::Async { blocking_threads, .. })) => {
                    blocking_threads.to_string()
                }
            },
        }
    }

    /// What in it may mean something else than it says.
    pub fn hint(self, scenario: &Scenario) -> Option<String> {
        let Self::Group(index, GroupField::Steps) = self else { return None };
        let hints: Vec<String> = scenario.suspects_of(index).iter().map(ToString::to_string).collect();
        (!hints.is_empty()).then(|| hints.join("; "))
    }

    /// Puts `text` into it.
    pub(super) fn set(
        self,
        scenario: &Scenario,
        parts: &mut Parts,
        text: &str,
    ) -> Result<(), Vec<ScenarioError>> {
        let set = match self {
            Self::Title => {
                text.clone_into(&mut parts.title);
                Ok(())
            }
            Self::Seed => whole(text).map(|seed| parts.seed = seed),
            Self::Cores => whole(text).map(|cores| parts.cores = cores),
            Self::Quantum => duration(text).map(|quantum| parts.quantum = quantum),
            Self::Switch => duration(text).map(|switch| parts.switch = switch),
            Self::Group(index, field) => {
                parts.requests.get_mut(index).map_or(Ok(()), |group| set_group(group, field, text))
            }
            Self::Service(index, field) => match scenario.services.get(index) {
                Some(service) => set_service(scenario, parts, &service.name, field, text),
                None => Ok(()),
            },
            Self::Runtime(index, field) => {
                parts.runtimes.get_mut(index).map_or(Ok(()), |runtime| set_runtime(runtime, field, text))
            }
        };
        set.map_err(|problem| vec![ScenarioError::new(self.path(scenario), problem)])
    }
}

fn is_poisson(gap: Gap) -> bool {
    matches!(gap, Gap::Poisson { .. })
}

fn number(number: Option<u32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn latency_text(latency: Latency) -> String {
    match latency {
        Latency::Constant(duration) | Latency::Exponential { mean: duration } => duration.to_string(),
        Latency::Uniform { min, max } => format!("{min}..{max}"),
    }
}

fn set_group(group: &mut GroupParts, field: GroupField, text: &str) -> Result<(), Problem> {
    match field {
        GroupField::Steps => group.steps = text.parse::<Program>().map_err(Problem::Steps)?,
        GroupField::Name => text.clone_into(&mut group.name),
        GroupField::Count => group.count = whole(text)?,
        GroupField::At => group.at = duration(text)?,
        GroupField::Spacing => {
            let gap = group.poisson.or(group.every).unwrap_or_default();
            (group.every, group.poisson) = match text {
                POISSON if gap.is_zero() => (None, Some(MEAN_DEFAULT)),
                POISSON => (None, Some(gap)),
                _ => (Some(gap), None),
            };
        }
        GroupField::Gap => {
            let gap = Some(duration(text)?);
            if group.poisson.is_some() { group.poisson = gap } else { group.every = gap }
        }
    }
    Ok(())
}

fn set_service(
    scenario: &Scenario,
    parts: &mut Parts,
    name: &str,
    field: ServiceField,
    text: &str,
) -> Result<(), Problem> {
    if field == ServiceField::Name {
        return rename(scenario, parts, name, text);
    }
    let known = parts.services.iter().position(|service| service.name == name);
    let index = known.unwrap_or_else(|| {
        parts.services.push(ServiceParts { name: name.into(), capacity: None, latency: None });
        parts.services.len() - 1
    });
    let Some(service) = parts.services.get_mut(index) else { return Ok(()) };
    match field {
        ServiceField::Name => {}
        ServiceField::Capacity if text.trim().is_empty() => service.capacity = None,
        ServiceField::Capacity => service.capacity = Some(whole(text)?),
        ServiceField::Kind => service.latency = of_kind(service.latency, text),
        ServiceField::Latency => {
            service.latency = match service.latency {
                Some(Latency::Uniform { .. }) => {
                    let bounds = text.split_once("..");
                    let (min, max) = bounds.ok_or_else(|| Problem::NotTwoDurations(text.into()))?;
                    Some(Latency::Uniform { min: duration(min)?, max: duration(max)? })
                }
                Some(Latency::Exponential { .. }) => Some(Latency::Exponential { mean: duration(text)? }),
                Some(Latency::Constant(_)) | None => Some(Latency::Constant(duration(text)?)),
            };
        }
    }
    Ok(())
}

/// A latency of another kind that is about as long.
fn of_kind(latency: Option<Latency>, kind: &str) -> Option<Latency> {
    if LatencyKind::of(latency).name() == kind {
        return latency;
    }
    let about = match latency {
        Some(Latency::Constant(duration) | Latency::Exponential { mean: duration }) => duration,
        Some(Latency::Uniform { min, max }) => {
            Duration::from_ns(min.as_ns() + max.as_ns().saturating_sub(min.as_ns()) / 2)
        }
        None => LATENCY_DEFAULT,
    };
    let half = Duration::from_ns(about.as_ns() / 2);
    match LatencyKind::ALL.into_iter().find(|known| known.name() == kind)? {
        LatencyKind::None => None,
        LatencyKind::Constant => Some(Latency::Constant(about)),
        LatencyKind::Uniform => {
            // Bounds that another change of kind leads back from.
            Some(Latency::Uniform { min: about - half, max: about + half })
        }
        LatencyKind::Exponential if about.is_zero() => Some(Latency::Exponential { mean: MEAN_DEFAULT }),
        LatencyKind::Exponential => Some(Latency::Exponential { mean: about }),
    }
}

/// Names a service anew wherever it is named.
fn rename(scenario: &Scenario, parts: &mut Parts, name: &str, text: &str) -> Result<(), Problem> {
    let text = text.trim();
    let new = service_name(text).map_err(|error| Problem::ServiceName { found: text.into(), error })?;
    if new != name && scenario.services.iter().any(|service| service.name == new) {
        return Err(Problem::NameTaken(text.into()));
    }
    let declared = parts.services.iter_mut().map(|service| &mut service.name);
    let steps = parts.requests.iter_mut().flat_map(|group| &mut group.steps.0);
    let called = steps.flat_map(calls_mut).map(|call| &mut call.service);
    for named in declared.chain(called).filter(|named| **named == name) {
        named.clone_from(&new);
    }
    Ok(())
}

fn set_runtime(runtime: &mut RuntimeParts, field: RuntimeField, text: &str) -> Result<(), Problem> {
    match field {
        RuntimeField::Model if text == ASYNC => runtime.model = Model::Async,
        RuntimeField::Model => (runtime.model, runtime.blocking_threads) = (Model::Sync, None),
        RuntimeField::Threads => runtime.threads = whole(text)?,
        RuntimeField::Helpers if text.trim().is_empty() => runtime.blocking_threads = None,
        RuntimeField::Helpers => runtime.blocking_threads = Some(whole(text)?),
    }
    Ok(())
}

fn whole(text: &str) -> Result<u64, Problem> {
    let trimmed = text.trim();
    let digits = !trimmed.is_empty() && trimmed.bytes().all(|byte| byte.is_ascii_digit());
    let number = trimmed.parse().ok().filter(|_| digits);
    number.ok_or_else(|| Problem::NotWhole(trimmed.into()))
}

fn duration(text: &str) -> Result<Duration, Problem> {
    let trimmed = text.trim();
    // As in steps, a unit may stand apart.
    let joined: String = trimmed.split_whitespace().collect();
    joined.parse().map_err(|error| Problem::NotDuration { found: trimmed.into(), error })
}
