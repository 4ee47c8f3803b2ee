//! Context variables: the module `_contextvars`.

use std::cell::RefCell;
use std::rc::Rc;

use super::frame::Frame;
use super::{Got, Machine};
use crate::python::values::{
    Args, Class, ErrorKind, Flow, Native, Object, Payload, Raise, Symbol, Takes, Value,
};

/// What a context holds: each variable's value.
#[derive(Debug, Default)]
struct Context(RefCell<Vec<(Rc<Object>, Value)>>);

/// What a variable has.
#[derive(Debug)]
struct Variable {
    name: Value,
    default: Value,
}

/// What a token remembers.
#[derive(Debug)]
struct Token {
    variable: Rc<Object>,
    before: Option<Value>,
}

fn context_of(value: &Value) -> Option<&Context> {
    match value {
        Value::Object(object) => object.opaque::<Context>(),
        _ => None,
    }
}

fn variable_of(value: &Value) -> Result<(&Rc<Object>, &Variable), Raise> {
    if let Value::Object(object) = value
        && let Some(variable) = object.opaque::<Variable>()
    {
        return Ok((object, variable));
    }
    Err(Raise::type_error("a ContextVar is wanted"))
}

impl Machine {
    fn make_context(&self, entries: Vec<(Rc<Object>, Value)>) -> Value {
        let payload = Payload::Opaque(Rc::new(Context(RefCell::new(entries))));
        Value::Object(Rc::new(Object::new(Rc::clone(&self.types.context), payload)))
    }

    /// A copy of the current context. None stands for the empty one that nobody has changed.
    pub fn copy_context(&self) -> Value {
        match context_of(&self.threads.current().context) {
            Some(context) => self.make_context(context.0.borrow().clone()),
            None => Value::None,
        }
    }

    fn current_context(&mut self) -> Value {
        if self.threads.current().context.is_none() {
            let fresh = self.make_context(Vec::new());
            self.threads.current_mut().context = fresh;
        }
        self.threads.current().context.clone()
    }

    /// Instances of the machine's own classes.
    pub fn construct_opaque(&mut self, class: &Rc<Class>, args: &Args) -> Result<Flow, Raise> {
        let plain = |payload: Payload| Value::Object(Rc::new(Object::new(Rc::clone(class), payload)));
        if Rc::ptr_eq(class, &self.types.context_var) {
            let Some(name) = args.positional().first() else {
                return Err(Raise::type_error("ContextVar() missing required argument 'name' (pos 1)"));
            };
            let default = args.named_as("default").cloned().unwrap_or_default();
            return Ok(Flow::Value(plain(Payload::Opaque(Rc::new(Variable {
                name: name.clone(),
                default,
            })))));
        }
        if Rc::ptr_eq(class, &self.types.context) {
            return Ok(Flow::Value(self.make_context(Vec::new())));
        }
        let payload = match class.base {
            crate::python::values::Base::Future | crate::python::values::Base::Task => {
                self.future_payload(class.base)
            }
            _ => self.opaque_payload(class)?,
        };
        let object = plain(payload);
        match class.find(crate::python::values::symbol::INIT) {
            Some(init) => Ok(Flow::Frame(Box::new(Initialize {
                object: object.clone(),
                call: Some((
                    init,
                    std::iter::once(object).chain(args.all.iter().cloned()).collect(),
                    args.names.to_vec(),
                )),
            }))),
            None => Ok(Flow::Value(object)),
        }
    }
}

/// Calls the native `__init__` of a fresh object.
#[derive(Debug)]
struct Initialize {
    object: Value,
    call: Option<(Value, Vec<Value>, Vec<Symbol>)>,
}

impl Frame for Initialize {
    fn resume(&mut self, _: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if let Some((callee, args, names)) = self.call.take() {
            return Ok(Flow::CallNamed(callee, args, names));
        }
        match got {
            Got::Raised(exception) => Err(Raise::value(exception)),
            Got::Value(_) | Got::Yielded(_) => Ok(Flow::Value(self.object.clone())),
        }
    }
}

/// Runs a function in a context.
#[derive(Debug)]
struct Run {
    call: Option<(Value, Vec<Value>, Vec<Symbol>)>,
    context: Value,
}

impl Frame for Run {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        let current = &mut machine.threads.current_mut().context;
        std::mem::swap(current, &mut self.context);
        if let Some((callee, args, names)) = self.call.take() {
            return Ok(Flow::CallNamed(callee, args, names));
        }
        match got {
            Got::Raised(exception) => Err(Raise::value(exception)),
            Got::Value(value) | Got::Yielded(value) => Ok(Flow::Value(value)),
        }
    }
}

/// The methods of a context.
pub static CONTEXT: &[Native] = &[
    Native::flow_method("Context", "run", Takes::Anything, |_, args| {
        let Some(callee) = args.positional().get(1) else {
            return Err(Raise::type_error("run() missing 1 required positional argument"));
        };
        let call = Some((callee.clone(), args.all[2..].to_vec(), args.names.to_vec()));
        Ok(Flow::Frame(Box::new(Run { call, context: args[0].clone() })))
    }),
    Native::method("Context", "copy", Takes::Exactly(0), |machine, args| {
        let entries = context_of(&args[0]).map(|context| context.0.borrow().clone()).unwrap_or_default();
        Ok(machine.make_context(entries))
    }),
    Native::method("Context", "get", Takes::Between(1, 2), |_, args| {
        let (variable, _) = variable_of(&args[1])?;
        let default = args.get(2).cloned().unwrap_or(Value::None);
        Ok(context_of(&args[0]).and_then(|context| find(context, variable)).unwrap_or(default))
    }),
];

fn find(context: &Context, variable: &Rc<Object>) -> Option<Value> {
    context.0.borrow().iter().find(|(other, _)| Rc::ptr_eq(other, variable)).map(|(_, value)| value.clone())
}

fn put(context: &Context, variable: &Rc<Object>, value: Option<Value>) -> Option<Value> {
    let mut entries = context.0.borrow_mut();
    let at = entries.iter().position(|(other, _)| Rc::ptr_eq(other, variable));
    match (at, value) {
        (Some(at), Some(value)) => Some(std::mem::replace(&mut entries[at].1, value)),
        (Some(at), None) => Some(entries.remove(at).1),
        (None, Some(value)) => {
            entries.push((Rc::clone(variable), value));
            None
        }
        (None, None) => None,
    }
}

/// The methods of a context variable.
pub static VARIABLE: &[Native] = &[
    Native::method("ContextVar", "get", Takes::Between(0, 1), |machine, args| {
        let (object, variable) = variable_of(&args[0])?;
        if let Some(value) =
            context_of(&machine.threads.current().context).and_then(|context| find(context, object))
        {
            return Ok(value);
        }
        match (args.get(1), &variable.default) {
            (Some(default), _) => Ok(default.clone()),
            (None, Value::Unbound) => Err(Raise::with(ErrorKind::LookupError, vec![args[0].clone()])),
            (None, default) => Ok(default.clone()),
        }
    }),
    Native::method("ContextVar", "set", Takes::Exactly(1), |machine, args| {
        let (object, _) = variable_of(&args[0])?;
        let current = machine.current_context();
        let before = context_of(&current).and_then(|context| put(context, object, Some(args[1].clone())));
        let token = Token { variable: Rc::clone(object), before };
        let class = Rc::clone(&machine.types.token);
        Ok(Value::Object(Rc::new(Object::new(class, Payload::Opaque(Rc::new(token))))))
    }),
    Native::method("ContextVar", "reset", Takes::Exactly(1), |machine, args| {
        let (object, _) = variable_of(&args[0])?;
        let Value::Object(token) = &args[1] else {
            return Err(Raise::type_error("expected an instance of Token"));
        };
        let Some(token) = token.opaque::<Token>() else {
            return Err(Raise::type_error("expected an instance of Token"));
        };
        if !Rc::ptr_eq(&token.variable, object) {
            return Err(Raise::value_error("the Token was created by a different ContextVar"));
        }
        let current = machine.current_context();
        let old = context_of(&current).and_then(|context| put(context, object, token.before.clone()));
        drop(old);
        Ok(Value::None)
    }),
    Native::class_method("ContextVar", "__class_getitem__", Takes::Exactly(1), |_, args| Ok(args[0].clone())),
];

/// The functions of the module.
pub static MODULE: &[Native] = &[Native::function("copy_context", Takes::Exactly(0), |machine, _| {
    let current = machine.current_context();
    let entries = context_of(&current).map(|context| context.0.borrow().clone()).unwrap_or_default();
    Ok(machine.make_context(entries))
})];

impl Variable {
    /// Its name.
    fn text(&self) -> String {
        match &self.name {
            Value::Str(text) => text.as_str().to_owned(),
            _ => String::new(),
        }
    }
}

/// A variable's name, if the object is one.
pub fn variable_name(object: &Object) -> Option<String> {
    object.opaque::<Variable>().map(Variable::text)
}
