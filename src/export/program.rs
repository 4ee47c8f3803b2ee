//! Runs of a program as text for other programs and for people.

pub mod csv;
pub mod json;
pub mod perfetto;
pub mod text;

use crate::python::outcome::Outcome;
use crate::python::record::Awaited;

/// The name on the wire of what is waited for: `task 4`, `timer`, `future`, or the name of a resource.
fn awaited_name(awaited: Awaited, resources: &[String]) -> String {
    match awaited {
        Awaited::Task(number) => format!("task {number}"),
        Awaited::Timer => "timer".to_owned(),
        Awaited::Future => "future".to_owned(),
        Awaited::Resource(index) => resources.get(index as usize).cloned().unwrap_or_default(),
    }
}

/// The name of an outcome on the wire.
fn outcome_name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Returned => "returned",
        Outcome::Raised(_) => "raised",
        Outcome::Exit => "exit",
        Outcome::Deadlock(_) => "deadlock",
        Outcome::Limit { .. } => "limit",
        Outcome::Unsupported { .. } => "unsupported",
    }
}
