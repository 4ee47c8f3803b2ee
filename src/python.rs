//! The reader's own Python programs: read, checked, compiled, run in virtual time.

pub mod check;
pub mod clock;
pub mod code;
pub mod compile;
pub mod fault;
pub mod library;
#[expect(clippy::wildcard_enum_match_arm, reason = "a value of any other kind is refused alike")]
pub mod machine;
pub mod methods;
pub mod number;
pub mod outcome;
pub mod parse;
pub mod problem;
pub mod program;
pub mod programs;
pub mod random;
pub mod record;
pub mod replay;
pub mod run;
pub mod text;
pub mod tree;
#[expect(clippy::wildcard_enum_match_arm, reason = "a value of any other kind is refused alike")]
pub mod values;
