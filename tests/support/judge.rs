//! Holds a run of Interleave against CPython's, and against the rules.

use serde_json::Value;

use super::account::{Account, innermost_wait};
use super::cpython::{Form, Question};
use super::{ours, run_rules};

/// What is wrong with our run of a program, with CPython's beside it.
pub(crate) fn judge(question: &Question, answer: &Value) -> Result<(), String> {
    let theirs = Account::of_cpython(answer)?;
    let run = ours::run(question).map_err(|said| format!("  it was refused: {said}"))?;
    let differences = Account::of_run(&run).differences(&theirs, question.form == Form::Written);
    if !differences.is_empty() {
        return Err(differences);
    }
    if question.form == Form::Blocking && innermost_wait(&run) != innermost_wait(answer) {
        return Err(format!("  who waits: {} {}", run["outcome"], answer["outcome"]));
    }
    run_rules::check(&run, question.form).map_err(|rule| format!("  a rule is broken: {rule}"))
}
