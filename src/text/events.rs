//! What happens at one instant of one run, a sentence an event.

use super::joined;
use super::now::sentence;

/// No sentence names more services than this.
const SERVICES_NAMED_MAX: usize = 3;

/// Something that happened, with everything that its sentence claims. Requests, threads and helpers by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A request went from one state to the next.
    Change(Change),
    /// One of several calls of a request was answered, and not the last.
    PartAnswered {
        /// Who called.
        request: u32,
        /// Who answered.
        service: String,
        /// Where calls are made one after the other: the thread that stays blocked, and whom it calls now.
        next: Option<(u32, String)>,
    },
    /// A call that had to wait for a slot of its service is served.
    Served {
        /// Who called.
        request: u32,
        /// Who serves it.
        service: String,
    },
    /// A helper thread takes up a step that had to wait for one.
    HelperTakes {
        /// The helper.
        helper: u32,
        /// Whose step.
        request: u32,
    },
}

/// A request goes from one state to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The request.
    pub request: u32,
    /// Why the state before has ended.
    pub cause: Cause,
    /// The state that begins.
    pub effect: Effect,
    /// What becomes of the thread that it leaves.
    pub then: Then,
}

/// Why a state has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It arrives: there was none before.
    Arrives,
    /// A thread takes it up; `None` where it does not stay on it for any time.
    TakenUp {
        /// The thread that has it now.
        thread: Option<u32>,
        /// Whether it had been on a thread before.
        again: bool,
    },
    /// The last call that it waited for has been answered.
    Answered {
        /// Who answered at this instant.
        by: Vec<String>,
    },
    /// A helper has done its step; `None` where that took no time.
    Helped {
        /// The helper.
        helper: Option<u32>,
    },
    /// It was computing, and goes on in its program.
    GoesOn,
    /// Its thread gets the core that it waited for.
    GotCore {
        /// The thread.
        thread: u32,
    },
    /// A core has been switched to its thread.
    Switched {
        /// The thread.
        thread: u32,
    },
}

/// The state that begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It waits for its first thread.
    Queued(Busy),
    /// It computes.
    Computes {
        /// Where.
        thread: u32,
        /// Whether the thread has just taken it up.
        taken: bool,
    },
    /// It has a thread, which waits for a core.
    WaitsForCore {
        /// The thread.
        thread: u32,
        /// Whether the thread has just taken it up.
        taken: bool,
    },
    /// A core is being switched to its thread.
    Switching {
        /// The thread.
        thread: u32,
    },
    /// It waits for an answer and keeps its thread.
    Blocked {
        /// The thread.
        thread: u32,
        /// Whom its step calls.
        on: Vec<String>,
        /// Those of them that have no free slot, so that the call waits.
        full: Vec<String>,
    },
    /// It waits for answers and holds no thread.
    Paused {
        /// Whom its step calls.
        on: Vec<String>,
        /// Those of them that have no free slot, so that the call waits.
        full: Vec<String>,
    },
    /// It waits for a helper thread, and holds no thread.
    PausedForHelper {
        /// The helper that begins at once; `None` where all are busy.
        helper: Option<u32>,
        /// The service that has no free slot for the helper's call.
        full: Vec<String>,
    },
    /// It could go on, and waits for a thread.
    Ready(How, Busy),
    /// It is over.
    Done,
}

/// How a request has become ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// By what its cause says.
    Directly,
    /// It let the others go first.
    Yielded,
    /// It made calls that were answered in no time.
    AnsweredAtOnce(Vec<String>),
    /// It handed over a step that was done in no time.
    HelpedAtOnce,
}

/// Why a request that could go on does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Busy {
    /// The only thread is at another request.
    With {
        /// The thread.
        thread: u32,
        /// What it does.
        does: Does,
        /// The other request.
        request: u32,
    },
    /// So many threads are all busy.
    All(u32),
}

/// What a busy thread does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It computes.
    Computes,
    /// It is blocked.
    IsBlocked,
    /// It waits for a core.
    WaitsForCore,
    /// A core is being switched to it.
    IsSwitchedTo,
}

/// What becomes of the thread that a request leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It leaves none, or another sentence says what becomes of it.
    Nothing,
    /// It has nothing to do.
    Free {
        /// The thread.
        thread: u32,
    },
    /// It takes up a request that waited for a thread.
    TakesUp {
        /// The thread.
        thread: u32,
        /// The request.
        request: u32,
        /// Whether the request had been on a thread before.
        again: bool,
        /// What the request does there.
        effect: Box<Effect>,
    },
}

/// The sentence. `*so*` marks the new state, `` `so` `` code.
pub fn told(told: &Told) -> String {
    match told {
        Told::Change(change) => change_of(change),
        Told::PartAnswered { request, service, next: None } => {
            format!("{service} answers request {request}, which still waits for its other calls.")
        }
        Told::PartAnswered { request, service, next: Some((thread, next)) } => {
            format!(
                "{service} answers request {request}, which now calls {next}: thread {thread} stays *blocked*."
            )
        }
        Told::Served { request, service } => {
            format!("{service} has a free slot and takes on a call of request {request}.")
        }
        Told::HelperTakes { helper, request } => {
            format!("Helper {helper} is free and takes up the step of request {request}.")
        }
    }
}

/// More has happened at the same instant than is told one by one.
pub fn and_more(count: usize) -> String {
    if count == 1 { "One more thing happens.".to_owned() } else { format!("{count} more things happen.") }
}

fn change_of(change: &Change) -> String {
    let Change { request, cause, effect, then } = change;
    let said = match (cause, tail(cause, effect, then)) {
        (Cause::GoesOn, _) => goes_on(*request, effect),
        (_, Some(tail)) => format!("{}{tail}", lead(*request, cause)),
        (_, None) => lead(*request, cause),
    };
    let slots = match then {
        Then::TakesUp { effect, .. } => waits_for_slot(effect),
        Then::Nothing | Then::Free { .. } => String::new(),
    };
    let said = format!("{said}{}.{}{slots}", then_of(then, effect), waits_for_slot(effect));
    // The name of a service stays as it is written in programs.
    if matches!(cause, Cause::Answered { .. }) { said } else { sentence(&said) }
}

/// Why, up to the colon.
fn lead(request: u32, cause: &Cause) -> String {
    match cause {
        Cause::Arrives => format!("request {request} *arrives*"),
        Cause::TakenUp { thread, again } => {
            let again = if *again { " again" } else { "" };
            match thread {
                Some(thread) => format!("thread {thread} takes up request {request}{again}"),
                None => format!("request {request} is taken up{again}"),
            }
        }
        Cause::Answered { by } if by.len() == 1 => format!("{} answers request {request}", some(by)),
        Cause::Answered { by } => format!("{} have answered request {request}", some(by)),
        Cause::Helped { helper: Some(helper) } => {
            format!("helper {helper} has done its step for request {request}")
        }
        Cause::Helped { helper: None } => format!("a helper has done the step of request {request}"),
        Cause::GoesOn => format!("request {request} goes on"),
        Cause::GotCore { thread } => format!("thread {thread} gets a *core* for request {request}"),
        Cause::Switched { thread } => {
            format!("a core has switched to thread {thread} for request {request}")
        }
    }
}

/// What begins, after its cause; `None` where the cause has said it.
fn tail(cause: &Cause, effect: &Effect, then: &Then) -> Option<String> {
    let is_told = matches!(cause, Cause::TakenUp { thread: Some(_), .. });
    Some(match effect {
        Effect::Queued(busy) => format!(" and is *queued*: {}", why_busy(busy)),
        Effect::Computes { .. } if is_told => return None,
        Effect::Computes { .. } if matches!(cause, Cause::GotCore { .. } | Cause::Switched { .. }) => {
            return None;
        }
        Effect::Computes { thread, taken: true } => format!(": thread {thread} takes it up"),
        Effect::Computes { thread, taken: false } => format!(": thread {thread} *computes* on"),
        Effect::WaitsForCore { .. } if is_told => " and waits for a *core*".to_owned(),
        Effect::WaitsForCore { thread, taken: true } => {
            format!(": thread {thread} takes it up and waits for a *core*")
        }
        Effect::WaitsForCore { thread, taken: false } => format!(": thread {thread} waits for a *core*"),
        Effect::Switching { thread } => format!(": a core *switches* to thread {thread}"),
        Effect::Blocked { thread, on, .. } => {
            let on = some(on);
            format!(": it calls {on}, and thread {thread} is *blocked* until the answer comes")
        }
        Effect::Paused { on, .. } => format!(": it reaches {} and *pauses*", awaited(on)),
        Effect::PausedForHelper { helper, .. } => {
            format!(": it hands its next step over and *pauses*; {}", who_helps(*helper))
        }
        Effect::Ready(how, busy) => {
            let how = match how {
                How::Directly => "it is *ready*".to_owned(),
                How::Yielded => "it *yields* and is *ready* again".to_owned(),
                How::AnsweredAtOnce(on) => format!("{} is answered at once; it is *ready*", awaited(on)),
                How::HelpedAtOnce => "a helper does its next step at once; it is *ready*".to_owned(),
            };
            // What its thread does instead may be told by what becomes of the thread.
            let but = matches!(then, Then::Nothing).then(|| format!(", but {}", why_busy(busy)));
            format!(": {how}{}", but.unwrap_or_default())
        }
        Effect::Done => ": it is *done*".to_owned(),
    })
}

/// What a request that was computing does next.
fn goes_on(request: u32, effect: &Effect) -> String {
    match effect {
        Effect::Queued(busy) => format!("request {request} is *queued*: {}", why_busy(busy)),
        Effect::Computes { thread, taken: true } => {
            format!("thread {thread} takes up request {request}, which goes on")
        }
        Effect::Computes { .. } => format!("request {request} goes on with its next step"),
        Effect::WaitsForCore { thread, .. } => {
            format!("thread {thread} waits for a *core*, with request {request}")
        }
        Effect::Switching { thread } => {
            format!("a core *switches* to thread {thread}, for request {request}")
        }
        Effect::Blocked { thread, on, .. } => {
            format!(
                "request {request} calls {}: thread {thread} is *blocked* until the answer comes",
                some(on)
            )
        }
        Effect::Paused { on, .. } => format!("request {request} reaches {}: the task *pauses*", awaited(on)),
        Effect::PausedForHelper { helper, .. } => {
            format!("request {request} hands a step over and *pauses*; {}", who_helps(*helper))
        }
        Effect::Ready(How::Yielded | How::Directly, _) => {
            format!("request {request} *yields*: it is *ready*, behind all others that are")
        }
        Effect::Ready(How::AnsweredAtOnce(on), _) => {
            format!("request {request} reaches {}, answered at once: it is *ready*", awaited(on))
        }
        Effect::Ready(How::HelpedAtOnce, _) => {
            format!("request {request} has a step done by a helper at once: it is *ready*")
        }
        Effect::Done => format!("request {request} is *done*"),
    }
}

fn then_of(then: &Then, effect: &Effect) -> String {
    let joint = if matches!(effect, Effect::Done) { ", and " } else { ", " };
    match then {
        Then::Nothing => String::new(),
        Then::Free { thread } => format!("{joint}thread {thread} is free"),
        Then::TakesUp { thread, request, again, effect: next } => {
            let free = if matches!(effect, Effect::Done) { "" } else { "is free and " };
            let again = if *again { " again" } else { "" };
            let next = match &**next {
                Effect::Blocked { on, .. } => format!(", which calls {} and *blocks* it", some(on)),
                Effect::WaitsForCore { .. } => " and waits for a *core*".to_owned(),
                Effect::Switching { .. } => ", for which a core *switches*".to_owned(),
                Effect::Computes { .. }
                | Effect::Queued(_)
                | Effect::Paused { .. }
                | Effect::PausedForHelper { .. }
                | Effect::Ready(..)
                | Effect::Done => String::new(),
            };
            format!("{joint}thread {thread} {free}takes up request {request}{again}{next}")
        }
    }
}

fn waits_for_slot(effect: &Effect) -> String {
    match effect {
        Effect::Blocked { full, .. } | Effect::Paused { full, .. } | Effect::PausedForHelper { full, .. }
            if !full.is_empty() =>
        {
            format!(" The call waits for a free slot of {}.", some(full))
        }
        Effect::Blocked { .. }
        | Effect::Paused { .. }
        | Effect::PausedForHelper { .. }
        | Effect::Queued(_)
        | Effect::Computes { .. }
        | Effect::WaitsForCore { .. }
        | Effect::Switching { .. }
        | Effect::Ready(..)
        | Effect::Done => String::new(),
    }
}

fn who_helps(helper: Option<u32>) -> String {
    helper
        .map_or_else(|| "it waits for a free helper".to_owned(), |helper| format!("helper {helper} does it"))
}

fn why_busy(busy: &Busy) -> String {
    match busy {
        Busy::With { thread, does, request } => {
            let does = match does {
                Does::Computes => "is computing",
                Does::IsBlocked => "is blocked with",
                Does::WaitsForCore => "waits for a core with",
                Does::IsSwitchedTo => "is being switched to, for",
            };
            format!("thread {thread} {does} request {request}")
        }
        Busy::All(1) => "the thread is busy".to_owned(),
        Busy::All(2) => "both threads are busy".to_owned(),
        Busy::All(threads) => format!("all {threads} threads are busy"),
    }
}

/// `` `await db` ``, or what comes nearest to it for several calls at once.
fn awaited(on: &[String]) -> String {
    if let [only] = on { format!("`await {only}`") } else { format!("`await` for {}", some(on)) }
}

/// The first few names, and how many others.
fn some(names: &[String]) -> String {
    match names.get(SERVICES_NAMED_MAX..) {
        None | Some([] | [_]) => joined(names),
        Some(rest) => format!("{} and {} others", names[..SERVICES_NAMED_MAX].join(", "), rest.len()),
    }
}
