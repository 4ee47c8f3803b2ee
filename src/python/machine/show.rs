//! `repr`, `str` and `format` of any value, without recursion: a list of pieces that are still to be shown.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::frame::{CodeFrame, Frame, Then};
use super::plain::is_custom;
use super::{Done, Got, Machine};
use crate::python::code::Conversion;
use crate::python::number::float;
use crate::python::text::{escape, spec};
use crate::python::values::equal::int_of;
use crate::python::values::sequence::Part;
use crate::python::values::{Args, Base, DictView, ErrorKind, Flow, Object, Raise, Value, symbol};

/// A `repr` that is under way.
#[derive(Debug)]
pub struct Show {
    out: String,
    left: Vec<Piece>,
    /// The containers that are being shown.
    open: BTreeSet<usize>,
    ascii: bool,
    asked: bool,
}

#[derive(Debug)]
enum Piece {
    Text(&'static str),
    Owned(String),
    Value(Value),
    Close(usize),
}

impl Show {
    /// Of a value.
    pub fn new(value: &Value, ascii: bool) -> Show {
        Show {
            out: String::new(),
            left: vec![Piece::Value(value.clone())],
            open: BTreeSet::new(),
            ascii,
            asked: false,
        }
    }

    /// Of an exception, by its class and arguments.
    pub fn of_exception(object: &Rc<Object>) -> Show {
        let mut show = Show::new(&Value::None, false);
        show.left.clear();
        show.exception(object);
        show
    }

    /// Shows on until Python is needed, or to the end.
    pub fn run(&mut self, machine: &mut Machine) -> Result<Flow, Raise> {
        while let Some(piece) = self.left.pop() {
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::Owned(text) => self.out.push_str(&text),
                Piece::Close(address) => {
                    self.open.remove(&address);
                }
                Piece::Value(value) => {
                    if let Some(method) = self.one(machine, &value)? {
                        self.asked = true;
                        return Ok(Flow::Call(method, Vec::new()));
                    }
                }
            }
            Raise::if_too_large(self.out.len())?;
        }
        let text = std::mem::take(&mut self.out);
        Ok(Flow::Value(Value::str(if self.ascii { escape::ascii_of(&text) } else { text })))
    }

    /// Shows one value, or gives the method that does.
    fn one(&mut self, machine: &mut Machine, value: &Value) -> Result<Option<Value>, Raise> {
        if is_custom(value)
            && let Some(method) = machine.special(value, symbol::REPR)
        {
            return Ok(Some(method));
        }
        if let Value::Object(object) = value
            && object.exception().is_some()
        {
            self.exception(object);
            return Ok(None);
        }
        let native = value.native();
        if let Some(text) = plain(native)? {
            self.out.push_str(&text);
            return Ok(None);
        }
        if self.container(native, value) {
            return Ok(None);
        }
        self.out.push_str(&machine.plain_object(value));
        Ok(None)
    }

    fn exception(&mut self, object: &Rc<Object>) {
        let name = object.class().name();
        let args = object.exception().map_or(Value::None, |data| data.args.borrow().clone());
        self.out.push_str(&name);
        match &args {
            Value::Tuple(items) if items.len() == 1 => {
                self.left.push(Piece::Text(")"));
                self.left.push(Piece::Value(items[0].clone()));
                self.left.push(Piece::Text("("));
            }
            _ => self.left.push(Piece::Value(args)),
        }
    }

    fn container(&mut self, native: &Value, value: &Value) -> bool {
        let address = native.address().unwrap_or(0);
        let (begin, end, empty, items): Parts = match native {
            Value::List(list) => ("[".into(), "]", "[]", list.items().iter().map(single).collect()),
            Value::Tuple(items) => (
                "(".into(),
                if items.len() == 1 { ",)" } else { ")" },
                "()",
                items.iter().map(single).collect(),
            ),
            Value::Dict(dict) => ("{".into(), "}", "{}", dict.table().iter().map(pair).collect()),
            Value::View(view) => view_parts(view),
            Value::Set(set) => {
                let items = set.table().iter().map(|(key, ())| single(key)).collect();
                let (begin, end, empty) = match (set.frozen, value) {
                    (true, _) => ("frozenset({".into(), "})", "frozenset()"),
                    (false, Value::Object(_)) => (format!("{}({{", value.type_name()), "})", "set()"),
                    (false, _) => ("{".into(), "}", "set()"),
                };
                (begin, end, empty, items)
            }
            Value::Deque(deque) => {
                let items: Vec<Vec<Piece>> = deque.items().iter().map(single).collect();
                match deque.most {
                    Some(most) => {
                        self.left.push(Piece::Owned(format!("], maxlen={most})")));
                        ("deque([".into(), "", "deque([", items)
                    }
                    None => ("deque([".into(), "])", "deque([])", items),
                }
            }
            Value::Slice(slice) => {
                let items = [&slice.start, &slice.stop, &slice.step].into_iter().map(single).collect();
                ("slice(".into(), ")", "", items)
            }
            Value::Method(method) if matches!(&method.function, Value::Function(_)) => {
                let Value::Function(function) = &method.function else { return false };
                self.left.push(Piece::Text(">"));
                self.left.push(Piece::Value(method.this.clone()));
                self.left
                    .push(Piece::Owned(format!("<bound method {} of ", function.qualname.borrow().as_str())));
                return true;
            }
            _ => return false,
        };
        if self.open.contains(&address) {
            self.out.push_str(match native {
                Value::List(_) => "[...]",
                Value::Dict(_) => "{...}",
                Value::Tuple(_) => "(...)",
                Value::Deque(_) => "[...]",
                _ => "...",
            });
            return true;
        }
        if items.is_empty() {
            self.out.push_str(empty);
            return true;
        }
        self.enter(address, begin, end, items);
        true
    }

    /// Puts the pieces of a container on the stack of what is left to show.
    fn enter(&mut self, address: usize, begin: String, end: &'static str, items: Vec<Vec<Piece>>) {
        self.open.insert(address);
        self.left.push(Piece::Close(address));
        self.left.push(Piece::Text(end));
        let count = items.len();
        for (at, item) in items.into_iter().rev().enumerate() {
            if at > 0 && at < count {
                self.left.push(Piece::Text(", "));
            }
            self.left.extend(item.into_iter().rev());
        }
        self.left.push(Piece::Owned(begin));
    }
}

fn single(value: &Value) -> Vec<Piece> {
    vec![Piece::Value(value.clone())]
}

fn pair((key, value): (&Value, &Value)) -> Vec<Piece> {
    vec![Piece::Value(key.clone()), Piece::Text(": "), Piece::Value(value.clone())]
}

impl Frame for Show {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !std::mem::take(&mut self.asked) {
            return self.run(machine);
        }
        match got {
            Got::Value(value) | Got::Yielded(value) => match value.native() {
                Value::Str(text) => {
                    self.out.push_str(text.as_str());
                    self.run(machine)
                }
                _ => Err(Raise::type_error(format!(
                    "__repr__ returned non-string (type {})",
                    value.type_name()
                ))),
            },
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

/// The text of what needs no more than itself.
fn plain(value: &Value) -> Result<Option<String>, Raise> {
    Ok(Some(match value {
        Value::None => String::from("None"),
        Value::Bool(true) => String::from("True"),
        Value::Bool(false) => String::from("False"),
        Value::Ellipsis => String::from("Ellipsis"),
        Value::NotImplemented => String::from("NotImplemented"),
        Value::Int(int) => int.to_string(),
        Value::Big(_) => match int_of(value) {
            Some(int) => int.to_text()?,
            None => String::new(),
        },
        Value::Float(value) => float::repr(*value),
        Value::Str(text) => escape::text(text.as_str()),
        Value::Bytes(bytes) => escape::bytes(bytes.as_slice()),
        Value::Range(range) if range.step == 1 => format!("range({}, {})", range.start, range.stop),
        Value::Range(range) => format!("range({}, {}, {})", range.start, range.stop, range.step),
        _ => return Ok(None),
    }))
}

impl Machine {
    /// `repr` of a value that has none of its own.
    pub fn plain_object(&mut self, value: &Value) -> String {
        let at = self.identity(value);
        match value {
            Value::Class(class) => {
                let module = super::types::module_of(class).filter(|_| !class.builtin);
                let qualname = match class.names.borrow().get(symbol::QUALNAME) {
                    Some(Value::Str(text)) => text.as_str().to_owned(),
                    _ => class.name().to_string(),
                };
                match module {
                    Some(Value::Str(module)) if module.as_str() != "builtins" => {
                        format!("<class '{}.{qualname}'>", module.as_str())
                    }
                    _ => format!("<class '{qualname}'>"),
                }
            }
            Value::Function(function) => {
                format!("<function {} at {at}>", function.qualname.borrow().as_str())
            }
            Value::Native(native) if native.owner.is_empty() => {
                format!("<built-in function {}>", native.name)
            }
            Value::Native(native) => format!("<method '{}' of '{}' objects>", native.name, native.owner),
            Value::Method(method) => match &method.function {
                Value::Native(native) => {
                    format!("<built-in method {} of {} object at {at}>", native.name, method.this.type_name())
                }
                _ => format!("<bound method at {at}>"),
            },
            Value::Module(module) => format!("<module '{}'>", module.name),
            Value::Generator(generator) => {
                format!("<{} object {} at {at}>", generator.type_name(), generator.qualname.borrow().as_str())
            }
            Value::Object(object) => match object.class().base {
                Base::Future | Base::Task => self.future_repr(object),
                _ => {
                    let class = object.class();
                    let module = match super::types::module_of(class) {
                        Some(Value::Str(module)) if !class.builtin => format!("{}.", module.as_str()),
                        _ => String::new(),
                    };
                    let qualname = match class.names.borrow().get(symbol::QUALNAME) {
                        Some(Value::Str(text)) => text.as_str().to_owned(),
                        _ => class.name().to_string(),
                    };
                    format!("<{module}{qualname} object at {at}>")
                }
            },
            other => format!("<{} object at {at}>", other.type_name()),
        }
    }

    /// A number for an object, as Python shows its address: by the order in which they were asked for.
    pub fn identity(&mut self, value: &Value) -> String {
        format!("0x{:012x}", self.identity_number(value))
    }

    /// The same as an int.
    pub fn identity_number(&mut self, value: &Value) -> u64 {
        let Some(address) = value.address() else {
            return match value {
                Value::Int(int) => 0x55_0000_0000 + int.cast_unsigned().wrapping_mul(32),
                Value::Bool(truth) => 0x54_0000_0000 + u64::from(*truth) * 32,
                Value::Float(float) => 0x53_0000_0000 + (float.to_bits() >> 20),
                _ => 0x52_0000_0000,
            };
        };
        let next = 0x7f00_0000_0000 + (self.identities.len() as u64 + 1) * 64;
        *self.identities.entry(address).or_insert(next)
    }

    /// What shows a value as `repr` does.
    pub fn repr_flow(&mut self, value: &Value, ascii: bool) -> Result<Flow, Raise> {
        let mut show = Show::new(value, ascii);
        match show.run(self)? {
            Flow::Call(method, args) => {
                // The first call's result comes to the frame.
                Ok(Flow::Frame(Box::new(Begun { show, call: Some((method, args)) })))
            }
            flow => Ok(flow),
        }
    }

    /// What shows a value as `str` does.
    pub fn str_flow(&mut self, value: &Value) -> Result<Flow, Raise> {
        if let Value::Str(_) = value {
            return Ok(Flow::Value(value.clone()));
        }
        if is_custom(value) {
            if let Some(method) = self.special(value, symbol::STR) {
                return Ok(super::call::CallThen::flow(
                    method,
                    Vec::new(),
                    Value::None,
                    |_, got, _| match got {
                        Got::Value(value) | Got::Yielded(value) => match value.native() {
                            text @ Value::Str(_) => Ok(Flow::Value(text.clone())),
                            _ => Err(Raise::type_error(format!(
                                "__str__ returned non-string (type {})",
                                value.type_name()
                            ))),
                        },
                        Got::Raised(exception) => Err(Raise::value(exception)),
                    },
                ));
            }
            if let Value::Object(object) = value {
                if object.exception().is_some() && self.special(value, symbol::REPR).is_none() {
                    return self.exception_str(object);
                }
                if object.exception().is_some() {
                    return self.exception_str(object);
                }
                if let text @ Value::Str(_) = value.native()
                    && self.special(value, symbol::REPR).is_none_or(|_| true)
                {
                    return Ok(Flow::Value(text.clone()));
                }
            }
        }
        self.repr_flow(value, false)
    }

    /// `str` of an exception that has none of its own.
    pub fn exception_str(&mut self, object: &Rc<Object>) -> Result<Flow, Raise> {
        let Some(data) = object.exception() else { return Ok(Flow::Value(Value::str(""))) };
        let args = data.args.borrow().clone();
        let Value::Tuple(items) = &args else { return Ok(Flow::Value(Value::str(""))) };
        if matches!(data.kind, ErrorKind::BaseExceptionGroup | ErrorKind::ExceptionGroup) {
            let count = super::exceptions::members(&Value::Object(Rc::clone(object))).len();
            let message = match items.first() {
                Some(Value::Str(text)) => text.as_str(),
                _ => "",
            };
            let plural = if count == 1 { "" } else { "s" };
            return Ok(Flow::Value(Value::str(format!("{message} ({count} sub-exception{plural})"))));
        }
        let os = object.class().is_below(self.types.error(ErrorKind::OSError));
        if os && (2..=5).contains(&items.len()) {
            let list = Value::list(vec![items[0].clone(), items[1].clone()]);
            let function = self.deep_function("os_error_str").map_err(|_| Raise::deep());
            if let Ok(function) = function {
                return Ok(Flow::Call(function, vec![list]));
            }
        }
        match items.len() {
            0 => Ok(Flow::Value(Value::str(""))),
            1 if data.kind == ErrorKind::KeyError => self.repr_flow(&items[0], false),
            1 => self.str_flow(&items[0]),
            _ => self.repr_flow(&args, false),
        }
    }

    /// What formats a value.
    pub fn format_flow(&mut self, value: &Value, spec: &str) -> Result<Flow, Raise> {
        if is_custom(value)
            && let Some(method) = self.special(value, symbol::FORMAT)
        {
            return Ok(Flow::Call(method, vec![Value::str(spec)]));
        }
        if spec.is_empty() {
            return self.str_flow(value);
        }
        match value.native() {
            Value::Str(text) => Ok(Flow::Value(Value::str(spec::text(text.as_str(), spec)?))),
            Value::Float(value) => Ok(Flow::Value(Value::str(spec::float(*value, spec)?))),
            native => match int_of(native) {
                Some(int) => {
                    let name = if matches!(native, Value::Bool(_)) { "bool" } else { "int" };
                    Ok(Flow::Value(Value::str(spec::int(&int, spec, name)?)))
                }
                None => Err(Raise::type_error(format!(
                    "unsupported format string passed to {}.__format__",
                    value.type_name()
                ))),
            },
        }
    }

    /// `value → str`, or `value spec → str`.
    pub fn format_op(&mut self, f: &mut Box<CodeFrame>, conversion: Conversion, with_spec: bool) -> Done {
        let spec = if with_spec { f.pop() } else { Value::None };
        let value = f.pop();
        let text: Rc<str> = match &spec {
            Value::Str(text) => Rc::from(text.as_str()),
            _ => Rc::from(""),
        };
        let flow = match conversion {
            Conversion::None => return self.format_value(f, &value, &text),
            Conversion::Str => self.str_flow(&value)?,
            Conversion::Repr => self.repr_flow(&value, false)?,
            Conversion::Ascii => self.repr_flow(&value, true)?,
        };
        match flow {
            Flow::Value(shown) => self.format_value(f, &shown, &text),
            flow => {
                let frame = ThenFormat { flow: Some(flow), spec: text };
                self.flow(f, Flow::Frame(Box::new(frame)), Then::Push)
            }
        }
    }

    fn format_value(&mut self, f: &mut Box<CodeFrame>, value: &Value, spec: &str) -> Done {
        let flow = self.format_flow(value, spec)?;
        self.flow(f, flow, Then::Push)
    }

    /// `text % value`.
    pub fn percent(&mut self, text: &Value, value: &Value) -> Result<Value, Raise> {
        match text {
            Value::Str(text) => {
                Ok(Value::str(crate::python::methods::format::percent(text.as_str(), value)?))
            }
            _ => Err(Raise::type_error("% of bytes is not known here: format text, then encode it")),
        }
    }
}

/// A `repr` whose first call is still to be made.
#[derive(Debug)]
struct Begun {
    show: Show,
    call: Option<(Value, Vec<Value>)>,
}

impl Frame for Begun {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some((callee, args)) = self.call.take() {
            return Ok(Flow::Call(callee, args));
        }
        self.show.resume(machine, got)
    }
}

/// Formats what a conversion gives.
#[derive(Debug)]
struct ThenFormat {
    flow: Option<Flow>,
    spec: Rc<str>,
}

impl Frame for ThenFormat {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some(flow) = self.flow.take() {
            return Ok(flow);
        }
        match got {
            Got::Value(value) | Got::Yielded(value) => match value {
                Value::Str(text) => Ok(Flow::Value(Value::str(spec::text(text.as_str(), &self.spec)?))),
                other => machine.format_flow(&other, &self.spec),
            },
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

/// `str(…)`.
pub fn construct_str(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let Some(value) = args.positional().first().or_else(|| args.named_as("object")) else {
        return Ok(Flow::Value(Value::str("")));
    };
    if args.len() > 1 {
        let Value::Bytes(bytes) = value.native() else {
            return Err(Raise::type_error(format!(
                "decoding to str: need a bytes-like object, {} found",
                value.type_name()
            )));
        };
        return Ok(Flow::Value(Value::str(String::from_utf8_lossy(bytes.as_slice()).into_owned())));
    }
    machine.str_flow(value)
}

/// How a container is shown: what it begins with, what it ends with, the whole of an empty one, its items.
type Parts = (String, &'static str, &'static str, Vec<Vec<Piece>>);

fn view_parts(view: &DictView) -> Parts {
    let empty = match view.part {
        Part::Keys => "dict_keys([])",
        Part::Values => "dict_values([])",
        Part::Items => "dict_items([])",
    };
    let piece = |(key, item): (&Value, &Value)| match view.part {
        Part::Keys => single(key),
        Part::Values => single(item),
        Part::Items => single(&Value::tuple(vec![key.clone(), item.clone()])),
    };
    (format!("{}([", view.type_name()), "])", empty, view.dict.table().iter().map(piece).collect())
}
