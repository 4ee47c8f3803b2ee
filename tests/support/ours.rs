//! Programs run by Interleave, through its command line.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::cpython::Question;

/// No run takes longer, however slow the machine: each has a limit of its own.
const SECONDS_MAX: u32 = 120;

/// The run that a question is about, or what is said instead.
pub(crate) fn run(question: &Question) -> Result<Value, String> {
    let Question { source, form, line_ns } = question;
    let mut printed = simulate(source, &["--form", &form.to_string(), "--line", &format!("{line_ns}ns")])?;
    Ok(printed["runs"][0].take())
}

/// What is printed as JSON, or what is said instead.
pub(crate) fn simulate(source: &str, arguments: &[&str]) -> Result<Value, String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_interleave"))
        .args(["simulate", "--python", "-", "--format", "json"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program has been built");
    // What it says to a source that it does not read to its end is on its standard error.
    _ = child.stdin.take().expect("it is piped").write_all(source.as_bytes());
    let (mut out, mut err) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let printed = thread::spawn(move || {
        let mut bytes = Vec::new();
        out.read_to_end(&mut bytes).map(|_| bytes)
    });
    let said = thread::spawn(move || {
        let mut bytes = Vec::new();
        err.read_to_end(&mut bytes).map(|_| bytes)
    });
    let mut waited = 0;
    while child.try_wait().expect("it was started").is_none() {
        thread::sleep(Duration::from_millis(1));
        waited += 1;
        if waited > SECONDS_MAX * 1000 {
            _ = child.kill();
            return Err(format!("it runs for more than {SECONDS_MAX} s"));
        }
    }
    let printed = printed.join().expect("reading does not panic").expect("it can be read");
    let said = said.join().expect("reading does not panic").expect("it can be read");
    serde_json::from_slice(&printed).map_err(|_| String::from_utf8_lossy(&said).into_owned())
}
