//! The lesson: its chapters, its card, its table. `{}` stands for a value of the run shown.

/// What a chapter says.
#[derive(Clone, Copy, Debug)]
pub struct ChapterText {
    /// In the list of chapters.
    pub title: &'static str,
    /// What holds always.
    pub statement: &'static str,
    /// What of it is to be seen in the chapter's scenario.
    pub here: &'static str,
}

const fn chapter(title: &'static str, statement: &'static str, here: &'static str) -> ChapterText {
    ChapterText { title, statement, here }
}

/// The chapters in the order of the lesson.
pub const CHAPTERS: [ChapterText; 13] = [
    chapter(
        "Step by step",
        "Synchronous code runs *step by step*. At a call to the outside the thread waits until the answer comes.",
        "Here it calls the database at {}\u{a0}ms and goes on at {}\u{a0}ms.",
    ),
    chapter(
        "Blocked",
        "While it waits, the thread is *blocked*: it can do no other work.",
        "From {} to {}\u{a0}ms it only waits, although {} other requests are there.",
    ),
    chapter(
        "One after another",
        "Whoever arrives meanwhile stands in a queue. *One slow call delays them all.*",
        "Request 2 needs {}\u{a0}ms, and waits {}\u{a0}ms before anyone looks at it.",
    ),
    chapter(
        "Time wasted",
        "What a thread spends waiting is *wasted*.",
        "Of {}\u{a0}ms this thread computes for {}\u{a0}ms and is blocked for {}\u{a0}ms.",
    ),
    chapter(
        "Many tasks, one thread",
        "Asynchronous code makes each request a *task*, and one thread serves many of them.",
        "At {}\u{a0}ms {} requests are under way, on one thread.",
    ),
    chapter(
        "Await pauses the task",
        "At `await` the *task* pauses. The thread is *not* blocked.",
        "At {}\u{a0}ms request {} pauses; at the same instant the thread is with request {}.",
    ),
    chapter(
        "The hop",
        "The thread *hops* to another task that can go on.",
        "At {}\u{a0}ms request {} pauses as well, and the thread hops to request {}. It hops {} times in all.",
    ),
    chapter(
        "Ready, then running",
        "When the answer comes the task is *ready*. It goes on once the thread is free.",
        "Request {} has its answer at {}\u{a0}ms. The thread is with request {}, and takes it up at {}\u{a0}ms.",
    ),
    chapter(
        "Time reused",
        "The time that one task waits is *used* for the others.",
        "{}\u{a0}ms of work are done while another request waits: done at {}\u{a0}ms, not at {}\u{a0}ms.",
    ),
    chapter(
        "What await says",
        "`await` says: this task *needs the result* to go on, and hands control back.",
        "Request {} cannot go on before {}\u{a0}ms. Meanwhile the thread is with request {}, from {} to {}\u{a0}ms.",
    ),
    chapter(
        "Who does the work",
        "A paused task does *nothing* in the background. The outside world does the work.",
        "From {} to {}\u{a0}ms the thread computes for {}\u{a0}ms, and the database works for {}\u{a0}ms.",
    ),
    chapter(
        "Ready is not running",
        "A task goes on only *after* its call is complete: never before, perhaps a little later.",
        "Request {} has its answer at {}\u{a0}ms and runs again at {}\u{a0}ms: for {}\u{a0}ms it is ready, not running.",
    ),
    chapter("Side by side", "*The same work* in every model; what differs is the waiting.", ""),
];

/// The parts of the lesson: how many chapters each has, and its name.
pub const PARTS: [(usize, &str); 4] =
    [(4, "Synchronous"), (5, "Asynchronous"), (3, "What await means"), (1, "Compared")];

/// The invitation.
pub const START: &str = "Start the lesson";
/// The same while the lesson is open.
pub const LEAVE: &str = "Leave the lesson";
/// The card's heading.
pub const LESSON: &str = "Lesson";
/// The list of chapters.
pub const CHAPTER_LIST: &str = "Chapter";
/// To the chapter before.
pub const BACK: &str = "Back";
/// To the chapter after.
pub const NEXT: &str = "Next";
/// After the last chapter.
pub const FINISH: &str = "Finish";
/// Before the program that shows a chapter's statement.
pub const IN_CODE: &str = "In code:";
/// Beside a scenario that is not the chapter's.
pub const OWN_SCENE: &str = "Show this chapter's example";

/// Where one is: `2 of 13`.
pub fn place(chapter: usize) -> String {
    format!("{LESSON} · {} of {}", chapter + 1, CHAPTERS.len())
}

/// The template with its values filled in.
pub fn fill(template: &str, values: &[String]) -> String {
    let mut values = values.iter();
    let mut text = String::new();
    for (place, piece) in template.split("{}").enumerate() {
        if place > 0 {
            text.push_str(values.next().map_or("?", String::as_str));
        }
        text.push_str(piece);
    }
    text
}

/// The rows of the table.
pub const ROWS: [&str; 4] =
    ["While it waits, the thread", "A waiting request", "Many requests", "The waiting time"];

/// The thread's behaviour: how long it was blocked, if at all.
pub fn behaviour(blocked: Option<&str>, waited: bool) -> String {
    match (blocked, waited) {
        (Some(blocked), _) => format!("is blocked: {blocked}"),
        (None, true) => "is free".to_owned(),
        (None, false) => "– nobody waits".to_owned(),
    }
}

/// How requests wait: holding a thread, paused without one.
pub fn waiting(held: Option<&str>, paused: Option<&str>) -> String {
    match (held, paused) {
        (None, None) => "none".to_owned(),
        (Some(held), None) => format!("holds its thread: {held}"),
        (None, Some(paused)) => format!("holds no thread: {paused}"),
        (Some(held), Some(paused)) => format!("holds its thread: {held}, holds none: {paused}"),
    }
}

/// How many requests are under way at once, and when the last is done.
pub fn many(at_once: u32, makespan: &str) -> String {
    format!("{at_once} at once, done at {makespan}")
}

/// What became of the waiting time.
pub fn used(wasted: Option<&str>, reused: Option<&str>) -> String {
    match (wasted, reused) {
        (None, None) => "not used".to_owned(),
        (Some(wasted), None) => format!("{wasted} wasted"),
        (None, Some(reused)) => format!("{reused} reused"),
        (Some(wasted), Some(reused)) => format!("{wasted} wasted, {reused} reused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_by_order() {
        assert_eq!(fill("{} of {}.", &["1".into(), "2".into()]), "1 of 2.");
        assert_eq!(fill("nothing", &[]), "nothing");
    }

    #[test]
    fn the_parts_hold_every_chapter() {
        assert_eq!(PARTS.iter().map(|(count, _)| count).sum::<usize>(), CHAPTERS.len());
    }
}
