//! What is known of a run of a program beside its trace: what it printed, what is worth knowing, how it ended.

use crate::export::program::outcome_in_words;
use crate::python::outcome::Outcome;
use crate::python::record::Stream;
use crate::python::run::{Form, Run};
use crate::time::Instant;

/// What a run says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Which program it is of, from 0.
    pub program: usize,
    /// How it was run.
    pub form: Form,
    /// What a statement cost, in nanoseconds.
    pub line_ns: u64,
    /// How it ended: the kind's name, the words, and the line where it has one.
    pub ending: Ending,
    /// What was printed, in order of time.
    pub printed: Vec<Printed>,
    /// What the program itself does not say.
    pub notes: Vec<Noted>,
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The name of its kind: `returned`, `raised`, …
    pub kind: String,
    /// In words.
    pub words: String,
    /// Where, if it was cut short or broke off.
    pub line: Option<u32>,
}

/// What was printed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// When.
    pub at: Instant,
    /// By which task, from 0.
    pub task: u32,
    /// By which line.
    pub line: u32,
    /// Whether to standard error.
    pub is_error: bool,
    /// The text.
    pub text: String,
}

/// Something worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// Its name: `never-awaited`, …
    pub kind: String,
    /// Where.
    pub line: Option<u32>,
    /// In words.
    pub text: String,
}

impl Account {
    /// What a run of the program in this place says.
    pub fn of(program: usize, run: &Run) -> Self {
        let ending = Ending {
            kind: run.outcome.name().to_owned(),
            words: outcome_in_words(run),
            line: line_of(&run.outcome),
        };
        let printed = run.record.output.iter().map(|output| Printed {
            at: Instant::from_ns(output.at_ns),
            task: output.task,
            line: output.line,
            is_error: output.stream == Stream::Err,
            text: output.text.clone(),
        });
        let notes = run.record.notes.iter().map(|note| Noted {
            kind: note.kind.name().to_owned(),
            line: note.line,
            text: note.text.clone(),
        });
        Self {
            program,
            form: run.form,
            line_ns: run.line_ns,
            ending,
            printed: printed.collect(),
            notes: notes.collect(),
        }
    }

    /// Its name on the outside: `written`, `blocking`, of the second program `written-2`.
    pub fn name(&self) -> String {
        match self.program {
            0 => self.form.name().to_owned(),
            place => format!("{}-{}", self.form.name(), place + 1),
        }
    }
}

fn line_of(outcome: &Outcome) -> Option<u32> {
    match outcome {
        Outcome::Raised(raised) => Some(raised.line),
        Outcome::Limit { line, .. } | Outcome::Unsupported { line, .. } => Some(*line),
        Outcome::Deadlock(stuck) => stuck.first().map(|stuck| stuck.line),
        Outcome::Returned | Outcome::Exit => None,
    }
}
