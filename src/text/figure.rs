//! What stands in the figure: titles, names of lanes, labels, remarks.

use crate::number::Decimal;
use crate::scene::Form;
use crate::trace::Model;

/// A unit of time that an axis is labelled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nanoseconds.
    Nanosecond,
    /// Microseconds.
    Microsecond,
    /// Milliseconds.
    Millisecond,
    /// Seconds.
    Second,
}

impl Unit {
    /// Nanoseconds in one unit.
    pub const fn ns(self) -> u64 {
        match self {
            Self::Nanosecond => 1,
            Self::Microsecond => 1_000,
            Self::Millisecond => 1_000_000,
            Self::Second => 1_000_000_000,
        }
    }

    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Nanosecond => "ns",
            Self::Microsecond => "µs",
            Self::Millisecond => "ms",
            Self::Second => "s",
        }
    }

    /// Its name, of many.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nanosecond => "nanoseconds",
            Self::Microsecond => "microseconds",
            Self::Millisecond => "milliseconds",
            Self::Second => "seconds",
        }
    }
}

/// A number with its thousands told apart from ten thousand on.
pub fn number(n: u64) -> String {
    Decimal::new(n, 0).grouped()
}

/// A time as a number of units with at most `decimals` decimals (0 to 9), rounded, without trailing zeros.
pub fn time_number(ns: u64, unit: Unit, decimals: u32) -> String {
    Decimal::new(ns, unit.ns().ilog10()).rounded(decimals).grouped()
}

/// A time with its unit: `27.5 ms`.
pub fn time(ns: u64, unit: Unit, decimals: u32) -> String {
    format!("{} {}", time_number(ns, unit, decimals), unit.sign())
}

/// The figure's title for those who do not see it.
pub fn figure_title(scenario: &str) -> String {
    if scenario.is_empty() { "What the threads do".to_owned() } else { scenario.to_owned() }
}

/// One sentence of the figure's description.
pub fn figure_description(title: &str, model: Model, tasks: u64, finished: &str) -> String {
    let noun = noun(model);
    let tasks = if tasks == 1 { format!("1 {noun}") } else { format!("{} {noun}s", number(tasks)) };
    format!("{title}: {tasks}, finished at {finished}.")
}

/// When requests of a run are done, or a program's tasks: of each its number and the time.
pub fn figure_finishes(model: Model, finishes: &[(u32, String)]) -> String {
    let noun = noun(model);
    let parts = finishes.iter().enumerate().map(|(place, (number, time))| match place {
        0 => format!("{noun} {number} is done at {time}"),
        _ => format!("{noun} {number} at {time}"),
    });
    format!(" In it {}.", super::joined(&parts.collect::<Vec<String>>()))
}

/// How long the threads of a run are blocked, if ever, and how long its helpers.
pub fn figure_blocked(threads: u32, time: Option<&str>, helpers: Option<&str>) -> String {
    let who = if threads == 1 { "The thread is" } else { "Its threads are" };
    let own = match time {
        Some(time) => format!(" {who} blocked for {time}"),
        None => format!(" {who} never blocked"),
    };
    match helpers {
        Some(time) => format!("{own}; helper threads are blocked for {time}."),
        None => format!("{own}."),
    }
}

/// How long requests wait for a free helper, all together.
pub fn figure_helper_wait(time: &str) -> String {
    format!(" Requests wait for a free helper thread for {time} together.")
}

/// The sentence under a panel's title, and a shorter one where there is little room: what threads do with requests
/// that wait, as far as any were `blocked` or `paused`.
pub fn panel_subtitle(model: Model, blocked: bool, paused: bool) -> [&'static str; 2] {
    let alone = model.threads() == 1;
    match model {
        Model::Sync { .. } if blocked && alone => {
            ["the thread waits with its request", "waits with its request"]
        }
        Model::Sync { .. } if blocked => {
            ["each thread waits with its request", "each waits with its request"]
        }
        Model::Async { .. } if blocked && alone => {
            ["a call that blocks keeps the thread, and all others wait", "a blocking call keeps the thread"]
        }
        Model::Async { .. } if blocked => {
            ["a call that blocks keeps its thread; the others hop on", "a blocking call keeps its thread"]
        }
        Model::Async { .. } if paused && alone => {
            ["the thread leaves a waiting request and takes up the next", "leaves a waiting request"]
        }
        Model::Async { .. } if paused => {
            ["each thread leaves a waiting request and takes up the next", "each leaves a waiting request"]
        }
        Model::Program { blocking: true } => {
            ["the thread waits through every wait of the task it is with", "waits through every wait"]
        }
        Model::Program { blocking: false } if blocked => {
            ["a call that blocks keeps its thread", "a blocking call keeps its thread"]
        }
        Model::Program { blocking: false } if paused => {
            ["a thread leaves a waiting task and takes up the next", "leaves a waiting task"]
        }
        Model::Program { blocking: false } => ["nobody waits", "nobody waits"],
        Model::Sync { .. } | Model::Async { .. } if alone => {
            ["nobody waits for an answer: one request after the other", "one request after the other"]
        }
        Model::Sync { .. } | Model::Async { .. } => {
            ["nobody waits for an answer: the threads only compute", "the threads only compute"]
        }
    }
}

/// When a run has finished.
pub fn finished_at(time: &str) -> String {
    format!("finished at {time}")
}

/// How much sooner a run has ended than the slowest.
pub fn sooner(time: &str) -> String {
    format!("{time} sooner")
}

/// The name of a thread's lane.
pub fn thread_lane(number: u32) -> String {
    format!("thread {number}")
}

/// The name of a helper's lane.
pub fn helper_lane(number: u32) -> String {
    format!("helper {number}")
}

/// Where a thread's line lies while it has nothing to do.
pub fn at_rest() -> &'static str {
    "at rest"
}

/// What the model calls those who are in its lanes.
pub fn noun(model: Model) -> &'static str {
    match model {
        Model::Sync { .. } | Model::Async { .. } => "request",
        Model::Program { .. } => "task",
    }
}

/// The name of the lane of a request, or of a program's task.
pub fn task_lane(model: Model, number: u32) -> String {
    format!("{} {number}", noun(model))
}

/// How many calls a service serves at one time.
pub fn capacity(slots: u32) -> String {
    if slots == 1 { "1 at a time".to_owned() } else { format!("{slots} at a time") }
}

/// All requests, drawn together.
pub fn all_tasks(model: Model, count: u64) -> String {
    format!("{} {}s", number(count), noun(model))
}

/// All threads, drawn together.
pub fn all_threads(count: u64) -> String {
    format!("{} threads", number(count))
}

/// The most requests that there are at one time.
pub fn most_at_once(count: u64) -> String {
    format!("peak {} at once", number(count))
}

/// Spans of one state that are drawn as one, and how long they last together.
pub fn spans_tooltip(form: Form, count: u64, time: &str) -> String {
    match count {
        1 => format!("{}: 1 span, {time}", state_label(form)),
        _ => format!("{}: {} spans, {time} together", state_label(form), number(count)),
    }
}

/// How many of a crowd are in a state, in the mean over what is seen.
pub fn crowd_tooltip(label: &str, mean: f64) -> String {
    format!("{label}: {} in the mean", Decimal::of(mean, 1))
}

/// Threads that are not drawn one by one.
pub fn more_threads(count: u64) -> String {
    if count == 1 {
        "and 1 more thread, not drawn".to_owned()
    } else {
        format!("and {} more threads, not drawn", number(count))
    }
}

/// Services that are not drawn.
pub fn more_services(count: usize) -> String {
    if count == 1 {
        "and 1 more service, not drawn".to_owned()
    } else {
        format!("and {count} more services, not drawn")
    }
}

/// Says that spans too short to be seen are drawn together.
pub fn merged() -> &'static str {
    "spans too short to be seen are drawn together"
}

/// The time axis, named.
pub fn axis(unit: Unit) -> String {
    format!("time in {}", unit.sign())
}

/// What activating a request's name does.
pub fn follow(model: Model, number: u32, name: &str) -> String {
    let noun = noun(model);
    if name.is_empty() {
        format!("Follow {noun} {number}")
    } else {
        format!("Follow {noun} {number}, {name}")
    }
}

/// A state's name where it is written into the diagram.
pub fn state_label(form: Form) -> &'static str {
    match form {
        Form::Queued
        | Form::Running
        | Form::Runnable
        | Form::Switching
        | Form::Blocked
        | Form::Paused
        | Form::Ready => form.name(),
        Form::Waiting => "waits for a slot",
        Form::Serving => "served",
        Form::Thread => "where the thread is",
    }
}

/// What a span is, in one line: `request 1 · blocked on db · 3–23 ms · 20 ms`.
pub fn span_tooltip(model: Model, task: u32, label: &str, on: &str, when: &str) -> String {
    let on = if on.is_empty() { String::new() } else { format!(" {on}") };
    format!("{} {task} · {label}{on} · {when}", noun(model))
}

/// A stretch of time and its length: `3–23 ms · 20 ms`.
pub fn time_range(start_ns: u64, end_ns: u64, unit: Unit) -> String {
    let (start, end) = (time_number(start_ns, unit, 6), time_number(end_ns, unit, 6));
    let sign = unit.sign();
    let length = time_number(end_ns.saturating_sub(start_ns), unit, 6);
    format!("{start}–{end} {sign} · {length} {sign}")
}

/// What a request waits for: `on db`, `on db and api`.
pub fn waits_on(services: &[&str]) -> String {
    match services {
        [] => String::new(),
        [one] => format!("on {one}"),
        [first, second] => format!("on {first} and {second}"),
        [first, rest @ ..] => format!("on {first} and {} others", rest.len()),
    }
}

/// What an offloaded request waits for: for a free helper until some time if one was not there at once, then while it
/// works, if that took any time.
pub fn waits_for_helper(free_at: Option<&str>, works: bool) -> String {
    match (free_at, works) {
        (None, _) => "while a helper thread works".to_owned(),
        (Some(free_at), true) => {
            format!("for a free helper until {free_at}, then while a helper thread works")
        }
        (Some(free_at), false) => format!("for a free helper until {free_at}"),
    }
}

/// What goes on at a resource, where it is written into the diagram: `of_helpers` for one that is served by helpers.
pub fn at_resource_label(form: Form, of_helpers: bool) -> &'static str {
    if of_helpers && form == Form::Waiting { "waits for a free helper" } else { state_label(form) }
}

/// Which thread works for a request: `on thread 1`.
pub fn on_thread(name: &str) -> String {
    format!("on {name}")
}

/// Which service serves it: `by db`.
pub fn by_service(name: &str) -> String {
    format!("by {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_and_have_no_trailing_zeros() {
        assert_eq!(time(84_000_000, Unit::Millisecond, 3), "84 ms");
        assert_eq!(time(84_125_600, Unit::Millisecond, 2), "84.13 ms");
        assert_eq!(time(1, Unit::Millisecond, 3), "0 ms");
        assert_eq!(time(999_999, Unit::Millisecond, 2), "1 ms");
        assert_eq!(time(7, Unit::Nanosecond, 3), "7 ns");
        assert_eq!(time(1_000_000_000_000_000, Unit::Second, 1), "1,000,000 s");
    }

    #[test]
    fn a_tooltip_says_who_what_and_when() {
        assert_eq!(
            span_tooltip(
                Model::Sync { threads: 1 },
                1,
                "blocked",
                "on db",
                &time_range(3_000_000, 23_000_000, Unit::Millisecond)
            ),
            "request 1 · blocked on db · 3–23 ms · 20 ms"
        );
    }
}
