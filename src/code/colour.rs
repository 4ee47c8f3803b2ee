//! A line of a program in pieces, each of a kind that has a colour of its own.

use super::Language;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names and signs.
    Plain,
    /// A word of the language.
    Keyword,
    /// The word at which a task lets go of its thread.
    Await,
}

/// The pieces of a line without its comment, which together are the line.
pub fn pieces(language: Language, code: &str) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let is_word = is_of_word(first);
        let length = rest.find(|sign| is_of_word(sign) != is_word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(length);
        pieces.push((kind(language, piece), piece));
        rest = after;
    }
    pieces
}

fn is_of_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}

fn kind(language: Language, word: &str) -> Kind {
    let keywords: &[&str] = match language {
        Language::Python => &["def", "async", "for", "in", "pass"],
        Language::Rust => &["fn", "async", "for", "in"],
        Language::JavaScript => &["function", "async", "for", "let", "new"],
    };
    match word {
        "await" => Kind::Await,
        _ if keywords.contains(&word) => Kind::Keyword,
        _ => Kind::Plain,
    }
}
