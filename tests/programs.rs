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

use interleave::gallery::Entry;
use serde_json::Value;
use support::cpython::{Cpython, Form, Question};
use support::judge::judge;
use support::ours;

/// Runs that differ from CPython's today: each is a fault to be mended. Whoever mends one takes it off this list.
const OPEN: [(&str, Form); 9] = [
    ("async-generator-named-left-early", Form::Blocking),
    ("builtins", Form::Written),
    ("library-collections", Form::Written),
    ("loop-left-pending", Form::Written),
    ("loop-run-forever", Form::Written),
    ("mixed-loop", Form::Written),
    ("mixed-shield", Form::Written),
    ("old-types-coroutine", Form::Blocking),
    ("old-types-coroutine", Form::Written),
];

/// Every how manieth program is run: one that is not optimized takes half a second for each.
const STEP: usize = if cfg!(debug_assertions) { 6 } else { 1 };

/// What each statement costs.
const LINE_NS: u64 = 1_000_000;

/// A program, and what is kept of its runs.
struct Program {
    path: PathBuf,
    source: String,
    kept: PathBuf,
}

/// What a program of the gallery uses that CPython cannot be compared in: it promises no order among threads, and has no
/// stand-ins.
const INCOMPARABLE: [&str; 4] = ["import threading", "concurrent.futures", "to_thread", "aiohttp"];

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
        let kept = path.with_extension("json");
        Program { path, source, kept }
    };
    paths.into_iter().map(read).collect()
}

/// Those of the gallery that can be compared: the very files that the page shows.
fn of_gallery() -> Vec<Program> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = interleave::gallery::all().iter();
    let comparable = entries.filter(|entry| !INCOMPARABLE.iter().any(|using| entry.source.contains(using)));
    let program = |entry: &Entry| {
        assert_eq!(entry.line_ns(), LINE_NS, "what is shown is what is compared");
        Program {
            path: root.join(format!("src/gallery/{}.py", entry.id)),
            source: entry.source.to_owned(),
            kept: root.join(format!("tests/python/gallery/{}.json", entry.id)),
        }
    };
    let programs: Vec<Program> = comparable.map(program).collect();
    assert_eq!(programs.len(), 25, "the threads' four and the stand-ins' one are left out");
    programs
}

/// What teaching programs use, by how it is written, after how many of a hundred of them use it.
const FEATURES: [(&str, &str); 12] = [
    ("84 to 52", "print( | async def | await | asyncio.run( | asyncio.sleep( | f\""),
    ("42 to 21", "create_task( | return | def | in range( | for | if | < | * | -> | gather("),
    ("19 to 13", "] for | random. | try: | class | while | async with | __name__"),
    (
        "11 to 7",
        "= [ | random.random() | raise | ) = | (* | time.sleep( | with | .cancel() | ThreadPoolExecutor(",
    ),
    ("5", "CancelledError | done() | len( | [0] | += | break | threading.Thread( | logging. | :.2f}"),
    ("4", "wait_for( | asyncio.wait( | TimeoutError | strftime( | randint("),
    (
        "3",
        "@ | append( | Queue( | Condition( | threading.Lock() | ABC | perf_counter() | get_running_loop() | .result()",
    ),
    (
        "2",
        "nonlocal | else | async for | yield | timeout( | Event( | itertools | {} | finally: | as_completed( | asyncio.Lock() | add_done_callback( | for x in | =None | global | TaskGroup() | shield( | PriorityQueue( | Semaphore( | current_task() | all_tasks() | call_soon( | create_future() | return_exceptions=True | @dataclass",
    ),
    (
        "up to 1",
        "to_thread( | uniform( | datetime | := | Barrier( | call_later( | functools | *args | **kwargs | lambda | match | case | except* | contextlib | collections | {n: | {x | run_in_executor(",
    ),
    ("stand-ins", "aiohttp | httpx | requests.get( | urllib.request"),
    (
        "threads",
        "threading.RLock() | threading.Event() | threading.Condition( | threading.Semaphore( | threading.Barrier( | queue.Queue( | .submit( | daemon=True",
    ),
    (
        "what belongs to it",
        "uncancel() | get_name() | set_name( | name= | Enum | heapq | Runner( | run_until_complete( | contextvars | __aenter__ | __aexit__ | __aiter__ | __anext__ | __await__ | aclose() | asend( | athrow( | AsyncExitStack | asynccontextmanager | contextmanager | BoundedSemaphore( | LifoQueue( | task_done() | .join() | put_nowait( | get_nowait( | shutdown( | notify_all() | notify() | set_result( | set_exception( | call_at( | FIRST_COMPLETED | FIRST_EXCEPTION | reschedule( | timeout_at( | expired() | yield from | @property | @classmethod | @staticmethod | super() | __repr__ | __eq__ | __call__ | __enter__ | __getitem__ | __iter__ | ExceptionGroup | add_note( | raise RuntimeError(\"wrapped\") from | sorted( | zip( | enumerate( | map( | filter( | any( | all( | sum( | Counter( | defaultdict( | deque( | namedtuple( | partial( | lru_cache | wraps( | reduce( | assert | del | isinstance( | continue",
    ),
];

/// Where else than in the folder of programs a feature may be tested: CPython promises no order among threads, and has no
/// stand-ins.
const ELSEWHERE: [(&str, &str); 4] = [
    ("tests/threads.rs", include_str!("threads.rs")),
    ("tests/support/threaded.rs", include_str!("support/threaded.rs")),
    ("tests/by_hand.rs", include_str!("by_hand.rs")),
    ("src/python/library/tests.rs", include_str!("../src/python/library/tests.rs")),
];

/// How many of the places of a feature are named.
const PLACES_NAMED: usize = 3;

/// The list of features, with the places at which each is tested.
const LISTED: &str = include_str!("../docs/features.md");

/// Some of the places at which a feature is tested: programs, else files of tests.
fn places(feature: &str, programs: &[Program]) -> Vec<String> {
    let uses = programs.iter().filter(|program| program.source.contains(feature));
    let names = uses.filter_map(|program| Some(program.path.file_stem()?.to_string_lossy().into_owned()));
    let files =
        ELSEWHERE.iter().filter(|(_, text)| text.contains(feature)).map(|(name, _)| (*name).to_owned());
    names.chain(files).take(PLACES_NAMED).collect()
}

/// Whether a feature is tested at a place.
fn is_tested(feature: &str, place: &str, programs: &[Program]) -> bool {
    let in_program = programs.iter().any(|program| {
        program.path.file_stem().is_some_and(|name| name == place) && program.source.contains(feature)
    });
    in_program || ELSEWHERE.iter().any(|(name, text)| *name == place && text.contains(feature))
}

/// A row of the list is left as it is while it is true, so that a new program changes nothing.
#[test]
fn every_feature_is_tested_where_the_documents_say() {
    let programs = programs();
    let mut text = String::from(
        "# What runs, and where it is tested\n\nHow many of a hundred teaching programs use a thing, how it is written, \
         and programs that test it: those of\n[tests/python/programs](../tests/python/programs), which CPython runs as \
         well, or a file of tests. `UPDATE_EXPECT=1 cargo test --test programs feature`\nwrites what is not true any more.\n\n\
         | of a hundred | written | tested by |\n| --- | --- | --- |\n",
    );
    let mut missing = Vec::new();
    for (share, features) in FEATURES {
        for feature in features.split(" | ") {
            let begins = format!("| {share} | `{feature}` | ");
            let listed = LISTED.lines().find_map(|line| line.strip_prefix(&begins)?.strip_suffix(" |"));
            let is_true =
                |places: &&str| places.split(", ").all(|place| is_tested(feature, place, &programs));
            let places =
                listed.filter(is_true).map_or_else(|| places(feature, &programs).join(", "), str::to_owned);
            if places.is_empty() {
                missing.push(feature);
            }
            text.push_str(&format!("{begins}{places} |\n"));
        }
    }
    assert!(missing.is_empty(), "no program uses {missing:?}");
    expect_test::expect_file!["../docs/features.md"].assert_eq(&text);
}

#[test]
fn what_is_kept_is_what_cpython_does() {
    let programs: Vec<Program> = programs().into_iter().chain(of_gallery()).collect();
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
        if fs::read_to_string(&program.kept).ok().as_ref() == Some(&text) {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&program.kept, text).expect("the checkout is writable");
        } else {
            stale.push(program.kept.clone());
        }
    }
    assert!(stale.is_empty(), "CPython does otherwise, or UPDATE_EXPECT=1 is due: {stale:#?}");
}

#[test]
fn every_program_does_what_cpython_does() {
    let mut wrong = String::new();
    let mut count = 0;
    let folder = programs();
    for program in folder.iter().step_by(STEP).chain(&of_gallery()) {
        let name = program.path.file_stem().unwrap_or_default().to_string_lossy();
        let kept = fs::read_to_string(&program.kept).expect("`UPDATE_EXPECT=1` keeps what is missing");
        let kept: Value = serde_json::from_str(&kept).expect("what is kept is JSON");
        for &form in forms(&program.source) {
            if OPEN.contains(&(&name, form)) {
                continue;
            }
            let question = Question { source: program.source.clone(), form, line_ns: LINE_NS };
            if let Err(why) = judge(&question, &kept[form.to_string()]) {
                count += 1;
                _ = writeln!(wrong, "{}, {form}:\n{why}", program.path.display());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}{count} runs differ");
}

/// The largest of 1, 2, 5 × 10ᵏ ns with which waits and statements can both be seen.
#[test]
fn the_cost_of_a_line_is_chosen_as_the_page_says() {
    let round = (0..9).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let round: Vec<u64> = round.filter(|&ns| ns <= 100_000_000).collect();
    for program in programs().iter().step_by(4 * STEP) {
        let name = program.path.display();
        let printed = |cost: &str| {
            ours::simulate(&program.source, &["--form", "written", "--line", cost])
                .unwrap_or_else(|said| panic!("{name}: {said}"))
        };
        let probe = &printed("1us")["runs"][0]["metrics"];
        let of = |key: &str| probe[key].as_u64().expect("a number");
        let (makespan, statements) = (of("makespan_ns"), of("statements"));
        let fits = |ns: u64| ns <= makespan / 100 && ns * statements <= makespan / 2;
        let expected = if of("running_ns") == makespan {
            1_000_000
        } else {
            round.iter().rev().copied().find(|&ns| fits(ns)).unwrap_or(1)
        };
        assert_eq!(printed("auto")["program"]["line_ns"], expected, "{name}: {probe}");
    }
}

/// A run a line.
fn written(runs: &BTreeMap<String, Value>) -> String {
    let lines: Vec<String> = runs.iter().map(|(form, run)| format!("\"{form}\": {run}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}
