//! What is shown: a scenario that is simulated, or programs that are run.

use crate::python::programs::Programs;
use crate::scenario::Scenario;

/// What an address or a file asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Requests, services and models.
    Scenario(Scenario),
    /// Programs in Python.
    Programs(Programs),
}

impl Subject {
    /// The number of the first task: requests are counted from 1, and of a program the module is 0.
    pub fn first_number(&self) -> u32 {
        match self {
            Self::Scenario(_) => 1,
            Self::Programs(_) => 0,
        }
    }

    /// The scenario, if it is one.
    pub fn scenario(self) -> Option<Scenario> {
        match self {
            Self::Scenario(scenario) => Some(scenario),
            Self::Programs(_) => None,
        }
    }

    /// The programs, if it is these, left where they are.
    pub fn as_programs(&self) -> Option<&Programs> {
        match self {
            Self::Scenario(_) => None,
            Self::Programs(programs) => Some(programs),
        }
    }

    /// The programs, if it is these.
    pub fn programs(self) -> Option<Programs> {
        match self {
            Self::Scenario(_) => None,
            Self::Programs(programs) => Some(programs),
        }
    }
}
