//! CPython as a reference: programs go in, what they did comes out, through the runner in `tests/python/reference`.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use xtask::{strict, tools};

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
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Written => "written",
            Self::Blocking => "blocking",
        })
    }
}

/// A CPython that runs one program after the other.
pub(crate) struct Cpython {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Cpython {
    /// CPython 3.14 in node, where it is installed.
    pub(crate) fn start() -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/reference");
        let untested = "what CPython does with programs";
        let mut command = if std::env::var_os("INTERLEAVE_PYTHON3").is_some() {
            // For a look at what another version does.
            let mut command = Command::new("python3");
            command.arg("-B").arg(folder.join("lines.py"));
            command
        } else {
            let modules = strict::or_skip(tools::pyodide(), "pyodide", untested)?;
            let mut command = Command::new("node");
            command.arg(folder.join("pyodide.mjs")).env("NODE_MODULES", modules);
            command
        };
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok();
        let mut child = strict::or_skip(child, "node", untested)?;
        let input = child.stdin.take().expect("it is piped");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Some(Self { child, input, output })
    }

    /// What it does with each program.
    pub(crate) fn ask(&mut self, questions: &[Question]) -> Vec<Value> {
        let (input, output) = (&mut self.input, &mut self.output);
        thread::scope(|scope| {
            // Beside reading: it answers before it has heard everything.
            scope.spawn(move || {
                for question in questions {
                    let Question { source, form, line_ns } = question;
                    let line = json!({ "source": source, "form": form.to_string(), "cost_ns": line_ns });
                    // One that has died is found out by its missing answers.
                    if writeln!(input, "{line}").is_err() {
                        return;
                    }
                }
            });
            let answers = questions.iter().map(|question| {
                let mut line = String::new();
                output.read_line(&mut line).expect("the answer is text");
                serde_json::from_str(&line)
                    .unwrap_or_else(|error| panic!("{error} in the answer to:\n{}", question.source))
            });
            answers.collect()
        })
    }
}

impl Drop for Cpython {
    fn drop(&mut self) {
        // Who fails to end it cannot do more about it.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
