//! Items, `with`, and what `await` and `async for` ask of a value.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::frame::{CodeFrame, Then};
use super::operators::is_custom;
use super::{Done, Machine};
use crate::python::code::Kind;
use crate::python::values::class::Traits;
use crate::python::values::equal::{custom, int_of};
use crate::python::values::generator::{Action, Progress};
use crate::python::values::{Generator, List, Raise, Slice, Value, Waiter, symbol};

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
        if is_custom(&container) {
            if let Some(method) = self.special(&container, symbol::GETITEM) {
                return self.call(f, method, vec![index], Vec::new(), Then::Push);
            }
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
            (native, _) => self.plain_item(native, &index, &container),
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

    /// The item of a builtin sequence, or a part of it.
    pub fn plain_item(&mut self, native: &Value, index: &Value, container: &Value) -> Result<Value, Raise> {
        if let Value::Slice(slice) = index.native() {
            return part(native, slice, container);
        }
        let what = match native {
            Value::List(_) => "list",
            Value::Tuple(_) => "tuple",
            Value::Str(_) => "string",
            Value::Bytes(_) => "index",
            Value::Range(_) => "range object",
            Value::Deque(_) => "deque",
            _ => {
                return Err(Raise::type_error(format!(
                    "'{}' object is not subscriptable",
                    container.type_name()
                )));
            }
        };
        let Some(index) = int_of(index) else {
            return Err(Raise::type_error(match native {
                Value::Str(_) => format!("string indices must be integers, not '{}'", index.type_name()),
                Value::Bytes(_) => {
                    format!("byte indices must be integers or slices, not {}", index.type_name())
                }
                Value::Deque(_) => format!("sequence index must be integer, not '{}'", index.type_name()),
                Value::Range(_) => {
                    format!("range indices must be integers or slices, not {}", index.type_name())
                }
                _ => format!("{what} indices must be integers or slices, not {}", index.type_name()),
            }));
        };
        let at = index.clamped();
        let item = match native {
            Value::List(list) => {
                let items = list.items();
                place(at, items.len()).map(|at| items[at].clone())
            }
            Value::Tuple(items) => place(at, items.len()).map(|at| items[at].clone()),
            Value::Str(text) => place(at, text.len())
                .and_then(|at| text.char_at(at))
                .map(|letter| Value::str(letter.to_string())),
            Value::Bytes(bytes) => {
                place(at, bytes.as_slice().len()).map(|at| Value::Int(i64::from(bytes.as_slice()[at])))
            }
            Value::Range(range) => {
                let length = range.len();
                let at = if at < 0 { i128::from(at) + i128::from(length) } else { i128::from(at) };
                u64::try_from(at).ok().filter(|at| *at < length).map(|at| Value::Int(range.at(at)))
            }
            Value::Deque(deque) => {
                let items = deque.items();
                place(at, items.len()).and_then(|at| items.get(at).cloned())
            }
            _ => None,
        };
        item.ok_or_else(|| Raise::index_error(format!("{what} index out of range")))
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
            (Value::List(list), _) => set_in_list(list, &index, value.clone()),
            (Value::Deque(deque), _) => match int_of(&index) {
                Some(at) => {
                    let length = deque.items().len();
                    match place(at.clamped(), length) {
                        Some(at) => {
                            let old = deque.change(|items| {
                                items.get_mut(at).map(|slot| std::mem::replace(slot, value.clone()))
                            });
                            drop(old);
                            Ok(())
                        }
                        None => Err(Raise::index_error("deque index out of range")),
                    }
                }
                None => Err(Raise::type_error(format!(
                    "sequence index must be integer, not '{}'",
                    index.type_name()
                ))),
            },
            _ => Err(Raise::type_error(format!(
                "'{}' object does not support item assignment",
                container.type_name()
            ))),
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
        match super::iterate::plain_items(&value) {
            Ok(items) => {
                let Value::List(inner) = &list else { return Ok(()) };
                Ok(assign_part(inner, &slice, items)?)
            }
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("list_setslice")?;
                self.call(f, function, vec![list, Value::Slice(slice), value], Vec::new(), Then::Drop)
            }
            Err(_) => Err(Raise::type_error("can only assign an iterable").into()),
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
        let gone: Result<(), Raise> = match (container.native(), &index) {
            (Value::Dict(dict), _) => match dict.remove(&index) {
                Ok(Some(old)) => {
                    drop(old);
                    Ok(())
                }
                Ok(None) => Err(Raise::key_error(index.clone())),
                Err(raise) => Err(raise),
            },
            (Value::List(list), Value::Slice(slice)) => delete_part(list, slice),
            (Value::List(list), _) => match int_of(&index) {
                Some(at) => match place(at.clamped(), list.len()) {
                    Some(at) => {
                        let old = list.edit().remove(at);
                        drop(old);
                        Ok(())
                    }
                    None => Err(Raise::index_error("list assignment index out of range")),
                },
                None => Err(Raise::type_error(format!(
                    "list indices must be integers or slices, not {}",
                    index.type_name()
                ))),
            },
            (Value::Deque(deque), Value::Int(at)) => match place(*at, deque.items().len()) {
                Some(at) => {
                    let old = deque.change(|items| items.remove(at));
                    drop(old);
                    Ok(())
                }
                None => Err(Raise::index_error("deque index out of range")),
            },
            _ => Err(Raise::type_error(format!(
                "'{}' object doesn't support item deletion",
                container.type_name()
            ))),
        };
        match gone {
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

fn set_in_list(list: &Rc<List>, index: &Value, value: Value) -> Result<(), Raise> {
    let Some(at) = int_of(index) else {
        return Err(Raise::type_error(format!(
            "list indices must be integers or slices, not {}",
            index.type_name()
        )));
    };
    let Some(at) = place(at.clamped(), list.len()) else {
        return Err(Raise::index_error("list assignment index out of range"));
    };
    let old = std::mem::replace(&mut list.edit()[at], value);
    drop(old);
    Ok(())
}

/// Where a slice begins, ends, and how it steps, in a sequence of this length.
pub fn bounds(slice: &Slice, length: usize) -> Result<(i64, i64, i64), Raise> {
    let bound = |value: &Value| -> Result<Option<i64>, Raise> {
        match value {
            Value::None => Ok(None),
            other => match int_of(other) {
                Some(int) => Ok(Some(int.clamped())),
                None => Err(Raise::type_error(
                    "slice indices must be integers or None or have an __index__ method",
                )),
            },
        }
    };
    let step = bound(&slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(Raise::value_error("slice step cannot be zero"));
    }
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let fit = |value: Option<i64>, default: i64| match value {
        None => default,
        Some(value) if value < 0 => value.saturating_add(length).max(low),
        Some(value) => value.min(high),
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    Ok((fit(bound(&slice.start)?, first), fit(bound(&slice.stop)?, last), step))
}

/// The places that a slice takes.
pub fn places(slice: &Slice, length: usize) -> Result<Vec<usize>, Raise> {
    let (start, stop, step) = bounds(slice, length)?;
    let mut all = Vec::new();
    let mut at = start;
    while (step > 0 && at < stop) || (step < 0 && at > stop) {
        if let Ok(at) = usize::try_from(at) {
            all.push(at);
        }
        let Some(next) = at.checked_add(step) else { break };
        at = next;
    }
    Ok(all)
}

fn part(native: &Value, slice: &Slice, container: &Value) -> Result<Value, Raise> {
    Ok(match native {
        Value::List(list) => {
            let items = list.items();
            let part = places(slice, items.len())?.into_iter().map(|at| items[at].clone()).collect();
            Value::list(part)
        }
        Value::Tuple(items) => {
            Value::tuple(places(slice, items.len())?.into_iter().map(|at| items[at].clone()).collect())
        }
        Value::Str(text) => {
            let letters: Vec<char> = text.as_str().chars().collect();
            Value::str(places(slice, letters.len())?.into_iter().map(|at| letters[at]).collect::<String>())
        }
        Value::Bytes(bytes) => {
            let bytes = bytes.as_slice();
            Value::bytes(places(slice, bytes.len())?.into_iter().map(|at| bytes[at]).collect::<Vec<u8>>())
        }
        Value::Range(range) => {
            let length = usize::try_from(range.len()).unwrap_or(usize::MAX);
            let (start, stop, step) = bounds(slice, length)?;
            let at = |index: i64| range.start.wrapping_add(index.wrapping_mul(range.step));
            Value::Range(Rc::new(crate::python::values::Range {
                start: at(start),
                stop: at(stop),
                step: range.step.wrapping_mul(step),
            }))
        }
        Value::Deque(_) => return Err(Raise::type_error("sequence index must be integer, not 'slice'")),
        _ => {
            return Err(Raise::type_error(format!(
                "'{}' object is not subscriptable",
                container.type_name()
            )));
        }
    })
}

/// `list[slice] = items`.
pub fn assign_part(list: &Rc<List>, slice: &Slice, items: Vec<Value>) -> Result<(), Raise> {
    let length = list.len();
    let (start, stop, step) = bounds(slice, length)?;
    if step == 1 {
        let start = usize::try_from(start).unwrap_or(0);
        let stop = usize::try_from(stop).unwrap_or(0).max(start);
        let old: Vec<Value> = list.edit().splice(start..stop, items).collect();
        drop(old);
        return Ok(());
    }
    let places = places(slice, length)?;
    if places.len() != items.len() {
        return Err(Raise::value_error(format!(
            "attempt to assign sequence of size {} to extended slice of size {}",
            items.len(),
            places.len()
        )));
    }
    let mut old = Vec::new();
    {
        let mut edit = list.edit();
        for (at, item) in places.into_iter().zip(items) {
            old.push(std::mem::replace(&mut edit[at], item));
        }
    }
    drop(old);
    Ok(())
}

/// `del list[slice]`.
pub fn delete_part(list: &Rc<List>, slice: &Slice) -> Result<(), Raise> {
    let mut gone = places(slice, list.len())?;
    gone.sort_unstable();
    let mut old = Vec::new();
    {
        let mut edit = list.edit();
        let mut next = gone.iter().peekable();
        let items = std::mem::take(&mut *edit);
        for (at, item) in items.into_iter().enumerate() {
            if next.peek() == Some(&&at) {
                next.next();
                old.push(item);
            } else {
                edit.push(item);
            }
        }
    }
    drop(old);
    Ok(())
}

/// May this value's class have items of its own?
pub fn has_own_items(value: &Value) -> bool {
    custom(value, Traits::CONTAINER)
}
