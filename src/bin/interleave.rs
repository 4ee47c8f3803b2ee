//! The command line: reads files and links, simulates, prints.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;

use interleave::link::View;
use interleave::scenario::Scenario;
use interleave::scenario::lookalike::Suspect;
use interleave::subject::Subject;
use interleave::trace::Trace;
use interleave::{export, file, link, sim};
use lexopt::prelude::*;

#[path = "interleave/block.rs"]
mod block;
#[path = "interleave/mdbook.rs"]
mod mdbook;
#[path = "interleave/program.rs"]
mod program;
#[path = "interleave/render.rs"]
mod render;

const HELP: &str = "\
interleave shows what a thread does while it waits.

Usage:
  interleave simulate FILE [--format FORMAT]   run the scenario or the program of a file, print what happened
  interleave link FILE                         print the link that opens the scenario or the program of a file
  interleave expand LINK                       print what a link opens as a file in JSON
  interleave render FILE|LINK [-o OUT.svg] …   draw a picture of it, for pages, slides and print
  interleave mdbook [supports RENDERER]        a preprocessor of mdBook, see docs/course-material.md
  interleave --help | --version

FILE is a scenario or programs in JSON, or a program in Python (.py); - reads it from standard input. LINK is a whole
address, or what stands in one from ? or # on; put it in quotation marks.

Formats of simulate:
  text       a diagram and the numbers, for people (the default)
  json       every span of every lane, for programs
  csv        the same as a table, one row a span
  perfetto   the same as Chrome trace events in JSON, which the Perfetto UI opens

Options of simulate and link for programs:
  --line COST      what each statement takes: 1ms, 20us, 0; auto (the default) lets waits and statements be seen
  --form FORM      written, or blocking: the same program with every wait blocking; both where asyncio is imported
  --python         standard input, or a file of another name, is a program; of expand: print the program's own text

Options of render; all but the first two win over the same parameter of the link:
  -o OUT.svg       where to write; standard output if it is - or not given
  --width PX       how wide, 240 to 16000 (the default is 880); below 600 the lanes' names stand above them
  --t MS           the moment in milliseconds: what lies ahead is pale, and the playhead stands there
  --follow N       the request that is followed
  --zoom A..B      the visible stretch in milliseconds
  --theme THEME    light, dark, or auto (the default): the reader's own where the program that shows it knows
  --url ADDRESS    the page's address, for the link inside the picture

What is wrong with a scenario or a link, or may mean something else, is said on standard error, by field or
parameter; what is wrong with a program as FILE:LINE:COLUMN. However a program ends is no failure. The exit status is 0 on success, 1 if the output could not be written, 2 if the input was bad.

A scenario needs no more than its requests:
  {\"requests\": [{\"steps\": \"cpu 3, db 20, cpu 5\", \"count\": 3, \"every\": \"1ms\"}]}
";

/// Why there is no result.
enum Failure {
    /// What was asked for or given is wrong; one line each.
    Input(Vec<String>),
    /// What is wrong with a program, each at its place.
    Problems(Vec<String>),
    /// The result could not be written.
    Output(io::Error),
}

impl Failure {
    fn input(message: impl fmt::Display) -> Self {
        Self::Input(vec![message.to_string()])
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::Input(vec![error.to_string(), "interleave --help says what can be asked for".into()])
    }
}

fn main() -> ExitCode {
    let result = Command::from_args(lexopt::Parser::from_env()).and_then(Command::run);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        // A reader that has seen enough, such as `head`, is no failure.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain(&[format!("cannot write the output: {error}")]);
            ExitCode::from(1)
        }
        Err(Failure::Input(lines)) => {
            complain(&lines);
            ExitCode::from(2)
        }
        Err(Failure::Problems(lines)) => {
            complain_at_places(&lines);
            ExitCode::from(2)
        }
    }
}

/// Standard error that is closed is nobody's concern.
fn complain(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "interleave: {line}");
    }
}

/// The same where each line begins with the place that it speaks of, as editors want it.
fn complain_at_places(lines: &[String]) {
    let mut err = io::stderr().lock();
    for line in lines {
        let _ = writeln!(err, "{line}");
    }
}

/// What is asked for.
enum Command {
    Help,
    Version,
    Simulate { file: OsString, format: Format, wish: program::Wish },
    Link { file: OsString, wish: program::Wish },
    Expand { link: String, wish: program::Wish },
    Render(render::Args),
    Mdbook(mdbook::Args),
}

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
    Csv,
    Perfetto,
}

impl Command {
    fn from_args(mut args: lexopt::Parser) -> Result<Self, Failure> {
        let mut format = None;
        let mut wish = program::Wish::default();
        let mut values = Vec::new();
        while let Some(arg) = args.next()? {
            match arg {
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Long("line") => wish.line(&args.value()?)?,
                Long("form") => wish.form(&args.value()?)?,
                Long("python") => wish.python = true,
                Long("format") if format.is_none() => format = Some(Format::named(&args.value()?)?),
                Value(value) if values.is_empty() && format.is_none() && value == "render" => {
                    return Ok(Self::Render(render::Args::parse(args)?));
                }
                Value(value) if values.is_empty() && format.is_none() && value == "mdbook" => {
                    return Ok(Self::Mdbook(mdbook::Args::parse(args)?));
                }
                Value(value) => values.push(value),
                Short(_) | Long(_) => return Err(arg.unexpected().into()),
            }
        }
        let mut values = values.into_iter();
        let command = values
            .next()
            .ok_or_else(|| lexopt::Error::from("expected simulate, link, expand, render or mdbook"))?;
        let name = command.to_string_lossy();
        let expected = match &*name {
            "simulate" | "link" => "a FILE, or - for standard input",
            "expand" => "a LINK",
            _ => {
                let message =
                    format!("found {:?}, expected simulate, link, expand, render or mdbook", &*name);
                return Err(lexopt::Error::from(message).into());
            }
        };
        let operand = match (values.next(), values.next()) {
            (Some(operand), None) => operand,
            (None, _) => return Err(lexopt::Error::from(format!("{name}: expected {expected}")).into()),
            (Some(_), Some(extra)) => {
                return Err(lexopt::Error::from(format!("{name}: found {extra:?} beside {expected}")).into());
            }
        };
        match (&*name, format) {
            ("simulate", format) => {
                Ok(Self::Simulate { file: operand, format: format.unwrap_or(Format::Text), wish })
            }
            (_, Some(_)) => Err(lexopt::Error::from(format!("{name}: --format belongs to simulate")).into()),
            ("link", None) => Ok(Self::Link { file: operand, wish }),
            (_, None) => match operand.into_string() {
                Ok(link) => Ok(Self::Expand { link, wish }),
                Err(_) => Err(Failure::input("LINK: not valid UTF-8")),
            },
        }
    }

    fn run(self) -> Result<(), Failure> {
        match self {
            Self::Help => print(HELP),
            Self::Version => print(concat!("interleave ", env!("CARGO_PKG_VERSION"), "\n")),
            Self::Simulate { file, format, wish } => match read_subject(&file, &wish)? {
                (Subject::Scenario(scenario), _) => simulate(&scenario, format),
                (Subject::Programs(programs), shown) => program::simulate(&programs, &shown, format),
            },
            Self::Link { file, wish } => {
                let (subject, _) = read_subject(&file, &wish)?;
                let link = link::print_subject(&subject, None, &View::default()).map_err(Failure::input)?;
                print(&format!("{link}\n"))
            }
            Self::Expand { link, wish } => print(&wish.expanded(&open_link(&link)?.subject)?),
            Self::Render(args) => args.run(),
            Self::Mdbook(args) => args.run(),
        }
    }
}

impl Format {
    fn named(name: &OsString) -> Result<Self, Failure> {
        match name.to_str() {
            Some("text") => Ok(Self::Text),
            Some("json") => Ok(Self::Json),
            Some("csv") => Ok(Self::Csv),
            Some("perfetto") => Ok(Self::Perfetto),
            Some(_) | None => {
                let message = format!("--format: found {name:?}, expected text, json, csv or perfetto");
                Err(lexopt::Error::from(message).into())
            }
        }
    }
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

fn simulate(scenario: &Scenario, format: Format) -> Result<(), Failure> {
    let runs = run_all(scenario)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match format {
        Format::Text => out.write_all(export::text::print(&scenario.title, &runs).as_bytes()),
        Format::Json => export::json::write(&mut out, scenario, &runs),
        Format::Csv => export::csv::write(&mut out, &runs),
        Format::Perfetto => export::perfetto::write(&mut out, &scenario.title, &runs),
    };
    written.and_then(|()| out.flush()).map_err(Failure::Output)
}

fn run_all(scenario: &Scenario) -> Result<Vec<Trace>, Failure> {
    let runs = scenario.runtimes.iter().map(|&runtime| sim::simulate(scenario, runtime));
    runs.collect::<Result<_, _>>().map_err(Failure::input)
}

/// What a link opens.
struct Opened {
    subject: Subject,
    /// The preset that the scenario is, unless the link changes it.
    preset: Option<&'static str>,
    view: View,
}

/// A link that does not say what it means to simulate is bad input; what else is wrong with it is only mentioned.
fn open_link(link: &str) -> Result<Opened, Failure> {
    if !link.contains(['?', '#', '=']) && !link.contains("://") {
        return Err(Failure::input(format!(
            "LINK: found {link:?}, expected an address, or ? or # and parameters"
        )));
    }
    let (query, fragment) = link::split(link);
    let link::Opened { subject, preset, view, warnings } = link::open(query, fragment);
    let lines = warnings.iter().map(ToString::to_string).collect();
    if warnings.iter().any(link::Warning::changes_subject) {
        return Err(Failure::Input(lines));
    }
    complain(&lines);
    Ok(Opened { subject, preset, view })
}

/// What a file asks for, and what the file is called.
fn read_subject(name: &OsString, wish: &program::Wish) -> Result<(Subject, String), Failure> {
    let (text, shown) = read_text(name)?;
    if wish.python || program::is_named(name) {
        return Ok((Subject::Programs(wish.programs(text)), shown));
    }
    let subject = file::read(&text)
        .map_err(|errors| Failure::Input(errors.iter().map(|error| format!("{shown}: {error}")).collect()))?;
    match subject {
        Subject::Scenario(scenario) => {
            if let Some(option) = wish.given() {
                let message = format!("{option}: {shown} has a scenario, expected a program, as in FILE.py");
                return Err(Failure::input(message));
            }
            let hint = |suspect: Suspect| format!("{shown}: requests[{}].steps: {suspect}", suspect.group);
            complain(&scenario.suspects().into_iter().map(hint).collect::<Vec<_>>());
            Ok((Subject::Scenario(scenario), shown))
        }
        Subject::Programs(programs) => Ok((Subject::Programs(wish.over(programs)), shown)),
    }
}

/// The text of a file, and what the file is called.
fn read_text(name: &OsString) -> Result<(String, String), Failure> {
    let shown = if name == "-" { "standard input".into() } else { name.to_string_lossy().into_owned() };
    let bytes =
        read_bytes(name).map_err(|error| Failure::input(format!("{shown}: cannot be read: {error}")))?;
    if bytes.len() > file::FILE_BYTES_MAX {
        let message =
            format!("{shown}: found more than {0} bytes, expected at most {0}", file::FILE_BYTES_MAX);
        return Err(Failure::input(message));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        Failure::input(format!("{shown}: not valid UTF-8 after byte {valid}"))
    })?;
    Ok((text, shown))
}

/// Reads one byte more than a file may have, so that it is found to be too long.
fn read_bytes(name: &OsString) -> io::Result<Vec<u8>> {
    let limit = file::FILE_BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(name)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
