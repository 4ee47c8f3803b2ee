//! Programs of every feature, run by CPython and by Interleave: the same statements at the same nanoseconds, the same
//! output, the same end.
//!
//! What CPython does is kept beside each program, so that the comparison needs no Python; where there is one, a test
//! makes sure that what is kept is true. `UPDATE_EXPECT=1` keeps it anew.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    #[expect(dead_code, reason = "until our own runs are there")]
    pub(crate) mod account;
    pub(crate) mod cpython;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::cpython::{Form, Question, ask};

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
            Form::of(source).iter().map(question)
        })
        .collect();
    let Some(answers) = ask(&questions) else { return };
    let mut answers = questions.iter().zip(answers);
    let mut stale = Vec::new();
    for program in &programs {
        let mut runs = BTreeMap::new();
        for (question, answer) in answers.by_ref().take(Form::of(&program.source).len()) {
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

/// A run a line.
fn written(runs: &BTreeMap<String, Value>) -> String {
    let lines: Vec<String> = runs.iter().map(|(form, run)| format!("\"{form}\": {run}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}
