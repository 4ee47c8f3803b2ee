//! Programs on the command line: read, run in their forms, printed.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use interleave::export::program as export;
use interleave::python::outcome::Outcome;
use interleave::python::program::{LineCost, Program};
use interleave::python::run::{Form, Run};
use interleave::time::Duration;

use super::{Failure, Format};

/// What is asked of a program beside its file.
#[derive(Default)]
pub struct Wish {
    /// Whether the file is a program, whatever its name.
    pub python: bool,
    cost: Option<LineCost>,
    forms: Vec<Form>,
}

impl Wish {
    /// Reads what stands behind `--line`: a duration, or `auto`.
    pub fn line(&mut self, value: &OsStr) -> Result<(), Failure> {
        let text = value.to_string_lossy();
        let cost = match &*text {
            "auto" => LineCost::Auto,
            _ => {
                let duration: Duration =
                    text.parse().map_err(|error| Failure::input(format!("--line: {error}, or auto")))?;
                if duration.as_ns() > interleave::python::program::LINE_NS_MAX {
                    return Err(Failure::input(format!(
                        "--line: found {text}, expected at most 1s, or auto"
                    )));
                }
                LineCost::Fixed(duration.as_ns())
            }
        };
        if self.cost.replace(cost).is_some() {
            return Err(Failure::input("--line: found it twice, expected it once"));
        }
        Ok(())
    }

    /// Reads what stands behind `--form`.
    pub fn form(&mut self, value: &OsStr) -> Result<(), Failure> {
        let text = value.to_string_lossy();
        let form = Form::named(&text)
            .ok_or_else(|| Failure::input(format!("--form: found {text:?}, expected written or blocking")))?;
        if self.forms.contains(&form) {
            return Err(Failure::input(format!("--form: found {text} twice, expected it once")));
        }
        self.forms.push(form);
        Ok(())
    }

    /// What was asked for that only programs know.
    pub fn given(&self) -> Option<&'static str> {
        match self {
            Self { python: true, .. } => Some("--python"),
            Self { cost: Some(_), .. } => Some("--line"),
            Self { forms, .. } if !forms.is_empty() => Some("--form"),
            Self { .. } => None,
        }
    }
}

/// Whether a file is a program by its name.
pub fn is_named(file: &OsString) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("py"))
}

/// Runs a program and prints what happened.
pub fn simulate(source: &str, shown: &str, wish: &Wish, format: Format) -> Result<(), Failure> {
    let problems = |problems: Vec<interleave::python::problem::Problem>| {
        let line = |problem: &interleave::python::problem::Problem| {
            format!("{shown}:{}:{}: {}", problem.place.line, problem.place.column, problem.message)
        };
        Failure::Problems(problems.iter().map(line).collect())
    };
    let program = Program::read(source).map_err(problems)?;
    let forms = if wish.forms.is_empty() { program.forms() } else { &wish.forms[..] };
    if let Some(form) = forms.iter().find(|form| !program.forms().contains(form)) {
        let message =
            format!("--form {}: {shown} does not import asyncio, and has no other form", form.name());
        return Err(Failure::input(message));
    }
    let runs = program.run(forms, wish.cost.unwrap_or_default());
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match format {
        Format::Text => out.write_all(export::text::print(&runs).as_bytes()),
        Format::Json => export::json::write(&mut out, program.source(), &runs),
        Format::Csv => export::csv::write(&mut out, &runs),
        Format::Perfetto => export::perfetto::write(&mut out, &runs),
    };
    written.and_then(|()| out.flush()).map_err(Failure::Output)?;
    drop(out);
    unsupported(shown, &runs)
}

/// What was unknown, and seen only while running, is bad input all the same.
fn unsupported(shown: &str, runs: &[Run]) -> Result<(), Failure> {
    let mut lines: Vec<String> = Vec::new();
    for run in runs {
        if let Outcome::Unsupported { line, column, message } = &run.outcome {
            let said = format!("{shown}:{line}:{column}: {message}");
            if !lines.contains(&said) {
                lines.push(said);
            }
        }
    }
    if lines.is_empty() { Ok(()) } else { Err(Failure::Problems(lines)) }
}
