//! Iterators of the machine's own, which need no call of Python.

use std::cell::RefCell;
use std::rc::Rc;

use super::sequence::Part;
use super::{Bytes, Deque, Dict, List, Raise, Set, Str, Tuple, Value, memory};

/// An iterator.
#[derive(Debug)]
pub struct Iter(RefCell<Source>);

/// What an iterator goes over, and where it is.
#[derive(Debug)]
#[expect(missing_docs, reason = "each says what it goes over")]
pub enum Source {
    Done,
    List { list: Rc<List>, at: usize },
    ListBack { list: Rc<List>, left: usize },
    Tuple { tuple: Rc<Tuple>, at: usize },
    Values(std::vec::IntoIter<Value>),
    Range { next: i64, left: u64, step: i64 },
    Str { text: Rc<Str>, at: usize },
    Bytes { bytes: Rc<Bytes>, at: usize },
    Dict { dict: Rc<Dict>, part: Part, at: usize, size: usize },
    Set { set: Rc<Set>, at: usize, size: usize },
    Deque { deque: Rc<Deque>, at: usize, size: usize },
    Enumerate { inner: Value, count: i64 },
    Zip { inner: Vec<Value>, strict: bool },
    Count { next: Value, step: Value },
    Repeat { value: Value, left: Option<u64> },
}

/// What an iterator gives.
pub type Step = Result<Option<Value>, Raise>;

impl Iter {
    /// Over this.
    pub fn new(source: Source) -> Iter {
        memory::take(SIZE);
        Iter(RefCell::new(source))
    }

    /// As a value.
    pub fn value(source: Source) -> Value {
        Value::Iter(Rc::new(Iter::new(source)))
    }

    /// The next item; None at the end.
    pub fn next(&self) -> Step {
        let step = self.0.borrow_mut().next();
        if !matches!(step, Ok(Some(_))) {
            let old = self.0.replace(Source::Done);
            drop(old);
        }
        step
    }

    /// How many items are left, where that is known.
    pub fn left(&self) -> Option<usize> {
        let left = match &*self.0.borrow() {
            Source::Done => 0,
            Source::List { list, at } => list.len().saturating_sub(*at),
            Source::ListBack { left, .. } => *left,
            Source::Tuple { tuple, at } => tuple.len().saturating_sub(*at),
            Source::Values(items) => items.len(),
            Source::Range { left, .. } => usize::try_from(*left).unwrap_or(usize::MAX),
            Source::Dict { size, .. } | Source::Set { size, .. } => *size,
            Source::Repeat { left: Some(left), .. } => usize::try_from(*left).unwrap_or(usize::MAX),
            Source::Repeat { left: None, .. } | Source::Count { .. } => usize::MAX,
            Source::Str { .. }
            | Source::Bytes { .. }
            | Source::Deque { .. }
            | Source::Enumerate { .. }
            | Source::Zip { .. } => return None,
        };
        Some(left)
    }

    /// Would it never end?
    pub fn is_endless(&self) -> bool {
        match &*self.0.borrow() {
            Source::Count { .. } | Source::Repeat { left: None, .. } => true,
            Source::Enumerate { inner: Value::Iter(inner), .. } => inner.is_endless(),
            _ => false,
        }
    }

    /// What its class is called.
    pub fn type_name(&self) -> &'static str {
        match &*self.0.borrow() {
            Source::Done | Source::Values(_) => "iterator",
            Source::List { .. } => "list_iterator",
            Source::ListBack { .. } => "list_reverseiterator",
            Source::Tuple { .. } => "tuple_iterator",
            Source::Range { .. } => "range_iterator",
            Source::Str { .. } => "str_iterator",
            Source::Bytes { .. } => "bytes_iterator",
            Source::Dict { part: Part::Keys, .. } => "dict_keyiterator",
            Source::Dict { part: Part::Values, .. } => "dict_valueiterator",
            Source::Dict { part: Part::Items, .. } => "dict_itemiterator",
            Source::Set { .. } => "set_iterator",
            Source::Deque { .. } => "_collections._deque_iterator",
            Source::Enumerate { .. } => "enumerate",
            Source::Zip { .. } => "zip",
            Source::Count { .. } => "itertools.count",
            Source::Repeat { .. } => "itertools.repeat",
        }
    }
}

const SIZE: usize = 80;

impl Drop for Iter {
    fn drop(&mut self) {
        memory::give(SIZE);
        let mut inner = match self.0.replace(Source::Done) {
            Source::Enumerate { inner, .. } => vec![inner],
            Source::Zip { inner, .. } => inner,
            Source::Values(values) => values.collect(),
            Source::List { list, .. } | Source::ListBack { list, .. } => vec![Value::List(list)],
            Source::Tuple { tuple, .. } => vec![Value::Tuple(tuple)],
            Source::Dict { dict, .. } => vec![Value::Dict(dict)],
            Source::Set { set, .. } => vec![Value::Set(set)],
            Source::Deque { deque, .. } => vec![Value::Deque(deque)],
            Source::Count { next, step } => vec![next, step],
            Source::Repeat { value, .. } => vec![value],
            Source::Done | Source::Range { .. } | Source::Str { .. } | Source::Bytes { .. } => return,
        };
        memory::bury(&mut inner);
    }
}

impl Source {
    fn next(&mut self) -> Step {
        Ok(match self {
            Source::Done => None,
            Source::Range { next, left, step } => {
                if *left == 0 {
                    return Ok(None);
                }
                *left -= 1;
                let value = *next;
                *next = next.wrapping_add(*step);
                Some(Value::Int(value))
            }
            Source::List { list, at } => {
                let item = list.items().get(*at).cloned();
                *at += 1;
                item
            }
            Source::ListBack { list, left } => {
                let items = list.items();
                match left.checked_sub(1) {
                    Some(at) if at < items.len() => {
                        *left = at;
                        Some(items[at].clone())
                    }
                    _ => None,
                }
            }
            Source::Tuple { tuple, at } => {
                let item = tuple.get(*at).cloned();
                *at += 1;
                item
            }
            Source::Values(items) => items.next(),
            Source::Str { text, at } => {
                let letter = text.as_str().get(*at..).and_then(|rest| rest.chars().next());
                letter.map(|letter| {
                    *at += letter.len_utf8();
                    Value::str(letter.to_string())
                })
            }
            Source::Bytes { bytes, at } => {
                let byte = bytes.as_slice().get(*at).map(|byte| Value::Int(i64::from(*byte)));
                *at += 1;
                byte
            }
            Source::Dict { .. } | Source::Set { .. } | Source::Deque { .. } => return self.next_of_table(),
            Source::Enumerate { .. } | Source::Zip { .. } | Source::Count { .. } | Source::Repeat { .. } => {
                return self.next_of_others();
            }
        })
    }

    fn next_of_table(&mut self) -> Step {
        match self {
            Source::Dict { dict, part, at, size } => {
                let table = dict.table();
                if table.len() != *size {
                    return Err(Raise::runtime_error("dictionary changed size during iteration"));
                }
                let Some((position, key, value)) = table.entry(*at) else { return Ok(None) };
                *at = position + 1;
                Ok(Some(match part {
                    Part::Keys => key.clone(),
                    Part::Values => value.clone(),
                    Part::Items => Value::tuple(vec![key.clone(), value.clone()]),
                }))
            }
            Source::Set { set, at, size } => {
                let table = set.table();
                if table.len() != *size {
                    return Err(Raise::runtime_error("Set changed size during iteration"));
                }
                let Some((position, key, ())) = table.entry(*at) else { return Ok(None) };
                *at = position + 1;
                Ok(Some(key.clone()))
            }
            Source::Deque { deque, at, size } => {
                let items = deque.items();
                if items.len() != *size {
                    return Err(Raise::runtime_error("deque mutated during iteration"));
                }
                let item = items.get(*at).cloned();
                *at += 1;
                Ok(item)
            }
            _ => Ok(None),
        }
    }

    fn next_of_others(&mut self) -> Step {
        match self {
            Source::Enumerate { inner, count } => {
                let Some(item) = next_inner(inner)? else { return Ok(None) };
                let number = *count;
                *count += 1;
                Ok(Some(Value::tuple(vec![Value::Int(number), item])))
            }
            Source::Zip { inner, strict } => {
                let mut items = Vec::with_capacity(inner.len());
                for (place, iter) in inner.iter().enumerate() {
                    match next_inner(iter)? {
                        Some(item) => items.push(item),
                        None if *strict && place > 0 => {
                            return Err(Raise::value_error(uneven(place, "shorter")));
                        }
                        None if *strict => {
                            for (other, iter) in inner.iter().enumerate().skip(1) {
                                if next_inner(iter)?.is_some() {
                                    return Err(Raise::value_error(uneven(other, "longer")));
                                }
                            }
                            return Ok(None);
                        }
                        None => return Ok(None),
                    }
                }
                Ok((!items.is_empty()).then(|| Value::tuple(items)))
            }
            Source::Count { next, step } => {
                let value = next.clone();
                *next = match (&value, &*step) {
                    (Value::Int(a), Value::Int(b)) => {
                        a.checked_add(*b).map(Value::Int).ok_or_else(Raise::deep)?
                    }
                    (Value::Float(a), Value::Float(b)) => Value::Float(a + b),
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "Python adds an int to a float in the same way"
                    )]
                    (Value::Float(a), Value::Int(b)) => Value::Float(a + *b as f64),
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "Python adds an int to a float in the same way"
                    )]
                    (Value::Int(a), Value::Float(b)) => Value::Float(*a as f64 + b),
                    _ => return Err(Raise::deep()),
                };
                Ok(Some(value))
            }
            Source::Repeat { value, left } => Ok(match left {
                Some(0) => None,
                Some(left) => {
                    *left -= 1;
                    Some(value.clone())
                }
                None => Some(value.clone()),
            }),
            _ => Ok(None),
        }
    }
}

fn next_inner(inner: &Value) -> Step {
    match inner {
        Value::Iter(iter) => iter.next(),
        _ => Err(Raise::deep()),
    }
}

fn uneven(place: usize, what: &str) -> String {
    if place == 1 {
        format!("zip() argument 2 is {what} than argument 1")
    } else {
        format!("zip() argument {} is {what} than arguments 1-{place}", place + 1)
    }
}
