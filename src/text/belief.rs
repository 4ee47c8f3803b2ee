//! What many believe, and what refutes it. `{}` stands for a value of the runs shown.

/// The group in the list of scenarios.
pub const GROUP: &str = "Beliefs to test";

/// The beliefs and their refutations.
pub const BELIEFS: [(&str, &str); 8] = [
    (
        "Async makes computing faster.",
        "Synchronous code is done at {}\u{a0}ms and asynchronous code at {}\u{a0}ms: *computing takes its time* either way.",
    ),
    (
        "Async runs in parallel.",
        "One thread computes *one request at a time*, however many cores there are: {}\u{a0}ms, where {} threads need {}\u{a0}ms.",
    ),
    (
        "`await` runs the call on a background thread.",
        "While the request waits for {}\u{a0}ms, threads compute for {}\u{a0}ms: behind `await` there is *no thread*, only the database.",
    ),
    (
        "Two awaits in a row overlap.",
        "In a row they take {}\u{a0}ms, begun together {}\u{a0}ms: the second call *begins* only when the first `await` is over.",
    ),
    (
        "A blocking call inside async code is harmless.",
        "It blocks the only thread for {}\u{a0}ms. A request that has its answer waits {}\u{a0}ms to go on: *everybody stands still*.",
    ),
    (
        "A timer fires exactly on time.",
        "The timer is due at {}\u{a0}ms, and its task runs at {}\u{a0}ms: *{}\u{a0}ms late*, because the thread is busy.",
    ),
    (
        "Threads cannot do this.",
        "{} threads are done at {}\u{a0}ms, one that hops at {}\u{a0}ms. The threads *cost more*: they are blocked for {}\u{a0}ms together.",
    ),
    (
        "Async removes the bottleneck.",
        "{} threads are done at {}\u{a0}ms, async at {}\u{a0}ms. *The database sets the pace*: calls wait {}\u{a0}ms for a slot.",
    ),
];
