//! Runs as text for other programs and for people.

pub mod json;
pub mod text;
