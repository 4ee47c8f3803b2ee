//! CPython as a reference: programs go in, what they did comes out, through the runner in `tests/python/reference`.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use xtask::tools;

/// What a run of a program is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) source: String,
    pub(crate) form: Form,
    pub(crate) line_ns: u64,
}

/// The two forms of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Written,
    Blocking,
}

impl Form {
    pub(crate) const ALL: [Self; 2] = [Self::Written, Self::Blocking];

    /// Those that a program has: one that does not import asyncio has nothing to wait with.
    pub(crate) fn of(source: &str) -> &'static [Self] {
        if source.contains("import asyncio") || source.contains("from asyncio") {
            &Self::ALL
        } else {
            &[Self::Written]
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Written => "written",
            Self::Blocking => "blocking",
        })
    }
}

/// What CPython did with each program. None, and said aloud, where no CPython 3.14 is on this machine.
pub(crate) fn ask(questions: &[Question]) -> Option<Vec<Value>> {
    let mut child = start()?;
    let mut input = child.stdin.take().expect("it is piped");
    let lines: Vec<String> = questions
        .iter()
        .map(|question| {
            let form = question.form.to_string();
            format!("{}\n", json!({ "source": question.source, "form": form, "cost_ns": question.line_ns }))
        })
        .collect();
    let writer = thread::spawn(move || {
        for line in lines {
            // A runner that has died is found out by its missing answers.
            if input.write_all(line.as_bytes()).is_err() {
                return;
            }
        }
    });
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    let answers: Vec<Value> = output
        .lines()
        .map(|line| serde_json::from_str(&line.expect("the answer is text")).expect("the answer is JSON"))
        .collect();
    writer.join().expect("writing does not panic");
    let status = child.wait().expect("it was started");
    assert!(status.success(), "the runner ended after {} of {} programs", answers.len(), questions.len());
    assert_eq!(answers.len(), questions.len(), "an answer a program");
    Some(answers)
}

fn start() -> Option<Child> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/reference");
    let mut command = if std::env::var_os("INTERLEAVE_PYTHON3").is_some() {
        // For a look at what another version does.
        let mut command = Command::new("python3");
        command.arg("-B").arg(folder.join("lines.py"));
        command
    } else {
        let Some(modules) = tools::pyodide() else {
            eprintln!("SKIPPED: there is no pyodide on this machine; `cargo xtask setup` installs it");
            return None;
        };
        let mut command = Command::new("node");
        command.arg(folder.join("pyodide.mjs")).env("NODE_MODULES", modules);
        command
    };
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
    match child {
        Ok(child) => Some(child),
        Err(error) => {
            eprintln!("SKIPPED: {error}, so no program was run by CPython");
            None
        }
    }
}
