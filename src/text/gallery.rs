//! The gallery of programs: its topics, its questions, and what answers each. `{}` stands for a value of the runs.

/// What the gallery is called.
pub const GALLERY: &str = "Programs that people ask about";
/// The menu's entry that opens it.
pub const OPEN: &str = "Programs that people ask about…";
/// What it is, in a sentence.
pub const ABOUT: &str =
    "Thirty short Python programs, one thing each. A click puts its program on the time axis.";

/// The topics in their order.
pub const TOPICS: [&str; 5] = [
    "Waiting together",
    "Keeping the loop free",
    "Limits and shared things",
    "Failing, cancelling, giving up",
    "Threads",
];

/// What is said of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// What people ask.
    pub question: &'static str,
    /// What answers it.
    pub answer: &'static str,
}

const fn words(question: &'static str, answer: &'static str) -> Words {
    Words { question, answer }
}

/// What a program prints, within a sentence.
pub fn printed(line: &str) -> String {
    format!("“{}”", line.trim_end())
}

// Waiting together.

/// Two awaits, one after the other.
pub const AWAITS_IN_A_ROW: Words = words(
    "Do two awaits in a row overlap?",
    "No: the second call *begins* only when the first `await` is over. Done at {}\u{a0}ms; with every wait blocking, at {}\u{a0}ms as well.",
);
/// The same with `gather`.
pub const GATHER: Words = words(
    "How do I wait for several things at once?",
    "`gather` makes each call a task, and *their waits overlap*: done at {}\u{a0}ms, not at {}\u{a0}ms as with every wait blocking.",
);
/// A coroutine that nobody awaits.
pub const FORGOTTEN_AWAIT: Words = words(
    "Why does my coroutine do nothing?",
    "Calling it only *makes* a coroutine: nothing of it runs until somebody awaits it. The first thing printed is {}.",
);
/// When a task runs that was made.
pub const CREATE_TASK_STARTS_LATER: Words = words(
    "When does a task start?",
    "Not when it is made, but when the loop has the thread again, at the *next `await`*: here it is queued for {}\u{a0}ms.",
);
/// Results as they come.
pub const AS_COMPLETED: Words = words(
    "How do I get each result as soon as it is there?",
    "`as_completed` hands results out in the order in which they *come*: {} at {}\u{a0}ms, although the film was asked for first.",
);
/// The first of several answers.
pub const FIRST_OF_SEVERAL: Words = words(
    "How do I take the first answer and drop the rest?",
    "`wait` comes back with the *first* answer, and the other tasks are cancelled: done at {}\u{a0}ms, not at {}\u{a0}ms.",
);
/// Loading ahead.
pub const PREFETCH: Words = words(
    "How do I load the next page while I work on this one?",
    "Start its task *before* you begin to work: loading and writing overlap, and all is done at {}\u{a0}ms, not at {}\u{a0}ms.",
);

// Keeping the loop free.

/// `time.sleep` in a coroutine.
pub const BLOCKING_IN_ASYNC: Words = words(
    "What does time.sleep do inside async code?",
    "It keeps the *only thread*: the home page has its answer, and its task is ready for {}\u{a0}ms before it can go on.",
);
/// The same in a thread of its own.
pub const TO_THREAD: Words = words(
    "How do I call something that blocks?",
    "`to_thread` lets *another thread* wait for it: {} comes at {}\u{a0}ms, long before the report is done.",
);
/// A computation without an await.
pub const HEARTBEAT_STARVED: Words = words(
    "Why does my heartbeat stop?",
    "Computing without an `await` keeps the thread: {} is due long before, and comes at {}\u{a0}ms, *after* the computation.",
);
/// The same in slices.
pub const SLICES: Words = words(
    "How do I compute without stopping everybody else?",
    "`await asyncio.sleep(0)` after each slice lets the others go first: {} comes at {}\u{a0}ms, *between* two slices.",
);
/// One library that blocks, and one that does not.
pub const REQUESTS_OR_AIOHTTP: Words = words(
    "Why is requests no faster in async code?",
    "Each of its calls *keeps the thread*: {} at {}\u{a0}ms. The same three calls with `aiohttp` overlap: {} at {}\u{a0}ms.",
);
/// An interval that adds up.
pub const TIMER_DRIFT: Words = words(
    "Why does my timer come later and later?",
    "Who sleeps for the interval adds the work to it, each time. *Sleep until the next time is due*: {}, against {}.",
);

// Limits and shared things.

/// What stands inside a semaphore.
pub const SEMAPHORE_AROUND_TOO_MUCH: Words = words(
    "What belongs inside a semaphore?",
    "*Only what it limits*: who also parses in there keeps a slot that another could use: {}, against {}.",
);
/// A lock that is held while its holder waits.
pub const LOCK_ACROSS_AWAIT: Words = words(
    "Why do my tasks run one after the other?",
    "Each waits *while it holds the lock*: done at {}\u{a0}ms, hardly sooner than with every wait blocking, at {}\u{a0}ms.",
);
/// Two who hold one and want another.
pub const POOL_DEADLOCK: Words = words(
    "Why does everything hang when two come at once?",
    "Both hold a connection and wait for another one, which nobody gives back: a *{}* at {}\u{a0}ms. One after the other would get through.",
);
/// Batches against a window.
pub const BATCHES_OR_WINDOW: Words = words(
    "Batches of three, or three at a time?",
    "A batch waits for its *slowest*; in a window the next begins as soon as any is done: {}, against {}.",
);
/// So many a second.
pub const RATE_LIMIT: Words = words(
    "How do I make at most so many requests a second?",
    "Reserve your start *before* you wait for it: nobody comes between two awaits. The fourth of them starts at {}\u{a0}ms.",
);
/// A queue with an end.
pub const BOUNDED_QUEUE: Words = words(
    "What if the producer is faster than the consumer?",
    "`put` *waits while the queue is full*: the producer is paused for {}\u{a0}ms, and nothing piles up.",
);
/// A queue and who takes from it.
pub const PRODUCER_AND_CONSUMERS: Words = words(
    "How do several consumers share the work?",
    "They get from *one queue*, and whoever is free takes the next: done at {}\u{a0}ms, not at {}\u{a0}ms. A `None` for each tells them to stop.",
);
/// One request for all who want the same.
pub const SINGLE_FLIGHT: Words = words(
    "How do I keep three callers from asking for the same thing?",
    "Keep *the task*, not its result: who comes meanwhile awaits the same one. {} is printed once, and all is done at {}\u{a0}ms.",
);

// Failing, cancelling, giving up.

/// A deadline that counts the wait for a slot.
pub const TIMEOUT_COUNTS_THE_QUEUE: Words = words(
    "Why does a fast server time out?",
    "The deadline counts the *wait for a slot* as well: an answer takes less than half of it, and yet {} at {}\u{a0}ms.",
);
/// Cancelling takes its time.
pub const CANCEL_AND_CLEAN_UP: Words = words(
    "Does cancel() stop a task at once?",
    "No: `CancelledError` is raised *where the task waits*. Asked at {}\u{a0}ms, it has cleaned up and stopped at {}\u{a0}ms.",
);
/// What `gather` does with the others.
pub const ONE_FAILURE_AMONG_MANY: Words = words(
    "Does gather stop the others when one fails?",
    "No: it raises the error at {}\u{a0}ms, and *the others go on*: {} at {}\u{a0}ms.",
);
/// What a task group does with them.
pub const TASK_GROUP: Words = words(
    "How do I stop the others when one fails?",
    "A `TaskGroup` *cancels the rest* and raises the error after that: {} at {}\u{a0}ms, and c is never loaded.",
);
/// A task that nobody awaits.
pub const FIRE_AND_FORGET: Words = words(
    "Why does my background task never finish?",
    "When `main` ends, `asyncio.run` *cancels* whatever is left: after {} at {}\u{a0}ms nothing more comes.",
);
/// Trying again.
pub const RETRY_WITH_BACK_OFF: Words = words(
    "How do I try again without making it worse?",
    "*Wait twice as long* after each failure, so that a busy server recovers: the fourth attempt gets {} at {}\u{a0}ms.",
);

// Threads.

/// More jobs than threads.
pub const FULL_POOL: Words = words(
    "Why does my thread pool not do everything at once?",
    "It has *two threads*: the last of six jobs is queued for {}\u{a0}ms before one is free, and all is done at {}\u{a0}ms.",
);
/// What threads share.
pub const INTERPRETER_LOCK: Words = words(
    "Do two threads compute twice as fast?",
    "No: only one at a time has the *interpreter*. Who waits gives it away: {}, and {}.",
);
/// A number that two read before one writes.
pub const RACE_ON_A_COUNTER: Words = words(
    "Can threads lose a count?",
    "Yes: all three *read* the number before any has *written* its own: {}.",
);
