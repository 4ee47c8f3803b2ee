//! The lesson: its chapters, and the questions that can be asked of any scenario.

mod ask;
mod chapter;

pub use ask::Ask;
pub use chapter::Chapter;
