//! Generators, coroutines and async generators: going into them, out of them, and closing those that are left.

use std::rc::Rc;

use super::frame::{Activation, CodeFrame, Frame, Then};
use super::load::Inst;
use super::{Done, Got, Machine, Trap};
use crate::python::code::Kind;
use crate::python::values::generator::{self, Action, Obituary, Progress, State};
use crate::python::values::{ErrorKind, Flow, Generator, Raise, Str, Value, Waiter, memory, symbol};

impl Machine {
    /// Makes the generator of a call.
    pub fn make_generator(
        &mut self,
        frame: Box<CodeFrame>,
        name: Rc<Str>,
        qualname: Rc<Str>,
        line: u32,
    ) -> Value {
        let code = Rc::clone(&frame.code);
        Value::Generator(Rc::new(Generator::new(code, name, qualname, frame, line)))
    }

    /// Makes a generator's frame ready to run on; a value goes in.
    pub fn wake(
        &mut self,
        generator: &Rc<Generator>,
        value: Value,
        then: Then,
    ) -> Result<Box<CodeFrame>, Raise> {
        match generator.state.get() {
            State::Running => return Err(running(generator)),
            State::Finished if generator.kind == Kind::Coroutine => {
                return Err(Raise::runtime_error("cannot reuse already awaited coroutine"));
            }
            State::Finished => return Err(Raise::stop_iteration()),
            State::Created if !value.is_none() => {
                let what = generator.type_name().replace('_', " ");
                return Err(Raise::type_error(format!("can't send non-None value to a just-started {what}")));
            }
            State::Created | State::Suspended => {}
        }
        let mut frame = self.take_frame(generator, then)?;
        if generator.state.replace(State::Running) == State::Suspended {
            if frame.code.insts.get(frame.at()) == Some(&Inst::YieldFrom) {
                frame.pc -= 1;
            }
            frame.push(value);
        }
        Ok(frame)
    }

    fn take_frame(&mut self, generator: &Rc<Generator>, then: Then) -> Result<Box<CodeFrame>, Raise> {
        let prelude = generator.code.prelude;
        self.check_depth(prelude)?;
        let Some(mut frame) = generator.frame.take() else { return Err(running(generator)) };
        if !prelude {
            self.depth += 1;
        }
        frame.then = then;
        frame.owner = Some(Rc::clone(generator));
        frame.outer_handled = self.handled.clone();
        let own = std::mem::take(&mut frame.own_handled);
        if !own.is_unbound() {
            self.handled = own;
        }
        Ok(frame)
    }

    /// Goes into a generator or what is like one; what it gives goes where `then` says.
    pub fn send(&mut self, f: &mut Box<CodeFrame>, target: Value, value: Value, then: Then) -> Done {
        match self.start_send(&target, value, then)? {
            Start::Frame(frame) => self.enter_started(f, frame),
            Start::Result(then, got) => self.settle(f, then, got),
            Start::Call(callee, args, then) => self.call(f, callee, args, Vec::new(), then),
        }
    }

    fn enter_started(&mut self, f: &mut Box<CodeFrame>, frame: Box<CodeFrame>) -> Done {
        let caller = std::mem::replace(f, frame);
        self.frames.push(Activation::Code(caller));
        self.raise_thrown(f)
    }

    /// Something was sent and answered without a frame.
    fn settle(&mut self, f: &mut Box<CodeFrame>, then: Then, got: Got) -> Done {
        match got {
            Got::Value(value) => self.result_to_code(f, then, value),
            got => self.deliver(f, then, got),
        }
    }

    /// What sending begins with.
    pub fn start_send(&mut self, target: &Value, value: Value, then: Then) -> Result<Start, Raise> {
        match target {
            Value::Generator(generator) => Ok(match self.wake(generator, value, then) {
                Ok(frame) => Start::Frame(frame),
                Err(raise) => return Err(raise),
            }),
            Value::Waiter(waiter) => match &**waiter {
                Waiter::Future { future, asked } => {
                    let Some(data) = future.future() else { return Err(Raise::stop_iteration()) };
                    if data.is_done() {
                        return Ok(Start::Result(then, Got::Value(self.future_result(data)?)));
                    }
                    if asked.replace(true) {
                        return Err(Raise::runtime_error("await wasn't used with future"));
                    }
                    data.blocking.set(true);
                    Ok(Start::Result(then, Got::Yielded(Value::Object(Rc::clone(future)))))
                }
                Waiter::Step { generator, action, state } => {
                    self.start_step(generator, action, state, value, then)
                }
            },
            Value::Iter(iter) => match iter.next()? {
                Some(item) => Ok(Start::Result(then, Got::Yielded(item))),
                None => Ok(Start::Result(then, Got::Value(Value::None))),
            },
            other => {
                let next = if value.is_none() { self.special(other, symbol::NEXT) } else { None };
                let args = if next.is_some() { Vec::new() } else { vec![value] };
                let Some(method) = next.or_else(|| self.special(other, symbol::SEND)) else {
                    return Err(Raise::type_error(format!(
                        "'{}' object is not an iterator",
                        other.type_name()
                    )));
                };
                Ok(Start::Call(method, args, then))
            }
        }
    }

    fn start_step(
        &mut self,
        generator: &Rc<Generator>,
        action: &std::cell::RefCell<Action>,
        state: &std::cell::Cell<Progress>,
        value: Value,
        then: Then,
    ) -> Result<Start, Raise> {
        match state.get() {
            Progress::Done => {
                return Err(Raise::runtime_error("cannot reuse already awaited __anext__()/asend()"));
            }
            Progress::Inside => return Ok(Start::Frame(self.wake(generator, value, then)?)),
            Progress::Fresh => {}
        }
        let action = action.replace(Action::Close);
        if generator.busy.get() {
            let what = match action {
                Action::Send(_) => "anext(): asynchronous generator is already running",
                Action::Throw(_) => "athrow(): asynchronous generator is already running",
                Action::Close => "aclose(): asynchronous generator is already running",
            };
            return Err(Raise::runtime_error(what));
        }
        state.set(Progress::Inside);
        if generator.state.get() == State::Finished {
            state.set(Progress::Done);
            return match action {
                Action::Close => Ok(Start::Result(then, Got::Value(Value::None))),
                Action::Send(_) | Action::Throw(_) => {
                    Err(Raise::with(ErrorKind::StopAsyncIteration, Vec::new()))
                }
            };
        }
        self.meet_generator(generator);
        match action {
            Action::Send(sent) => {
                let frame = self.wake(generator, sent, then)?;
                generator.busy.set(true);
                Ok(Start::Frame(frame))
            }
            Action::Close if generator.state.get() == State::Created => {
                generator.state.set(State::Finished);
                drop(generator.frame.take());
                state.set(Progress::Done);
                Ok(Start::Result(then, Got::Value(Value::None)))
            }
            Action::Close => {
                generator.closing.set(true);
                generator.busy.set(true);
                let exit = self.exception(ErrorKind::GeneratorExit, Vec::new());
                self.start_throw(&Value::Generator(Rc::clone(generator)), exit, then)
            }
            Action::Throw(exception) => {
                generator.busy.set(true);
                self.start_throw(&Value::Generator(Rc::clone(generator)), exception, then)
            }
        }
    }

    /// Throws an exception into a generator or what is like one.
    pub fn throw(&mut self, f: &mut Box<CodeFrame>, target: Value, exception: Value, then: Then) -> Done {
        match self.start_throw(&target, exception, then)? {
            Start::Frame(frame) => self.enter_started(f, frame),
            Start::Result(then, got) => self.settle(f, then, got),
            Start::Call(callee, args, then) => self.call(f, callee, args, Vec::new(), then),
        }
    }

    /// Raises what was thrown in the innermost of the frames that it went into.
    pub fn raise_thrown(&mut self, f: &mut Box<CodeFrame>) -> Done {
        while let Some(inner) = self.thrown_through.pop() {
            let outer = std::mem::replace(f, inner);
            self.frames.push(Activation::Code(outer));
        }
        let thrown = std::mem::take(&mut self.thrown);
        match thrown {
            Thrown::Raise(exception) => Err(Raise::value(exception).into()),
            Thrown::Nothing => Ok(()),
            Thrown::Call(callee, args) => self.call(f, callee, args, Vec::new(), Then::Delegate),
        }
    }

    /// Where throwing begins: the frame comes back ready, what it raises (or calls) is in `thrown`; the frames inside
    /// it through which the exception goes are in `thrown_through`, the outermost last.
    pub fn start_throw(&mut self, target: &Value, exception: Value, then: Then) -> Result<Start, Raise> {
        let mut then = then;
        let mut target = target.clone();
        let mut frames: Vec<Box<CodeFrame>> = Vec::new();
        let thrown = loop {
            match &target {
                Value::Generator(generator) => match generator.state.get() {
                    State::Running => break Err(running(generator)),
                    State::Finished => break Err(Raise::value(exception)),
                    State::Created => {
                        generator.state.set(State::Finished);
                        generator.busy.set(false);
                        drop(generator.frame.take());
                        break Err(Raise::value(exception));
                    }
                    State::Suspended => {
                        let frame =
                            match self.take_frame(generator, std::mem::replace(&mut then, Then::Delegate)) {
                                Ok(frame) => frame,
                                Err(raise) => break Err(raise),
                            };
                        generator.state.set(State::Running);
                        let inner = (frame.code.insts.get(frame.at()) == Some(&Inst::YieldFrom))
                            .then(|| frame.peek(1).clone());
                        frames.push(frame);
                        match inner {
                            Some(inner) => target = inner,
                            None => break Ok(Thrown::Raise(exception)),
                        }
                    }
                },
                Value::Waiter(waiter) => match &**waiter {
                    Waiter::Future { .. } => break Ok(Thrown::Raise(exception)),
                    Waiter::Step { generator, state, .. } => {
                        if state.get() == Progress::Fresh {
                            state.set(Progress::Done);
                            break Ok(Thrown::Raise(exception));
                        }
                        target = Value::Generator(Rc::clone(generator));
                    }
                },
                other => match self.special(other, symbol::THROW) {
                    Some(method) => break Ok(Thrown::Call(method, vec![exception])),
                    None => break Ok(Thrown::Raise(exception)),
                },
            }
        };
        self.end_throw(thrown, frames, then)
    }

    /// What comes of a throw that has gone through these frames, the outermost first.
    #[expect(clippy::vec_box, reason = "frames are boxed wherever they are held")]
    fn end_throw(
        &mut self,
        thrown: Result<Thrown, Raise>,
        mut frames: Vec<Box<CodeFrame>>,
        then: Then,
    ) -> Result<Start, Raise> {
        match thrown {
            Ok(thrown) if !frames.is_empty() => {
                self.thrown = thrown;
                let first = frames.remove(0);
                frames.reverse();
                self.thrown_through = frames;
                Ok(Start::Frame(first))
            }
            Ok(Thrown::Call(callee, args)) => Ok(Start::Call(callee, args, then)),
            Ok(Thrown::Raise(exception)) => Err(Raise::value(exception)),
            Ok(Thrown::Nothing) => Err(Raise::stop_iteration()),
            Err(raise) if frames.is_empty() => Err(raise),
            Err(raise) => {
                // An inner one that is finished: the exception comes out of it at once.
                let exception = match raise.into_reason() {
                    crate::python::values::Reason::Value(value) => value,
                    other => match other {
                        crate::python::values::Reason::Error(kind, args) => self.exception(kind, args),
                        _ => self.exception(ErrorKind::RuntimeError, Vec::new()),
                    },
                };
                self.thrown = Thrown::Raise(exception);
                let first = frames.remove(0);
                frames.reverse();
                self.thrown_through = frames;
                Ok(Start::Frame(first))
            }
        }
    }

    /// `value → sent`.
    pub fn yield_top(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let value = f.pop();
        let Some(generator) = f.owner.clone() else {
            return Err(Raise::new(ErrorKind::SystemError, "yield outside a generator").into());
        };
        if generator.kind != Kind::AsyncGenerator {
            return self.yield_on(f, value);
        }
        generator.busy.set(false);
        let ignored = generator.closing.replace(false);
        let (then, native) = self.park(f);
        let got = if ignored {
            Got::Raised(self.exception(
                ErrorKind::RuntimeError,
                vec![Value::str("async generator ignored GeneratorExit")],
            ))
        } else {
            Got::Value(value)
        };
        if native {
            return self.result_to_native(then, got);
        }
        match got {
            Got::Value(value) => self.result_to_code(f, then, value),
            got => self.deliver(f, then, got),
        }
    }

    /// Gives a value out of the frame, through all that delegate to it.
    pub fn yield_on(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        self.yield_line = 0;
        loop {
            if self.yield_line == 0 && !f.code.prelude {
                self.yield_line = f.current_line();
            }
            let (then, native) = self.park(f);
            if native {
                self.got = Some(match then {
                    Then::Step | Then::Delegate => (Got::Yielded(value), Then::Push),
                    then => (Got::Value(value), then),
                });
                return Err(Trap::Gone);
            }
            if !matches!(then, Then::Delegate) {
                return self.deliver(f, then, Got::Yielded(value));
            }
        }
    }

    /// Puts a frame back into its generator, to wait there; the frame below is the current one then, unless that is a
    /// native: true.
    fn park(&mut self, f: &mut Box<CodeFrame>) -> (Then, bool) {
        let generator = f.owner.take();
        if let Some(generator) = &generator {
            generator.state.set(State::Suspended);
        }
        let outer = std::mem::replace(&mut f.outer_handled, Value::None);
        let own = std::mem::replace(&mut self.handled, outer);
        if !own.is(&self.handled) {
            f.own_handled = own;
        }
        if !f.code.prelude {
            self.depth -= 1;
        }
        let then = std::mem::take(&mut f.then);
        match self.frames.pop() {
            Some(Activation::Code(caller)) => {
                let frame = std::mem::replace(f, caller);
                if let Some(generator) = generator {
                    generator.frame.replace(Some(frame));
                }
                (then, false)
            }
            below => {
                self.frames.extend(below);
                self.suspended = generator;
                (then, true)
            }
        }
    }

    fn result_to_native(&mut self, then: Then, got: Got) -> Done {
        self.got = Some(match (then, got) {
            (Then::Step | Then::Delegate, got) => (got, Then::Push),
            (then, Got::Value(value)) => {
                let args = if value.is_none() { Vec::new() } else { vec![value] };
                (Got::Raised(self.exception(ErrorKind::StopIteration, args)), then)
            }
            (then, got) => (got, then),
        });
        Err(Trap::Gone)
    }

    /// A generator has ended with a value (or an async one has given one): its consumer, a code frame, gets it.
    pub fn result_to_code(&mut self, f: &mut Box<CodeFrame>, then: Then, value: Value) -> Done {
        match then {
            Then::Next(target) | Then::NextLocal(target, _) => {
                f.pop();
                f.pc = target as usize;
                Ok(())
            }
            Then::Delegate => self.delegate_is_done(f, value),
            Then::Drop => Ok(()),
            _ => {
                let args = if value.is_none() { Vec::new() } else { vec![value] };
                Err(Raise::with(ErrorKind::StopIteration, args).into())
            }
        }
    }

    /// The frame of a generator returns.
    pub fn generator_returns(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        let then = std::mem::take(&mut f.then);
        let Some(generator) = f.owner.take() else { return self.leave_frame(f, then, Got::Value(value)) };
        self.finish_generator(f, &generator);
        if generator.kind == Kind::AsyncGenerator && !generator.closing.replace(false) {
            let end = self.exception(ErrorKind::StopAsyncIteration, Vec::new());
            let then = if matches!(then, Then::Step) { Then::Push } else { then };
            return self.leave_frame(f, then, Got::Raised(end));
        }
        self.give_result(f, then, value)
    }

    fn finish_generator(&mut self, f: &mut CodeFrame, generator: &Rc<Generator>) {
        generator.state.set(State::Finished);
        generator.busy.set(false);
        self.handled = std::mem::replace(&mut f.outer_handled, Value::None);
    }

    /// The frame is done and below it somebody waits for its result.
    pub fn give_result(&mut self, f: &mut Box<CodeFrame>, then: Then, value: Value) -> Done {
        if !f.code.prelude {
            self.depth -= 1;
        }
        match self.frames.pop() {
            Some(Activation::Code(caller)) => {
                let old = std::mem::replace(f, caller);
                self.release(old);
                let told_by_exception =
                    !matches!(then, Then::Next(_) | Then::NextLocal(..) | Then::Delegate | Then::Drop);
                if told_by_exception && generator::any_obituaries() {
                    let args = if value.is_none() { Vec::new() } else { vec![value] };
                    let stop = Got::Raised(self.exception(ErrorKind::StopIteration, args));
                    self.above.push(Activation::Native(Box::new(Burial::keeping(stop)), then));
                    self.got = Some((Got::Value(Value::None), Then::Push));
                    return Err(Trap::Leave);
                }
                self.result_to_code(f, then, value)?;
                self.bury_if_any(f)
            }
            below => {
                self.frames.extend(below);
                // What the frame held goes before anybody hears of its result.
                memory::bury(&mut f.slots);
                let done = self.result_to_native(then, Got::Value(value));
                self.bury_first();
                done
            }
        }
    }

    /// An exception leaves the frame of a generator: what comes out of it; None where it only was closed.
    pub fn generator_fails(&mut self, f: &mut CodeFrame, exception: Value) -> Option<Value> {
        let Some(generator) = f.owner.take() else { return Some(exception) };
        self.finish_generator(f, &generator);
        let closing = generator.closing.replace(false);
        let asynchronous = generator.kind == Kind::AsyncGenerator;
        if closing && self.is_error(&exception, ErrorKind::GeneratorExit) {
            return None;
        }
        let stop = if self.is_error(&exception, ErrorKind::StopIteration) {
            "StopIteration"
        } else if asynchronous && self.is_error(&exception, ErrorKind::StopAsyncIteration) {
            "StopAsyncIteration"
        } else {
            return Some(exception);
        };
        let what = match generator.kind {
            Kind::Coroutine => "coroutine",
            Kind::AsyncGenerator => "async generator",
            Kind::Generator | Kind::Plain | Kind::Class => "generator",
        };
        let error =
            self.exception(ErrorKind::RuntimeError, vec![Value::str(format!("{what} raised {stop}"))]);
        if let Some(data) = super::exceptions::object_of(&error).and_then(|object| object.exception()) {
            data.cause.replace(exception.clone());
            data.context.replace(exception);
            data.suppress.set(true);
        }
        Some(error)
    }

    /// `iterator sent → result`.
    pub fn yield_from(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let sent = f.pop();
        let iterator = f.peek(1).clone();
        self.send(f, iterator, sent, Then::Delegate)
    }

    /// What a delegate's Python method gave goes out of the frame.
    pub fn delegate_gave(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        self.yield_on(f, value)
    }

    /// What the frame delegated to is done.
    pub fn delegate_is_done(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        let iterator = f.pop();
        if let Value::Waiter(waiter) = &iterator
            && let Waiter::Step { state, .. } = &**waiter
        {
            state.set(Progress::Done);
        }
        f.put(None, value)
    }

    /// Buries those that nobody holds any more, if there are any.
    #[inline]
    pub fn bury_if_any(&mut self, f: &mut Box<CodeFrame>) -> Done {
        if generator::any_obituaries() { self.bury_dead(f) } else { Ok(()) }
    }

    /// Puts a burial before what comes to the native on top of the stack.
    pub fn bury_first(&mut self) {
        if generator::any_obituaries()
            && let Some((got, then)) = self.got.take()
        {
            self.frames.push(Activation::Native(Box::new(Burial::keeping(got)), then));
        }
    }

    /// Buries those that nobody holds any more.
    pub fn bury_dead(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let burial = Burial::new();
        self.flow(f, Flow::Frame(Box::new(burial)), Then::Drop)
    }
}

/// What sending or throwing begins with.
#[derive(Debug)]
pub enum Start {
    /// This frame runs on.
    Frame(Box<CodeFrame>),
    /// There is a result already.
    Result(Then, Got),
    /// A method of Python is called.
    Call(Value, Vec<Value>, Then),
}

/// What is thrown in the innermost frame.
#[derive(Debug, Default)]
pub enum Thrown {
    /// An exception.
    Raise(Value),
    /// Nothing.
    #[default]
    Nothing,
    /// A `throw` method is called there.
    Call(Value, Vec<Value>),
}

fn running(generator: &Generator) -> Raise {
    Raise::value_error(format!("{} already executing", generator.type_name().replace('_', " ")))
}

/// Does what is to be done for those that nobody holds any more.
#[derive(Debug)]
pub struct Burial {
    left: Vec<Obituary>,
    /// What the frame below waits for meanwhile.
    keep: Option<Got>,
}

impl Burial {
    /// Of all there are now.
    pub fn new() -> Burial {
        let mut left = generator::take_obituaries();
        left.reverse();
        Burial { left, keep: None }
    }

    /// The same; the frame below gets this afterwards.
    pub fn keeping(got: Got) -> Burial {
        Burial { keep: Some(got), ..Burial::new() }
    }
}

impl Default for Burial {
    fn default() -> Burial {
        Burial::new()
    }
}

impl Frame for Burial {
    fn resume(&mut self, machine: &mut Machine, _: Got) -> Result<Flow, Raise> {
        // What goes wrong in closing is nobody's; Python only prints it.
        while let Some(obituary) = self.left.pop() {
            match obituary {
                Obituary::NeverAwaited { name, line } => machine.note_never_awaited(&name, line),
                Obituary::Close(generator) if generator.kind == Kind::AsyncGenerator => {
                    if let Some((callee, args)) = machine.agen_finalizer(&generator) {
                        return Ok(Flow::Call(callee, args));
                    }
                }
                Obituary::Close(generator) => {
                    return Ok(Flow::Frame(Box::new(Close::new(Value::Generator(generator)))));
                }
                Obituary::Future(future) => {
                    if let Some((callee, args)) = machine.future_is_lost(&future) {
                        return Ok(Flow::Call(callee, args));
                    }
                }
            }
        }
        match self.keep.take() {
            Some(Got::Value(value) | Got::Yielded(value)) => Ok(Flow::Value(value)),
            Some(Got::Raised(exception)) => {
                machine.passing = true;
                Err(Raise::value(exception))
            }
            None => Ok(Flow::Value(Value::None)),
        }
    }
}

/// Closes a generator.
#[derive(Debug)]
pub struct Close {
    generator: Value,
    begun: bool,
}

impl Close {
    /// Of this generator.
    pub fn new(generator: Value) -> Close {
        Close { generator, begun: false }
    }
}

impl Frame for Close {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !self.begun {
            self.begun = true;
            if let Value::Generator(generator) = &self.generator {
                match generator.state.get() {
                    State::Finished => return Ok(Flow::Value(Value::None)),
                    State::Created => {
                        generator.state.set(State::Finished);
                        drop(generator.frame.take());
                        return Ok(Flow::Value(Value::None));
                    }
                    State::Running => return Err(running(generator)),
                    State::Suspended => {}
                }
            }
            let exit = machine.exception(ErrorKind::GeneratorExit, Vec::new());
            return Ok(Flow::Throw(self.generator.clone(), exit));
        }
        match got {
            Got::Value(value) => Ok(Flow::Value(value)),
            Got::Yielded(_) => {
                let what = self.generator.type_name().replace('_', " ");
                Err(Raise::runtime_error(format!("{what} ignored GeneratorExit")))
            }
            Got::Raised(exception)
                if machine.is_error(&exception, ErrorKind::GeneratorExit)
                    || machine.is_error(&exception, ErrorKind::StopIteration) =>
            {
                Ok(Flow::Value(Value::None))
            }
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

/// The iterator that an `await` of a value goes over, where its class is the machine's own.
pub fn plain_awaitable(value: &Value) -> Option<Value> {
    match value {
        Value::Generator(generator) if generator.kind == Kind::Coroutine => Some(value.clone()),
        Value::Waiter(_) => Some(value.clone()),
        _ => None,
    }
}
