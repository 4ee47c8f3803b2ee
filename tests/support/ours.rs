//! Programs run by Interleave, through its command line.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::cpython::Question;

/// The run that is printed as JSON, or what is said instead.
pub(crate) fn run(question: &Question) -> Result<Value, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(["simulate", "--python", "-", "--format", "json", "--form", &question.form.to_string()])
        .arg("--line")
        .arg(format!("{}ns", question.line_ns))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program has been built");
    let written = child.stdin.take().expect("it is piped").write_all(question.source.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    written.map_err(|error| format!("{error}: {said}"))?;
    let mut printed: Value = serde_json::from_slice(&output.stdout).map_err(|_| said.into_owned())?;
    Ok(printed["runs"][0].take())
}
