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

/// What is wrong with a program, and where.
pub fn problem(line: u32, column: u32, message: &str) -> String {
    format!("line {line}, column {column}: {message}")
}

/// A form that a program does not have.
pub fn no_such_form(form: &str) -> String {
    format!("run={form} was asked for, and a program without asyncio has only the form written")
}

/// A program with more lines or resources than a picture has room for.
pub const TOO_MANY_PLACES: &str = "this program uses more lines or resources than a picture has room for";

/// The card of a program.
pub const PROGRAM: &str = "Your program";
/// The card of several.
pub const PROGRAMS: &str = "Your programs";
/// The field that holds one.
pub const SOURCE: &str = "Program, in Python";
/// How the field is used.
pub const SOURCE_HELP: &str = "Tab indents the line. Press Escape, then Tab, to leave the field.";
/// The control of the line cost.
pub const LINE_COST: &str = "Line cost";
/// A cost that is chosen from the program.
pub const AUTO_COST: &str = "auto";
/// The card of what a program says.
pub const OUTPUT: &str = "Output";
/// A program without output.
pub const NOTHING_PRINTED: &str = "The program prints nothing.";

/// The field of one of several programs.
pub fn source_of(number: usize) -> String {
    format!("Program {number}, in Python")
}

/// The cost that was chosen from the program, in milliseconds.
pub fn auto_cost(ms: &str) -> String {
    format!("{AUTO_COST}: {ms} ms")
}

/// A cost, in milliseconds.
pub fn cost(ms: &str) -> String {
    format!("{ms} ms")
}

/// A task at a line.
pub fn task(number: &str, name: &str) -> String {
    format!("task {number}, {name}")
}

/// The line of a problem.
pub fn at(line: u32) -> String {
    format!("Line {line}: ")
}

/// When a run ended, in milliseconds, and how.
pub fn ended(ms: &str, how: &str) -> String {
    format!(": {ms} ms, {how}")
}

/// Something worth knowing.
pub fn note(line: Option<u32>, words: &str) -> String {
    line.map_or_else(|| words.to_owned(), |line| format!("Line {line}: {words}"))
}

/// What was printed; `number` where there are several programs.
pub fn printed_by(number: Option<usize>) -> String {
    number.map_or_else(|| "Printed".to_owned(), |number| format!("Printed by program {number}"))
}

/// The menu's entry for a program of one's own.
pub const OPEN: &str = "Your own program…";
/// What it begins with.
pub const FIRST: &str = r#"import asyncio

async def fetch(name, seconds):
    print("ask for", name)
    await asyncio.sleep(seconds)
    print("got", name)

async def main():
    await asyncio.gather(
        fetch("news", 0.03),
        fetch("weather", 0.02),
        fetch("mail", 0.04),
    )

asyncio.run(main())
"#;
