//! The figure as a file: its exact bytes, and the hooks that scripts rely on.

#![cfg(not(target_arch = "wasm32"))]

use expect_test::expect_file;
use interleave::layout::{Figure, Indexed, Viewport, lay_out};
use interleave::node::to_xml;
use interleave::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Service, Step};
use interleave::scene::Form;
use interleave::sim::simulate;
use interleave::time::{Duration, Instant};
use interleave::trace::TaskId;
use interleave::ui::svg::{Look, still};

fn three_requests() -> Scenario {
    let call = Call { service: "db".into(), latency: Some(Duration::from_ms(20)) };
    let steps =
        vec![Step::Cpu(Duration::from_ms(3)), Step::Calls(vec![call]), Step::Cpu(Duration::from_ms(5))];
    Scenario {
        title: "Three requests & one <slow> database".into(),
        seed: 0,
        machine: Machine::default(),
        services: vec![Service { name: "db".into(), capacity: None, latency: None }],
        groups: vec![Group {
            name: String::new(),
            program: Program(steps),
            count: 3,
            at: Instant::ZERO,
            gap: Gap::Every(Duration::from_ms(1)),
        }],
        runtimes: vec![Runtime::Sync { threads: 1 }, Runtime::Async { threads: 1, blocking_threads: 4 }],
    }
}

fn drawn(look: &Look, at: Option<Instant>) -> String {
    let scenario = three_requests();
    let traces: Vec<_> = scenario
        .runtimes
        .iter()
        .map(|&runtime| Indexed::new(simulate(&scenario, runtime).expect("a small run")))
        .collect();
    let figure = Figure {
        id: "figure",
        title: &scenario.title,
        traces: traces.iter().collect(),
        follow: look.follow,
        singly: false,
    };
    let drawing = lay_out(&figure, &Viewport { width_px: 720.0, stretch: None, coarse: false });
    to_xml(&[still(&drawing, &drawing.at(at.unwrap_or(Instant::ZERO), at.is_some()), look)])
}

#[test]
fn three_requests_are_drawn_like_this() {
    let svg = drawn(&Look::default(), Some(Instant::from_ms(27)));
    // One element a line, so that a change shows as a change of lines.
    expect_file!["figures/three-requests.svg"].assert_eq(&svg.replace("><", ">\n<"));
}

#[test]
fn the_hooks_are_there() {
    let svg = drawn(&Look { interactive: true, ..Look::default() }, None);
    for hook in [
        "data-runtime=\"sync1\"",
        "data-runtime=\"async1\"",
        "data-makespan-ns=\"84000000\"",
        "data-makespan-ns=\"38000000\"",
    ] {
        assert_eq!(svg.matches(hook).count(), 1, "{hook}");
    }
    for lane in ["thread-1", "request-1", "request-2", "request-3", "service-db"] {
        assert_eq!(svg.matches(&format!("data-lane=\"{lane}\"")).count(), 2, "{lane}");
    }
    assert!(!svg.contains("blocking-"), "helpers that never ran have no lane");
    assert_eq!(svg.matches("role=\"button\"").count(), 6);
    assert!(svg.contains("aria-label=\"Follow request 2\""));
    assert!(svg.contains("request 1 · blocked on db · 3–23 ms · 20 ms"));
    assert!(!svg.contains("style="), "a strict policy forbids style attributes");
    assert!(svg.contains("Three requests &amp; one &lt;slow&gt; database"));
}

#[test]
fn following_and_lighting_up_change_classes_alone() {
    let plain = drawn(&Look { interactive: true, ..Look::default() }, None);
    let follow = Some(TaskId(1));
    let followed = drawn(
        &Look { interactive: true, follow, lit: Some(Form::Blocked), told_by: None, secret: None },
        None,
    );
    assert!(followed.contains("has-follow") && followed.contains("lit-blocked"));
    assert!(followed.contains("aria-pressed=\"true\""));
    let numbers = |svg: &str| {
        svg.split(" d=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&plain), numbers(&followed));
}
