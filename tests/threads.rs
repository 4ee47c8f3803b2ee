//! Programs of threads: runs worked out by hand, and generated ones in which one runs at a time, and the interpreter
//! goes on as the rules say.
//!
//! `INTERLEAVE_PROGRAMS` makes it more of them, `INTERLEAVE_SEED` others.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    #[allow(dead_code, reason = "this test asks no CPython, which promises no order among threads")]
    pub(crate) mod cpython;
    #[allow(dead_code, reason = "only what draws numbers is used here")]
    pub(crate) mod generated;
    pub(crate) mod ours;
    pub(crate) mod run_rules;
    pub(crate) mod threaded;
}

use support::cpython::{Form, Question};
use support::generated::draw::Random;
use support::threaded::{Act, Threaded, check, lanes};
use support::{ours, run_rules};

const PROGRAMS: u64 = if cfg!(debug_assertions) { 60 } else { 300 };
const SEED: u64 = 20_260;

fn from_env(name: &str, otherwise: u64) -> u64 {
    let Ok(text) = std::env::var(name) else { return otherwise };
    text.parse().unwrap_or_else(|_| panic!("{name} must be a number"))
}

fn program(seed: u64) -> Threaded {
    let mut random = Random::new(seed);
    let line_ns = random.one_of(&[1_000_000, 1_000_000, 400_000, 6_000_000, 1_000, 0]);
    let count = random.between(1, 4);
    let threads = (0..count).map(|_| acts(&mut random, 0)).collect();
    Threaded { line_ns, threads, main: acts(&mut random, 0) }
}

fn acts(random: &mut Random, depth: u8) -> Vec<Act> {
    (0..random.between(1, 5)).map(|_| act(random, depth)).collect()
}

fn act(random: &mut Random, depth: u8) -> Act {
    match random.below(if depth < 2 { 14 } else { 10 }) {
        0 | 1 => Act::Lines(1 + random.byte_below(6)),
        2 | 3 => Act::Sleep(1 + random.byte_below(9)),
        4 => Act::Yield,
        5 | 6 => Act::Compute(1 + random.byte_below(20)),
        7 => Act::Put,
        8 => Act::Get(1 + random.byte_below(20)),
        9 if random.one_in(2) => Act::Set,
        9 => Act::Wait(1 + random.byte_below(9)),
        // In the order of their numbers, so that nobody waits for ever.
        10 | 11 if depth == 0 => Act::Hold { lock: 0, acts: acts(random, 1) },
        10 | 11 => Act::Hold { lock: 1, acts: acts(random, 2) },
        12 if depth == 0 => Act::Slot { acts: acts(random, 2) },
        _ => Act::Repeat { times: 1 + random.byte_below(3), acts: acts(random, depth + 1) },
    }
}

fn judge(program: &Threaded) -> Result<(), String> {
    let question = Question { source: program.text(), form: Form::Written, line_ns: program.line_ns };
    let run = ours::run(&question)?;
    run_rules::check(&run, Form::Written)?;
    check(program, &run)
}

#[test]
fn the_rules_of_threads_hold() {
    let first = from_env("INTERLEAVE_SEED", SEED);
    for seed in first..first + from_env("INTERLEAVE_PROGRAMS", PROGRAMS) {
        let mut smallest = program(seed);
        let Err(mut why) = judge(&smallest) else { continue };
        while let Some((simpler, still)) =
            smallest.simpler().into_iter().find_map(|one| judge(&one).err().map(|why| (one, why)))
        {
            (smallest, why) = (simpler, still);
        }
        let text = smallest.text();
        panic!(
            "INTERLEAVE_SEED={seed} INTERLEAVE_PROGRAMS=1, {} ns a line:\n{text}\n{why}",
            smallest.line_ns
        );
    }
}

/// Each line costs so many milliseconds.
#[track_caller]
fn is(line_ms: u64, source: &str, expected: &str) {
    let question = Question { source: source.to_owned(), form: Form::Written, line_ns: line_ms * 1_000_000 };
    let run = ours::run(&question).expect("it runs");
    run_rules::check(&run, Form::Written).expect("the rules hold");
    assert_eq!(lanes(&run).trim_end(), expected);
}

const TWO: &str = "import threading
import time
from interleave import compute


def work():
    BODY


lock = threading.Lock()
a, b = threading.Thread(target=work, name='a'), threading.Thread(target=work, name='b')
a.start()
b.start()
a.join()
b.join()
";

#[test]
fn threads_sleep_beside_each_other() {
    is(
        1,
        &TWO.replace("BODY", "time.sleep(0.01)").replace("lock = threading.Lock()\n", ""),
        "MainThread: running 0-2 runnable 2-3 running 3-4 runnable 4-5 running 5-6 blocked 6-13 running 13-14 \
         blocked 14-15\n\
         a: running 2-3 blocked 3-13\n\
         b: running 4-5 blocked 5-15",
    );
}

#[test]
fn threads_that_compute_take_turns_of_five_milliseconds() {
    is(
        0,
        &TWO.replace("BODY", "compute(0.012)"),
        "MainThread: runnable 0-15 blocked 15-22 runnable 22-24\n\
         a: running 0-5 runnable 5-10 running 10-15 runnable 15-20 running 20-22\n\
         b: running 5-10 runnable 10-15 running 15-20 runnable 20-22 running 22-24",
    );
}

#[test]
fn a_lock_goes_to_the_first_that_waits() {
    is(
        0,
        &TWO.replace("BODY", "with lock:\n        time.sleep(0.01)"),
        "MainThread: blocked 0-20\na: blocked 0-10\nb: blocked 0-20",
    );
}

#[test]
fn a_line_is_never_divided() {
    // From 6 ms on main asks a for the interpreter; at 11 ms the second line of a has begun, which ends at 12 ms.
    is(
        3,
        &TWO.replace("BODY", "x = 1\n    x = 2\n    x = 3").replace("lock = threading.Lock()\n", ""),
        "MainThread: running 0-6 runnable 6-12 running 12-15 runnable 15-24 running 24-30 runnable 30-33\n\
         a: running 6-12 runnable 12-21 running 21-24\n\
         b: running 15-21 runnable 21-30 running 30-33",
    );
}
