//! What natives find in their arguments: texts, numbers, bounds, and what they say where these are others.

use std::rc::Rc;

use crate::python::number::{Int, float};
use crate::python::values::equal::int_of;
use crate::python::values::{Args, Bytes, Deque, Dict, List, Raise, Set, Str, Value};

/// What a native gives back.
pub type Out = Result<Value, Raise>;

/// A method of a builtin class was called on something else.
fn other_self(class: &str, value: &Value) -> Raise {
    Raise::type_error(format!(
        "descriptor of '{class}' objects doesn't apply to a '{}' object",
        value.type_name()
    ))
}

/// The text in a value.
pub fn text_of(value: &Value) -> Option<&Rc<Str>> {
    match value.native() {
        Value::Str(text) => Some(text),
        _ => None,
    }
}

/// The text that a method of `str` was called on.
pub fn this_text<'a>(args: &Args<'a>) -> Result<&'a Rc<Str>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    text_of(this).ok_or_else(|| other_self("str", this))
}

/// The bytes that a method of `bytes` was called on.
pub fn this_bytes<'a>(args: &Args<'a>) -> Result<&'a Rc<Bytes>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    match this.native() {
        Value::Bytes(bytes) => Ok(bytes),
        _ => Err(other_self("bytes", this)),
    }
}

/// The list that a method of `list` was called on.
pub fn this_list<'a>(args: &Args<'a>) -> Result<&'a Rc<List>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    match this.native() {
        Value::List(list) => Ok(list),
        _ => Err(other_self("list", this)),
    }
}

/// The dict that a method of `dict` was called on.
pub fn this_dict<'a>(args: &Args<'a>) -> Result<&'a Rc<Dict>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    match this.native() {
        Value::Dict(dict) => Ok(dict),
        _ => Err(other_self("dict", this)),
    }
}

/// The set that a method of `set` or `frozenset` was called on.
pub fn this_set<'a>(args: &Args<'a>) -> Result<&'a Rc<Set>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    match this.native() {
        Value::Set(set) => Ok(set),
        _ => Err(other_self("set", this)),
    }
}

/// The deque that a method of `deque` was called on.
pub fn this_deque<'a>(args: &Args<'a>) -> Result<&'a Rc<Deque>, Raise> {
    let this = args.all.first().unwrap_or(&Value::Unbound);
    match this.native() {
        Value::Deque(deque) => Ok(deque),
        _ => Err(other_self("collections.deque", this)),
    }
}

/// The int that a method of `int` was called on.
pub fn this_int(args: &Args<'_>) -> Result<Int, Raise> {
    int_of(&args[0]).ok_or_else(|| other_self("int", &args[0]))
}

/// The float that a method of `float` was called on.
pub fn this_float(args: &Args<'_>) -> Result<f64, Raise> {
    match args[0].native() {
        Value::Float(value) => Ok(*value),
        other => Err(other_self("float", other)),
    }
}

/// An int.
pub fn int(value: &Value) -> Result<Int, Raise> {
    int_of(value).ok_or_else(|| {
        Raise::type_error(format!("'{}' object cannot be interpreted as an integer", value.type_name()))
    })
}

/// An index or count: an int, where one beyond every length counts as such.
pub fn index(value: &Value) -> Result<i64, Raise> {
    match value {
        Value::Int(value) => Ok(*value),
        _ => Ok(int(value)?.clamped()),
    }
}

/// An optional count.
pub fn index_or(value: Option<&Value>, default: i64) -> Result<i64, Raise> {
    value.map_or(Ok(default), index)
}

/// A bound of a slice or a search: an int, or None, or nothing.
pub fn bound(value: Option<&Value>) -> Result<Option<i64>, Raise> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => match int_of(value) {
            Some(int) => Ok(Some(int.clamped())),
            None => {
                Err(Raise::type_error("slice indices must be integers or None or have an __index__ method"))
            }
        },
    }
}

/// A float, or an int as one.
pub fn real(value: &Value) -> Result<f64, Raise> {
    match value.native() {
        Value::Float(value) => Ok(*value),
        Value::Int(value) => Ok(*value as f64),
        other => match int_of(other) {
            Some(int) => Ok(float::from_int(&int)?),
            None => Err(Raise::type_error(format!("must be real number, not {}", value.type_name()))),
        },
    }
}

/// The text of an argument; `what` names the method in the message.
pub fn text<'a>(value: &'a Value, what: &str) -> Result<&'a str, Raise> {
    match text_of(value) {
        Some(text) => Ok(text.as_str()),
        None => Err(Raise::type_error(format!("{what} must be str, not {}", value.type_name()))),
    }
}

/// A text that may be missing or None.
pub fn optional_text<'a>(value: Option<&'a Value>, what: &str) -> Result<Option<&'a str>, Raise> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => match text_of(value) {
            Some(text) => Ok(Some(text.as_str())),
            None => Err(Raise::type_error(format!("{what} must be None or str, not {}", value.type_name()))),
        },
    }
}

/// A tuple of texts.
pub fn texts(parts: &[&str]) -> Value {
    Value::tuple(parts.iter().map(|part| Value::str(*part)).collect())
}

/// A list of texts.
pub fn list_of(parts: &[&str]) -> Out {
    // Each text takes more than its bytes.
    Raise::if_too_large(parts.len().saturating_mul(64))?;
    Ok(Value::list(parts.iter().map(|part| Value::str(*part)).collect()))
}
