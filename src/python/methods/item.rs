//! Subscripts of the builtin containers: `x[i]`, `x[i] = y`, `del x[i]`.

use std::rc::Rc;

use super::args::{Out, bound};
use crate::python::fault::Fault;
use crate::python::number::Int;
use crate::python::text::find;
use crate::python::text::slice::{self, Places};
use crate::python::values::equal::int_of;
use crate::python::values::{Bytes, Deque, Dict, List, Raise, Range, Slice, Str, Value};

/// `container[key]`, by what is native in the container.
pub fn get(container: &Value, key: &Value) -> Out {
    match container.native() {
        Value::List(list) => get_list(list, key),
        Value::Tuple(items) => match key.native() {
            Value::Slice(slice) => {
                let places = places(slice, items.len())?;
                Ok(Value::tuple(places.iter().filter_map(|at| items.get(at)).cloned().collect()))
            }
            _ => at(items, subscript(key, "tuple")?, "tuple"),
        },
        Value::Dict(dict) => get_dict(dict, key),
        Value::Str(text) => get_text(text, key),
        Value::Bytes(bytes) => get_bytes(bytes, key),
        Value::Range(range) => get_range(range, key),
        Value::Deque(deque) => get_deque(deque, key),
        _ => Err(Raise::type_error(format!("'{}' object is not subscriptable", container.type_name()))),
    }
}

/// An index of a sequence; `class` is named where it is none.
fn subscript(key: &Value, class: &str) -> Result<i64, Raise> {
    match key {
        Value::Int(index) => Ok(*index),
        _ => match int_of(key) {
            Some(Int::Small(index)) => Ok(index),
            Some(Int::Big(_)) => Err(Fault::index("cannot fit 'int' into an index-sized integer").into()),
            None => Err(Raise::type_error(format!(
                "{class} indices must be integers or slices, not {}",
                key.type_name()
            ))),
        },
    }
}

fn at(items: &[Value], index: i64, class: &str) -> Out {
    slice::place(index, items.len())
        .and_then(|place| items.get(place))
        .cloned()
        .ok_or_else(|| Raise::index_error(format!("{class} index out of range")))
}

/// The places that a slice takes.
pub fn places(slice: &Slice, length: usize) -> Result<Places, Raise> {
    let (start, stop, step) =
        (bound(Some(&slice.start))?, bound(Some(&slice.stop))?, bound(Some(&slice.step))?);
    Ok(Places::new(start, stop, step, length)?)
}

fn get_list(list: &List, key: &Value) -> Out {
    match key {
        Value::Slice(slice) => {
            let items = list.items();
            let places = places(slice, items.len())?;
            Ok(Value::list(places.iter().filter_map(|at| items.get(at)).cloned().collect()))
        }
        _ => at(&list.items(), subscript(key, "list")?, "list"),
    }
}

fn get_dict(dict: &Dict, key: &Value) -> Out {
    dict.get(key)?.ok_or_else(|| Raise::key_error(key.clone()))
}

fn get_text(text: &Rc<Str>, key: &Value) -> Out {
    match key.native() {
        Value::Slice(slice) => {
            let (start, stop, step) =
                (bound(Some(&slice.start))?, bound(Some(&slice.stop))?, bound(Some(&slice.step))?);
            Ok(Value::str(find::slice(text.as_str(), start, stop, step)?))
        }
        native => {
            if int_of(native).is_none() {
                let name = key.type_name();
                return Err(Raise::type_error(format!("string indices must be integers, not '{name}'")));
            }
            let index = subscript(key, "string")?;
            let each = slice::place(index, text.len()).and_then(|at| text.char_at(at));
            let each = each.ok_or_else(|| Raise::index_error("string index out of range"))?;
            Ok(Value::str(each.to_string()))
        }
    }
}

fn get_bytes(bytes: &Bytes, key: &Value) -> Out {
    let all = bytes.as_slice();
    match key.native() {
        Value::Slice(slice) => {
            let places = places(slice, all.len())?;
            Ok(Value::bytes(places.iter().filter_map(|at| all.get(at)).copied().collect::<Vec<u8>>()))
        }
        _ => {
            let index = subscript(key, "byte")?;
            let byte = slice::place(index, all.len()).and_then(|at| all.get(at));
            byte.map(|&byte| Value::Int(i64::from(byte)))
                .ok_or_else(|| Raise::index_error("index out of range"))
        }
    }
}

fn get_range(range: &Range, key: &Value) -> Out {
    let length = usize::try_from(range.len()).unwrap_or(usize::MAX);
    match key.native() {
        Value::Slice(slice) => {
            let places = places(slice, length)?;
            // In more bits than a range has, and back where they fit.
            let at = |place: i64| i128::from(range.start) + i128::from(place) * i128::from(range.step);
            let step = i128::from(range.step) * i128::from(places.step);
            let whole =
                |value: i128| i64::try_from(value).map_err(|_| Raise::overflow_error("range is too large"));
            Ok(Value::Range(Rc::new(Range {
                start: whole(at(places.start))?,
                stop: whole(at(places.stop))?,
                step: whole(step)?,
            })))
        }
        _ => {
            let index = subscript(key, "range")?;
            let place = slice::place(index, length);
            let place = place.ok_or_else(|| Raise::index_error("range object index out of range"))?;
            Ok(Value::Int(range.at(place as u64)))
        }
    }
}

fn get_deque(deque: &Deque, key: &Value) -> Out {
    let index = deque_index(key)?;
    let items = deque.items();
    let place = slice::place(index, items.len()).and_then(|at| items.get(at));
    place.cloned().ok_or_else(|| Raise::index_error("deque index out of range"))
}

fn deque_index(key: &Value) -> Result<i64, Raise> {
    match int_of(key) {
        Some(index) => Ok(index.clamped()),
        None => Err(Raise::type_error(format!("sequence index must be integer, not '{}'", key.type_name()))),
    }
}

/// `container[key] = value`; `items` finds what an iterable holds, for slices.
pub fn set(container: &Value, key: &Value, value: Value) -> Result<(), Raise> {
    match container.native() {
        Value::List(list) => match key {
            Value::Slice(slice) => set_slice(list, slice, &value),
            _ => {
                let index = subscript(key, "list")?;
                let mut edit = list.edit();
                let place = slice::place(index, edit.len())
                    .ok_or_else(|| Raise::index_error("list assignment index out of range"))?;
                let old = edit.get_mut(place).map(|item| std::mem::replace(item, value));
                drop(edit);
                drop(old);
                Ok(())
            }
        },
        Value::Dict(dict) => dict.set(key.clone(), value),
        Value::Deque(deque) => {
            let index = deque_index(key)?;
            let old = deque.change(|items| {
                let place = slice::place(index, items.len())?;
                items.get_mut(place).map(|item| std::mem::replace(item, value))
            });
            old.map(drop).ok_or_else(|| Raise::index_error("deque index out of range"))
        }
        _ => Err(Raise::type_error(format!(
            "'{}' object does not support item assignment",
            container.type_name()
        ))),
    }
}

fn set_slice(list: &Rc<List>, slice: &Slice, value: &Value) -> Result<(), Raise> {
    let new = super::items::of(value).map_err(|raise| {
        let other = !raise.is_deep()
            && super::items::length(value.native()).is_none()
            && !matches!(value, Value::Iter(_));
        if other { Raise::type_error("must assign iterable to extended slice") } else { raise }
    })?;
    let mut edit = list.edit();
    let places = places(slice, edit.len())?;
    let old: Vec<Value> = if places.step == 1 {
        let start = places.start as usize;
        edit.splice(start..start + places.count, new).collect()
    } else {
        if new.len() != places.count {
            return Err(Raise::value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                places.count
            )));
        }
        let mut old = Vec::with_capacity(new.len());
        for (at, item) in places.iter().zip(new) {
            if let Some(place) = edit.get_mut(at) {
                old.push(std::mem::replace(place, item));
            }
        }
        old
    };
    drop(edit);
    drop(old);
    Ok(())
}

/// `del container[key]`
pub fn delete(container: &Value, key: &Value) -> Result<(), Raise> {
    match container.native() {
        Value::List(list) => {
            let old = match key {
                Value::Slice(slice) => delete_slice(list, slice)?,
                _ => {
                    let index = subscript(key, "list")?;
                    let mut edit = list.edit();
                    let place = slice::place(index, edit.len())
                        .ok_or_else(|| Raise::index_error("list assignment index out of range"))?;
                    vec![edit.remove(place)]
                }
            };
            drop(old);
            Ok(())
        }
        Value::Dict(dict) => match dict.remove(key)? {
            Some(old) => {
                drop(old);
                Ok(())
            }
            None => Err(Raise::key_error(key.clone())),
        },
        Value::Deque(deque) => {
            let index = deque_index(key)?;
            let old = deque.change(|items| slice::place(index, items.len()).and_then(|at| items.remove(at)));
            old.map(drop).ok_or_else(|| Raise::index_error("deque index out of range"))
        }
        _ => {
            let name = container.type_name();
            let sequence = matches!(
                container.native(),
                Value::Str(_) | Value::Tuple(_) | Value::Bytes(_) | Value::Range(_)
            );
            let does = if sequence { "doesn't" } else { "does not" };
            Err(Raise::type_error(format!("'{name}' object {does} support item deletion")))
        }
    }
}

fn delete_slice(list: &List, slice: &Slice) -> Result<Vec<Value>, Raise> {
    let mut edit = list.edit();
    let places = places(slice, edit.len())?.rising();
    if places.count == 0 {
        return Ok(Vec::new());
    }
    if places.step == 1 {
        let start = places.start as usize;
        return Ok(edit.drain(start..start + places.count).collect());
    }
    let mut gone = Vec::with_capacity(places.count);
    let mut next = places.iter().peekable();
    let all = std::mem::take(&mut *edit);
    for (at, item) in all.into_iter().enumerate() {
        if next.peek() == Some(&at) {
            next.next();
            gone.push(item);
        } else {
            edit.push(item);
        }
    }
    Ok(gone)
}
