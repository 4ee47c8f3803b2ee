//! The special methods that builtin classes have: what `super().__setitem__(key, value)` reaches.

use super::args::{Out, text};
use super::truth::truth;
use super::{format, item, items, show};
use crate::python::machine::Machine;
use crate::python::values::equal::{order, plain_equal};
use crate::python::values::native::Plain;
use crate::python::values::{Args, Native, Raise, Takes, Value, hash};
use std::cmp::Ordering;

const fn of_object(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("object", name, takes, code)
}

/// What every builtin class that holds a value has.
static COMMON: &[Native] = &[
    of_object("__eq__", Takes::Exactly(1), |_, args| equal(args, true)),
    of_object("__ne__", Takes::Exactly(1), |_, args| equal(args, false)),
    of_object("__hash__", Takes::Exactly(0), |_, args| Ok(Value::Int(hash(args[0].native())?.cast_signed()))),
    of_object("__repr__", Takes::Exactly(0), |_, args| Ok(Value::str(show::repr(args[0].native())?))),
    of_object("__str__", Takes::Exactly(0), |_, args| Ok(Value::str(show::text(args[0].native())?))),
    of_object("__format__", Takes::Exactly(1), |_, args| {
        Ok(Value::str(format::format(args[0].native(), text(&args[1], "__format__() argument")?)?))
    }),
    of_object("__bool__", Takes::Exactly(0), |_, args| {
        truth(args[0].native()).map(Value::Bool).ok_or_else(Raise::deep)
    }),
];

/// What those have that have an order.
static ORDERED: &[Native] = &[
    of_object("__lt__", Takes::Exactly(1), |_, args| ordered(args, "<", &[Ordering::Less])),
    of_object("__le__", Takes::Exactly(1), |_, args| ordered(args, "<=", &[Ordering::Less, Ordering::Equal])),
    of_object("__gt__", Takes::Exactly(1), |_, args| ordered(args, ">", &[Ordering::Greater])),
    of_object("__ge__", Takes::Exactly(1), |_, args| {
        ordered(args, ">=", &[Ordering::Greater, Ordering::Equal])
    }),
];

/// What those have that hold others.
static CONTAINERS: &[Native] = &[
    of_object("__len__", Takes::Exactly(0), |_, args| {
        items::length(args[0].native()).map(Value::count).ok_or_else(|| Raise::type_error("it has no len()"))
    }),
    of_object("__contains__", Takes::Exactly(1), contains),
];

/// What those have that have subscripts.
static SUBSCRIPTS: &[Native] =
    &[of_object("__getitem__", Takes::Exactly(1), |_, args| item::get(args[0].native(), &args[1]))];

/// What those have whose items change.
static CHANGING: &[Native] = &[
    of_object("__setitem__", Takes::Exactly(2), |_, args| {
        item::set(args[0].native(), &args[1], args[2].clone())?;
        Ok(Value::None)
    }),
    of_object("__delitem__", Takes::Exactly(1), |_, args| {
        item::delete(args[0].native(), &args[1])?;
        Ok(Value::None)
    }),
];

/// The special methods of a builtin class.
pub fn of(class: &str) -> impl Iterator<Item = &'static Native> {
    let holds = matches!(
        class,
        "bytes"
            | "deque"
            | "dict"
            | "dict_items"
            | "dict_keys"
            | "dict_values"
            | "frozenset"
            | "list"
            | "range"
            | "set"
            | "str"
            | "tuple"
    );
    let number = matches!(class, "bool" | "float" | "int");
    let ordered =
        number || matches!(class, "bytes" | "deque" | "frozenset" | "list" | "set" | "str" | "tuple");
    let subscripts = matches!(class, "bytes" | "deque" | "dict" | "list" | "range" | "str" | "tuple");
    let changing = matches!(class, "deque" | "dict" | "list");
    let when = |is: bool, list: &'static [Native]| if is { list } else { &[] };
    [
        when(holds || number || class == "slice", COMMON),
        when(ordered, ORDERED),
        when(holds, CONTAINERS),
        when(subscripts, SUBSCRIPTS),
        when(changing, CHANGING),
    ]
    .into_iter()
    .flatten()
}

/// Whether two values are of kinds that are compared.
fn comparable(a: &Value, b: &Value) -> bool {
    let kind = |value: &Value| match value {
        Value::Bool(_) | Value::Int(_) | Value::Big(_) | Value::Float(_) => 1,
        Value::Str(_) => 2,
        Value::Bytes(_) => 3,
        Value::Tuple(_) => 4,
        Value::List(_) => 5,
        Value::Dict(_) => 6,
        Value::Set(_) | Value::View(_) => 7,
        Value::Deque(_) => 8,
        Value::Range(_) => 9,
        Value::Slice(_) => 10,
        _ => 0,
    };
    kind(a) == kind(b) && kind(a) != 0
}

fn equal(args: &Args<'_>, wanted: bool) -> Out {
    // What the classes of the two say is not asked again: this is what they ask.
    let (a, b) = (args[0].native(), args[1].native());
    if !comparable(a, b) {
        return Ok(if a.is(b) { Value::Bool(wanted) } else { Value::NotImplemented });
    }
    Ok(Value::Bool(plain_equal(a, b)? == wanted))
}

fn ordered(args: &Args<'_>, sign: &str, wanted: &[Ordering]) -> Out {
    let (a, b) = (args[0].native(), args[1].native());
    if !comparable(a, b) {
        return Ok(Value::NotImplemented);
    }
    Ok(Value::Bool(order(a, b, sign)?.is_some_and(|order| wanted.contains(&order))))
}

fn contains(_: &mut Machine, args: &Args<'_>) -> Out {
    let (this, what) = (args[0].native(), &args[1]);
    Ok(Value::Bool(match this {
        Value::Dict(dict) => dict.get(what)?.is_some(),
        Value::Set(set) => set.contains(what)?,
        Value::Str(whole) => {
            whole.as_str().contains(text(what, "'in <string>' requires string as left operand: it")?)
        }
        _ => {
            let all = items::of(this)?;
            super::list::position(&all, what, 0, all.len())?.is_some()
        }
    }))
}
