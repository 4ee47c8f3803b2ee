//! The methods of `bytes`. Searching and cutting is done on text of the same characters, one for each byte.

use super::args::{Out, bound, index, index_or, this_bytes};
use super::numbers::bytes_of;
use super::{items, str};
use crate::python::machine::Machine;
use crate::python::text::codec;
use crate::python::text::{cases, find, parts, shape};
use crate::python::values::equal::int_of;
use crate::python::values::native::Plain;
use crate::python::values::{Args, Native, Raise, Takes, Value};

const fn method(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("bytes", name, takes, code)
}

const NONE: Takes = Takes::Exactly(0);

/// What splitting and stripping takes for space.
const SPACE: &str = " \t\n\r\u{b}\u{c}";

/// The methods.
pub static LIST: &[Native] = &[
    method("capitalize", NONE, |_, args| {
        made(args, |text| {
            let (first, rest) = text.split_at(text.len().min(1));
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        })
    }),
    method("lower", NONE, |_, args| made(args, str::to_ascii_lowercase)),
    method("upper", NONE, |_, args| made(args, str::to_ascii_uppercase)),
    method("isalnum", NONE, |_, args| every(args, |each| each.is_ascii_alphanumeric())),
    method("isalpha", NONE, |_, args| every(args, |each| each.is_ascii_alphabetic())),
    method("isascii", NONE, |_, args| Ok(Value::Bool(this_bytes(args)?.as_slice().is_ascii()))),
    method("isdigit", NONE, |_, args| every(args, |each| each.is_ascii_digit())),
    method("isspace", NONE, |_, args| every(args, |each| SPACE.contains(each))),
    method("islower", NONE, |_, args| Ok(Value::Bool(cases::is_lower(&ascii(args)?)))),
    method("isupper", NONE, |_, args| Ok(Value::Bool(cases::is_upper(&ascii(args)?)))),
    method("center", Takes::Between(1, 2), |_, args| filled(args, shape::center)),
    method("ljust", Takes::Between(1, 2), |_, args| filled(args, shape::left)),
    method("rjust", Takes::Between(1, 2), |_, args| filled(args, shape::right)),
    method("zfill", Takes::Exactly(1), |_, args| back(&shape::zeros(&this(args)?, index(&args[1])?)?)),
    method("count", Takes::Between(1, 3), |_, args| {
        let (start, end) = (bound(args.get(2))?, bound(args.get(3))?);
        Ok(Value::count(find::count(&this(args)?, &part(&args[1])?, start, end)))
    }),
    method("find", Takes::Between(1, 3), |_, args| {
        Ok(search(args, find::find)?.map_or(Value::Int(-1), Value::count))
    }),
    method("rfind", Takes::Between(1, 3), |_, args| {
        Ok(search(args, find::find_last)?.map_or(Value::Int(-1), Value::count))
    }),
    method("index", Takes::Between(1, 3), |_, args| found(search(args, find::find)?)),
    method("rindex", Takes::Between(1, 3), |_, args| found(search(args, find::find_last)?)),
    method("startswith", Takes::Between(1, 3), |_, args| fix(args, "startswith", find::starts_with)),
    method("endswith", Takes::Between(1, 3), |_, args| fix(args, "endswith", find::ends_with)),
    method("removeprefix", Takes::Exactly(1), |_, args| {
        let (this, what) = (this(args)?, part(&args[1])?);
        back(this.strip_prefix(&what).unwrap_or(&this))
    }),
    method("removesuffix", Takes::Exactly(1), |_, args| {
        let (this, what) = (this(args)?, part(&args[1])?);
        back(this.strip_suffix(&what).unwrap_or(&this))
    }),
    method("replace", Takes::Between(2, 3), |_, args| {
        let (old, new) = (part(&args[1])?, part(&args[2])?);
        back(&find::replace(&this(args)?, &old, &new, index_or(args.get(3), -1)?)?)
    }),
    method("strip", Takes::Between(0, 1), |_, args| back(parts::strip(&this(args)?, Some(&set(args)?)))),
    method("lstrip", Takes::Between(0, 1), |_, args| {
        back(parts::strip_start(&this(args)?, Some(&set(args)?)))
    }),
    method("rstrip", Takes::Between(0, 1), |_, args| back(parts::strip_end(&this(args)?, Some(&set(args)?)))),
    method("split", Takes::Named(0, &["sep", "maxsplit"]), |_, args| split(args, parts::split)),
    method("rsplit", Takes::Named(0, &["sep", "maxsplit"]), |_, args| split(args, parts::split_last)),
    method("splitlines", Takes::Named(0, &["keepends"]), |_, args| {
        let keep = args.get(1).is_some_and(|keep| super::truth::truth(keep) == Some(true));
        // Bytes know two ends of lines alone.
        let text = this(args)?;
        let mut all = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
            let after = &rest[end..];
            let width = if after.starts_with("\r\n") { 2 } else { after.len().min(1) };
            all.push(back(&rest[..if keep { end + width } else { end }])?);
            rest = &after[width..];
        }
        Ok(Value::list(all))
    }),
    method("partition", Takes::Exactly(1), |_, args| {
        let (this, separator) = (this(args)?, part(&args[1])?);
        three(parts::partition(&this, &separator)?)
    }),
    method("rpartition", Takes::Exactly(1), |_, args| {
        let (this, separator) = (this(args)?, part(&args[1])?);
        three(parts::partition_last(&this, &separator)?)
    }),
    method("join", Takes::Exactly(1), join),
    method("decode", Takes::Named(0, &["encoding", "errors"]), |_, args| {
        let (codec, errors) = str::coding(args)?;
        Ok(Value::str(codec::decode(this_bytes(args)?.as_slice(), codec, errors)?))
    }),
    method("hex", Takes::Between(0, 1), hex),
    Native::class_method("bytes", "fromhex", Takes::Exactly(1), from_hex),
];

fn as_text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn this(args: &Args<'_>) -> Result<String, Raise> {
    Ok(as_text(this_bytes(args)?.as_slice()))
}

/// The letters alone, for what goes by their case.
fn ascii(args: &Args<'_>) -> Result<String, Raise> {
    let bytes = this_bytes(args)?.as_slice();
    Ok(as_text(&bytes.iter().copied().filter(u8::is_ascii).collect::<Vec<u8>>()))
}

fn back(text: &str) -> Out {
    Ok(Value::bytes(text.chars().map(|each| u32::from(each) as u8).collect::<Vec<u8>>()))
}

/// An argument that is bytes, or one byte.
fn part(value: &Value) -> Result<String, Raise> {
    match value.native() {
        Value::Bytes(bytes) => Ok(as_text(bytes.as_slice())),
        other => match int_of(other) {
            Some(_) => Ok(as_text(&[u8::try_from(index(other)?)
                .map_err(|_| Raise::value_error("byte must be in range(0, 256)"))?])),
            None => Err(Raise::type_error(format!(
                "a bytes-like object is required, not '{}'",
                value.type_name()
            ))),
        },
    }
}

fn made(args: &Args<'_>, form: impl Fn(&str) -> String) -> Out {
    back(&form(&this(args)?))
}

fn every(args: &Args<'_>, kind: impl Fn(char) -> bool) -> Out {
    Ok(Value::Bool(cases::all(&this(args)?, kind)))
}

fn filled(args: &Args<'_>, form: fn(&str, i64, char) -> crate::python::fault::Res<String>) -> Out {
    let fill = args.get(2).map_or(Ok(" ".to_owned()), part)?;
    back(&form(&this(args)?, index(&args[1])?, shape::fill(&fill)?)?)
}

type Find = fn(&str, &str, Option<i64>, Option<i64>) -> Option<usize>;

fn search(args: &Args<'_>, find: Find) -> Result<Option<usize>, Raise> {
    let (start, end) = (bound(args.get(2))?, bound(args.get(3))?);
    Ok(find(&this(args)?, &part(&args[1])?, start, end))
}

fn found(found: Option<usize>) -> Out {
    found.map(Value::count).ok_or_else(|| Raise::value_error("subsection not found"))
}

fn fix(args: &Args<'_>, name: &str, is: fn(&str, &str, Option<i64>, Option<i64>) -> bool) -> Out {
    let this = this(args)?;
    let (start, end) = (bound(args.get(2))?, bound(args.get(3))?);
    let all: Vec<Value> = match args[1].native() {
        Value::Tuple(all) => all.to_vec(),
        _ => vec![args[1].clone()],
    };
    for what in &all {
        let Value::Bytes(what) = what.native() else {
            let other = what.type_name();
            return Err(Raise::type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {other}"
            )));
        };
        if is(&this, &as_text(what.as_slice()), start, end) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

/// The bytes to strip.
fn set(args: &Args<'_>) -> Result<String, Raise> {
    match args.get(1) {
        None | Some(Value::None) => Ok(SPACE.to_owned()),
        Some(set) => part(set),
    }
}

type Split = for<'a> fn(&'a str, Option<&str>, i64) -> crate::python::fault::Res<Vec<&'a str>>;

fn split(args: &Args<'_>, form: Split) -> Out {
    let most = index_or(args.get(2), -1)?;
    let separator = match args.get(1) {
        None | Some(Value::None) => None,
        Some(separator) => Some(part(separator)?),
    };
    let mut this = this(args)?;
    if separator.is_none() {
        // What is space in text alone must not part bytes: it is put aside as characters that are none, and back.
        let aside = |each: char| match each {
            '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{a0}' => {
                char::from_u32(u32::from(each) + 0x100).unwrap_or(each)
            }
            _ => each,
        };
        this = this.chars().map(aside).collect();
    }
    let all: Result<Vec<Value>, Raise> =
        form(&this, separator.as_deref(), most)?.into_iter().map(back).collect();
    Ok(Value::list(all?))
}

fn three(all: [&str; 3]) -> Out {
    let all: Result<Vec<Value>, Raise> = all.into_iter().map(back).collect();
    Ok(Value::tuple(all?))
}

fn join(_: &mut Machine, args: &Args<'_>) -> Out {
    let separator = this_bytes(args)?.as_slice();
    let mut result = Vec::new();
    for (at, item) in items::of(&args[1])?.iter().enumerate() {
        let Value::Bytes(bytes) = item.native() else {
            let name = item.type_name();
            return Err(Raise::type_error(format!(
                "sequence item {at}: expected a bytes-like object, {name} found"
            )));
        };
        if at > 0 {
            result.extend_from_slice(separator);
        }
        result.extend_from_slice(bytes.as_slice());
        Raise::if_too_large(result.len())?;
    }
    Ok(Value::bytes(result))
}

fn hex(_: &mut Machine, args: &Args<'_>) -> Out {
    let separator = args.get(1).map_or(Ok(""), |separator| super::args::text(separator, "sep"))?;
    let pairs: Vec<String> = this_bytes(args)?.as_slice().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Value::str(pairs.join(separator)))
}

fn from_hex(_: &mut Machine, args: &Args<'_>) -> Out {
    let text = super::args::text(&args[1], "fromhex() argument")?;
    let mut bytes = Vec::new();
    let mut first = None;
    for (at, each) in text.chars().enumerate() {
        match (each.to_digit(16), first) {
            (Some(digit), None) => first = Some(digit),
            (Some(digit), Some(high)) => {
                bytes.push((high << 4 | digit) as u8);
                first = None;
            }
            (None, None) if each.is_ascii_whitespace() => {}
            (None, _) => {
                return Err(Raise::value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {at}"
                )));
            }
        }
    }
    if first.is_some() {
        let words = "fromhex() arg must contain an even number of hexadecimal digits";
        return Err(Raise::value_error(words));
    }
    Ok(Value::bytes(bytes))
}

/// `bytes(source)`
pub fn from(source: &Value) -> Out {
    match source.native() {
        Value::Str(_) => Err(Raise::type_error("string argument without an encoding")),
        other => match int_of(other) {
            Some(count) => {
                let count =
                    usize::try_from(count.clamped()).map_err(|_| Raise::value_error("negative count"))?;
                Raise::if_too_large(count)?;
                Ok(Value::bytes(vec![0; count]))
            }
            None => Ok(Value::bytes(bytes_of(source)?)),
        },
    }
}
