//! Stands in for the crate that normalizes text: the parser asks it about names beyond ASCII alone.

/// What the parser calls on a name.
pub trait UnicodeNormalization {
    /// The name as it is written: two ways to write an `é` are two names.
    fn nfkc(self) -> impl Iterator<Item = char>;
}

impl UnicodeNormalization for &str {
    fn nfkc(self) -> impl Iterator<Item = char> {
        self.chars()
    }
}
