//! What goes on at one moment of one run.

use super::joined;

/// How many have it, and which they are where they are few.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// Their number.
    pub count: usize,
    /// Their names, as many as fit a sentence; fewer than `count` where there are too many to name.
    pub named: Vec<u32>,
}

impl Who {
    fn are_named(&self) -> bool {
        self.named.len() == self.count
    }

    /// `request 2`, `requests 2 and 3`, `12 requests`.
    fn requests(&self) -> String {
        let numbers: Vec<String> = self.named.iter().map(ToString::to_string).collect();
        match (self.are_named(), self.count) {
            (true, 1) => format!("request {}", joined(&numbers)),
            (true, _) => format!("requests {}", joined(&numbers)),
            (false, 1) => "1 request".to_owned(),
            (false, count) => format!("{count} requests"),
        }
    }

    fn is(&self) -> &'static str {
        if self.count == 1 { "is" } else { "are" }
    }
}

/// The sentence with a capital letter at its start.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Everything is over.
pub fn all_done(requests: usize, ended: &str) -> String {
    match requests {
        1 => format!("The request is *done*, at {ended} ms."),
        2 => format!("Both requests are *done*, the last at {ended} ms."),
        count => format!("All {count} requests are *done*, the last at {ended} ms."),
    }
}

/// No request has arrived.
pub fn nothing_yet() -> String {
    "Nothing has *arrived* yet.".to_owned()
}

/// The only thread executes a request.
pub fn thread_runs(request: u32) -> String {
    format!("The thread *computes* request {request}.")
}

/// The only thread waits for `services`, and keeps the request.
pub fn thread_blocked(request: u32, services: &[String]) -> String {
    format!("The thread is *blocked*: it waits with request {request} for {}.", joined(services))
}

/// The only thread has a request and no core.
pub fn thread_runnable(request: u32) -> String {
    format!("The thread has request {request} and waits for a *core*.")
}

/// A core takes up the only thread.
pub fn thread_switching(request: u32) -> String {
    format!("A core is *switching* to the thread, for request {request}.")
}

/// The only thread has nothing to do; some requests may be paused.
pub fn thread_idle(paused: usize) -> String {
    match paused {
        0 => "The thread is *idle*: there is nothing to do.".to_owned(),
        1 => "The thread is *free* while the request waits.".to_owned(),
        _ => "The thread is *free*: nobody can go on yet.".to_owned(),
    }
}

/// What several threads do: how many compute, are blocked, wait for a core, are being taken up, are idle.
pub fn threads(
    all: usize,
    running: &Who,
    blocked: &Who,
    runnable: usize,
    switching: usize,
    idle: usize,
) -> String {
    // Where all do the same the number stands at the beginning of the sentence already.
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count if count == all => Some(many.to_owned()),
        count => Some(format!("{count} {many}")),
    };
    let named = |who: &Who, one: &str, many: &str| {
        let whom = if who.are_named() { format!(" ({})", who.requests()) } else { String::new() };
        Some(counted(who.count, one, many)? + &whom)
    };
    let parts: Vec<String> = [
        named(running, "*computes*", "*compute*"),
        named(blocked, "is *blocked*", "are *blocked*"),
        counted(runnable, "waits for a *core*", "wait for a *core*"),
        counted(switching, "is being *switched* to", "are being *switched* to"),
        counted(idle, "is *idle*", "are *idle*"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let is_one_kind = parts.len() == 1;
    match all {
        2 if is_one_kind => format!("Both threads {}.", joined(&parts)),
        _ if is_one_kind => format!("All {all} threads {}.", joined(&parts)),
        _ => format!("Of {all} threads, {}.", joined(&parts)),
    }
}

/// A request waits for services and holds no thread.
pub fn paused_for(request: u32, services: &[String]) -> String {
    let answer = if services.len() == 1 { "answers" } else { "have answered" };
    format!("Request {request} is *paused* until {} {answer}.", joined(services))
}

/// A request waits for what a helper thread does for it.
pub fn paused_for_helper(request: u32) -> String {
    format!("Request {request} is *paused* until a helper thread has done its step.")
}

/// Several requests wait and hold no thread.
pub fn paused(who: &Who) -> String {
    sentence(&format!("{} {} *paused*.", who.requests(), who.is()))
}

/// Some or all of the paused requests wait for a helper thread that is free.
pub fn paused_without_helper(paused: &Who, waiting: &Who) -> String {
    let (are, wait) = (paused.is(), if waiting.count == 1 { "waits" } else { "wait" });
    let whole = format!("{} {are} *paused*", paused.requests());
    sentence(&match (paused.count, waiting.count) {
        (1, _) => format!("{whole} and {wait} for a free helper thread."),
        (2, 2) => format!("{whole}: both wait for a free helper thread."),
        (all, count) if all == count => format!("{whole}: all wait for a free helper thread."),
        _ => format!("{whole}; {} {wait} for a free helper thread.", waiting.requests()),
    })
}

/// Requests could go on, and wait for a thread.
pub fn ready(who: &Who) -> String {
    let wait = if who.count == 1 { "waits" } else { "wait" };
    sentence(&format!("{} {} *ready* and {wait} for a thread.", who.requests(), who.is()))
}

/// Requests have arrived, and no thread has looked at them.
pub fn queued(who: &Who) -> String {
    sentence(&format!("{} {} *queued*: not looked at yet.", who.requests(), who.is()))
}

/// Too many requests to look at each.
pub fn arrived(count: usize, of: usize) -> String {
    format!("{count} of {of} requests have *arrived*.")
}

/// Some requests are over.
pub fn done(count: usize, of: usize) -> String {
    format!("{count} of {of} requests {} done.", if count == 1 { "is" } else { "are" })
}
