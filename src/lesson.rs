//! The lesson: its chapters, and the questions that can be asked of any scenario.

mod ask;
mod belief;
mod chapter;
mod question;
mod setting;
mod words;

pub use ask::{Ask, end_in_doubt};
pub use belief::Belief;
pub use chapter::Chapter;
pub use question::{Outcome, Question, Reason, reason, suggest};
pub use setting::Spot;
pub use words::{Column, column, words};
