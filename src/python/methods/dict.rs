//! The methods of `dict` and of its views.

use std::rc::Rc;

use super::args::{Out, this_dict};
use super::items;
use crate::python::values::sequence::Part;
use crate::python::values::{
    Args, Dict, DictView, ErrorKind, Flow, Native, Raise, Symbol, Table, Takes, Value,
};

/// The methods.
pub static LIST: &[Native] = &[
    Native::method("dict", "clear", Takes::Exactly(0), |_, args| {
        let old = this_dict(args)?.change(Table::take_all);
        drop(old);
        Ok(Value::None)
    }),
    Native::method("dict", "copy", Takes::Exactly(0), |_, args| {
        Ok(Value::Dict(Rc::new(copy(this_dict(args)?)?)))
    }),
    Native::method("dict", "get", Takes::Between(1, 2), |_, args| {
        let found = this_dict(args)?.get(&args[1])?;
        Ok(found.unwrap_or_else(|| args.get(2).cloned().unwrap_or(Value::None)))
    }),
    Native::method("dict", "items", Takes::Exactly(0), |_, args| view(args, Part::Items)),
    Native::method("dict", "keys", Takes::Exactly(0), |_, args| view(args, Part::Keys)),
    Native::method("dict", "values", Takes::Exactly(0), |_, args| view(args, Part::Values)),
    Native::method("dict", "pop", Takes::Between(1, 2), |_, args| {
        match this_dict(args)?.remove(&args[1])? {
            Some((_, value)) => Ok(value),
            None => args.get(2).cloned().ok_or_else(|| Raise::key_error(args[1].clone())),
        }
    }),
    Native::method("dict", "popitem", Takes::Exactly(0), |_, args| {
        match this_dict(args)?.change(Table::pop_last) {
            Some((key, value)) => Ok(Value::tuple(vec![key, value])),
            None => Err(Raise::new(ErrorKind::KeyError, "popitem(): dictionary is empty")),
        }
    }),
    Native::method("dict", "setdefault", Takes::Between(1, 2), |_, args| {
        let dict = this_dict(args)?;
        if let Some(value) = dict.get(&args[1])? {
            return Ok(value);
        }
        let value = args.get(2).cloned().unwrap_or(Value::None);
        dict.set(args[1].clone(), value.clone())?;
        Ok(value)
    }),
    Native::flow_method("dict", "update", Takes::Anything, |machine, args| {
        let more = args.positional().get(1).cloned();
        if args.positional().len() > 2 {
            let count = args.positional().len() - 1;
            return Err(Raise::type_error(format!("update expected at most 1 argument, got {count}")));
        }
        let dict = this_dict(args)?;
        if let Some(more) = &more {
            match entries(more)? {
                Entries::All(all) => {
                    for (key, value) in all {
                        dict.set(key, value)?;
                    }
                }
                Entries::Rest(rest) => {
                    let names: Vec<Symbol> = args.names.to_vec();
                    let mut call = vec![args[0].clone(), rest];
                    call.extend(args.named().map(|(_, value)| value.clone()));
                    return machine.deep_call("dict_update", call, names);
                }
            }
        }
        for (name, value) in args.named() {
            dict.set(Value::Str(name.text()), value.clone())?;
        }
        Ok(Flow::Value(Value::None))
    }),
    Native::class_method("dict", "fromkeys", Takes::Between(1, 2), |_, args| {
        // A class of the program's is called in Python.
        if !matches!(&args[0], Value::Class(class) if class.builtin) || matches!(args[1], Value::Iter(_)) {
            return Err(Raise::deep());
        }
        let value = args.get(2).cloned().unwrap_or(Value::None);
        let dict = Dict::new();
        for key in items::of(&args[1])? {
            dict.set(key, value.clone())?;
        }
        Ok(Value::Dict(Rc::new(dict)))
    }),
];

/// The methods of `dict_keys` and `dict_items`.
pub static VIEW: &[Native] = &[Native::method("dict_keys", "isdisjoint", Takes::Exactly(1), |_, args| {
    let others = items::of(&args[1])?;
    for item in items::of(&args[0])? {
        if super::list::position(&others, &item, 0, others.len())?.is_some() {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
})];

fn view(args: &Args<'_>, part: Part) -> Out {
    Ok(Value::View(Rc::new(DictView { dict: Rc::clone(this_dict(args)?), part })))
}

/// A dict with the same keys and values.
pub fn copy(dict: &Dict) -> Result<Dict, Raise> {
    Raise::if_too_large(dict.len() * 48)?;
    let copy = Dict::new();
    copy.change(|table| *table = dict.table().clone());
    Ok(copy)
}

/// What a dict is made from or updated with.
pub enum Entries {
    /// Its keys and values.
    All(Vec<(Value, Value)>),
    /// It takes Python, which must go on with this.
    Rest(Value),
}

/// The keys and values of a mapping, or of an iterable of pairs.
pub fn entries(from: &Value) -> Result<Entries, Raise> {
    if let Value::Dict(dict) = from.native() {
        if super::truth::custom_container(from) {
            return Ok(Entries::Rest(from.clone()));
        }
        let table = dict.table();
        return Ok(Entries::All(table.iter().map(|(key, value)| (key.clone(), value.clone())).collect()));
    }
    if matches!(from, Value::Object(_)) {
        return Ok(Entries::Rest(from.clone()));
    }
    let pairs = items::of(from)?;
    let mut all = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let mut parts = match items::of(pair) {
            Ok(parts) => parts,
            Err(raise) if raise.is_deep() => return Ok(Entries::Rest(Value::list(pairs))),
            Err(_) => return Err(Raise::type_error("object is not iterable")),
        };
        let length = parts.len();
        let (Some(value), Some(key), true) = (parts.pop(), parts.pop(), length == 2) else {
            return Err(Raise::value_error(format!(
                "dictionary update sequence element #{at} has length {length}; 2 is required"
            )));
        };
        all.push((key, value));
    }
    Ok(Entries::All(all))
}
