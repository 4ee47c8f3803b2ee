//! A program of the gallery, and what can be said of its runs.

use crate::link::{self, TooLarge, View};
use crate::python::program::{LineCost, Program};
use crate::python::programs::{Forms, Programs};
use crate::python::run::{Form, Run};
use crate::text::gallery as text;
use crate::text::lesson::fill;
use crate::time::{Duration, Instant};
use crate::trace::State;

/// What a statement costs in each of them: little beside their waits, and enough to be seen.
const LINE: Duration = Duration::from_ms(1);

/// What a program is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Waiting for several things at once.
    Together,
    /// Not keeping the loop's thread.
    Loop,
    /// Locks, semaphores, queues.
    Limits,
    /// Deadlines, errors, cancelling.
    Failing,
    /// More than one thread.
    Threads,
}

impl Topic {
    /// All of them in their order.
    pub const ALL: [Self; 5] = [Self::Together, Self::Loop, Self::Limits, Self::Failing, Self::Threads];

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        text::TOPICS[self as usize]
    }
}

/// A program of the gallery.
#[derive(Debug)]
pub struct Entry {
    /// Its name in links and files, lower-case letters and hyphens.
    pub id: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// Its text.
    pub source: &'static str,
    /// Where to look first.
    pub moment: Instant,
    /// The task to look at.
    pub follow: Option<u32>,
    /// When its runs end, in milliseconds, in the order of the forms that it has.
    pub ends_ms: &'static [u64],
    /// What its answer says in numbers and words, in their order, each with its value.
    pub facts: &'static [(Fact, &'static str)],
    /// Its question, and its answer with places for the facts.
    pub words: &'static text::Words,
}

/// Something of the runs of a program that can be said. Times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// When this form is over.
    Done(Form),
    /// How this form ends: `returned`, `deadlock`.
    Ended(Form),
    /// How long a task is in a state, in the form as written.
    Spent(u32, State),
    /// What the form as written prints as the first, the second, from 0.
    Printed(usize),
    /// When it does.
    PrintedAt(usize),
}

impl Entry {
    /// What people ask.
    pub fn question(&self) -> &'static str {
        self.words.question
    }

    /// What answers it, a sentence or two with the numbers of its runs. `*so*` marks what is set in bold, and grave
    /// accents what is code.
    pub fn answer(&self) -> String {
        let value = |&(fact, value): &(Fact, &str)| match fact {
            Fact::Printed(_) => text::printed(value),
            Fact::Done(_) | Fact::Ended(_) | Fact::Spent(..) | Fact::PrintedAt(_) => value.to_owned(),
        };
        fill(self.words.answer, &self.facts.iter().map(value).collect::<Vec<_>>())
    }

    /// What a statement costs, in nanoseconds.
    pub fn line_ns(&self) -> u64 {
        LINE.as_ns()
    }

    /// The program as it is shown: its question above it, in all forms that it has.
    pub fn programs(&self) -> Programs {
        let cost = LineCost::Fixed(self.line_ns());
        let sources = vec![self.source.to_owned()];
        Programs { title: self.question().to_owned(), sources, cost, forms: Forms::default() }
    }

    /// How it is looked at.
    pub fn view(&self) -> View {
        View { t: self.moment, follow: self.follow, ..View::default() }
    }

    /// The link that opens it at its moment.
    ///
    /// # Errors
    ///
    /// None, as the tests make sure: no program of the gallery is too large for a link.
    pub fn link(&self) -> Result<String, TooLarge> {
        link::print_programs(&self.programs(), &self.view())
    }

    /// Its runs, in all forms that it has; none if it cannot be read, which the tests rule out.
    pub fn runs(&self) -> Vec<Run> {
        let cost = LineCost::Fixed(self.line_ns());
        Program::read(self.source).map_or_else(|_| Vec::new(), |program| program.run(program.forms(), cost))
    }
}

impl Fact {
    /// What holds of these runs; nothing where there is no such run, task or line.
    pub fn of(self, runs: &[Run]) -> Option<String> {
        let run = |wanted| runs.iter().find(|run| run.form == wanted);
        let written = run(Form::Written);
        let printed = |number| written.and_then(|run| run.record.output.get(number));
        let ms = |ns| Duration::from_ns(ns).to_string();
        match self {
            Self::Done(form) => run(form).map(|run| ms(run.end_ns)),
            Self::Ended(form) => run(form).map(|run| run.outcome.name().to_owned()),
            Self::Spent(task, state) => {
                let task = written?.record.tasks.get(usize::try_from(task).ok()?)?;
                let spans = task.spans.iter().filter(|span| span.state == state);
                Some(ms(spans.map(|span| span.end_ns - span.start_ns).sum()))
            }
            Self::Printed(number) => printed(number).map(|output| output.text.trim_end().to_owned()),
            Self::PrintedAt(number) => printed(number).map(|output| ms(output.at_ns)),
        }
    }
}
