//! The reader's own Python programs: read, checked, compiled, run in virtual time.

pub mod code;
pub mod library;
pub mod parse;
pub mod problem;
pub mod tree;
