//! What of the page is loaded when it is asked for: the diagram stands without it.

use yew::html::BaseComponent;
use yew::prelude::*;

use super::editor::fields;
use super::words::listing;
use super::{code, comparison, export, gallery, lesson, now, output, program, question, sharing};
use crate::narrate::Chronicle;
use crate::time::Instant;
use crate::ui::hooks::{Clerk, Part, Work, clerk, work};
use crate::ui::state::{Shown, State};

/// All of them, and how each is come by.
#[derive(Clone, Copy, PartialEq)]
pub struct Parts {
    /// The dialogs that hand something out.
    pub dialogs: Part<Dialogs>,
    /// The fields of the editor.
    pub fields: Part<Fields>,
    /// What reads and writes files.
    pub clerk: Part<Clerk>,
    /// What has large scenarios simulated apart from the page.
    pub work: Part<Work>,
    /// The lesson and its questions.
    pub teaching: Part<Teaching>,
    /// What stands beside the diagram and below it.
    pub beside: Part<Beside>,
}

impl Default for Parts {
    /// Everything in one program.
    fn default() -> Self {
        Self {
            dialogs: Part::Here(dialogs()),
            fields: Part::Here(fields()),
            clerk: Part::Here(clerk()),
            work: Part::Here(work()),
            teaching: Part::Here(teaching()),
            beside: Part::Here(beside()),
        }
    }
}

/// The dialogs that hand something out.
#[derive(Clone, Copy)]
pub struct Dialogs {
    /// The link, or the diagram for another page.
    pub sharing: fn(sharing::Props) -> Html,
    /// The diagram or its data as a file.
    pub export: fn(export::Props) -> Html,
    /// The programs that people ask about.
    pub gallery: fn(gallery::Props) -> Html,
}

/// The dialogs.
pub fn dialogs() -> Dialogs {
    Dialogs {
        sharing: drawn::<sharing::Sharing>,
        export: drawn::<export::Export>,
        gallery: drawn::<gallery::Gallery>,
    }
}

/// The fields of the editor.
#[derive(Clone, Copy)]
pub struct Fields {
    /// All of them.
    pub body: fn(fields::BodyProps) -> Html,
}

/// The fields.
pub fn fields() -> Fields {
    Fields { body: drawn::<fields::Body> }
}

/// The lesson and its questions.
#[derive(Clone, Copy)]
pub struct Teaching {
    /// The card of the open chapter.
    pub lesson: fn(lesson::Props) -> Html,
    /// The card of a question.
    pub question: fn(question::Props) -> Html,
    /// What of the open chapter is to be seen in its scenario.
    pub here: fn(&State) -> Option<String>,
    /// The question in a sentence.
    pub words: fn(&State) -> Option<String>,
    /// Why it is as it is.
    pub feedback: fn(&State) -> Option<String>,
}

/// The lesson.
pub fn teaching() -> Teaching {
    Teaching {
        lesson: drawn::<lesson::Lesson>,
        question: drawn::<question::QuestionCard>,
        here: State::lesson_here,
        words: State::question_words,
        feedback: State::feedback,
    }
}

/// What stands beside the diagram and below it.
#[derive(Clone, Copy)]
pub struct Beside {
    /// Everything that happens.
    pub chronicle: fn(&Shown) -> Option<Chronicle>,
    /// What is said of each run at an instant.
    pub lines: fn(&Shown, Option<&Chronicle>, Instant) -> Vec<now::Line>,
    /// What is read aloud.
    pub announcement: fn(&State, &[now::Line]) -> Option<AttrValue>,
    /// The card of what goes on.
    pub now: fn(now::Props) -> Html,
    /// The card of the program.
    pub code: fn(code::Props) -> Html,
    /// The programs that a question is about.
    pub programs: fn(code::ProgramsProps) -> Html,
    /// The card of the reader's own programs.
    pub own: fn(program::Props) -> Html,
    /// The card of what they print, and of how they end.
    pub output: fn(output::Props) -> Html,
    /// The card of numbers.
    pub comparison: fn(comparison::Props) -> Html,
    /// What happens, event by event.
    pub transcript: fn(listing::PartProps) -> Html,
    /// The spans of all lanes.
    pub table: fn(listing::PartProps) -> Html,
}

/// What stands beside the diagram and below it.
pub fn beside() -> Beside {
    Beside {
        chronicle: now::chronicle,
        lines: now::lines,
        announcement: super::announcer::announcement,
        now: drawn::<now::Now>,
        code: drawn::<code::Code>,
        programs: drawn::<code::Programs>,
        own: drawn::<program::Program>,
        output: drawn::<output::Output>,
        comparison: drawn::<comparison::Comparison>,
        transcript: drawn::<listing::Transcript>,
        table: drawn::<listing::Spans>,
    }
}

impl PartialEq for Beside {
    /// There is one only.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

fn drawn<C: BaseComponent>(props: C::Properties) -> Html {
    html! { <C ..props /> }
}
