//! What is said of the runs of a program.

use super::joined;

/// How a run ended.
pub const RETURNED: &str = "it returned";
/// The same.
pub const EXIT: &str = "it asked to exit";
/// What the letters of a diagram mean.
pub const LEGEND: &str = "R running · B blocked · U runnable, waits for the interpreter · q queued · p paused · \
                          y ready · . idle\nCapital letters hold a thread. Below: how many wait at a lock or queue, \
                          or how many timers are armed, + more than nine.";

/// The first line of a run; the program's number where there are several.
pub fn heading(program: Option<usize>, form: &str, makespan: &str, outcome: &str) -> String {
    let form = if form == "written" { "as written" } else { "every wait blocking" };
    let program = program.map_or_else(String::new, |number| format!("program {number} "));
    format!("{program}{form}: {makespan} ms, {outcome}")
}

/// What a statement cost; the program's number where there are several.
pub fn line_cost(program: Option<usize>, time: &str) -> String {
    match program {
        Some(number) => format!("Each statement of program {number} takes {time} ms.\n"),
        None => format!("Each statement takes {time} ms."),
    }
}

/// The program ended by an exception.
pub fn raised(kind: &str, message: &str, line: u32) -> String {
    let colon = if message.is_empty() { "" } else { ": " };
    format!("{kind}{colon}{message} at line {line}")
}

/// The run was cut short.
pub fn limit(limit: &str, line: u32) -> String {
    format!("cut short at line {line}, where it reached the limit of {limit}")
}

/// There was something that Interleave does not know.
pub fn unsupported(line: u32, column: u32, message: &str) -> String {
    format!("stopped at line {line}, column {column}: {message}")
}

/// Nobody can go on.
pub fn deadlock(waits: &[String]) -> String {
    format!("a deadlock: {}", joined(waits))
}

/// Whom a task waits for, in a deadlock.
pub fn stuck(task: u32, line: u32, waits_for: &[String], held_by: Option<u32>) -> String {
    let what = if waits_for.is_empty() { "something".to_owned() } else { joined(waits_for) };
    match held_by {
        Some(holder) => format!("task {task} waits at line {line} for {what}, which task {holder} holds"),
        None => format!("task {task} waits at line {line} for {what}"),
    }
}
