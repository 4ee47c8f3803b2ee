//! An account of a run in the words that both can say: CPython under the runner, and Interleave by its JSON.
//!
//! Of a task its name, who made it, when and where, and how it ended; of every moment at which a statement ran or the
//! thread was blocked, the task and the line; what was printed; how it all ended.

use std::fmt::Write;

use serde_json::{Value, json};

/// What a run did, a line of text each, in an order of its own for every kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) tasks: Vec<String>,
    pub(crate) spans: Vec<String>,
    pub(crate) output: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) end: Vec<String>,
}

impl Account {
    /// Of what the runner says.
    pub(crate) fn of_cpython(run: &Value) -> Result<Self, String> {
        if let Some(error) = run.get("error") {
            return Err(format!("the runner failed: {error}"));
        }
        let names = list(run, "tasks").iter().zip(list(run, "given"));
        let made = list(run, "made").iter().zip(list(run, "ends"));
        let tasks = names.zip(made).enumerate().map(|(index, ((name, given), (made, end)))| {
            let name = given.as_str().or(name.as_str()).unwrap_or_default();
            task(index + 1, name, &made[0], &made[1], &made[2], end)
        });
        let spans = list(run, "spans").iter().map(|s| span(&s[0], &s[1], &s[2], &s[3], &s[4]));
        let output = list(run, "output").iter().map(|o| (output(&o[0], &o[1], &o[2], &o[3]), text(&o[4])));
        let mut notes: Vec<String> = list(run, "notes").iter().map(|note| text(&note[0])).collect();
        notes.sort();
        Ok(Self {
            tasks: tasks.collect(),
            spans: spans.collect(),
            output: joined(output),
            notes,
            end: end(&run["outcome"], &run["end_ns"]),
        })
    }

    /// Of one of the runs that Interleave prints.
    pub(crate) fn of_run(run: &Value) -> Self {
        let (mut tasks, mut spans) = (Vec::new(), Vec::new());
        for t in list(run, "tasks") {
            let id = t["id"].as_u64().unwrap_or_default();
            if id > 0 {
                let number = usize::try_from(id).unwrap_or_default();
                let name = t["name"].as_str().unwrap_or_default();
                tasks.push(task(
                    number,
                    name,
                    &t["parent"],
                    &t["created_ns"],
                    &t["created_line"],
                    &t["outcome"],
                ));
            }
            for s in list(t, "spans").iter().filter(|s| s["state"] == "running" || s["state"] == "blocked") {
                let start = s["start_ns"].as_u64().unwrap_or_default();
                spans.push((start, span(&t["id"], &s["line"], &s["state"], &s["start_ns"], &s["end_ns"])));
            }
        }
        spans.sort_by_key(|(start, _)| *start);
        let output = list(run, "output")
            .iter()
            .map(|o| (output(&o["at_ns"], &o["task"], &o["line"], &o["stream"]), text(&o["text"])));
        let mut notes: Vec<String> = list(run, "notes").iter().map(|note| text(&note["kind"])).collect();
        notes.sort();
        Self {
            tasks,
            spans: spans.into_iter().map(|(_, span)| span).collect(),
            output: joined(output),
            notes,
            end: end(&run["outcome"], &run["makespan_ns"]),
        }
    }

    /// Where it first differs from what CPython did, part by part; nothing where it does not.
    pub(crate) fn differences(&self, cpython: &Self, is_written: bool) -> String {
        let mut out = String::new();
        let parts = [
            ("tasks", &self.tasks, &cpython.tasks),
            ("spans", &self.spans, &cpython.spans),
            ("output", &self.output, &cpython.output),
            ("end", &self.end, &cpython.end),
        ];
        let notes = ("notes", &self.notes, &cpython.notes);
        // The stand-in of the blocking form has no collector of forgotten errors.
        for (name, ours, theirs) in parts.into_iter().chain(is_written.then_some(notes)) {
            let Some(first) = first_difference(ours, theirs) else { continue };
            _ = writeln!(out, "  {name}, number {first}:");
            for line in &ours[first.saturating_sub(3)..first] {
                _ = writeln!(out, "    both    {line}");
            }
            for (who, lines) in [("ours   ", ours), ("CPython", theirs)] {
                for line in lines.iter().skip(first).take(3) {
                    _ = writeln!(out, "    {who} {line}");
                }
            }
        }
        out
    }
}

fn first_difference(ours: &[String], theirs: &[String]) -> Option<usize> {
    let most = ours.len().max(theirs.len());
    (0..most).find(|&index| ours.get(index) != theirs.get(index))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}

fn task(number: usize, name: &str, parent: &Value, at: &Value, line: &Value, end: &Value) -> String {
    format!("task {number} `{name}` made by {parent} at {at} in line {line}: {}", text(end))
}

fn span(task: &Value, line: &Value, state: &Value, start: &Value, end: &Value) -> String {
    format!("{start}..{end} task {task} line {line} {}", text(state))
}

fn output(at: &Value, task: &Value, line: &Value, stream: &Value) -> String {
    format!("{at} task {task} line {line} {}", text(stream))
}

/// Pieces that one statement wrote at one moment are one: how many there are is nobody's promise.
fn joined(output: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut joined: Vec<(String, String)> = Vec::new();
    for (place, text) in output {
        match joined.last_mut() {
            Some(last) if last.0 == place => last.1.push_str(&text),
            _ => joined.push((place, text)),
        }
    }
    joined.into_iter().map(|(place, text)| format!("{place} {text:?}")).collect()
}

/// How a run ends, and where.
fn end(outcome: &Value, at: &Value) -> Vec<String> {
    let kind = text(&outcome["kind"]);
    let mut end = vec![format!("{kind} at {at}")];
    match kind.as_str() {
        "raised" => {
            for key in ["type", "message", "line"] {
                end.push(format!("{key}: {}", outcome[key]));
            }
        }
        "limit" => end.push(format!("line: {}", outcome["line"])),
        // The written form of the runner does not know who waits.
        _ => {}
    }
    end
}

/// Who waits in the blocking form when nobody can go on: the runner knows the innermost.
pub(crate) fn innermost_wait(run: &Value) -> Option<Value> {
    let wait = run["outcome"]["waits"].as_array()?.first()?;
    Some(json!([wait["task"], wait["line"]]))
}
