//! Fuzzes the programs: whatever is read is refused or runs.
#![no_main]

#[allow(dead_code, reason = "the other targets are in the same file")]
#[path = "../../tests/support/fuzzed.rs"]
mod fuzzed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzed::program(bytes));
