//! Programs on the command line: read, run in their forms, printed.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use interleave::export::program::{self as export, Ran};
use interleave::file;
use interleave::python::outcome::Outcome;
use interleave::python::program::{LineCost, Program};
use interleave::python::programs::{Forms, Programs};
use interleave::python::run::{Form, Run};
use interleave::subject::Subject;

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
        let cost = LineCost::read(&text)
            .map_err(|expected| Failure::input(format!("--line: found {text:?}, expected {expected}")))?;
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

    /// A program's text, to be run as it is wished.
    pub fn programs(&self, source: String) -> Programs {
        self.over(Programs::one(source))
    }

    /// Programs, to be run as it is wished where anything is.
    pub fn over(&self, programs: Programs) -> Programs {
        let cost = self.cost.unwrap_or(programs.cost);
        let forms = match &self.forms[..] {
            [] => programs.forms,
            forms => Forms::new(forms.iter().copied()),
        };
        Programs { cost, forms, ..programs }
    }

    /// What a link opens as the text of a file: JSON, or with `--python` the program itself.
    pub fn expanded(&self, subject: &Subject) -> Result<String, Failure> {
        match (subject, self) {
            (_, Self { cost: Some(_), .. }) => Err(Failure::input("--line belongs to simulate and link")),
            (_, Self { forms, .. }) if !forms.is_empty() => {
                Err(Failure::input("--form belongs to simulate and link"))
            }
            (_, Self { python: false, .. }) => Ok(file::write_subject(subject)),
            (Subject::Programs(programs), _) => match &programs.sources[..] {
                [source] => Ok(source.clone()),
                sources => Err(Failure::input(format!(
                    "--python: found {} programs in the link, expected one; without it they are printed as JSON",
                    sources.len()
                ))),
            },
            (Subject::Scenario(_), _) => {
                Err(Failure::input("--python: found a scenario in the link, expected a program"))
            }
        }
    }
}

/// Whether a file is a program by its name.
pub fn is_named(file: &OsString) -> bool {
    Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("py"))
}

/// Runs programs and prints what happened.
pub fn simulate(programs: &Programs, shown: &str, format: Format) -> Result<(), Failure> {
    let several = programs.sources.len() > 1;
    let name = |index: usize| if several { format!("{shown}: programs[{index}]") } else { shown.to_owned() };
    let names: Vec<String> = (0..programs.sources.len()).map(name).collect();
    let runs = run_all(programs, &names)?;
    let sources = programs.sources.iter().zip(&runs);
    let ran: Vec<Ran> = sources.map(|(source, runs)| Ran { source, runs }).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match format {
        Format::Text => out.write_all(export::text::print(&ran).as_bytes()),
        Format::Json => export::json::write(&mut out, &ran),
        Format::Csv => export::csv::write(&mut out, &ran),
        Format::Perfetto => export::perfetto::write(&mut out, &ran),
    };
    written.and_then(|()| out.flush()).map_err(Failure::Output)?;
    drop(out);
    let lines: Vec<String> =
        names.iter().zip(&runs).flat_map(|(name, runs)| unsupported(name, runs)).collect();
    if lines.is_empty() { Ok(()) } else { Err(Failure::Problems(lines)) }
}

/// The runs of each program. Nothing runs where there is something wrong with any of them.
fn run_all(programs: &Programs, names: &[String]) -> Result<Vec<Vec<Run>>, Failure> {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for (source, name) in programs.sources.iter().zip(names) {
        match Program::read(source) {
            Ok(program) => read.push(program),
            Err(found) => problems.extend(found.iter().map(|problem| {
                format!("{name}:{}:{}: {}", problem.place.line, problem.place.column, problem.message)
            })),
        }
    }
    if !problems.is_empty() {
        return Err(Failure::Problems(problems));
    }
    let runs = read.iter().zip(names).map(|(program, name)| {
        let forms = programs.forms.of(program).map_err(|form| {
            let form = form.name();
            Failure::input(format!("--form {form}: {name} does not import asyncio, and has no other form"))
        })?;
        Ok(program.run(&forms, programs.cost))
    });
    runs.collect()
}

/// What was unknown, and seen only while running, is bad input all the same.
fn unsupported(shown: &str, runs: &[Run]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for run in runs {
        if let Outcome::Unsupported { line, column, message } = &run.outcome {
            let said = format!("{shown}:{line}:{column}: {message}");
            if !lines.contains(&said) {
                lines.push(said);
            }
        }
    }
    lines
}
