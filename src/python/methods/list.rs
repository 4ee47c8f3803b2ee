//! The methods of `list` and `tuple`.

use std::rc::Rc;

use super::args::{Out, index, index_or, this_list};
use super::truth::truth;
use super::{items, sort};
use crate::python::machine::Machine;
use crate::python::text::slice;
use crate::python::values::native::Plain;
use crate::python::values::{Args, ErrorKind, Native, Raise, Takes, Value, plain_equal};

const fn method(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("list", name, takes, code)
}

/// The methods of `list`.
pub static LIST: &[Native] = &[
    method("append", Takes::Exactly(1), |_, args| {
        this_list(args)?.push(args[1].clone());
        Ok(Value::None)
    }),
    method("clear", Takes::Exactly(0), |_, args| {
        let old = std::mem::take(&mut *this_list(args)?.edit());
        drop(old);
        Ok(Value::None)
    }),
    method("copy", Takes::Exactly(0), |_, args| {
        let items = this_list(args)?.items().clone();
        Raise::if_too_large(items.len() * 16)?;
        Ok(Value::list(items))
    }),
    method("count", Takes::Exactly(1), |_, args| {
        let items = this_list(args)?.items().clone();
        count(&items, &args[1])
    }),
    method("extend", Takes::Exactly(1), |_, args| {
        let more = items::of(&args[1])?;
        Raise::if_too_large(more.len() * 16)?;
        this_list(args)?.edit().extend(more);
        Ok(Value::None)
    }),
    method("index", Takes::Between(1, 3), |_, args| {
        let items = this_list(args)?.items().clone();
        find(&items, args, "list.index(x): x not in list")
    }),
    method("insert", Takes::Exactly(2), |_, args| {
        let list = this_list(args)?;
        let place = slice::clamp(index(&args[1])?, list.len());
        list.edit().insert(place, args[2].clone());
        Ok(Value::None)
    }),
    method("pop", Takes::Between(0, 1), |_, args| {
        let list = this_list(args)?;
        let index = index_or(args.get(1), -1)?;
        let mut edit = list.edit();
        if edit.is_empty() {
            return Err(Raise::index_error("pop from empty list"));
        }
        let place =
            slice::place(index, edit.len()).ok_or_else(|| Raise::index_error("pop index out of range"))?;
        Ok(edit.remove(place))
    }),
    method("remove", Takes::Exactly(1), |_, args| {
        let list = this_list(args)?;
        let items = list.items().clone();
        let place = position(&items, &args[1], 0, items.len())?;
        let place = place.ok_or_else(|| Raise::value_error("list.remove(x): x not in list"))?;
        let old = list.edit().remove(place);
        drop(old);
        Ok(Value::None)
    }),
    method("reverse", Takes::Exactly(0), |_, args| {
        this_list(args)?.edit().reverse();
        Ok(Value::None)
    }),
    method("sort", Takes::Named(0, &["key", "reverse"]), sort_list),
];

/// The methods of `tuple`.
pub static TUPLE: &[Native] = &[
    Native::method("tuple", "count", Takes::Exactly(1), |_, args| count(this_tuple(args)?, &args[1])),
    Native::method("tuple", "index", Takes::Between(1, 3), |_, args| {
        find(this_tuple(args)?, args, "tuple.index(x): x not in tuple")
    }),
];

fn this_tuple<'a>(args: &Args<'a>) -> Result<&'a [Value], Raise> {
    match args.all.first().unwrap_or(&Value::Unbound).native() {
        Value::Tuple(items) => Ok(items),
        other => Err(Raise::type_error(format!(
            "descriptor of 'tuple' objects doesn't apply to a '{}' object",
            other.type_name()
        ))),
    }
}

/// Where a value stands among others, from one place to before another.
pub fn position(items: &[Value], value: &Value, from: usize, to: usize) -> Result<Option<usize>, Raise> {
    for (at, item) in items.iter().enumerate().take(to).skip(from) {
        if item.is(value) || plain_equal(item, value)? {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

/// How often a value stands among others.
pub fn count(items: &[Value], value: &Value) -> Out {
    let mut count = 0;
    for item in items {
        if item.is(value) || plain_equal(item, value)? {
            count += 1;
        }
    }
    Ok(Value::Int(count))
}

fn find(items: &[Value], args: &Args<'_>, words: &str) -> Out {
    let from = slice::clamp(index_or(args.get(2), 0)?, items.len());
    let to = slice::clamp(index_or(args.get(3), i64::MAX)?, items.len());
    position(items, &args[1], from, to)?.map(Value::count).ok_or_else(|| Raise::value_error(words))
}

fn sort_list(_: &mut Machine, args: &Args<'_>) -> Out {
    let list = this_list(args)?;
    if args.get(1).is_some_and(|key| !key.is_none()) {
        return Err(Raise::deep());
    }
    let reverse = match args.get(2) {
        None => false,
        Some(reverse) => truth(reverse).ok_or_else(Raise::deep)?,
    };
    // While it is sorted the list is empty, as in CPython.
    let mut items = std::mem::take(&mut *list.edit());
    let sorted = sort::sort(&mut items, reverse);
    let added = std::mem::replace(&mut *list.edit(), items);
    sorted?;
    if !added.is_empty() {
        return Err(Raise::new(ErrorKind::ValueError, "list modified during sort"));
    }
    Ok(Value::None)
}

/// `sorted(iterable, key=None, reverse=False)`, without a key.
pub fn sorted(machine: &mut Machine, args: &Args<'_>) -> Result<crate::python::values::Flow, Raise> {
    use crate::python::values::{Flow, Symbol};
    let reverse = match args.get(2) {
        None => Some(false),
        Some(reverse) => truth(reverse),
    };
    let keyed = args.get(1).is_some_and(|key| !key.is_none());
    let (false, Some(reverse)) = (keyed, reverse) else { return Err(Raise::deep()) };
    let mut items = items::of(&args[0])?;
    match sort::sort(&mut items, reverse) {
        Ok(()) => Ok(Flow::Value(Value::list(items))),
        Err(raise) if raise.is_deep() => {
            // What was iterated over is gone: Python goes on with what it held.
            let list = Value::List(Rc::new(crate::python::values::List::new(items)));
            machine.deep_call("sorted", vec![list, Value::Bool(reverse)], vec![Symbol::of("reverse")])
        }
        Err(raise) => Err(raise),
    }
}
