//! Calls of classes: how instances are made.

use std::collections::VecDeque;
use std::rc::Rc;

use super::frame::{CodeFrame, Frame, Then};
use super::iterate::collect_flow;
use super::plain::plain_items;
use super::{Done, Got, Machine, show};
use crate::python::number::{Int, float};
use crate::python::text::escape;
use crate::python::values::class::Traits;
use crate::python::values::equal::{int_of, int_value};
use crate::python::values::{
    Args, Base, Class, Deque, Dict, ErrorKind, Exception, Flow, Object, Payload, Raise, Range, Set, Slice,
    Symbol, Value, symbol,
};

impl Machine {
    /// Calls a class.
    pub fn call_class(
        &mut self,
        f: &mut Box<CodeFrame>,
        class: Rc<Class>,
        args: Vec<Value>,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        if let Some(meta) = &class.meta
            && !meta.builtin
            && let Some(method) = self.special(&Value::Class(Rc::clone(&class)), symbol::CALL)
        {
            return self.call(f, method, args, names.to_vec(), then);
        }
        if Rc::ptr_eq(&class, &self.types.super_) && args.is_empty() {
            let made = self.implicit_super(f)?;
            return self.deliver(f, then, Got::Value(made));
        }
        self.instantiate(f, class, args, names, then)
    }

    /// Makes an instance, as `type.__call__` does.
    pub fn instantiate(
        &mut self,
        f: &mut Box<CodeFrame>,
        class: Rc<Class>,
        args: Vec<Value>,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        if class.traits().has(Traits::NEW)
            && let Some(new) = user_new(&class)
        {
            let mut all = vec![Value::Class(Rc::clone(&class))];
            all.extend(args.iter().cloned());
            let frame = AfterNew { class, args, names: names.to_vec(), new: Some((new, all)), init: None };
            return self.flow(f, Flow::Frame(Box::new(frame)), then);
        }
        self.native_line = if f.code.prelude { 0 } else { f.current_line() };
        if class.builtin {
            let made = self.construct(&class, &Args { all: &args, names });
            return match made {
                Ok(flow) => self.flow(f, flow, then),
                Err(raise) if raise.is_deep() => {
                    let (function, args) = self.deep_construct(&class, args)?;
                    self.call(f, function, args, names.to_vec(), then)
                }
                Err(raise) => Err(raise.into()),
            };
        }
        match self.allocate(&class, &args, names)? {
            Allocated::Object(object) => self.initialize(f, &class, object, args, names, then),
            Allocated::Flow(flow) => {
                let frame = Wrap { class, args, names: names.to_vec(), flow: Some(flow), made: false };
                self.flow(f, Flow::Frame(Box::new(frame)), then)
            }
        }
    }

    /// The library's function that makes what a builtin class cannot make without Python.
    fn deep_construct(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Result<(Value, Vec<Value>), Raise> {
        let of_set = matches!(class.base, Base::Set | Base::FrozenSet);
        let name = if of_set { String::from("set_new") } else { class.name().to_string() };
        let mut all = if of_set { vec![Value::Class(Rc::clone(class))] } else { Vec::new() };
        all.extend(args);
        Ok((
            self.deep_function(&name)
                .map_err(|_| Raise::type_error(format!("'{name}' takes no such argument")))?,
            all,
        ))
    }

    /// Calls `__init__` of a fresh instance.
    pub fn initialize(
        &mut self,
        f: &mut Box<CodeFrame>,
        class: &Rc<Class>,
        object: Value,
        args: Vec<Value>,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        let init = class.find(symbol::INIT);
        let skip = match &init {
            Some(Value::Native(native)) => {
                matches!(native.owner, "object" | "BaseException" | "list" | "dict" | "set" | "deque")
            }
            None => true,
            Some(_) => false,
        };
        if skip {
            if class.base == Base::Object && !args.is_empty() && !class.traits().has(Traits::NEW) {
                return Err(Raise::type_error(format!("{}() takes no arguments", class.name())).into());
            }
            return self.deliver(f, then, Got::Value(object));
        }
        let Some(init) = init else { return self.deliver(f, then, Got::Value(object)) };
        if !matches!(then, Then::Push) {
            // The instance goes where `then` says only when `__init__` is done.
            let frame = AfterNew {
                class: Rc::clone(class),
                args,
                names: names.to_vec(),
                new: None,
                init: Some(object),
            };
            return self.flow(f, Flow::Frame(Box::new(frame)), then);
        }
        let base = f.slots.len();
        f.slots.push(object.clone());
        f.slots.extend(args);
        self.call_at(f, init, base, base, names, Then::Init(object))
    }

    /// The bare instance of a class of a program.
    fn allocate(&mut self, class: &Rc<Class>, args: &[Value], names: &[Symbol]) -> Result<Allocated, Raise> {
        let own_init = !matches!(class.find(symbol::INIT), Some(Value::Native(_)) | None);
        let payload = match class.base {
            Base::Object => Payload::None,
            Base::Exception(kind) => {
                let positional = args[..args.len() - names.len()].to_vec();
                Payload::Exception(Box::new(Exception::new(kind, positional)))
            }
            Base::Future | Base::Task => self.future_payload(class.base),
            Base::List if own_init => Payload::Value(Value::list(Vec::new())),
            Base::Dict if own_init => Payload::Value(Value::Dict(Rc::new(Dict::new()))),
            Base::Set if own_init => Payload::Value(Value::Set(Rc::new(Set::new(false)))),
            Base::Deque if own_init => {
                Payload::Value(Value::Deque(Rc::new(Deque::new(VecDeque::new(), None))))
            }
            Base::Opaque => self.opaque_payload(class)?,
            Base::Type => return self.class_of_meta(class, args, names).map(Allocated::Object),
            Base::Property | Base::StaticMethod | Base::ClassMethod => {
                let native = self.types.of_base(class.base);
                return match self.construct(&native, &Args { all: args, names })? {
                    Flow::Value(Value::Object(made)) => {
                        let copy = Object::new(Rc::clone(class), made.payload_value());
                        for (name, value) in made.names.borrow().iter() {
                            copy.set(name, value.clone());
                        }
                        Ok(Allocated::Object(Value::Object(Rc::new(copy))))
                    }
                    _ => Err(Raise::type_error("cannot extend this class")),
                };
            }
            _ => {
                let native = self.types.of_base(class.base);
                // Enums and the like give their `__init__` more than the value takes.
                let flow = match self.construct(&native, &Args { all: args, names }) {
                    Err(raise) if raise.is_deep() => {
                        let (function, args) = self.deep_construct(&native, args.to_vec())?;
                        Flow::CallNamed(function, args, names.to_vec())
                    }
                    other => other?,
                };
                return Ok(match flow {
                    Flow::Value(value) => Allocated::Object(wrap(class, value)),
                    flow => Allocated::Flow(flow),
                });
            }
        };
        Ok(Allocated::Object(Value::Object(Rc::new(Object::new(Rc::clone(class), payload)))))
    }

    /// The bare instance that `object.__new__(class)` or another builtin's gives.
    pub fn bare(&mut self, class: &Rc<Class>, args: &[Value], names: &[Symbol]) -> Result<Flow, Raise> {
        if class.builtin && class.base != Base::Object && !matches!(class.base, Base::Exception(_)) {
            return self.construct(class, &Args { all: args, names });
        }
        Ok(match self.allocate(class, args, names)? {
            Allocated::Object(object) => Flow::Value(object),
            Allocated::Flow(flow) => Flow::Frame(Box::new(Wrap {
                class: Rc::clone(class),
                args: Vec::new(),
                names: Vec::new(),
                flow: Some(flow),
                made: false,
            })),
        })
    }

    /// What a builtin class makes of arguments.
    pub fn construct(&mut self, class: &Rc<Class>, args: &Args) -> Result<Flow, Raise> {
        let value = match class.base {
            Base::Exception(kind) if args.names.is_empty() || takes_keywords(kind) => {
                return self.construct_exception(class, kind, args.positional()).map(Flow::Value);
            }
            Base::Exception(_) => {
                return Err(Raise::type_error(format!("{}() takes no keyword arguments", class.name())));
            }
            Base::Int => return self.construct_int(args),
            Base::Float => return self.construct_float(args),
            Base::Str => return show::construct_str(self, args),
            Base::Bool => {
                let Some(value) = args.get(0) else { return Ok(Flow::Value(Value::Bool(false))) };
                return self.truth_flow(value);
            }
            Base::List | Base::Tuple | Base::Set | Base::FrozenSet | Base::Deque => {
                return self.construct_collection(class.base, args);
            }
            Base::Dict => return construct_dict(args),
            Base::Bytes => construct_bytes(args)?,
            Base::Range => construct_range(args)?,
            Base::Slice => construct_slice(args)?,
            Base::Object => {
                if !args.is_empty() {
                    return Err(Raise::type_error(format!("{}() takes no arguments", class.name())));
                }
                Value::Object(Rc::new(Object::new(Rc::clone(class), Payload::None)))
            }
            Base::Type => return self.construct_type(class, args),
            Base::Property => self.construct_property(class, args)?,
            Base::StaticMethod | Base::ClassMethod => {
                let inner = args.get(0).cloned().ok_or_else(|| expected_one(class))?;
                Value::Object(Rc::new(Object::new(Rc::clone(class), Payload::Value(inner))))
            }
            Base::Super => self.explicit_super(args)?,
            Base::Future | Base::Task | Base::Opaque => return self.construct_opaque(class, args),
            Base::Module => Value::Module(Rc::new(crate::python::values::Module::new(
                match args.get(0) {
                    Some(Value::Str(name)) => name.as_str(),
                    _ => "module",
                },
                &[],
            ))),
            Base::Method => crate::python::values::Method::bind(args[0].clone(), args[1].clone()),
            Base::Cell => Value::Cell(Rc::new(crate::python::values::Cell::new(
                args.get(0).cloned().unwrap_or_default(),
            ))),
            Base::NoneType => Value::None,
            Base::NotImplementedType
            | Base::Ellipsis
            | Base::DictKeys
            | Base::DictValues
            | Base::DictItems
            | Base::Iterator
            | Base::Function
            | Base::Builtin
            | Base::Generator
            | Base::Coroutine
            | Base::AsyncGenerator => {
                return Err(Raise::type_error(format!("cannot create '{}' instances", class.name())));
            }
        };
        Ok(Flow::Value(value))
    }

    fn construct_exception(
        &mut self,
        class: &Rc<Class>,
        kind: ErrorKind,
        args: &[Value],
    ) -> Result<Value, Raise> {
        if matches!(kind, ErrorKind::BaseExceptionGroup | ErrorKind::ExceptionGroup) {
            return self.construct_group(class, args);
        }
        Ok(self.make_exception(class, args.to_vec()))
    }

    fn construct_int(&mut self, args: &Args) -> Result<Flow, Raise> {
        let named = args.named_as("base").cloned();
        let base = args.positional().get(1).cloned().or(named);
        let Some(value) = args.positional().first() else { return Ok(Flow::Value(Value::Int(0))) };
        if let Some(base) = base {
            let Some(base) = int_of(&base).and_then(|base| u32::try_from(base.clamped()).ok()) else {
                return Err(Raise::value_error("int() base must be >= 2 and <= 36, or 0"));
            };
            let Value::Str(text) = value.native() else {
                return Err(Raise::type_error("int() can't convert non-string with explicit base"));
            };
            return Ok(Flow::Value(int_value(Int::parse(text.as_str(), base)?)));
        }
        if let Some(method) = self.special(value, symbol::INT).or_else(|| self.special(value, symbol::INDEX))
        {
            return Ok(Flow::Call(method, Vec::new()));
        }
        Ok(Flow::Value(match value.native() {
            Value::Float(value) => int_value(float::to_int(*value)?),
            Value::Str(text) => int_value(Int::parse(text.as_str(), 10)?),
            Value::Bytes(bytes) => {
                let parsed = Int::parse(&String::from_utf8_lossy(bytes.as_slice()), 10);
                int_value(parsed.map_err(|_| {
                    let shown = escape::bytes(bytes.as_slice());
                    Raise::value_error(format!("invalid literal for int() with base 10: {shown}"))
                })?)
            }
            other => match int_of(other) {
                Some(int) => int_value(int),
                None => {
                    return Err(Raise::type_error(format!(
                        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                        value.type_name()
                    )));
                }
            },
        }))
    }

    fn construct_float(&mut self, args: &Args) -> Result<Flow, Raise> {
        let Some(value) = args.get(0) else { return Ok(Flow::Value(Value::Float(0.0))) };
        if let Some(method) =
            self.special(value, symbol::FLOAT).or_else(|| self.special(value, symbol::INDEX))
        {
            return Ok(Flow::Call(method, Vec::new()));
        }
        Ok(Flow::Value(Value::Float(match value.native() {
            Value::Float(value) => *value,
            Value::Str(text) => float::parse(text.as_str())?,
            Value::Bytes(bytes) => {
                float::parse(&String::from_utf8_lossy(bytes.as_slice())).map_err(|_| {
                    let shown = escape::bytes(bytes.as_slice());
                    Raise::value_error(format!("could not convert string to float: {shown}"))
                })?
            }
            other => match int_of(other) {
                Some(int) => float::from_int(&int)?,
                None => {
                    return Err(Raise::type_error(format!(
                        "float() argument must be a string or a real number, not '{}'",
                        value.type_name()
                    )));
                }
            },
        })))
    }

    fn construct_collection(&mut self, base: Base, args: &Args) -> Result<Flow, Raise> {
        let most = match base {
            Base::Deque => match args.positional().get(1).or_else(|| args.named_as("maxlen")) {
                None | Some(Value::None) => Value::None,
                Some(most) if int_of(most).is_some_and(|most| !most.is_negative()) => most.clone(),
                Some(_) => return Err(Raise::value_error("maxlen must be non-negative")),
            },
            _ => Value::None,
        };
        let source = args.positional().first().or_else(|| args.named_as("iterable"));
        let Some(source) = source else { return finish_collection(base, Vec::new(), &most).map(Flow::Value) };
        if base == Base::Tuple && matches!(source, Value::Tuple(_)) {
            return Ok(Flow::Value(source.clone()));
        }
        match collect_flow(source, matches!(base, Base::List | Base::Tuple))? {
            Flow::Value(Value::List(items)) => {
                let items = std::mem::take(&mut *items.edit());
                match finish_collection(base, items, &most) {
                    Ok(value) => Ok(Flow::Value(value)),
                    Err(raise) => Err(raise),
                }
            }
            flow => Ok(Flow::Frame(Box::new(Gather { base, most, flow: Some(flow) }))),
        }
    }

    fn construct_property(&mut self, class: &Rc<Class>, args: &Args) -> Result<Value, Raise> {
        let object = Object::new(Rc::clone(class), Payload::None);
        for (at, name) in ["fget", "fset", "fdel", "doc"].into_iter().enumerate() {
            let value =
                args.positional().get(at).or_else(|| args.named_as(name)).cloned().unwrap_or(Value::None);
            object.set(Symbol::of(if name == "doc" { "__doc__" } else { name }), value);
        }
        if object.get(symbol::DOC).is_none_or(|doc| doc.is_none())
            && let Some(Value::Function(getter)) = object.get(Symbol::of("fget"))
        {
            object.set(symbol::DOC, getter.code.doc.clone());
        }
        Ok(Value::Object(Rc::new(object)))
    }

    /// `super()` without arguments.
    fn implicit_super(&mut self, f: &CodeFrame) -> Result<Value, Raise> {
        let cell = f.code.slots.iter().position(|name| *name == symbol::CLASS).and_then(|at| f.slots.get(at));
        let class = match cell {
            Some(Value::Cell(cell)) => cell.get(),
            _ => return Err(Raise::runtime_error("super(): __class__ cell not found")),
        };
        let this = match f.slots.first() {
            Some(Value::Cell(cell)) => cell.get(),
            Some(value) if f.code.positional > 0 => value.clone(),
            _ => return Err(Raise::runtime_error("super(): no arguments")),
        };
        if class.is_unbound() {
            return Err(Raise::runtime_error("super(): empty __class__ cell"));
        }
        self.make_super(class, this)
    }

    fn explicit_super(&mut self, args: &Args) -> Result<Value, Raise> {
        match (args.get(0), args.get(1)) {
            (Some(class), Some(this)) => self.make_super(class.clone(), this.clone()),
            _ => Err(Raise::runtime_error("super(): no arguments")),
        }
    }

    fn make_super(&mut self, class: Value, this: Value) -> Result<Value, Raise> {
        let Value::Class(start) = &class else {
            return Err(Raise::type_error(format!(
                "super() argument 1 must be a type, not {}",
                class.type_name()
            )));
        };
        let fits = match &this {
            Value::Class(other) => other.is_below(start) || self.types.of(&this).is_below(start),
            other => self.types.of(other).is_below(start),
        };
        if !fits {
            return Err(Raise::type_error(
                "super(type, obj): obj (instance of {}) is not an instance or subtype of type ({})."
                    .replacen("{}", &this.type_name(), 1)
                    .replacen("{}", &start.name(), 1),
            ));
        }
        let object = Object::new(Rc::clone(&self.types.super_), Payload::None);
        object.set(Symbol::of("__thisclass__"), class);
        object.set(Symbol::of("__self__"), this);
        Ok(Value::Object(Rc::new(object)))
    }

    /// What tells the truth of a value.
    pub fn truth_flow(&mut self, value: &Value) -> Result<Flow, Raise> {
        if let Some(truth) = super::plain::truth(value) {
            return Ok(Flow::Value(Value::Bool(truth)));
        }
        if let Some(method) = self.special(value, symbol::BOOL) {
            return Ok(super::call::CallThen::flow(method, Vec::new(), Value::None, |_, got, _| match got {
                Got::Value(value @ Value::Bool(_)) => Ok(Flow::Value(value)),
                Got::Value(other) | Got::Yielded(other) => Err(Raise::type_error(format!(
                    "__bool__ should return bool, returned {}",
                    other.type_name()
                ))),
                Got::Raised(exception) => Err(Raise::value(exception)),
            }));
        }
        match self.special(value, symbol::LEN) {
            Some(method) => {
                Ok(super::call::CallThen::flow(method, Vec::new(), Value::None, |_, got, _| match got {
                    Got::Value(value) | Got::Yielded(value) => {
                        Ok(Flow::Value(Value::Bool(super::plain::truth(&value).unwrap_or(true))))
                    }
                    Got::Raised(exception) => Err(Raise::value(exception)),
                }))
            }
            None => Ok(Flow::Value(Value::Bool(true))),
        }
    }
}

/// What a class gives before its `__init__`.
enum Allocated {
    Object(Value),
    Flow(Flow),
}

/// `__new__` of a program's or the library's class.
fn user_new(class: &Rc<Class>) -> Option<Value> {
    match class.find(symbol::NEW)? {
        function @ Value::Function(_) => Some(function),
        Value::Object(object) if object.class().base == Base::StaticMethod => match object.payload() {
            Payload::Value(inner) => Some(inner.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn wrap(class: &Rc<Class>, value: Value) -> Value {
    Value::Object(Rc::new(Object::new(Rc::clone(class), Payload::Value(value))))
}

fn expected_one(class: &Rc<Class>) -> Raise {
    Raise::type_error(format!("{} expected 1 argument, got 0", class.name()))
}

/// Makes a collection of items.
pub fn finish_collection(base: Base, items: Vec<Value>, most: &Value) -> Result<Value, Raise> {
    Ok(match base {
        Base::Tuple => Value::tuple(items),
        Base::Set | Base::FrozenSet => {
            let set = Set::new(base == Base::FrozenSet);
            for item in items {
                set.add(item)?;
            }
            Value::Set(Rc::new(set))
        }
        Base::Deque => {
            let most = int_of(most).and_then(|most| usize::try_from(most.clamped()).ok());
            let deque = Deque::new(VecDeque::new(), most);
            deque.extend(items);
            Value::Deque(Rc::new(deque))
        }
        _ => Value::list(items),
    })
}

/// Waits for the items of a collection.
#[derive(Debug)]
struct Gather {
    base: Base,
    most: Value,
    flow: Option<Flow>,
}

impl Frame for Gather {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some(flow) = self.flow.take() {
            return Ok(flow);
        }
        match got {
            Got::Value(Value::List(items)) => {
                let taken = std::mem::take(&mut *items.edit());
                match finish_collection(self.base, taken.clone(), &self.most) {
                    Err(raise) if raise.is_deep() => {
                        let function = machine.deep_function("set_new").map_err(|_| Raise::deep())?;
                        let class = Value::Class(machine.types.of_base(self.base));
                        Ok(Flow::Call(function, vec![class, Value::list(taken)]))
                    }
                    other => other.map(Flow::Value),
                }
            }
            Got::Value(other) | Got::Yielded(other) => Ok(Flow::Value(other)),
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

/// Waits for what is native in an instance, then for its `__init__`.
#[derive(Debug)]
struct Wrap {
    class: Rc<Class>,
    args: Vec<Value>,
    names: Vec<Symbol>,
    flow: Option<Flow>,
    made: bool,
}

impl Frame for Wrap {
    fn resume(&mut self, _: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some(flow) = self.flow.take() {
            return Ok(flow);
        }
        match got {
            Got::Value(object) if self.made => Ok(Flow::Value(object)),
            Got::Value(value) | Got::Yielded(value) => {
                self.made = true;
                Ok(Flow::Frame(Box::new(AfterNew {
                    class: Rc::clone(&self.class),
                    args: std::mem::take(&mut self.args),
                    names: std::mem::take(&mut self.names),
                    new: None,
                    init: Some(wrap(&self.class, value)),
                })))
            }
            Got::Raised(exception) => Err(Raise::value(exception)),
        }
    }
}

/// Waits for `__new__`, then for `__init__`.
#[derive(Debug)]
struct AfterNew {
    class: Rc<Class>,
    args: Vec<Value>,
    names: Vec<Symbol>,
    new: Option<(Value, Vec<Value>)>,
    init: Option<Value>,
}

impl AfterNew {
    fn initialize(&mut self, object: Value) -> Flow {
        let class = match &object {
            Value::Object(made) => Rc::clone(made.class()),
            _ => Rc::clone(&self.class),
        };
        let skip = |native: &crate::python::values::Native| {
            matches!(native.owner, "object" | "BaseException" | "list" | "dict" | "set" | "deque")
        };
        let init = match class.find(symbol::INIT) {
            Some(Value::Native(native)) if skip(native) => None,
            other => other,
        };
        let fits = matches!(&object, Value::Object(made) if made.class().is_below(&self.class))
            || matches!(&object, Value::Class(made) if made.meta.as_ref().is_some_and(|meta| meta.is_below(&self.class)));
        match init {
            Some(init) if fits => {
                let mut args = vec![object.clone()];
                args.append(&mut self.args);
                self.init = Some(object);
                self.new = Some((Value::Unbound, Vec::new()));
                Flow::CallNamed(init, args, std::mem::take(&mut self.names))
            }
            _ => Flow::Value(object),
        }
    }
}

impl Frame for AfterNew {
    fn resume(&mut self, _: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Got::Raised(exception) = got {
            return Err(Raise::value(exception));
        }
        match (self.new.take(), self.init.take()) {
            // Begins with `__new__`.
            (Some((new, args)), None) => Ok(Flow::CallNamed(new, args, self.names.clone())),
            // Begins with `__init__`.
            (None, Some(object)) => Ok(self.initialize(object)),
            // `__init__` is done.
            (Some(_), Some(object)) => Ok(Flow::Value(object)),
            // `__new__` is done.
            (None, None) => match got {
                Got::Value(object) | Got::Yielded(object) => Ok(self.initialize(object)),
                Got::Raised(exception) => Err(Raise::value(exception)),
            },
        }
    }
}

fn construct_dict(args: &Args) -> Result<Flow, Raise> {
    let dict = Dict::new();
    if let Some(source) = args.positional().first() {
        match source.native() {
            Value::Dict(other) if !matches!(source, Value::Object(_)) => {
                let table = other.table().clone();
                dict.change(|inner| *inner = table);
            }
            _ => {
                if super::plain::is_custom(source) {
                    return Err(Raise::deep());
                }
                for pair in plain_items(source)? {
                    let items = plain_items(&pair)?;
                    let [key, value] = items.as_slice() else {
                        return Err(Raise::value_error(format!(
                            "dictionary update sequence element #0 has length {}; 2 is required",
                            items.len()
                        )));
                    };
                    dict.set(key.clone(), value.clone())?;
                }
            }
        }
    }
    for (name, value) in args.named() {
        dict.set(Value::Str(name.text()), value.clone())?;
    }
    Ok(Flow::Value(Value::Dict(Rc::new(dict))))
}

fn construct_bytes(args: &Args) -> Result<Value, Raise> {
    let Some(source) = args.get(0) else { return Ok(Value::bytes(Vec::new())) };
    match source.native() {
        Value::Str(text) if args.len() > 1 => Ok(Value::bytes(text.as_str().as_bytes().to_vec())),
        Value::Str(_) => Err(Raise::type_error("string argument without an encoding")),
        Value::Bytes(_) => Ok(source.native().clone()),
        Value::Int(count) => {
            let count = usize::try_from(*count).map_err(|_| Raise::value_error("negative count"))?;
            Raise::if_too_large(count)?;
            Ok(Value::bytes(vec![0; count]))
        }
        other => {
            let mut bytes = Vec::new();
            for item in plain_items(other)? {
                match item {
                    Value::Int(byte) if (0..256).contains(&byte) => {
                        bytes.push(u8::try_from(byte).unwrap_or(0));
                    }
                    _ => return Err(Raise::value_error("bytes must be in range(0, 256)")),
                }
            }
            Ok(Value::bytes(bytes))
        }
    }
}

fn construct_range(args: &Args) -> Result<Value, Raise> {
    let int = |at: usize| -> Result<i64, Raise> {
        let value = &args[at];
        let Some(int) = int_of(value) else {
            return Err(Raise::type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                value.type_name()
            )));
        };
        int.to_i64().ok_or_else(|| Raise::overflow_error("Python int too large for a range here"))
    };
    let range = match args.len() {
        1 => Range { start: 0, stop: int(0)?, step: 1 },
        2 => Range { start: int(0)?, stop: int(1)?, step: 1 },
        3 => Range { start: int(0)?, stop: int(1)?, step: int(2)? },
        0 => return Err(Raise::type_error("range expected at least 1 argument, got 0")),
        more => return Err(Raise::type_error(format!("range expected at most 3 arguments, got {more}"))),
    };
    if range.step == 0 {
        return Err(Raise::value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(range)))
}

fn construct_slice(args: &Args) -> Result<Value, Raise> {
    let (start, stop, step) = match args.len() {
        1 => (Value::None, args[0].clone(), Value::None),
        2 => (args[0].clone(), args[1].clone(), Value::None),
        3 => (args[0].clone(), args[1].clone(), args[2].clone()),
        other => return Err(Raise::type_error(format!("slice expected at least 1 argument, got {other}"))),
    };
    Ok(Value::Slice(Rc::new(Slice { start, stop, step })))
}

/// Whether an exception of this kind may be made with keywords, such as `name=`.
fn takes_keywords(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ImportError
            | ErrorKind::ModuleNotFoundError
            | ErrorKind::NameError
            | ErrorKind::AttributeError
    )
}
