//! Draws a program from a number: integers only, the same on every platform.

use super::{
    Action, Block, Call, Caught, Delay, Fate, Function, FunctionKind, Program, QueueKind, Shared, Statement,
    WaitWhen,
};

/// Splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    pub(crate) fn byte_below(&mut self, end: u8) -> u8 {
        u8::try_from(self.below(usize::from(end))).unwrap_or(0)
    }

    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Program number `seed`.
pub(crate) fn program(seed: u64) -> Program {
    let mut random = Random::new(seed);
    let unit = random.one_of(&["1", "0.01", "0.001", "0.5", "0.1"]);
    let line_ns = random.one_of(&[1_000_000, 1_000_000, 0, 333, 7_000_000]);
    let shared: Vec<Shared> = (0..random.below(5)).map(|_| shared(&mut random)).collect();
    let mut kinds = vec![FunctionKind::Coroutine; random.between(1, 4)];
    if random.one_in(3) {
        kinds.insert(random.below(kinds.len()), FunctionKind::Generator);
    }
    for kind in [FunctionKind::Plain, FunctionKind::Sequence] {
        if random.one_in(3) {
            kinds.insert(0, kind);
        }
    }
    let mut draw = Draw { random, shared: shared.clone(), kinds, before: 0 };
    let mut functions = Vec::new();
    for index in 0..draw.kinds.len() {
        draw.before = index;
        let kind = draw.kinds[index];
        let place = Place { kind, depth: 0, is_loop: false, is_handler: false };
        functions.push(Function { kind, body: draw.block(place, 2, 6) });
    }
    draw.before = functions.len();
    let place = Place { kind: FunctionKind::Coroutine, depth: 0, is_loop: false, is_handler: false };
    // What makes tasks comes first, so that few programs end before there are any.
    let mut main = vec![draw.concurrent(place), draw.started(place)];
    main.rotate_left(draw.random.below(2));
    main.extend(draw.block(place, 1, 5));
    Program { unit, line_ns, shared, functions, main }
}

fn shared(random: &mut Random) -> Shared {
    match random.below(9) {
        0 | 1 => Shared::Lock,
        2 => Shared::Semaphore(1 + random.byte_below(3)),
        3 => Shared::Event,
        4 => Shared::Condition,
        5 | 6 => Shared::Queue {
            kind: random.one_of(&[QueueKind::First, QueueKind::First, QueueKind::Last, QueueKind::Least]),
            size: random.byte_below(3),
        },
        7 => Shared::Barrier(1 + random.byte_below(3)),
        _ => Shared::Future,
    }
}

/// Where a statement will stand.
#[derive(Clone, Copy)]
struct Place {
    kind: FunctionKind,
    depth: u8,
    is_loop: bool,
    is_handler: bool,
}

impl Place {
    fn is_async(self) -> bool {
        matches!(self.kind, FunctionKind::Coroutine | FunctionKind::Generator)
    }
}

struct Draw {
    random: Random,
    shared: Vec<Shared>,
    kinds: Vec<FunctionKind>,
    /// Only functions before this one may be called.
    before: usize,
}

impl Draw {
    fn block(&mut self, place: Place, least: usize, most: usize) -> Block {
        let count = self.random.between(least, most);
        (0..count).map(|_| self.statement(place)).collect()
    }

    fn inner(&mut self, place: Place) -> Block {
        self.block(Place { depth: place.depth + 1, ..place }, 1, 3)
    }

    fn loop_body(&mut self, place: Place) -> Block {
        self.inner(Place { is_loop: true, ..place })
    }

    fn statement(&mut self, place: Place) -> Statement {
        if !place.is_async() {
            return self.plain(place);
        }
        let choices = if place.depth >= 3 { 14 } else { 24 };
        match self.random.below(choices) {
            0..=2 => self.simple(place),
            3..=5 => Statement::Sleep(self.delay()),
            6 => Statement::Print(self.random.byte_below(9)),
            7..=10 => self.sharing(place),
            11 => self.callback(),
            12 => self.cancelling(),
            13 | 14 => self.awaiting(),
            15 | 16 => self.concurrent(place),
            17 => self.started(place),
            18 => self.timed(place),
            19 => self.attempt(place),
            _ => self.compound(place),
        }
    }

    /// A statement of a function that is not async.
    fn plain(&mut self, place: Place) -> Statement {
        match self.random.below(if place.depth >= 3 { 4 } else { 6 }) {
            0 | 1 => self.simple(place),
            2 => Statement::Print(self.random.byte_below(9)),
            3 => Statement::BlockingSleep(self.delay()),
            4 => self.compound(place),
            _ => self.attempt(place),
        }
    }

    fn simple(&mut self, place: Place) -> Statement {
        match self.random.below(16) {
            0 => Statement::BlockingSleep(self.delay()),
            1 => Statement::Compute(self.delay()),
            2 | 3 => Statement::Raise(self.random.byte_below(3)),
            4 if self.random.one_in(3) => Statement::Return,
            5 if place.is_loop && self.random.one_in(2) => Statement::Break,
            5 if place.is_loop => Statement::Continue,
            6..=8 if matches!(place.kind, FunctionKind::Generator | FunctionKind::Sequence) => {
                Statement::Yield(self.random.byte_below(5))
            }
            10 => Statement::Lambda(self.random.byte_below(4)),
            11 => Statement::Method {
                number: self.random.byte_below(4),
                is_async: place.is_async() && self.random.one_in(2),
            },
            12 if place.is_handler => Statement::Reraise { from: self.random.one_in(2) },
            9 if self.random.one_in(8) => Statement::Exit,
            _ => Statement::Add(self.random.byte_below(4)),
        }
    }

    fn delay(&mut self) -> Delay {
        match self.random.below(10) {
            0 | 1 => Delay::Zero,
            2..=5 => Delay::Units(1 + self.random.byte_below(3)),
            6 | 7 => Delay::Reckoned(1 + self.random.byte_below(3)),
            8 => Delay::ByNumber,
            _ => Delay::Half,
        }
    }

    fn timeout(&mut self) -> Option<Delay> {
        self.random.one_in(2).then(|| self.delay())
    }

    /// A call of a function of that kind, if there is one.
    fn call(&mut self, kind: FunctionKind) -> Option<Call> {
        let callable: Vec<usize> =
            (0..self.before).filter(|&function| self.kinds[function] == kind).collect();
        if callable.is_empty() {
            return None;
        }
        let function = self.random.one_of(&callable);
        Some(Call { function, word: self.random.byte_below(9), number: self.random.byte_below(4) })
    }

    fn calls(&mut self) -> Option<Vec<Call>> {
        let count = self.random.between(1, 4);
        (0..count).map(|_| self.call(FunctionKind::Coroutine)).collect()
    }

    fn awaiting(&mut self) -> Statement {
        let Some(call) = self.call(FunctionKind::Coroutine) else { return Statement::Sleep(self.delay()) };
        match self.random.below(7) {
            0 => Statement::Shield(call),
            1 => Statement::WaitFor { call, delay: self.delay(), is_shielded: self.random.one_in(3) },
            2 if self.random.one_in(3) => Statement::Forget(call),
            3 => match self.call(FunctionKind::Plain) {
                Some(call) => Statement::CallPlain(call),
                None => Statement::Await(call),
            },
            _ => Statement::Await(call),
        }
    }

    fn concurrent(&mut self, place: Place) -> Statement {
        let Some(calls) = self.calls() else { return Statement::Sleep(self.delay()) };
        match self.random.below(8) {
            0..=2 => Statement::Gather { calls, keeps_errors: self.random.one_in(2) },
            3 => {
                Statement::GatherLater { calls, body: self.inner(place), is_cancelled: self.random.one_in(2) }
            }
            4 | 5 => Statement::Group {
                calls,
                body: self.inner(Place { is_loop: false, ..place }),
                is_handled: self.random.one_in(2),
            },
            6 => Statement::Wait {
                calls,
                when: self.random.one_of(&[
                    WaitWhen::All,
                    WaitWhen::FirstCompleted,
                    WaitWhen::FirstException,
                ]),
                timeout: self.timeout(),
                cancels: self.random.one_in(2),
            },
            _ => Statement::AsCompleted { calls, timeout: self.timeout(), is_async: self.random.one_in(2) },
        }
    }

    fn started(&mut self, place: Place) -> Statement {
        let Some(call) = self.call(FunctionKind::Coroutine) else { return Statement::Sleep(self.delay()) };
        let fate = self.random.one_of(&[
            Fate::Awaited,
            Fate::Awaited,
            Fate::CancelledAndAwaited,
            Fate::Cancelled,
            Fate::Forgotten,
        ]);
        Statement::Task { call, is_shared: self.random.one_in(2), body: self.inner(place), fate }
    }

    fn timed(&mut self, place: Place) -> Statement {
        Statement::Timeout {
            delay: self.delay(),
            body: self.inner(place),
            is_handled: !self.random.one_in(3),
        }
    }

    fn attempt(&mut self, place: Place) -> Statement {
        let caught = match self.random.below(6) {
            0 | 1 => Some(Caught::Errors),
            2 => Some(Caught::Values),
            3 => Some(Caught::Cancels),
            4 => Some(Caught::CancelsForGood),
            _ => None,
        };
        let last = if caught.is_none() || self.random.one_in(3) { self.inner(place) } else { Vec::new() };
        let in_handler = Place { is_handler: true, ..place };
        let handler = if caught.is_some() { self.inner(in_handler) } else { Vec::new() };
        let has_else = caught.is_some() && self.random.one_in(4);
        let otherwise = if has_else { self.inner(place) } else { Vec::new() };
        Statement::Try { body: self.inner(place), caught, handler, otherwise, last }
    }

    fn maybe_block(&mut self, place: Place) -> Block {
        if self.random.one_in(3) { self.inner(place) } else { Vec::new() }
    }

    fn compound(&mut self, place: Place) -> Statement {
        match self.random.below(9) {
            0 => Statement::Repeat {
                times: self.random.byte_below(4),
                body: self.loop_body(place),
                otherwise: self.maybe_block(place),
            },
            1 => Statement::While {
                times: self.random.byte_below(4),
                body: self.loop_body(place),
                otherwise: self.maybe_block(place),
            },
            2 if place.is_async() => match self.call(FunctionKind::Generator) {
                Some(call) => Statement::AsyncFor {
                    call,
                    is_named: self.random.one_in(3),
                    breaks_after: self.random.one_in(2).then(|| self.random.byte_below(3)),
                    body: self.loop_body(place),
                },
                None => self.guard(place),
            },
            3 => self.guard(place),
            4 => Statement::Match { yes: self.inner(place), maybe: self.inner(place), no: self.inner(place) },
            5 => Statement::Closure {
                body: self.inner(Place {
                    kind: FunctionKind::Plain,
                    is_loop: false,
                    is_handler: false,
                    ..place
                }),
                number: self.random.byte_below(4),
            },
            6 => self.sequence(place),
            _ => Statement::If {
                test: self.random.byte_below(4),
                yes: self.inner(place),
                no: self.maybe_block(place),
            },
        }
    }

    fn guard(&mut self, place: Place) -> Statement {
        Statement::Guard {
            swallows: self.random.one_in(3),
            is_async: place.is_async() && self.random.one_in(2),
            body: self.inner(place),
        }
    }

    /// Something with a generator.
    fn sequence(&mut self, place: Place) -> Statement {
        if place.is_async()
            && self.random.one_in(3)
            && let Some(call) = self.call(FunctionKind::Generator)
        {
            return Statement::Listed { call, is_async: true };
        }
        let Some(call) = self.call(FunctionKind::Sequence) else { return self.guard(place) };
        match self.random.below(4) {
            0 => Statement::Listed { call, is_async: false },
            1 => Statement::Drive { call, items: self.random.byte_below(3), throws: self.random.one_in(2) },
            _ => Statement::ForEach {
                call,
                breaks_after: self.random.one_in(2).then(|| self.random.byte_below(3)),
                body: self.loop_body(place),
                otherwise: self.maybe_block(place),
            },
        }
    }

    fn action(&mut self) -> Action {
        let events = self.numbers(|shared| matches!(shared, Shared::Event));
        match self.random.below(4) {
            0 if !events.is_empty() => Action::Set(self.random.one_of(&events)),
            1 if self.random.one_in(2) => Action::Fail,
            2 => Action::CancelOther(self.random.byte_below(4)),
            _ => Action::Print,
        }
    }

    fn callback(&mut self) -> Statement {
        if self.random.one_in(2) {
            Statement::CallSoon(self.action())
        } else {
            Statement::CallLater { delay: self.delay(), action: self.action() }
        }
    }

    fn cancelling(&mut self) -> Statement {
        match self.random.below(6) {
            0 => Statement::CancelSelf,
            1 => Statement::Uncancel,
            // Tasks that await each other would cancel each other without end; nobody awaits main.
            2 | 3 if self.before == self.kinds.len() => Statement::AwaitOther(self.random.byte_below(4)),
            _ => Statement::CancelOther(self.random.byte_below(4)),
        }
    }

    fn numbers(&self, is_wanted: impl Fn(Shared) -> bool) -> Vec<usize> {
        (0..self.shared.len()).filter(|&number| is_wanted(self.shared[number])).collect()
    }

    /// Something with what tasks share.
    fn sharing(&mut self, place: Place) -> Statement {
        if self.shared.is_empty() {
            return Statement::Sleep(self.delay());
        }
        let shared = self.random.below(self.shared.len());
        let twice = self.random.below(2);
        match self.shared[shared] {
            Shared::Lock | Shared::Semaphore(_) if place.depth >= 3 || self.random.one_in(5) => {
                Statement::Acquire { shared, timeout: self.delay() }
            }
            Shared::Lock | Shared::Semaphore(_) => Statement::With { shared, body: self.inner(place) },
            Shared::Event => match self.random.below(7) {
                0 => Statement::EventClear(shared),
                1..=4 => Statement::EventSet(shared),
                _ => Statement::EventWait(shared),
            },
            Shared::Condition => match self.random.below(5) {
                0 => Statement::ConditionWait(shared),
                1 | 2 if place.depth < 3 => Statement::With { shared, body: self.inner(place) },
                _ => Statement::Notify { shared, all: twice == 0 },
            },
            Shared::Queue { .. } => match self.random.below(8) {
                0..=2 => Statement::Put { shared, waits: twice == 0 },
                3..=5 => Statement::Get { shared, waits: twice == 0 },
                6 => Statement::TaskDone(shared),
                _ => Statement::Join(shared),
            },
            Shared::Barrier(_) => Statement::BarrierWait(shared),
            Shared::Future => match self.random.below(6) {
                0 | 1 => Statement::FutureSet(shared),
                2 if twice == 0 => Statement::FutureFail(shared),
                2 => Statement::FutureCancel(shared),
                3 => Statement::FutureCallback { shared, action: self.action() },
                _ => Statement::FutureAwait(shared),
            },
        }
    }
}
