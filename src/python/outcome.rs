//! How runs and their tasks end, and the limits that a run may reach.

use super::record::Awaited;
pub use super::record::TaskOutcome;

/// The most tasks that a run makes, beside the module's own.
pub const TASKS_MAX: u32 = 10_000;

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// The program came to its end.
    #[default]
    Returned,
    /// An exception came out of the module.
    Raised(Raised),
    /// `sys.exit`, or another `SystemExit`.
    Exit,
    /// Nobody can go on. The cycle comes first, where there is one.
    Deadlock(Vec<Stuck>),
    /// The run was cut short.
    Limit {
        /// What there was too much of.
        limit: Limit,
        /// The line that was reached.
        line: u32,
    },
    /// Something that Interleave does not know, seen only while running.
    Unsupported {
        /// Where: the line, from 1.
        line: u32,
        /// The column, from 1, in characters.
        column: u32,
        /// What it is, and the nearest thing that works.
        message: String,
    },
}

impl Outcome {
    /// The name of its kind on the wire.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Raised(_) => "raised",
            Self::Exit => "exit",
            Self::Deadlock(_) => "deadlock",
            Self::Limit { .. } => "limit",
            Self::Unsupported { .. } => "unsupported",
        }
    }
}

/// An exception that nobody caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The name of its class.
    pub kind: String,
    /// What `str` makes of it.
    pub message: String,
    /// The line of the statement, in the innermost frame of the program.
    pub line: u32,
}

/// A task that can never go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Its number.
    pub task: u32,
    /// Where it waits.
    pub line: u32,
    /// What it waits for.
    pub waits_for: Vec<Awaited>,
    /// Who holds that, where somebody does.
    pub held_by: Option<u32>,
}

/// What a run may not have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Statements executed.
    Statements,
    /// Spans of tasks and resources.
    Spans,
    /// Tasks made.
    Tasks,
    /// Threads started.
    Threads,
    /// Bytes printed.
    Output,
    /// Bytes of values, by fixed sizes.
    Memory,
    /// Virtual time.
    Time,
}

impl Limit {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Spans => "spans",
            Self::Tasks => "tasks",
            Self::Threads => "threads",
            Self::Output => "output",
            Self::Memory => "memory",
            Self::Time => "time",
        }
    }
}
