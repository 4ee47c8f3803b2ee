//! Builtin functions of plain values.

use std::cmp::Ordering;

use super::args::{Out, index, int};
use super::truth::truth;
use super::{items, list, numbers};
use crate::python::machine::Machine;
use crate::python::number::Int;
use crate::python::number::float::{self, Sum};
use crate::python::values::class::Traits;
use crate::python::values::equal::{custom, int_of, int_value, order};
use crate::python::values::{Args, Flow, Native, Raise, Symbol, Takes, Value};

/// The functions.
pub static LIST: &[Native] = &[
    Native::flow("abs", Takes::Exactly(1), absolute),
    Native::function("bin", Takes::Exactly(1), |_, args| prefixed(&args[0], 2, "0b")),
    Native::function("oct", Takes::Exactly(1), |_, args| prefixed(&args[0], 8, "0o")),
    Native::function("hex", Takes::Exactly(1), |_, args| prefixed(&args[0], 16, "0x")),
    Native::function("chr", Takes::Exactly(1), |_, args| {
        let code = u32::try_from(index(&args[0])?).ok().and_then(char::from_u32);
        let each = code.ok_or_else(|| Raise::value_error("chr() arg not in range(0x110000)"))?;
        Ok(Value::str(each.to_string()))
    }),
    Native::function("ord", Takes::Exactly(1), ord),
    Native::function("divmod", Takes::Exactly(2), divmod),
    Native::function("pow", Takes::Named(2, &["base", "exp", "mod"]), pow),
    Native::function("round", Takes::Named(1, &["number", "ndigits"]), |_, args| {
        numbers::round(&args[0], args.get(1))
    }),
    Native::flow("sum", Takes::Named(1, &["", "start"]), sum),
    Native::flow("sorted", Takes::Named(1, &["", "key", "reverse"]), list::sorted),
    Native::flow("min", Takes::Anything, |machine, args| extreme(machine, args, Ordering::Less)),
    Native::flow("max", Takes::Anything, |machine, args| extreme(machine, args, Ordering::Greater)),
    Native::flow("any", Takes::Exactly(1), |machine, args| some(machine, args, "any", true)),
    Native::flow("all", Takes::Exactly(1), |machine, args| some(machine, args, "all", false)),
];

fn absolute(machine: &mut Machine, args: &Args<'_>) -> Result<Flow, Raise> {
    if matches!(args[0], Value::Object(_))
        && let Some(method) = machine.special(&args[0], Symbol::of("__abs__"))
    {
        return Ok(Flow::Call(method, Vec::new()));
    }
    match args[0].native() {
        Value::Float(value) => Ok(Flow::Value(Value::Float(value.abs()))),
        other => match int_of(other) {
            Some(int) => Ok(Flow::Value(int_value(int.absolute()))),
            None => Err(Raise::type_error(format!("bad operand type for abs(): '{}'", args[0].type_name()))),
        },
    }
}

fn prefixed(value: &Value, base: u32, prefix: &str) -> Out {
    let int = int(value)?;
    let sign = if int.is_negative() { "-" } else { "" };
    Ok(Value::str(format!("{sign}{prefix}{}", int.digits(base)?)))
}

fn ord(_: &mut Machine, args: &Args<'_>) -> Out {
    let code = match args[0].native() {
        Value::Str(text) if text.len() == 1 => text.char_at(0).map(u32::from),
        Value::Bytes(bytes) if bytes.as_slice().len() == 1 => {
            bytes.as_slice().first().copied().map(u32::from)
        }
        Value::Str(_) | Value::Bytes(_) => {
            let length = items::length(args[0].native()).unwrap_or(0);
            return Err(Raise::type_error(format!(
                "ord() expected a character, but string of length {length} found"
            )));
        }
        _ => {
            let name = args[0].type_name();
            return Err(Raise::type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    Ok(Value::Int(code.map_or(0, i64::from)))
}

fn divmod(_: &mut Machine, args: &Args<'_>) -> Out {
    let (a, b) = (args[0].native(), args[1].native());
    if matches!(a, Value::Object(_)) || matches!(b, Value::Object(_)) {
        return Err(Raise::deep());
    }
    let unsupported = || {
        Raise::type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            args[0].type_name(),
            args[1].type_name()
        ))
    };
    if let (Some(a), Some(b)) = (int_of(a), int_of(b)) {
        let (quotient, rest) = a.divide_floor(&b)?;
        return Ok(Value::tuple(vec![int_value(quotient), int_value(rest)]));
    }
    let number = |value: &Value| -> Result<f64, Raise> {
        match value {
            Value::Float(value) => Ok(*value),
            other => Ok(float::from_int(&int_of(other).ok_or_else(unsupported)?)?),
        }
    };
    let (quotient, rest) = float::divide_floor(number(a)?, number(b)?)?;
    Ok(Value::tuple(vec![Value::Float(quotient), Value::Float(rest)]))
}

fn pow(_: &mut Machine, args: &Args<'_>) -> Out {
    let (a, b) = (args[0].native(), args[1].native());
    let modulus = args.get(2).filter(|modulus| !modulus.is_none());
    if let Some(modulus) = modulus {
        let number = |value: &Value| matches!(value.native(), Value::Float(_)) || int_of(value).is_some();
        if !number(a) || !number(b) || !number(modulus) {
            return Err(Raise::type_error(format!(
                "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
                a.type_name(),
                b.type_name(),
                modulus.type_name()
            )));
        }
        let (Some(a), Some(b), Some(modulus)) = (int_of(a), int_of(b), int_of(modulus)) else {
            let words = "pow() 3rd argument not allowed unless all arguments are integers";
            return Err(Raise::type_error(words));
        };
        return Ok(int_value(a.power_modulo(&b, &modulus)?));
    }
    power(a, b)?.ok_or_else(|| {
        Raise::type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}' and '{}'",
            args[0].type_name(),
            args[1].type_name()
        ))
    })
}

/// `a ** b` of numbers.
fn power(a: &Value, b: &Value) -> Result<Option<Value>, Raise> {
    if let (Some(a), Some(b)) = (int_of(a), int_of(b)) {
        if !b.is_negative() {
            return Ok(Some(int_value(a.power(&b)?)));
        }
        return Ok(Some(Value::Float(float::power(float::from_int(&a)?, float::from_int(&b)?)?)));
    }
    let number = |value: &Value| -> Result<Option<f64>, Raise> {
        match value {
            Value::Float(value) => Ok(Some(*value)),
            other => int_of(other).map(|int| Ok(float::from_int(&int)?)).transpose(),
        }
    };
    let (Some(a), Some(b)) = (number(a)?, number(b)?) else { return Ok(None) };
    Ok(Some(Value::Float(float::power(a, b)?)))
}

/// The sum of plain numbers so far.
enum Total {
    Ints(Int),
    Floats(Sum),
}

/// The sum of numbers that begins with one; `None` where one is no plain number.
pub fn total(start: &Value, all: &[Value]) -> Result<Option<Value>, Raise> {
    let mut total = match start {
        Value::Float(value) => Total::Floats(Sum::new(*value)),
        other => match int_of(other) {
            Some(int) => Total::Ints(int),
            None => return Ok(None),
        },
    };
    for item in all {
        total = match (total, item) {
            (Total::Floats(mut sum), Value::Float(value)) => {
                sum.add(*value);
                Total::Floats(sum)
            }
            // From the first float on the sum is one.
            (Total::Ints(sum), Value::Float(value)) => {
                let mut floats = Sum::new(float::from_int(&sum)?);
                floats.add(*value);
                Total::Floats(floats)
            }
            (Total::Ints(sum), other) => match int_of(other) {
                Some(int) => Total::Ints(sum.add(&int)?),
                None => return Ok(None),
            },
            (Total::Floats(mut sum), other) => match int_of(other) {
                Some(int) => {
                    sum.add(float::from_int(&int)?);
                    Total::Floats(sum)
                }
                None => return Ok(None),
            },
        };
    }
    Ok(Some(match total {
        Total::Ints(sum) => int_value(sum),
        Total::Floats(sum) => Value::Float(sum.total()),
    }))
}

fn sum(machine: &mut Machine, args: &Args<'_>) -> Result<Flow, Raise> {
    let start = args.get(1).cloned().unwrap_or(Value::Int(0));
    let all = items::of(&args[0])?;
    if let Value::Str(_) = start.native() {
        return Err(Raise::type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    match total(&start, &all)? {
        Some(total) => Ok(Flow::Value(total)),
        None => machine.deep_call("sum", vec![Value::list(all), start], Vec::new()),
    }
}

fn extreme(machine: &mut Machine, args: &Args<'_>, wanted: Ordering) -> Result<Flow, Raise> {
    let name = if wanted == Ordering::Less { "min" } else { "max" };
    let sign = if wanted == Ordering::Less { "<" } else { ">" };
    let mut default = None;
    for (named, value) in args.named() {
        if named == Symbol::of("default") {
            default = Some(value.clone());
        } else if named != Symbol::of("key") {
            let other = named.text();
            let words = format!("{name}() got an unexpected keyword argument '{}'", other.as_str());
            return Err(Raise::type_error(words));
        } else if !value.is_none() {
            return Err(Raise::deep());
        }
    }
    let all = match args.positional() {
        [] => return Err(Raise::type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => items::of(iterable)?,
        several if default.is_none() => several.to_vec(),
        _ => {
            return Err(Raise::type_error(format!(
                "Cannot specify a default for {name}() with multiple positional arguments"
            )));
        }
    };
    let mut rest = all.iter();
    let Some(mut best) = rest.next() else {
        let empty = || Raise::value_error(format!("{name}() iterable argument is empty"));
        return default.map(Flow::Value).ok_or_else(empty);
    };
    for item in rest {
        match better(item, best, wanted, sign) {
            Ok(true) => best = item,
            Ok(false) => {}
            Err(raise) if raise.is_deep() => {
                return machine.deep_call(name, vec![Value::list(all)], Vec::new());
            }
            Err(raise) => return Err(raise),
        }
    }
    Ok(Flow::Value(best.clone()))
}

fn better(item: &Value, best: &Value, wanted: Ordering, sign: &str) -> Result<bool, Raise> {
    Ok(order(item, best, sign)? == Some(wanted))
}

fn some(machine: &mut Machine, args: &Args<'_>, name: &str, wanted: bool) -> Result<Flow, Raise> {
    // An iterator is asked for no more than it takes.
    if let Value::Iter(iter) = &args[0] {
        while let Some(item) = iter.next()? {
            match plain_truth(&item) {
                Some(truth) if truth == wanted => return Ok(Flow::Value(Value::Bool(wanted))),
                Some(_) => {}
                None => {
                    let mut rest = vec![item];
                    rest.extend(items::of(&args[0])?);
                    return machine.deep_call(name, vec![Value::list(rest)], Vec::new());
                }
            }
        }
        return Ok(Flow::Value(Value::Bool(!wanted)));
    }
    for item in items::of(&args[0])? {
        if plain_truth(&item).ok_or_else(Raise::deep)? == wanted {
            return Ok(Flow::Value(Value::Bool(wanted)));
        }
    }
    Ok(Flow::Value(Value::Bool(!wanted)))
}

/// Whether a value is true, of instances as well that have no say in it.
fn plain_truth(value: &Value) -> Option<bool> {
    match value {
        Value::Object(_) if custom(value, Traits::TRUTH) => None,
        Value::Object(_) => match value.native() {
            Value::Object(_) => Some(true),
            native => truth(native),
        },
        _ => truth(value),
    }
}
