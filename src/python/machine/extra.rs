//! Attributes that no class holds: `__class__`, `__name__`, `args` and their like.

use std::rc::Rc;

use super::Machine;
use crate::python::code::Kind;
use crate::python::values::{
    Base, Class, Dict, ErrorKind, Function, Object, Payload, Raise, Str, Symbol, Value, symbol,
};

fn dict_of(entries: Vec<(Symbol, Value)>) -> Value {
    let dict = Dict::new();
    for (name, value) in entries {
        dict.set_str(name.text().as_str(), value);
    }
    Value::Dict(Rc::new(dict))
}

impl Machine {
    /// A value's attribute that its class does not hold.
    pub fn extra(&mut self, value: &Value, name: Symbol) -> Result<Option<Value>, Raise> {
        if name == symbol::CLASS {
            return Ok(Some(Value::Class(Rc::clone(self.types.of(value)))));
        }
        Ok(match value {
            Value::Class(class) => self.extra_of_class(class, name),
            Value::Object(object) => self.extra_of_object(value, object, name)?,
            Value::Function(function) => self.extra_of_function(function, name),
            Value::Method(method) => match name {
                symbol::SELF => Some(method.this.clone()),
                symbol::FUNC => Some(method.function.clone()),
                _ => match &method.function {
                    Value::Function(function) => self
                        .extra_of_function(function, name)
                        .or_else(|| function.names.borrow().get(name).cloned()),
                    Value::Native(native) if name == symbol::NAME || name == symbol::QUALNAME => {
                        Some(Value::str(native.name))
                    }
                    _ => None,
                },
            },
            Value::Native(native) => match name {
                symbol::NAME | symbol::QUALNAME => Some(Value::str(native.name)),
                symbol::DOC => Some(Value::None),
                symbol::MODULE => Some(Value::str("builtins")),
                _ => None,
            },
            Value::Module(module) => match name {
                symbol::NAME => Some(Value::str(&*module.name)),
                symbol::DICT => Some(dict_of(module.entries())),
                symbol::DOC => Some(Value::None),
                _ => None,
            },
            Value::Generator(generator) => {
                let text = name.text();
                match (name, text.as_str()) {
                    (symbol::NAME, _) => Some(Value::Str(Rc::clone(&generator.name.borrow()))),
                    (symbol::QUALNAME, _) => Some(Value::Str(Rc::clone(&generator.qualname.borrow()))),
                    (_, "cr_running" | "gi_running") => Some(Value::Bool(
                        generator.state.get() == crate::python::values::generator::State::Running,
                    )),
                    (_, "ag_running") => Some(Value::Bool(generator.busy.get())),
                    (_, "cr_code" | "gi_code" | "ag_code") => {
                        let object = Object::new(Rc::clone(&self.types.object), Payload::None);
                        object.set(Symbol::of("co_name"), Value::str(&*generator.code.name));
                        Some(Value::Object(Rc::new(object)))
                    }
                    (
                        _,
                        "cr_frame" | "gi_frame" | "ag_frame" | "cr_await" | "gi_yieldfrom" | "ag_await"
                        | "cr_origin",
                    ) => Some(Value::None),
                    _ => None,
                }
            }
            other => extra_of_plain(other, name),
        })
    }

    fn extra_of_class(&mut self, class: &Rc<Class>, name: Symbol) -> Option<Value> {
        let class_value = |class: &Rc<Class>| Value::Class(Rc::clone(class));
        match name {
            symbol::NAME => Some(Value::str(&*class.name())),
            symbol::QUALNAME => Some(
                class
                    .names
                    .borrow()
                    .get(symbol::QUALNAME)
                    .cloned()
                    .unwrap_or_else(|| Value::str(&*class.name())),
            ),
            symbol::MODULE => class.find(symbol::MODULE).or_else(|| Some(Value::str("builtins"))),
            symbol::DOC => class.names.borrow().get(symbol::DOC).cloned().or(Some(Value::None)),
            symbol::MRO => Some(Value::tuple(class.mro().map(class_value).collect())),
            symbol::BASES => Some(Value::tuple(class.bases.iter().map(class_value).collect())),
            symbol::DICT => super::classes::names_dict(class).ok(),
            _ => match name.text().as_str() {
                "__base__" => class.bases.first().map(class_value),
                _ => None,
            },
        }
    }

    fn extra_of_function(&mut self, function: &Rc<Function>, name: Symbol) -> Option<Value> {
        Some(match name {
            symbol::NAME => Value::Str(Rc::clone(&function.name.borrow())),
            symbol::QUALNAME => Value::Str(Rc::clone(&function.qualname.borrow())),
            symbol::DOC => {
                function.names.borrow().get(symbol::DOC).cloned().unwrap_or_else(|| function.code.doc.clone())
            }
            symbol::MODULE => function
                .names
                .borrow()
                .get(symbol::MODULE)
                .cloned()
                .unwrap_or_else(|| Value::str(&*function.module.name)),
            symbol::ANNOTATIONS => {
                let known = function.annotations.borrow().clone();
                if known.is_none() { Value::Dict(Rc::new(Dict::new())) } else { known }
            }
            symbol::DEFAULTS => function.defaults.borrow().clone().map_or(Value::None, Value::Tuple),
            symbol::KWDEFAULTS => function.keyword_defaults.borrow().clone().map_or(Value::None, Value::Dict),
            symbol::CLOSURE => Value::tuple(function.closure.to_vec()),
            symbol::DICT => {
                dict_of(function.names.borrow().iter().map(|(name, value)| (name, value.clone())).collect())
            }
            symbol::GLOBALS => dict_of(function.module.entries()),
            symbol::CODE => self.code_of(function),
            _ => return None,
        })
    }

    /// `__code__`, as far as it is asked for.
    fn code_of(&mut self, function: &Rc<Function>) -> Value {
        let code = &function.code;
        let object = Object::new(Rc::clone(&self.types.object), Payload::None);
        let count =
            code.positional + code.keyword_only + usize::from(code.rest) + usize::from(code.keywords_rest);
        let names = code.slots.iter().take(code.first_free).map(|name| Value::Str(name.text())).collect();
        let flags = 3
            + i64::from(code.rest) * 4
            + i64::from(code.keywords_rest) * 8
            + match code.kind {
                Kind::Generator => 0x20,
                Kind::Coroutine => 0x80,
                Kind::AsyncGenerator => 0x200,
                Kind::Plain | Kind::Class => 0,
            };
        let _ = count;
        object.set(Symbol::of("co_name"), Value::str(&*code.name));
        object.set(Symbol::of("co_qualname"), Value::str(&*code.qualname));
        object.set(Symbol::of("co_argcount"), Value::count(code.positional));
        object.set(Symbol::of("co_posonlyargcount"), Value::count(code.positional_only));
        object.set(Symbol::of("co_kwonlyargcount"), Value::count(code.keyword_only));
        object.set(Symbol::of("co_varnames"), Value::tuple(names));
        object.set(Symbol::of("co_flags"), Value::Int(flags));
        object.set(Symbol::of("co_firstlineno"), Value::Int(i64::from(code.line)));
        object.set(Symbol::of("co_filename"), Value::str("<program>"));
        Value::Object(Rc::new(object))
    }

    fn extra_of_object(
        &mut self,
        value: &Value,
        object: &Rc<Object>,
        name: Symbol,
    ) -> Result<Option<Value>, Raise> {
        if name == symbol::DICT {
            if object.class().slots.is_some() {
                return Ok(None);
            }
            let entries = object.names.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
            return Ok(Some(dict_of(entries)));
        }
        if name == symbol::DOC {
            return Ok(Some(object.class().find(symbol::DOC).unwrap_or(Value::None)));
        }
        if object.exception().is_some() {
            return Ok(self.extra_of_exception(value, object, name));
        }
        if object.future().is_some() {
            return Ok(self.extra_of_future(object, name));
        }
        Ok(match (object.class().base, object.payload()) {
            (Base::StaticMethod | Base::ClassMethod, Payload::Value(inner)) => match name {
                symbol::FUNC | symbol::WRAPPED => Some(inner.clone()),
                _ => match inner {
                    Value::Function(function) => self.extra_of_function(function, name),
                    _ => None,
                },
            },
            (_, Payload::Value(inner)) => extra_of_plain(inner, name),
            (Base::Opaque, _) => self.extra_of_opaque(object, name),
            _ => None,
        })
    }

    fn extra_of_exception(&mut self, value: &Value, object: &Rc<Object>, name: Symbol) -> Option<Value> {
        let data = object.exception()?;
        Some(match name {
            symbol::ARGS => data.args.borrow().clone(),
            symbol::CAUSE => data.cause.borrow().clone(),
            symbol::CONTEXT => data.context.borrow().clone(),
            symbol::SUPPRESS_CONTEXT => Value::Bool(data.suppress.get()),
            symbol::TRACEBACK => self.traceback_of(value),
            symbol::VALUE if data.kind == ErrorKind::StopIteration => data.arg(0).unwrap_or(Value::None),
            symbol::CODE_ if data.kind == ErrorKind::SystemExit => data.arg(0).unwrap_or(Value::None),
            symbol::MESSAGE
                if matches!(data.kind, ErrorKind::BaseExceptionGroup | ErrorKind::ExceptionGroup) =>
            {
                data.arg(0)?
            }
            symbol::NAME => return None,
            _ => {
                let os = object.class().is_below(self.types.error(ErrorKind::OSError));
                match name.text().as_str() {
                    "errno" if os => data.arg(1).and(data.arg(0)).unwrap_or(Value::None),
                    "strerror" if os => data.arg(1).unwrap_or(Value::None),
                    "filename" if os => data.arg(2).unwrap_or(Value::None),
                    "name"
                        if matches!(
                            data.kind,
                            ErrorKind::NameError
                                | ErrorKind::ImportError
                                | ErrorKind::ModuleNotFoundError
                                | ErrorKind::AttributeError
                        ) =>
                    {
                        Value::None
                    }
                    _ => return None,
                }
            }
        })
    }

    /// `__traceback__`: an object with the lines, or None.
    pub fn traceback_of(&mut self, exception: &Value) -> Value {
        let Some(data) = super::exceptions::object_of(exception).and_then(|object| object.exception()) else {
            return Value::None;
        };
        let traces = data.traceback.borrow();
        let mut next = Value::None;
        // The chain begins with the outermost frame; of many, the innermost are enough.
        for trace in traces.iter().filter(|trace| trace.program).take(100) {
            let object = Object::new(Rc::clone(&self.types.traceback), Payload::None);
            object.set(Symbol::of("tb_lineno"), Value::Int(i64::from(trace.line)));
            object.set(Symbol::of("tb_next"), next);
            let frame = Object::new(Rc::clone(&self.types.traceback), Payload::None);
            let code = Object::new(Rc::clone(&self.types.traceback), Payload::None);
            code.set(Symbol::of("co_name"), Value::str(&*trace.function));
            code.set(Symbol::of("co_filename"), Value::str("<program>"));
            frame.set(Symbol::of("f_code"), Value::Object(Rc::new(code)));
            frame.set(Symbol::of("f_lineno"), Value::Int(i64::from(trace.line)));
            object.set(Symbol::of("tb_frame"), Value::Object(Rc::new(frame)));
            next = Value::Object(Rc::new(object));
        }
        next
    }

    /// Sets an attribute that no class holds. False: it is none of these.
    pub fn set_extra(&mut self, value: &Value, name: Symbol, new: &Value) -> Result<bool, Raise> {
        match value {
            Value::Object(object) => {
                if let Some(data) = object.exception() {
                    return set_extra_of_exception(data, name, new);
                }
                if object.future().is_some() {
                    return self.set_extra_of_future(object, name, new);
                }
                if name == symbol::DICT
                    && let Value::Dict(dict) = new
                {
                    for (key, value) in dict.table().iter() {
                        if let Value::Str(key) = key {
                            object.set(Symbol::of(key.as_str()), value.clone());
                        }
                    }
                    return Ok(true);
                }
                Ok(false)
            }
            Value::Class(class) => {
                if name == symbol::NAME
                    && let Value::Str(text) = new
                {
                    class.rename(text.as_str());
                    return Ok(true);
                }
                Ok(false)
            }
            Value::Function(function) => set_extra_of_function(function, name, new),
            Value::Generator(generator) => {
                let Value::Str(text) = new else { return Ok(false) };
                match name {
                    symbol::NAME => drop(generator.name.replace(Rc::clone(text))),
                    symbol::QUALNAME => drop(generator.qualname.replace(Rc::clone(text))),
                    _ => return Ok(false),
                }
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// Attributes of numbers, ranges, slices and deques.
fn extra_of_plain(value: &Value, name: Symbol) -> Option<Value> {
    let text = name.text();
    match (value, text.as_str()) {
        (Value::Int(_) | Value::Big(_), "real" | "numerator") => Some(value.clone()),
        (Value::Bool(truth), "real" | "numerator") => Some(Value::Int(i64::from(*truth))),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "imag") => Some(Value::Int(0)),
        (Value::Int(_) | Value::Big(_) | Value::Bool(_), "denominator") => Some(Value::Int(1)),
        (Value::Float(_), "real") => Some(value.clone()),
        (Value::Float(_), "imag") => Some(Value::Float(0.0)),
        (Value::Range(range), "start") => Some(Value::Int(range.start)),
        (Value::Range(range), "stop") => Some(Value::Int(range.stop)),
        (Value::Range(range), "step") => Some(Value::Int(range.step)),
        (Value::Slice(slice), "start") => Some(slice.start.clone()),
        (Value::Slice(slice), "stop") => Some(slice.stop.clone()),
        (Value::Slice(slice), "step") => Some(slice.step.clone()),
        (Value::Deque(deque), "maxlen") => Some(deque.most.map_or(Value::None, Value::count)),
        (Value::Cell(cell), "cell_contents") => Some(cell.get()),
        (_, "__doc__") => Some(Value::None),
        _ => None,
    }
}

fn set_extra_of_exception(
    data: &crate::python::values::Exception,
    name: Symbol,
    new: &Value,
) -> Result<bool, Raise> {
    let old = match name {
        symbol::ARGS => data.args.replace(Value::tuple(super::plain::plain_items(new)?)),
        symbol::CAUSE => {
            data.suppress.set(true);
            data.cause.replace(new.clone())
        }
        symbol::CONTEXT => data.context.replace(new.clone()),
        symbol::SUPPRESS_CONTEXT => {
            data.suppress.set(super::plain::truth(new).unwrap_or(true));
            Value::None
        }
        symbol::TRACEBACK => {
            if new.is_none() {
                data.traceback.borrow_mut().clear();
            }
            Value::None
        }
        _ => return Ok(false),
    };
    drop(old);
    Ok(true)
}

fn set_extra_of_function(function: &Function, name: Symbol, new: &Value) -> Result<bool, Raise> {
    let text = |new: &Value| -> Result<Rc<Str>, Raise> {
        match new {
            Value::Str(text) => Ok(Rc::clone(text)),
            _ => Err(Raise::type_error(format!("{} must be set to a string object", name.text().as_str()))),
        }
    };
    match name {
        symbol::NAME => drop(function.name.replace(text(new)?)),
        symbol::QUALNAME => drop(function.qualname.replace(text(new)?)),
        symbol::ANNOTATIONS => drop(function.annotations.replace(new.clone())),
        symbol::DEFAULTS => drop(function.defaults.replace(match new {
            Value::Tuple(items) => Some(Rc::clone(items)),
            _ => None,
        })),
        symbol::KWDEFAULTS => drop(function.keyword_defaults.replace(match new {
            Value::Dict(dict) => Some(Rc::clone(dict)),
            _ => None,
        })),
        _ => return Ok(false),
    }
    Ok(true)
}
