//! The programs that are shown are programs: Python and JavaScript are run on a clock of their own and must do what the
//! model does when it does it; Rust is compiled.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod seeded;
}
#[path = "written/programs.rs"]
mod programs;

use std::io::Write;
use std::process::{Command, Stdio};

use interleave::code::{Language, Line, Style, listing, pieces};
use interleave::scenario::{Runtime, Scenario, Step};
use interleave::sim::simulate;
use interleave::trace::{ResourceState, State, TaskId, Trace};
use programs::{latencies, programs};
use serde_json::{Value, json};
use xtask::strict;

const STYLES: [Style; 2] = [Style::Sync, Style::Async];

fn text(language: Language, lines: &[Line]) -> String {
    lines.iter().map(|line| line.text(language) + "\n").collect()
}

fn code(language: Language, style: Style, scenario: &Scenario) -> String {
    text(language, &listing(language, style, scenario, 0))
}

/// What the only request does, and when, in milliseconds: what is computed and which calls are served.
fn model(scenario: &Scenario, runtime: Runtime) -> Value {
    let trace = simulate(scenario, runtime).expect("the scenario is far from every limit");
    let mut log = computed(&trace);
    for (id, service) in trace.services() {
        let spans = trace.resource_spans(id).iter();
        let serving = spans.filter(|span| span.state() == ResourceState::Serving);
        log.extend(serving.map(|span| (service.name.clone(), ms(span.start), ms(span.end))));
    }
    log.sort();
    json!({ "log": log, "end": ms(trace.makespan()) })
}

fn computed(trace: &Trace) -> Vec<(String, u64, u64)> {
    let own = trace.task_spans(TaskId(0)).filter(|span| span.state == State::Running);
    let mut spans: Vec<_> = own.map(|span| (span.start, span.end)).collect();
    for helper in trace.helpers() {
        let helped = trace.thread_spans(helper).filter(|span| span.state == State::Running);
        spans.extend(helped.map(|span| (span.start, span.end)));
    }
    spans.into_iter().map(|(start, end)| ("cpu".to_owned(), ms(start), ms(end))).collect()
}

fn ms(at: interleave::time::Instant) -> u64 {
    at.as_ns() / interleave::time::NS_PER_MS
}

/// Runs all programs in one process, and compares what each has done with the model. Says so where the language is
/// not on the machine.
fn run_all(language: Language, command: &str, harness: &str) {
    let found = Command::new(command).arg("--version").output().ok().filter(|output| output.status.success());
    if strict::or_skip(found, command, &format!("the {} that the page shows", language.name())).is_none() {
        return;
    }
    let programs = programs();
    let mut input = String::new();
    for scenario in &programs {
        let (cpu, services) = latencies(scenario);
        let sync = code(language, Style::Sync, scenario);
        let asynchronous = code(language, Style::Async, scenario);
        let program = json!({ "cpu": cpu, "services": services, "sync": sync, "async": asynchronous });
        input.push_str(&format!("{program}\n"));
    }
    let mut child = Command::new(command)
        .arg(format!("{}/tests/written/{harness}", env!("CARGO_MANIFEST_DIR")))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("it was found a moment ago");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("the harness reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the harness fails");
    let output = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let results: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(results.len(), programs.len());
    for (scenario, result) in programs.iter().zip(&results) {
        for (&runtime, style) in scenario.runtimes.iter().zip(["sync", "async"]) {
            let mut result = result[style].clone();
            let log = result["log"].as_array_mut().expect("a list");
            log.sort_by_key(|entry| {
                (entry[0].as_str().map(str::to_owned), number(&entry[1]), number(&entry[2]))
            });
            let done: Vec<_> =
                log.iter().map(|entry| json!([entry[0], number(&entry[1]), number(&entry[2])])).collect();
            let result = json!({ "log": done, "end": number(&result["end"]) });
            let program = &scenario.groups[0].program;
            assert_eq!(result, model(scenario, runtime), "{style}: {program:?}");
        }
    }
}

/// A time, which Python may print with a point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "times are small and whole")]
fn number(value: &Value) -> u64 {
    value.as_f64().expect("a number").round() as u64
}

#[test]
fn python_does_what_the_model_does() {
    run_all(Language::Python, "python3", "harness.py");
}

#[test]
fn javascript_does_what_the_model_does() {
    run_all(Language::JavaScript, "node", "harness.js");
}

/// Everything that a program names: modules with functions of every kind, and what it takes of two crates.
const STUBS: &str = "
mod tokio {
    macro_rules! join { ($($future:expr),* $(,)?) => { ($($future.await,)*) } }
    pub(crate) use join;
    pub mod task {
        pub async fn yield_now() {}
        pub async fn spawn_blocking<R: Send + 'static>(f: impl FnOnce() -> R + Send + 'static) -> Result<R, ()> { Ok(f()) }
    }
}
mod futures { pub mod future {
    pub async fn join_all<F: Future>(all: impl IntoIterator<Item = F>) { for one in all { one.await; } }
} }
fn parse() {}
fn compute() {}
fn render() {}
";

#[test]
fn rust_compiles() {
    let mut file = format!("#![allow(dead_code)]\n{STUBS}");
    for (number, scenario) in programs().iter().enumerate() {
        for style in STYLES {
            let code = code(Language::Rust, style, scenario);
            let uses = "use super::{compute, parse, render, tokio, futures};";
            file.push_str(&format!("mod p{number}_{} {{\n    {uses}\n", format!("{style:?}").to_lowercase()));
            for name in modules(&code) {
                let kind = if style == Style::Async && !name.ends_with("_sync") { "async fn" } else { "fn" };
                let functions: String = ["query", "read", "get", "call"]
                    .map(|verb| format!("pub {kind} {verb}() {{}} "))
                    .concat();
                file.push_str(&format!("    mod {name} {{ {functions} }}\n"));
            }
            file.push_str(&code);
            file.push_str("}\n");
        }
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("code");
    std::fs::create_dir_all(&folder).expect("the target folder is writable");
    let source = folder.join("programs.rs");
    std::fs::write(&source, file).expect("the target folder is writable");
    let output = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()))
        .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "-A", "unused", "--out-dir"])
        .args([&folder, &source])
        .output()
        .expect("whoever runs this test has a compiler");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The modules that a program names, each once.
fn modules(code: &str) -> Vec<String> {
    let words = code.split("::").map(|before| {
        let start = before.rfind(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
        before[start.map_or(0, |start| start + 1)..].to_owned()
    });
    let mut names: Vec<String> = words.collect();
    // What follows the last sign is no module.
    names.pop();
    names.retain(|name| !["tokio", "task", "futures", "future"].contains(&name.as_str()));
    names.sort();
    names.dedup();
    names
}

#[test]
fn every_step_has_its_lines_and_no_line_is_longer_than_its_pieces() {
    for scenario in programs() {
        for language in Language::ALL {
            for style in STYLES {
                let lines = listing(language, style, &scenario, 0);
                let steps = scenario.groups[0].program.0.len();
                let mut seen: Vec<u32> = lines.iter().filter_map(|line| line.step).collect();
                assert!(seen.is_sorted(), "steps come in order");
                seen.dedup();
                assert_eq!(seen.len(), steps, "{:?}", scenario.groups[0].program);
                assert!(lines.len() <= 3 + steps * 80, "{} lines", lines.len());
                for line in &lines {
                    let joined: String =
                        pieces(language, &line.code).iter().map(|(_, piece)| *piece).collect();
                    assert_eq!(joined, line.code);
                }
            }
        }
    }
}

#[test]
fn what_a_step_is_reads_like_the_language_it_is_in() {
    let scenario =
        interleave::link::open("req=cpu3-db20~api10-block.disk5-offload.cpu6-yield-cpu2_as.page", "")
            .subject
            .scenario()
            .expect("it asks for a scenario");
    assert!(matches!(scenario.groups[0].program.0[0], Step::Cpu(_)));
    let all: String = Language::ALL
        .into_iter()
        .flat_map(|language| STYLES.map(|style| code(language, style, &scenario) + "\n"))
        .collect();
    expect_test::expect_file!["written/page.txt"].assert_eq(&all);
}
