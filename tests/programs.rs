//! Programs of every feature, run by CPython and by Interleave: the same statements at the same nanoseconds, the same
//! output, the same end.
//!
//! What CPython does is kept beside each program, so that the comparison needs no Python; where there is one, a test
//! makes sure that what is kept is true. `UPDATE_EXPECT=1` keeps it anew.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod account;
    pub(crate) mod cpython;
    pub(crate) mod judge;
    pub(crate) mod ours;
    pub(crate) mod run_rules;
}

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::cpython::{Cpython, Form, Question};
use support::judge::judge;

/// What each statement costs.
const LINE_NS: u64 = 1_000_000;

/// A program of the folder, and what is kept of its runs.
struct Program {
    path: PathBuf,
    source: String,
}

impl Program {
    fn kept(&self) -> PathBuf {
        self.path.with_extension("json")
    }
}

/// The forms that a program has: one that does not import asyncio has nothing to wait with.
fn forms(source: &str) -> &'static [Form] {
    if source.contains("import asyncio") { &Form::ALL } else { &[Form::Written] }
}

fn programs() -> Vec<Program> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/programs");
    let entries = fs::read_dir(&folder).expect("the folder is in the checkout");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    assert!(paths.len() > 150, "{} programs", paths.len());
    let read = |path: PathBuf| {
        let source = fs::read_to_string(&path).expect("a program is text");
        Program { path, source }
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn what_is_kept_is_what_cpython_does() {
    let programs = programs();
    let questions: Vec<Question> = programs
        .iter()
        .flat_map(|program| {
            let source = &program.source;
            let question = |&form| Question { source: source.clone(), form, line_ns: LINE_NS };
            forms(source).iter().map(question)
        })
        .collect();
    let Some(mut cpython) = Cpython::start() else { return };
    let mut answers = questions.iter().zip(cpython.ask(&questions));
    let mut stale = Vec::new();
    for program in &programs {
        let mut runs = BTreeMap::new();
        for (question, answer) in answers.by_ref().take(forms(&program.source).len()) {
            assert!(answer.get("error").is_none(), "{}: {answer}", program.path.display());
            runs.insert(question.form.to_string(), answer);
        }
        let text = written(&runs);
        if fs::read_to_string(program.kept()).ok().as_ref() == Some(&text) {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(program.kept(), text).expect("the checkout is writable");
        } else {
            stale.push(program.kept());
        }
    }
    assert!(stale.is_empty(), "CPython does otherwise, or UPDATE_EXPECT=1 is due: {stale:#?}");
}

#[test]
#[ignore = "until programs run"]
fn every_program_does_what_cpython_does() {
    let mut wrong = String::new();
    let mut count = 0;
    for program in programs() {
        let kept = fs::read_to_string(program.kept()).expect("`UPDATE_EXPECT=1` keeps what is missing");
        let kept: Value = serde_json::from_str(&kept).expect("what is kept is JSON");
        for &form in forms(&program.source) {
            let question = Question { source: program.source.clone(), form, line_ns: LINE_NS };
            if let Err(why) = judge(&question, &kept[form.to_string()]) {
                count += 1;
                _ = writeln!(wrong, "{}, {form}:\n{why}", program.path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}{count} runs differ");
}

/// A run a line.
fn written(runs: &BTreeMap<String, Value>) -> String {
    let lines: Vec<String> = runs.iter().map(|(form, run)| format!("\"{form}\": {run}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}
