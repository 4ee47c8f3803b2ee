//! A request's program as it would be written in a language that people use, and the line that it is at.

mod colour;
mod dialect;
mod listing;
mod place;

pub use self::colour::{Kind, pieces};
pub use self::listing::{Line, listing};
pub use self::place::{Place, place};

/// A language in which programs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Threads, and asyncio.
    #[default]
    Python,
    /// Threads of the standard library, and tokio.
    Rust,
    /// Synchronous calls, and promises.
    JavaScript,
}

/// How a program waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// It keeps its thread.
    Sync,
    /// It lets go of its thread where it awaits.
    Async,
}

impl Language {
    /// All languages in the order of the list.
    pub const ALL: [Self; 3] = [Self::Python, Self::Rust, Self::JavaScript];

    /// Its name in links.
    pub fn id(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Rust => "rust",
            Self::JavaScript => "javascript",
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Python => "Python",
            Self::Rust => "Rust",
            Self::JavaScript => "JavaScript",
        }
    }

    /// The language of that name.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }
}
