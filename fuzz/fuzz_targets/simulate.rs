//! Fuzzes runs of small scenarios, from files and from links.
#![no_main]

#[allow(dead_code, reason = "the other targets are in the same file")]
#[path = "../../tests/support/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::simulate(bytes));
