//! What the diagram says to those who read: the transcript and the table of spans below it.

use super::figure::number;

/// Opens the transcript.
pub const IN_WORDS: &str = "In words";
/// Opens the table.
pub const AS_A_TABLE: &str = "As a table";
/// The pages before.
pub const EARLIER: &str = "Earlier";
/// The pages after.
pub const LATER: &str = "Later";
/// The runs are too large to be told event by event.
pub const TOO_MUCH: &str =
    "So much happens in these runs that it is not told event by event. The table and the numbers say it.";
/// A table that is cut off.
pub const TOO_MANY: &str =
    "There are more spans than are listed here: zoom in to see all of a shorter stretch.";
/// An empty page.
pub const NOTHING: &str = "Nothing happens in this stretch.";
/// The columns of the table.
pub const COLUMNS: [&str; 8] =
    ["Model", "Lane", "State", "Start, ms", "End, ms", "Length, ms", "Request", "Step"];
/// An end that is not told yet.
pub const OPEN_END: &str = "goes on";
/// The link to the page, in print.
pub const LINK: &str = "The diagram that moves:";

/// What the transcript or the table is of.
pub fn caption(what: &str, start: &str, end: &str) -> String {
    format!("{what}, from {start} to {end} ms")
}

/// The transcript's heading.
pub const TRANSCRIPT: &str = "What happens";
/// The table's heading.
pub const TABLE: &str = "Spans of all lanes";

/// Which rows are shown: `1–100 of 340`.
pub fn range(first: usize, last: usize, all: usize) -> String {
    let number = |count: usize| number(count as u64);
    format!("{}–{} of {}", number(first), number(last), number(all))
}

/// In print, what is left out after the first rows.
pub fn more_events(count: usize) -> String {
    format!("and {} more", number(count as u64))
}

/// A step, by its number from 1 and as it is written.
pub fn step(index: u32, written: &str) -> String {
    format!("{}: {written}", index + 1)
}
