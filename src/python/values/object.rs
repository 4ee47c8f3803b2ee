//! Instances of classes.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use super::{Class, Exception, Names, Symbol, Value, memory};
use crate::python::machine::future::Future;

/// An instance of a class.
#[derive(Debug)]
pub struct Object {
    class: Rc<Class>,
    /// Its attributes.
    pub names: RefCell<Names>,
    payload: Payload,
}

/// What is native in an instance.
pub enum Payload {
    /// Nothing.
    None,
    /// The value of the builtin class that it extends: a list, an int, a tuple, …
    Value(Value),
    /// What an exception has.
    Exception(Box<Exception>),
    /// What a future or task has.
    Future(Box<Future>),
    /// Something that only its own natives know.
    Opaque(Rc<dyn Any>),
}

impl std::fmt::Debug for Payload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Payload")
    }
}

const SIZE: usize = 96;

impl Object {
    /// A new instance.
    pub fn new(class: Rc<Class>, payload: Payload) -> Object {
        memory::take(SIZE);
        Object { class, names: RefCell::default(), payload }
    }

    /// Its class.
    pub fn class(&self) -> &Rc<Class> {
        &self.class
    }

    /// What is native in it.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// A payload like its own, where that is a value or nothing.
    pub fn payload_value(&self) -> Payload {
        match &self.payload {
            Payload::Value(value) => Payload::Value(value.clone()),
            Payload::None | Payload::Exception(_) | Payload::Future(_) | Payload::Opaque(_) => Payload::None,
        }
    }

    /// What it has as an exception.
    pub fn exception(&self) -> Option<&Exception> {
        match &self.payload {
            Payload::Exception(exception) => Some(exception),
            Payload::None | Payload::Value(_) | Payload::Future(_) | Payload::Opaque(_) => None,
        }
    }

    /// What it has as a future.
    pub fn future(&self) -> Option<&Future> {
        match &self.payload {
            Payload::Future(future) => Some(future),
            Payload::None | Payload::Value(_) | Payload::Exception(_) | Payload::Opaque(_) => None,
        }
    }

    /// What it has of its own kind.
    pub fn opaque<T: 'static>(&self) -> Option<&T> {
        match &self.payload {
            Payload::Opaque(any) => any.downcast_ref(),
            Payload::None | Payload::Value(_) | Payload::Exception(_) | Payload::Future(_) => None,
        }
    }

    /// An attribute of its own.
    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.names.borrow().get(name).cloned()
    }

    /// Sets an attribute of its own.
    pub fn set(&self, name: Symbol, value: Value) {
        let mut names = self.names.borrow_mut();
        let before = names.len();
        let old = names.set(name, value);
        if names.len() > before {
            memory::take(24);
        }
        drop(names);
        drop(old);
    }

    /// Takes an attribute away.
    pub fn remove(&self, name: Symbol) -> bool {
        let old = self.names.borrow_mut().remove(name);
        if old.is_some() {
            memory::give(24);
        }
        old.is_some()
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        let names = self.names.get_mut();
        memory::give(SIZE + names.len() * 24);
        let mut values = names.take_values();
        if let Payload::Value(value) = &mut self.payload {
            values.push(std::mem::take(value));
        }
        memory::bury(&mut values);
    }
}
