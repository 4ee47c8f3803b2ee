//! What an exception has beside its attributes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{ErrorKind, Value, memory};

/// What an exception has beside its attributes.
#[derive(Debug)]
pub struct Exception {
    /// The builtin class it belongs to or extends.
    pub kind: ErrorKind,
    /// `args`: a tuple.
    pub args: RefCell<Value>,
    /// `__cause__`, or None.
    pub cause: RefCell<Value>,
    /// `__context__`, or None.
    pub context: RefCell<Value>,
    /// `__suppress_context__`.
    pub suppress: Cell<bool>,
    /// The frames that it went through, the innermost first; the latest raise last.
    pub traceback: RefCell<Vec<Trace>>,
}

/// A frame that an exception went through.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The function's name.
    pub function: Rc<str>,
    /// The statement's line.
    pub line: u32,
    /// A frame of the program, not of the library.
    pub program: bool,
}

impl Exception {
    /// A fresh one.
    pub fn new(kind: ErrorKind, args: Vec<Value>) -> Exception {
        Exception {
            kind,
            args: RefCell::new(Value::tuple(args)),
            cause: RefCell::new(Value::None),
            context: RefCell::new(Value::None),
            suppress: Cell::new(false),
            traceback: RefCell::default(),
        }
    }

    /// The argument in a place.
    pub fn arg(&self, place: usize) -> Option<Value> {
        match &*self.args.borrow() {
            Value::Tuple(items) => items.get(place).cloned(),
            _ => None,
        }
    }

    /// The program's innermost line that it went through.
    pub fn line(&self) -> Option<u32> {
        self.traceback.borrow().iter().find(|trace| trace.program).map(|trace| trace.line)
    }
}

impl Drop for Exception {
    fn drop(&mut self) {
        let mut values = vec![self.args.take(), self.cause.take(), self.context.take()];
        memory::bury(&mut values);
    }
}
