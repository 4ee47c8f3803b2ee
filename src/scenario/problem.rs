//! What can be wrong with a part of a scenario, and the words for it.

use std::fmt;

use super::NAME_CHARS_MAX;
use super::path::FieldPath;
use super::steps::{NameError, StepsError, quoted};
use crate::time::{DURATION_MAX, Duration, DurationError, INSTANT_MAX};

/// A part of a scenario that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioError {
    /// Where it is.
    pub path: FieldPath,
    /// What was found and what was expected.
    pub problem: Problem,
}

/// What was found, and what was expected instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A text of too many characters.
    Characters {
        /// How many it has.
        found: usize,
        /// How many it may have.
        max: usize,
    },
    /// A whole number that is too small or too large.
    OutOfRange {
        /// The number.
        found: u64,
        /// The smallest that is taken.
        min: u64,
        /// The largest that is taken.
        max: u64,
    },
    /// Nothing where something must be.
    Empty {
        /// How many there must be.
        min: usize,
        /// How many there may be.
        max: usize,
        /// What they are.
        items: Items,
    },
    /// More than there may be.
    TooMany {
        /// How many there are.
        found: u64,
        /// How many there may be.
        max: u64,
        /// What they are.
        items: Items,
    },
    /// A duration beyond [`DURATION_MAX`].
    TooLong(Duration),
    /// A duration of 0 where time must pass.
    Zero,
    /// A mean of 0.
    ZeroMean,
    /// A shortest duration that is longer than the longest.
    Reversed {
        /// What stands first.
        min: Duration,
        /// What stands second.
        max: Duration,
    },
    /// A service that is declared twice.
    ServiceTwice,
    /// A service is to be called as another one is.
    NameTaken(String),
    /// A name that no service can have.
    ServiceName {
        /// The name.
        found: String,
        /// Why not.
        error: NameError,
    },
    /// A name that no group can have.
    GroupName(String),
    /// Two ways to space arrivals.
    TwoGaps,
    /// A group whose last request comes beyond [`INSTANT_MAX`].
    ArrivesLate {
        /// The time between two arrivals.
        every: Duration,
        /// How many requests there are.
        count: u32,
    },
    /// The same with gaps that are drawn.
    DrawnLate {
        /// The mean time between two arrivals.
        mean: Duration,
        /// The first request that comes too late, from 1.
        number: usize,
        /// How many requests there are.
        count: u32,
    },
    /// A program that has no text.
    UnwritableStep,
    /// A text that is no program.
    Steps(StepsError),
    /// A call of which nobody says how long it takes.
    MissingLatency(MissingLatency),
    /// Helper threads in a model that has none.
    HelpersWithSync,
    /// A text that is no whole number.
    NotWhole(String),
    /// A text that is no duration.
    NotDuration {
        /// The text.
        found: String,
        /// Why not.
        error: DurationError,
    },
    /// A text that is not two durations.
    NotTwoDurations(String),
}

/// A call that says nothing about its duration, of a service that does not either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingLatency {
    /// Its step, from 0.
    pub step: usize,
    /// The service.
    pub service: String,
    /// The service that the next step calls, where the two may have been meant as one name: `redis-cache 5`.
    pub next: Option<String>,
}

impl fmt::Display for MissingLatency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, service, next } = self;
        let step = step + 1;
        write!(
            f,
            "step {step}: found a call of {service} without a duration, expected one, as in {service} 40, or a latency of the service"
        )?;
        match next {
            Some(next) => write!(
                f,
                "; if {service}-{next} is meant as one name: a hyphen separates steps, and names are letters only"
            ),
            None => Ok(()),
        }
    }
}

/// What there are too few or too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// Of the declared services.
    Services,
    /// Of the declared services and those that are called.
    ServicesUsed,
    /// Of the groups of requests.
    Groups,
    /// Of the requests of all groups.
    Requests,
    /// Of the models.
    Runtimes,
}

impl ScenarioError {
    /// The error that is at `path`.
    pub fn new(path: impl Into<FieldPath>, problem: Problem) -> Self {
        Self { path: path.into(), problem }
    }
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.say(&self.problem, f)
    }
}

impl std::error::Error for ScenarioError {}

impl fmt::Display for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Services => "services",
            Self::ServicesUsed => "services, used ones included",
            Self::Groups => "request groups",
            Self::Requests => "requests",
            Self::Runtimes => "runtimes",
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Characters { found, max } => write!(f, "found {found} characters, expected at most {max}"),
            Self::OutOfRange { found, min, max } => {
                write!(f, "found {found}, expected a whole number from {min} to {max}")
            }
            Self::Empty { min, max, items } => write!(f, "found none, expected {min} to {max} {items}"),
            Self::TooMany { found, max, items: Items::Requests } => {
                write!(f, "found {found} requests in all groups together, expected at most {max}")
            }
            Self::TooMany { found, max, items } => write!(f, "found {found}, expected at most {max} {items}"),
            Self::TooLong(found) => write!(f, "found {found} ms, expected at most {DURATION_MAX} ms"),
            Self::Zero => f.write_str("found 0, expected a duration greater than 0"),
            Self::ZeroMean => f.write_str("found a mean of 0, expected a duration greater than 0"),
            Self::Reversed { min, max } => {
                write!(f, "found {min} ms to {max} ms, expected the shorter one first")
            }
            Self::ServiceTwice => f.write_str(
                "found a second time, expected each service once, upper and lower case being the same",
            ),
            Self::NameTaken(name) => {
                write!(f, "found {} a second time, expected each service once", quoted(name))
            }
            Self::ServiceName { found, error } => write!(f, "found {}, expected {error}", quoted(found)),
            Self::GroupName(found) => write!(
                f,
                "found {}, expected at most {NAME_CHARS_MAX} letters A–Z a–z, digits and hyphens",
                quoted(found)
            ),
            Self::TwoGaps => f.write_str("found together with every, expected only one of the two"),
            Self::ArrivesLate { every, count } => write!(
                f,
                "found {every} ms between {count} requests, expected the last one to arrive by {INSTANT_MAX} ms"
            ),
            Self::DrawnLate { mean, number, count } => write!(
                f,
                "found gaps of {mean} ms on average, with which request {number} of {count} arrives too late, expected the last one to arrive by {INSTANT_MAX} ms"
            ),
            Self::UnwritableStep => {
                f.write_str("found a step that cannot be written, expected joins of at least one call")
            }
            Self::Steps(error) => error.fmt(f),
            Self::MissingLatency(missing) => missing.fmt(f),
            Self::HelpersWithSync => f.write_str("found with the model sync, expected only with async"),
            Self::NotWhole(found) => write!(f, "found {}, expected a whole number", or_nothing(found)),
            Self::NotDuration { found, error } => write!(f, "found {}, expected {error}", or_nothing(found)),
            Self::NotTwoDurations(found) => {
                write!(f, "found {}, expected the shortest and the longest, as in 30..50", quoted(found))
            }
        }
    }
}

fn or_nothing(found: &str) -> String {
    if found.is_empty() { "nothing".into() } else { quoted(found) }
}
