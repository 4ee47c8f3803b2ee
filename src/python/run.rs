//! One run of a program, as it came out.

use super::outcome::Outcome;
use super::record::Record;
use crate::trace::State;

/// How a program is executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As it is written.
    Written,
    /// With every wait blocking the thread.
    Blocking,
}

impl Form {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Written, Self::Blocking];

    /// Its name on the outside.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Blocking => "blocking",
        }
    }

    /// The form of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// One run of a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// How it was executed.
    pub form: Form,
    /// What a statement cost.
    pub line_ns: u64,
    /// When it was over.
    pub end_ns: u64,
    /// How it ended.
    pub outcome: Outcome,
    /// How many statements were executed.
    pub statements: u64,
    /// What happened.
    pub record: Record,
}

impl Run {
    /// How long all tasks together were in a state, in nanoseconds.
    pub fn time_in(&self, state: State) -> u64 {
        let spans = self.record.tasks.iter().flat_map(|task| &task.spans);
        spans.filter(|span| span.state == state).map(|span| span.end_ns - span.start_ns).sum()
    }
}
