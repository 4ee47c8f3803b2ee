//! What can be wrong with a file, and the words for it.

use std::fmt;

use crate::scenario::path::FieldPath;
use crate::scenario::problem::{Problem, ScenarioError};

/// A part of a file that cannot be taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// Where it is.
    pub path: FieldPath,
    /// What was found and what was expected.
    pub wrong: Wrong,
}

/// What was found, and what was expected instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A value that no scenario may have.
    Scenario(Problem),
    /// A text that is too long.
    Bytes {
        /// How long it is.
        found: usize,
        /// How long it may be.
        max: usize,
    },
    /// A text that is no JSON: where, and what was expected there.
    NotJson(String),
    /// A value of another kind.
    Unexpected {
        /// The value, shortened.
        found: String,
        /// What could stand there.
        expected: String,
    },
    /// A field that there is not; those that there are.
    UnknownField(Vec<String>),
    /// A field a second time.
    Twice,
    /// A field that must be there.
    Missing,
    /// A list that is too long.
    Items {
        /// How many items it has.
        found: usize,
        /// How many it may have.
        max: usize,
    },
    /// An object with another number of fields than one.
    Fields {
        /// How many it has.
        found: usize,
        /// What could stand there.
        expected: String,
    },
    /// A list that is not two durations: how many items it has.
    NotTwoDurations(usize),
    /// An empty list of programs.
    NoPrograms {
        /// How many there may be.
        max: usize,
    },
    /// Programs where a scenario was asked for.
    Programs,
}

impl FileError {
    /// The error that is at `path`.
    pub fn new(path: impl Into<FieldPath>, wrong: Wrong) -> Self {
        Self { path: path.into(), wrong }
    }
}

impl From<ScenarioError> for FileError {
    fn from(ScenarioError { path, problem }: ScenarioError) -> Self {
        Self { path, wrong: problem.into() }
    }
}

impl From<Problem> for Wrong {
    fn from(problem: Problem) -> Self {
        Self::Scenario(problem)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.say(&self.wrong, f)
    }
}

impl std::error::Error for FileError {}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(problem) => problem.fmt(f),
            Self::Bytes { found, max } => write!(f, "found {found} bytes, expected at most {max}"),
            Self::NotJson(error) => write!(f, "not JSON: {error}"),
            Self::Unexpected { found, expected } => write!(f, "found {found}, expected {expected}"),
            Self::UnknownField(known) => {
                write!(f, "an unknown field, expected one of {}", known.join(", "))
            }
            Self::Twice => f.write_str("found a second time, expected each field once"),
            Self::Missing => f.write_str("missing"),
            Self::Items { found, max } => write!(f, "found {found} items, expected at most {max}"),
            Self::Fields { found, expected } => write!(f, "found {found} fields, expected {expected}"),
            Self::NotTwoDurations(found) => write!(f, "found {found} items, expected two durations"),
            Self::NoPrograms { max } => write!(f, "found none, expected 1 to {max}"),
            Self::Programs => f.write_str("found programs, expected a scenario with requests"),
        }
    }
}
