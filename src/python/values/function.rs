//! Functions of the program and the library, bound methods, and the variables that functions share.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Dict, Module, Names, Str, Tuple, Value, memory};
use crate::python::machine::load::Loaded;

/// A function.
#[derive(Debug)]
pub struct Function {
    /// What it runs.
    pub code: Rc<Loaded>,
    /// Whose globals it sees.
    pub module: Rc<Module>,
    /// Defaults of its last positional parameters.
    pub defaults: RefCell<Option<Rc<Tuple>>>,
    /// Defaults of keyword-only parameters.
    pub keyword_defaults: RefCell<Option<Rc<Dict>>>,
    /// Its free variables.
    pub closure: Box<[Value]>,
    /// `__name__`.
    pub name: RefCell<Rc<Str>>,
    /// `__qualname__`.
    pub qualname: RefCell<Rc<Str>>,
    /// `__annotations__`, or None.
    pub annotations: RefCell<Value>,
    /// Attributes that somebody gave it.
    pub names: RefCell<Names>,
}

impl Function {
    /// A function without parameters that runs a module's body.
    pub fn of_module(code: Rc<Loaded>) -> Value {
        memory::take(FUNCTION_SIZE);
        Value::Function(Rc::new(Function {
            module: Rc::clone(&code.module),
            defaults: RefCell::default(),
            keyword_defaults: RefCell::default(),
            closure: Box::default(),
            name: RefCell::new(Rc::new(Str::new(&*code.name))),
            qualname: RefCell::new(Rc::new(Str::new(&*code.qualname))),
            annotations: RefCell::new(Value::None),
            names: RefCell::default(),
            code,
        }))
    }
}

/// What a function takes.
pub const FUNCTION_SIZE: usize = 144;

impl Drop for Function {
    fn drop(&mut self) {
        memory::give(FUNCTION_SIZE);
        let mut values = self.names.get_mut().take_values();
        values.extend(std::mem::take(&mut self.closure));
        values.push(self.annotations.take());
        if let Some(defaults) = self.defaults.take() {
            values.push(Value::Tuple(defaults));
        }
        if let Some(defaults) = self.keyword_defaults.take() {
            values.push(Value::Dict(defaults));
        }
        memory::bury(&mut values);
    }
}

/// A function with its first argument.
#[derive(Debug)]
pub struct Method {
    /// What is called.
    pub function: Value,
    /// The first argument.
    pub this: Value,
}

impl Method {
    /// Binds a function to its first argument.
    pub fn bind(function: Value, this: Value) -> Value {
        memory::take(METHOD_SIZE);
        Value::Method(Rc::new(Method { function, this }))
    }
}

const METHOD_SIZE: usize = 64;

impl Drop for Method {
    fn drop(&mut self) {
        memory::give(METHOD_SIZE);
        if self.this.is_shared() || self.function.is_shared() {
            memory::bury(&mut vec![std::mem::take(&mut self.this), std::mem::take(&mut self.function)]);
        }
    }
}

/// A variable that inner functions share.
#[derive(Debug, Default)]
pub struct Cell(RefCell<Value>);

const CELL_SIZE: usize = 40;

impl Cell {
    /// With a value, or none.
    pub fn new(value: Value) -> Cell {
        memory::take(CELL_SIZE);
        Cell(RefCell::new(value))
    }

    /// Its value.
    pub fn get(&self) -> Value {
        self.0.borrow().clone()
    }

    /// Sets it.
    pub fn set(&self, value: Value) {
        let old = self.0.replace(value);
        drop(old);
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        memory::give(CELL_SIZE);
        memory::bury_one(self.0.take());
    }
}
