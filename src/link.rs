//! Scenarios and views as text: files, and links that a person can read and write by hand.

pub mod file;
pub(crate) mod json;
