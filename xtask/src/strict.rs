//! Whether a test may be passed over because a tool is missing.

use std::env;

/// The variable by which nothing is passed over. CI sets it; what is missing then is a failure.
pub const STRICT: &str = "INTERLEAVE_STRICT";

/// What a test has found of a tool that it needs.
///
/// `None` is said, with what is not tested without it, so that the test can be passed over.
///
/// # Panics
/// When there is nothing and [`STRICT`] is set.
#[track_caller]
pub fn or_skip<T>(found: Option<T>, what: &str, untested: &str) -> Option<T> {
    if found.is_none() {
        let message = format!("there is no {what} here, so {untested} is not tested");
        assert!(!is_strict(), "{message}, and {STRICT} is set: `cargo xtask setup` installs it");
        eprintln!("SKIPPED: {message}");
    }
    found
}

fn is_strict() -> bool {
    env::var_os(STRICT).is_some_and(|value| !value.is_empty() && value != "0")
}
