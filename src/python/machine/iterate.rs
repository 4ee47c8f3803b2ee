//! Iteration: iterators of values, `for`, and everything that takes all items of something.

use super::frame::{CodeFrame, Frame, Then};
use super::plain::{is_custom, not_iterable, plain_items, plain_iter};
use super::{Done, Got, Machine};
use crate::python::code::Kind;
use crate::python::values::class::Traits;
use crate::python::values::equal::custom;
use crate::python::values::{ErrorKind, Flow, Raise, Value, memory, raise, symbol};

impl Machine {
    /// Can `next` be asked of it?
    pub fn is_iterator(&self, value: &Value) -> bool {
        match value {
            Value::Iter(_) | Value::Waiter(_) => true,
            Value::Generator(generator) => matches!(generator.kind, Kind::Generator | Kind::Coroutine),
            other => is_custom(other) && self.special(other, symbol::NEXT).is_some(),
        }
    }

    /// `iterable → iterator`.
    pub fn get_iter(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let value = f.pop();
        self.iter_of(f, value, Then::Push)
    }

    /// `iter(value)`; `then` gets it.
    pub fn iter_of(&mut self, f: &mut Box<CodeFrame>, value: Value, then: Then) -> Done {
        let flow = self.iter_flow(&value)?;
        let then = match (&flow, then) {
            (Flow::Call(..), Then::Push) => Then::Iterator("iter"),
            (_, then) => then,
        };
        self.flow(f, flow, then)
    }

    /// What gives the iterator of a value.
    pub fn iter_flow(&mut self, value: &Value) -> Result<Flow, Raise> {
        match value {
            Value::Generator(generator) if generator.kind == Kind::Generator => {
                return Ok(Flow::Value(value.clone()));
            }
            Value::Waiter(_) => return Ok(Flow::Value(value.clone())),
            _ => {}
        }
        if is_custom(value) {
            if let Some(method) = self.special(value, symbol::ITER) {
                return Ok(Flow::Call(method, Vec::new()));
            }
            if self.special(value, symbol::GETITEM).is_some()
                && custom(value, Traits::CONTAINER)
                && !matches!(value.native(), Value::Dict(_))
            {
                let function = self.deep_function("iter_sequence").map_err(|_| not_iterable(value))?;
                return Ok(Flow::Call(function, vec![value.clone()]));
            }
        }
        match plain_iter(value).or_else(|| plain_iter(value.native())) {
            Some(iter) => Ok(Flow::Value(iter)),
            None => Err(not_iterable(value)),
        }
    }

    /// `iterator → iterator item`, or the end.
    #[inline]
    pub fn for_iter(&mut self, f: &mut Box<CodeFrame>, target: u32, to: Option<u16>) -> Done {
        self.tick(f)?;
        match f.slots.last() {
            Some(Value::Iter(iter)) => match iter.next() {
                Ok(Some(item)) => f.put(to, item),
                Ok(None) => {
                    f.pop();
                    f.pc = target as usize;
                    Ok(())
                }
                Err(raise) => Err(raise.into()),
            },
            Some(_) => self.for_any(f, target, to),
            None => Ok(()),
        }
    }

    fn for_any(&mut self, f: &mut Box<CodeFrame>, target: u32, to: Option<u16>) -> Done {
        let iterator = f.peek(1).clone();
        let then = match to {
            Some(to) => Then::NextLocal(target, to),
            None => Then::Next(target),
        };
        match &iterator {
            Value::Generator(generator) => {
                if generator.state.get() == crate::python::values::generator::State::Finished {
                    f.pop();
                    f.pc = target as usize;
                    return Ok(());
                }
                self.send(f, iterator, Value::None, then)
            }
            other => match self.special(other, symbol::NEXT) {
                Some(method) => self.call(f, method, Vec::new(), Vec::new(), then),
                None => {
                    Err(Raise::type_error(format!("'{}' object is not an iterator", other.type_name()))
                        .into())
                }
            },
        }
    }

    /// Takes all items of a value; `then` gets them as a list.
    pub fn collect(&mut self, f: &mut Box<CodeFrame>, value: Value, then: Then) -> Done {
        let flow = collect_flow(&value, false)?;
        self.flow(f, flow, then)
    }

    /// The same, where Python asks for the length first.
    pub fn collect_hinted(&mut self, f: &mut Box<CodeFrame>, value: Value, then: Then) -> Done {
        let flow = collect_flow(&value, true)?;
        self.flow(f, flow, then)
    }

    /// What asks an iterator for its next item.
    pub fn next_flow(&mut self, iterator: &Value) -> Result<Flow, Raise> {
        match iterator {
            Value::Iter(iter) => match iter.next()? {
                Some(item) => Ok(Flow::Value(item)),
                None => Err(Raise::stop_iteration()),
            },
            Value::Generator(generator) if generator.kind == Kind::Generator => {
                Ok(Flow::Send(iterator.clone(), Value::None))
            }
            Value::Waiter(_) => Ok(Flow::Send(iterator.clone(), Value::None)),
            other => match self.special(other, symbol::NEXT) {
                Some(method) => Ok(Flow::Call(method, Vec::new())),
                None => Err(Raise::type_error(format!("'{}' object is not an iterator", other.type_name()))),
            },
        }
    }
}

/// What gives a list of a value's items; with `hint`, its length is asked for first, as lists and tuples do.
pub fn collect_flow(value: &Value, hint: bool) -> Result<Flow, Raise> {
    match plain_items(value) {
        Ok(items) => Ok(Flow::Value(Value::list(items))),
        Err(raise) if raise.is_deep() || is_custom(value) => Ok(Flow::Frame(Box::new(Collect {
            source: value.clone(),
            iterator: Value::Unbound,
            items: Vec::new(),
            begun: false,
            hint,
        }))),
        Err(raise) => Err(raise),
    }
}

/// Takes all items of an iterable that is written in Python.
#[derive(Debug)]
pub struct Collect {
    source: Value,
    iterator: Value,
    items: Vec<Value>,
    begun: bool,
    hint: bool,
}

impl Collect {
    fn done(&mut self) -> Flow {
        Flow::Value(Value::list(std::mem::take(&mut self.items)))
    }

    fn take(&mut self, machine: &mut Machine) -> Result<Flow, Raise> {
        if std::mem::take(&mut self.hint)
            && let Some(method) = machine
                .special(&self.source, symbol::LEN)
                .or_else(|| machine.special(&self.source, symbol::LENGTH_HINT))
        {
            return Ok(super::call::CallThen::flow(
                method,
                Vec::new(),
                Value::Unbound,
                |_, got, _| match got {
                    Got::Raised(exception) => Err(Raise::value(exception)),
                    Got::Value(_) | Got::Yielded(_) => Ok(Flow::Value(Value::Unbound)),
                },
            ));
        }
        if self.items.len().is_multiple_of(1024)
            && memory::used() + i64::try_from(self.items.len() * 16).unwrap_or(i64::MAX) > raise::MEMORY_MAX
        {
            return Err(Raise::memory());
        }
        if let Value::Iter(iter) = &self.iterator {
            while let Some(item) = iter.next()? {
                self.items.push(item);
            }
            return Ok(self.done());
        }
        machine.next_flow(&self.iterator)
    }
}

impl Frame for Collect {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !self.begun {
            self.begun = true;
            let flow = machine.iter_flow(&self.source)?;
            return match flow {
                Flow::Value(iterator) => {
                    self.iterator = iterator;
                    self.take(machine)
                }
                flow => Ok(flow),
            };
        }
        if self.iterator.is_unbound() {
            return match got {
                Got::Value(iterator) | Got::Yielded(iterator) if machine.is_iterator(&iterator) => {
                    self.iterator = iterator;
                    self.take(machine)
                }
                Got::Value(other) | Got::Yielded(other) => Err(Raise::type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    other.type_name()
                ))),
                Got::Raised(exception) => Err(Raise::value(exception)),
            };
        }
        match got {
            Got::Value(Value::Unbound) => self.take(machine),
            // A generator that returns is done; a `__next__` that returns gives an item.
            Got::Value(_) if matches!(self.iterator, Value::Generator(_) | Value::Waiter(_)) => {
                Ok(self.done())
            }
            Got::Value(item) | Got::Yielded(item) => {
                self.items.push(item);
                self.take(machine)
            }
            Got::Raised(exception) if machine.is_error(&exception, ErrorKind::StopIteration) => {
                Ok(self.done())
            }
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}
