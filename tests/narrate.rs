//! Each sentence's claims against the lanes, by another way than the one by which they were found; and nothing that
//! happens is left out or told twice.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod claims;
    #[allow(dead_code, reason = "only what holds the lanes is used here, not what compares them")]
    pub(crate) mod lanes;
    pub(crate) mod scenarios;
}

use std::collections::BTreeMap;

use interleave::narrate::{Chronicle, Doing, Event, Lane, Table};
use interleave::scenario::{Runtime, Scenario};
use interleave::sim::simulate;
use interleave::text::events::{Then, Told};
use interleave::time::Instant;
use interleave::trace::{ResourceState, Trace};

use support::claims::Checker;
use support::scenarios::for_many;

fn traces(scenario: &Scenario) -> Vec<Trace> {
    let run = |&runtime: &Runtime| simulate(scenario, runtime).expect("the scenario is far from every limit");
    scenario.runtimes.iter().map(run).collect()
}

fn told(traces: &[Trace]) -> Vec<Event> {
    let traces: Vec<&Trace> = traces.iter().collect();
    let chronicle = Chronicle::of(&traces).expect("there are few spans");
    let events: Vec<Event> = chronicle.events(&traces, 0, usize::MAX).collect();
    assert_eq!(events.len(), chronicle.len(), "every entry has its event");
    events
}

fn every_claim_is_in_the_lanes(checkers: &[Checker], events: &[Event]) -> Result<(), String> {
    events.iter().try_for_each(|event| {
        checkers[event.run].check(event).map_err(|why| {
            format!("run {} at {}: {why}\n{}\n{:?}", event.run, event.at, event.sentence(), event.told)
        })
    })
}

/// What a run consists of, and how often each part of it happens and is told.
fn count(checker: &Checker, events: &[Event], run: usize) -> BTreeMap<(Instant, String), (usize, usize)> {
    let mut counted: BTreeMap<(Instant, String), (usize, usize)> = BTreeMap::new();
    for (at, what) in checker.everything() {
        counted.entry((at, what)).or_default().0 += 1;
    }
    for event in events.iter().filter(|event| event.run == run) {
        let mut tell = |what: String| counted.entry((event.at, what)).or_default().1 += 1;
        match &event.told {
            Told::Change(change) => {
                tell(format!("request {} changes", change.request));
                if let Then::TakesUp { request, .. } = change.then {
                    tell(format!("request {request} changes"));
                }
            }
            Told::PartAnswered { request, service, .. } => {
                tell(format!("{service} answers {request} in part"));
            }
            Told::Served { request, service } => tell(format!("{service} begins to serve {request}")),
            Told::HelperTakes { helper, request } => tell(format!("helper {helper} takes up {request}")),
        }
    }
    counted
}

fn everything_is_told_once(checkers: &[Checker], events: &[Event]) -> Result<(), String> {
    for (run, checker) in checkers.iter().enumerate() {
        let counted = count(checker, events, run);
        let wrong = counted.iter().find(|(_, (happens, told))| happens != told);
        if let Some(((at, what), (happens, told))) = wrong {
            return Err(format!("run {run} at {at}: {what}: happens {happens} times, told {told} times"));
        }
    }
    Ok(())
}

fn sentences_are_well_formed(scenario: &Scenario, events: &[Event]) -> Result<(), String> {
    for event in events {
        let sentence = event.sentence();
        let even = |mark: char| sentence.matches(mark).count() % 2 == 0;
        let named = sentence.to_lowercase().contains(&format!("request {}", event.request.number()));
        // The name of a service stays as it is written.
        let by_service = scenario.services.iter().any(|service| sentence.starts_with(&service.name));
        let first = by_service || sentence.chars().next().is_some_and(char::is_uppercase);
        let tidy = sentence.ends_with('.') && !sentence.contains("..") && !sentence.contains("  ");
        if !(even('*') && even('`') && named && first && tidy) {
            return Err(format!("{sentence:?} of {:?}", event.told));
        }
    }
    Ok(())
}

#[test]
fn what_is_told_is_true_and_complete() {
    for_many(|scenario| {
        let traces = traces(scenario);
        let events = told(&traces);
        let checkers: Vec<Checker> = traces.iter().map(|trace| Checker::new(scenario, trace)).collect();
        every_claim_is_in_the_lanes(&checkers, &events)?;
        everything_is_told_once(&checkers, &events)?;
        sentences_are_well_formed(scenario, &events)
    });
}

#[test]
fn a_part_of_the_list_is_that_part_of_the_whole() {
    for_many(|scenario| {
        let traces = traces(scenario);
        let all = told(&traces);
        let traces: Vec<&Trace> = traces.iter().collect();
        let chronicle = Chronicle::of(&traces).ok_or("there are few spans")?;
        let middle = all.len() / 2;
        let page: Vec<Event> = chronicle.events(&traces, middle, 3).collect();
        if page != all[middle..all.len().min(middle + 3)] {
            return Err(format!("a page: {page:?}"));
        }
        let Some(Event { at, run, .. }) = all.get(middle) else { return Ok(()) };
        let (some, more) = chronicle.at(&traces, *run, *at, 2);
        let here: Vec<&Event> = all.iter().filter(|event| event.at == *at && event.run == *run).collect();
        let up_to = all.iter().filter(|event| event.at <= *at).count();
        let before = all.iter().filter(|event| event.at < *at).count();
        let same = some.iter().eq(here.iter().take(2).copied()) && some.len() + more == here.len();
        let counts = chronicle.count_up_to(*at) == up_to && chronicle.count_before(*at) == before;
        if same && counts { Ok(()) } else { Err(format!("at {at}: {some:?} and {more} more")) }
    });
}

/// What the lanes hold between two instants, as the table says it, in any order.
fn visible(trace: &Trace, from: Instant, to: Instant) -> Vec<String> {
    let lanes = support::lanes::Lanes::of(trace);
    let own = trace.own_thread_count() as usize;
    let within = |start: Instant, end: Instant| start < to && end > from;
    let mut rows = Vec::new();
    for (place, lane) in lanes.threads.iter().enumerate() {
        for span in lane.iter().filter(|span| within(span.start, span.end)) {
            let name = if place < own {
                format!("thread {}", place + 1)
            } else {
                format!("helper {}", place + 1 - own)
            };
            let (state, step) = (span.state, trace.site(span.site).step());
            rows.push(format!("{name} {state:?} {} {} {} {step}", span.start, span.end, span.task.number()));
        }
    }
    for (place, lane) in lanes.requests.iter().enumerate() {
        for span in lane.iter().filter(|span| within(span.start, span.end)) {
            let step = span.site.map_or(String::new(), |site| trace.site(site).step().to_string());
            let number = place + 1;
            rows.push(format!(
                "request {number} {:?} {} {} {number} {step}",
                span.state, span.start, span.end
            ));
        }
    }
    for (name, lane) in &lanes.services {
        for span in lane.iter().filter(|span| within(span.start, span.end)) {
            let (state, step) = (span.state(), trace.site(span.site).step());
            rows.push(format!("{name} {state:?} {} {} {} {step}", span.start, span.end, span.task.number()));
        }
    }
    // Whom helpers serve is in their own lanes; theirs is there where somebody waits for a free one.
    let is_waited_for = lanes.pool.iter().any(|span| span.state() == ResourceState::Waiting);
    for span in lanes.pool.iter().filter(|span| is_waited_for && within(span.start, span.end)) {
        let (state, step) = (span.state(), trace.site(span.site).step());
        rows.push(format!("helpers {state:?} {} {} {} {step}", span.start, span.end, span.task.number()));
    }
    rows.sort();
    rows
}

#[test]
fn the_table_holds_the_spans_of_a_stretch() {
    for_many(|scenario| {
        let traces = traces(scenario);
        for trace in &traces {
            let end = trace.makespan().as_ns();
            for (from, to) in [(0, end), (end / 3, end / 2 + 1), (end / 2, end + 5)] {
                let (from, to) = (Instant::from_ns(from), Instant::from_ns(to));
                let table = Table::of(&[trace], from, to);
                let mut rows: Vec<String> = table
                    .rows(&[trace], 0, usize::MAX)
                    .map(|row| {
                        let lane = match row.lane {
                            Lane::Thread(number) => format!("thread {number}"),
                            Lane::Helper(number) => format!("helper {number}"),
                            Lane::Request(request) => format!("request {}", request.number()),
                            Lane::Resource(resource) => trace.resource_name(resource).to_owned(),
                        };
                        let state = match row.doing {
                            Doing::State(state) => format!("{state:?}"),
                            Doing::Call(state) => format!("{state:?}"),
                        };
                        let step = row.step.map_or(String::new(), |(step, _)| step.to_string());
                        format!("{lane} {state} {} {} {} {step}", row.start, row.end, row.request.number())
                    })
                    .collect();
                rows.sort();
                let expected = visible(trace, from, to);
                if rows != expected || !table.is_complete() || table.len() != rows.len() {
                    return Err(format!("{from} to {to}:\n{rows:#?}\n{expected:#?}"));
                }
            }
        }
        Ok(())
    });
}
