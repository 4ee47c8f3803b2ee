//! A request's program as it would be written in a language that people use.

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

    /// The language of that name.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }
}
