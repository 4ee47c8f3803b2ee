//! The lesson: its chapters, and the questions that can be asked of any scenario.

mod ask;
mod chapter;
mod setting;
mod words;

pub use ask::Ask;
pub use chapter::Chapter;
pub use setting::Spot;
pub use words::{Column, column, words};
