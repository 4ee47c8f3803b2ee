//! Programs from a number: a small structure that is written out as Python, and simplified when something is wrong.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "fifty kinds of statements, each told by one of a few functions"
)]

pub(crate) mod draw;
pub(crate) mod shrink;
pub(crate) mod text;

/// A program, before it is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    /// What all delays are multiples of, as it is written.
    pub(crate) unit: &'static str,
    /// What a statement costs.
    pub(crate) line_ns: u64,
    /// Names that every function sees.
    pub(crate) shared: Vec<Shared>,
    /// A function calls only those before it.
    pub(crate) functions: Vec<Function>,
    pub(crate) main: Block,
}

/// What tasks share. Its name is its kind and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    Lock,
    Semaphore(u8),
    Event,
    Condition,
    Queue { kind: QueueKind, size: u8 },
    Barrier(u8),
    Future,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QueueKind {
    First,
    Last,
    Least,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) kind: FunctionKind,
    pub(crate) body: Block,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunctionKind {
    Coroutine,
    /// An async generator.
    Generator,
    Plain,
    /// A generator that is not async.
    Sequence,
}

pub(crate) type Block = Vec<Statement>;

/// A call of a function: which one, with a word and a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) function: usize,
    pub(crate) word: u8,
    pub(crate) number: u8,
}

/// A length of time, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delay {
    /// Not even a unit.
    Zero,
    /// So many units, as one number.
    Units(u8),
    /// A sum or a product, which floats may round.
    Reckoned(u8),
    /// A unit for each `n`.
    ByNumber,
    /// Half a unit.
    Half,
}

/// What is done with a task that was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Awaited,
    CancelledAndAwaited,
    Cancelled,
    Forgotten,
}

/// What a callback of the loop does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Print,
    Set(usize),
    Fail,
    CancelOther(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WaitWhen {
    All,
    FirstCompleted,
    FirstException,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caught {
    /// `except Exception`.
    Errors,
    /// `except ValueError`.
    Values,
    /// `except asyncio.CancelledError`, raised again.
    Cancels,
    /// The same, swallowed.
    CancelsForGood,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Statement {
    Print(u8),
    Sleep(Delay),
    BlockingSleep(Delay),
    Compute(Delay),
    Add(u8),
    CallPlain(Call),
    Repeat {
        times: u8,
        body: Block,
        otherwise: Block,
    },
    While {
        times: u8,
        body: Block,
        otherwise: Block,
    },
    Match {
        yes: Block,
        maybe: Block,
        no: Block,
    },
    /// A context manager of the program's own, which may swallow errors and may be async.
    Guard {
        swallows: bool,
        is_async: bool,
        body: Block,
    },
    /// A function inside, which changes a variable of this one.
    Closure {
        body: Block,
        number: u8,
    },
    ForEach {
        call: Call,
        breaks_after: Option<u8>,
        body: Block,
        otherwise: Block,
    },
    /// A generator that is driven by hand: so many items, then an error, then the end.
    Drive {
        call: Call,
        items: u8,
        throws: bool,
    },
    Listed {
        call: Call,
        is_async: bool,
    },
    Lambda(u8),
    Method {
        number: u8,
        is_async: bool,
    },
    /// The error that is being handled, again, or another one because of it.
    Reraise {
        from: bool,
    },
    If {
        test: u8,
        yes: Block,
        no: Block,
    },
    Try {
        body: Block,
        caught: Option<Caught>,
        handler: Block,
        otherwise: Block,
        last: Block,
    },
    Raise(u8),
    Return,
    Break,
    Continue,
    Yield(u8),
    Await(Call),
    /// A coroutine that nobody awaits.
    Forget(Call),
    Task {
        call: Call,
        is_shared: bool,
        body: Block,
        fate: Fate,
    },
    Gather {
        calls: Vec<Call>,
        keeps_errors: bool,
    },
    GatherLater {
        calls: Vec<Call>,
        body: Block,
        is_cancelled: bool,
    },
    Group {
        calls: Vec<Call>,
        body: Block,
        is_handled: bool,
    },
    Timeout {
        delay: Delay,
        body: Block,
        is_handled: bool,
    },
    WaitFor {
        call: Call,
        delay: Delay,
        is_shielded: bool,
    },
    Wait {
        calls: Vec<Call>,
        when: WaitWhen,
        timeout: Option<Delay>,
        cancels: bool,
    },
    AsCompleted {
        calls: Vec<Call>,
        timeout: Option<Delay>,
        is_async: bool,
    },
    Shield(Call),
    With {
        shared: usize,
        body: Block,
    },
    Acquire {
        shared: usize,
        timeout: Delay,
    },
    EventSet(usize),
    EventClear(usize),
    EventWait(usize),
    ConditionWait(usize),
    Notify {
        shared: usize,
        all: bool,
    },
    Put {
        shared: usize,
        waits: bool,
    },
    Get {
        shared: usize,
        waits: bool,
    },
    TaskDone(usize),
    Join(usize),
    BarrierWait(usize),
    FutureAwait(usize),
    FutureSet(usize),
    FutureFail(usize),
    FutureCancel(usize),
    FutureCallback {
        shared: usize,
        action: Action,
    },
    CallSoon(Action),
    CallLater {
        delay: Delay,
        action: Action,
    },
    AsyncFor {
        call: Call,
        is_named: bool,
        breaks_after: Option<u8>,
        body: Block,
    },
    CancelSelf,
    Uncancel,
    CancelOther(u8),
    AwaitOther(u8),
    Exit,
}

impl Statement {
    /// The blocks inside.
    pub(crate) fn blocks(&mut self) -> Vec<&mut Block> {
        match self {
            Self::Guard { body, .. }
            | Self::Closure { body, .. }
            | Self::Task { body, .. }
            | Self::GatherLater { body, .. }
            | Self::Group { body, .. }
            | Self::Timeout { body, .. }
            | Self::With { body, .. }
            | Self::AsyncFor { body, .. } => vec![body],
            Self::If { yes, no, .. } => vec![yes, no],
            Self::Match { yes, maybe, no } => vec![yes, maybe, no],
            Self::Repeat { body, otherwise, .. }
            | Self::While { body, otherwise, .. }
            | Self::ForEach { body, otherwise, .. } => vec![body, otherwise],
            Self::Try { body, handler, otherwise, last, .. } => vec![body, handler, otherwise, last],
            _ => Vec::new(),
        }
    }

    /// The calls inside, those of its blocks left out.
    pub(crate) fn calls(&self) -> Vec<Call> {
        match self {
            Self::CallPlain(call)
            | Self::Await(call)
            | Self::Forget(call)
            | Self::Shield(call)
            | Self::Task { call, .. }
            | Self::WaitFor { call, .. }
            | Self::ForEach { call, .. }
            | Self::Drive { call, .. }
            | Self::Listed { call, .. }
            | Self::AsyncFor { call, .. } => vec![*call],
            Self::Gather { calls, .. }
            | Self::GatherLater { calls, .. }
            | Self::Group { calls, .. }
            | Self::Wait { calls, .. }
            | Self::AsCompleted { calls, .. } => calls.clone(),
            _ => Vec::new(),
        }
    }
}
