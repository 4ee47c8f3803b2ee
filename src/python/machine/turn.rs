//! What a turn of an event loop takes up: what is ready, and what the thread was at before.

use std::rc::Rc;

use crate::python::values::{Object, Value};

/// What waits for its turn.
#[derive(Clone, Debug)]
pub enum Ready {
    /// A handle that Python sees.
    Handle(Rc<Object>),
    /// A task's step.
    Step(Rc<Object>),
    /// A task's step with an exception.
    StepWith(Rc<Object>, Value),
    /// A task whose future is done.
    Wakeup(Rc<Object>, Rc<Object>),
}

/// What a thread was at before a task's step.
#[derive(Debug)]
pub struct Before {
    /// The task that ran.
    pub task: Option<Rc<Object>>,
    /// Its context variables.
    pub context: Value,
    /// The number of what ran, in the record.
    pub number: u32,
}
