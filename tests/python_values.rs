//! Python's plain values, held to CPython: expressions over drawn values are worked out by both, and compared as text.
#![cfg(not(target_arch = "wasm32"))]

#[path = "python_values/clock.rs"]
mod clock;
#[path = "python_values/draw.rs"]
mod draw;
#[path = "python_values/floats.rs"]
mod floats;
#[path = "python_values/formats.rs"]
mod formats;
#[path = "python_values/ints.rs"]
mod ints;
#[path = "python_values/math.rs"]
mod math;
#[path = "python_values/random.rs"]
mod random;
#[path = "python_values/strings.rs"]
mod strings;

use std::io::Write;
use std::process::{Command, Stdio};

use interleave::python::fault::{Fault, FaultKind};

/// Works out each line and prints its `repr`, or its error. What 3.14 words otherwise than the Python at hand is put into
/// 3.14's words.
const WORKER: &str = r#"
import math, random, sys, time, datetime, functools
sys.stdin.reconfigure(encoding="utf-8"); sys.stdout.reconfigure(encoding="utf-8")
old = sys.version_info < (3, 14)
def refusal(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return type(error).__name__
source = sys.stdin.read()
for line in source.split("\n")[:-1]:
    try:
        result = repr(eval(line))
    except Exception as error:
        words = str(error)
        if old and isinstance(error, ZeroDivisionError):
            words = "zero to a negative power" if "negative power" in words else "division by zero"
        result = f"{type(error).__name__}: {words}"
    print(result.replace("\n", "\\n"))
"#;

/// Pairs of an expression and what ours gives for it.
#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// One more pair; the expression is one line.
    fn add(&mut self, expression: impl Into<String>, ours: Result<String, Fault>) {
        let ours = match ours {
            Ok(text) => text,
            // Beyond our limits nothing is compared.
            Err(fault) if fault.kind == FaultKind::Memory => return,
            Err(fault) => format!("{}: {}", kind_name(fault.kind), fault.text).replace('\n', "\\n"),
        };
        let expression = expression.into();
        assert!(!expression.contains(['\n', '\r']), "one line: {expression:?}");
        self.0.push((expression, ours));
    }

    /// Fails with the first pairs that differ.
    fn check(self) {
        assert!(!self.0.is_empty(), "something is compared");
        let theirs = ask(&self.0);
        assert_eq!(theirs.len(), self.0.len(), "one answer for each expression");
        let wrong: Vec<String> = self
            .0
            .iter()
            .zip(&theirs)
            .filter(|((_, ours), theirs)| ours != *theirs)
            .map(|((expression, ours), theirs)| format!("{expression}\n   ours {ours}\n CPython {theirs}"))
            .collect();
        let shown = wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
        let all = self.0.len();
        assert!(wrong.is_empty(), "{} of {all} differ (seed {}):\n{shown}", wrong.len(), draw::SEED);
    }
}

/// What CPython says to each expression.
fn ask(pairs: &[(String, String)]) -> Vec<String> {
    let mut worker = Command::new("python3")
        .args(["-c", WORKER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed to compare with");
    let mut input = worker.stdin.take().expect("it is piped");
    let lines: String = pairs.iter().map(|(expression, _)| format!("{expression}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = worker.wait_with_output().expect("it ends");
    writer.join().expect("the writer ends").expect("everything is read");
    assert!(output.status.success(), "the worker fails");
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn kind_name(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Attribute => "AttributeError",
        FaultKind::Index => "IndexError",
        FaultKind::Key => "KeyError",
        FaultKind::Lookup => "LookupError",
        FaultKind::Memory => "MemoryError",
        FaultKind::Overflow => "OverflowError",
        FaultKind::Type => "TypeError",
        FaultKind::UnicodeDecode => "UnicodeDecodeError",
        FaultKind::UnicodeEncode => "UnicodeEncodeError",
        FaultKind::Value => "ValueError",
        FaultKind::ZeroDivision => "ZeroDivisionError",
    }
}
