//! The methods of `set` and `frozenset`.

use std::rc::Rc;

use super::args::this_set;
use super::items;
use crate::python::machine::Machine;
use crate::python::values::equal::{is_subset, view_set};
use crate::python::values::native::{Flowing, Plain};
use crate::python::values::{Args, ErrorKind, Flow, Native, Raise, Set, Table, Takes, Value};

const fn set(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("set", name, takes, code)
}

const fn flowing(name: &'static str, takes: Takes, code: Flowing) -> Native {
    Native::flow_method("set", name, takes, code)
}

const fn frozen(name: &'static str, takes: Takes, code: Flowing) -> Native {
    Native::flow_method("frozenset", name, takes, code)
}

/// The methods of `set`.
pub static LIST: &[Native] = &[
    set("add", Takes::Exactly(1), |_, args| {
        this_set(args)?.add(args[1].clone())?;
        Ok(Value::None)
    }),
    set("clear", Takes::Exactly(0), |_, args| {
        let old = this_set(args)?.change(Table::take_all);
        drop(old);
        Ok(Value::None)
    }),
    set("copy", Takes::Exactly(0), |_, args| Ok(Value::Set(Rc::new(copy(this_set(args)?, false)?)))),
    set("discard", Takes::Exactly(1), |_, args| {
        let old = remove(this_set(args)?, &args[1])?;
        drop(old);
        Ok(Value::None)
    }),
    set("pop", Takes::Exactly(0), |_, args| match this_set(args)?.change(Table::pop_first) {
        Some((item, ())) => Ok(item),
        None => Err(Raise::new(ErrorKind::KeyError, "pop from an empty set")),
    }),
    set("remove", Takes::Exactly(1), |_, args| {
        let old = remove(this_set(args)?, &args[1])?;
        if old.is_none() {
            return Err(Raise::key_error(args[1].clone()));
        }
        Ok(Value::None)
    }),
    flowing("update", Takes::AtLeast(0), |machine, args| {
        let others = match others(args)? {
            Others::Sets(others) => others,
            Others::Rest(rest) => return machine.deep_call("set_update", rest, Vec::new()),
        };
        let this = this_set(args)?;
        for other in others {
            add_all(this, &other)?;
        }
        Ok(Flow::Value(Value::None))
    }),
    flowing("difference_update", Takes::AtLeast(0), |machine, args| {
        changed(machine, args, Operation::Difference)
    }),
    flowing("intersection_update", Takes::AtLeast(0), |machine, args| {
        changed(machine, args, Operation::Intersection)
    }),
    flowing("symmetric_difference_update", Takes::Exactly(1), |machine, args| {
        changed(machine, args, Operation::SymmetricDifference)
    }),
    flowing("difference", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Difference)),
    flowing("intersection", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Intersection)),
    flowing("symmetric_difference", Takes::Exactly(1), |machine, args| {
        made(machine, args, Operation::SymmetricDifference)
    }),
    flowing("union", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Union)),
    flowing("isdisjoint", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Disjoint)),
    flowing("issubset", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Subset)),
    flowing("issuperset", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Superset)),
];

/// The methods of `frozenset`.
pub static FROZEN: &[Native] = &[
    frozen("copy", Takes::Exactly(0), |_, args| Ok(Flow::Value(Value::Set(Rc::clone(this_set(args)?))))),
    frozen("difference", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Difference)),
    frozen("intersection", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Intersection)),
    frozen("symmetric_difference", Takes::Exactly(1), |machine, args| {
        made(machine, args, Operation::SymmetricDifference)
    }),
    frozen("union", Takes::AtLeast(0), |machine, args| made(machine, args, Operation::Union)),
    frozen("isdisjoint", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Disjoint)),
    frozen("issubset", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Subset)),
    frozen("issuperset", Takes::Exactly(1), |machine, args| asked(machine, args, Question::Superset)),
];

/// What makes a set of two.
#[derive(Clone, Copy)]
enum Operation {
    Union,
    Intersection,
    Difference,
    SymmetricDifference,
}

impl Operation {
    fn name(self) -> &'static str {
        match self {
            Self::Union => "union",
            Self::Intersection => "intersection",
            Self::Difference => "difference",
            Self::SymmetricDifference => "symmetric_difference",
        }
    }
}

#[derive(Clone, Copy)]
enum Question {
    Disjoint,
    Subset,
    Superset,
}

impl Question {
    fn name(self) -> &'static str {
        match self {
            Self::Disjoint => "isdisjoint",
            Self::Subset => "issubset",
            Self::Superset => "issuperset",
        }
    }
}

/// The other sets of a call.
enum Others {
    Sets(Vec<Rc<Set>>),
    /// It takes Python, with these arguments.
    Rest(Vec<Value>),
}

/// The arguments behind the first as sets. Iterators are read, and handed on as what they held.
fn others(args: &Args<'_>) -> Result<Others, Raise> {
    let mut sets = Vec::with_capacity(args.len());
    let mut rest = args.all.to_vec();
    let mut deep = false;
    for at in 1..args.len() {
        let value = &args[at];
        match value.native() {
            _ if super::truth::custom_container(value) => deep = true,
            Value::Set(set) => sets.push(Rc::clone(set)),
            Value::View(view) => sets.push(Rc::new(view_set(view)?)),
            _ => match items::of(value) {
                Ok(all) => {
                    let set = Set::new(false);
                    for item in &all {
                        match set.add(item.clone()) {
                            Err(raise) if raise.is_deep() => deep = true,
                            other => other?,
                        }
                    }
                    sets.push(Rc::new(set));
                    if let (Value::Iter(_), Some(place)) = (value, rest.get_mut(at)) {
                        *place = Value::list(all);
                    }
                }
                Err(raise) if raise.is_deep() => deep = true,
                Err(raise) => return Err(raise),
            },
        }
    }
    Ok(if deep { Others::Rest(rest) } else { Others::Sets(sets) })
}

/// All items of a set.
fn all(set: &Set) -> Vec<Value> {
    set.table().iter().map(|(item, ())| item.clone()).collect()
}

/// A set with the same items.
pub fn copy(set: &Set, frozen: bool) -> Result<Set, Raise> {
    Raise::if_too_large(set.len() * 48)?;
    let copy = Set::new(frozen);
    copy.change(|table| *table = set.table().clone());
    Ok(copy)
}

/// Takes an item away. A set is looked for as the frozenset that it equals.
fn remove(set: &Set, item: &Value) -> Result<Option<Value>, Raise> {
    let looked_for = match item.native() {
        Value::Set(other) if !other.frozen => Value::Set(Rc::new(copy(other, true)?)),
        _ => item.clone(),
    };
    let hash = crate::python::values::hash(&looked_for)?;
    set.change(|table| Ok(table.find(hash, &looked_for)?.map(|at| table.remove(at).0)))
}

fn add_all(set: &Set, other: &Set) -> Result<(), Raise> {
    for item in all(other) {
        set.add(item)?;
    }
    Ok(())
}

/// One set from two.
fn joined(operation: Operation, a: &Set, b: &Set, frozen: bool) -> Result<Set, Raise> {
    let result = Set::new(frozen);
    for item in all(a) {
        let kept = match operation {
            Operation::Union => true,
            Operation::Intersection => b.contains(&item)?,
            Operation::Difference | Operation::SymmetricDifference => !b.contains(&item)?,
        };
        if kept {
            result.add(item)?;
        }
    }
    for item in all(b) {
        let kept = match operation {
            Operation::Union => true,
            Operation::SymmetricDifference => !a.contains(&item)?,
            Operation::Intersection | Operation::Difference => false,
        };
        if kept {
            result.add(item)?;
        }
    }
    Ok(result)
}

/// A set from this and the others.
fn made(machine: &mut Machine, args: &Args<'_>, operation: Operation) -> Result<Flow, Raise> {
    let this = this_set(args)?;
    let others = match others(args)? {
        Others::Sets(others) => others,
        Others::Rest(rest) => {
            return machine.deep_call(&format!("set_{}", operation.name()), rest, Vec::new());
        }
    };
    let mut result = copy(this, this.frozen)?;
    for other in others {
        result = joined(operation, &result, &other, this.frozen)?;
    }
    Ok(Flow::Value(Value::Set(Rc::new(result))))
}

/// Makes this set what comes of it and the others.
fn changed(machine: &mut Machine, args: &Args<'_>, operation: Operation) -> Result<Flow, Raise> {
    let this = this_set(args)?;
    let others = match others(args)? {
        Others::Sets(others) => others,
        Others::Rest(rest) => {
            return machine.deep_call(&format!("set_{}_update", operation.name()), rest, Vec::new());
        }
    };
    let mut result = copy(this, false)?;
    for other in others {
        result = joined(operation, &result, &other, false)?;
    }
    let old = this.change(|table| std::mem::replace(table, result.table().clone()));
    drop(old);
    Ok(Flow::Value(Value::None))
}

fn asked(machine: &mut Machine, args: &Args<'_>, question: Question) -> Result<Flow, Raise> {
    let this = this_set(args)?;
    if !matches!(question, Question::Subset) && !matches!(args[1].native(), Value::Set(_) | Value::View(_)) {
        return asked_of_items(machine, args, question);
    }
    let others = match others(args)? {
        Others::Sets(others) => others,
        Others::Rest(rest) => {
            return machine.deep_call(&format!("set_{}", question.name()), rest, Vec::new());
        }
    };
    let mut truth = true;
    for other in others {
        truth &= match question {
            Question::Subset => is_subset(this, &other)?,
            Question::Superset => is_subset(&other, this)?,
            Question::Disjoint => joined(Operation::Intersection, this, &other, false)?.is_empty(),
        };
    }
    Ok(Flow::Value(Value::Bool(truth)))
}

/// The same of an iterable that is no set: it is looked at no further than the answer takes.
fn asked_of_items(machine: &mut Machine, args: &Args<'_>, question: Question) -> Result<Flow, Raise> {
    let this = this_set(args)?;
    let all = items::of(&args[1])?;
    let wanted = matches!(question, Question::Superset);
    for item in &all {
        match this.contains(item) {
            Ok(there) if there != wanted => return Ok(Flow::Value(Value::Bool(false))),
            Ok(_) => {}
            Err(raise) if raise.is_deep() => {
                let rest = vec![args[0].clone(), Value::list(all)];
                return machine.deep_call(&format!("set_{}", question.name()), rest, Vec::new());
            }
            Err(raise) => return Err(raise),
        }
    }
    Ok(Flow::Value(Value::Bool(true)))
}
