//! `repr` of plain values and of containers of them, without recursion.

use std::rc::Rc;

use crate::python::number::{Int, float};
use crate::python::text::escape;
use crate::python::values::class::Traits;
use crate::python::values::equal::custom;
use crate::python::values::sequence::Part;
use crate::python::values::{DictView, ErrorKind, Raise, Value};

/// How many containers may stand in one another, as frames may.
const DEEPEST: usize = 1000;

/// What still has to be written, the next on top.
enum Open {
    Text(&'static str),
    Value(Value),
    /// This container is whole now. It is kept until then, so that no other takes its address.
    Close(Value),
}

/// `repr(value)`, where every part is plain.
pub fn repr(value: &Value) -> Result<String, Raise> {
    repr_with(value, &mut |_| Err(Raise::deep()))
}

/// `repr(value)`; what is no builtin container, text or number is shown by `leaf`.
pub fn repr_with(
    value: &Value,
    leaf: &mut dyn FnMut(&Value) -> Result<String, Raise>,
) -> Result<String, Raise> {
    let mut result = String::new();
    let mut open = vec![Open::Value(value.clone())];
    let mut inside: Vec<usize> = Vec::new();
    while let Some(next) = open.pop() {
        match next {
            Open::Text(text) => result.push_str(text),
            Open::Close(whole) => {
                drop(whole);
                inside.pop();
            }
            Open::Value(value) => match simple(&value)? {
                Some(text) => result.push_str(&text),
                None => container(&value, &mut result, &mut open, &mut inside, leaf)?,
            },
        }
        Raise::if_too_large(result.len())?;
    }
    Ok(result)
}

/// `repr` of what holds no other values.
fn simple(value: &Value) -> Result<Option<String>, Raise> {
    Ok(Some(match value {
        Value::None => "None".to_owned(),
        Value::NotImplemented => "NotImplemented".to_owned(),
        Value::Ellipsis => "Ellipsis".to_owned(),
        Value::Bool(truth) => if *truth { "True" } else { "False" }.to_owned(),
        Value::Int(int) => int.to_string(),
        Value::Big(int) => Int::Big(Rc::clone(int)).to_text()?,
        Value::Float(value) => float::repr(*value),
        Value::Str(text) => escape::text(text.as_str()),
        Value::Bytes(bytes) => escape::bytes(bytes.as_slice()),
        Value::Range(range) => match range.step {
            1 => format!("range({}, {})", range.start, range.stop),
            step => format!("range({}, {}, {step})", range.start, range.stop),
        },
        _ => return Ok(None),
    }))
}

/// Opens a container: its items are pushed to be written, the first on top.
fn container(
    value: &Value,
    result: &mut String,
    open: &mut Vec<Open>,
    inside: &mut Vec<usize>,
    leaf: &mut dyn FnMut(&Value) -> Result<String, Raise>,
) -> Result<(), Raise> {
    if custom(value, Traits::TEXT) {
        result.push_str(&leaf(value)?);
        return Ok(());
    }
    let native = value.native();
    let Some(shape) = shape(native) else {
        let text = match native {
            // The native part of an instance of a class that extends it.
            Value::Object(_) => None,
            _ => simple(native)?,
        };
        let text = text.map_or_else(|| leaf(value), Ok)?;
        result.push_str(&text);
        return Ok(());
    };
    // What holds itself is told by its address.
    let address = native.address().unwrap_or(0);
    if inside.contains(&address) {
        result.push_str(shape.again);
        return Ok(());
    }
    if inside.len() >= DEEPEST {
        let words = "maximum recursion depth exceeded while getting the repr of an object";
        return Err(Raise::new(ErrorKind::RecursionError, words));
    }
    inside.push(address);
    Raise::if_too_large(open.len().saturating_mul(32))?;
    let mut after = shape.after;
    if matches!(value, Value::Object(_)) && matches!(native, Value::Set(_) | Value::Deque(_)) {
        // An instance of a class that extends a set is shown by its class's name.
        result.push_str(&format!("{}({}", value.type_name(), shape.brackets));
        if after == "}" {
            after = "})";
        }
    } else {
        result.push_str(shape.before);
    }
    open.push(Open::Close(value.clone()));
    open.push(Open::Text(after));
    push_items(native, open);
    Ok(())
}

/// How a container is written.
struct Shape {
    before: &'static str,
    /// The bracket alone.
    brackets: &'static str,
    after: &'static str,
    again: &'static str,
}

fn shape(value: &Value) -> Option<Shape> {
    let (before, brackets, after, again) = match value {
        Value::List(_) => ("[", "[", "]", "[...]"),
        Value::Tuple(items) if items.len() == 1 => ("(", "(", ",)", "(...)"),
        Value::Tuple(_) => ("(", "(", ")", "(...)"),
        Value::Dict(_) => ("{", "{", "}", "{...}"),
        Value::Set(set) if set.is_empty() => {
            (if set.frozen { "frozenset(" } else { "set(" }, "", ")", "set(...)")
        }
        Value::Set(set) if set.frozen => ("frozenset({", "{", "})", "frozenset(...)"),
        Value::Set(_) => ("{", "{", "}", "set(...)"),
        Value::Deque(deque) if deque.most.is_some() => ("deque([", "[", "", "[...]"),
        Value::Deque(_) => ("deque([", "[", "])", "[...]"),
        Value::Slice(_) => ("slice(", "(", ")", "slice(...)"),
        Value::View(view) => match view.part {
            Part::Keys => ("dict_keys([", "[", "])", "..."),
            Part::Values => ("dict_values([", "[", "])", "..."),
            Part::Items => ("dict_items([", "[", "])", "..."),
        },
        _ => return None,
    };
    Some(Shape { before, brackets, after, again })
}

/// Pushes the items of a container, so that the first is on top.
fn push_items(value: &Value, open: &mut Vec<Open>) {
    let first = open.len();
    let mut push = |item: &Value| {
        if open.len() > first {
            open.push(Open::Text(", "));
        }
        open.push(Open::Value(item.clone()));
    };
    match value {
        Value::List(list) => list.items().iter().for_each(&mut push),
        Value::Tuple(items) => items.iter().for_each(&mut push),
        Value::Set(set) => set.table().iter().for_each(|(item, ())| push(item)),
        Value::Slice(slice) => [&slice.start, &slice.stop, &slice.step].into_iter().for_each(&mut push),
        Value::Deque(deque) => {
            deque.items().iter().for_each(&mut push);
            if let Some(most) = deque.most {
                open.push(Open::Text("], maxlen="));
                open.push(Open::Value(Value::count(most)));
                open.push(Open::Text(")"));
            }
        }
        Value::View(view) => push_view(view, &mut push),
        Value::Dict(dict) => {
            for (key, value) in dict.table().iter() {
                if open.len() > first {
                    open.push(Open::Text(", "));
                }
                open.push(Open::Value(key.clone()));
                open.push(Open::Text(": "));
                open.push(Open::Value(value.clone()));
            }
        }
        _ => {}
    }
    open[first..].reverse();
}

fn push_view(view: &DictView, push: &mut dyn FnMut(&Value)) {
    for (key, value) in view.dict.table().iter() {
        match view.part {
            Part::Keys => push(key),
            Part::Values => push(value),
            Part::Items => push(&Value::tuple(vec![key.clone(), value.clone()])),
        }
    }
}

/// `str(value)`, where every part is plain.
pub fn text(value: &Value) -> Result<String, Raise> {
    match value {
        Value::Str(text) => Ok(text.as_str().to_owned()),
        _ if custom(value, Traits::TEXT) => Err(Raise::deep()),
        _ => match value.native() {
            Value::Str(text) => Ok(text.as_str().to_owned()),
            _ => repr(value),
        },
    }
}

/// `ascii(value)`
pub fn ascii(value: &Value) -> Result<String, Raise> {
    Ok(escape::ascii_of(&repr(value)?))
}
