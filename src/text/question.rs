//! What a reader is asked, the answers to choose from, and what is said of the one chosen.

/// Asks a question.
pub const PREDICT: &str = "Predict";
/// Asks a question of the chapter.
pub const ASK_ME: &str = "Ask me";
/// Asks the next one.
pub const ANOTHER: &str = "Another question";
/// Goes on without a question.
pub const CLOSE: &str = "Close the question";
/// What is not shown.
pub const HIDDEN: &str = "What comes next is hidden until you have answered.";
/// Commits to an instant.
pub const COMMIT: &str = "That is my answer";
/// The field for an instant.
pub const MOMENT_FIELD: &str = "Moment in ms";
/// The slider for the same.
pub const MOMENT_SLIDER: &str = "Moment";
/// How an instant can be given as well.
pub const AXIS_HINT: &str = "Or click on the time axis.";
/// At the place that the reader has chosen.
pub const GUESS: &str = "your guess";
/// Beside the choice that was chosen.
pub const CHOSEN: &str = "your answer";
/// Beside the choice that is right.
pub const RIGHT_CHOICE: &str = "so it is";
/// The answer is right.
pub const RIGHT: &str = "Right.";
/// It is not.
pub const WRONG: &str = "Not so.";

/// What does the thread turn to at this instant? With its number where there are several.
pub fn next(at: &str, model: &str, thread: Option<u32>) -> String {
    let thread = the_thread(thread);
    format!("From {at}\u{a0}ms on: what does {thread} do *first* in the {model} model?")
}

/// What does the thread do after what it is in the middle of?
pub fn after(at: &str, model: &str, thread: Option<u32>, now: &str) -> String {
    let thread = the_thread(thread);
    format!("At {at}\u{a0}ms {thread} {now} in the {model} model. What does it do *after that*?")
}

fn the_thread(number: Option<u32>) -> String {
    number.map_or_else(|| "the thread".to_owned(), |number| format!("thread {number}"))
}

/// Who is done first?
pub fn first(at: &str, model: &str) -> String {
    format!("After {at}\u{a0}ms: which request is *done first* in the {model} model?")
}

/// When is it done?
pub fn done(request: u32, model: &str) -> String {
    format!("*When is request {request} done* in the {model} model?")
}

/// What a thread can do, without its subject; where cores are shared it may have to wait for one.
pub fn computes(request: u32, shares_cores: bool) -> String {
    let or_waits = if shares_cores { " or waits for a core with it" } else { "" };
    format!("computes request {request}{or_waits}")
}

/// What a thread can do, without its subject.
pub fn blocked(request: u32) -> String {
    format!("waits, blocked, with request {request}")
}

/// What a thread can do, without its subject.
pub const IDLE: &str = "is idle";

/// A choice: a thread does this.
pub fn it(does: &str) -> String {
    format!("It {does}")
}

/// A choice.
pub fn request(request: u32) -> String {
    format!("Request {request}")
}

/// Why: it had arrived.
pub fn had_arrived(from: &str, request: u32, since: &str) -> String {
    format!("At {from}\u{a0}ms the thread takes up request {request}, which is there since {since}\u{a0}ms.")
}

/// Why: it had its answer.
pub fn had_answer(from: &str, request: u32, since: &str) -> String {
    format!(
        "At {from}\u{a0}ms the thread takes up request {request}, which has its answer since {since}\u{a0}ms."
    )
}

/// Why: it has more to compute.
pub fn goes_on(from: &str, request: u32) -> String {
    format!("At {from}\u{a0}ms the thread is with request {request}, which has something to compute.")
}

/// Why: it has made a call that blocks.
pub fn waits(from: &str, until: &str, request: u32) -> String {
    format!(
        "At {from}\u{a0}ms request {request} makes a call, and the thread waits with it until {until}\u{a0}ms."
    )
}

/// Why: nobody can go on; or nobody who has no thread, where there are several.
pub fn nobody(from: &str, until: &str, several: bool) -> String {
    let (who, has_one) = if several { ("nobody without a thread", " has one,") } else { ("nobody", "") };
    format!(
        "From {from} to {until}\u{a0}ms {who} can go on: every request{has_one} waits, is done or has not arrived."
    )
}

/// Which request is done when, and the one that was chosen if that is another.
pub fn done_first(request: u32, at: &str, other: Option<(u32, &str)>) -> String {
    let other =
        other.map_or_else(String::new, |(request, at)| format!(", request {request} at {at}\u{a0}ms"));
    format!("Request {request} is done at {at}\u{a0}ms{other}.")
}

/// When it is done, and what was said.
pub fn done_at(request: u32, at: &str, given: &str) -> String {
    format!("Request {request} is done at {at}\u{a0}ms. You said {given}\u{a0}ms.")
}
