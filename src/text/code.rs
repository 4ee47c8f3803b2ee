//! The card of the program, and what is remarked in it.

/// A step that means nothing to a thread that has its request to itself.
pub const NO_YIELD: &str = "yield: nothing to do";
/// A step that lets others go first.
pub const YIELDS: &str = "lets the others go first";
/// Calls that begin at once.
pub const TOGETHER: &str = "all at once";
/// The group of buttons that choose the language.
pub const LANGUAGE: &str = "Language";

/// The request has not arrived.
pub const NOT_YET: &str = "not arrived";
/// The request has finished.
pub const DONE: &str = "done";

/// One program, for those who do not see the words above it.
pub fn program_of(models: &str) -> String {
    format!("Program, {models}")
}

/// How long something takes.
pub fn takes(ms: &str) -> String {
    format!("{ms} ms")
}

/// How long something takes that takes a different time each time.
pub fn takes_on_average(ms: &str) -> String {
    format!("{ms} ms on average")
}

/// A call that keeps the thread.
pub fn blocks(takes: &str) -> String {
    with(takes, "blocks the thread")
}

/// A step that a helper thread does.
pub fn helped(takes: &str) -> String {
    with(takes, "in a helper thread")
}

fn with(takes: &str, remark: &str) -> String {
    if takes.is_empty() { remark.to_owned() } else { format!("{takes}, {remark}") }
}

/// The heading of the card.
pub fn heading(request: u32, name: &str) -> String {
    if name.is_empty() {
        format!("Program of request {request}")
    } else {
        format!("Program of request {request}, {name}")
    }
}

/// Calls that are not written out.
pub fn more_calls(count: usize) -> String {
    format!("and {count} more calls, one after the other")
}
