//! The methods of `str`.

use super::args::{Out, bound, index, index_or, list_of, optional_text, text, text_of, texts, this_text};
use super::{format, items};
use crate::python::machine::Machine;
use crate::python::number::Int;
use crate::python::text::codec::{self, Codec, Errors};
use crate::python::text::shape::{self, Instead};
use crate::python::text::{cases, chars, find, parts};
use crate::python::values::equal::int_of;
use crate::python::values::native::Plain;
use crate::python::values::{Args, Dict, Native, Raise, Takes, Value};

const fn method(name: &'static str, takes: Takes, code: Plain) -> Native {
    Native::method("str", name, takes, code)
}

const NONE: Takes = Takes::Exactly(0);

/// The methods.
pub static LIST: &[Native] = &[
    method("capitalize", NONE, |_, args| made(args, cases::capitalize)),
    method("casefold", NONE, |_, args| made(args, cases::fold)),
    method("lower", NONE, |_, args| made(args, cases::lower)),
    method("swapcase", NONE, |_, args| made(args, cases::swap)),
    method("title", NONE, |_, args| made(args, cases::title)),
    method("upper", NONE, |_, args| made(args, cases::upper)),
    method("isalnum", NONE, |_, args| every(args, chars::is_alphanumeric)),
    method("isalpha", NONE, |_, args| every(args, chars::is_letter)),
    method("isascii", NONE, |_, args| asks(args, str::is_ascii)),
    method("isdecimal", NONE, |_, args| every(args, |each| chars::decimal(each).is_some())),
    method("isdigit", NONE, |_, args| every(args, chars::is_digit)),
    method("isidentifier", NONE, |_, args| asks(args, cases::is_identifier)),
    method("islower", NONE, |_, args| asks(args, cases::is_lower)),
    method("isnumeric", NONE, |_, args| every(args, chars::is_numeric)),
    method("isprintable", NONE, |_, args| asks(args, |text| text.chars().all(chars::is_printable))),
    method("isspace", NONE, |_, args| every(args, chars::is_space)),
    method("istitle", NONE, |_, args| asks(args, cases::is_title)),
    method("isupper", NONE, |_, args| asks(args, cases::is_upper)),
    method("center", Takes::Between(1, 2), |_, args| filled(args, shape::center)),
    method("ljust", Takes::Between(1, 2), |_, args| filled(args, shape::left)),
    method("rjust", Takes::Between(1, 2), |_, args| filled(args, shape::right)),
    method("zfill", Takes::Exactly(1), |_, args| {
        Ok(Value::str(shape::zeros(this_text(args)?.as_str(), index(&args[1])?)?))
    }),
    method("expandtabs", Takes::Named(0, &["tabsize"]), |_, args| {
        Ok(Value::str(shape::tabs(this_text(args)?.as_str(), index_or(args.get(1), 8)?)?))
    }),
    method("count", Takes::Between(1, 3), |_, args| {
        let search = Search::new(args, "count() argument 1")?;
        Ok(Value::count(find::count(search.text, search.what, search.start, search.end)))
    }),
    method("find", Takes::Between(1, 3), |_, args| Ok(place(Search::new(args, "find() argument 1")?.find()))),
    method("rfind", Takes::Between(1, 3), |_, args| {
        Ok(place(Search::new(args, "rfind() argument 1")?.find_last()))
    }),
    method("index", Takes::Between(1, 3), |_, args| found(Search::new(args, "index() argument 1")?.find())),
    method("rindex", Takes::Between(1, 3), |_, args| {
        found(Search::new(args, "rindex() argument 1")?.find_last())
    }),
    method("startswith", Takes::Between(1, 3), |_, args| fix(args, "startswith", find::starts_with)),
    method("endswith", Takes::Between(1, 3), |_, args| fix(args, "endswith", find::ends_with)),
    method("removeprefix", Takes::Exactly(1), |_, args| {
        let (this, what) = (this_text(args)?.as_str(), text(&args[1], "removeprefix() argument")?);
        Ok(Value::str(this.strip_prefix(what).unwrap_or(this)))
    }),
    method("removesuffix", Takes::Exactly(1), |_, args| {
        let (this, what) = (this_text(args)?.as_str(), text(&args[1], "removesuffix() argument")?);
        Ok(Value::str(this.strip_suffix(what).unwrap_or(this)))
    }),
    method("replace", Takes::Named(2, &["", "", "count"]), replace),
    method("strip", Takes::Between(0, 1), |_, args| stripped(args, "strip arg", parts::strip)),
    method("lstrip", Takes::Between(0, 1), |_, args| stripped(args, "lstrip arg", parts::strip_start)),
    method("rstrip", Takes::Between(0, 1), |_, args| stripped(args, "rstrip arg", parts::strip_end)),
    method("split", Takes::Named(0, &["sep", "maxsplit"]), |_, args| {
        let separator = separator(args.get(1))?;
        list_of(&parts::split(this_text(args)?.as_str(), separator, index_or(args.get(2), -1)?)?)
    }),
    method("rsplit", Takes::Named(0, &["sep", "maxsplit"]), |_, args| {
        let separator = separator(args.get(1))?;
        list_of(&parts::split_last(this_text(args)?.as_str(), separator, index_or(args.get(2), -1)?)?)
    }),
    method("splitlines", Takes::Named(0, &["keepends"]), |_, args| {
        let keep = args.get(1).is_some_and(|keep| super::truth::truth(keep) == Some(true));
        list_of(&parts::lines(this_text(args)?.as_str(), keep))
    }),
    method("partition", Takes::Exactly(1), |_, args| {
        Ok(texts(&parts::partition(this_text(args)?.as_str(), must_be_text(&args[1])?)?))
    }),
    method("rpartition", Takes::Exactly(1), |_, args| {
        Ok(texts(&parts::partition_last(this_text(args)?.as_str(), must_be_text(&args[1])?)?))
    }),
    method("join", Takes::Exactly(1), join),
    method("encode", Takes::Named(0, &["encoding", "errors"]), |_, args| {
        let (codec, errors) = coding(args)?;
        Ok(Value::bytes(codec::encode(this_text(args)?.as_str(), codec, errors)?))
    }),
    method("format", Takes::Anything, |_, args| format::fields(args)),
    method("format_map", Takes::Exactly(1), |_, args| {
        format::fields_of_map(this_text(args)?.as_str(), &args[1])
    }),
    method("translate", Takes::Exactly(1), translate),
    Native::static_method("str", "maketrans", Takes::Between(1, 3), make_table),
];

fn made(args: &Args<'_>, form: fn(&str) -> String) -> Out {
    let made = form(this_text(args)?.as_str());
    Raise::if_too_large(made.len())?;
    Ok(Value::str(made))
}

fn asks(args: &Args<'_>, question: impl Fn(&str) -> bool) -> Out {
    Ok(Value::Bool(question(this_text(args)?.as_str())))
}

fn every(args: &Args<'_>, kind: fn(char) -> bool) -> Out {
    Ok(Value::Bool(cases::all(this_text(args)?.as_str(), kind)))
}

type Fill = fn(&str, i64, char) -> crate::python::fault::Res<String>;

fn filled(args: &Args<'_>, form: Fill) -> Out {
    let width = index(&args[1])?;
    let fill = match args.get(2) {
        None => ' ',
        Some(fill) => match text_of(fill) {
            Some(fill) => shape::fill(fill.as_str())?,
            None => {
                let other = fill.type_name();
                return Err(Raise::type_error(format!(
                    "The fill character must be a unicode character, not {other}"
                )));
            }
        },
    };
    Ok(Value::str(form(this_text(args)?.as_str(), width, fill)?))
}

/// What is searched where.
struct Search<'a> {
    text: &'a str,
    what: &'a str,
    start: Option<i64>,
    end: Option<i64>,
}

impl<'a> Search<'a> {
    fn new(args: &Args<'a>, words: &str) -> Result<Self, Raise> {
        let what = args.all.get(1).unwrap_or(&Value::Unbound);
        let (start, end) = (bound(args.get(2))?, bound(args.get(3))?);
        Ok(Self { text: this_text(args)?.as_str(), what: text(what, words)?, start, end })
    }

    fn find(&self) -> Option<usize> {
        find::find(self.text, self.what, self.start, self.end)
    }

    fn find_last(&self) -> Option<usize> {
        find::find_last(self.text, self.what, self.start, self.end)
    }
}

fn place(found: Option<usize>) -> Value {
    found.map_or(Value::Int(-1), Value::count)
}

fn found(found: Option<usize>) -> Out {
    found.map(Value::count).ok_or_else(|| Raise::value_error("substring not found"))
}

fn fix(args: &Args<'_>, name: &str, is: fn(&str, &str, Option<i64>, Option<i64>) -> bool) -> Out {
    let this = this_text(args)?.as_str();
    let (start, end) = (bound(args.get(2))?, bound(args.get(3))?);
    let one = |what: &Value, tuple: bool| match text_of(what) {
        Some(what) => Ok(is(this, what.as_str(), start, end)),
        None if tuple => Err(Raise::type_error(format!(
            "tuple for {name} must only contain str, not {}",
            what.type_name()
        ))),
        None => Err(Raise::type_error(format!(
            "{name} first arg must be str or a tuple of str, not {}",
            what.type_name()
        ))),
    };
    if let Value::Tuple(all) = args[1].native() {
        for what in all.iter() {
            if one(what, true)? {
                return Ok(Value::Bool(true));
            }
        }
        return Ok(Value::Bool(false));
    }
    Ok(Value::Bool(one(&args[1], false)?))
}

fn replace(_: &mut Machine, args: &Args<'_>) -> Out {
    let (old, new) = (text(&args[1], "replace() argument 1")?, text(&args[2], "replace() argument 2")?);
    let replaced = find::replace(this_text(args)?.as_str(), old, new, index_or(args.get(3), -1)?)?;
    Ok(Value::str(replaced))
}

fn stripped(args: &Args<'_>, what: &str, form: for<'a> fn(&'a str, Option<&str>) -> &'a str) -> Out {
    let set = match args.get(1) {
        None | Some(Value::None) => None,
        Some(set) => match text_of(set) {
            Some(set) => Some(set.as_str()),
            None => return Err(Raise::type_error(format!("{what} must be None or str"))),
        },
    };
    let this = this_text(args)?;
    let rest = form(this.as_str(), set);
    if rest.len() == this.as_str().len() {
        return Ok(Value::Str(std::rc::Rc::clone(this)));
    }
    Ok(Value::str(rest))
}

fn must_be_text(value: &Value) -> Result<&str, Raise> {
    match text_of(value) {
        Some(text) => Ok(text.as_str()),
        None => Err(Raise::type_error(format!("must be str, not {}", value.type_name()))),
    }
}

fn separator(value: Option<&Value>) -> Result<Option<&str>, Raise> {
    optional_text(value, "separator").map_err(|raise| match value {
        Some(value) => Raise::type_error(format!("must be str or None, not {}", value.type_name())),
        None => raise,
    })
}

fn join(_: &mut Machine, args: &Args<'_>) -> Out {
    let this = this_text(args)?;
    let all = items::of(&args[1]).map_err(|raise| {
        let iterable =
            raise.is_deep() || items::length(args[1].native()).is_some() || matches!(args[1], Value::Iter(_));
        if iterable { raise } else { Raise::type_error("can only join an iterable") }
    })?;
    let mut texts = Vec::with_capacity(all.len());
    for (at, item) in all.iter().enumerate() {
        match text_of(item) {
            Some(text) => texts.push(text.as_str()),
            None => {
                let name = item.type_name();
                return Err(Raise::type_error(format!(
                    "sequence item {at}: expected str instance, {name} found"
                )));
            }
        }
    }
    Ok(Value::str(shape::join(this.as_str(), texts.into_iter())?))
}

/// The codec and the way with errors of `encode` and `decode`.
pub fn coding(args: &Args<'_>) -> Result<(Codec, Errors), Raise> {
    let codec = match args.get(1) {
        None => Codec::Utf8,
        Some(name) => Codec::named(text(name, "argument 'encoding'")?)?,
    };
    let errors = match args.get(2) {
        None => Errors::Strict,
        Some(name) => Errors::named(text(name, "argument 'errors'")?)?,
    };
    Ok((codec, errors))
}

fn translate(_: &mut Machine, args: &Args<'_>) -> Out {
    let this = this_text(args)?.as_str();
    let Value::Dict(table) = args[1].native() else {
        let name = args[1].type_name();
        return Err(match args[1] {
            Value::Object(_) => Raise::deep(),
            _ => Raise::type_error(format!("'{name}' object is not subscriptable")),
        });
    };
    let mut trouble = None;
    let translated = shape::translate(this, |each| {
        let found = table.get(&Value::Int(i64::from(u32::from(each)))).unwrap_or_else(|raise| {
            trouble.get_or_insert(raise);
            None
        });
        Ok(match found {
            None => Instead::Same,
            Some(Value::None) => Instead::Nothing,
            Some(other) => match (text_of(&other), int_of(&other).as_ref().and_then(Int::to_i64)) {
                (Some(text), _) => Instead::Text(text.as_str().to_owned()),
                (None, Some(code)) => match u32::try_from(code).ok().and_then(char::from_u32) {
                    Some(each) => Instead::Text(each.to_string()),
                    None => {
                        trouble.get_or_insert_with(|| {
                            Raise::value_error("character mapping must be in range(0x110000)")
                        });
                        Instead::Same
                    }
                },
                (None, None) => {
                    trouble.get_or_insert_with(|| {
                        Raise::type_error("character mapping must return integer, None or str")
                    });
                    Instead::Same
                }
            },
        })
    })?;
    match trouble {
        Some(raise) => Err(raise),
        None => Ok(Value::str(translated)),
    }
}

fn make_table(_: &mut Machine, args: &Args<'_>) -> Out {
    let table = Dict::new();
    let code = |each: char| Value::Int(i64::from(u32::from(each)));
    let Some(to) = args.get(1) else {
        let Value::Dict(from) = args[0].native() else {
            return Err(Raise::type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let entries: Vec<(Value, Value)> =
            from.table().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in entries {
            let key = match text_of(&key) {
                None => key,
                Some(text) => {
                    let mut all = text.as_str().chars();
                    match (all.next(), all.next()) {
                        (Some(each), None) => code(each),
                        _ => {
                            return Err(Raise::value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                }
            };
            table.set(key, value)?;
        }
        return Ok(Value::Dict(std::rc::Rc::new(table)));
    };
    let (from, to) = (text(&args[0], "first maketrans argument")?, text(to, "maketrans() argument 2")?);
    if find::length(from) != find::length(to) {
        return Err(Raise::value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        table.set(code(from), code(to))?;
    }
    if let Some(gone) = args.get(2) {
        for each in text(gone, "maketrans() argument 3")?.chars() {
            table.set(code(each), Value::None)?;
        }
    }
    Ok(Value::Dict(std::rc::Rc::new(table)))
}
