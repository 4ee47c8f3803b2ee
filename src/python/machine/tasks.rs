//! Tasks: what is native in `_asyncio.Task`: the step, the wake-up, cancelling, as CPython's C code has them.

use std::rc::Rc;

use super::frame::Frame;
use super::future::{Callback, Future, TaskData, coroutine_name, future_of};
use super::turn::Ready;
use super::{Got, Machine};
use crate::python::code::Kind;
use crate::python::outcome::TaskOutcome;
use crate::python::record::Awaited;
use crate::python::values::{Args, ErrorKind, Flow, Native, Object, Raise, Takes, Value, Waiter, symbol};
use crate::trace::State as Doing;

/// The task behind a value, for natives.
fn task_of(value: &Value) -> Result<(&Rc<Object>, &Future, &TaskData), Raise> {
    let (object, future) = future_of(value)?;
    match &future.task {
        Some(task) => Ok((object, future, task)),
        None => Err(Raise::type_error("a task was expected")),
    }
}

/// The methods of a task.
pub static TASK: &[Native] = &[
    Native::flow_method(
        "Task",
        "__init__",
        Takes::Named(1, &["coro", "loop", "name", "context", "eager_start"]),
        task_init,
    ),
    Native::flow_method("Task", "cancel", Takes::Named(0, &["msg"]), |machine, args| {
        let message = args.get(1).cloned().unwrap_or(Value::None);
        machine.cancel_task(&args[0], message)
    }),
    Native::method("Task", "cancelling", Takes::Exactly(0), |_, args| {
        Ok(Value::Int(task_of(&args[0])?.2.cancels.get()))
    }),
    Native::method("Task", "uncancel", Takes::Exactly(0), |_, args| {
        let (_, _, task) = task_of(&args[0])?;
        if task.cancels.get() > 0 {
            task.cancels.set(task.cancels.get() - 1);
            if task.cancels.get() == 0 {
                task.must_cancel.set(false);
            }
        }
        Ok(Value::Int(task.cancels.get()))
    }),
    Native::method("Task", "get_name", Takes::Exactly(0), |_, args| {
        Ok(Value::str(task_of(&args[0])?.2.name.borrow().as_str()))
    }),
    Native::flow_method("Task", "set_name", Takes::Exactly(1), |machine, args| {
        match machine.str_flow(&args[1])? {
            Flow::Value(Value::Str(text)) => {
                machine.rename_task(&args[0], text.as_str())?;
                Ok(Flow::Value(Value::None))
            }
            _ => Err(Raise::type_error("a task's name is a plain value here")),
        }
    }),
    Native::method("Task", "get_coro", Takes::Exactly(0), |_, args| {
        Ok(task_of(&args[0])?.2.coroutine.borrow().clone())
    }),
    Native::method("Task", "get_context", Takes::Exactly(0), |_, args| {
        Ok(task_of(&args[0])?.2.context.borrow().clone())
    }),
    Native::method("Task", "get_stack", Takes::Anything, |_, _| Ok(Value::list(Vec::new()))),
    Native::method("Task", "print_stack", Takes::Anything, |_, _| Ok(Value::None)),
    Native::method("Task", "set_result", Takes::Exactly(1), |_, _| {
        Err(Raise::runtime_error("Task does not support set_result operation"))
    }),
    Native::method("Task", "set_exception", Takes::Exactly(1), |_, _| {
        Err(Raise::runtime_error("Task does not support set_exception operation"))
    }),
];

fn task_init(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let (object, future, task) = task_of(&args[0])?;
    let coroutine = &args[1];
    let fits = matches!(coroutine, Value::Generator(generator) if generator.kind == Kind::Coroutine)
        || matches!(coroutine, Value::Waiter(waiter) if matches!(&**waiter, Waiter::Step { .. }))
        || (super::plain::is_custom(coroutine)
            && machine.special(coroutine, symbol::SEND).is_some()
            && machine.special(coroutine, symbol::THROW).is_some());
    if !fits {
        future.log_destroy.set(false);
        return match machine.repr_flow(coroutine, false)? {
            Flow::Value(Value::Str(shown)) => {
                Err(Raise::type_error(format!("a coroutine was expected, got {}", shown.as_str())))
            }
            _ => Err(Raise::type_error(format!("a coroutine was expected, got {}", coroutine.type_name()))),
        };
    }
    let home = match args.get(2) {
        Some(home) if !home.is_none() => home.clone(),
        _ => machine.event_loop_for_new()?,
    };
    let given = match args.get(3) {
        Some(Value::Str(name)) => Some(name.as_str().to_owned()),
        Some(Value::None) | None => None,
        Some(other) => match machine.str_flow(other)? {
            Flow::Value(Value::Str(name)) => Some(name.as_str().to_owned()),
            _ => Some(other.type_name().to_string()),
        },
    };
    let name = given.clone().unwrap_or_else(|| {
        machine.loops.names += 1;
        format!("Task-{}", machine.loops.names)
    });
    task.name.replace(name);
    task.context.replace(match args.get(4) {
        Some(context) if !context.is_none() => context.clone(),
        _ => machine.copy_context(),
    });
    task.coroutine.replace(coroutine.clone());
    future.home.replace(home.clone());
    let line = machine.line();
    task.line.set(line);
    if let Some(function) = coroutine_name(coroutine)
        && !machine.loop_numbers_no_more(&home)
    {
        task.number.set(Some(machine.make_numbered_task(given.as_deref().unwrap_or(&function), line)?));
    }
    machine.loops.all.push(Rc::downgrade(object));
    let eager = args.get(5).is_some_and(|eager| super::plain::truth(eager) == Some(true));
    if eager && machine.running_loop().is(&home) {
        let before = machine.enter_task(object);
        return Ok(Flow::Frame(Box::new(Step {
            task: Rc::clone(object),
            before: Some(before),
            stage: Stage::Begin(None),
        })));
    }
    machine.push_ready(&home, Ready::Step(Rc::clone(object)))?;
    Ok(Flow::Value(Value::None))
}

/// A step of a task: goes into its coroutine, and does what comes out.
#[derive(Debug)]
pub struct Step {
    task: Rc<Object>,
    before: Option<super::turn::Before>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// With an exception to throw, or none.
    Begin(Option<Value>),
    Inside,
    /// The `cancel` of what it awaits was called.
    Cancelling,
}

impl Step {
    /// The first step, or one after a bare yield.
    pub fn new(task: Rc<Object>) -> Step {
        Step { task, before: None, stage: Stage::Begin(None) }
    }

    /// A step with an exception.
    pub fn with(task: Rc<Object>, exception: Value) -> Step {
        Step { task, before: None, stage: Stage::Begin(Some(exception)) }
    }

    /// The step after a future is done.
    pub fn wakeup(machine: &mut Machine, task: Rc<Object>, awaited: &Rc<Object>) -> Step {
        // As `task_wakeup`: the future's exception is thrown in, its result is taken where the coroutine stands.
        let exception = match awaited.future() {
            Some(future) => machine.future_result(future).err(),
            None => None,
        };
        let thrown = exception.and_then(|raise| machine.to_exception_plain(raise));
        Step { task, before: None, stage: Stage::Begin(thrown) }
    }
}

impl Frame for Step {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        let object = Rc::clone(&self.task);
        let Some(future) = object.future() else { return Ok(Flow::Value(Value::None)) };
        let Some(task) = &future.task else { return Ok(Flow::Value(Value::None)) };
        match std::mem::replace(&mut self.stage, Stage::Inside) {
            Stage::Begin(thrown) => self.begin(machine, future, task, thrown),
            Stage::Inside => self.came_out(machine, &object, future, task, got),
            Stage::Cancelling => {
                if let Got::Value(value) | Got::Yielded(value) = got
                    && super::plain::truth(&value) == Some(true)
                {
                    task.must_cancel.set(false);
                }
                Ok(Flow::Value(Value::None))
            }
        }
    }
}

impl Step {
    fn begin(
        &mut self,
        machine: &mut Machine,
        future: &Future,
        task: &TaskData,
        thrown: Option<Value>,
    ) -> Result<Flow, Raise> {
        if future.is_done() {
            return Err(Raise::new(ErrorKind::InvalidStateError, "step(): already done"));
        }
        let mut thrown = thrown;
        if task.must_cancel.get() {
            let cancelled = thrown
                .as_ref()
                .is_some_and(|exception| machine.is_error(exception, ErrorKind::CancelledError));
            if !cancelled {
                thrown = Some(machine.cancelled_error(future));
            }
            task.must_cancel.set(false);
        }
        let old = task.waiter.replace(Value::None);
        drop(old);
        if self.before.is_none() {
            self.before = Some(machine.enter_task(&self.task));
        }
        machine.yield_line = 0;
        let coroutine = task.coroutine.borrow().clone();
        Ok(match thrown {
            Some(exception) => Flow::Throw(coroutine, exception),
            None => Flow::Send(coroutine, Value::None),
        })
    }

    fn came_out(
        &mut self,
        machine: &mut Machine,
        object: &Rc<Object>,
        future: &Future,
        task: &TaskData,
        got: Got,
    ) -> Result<Flow, Raise> {
        let got = match got {
            // What a Python `send` returns is what it gives out.
            Got::Value(value)
                if !matches!(&*task.coroutine.borrow(), Value::Generator(_) | Value::Waiter(_)) =>
            {
                Got::Yielded(value)
            }
            Got::Raised(exception)
                if machine.is_error(&exception, ErrorKind::StopIteration)
                    && !matches!(&*task.coroutine.borrow(), Value::Generator(_)) =>
            {
                Got::Value(super::exceptions::stop_value(&exception))
            }
            got => got,
        };
        let result = match got {
            Got::Value(value) => {
                if task.must_cancel.get() {
                    task.must_cancel.set(false);
                    let message = future.cancel_message.borrow().clone();
                    machine.task_ends(task, TaskOutcome::Cancelled);
                    machine.cancel_future(object, message).map(|_| Flow::Value(Value::None))
                } else {
                    machine.task_ends(task, TaskOutcome::Returned);
                    machine.set_future_result(object, value).map(|()| Flow::Value(Value::None))
                }
            }
            Got::Raised(exception) => self.raised(machine, object, future, task, exception),
            Got::Yielded(value) => self.yielded(machine, object, future, task, value),
        };
        if let Some(before) = self.before.take() {
            machine.leave_task(before);
        }
        result
    }

    fn raised(
        &mut self,
        machine: &mut Machine,
        object: &Rc<Object>,
        future: &Future,
        task: &TaskData,
        exception: Value,
    ) -> Result<Flow, Raise> {
        if machine.is_error(&exception, ErrorKind::CancelledError) {
            machine.task_ends(task, TaskOutcome::Cancelled);
            // As in C: the message of `cancel` stays, and what was raised is kept.
            let message = super::exceptions::object_of(&exception)
                .and_then(|object| object.exception())
                .and_then(|data| data.arg(0))
                .unwrap_or(Value::None);
            let kept = future.cancel_message.borrow().clone();
            let message = if message.is_none() { kept } else { message };
            future.exception.replace(exception);
            machine.cancel_future(object, message)?;
            return Ok(Flow::Value(Value::None));
        }
        machine.task_ends(task, TaskOutcome::Raised);
        machine.set_future_exception(object, exception.clone())?;
        if machine.is_error(&exception, ErrorKind::SystemExit)
            || machine.is_error(&exception, ErrorKind::KeyboardInterrupt)
        {
            return Err(Raise::value(exception));
        }
        Ok(Flow::Value(Value::None))
    }

    fn yielded(
        &mut self,
        machine: &mut Machine,
        object: &Rc<Object>,
        future: &Future,
        task: &TaskData,
        value: Value,
    ) -> Result<Flow, Raise> {
        let home = future.home.borrow().clone();
        let complain = |machine: &mut Machine, text: String| -> Result<Flow, Raise> {
            let error = machine.exception(ErrorKind::RuntimeError, vec![Value::str(text)]);
            machine.push_ready(&home, Ready::StepWith(Rc::clone(object), error))?;
            Ok(Flow::Value(Value::None))
        };
        if value.is_none() {
            machine.task_is_ready(object);
            machine.push_ready(&home, Ready::Step(Rc::clone(object)))?;
            return Ok(Flow::Value(Value::None));
        }
        let Value::Object(awaited) = &value else {
            return complain(machine, format!("Task got bad yield: {}", value.type_name()));
        };
        let Some(other) = awaited.future() else {
            return complain(machine, format!("Task got bad yield: {}", value.type_name()));
        };
        if Rc::ptr_eq(awaited, object) {
            let shown = machine.future_repr(object);
            return complain(machine, format!("Task cannot await on itself: {shown}"));
        }
        if !other.home.borrow().is(&home) {
            let (task, future) = (machine.future_repr(object), machine.future_repr(awaited));
            return complain(
                machine,
                format!("Task {task} got Future {future} attached to a different loop"),
            );
        }
        if !other.blocking.replace(false) {
            let (task, future) = (machine.future_repr(object), machine.future_repr(awaited));
            return complain(
                machine,
                format!("yield was used instead of yield from in task {task} with {future}"),
            );
        }
        machine.task_pauses(task, awaited);
        task.waiter.replace(value.clone());
        if other.is_done() {
            machine.task_is_ready(object);
            machine.push_ready(&home, Ready::Wakeup(Rc::clone(object), Rc::clone(awaited)))?;
        } else {
            other.callbacks.borrow_mut().push(Callback::Wakeup(Rc::clone(object)));
        }
        if task.must_cancel.get() {
            let message = future.cancel_message.borrow().clone();
            return Ok(self.cancel_awaited(machine, task, awaited, message));
        }
        Ok(Flow::Value(Value::None))
    }

    fn cancel_awaited(
        &mut self,
        machine: &mut Machine,
        task: &TaskData,
        awaited: &Rc<Object>,
        message: Value,
    ) -> Flow {
        match machine.cancel_any(awaited, message) {
            Ok(Flow::Value(value)) => {
                if super::plain::truth(&value) == Some(true) {
                    task.must_cancel.set(false);
                }
                Flow::Value(Value::None)
            }
            Ok(flow) => {
                self.stage = Stage::Cancelling;
                flow
            }
            Err(_) => Flow::Value(Value::None),
        }
    }
}

impl Machine {
    /// An exception of a raise, as it is.
    pub fn to_exception_plain(&mut self, raise: Raise) -> Option<Value> {
        self.passing = true;
        let made = self.to_exception(raise).ok();
        self.passing = false;
        made
    }

    /// Cancels a future, task or an object of a class that extends them.
    pub fn cancel_any(&mut self, object: &Rc<Object>, message: Value) -> Result<Flow, Raise> {
        let value = Value::Object(Rc::clone(object));
        if !object.class().builtin
            && let Some(method) = self.special(&value, crate::python::values::Symbol::of("cancel"))
        {
            if message.is_none() {
                return Ok(Flow::Call(method, Vec::new()));
            }
            return Ok(Flow::CallNamed(
                method,
                vec![message],
                vec![crate::python::values::Symbol::of("msg")],
            ));
        }
        match object.future() {
            Some(future) if future.task.is_some() => self.cancel_task(&value, message),
            _ => Ok(Flow::Value(Value::Bool(self.cancel_future(object, message)?))),
        }
    }

    /// `Task.cancel`.
    pub fn cancel_task(&mut self, value: &Value, message: Value) -> Result<Flow, Raise> {
        // A chain of tasks that await one another is followed without recursion.
        let mut at = value.clone();
        for _ in 0..20_000 {
            let (_, future, task) = task_of(&at)?;
            future.log_traceback.set(false);
            if future.is_done() {
                if at.is(value) {
                    return Ok(Flow::Value(Value::Bool(false)));
                }
                break;
            }
            task.cancels.set(task.cancels.get() + 1);
            let waiter = task.waiter.borrow().clone();
            if let Value::Object(awaited) = &waiter {
                let is_task =
                    awaited.future().is_some_and(|future| future.task.is_some()) && awaited.class().builtin;
                if is_task && !awaited.future().is_some_and(Future::is_done) {
                    at = waiter;
                    continue;
                }
                match self.cancel_any(awaited, message.clone())? {
                    Flow::Value(truth) if super::plain::truth(&truth) == Some(true) => {
                        return Ok(Flow::Value(Value::Bool(true)));
                    }
                    Flow::Value(_) => {}
                    Flow::Call(callee, args) => {
                        return Ok(cancel_then(callee, args, Vec::new(), at, message));
                    }
                    Flow::CallNamed(callee, args, names) => {
                        return Ok(cancel_then(callee, args, names, at, message));
                    }
                    flow => return Ok(flow),
                }
            }
            task.must_cancel.set(true);
            let old = future.cancel_message.replace(message);
            drop(old);
            return Ok(Flow::Value(Value::Bool(true)));
        }
        Ok(Flow::Value(Value::Bool(true)))
    }

    /// Gives a task another name.
    fn rename_task(&mut self, value: &Value, name: &str) -> Result<(), Raise> {
        let (_, _, task) = task_of(value)?;
        task.name.replace(name.to_owned());
        if let Some(number) = task.number.get() {
            self.log.record.rename_task(number, name);
        }
        Ok(())
    }

    /// A task has come to its end.
    fn task_ends(&mut self, task: &TaskData, outcome: TaskOutcome) {
        if let Some(number) = task.number.get() {
            self.log.ends(number, outcome, self.now);
        }
    }

    /// A task waits for a future.
    fn task_pauses(&mut self, task: &TaskData, awaited: &Rc<Object>) {
        let Some(number) = task.number.get() else { return };
        let line = if self.yield_line == 0 { task.line.get() } else { self.yield_line };
        let waits_for = self.awaited(number, &Value::Object(Rc::clone(awaited)));
        self.log.waits(number, Doing::Paused, None, line, waits_for, self.now);
    }

    /// A task could go on.
    pub fn task_is_ready(&mut self, object: &Rc<Object>) {
        if let Some(number) =
            object.future().and_then(|future| future.task.as_ref()).and_then(|task| task.number.get())
        {
            self.log.is_ready(number, self.yield_line, self.now);
        }
    }

    /// What somebody waits for who awaits a future.
    pub fn awaited(&mut self, number: u32, value: &Value) -> Vec<Awaited> {
        let open = self.log.open_waits(number);
        if !open.is_empty() {
            return open;
        }
        let mut all = Vec::new();
        let mut left = vec![value.clone()];
        let mut steps = 0;
        while let Some(value) = left.pop() {
            steps += 1;
            if steps > 1000 {
                break;
            }
            match &value {
                Value::Object(object) => {
                    let Some(future) = object.future() else { continue };
                    if future.is_done() && !all.is_empty() {
                        continue;
                    }
                    if let Some(number) = future.task.as_ref().and_then(|task| task.number.get()) {
                        all.push(Awaited::Task(number));
                        continue;
                    }
                    let stands_for = future.stands_for.borrow().clone();
                    if stands_for.is_none() {
                        all.push(Awaited::Future);
                    } else {
                        left.push(stands_for);
                    }
                }
                Value::Str(text) if text.as_str() == "timer" => all.push(Awaited::Timer),
                Value::Str(text) => {
                    let resource = self.log.host(text.as_str());
                    all.push(Awaited::Resource(resource));
                }
                Value::Int(number) => all.extend(u32::try_from(*number).ok().map(Awaited::Task)),
                other => {
                    if let Ok(items) = super::plain::plain_items(other) {
                        left.extend(items.into_iter().rev().filter(|item| {
                            !matches!(item, Value::Object(object) if object.future().is_some_and(Future::is_done))
                        }));
                    }
                }
            }
        }
        all.dedup();
        all
    }
}

/// Cancels what a task awaits by Python, then does the rest of `cancel`.
fn cancel_then(
    callee: Value,
    args: Vec<Value>,
    names: Vec<crate::python::values::Symbol>,
    task: Value,
    message: Value,
) -> Flow {
    Flow::Frame(Box::new(CancelThen { call: Some((callee, args, names)), task, message }))
}

#[derive(Debug)]
struct CancelThen {
    call: Option<(Value, Vec<Value>, Vec<crate::python::values::Symbol>)>,
    task: Value,
    message: Value,
}

impl Frame for CancelThen {
    fn resume(&mut self, _: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some((callee, args, names)) = self.call.take() {
            return Ok(Flow::CallNamed(callee, args, names));
        }
        match got {
            Got::Value(value) | Got::Yielded(value) => {
                if super::plain::truth(&value) != Some(true) {
                    let (_, future, task) = task_of(&self.task)?;
                    task.must_cancel.set(true);
                    future.cancel_message.replace(std::mem::take(&mut self.message));
                }
                Ok(Flow::Value(Value::Bool(true)))
            }
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}
