//! How classes are made: bodies, bases, metaclasses, and what a fresh class calls.

use std::rc::Rc;

use super::frame::Frame;
use super::{Got, Machine};
use crate::python::values::class::Plan;
use crate::python::values::{
    Args, Base, Class, Dict, ErrorKind, Exception, Flow, Names, Object, Payload, Raise, Symbol, Value, symbol,
};

/// `__build_class__(body, name, *bases, **keywords)`.
pub fn build_class(_: &mut Machine, args: &Args) -> Result<Flow, Raise> {
    let [body, name, bases @ ..] = args.positional() else {
        return Err(Raise::type_error("__build_class__: not enough arguments"));
    };
    let keywords = args.named().map(|(name, value)| (name, value.clone())).collect();
    Ok(Flow::Frame(Box::new(Build {
        body: body.clone(),
        name: name.clone(),
        bases: bases.to_vec(),
        original: None,
        keywords,
        meta: Value::Unbound,
        stage: Stage::Bases(0),
        made: Value::Unbound,
        cell: Value::None,
    })))
}

/// A class that is being made.
#[derive(Debug)]
struct Build {
    body: Value,
    name: Value,
    bases: Vec<Value>,
    original: Option<Value>,
    keywords: Vec<(Symbol, Value)>,
    meta: Value,
    stage: Stage,
    made: Value,
    cell: Value,
}

#[derive(Debug)]
enum Stage {
    Bases(usize),
    Body,
    Made,
    Finish(Vec<(Value, Vec<Value>, Vec<Symbol>)>),
}

impl Frame for Build {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        let value = match got {
            Got::Value(value) | Got::Yielded(value) => value,
            Got::Raised(exception) => return Err(Raise::value(exception)),
        };
        match std::mem::replace(&mut self.stage, Stage::Body) {
            Stage::Bases(at) => self.next_base(machine, at, value),
            Stage::Body => self.body_is_done(machine, value),
            Stage::Made => self.class_is_made(machine, value),
            Stage::Finish(left) => Ok(self.finish(left)),
        }
    }
}

impl Build {
    fn next_base(&mut self, machine: &mut Machine, at: usize, value: Value) -> Result<Flow, Raise> {
        // `value` is what `__mro_entries__` of the base before gave.
        let mut at = at;
        if at > 0 && self.original.is_some() {
            let entries = super::plain::plain_items(&value)?;
            let count = entries.len();
            self.bases.splice(at - 1..at, entries);
            at = at - 1 + count;
        }
        for place in at..self.bases.len() {
            if !matches!(self.bases[place], Value::Class(_)) {
                if let Some(method) = machine.special(&self.bases[place], symbol::MRO_ENTRIES) {
                    let all = Value::tuple(self.bases.clone());
                    self.original.get_or_insert_with(|| all.clone());
                    self.stage = Stage::Bases(place + 1);
                    return Ok(Flow::Call(method, vec![all]));
                }
                return Err(Raise::type_error(format!(
                    "bases must be types, not '{}'",
                    self.bases[place].type_name()
                )));
            }
        }
        let given = self.keywords.iter().position(|(name, _)| name.text().as_str() == "metaclass");
        self.meta = match given {
            Some(at) => self.keywords.remove(at).1,
            None => Value::Class(Rc::clone(&machine.types.type_)),
        };
        self.meta = Value::Class(best_meta(machine, &self.meta, &self.bases)?);
        self.stage = Stage::Body;
        machine.class_namespace = None;
        Ok(Flow::Call(self.body.clone(), Vec::new()))
    }

    fn body_is_done(&mut self, machine: &mut Machine, cell: Value) -> Result<Flow, Raise> {
        self.cell = cell;
        let names = machine.class_namespace.take().unwrap_or_default();
        let mut names = *names;
        if let Some(original) = self.original.take() {
            names.set(symbol::ORIG_BASES, original);
        }
        let Value::Class(meta) = &self.meta else {
            return Err(Raise::type_error("metaclass must be a class"));
        };
        self.stage = Stage::Made;
        if !meta.builtin && meta_new(meta).is_some() {
            let dict = Dict::new();
            for (name, value) in names.iter() {
                dict.set(Value::Str(name.text()), value.clone())?;
            }
            let mut args =
                vec![self.name.clone(), Value::tuple(self.bases.clone()), Value::Dict(Rc::new(dict))];
            args.extend(self.keywords.iter().map(|(_, value)| value.clone()));
            let keys = self.keywords.iter().map(|(name, _)| *name).collect();
            return Ok(Flow::CallNamed(self.meta.clone(), args, keys));
        }
        let class = machine.make_class(&self.name, &self.bases, names, meta)?;
        self.class_is_made(machine, class)
    }

    fn class_is_made(&mut self, machine: &mut Machine, class: Value) -> Result<Flow, Raise> {
        if let Value::Cell(cell) = &self.cell {
            cell.set(class.clone());
        }
        let mut calls = Vec::new();
        if let (Value::Class(made), Value::Class(meta)) = (&class, &self.meta)
            && (meta.builtin || meta_new(meta).is_none())
        {
            calls = machine.class_calls(made, &self.keywords);
            if !meta.builtin
                && let Some(init) = meta.find(symbol::INIT)
                && matches!(init, Value::Function(_))
            {
                let dict = names_dict(made)?;
                let args = vec![class.clone(), self.name.clone(), Value::tuple(self.bases.clone()), dict];
                calls.push((init, args, Vec::new()));
            }
        }
        self.made = class;
        calls.reverse();
        Ok(self.finish(calls))
    }

    fn finish(&mut self, mut left: Vec<(Value, Vec<Value>, Vec<Symbol>)>) -> Flow {
        match left.pop() {
            Some((callee, args, names)) => {
                self.stage = Stage::Finish(left);
                Flow::CallNamed(callee, args, names)
            }
            None => Flow::Value(std::mem::take(&mut self.made)),
        }
    }
}

/// What stands in a class, as a dict.
pub fn names_dict(class: &Class) -> Result<Value, Raise> {
    let dict = Dict::new();
    for (name, value) in class.names.borrow().iter() {
        dict.set(Value::Str(name.text()), value.clone())?;
    }
    Ok(Value::Dict(Rc::new(dict)))
}

fn meta_new(meta: &Rc<Class>) -> Option<Value> {
    match meta.find(symbol::NEW)? {
        Value::Native(_) => None,
        other => Some(other),
    }
}

/// The most derived metaclass.
fn best_meta(machine: &Machine, given: &Value, bases: &[Value]) -> Result<Rc<Class>, Raise> {
    let Value::Class(given) = given else {
        return Err(Raise::type_error("a metaclass that is no class is not known here"));
    };
    let mut best = Rc::clone(given);
    for base in bases {
        if let Value::Class(base) = base {
            let meta = base.meta.clone().unwrap_or_else(|| Rc::clone(&machine.types.type_));
            if meta.is_below(&best) {
                best = meta;
            } else if !best.is_below(&meta) {
                return Err(Raise::type_error(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
                ));
            }
        }
    }
    Ok(best)
}

impl Machine {
    /// Makes a class of what its body left.
    pub fn make_class(
        &mut self,
        name: &Value,
        bases: &[Value],
        names: Names,
        meta: &Rc<Class>,
    ) -> Result<Value, Raise> {
        let mut parents: Vec<Rc<Class>> = Vec::new();
        for base in bases {
            let Value::Class(class) = base else { return Err(Raise::type_error("bases must be types")) };
            if matches!(
                class.base,
                Base::Bool
                    | Base::NoneType
                    | Base::Function
                    | Base::Range
                    | Base::Slice
                    | Base::Generator
                    | Base::Coroutine
                    | Base::Method
            ) && class.builtin
            {
                return Err(Raise::type_error(format!(
                    "type '{}' is not an acceptable base type",
                    class.name()
                )));
            }
            parents.push(Rc::clone(class));
        }
        if parents.is_empty() {
            parents.push(Rc::clone(&self.types.object));
        }
        let mut base = Base::Object;
        for parent in &parents {
            if parent.base == Base::Object || parent.base == base {
                continue;
            }
            base = match (base, parent.base) {
                (Base::Object, other) => other,
                (Base::Exception(a), Base::Exception(b)) => {
                    let below = self.types.error(b).is_below(self.types.error(a));
                    Base::Exception(if below { b } else { a })
                }
                (Base::Future, Base::Task) | (Base::Task, Base::Future) => Base::Task,
                _ => return Err(Raise::type_error("multiple bases have instance lay-out conflict")),
            };
        }
        let slots = slots_of(&names, &parents)?;
        let text = match name.native() {
            Value::Str(text) => Rc::from(text.as_str()),
            _ => return Err(Raise::type_error("type.__new__() argument 1 must be str")),
        };
        let mut names = names;
        if names.get(symbol::QUALNAME).is_none() {
            names.set(symbol::QUALNAME, name.clone());
        }
        for implicit in [symbol::INIT_SUBCLASS, symbol::CLASS_GETITEM] {
            if let Some(function @ Value::Function(_)) = names.get(implicit).cloned() {
                let method = Object::new(Rc::clone(&self.types.classmethod), Payload::Value(function));
                names.set(implicit, Value::Object(Rc::new(method)));
            }
        }
        let meta = (!Rc::ptr_eq(meta, &self.types.type_)).then(|| Rc::clone(meta));
        let plan = Plan { name: text, bases: parents, names, base, meta, builtin: false, slots };
        let class = Class::new(plan).map_err(Raise::type_error)?;
        self.types.remember(&class);
        Ok(Value::Class(class))
    }

    /// What a fresh class calls: `__set_name__` of what stands in it, `__init_subclass__` of its bases.
    pub fn class_calls(
        &mut self,
        class: &Rc<Class>,
        keywords: &[(Symbol, Value)],
    ) -> Vec<(Value, Vec<Value>, Vec<Symbol>)> {
        let mut calls = Vec::new();
        let this = Value::Class(Rc::clone(class));
        let entries: Vec<(Symbol, Value)> =
            class.names.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
        for (name, value) in entries {
            if super::plain::is_custom(&value)
                && let Some(method) = self.special(&value, symbol::SET_NAME)
            {
                calls.push((method, vec![this.clone(), Value::Str(name.text())], Vec::new()));
            }
        }
        let found = class.ancestors.iter().find_map(|other| {
            if other.builtin { None } else { other.names.borrow().get(symbol::INIT_SUBCLASS).cloned() }
        });
        if let Some(Value::Object(method)) = found
            && let Payload::Value(function) = method.payload()
        {
            let mut args = vec![this];
            args.extend(keywords.iter().map(|(_, value)| value.clone()));
            calls.push((function.clone(), args, keywords.iter().map(|(name, _)| *name).collect()));
        } else if let Some((name, _)) = keywords.first() {
            let _ = name;
            calls.push((
                Value::Native(&super::builtins::INIT_SUBCLASS),
                std::iter::once(this).chain(keywords.iter().map(|(_, value)| value.clone())).collect(),
                keywords.iter().map(|(name, _)| *name).collect(),
            ));
        }
        calls
    }

    /// `type(name, bases, dict)`, `type(x)`.
    pub fn construct_type(&mut self, meta: &Rc<Class>, args: &Args) -> Result<Flow, Raise> {
        match args.positional() {
            [value] if Rc::ptr_eq(meta, &self.types.type_) => {
                Ok(Flow::Value(Value::Class(Rc::clone(self.types.of(value)))))
            }
            [_, _, _] => {
                let class = self.class_of_meta(meta, args.all, args.names)?;
                let Value::Class(made) = &class else { return Ok(Flow::Value(class)) };
                let keywords: Vec<(Symbol, Value)> =
                    args.named().map(|(name, value)| (name, value.clone())).collect();
                let mut calls = self.class_calls(made, &keywords);
                if calls.is_empty() {
                    return Ok(Flow::Value(class));
                }
                calls.reverse();
                Ok(Flow::Frame(Box::new(Build {
                    body: Value::None,
                    name: Value::None,
                    bases: Vec::new(),
                    original: None,
                    keywords: Vec::new(),
                    meta: Value::None,
                    stage: Stage::Finish(calls),
                    made: class,
                    cell: Value::None,
                })))
            }
            _ => Err(Raise::type_error("type() takes 1 or 3 arguments")),
        }
    }

    /// The class that a metaclass makes of name, bases and dict.
    pub fn class_of_meta(
        &mut self,
        meta: &Rc<Class>,
        args: &[Value],
        names: &[Symbol],
    ) -> Result<Value, Raise> {
        let positional = &args[..args.len() - names.len()];
        let [name, bases, dict] = positional else {
            return Err(Raise::type_error("type.__new__() takes exactly 3 arguments"));
        };
        let bases = super::plain::plain_items(bases)?;
        let Value::Dict(dict) = dict.native() else {
            return Err(Raise::type_error("type.__new__() argument 3 must be dict"));
        };
        let mut own = Names::default();
        for (key, value) in dict.table().iter() {
            if let Value::Str(key) = key {
                own.set(Symbol::of(key.as_str()), value.clone());
            }
        }
        self.make_class(name, &bases, own, meta)
    }

    /// An exception group of a message and exceptions.
    pub fn construct_group(&mut self, class: &Rc<Class>, args: &[Value]) -> Result<Value, Raise> {
        let [message, exceptions] = args else {
            return Err(Raise::type_error(format!(
                "{}.__new__() takes exactly 2 arguments ({} given)",
                "BaseExceptionGroup",
                args.len()
            )));
        };
        if !matches!(message.native(), Value::Str(_)) {
            return Err(Raise::type_error(format!("argument 1 must be str, not {}", message.type_name())));
        }
        if !matches!(exceptions.native(), Value::List(_) | Value::Tuple(_)) {
            return Err(Raise::type_error("second argument (exceptions) must be a sequence"));
        }
        let items = super::plain::plain_items(exceptions)?;
        if items.is_empty() {
            return Err(Raise::value_error("second argument (exceptions) must be a non-empty sequence"));
        }
        let mut plain = true;
        for (at, item) in items.iter().enumerate() {
            if super::exceptions::object_of(item).is_none() {
                return Err(Raise::value_error(format!(
                    "Item {at} of second argument (exceptions) is not an exception"
                )));
            }
            plain &= self.is_error(item, ErrorKind::Exception);
        }
        let group = self.types.error(ErrorKind::ExceptionGroup);
        let base_group = self.types.error(ErrorKind::BaseExceptionGroup);
        let class = if Rc::ptr_eq(class, base_group) && plain {
            Rc::clone(group)
        } else if class.is_below(group) && !plain {
            return Err(Raise::type_error(if Rc::ptr_eq(class, group) {
                String::from("Cannot nest BaseExceptions in an ExceptionGroup")
            } else {
                format!("Cannot nest BaseExceptions in '{}'", class.name())
            }));
        } else {
            Rc::clone(class)
        };
        let kind = class.error().unwrap_or(ErrorKind::BaseExceptionGroup);
        let data = Exception::new(kind, vec![message.clone(), exceptions.clone()]);
        let object = Object::new(class, Payload::Exception(Box::new(data)));
        object.set(Symbol::of("exceptions"), Value::tuple(items));
        Ok(Value::Object(Rc::new(object)))
    }
}

/// The names that instances may have, where all classes above have `__slots__` too.
fn slots_of(names: &Names, parents: &[Rc<Class>]) -> Result<Option<Vec<Symbol>>, Raise> {
    let Some(own) = names.get(symbol::SLOTS) else { return Ok(None) };
    let mut all = Vec::new();
    for parent in parents {
        match &parent.slots {
            Some(slots) => all.extend(slots.iter().copied()),
            None if parent.builtin && parent.base == Base::Object => {}
            None => return Ok(None),
        }
    }
    let own = match own {
        Value::Str(_) => vec![own.clone()],
        other => super::plain::plain_items(other)?,
    };
    for name in own {
        let Value::Str(name) = name else { return Err(Raise::type_error("__slots__ items must be strings")) };
        if name.as_str() == "__dict__" {
            return Ok(None);
        }
        all.push(Symbol::of(name.as_str()));
    }
    Ok(Some(all))
}
