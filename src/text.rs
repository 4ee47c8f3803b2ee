//! Every sentence that people read, in one place, ready to be translated. `*so*` marks what is set in bold.

pub mod belief;
pub mod chart;
pub mod code;
pub mod crowd;
pub mod edit;
pub mod events;
pub mod export;
pub mod figure;
pub mod gallery;
pub mod lesson;
pub mod model;
pub mod now;
pub mod page;
pub mod program;
pub mod question;
pub mod share;
pub mod words;
pub mod work;

/// `1`, `1 and 2`, `1, 2 and 3`.
pub fn joined(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
