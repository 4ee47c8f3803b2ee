//! Programs that are run for the page: their runs, or what is wrong with them.

use std::fmt;
use std::rc::Rc;

use super::account::Account;
use super::{Run, Shared};
use crate::python::problem::Problem;
use crate::python::programs::Programs;
use crate::text::program as text;
use crate::trace::Trace;

/// What stands in the editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The texts and their costs where they are others than those that are shown.
    pub draft: Option<Rc<Programs>>,
    /// What is wrong with them.
    pub problems: Rc<Vec<Located>>,
}

/// Something that is wrong with one of the programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Which program, from 0.
    pub program: usize,
    /// What, and where in it.
    pub problem: Problem,
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { place, message } = &self.problem;
        f.write_str(&text::problem(place.line, place.column, message))
    }
}

/// Runs programs in all their forms, one after the other; each run is handed out as soon as it is there.
///
/// # Errors
///
/// What is wrong in the first program that cannot be run.
pub fn run(programs: &Programs, mut hand_out: impl FnMut(Trace, Account)) -> Result<(), Vec<Located>> {
    use crate::python::program::Program;
    use crate::python::tree::Place;
    for (place, source) in programs.sources.iter().enumerate() {
        let located = |problem| Located { program: place, problem };
        let program = Program::read(source)
            .map_err(|problems| problems.into_iter().map(located).collect::<Vec<_>>())?;
        let whole = |message: String| vec![located(Problem::new(Place { line: 1, column: 1 }, message))];
        let forms = programs.forms.of(&program).map_err(|form| whole(text::no_such_form(form.name())))?;
        for run in program.run(&forms, programs.cost) {
            let account = Account::of(place, &run);
            let trace =
                run.trace(source, &account.name()).map_err(|_| whole(text::TOO_MANY_PLACES.to_owned()))?;
            hand_out(trace, account);
        }
    }
    Ok(())
}

/// Runs programs here and now, for want of somebody else to do it. A page that comes in parts leaves that to its worker:
/// the program that runs programs is no part of it.
///
/// # Errors
///
/// When a program cannot be run: what is wrong.
#[cfg(not(split))]
pub fn run_here(programs: &Programs) -> Result<Vec<Shared<Run>>, Option<Vec<Located>>> {
    let mut runs = Vec::new();
    let done = run(programs, |trace, account| {
        let summary = crate::summary::summarize(&trace);
        runs.push(Shared::new(Run::new(trace, summary, Some(account))));
    });
    done.map(|()| runs).map_err(Some)
}

/// See above.
///
/// # Errors
///
/// Always: nobody here can.
#[cfg(split)]
pub fn run_here(_programs: &Programs) -> Result<Vec<Shared<Run>>, Option<Vec<Located>>> {
    Err(None)
}
