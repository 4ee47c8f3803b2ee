//! `cargo xtask test`: every check and every test, counted.

use std::process::Command;
use std::time::Instant;

use crate::browser::{self, Browser, Kind};
use crate::dist::Wish;
use crate::step::{self, Failure};
use crate::tools::Toolbox;
use crate::wasm::TARGET;
use crate::{dist, everywhere, proc, root};

/// The steps in their order: a name, and what it does.
const STEPS: [(&str, &str); 11] = [
    ("fmt", "rustfmt agrees with every file"),
    ("clippy", "the native code has no warnings"),
    ("clippy-wasm", "the page's code has no warnings"),
    ("native", "native tests"),
    ("release", "the same runs from an optimized build"),
    ("book", "books with figures, built by mdBook and read in headless Chromium"),
    ("wasm", "wasm tests in headless Chromium"),
    ("dist", "a release build of the site, and its budget of bytes"),
    ("e2e", "end-to-end tests in headless Chromium against the release build"),
    (FIREFOX, "the core of them in Firefox, which is installed; only where it is named"),
    (WEBKIT, "the core of them in WebKit, which is installed; only where it is named"),
];

const FIREFOX: &str = "firefox";
const WEBKIT: &str = "webkit";

/// Whether a step is done when none is named.
fn is_unasked(name: &str) -> bool {
    ![FIREFOX, WEBKIT].contains(&name)
}

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
}

impl Count {
    /// Adds what a `test result:` line tells; other lines tell nothing.
    fn read(&mut self, line: &str) {
        let Some((_, rest)) = line.split_once("test result: ") else { return };
        let number = |word: &str| {
            let before = rest.split(word).next()?.trim_end();
            before.rsplit([' ', '.']).next()?.parse::<u32>().ok()
        };
        self.passed += number("passed").unwrap_or(0);
        self.failed += number("failed").unwrap_or(0);
    }
}

/// How one step ended.
struct Outcome {
    name: &'static str,
    count: Count,
    seconds: f64,
    failure: Option<Failure>,
}

/// Runs the steps that are named, or all of them, and prints a summary.
///
/// # Errors
/// When a step is unknown, a tool is missing, or any step failed.
pub fn test(arguments: &[String]) -> Result<(), Failure> {
    if arguments.iter().any(|argument| argument == "--list") {
        STEPS.iter().for_each(|(name, what)| println!("{name:<12} {what}"));
        return Ok(());
    }
    if let Some(unknown) = arguments.iter().find(|argument| STEPS.iter().all(|(name, _)| name != argument)) {
        return Err(Failure::new(
            format!("there is no step `{unknown}`"),
            "`cargo xtask test --list` names them",
        ));
    }
    let tools = Toolbox::for_tests()?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for (name, what) in STEPS {
        let is_wanted = match arguments {
            [] => is_unasked(name),
            named => named.iter().any(|named| named == name),
        };
        if !is_wanted {
            continue;
        }
        let unbuilt = outcomes.iter().any(|outcome| outcome.name == "dist" && outcome.failure.is_some());
        let mut count = Count::default();
        let start = Instant::now();
        let result = if unbuilt && ["e2e", FIREFOX, WEBKIT].contains(&name) {
            Err(Failure::new("there is no release build to test", "mend the step `dist` first"))
        } else {
            step::run(name, what, || one(name, &tools, &mut count))
        };
        outcomes.push(Outcome { name, count, seconds: start.elapsed().as_secs_f64(), failure: result.err() });
    }
    summarize(&outcomes)
}

fn one(name: &str, tools: &Toolbox, count: &mut Count) -> Result<(), Failure> {
    let remedy = "read the compiler's words above";
    match name {
        "fmt" => proc::run(&mut native(&["fmt", "--all", "--check"]), "run `cargo fmt --all`"),
        "clippy" => {
            let strict = ["--", "-D", "warnings"];
            let every = ["clippy", "--workspace", "--locked", "--all-targets"];
            proc::run(&mut native(&[&every[..], &strict].concat()), remedy)?;
            // Cargo leaves this target out of "all", as its manifest asks.
            let browser = ["clippy", "--locked", "--test", "e2e", "--test", "book"];
            proc::run(&mut native(&[&browser[..], &strict].concat()), remedy)
        }
        "clippy-wasm" => {
            let mut command = tools.command("cargo");
            command.args([
                "clippy", "--locked", "--target", TARGET, "--lib", "--bin", "page", "--bin", "worker",
                "--test", "wasm",
            ]);
            proc::run(command.args(["--", "-D", "warnings"]), remedy)
        }
        "native" => tests(native(&["test", "--workspace", "--locked", "--no-fail-fast"]), count),
        "release" => tests(native(&["test", "--locked", "--release", "--test", "digest"]), count),
        "book" => tests(native(&["test", "--locked", "--test", "book"]), count),
        "wasm" => tests(wasm_tests(tools)?, count),
        "dist" => dist::dist(tools, &Wish { single_file: true, url: None }),
        FIREFOX => elsewhere(Kind::Firefox, count),
        WEBKIT => elsewhere(Kind::WebKit, count),
        _ => tests(native(&["test", "--locked", "--test", "e2e", "--", "--test-threads=2"]), count),
    }
}

/// Runs the core of the end-to-end tests in another browser.
fn elsewhere(kind: Kind, count: &mut Count) -> Result<(), Failure> {
    browser::ensure(kind)?;
    let names = everywhere::names();
    let mut command = native(&["test", "--locked", "--test", "e2e", "--", "--test-threads=2", "--exact"]);
    command.args(&names).env(browser::CHOICE, kind.to_string().to_lowercase());
    tests(command, count)?;
    // A name that no test has is passed over in silence.
    let ran = (count.passed + count.failed) as usize;
    if ran == names.len() {
        return Ok(());
    }
    let what = format!("{ran} of the {} tests of the core ran", names.len());
    Err(Failure::new(what, "see that each name in xtask/src/everywhere.rs is that of a test"))
}

fn native(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root());
    command
}

fn wasm_tests(tools: &Toolbox) -> Result<Command, Failure> {
    let browser = Browser::here(Kind::Chromium)?;
    let mut command = tools.command("cargo");
    command.args(["test", "--locked", "--target", TARGET, "--test", "wasm"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    command.env("CHROMEDRIVER", browser.driver).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

fn tests(mut command: Command, count: &mut Count) -> Result<(), Failure> {
    proc::run_reading(&mut command, "read the failed tests' words above", |line| count.read(line))
}

/// Prints how every step ended and, on the last line, how many tests passed and failed.
fn summarize(outcomes: &[Outcome]) -> Result<(), Failure> {
    println!("\n{:<12} {:>8} {:>8} {:>9}", "step", "passed", "failed", "seconds");
    let mut total = Count::default();
    for outcome in outcomes {
        let mut count = outcome.count;
        if outcome.failure.is_some() && count.failed == 0 {
            // A check without tests, or tests that did not even compile: one failure all the same.
            count.failed = 1;
        }
        total.passed += count.passed;
        total.failed += count.failed;
        println!("{:<12} {:>8} {:>8} {:>9.1}", outcome.name, count.passed, count.failed, outcome.seconds);
    }
    let bad: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.failure.is_some()).collect();
    for outcome in &bad {
        if let Some(failure) = &outcome.failure {
            println!("! {}: {failure}", outcome.name);
        }
    }
    println!("\n{} passed, {} failed", total.passed, total.failed);
    if bad.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = bad.iter().map(|outcome| outcome.name).collect();
    Err(Failure::new(
        format!("failed: {}", names.join(", ")),
        format!("repeat with `cargo xtask test {}`", names.join(" ")),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_counted() {
        let mut count = Count::default();
        count.read(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        count.read("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out");
        count.read("9 passed in prose");
        assert_eq!(count, Count { passed: 15, failed: 2 });
    }
}
