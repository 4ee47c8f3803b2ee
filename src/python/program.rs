//! A program: read, checked, and run in the forms in which it is shown.

use std::fmt;

use super::check::check;
use super::code::Unit;
use super::compile::{Origin, compile};
use super::machine::{Ended, Setting, execute};
use super::parse::parse;
use super::problem::Problem;
use super::run::{Form, Run};
use super::tree::{Module, Statement, StatementKind};
use crate::time::Duration;
use crate::trace::State;

/// The most statements of a run.
pub const STATEMENTS_MAX: u64 = 5_000_000;
/// How long a request takes that a stand-in makes, unless it is said otherwise.
pub const REQUEST_NS: u64 = 100_000_000;
/// The most that a statement may cost: whoever wants more wants to see nothing else.
pub const LINE_NS_MAX: u64 = 1_000_000_000;

/// What a statement costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineCost {
    /// As much as lets waits and statements both be seen.
    #[default]
    Auto,
    /// So many nanoseconds, at most [`LINE_NS_MAX`].
    Fixed(u64),
}

impl LineCost {
    /// Reads `auto`, or a duration such as `1ms`; a number alone means milliseconds.
    ///
    /// # Errors
    ///
    /// What was expected instead.
    pub fn read(text: &str) -> Result<Self, String> {
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let cost: Duration = text.parse().map_err(|expected| format!("{expected}; or auto"))?;
        let ns = cost.as_ns();
        if ns > LINE_NS_MAX { Err("at most 1s, or auto".into()) } else { Ok(Self::Fixed(ns)) }
    }
}

/// Prints what [`LineCost::read`] reads, a duration in milliseconds without its unit.
impl fmt::Display for LineCost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Auto => f.write_str("auto"),
            Self::Fixed(ns) => Duration::from_ns(ns).fmt(f),
        }
    }
}

/// A program that can be run.
#[derive(Debug)]
pub struct Program {
    source: String,
    unit: Unit,
    imports_asyncio: bool,
}

impl Program {
    /// Reads a program.
    ///
    /// # Errors
    ///
    /// Everything that is wrong or unknown in it, as far as the text shows it.
    pub fn read(source: &str) -> Result<Self, Vec<Problem>> {
        let module = parse(source)?;
        let imports_asyncio = imports_asyncio(&module);
        let mut problems = check(&module);
        match compile(&module, Origin::Program) {
            Ok(unit) if problems.is_empty() => Ok(Self { source: source.to_owned(), unit, imports_asyncio }),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                problems.sort();
                problems.dedup();
                Err(problems)
            }
        }
    }

    /// Its text.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The forms in which it can be shown: the second one only where it is another.
    pub fn forms(&self) -> &'static [Form] {
        if self.imports_asyncio { &Form::ALL } else { &Form::ALL[..1] }
    }

    /// Runs these forms.
    ///
    /// The blocking form costs what the written one does, and executes at most ten times as many statements and 1,000:
    /// one task that never ends would never give the thread back.
    pub fn run(&self, forms: &[Form], cost: LineCost) -> Vec<Run> {
        let line_ns = match cost {
            LineCost::Auto => self.auto_ns(),
            LineCost::Fixed(ns) => ns.min(LINE_NS_MAX),
        };
        let written = self.execute(Form::Written, line_ns, STATEMENTS_MAX);
        let most = written.statements.saturating_mul(10).saturating_add(1000).min(STATEMENTS_MAX);
        let mut written = Some(written);
        let mut runs: Vec<Run> = Vec::new();
        for &form in forms {
            let done = runs.iter().find(|run| run.form == form).cloned();
            let run = done.or_else(|| written.take_if(|_| form == Form::Written));
            runs.push(run.unwrap_or_else(|| self.execute(form, line_ns, most)));
        }
        runs
    }

    fn execute(&self, form: Form, line_ns: u64, statements_max: u64) -> Run {
        let blocking = form == Form::Blocking;
        let setting = Setting { blocking, line_ns, statements_max, request_ns: REQUEST_NS };
        let Ended { record, outcome, statements, end_ns } = execute(&self.unit, &setting);
        Run { form, line_ns, end_ns, outcome, statements, record }
    }

    /// The largest round cost with which waits still stand out: a hundredth of the whole, and half of it for all
    /// statements together, measured in a run in which they cost hardly anything.
    fn auto_ns(&self) -> u64 {
        const PROBE_NS: u64 = 1000;
        const WITHOUT_WAITS_NS: u64 = 1_000_000;
        let probe = self.execute(Form::Written, PROBE_NS, STATEMENTS_MAX);
        if probe.time_in(State::Running) >= probe.end_ns {
            return WITHOUT_WAITS_NS;
        }
        let most = (probe.end_ns / 100).min(probe.end_ns / 2 / probe.statements.max(1));
        round_down(most).clamp(1, 100_000_000)
    }
}

/// The largest of 1, 2, 5 × 10ᵏ that is no larger; 0 for none.
fn round_down(ns: u64) -> u64 {
    let mut decade = 1;
    while decade <= ns / 10 {
        decade *= 10;
    }
    [5, 2, 1].into_iter().map(|digit| digit * decade).find(|&round| round <= ns).unwrap_or(0)
}

/// Whether some statement imports `asyncio`, or something of it.
fn imports_asyncio(module: &Module) -> bool {
    let is_asyncio = |name: &str| name == "asyncio" || name.starts_with("asyncio.");
    let mut open: Vec<&Statement> = module.body.iter().collect();
    while let Some(statement) = open.pop() {
        if let StatementKind::Import(imports) = &statement.kind
            && imports.iter().any(|import| is_asyncio(&import.name))
        {
            return true;
        }
        if let StatementKind::ImportFrom { module, level: 0, .. } = &statement.kind
            && is_asyncio(module)
        {
            return true;
        }
        open.extend(blocks(&statement.kind).into_iter().flatten());
    }
    false
}

/// The blocks of statements inside a statement.
fn blocks(kind: &StatementKind) -> Vec<&[Statement]> {
    match kind {
        StatementKind::If(branches) => branches.iter().map(|branch| &branch.body[..]).collect(),
        StatementKind::While { body, otherwise, .. } => vec![body, otherwise],
        StatementKind::For(of) => vec![&of.body, &of.otherwise],
        StatementKind::With { body, .. } => vec![body],
        StatementKind::Try(of) => {
            let handlers = of.handlers.iter().map(|handler| &handler.body[..]);
            [&of.body[..], &of.otherwise, &of.finally].into_iter().chain(handlers).collect()
        }
        StatementKind::Match { cases, .. } => cases.iter().map(|case| &case.body[..]).collect(),
        StatementKind::Function(of) => vec![&of.body],
        StatementKind::Class(of) => vec![&of.body],
        StatementKind::Expression(_)
        | StatementKind::Assign { .. }
        | StatementKind::Augment { .. }
        | StatementKind::Annotate { .. }
        | StatementKind::Delete(_)
        | StatementKind::Return(_)
        | StatementKind::Raise { .. }
        | StatementKind::Assert { .. }
        | StatementKind::Global(_)
        | StatementKind::Nonlocal(_)
        | StatementKind::Import(_)
        | StatementKind::ImportFrom { .. }
        | StatementKind::Pass
        | StatementKind::Break
        | StatementKind::Continue
        | StatementKind::TypeAlias { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_as_they_are_printed() {
        for cost in [LineCost::Auto, LineCost::Fixed(0), LineCost::Fixed(1), LineCost::Fixed(LINE_NS_MAX)] {
            assert_eq!(LineCost::read(&cost.to_string()), Ok(cost));
        }
        assert_eq!(LineCost::read("20us"), Ok(LineCost::Fixed(20_000)));
        for bad in ["", "Auto", "-1", "1001", "1.5s", "0.0000001"] {
            assert!(LineCost::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn costs_are_round() {
        let rounded: Vec<u64> = [0, 1, 3, 5, 9, 10, 19, 49, 50, 999].map(round_down).to_vec();
        assert_eq!(rounded, [0, 1, 2, 5, 5, 10, 10, 20, 50, 500]);
    }

    #[test]
    fn the_second_form_is_there_where_asyncio_is() {
        let forms = |source: &str| Program::read(source).expect("it is Python").forms().len();
        assert_eq!(forms("print(1)"), 1);
        assert_eq!(forms("import time, asyncio"), 2);
        assert_eq!(forms("def f():\n    if True:\n        from asyncio import sleep\n"), 2);
        assert_eq!(forms("import time"), 1);
    }
}
