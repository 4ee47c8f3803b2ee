//! Equality, order and hashes of plain values, without recursion. What takes a program's own `__eq__` is left to Python.

use std::cmp::Ordering;
use std::rc::Rc;

use super::class::Traits;
use super::sequence::Part;
use super::text::bytes_hash;
use super::{Dict, ErrorKind, Raise, Tuple, Value};
use crate::python::number::hash::{self as python_hash, TupleHash};
use crate::python::number::{Int, float};

/// Are a key in a table and another one the same?
pub fn same_key(a: &Value, b: &Value) -> Result<bool, Raise> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Ok(Rc::ptr_eq(a, b) || a.as_str() == b.as_str()),
        (Value::Int(a), Value::Int(b)) => Ok(a == b),
        _ => Ok(a.is(b) || plain_equal(a, b)?),
    }
}

/// The int in a value: of a bool, of an instance of a class that extends int.
pub fn int_of(value: &Value) -> Option<Int> {
    match value.native() {
        Value::Int(value) => Some(Int::Small(*value)),
        Value::Bool(value) => Some(Int::Small(i64::from(*value))),
        Value::Big(value) => Some(Int::Big(Rc::clone(value))),
        _ => None,
    }
}

/// An int as a value.
pub fn int_value(int: Int) -> Value {
    match int {
        Int::Small(value) => Value::Int(value),
        Int::Big(value) => Value::Big(value),
    }
}

/// How two numbers stand; None where one is no number, `Some(None)` beside nan.
fn numbers(a: &Value, b: &Value) -> Option<Option<Ordering>> {
    Some(match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Float(a), _) => float::compare_int(&int_of(b)?, *a).map(Ordering::reverse),
        (_, Value::Float(b)) => float::compare_int(&int_of(a)?, *b),
        _ => Some(int_of(a)?.compare(&int_of(b)?)),
    })
}

/// `a == b`, unless that takes Python.
pub fn plain_equal(a: &Value, b: &Value) -> Result<bool, Raise> {
    let mut open: Vec<(Value, Value)> = Vec::new();
    let mut steps = 0_u64;
    if !shallow_equal(a, b, &mut open)? {
        return Ok(false);
    }
    while let Some((a, b)) = open.pop() {
        steps += 1;
        if steps > STEPS_MAX {
            return Err(Raise::new(
                ErrorKind::RecursionError,
                "maximum recursion depth exceeded in comparison",
            ));
        }
        if !a.is(&b) && !shallow_equal(&a, &b, &mut open)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many pairs a comparison looks at: a list may hold itself.
const STEPS_MAX: u64 = 20_000_000;

/// Compares two values, their items pushed to be compared later (the first on top).
fn shallow_equal(a: &Value, b: &Value, open: &mut Vec<(Value, Value)>) -> Result<bool, Raise> {
    if custom(a, Traits::EQ) || custom(b, Traits::EQ) {
        return if a.is(b) && !custom_eq_may_differ(a) { Ok(true) } else { Err(Raise::deep()) };
    }
    let (a, b) = (a.native(), b.native());
    if let Some(order) = numbers(a, b) {
        return Ok(order == Some(Ordering::Equal));
    }
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Ok(a.as_str() == b.as_str()),
        (Value::Bytes(a), Value::Bytes(b)) => Ok(a.as_slice() == b.as_slice()),
        (Value::Tuple(a), Value::Tuple(b)) => Ok(items(a, b, open)),
        (Value::List(a), Value::List(b)) => Ok(Rc::ptr_eq(a, b) || items(&a.items(), &b.items(), open)),
        (Value::Deque(a), Value::Deque(b)) => {
            if Rc::ptr_eq(a, b) {
                return Ok(true);
            }
            let (a, b) = (a.items(), b.items());
            open.extend(a.iter().cloned().zip(b.iter().cloned()).rev());
            Ok(a.len() == b.len())
        }
        (Value::Dict(a), Value::Dict(b)) => dicts(a, b, open),
        (Value::Set(a), Value::Set(b)) => Ok(Rc::ptr_eq(a, b) || (a.len() == b.len() && is_subset(a, b)?)),
        (Value::Range(a), Value::Range(b)) => {
            let (long, other) = (a.len(), b.len());
            Ok(long == other && (long == 0 || (a.start == b.start && (long == 1 || a.step == b.step))))
        }
        (Value::Slice(a), Value::Slice(b)) => {
            open.push((a.step.clone(), b.step.clone()));
            open.push((a.stop.clone(), b.stop.clone()));
            open.push((a.start.clone(), b.start.clone()));
            Ok(true)
        }
        (Value::View(a), Value::View(b)) if a.part == Part::Items && b.part == Part::Items => {
            dicts(&a.dict, &b.dict, open)
        }
        (Value::View(a), Value::View(b)) => {
            let (a, b) = (view_set(a)?, view_set(b)?);
            Ok(a.len() == b.len() && is_subset(&a, &b)?)
        }
        (Value::View(a), Value::Set(b)) | (Value::Set(b), Value::View(a)) => {
            let a = view_set(a)?;
            Ok(a.len() == b.len() && is_subset(&a, b)?)
        }
        (Value::Method(a), Value::Method(b)) => Ok(a.this.is(&b.this) && a.function.is(&b.function)),
        _ => Ok(a.is(b)),
    }
}

/// Whether two dicts have the same keys; their values are pushed to be compared.
fn dicts(a: &Rc<Dict>, b: &Rc<Dict>, open: &mut Vec<(Value, Value)>) -> Result<bool, Raise> {
    if Rc::ptr_eq(a, b) {
        return Ok(true);
    }
    let (a, b) = (a.table(), b.table());
    if a.len() != b.len() {
        return Ok(false);
    }
    for (key, value) in a.iter() {
        let Some(at) = b.find(hash(key)?, key)? else { return Ok(false) };
        open.push((value.clone(), b.value(at).clone()));
    }
    Ok(true)
}

/// A view's items as a set.
pub fn view_set(view: &super::DictView) -> Result<super::Set, Raise> {
    let set = super::Set::new(false);
    for (key, value) in view.dict.table().iter() {
        set.add(match view.part {
            Part::Keys => key.clone(),
            Part::Values => value.clone(),
            Part::Items => Value::tuple(vec![key.clone(), value.clone()]),
        })?;
    }
    Ok(set)
}

/// Is every item of one set in the other?
pub fn is_subset(a: &super::Set, b: &super::Set) -> Result<bool, Raise> {
    let (a, b) = (a.table(), b.table());
    let mut position = 0;
    while let Some((at, key, ())) = a.entry(position) {
        if b.find(a.hash_at(at), key)?.is_none() {
            return Ok(false);
        }
        position = at + 1;
    }
    Ok(true)
}

fn items(a: &[Value], b: &[Value], open: &mut Vec<(Value, Value)>) -> bool {
    if a.len() != b.len() {
        return false;
    }
    open.extend(a.iter().cloned().zip(b.iter().cloned()).rev());
    true
}

/// Has the value's class such methods of its own?
pub fn custom(value: &Value, traits: Traits) -> bool {
    matches!(value, Value::Object(object) if object.class().traits().has(traits))
        || matches!(value, Value::Class(class) if class.meta.as_ref().is_some_and(|meta| meta.traits().has(traits)))
}

/// Inside containers, Python takes identity for equality; so do tables.
fn custom_eq_may_differ(_: &Value) -> bool {
    true
}

/// How two values stand (`Some(None)` never compares: nan); an error of the comparison `sign` where they have no order.
pub fn order(a: &Value, b: &Value, sign: &str) -> Result<Option<Ordering>, Raise> {
    let (mut a, mut b) = (a.clone(), b.clone());
    let mut steps = 0_u64;
    loop {
        steps += 1;
        if steps > STEPS_MAX {
            return Err(Raise::new(
                ErrorKind::RecursionError,
                "maximum recursion depth exceeded in comparison",
            ));
        }
        if custom(&a, Traits::ORDER) || custom(&b, Traits::ORDER) {
            return Err(Raise::deep());
        }
        let next = match (a.native(), b.native()) {
            (Value::Str(a), Value::Str(b)) => return Ok(Some(a.as_str().cmp(b.as_str()))),
            (Value::Bytes(a), Value::Bytes(b)) => return Ok(Some(a.as_slice().cmp(b.as_slice()))),
            (Value::Set(a), Value::Set(b)) => {
                return Ok(match (is_subset(a, b)?, is_subset(b, a)?) {
                    (true, true) => Some(Ordering::Equal),
                    (true, false) => Some(Ordering::Less),
                    (false, true) => Some(Ordering::Greater),
                    (false, false) => None,
                });
            }
            (Value::Tuple(a), Value::Tuple(b)) => first_difference(a, b)?,
            (Value::List(a), Value::List(b)) => first_difference(&a.items(), &b.items())?,
            (Value::Deque(a), Value::Deque(b)) => {
                let (a, b): (Vec<Value>, Vec<Value>) =
                    (a.items().iter().cloned().collect(), b.items().iter().cloned().collect());
                first_difference(&a, &b)?
            }
            (x, y) => match numbers(x, y) {
                Some(order) => return Ok(order),
                None => {
                    return Err(Raise::type_error(format!(
                        "'{sign}' not supported between instances of '{}' and '{}'",
                        a.type_name(),
                        b.type_name()
                    )));
                }
            },
        };
        match next {
            Difference::Lengths(order) => return Ok(Some(order)),
            Difference::Items(x, y) => (a, b) = (x, y),
        }
    }
}

enum Difference {
    Lengths(Ordering),
    Items(Value, Value),
}

fn first_difference(a: &[Value], b: &[Value]) -> Result<Difference, Raise> {
    for (a, b) in a.iter().zip(b) {
        if !a.is(b) && !plain_equal(a, b)? {
            return Ok(Difference::Items(a.clone(), b.clone()));
        }
    }
    Ok(Difference::Lengths(a.len().cmp(&b.len())))
}

/// A hash for tables: equal values have equal ones.
pub fn hash(value: &Value) -> Result<u64, Raise> {
    match value {
        Value::Str(text) => Ok(text.hash()),
        Value::Int(value) => Ok(int_hash(*value)),
        _ => hash_any(value),
    }
}

/// CPython's hash of an int that fits: modulo the prime 2⁶¹ − 1, with its sign.
fn int_hash(value: i64) -> u64 {
    const PRIME: i64 = (1 << 61) - 1;
    match value % PRIME {
        -1 => -2i64,
        hash => hash,
    }
    .cast_unsigned()
}

/// A tuple whose items are being hashed.
struct Open {
    items: Rc<Tuple>,
    next: usize,
    hash: TupleHash,
}

/// What is known of a value's hash.
enum Known {
    Hash(u64),
    Tuple(Rc<Tuple>),
}

/// Hashes tuples in tuples without recursion.
fn hash_any(value: &Value) -> Result<u64, Raise> {
    let mut open: Vec<Open> = Vec::new();
    let mut current = value.clone();
    let mut steps = 0_u64;
    loop {
        steps += 1;
        if steps > STEPS_MAX {
            return Err(Raise::memory());
        }
        let mut found = match known(&current)? {
            Known::Hash(hash) => Some(hash),
            Known::Tuple(items) => {
                open.push(Open { items, next: 0, hash: TupleHash::default() });
                None
            }
        };
        current = loop {
            let Some(mut tuple) = open.pop() else { return Ok(found.unwrap_or(0)) };
            if let Some(hash) = found {
                tuple.hash.add(hash.cast_signed());
            }
            match tuple.items.get(tuple.next).cloned() {
                Some(item) => {
                    tuple.next += 1;
                    open.push(tuple);
                    break item;
                }
                None => found = Some(tuple.hash.finish().cast_unsigned()),
            }
        };
    }
}

fn known(value: &Value) -> Result<Known, Raise> {
    if let Value::Object(object) = value {
        let traits = object.class().traits();
        if traits.has(Traits::HASH) {
            return Err(Raise::deep());
        }
        if traits.has(Traits::UNHASHABLE) {
            return Err(unhashable(value));
        }
    }
    match value.native() {
        Value::Tuple(items) => Ok(Known::Tuple(Rc::clone(items))),
        native => hash_one(native).map(Known::Hash),
    }
}

fn hash_one(value: &Value) -> Result<u64, Raise> {
    Ok(match value {
        Value::Str(text) => text.hash(),
        Value::Bytes(bytes) => bytes_hash(bytes.as_slice()),
        Value::Int(value) => int_hash(*value),
        Value::Bool(value) => int_hash(i64::from(*value)),
        Value::Big(value) => Int::Big(Rc::clone(value)).hash().cast_unsigned(),
        Value::Float(value) => python_hash::float(*value).cast_unsigned(),
        Value::None => 0xfca8_6420,
        Value::Ellipsis => 0xfca8_6421,
        Value::NotImplemented => 0xfca8_6422,
        Value::Range(range) => {
            let length = range.len();
            let part = |value: i64, there: bool| if there { int_hash(value) } else { 0xfca8_6420 };
            let mut hash = TupleHash::default();
            hash.add(int_hash(length.cast_signed()).cast_signed());
            hash.add(part(range.start, length > 0).cast_signed());
            hash.add(part(range.step, length > 1).cast_signed());
            hash.finish().cast_unsigned()
        }
        // The hashes of its items are kept with them.
        Value::Set(set) if set.frozen => {
            python_hash::frozen_set(set.table().hashes().map(u64::cast_signed)).cast_unsigned()
        }
        Value::Method(method) => {
            let address =
                method.this.address().unwrap_or(0) ^ method.function.address().unwrap_or(0).rotate_left(9);
            address as u64
        }
        Value::List(_)
        | Value::Dict(_)
        | Value::Set(_)
        | Value::Deque(_)
        | Value::View(_)
        | Value::Slice(_) => {
            return Err(unhashable(value));
        }
        other => (other.address().unwrap_or(0) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
    })
}

fn unhashable(value: &Value) -> Raise {
    Raise::type_error(format!("unhashable type: '{}'", value.type_name()))
}
