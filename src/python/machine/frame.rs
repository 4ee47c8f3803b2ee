//! Frames: a call of a code that is under way, and what becomes of its result.

use std::rc::Rc;

use super::load::Loaded;
use super::{Got, Machine};
use crate::python::code::{Binary, Compare};
use crate::python::values::{Flow, Generator, Names, Raise, Symbol, Value, memory};

/// A call of a code that is under way.
#[derive(Debug)]
pub struct CodeFrame {
    /// What it runs.
    pub code: Rc<Loaded>,
    /// The variables, then the stack.
    pub slots: Vec<Value>,
    /// The next instruction.
    pub pc: usize,
    /// What becomes of its result.
    pub then: Then,
    /// The line of the statement that it is at.
    pub line: u32,
    /// Of a class body: what stands in it.
    pub namespace: Option<Box<Names>>,
    /// The generator that it belongs to.
    pub owner: Option<Rc<Generator>>,
    /// The exception that was being handled by whoever called it.
    pub outer_handled: Value,
    /// Of a generator that waits: the exception that it is handling.
    pub own_handled: Value,
}

/// What becomes of the result of a call.
#[derive(Debug, Default)]
pub enum Then {
    /// It is pushed.
    #[default]
    Push,
    /// It is dropped.
    Drop,
    /// It goes into a variable.
    Store(u16),
    /// It must be None; the instance is pushed: of `__init__`.
    Init(Value),
    /// Its truth decides where to go on.
    Branch {
        /// Jumps if it is this.
        when: bool,
        /// There.
        target: u32,
    },
    /// The same; the value on the stack stays if it jumps, else it goes.
    BranchKeep {
        /// Jumps if it is this.
        when: bool,
        /// There.
        target: u32,
    },
    /// Its truth is pushed (negated).
    Truth(bool),
    /// Pushed beside the iterator; at the end of the iterator it jumps.
    Next(u32),
    /// The same; the item goes into a variable.
    NextLocal(u32, u16),
    /// The caller's `YieldFrom` gets it.
    Delegate,
    /// A native frame that tells yields from returns gets it.
    Step,
    /// An operator's method: NotImplemented means that the next one is tried.
    Binary(Box<BinaryState>),
    /// A comparison's.
    Compare(Box<CompareState>),
    /// A list of items: unpacked.
    Unpack(u32),
    /// A list of items: unpacked around a rest.
    UnpackRest(u16, u16),
    /// A list: pushed as a tuple.
    Tuple,
    /// A list: extends the list below it on the stack.
    Extend,
    /// A list: its items are added to the set below it on the stack.
    Update,
    /// A call's arguments were spread: the call follows.
    Spread(bool),
    /// `__iter__`'s or `__await__`'s result: it must be an iterator; says so otherwise.
    Iterator(&'static str),
    /// A property or `__getattribute__` that raises AttributeError: `__getattr__` of this object is asked for this name.
    Attribute(Box<(Value, Symbol)>),
    /// The same of a method that is to be called: two values are pushed.
    Method(Option<Box<(Value, Symbol)>>),
    /// An exception's class was called: the exception is raised, from this cause if there is one.
    Raise(Option<Box<Value>>),
    /// A module's body: the module is pushed; or what it holds.
    Module(Box<Value>),
}

/// A binary operator that has asked one operand's class.
#[derive(Debug)]
pub struct BinaryState {
    /// The operator.
    pub op: Binary,
    /// `a op= b`.
    pub in_place: bool,
    /// The left operand.
    pub a: Value,
    /// The right one.
    pub b: Value,
    /// The variable that the result goes to, else it is pushed.
    pub store: Option<u16>,
    /// The methods that are left to try, the next one last: bound ones with their argument.
    pub left: Vec<(Value, Value)>,
}

/// A comparison that has asked one operand's class.
#[derive(Debug)]
pub struct CompareState {
    /// The comparison.
    pub op: Compare,
    /// The left operand.
    pub a: Value,
    /// The right one.
    pub b: Value,
    /// The methods that are left to try, the next one last; their results are negated where that says so.
    pub left: Vec<(Value, Value, bool)>,
    /// Of the method that was asked last.
    pub negate: bool,
    /// What the result decides.
    pub then: Then,
}

/// A native's call that is under way, which can be gone on with.
pub trait Frame: std::fmt::Debug {
    /// Goes on with what came.
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise>;
}

/// An entry of a thread's stack.
#[derive(Debug)]
pub enum Activation {
    /// A code.
    Code(Box<CodeFrame>),
    /// A native.
    Native(Box<dyn Frame>, Then),
}

impl CodeFrame {
    /// Takes the top of the stack.
    pub fn pop(&mut self) -> Value {
        self.slots.pop().unwrap_or_default()
    }

    /// Puts a value on the stack.
    pub fn push(&mut self, value: Value) {
        self.slots.push(value);
    }

    /// Takes the upper values of the stack, in order.
    pub fn take(&mut self, count: usize) -> Vec<Value> {
        let from = self.slots.len().saturating_sub(count);
        self.slots.split_off(from)
    }

    /// The value so many below the top (1 is the top).
    pub fn peek(&self, depth: usize) -> &Value {
        self.slots.len().checked_sub(depth).and_then(|at| self.slots.get(at)).unwrap_or(&Value::Unbound)
    }

    /// Where the value so many below the top lies.
    pub fn peek_mut(&mut self, depth: usize) -> Option<&mut Value> {
        let at = self.slots.len().checked_sub(depth)?;
        self.slots.get_mut(at)
    }

    /// The instruction that runs: the one before the next.
    pub fn at(&self) -> usize {
        self.pc.saturating_sub(1)
    }

    /// The line of the statement that runs.
    pub fn current_line(&self) -> u32 {
        self.code.place(self.at()).line
    }

    /// Would an exception be handled where it stands?
    pub fn is_guarded(&self) -> bool {
        let at = u32::try_from(self.at()).unwrap_or(u32::MAX);
        self.code.handlers.iter().any(|handler| handler.start <= at && at < handler.end)
    }

    /// Drops it, its values without deep recursion.
    #[expect(clippy::boxed_local, reason = "frames are boxed wherever they are held")]
    pub fn bury(mut self: Box<Self>) {
        memory::bury(&mut self.slots);
    }
}

impl Drop for CodeFrame {
    fn drop(&mut self) {
        memory::bury(&mut self.slots);
    }
}
