//! Replays the inputs that are kept for the fuzz targets, findings among them, through the targets' own functions.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod fuzzed;
    #[allow(dead_code, reason = "only what draws numbers is used here")]
    pub(crate) mod generated;
    pub(crate) mod mutated;
}

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use support::fuzzed::{TARGETS, program};
use support::generated::draw::Random;
use support::mutated::mutated;

/// How many programs are changed and tried.
const MUTATED: usize = 1_000;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = found.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_kept_input_keeps_its_promise() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let names: Vec<_> =
        entries(&corpus).into_iter().filter_map(|path| path.file_name().map(ToOwned::to_owned)).collect();
    let mut known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known, "a folder for every target, and a target for every folder");
    let mut broken = Vec::new();
    for (name, target) in TARGETS {
        let paths = entries(&corpus.join(name));
        assert!(!paths.is_empty(), "{name} has inputs");
        for path in paths {
            let bytes = fs::read(&path).expect("an input can be read");
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                broken.push(path);
            }
        }
    }
    assert!(broken.is_empty(), "what they say is above: {broken:#?}");
}

#[test]
fn programs_with_something_changed_are_refused_or_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/programs");
    let sources = entries(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "py"));
    let sources: Vec<String> =
        sources.map(|path| fs::read_to_string(path).expect("a program is text")).collect();
    for seed in 0..MUTATED {
        let mut random = Random::new(seed as u64);
        let changed = mutated(&sources[random.below(sources.len())], &mut random);
        let outcome = catch_unwind(AssertUnwindSafe(|| program(changed.as_bytes())));
        assert!(outcome.is_ok(), "number {seed}, which is this program:\n{changed}");
    }
}
