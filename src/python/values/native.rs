//! Functions of the machine's own: how they are described, and how they take arguments.

use super::{Raise, Symbol, Value};
use crate::python::machine::{Frame, Machine};

/// A function of the machine's.
#[derive(Debug)]
pub struct Native {
    /// As programs know it.
    pub name: &'static str,
    /// The class it is a method of, or nothing.
    pub owner: &'static str,
    /// How a class gives it out.
    pub bind: Bind,
    /// Its parameters, without self.
    pub takes: Takes,
    /// What it does.
    pub code: NativeCode,
}

/// How a class gives out a native that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bind {
    /// As it is.
    Function,
    /// Bound to the instance.
    Method,
    /// Bound to the class.
    Class,
}

/// The parameters of a native, without self.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// That many, by position.
    Exactly(u8),
    /// From so many to so many, by position.
    Between(u8, u8),
    /// At least so many, by position.
    AtLeast(u8),
    /// Parameters by position or name; the first so many must be there. A name of "" is given by position only. The
    /// function finds each in its place, `Unbound` where it is missing.
    Named(u8, &'static [&'static str]),
    /// Whatever comes; the function looks itself.
    Anything,
}

/// A native that calculates.
pub type Plain = fn(&mut Machine, &Args) -> Result<Value, Raise>;
/// A native that may go on in Python, or wait.
pub type Flowing = fn(&mut Machine, &Args) -> Result<Flow, Raise>;

/// What a native does.
#[derive(Clone, Copy)]
pub enum NativeCode {
    /// Calculates.
    Plain(Plain),
    /// May go on in Python, or wait.
    Flow(Flowing),
}

impl std::fmt::Debug for NativeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NativeCode")
    }
}

/// How a native goes on.
#[derive(Debug)]
pub enum Flow {
    /// This is its result.
    Value(Value),
    /// Its result is what this call gives.
    Call(Value, Vec<Value>),
    /// The same with keyword arguments at the end.
    CallNamed(Value, Vec<Value>, Vec<Symbol>),
    /// Its result is what this frame returns.
    Frame(Box<dyn Frame>),
    /// The same; the frame begins by being resumed with a value.
    Resume(Box<dyn Frame>, Value),
    /// Goes into a generator with a value.
    Send(Value, Value),
    /// Throws an exception into a generator.
    Throw(Value, Value),
    /// The thread gives the interpreter away as the machine has noted; when it comes back the result is None or what the machine puts there.
    Block,
    /// The run ends as the machine has noted.
    End,
}

impl Native {
    /// A function.
    pub const fn function(name: &'static str, takes: Takes, code: Plain) -> Native {
        Native { name, owner: "", bind: Bind::Function, takes, code: NativeCode::Plain(code) }
    }

    /// A function that may go on in Python.
    pub const fn flow(name: &'static str, takes: Takes, code: Flowing) -> Native {
        Native { name, owner: "", bind: Bind::Function, takes, code: NativeCode::Flow(code) }
    }

    /// A method; the arguments begin with self, which `takes` does not count.
    pub const fn method(owner: &'static str, name: &'static str, takes: Takes, code: Plain) -> Native {
        Native { name, owner, bind: Bind::Method, takes, code: NativeCode::Plain(code) }
    }

    /// A method that may go on in Python.
    pub const fn flow_method(owner: &'static str, name: &'static str, takes: Takes, code: Flowing) -> Native {
        Native { name, owner, bind: Bind::Method, takes, code: NativeCode::Flow(code) }
    }

    /// A method of the class; the arguments begin with the class.
    pub const fn class_method(owner: &'static str, name: &'static str, takes: Takes, code: Plain) -> Native {
        Native { name, owner, bind: Bind::Class, takes, code: NativeCode::Plain(code) }
    }

    /// A static method.
    pub const fn static_method(owner: &'static str, name: &'static str, takes: Takes, code: Plain) -> Native {
        Native { name, owner, bind: Bind::Function, takes, code: NativeCode::Plain(code) }
    }

    /// What its type is called.
    pub fn type_name(&self) -> &'static str {
        match self.bind {
            Bind::Method => "method_descriptor",
            Bind::Function | Bind::Class => "builtin_function_or_method",
        }
    }
}

/// The arguments of a call.
#[derive(Clone, Copy, Debug)]
pub struct Args<'a> {
    /// By position, then those by name.
    pub all: &'a [Value],
    /// The names of the last ones. Empty for every native but those that take `Anything`.
    pub names: &'a [Symbol],
}

impl<'a> Args<'a> {
    /// The argument in a place, if it is there.
    pub fn get(&self, place: usize) -> Option<&'a Value> {
        self.all.get(place).filter(|value| !value.is_unbound())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Those by position.
    pub fn positional(&self) -> &'a [Value] {
        &self.all[..self.all.len() - self.names.len()]
    }

    /// Those by name.
    pub fn named(&self) -> impl Iterator<Item = (Symbol, &'a Value)> {
        self.names.iter().copied().zip(&self.all[self.all.len() - self.names.len()..])
    }

    /// The one of a name.
    pub fn named_as(&self, name: &str) -> Option<&'a Value> {
        let wanted = Symbol::of(name);
        self.named().find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }
}

impl std::ops::Index<usize> for Args<'_> {
    type Output = Value;
    fn index(&self, place: usize) -> &Value {
        self.all.get(place).unwrap_or(&Value::Unbound)
    }
}
