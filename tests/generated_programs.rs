//! Generated programs, run by CPython and by Interleave in both forms: statement by statement there is no difference.
//!
//! `INTERLEAVE_PROGRAMS=2000` makes it more of them, `INTERLEAVE_SEED=7000` others. One that differs is simplified for as
//! long as it still differs, and printed with its number.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod account;
    pub(crate) mod cpython;
    pub(crate) mod generated;
    pub(crate) mod judge;
    pub(crate) mod ours;
    pub(crate) mod run_rules;
}

use support::cpython::{Cpython, Form, Question};
use support::generated::{Program, draw, shrink};
use support::judge::judge;

/// How many programs unless `INTERLEAVE_PROGRAMS` says otherwise.
const PROGRAMS: u64 = if cfg!(debug_assertions) { 12 } else { 150 };
/// The first one's number unless `INTERLEAVE_SEED` says otherwise.
const SEED: u64 = 20_260;
/// How many are asked about at once.
const BATCH: u64 = 25;
/// How many runs a simplification may take.
const SIMPLER_MAX: usize = 3_000;

fn from_env(name: &str, otherwise: u64) -> u64 {
    let Ok(text) = std::env::var(name) else { return otherwise };
    text.parse().unwrap_or_else(|_| panic!("{name} must be a number"))
}

fn question(program: &Program, form: Form) -> Question {
    Question { source: program.text(), form, line_ns: program.line_ns }
}

/// The simplest program found that is wrong too, and what is wrong with it.
fn simplified(cpython: &mut Cpython, program: Program, form: Form, why: String) -> (Program, String) {
    let (mut program, mut why) = (program, why);
    let mut runs = 0;
    'simpler: while runs < SIMPLER_MAX {
        for candidates in shrink::simpler(&program).chunks(16) {
            let questions: Vec<Question> = candidates.iter().map(|one| question(one, form)).collect();
            runs += questions.len();
            let answers = cpython.ask(&questions);
            for ((candidate, question), answer) in candidates.iter().zip(&questions).zip(&answers) {
                // One that the runner cannot run says nothing.
                if answer.get("error").is_some() {
                    continue;
                }
                if let Err(still) = judge(question, answer) {
                    (program, why) = (candidate.clone(), still);
                    continue 'simpler;
                }
            }
        }
        break;
    }
    (program, why)
}

#[test]
fn generated_programs_do_what_cpython_does() {
    let Some(mut cpython) = Cpython::start() else { return };
    let first = from_env("INTERLEAVE_SEED", SEED);
    let count = from_env("INTERLEAVE_PROGRAMS", PROGRAMS);
    let (mut statements, mut runs) = (0, 0);
    for start in (0..count).step_by(BATCH.try_into().expect("it is small")) {
        let mut programs = Vec::new();
        for seed in first + start..first + count.min(start + BATCH) {
            programs.extend(Form::ALL.map(|form| (seed, form, draw::program(seed))));
        }
        let questions: Vec<Question> =
            programs.iter().map(|(_, form, program)| question(program, *form)).collect();
        for (((seed, form, program), question), answer) in
            programs.into_iter().zip(&questions).zip(cpython.ask(&questions))
        {
            runs += 1;
            statements += answer["statements"].as_u64().unwrap_or_default();
            let Err(why) = judge(question, &answer) else { continue };
            let (smallest, why) = simplified(&mut cpython, program, form, why);
            panic!(
                "INTERLEAVE_SEED={seed} INTERLEAVE_PROGRAMS=1, the {form} form, {} ns a line:\n{}\n{why}",
                smallest.line_ns,
                smallest.text()
            );
        }
    }
    eprintln!("{runs} runs of {count} programs, {statements} statements, no difference");
}
