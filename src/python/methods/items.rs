//! What an iterable holds, where no call of Python is needed to see it.

use crate::python::values::class::Traits;
use crate::python::values::equal::custom;
use crate::python::values::sequence::Part;
use crate::python::values::{DictView, Raise, Value};

/// What an item of a list takes.
const ITEM: usize = 16;

/// All items of an iterable; an iterator is at its end then.
pub fn of(value: &Value) -> Result<Vec<Value>, Raise> {
    if custom(value, Traits::CONTAINER) {
        return Err(Raise::deep());
    }
    let native = value.native();
    if let Some(length) = length(native) {
        Raise::if_too_large(length.saturating_mul(ITEM))?;
    }
    Ok(match native {
        Value::List(list) => list.items().clone(),
        Value::Tuple(items) => items.to_vec(),
        Value::Str(text) => {
            Raise::if_too_large(text.len().saturating_mul(64))?;
            let mut buffer = [0; 4];
            text.as_str().chars().map(|each| Value::str(&*each.encode_utf8(&mut buffer))).collect()
        }
        Value::Bytes(bytes) => bytes.as_slice().iter().map(|&byte| Value::Int(i64::from(byte))).collect(),
        Value::Dict(dict) => dict.table().iter().map(|(key, _)| key.clone()).collect(),
        Value::View(view) => of_view(view),
        Value::Set(set) => set.table().iter().map(|(item, ())| item.clone()).collect(),
        Value::Deque(deque) => deque.items().iter().cloned().collect(),
        Value::Range(range) => (0..range.len()).map(|at| Value::Int(range.at(at))).collect(),
        Value::Iter(iter) => {
            if iter.is_endless() {
                return Err(Raise::memory());
            }
            let mut items = Vec::new();
            while let Some(item) = iter.next()? {
                items.push(item);
                if items.len() % 65_536 == 0 {
                    Raise::if_too_large(items.len() * ITEM)?;
                }
            }
            items
        }
        Value::Object(_) | Value::Class(_) | Value::Generator(_) | Value::Waiter(_) => {
            return Err(Raise::deep());
        }
        other => {
            return Err(Raise::type_error(format!("'{}' object is not iterable", other.type_name())));
        }
    })
}

/// How many items a container has.
pub fn length(value: &Value) -> Option<usize> {
    Some(match value {
        Value::List(list) => list.len(),
        Value::Tuple(items) => items.len(),
        Value::Str(text) => text.len(),
        Value::Bytes(bytes) => bytes.as_slice().len(),
        Value::Dict(dict) => dict.len(),
        Value::View(view) => view.dict.len(),
        Value::Set(set) => set.len(),
        Value::Deque(deque) => deque.items().len(),
        Value::Range(range) => usize::try_from(range.len()).unwrap_or(usize::MAX),
        _ => return None,
    })
}

fn of_view(view: &DictView) -> Vec<Value> {
    let table = view.dict.table();
    table
        .iter()
        .map(|(key, value)| match view.part {
            Part::Keys => key.clone(),
            Part::Values => value.clone(),
            Part::Items => Value::tuple(vec![key.clone(), value.clone()]),
        })
        .collect()
}
