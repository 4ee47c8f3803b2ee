//! The editor: its fields, its buttons, the notation of steps, and what is said of a drag.

use super::joined;

/// The heading, and the button that opens it.
pub const HEADING: &str = "Edit the scenario";
/// Takes an edit back.
pub const UNDO: &str = "Undo";
/// Does again what was taken back.
pub const REDO: &str = "Redo";
/// Opens a scenario file.
pub const OPEN: &str = "Open file…";
/// Saves the scenario as a file.
pub const SAVE: &str = "Save file";
/// How else a scenario comes in.
pub const OPEN_HINT: &str =
    "A scenario file can also be dropped on the page, and a file's text or a link pasted.";
/// Where it is dropped.
pub const DROP: &str = "Drop the scenario file here";
/// The name of a file whose scenario has no title.
pub const FILE_NAME: &str = "scenario";
/// A scenario that has no link.
pub const TOO_LARGE_FOR_A_LINK: &str = "This scenario is too large for a link: the address no longer follows it. Save it as a file to keep or share it.";
/// A file that could not be read at all.
pub const UNREADABLE: &str = "the file could not be read";
/// The heading of the groups.
pub const REQUESTS: &str = "Requests";
/// The heading of the services.
pub const SERVICES: &str = "Services";
/// Where services come from.
pub const SERVICES_HINT: &str = "A service that a step calls is listed by itself. It may be limited to so many calls at one \
     time, and have a latency for the calls that say no duration.";
/// The heading of the models.
pub const MODELS: &str = "Models";
/// The heading of the rest.
pub const MACHINE: &str = "Machine and title";
/// A field of a group.
pub const STEPS: &str = "Steps";
/// A field of a group or a service.
pub const NAME: &str = "Name";
/// A field of a group.
pub const COUNT: &str = "How many";
/// A field of a group.
pub const AT: &str = "First arrival, ms";
/// A field of a group.
pub const SPACING: &str = "Next ones";
/// The ways in which requests follow one another.
pub const SPACINGS: [(&str, &str); 2] = [("every", "every"), ("poisson", "at random, mean")];
/// The gap of a group.
pub const EVERY: &str = "Gap, ms";
/// The mean gap of a group.
pub const POISSON: &str = "Mean gap, ms";
/// A field of a service.
pub const CAPACITY: &str = "Calls at once";
/// What an empty capacity means.
pub const UNLIMITED: &str = "unlimited";
/// A field of a service.
pub const KIND: &str = "Latency";
/// The kinds of latency.
pub const KINDS: [(&str, &str); 4] = [
    ("none", "each call's own"),
    ("constant", "always"),
    ("uniform", "at random, from..to"),
    ("exponential", "at random, mean"),
];
/// A field of a service.
pub const LATENCY: &str = "Time, ms";
/// A field of a model.
pub const MODEL: &str = "Model";
/// The models.
pub const MODEL_NAMES: [(&str, &str); 2] = [("sync", "synchronous"), ("async", "asynchronous")];
/// A field of a model.
pub const THREADS: &str = "Threads";
/// A field of a model.
pub const HELPERS: &str = "Helper threads";
/// A field.
pub const CORES: &str = "Cores";
/// A field.
pub const QUANTUM: &str = "Quantum, ms";
/// A field.
pub const SWITCH: &str = "Thread switch, ms";
/// A field.
pub const SEED: &str = "Seed";
/// A field.
pub const TITLE: &str = "Title";
/// One more group.
pub const ADD_GROUP: &str = "Add requests";
/// One more service.
pub const ADD_SERVICE: &str = "Add a service";
/// One more model.
pub const ADD_SYNC: &str = "Add a synchronous model";
/// One more model.
pub const ADD_ASYNC: &str = "Add an asynchronous model";
/// The same once more.
pub const DUPLICATE: &str = "Duplicate";
/// Takes it away.
pub const REMOVE: &str = "Remove";
/// One place up.
pub const UP: &str = "Move up";
/// Opens the notation.
pub const NOTATION: &str = "How steps are written";
/// Above the notation.
pub const NOTATION_LEAD: &str = "Steps stand one after the other, with a comma or a new line between them. Times are milliseconds unless ns, us, ms or \
     s follows.";
/// The notation: an example and what it means.
pub const NOTATION_ROWS: [(&str, &str); 6] = [
    ("cpu 5", "computes for 5 ms and keeps the thread busy"),
    (
        "db 40",
        "calls db, which takes 40 ms; any other word is a service as well. An asynchronous task pauses meanwhile",
    ),
    ("db 40 & api 30", "both calls at once, where the model can"),
    ("block db 40", "calls db and keeps the thread, whatever the model"),
    ("offload cpu 5", "a helper thread does it, or makes a call: offload db 40"),
    ("yield", "lets the other tasks go first"),
];
/// What dragging does, for the foot of the editor.
pub const DRAG_HINT: &str = "Durations can also be dragged in the diagram, by their ends, and arrivals by their beginnings. \
     By keyboard: ↓ on a request's name, then ← and →.";

/// A group as its row is called.
pub fn group(number: usize) -> String {
    format!("Requests, group {number}")
}

/// A model as its row is called.
pub fn model(number: usize) -> String {
    format!("Model {number}")
}

/// What a button does, and to what.
pub fn to_what(what: &str, whom: &str) -> String {
    format!("{what}: {whom}")
}

/// What comes of an edit: each model's name and when it has finished.
pub fn result(runs: &[(String, String)]) -> String {
    let parts: Vec<String> = runs.iter().map(|(name, ms)| format!("{name} at {ms}\u{a0}ms")).collect();
    format!("Finished: {}", joined(&parts))
}

/// What an edge in the diagram changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulled<'a> {
    /// How long a step computes.
    Cpu,
    /// How long a call of this service takes.
    Call(&'a str),
    /// How long this service takes where calls do not say so.
    Service(&'a str),
    /// When the first request of a group arrives.
    At,
    /// The time between two requests of a group.
    Every,
}

/// What is said beside an edge: how long it is, and who else changes with it; `requests` are those of its group.
pub fn pulled(what: Pulled, ms: &str, requests: u32) -> String {
    let all = if requests > 1 { format!(" · all {requests} requests") } else { String::new() };
    match what {
        Pulled::Cpu => format!("cpu {ms}\u{a0}ms{all}"),
        Pulled::Call(service) => format!("{service} {ms}\u{a0}ms{all}"),
        Pulled::Service(service) => format!("{service} {ms}\u{a0}ms · all calls without a time of their own"),
        Pulled::At if requests > 1 => format!("first arrival {ms}\u{a0}ms{all}"),
        Pulled::At => format!("arrives at {ms}\u{a0}ms"),
        Pulled::Every => format!("one every {ms}\u{a0}ms{all}"),
    }
}

/// The name of an edge for those who hear it; `step` counts from 1.
pub fn edge(what: Pulled, step: Option<usize>, request: u32) -> String {
    let step = step.map(|step| format!(" in step {step}")).unwrap_or_default();
    match what {
        Pulled::Cpu => format!("Duration of cpu{step} of request {request}"),
        Pulled::Call(service) | Pulled::Service(service) => {
            format!("Duration of {service}{step} of request {request}")
        }
        Pulled::At => format!("Arrival of request {request}"),
        Pulled::Every => format!("Gap between arrivals, at request {request}"),
    }
}

/// Why an edge cannot be pulled.
pub fn at_random() -> &'static str {
    "drawn at random: change it in the editor"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_says_who_changes_with_it() {
        assert_eq!(pulled(Pulled::Call("db"), "25", 3), "db 25\u{a0}ms · all 3 requests");
        assert_eq!(pulled(Pulled::Cpu, "0.5", 1), "cpu 0.5\u{a0}ms");
        assert_eq!(pulled(Pulled::At, "4", 1), "arrives at 4\u{a0}ms");
        assert_eq!(edge(Pulled::Call("db"), Some(2), 1), "Duration of db in step 2 of request 1");
    }
}
