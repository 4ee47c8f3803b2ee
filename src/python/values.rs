//! Values: what variables hold, and the objects behind them.

pub mod class;
pub mod equal;
pub mod exception;
pub mod function;
pub mod generator;
pub mod iter;
pub mod memory;
pub mod module;
pub mod names;
pub mod native;
pub mod object;
pub mod raise;
pub mod sequence;
pub mod symbol;
pub mod table;
pub mod text;

use std::rc::Rc;

use super::number::big::Big;
pub use class::{Base, Class};
pub use equal::{hash, order, plain_equal, same_key};
pub use exception::Exception;
pub use function::{Cell, Function, Method};
pub use generator::{Generator, Waiter};
pub use iter::{Iter, Step};
pub use module::Module;
pub use names::Names;
pub use native::{Args, Bind, Flow, Native, NativeCode, Takes};
pub use object::{Object, Payload};
pub use raise::{ErrorKind, Raise, Reason};
pub use sequence::{Deque, Dict, DictView, List, Range, Set, Slice, Tuple};
pub use symbol::Symbol;
pub use table::Table;
pub use text::{Bytes, Str};

/// A value: 16 bytes, the frequent small ones inside, the rest shared.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// No value: an empty variable. Programs never see it.
    #[default]
    Unbound,
    /// `None`.
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// A truth value.
    Bool(bool),
    /// An int that fits.
    Int(i64),
    /// An int that does not fit into 64 bits.
    Big(Rc<Big>),
    /// A float.
    Float(f64),
    /// A string.
    Str(Rc<Str>),
    /// Bytes.
    Bytes(Rc<Bytes>),
    /// A tuple.
    Tuple(Rc<Tuple>),
    /// A list.
    List(Rc<List>),
    /// A dict.
    Dict(Rc<Dict>),
    /// A dict's keys, values or items.
    View(Rc<DictView>),
    /// A set or frozenset.
    Set(Rc<Set>),
    /// A deque.
    Deque(Rc<Deque>),
    /// A range.
    Range(Rc<Range>),
    /// A slice.
    Slice(Rc<Slice>),
    /// An iterator of the machine's own.
    Iter(Rc<Iter>),
    /// A function of the program or the library.
    Function(Rc<Function>),
    /// A function of the machine's.
    Native(&'static Native),
    /// A function bound to its first argument.
    Method(Rc<Method>),
    /// A variable that inner functions share.
    Cell(Rc<Cell>),
    /// A class.
    Class(Rc<Class>),
    /// An instance of a class: of the program, the library, or an exception.
    Object(Rc<Object>),
    /// A module.
    Module(Rc<Module>),
    /// A generator, coroutine or async generator.
    Generator(Rc<Generator>),
    /// What `await` drives and what is no generator.
    Waiter(Rc<Waiter>),
}

impl Value {
    /// A string.
    pub fn str(text: impl Into<Box<str>>) -> Value {
        Value::Str(Rc::new(Str::new(text)))
    }

    /// Bytes.
    pub fn bytes(bytes: impl Into<Box<[u8]>>) -> Value {
        Value::Bytes(Rc::new(Bytes::new(bytes)))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Rc::new(Tuple::new(items)))
    }

    /// A list.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Rc::new(List::new(items)))
    }

    /// An int from a number of things.
    pub fn count(count: usize) -> Value {
        Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Is it the empty variable?
    pub fn is_unbound(&self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// Is it `None`?
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// Could dropping it drop others?
    pub fn is_shared(&self) -> bool {
        !matches!(
            self,
            Value::Unbound
                | Value::None
                | Value::NotImplemented
                | Value::Ellipsis
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Big(_)
                | Value::Float(_)
                | Value::Str(_)
                | Value::Bytes(_)
                | Value::Range(_)
                | Value::Native(_)
        )
    }

    /// `a is b`.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::None, Value::None)
            | (Value::Ellipsis, Value::Ellipsis)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Unbound, Value::Unbound) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            // Constants of one text are one object in CPython as well.
            (Value::Str(a), Value::Str(b)) => Rc::ptr_eq(a, b) || a.as_str() == b.as_str(),
            (Value::Tuple(a), Value::Tuple(b)) => Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty()),
            (Value::Native(a), Value::Native(b)) => std::ptr::eq(*a, *b),
            _ => match (self.address(), other.address()) {
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        }
    }

    /// Where the object lies; None for the small values. Never shown: it differs from run to run.
    pub fn address(&self) -> Option<usize> {
        Some(match self {
            Value::Unbound
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_) => return None,
            Value::Big(a) => Rc::as_ptr(a).addr(),
            Value::Str(a) => Rc::as_ptr(a).addr(),
            Value::Bytes(a) => Rc::as_ptr(a).addr(),
            Value::Tuple(a) => Rc::as_ptr(a).addr(),
            Value::List(a) => Rc::as_ptr(a).addr(),
            Value::Dict(a) => Rc::as_ptr(a).addr(),
            Value::View(a) => Rc::as_ptr(a).addr(),
            Value::Set(a) => Rc::as_ptr(a).addr(),
            Value::Deque(a) => Rc::as_ptr(a).addr(),
            Value::Range(a) => Rc::as_ptr(a).addr(),
            Value::Slice(a) => Rc::as_ptr(a).addr(),
            Value::Iter(a) => Rc::as_ptr(a).addr(),
            Value::Function(a) => Rc::as_ptr(a).addr(),
            Value::Native(a) => std::ptr::from_ref(*a).addr(),
            Value::Method(a) => Rc::as_ptr(a).addr(),
            Value::Cell(a) => Rc::as_ptr(a).addr(),
            Value::Class(a) => Rc::as_ptr(a).addr(),
            Value::Object(a) => Rc::as_ptr(a).addr(),
            Value::Module(a) => Rc::as_ptr(a).addr(),
            Value::Generator(a) => Rc::as_ptr(a).addr(),
            Value::Waiter(a) => Rc::as_ptr(a).addr(),
        })
    }

    /// The value that is native in it: of an instance of a class that extends `list`, `int`, … the list or int; else itself.
    pub fn native(&self) -> &Value {
        match self {
            Value::Object(object) => match object.payload() {
                Payload::Value(value) => value,
                Payload::None | Payload::Exception(_) | Payload::Future(_) | Payload::Opaque(_) => self,
            },
            _ => self,
        }
    }

    /// The name of its class, for messages.
    pub fn type_name(&self) -> Rc<str> {
        Rc::from(match self {
            Value::Unbound => "unbound",
            Value::None => "NoneType",
            Value::NotImplemented => "NotImplementedType",
            Value::Ellipsis => "ellipsis",
            Value::Bool(_) => "bool",
            Value::Int(_) | Value::Big(_) => "int",
            Value::Float(_) => "float",
            Value::Str(_) => "str",
            Value::Bytes(_) => "bytes",
            Value::Tuple(_) => "tuple",
            Value::List(_) => "list",
            Value::Dict(_) => "dict",
            Value::View(view) => view.type_name(),
            Value::Set(set) => {
                if set.frozen {
                    "frozenset"
                } else {
                    "set"
                }
            }
            Value::Deque(_) => "collections.deque",
            Value::Range(_) => "range",
            Value::Slice(_) => "slice",
            Value::Iter(iter) => iter.type_name(),
            Value::Function(_) => "function",
            Value::Native(native) => native.type_name(),
            Value::Method(_) => "method",
            Value::Cell(_) => "cell",
            Value::Class(class) => return class.meta_name(),
            Value::Object(object) => return object.class().name(),
            Value::Module(_) => "module",
            Value::Generator(generator) => generator.type_name(),
            Value::Waiter(_) => "coroutine_wrapper",
        })
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_two_words() {
        assert_eq!(std::mem::size_of::<Value>(), 16);
    }

    #[test]
    fn a_long_chain_is_dropped_without_recursion() {
        let mut chain = Value::None;
        for _ in 0..200_000 {
            chain = Value::list(vec![chain]);
        }
        drop(chain);
    }
}
