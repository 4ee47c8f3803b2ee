//! What can be said of values without the program: where a class of its own would have to be asked, that is told.

use std::rc::Rc;

use crate::python::code::Kind;
use crate::python::values::class::Traits;
use crate::python::values::equal::custom;
use crate::python::values::iter::Source;
use crate::python::values::sequence::Part;
use crate::python::values::{Dict, Iter, Raise, Value, symbol};

/// May the value's class have special methods of a program's?
pub fn is_custom(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Class(class) => class.meta.is_some(),
        _ => false,
    }
}

/// The truth of a value; None where its class says it.
pub fn truth(value: &Value) -> Option<bool> {
    if custom(value, Traits::TRUTH) {
        return None;
    }
    Some(match value.native() {
        Value::Unbound | Value::None => false,
        Value::Bool(value) => *value,
        Value::Int(value) => *value != 0,
        Value::Float(value) => *value != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.as_slice().is_empty(),
        Value::Tuple(items) => !items.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::Dict(dict) => !dict.is_empty(),
        Value::View(view) => !view.dict.is_empty(),
        Value::Set(set) => !set.is_empty(),
        Value::Deque(deque) => !deque.items().is_empty(),
        Value::Range(range) => !range.is_empty(),
        _ => true,
    })
}

/// `len(value)` of what is native.
pub fn length_of(value: &Value) -> Result<usize, Raise> {
    Ok(match value.native() {
        Value::Str(text) => text.len(),
        Value::Bytes(bytes) => bytes.as_slice().len(),
        Value::Tuple(items) => items.len(),
        Value::List(list) => list.len(),
        Value::Dict(dict) => dict.len(),
        Value::View(view) => view.dict.len(),
        Value::Set(set) => set.len(),
        Value::Deque(deque) => deque.items().len(),
        Value::Range(range) => usize::try_from(range.len()).unwrap_or(usize::MAX),
        _ => return Err(Raise::type_error(format!("object of type '{}' has no len()", value.type_name()))),
    })
}

/// An iterator over a value that needs no Python for it.
pub fn plain_iter(value: &Value) -> Option<Value> {
    if custom(value, Traits::CONTAINER) {
        return None;
    }
    Some(Iter::value(match value.native() {
        Value::List(list) => Source::List { list: Rc::clone(list), at: 0 },
        Value::Tuple(tuple) => Source::Tuple { tuple: Rc::clone(tuple), at: 0 },
        Value::Range(range) => Source::Range { next: range.start, left: range.len(), step: range.step },
        Value::Str(text) => Source::Str { text: Rc::clone(text), at: 0 },
        Value::Bytes(bytes) => Source::Bytes { bytes: Rc::clone(bytes), at: 0 },
        Value::Dict(dict) => {
            Source::Dict { dict: Rc::clone(dict), part: Part::Keys, at: 0, size: dict.len() }
        }
        Value::View(view) => {
            Source::Dict { dict: Rc::clone(&view.dict), part: view.part, at: 0, size: view.dict.len() }
        }
        Value::Set(set) => Source::Set { set: Rc::clone(set), at: 0, size: set.len() },
        Value::Deque(deque) => Source::Deque { deque: Rc::clone(deque), at: 0, size: deque.items().len() },
        Value::Iter(_) => return Some(value.native().clone()),
        _ => return None,
    }))
}

/// All items of a value that needs no Python for it; those that do say so.
pub fn plain_items(value: &Value) -> Result<Vec<Value>, Raise> {
    if custom(value, Traits::CONTAINER) {
        return Err(Raise::deep());
    }
    match value.native() {
        Value::List(list) => return Ok(list.items().clone()),
        Value::Tuple(items) => return Ok(items.to_vec()),
        Value::Generator(generator) if generator.kind == Kind::Generator => return Err(Raise::deep()),
        Value::Object(object) if object.class().find(symbol::NEXT).is_some() => return Err(Raise::deep()),
        _ => {}
    }
    let Some(Value::Iter(iter)) = plain_iter(value) else {
        return Err(not_iterable(value));
    };
    if iter.is_endless() {
        return Err(Raise::memory());
    }
    let mut items = Vec::new();
    if let Some(left) = iter.left() {
        Raise::if_too_large(left.saturating_mul(16))?;
        items.reserve(left);
    }
    while let Some(item) = iter.next()? {
        items.push(item);
        if items.len() % 4096 == 0 {
            Raise::if_too_large(items.len() * 16)?;
        }
    }
    Ok(items)
}

/// The error of a value that has no items.
pub fn not_iterable(value: &Value) -> Raise {
    Raise::type_error(format!("'{}' object is not iterable", value.type_name()))
}

/// A copy of a dict.
pub fn copy_dict(dict: &Dict) -> Result<Dict, Raise> {
    let copy = Dict::new();
    let table = dict.table().clone();
    copy.change(|inner| *inner = table);
    Ok(copy)
}
