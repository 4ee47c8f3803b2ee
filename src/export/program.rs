//! Runs of a program as text for other programs and for people.

pub mod csv;
pub mod json;
pub mod perfetto;
pub mod text;

pub use text::outcome_in_words;

use crate::python::record::Awaited;
use crate::python::run::Run;

/// A program that was run.
#[derive(Clone, Copy, Debug)]
pub struct Ran<'a> {
    /// Its text.
    pub source: &'a str,
    /// What it did, in each of its forms.
    pub runs: &'a [Run],
}

/// What each run is called, `program` its program's number where there are several.
fn run_name(program: Option<usize>, run: &Run) -> String {
    let form = run.form.name();
    program.map_or_else(|| form.to_owned(), |number| format!("program {number} {form}"))
}

/// Each program's number from 1, which is said only where there are several.
fn numbered<'a>(programs: &'a [Ran<'a>]) -> impl Iterator<Item = (Option<usize>, Ran<'a>)> {
    let several = programs.len() > 1;
    programs.iter().enumerate().map(move |(index, &ran)| (several.then_some(index + 1), ran))
}

/// The name on the wire of what is waited for: `task 4`, `timer`, `future`, or the name of a resource.
fn awaited_name(awaited: Awaited, resources: &[String]) -> String {
    match awaited {
        Awaited::Task(number) => format!("task {number}"),
        Awaited::Timer => "timer".to_owned(),
        Awaited::Future => "future".to_owned(),
        Awaited::Resource(index) => resources.get(index as usize).cloned().unwrap_or_default(),
    }
}
