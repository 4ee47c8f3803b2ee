//! Writes figures of many scenarios as pages to look at: `cargo run --example figure -- DIR`.

use std::path::Path;

use interleave::layout::{Figure, Indexed, Viewport, lay_out};
use interleave::node::to_xml;
use interleave::scenario::{Call, Gap, Group, Machine, Program, Runtime, Scenario, Service, Step};
use interleave::scene::Form;
use interleave::sim::simulate;
use interleave::time::{Duration, Instant};
use interleave::trace::TaskId;
use interleave::ui::svg::{Look, still};

fn main() -> std::io::Result<()> {
    let dir = std::env::args().nth(1).unwrap_or_else(|| "target/figures".to_owned());
    std::fs::create_dir_all(&dir)?;
    for case in cases() {
        for (width_px, theme) in
            [(1040, "light"), (1040, "dark"), (360, "light"), (320, "dark"), (720, "light"), (1560, "light")]
        {
            let path = Path::new(&dir).join(format!("{}-{width_px}-{theme}.html", case.name));
            std::fs::write(path, page(&case, f64::from(width_px), theme))?;
        }
    }
    Ok(())
}

struct Case {
    name: &'static str,
    scenario: Scenario,
    at_ns: Option<u64>,
    follow: Option<u32>,
    stretch: Option<(u64, u64)>,
}

fn page(case: &Case, width_px: f64, theme: &str) -> String {
    let run = |runtime: &Runtime| match simulate(&case.scenario, *runtime) {
        Ok(trace) => Indexed::new(trace),
        Err(failure) => panic!("{}: {failure}", case.name),
    };
    let traces: Vec<_> = case.scenario.runtimes.iter().map(run).collect();
    let figure = Figure {
        id: "figure",
        title: &case.scenario.title,
        traces: traces.iter().collect(),
        follow: case.follow.map(TaskId),
        singly: false,
    };
    let stretch = case.stretch.map(|(start, end)| (Instant::from_ns(start), Instant::from_ns(end)));
    let drawing = lay_out(&figure, &Viewport { width_px, stretch, coarse: false });
    let at = Instant::from_ns(case.at_ns.unwrap_or(0));
    let look = Look { follow: figure.follow, lit: None, interactive: true, ..Look::default() };
    let svg = to_xml(&[still(&drawing, &drawing.at(at, case.at_ns.is_some()), &look)]);
    let legend: String = Form::ALL
        .iter()
        .map(|&form| {
            format!("<span>{} {}</span> ", to_xml(&[interleave::ui::svg::swatch(form)]), form.name())
        })
        .collect();
    let style = include_str!("../static/diagram.css");
    let font =
        std::env::var("FONT").map(|font| format!(".figure{{font-family:'{font}'}}")).unwrap_or_default();
    format!(
        "<!doctype html><html data-theme=\"{theme}\"><meta charset=\"utf-8\"><style>{style}
        body{{margin:0;background:var(--card);color:var(--ink);font:13px Inter}}.legend{{display:flex;flex-wrap:wrap;gap:14px}}.legend span{{display:flex;gap:6px;align-items:center}}{font}</style><body>{svg}<div class=\"legend\">{legend}</div></body></html>"
    )
}

fn cpu(ms: u64) -> Step {
    Step::Cpu(Duration::from_ms(ms))
}

fn call(service: &str, ms: u64) -> Call {
    Call { service: service.into(), latency: Some(Duration::from_ms(ms)) }
}

fn calls(service: &str, ms: u64) -> Step {
    Step::Calls(vec![call(service, ms)])
}

fn group(steps: Vec<Step>, count: u32, every_ms: u64) -> Group {
    Group {
        name: String::new(),
        program: Program(steps),
        count,
        at: Instant::ZERO,
        gap: Gap::Every(Duration::from_ms(every_ms)),
    }
}

fn scenario(groups: Vec<Group>, runtimes: &[(u32, u32)]) -> Scenario {
    let mut services: Vec<Service> = Vec::new();
    let mut add = |call: &Call| {
        if !services.iter().any(|service| service.name == call.service) {
            services.push(Service { name: call.service.clone(), capacity: None, latency: None });
        }
    };
    for step in groups.iter().flat_map(|group| &group.program.0) {
        match step {
            Step::Calls(calls) => calls.iter().for_each(&mut add),
            Step::Block(call) | Step::OffloadCall(call) => add(call),
            Step::Cpu(_) | Step::OffloadCpu(_) | Step::Yield => {}
        }
    }
    let mut list = Vec::new();
    for &(sync, workers) in runtimes {
        if sync > 0 {
            list.push(Runtime::Sync { threads: sync });
        }
        if workers > 0 {
            list.push(Runtime::Async { threads: workers, blocking_threads: 4 });
        }
    }
    Scenario {
        title: "A figure to look at".into(),
        seed: 0,
        machine: Machine::default(),
        services,
        groups,
        runtimes: list,
    }
}

fn case(name: &'static str, scenario: Scenario) -> Case {
    Case { name, scenario, at_ns: None, follow: None, stretch: None }
}

fn cases() -> Vec<Case> {
    let three = || scenario(vec![group(vec![cpu(3), calls("db", 20), cpu(5)], 3, 1)], &[(1, 1)]);
    let mut cases = vec![case("three", three())];
    cases.push(Case { at_ns: Some(27_000_000), ..case("three-at", three()) });
    cases.push(Case { follow: Some(1), ..case("three-follow", three()) });
    cases.push(Case {
        stretch: Some((20_000_000, 42_000_000)),
        at_ns: Some(30_500_000),
        ..case("three-zoom", three())
    });
    cases.push(case("six", scenario(vec![group(vec![cpu(4), calls("db", 20), cpu(5)], 6, 2)], &[(2, 2)])));
    cases
        .push(case("six-one", scenario(vec![group(vec![cpu(2), calls("db", 20), cpu(3)], 6, 1)], &[(1, 1)])));
    cases.push(case(
        "pools",
        scenario(vec![group(vec![cpu(3), calls("db", 40), cpu(3)], 5, 4)], &[(1, 0), (4, 0), (0, 1)]),
    ));
    let block = vec![cpu(2), Step::Block(call("db", 25)), cpu(2)];
    cases.push(case(
        "block",
        scenario(vec![group(vec![cpu(2), calls("db", 20), cpu(3)], 2, 1), group(block, 1, 0)], &[(0, 1)]),
    ));
    let join = vec![cpu(2), Step::Calls(vec![call("db", 20), call("api", 32), call("cache", 6)]), cpu(3)];
    cases.push(case("join", scenario(vec![group(join, 2, 5)], &[(1, 1)])));
    let mut slots = scenario(vec![group(vec![cpu(2), calls("db", 15), cpu(2)], 5, 1)], &[(5, 1)]);
    slots.services[0].capacity = Some(1);
    cases.push(case("slots", slots));
    let offload = vec![
        cpu(2),
        Step::OffloadCall(call("disk", 15)),
        cpu(2),
        Step::OffloadCpu(Duration::from_ms(6)),
        cpu(1),
    ];
    cases.push(case("offload", scenario(vec![group(offload, 3, 2)], &[(0, 1)])));
    let yields = vec![cpu(3), Step::Yield, cpu(3), Step::Yield, cpu(3)];
    cases.push(case("yields", scenario(vec![group(yields, 3, 0)], &[(0, 1)])));
    cases.extend(crowded_and_extreme_cases());
    cases
}

fn crowded_and_extreme_cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut cores = scenario(vec![group(vec![cpu(12), calls("db", 10), cpu(6)], 3, 1)], &[(3, 1)]);
    cores.machine.switch = Duration::from_ms(1);
    cases.push(case("cores", cores));
    let sequence = vec![cpu(2), calls("db", 14), calls("api", 10), cpu(2)];
    cases.push(case("sequence", scenario(vec![group(sequence, 2, 3)], &[(1, 1)])));
    cases.push(Case {
        follow: Some(20),
        at_ns: Some(60_000_000),
        ..case("forty", scenario(vec![group(vec![cpu(2), calls("db", 40), cpu(3)], 40, 3)], &[(4, 1)]))
    });
    cases
        .push(case("twenty", scenario(vec![group(vec![cpu(2), calls("db", 30), cpu(3)], 20, 3)], &[(2, 1)])));
    cases
        .push(case("many", scenario(vec![group(vec![cpu(1), calls("db", 50), cpu(1)], 2000, 2)], &[(8, 1)])));
    cases.push(case("one", scenario(vec![group(vec![cpu(3), calls("db", 20), cpu(5)], 1, 0)], &[(1, 1)])));
    cases.push(case("zero", scenario(vec![group(vec![cpu(0)], 2, 0)], &[(1, 1)])));
    let tiny = vec![
        Step::Cpu(Duration::from_ns(200)),
        Step::Calls(vec![Call { service: "db".into(), latency: Some(Duration::from_ns(600)) }]),
        Step::Cpu(Duration::from_ns(200)),
    ];
    cases.push(case("tiny", scenario(vec![group(tiny, 2, 0)], &[(1, 1)])));
    let long = vec![cpu(100_000_000), calls("archive", 300_000_000), cpu(90_000_000)];
    let mut long = scenario(vec![group(long, 2, 0)], &[(1, 1)]);
    long.machine.quantum = Duration::from_ms(1_000_000_000);
    cases.push(case("long", long));
    let mut named = scenario(
        vec![
            group(vec![cpu(3), calls("database", 20), cpu(5)], 3, 1),
            group(vec![cpu(1), calls("averylongservicename", 9), cpu(1)], 2, 6),
        ],
        &[(1, 1)],
    );
    named.groups[0].name = "page".into();
    named.groups[1].name = "a-rather-long-name-of-a-group-32".into();
    named.services[0].capacity = Some(2);
    cases.push(case("named", named));
    cases
}
