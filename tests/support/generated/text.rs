//! Writes a generated program out, as a person would write it.

use std::fmt::Write;

use super::{
    Action, Call, Caught, Delay, Fate, FunctionKind, Program, QueueKind, Shared, Statement, WaitWhen,
};

const WORDS: [&str; 9] = ["apple", "berry", "cedar", "delta", "ember", "fjord", "grape", "hazel", "iris"];

/// What callbacks call, and classes of the program's own.
const HELPERS: &str = "

def tell(*args):
    print(\"told\", len(args))


def fail(*args):
    raise LookupError(\"in a callback\")


def cancel_other(number, *args):
    if tasks:
        print(\"cancels\", tasks[number % len(tasks)].cancel())


class Guard:
    def __init__(self, name, swallows):
        self.name, self.swallows = name, swallows

    def __enter__(self):
        print(self.name, \"enters\")
        return self

    def __exit__(self, kind, error, trace):
        print(self.name, \"exits\", kind and kind.__name__, error)
        return self.swallows and kind is not None and issubclass(kind, Exception)

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self.__enter__()

    async def __aexit__(self, *args):
        await asyncio.sleep(0)
        return self.__exit__(*args)


class Counter:
    made = 0

    def __init__(self, start):
        Counter.made += 1
        self.value = start

    def add(self, number):
        self.value += number
        return self.value * Counter.made

    async def later(self, number=1):
        await asyncio.sleep(0)
        return self.add(number)
";

impl Program {
    /// The program as text.
    pub(crate) fn text(&self) -> String {
        let mut out = Text { program: self, out: String::new(), indent: 0, names: 0 };
        out.line("import asyncio");
        out.line("import sys");
        out.line("import time");
        out.line("from interleave import compute");
        out.line("");
        out.line("tasks = []");
        for (number, shared) in self.shared.iter().enumerate() {
            if let Some(made) = made(*shared) {
                out.line(&format!("{} = {made}", name(*shared, number)));
            }
        }
        out.helpers();
        for index in self.reachable() {
            out.function(index);
        }
        out.main();
        out.line("\n\nasyncio.run(main())");
        out.line("print(\"after the loop\")");
        out.out
    }

    /// The functions that are called, in their order.
    fn reachable(&self) -> Vec<usize> {
        let mut wanted = vec![false; self.functions.len()];
        let mut open: Vec<Statement> = self.main.clone();
        while let Some(mut statement) = open.pop() {
            for call in statement.calls() {
                if !std::mem::replace(&mut wanted[call.function], true) {
                    open.extend(self.functions[call.function].body.iter().cloned());
                }
            }
            for block in statement.blocks() {
                open.append(block);
            }
        }
        (0..wanted.len()).filter(|&index| wanted[index]).collect()
    }
}

fn made(shared: Shared) -> Option<String> {
    Some(match shared {
        Shared::Lock => "asyncio.Lock()".to_owned(),
        Shared::Semaphore(value) => format!("asyncio.Semaphore({value})"),
        Shared::Event => "asyncio.Event()".to_owned(),
        Shared::Condition => "asyncio.Condition()".to_owned(),
        Shared::Queue { kind, size } => {
            let class = match kind {
                QueueKind::First => "Queue",
                QueueKind::Last => "LifoQueue",
                QueueKind::Least => "PriorityQueue",
            };
            format!("asyncio.{class}({})", if size == 0 { String::new() } else { size.to_string() })
        }
        Shared::Barrier(parties) => format!("asyncio.Barrier({parties})"),
        // A future wants a loop.
        Shared::Future => return None,
    })
}

fn name(shared: Shared, number: usize) -> String {
    let kind = match shared {
        Shared::Lock => "lock",
        Shared::Semaphore(_) => "slots",
        Shared::Event => "event",
        Shared::Condition => "condition",
        Shared::Queue { .. } => "queue",
        Shared::Barrier(_) => "barrier",
        Shared::Future => "future",
    };
    format!("{kind}{number}")
}

struct Text<'a> {
    program: &'a Program,
    out: String,
    indent: usize,
    /// How many variables have been named.
    names: usize,
}

impl Text<'_> {
    fn line(&mut self, text: &str) {
        if text.is_empty() {
            self.out.push('\n');
        } else {
            _ = writeln!(self.out, "{:1$}{text}", "", 4 * self.indent);
        }
    }

    fn inside(&mut self, body: impl FnOnce(&mut Self)) {
        self.indent += 1;
        body(self);
        self.indent -= 1;
    }

    fn block(&mut self, block: &[Statement]) {
        self.inside(|out| {
            if block.is_empty() {
                out.line("pass");
            }
            for statement in block {
                out.statement(statement);
            }
        });
    }

    fn named(&mut self, kind: &str) -> String {
        self.names += 1;
        format!("{kind}{}", self.names)
    }

    fn helpers(&mut self) {
        HELPERS.lines().for_each(|line| self.line(line));
    }

    fn function(&mut self, index: usize) {
        let function = &self.program.functions[index];
        let head = match function.kind {
            FunctionKind::Coroutine => format!("async def work{index}(name, n):"),
            FunctionKind::Generator => format!("async def stream{index}(name, n):"),
            FunctionKind::Plain => format!("def score{index}(name, n):"),
            FunctionKind::Sequence => format!("def numbers{index}(name, n):"),
        };
        self.line("\n");
        self.line(&head);
        self.inside(|out| out.line("total = n"));
        self.block(&function.body);
        self.inside(|out| match function.kind {
            // Without this line it might be no generator.
            FunctionKind::Generator | FunctionKind::Sequence => out.line("yield total"),
            FunctionKind::Coroutine | FunctionKind::Plain => out.line("return total"),
        });
    }

    fn main(&mut self) {
        self.line("\n");
        self.line("async def main():");
        self.indent = 1;
        for (number, shared) in self.program.shared.iter().enumerate() {
            if *shared == Shared::Future {
                let name = name(*shared, number);
                self.line(&format!("global {name}"));
                self.line(&format!("{name} = asyncio.get_running_loop().create_future()"));
            }
        }
        self.line("name, n, total = \"main\", 2, 0");
        self.indent = 0;
        self.block(&self.program.main);
        self.inside(|out| out.line("print(\"total\", total)"));
    }

    fn delay(&self, delay: Delay) -> String {
        let unit = self.program.unit;
        match delay {
            Delay::Zero => "0".to_owned(),
            Delay::Units(1) => unit.to_owned(),
            Delay::Units(count) => match unit.split_once('.') {
                None => count.to_string(),
                // 0.5, 1.0, 1.5
                Some((_, "5")) => format!("{}.{}", count / 2, if count % 2 == 0 { 0 } else { 5 }),
                Some((whole, digits)) => format!("{whole}.{}{count}", &digits[..digits.len() - 1]),
            },
            Delay::Reckoned(1) => format!("{unit} + {unit}"),
            Delay::Reckoned(count) => format!("{unit} * {count}"),
            Delay::ByNumber => format!("{unit} * n"),
            Delay::Half => format!("{unit} / 2"),
        }
    }

    fn call(&self, call: Call) -> String {
        let kind = match self.program.functions[call.function].kind {
            FunctionKind::Coroutine => "work",
            FunctionKind::Generator => "stream",
            FunctionKind::Plain => "score",
            FunctionKind::Sequence => "numbers",
        };
        let word = WORDS[usize::from(call.word) % WORDS.len()];
        format!("{kind}{}(\"{word}\", {})", call.function, call.number)
    }

    fn calls(&self, calls: &[Call]) -> String {
        calls.iter().map(|call| self.call(*call)).collect::<Vec<_>>().join(", ")
    }

    fn shared(&self, number: usize) -> String {
        name(self.program.shared[number], number)
    }

    fn action(&self, action: Action) -> String {
        match action {
            Action::Print => "tell".to_owned(),
            Action::Set(event) => format!("{}.set", self.shared(event)),
            Action::Fail => "fail".to_owned(),
            Action::CancelOther(number) => format!("cancel_other, {number}"),
        }
    }

    /// Tries a line, and prints what else may come of it than its result.
    fn attempt(&mut self, line: &str, errors: &[&str]) {
        self.line("try:");
        self.inside(|out| out.line(line));
        for error in errors {
            self.line(&format!("except {error} as error:"));
            self.inside(|out| out.line("print(name, type(error).__name__)"));
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Print(word) => {
                let word = WORDS[usize::from(*word) % WORDS.len()];
                self.line(&format!("print(f\"{{name}} {word} {{total}}\")"));
            }
            Statement::Sleep(delay) => self.line(&format!("await asyncio.sleep({})", self.delay(*delay))),
            Statement::BlockingSleep(delay) => self.line(&format!("time.sleep({})", self.delay(*delay))),
            Statement::Compute(delay) => self.line(&format!("compute({})", self.delay(*delay))),
            Statement::Add(number) => self.line(&format!("total += n * {number} + 1")),
            Statement::CallPlain(call) => self.line(&format!("total += {}", self.call(*call))),
            Statement::Raise(number) => {
                let error = ["ValueError", "RuntimeError", "KeyError"][usize::from(*number) % 3];
                self.line(&format!("raise {error}(name)"));
            }
            Statement::Return => self.line("return"),
            Statement::Break => self.line("break"),
            Statement::Continue => self.line("continue"),
            Statement::Yield(number) => self.line(&format!("yield {number}")),
            Statement::Await(call) => {
                self.line(&format!("print(name, \"got\", await {})", self.call(*call)));
            }
            Statement::Forget(call) => self.line(&self.call(*call)),
            Statement::Shield(call) => {
                self.line(&format!("print(name, \"got\", await asyncio.shield({}))", self.call(*call)));
            }
            Statement::Lambda(number) => {
                self.line(&format!("total += (lambda k, more={number}: k * more + total % 3)(n)"));
            }
            Statement::Method { number, is_async: false } => {
                self.line(&format!("total += Counter(n).add({number})"));
            }
            Statement::Method { number, is_async: true } => {
                self.line(&format!("total += await Counter({number}).later(number=n)"));
            }
            Statement::Reraise { from: false } => self.line("raise"),
            Statement::Reraise { from: true } => self.line("raise RuntimeError(name) from error"),
            Statement::Listed { call, is_async } => {
                let (call, word) = (self.call(*call), if *is_async { "async " } else { "" });
                self.line(&format!("print(name, [x * 2 {word}for x in {call} if x != 1])"));
            }
            Statement::Exit => self.line("sys.exit(name)"),
            Statement::CancelSelf => self.line("asyncio.current_task().cancel()"),
            Statement::Uncancel => self.line("print(name, asyncio.current_task().uncancel())"),
            Statement::CancelOther(number) => self.line(&format!("cancel_other({number})")),
            Statement::AwaitOther(number) => {
                self.line("if tasks:");
                let await_it = format!("print(name, \"got\", await tasks[{number} % len(tasks)])");
                self.inside(|out| out.attempt(&await_it, &["Exception"]));
            }
            Statement::CallSoon(action) => {
                self.line(&format!("asyncio.get_running_loop().call_soon({})", self.action(*action)));
            }
            Statement::CallLater { delay, action } => {
                let (delay, action) = (self.delay(*delay), self.action(*action));
                self.line(&format!("asyncio.get_running_loop().call_later({delay}, {action})"));
            }
            other => self.compound(other),
        }
    }

    fn compound(&mut self, statement: &Statement) {
        match statement {
            Statement::Repeat { times, body, otherwise } => {
                let name = self.named("i");
                self.line(&format!("for {name} in range({times}):"));
                self.block(body);
                self.otherwise(otherwise);
            }
            Statement::While { times, body, otherwise } => {
                let name = self.named("left");
                self.line(&format!("{name} = {times}"));
                self.line(&format!("while {name} > 0:"));
                self.inside(|out| out.line(&format!("{name} -= 1")));
                self.block(body);
                self.otherwise(otherwise);
            }
            Statement::If { test, yes, no } => {
                let test = ["n % 2 == 0", "total > 3", "n > 1", "len(tasks) > 1"][usize::from(*test) % 4];
                self.line(&format!("if {test}:"));
                self.block(yes);
                self.otherwise(no);
            }
            Statement::Try { .. } => self.tried(statement),
            Statement::Match { .. }
            | Statement::Guard { .. }
            | Statement::Closure { .. }
            | Statement::ForEach { .. }
            | Statement::Drive { .. } => self.language(statement),
            Statement::Task { call, is_shared, body, fate } => {
                let name = self.named("task");
                self.line(&format!("{name} = asyncio.create_task({})", self.call(*call)));
                if *is_shared {
                    self.line(&format!("tasks.append({name})"));
                }
                self.same_level(body);
                self.fate(&name, *fate);
            }
            Statement::Timeout { delay, body, is_handled } => self.timed(*delay, body, *is_handled),
            Statement::With { shared, body } => {
                self.line(&format!("async with {}:", self.shared(*shared)));
                self.block(body);
            }
            Statement::AsyncFor { call, is_named, breaks_after, body } => {
                let (item, mut source) = (self.named("item"), self.call(*call));
                if *is_named {
                    let name = self.named("source");
                    self.line(&format!("{name} = {source}"));
                    source = name;
                }
                self.line(&format!("async for {item} in {source}:"));
                self.inside(|out| out.line(&format!("print(name, \"item\", {item})")));
                self.block(body);
                if let Some(most) = breaks_after {
                    self.inside(|out| {
                        out.line(&format!("if {item} >= {most}:"));
                        out.inside(|out| out.line("break"));
                    });
                }
            }
            Statement::Gather { .. }
            | Statement::GatherLater { .. }
            | Statement::Group { .. }
            | Statement::Wait { .. }
            | Statement::WaitFor { .. }
            | Statement::AsCompleted { .. } => self.concurrent(statement),
            other => self.sharing(other),
        }
    }

    fn same_level(&mut self, block: &[Statement]) {
        for statement in block {
            self.statement(statement);
        }
    }

    fn otherwise(&mut self, block: &[Statement]) {
        if !block.is_empty() {
            self.line("else:");
            self.block(block);
        }
    }

    /// What has nothing to do with waiting.
    fn language(&mut self, statement: &Statement) {
        match statement {
            Statement::Match { yes, maybe, no } => {
                self.line("match (n % 3, total, name):");
                for (case, block) in [("(0, _, str())", yes), ("(k, int(v), _) if v > k", maybe), ("_", no)] {
                    self.inside(|out| {
                        out.line(&format!("case {case}:"));
                        out.block(block);
                    });
                }
            }
            Statement::Guard { swallows, is_async, body } => {
                let word = if *is_async { "async " } else { "" };
                let swallows = if *swallows { "True" } else { "False" };
                self.line(&format!("{word}with Guard(name, {swallows}):"));
                self.block(body);
            }
            Statement::Closure { body, number } => {
                let name = self.named("inner");
                self.line(&format!("def {name}(k, *rest, by=n):"));
                self.inside(|out| {
                    out.line("nonlocal total");
                    out.line("total += k * by + len(rest)");
                });
                self.block(body);
                self.inside(|out| out.line("return total"));
                self.line(&format!("print(name, {name}({number}, 1, 2), total)"));
            }
            Statement::ForEach { call, breaks_after, body, otherwise } => {
                let (item, call) = (self.named("item"), self.call(*call));
                self.line(&format!("for {item} in {call}:"));
                self.block(body);
                if let Some(most) = breaks_after {
                    self.inside(|out| {
                        out.line(&format!("if {item} >= {most}:"));
                        out.inside(|out| out.line("break"));
                    });
                }
                self.otherwise(otherwise);
            }
            Statement::Drive { call, items, throws } => {
                let (source, call) = (self.named("source"), self.call(*call));
                self.line(&format!("{source} = {call}"));
                for _ in 0..*items {
                    self.line(&format!("print(name, next({source}, \"end\"))"));
                }
                if *throws {
                    let throw = format!("print({source}.throw(KeyError(name)))");
                    self.attempt(&throw, &["StopIteration", "KeyError"]);
                }
                self.line(&format!("{source}.close()"));
            }
            _ => {}
        }
    }

    fn tried(&mut self, statement: &Statement) {
        let Statement::Try { body, caught, handler, otherwise, last } = statement else { return };
        self.line("try:");
        self.block(body);
        if let Some(caught) = *caught {
            let class = match caught {
                Caught::Errors => "Exception",
                Caught::Values => "ValueError",
                Caught::Cancels | Caught::CancelsForGood => "asyncio.CancelledError",
            };
            self.line(&format!("except {class} as error:"));
            self.inside(|out| out.line("print(name, type(error).__name__, error, repr(error.__cause__))"));
            self.block(handler);
            if caught == Caught::Cancels {
                self.inside(|out| out.line("raise"));
            }
            self.otherwise(otherwise);
        }
        if caught.is_none() || !last.is_empty() {
            self.line("finally:");
            self.inside(|out| out.line("print(name, \"cleans up\")"));
            self.block(last);
        }
    }

    fn timed(&mut self, delay: Delay, body: &[Statement], is_handled: bool) {
        let scope = self.named("scope");
        let head = format!("async with asyncio.timeout({}) as {scope}:", self.delay(delay));
        if !is_handled {
            self.line(&head);
            return self.block(body);
        }
        self.line("try:");
        self.inside(|out| {
            out.line(&head);
            out.block(body);
        });
        self.line("except TimeoutError:");
        self.inside(|out| out.line(&format!("print(name, \"timed out\", {scope}.expired())")));
    }

    fn fate(&mut self, name: &str, fate: Fate) {
        match fate {
            Fate::Forgotten => {}
            Fate::Cancelled => self.line(&format!("{name}.cancel()")),
            Fate::Awaited | Fate::CancelledAndAwaited => {
                if fate == Fate::CancelledAndAwaited {
                    self.line(&format!("print({name}.cancel(), {name}.cancelling())"));
                }
                self.line("try:");
                self.inside(|out| out.line(&format!("print(name, \"got\", await {name})")));
                self.line("except asyncio.CancelledError:");
                self.inside(|out| out.line(&format!("print(name, \"cancelled\", {name}.cancelled())")));
                self.line("except Exception as error:");
                self.inside(|out| out.line("print(name, repr(error))"));
            }
        }
    }

    fn concurrent(&mut self, statement: &Statement) {
        match statement {
            Statement::Gather { calls, keeps_errors } => {
                let results = self.named("results");
                let more = if *keeps_errors { ", return_exceptions=True" } else { "" };
                self.line(&format!("{results} = await asyncio.gather({}{more})", self.calls(calls)));
                self.line(&format!(
                    "print(name, [type(x).__name__ if isinstance(x, BaseException) else x for x in {results}])"
                ));
            }
            Statement::GatherLater { calls, body, is_cancelled } => {
                let group = self.named("gathered");
                self.line(&format!("{group} = asyncio.gather({})", self.calls(calls)));
                self.same_level(body);
                if *is_cancelled {
                    self.line(&format!("print({group}.cancel())"));
                }
                self.attempt(
                    &format!("print(name, await {group})"),
                    &["asyncio.CancelledError", "Exception"],
                );
            }
            Statement::Group { calls, body, is_handled } => self.group(calls, body, *is_handled),
            Statement::Wait { calls, when, timeout, cancels } => {
                let tasks = self.named("started");
                let made: Vec<String> =
                    calls.iter().map(|call| format!("asyncio.create_task({})", self.call(*call))).collect();
                self.line(&format!("{tasks} = [{}]", made.join(", ")));
                let when = match when {
                    WaitWhen::All => "",
                    WaitWhen::FirstCompleted => ", return_when=asyncio.FIRST_COMPLETED",
                    WaitWhen::FirstException => ", return_when=asyncio.FIRST_EXCEPTION",
                };
                let timeout = timeout.map_or_else(String::new, |t| format!(", timeout={}", self.delay(t)));
                self.line(&format!("done, pending = await asyncio.wait({tasks}{timeout}{when})"));
                self.line("print(name, [t.get_name() for t in done], [t.get_name() for t in pending])");
                if *cancels {
                    self.line("for rest in pending:");
                    self.inside(|out| out.line("rest.cancel()"));
                }
            }
            Statement::WaitFor { call, delay, is_shielded } => {
                let (call, delay) = (self.call(*call), self.delay(*delay));
                let call = if *is_shielded { format!("asyncio.shield({call})") } else { call };
                self.attempt(
                    &format!("print(name, \"in time\", await asyncio.wait_for({call}, {delay}))"),
                    &["TimeoutError"],
                );
            }
            Statement::AsCompleted { calls, timeout, is_async } => {
                let future = self.named("next");
                let timeout = timeout.map_or_else(String::new, |t| format!(", timeout={}", self.delay(t)));
                let head = if *is_async { "async for" } else { "for" };
                self.line(&format!(
                    "{head} {future} in asyncio.as_completed([{}]{timeout}):",
                    self.calls(calls)
                ));
                let line = format!("print(name, \"next\", await {future})");
                self.inside(|out| out.attempt(&line, &["Exception"]));
            }
            _ => {}
        }
    }

    fn group(&mut self, calls: &[Call], body: &[Statement], is_handled: bool) {
        let group = self.named("group");
        let whole = |out: &mut Self| {
            out.line(&format!("async with asyncio.TaskGroup() as {group}:"));
            out.inside(|out| {
                for call in calls {
                    out.line(&format!("{group}.create_task({})", out.call(*call)));
                }
            });
            out.block(body);
        };
        if !is_handled {
            return whole(self);
        }
        self.line("try:");
        self.inside(whole);
        self.line("except* Exception as errors:");
        self.inside(|out| out.line("print(name, [type(error).__name__ for error in errors.exceptions])"));
    }

    fn sharing(&mut self, statement: &Statement) {
        match statement {
            Statement::Acquire { shared, timeout } => {
                let (shared, delay) = (self.shared(*shared), self.delay(*timeout));
                self.attempt(
                    &format!("await asyncio.wait_for({shared}.acquire(), {delay})"),
                    &["TimeoutError"],
                );
                self.line("else:");
                self.inside(|out| out.line(&format!("{shared}.release()")));
            }
            Statement::EventSet(event) => self.line(&format!("{}.set()", self.shared(*event))),
            Statement::EventClear(event) => self.line(&format!("{}.clear()", self.shared(*event))),
            Statement::EventWait(event) => self.line(&format!("await {}.wait()", self.shared(*event))),
            Statement::ConditionWait(condition) => {
                let condition = self.shared(*condition);
                self.line(&format!("async with {condition}:"));
                self.inside(|out| out.line(&format!("print(name, await {condition}.wait())")));
            }
            Statement::Notify { shared, all } => {
                let condition = self.shared(*shared);
                self.line(&format!("async with {condition}:"));
                let call = if *all { "notify_all" } else { "notify" };
                self.inside(|out| out.line(&format!("{condition}.{call}()")));
            }
            Statement::Put { shared, waits: true } => {
                self.line(&format!("await {}.put(total)", self.shared(*shared)));
            }
            Statement::Put { shared, waits: false } => {
                self.attempt(&format!("{}.put_nowait(n)", self.shared(*shared)), &["asyncio.QueueFull"]);
            }
            Statement::Get { shared, waits: true } => {
                self.line(&format!("print(name, \"took\", await {}.get())", self.shared(*shared)));
            }
            Statement::Get { shared, waits: false } => {
                let get = format!("print(name, {}.get_nowait())", self.shared(*shared));
                self.attempt(&get, &["asyncio.QueueEmpty"]);
            }
            Statement::TaskDone(queue) => {
                self.attempt(&format!("{}.task_done()", self.shared(*queue)), &["ValueError"]);
            }
            Statement::Join(queue) => self.line(&format!("await {}.join()", self.shared(*queue))),
            Statement::BarrierWait(barrier) => {
                self.line(&format!("print(name, await {}.wait())", self.shared(*barrier)));
            }
            Statement::FutureAwait(future) => {
                self.line(&format!("print(name, await {})", self.shared(*future)));
            }
            Statement::FutureSet(future) => self.unset(*future, "set_result(total)"),
            Statement::FutureFail(future) => self.unset(*future, "set_exception(ValueError(name))"),
            Statement::FutureCancel(future) => {
                self.line(&format!("print({}.cancel())", self.shared(*future)));
            }
            Statement::FutureCallback { shared, action } => {
                let future = self.shared(*shared);
                let action = match action {
                    Action::Print => "tell".to_owned(),
                    Action::Fail => "fail".to_owned(),
                    Action::Set(event) => format!("lambda _: {}.set()", self.shared(*event)),
                    Action::CancelOther(number) => format!("lambda _: cancel_other({number})"),
                };
                self.line(&format!("{future}.add_done_callback({action})"));
            }
            _ => {}
        }
    }

    fn unset(&mut self, future: usize, call: &str) {
        let future = self.shared(future);
        self.line(&format!("if not {future}.done():"));
        self.inside(|out| out.line(&format!("{future}.{call}")));
    }
}
