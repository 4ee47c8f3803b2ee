//! Rules that hold of every run of every scenario, and the engine against a second simulator.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod draws;
    pub(crate) mod lanes;
    pub(crate) mod metrics;
    pub(crate) mod naive;
    pub(crate) mod rules;
    pub(crate) mod scenarios;
    pub(crate) mod seeded;
    pub(crate) mod tally;
}

use interleave::scenario::{Runtime, Scenario};
use interleave::sim;
use interleave::summary::summarize;
use interleave::time::Duration;
use interleave::trace::{ThreadKind, Trace};

use support::lanes::Lanes;
use support::rules::{RULES, Run};
use support::scenarios::{cases, for_many};
use support::tally::Tally;
use support::{draws, metrics, naive, seeded};

/// The tick of the scenarios of [`for_many`].
const TICK: Duration = Duration::from_ns(1);

fn trace(scenario: &Scenario, runtime: Runtime) -> Result<Trace, String> {
    sim::simulate(scenario, runtime).map_err(|failure| format!("{runtime:?}: {failure}"))
}

fn engine(scenario: &Scenario, runtime: Runtime) -> Result<Lanes, String> {
    Ok(Lanes::of(&trace(scenario, runtime)?))
}

fn for_every_run(property: impl Fn(&Scenario, Runtime) -> Result<(), String>) {
    for_many(|scenario| scenario.runtimes.iter().try_for_each(|&runtime| property(scenario, runtime)));
}

fn keeps_the_rules(scenario: &Scenario, runtime: Runtime, lanes: &Lanes) -> Result<(), String> {
    let run = Run::new(scenario, runtime, lanes);
    for (name, rule) in RULES {
        rule(&run).map_err(|why| format!("{runtime:?}: {name}: {why}"))?;
    }
    Ok(())
}

fn agree(scenario: &Scenario, runtime: Runtime, tick: Duration) -> Result<(), String> {
    let engine = engine(scenario, runtime)?;
    let naive = naive::simulate(scenario, runtime, tick);
    let difference = engine.difference(&naive, ["engine", "naive "]);
    difference.map_or(Ok(()), |difference| Err(format!("{runtime:?}: {difference}")))
}

#[test]
fn the_engine_keeps_the_rules() {
    for_every_run(|scenario, runtime| keeps_the_rules(scenario, runtime, &engine(scenario, runtime)?));
}

/// A rule that both simulators break is a wrong rule; one that only this breaks is a wrong reading.
#[test]
fn the_naive_simulator_keeps_the_rules() {
    for_every_run(|scenario, runtime| {
        let lanes = naive::simulate(scenario, runtime, TICK);
        keeps_the_rules(scenario, runtime, &lanes)
    });
}

#[test]
fn both_simulators_agree() {
    for_every_run(|scenario, runtime| agree(scenario, runtime, TICK));
}

#[test]
fn the_summary_is_what_the_lanes_say() {
    for_every_run(|scenario, runtime| {
        let trace = trace(scenario, runtime)?;
        let lanes = Lanes::of(&trace);
        let counted = metrics::summary(&Run::new(scenario, runtime, &lanes));
        let summary = summarize(&trace);
        let same = summary == counted;
        if same {
            Ok(())
        } else {
            Err(format!("{runtime:?}\n  summary: {summary:?}\n  counted: {counted:?}"))
        }
    });
}

/// Threads are numbered from 1 within their kind; a span is found by its index; the trace says what it is a trace of.
#[test]
fn a_trace_is_complete() {
    for_every_run(|scenario, runtime| {
        let trace = trace(scenario, runtime)?;
        let own = match runtime {
            Runtime::Sync { .. } => ThreadKind::Thread,
            Runtime::Async { .. } => ThreadKind::Worker,
        };
        let own = (1..=runtime.threads()).map(|number| (own, number));
        let helpers = (1..=runtime.blocking_threads()).map(|number| (ThreadKind::Blocking, number));
        let threads: Vec<_> = trace.threads().iter().map(|thread| (thread.kind, thread.number)).collect();
        let mut by_index = Vec::new();
        for id in trace.task_ids() {
            let spans: Vec<_> =
                (0..=trace.task_span_count(id)).map_while(|i| trace.task_span(id, i)).collect();
            by_index.push(spans == trace.task_spans(id).collect::<Vec<_>>());
        }
        for id in trace.thread_ids() {
            let spans: Vec<_> =
                (0..=trace.thread_span_count(id)).map_while(|i| trace.thread_span(id, i)).collect();
            by_index.push(spans == trace.thread_spans(id).collect::<Vec<_>>());
        }
        // (arrival, position in the file), with the group that each request came from.
        let arrivals: Vec<_> = draws::requests_by_id(scenario)
            .into_iter()
            .map(|(at, origin)| (at, u32::from(origin.group)))
            .collect();
        let requests: Vec<_> = trace.tasks().iter().map(|r| (r.created, r.group)).collect();
        let holds = [
            ("runtime", trace.model() == runtime.into()),
            ("threads", threads == own.chain(helpers).collect::<Vec<_>>()),
            ("spans by index", by_index.iter().all(|same| *same)),
            ("arrivals", requests == arrivals),
        ];
        let broken = holds.iter().find(|(_, holds)| !holds);
        broken.map_or(Ok(()), |(what, _)| Err(format!("{runtime:?}: {what}")))
    });
}

/// The scenarios of the digest are among the first of the seeded generator. Where drawn durations are no whole ticks,
/// the rules must do.
#[test]
fn both_simulators_agree_on_nanoseconds() {
    for seed in 0..u64::from(cases()) {
        let (scenario, tick) = seeded::scenario(seed);
        for &runtime in &scenario.runtimes {
            let verdict = match tick {
                Some(tick) => agree(&scenario, runtime, tick),
                None => {
                    engine(&scenario, runtime).and_then(|lanes| keeps_the_rules(&scenario, runtime, &lanes))
                }
            };
            if let Err(why) = verdict {
                panic!("seed {seed}: {why}\n{scenario:#?}");
            }
        }
    }
}

#[test]
fn counting_along_and_counting_from_the_trace_agree() {
    for_every_run(|scenario, runtime| {
        let trace = trace(scenario, runtime)?;
        let mut tally = Tally::new(runtime.threads(), runtime.blocking_threads(), trace.tasks().len());
        let events = sim::observe(scenario, runtime, &mut tally).map_err(|failure| failure.to_string())?;
        let (counted, summed) = (tally.summary(), summarize(&trace));
        if counted == summed && events == trace.events() {
            return Ok(());
        }
        Err(format!("{runtime:?}: counted along {counted:#?}\nfrom the trace {summed:#?}"))
    });
}
