//! Threads of the program, and who has the interpreter: the policy stands here alone.
//!
//! It is given on, first come first served, when its holder blocks, or once 5 ms have passed since the later of the last
//! hand-over and the moment at which somebody began to ask. A statement's line cost is never divided.

use std::collections::VecDeque;
use std::rc::Rc;

use super::frame::{Activation, CodeFrame, Frame, Then};
use super::{Done, Got, Machine, TIME_MAX, Trap};
use crate::python::outcome::{Limit, Outcome, Raised, TaskOutcome};
use crate::python::record::{Awaited, NoteKind, ThreadKind};
use crate::python::values::{ErrorKind, Exception, Flow, Object, Raise, Symbol, Value};
use crate::trace::State as Doing;

/// How long a holder keeps the interpreter while others ask: 5 ms.
const INTERVAL: u64 = 5_000_000;
/// The threads that there may be.
const THREADS_MAX: usize = 200;
/// The number of a thread's task where it has none.
pub const NO_TASK: u32 = u32::MAX;

/// A thread.
#[derive(Debug)]
pub struct Thread {
    /// `threading`'s name.
    pub name: String,
    /// Its lane in the record.
    pub lane: u32,
    /// The task that it is at.
    pub number: u32,
    /// The task of its function.
    pub own: u32,
    /// The loop that runs on it, or None.
    pub running_loop: Value,
    /// What `set_event_loop` said, or None.
    pub event_loop: Value,
    /// The asyncio task whose step runs.
    pub task: Option<Rc<Object>>,
    /// The context variables, or None.
    pub context: Value,
    frames: Vec<Activation>,
    handled: Value,
    depth: usize,
    wakes_as: Then,
    /// What the native that blocked it returns.
    wake_value: Option<Value>,
    state: State,
    permit: bool,
    daemon: bool,
    /// The tasks that it was at before it entered others.
    pub entered: Vec<u32>,
    /// It sleeps in the blocking form's one wait.
    pub in_blocking_wait: bool,
    /// Its loop sleeps in its select.
    selecting: bool,
    line: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It has the interpreter.
    Running,
    /// It wants it, since then.
    Asking(u64),
    /// It sleeps until then, or until it is woken; the number says who began first.
    Sleeping(Option<u64>, u64),
    /// It is done.
    Done,
}

/// What natives want of other threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// This one goes on.
    Wake(usize),
}

/// All threads.
#[derive(Debug)]
pub struct Threads {
    all: Vec<Thread>,
    /// The one that has the interpreter.
    pub running: usize,
    asking: VecDeque<usize>,
    handed: u64,
    order: u64,
    main_is_over: Option<Outcome>,
}

impl Threads {
    /// The main thread alone.
    pub fn new() -> Threads {
        Threads {
            all: vec![Thread::new("MainThread", 1, 0, false)],
            running: 0,
            asking: VecDeque::new(),
            handed: 0,
            order: 0,
            main_is_over: None,
        }
    }

    /// The one that has the interpreter.
    pub fn current(&self) -> &Thread {
        &self.all[self.running]
    }

    /// The same, to change.
    pub fn current_mut(&mut self) -> &mut Thread {
        &mut self.all[self.running]
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        for thread in &mut self.all {
            thread.frames.clear();
            thread.task = None;
            for value in
                [&mut thread.running_loop, &mut thread.event_loop, &mut thread.context, &mut thread.handled]
            {
                *value = Value::None;
            }
        }
    }

    fn alone(&self) -> bool {
        self.all.len() == 1
    }

    fn next_sleeper(&self) -> Option<u64> {
        self.all
            .iter()
            .filter_map(|thread| match thread.state {
                State::Sleeping(until, _) => until,
                State::Running | State::Asking(_) | State::Done => None,
            })
            .min()
    }

    /// When the interpreter is to be given on.
    fn hand_over_at(&self) -> Option<u64> {
        let first = *self.asking.front()?;
        match self.all[first].state {
            State::Asking(since) => Some(self.handed.max(since) + INTERVAL),
            State::Running | State::Sleeping(..) | State::Done => None,
        }
    }
}

impl Default for Threads {
    fn default() -> Threads {
        Threads::new()
    }
}

impl Thread {
    fn new(name: &str, lane: u32, number: u32, daemon: bool) -> Thread {
        Thread {
            name: name.to_owned(),
            lane,
            number,
            own: number,
            running_loop: Value::None,
            event_loop: Value::None,
            task: None,
            context: Value::None,
            frames: Vec::new(),
            handled: Value::None,
            depth: 0,
            wakes_as: Then::Push,
            wake_value: None,
            state: State::Running,
            permit: false,
            daemon,
            entered: Vec::new(),
            in_blocking_wait: false,
            selecting: false,
            line: 0,
        }
    }
}

impl Machine {
    /// Until when nobody but the running code wants anything.
    pub fn refresh_quiet(&mut self) {
        let mut until = TIME_MAX + 1;
        if let Some(when) = self.next_timer() {
            until = until.min(when);
        }
        if !self.threads.alone() {
            if let Some(when) = self.threads.next_sleeper() {
                until = until.min(when);
            }
            if let Some(when) = self.threads.hand_over_at() {
                until = until.min(when);
            }
        }
        // Whatever is due now has been seen to.
        self.quiet_until = until.max(self.now.saturating_add(1));
    }

    /// A statement has taken its time, and something else is due.
    pub fn after_statement(&mut self) -> Done {
        if self.now > TIME_MAX {
            let line = self.log.last_line();
            return self.limit(Limit::Time, line);
        }
        if let Some(limit) = self.limit_soon.take() {
            let line = self.log.last_line();
            return self.limit(limit, line);
        }
        if !self.threads.alone() {
            self.wake_sleepers();
        }
        self.note_due_timers();
        let given = self.hand_over_if_due();
        self.refresh_quiet();
        if given { Err(Trap::Leave) } else { Ok(()) }
    }

    /// Gives the interpreter on, if that is due. True: another thread goes on.
    fn hand_over_if_due(&mut self) -> bool {
        let due = self.threads.hand_over_at().is_some_and(|when| when <= self.now);
        if due {
            self.step_back(None);
        }
        due
    }

    /// The running thread goes to the tail, the head of the queue (or this one) goes on.
    fn step_back(&mut self, to: Option<usize>) {
        let now = self.now;
        let me = self.threads.running;
        let line = self.log.last_line();
        let thread = &mut self.threads.all[me];
        thread.state = State::Asking(now);
        thread.line = line;
        let (number, lane) = (thread.number, thread.lane);
        self.log.stands(number, Doing::Runnable, Some(lane), now);
        let next = to.or_else(|| self.threads.asking.pop_front());
        self.threads.asking.push_back(me);
        self.next_thread = next;
    }

    /// Those whose sleep is over ask for the interpreter.
    fn wake_sleepers(&mut self) {
        let mut due: Vec<(u64, u64, usize)> = self
            .threads
            .all
            .iter()
            .enumerate()
            .filter_map(|(at, thread)| match thread.state {
                State::Sleeping(Some(until), order) if until <= self.now => Some((until, order, at)),
                State::Sleeping(..) | State::Running | State::Asking(_) | State::Done => None,
            })
            .collect();
        due.sort_unstable();
        for (until, _, at) in due {
            self.asks(at, until);
        }
    }

    /// A thread asks for the interpreter from an instant on.
    fn asks(&mut self, at: usize, since: u64) {
        let thread = &mut self.threads.all[at];
        thread.state = State::Asking(since);
        let (number, lane, selecting) = (thread.number, thread.lane, thread.selecting);
        self.threads.asking.push_back(at);
        if selecting {
            self.log.record.thread_is_runnable(lane, since);
        } else {
            self.log.stands(number, Doing::Runnable, Some(lane), since);
        }
    }

    /// The running thread sleeps; who goes on is in `next_thread`. None: nobody ever can.
    fn sleep_thread(&mut self, until: Option<u64>) -> Option<()> {
        let me = self.threads.running;
        self.threads.order += 1;
        let order = self.threads.order;
        self.threads.all[me].state = State::Sleeping(until, order);
        self.pick_next()
    }

    /// Who goes on when the running thread does not.
    fn pick_next(&mut self) -> Option<()> {
        if self.threads.asking.is_empty() {
            let when = self.threads.next_sleeper()?;
            self.now = self.now.max(when);
            self.wake_sleepers();
        }
        if self.now > TIME_MAX {
            let line = self.log.last_line();
            self.outcome = Some(Outcome::Limit { limit: Limit::Time, line });
        }
        self.next_thread = self.threads.asking.pop_front();
        self.next_thread.map(|_| ())
    }

    /// Puts the running thread's state away and takes up another one's.
    pub fn switch_to(&mut self, next: usize) {
        let me = self.threads.running;
        let thread = &mut self.threads.all[me];
        thread.frames = std::mem::take(&mut self.frames);
        thread.handled = std::mem::replace(&mut self.handled, Value::None);
        thread.depth = std::mem::take(&mut self.depth);
        thread.wakes_as = std::mem::take(&mut self.wakes_as);
        self.threads.running = next;
        self.threads.handed = self.now;
        let thread = &mut self.threads.all[next];
        self.frames = std::mem::take(&mut thread.frames);
        self.handled = std::mem::replace(&mut thread.handled, Value::None);
        self.depth = std::mem::take(&mut thread.depth);
        thread.state = State::Running;
        let then = std::mem::take(&mut thread.wakes_as);
        self.got = thread.wake_value.take().map(|value| (Got::Value(value), then));
        let (number, lane) = (thread.number, thread.lane);
        if std::mem::take(&mut thread.selecting) {
            self.log.record.thread_is_idle(lane, self.now);
        }
        self.log.thread = lane;
        self.log.switch(number);
        self.refresh_quiet();
    }

    /// What natives want of other threads.
    pub fn wish(&mut self, wish: Wish) {
        let Wish::Wake(at) = wish;
        if at != self.threads.running {
            self.wake_thread(at, Value::Bool(true));
        }
    }

    fn wake_thread(&mut self, at: usize, value: Value) {
        if let Some(thread) = self.threads.all.get_mut(at)
            && matches!(thread.state, State::Sleeping(..))
        {
            thread.wake_value = Some(value);
            let now = self.now;
            self.asks(at, now);
            self.refresh_quiet();
        }
    }

    /// Wakes the threads that sleep in the blocking form's one wait.
    pub fn wake_all_blocking(&mut self) {
        for at in 0..self.threads.all.len() {
            if at != self.threads.running && std::mem::take(&mut self.threads.all[at].in_blocking_wait) {
                self.wake_thread(at, Value::Bool(false));
            }
        }
    }

    /// The loop's thread waits in its select. None: the time is over already.
    pub fn wait_in_select(&mut self, when: Option<u64>) -> Option<Flow> {
        if self.threads.alone() {
            let Some(when) = when else {
                self.deadlock();
                return Some(Flow::End);
            };
            self.now = self.now.max(when);
            if self.now > TIME_MAX {
                let line = self.log.last_line();
                self.outcome = Some(Outcome::Limit { limit: Limit::Time, line });
                return Some(Flow::End);
            }
            return None;
        }
        let me = self.threads.running;
        self.threads.all[me].selecting = true;
        self.threads.all[me].wake_value = Some(Value::None);
        if self.sleep_thread(when).is_none() {
            self.deadlock();
            return Some(Flow::End);
        }
        if self.next_thread == Some(me) {
            // Nobody came before its own timer.
            self.next_thread = None;
            self.threads.all[me].state = State::Running;
            self.threads.all[me].selecting = false;
            self.threads.all[me].wake_value = None;
            self.threads.handed = self.now;
            let lane = self.threads.all[me].lane;
            self.log.record.thread_is_idle(lane, self.now);
            return None;
        }
        Some(Flow::Block)
    }

    /// The running thread blocks, until an instant or until it is woken. What comes back is false at the instant.
    pub fn block(&mut self, until: Option<u64>, waits_for: Vec<Awaited>, line: u32, at_time: Value) -> Flow {
        let me = self.threads.running;
        let (number, lane) = (self.threads.all[me].number, self.threads.all[me].lane);
        self.log.waits(number, Doing::Blocked, Some(lane), line, waits_for, self.now);
        self.threads.all[me].line = line;
        self.threads.all[me].wake_value = Some(at_time.clone());
        if self.sleep_thread(until).is_none() {
            self.deadlock();
            return Flow::End;
        }
        if self.outcome.is_some() {
            return Flow::End;
        }
        if self.next_thread == Some(me) {
            self.next_thread = None;
            self.threads.all[me].state = State::Running;
            self.threads.all[me].wake_value = None;
            self.threads.handed = self.now;
            self.refresh_quiet();
            return Flow::Value(at_time);
        }
        Flow::Block
    }

    /// Gives the interpreter to the head of the queue, if anybody asks.
    pub fn give_way(&mut self) -> Flow {
        self.wake_sleepers();
        if self.threads.asking.is_empty() {
            return Flow::Value(Value::None);
        }
        let me = self.threads.running;
        self.threads.all[me].wake_value = Some(Value::None);
        self.step_back(None);
        Flow::Block
    }

    /// Imports a module of the library before the program begins; None where there is nothing to do.
    fn preload(&mut self, name: &str) -> Result<Option<Flow>, Raise> {
        if self.modules.contains_key(name) {
            return Ok(None);
        }
        let unit = match super::compiled::source(name, self.settings.blocking) {
            Some(Ok(unit)) => unit,
            Some(Err(text)) => {
                return Err(Raise::new(ErrorKind::ImportError, format!("library {name}: {text}")));
            }
            None => return Ok(None),
        };
        let module = self.make_module(name, &unit);
        self.modules.insert(name.to_owned(), Value::Module(Rc::clone(&module)));
        let code = super::load::load(&unit, &module);
        let function = crate::python::values::Function::of_module(code);
        Ok(Some(Flow::Call(function, Vec::new())))
    }

    /// `_thread.park(ns_or_None, what)`.
    pub fn park_thread(&mut self, ns: Option<u64>, waits_for: Vec<Awaited>, line: u32) -> Flow {
        let me = self.threads.running;
        if std::mem::take(&mut self.threads.all[me].permit) {
            return Flow::Value(Value::Bool(true));
        }
        let until = ns.map(|ns| self.now.saturating_add(ns));
        self.block(until, waits_for, line, Value::Bool(false))
    }

    /// `_thread.unpark(ident)`.
    pub fn unpark_thread(&mut self, ident: usize) {
        let Some(at) = ident.checked_sub(1) else { return };
        let Some(thread) = self.threads.all.get_mut(at) else { return };
        match thread.state {
            State::Sleeping(..) => self.wake_thread(at, Value::Bool(true)),
            State::Running | State::Asking(_) => thread.permit = true,
            State::Done => {}
        }
    }

    /// `_thread.start(…)`: the new thread takes the interpreter at once.
    pub fn start_thread(&mut self, new: NewThread) -> Result<Flow, Raise> {
        if self.threads.all.len() > THREADS_MAX {
            let line = self.line();
            self.outcome = Some(Outcome::Limit { limit: Limit::Threads, line });
            return Ok(Flow::End);
        }
        let kind = if new.worker { ThreadKind::Worker } else { ThreadKind::Thread };
        let lane = self.log.record.make_thread(kind, &new.name);
        let number = if new.worker {
            NO_TASK
        } else {
            let (parent, line) = (self.threads.current().number, self.line());
            self.log.record.make_task(Some(parent), &new.name, Some(line), self.now)
        };
        let mut thread = Thread::new(&new.name, lane, number, new.daemon);
        let main = ThreadMain { call: Some((new.function, new.args, new.names)), own: number };
        thread.frames.push(Activation::Native(Box::new(main), Then::Push));
        thread.state = State::Asking(self.now);
        self.threads.all.push(thread);
        let at = self.threads.all.len() - 1;
        let me = self.threads.running;
        self.threads.all[me].wake_value = Some(Value::count(at + 1));
        self.step_back(Some(at));
        Ok(Flow::Block)
    }

    /// The running thread has nothing left to do.
    pub fn thread_is_done(&mut self) {
        let got = self.got.take().map(|(got, _)| got);
        let me = self.threads.running;
        if me == 0 {
            return self.main_is_done(got);
        }
        self.threads.all[me].state = State::Done;
        if self.pick_next().is_none() {
            self.deadlock();
            return;
        }
        if let Some(next) = self.next_thread.take() {
            self.switch_to(next);
        }
    }

    fn main_is_done(&mut self, got: Option<Got>) {
        if let Some(outcome) = self.threads.main_is_over.take() {
            self.outcome = Some(outcome);
            return;
        }
        if let Some((outcome, of_task)) = self.main_over_soon.take() {
            return self.main_ends(outcome, of_task);
        }
        match got {
            Some(Got::Raised(exception)) => {
                let frame = MainRaised { exception, text: None };
                self.frames.push(Activation::Native(Box::new(frame), Then::Push));
                self.got = None;
            }
            _ => self.main_ends(Outcome::Returned, TaskOutcome::Returned),
        }
    }

    /// The main thread's code is over: its threads are waited for.
    fn main_ends(&mut self, outcome: Outcome, of_task: TaskOutcome) {
        self.log.ends(0, of_task, self.now);
        self.threads.main_is_over = Some(outcome);
        self.threads.current_mut().number = NO_TASK;
        self.log.switch(NO_TASK);
        let shutdown = match self.modules.get("threading") {
            Some(Value::Module(module)) => module.get(Symbol::of("_shutdown")),
            _ => None,
        };
        self.frames.push(Activation::Native(Box::new(Shutdown { call: shutdown, stage: 0 }), Then::Push));
        self.got = None;
    }

    /// Is a thread other than the main one alive?
    pub fn is_thread_alive(&self, ident: usize) -> bool {
        ident
            .checked_sub(1)
            .and_then(|at| self.threads.all.get(at))
            .is_some_and(|thread| thread.state != State::Done)
    }

    /// Is a thread a daemon?
    pub fn is_daemon(&self, ident: usize) -> bool {
        ident.checked_sub(1).and_then(|at| self.threads.all.get(at)).is_some_and(|thread| thread.daemon)
    }

    /// Nobody can go on: the run ends here.
    pub fn deadlock(&mut self) {
        let waits = self.log.stuck();
        if let Some(outcome) = self.threads.main_is_over.take() {
            // Only daemons are left.
            if waits.is_empty() {
                self.outcome = Some(outcome);
                return;
            }
        }
        self.outcome = Some(Outcome::Deadlock(waits));
    }

    /// Ends the run at a limit, at the next statement.
    pub fn outcome_soon(&mut self, limit: Limit) {
        self.limit_soon = Some(limit);
        self.quiet_until = 0;
    }

    /// Notes an exception that came out of a thread.
    fn thread_raised(&mut self, exception: &Value, number: u32) {
        let name = exception.type_name();
        let line = super::exceptions::object_of(exception)
            .and_then(|object| object.exception())
            .and_then(Exception::line);
        let thread = self.threads.current().name.clone();
        self.log.record.note(NoteKind::ThreadError, line, &format!("Exception in thread {thread}: {name}"));
        self.log.ends(number, TaskOutcome::Raised, self.now);
    }

    /// Begins a program.
    pub fn begin_program(&mut self, unit: &crate::python::code::Unit) {
        self.log.record.make_thread(ThreadKind::Main, "MainThread");
        self.log.record.make_task(None, "<module>", None, self.now);
        self.log.thread = 1;
        self.log.switch(0);
        let module = self.make_module("__main__", unit);
        self.modules.insert(String::from("__main__"), Value::Module(Rc::clone(&module)));
        let code = super::load::load(unit, &module);
        self.main = Some(module);
        self.program = Some(Rc::clone(&code));
        let mut frame: Box<CodeFrame> = self.new_frame(Rc::clone(&code));
        frame.slots.resize(code.slots.len(), Value::Unbound);
        self.depth = 1;
        self.frames.push(Activation::Code(frame));
        let prelude = Preload { left: vec!["_machine", "_deep", "builtins"] };
        self.frames.push(Activation::Native(Box::new(prelude), Then::Drop));
        self.refresh_quiet();
    }
}

/// A thread that is to be started.
#[derive(Debug)]
pub struct NewThread {
    /// Its function.
    pub function: Value,
    /// Its arguments.
    pub args: Vec<Value>,
    /// The names of the last ones.
    pub names: Vec<Symbol>,
    /// Its name.
    pub name: String,
    /// Of a pool.
    pub worker: bool,
    /// Nobody waits for it.
    pub daemon: bool,
}

/// The bottom of a thread's stack.
#[derive(Debug)]
struct ThreadMain {
    call: Option<(Value, Vec<Value>, Vec<Symbol>)>,
    own: u32,
}

impl Frame for ThreadMain {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some((function, args, names)) = self.call.take() {
            return Ok(Flow::CallNamed(function, args, names));
        }
        match got {
            Got::Raised(exception) if machine.is_error(&exception, ErrorKind::SystemExit) => {
                machine.log.ends(self.own, TaskOutcome::Returned, machine.now);
            }
            Got::Raised(exception) => machine.thread_raised(&exception, self.own),
            Got::Value(_) | Got::Yielded(_) => machine.log.ends(self.own, TaskOutcome::Returned, machine.now),
        }
        Ok(Flow::Value(Value::None))
    }
}

/// The end of a main thread with an exception: asks for its text.
#[derive(Debug)]
struct MainRaised {
    exception: Value,
    text: Option<()>,
}

impl Frame for MainRaised {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if self.text.is_none() {
            self.text = Some(());
            match machine.str_flow(&self.exception)? {
                Flow::Value(text) => return Ok(self.end(machine, &text)),
                flow => return Ok(flow),
            }
        }
        let text = match got {
            Got::Value(text) | Got::Yielded(text) => text,
            Got::Raised(_) => Value::str("<exception str() failed>"),
        };
        Ok(self.end(machine, &text))
    }
}

impl MainRaised {
    fn end(&self, machine: &mut Machine, text: &Value) -> Flow {
        let message = match text {
            Value::Str(text) => text.as_str().to_owned(),
            _ => String::new(),
        };
        let line = super::exceptions::object_of(&self.exception)
            .and_then(|object| object.exception())
            .and_then(Exception::line);
        let exit = machine.is_error(&self.exception, ErrorKind::SystemExit);
        let (outcome, of_task) = if exit {
            (Outcome::Exit, TaskOutcome::Returned)
        } else {
            let kind = self.exception.type_name().to_string();
            (Outcome::Raised(Raised { kind, message, line: line.unwrap_or(0) }), TaskOutcome::Raised)
        };
        machine.main_over_soon = Some((outcome, of_task));
        Flow::Value(Value::None)
    }
}

/// Joins what the program left running, then buries what it left behind.
#[derive(Debug)]
struct Shutdown {
    call: Option<Value>,
    stage: u8,
}

impl Frame for Shutdown {
    fn resume(&mut self, machine: &mut Machine, _: Got) -> Result<Flow, Raise> {
        if let Some(call) = self.call.take() {
            return Ok(Flow::Call(call, Vec::new()));
        }
        self.stage += 1;
        if self.stage == 1 {
            // Coroutines that only a global holds were never awaited either.
            if let Some(module) = &machine.main {
                module.clear();
            }
        }
        if self.stage < 10 && crate::python::values::generator::any_obituaries() {
            return Ok(Flow::Frame(Box::new(super::generators::Burial::new())));
        }
        Ok(Flow::Value(Value::None))
    }
}

/// Imports the library's modules that the machine itself needs, before the program begins.
#[derive(Debug)]
struct Preload {
    left: Vec<&'static str>,
}

impl Frame for Preload {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Got::Raised(exception) = got {
            return Err(Raise::value(exception));
        }
        while let Some(name) = self.left.pop() {
            if let Some(flow) = machine.preload(name)? {
                return Ok(flow);
            }
        }
        Ok(Flow::Value(Value::None))
    }
}
