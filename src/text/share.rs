//! Sharing and embedding.

/// The link of a guest to the whole page.
pub const OPEN: &str = "Open in Interleave";
/// Said after it: where it opens.
pub const NEW_TAB: &str = "in a new tab";
