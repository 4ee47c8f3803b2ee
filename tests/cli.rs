//! Runs the command line as people and programs do.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use expect_test::{Expect, expect, expect_file};

const SCENARIO: &str = r#"{"requests": [{"steps": "cpu 3, db 20, cpu 5", "count": 3, "every": "1ms"}]}"#;

fn run(args: &[&str], stdin: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command line starts");
    let mut input = child.stdin.take().expect("its input is a pipe");
    // It may end without having read its input.
    let _ = input.write_all(stdin);
    drop(input);
    child.wait_with_output().expect("it ends")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("what it prints is UTF-8")
}

/// Standard output of a run without complaint.
#[track_caller]
fn prints(args: &[&str], stdin: &str) -> String {
    let output = run(args, stdin.as_bytes());
    assert_eq!((output.status.code(), text(output.stderr)), (Some(0), String::new()));
    text(output.stdout)
}

#[track_caller]
fn refuses(args: &[&str], stdin: &[u8], complaint: Expect) {
    let output = run(args, stdin);
    assert_eq!((output.status.code(), text(output.stdout)), (Some(2), String::new()));
    complaint.assert_eq(&text(output.stderr));
}

/// A file of this test's own, which is gone when it is dropped.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str, contents: &str) -> Self {
        let path = std::env::temp_dir().join(format!("interleave-{}-{name}", std::process::id()));
        std::fs::write(&path, contents).expect("a temporary file can be written");
        Self(path)
    }

    fn name(&self) -> &str {
        self.0.to_str().expect("its name is UTF-8")
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn simulate_prints_text_unless_told_otherwise() {
    let text = prints(&["simulate", "-"], SCENARIO);
    assert_eq!(text, prints(&["simulate", "--format", "text", "-"], SCENARIO));
    expect_file!["cli/three-requests.txt"].assert_eq(&text);
}

#[test]
fn simulate_prints_the_trace_of_every_lane() {
    let scenario = r#"{
        "requests": [{"name": "page", "steps": "cpu 2, db 4, offload cpu 1", "count": 2}],
        "services": {"db": {"capacity": 1}},
        "runtimes": [{"model": "sync", "threads": 1}, {"model": "async", "threads": 1, "blocking_threads": 2}]
    }"#;
    let file = TempFile::new("trace.json", scenario);
    let json = prints(&["simulate", file.name(), "--format=json"], "");
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "it is JSON");
    expect_file!["cli/trace.json"].assert_eq(&json);
}

/// A service that is always busy for as long as it likes, and requests that come as they please.
const RANDOM: &str = r#"{
    "title": "At random, \"seed 7\"", "seed": 7,
    "services": {"db": {"capacity": 1, "latency": {"exponential": "4ms"}}, "api": {"latency": {"uniform": [1, 9]}}},
    "requests": [{"name": "page", "steps": "cpu 2, db & api, offload cpu 1, cpu 1", "count": 3, "poisson": "2ms"}],
    "runtimes": [{"model": "sync", "threads": 2}, {"model": "async"}]
}"#;

#[test]
fn simulate_prints_a_table() {
    let csv = prints(&["simulate", "-", "--format", "csv"], RANDOM);
    assert!(csv.lines().count() > 50 && csv.split('\n').rev().skip(1).all(|line| line.ends_with('\r')));
    expect_file!["cli/random.csv"].assert_eq(&csv.replace("\r\n", "\n"));
}

#[test]
fn simulate_prints_trace_events() {
    let json = prints(&["simulate", "-", "--format", "perfetto"], RANDOM);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "it is JSON");
    expect_file!["cli/random.perfetto.json"].assert_eq(&json);
}

#[test]
fn what_is_random_survives_the_round_trip_through_a_link() {
    let link = prints(&["link", "-"], RANDOM);
    expect![[r#"
        ?v=1&req=cpu2-db~api-offload.cpu1-cpu1_x3_poisson2_as.page&svc=db_cap1_exp4&svc=api_1..9&run=sync2&run=async1&seed=7&title=At%20random%2C%20%22seed%207%22
    "#]].assert_eq(&link);
    let expanded = prints(&["expand", link.trim_end()], "");
    for format in ["text", "json", "csv", "perfetto"] {
        let simulate = |scenario: &str| prints(&["simulate", "-", "--format", format], scenario);
        assert_eq!(simulate(RANDOM), simulate(&expanded));
    }
    assert_ne!(
        prints(&["simulate", "-"], RANDOM),
        prints(&["simulate", "-"], &RANDOM.replace("\"seed\": 7", "\"seed\": 8"))
    );
}

#[test]
fn a_trace_is_the_same_before_and_after_the_round_trip_through_a_link() {
    let scenario = r#"{
        "title": "100 % “café” & <b>", "seed": 7, "machine": {"cores": 2, "quantum": 3, "switch": "0.5ms"},
        "services": {"db": {"capacity": 2, "latency": {"constant": "2.5ms"}}, "Zoo": {"capacity": 9}},
        "requests": [
            {"name": "a-B", "steps": "cpu 2\n db & api 30\n offload cpu 4", "count": 3, "at": "1us", "every": 2},
            {"steps": "block db, yield, offload db 7"}
        ],
        "runtimes": [{"model": "async", "threads": 2, "blocking_threads": 3}, {"model": "sync", "threads": 2}]
    }"#;
    let link = prints(&["link", "-"], scenario);
    expect![[r#"
        ?v=1&req=cpu2-db~api30-offload.cpu4_x3_at0.001_every2_as.a-B&req=block.db-yield-offload.db7&svc=db_cap2_2.5&svc=zoo_cap9&run=async2_blocking3&run=sync2&cores=2&quantum=3&switch=0.5&seed=7&title=100%20%25%20%E2%80%9Ccaf%C3%A9%E2%80%9D%20%26%20%3Cb%3E
    "#]].assert_eq(&link);
    let address = format!("https://example.org/interleave/index.html{}", link.trim_end());
    let expanded = prints(&["expand", &address], "");
    assert_eq!(prints(&["expand", link.trim_end()], ""), expanded);
    let trace = |scenario: &str| prints(&["simulate", "-", "--format", "json"], scenario);
    assert_eq!(trace(scenario), trace(&expanded));
    assert_eq!(prints(&["link", "-"], &expanded), link);
}

const PROGRAM: &str = "import asyncio\nprint('é')\nasyncio.run(asyncio.sleep(0.01))\n";

#[test]
fn a_program_survives_the_round_trip_through_a_link() {
    let file = TempFile::new("wait.py", PROGRAM);
    let link = prints(&["link", file.name()], "");
    expect![[r#"
        ?v=1&py=ATwAw_9pbXBvcnQgYXN5bmNpbwpwcmludCgnw6knKQphc3luY2lvLnJ1bihhc3luY2lvLnNsZWVwKDAuMDEpKQo
    "#]]
    .assert_eq(&link);
    assert_eq!(prints(&["link", "--python", "-"], PROGRAM), link);
    let address = format!("https://example.org/interleave/{}", link.trim_end());
    let expanded = prints(&["expand", &address], "");
    assert_eq!(prints(&["expand", "--python", &address], ""), PROGRAM);
    assert_eq!(prints(&["link", "-"], &expanded), link);
    for format in ["text", "json", "csv", "perfetto"] {
        let trace = prints(&["simulate", file.name(), "--format", format], "");
        assert_eq!(prints(&["simulate", "-", "--format", format], &expanded), trace);
    }
    let asked = ["--line", "2ms", "--form", "blocking"];
    let link = prints(&[&["link", file.name()], &asked[..]].concat(), "");
    assert!(link.ends_with("&line=2&run=blocking\n"), "{link}");
    let expanded = prints(&["expand", link.trim_end()], "");
    let trace = prints(&[&["simulate", file.name(), "--format", "json"], &asked[..]].concat(), "");
    assert_eq!(prints(&["simulate", "-", "--format", "json"], &expanded), trace);
    assert!(trace.contains("\"line_ns\": 2000000") && !trace.contains("\"form\": \"written\""));
}

#[test]
fn several_programs_are_run_beside_one_another() {
    let programs =
        r#"{"line": "1ms", "programs": [{"source": "print(1)"}, {"source": "import asyncio\nprint(2)"}]}"#;
    let simulate = |format| prints(&["simulate", "-", "--format", format], programs);
    let trace: serde_json::Value = serde_json::from_str(&simulate("json")).expect("it is JSON");
    let forms: Vec<usize> = trace["programs"]
        .as_array()
        .expect("a list of programs")
        .iter()
        .map(|program| program["runs"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(forms, [1, 2]);
    let headings: Vec<String> =
        simulate("text").lines().filter(|line| line.starts_with("program")).map(str::to_owned).collect();
    assert_eq!(
        headings,
        [
            "program 1 as written: 1 ms, it returned",
            "program 2 as written: 1 ms, it returned",
            "program 2 every wait blocking: 1 ms, it returned"
        ]
    );
    let table = simulate("csv");
    assert!(table.starts_with("program,form,task,name,") && table.contains("\r\n2,blocking,0,"), "{table}");
    assert!(simulate("perfetto").contains("program 2 blocking"));
    let link = prints(&["link", "-"], programs);
    assert_eq!(prints(&["expand", link.trim_end()], "").matches("\"source\"").count(), 2);
    refuses(
        &["expand", "--python", link.trim_end()],
        b"",
        expect![[r#"
            interleave: --python: found 2 programs in the link, expected one; without it they are printed as JSON
        "#]],
    );
    refuses(
        &["simulate", "-"],
        programs.replace("print(", "input(").as_bytes(),
        expect![[r#"
        standard input: programs[0]:1:1: 'input' does not run here: nobody is there to type: put what would be typed into the program
        standard input: programs[1]:2:1: 'input' does not run here: nobody is there to type: put what would be typed into the program
    "#]],
    );
    refuses(
        &["simulate", "-", "--form", "blocking"],
        programs.as_bytes(),
        expect![[r#"
            interleave: --form blocking: standard input: programs[0] does not import asyncio, and has no other form
        "#]],
    );
}

#[test]
fn what_belongs_to_programs_is_refused_elsewhere() {
    refuses(
        &["simulate", "-", "--line", "1ms"],
        SCENARIO.as_bytes(),
        expect![[r#"
            interleave: --line: standard input has a scenario, expected a program, as in FILE.py
        "#]],
    );
    refuses(
        &["expand", "?py=KyjKzCvRUM_IVNfkAgA", "--line", "1ms"],
        b"",
        expect![[r#"
            interleave: --line belongs to simulate and link
        "#]],
    );
    refuses(
        &["expand", "?preset=cpu-bound", "--python"],
        b"",
        expect![[r#"
            interleave: --python: found a scenario in the link, expected a program
        "#]],
    );
    refuses(
        &["expand", "?py=print(1)"],
        b"",
        expect![[r#"
            interleave: py: number 1, “print(1)”, is left out: found “(”, expected a program as Share and interleave link write it: deflated, in base64url
        "#]],
    );
}

#[test]
fn a_link_never_names_a_preset() {
    let preset = prints(&["expand", "?preset=cpu-bound"], "");
    let link = prints(&["link", "-"], &preset);
    expect![[r#"
        ?v=1&req=cpu20_x3_every1_as.compute&title=Computing%20takes%20as%20long%20either%20way
    "#]]
    .assert_eq(&link);
}

#[test]
fn long_links_are_fragments_and_longer_ones_are_refused() {
    let scenario = |calls: usize| {
        let steps = vec!["db 0.125"; calls].join(" & ");
        format!("{{\"requests\": [{{\"steps\": \"{steps}\"}}]}}")
    };
    let link = prints(&["link", "-"], &scenario(1_000));
    assert!(link.starts_with("#v=1&req=db0.125~"));
    assert_eq!(prints(&["link", "-"], &prints(&["expand", link.trim_end()], "")), link);
    refuses(
        &["link", "-"],
        scenario(10_000).as_bytes(),
        expect![[r#"
        interleave: this makes a link of 80007 bytes, expected at most 65536; share it as a file
    "#]],
    );
}

#[test]
fn bad_scenarios_are_refused_by_field() {
    refuses(
        &["simulate", "-"],
        b"{\"requests\": [{\"steps\": \"cpu\"}]}",
        expect![[r#"
        interleave: standard input: requests[0].steps: column 4: found the end, expected how long, as in cpu 5
    "#]],
    );
    refuses(
        &["simulate", "-"],
        b"{\"requests\": [{\"steps\": \"db\"}], \"seed\": 0}",
        expect![[r#"
        interleave: standard input: requests[0].steps: step 1: found a call of db without a duration, expected one, as in db 40, or a latency of the service
    "#]],
    );
    refuses(
        &["link", "-"],
        b"{\"requests\": [], \"machine\": {\"cores\": 0}}",
        expect![[r#"
        interleave: standard input: machine.cores: found 0, expected a whole number from 1 to 256
        interleave: standard input: requests: found none, expected 1 to 64 request groups
    "#]],
    );
    refuses(
        &["simulate", "-"],
        b"{\"requests\": [{\"steps\": \"db 1000000s, cpu 1ns\"}]}",
        expect![[r#"
            interleave: requests[0].steps: something would happen after 1000000000 ms, the latest instant of a run
        "#]],
    );
    refuses(
        &["simulate", "-"],
        b"\xff\xfe",
        expect![[r#"
        interleave: standard input: not valid UTF-8 after byte 0
    "#]],
    );
    refuses(
        &["simulate", "-"],
        b"",
        expect![[r#"
        interleave: standard input: not JSON: line 1, column 1: found the end, expected a value
    "#]],
    );
    refuses(
        &["simulate", "-"],
        &b" ".repeat(interleave::file::FILE_BYTES_MAX + 1),
        expect![[r#"
        interleave: standard input: found more than 16777216 bytes, expected at most 16777216
    "#]],
    );
    refuses(
        &["simulate", "/nonexistent/scenario.json"],
        b"",
        expect![[r#"
        interleave: /nonexistent/scenario.json: cannot be read: No such file or directory (os error 2)
    "#]],
    );
}

#[test]
fn draws_beyond_the_last_instant_are_refused() {
    refuses(
        &["simulate", "-"],
        b"{\"requests\": [{\"steps\": \"cpu 1\"}, {\"steps\": \"cpu 1\", \"poisson\": \"1000s\", \"count\": 2000}]}",
        expect![[r#"
            interleave: standard input: requests[1].poisson: found gaps of 1000000 ms on average, with which request 1003 of 2000 arrives too late, expected the last one to arrive by 1000000000 ms
        "#]],
    );
    refuses(
        &["simulate", "-"],
        b"{\"requests\": [{\"steps\": \"db\", \"count\": 9}], \"services\": {\"db\": {\"latency\": {\"exponential\": \"999999s\"}}}}",
        expect![[r#"
            interleave: requests[0].steps: something would happen after 1000000000 ms, the latest instant of a run
        "#]],
    );
}

#[test]
fn bad_links_are_refused_by_parameter() {
    refuses(
        &["expand", "?req=cpu&cores=x"],
        b"",
        expect![[r#"
        interleave: cores: found “x”, expected a whole number; the default stands in its place
        interleave: req: number 1, “cpu”, is left out: steps: column 4: found the end, expected how long, as in cpu 5
    "#]],
    );
    refuses(
        &["expand", "three-requests"],
        b"",
        expect![[r#"
        interleave: LINK: found "three-requests", expected an address, or ? or # and parameters
    "#]],
    );
    let output = run(&["expand", "https://example.org/?preset=cpu-bound&foo=1&t=x"], b"");
    assert_eq!(output.status.code(), Some(0));
    expect![[r#"
        interleave: foo: an unknown parameter, which is left out
        interleave: t: found “x”, expected a duration such as 40, 2.5 or 40ms; the default stands in its place
    "#]]
    .assert_eq(&text(output.stderr));
}

/// Whatever it may mean, it is taken as it stands.
#[test]
fn a_name_that_looks_like_something_else_is_said_and_simulated() {
    let file = b"{\"requests\": [{\"steps\": \"cpu 1, acquire 20\"}]}";
    let simulated = run(&["simulate", "-"], file);
    assert_eq!(simulated.status.code(), Some(0));
    assert!(text(simulated.stdout).contains("service-acquire"));
    expect![[r#"
        interleave: standard input: requests[0].steps: acquire in step 2 is a call of a service of that name: requests have no locks; a service's own capacity says how many calls it serves at one time
    "#]]
    .assert_eq(&text(simulated.stderr));
    let expanded = run(&["expand", "?req=race20"], b"");
    assert_eq!(expanded.status.code(), Some(0));
    assert!(text(expanded.stdout).contains("race 20"));
    expect![[r#"
        interleave: req: race in step 1 is a call of a service of that name: nothing goes on with the first answer; a join, as in db 20 & api 30, waits for all of them
    "#]]
    .assert_eq(&text(expanded.stderr));
}

#[test]
fn bad_arguments_are_refused() {
    refuses(
        &[],
        b"",
        expect![[r#"
            interleave: expected simulate, link, expand, render or mdbook
            interleave: interleave --help says what can be asked for
        "#]],
    );
    refuses(
        &["render", "x"],
        b"",
        expect![[r#"
            interleave: x: cannot be read: No such file or directory (os error 2)
        "#]],
    );
    refuses(
        &["simulate"],
        b"",
        expect![[r#"
        interleave: simulate: expected a FILE, or - for standard input
        interleave: interleave --help says what can be asked for
    "#]],
    );
    refuses(
        &["simulate", "-", "-"],
        b"",
        expect![[r#"
        interleave: simulate: found "-" beside a FILE, or - for standard input
        interleave: interleave --help says what can be asked for
    "#]],
    );
    refuses(
        &["simulate", "-", "--format", "xml"],
        b"",
        expect![[r#"
        interleave: --format: found "xml", expected text, json, csv or perfetto
        interleave: interleave --help says what can be asked for
    "#]],
    );
    refuses(
        &["simulate", "-", "--fast"],
        b"",
        expect![[r#"
        interleave: invalid option '--fast'
        interleave: interleave --help says what can be asked for
    "#]],
    );
    refuses(
        &["link", "-", "--format", "json"],
        b"",
        expect![[r#"
        interleave: link: --format belongs to simulate
        interleave: interleave --help says what can be asked for
    "#]],
    );
}

#[test]
fn help_and_version_are_printed() {
    let help = prints(&["--help"], "");
    assert!(
        ["simulate", "link", "expand", "--format", "text", "json", "csv", "perfetto"]
            .iter()
            .all(|word| help.contains(word))
    );
    assert_eq!(prints(&["simulate", "-h"], ""), help);
    assert_eq!(prints(&["--version"], ""), format!("interleave {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_picture_is_drawn_of_a_file_or_of_a_link() {
    let from_file = prints(&["render", "-"], SCENARIO);
    assert!(from_file.starts_with("<svg ") && from_file.ends_with("</svg>\n"), "{}", &from_file[..60]);
    let from_link = prints(&["render", "?req=cpu3-db20-cpu5_x3_every1"], "");
    assert_eq!(from_file, from_link, "the same scenario is the same picture");
    let file = TempFile::new("three.json", SCENARIO);
    let out = TempFile::new("three.svg", "");
    assert_eq!(prints(&["render", file.name(), "-o", out.name()], ""), "");
    assert_eq!(std::fs::read_to_string(out.name()).expect("it was written"), from_file);
}

#[test]
fn options_of_a_picture_win_over_its_link() {
    let link = "https://example.org/interleave/?preset=three-requests&t=5&theme=dark&follow=2";
    let as_linked = prints(&["render", link], "");
    assert!(as_linked.contains(
        "<metadata>https://example.org/interleave/?v=1&amp;t=5&amp;follow=2&amp;theme=dark</metadata>"
    ));
    assert!(as_linked.contains(">5 ms</text>") && as_linked.contains("fill:#1b1f27"));
    let args = [
        "render", link, "--t", "27", "--theme", "light", "--follow", "1", "--zoom", "20..38", "--width",
        "640",
    ];
    let changed = prints(&[&args[..], &["--url", "http://localhost/"]].concat(), "");
    assert!(changed.contains(
        "<metadata>http://localhost/?v=1&amp;t=27&amp;follow=1&amp;zoom=20..38&amp;theme=light</metadata>"
    ));
    assert!(
        changed.contains(">27 ms</text>")
            && changed.contains("fill:#fffdf9")
            && changed.contains("width=\"640\"")
    );
    let auto = prints(&["render", link, "--theme", "auto"], "");
    assert!(auto.contains("@media (prefers-color-scheme:dark)"));
}

#[test]
fn what_is_wrong_with_a_picture_is_named() {
    let check = |args: &[&str], complaint| refuses(&[&["render"], args].concat(), b"", complaint);
    check(
        &["?run=foo"],
        expect![[r#"
        interleave: run: number 1, “foo”, is left out: found “foo”, expected sync1, async1 or the like
    "#]],
    );
    check(
        &["?t=1", "--t", "soon"],
        expect![[r#"
        interleave: --t: found “soon”, expected a duration such as 40, 2.5 or 40ms
    "#]],
    );
    check(
        &["?t=1", "--theme", "navy"],
        expect![[r#"
        interleave: --theme: found “navy”, expected light, dark or auto
    "#]],
    );
    check(
        &["?t=1", "--follow", "9"],
        expect![[r#"
        interleave: --follow: found “9”, expected the number of a request, 1 to 3
    "#]],
    );
    check(
        &["?t=1", "--zoom", "9..3"],
        expect![[r#"
        interleave: --zoom: found “9..3”, expected two moments such as 0..38, the first before the second
    "#]],
    );
    check(
        &["?t=1", "--width", "12"],
        expect![[r#"
        interleave: --width: found "12", expected a number of pixels from 240 to 16000
    "#]],
    );
    check(
        &["?t=1", "--width", "40", "--width", "50"],
        expect![[r#"
        interleave: --width: found "40", expected a number of pixels from 240 to 16000
    "#]],
    );
}

#[test]
fn what_is_missing_for_a_picture_is_named() {
    let check = |args: &[&str], complaint| refuses(&[&["render"], args].concat(), b"", complaint);
    check(
        &["?t=1", "--url", "javascript:alert(1)"],
        expect![[r#"
        interleave: --url: found "javascript:alert(1)", expected an address that begins with https:// or http:// and has no ? and no #
    "#]],
    );
    check(
        &[],
        expect![[r#"
        interleave: render: expected a FILE, a LINK, or - for standard input
        interleave: interleave --help says what can be asked for
    "#]],
    );
    check(
        &["?t=1", "?t=2"],
        expect![[r#"
        interleave: unexpected argument "?t=2"
        interleave: interleave --help says what can be asked for
    "#]],
    );
    check(
        &["there-is-no-such-file.json"],
        expect![[r#"
        interleave: there-is-no-such-file.json: cannot be read: No such file or directory (os error 2)
    "#]],
    );
    check(
        &["?req=cpu1_x1000000_every10000000"],
        expect![[r#"
        interleave: req: number 1, “cpu1_x1000000_every10000000”, is left out: every: found 10000000 ms between 1000000 requests, expected the last one to arrive by 1000000000 ms
    "#]],
    );
}
