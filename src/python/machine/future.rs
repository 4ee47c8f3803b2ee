//! Futures: what is native in `_asyncio.Future`, as CPython's C code has it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::Machine;
use super::turn::Ready;
use crate::python::values::generator::{Obituary, note_obituary};
use crate::python::values::{
    Args, Base, ErrorKind, Flow, Native, Object, Payload, Raise, Symbol, Takes, Value, Waiter, symbol,
};

/// Where a future is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not done.
    Pending,
    /// Cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// Who is called when a future is done.
#[derive(Clone, Debug)]
pub enum Callback {
    /// A task that awaits it goes on.
    Wakeup(Rc<Object>),
    /// Something of Python's, in a context.
    Python(Value, Value),
}

/// What a future or task has.
#[derive(Debug)]
pub struct Future {
    /// Where it is.
    pub state: Cell<State>,
    /// Its result.
    pub result: RefCell<Value>,
    /// Its exception, or None.
    pub exception: RefCell<Value>,
    /// Who is called when it is done.
    pub callbacks: RefCell<Vec<Callback>>,
    /// Its loop, or None.
    pub home: RefCell<Value>,
    /// What `cancel` said, or None.
    pub cancel_message: RefCell<Value>,
    /// An await has given it out.
    pub blocking: Cell<bool>,
    /// Its exception was not looked at yet.
    pub log_traceback: Cell<bool>,
    /// That it is dropped before it is done is worth a note.
    pub log_destroy: Cell<bool>,
    /// How many frames its exception had gone through when it was set.
    pub frames: Cell<usize>,
    /// What it is awaited for, for the record.
    pub stands_for: RefCell<Value>,
    /// What a task has beside.
    pub task: Option<Box<TaskData>>,
}

/// What a task has beside what a future has.
#[derive(Debug)]
pub struct TaskData {
    /// What it runs.
    pub coroutine: RefCell<Value>,
    /// `get_name()`.
    pub name: RefCell<String>,
    /// It is to be cancelled at its next step.
    pub must_cancel: Cell<bool>,
    /// How often `cancel` was called, less `uncancel`.
    pub cancels: Cell<i64>,
    /// What it awaits, or None.
    pub waiter: RefCell<Value>,
    /// Its context variables.
    pub context: RefCell<Value>,
    /// Its number in the record, if it has one.
    pub number: Cell<Option<u32>>,
    /// The line that made it.
    pub line: Cell<u32>,
}

impl Default for TaskData {
    fn default() -> TaskData {
        TaskData {
            coroutine: RefCell::new(Value::None),
            name: RefCell::default(),
            must_cancel: Cell::new(false),
            cancels: Cell::new(0),
            waiter: RefCell::new(Value::None),
            context: RefCell::new(Value::None),
            number: Cell::new(None),
            line: Cell::new(0),
        }
    }
}

impl Future {
    /// A fresh one.
    pub fn new(task: bool) -> Future {
        Future {
            state: Cell::new(State::Pending),
            result: RefCell::new(Value::None),
            exception: RefCell::new(Value::None),
            callbacks: RefCell::default(),
            home: RefCell::new(Value::None),
            cancel_message: RefCell::new(Value::None),
            blocking: Cell::new(false),
            log_traceback: Cell::new(false),
            log_destroy: Cell::new(true),
            frames: Cell::new(0),
            stands_for: RefCell::new(Value::None),
            task: task.then(Box::default),
        }
    }

    /// Is it done?
    pub fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }
}

/// The future behind a value, for natives.
pub fn future_of(value: &Value) -> Result<(&Rc<Object>, &Future), Raise> {
    if let Value::Object(object) = value
        && let Some(future) = object.future()
    {
        return Ok((object, future));
    }
    Err(Raise::type_error(format!("a future was expected, got {}", value.type_name())))
}

impl Machine {
    /// What is native in an instance of a class that extends Future or Task.
    pub fn future_payload(&self, base: Base) -> Payload {
        Payload::Future(Box::new(Future::new(base == Base::Task)))
    }

    /// The result of a future that is done.
    pub fn future_result(&mut self, future: &Future) -> Result<Value, Raise> {
        match future.state.get() {
            State::Cancelled => Err(Raise::value(self.cancelled_error(future))),
            State::Pending => Err(Raise::new(ErrorKind::InvalidStateError, "Result is not set.")),
            State::Finished => {
                future.log_traceback.set(false);
                let exception = future.exception.borrow().clone();
                if exception.is_none() {
                    Ok(future.result.borrow().clone())
                } else {
                    // Whoever asks is told where it came from, not who has asked before.
                    if let Some(data) =
                        super::exceptions::object_of(&exception).and_then(|object| object.exception())
                    {
                        data.traceback.borrow_mut().truncate(future.frames.get());
                    }
                    Err(Raise::value(exception))
                }
            }
        }
    }

    /// The CancelledError of a cancelled future.
    pub fn cancelled_error(&mut self, future: &Future) -> Value {
        // What the coroutine was cancelled with comes out once.
        if future.state.get() == State::Cancelled {
            let kept = future.exception.replace(Value::None);
            if !kept.is_none() {
                return kept;
            }
        }
        let message = future.cancel_message.borrow().clone();
        let args = if message.is_none() { Vec::new() } else { vec![message] };
        self.exception(ErrorKind::CancelledError, args)
    }

    /// A future is done: all who wait for it are called soon.
    pub fn future_is_done(&mut self, object: &Rc<Object>, future: &Future) -> Result<(), Raise> {
        let callbacks = future.callbacks.take();
        let home = future.home.borrow().clone();
        for callback in callbacks {
            self.call_soon_of(&home, callback, object)?;
        }
        Ok(())
    }

    fn call_soon_of(&mut self, home: &Value, callback: Callback, object: &Rc<Object>) -> Result<(), Raise> {
        match callback {
            Callback::Wakeup(task) => {
                self.task_is_ready(&task);
                self.push_ready(home, Ready::Wakeup(task, Rc::clone(object)))
            }
            Callback::Python(callee, context) => {
                let handle = self.make_handle(home, callee, vec![Value::Object(Rc::clone(object))], context);
                self.push_ready(home, Ready::Handle(handle))
            }
        }
    }

    /// Sets a result.
    pub fn set_future_result(&mut self, object: &Rc<Object>, value: Value) -> Result<(), Raise> {
        let Some(future) = object.future() else { return Ok(()) };
        if future.is_done() {
            return Err(Raise::new(ErrorKind::InvalidStateError, "invalid state"));
        }
        future.result.replace(value);
        future.state.set(State::Finished);
        self.future_is_done(object, future)
    }

    /// Sets an exception.
    pub fn set_future_exception(&mut self, object: &Rc<Object>, exception: Value) -> Result<(), Raise> {
        let Some(future) = object.future() else { return Ok(()) };
        if future.is_done() {
            return Err(Raise::new(ErrorKind::InvalidStateError, "invalid state"));
        }
        if let Some(data) = super::exceptions::object_of(&exception).and_then(|object| object.exception()) {
            future.frames.set(data.traceback.borrow().len());
        }
        future.exception.replace(exception);
        future.log_traceback.set(true);
        future.state.set(State::Finished);
        self.future_is_done(object, future)
    }

    /// Cancels a plain future.
    pub fn cancel_future(&mut self, object: &Rc<Object>, message: Value) -> Result<bool, Raise> {
        let Some(future) = object.future() else { return Ok(false) };
        future.log_traceback.set(false);
        if future.is_done() {
            return Ok(false);
        }
        future.state.set(State::Cancelled);
        future.cancel_message.replace(message);
        self.future_is_done(object, future)?;
        Ok(true)
    }

    /// `repr` of a future or task.
    pub fn future_repr(&mut self, object: &Rc<Object>) -> String {
        let Some(future) = object.future() else { return String::new() };
        let class = object.class().name();
        let state = match future.state.get() {
            State::Pending => "pending",
            State::Cancelled => "cancelled",
            State::Finished => "finished",
        };
        let mut text = format!("<{class} {state}");
        if let Some(task) = &future.task {
            text.push_str(&format!(" name='{}'", task.name.borrow()));
            if let Value::Generator(generator) = &*task.coroutine.borrow() {
                text.push_str(&format!(" coro=<{}()>", generator.qualname.borrow().as_str()));
            }
        }
        if future.state.get() == State::Finished {
            let exception = future.exception.borrow().clone();
            let (what, value) = if exception.is_none() {
                ("result", future.result.borrow().clone())
            } else {
                ("exception", exception)
            };
            let mut show = super::show::Show::new(&value, false);
            let shown = match show.run(self) {
                Ok(Flow::Value(Value::Str(shown))) => shown.as_str().to_owned(),
                _ => String::from("..."),
            };
            text.push_str(&format!(" {what}={shown}"));
        }
        text.push('>');
        text
    }

    /// Attributes of a future or task.
    pub fn extra_of_future(&mut self, object: &Rc<Object>, name: Symbol) -> Option<Value> {
        let future = object.future()?;
        let text = name.text();
        if let Some(task) = &future.task {
            match text.as_str() {
                "_coro" => return Some(task.coroutine.borrow().clone()),
                "_must_cancel" => return Some(Value::Bool(task.must_cancel.get())),
                "_fut_waiter" => return Some(task.waiter.borrow().clone()),
                "_number" => {
                    return Some(
                        task.number.get().map_or(Value::None, |number| Value::Int(i64::from(number))),
                    );
                }
                _ => {}
            }
        }
        Some(match text.as_str() {
            "_state" => Value::str(match future.state.get() {
                State::Pending => "PENDING",
                State::Cancelled => "CANCELLED",
                State::Finished => "FINISHED",
            }),
            "_loop" => future.home.borrow().clone(),
            "_result" => future.result.borrow().clone(),
            "_exception" => future.exception.borrow().clone(),
            "_cancel_message" => future.cancel_message.borrow().clone(),
            "_asyncio_future_blocking" => Value::Bool(future.blocking.get()),
            "_log_traceback" | "__log_traceback" => Value::Bool(future.log_traceback.get()),
            "_log_destroy_pending" => Value::Bool(future.log_destroy.get()),
            "_callbacks" => Value::None,
            _ => return None,
        })
    }

    /// Sets an attribute of a future or task.
    pub fn set_extra_of_future(
        &mut self,
        object: &Rc<Object>,
        name: Symbol,
        new: &Value,
    ) -> Result<bool, Raise> {
        let Some(future) = object.future() else { return Ok(false) };
        let truth = super::plain::truth(new).unwrap_or(true);
        match name.text().as_str() {
            "_log_destroy_pending" => future.log_destroy.set(truth),
            "_log_traceback" => future.log_traceback.set(truth),
            "_asyncio_future_blocking" => future.blocking.set(truth),
            "_cancel_message" => drop(future.cancel_message.replace(new.clone())),
            "_loop" => drop(future.home.replace(new.clone())),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What is called for a future that was dropped with an exception that nobody saw, or a task that is pending.
    pub fn future_is_lost(&mut self, value: &Value) -> Option<(Value, Vec<Value>)> {
        let Value::Tuple(parts) = value else { return None };
        let [home, message, exception, name] = &parts[..] else { return None };
        let handler = match home {
            Value::Object(_) => self.method_named(home, "call_exception_handler"),
            _ => None,
        }?;
        let dict = crate::python::values::Dict::new();
        dict.set_str("message", message.clone());
        if !exception.is_none() {
            dict.set_str("exception", exception.clone());
        }
        dict.set_str("future", name.clone());
        Some((handler, vec![Value::Dict(Rc::new(dict))]))
    }

    /// A method of an object, bound, by its name.
    pub fn method_named(&mut self, value: &Value, name: &str) -> Option<Value> {
        match self.lookup(value, Symbol::of(name)) {
            Ok(super::attribute::Attr::Value(found)) => Some(found),
            Ok(super::attribute::Attr::Bind(function)) => {
                Some(crate::python::values::Method::bind(function, value.clone()))
            }
            _ => None,
        }
    }
}

impl Drop for Future {
    fn drop(&mut self) {
        let home = self.home.take();
        let lost = if self.log_traceback.get() && self.state.get() == State::Finished {
            let what = if self.task.is_some() { "Task" } else { "Future" };
            Some((format!("{what} exception was never retrieved"), self.exception.borrow().clone()))
        } else if self.task.is_some()
            && self.state.get() == State::Pending
            && self.log_destroy.get()
            && !home.is_none()
        {
            Some((String::from("Task was destroyed but it is pending!"), Value::None))
        } else {
            None
        };
        if let Some((message, exception)) = lost {
            let name = self.task.as_ref().map_or(Value::None, |task| Value::str(task.name.borrow().as_str()));
            note_obituary(Obituary::Future(Value::tuple(vec![
                home.clone(),
                Value::str(message),
                exception,
                name,
            ])));
        }
        let mut values = vec![
            home,
            self.result.take(),
            self.exception.take(),
            self.cancel_message.take(),
            self.stands_for.take(),
        ];
        for callback in self.callbacks.take() {
            match callback {
                Callback::Wakeup(task) => values.push(Value::Object(task)),
                Callback::Python(callee, context) => values.extend([callee, context]),
            }
        }
        if let Some(task) = self.task.take() {
            values.extend([task.coroutine.take(), task.waiter.take(), task.context.take()]);
        }
        crate::python::values::memory::bury(&mut values);
    }
}

/// The methods of a future.
pub static FUTURE: &[Native] = &[
    Native::method("Future", "__init__", Takes::Named(0, &["loop"]), future_init),
    Native::method("Future", "done", Takes::Exactly(0), |_, args| {
        Ok(Value::Bool(future_of(&args[0])?.1.is_done()))
    }),
    Native::method("Future", "cancelled", Takes::Exactly(0), |_, args| {
        Ok(Value::Bool(future_of(&args[0])?.1.state.get() == State::Cancelled))
    }),
    Native::method("Future", "result", Takes::Exactly(0), |machine, args| {
        machine.future_result(future_of(&args[0])?.1)
    }),
    Native::method("Future", "exception", Takes::Exactly(0), future_exception),
    Native::method("Future", "set_result", Takes::Exactly(1), |machine, args| {
        let (object, _) = future_of(&args[0])?;
        machine.set_future_result(object, args[1].clone())?;
        Ok(Value::None)
    }),
    Native::flow_method("Future", "set_exception", Takes::Exactly(1), future_set_exception),
    Native::method("Future", "cancel", Takes::Named(0, &["msg"]), |machine, args| {
        let (object, _) = future_of(&args[0])?;
        let message = args.get(1).cloned().unwrap_or(Value::None);
        Ok(Value::Bool(machine.cancel_future(object, message)?))
    }),
    Native::method("Future", "add_done_callback", Takes::Named(1, &["", "context"]), add_done_callback),
    Native::method("Future", "remove_done_callback", Takes::Exactly(1), remove_done_callback),
    Native::method("Future", "get_loop", Takes::Exactly(0), |_, args| {
        let home = future_of(&args[0])?.1.home.borrow().clone();
        if home.is_none() { Err(Raise::runtime_error("Future object is not initialized.")) } else { Ok(home) }
    }),
    Native::method("Future", "_make_cancelled_error", Takes::Exactly(0), |machine, args| {
        let (_, future) = future_of(&args[0])?;
        Ok(machine.cancelled_error(future))
    }),
    Native::method("Future", "__await__", Takes::Exactly(0), future_await),
    Native::method("Future", "__iter__", Takes::Exactly(0), future_await),
    Native::class_method("Future", "__class_getitem__", Takes::Exactly(1), |_, args| Ok(args[0].clone())),
];

fn future_await(_: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let (object, _) = future_of(&args[0])?;
    Ok(Value::Waiter(Rc::new(Waiter::Future { future: Rc::clone(object), asked: Cell::new(false) })))
}

fn future_init(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let (_, future) = future_of(&args[0])?;
    let home = match args.get(1) {
        Some(home) if !home.is_none() => home.clone(),
        _ => machine.event_loop_for_new()?,
    };
    future.home.replace(home);
    Ok(Value::None)
}

fn future_exception(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let (_, future) = future_of(&args[0])?;
    match future.state.get() {
        State::Cancelled => Err(Raise::value(machine.cancelled_error(future))),
        State::Pending => Err(Raise::new(ErrorKind::InvalidStateError, "Exception is not set.")),
        State::Finished => {
            future.log_traceback.set(false);
            Ok(future.exception.borrow().clone())
        }
    }
}

fn future_set_exception(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let (object, future) = future_of(&args[0])?;
    if future.is_done() {
        return Err(Raise::new(ErrorKind::InvalidStateError, "invalid state"));
    }
    match &args[1] {
        Value::Class(class) if class.error().is_some() => Ok(super::call::CallThen::flow(
            args[1].clone(),
            Vec::new(),
            args[0].clone(),
            |machine, got, state| match got {
                super::Got::Value(made) | super::Got::Yielded(made) => {
                    set_exception(machine, future_of(state)?.0, made)?;
                    Ok(Flow::Value(Value::None))
                }
                super::Got::Raised(exception) => Err(Raise::value(exception)),
            },
        )),
        other => {
            set_exception(machine, object, other.clone())?;
            Ok(Flow::Value(Value::None))
        }
    }
}

fn set_exception(machine: &mut Machine, object: &Rc<Object>, exception: Value) -> Result<(), Raise> {
    if super::exceptions::object_of(&exception).is_none() {
        return Err(Raise::type_error("invalid exception object"));
    }
    if machine.is_error(&exception, ErrorKind::StopIteration) {
        let text = "StopIteration interacts badly with generators and cannot be raised into a Future";
        let error = machine.exception(ErrorKind::RuntimeError, vec![Value::str(text)]);
        if let Some(data) = super::exceptions::object_of(&error).and_then(|object| object.exception()) {
            data.cause.replace(exception.clone());
            data.context.replace(exception);
        }
        return machine.set_future_exception(object, error);
    }
    machine.set_future_exception(object, exception)
}

fn add_done_callback(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let (object, future) = future_of(&args[0])?;
    let context = match args.get(2) {
        Some(context) if !context.is_none() => context.clone(),
        _ => machine.copy_context(),
    };
    if let Value::Function(function) = &args[1]
        && function.code.prelude
        && &*function.code.name == "_run_until_complete_cb"
    {
        machine.loops.main = args[0].clone();
    }
    let callback = Callback::Python(args[1].clone(), context);
    if future.is_done() {
        let home = future.home.borrow().clone();
        machine.call_soon_of(&home, callback, object)?;
    } else {
        future.callbacks.borrow_mut().push(callback);
    }
    Ok(Value::None)
}

fn remove_done_callback(_: &mut Machine, args: &Args) -> Result<Value, Raise> {
    let (_, future) = future_of(&args[0])?;
    let before = future.callbacks.take();
    let count = before.len();
    let mut kept = Vec::new();
    let mut gone = Vec::new();
    for callback in before {
        let same = match &callback {
            Callback::Python(callee, _) => {
                callee.is(&args[1]) || crate::python::values::plain_equal(callee, &args[1]).unwrap_or(false)
            }
            Callback::Wakeup(_) => false,
        };
        if same { gone.push(callback) } else { kept.push(callback) }
    }
    let removed = count - kept.len();
    future.callbacks.replace(kept);
    drop(gone);
    Ok(Value::count(removed))
}

/// The name of a coroutine's function, if it has one.
pub fn coroutine_name(coroutine: &Value) -> Option<String> {
    match coroutine {
        Value::Generator(generator) => Some(generator.name.borrow().as_str().to_owned()),
        Value::Object(object) => match object.get(symbol::NAME) {
            Some(Value::Str(text)) => Some(text.as_str().to_owned()),
            _ => None,
        },
        _ => None,
    }
}
