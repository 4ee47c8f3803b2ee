//! The methods of `int` and `float`.

use std::rc::Rc;

use super::args::{Out, index, text_of, this_float, this_int};
use super::items;
use super::truth::truth;
use crate::python::number::{Int, float};
use crate::python::values::equal::int_value;
use crate::python::values::{Args, Native, Raise, Takes, Value};

/// The methods of `int`.
pub static INT: &[Native] = &[
    Native::method("int", "as_integer_ratio", Takes::Exactly(0), |_, args| {
        Ok(Value::tuple(vec![int_value(this_int(args)?), Value::Int(1)]))
    }),
    Native::method("int", "bit_count", Takes::Exactly(0), |_, args| {
        Ok(int_value(Int::from(this_int(args)?.bit_count())))
    }),
    Native::method("int", "bit_length", Takes::Exactly(0), |_, args| {
        Ok(int_value(Int::from(this_int(args)?.bit_length())))
    }),
    Native::method("int", "conjugate", Takes::Exactly(0), |_, args| Ok(int_value(this_int(args)?))),
    Native::method("int", "is_integer", Takes::Exactly(0), |_, args| {
        this_int(args).map(|_| Value::Bool(true))
    }),
    Native::method("int", "to_bytes", Takes::Named(0, &["length", "byteorder", "signed"]), |_, args| {
        let length = args.get(1).map_or(Ok(1), index)?;
        let length = usize::try_from(length)
            .map_err(|_| Raise::value_error("length argument must be non-negative"))?;
        let (big, signed) = (is_big(args.get(2))?, is_true(args.get(3)));
        Ok(Value::bytes(this_int(args)?.to_bytes(length, big, signed)?))
    }),
    Native::class_method(
        "int",
        "from_bytes",
        Takes::Named(1, &["bytes", "byteorder", "signed"]),
        |_, args| {
            let bytes = bytes_of(&args[1])?;
            Ok(int_value(Int::from_bytes(&bytes, is_big(args.get(2))?, is_true(args.get(3)))?))
        },
    ),
];

/// The methods of `float`.
pub static FLOAT: &[Native] = &[
    Native::method("float", "as_integer_ratio", Takes::Exactly(0), |_, args| {
        let (a, b) = float::integer_ratio(this_float(args)?)?;
        Ok(Value::tuple(vec![int_value(a), int_value(b)]))
    }),
    Native::method("float", "conjugate", Takes::Exactly(0), |_, args| Ok(Value::Float(this_float(args)?))),
    Native::method("float", "hex", Takes::Exactly(0), |_, args| {
        Ok(Value::str(float::hex(this_float(args)?)))
    }),
    Native::method("float", "is_integer", Takes::Exactly(0), |_, args| {
        let value = this_float(args)?;
        Ok(Value::Bool(value.is_finite() && value.fract() == 0.0))
    }),
];

fn is_true(value: Option<&Value>) -> bool {
    value.is_some_and(|value| truth(value) == Some(true))
}

/// Whether the highest byte comes first.
fn is_big(order: Option<&Value>) -> Result<bool, Raise> {
    match order.map(|order| text_of(order).map(|text| text.as_str())) {
        None | Some(Some("big")) => Ok(true),
        Some(Some("little")) => Ok(false),
        Some(Some(_)) => Err(Raise::value_error("byteorder must be either 'little' or 'big'")),
        Some(None) => Err(Raise::type_error("to_bytes() argument 'byteorder' must be str")),
    }
}

/// The bytes of bytes, or of an iterable of numbers.
pub fn bytes_of(value: &Value) -> Result<Vec<u8>, Raise> {
    if let Value::Bytes(bytes) = value.native() {
        return Ok(bytes.as_slice().to_vec());
    }
    if items::length(value.native()).is_none()
        && !matches!(value, Value::Iter(_) | Value::Object(_) | Value::Generator(_))
        || matches!(value.native(), Value::Str(_))
    {
        return Err(Raise::type_error(format!("cannot convert '{}' object to bytes", value.type_name())));
    }
    let mut bytes = Vec::new();
    for item in items::of(value)? {
        let byte =
            u8::try_from(index(&item)?).map_err(|_| Raise::value_error("bytes must be in range(0, 256)"))?;
        bytes.push(byte);
    }
    Ok(bytes)
}

/// `x.real` and such, by name.
pub fn attribute(value: &Value, name: &str) -> Option<Value> {
    Some(match (value.native(), name) {
        (Value::Bool(truth), "real" | "numerator") => Value::Int(i64::from(*truth)),
        (other @ (Value::Int(_) | Value::Big(_)), "real" | "numerator")
        | (other @ Value::Float(_), "real") => other.clone(),
        (Value::Bool(_) | Value::Int(_) | Value::Big(_), "imag") => Value::Int(0),
        (Value::Bool(_) | Value::Int(_) | Value::Big(_), "denominator") => Value::Int(1),
        (Value::Float(_), "imag") => Value::Float(0.0),
        (Value::Range(range), "start") => Value::Int(range.start),
        (Value::Range(range), "stop") => Value::Int(range.stop),
        (Value::Range(range), "step") => Value::Int(range.step),
        (Value::Slice(slice), "start") => slice.start.clone(),
        (Value::Slice(slice), "stop") => slice.stop.clone(),
        (Value::Slice(slice), "step") => slice.step.clone(),
        (Value::Deque(deque), "maxlen") => deque.most.map_or(Value::None, Value::count),
        (Value::View(view), "mapping") => Value::Dict(Rc::clone(&view.dict)),
        _ => return None,
    })
}

/// The methods of `range` and `slice`.
pub static RANGE: &[Native] = &[
    Native::method("range", "count", Takes::Exactly(1), |_, args| {
        let found = range_place(args)?;
        Ok(Value::Int(i64::from(found.is_some())))
    }),
    Native::method("range", "index", Takes::Exactly(1), |_, args| match range_place(args)? {
        Some(at) => Ok(int_value(at)),
        None if crate::python::values::equal::int_of(&args[1]).is_some() => {
            Err(Raise::value_error("range.index(x): x not in range"))
        }
        None => Err(Raise::value_error("sequence.index(x): x not in sequence")),
    }),
];

/// The methods of `slice`.
pub static SLICE: &[Native] = &[Native::method("slice", "indices", Takes::Exactly(1), |_, args| {
    let Value::Slice(slice) = args[0].native() else { return Err(Raise::type_error("it is no slice")) };
    let length =
        usize::try_from(index(&args[1])?).map_err(|_| Raise::value_error("length should not be negative"))?;
    let places = super::item::places(slice, length)?;
    Ok(Value::tuple(vec![Value::Int(places.start), Value::Int(places.stop), Value::Int(places.step)]))
})];

fn range_place(args: &Args<'_>) -> Result<Option<Int>, Raise> {
    let Value::Range(range) = args[0].native() else { return Err(Raise::type_error("it is no range")) };
    let number = match args[1].native() {
        Value::Float(value) if value.is_finite() && value.fract() == 0.0 => float::to_int(*value)?,
        other => match crate::python::values::equal::int_of(other) {
            Some(int) => int,
            None => return Ok(None),
        },
    };
    let range = crate::python::text::slice::Range::new(
        Int::Small(range.start),
        Int::Small(range.stop),
        Int::Small(range.step),
    )?;
    Ok(range.find(&number)?)
}

/// `float.fromhex` is left out; `float.__round__` and such are `round`'s.
pub fn round(value: &Value, digits: Option<&Value>) -> Out {
    let digits = digits.filter(|digits| !digits.is_none());
    match value.native() {
        Value::Float(value) => match digits {
            None => Ok(int_value(float::round(*value)?)),
            Some(digits) => Ok(Value::Float(float::round_to(*value, index(digits)?)?)),
        },
        other => match (crate::python::values::equal::int_of(other), digits) {
            (Some(int), None) => Ok(int_value(int)),
            (Some(int), Some(digits)) => Ok(int_value(int.round_to(index(digits)?)?)),
            (None, _) if matches!(value, Value::Object(_)) => Err(Raise::deep()),
            (None, _) => {
                let name = value.type_name();
                Err(Raise::type_error(format!("type {name} doesn't define __round__ method")))
            }
        },
    }
}
