//! Exceptions: how they are made, chained, caught, and where they go when nobody catches them.

use std::rc::Rc;

use super::frame::{Activation, CodeFrame, Then};
use super::{Done, Got, Machine, Trap};
use crate::python::values::exception::Trace;
use crate::python::values::{Class, ErrorKind, Object, Raise, Reason, Value, symbol};

/// The value of a StopIteration.
pub fn stop_value(exception: &Value) -> Value {
    match exception {
        Value::Object(object) => {
            object.exception().and_then(|exception| exception.arg(0)).unwrap_or(Value::None)
        }
        _ => Value::None,
    }
}

/// The exception behind a value, if it is one.
pub fn object_of(value: &Value) -> Option<&Rc<Object>> {
    match value {
        Value::Object(object) if object.exception().is_some() => Some(object),
        _ => None,
    }
}

/// The exceptions of a group.
pub fn members(group: &Value) -> Vec<Value> {
    match group {
        Value::Object(object) => match object.get(symbol::EXCEPTIONS) {
            Some(Value::Tuple(items)) => items.to_vec(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

impl Machine {
    /// Is this exception of a builtin class?
    pub fn is_error(&self, exception: &Value, kind: ErrorKind) -> bool {
        match exception {
            Value::Object(object) => object.class().is_below(self.types.error(kind)),
            _ => false,
        }
    }

    /// The exception that a native raises, chained to the one that is being handled.
    pub fn to_exception(&mut self, raise: Raise) -> Result<Value, Trap> {
        let exception = match raise.into_reason() {
            Reason::Value(value) => value,
            Reason::Error(kind, args) => self.types.exception(kind, args),
            Reason::Deep => self.types.exception(
                ErrorKind::TypeError,
                vec![Value::str("this takes a call of Python where none is possible")],
            ),
            Reason::Memory => {
                let line = self.program_line();
                self.limit(crate::python::outcome::Limit::Memory, line)?;
                Value::None
            }
        };
        if !std::mem::take(&mut self.passing) {
            self.chain(&exception);
        }
        Ok(exception)
    }

    /// Sets the context of an exception that is raised while another is handled.
    fn chain(&self, exception: &Value) {
        let (Some(object), Some(handled)) = (object_of(exception), object_of(&self.handled)) else { return };
        if Rc::ptr_eq(object, handled) {
            return;
        }
        // The chain of contexts must not become a circle.
        let mut at = Rc::clone(handled);
        for _ in 0..10_000 {
            let Some(data) = at.exception() else { break };
            let next = data.context.borrow().clone();
            let Some(next) = object_of(&next).cloned() else { break };
            if Rc::ptr_eq(&next, object) {
                data.context.replace(Value::None);
                break;
            }
            at = next;
        }
        if let Some(data) = object.exception() {
            let old = data.context.replace(self.handled.clone());
            drop(old);
        }
    }

    /// An exception has come to a frame: finds who handles it, in this frame or those below.
    pub fn fail(&mut self, f: &mut Box<CodeFrame>, raise: Raise) -> Done {
        let again = std::mem::take(&mut self.again);
        let exception = self.to_exception(raise)?;
        if !again {
            note_trace(f, &exception);
        }
        let mut exception = exception;
        loop {
            if caught(f, &exception) {
                return Ok(());
            }
            let then = std::mem::take(&mut f.then);
            if f.owner.is_some() {
                match self.generator_fails(f, exception) {
                    Some(next) => exception = next,
                    None => return self.give_result(f, then, Value::None),
                }
            }
            if !f.code.prelude {
                self.depth -= 1;
            }
            match self.frames.pop() {
                Some(Activation::Code(caller)) => {
                    let old = std::mem::replace(f, caller);
                    self.release(old);
                    if self.soften(f, then, &exception)? {
                        return Ok(());
                    }
                    note_trace(f, &exception);
                }
                Some(native @ Activation::Native(..)) => {
                    self.frames.push(native);
                    crate::python::values::memory::bury(&mut f.slots);
                    self.got = Some((Got::Raised(exception), then));
                    self.bury_first();
                    return Err(Trap::Gone);
                }
                None => {
                    self.got = Some((Got::Raised(exception), then));
                    return Err(Trap::Gone);
                }
            }
        }
    }

    /// `raise`, with 0, 1 or 2 values.
    pub fn raise_op(&mut self, f: &mut Box<CodeFrame>, count: u8) -> Done {
        if count == 0 {
            if self.handled.is_none() {
                return Err(Raise::runtime_error("No active exception to reraise").into());
            }
            self.passing = true;
            return Err(Raise::value(self.handled.clone()).into());
        }
        let cause = (count == 2).then(|| f.pop());
        let value = f.pop();
        match &value {
            Value::Class(class) if class.error().is_some() => {
                let cause = cause.map(Box::new);
                self.call(f, value, Vec::new(), Vec::new(), Then::Raise(cause))
            }
            _ => self.raise_made(value, cause),
        }
    }

    /// Raises what stands behind `raise`.
    pub fn raise_made(&mut self, value: Value, cause: Option<Value>) -> Done {
        let Some(object) = object_of(&value) else {
            return Err(Raise::type_error("exceptions must derive from BaseException").into());
        };
        if let (Some(cause), Some(data)) = (cause, object.exception()) {
            let cause = match cause {
                Value::Class(class) if class.error().is_some() => self.make_exception(&class, Vec::new()),
                Value::None => Value::None,
                other if object_of(&other).is_some() => other,
                _ => return Err(Raise::type_error("exception causes must derive from BaseException").into()),
            };
            let old = data.cause.replace(cause);
            drop(old);
            data.suppress.set(true);
        }
        Err(Raise::value(value).into())
    }

    /// An exception of a class, without its `__init__`.
    pub fn make_exception(&self, class: &Rc<Class>, args: Vec<Value>) -> Value {
        let kind = class.error().unwrap_or(ErrorKind::Exception);
        let payload = crate::python::values::Payload::Exception(Box::new(
            crate::python::values::Exception::new(kind, args),
        ));
        Value::Object(Rc::new(Object::new(Rc::clone(class), payload)))
    }

    /// `exception class-or-tuple → exception bool`.
    pub fn match_exception(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let wanted = f.pop();
        let Some(matched) = self.matches_class(f.peek(1), &wanted) else {
            return Err(Raise::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )
            .into());
        };
        f.put(None, Value::Bool(matched))
    }

    /// Is an exception of a class, or of one in a tuple? None where that is no class of exceptions.
    pub fn matches_class(&self, exception: &Value, wanted: &Value) -> Option<bool> {
        let mut open = vec![wanted.clone()];
        let mut matched = false;
        while let Some(wanted) = open.pop() {
            match wanted {
                Value::Class(class) if class.error().is_some() => {
                    matched |= matches!(exception, Value::Object(object) if object.class().is_below(&class));
                }
                Value::Tuple(items) => open.extend(items.iter().cloned()),
                _ => return None,
            }
        }
        Some(matched)
    }

    /// The line of the program's innermost frame.
    pub fn program_line(&self) -> u32 {
        self.frames
            .iter()
            .rev()
            .find_map(|activation| match activation {
                Activation::Code(frame) if !frame.code.prelude => Some(frame.current_line()),
                Activation::Code(_) | Activation::Native(..) => None,
            })
            .unwrap_or(self.log.last_line())
    }

    /// The same while a frame is off the stack.
    pub fn line_of(&self, f: &CodeFrame) -> u32 {
        if f.code.prelude { self.program_line() } else { f.current_line() }
    }
}

/// Notes that an exception went through a frame.
fn note_trace(f: &CodeFrame, exception: &Value) {
    if let Some(data) = object_of(exception).and_then(|object| object.exception()) {
        let mut traceback = data.traceback.borrow_mut();
        if traceback.len() < 5_000 {
            traceback.push(Trace {
                function: Rc::clone(&f.code.name),
                line: f.current_line(),
                program: !f.code.prelude,
            });
        }
    }
}

/// Goes to the handler of the frame, if it has one here.
fn caught(f: &mut CodeFrame, exception: &Value) -> bool {
    let at = u32::try_from(f.at()).unwrap_or(u32::MAX);
    let Some(handler) =
        f.code.handlers.iter().find(|handler| handler.start <= at && at < handler.end).copied()
    else {
        return false;
    };
    let height = f.code.slots.len() + usize::from(handler.depth);
    if f.slots.len() > height {
        let mut gone = f.slots.split_off(height);
        crate::python::values::memory::bury(&mut gone);
    }
    f.slots.push(exception.clone());
    f.pc = handler.target as usize;
    true
}
