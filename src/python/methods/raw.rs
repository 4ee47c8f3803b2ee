//! What the library's own Python needs of tables, sorting, texts and dates: the modules `_raw`, `_string` and `_time`.

use std::rc::Rc;

use super::args::{Out, index, int, text, this_text};
use super::truth::truth;
use super::{builtins, items, sort};
use crate::python::clock::{self, Moment, Zone};
use crate::python::machine::Machine;
use crate::python::number::hash::TupleHash;
use crate::python::text::fields::{self, First, Piece, Step};
use crate::python::values::{Args, Native, Raise, Takes, Value};

/// Functions of `_raw` over tables and lists.
pub static RAW: &[Native] = &[
    Native::function("candidates", Takes::Exactly(2), |_, args| {
        let hash = hash_of(&args[1])?;
        Ok(Value::list(match args[0].native() {
            Value::Dict(dict) => dict.table().candidates(hash),
            Value::Set(set) => set.table().candidates(hash),
            _ => return Err(no_table()),
        }))
    }),
    Native::function("value", Takes::Exactly(2), |_, args| match args[0].native() {
        Value::Dict(dict) => {
            let found = dict.table().iter().find(|(key, _)| key.is(&args[1])).map(|(_, value)| value.clone());
            found.ok_or_else(|| Raise::key_error(args[1].clone()))
        }
        _ => Err(no_table()),
    }),
    Native::function("sort", Takes::Exactly(3), sort_by),
    // The hash of a tuple, from those of its items.
    Native::function("hash_tuple", Takes::Exactly(1), |_, args| {
        let mut hash = TupleHash::default();
        for item in items::of(&args[0])? {
            hash.add(index(&item)?);
        }
        Ok(Value::Int(hash.finish()))
    }),
    Native::function("plain_numbers", Takes::Exactly(2), |_, args| {
        let all = items::of(&args[0])?;
        Ok(Value::Bool(builtins::total(&args[1], &all)?.is_some()))
    }),
    Native::function("sum", Takes::Exactly(2), |_, args| {
        let all = items::of(&args[0])?;
        builtins::total(&args[1], &all)?.ok_or_else(Raise::deep)
    }),
];

fn no_table() -> Raise {
    Raise::type_error("a dict or set is needed")
}

/// A hash as `hash()` gave it.
fn hash_of(value: &Value) -> Result<u64, Raise> {
    Ok(index(value)?.cast_unsigned())
}

/// Sorts a list by another one of keys; says whether they were plain.
fn sort_by(_: &mut Machine, args: &Args<'_>) -> Out {
    let Value::List(list) = args[0].native() else { return Err(no_table()) };
    let keys = items::of(&args[1])?;
    let reverse = truth(&args[2]) == Some(true);
    let mut values = list.items().clone();
    match sort::sort_by_keys(&mut values, &keys, reverse) {
        Ok(()) => {
            let old = std::mem::replace(&mut *list.edit(), values);
            drop(old);
            Ok(Value::Bool(true))
        }
        Err(raise) if raise.is_deep() => Ok(Value::Bool(false)),
        Err(raise) => Err(raise),
    }
}

/// Functions of `_string`.
pub static STRING: &[Native] = &[
    Native::function("formatter_parser", Takes::Exactly(1), |_, args| {
        let text = this_text(args)?;
        let parts = fields::parts(text.as_str())?;
        let all = parts.into_iter().map(|part| {
            let (name, spec, conversion) = match part.field {
                None => (Value::None, Value::None, Value::None),
                Some(written) => {
                    let conversion =
                        written.conversion.map_or(Value::None, |letter| Value::str(letter.to_string()));
                    (Value::str(written.name), Value::str(written.spec), conversion)
                }
            };
            Value::tuple(vec![Value::str(part.text), name, spec, conversion])
        });
        Ok(Value::list(all.collect()))
    }),
    Native::function("formatter_field_name_split", Takes::Exactly(1), |_, args| {
        let text = this_text(args)?;
        let pieces = fields::read(&format!("{{{}}}", text.as_str()))?;
        let Some(Piece::Field(field)) = pieces.into_iter().next() else {
            return Err(Raise::value_error("Empty attribute in format string"));
        };
        let first = match field.first {
            First::At(_) if text.as_str().starts_with(['.', '[']) || text.is_empty() => Value::str(""),
            First::At(at) => Value::count(at),
            First::Named(name) => Value::str(name),
        };
        let steps = field.steps.into_iter().map(|step| {
            let (attribute, key) = match step {
                Step::Attribute(name) => (true, Value::str(name)),
                Step::Index(at) => (false, Value::Int(at)),
                Step::Key(key) => (false, Value::str(key)),
            };
            Value::tuple(vec![Value::Bool(attribute), key])
        });
        Ok(Value::tuple(vec![first, Value::list(steps.collect())]))
    }),
];

/// Functions of `_time` over dates.
pub static TIME: &[Native] = &[
    // strftime(format, (year, month, day, hour, minute, second, weekday, yearday, …), microsecond, zone, offset)
    Native::function("strftime", Takes::Between(2, 5), |_, args| {
        let format = text(&args[0], "strftime() argument 1")?;
        let parts = items::of(&args[1])?;
        let part = |at: usize| -> Result<i64, Raise> {
            parts.get(at).map_or_else(|| Err(Raise::type_error("illegal time tuple argument")), index)
        };
        let small = |at: usize| Ok::<u32, Raise>(u32::try_from(part(at)?).unwrap_or(0));
        let moment = Moment {
            year: part(0)?,
            month: small(1)?,
            day: small(2)?,
            hour: small(3)?,
            minute: small(4)?,
            second: small(5)?,
            microsecond: args.get(2).map_or(Ok(0), index)?.clamp(0, 999_999) as u32,
            weekday: small(6)?,
            yearday: small(7)?,
        };
        let name = args.get(3).map_or(Ok("UTC"), |name| text(name, "a zone"))?;
        let offset = args.get(4).map_or(Ok("+0000"), |offset| text(offset, "an offset"))?;
        Ok(Value::str(clock::strftime(format, &moment, Zone { offset, name })?))
    }),
    // gmtime(seconds) as a tuple of nine
    Native::function("civil", Takes::Exactly(1), |_, args| {
        let moment = Moment::from_seconds(int(&args[0])?.clamped());
        let whole = |value: u32| Value::Int(i64::from(value));
        Ok(Value::tuple(vec![
            Value::Int(moment.year),
            whole(moment.month),
            whole(moment.day),
            whole(moment.hour),
            whole(moment.minute),
            whole(moment.second),
            whole(moment.weekday),
            whole(moment.yearday),
            Value::Int(0),
        ]))
    }),
    Native::function("days_to", Takes::Exactly(3), |_, args| {
        let small = |value: &Value| Ok::<u32, Raise>(u32::try_from(index(value)?).unwrap_or(1));
        let year = index(&args[0])?.clamp(-1_000_000, 1_000_000);
        Ok(Value::Int(clock::days_to(year, small(&args[1])?, small(&args[2])?)))
    }),
];

/// A set with the items of another, frozen.
pub fn freeze(set: &Value) -> Out {
    match set.native() {
        Value::Set(set) => Ok(Value::Set(Rc::new(super::set::copy(set, true)?))),
        _ => Err(no_table()),
    }
}
