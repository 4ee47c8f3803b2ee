//! `format`, `str.format` and `%` with plain values.

use super::args::text_of;
use super::show;
use crate::python::number::{Int, float};
use crate::python::text::fields::{self, First, Piece, Step};
use crate::python::text::percent::{self, Conversion, Count, Ready};
use crate::python::text::spec;
use crate::python::values::class::Traits;
use crate::python::values::equal::{custom, int_of};
use crate::python::values::{Args, Raise, Value};

/// `format(value, spec)`, unless that takes Python.
pub fn format(value: &Value, spec: &str) -> Result<String, Raise> {
    if custom(value, Traits::TEXT) {
        return Err(Raise::deep());
    }
    let native = value.native();
    Ok(match native {
        Value::Str(text) => spec::text(text.as_str(), spec)?,
        Value::Bool(_) if spec.is_empty() => show::text(native)?,
        Value::Float(value) => spec::float(*value, spec)?,
        _ => match int_of(native) {
            Some(int) => spec::int(&int, spec, &value.type_name())?,
            None if spec.is_empty() => show::text(value)?,
            // What has formats of its own has them in Python.
            None if matches!(native, Value::Object(_) | Value::Class(_)) => return Err(Raise::deep()),
            None => return Err(spec::unsupported(&value.type_name()).into()),
        },
    })
}

/// Where the arguments of `str.format` come from.
struct Given<'a> {
    positional: &'a [Value],
    named: &'a dyn Fn(&str) -> Result<Option<Value>, Raise>,
}

/// `text.format(*args, **names)`
pub fn fields(args: &Args<'_>) -> Result<Value, Raise> {
    let text = super::args::this_text(args)?;
    let positional = args.positional().get(1..).unwrap_or_default();
    let named = |name: &str| Ok(args.named_as(name).cloned());
    let pieces = fields::read(text.as_str())?;
    Ok(Value::str(fill(&pieces, &Given { positional, named: &named })?))
}

/// `text.format_map(mapping)`
pub fn fields_of_map(text: &str, mapping: &Value) -> Result<Value, Raise> {
    if custom(mapping, Traits::CONTAINER) {
        return Err(Raise::deep());
    }
    let Value::Dict(dict) = mapping.native() else { return Err(Raise::deep()) };
    let named = |name: &str| dict.get(&Value::str(name));
    let pieces = fields::read(text)?;
    Ok(Value::str(fill(&pieces, &Given { positional: &[], named: &named })?))
}

/// Fills the fields. They stand in one another twice at most.
fn fill(pieces: &[Piece], given: &Given<'_>) -> Result<String, Raise> {
    let mut result = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => result.push_str(text),
            Piece::Field(field) => {
                let mut value = match &field.first {
                    First::At(at) => given.positional.get(*at).cloned().ok_or_else(|| {
                        Raise::index_error(format!(
                            "Replacement index {at} out of range for positional args tuple"
                        ))
                    })?,
                    First::Named(name) => {
                        (given.named)(name)?.ok_or_else(|| Raise::key_error(Value::str(&**name)))?
                    }
                };
                for step in &field.steps {
                    value = match step {
                        // Attributes may be anything.
                        Step::Attribute(_) => return Err(Raise::deep()),
                        _ if custom(&value, Traits::CONTAINER) => return Err(Raise::deep()),
                        Step::Index(index) => super::item::get(&value, &Value::Int(*index))?,
                        Step::Key(key) => super::item::get(&value, &Value::str(&**key))?,
                    };
                }
                let spec = fill(&field.spec, given)?;
                let text = match field.conversion {
                    Some('r') => spec::text(&show::repr(&value)?, &spec)?,
                    Some('a') => spec::text(&show::ascii(&value)?, &spec)?,
                    Some(_) => spec::text(&show::text(&value)?, &spec)?,
                    None => format(&value, &spec)?,
                };
                result.push_str(&text);
            }
        }
        Raise::if_too_large(result.len())?;
    }
    Ok(result)
}

/// The values of a `%`, one after the other.
struct Values<'a> {
    all: &'a [Value],
    next: usize,
}

impl<'a> Values<'a> {
    fn take(&mut self) -> Result<&'a Value, Raise> {
        let value = self.all.get(self.next);
        self.next += 1;
        value.ok_or_else(|| Raise::type_error("not enough arguments for format string"))
    }
}

/// `text % values`
pub fn percent(text: &str, values: &Value) -> Result<String, Raise> {
    let single = [values.clone()];
    let is_tuple = matches!(values.native(), Value::Tuple(_));
    let mut given = Values {
        all: match values.native() {
            Value::Tuple(all) => all,
            _ => &single,
        },
        next: 0,
    };
    let mut by_key = false;
    let mut result = String::new();
    for piece in percent::read(text)? {
        match piece {
            percent::Piece::Text(text) => result.push_str(&text),
            percent::Piece::Value(conversion) => {
                let ready = ready(&conversion, &mut given)?;
                let value = match &conversion.key {
                    Some(key) => {
                        by_key = true;
                        from_mapping(values, key)?
                    }
                    None => given.take()?.clone(),
                };
                result.push_str(&convert(&value, &ready)?);
            }
        }
        Raise::if_too_large(result.len())?;
    }
    // A mapping or a sequence may be left unused.
    let mapping = !is_tuple
        && matches!(values.native(), Value::Bytes(_) | Value::Dict(_) | Value::List(_) | Value::Range(_));
    if given.next < given.all.len() && !by_key && !mapping {
        return Err(Raise::type_error("not all arguments converted during string formatting"));
    }
    Ok(result)
}

fn from_mapping(values: &Value, key: &str) -> Result<Value, Raise> {
    match values.native() {
        _ if custom(values, Traits::CONTAINER) => Err(Raise::deep()),
        Value::Dict(dict) => dict.get(&Value::str(key))?.ok_or_else(|| Raise::key_error(Value::str(key))),
        Value::Object(_) => Err(Raise::deep()),
        _ => Err(Raise::type_error("format requires a mapping")),
    }
}

/// Puts numbers in the place of stars.
fn ready<'a>(conversion: &'a Conversion, given: &mut Values<'_>) -> Result<Ready<'a>, Raise> {
    let mut number = |count: Count| -> Result<Option<i64>, Raise> {
        Ok(match count {
            Count::None => None,
            Count::Is(count) => Some(count as i64),
            Count::Next => {
                let int = int_of(given.take()?).ok_or_else(|| Raise::type_error("* wants int"))?;
                Some(int.clamped().max(-i64::MAX))
            }
        })
    };
    let width = number(conversion.width)?.unwrap_or(0);
    let precision = number(conversion.precision)?.map(|count| usize::try_from(count).unwrap_or(0));
    Ok(Ready { conversion, width, precision })
}

fn convert(value: &Value, ready: &Ready<'_>) -> Result<String, Raise> {
    let kind = ready.conversion.kind;
    let other = || Raise::from(percent::not_a_number(kind, &value.type_name()));
    let native = value.native();
    Ok(match kind {
        's' => ready.text(&show::text(value)?)?,
        'r' => ready.text(&show::repr(value)?)?,
        'a' => ready.text(&show::ascii(value)?)?,
        'c' => match (text_of(native), int_of(native)) {
            (Some(text), _) if text.len() == 1 => {
                Ready { precision: None, ..ready.clone() }.text(text.as_str())?
            }
            (Some(text), _) => {
                let count = text.len();
                return Err(Raise::type_error(format!(
                    "%c requires an int or a unicode character, not a string of length {count}"
                )));
            }
            (None, Some(int)) => ready.character(&int)?,
            (None, None) => return Err(other()),
        },
        'd' | 'i' | 'u' => match native {
            Value::Float(value) => ready.int(&percent::whole(*value)?)?,
            _ => ready.int(&int_of(native).ok_or_else(other)?)?,
        },
        'x' | 'X' | 'o' => ready.int(&int_of(native).ok_or_else(other)?)?,
        _ => match native {
            Value::Float(value) => ready.float(*value)?,
            _ => {
                let int: Int = int_of(native).ok_or_else(other)?;
                ready.float(float::from_int(&int)?)?
            }
        },
    })
}
