//! What must hold of any run of a program, read off the JSON that is printed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cpython::Form;

/// A stretch of a task's time.
#[derive(Clone, Debug)]
struct Span {
    #[expect(dead_code, reason = "what is said of a broken rule names it")]
    task: u64,
    state: String,
    start: u64,
    end: u64,
    thread: Option<u64>,
    line: Option<u64>,
    waits_for: Vec<String>,
}

/// The first rule that does not hold.
pub(crate) fn check(run: &Value, form: Form) -> Result<(), String> {
    let tasks = list(run, "tasks");
    let makespan = number(&run["makespan_ns"])?;
    let mut all = Vec::new();
    for (index, task) in tasks.iter().enumerate() {
        let spans = spans(task)?;
        if number(&task["id"])? != index as u64 {
            return Err(format!("tasks are numbered in the order of creation, but number {index} is {task}"));
        }
        a_life_without_a_gap(task, &spans, makespan)?;
        all.extend(spans);
    }
    parents_come_first(tasks)?;
    one_runs_at_a_time(&all)?;
    threads_and_tasks_agree(run, &all)?;
    nobody_idles_while_there_is_work(&all, closed(run))?;
    resources_are_held_by_one(run)?;
    output_is_in_order(run, makespan)?;
    metrics_add_up(run, &all, makespan)?;
    if form == Form::Blocking {
        one_after_the_other(&all, makespan, run)?;
    }
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn number(value: &Value) -> Result<u64, String> {
    value.as_u64().ok_or_else(|| format!("no number: {value}"))
}

fn spans(task: &Value) -> Result<Vec<Span>, String> {
    let id = number(&task["id"])?;
    let read = |span: &Value| {
        Ok(Span {
            task: id,
            state: span["state"].as_str().ok_or("a span has a state")?.to_owned(),
            start: number(&span["start_ns"])?,
            end: number(&span["end_ns"])?,
            thread: span["thread"].as_u64(),
            line: span["line"].as_u64(),
            waits_for: list(span, "waits_for")
                .iter()
                .map(|what| what.as_str().unwrap_or_default().to_owned())
                .collect(),
        })
    };
    list(task, "spans").iter().map(read).collect()
}

/// Spans follow one another from creation to the end, none of them empty; neighbours differ.
fn a_life_without_a_gap(task: &Value, spans: &[Span], makespan: u64) -> Result<(), String> {
    let created = number(&task["created_ns"])?;
    let finished = task["finished_ns"].as_u64();
    let mut at = created;
    for (index, span) in spans.iter().enumerate() {
        if span.start != at || span.end <= span.start {
            return Err(format!("a span begins where the one before ends, at {at}: {span:?}"));
        }
        at = span.end;
        if span.state == "queued" && index > 0 {
            return Err(format!("a task is queued before anything else: {span:?}"));
        }
        let has_thread = match span.state.as_str() {
            "running" | "blocked" | "runnable" => true,
            "queued" | "paused" | "ready" => false,
            other => return Err(format!("no state: {other}")),
        };
        // A submitted call waits for a worker, and no thread is its own yet.
        if has_thread != span.thread.is_some() {
            return Err(format!("whether a thread is held does not fit the state: {span:?}"));
        }
        if span.state == "paused" && span.waits_for.is_empty() {
            return Err(format!("whoever is paused waits for something: {span:?}"));
        }
        if let Some(next) = spans.get(index + 1)
            && (&span.state, span.thread, span.line, &span.waits_for)
                == (&next.state, next.thread, next.line, &next.waits_for)
        {
            return Err(format!("neighbours that do not differ are one: {span:?} {next:?}"));
        }
    }
    let end = finished.unwrap_or(makespan);
    if at != end && !spans.is_empty() || spans.is_empty() && end > created {
        return Err(format!("a life ends at {end}, its last span at {at}: {task}"));
    }
    match (task["outcome"].as_str(), finished) {
        (Some("unfinished"), None) | (Some("returned" | "cancelled" | "raised"), Some(_)) => Ok(()),
        other => Err(format!("the outcome does not fit the end: {other:?}")),
    }
}

fn parents_come_first(tasks: &[Value]) -> Result<(), String> {
    let mut before = 0;
    for task in tasks.iter().skip(1) {
        let created = number(&task["created_ns"])?;
        if created < before {
            return Err(format!("tasks are numbered by creation: {task}"));
        }
        before = created;
        let parent = number(&task["parent"])?;
        if parent >= number(&task["id"])? {
            return Err(format!("a parent is older than its child: {task}"));
        }
    }
    Ok(())
}

/// There is one interpreter.
fn one_runs_at_a_time(all: &[Span]) -> Result<(), String> {
    let mut running: Vec<&Span> = all.iter().filter(|span| span.state == "running").collect();
    running.sort_by_key(|span| (span.start, span.end));
    for pair in running.windows(2) {
        if pair[1].start < pair[0].end {
            return Err(format!("two run at once: {:?} {:?}", pair[0], pair[1]));
        }
    }
    Ok(())
}

/// A thread's lane is what its tasks do on it; alone is the loop's wait for the interpreter.
fn threads_and_tasks_agree(run: &Value, all: &[Span]) -> Result<(), String> {
    for thread in list(run, "threads") {
        let id = number(&thread["id"])?;
        let mut own: Vec<(u64, u64)> = Vec::new();
        for span in list(thread, "spans") {
            if span["task"].is_u64() {
                own.push((number(&span["start_ns"])?, number(&span["end_ns"])?));
            }
        }
        let mut theirs: Vec<(u64, u64)> =
            all.iter().filter(|span| span.thread == Some(id)).map(|span| (span.start, span.end)).collect();
        theirs.sort_unstable();
        if let Some(pair) = theirs.windows(2).find(|pair| pair[1].0 < pair[0].1) {
            return Err(format!("thread {id} does two things at once: {pair:?}"));
        }
        if joined(&own) != joined(&theirs) {
            return Err(format!("thread {id} and its tasks disagree: {own:?} {theirs:?}"));
        }
    }
    Ok(())
}

fn joined(spans: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let mut joined: Vec<(u64, u64)> = Vec::new();
    for &(start, end) in spans {
        match joined.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// From where on nobody does anything, though some could: a run that was cut.
fn closed(run: &Value) -> Option<u64> {
    match run["outcome"]["kind"].as_str() {
        Some("limit" | "unsupported") => run["makespan_ns"].as_u64(),
        _ => None,
    }
}

/// Who could run runs, unless another one does or blocks the thread.
fn nobody_idles_while_there_is_work(all: &[Span], cut: Option<u64>) -> Result<(), String> {
    let busy = |wanted: &[&str]| {
        let mut spans: Vec<(u64, u64)> = all
            .iter()
            .filter(|span| wanted.contains(&span.state.as_str()))
            .map(|span| (span.start, span.end))
            .collect();
        spans.sort_unstable();
        let mut union: Vec<(u64, u64)> = Vec::new();
        for (start, end) in spans {
            match union.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => union.push((start, end)),
            }
        }
        union
    };
    let (working, holding) = (busy(&["running"]), busy(&["running", "blocked", "runnable"]));
    let covered = |union: &[(u64, u64)], span: &Span| {
        union.iter().any(|&(start, end)| start <= span.start && span.end <= end)
    };
    for span in all {
        let is_idle = match span.state.as_str() {
            "runnable" => !covered(&working, span),
            "ready" => !covered(&holding, span),
            _ => false,
        };
        if is_idle && cut != Some(span.end) {
            return Err(format!("the thread idles while this task could run: {span:?}"));
        }
    }
    Ok(())
}

/// A lock has one holder at a time, and whoever waits for one waits while it is held.
fn resources_are_held_by_one(run: &Value) -> Result<(), String> {
    for resource in list(run, "resources") {
        if resource["kind"] != "lock" {
            continue;
        }
        let mut held: Vec<(u64, u64)> = Vec::new();
        for span in list(resource, "spans").iter().filter(|span| span["state"] == "held") {
            held.push((number(&span["start_ns"])?, number(&span["end_ns"])?));
        }
        held.sort_unstable();
        if let Some(pair) = held.windows(2).find(|pair| pair[1].0 < pair[0].1) {
            return Err(format!("{} is held by two: {pair:?}", resource["name"]));
        }
    }
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    for resource in list(run, "resources") {
        *names.entry(resource["name"].as_str().unwrap_or_default()).or_default() += 1;
    }
    match names.into_iter().find(|(_, count)| *count > 1) {
        Some((name, _)) => Err(format!("two resources are called {name}")),
        None => Ok(()),
    }
}

fn output_is_in_order(run: &Value, makespan: u64) -> Result<(), String> {
    let mut before = 0;
    for output in list(run, "output") {
        let at = number(&output["at_ns"])?;
        if at < before || at > makespan {
            return Err(format!("output comes in order, within the run: {output}"));
        }
        before = at;
    }
    Ok(())
}

fn metrics_add_up(run: &Value, all: &[Span], makespan: u64) -> Result<(), String> {
    let metrics = &run["metrics"];
    if metrics["makespan_ns"] != makespan {
        return Err(format!("the makespan is {makespan}, and {metrics}"));
    }
    for state in ["running", "blocked", "paused", "ready", "runnable"] {
        let sum: u64 = all.iter().filter(|span| span.state == state).map(|span| span.end - span.start).sum();
        if metrics[format!("{state}_ns")] != sum {
            return Err(format!("{state} is {sum} in all, and {metrics}"));
        }
    }
    Ok(())
}

/// The blocking form: at every moment one task runs or blocks the thread, and time is the sum of costs and waits.
fn one_after_the_other(all: &[Span], makespan: u64, run: &Value) -> Result<(), String> {
    if list(run, "threads").len() > 1 {
        return Ok(());
    }
    let mut held: Vec<(u64, u64)> = all
        .iter()
        .filter(|span| span.state == "running" || span.state == "blocked")
        .map(|span| (span.start, span.end))
        .collect();
    held.sort_unstable();
    let whole = joined(&held);
    if makespan > 0 && whole != [(0, makespan)] {
        return Err(format!("the thread is held from 0 to {makespan}, not {whole:?}"));
    }
    match all.iter().find(|span| !["running", "blocked", "paused"].contains(&span.state.as_str())) {
        Some(span) => Err(format!("in the blocking form nobody is {}: {span:?}", span.state)),
        None => Ok(()),
    }
}
