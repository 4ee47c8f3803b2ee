//! One step of a task: it says what it does, times itself, and explains a failure.

use std::fmt;
use std::time::Instant;

/// Why a step could not be done, and what a person can do about it.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong.
    pub what: String,
    /// What to try.
    pub remedy: String,
}

impl Failure {
    /// A failure with its remedy.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n    remedy: {}", self.what, self.remedy)
    }
}

impl std::error::Error for Failure {}

/// Says that a step has nothing to do.
pub fn skip(name: &str, why: &str) {
    println!("  {name}: skipped, {why}");
}

/// Does one step, with a line before it and one after it.
///
/// # Errors
/// Whatever the step's own failure is.
pub fn run<T>(name: &str, what: &str, action: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    println!("> {name}: {what}");
    let start = Instant::now();
    let result = action();
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(_) => println!("  {name}: done in {seconds:.1} s"),
        Err(failure) => println!("! {name}: failed after {seconds:.1} s: {failure}"),
    }
    result
}
