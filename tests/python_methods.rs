//! Methods of builtin values in drawn programs: what ours prints is what CPython prints.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::process::{Command, Stdio};

use interleave::python::machine::{self, Setting};
use interleave::python::outcome::Outcome;
use interleave::python::{compile, parse};

/// Each seed is a program of its own, small enough for the limit on output.
const SEEDS: std::ops::Range<u32> = 1..13;
const CASES: u32 = 150;

/// Says in 3.14's words what an older CPython words otherwise, line by line.
const WORKER: &str = r#"
import contextlib, io, re, sys, warnings
warnings.simplefilter("ignore")
source = sys.stdin.read()
output = io.StringIO()
with contextlib.redirect_stdout(output):
    exec(compile(source, "<program>", "exec"), {"__name__": "__main__"})
text = output.getvalue()
if sys.version_info < (3, 14):
    for old, new in [
        (r"^(ZeroDivisionError: ').*negative power'", r"\1zero to a negative power'"),
        (r"^(ZeroDivisionError: ').*(division|modulo|divmod).*'", r"\1division by zero'"),
        (r"^(ValueError: ').* is not in (list|range|deque)'$", r"\1\2.index(x): x not in \2'"),
        (r'^ValueError: ".* is not in (list|range|deque)"$', r"ValueError: '\1.index(x): x not in \1'"),
        (r"^(ValueError: ')(min|max)\(\) arg is an empty sequence'", r"\1\2() iterable argument is empty'"),
        (r"argument of type '(\w+)' is not iterable", r"argument of type '\1' is not a container or iterable"),
    ]:
        text = re.sub(old, new, text, flags=re.M)
sys.stdout.write(text)
"#;

fn python(arguments: &[&str], input: &str) -> String {
    let mut worker = Command::new("python3")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is needed to compare with");
    let mut pipe = worker.stdin.take().expect("it is piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = worker.wait_with_output().expect("it ends");
    let _ = writer.join();
    assert!(output.status.success(), "python3 {arguments:?} fails");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

/// What a program prints here.
fn ours(source: &str) -> String {
    let module = parse::parse(source).expect("it is Python");
    let unit = compile::compile(&module, compile::Origin::Program).expect("it is known");
    let setting = Setting { blocking: false, line_ns: 1, statements_max: 5_000_000, request_ns: 100_000_000 };
    let ended = machine::execute(&unit, &setting);
    assert!(matches!(ended.outcome, Outcome::Returned), "{:?}", ended.outcome);
    ended.record.output.into_iter().map(|output| output.text).collect()
}

/// Words that changed between the versions, or that are ours on purpose: what one says, and what the other.
const WORDS: [(&str, &str); 9] = [
    ("must assign iterable to extended slice", "can only assign an iterable"),
    // 3.14 says what for it cannot be hashed, older ones do not.
    ("unhashable type", "unhashable type"),
    ("%c requires an int or a unicode character", "%c requires int or char"),
    ("must be str, not", "must be str, not"),
    ("expected a ", "math domain error"),
    ("object is not iterable", "cannot convert dictionary update sequence"),
    ("chr() arg not in range", "Python int too large to convert to C int"),
    // Whether an item was looked for or taken away.
    ("x not in deque", "x not in deque"),
    // `map` is written in Python here.
    ("'generator'", "'map'"),
];

/// Whether two lines say the same.
fn same(ours: &str, theirs: &str) -> bool {
    // A method that only 3.12 and later have.
    ours == theirs
        || theirs.contains("has no attribute 'is_integer'")
        || WORDS.iter().any(|(here, there)| ours.contains(here) && theirs.contains(there))
}

#[test]
fn methods_print_what_cpython_prints() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python_methods/generate.py");
    let mut wrong = Vec::new();
    let mut compared = 0;
    for seed in SEEDS {
        let source = python(&[script, &seed.to_string(), &CASES.to_string()], "");
        let theirs = python(&["-c", WORKER], &source);
        let ours = ours(&source);
        let (mut left, mut right) = (ours.lines(), theirs.lines());
        for case in 0..CASES {
            let (ours, theirs) = (left.next().unwrap_or("(nothing)"), right.next().unwrap_or("(nothing)"));
            compared += 1;
            if !same(ours, theirs) {
                let start = source.find(&format!("def case_{case}():")).unwrap_or(0);
                let end = source[start..].find("\nshow(").map_or(source.len(), |end| start + end);
                wrong.push(format!("seed {seed}\n{}\n   ours {ours}\nCPython {theirs}", &source[start..end]));
            }
        }
    }
    let shown = wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n");
    assert!(compared > 1000);
    assert!(wrong.is_empty(), "{} of {compared} differ:\n{shown}", wrong.len());
}
