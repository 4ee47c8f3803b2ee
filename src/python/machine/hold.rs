//! Items, `with`, and what `await` and `async for` ask of a value.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::frame::{CodeFrame, Then};
use super::plain::is_custom;
use super::{Done, Machine};
use crate::python::code::Kind;
use crate::python::methods::item;
use crate::python::values::class::Traits;
use crate::python::values::equal::custom;
use crate::python::values::generator::{Action, Progress};
use crate::python::values::{Generator, Raise, Slice, Value, Waiter, symbol};

/// Where an index lies in a sequence of this length.
pub fn place(index: i64, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let at = if index < 0 { index + length } else { index };
    if (0..length).contains(&at) { usize::try_from(at).ok() } else { None }
}

impl Machine {
    /// `object index → value`.
    #[inline]
    pub fn load_item(&mut self, f: &mut Box<CodeFrame>) -> Done {
        if let [.., container, Value::Int(index)] = f.slots.as_slice() {
            let item = match container {
                Value::List(list) => {
                    let items = list.items();
                    place(*index, items.len()).map(|at| items[at].clone())
                }
                Value::Tuple(items) => place(*index, items.len()).map(|at| items[at].clone()),
                _ => None,
            };
            if let Some(item) = item {
                f.slots.pop();
                if let Some(top) = f.slots.last_mut() {
                    *top = item;
                }
                return Ok(());
            }
        }
        let index = f.pop();
        let container = f.pop();
        self.item_of(f, container, index)
    }

    fn item_of(&mut self, f: &mut Box<CodeFrame>, container: Value, index: Value) -> Done {
        if is_custom(&container)
            && let Some(method) = self.special(&container, symbol::GETITEM)
        {
            return self.call(f, method, vec![index], Vec::new(), Then::Push);
        }
        let item = match (container.native(), &index) {
            (Value::Dict(dict), _) => match dict.get(&index) {
                Ok(Some(value)) => Ok(value),
                Ok(None) => {
                    if let Some(method) = self.special(&container, symbol::MISSING) {
                        return self.call(f, method, vec![index], Vec::new(), Then::Push);
                    }
                    Err(Raise::key_error(index.clone()))
                }
                Err(raise) => Err(raise),
            },
            (Value::Class(class), _) => {
                let class = Rc::clone(class);
                if let Some(method) = class.find(symbol::CLASS_GETITEM) {
                    let bound = match method {
                        Value::Object(object) => match object.payload() {
                            crate::python::values::Payload::Value(function) => {
                                super::attribute::bind(function.clone(), container.clone())
                            }
                            _ => Value::None,
                        },
                        native @ Value::Native(_) => super::attribute::bind(native, container.clone()),
                        other => other,
                    };
                    return self.call(f, bound, vec![index], Vec::new(), Then::Push);
                }
                // `list[int]` and the like stand for the class.
                if class.builtin {
                    return f.put(None, container.clone());
                }
                Err(Raise::type_error(format!("type '{}' is not subscriptable", class.name())))
            }
            _ => item::get(&container, &index),
        };
        match item {
            Ok(item) => f.put(None, item),
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("dict_getitem")?;
                self.call(f, function, vec![container, index], Vec::new(), Then::Push)
            }
            Err(raise) => Err(raise.into()),
        }
    }

    /// `value object index →`.
    pub fn store_item(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let index = f.pop();
        let container = f.pop();
        let value = f.pop();
        if is_custom(&container)
            && let Some(method) = self.special(&container, symbol::SETITEM)
        {
            return self.call(f, method, vec![index, value], Vec::new(), Then::Drop);
        }
        let done = match (container.native(), &index) {
            (Value::Dict(dict), _) => dict.set(index.clone(), value.clone()),
            (Value::List(list), Value::Slice(slice)) => {
                let slice = Rc::clone(slice);
                let list = Value::List(Rc::clone(list));
                return self.store_part(f, list, slice, value);
            }
            _ => item::set(&container, &index, value.clone()),
        };
        match done {
            Ok(()) => Ok(()),
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("dict_setitem")?;
                self.call(f, function, vec![container, index, value], Vec::new(), Then::Drop)
            }
            Err(raise) => Err(raise.into()),
        }
    }

    fn store_part(&mut self, f: &mut Box<CodeFrame>, list: Value, slice: Rc<Slice>, value: Value) -> Done {
        match super::plain::plain_items(&value) {
            Ok(items) => Ok(item::set(&list, &Value::Slice(slice), Value::list(items))?),
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("list_setslice")?;
                self.call(f, function, vec![list, Value::Slice(slice), value], Vec::new(), Then::Drop)
            }
            Err(_) => Err(Raise::type_error("must assign iterable to extended slice").into()),
        }
    }

    /// `object index →`.
    pub fn delete_item(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let index = f.pop();
        let container = f.pop();
        if is_custom(&container)
            && let Some(method) = self.special(&container, symbol::DELITEM)
        {
            return self.call(f, method, vec![index], Vec::new(), Then::Drop);
        }
        match item::delete(&container, &index) {
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("dict_delitem")?;
                self.call(f, function, vec![container, index], Vec::new(), Then::Drop)
            }
            other => Ok(other?),
        }
    }

    /// `manager → exit entered` or `exit awaitable`.
    pub fn before_with(&mut self, f: &mut Box<CodeFrame>, asynchronous: bool) -> Done {
        let manager = f.pop();
        let (enter, exit) =
            if asynchronous { (symbol::AENTER, symbol::AEXIT) } else { (symbol::ENTER, symbol::EXIT) };
        let entering = self.method_of(&manager, enter);
        let exiting = self.method_of(&manager, exit);
        let (Some(entering), Some(exiting)) = (entering, exiting) else {
            let missing_enter = self.method_of(&manager, enter).is_none();
            let name = manager.type_name();
            let protocol = if asynchronous { "asynchronous context manager" } else { "context manager" };
            let missed = if missing_enter {
                String::new()
            } else {
                format!(" (missed {} method)", exit.text().as_str())
            };
            return Err(Raise::type_error(format!(
                "'{name}' object does not support the {protocol} protocol{missed}"
            ))
            .into());
        };
        f.push(exiting);
        self.call(f, entering, Vec::new(), Vec::new(), Then::Push)
    }

    /// A method of a value's class, bound, the machine's own classes included.
    pub fn method_of(&mut self, value: &Value, name: crate::python::values::Symbol) -> Option<Value> {
        if let Some(method) = self.special(value, name) {
            return Some(method);
        }
        let class = Rc::clone(self.types.of(value));
        match class.find(name)? {
            native @ Value::Native(_) => Some(super::attribute::bind(native, value.clone())),
            _ => None,
        }
    }

    /// `exit previous exception → exit previous exception result`.
    pub fn with_except(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let exception = f.peek(1).clone();
        let exit = f.peek(3).clone();
        let class = Value::Class(Rc::clone(self.types.of(&exception)));
        let traceback = self.traceback_of(&exception);
        self.call(f, exit, vec![class, exception, traceback], Vec::new(), Then::Push)
    }

    /// `object → iterator`, for `await`.
    pub fn await_of(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        if let Some(iterator) = super::generators::plain_awaitable(&value) {
            if let Value::Generator(generator) = &iterator
                && generator.state.get() == crate::python::values::generator::State::Suspended
                && generator.busy.get()
            {
                return Err(Raise::runtime_error("coroutine is being awaited already").into());
            }
            return f.put(None, iterator);
        }
        if is_custom(&value)
            && let Some(method) = self.special(&value, symbol::AWAIT)
        {
            return self.call(f, method, Vec::new(), Vec::new(), Then::Iterator("await"));
        }
        if let Value::Object(object) = &value
            && object.future().is_some()
        {
            let waiter = Waiter::Future { future: Rc::clone(object), asked: Cell::new(false) };
            return f.put(None, Value::Waiter(Rc::new(waiter)));
        }
        Err(Raise::type_error(format!("'{}' object can't be awaited", value.type_name())).into())
    }

    /// `object → iterator`, for `async for`.
    pub fn async_iter_of(&mut self, f: &mut Box<CodeFrame>, value: Value) -> Done {
        if let Value::Generator(generator) = &value
            && generator.kind == Kind::AsyncGenerator
        {
            return f.put(None, value);
        }
        match self.special(&value, symbol::AITER) {
            Some(method) => self.call(f, method, Vec::new(), Vec::new(), Then::Push),
            None => Err(Raise::type_error(format!(
                "'async for' requires an object with __aiter__ method, got {}",
                value.type_name()
            ))
            .into()),
        }
    }

    /// `aiter → aiter iterator`.
    pub fn async_next(&mut self, f: &mut Box<CodeFrame>) -> Done {
        let value = f.peek(1).clone();
        if let Value::Generator(generator) = &value
            && generator.kind == Kind::AsyncGenerator
        {
            return f.put(None, step_of(generator, Action::Send(Value::None)));
        }
        match self.special(&value, symbol::ANEXT) {
            Some(method) => {
                let flow =
                    super::call::CallThen::flow(
                        method,
                        Vec::new(),
                        Value::None,
                        |machine, got, _| match got {
                            super::Got::Value(value) | super::Got::Yielded(value) => {
                                machine.await_flow(&value)
                            }
                            super::Got::Raised(exception) => Err(Raise::value(exception)),
                        },
                    );
                self.flow(f, flow, Then::Push)
            }
            None => Err(Raise::type_error(format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                value.type_name()
            ))
            .into()),
        }
    }

    /// What gives the iterator of an awaitable.
    pub fn await_flow(&mut self, value: &Value) -> Result<crate::python::values::Flow, Raise> {
        use crate::python::values::Flow;
        if let Some(iterator) = super::generators::plain_awaitable(value) {
            return Ok(Flow::Value(iterator));
        }
        if let Some(method) = self.special(value, symbol::AWAIT) {
            return Ok(Flow::Call(method, Vec::new()));
        }
        if let Value::Object(object) = value
            && object.future().is_some()
        {
            let waiter = Waiter::Future { future: Rc::clone(object), asked: Cell::new(false) };
            return Ok(Flow::Value(Value::Waiter(Rc::new(waiter))));
        }
        Err(Raise::type_error(format!(
            "'async for' received an invalid object from __anext__: {}",
            value.type_name()
        )))
    }
}

/// A step of an async generator.
pub fn step_of(generator: &Rc<Generator>, action: Action) -> Value {
    Value::Waiter(Rc::new(Waiter::Step {
        generator: Rc::clone(generator),
        action: RefCell::new(action),
        state: Cell::new(Progress::Fresh),
    }))
}

/// May this value's class have items of its own?
pub fn has_own_items(value: &Value) -> bool {
    custom(value, Traits::CONTAINER)
}
