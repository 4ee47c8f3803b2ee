//! Builtin functions that are the machine's own, and methods of its classes.

use std::rc::Rc;

use super::attribute::Attr;
use super::call::CallThen;
use super::frame::Frame;
use super::generators::Close;
use super::plain::is_custom;
use super::show::Show;
use super::{Got, Machine};
use crate::python::code::Kind;
use crate::python::record::Stream;
use crate::python::values::equal::int_of;
use crate::python::values::generator::{Action, State};
use crate::python::values::iter::Source;
use crate::python::values::{
    Args, Base, Class, ErrorKind, Flow, Iter, Method, Native, Object, Payload, Raise, Set, Symbol, Takes,
    Value, Waiter, symbol,
};

/// The functions.
pub static LIST: &[Native] = &[
    Native::flow("print", Takes::Anything, print),
    Native::flow("len", Takes::Exactly(1), len),
    Native::flow("repr", Takes::Exactly(1), |machine, args| machine.repr_flow(&args[0], false)),
    Native::flow("ascii", Takes::Exactly(1), |machine, args| machine.repr_flow(&args[0], true)),
    Native::flow("format", Takes::Between(1, 2), |machine, args| {
        let spec = match args.get(1).map(Value::native) {
            Some(Value::Str(spec)) => spec.as_str().to_owned(),
            Some(other) => {
                return Err(Raise::type_error(format!(
                    "format() argument 2 must be str, not {}",
                    other.type_name()
                )));
            }
            None => String::new(),
        };
        machine.format_flow(&args[0], &spec)
    }),
    Native::flow("abs", Takes::Exactly(1), |machine, args| {
        if let Some(method) = machine.special(&args[0], symbol::ABS) {
            return Ok(Flow::Call(method, Vec::new()));
        }
        Ok(Flow::Value(match args[0].native() {
            Value::Float(value) => Value::Float(value.abs()),
            other => match int_of(other) {
                Some(int) => crate::python::values::equal::int_value(int.absolute()),
                None => {
                    return Err(Raise::type_error(format!(
                        "bad operand type for abs(): '{}'",
                        args[0].type_name()
                    )));
                }
            },
        }))
    }),
    Native::flow("divmod", Takes::Exactly(2), |machine, args| {
        if let Some(method) = machine.special(&args[0], symbol::DIVMOD) {
            return Ok(Flow::Call(method, vec![args[1].clone()]));
        }
        if let Some(method) = machine.special(&args[1], Symbol::of("__rdivmod__")) {
            return Ok(Flow::Call(method, vec![args[0].clone()]));
        }
        let quotient =
            machine.plain_binary(crate::python::code::Binary::FloorDivide, false, &args[0], &args[1])?;
        let rest = machine.plain_binary(crate::python::code::Binary::Modulo, false, &args[0], &args[1])?;
        match (quotient, rest) {
            (Some(quotient), Some(rest)) => Ok(Flow::Value(Value::tuple(vec![quotient, rest]))),
            _ => Err(Raise::type_error(format!(
                "unsupported operand type(s) for divmod(): '{}' and '{}'",
                args[0].type_name(),
                args[1].type_name()
            ))),
        }
    }),
    Native::flow("hash", Takes::Exactly(1), hash),
    Native::flow("iter", Takes::Between(1, 2), |machine, args| {
        if args.len() == 2 { Err(Raise::deep()) } else { machine.iter_flow(&args[0]) }
    }),
    Native::flow("next", Takes::Between(1, 2), next),
    Native::flow("anext", Takes::Between(1, 2), |machine, args| {
        if args.len() == 2 {
            return Err(Raise::deep());
        }
        match &args[0] {
            Value::Generator(generator) if generator.kind == Kind::AsyncGenerator => {
                Ok(Flow::Value(super::hold::step_of(generator, Action::Send(Value::None))))
            }
            other => match machine.special(other, symbol::ANEXT) {
                Some(method) => Ok(Flow::Call(method, Vec::new())),
                None => {
                    Err(Raise::type_error(format!("'{}' object is not an async iterator", other.type_name())))
                }
            },
        }
    }),
    Native::flow("aiter", Takes::Exactly(1), |machine, args| match &args[0] {
        Value::Generator(generator) if generator.kind == Kind::AsyncGenerator => {
            Ok(Flow::Value(args[0].clone()))
        }
        other => match machine.special(other, symbol::AITER) {
            Some(method) => Ok(Flow::Call(method, Vec::new())),
            None => {
                Err(Raise::type_error(format!("'{}' object is not an async iterable", other.type_name())))
            }
        },
    }),
    Native::flow("isinstance", Takes::Exactly(2), |machine, args| {
        let class = Rc::clone(machine.types.of(&args[0]));
        check_class(machine, &args[0], &class, &args[1], false)
    }),
    Native::flow("issubclass", Takes::Exactly(2), |machine, args| match &args[0] {
        Value::Class(class) => check_class(machine, &args[0], &Rc::clone(class), &args[1], true),
        _ => Err(Raise::type_error("issubclass() arg 1 must be a class")),
    }),
    Native::function("callable", Takes::Exactly(1), |machine, args| {
        Ok(Value::Bool(match &args[0] {
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
            other => machine.special(other, symbol::CALL).is_some(),
        }))
    }),
    Native::function("id", Takes::Exactly(1), |machine, args| {
        Ok(Value::Int(machine.identity_number(&args[0]).cast_signed()))
    }),
    Native::flow("getattr", Takes::Between(2, 3), getattr),
    Native::flow("hasattr", Takes::Exactly(2), |machine, args| {
        let name = attribute_name(&args[1], "hasattr")?;
        let flow = machine.getattr_flow(&args[0], name);
        match flow {
            Ok(Flow::Value(_)) => Ok(Flow::Value(Value::Bool(true))),
            Ok(Flow::Call(callee, args)) => {
                Ok(CallThen::flow(callee, args, Value::None, |machine, got, _| match got {
                    Got::Raised(exception) if machine.is_error(&exception, ErrorKind::AttributeError) => {
                        Ok(Flow::Value(Value::Bool(false)))
                    }
                    Got::Raised(exception) => Err(Raise::value(exception)),
                    Got::Value(_) | Got::Yielded(_) => Ok(Flow::Value(Value::Bool(true))),
                }))
            }
            Ok(flow) => Ok(flow),
            Err(raise) if is_attribute_error(&raise) => Ok(Flow::Value(Value::Bool(false))),
            Err(raise) => Err(raise),
        }
    }),
    Native::flow("setattr", Takes::Exactly(3), |machine, args| {
        let name = attribute_name(&args[1], "setattr")?;
        if let Some(method) = machine.special(&args[0], symbol::SETATTR) {
            return Ok(Flow::Call(method, vec![args[1].clone(), args[2].clone()]));
        }
        set_then_none(machine.set_plain(&args[0], name, args[2].clone())?)
    }),
    Native::flow("delattr", Takes::Exactly(2), |machine, args| {
        let name = attribute_name(&args[1], "delattr")?;
        if let Some(method) = machine.special(&args[0], symbol::DELATTR) {
            return Ok(Flow::Call(method, vec![args[1].clone()]));
        }
        set_then_none(machine.delete_plain(&args[0], name)?)
    }),
    Native::flow("vars", Takes::Between(0, 1), |machine, args| match args.get(0) {
        Some(value) => match machine.extra(value, symbol::DICT)? {
            Some(dict) => Ok(Flow::Value(dict)),
            None => Err(Raise::type_error("vars() argument must have __dict__ attribute")),
        },
        None => Err(Raise::type_error("vars() without an argument is not known here: use vars(object)")),
    }),
    Native::function("globals", Takes::Exactly(0), |machine, _| match &machine.main {
        Some(main) => {
            let dict = crate::python::values::Dict::new();
            for (name, value) in main.entries() {
                dict.set_str(name.text().as_str(), value);
            }
            Ok(Value::Dict(Rc::new(dict)))
        }
        None => Ok(Value::None),
    }),
    Native::function("locals", Takes::Exactly(0), |_, _| {
        Ok(Value::Dict(Rc::new(crate::python::values::Dict::new())))
    }),
    Native::flow("dir", Takes::Between(0, 1), |_, _| Err(Raise::deep())),
    Native::flow("enumerate", Takes::Named(1, &["iterable", "start"]), |_, args| {
        let start = match args.get(1) {
            None => 0,
            Some(start) => match int_of(start).and_then(|start| start.to_i64()) {
                Some(start) => start,
                None => return Err(Raise::deep()),
            },
        };
        match super::plain::plain_iter(&args[0]) {
            Some(inner) => Ok(Flow::Value(Iter::value(Source::Enumerate { inner, count: start }))),
            None => deep_if_iterable(&args[0]),
        }
    }),
    Native::flow("zip", Takes::Anything, |_, args| {
        let strict = args.named_as("strict").is_some_and(|strict| super::plain::truth(strict) == Some(true));
        let mut inner = Vec::new();
        for value in args.positional() {
            match super::plain::plain_iter(value) {
                Some(iter) => inner.push(iter),
                None => return deep_if_iterable(value),
            }
        }
        Ok(Flow::Value(Iter::value(Source::Zip { inner, strict })))
    }),
    Native::flow("reversed", Takes::Exactly(1), reversed),
    Native::flow("map", Takes::Anything, |_, _| Err(Raise::deep())),
    Native::flow("filter", Takes::Exactly(2), |_, _| Err(Raise::deep())),
];

fn deep_if_iterable(value: &Value) -> Result<Flow, Raise> {
    match value {
        Value::Generator(generator) if generator.kind == Kind::Generator => Err(Raise::deep()),
        value if is_custom(value) => Err(Raise::deep()),
        value => Err(super::plain::not_iterable(value)),
    }
}

fn reversed(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    if is_custom(&args[0]) {
        return Err(Raise::deep());
    }
    let source = match args[0].native() {
        Value::List(list) => Source::ListBack { list: Rc::clone(list), left: list.len() },
        Value::Range(range) => {
            let left = range.len();
            let next = if left == 0 { 0 } else { range.at(left - 1) };
            Source::Range { next, left, step: range.step.wrapping_neg() }
        }
        Value::Tuple(_)
        | Value::Str(_)
        | Value::Dict(_)
        | Value::View(_)
        | Value::Deque(_)
        | Value::Bytes(_) => {
            let mut items = super::plain::plain_items(&args[0])?;
            items.reverse();
            Source::Values(items.into_iter())
        }
        other => return Err(Raise::type_error(format!("'{}' object is not reversible", other.type_name()))),
    };
    let _ = machine;
    Ok(Flow::Value(Iter::value(source)))
}

fn print(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let mut sep = String::from(" ");
    let mut end = String::from("\n");
    for (name, value) in args.named() {
        match (name.text().as_str(), value) {
            ("sep" | "end" | "file", Value::None) | ("flush", _) => {}
            ("sep", Value::Str(text)) => text.as_str().clone_into(&mut sep),
            ("end", Value::Str(text)) => text.as_str().clone_into(&mut end),
            ("sep" | "end", other) => {
                let what = name.text();
                return Err(Raise::type_error(format!(
                    "{} must be None or a string, not {}",
                    what.as_str(),
                    other.type_name()
                )));
            }
            ("file", _) => return Err(Raise::deep()),
            (other, _) => {
                return Err(Raise::type_error(format!(
                    "print() got an unexpected keyword argument '{other}'"
                )));
            }
        }
    }
    if let Some(Value::Module(sys)) = machine.modules.get("sys")
        && let (Some(now), Some(first)) = (sys.get(Symbol::of("stdout")), sys.get(Symbol::of("__stdout__")))
        && !now.is(&first)
    {
        return Err(Raise::deep());
    }
    let mut text = String::new();
    for (at, value) in args.positional().iter().enumerate() {
        if at > 0 {
            text.push_str(&sep);
        }
        match value {
            Value::Str(part) => text.push_str(part.as_str()),
            other => match machine.str_flow(other)? {
                Flow::Value(Value::Str(part)) => text.push_str(part.as_str()),
                _ => return Err(Raise::deep()),
            },
        }
        Raise::if_too_large(text.len())?;
    }
    text.push_str(&end);
    machine.write(Stream::Out, &text);
    Ok(if machine.outcome.is_some() { Flow::End } else { Flow::Value(Value::None) })
}

fn len(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    if is_custom(&args[0])
        && let Some(method) = machine.special(&args[0], symbol::LEN)
    {
        return Ok(CallThen::flow(method, Vec::new(), Value::None, |_, got, _| match got {
            Got::Value(value) | Got::Yielded(value) => match int_of(&value) {
                Some(int) if int.is_negative() => Err(Raise::value_error("__len__() should return >= 0")),
                Some(_) => Ok(Flow::Value(value)),
                None => Err(Raise::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    value.type_name()
                ))),
            },
            Got::Raised(exception) => Err(Raise::value(exception)),
        }));
    }
    Ok(Flow::Value(Value::count(super::plain::length_of(&args[0])?)))
}

fn hash(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    if is_custom(&args[0])
        && let Some(method) = machine.special(&args[0], symbol::HASH)
    {
        return Ok(Flow::Call(method, Vec::new()));
    }
    match crate::python::values::hash(&args[0]) {
        Ok(hash) => Ok(Flow::Value(Value::Int(hash.cast_signed()))),
        Err(raise) if raise.is_deep() => {
            let Value::Tuple(_) = args[0].native() else { return Err(raise) };
            let function = machine.deep_function("hash_tuple").map_err(|_| Raise::deep())?;
            Ok(Flow::Call(function, vec![args[0].clone()]))
        }
        Err(raise) => Err(raise),
    }
}

fn next(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    match args.get(1) {
        None => machine.next_flow(&args[0]),
        Some(default) => {
            if let Value::Iter(iter) = &args[0] {
                return Ok(Flow::Value(iter.next()?.unwrap_or_else(|| default.clone())));
            }
            Ok(Flow::Frame(Box::new(NextOr {
                iterator: args[0].clone(),
                default: default.clone(),
                begun: false,
            })))
        }
    }
}

/// `next` with a default.
#[derive(Debug)]
struct NextOr {
    iterator: Value,
    default: Value,
    begun: bool,
}

impl Frame for NextOr {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !self.begun {
            self.begun = true;
            return match machine.next_flow(&self.iterator) {
                Err(raise) => match machine.to_exception_plain(raise) {
                    Some(exception) => self.resume(machine, Got::Raised(exception)),
                    None => Ok(Flow::End),
                },
                flow => flow,
            };
        }
        match got {
            Got::Value(_) if matches!(self.iterator, Value::Generator(_)) => {
                Ok(Flow::Value(self.default.clone()))
            }
            Got::Value(item) | Got::Yielded(item) => Ok(Flow::Value(item)),
            Got::Raised(exception) if machine.is_error(&exception, ErrorKind::StopIteration) => {
                Ok(Flow::Value(self.default.clone()))
            }
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

fn check_class(
    machine: &mut Machine,
    value: &Value,
    class: &Rc<Class>,
    wanted: &Value,
    sub: bool,
) -> Result<Flow, Raise> {
    let mut open = vec![wanted.clone()];
    while let Some(wanted) = open.pop() {
        match &wanted {
            Value::Class(other) => {
                if class.is_below(other) {
                    return Ok(Flow::Value(Value::Bool(true)));
                }
                let name = if sub { symbol::SUBCLASSCHECK } else { symbol::INSTANCECHECK };
                if let Some(meta) = &other.meta
                    && !meta.builtin
                    && let Some(method) = machine.special(&wanted, name)
                {
                    if open.is_empty() {
                        return Ok(Flow::Call(method, vec![value.clone()]));
                    }
                    let rest = Value::tuple(std::mem::take(&mut open));
                    let pair = Value::tuple(vec![value.clone(), rest, Value::Bool(sub)]);
                    return Ok(CallThen::flow(method, vec![value.clone()], pair, check_rest));
                }
            }
            Value::Tuple(items) => open.extend(items.iter().rev().cloned()),
            Value::None => {
                if value.is_none() {
                    return Ok(Flow::Value(Value::Bool(true)));
                }
            }
            other => {
                let name = if sub { symbol::SUBCLASSCHECK } else { symbol::INSTANCECHECK };
                if let Some(method) = machine.special(other, name) {
                    return Ok(Flow::Call(method, vec![value.clone()]));
                }
                return Err(Raise::type_error(if sub {
                    "issubclass() arg 2 must be a class, a tuple of classes, or a union"
                } else {
                    "isinstance() arg 2 must be a type, a tuple of types, or a union"
                }));
            }
        }
    }
    Ok(Flow::Value(Value::Bool(false)))
}

fn check_rest(machine: &mut Machine, got: Got, state: &Value) -> Result<Flow, Raise> {
    match got {
        Got::Value(value) | Got::Yielded(value) if super::plain::truth(&value) == Some(true) => {
            Ok(Flow::Value(Value::Bool(true)))
        }
        Got::Raised(exception) => Err(Raise::value(exception)),
        Got::Value(_) | Got::Yielded(_) => {
            let Value::Tuple(parts) = state else { return Ok(Flow::Value(Value::Bool(false))) };
            let [value, rest, Value::Bool(sub)] = &parts[..] else {
                return Ok(Flow::Value(Value::Bool(false)));
            };
            let class = match (value, *sub) {
                (Value::Class(class), true) => Rc::clone(class),
                _ => Rc::clone(machine.types.of(value)),
            };
            check_class(machine, value, &class, rest, *sub)
        }
    }
}

fn attribute_name(value: &Value, _: &str) -> Result<Symbol, Raise> {
    match value.native() {
        Value::Str(name) => Ok(Symbol::of(name.as_str())),
        _ => Err(Raise::type_error(format!("attribute name must be string, not '{}'", value.type_name()))),
    }
}

fn is_attribute_error(raise: &Raise) -> bool {
    matches!(raise.reason(), crate::python::values::Reason::Error(ErrorKind::AttributeError, _))
}

fn set_then_none(call: Option<(Value, Vec<Value>)>) -> Result<Flow, Raise> {
    Ok(match call {
        Some((callee, args)) => CallThen::flow(callee, args, Value::None, |_, got, _| match got {
            Got::Raised(exception) => Err(Raise::value(exception)),
            Got::Value(_) | Got::Yielded(_) => Ok(Flow::Value(Value::None)),
        }),
        None => Flow::Value(Value::None),
    })
}

fn getattr(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let name = attribute_name(&args[1], "getattr")?;
    let flow = machine.getattr_flow(&args[0], name);
    let Some(default) = args.get(2).cloned() else { return flow };
    match flow {
        Ok(Flow::Call(callee, args)) => {
            Ok(CallThen::flow(callee, args, default, |machine, got, default| match got {
                Got::Raised(exception) if machine.is_error(&exception, ErrorKind::AttributeError) => {
                    Ok(Flow::Value(default.clone()))
                }
                Got::Raised(exception) => Err(Raise::value(exception)),
                Got::Value(value) | Got::Yielded(value) => Ok(Flow::Value(value)),
            }))
        }
        Err(raise) if is_attribute_error(&raise) => Ok(Flow::Value(default)),
        other => other,
    }
}

impl Machine {
    /// What gives an attribute as `getattr` does.
    pub fn getattr_flow(&mut self, value: &Value, name: Symbol) -> Result<Flow, Raise> {
        if let Some(method) = self.special(value, symbol::GETATTRIBUTE) {
            return Ok(Flow::Call(method, vec![Value::Str(name.text())]));
        }
        Ok(match self.lookup(value, name)? {
            Attr::Value(found) => Flow::Value(found),
            Attr::Bind(function) => Flow::Value(Method::bind(function, value.clone())),
            Attr::Call(callee, args) => Flow::Call(callee, args),
            Attr::Missing => match self.special(value, symbol::GETATTR) {
                Some(method) => Flow::Call(method, vec![Value::Str(name.text())]),
                None => return Err(super::attribute::missing(value, name)),
            },
        })
    }

    /// `isinstance` of a plain class.
    pub fn is_instance_plain(&self, value: &Value, class: &Rc<Class>) -> bool {
        self.types.of(value).is_below(class)
    }
}

/// `object.__init_subclass__`.
pub static INIT_SUBCLASS: Native =
    Native::class_method("object", "__init_subclass__", Takes::Anything, init_subclass);

fn init_subclass(_: &mut Machine, args: &Args) -> Result<Value, Raise> {
    if args.names.is_empty() {
        return Ok(Value::None);
    }
    let name = match args.get(0) {
        Some(Value::Class(class)) => class.name(),
        _ => Rc::from("object"),
    };
    Err(Raise::type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
}

/// The methods of `object`.
pub static OBJECT: &[Native] = &[
    Native::method("object", "__init__", Takes::Anything, |_, _| Ok(Value::None)),
    Native::flow("__new__", Takes::Anything, |machine, args| match args.get(0) {
        Some(Value::Class(class)) => {
            let class = Rc::clone(class);
            machine.bare(&class, &args.all[1..], args.names)
        }
        _ => Err(Raise::type_error("object.__new__(X): X is not a type object")),
    }),
    Native::flow_method("object", "__setattr__", Takes::Exactly(2), |machine, args| {
        let name = attribute_name(&args[1], "setattr")?;
        set_then_none(machine.set_plain(&args[0], name, args[2].clone())?)
    }),
    Native::flow_method("object", "__delattr__", Takes::Exactly(1), |machine, args| {
        let name = attribute_name(&args[1], "delattr")?;
        set_then_none(machine.delete_plain(&args[0], name)?)
    }),
    Native::flow_method("object", "__getattribute__", Takes::Exactly(1), |machine, args| {
        let name = attribute_name(&args[1], "getattr")?;
        Ok(match machine.lookup(&args[0], name)? {
            Attr::Value(found) => Flow::Value(found),
            Attr::Bind(function) => Flow::Value(Method::bind(function, args[0].clone())),
            Attr::Call(callee, args) => Flow::Call(callee, args),
            Attr::Missing => return Err(super::attribute::missing(&args[0], name)),
        })
    }),
    Native::method("object", "__repr__", Takes::Exactly(0), |machine, args| {
        Ok(Value::str(machine.plain_object(&args[0])))
    }),
    Native::flow_method("object", "__str__", Takes::Exactly(0), |machine, args| {
        machine.repr_flow(&args[0], false)
    }),
    Native::flow_method("object", "__format__", Takes::Exactly(1), |machine, args| match args[1].native() {
        Value::Str(spec) if spec.is_empty() => machine.str_flow(&args[0]),
        _ => Err(Raise::type_error(format!(
            "unsupported format string passed to {}.__format__",
            args[0].type_name()
        ))),
    }),
    Native::method("object", "__eq__", Takes::Exactly(1), |_, args| {
        Ok(if args[0].is(&args[1]) { Value::Bool(true) } else { Value::NotImplemented })
    }),
    Native::method("object", "__ne__", Takes::Exactly(1), |_, args| {
        Ok(if args[0].is(&args[1]) { Value::Bool(false) } else { Value::NotImplemented })
    }),
    Native::method("object", "__hash__", Takes::Exactly(0), |machine, args| {
        Ok(Value::Int((machine.identity_number(&args[0]) >> 4).cast_signed()))
    }),
    Native::class_method("object", "__init_subclass__", Takes::Anything, init_subclass),
    Native::method("object", "__sizeof__", Takes::Exactly(0), |_, _| Ok(Value::Int(56))),
];

/// The methods of `type`.
pub static TYPE: &[Native] = &[
    Native::method("type", "mro", Takes::Exactly(0), |_, args| match &args[0] {
        Value::Class(class) => {
            Ok(Value::list(class.mro().map(|class| Value::Class(Rc::clone(class))).collect()))
        }
        _ => Ok(Value::None),
    }),
    Native::method("type", "__subclasses__", Takes::Exactly(0), |_, args| match &args[0] {
        Value::Class(class) => Ok(Value::list(class.subclasses().into_iter().map(Value::Class).collect())),
        _ => Ok(Value::None),
    }),
    Native::method("type", "__instancecheck__", Takes::Exactly(1), |machine, args| match &args[0] {
        Value::Class(class) => Ok(Value::Bool(machine.is_instance_plain(&args[1], class))),
        _ => Ok(Value::Bool(false)),
    }),
    Native::method("type", "__subclasscheck__", Takes::Exactly(1), |_, args| match (&args[0], &args[1]) {
        (Value::Class(class), Value::Class(other)) => Ok(Value::Bool(other.is_below(class))),
        _ => Ok(Value::Bool(false)),
    }),
    Native::method("type", "__call__", Takes::Anything, |_, _| Ok(Value::None)),
    Native::method("type", "__repr__", Takes::Exactly(0), |machine, args| {
        Ok(Value::str(machine.plain_object(&args[0])))
    }),
    Native::flow_method("type", "__setattr__", Takes::Exactly(2), |machine, args| {
        let name = attribute_name(&args[1], "setattr")?;
        set_then_none(machine.set_plain(&args[0], name, args[2].clone())?)
    }),
];

/// The methods of exceptions.
pub static EXCEPTION: &[Native] = &[
    Native::method("BaseException", "__init__", Takes::Anything, |_, args| {
        if let Some(data) = exception_data(&args[0]) {
            let old = data.args.replace(Value::tuple(args.positional()[1..].to_vec()));
            drop(old);
        }
        Ok(Value::None)
    }),
    Native::method("BaseException", "with_traceback", Takes::Exactly(1), |_, args| {
        if let (Some(data), Value::None) = (exception_data(&args[0]), &args[1]) {
            data.traceback.borrow_mut().clear();
        }
        Ok(args[0].clone())
    }),
    Native::method("BaseException", "add_note", Takes::Exactly(1), |_, args| {
        let (Value::Object(object), Value::Str(_)) = (&args[0], args[1].native()) else {
            return Err(Raise::type_error(format!("note must be a str, not '{}'", args[1].type_name())));
        };
        match object.get(symbol::NOTES) {
            Some(Value::List(notes)) => notes.push(args[1].clone()),
            _ => object.set(symbol::NOTES, Value::list(vec![args[1].clone()])),
        }
        Ok(Value::None)
    }),
    Native::flow_method("BaseException", "__str__", Takes::Exactly(0), |machine, args| match &args[0] {
        Value::Object(object) => machine.exception_str(object),
        _ => Ok(Flow::Value(Value::str(""))),
    }),
    Native::flow_method("BaseException", "__repr__", Takes::Exactly(0), |machine, args| {
        let Value::Object(object) = &args[0] else { return Ok(Flow::Value(Value::str(""))) };
        let mut show = Show::of_exception(object);
        match show.run(machine)? {
            Flow::Value(text) => Ok(Flow::Value(text)),
            _ => Err(Raise::type_error("the arguments of this exception cannot be shown here")),
        }
    }),
];

fn exception_data(value: &Value) -> Option<&crate::python::values::Exception> {
    match value {
        Value::Object(object) => object.exception(),
        _ => None,
    }
}

/// The methods of exception groups.
pub static GROUP: &[Native] = &[
    Native::method("BaseExceptionGroup", "split", Takes::Exactly(1), |machine, args| {
        let (fits, rest) = split(machine, args)?;
        Ok(Value::tuple(vec![fits, rest]))
    }),
    Native::method("BaseExceptionGroup", "subgroup", Takes::Exactly(1), |machine, args| {
        Ok(split(machine, args)?.0)
    }),
    Native::method("BaseExceptionGroup", "derive", Takes::Exactly(1), |machine, args| {
        let message = exception_data(&args[0]).and_then(|data| data.arg(0)).unwrap_or_else(|| Value::str(""));
        let class = Rc::clone(machine.types.error(ErrorKind::BaseExceptionGroup));
        machine.construct_group(&class, &[message, args[1].clone()])
    }),
    Native::class_method("BaseExceptionGroup", "__class_getitem__", Takes::Exactly(1), |_, args| {
        Ok(args[0].clone())
    }),
];

fn split(machine: &mut Machine, args: &Args) -> Result<(Value, Value), Raise> {
    let wanted = args[1].clone();
    let classes = match &wanted {
        Value::Class(class) => class.error().is_some(),
        Value::Tuple(items) => items.iter().all(|item| super::types::error_of(item).is_some()),
        _ => return Err(Raise::deep()),
    };
    if !classes {
        return Err(Raise::type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ));
    }
    if machine.matches_class(&args[0], &wanted) == Some(true) {
        return Ok((args[0].clone(), Value::None));
    }
    machine.split_group(&args[0], &|machine, leaf| machine.matches_class(leaf, &wanted) == Some(true))
}

/// The exception that is thrown by `throw(…)`.
fn thrown(machine: &mut Machine, args: &Args) -> Result<Value, Raise> {
    match &args[1] {
        Value::Class(class) if class.error().is_some() => match args.get(2) {
            Some(value @ Value::Object(object)) if object.exception().is_some() => Ok(value.clone()),
            Some(value) if !value.is_none() => Ok(machine.make_exception(class, vec![value.clone()])),
            _ => Ok(machine.make_exception(class, Vec::new())),
        },
        Value::Object(object) if object.exception().is_some() => Ok(args[1].clone()),
        other => Err(Raise::type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            other.type_name()
        ))),
    }
}

fn send(_: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    Ok(Flow::Send(args[0].clone(), args.get(1).cloned().unwrap_or(Value::None)))
}

fn throw(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let exception = thrown(machine, args)?;
    Ok(Flow::Throw(args[0].clone(), exception))
}

fn close(_: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    Ok(Flow::Frame(Box::new(Close::new(args[0].clone()))))
}

fn itself(_: &mut Machine, args: &Args) -> Result<Value, Raise> {
    Ok(args[0].clone())
}

/// The methods of generators.
pub static GENERATOR: &[Native] = &[
    Native::flow_method("generator", "send", Takes::Exactly(1), send),
    Native::flow_method("generator", "__next__", Takes::Exactly(0), send),
    Native::flow_method("generator", "throw", Takes::Between(1, 3), throw),
    Native::flow_method("generator", "close", Takes::Exactly(0), close),
    Native::method("generator", "__iter__", Takes::Exactly(0), itself),
];

/// The methods of coroutines.
pub static COROUTINE: &[Native] = &[
    Native::flow_method("coroutine", "send", Takes::Exactly(1), send),
    Native::flow_method("coroutine", "throw", Takes::Between(1, 3), throw),
    Native::flow_method("coroutine", "close", Takes::Exactly(0), close),
    Native::method("coroutine", "__await__", Takes::Exactly(0), itself),
];

/// The methods of async generators.
pub static ASYNC_GENERATOR: &[Native] = &[
    Native::method("async_generator", "__aiter__", Takes::Exactly(0), itself),
    Native::method("async_generator", "__anext__", Takes::Exactly(0), |_, args| {
        step(args, Action::Send(Value::None))
    }),
    Native::method("async_generator", "asend", Takes::Exactly(1), |_, args| {
        step(args, Action::Send(args[1].clone()))
    }),
    Native::method("async_generator", "athrow", Takes::Between(1, 3), |machine, args| {
        let exception = thrown(machine, args)?;
        step(args, Action::Throw(exception))
    }),
    Native::method("async_generator", "aclose", Takes::Exactly(0), |_, args| step(args, Action::Close)),
];

fn step(args: &Args, action: Action) -> Result<Value, Raise> {
    match &args[0] {
        Value::Generator(generator) => Ok(super::hold::step_of(generator, action)),
        _ => Err(Raise::type_error("an async generator is wanted")),
    }
}

/// The methods of what `await` drives.
pub static WAITER: &[Native] = &[
    Native::flow_method("coroutine_wrapper", "send", Takes::Exactly(1), send),
    Native::flow_method("coroutine_wrapper", "__next__", Takes::Exactly(0), send),
    Native::flow_method("coroutine_wrapper", "throw", Takes::Between(1, 3), throw),
    Native::method("coroutine_wrapper", "close", Takes::Exactly(0), |_, args| {
        if let Value::Waiter(waiter) = &args[0]
            && let Waiter::Step { state, .. } = &**waiter
        {
            state.set(crate::python::values::generator::Progress::Done);
        }
        Ok(Value::None)
    }),
    Native::method("coroutine_wrapper", "__await__", Takes::Exactly(0), itself),
    Native::method("coroutine_wrapper", "__iter__", Takes::Exactly(0), itself),
];

/// The methods of the machine's iterators.
pub static ITERATOR: &[Native] = &[
    Native::method("iterator", "__iter__", Takes::Exactly(0), itself),
    Native::flow_method("iterator", "__next__", Takes::Exactly(0), |machine, args| {
        machine.next_flow(&args[0])
    }),
    Native::method("iterator", "__length_hint__", Takes::Exactly(0), |_, args| match &args[0] {
        Value::Iter(iter) => Ok(Value::count(iter.left().unwrap_or(0))),
        _ => Ok(Value::Int(0)),
    }),
];

/// What functions and the like have as descriptors.
pub static DESCRIPTOR: &[Native] =
    &[Native::flow_method("object", "__get__", Takes::Between(1, 2), |machine, args| {
        let this = args[1].clone();
        Ok(Flow::Value(match &args[0] {
            Value::Object(object) => match (object.class().base, object.payload()) {
                (Base::StaticMethod, Payload::Value(inner)) => inner.clone(),
                (Base::ClassMethod, Payload::Value(inner)) => {
                    let class = match args.get(2) {
                        Some(class) => class.clone(),
                        None => Value::Class(Rc::clone(machine.types.of(&this))),
                    };
                    Method::bind(inner.clone(), class)
                }
                (Base::Property, _) if !this.is_none() => match object.get(Symbol::of("fget")) {
                    Some(getter) if !getter.is_none() => return Ok(Flow::Call(getter, vec![this])),
                    _ => return Err(Raise::attribute_error("property has no getter")),
                },
                _ => args[0].clone(),
            },
            function if this.is_none() => function.clone(),
            function => Method::bind(function.clone(), this),
        }))
    })];

/// The methods of properties.
pub static PROPERTY: &[Native] = &[
    Native::flow_method("property", "__set__", Takes::Exactly(2), |_, args| {
        let setter = match &args[0] {
            Value::Object(object) => object.get(Symbol::of("fset")),
            _ => None,
        };
        match setter {
            Some(setter) if !setter.is_none() => {
                Ok(Flow::Call(setter, vec![args[1].clone(), args[2].clone()]))
            }
            _ => Err(Raise::attribute_error("property has no setter")),
        }
    }),
    Native::method("property", "getter", Takes::Exactly(1), |_, args| with(args, "fget")),
    Native::method("property", "setter", Takes::Exactly(1), |_, args| with(args, "fset")),
    Native::method("property", "deleter", Takes::Exactly(1), |_, args| with(args, "fdel")),
];

fn with(args: &Args, which: &str) -> Result<Value, Raise> {
    let Value::Object(old) = &args[0] else { return Ok(Value::None) };
    let new = Object::new(Rc::clone(old.class()), Payload::None);
    for (name, value) in old.names.borrow().iter() {
        new.set(name, value.clone());
    }
    new.set(Symbol::of(which), args[1].clone());
    Ok(Value::Object(Rc::new(new)))
}

/// What the containers' classes have beside their methods.
pub static CONTAINER: &[Native] = &[
    Native::flow_method("object", "__init__", Takes::Anything, fill),
    Native::flow_method("object", "__iter__", Takes::Exactly(0), |machine, args| {
        machine.iter_flow(&args[0].native().clone())
    }),
    Native::class_method("object", "__class_getitem__", Takes::Exactly(1), |_, args| Ok(args[0].clone())),
];

/// What the numbers' classes have beside their methods.
pub static NUMBER: &[Native] = &[Native::flow_method("object", "__init__", Takes::Anything, fill)];

/// `super().__init__(items)` of a class that extends a container.
fn fill(machine: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let native = args[0].native().clone();
    if args.len() == 1 || !matches!(args[0], Value::Object(_)) {
        return Ok(Flow::Value(Value::None));
    }
    let base = match &native {
        Value::List(_) => Base::List,
        Value::Dict(_) => Base::Dict,
        Value::Set(_) => Base::Set,
        Value::Deque(_) => Base::Deque,
        _ => return Ok(Flow::Value(Value::None)),
    };
    let class = machine.types.of_base(base);
    let mut rest = args.all[1..].to_vec();
    rest.insert(0, Value::Class(class));
    let callee = rest.remove(0);
    Ok(Flow::Frame(Box::new(Fill { call: Some((callee, rest, args.names.to_vec())), into: native })))
}

/// Fills a container with what another one has.
#[derive(Debug)]
struct Fill {
    call: Option<(Value, Vec<Value>, Vec<Symbol>)>,
    into: Value,
}

impl Frame for Fill {
    fn resume(&mut self, _: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some((callee, args, names)) = self.call.take() {
            return Ok(Flow::CallNamed(callee, args, names));
        }
        let made = match got {
            Got::Value(made) | Got::Yielded(made) => made,
            Got::Raised(exception) => return Err(Raise::value(exception)),
        };
        match (&self.into, &made) {
            (Value::List(into), Value::List(made)) => {
                let items = made.items().clone();
                let old = std::mem::replace(&mut *into.edit(), items);
                drop(old);
            }
            (Value::Dict(into), Value::Dict(made)) => {
                let table = made.table().clone();
                let old = into.change(|inner| std::mem::replace(inner, table));
                drop(old);
            }
            (Value::Set(into), Value::Set(made)) => {
                let table = made.table().clone();
                let old = into.change(|inner| std::mem::replace(inner, table));
                drop(old);
            }
            (Value::Deque(into), Value::Deque(made)) => {
                let items = made.items().clone();
                let old = into.change(|inner| std::mem::replace(inner, items));
                drop(old);
            }
            _ => {}
        }
        Ok(Flow::Value(Value::None))
    }
}

/// What the library asks of the machine itself: the module `_raw`.
pub static RAW: &[Native] = &[
    Native::function("exception", Takes::Exactly(0), |machine, _| Ok(machine.handled.clone())),
    Native::function("function_kind", Takes::Exactly(1), |_, args| {
        let function = match &args[0] {
            Value::Method(method) => &method.function,
            other => other,
        };
        Ok(match function {
            Value::Function(function) => Value::str(match function.code.kind {
                Kind::Plain | Kind::Class => "plain",
                Kind::Generator => "generator",
                Kind::Coroutine => "coroutine",
                Kind::AsyncGenerator => "async generator",
            }),
            _ => Value::None,
        })
    }),
    Native::function("frame_state", Takes::Exactly(1), |_, args| {
        Ok(Value::str(match &args[0] {
            Value::Generator(generator) => match generator.state.get() {
                State::Created => "CREATED",
                State::Running => "RUNNING",
                State::Suspended => "SUSPENDED",
                State::Finished => "CLOSED",
            },
            _ => "CLOSED",
        }))
    }),
    Native::function("resolve", Takes::Exactly(2), |machine, args| {
        let (Value::Function(function), Value::Str(name)) = (&args[0], &args[1]) else {
            return Ok(Value::None);
        };
        let name = Symbol::of(name.as_str());
        Ok(function.module.get(name).or_else(|| machine.builtins.get(name)).unwrap_or(Value::None))
    }),
    Native::function("caller", Takes::Exactly(0), |machine, _| {
        let found = machine.program_frame();
        Ok(Value::tuple(match found {
            Some((name, line)) => vec![Value::str(&*name), Value::Int(i64::from(line))],
            None => vec![Value::str("<module>"), Value::Int(0)],
        }))
    }),
    Native::function("traceback", Takes::Exactly(1), |_, args| {
        let Some(data) = exception_data(&args[0]) else { return Ok(Value::list(Vec::new())) };
        let traces = data.traceback.borrow();
        Ok(Value::list(
            traces
                .iter()
                .rev()
                .filter(|trace| trace.program)
                .map(|trace| {
                    Value::tuple(vec![Value::Int(i64::from(trace.line)), Value::str(&*trace.function)])
                })
                .collect(),
        ))
    }),
    Native::function("freeze", Takes::Exactly(2), |_, args| {
        let (Value::Class(class), Value::Set(set)) = (&args[0], &args[1]) else { return Ok(Value::None) };
        let frozen = Set::new(true);
        let table = set.table().clone();
        frozen.change(|inner| *inner = table);
        let value = Value::Set(Rc::new(frozen));
        Ok(if class.builtin {
            value
        } else {
            Value::Object(Rc::new(Object::new(Rc::clone(class), Payload::Value(value))))
        })
    }),
    Native::function("replace", Takes::Exactly(3), |_, args| {
        let Value::Dict(dict) = args[0].native() else { return Ok(Value::None) };
        let key = args[1].clone();
        let old = dict.change(|table| table.replace_same(&key, args[2].clone()));
        drop(old);
        Ok(Value::None)
    }),
    Native::function("remove", Takes::Exactly(2), |_, args| {
        let key = args[1].clone();
        match args[0].native() {
            Value::Dict(dict) => {
                let old = dict.change(|table| table.remove_same(&key));
                drop(old);
            }
            Value::Set(set) => {
                let old = set.change(|table| table.remove_same(&key));
                drop(old);
            }
            _ => {}
        }
        Ok(Value::None)
    }),
    Native::function("insert", Takes::Between(3, 4), |_, args| {
        let hash = super::clock::int_ns(&args[2])?;
        let hash = u64::try_from(hash & i128::from(u64::MAX)).unwrap_or(0);
        match args[0].native() {
            Value::Dict(dict) => {
                let value = args.get(3).cloned().unwrap_or(Value::None);
                dict.change(|table| table.append(hash, args[1].clone(), value));
            }
            Value::Set(set) => set.change(|table| table.append(hash, args[1].clone(), ())),
            _ => {}
        }
        Ok(Value::None)
    }),
];

impl Machine {
    /// The function and line of the program's innermost frame.
    pub fn program_frame(&self) -> Option<(Rc<str>, u32)> {
        self.frames.iter().rev().find_map(|activation| match activation {
            super::Activation::Code(frame) if !frame.code.prelude => {
                Some((Rc::clone(&frame.code.name), frame.current_line()))
            }
            super::Activation::Code(_) | super::Activation::Native(..) => None,
        })
    }
}
