//! The lesson as the page has it: what it shows of its chapter, and how the playhead gets there.

use super::{Shared, Shown, State};
use crate::lesson::{self, Spot};
use crate::link::View;
use crate::time::Instant;
use crate::trace::Trace;

impl State {
    /// Whether what is shown is the open chapter's own scenario.
    pub fn is_in_scene(&self) -> bool {
        self.lesson.is_some_and(|chapter| chapter.scenario() == *self.shown.scenario())
    }

    /// What of the open chapter's statement is to be seen in its scenario, unless it is a secret.
    pub fn lesson_here(&self) -> Option<String> {
        if self.hidden_from().is_some() {
            return None;
        }
        let traces: Vec<&Trace> = self.shown.runs.iter().map(|run| &*run.trace).collect();
        self.lesson.filter(|_| self.is_in_scene()).and_then(|chapter| lesson::words(chapter, &traces))
    }

    /// What is pointed at: what the reader was asked about, else what the open chapter speaks of while the playhead is
    /// where the chapter has it.
    pub fn spots(&self) -> Vec<Spot> {
        if self.asked.is_some() {
            return self.outcome_spots();
        }
        let chapter = self.lesson.filter(|chapter| self.moment == chapter.moment() && self.is_in_scene());
        chapter.map_or_else(Vec::new, lesson::Chapter::spots)
    }

    /// From where the way to another chapter's moment is shown: from where the playhead is, in another scenario from
    /// its start. `None` where it is there at once.
    pub(super) fn way_to(&self, shown: &Shared<Shown>, view: &View) -> Option<Instant> {
        let is_another = view.lesson.is_some() && view.lesson != self.lesson;
        let from = if *shown == self.shown { self.moment } else { Instant::ZERO };
        (is_another && !self.reduced_motion && from != view.t).then_some(from)
    }
}
