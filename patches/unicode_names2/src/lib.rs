//! Stands in for the crate that knows every character's name: its table is five times the size of the rest of the parser.

/// No character has a name here, so `"\N{…}"` is refused with its place.
pub fn character(_name: &str) -> Option<char> {
    None
}
