//! Generators, coroutines and async generators: frames that wait, with who may go on with them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{Object, Str, Value, memory};
use crate::python::code::Kind;
use crate::python::machine::frame::CodeFrame;
use crate::python::machine::load::Loaded;

/// A generator, coroutine or async generator.
#[derive(Debug)]
pub struct Generator {
    /// Which of them.
    pub kind: Kind,
    /// Its frame, while it waits. None while it runs and once it is done.
    pub frame: RefCell<Option<Box<CodeFrame>>>,
    /// Where it is.
    pub state: Cell<State>,
    /// What it runs.
    pub code: Rc<Loaded>,
    /// `__name__`.
    pub name: RefCell<Rc<Str>>,
    /// `__qualname__`.
    pub qualname: RefCell<Rc<Str>>,
    /// The program's line on which it was made.
    pub line: u32,
    /// Of an async generator: the loop that iterated it first, or None.
    pub home: RefCell<Value>,
    /// Of an async generator: a step is under way.
    pub busy: Cell<bool>,
    /// Of an async generator: it was iterated once.
    pub met: Cell<bool>,
    /// Of an async generator: it is being closed.
    pub closing: Cell<bool>,
}

/// Where a generator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not started.
    Created,
    /// It waits at a yield.
    Suspended,
    /// It runs.
    Running,
    /// It is done.
    Finished,
}

/// What a generator takes beside its frame's slots.
pub const GENERATOR_SIZE: usize = 208;

impl Generator {
    /// A fresh one.
    pub fn new(
        code: Rc<Loaded>,
        name: Rc<Str>,
        qualname: Rc<Str>,
        frame: Box<CodeFrame>,
        line: u32,
    ) -> Generator {
        memory::take(GENERATOR_SIZE);
        Generator {
            kind: code.kind,
            frame: RefCell::new(Some(frame)),
            state: Cell::new(State::Created),
            code,
            name: RefCell::new(name),
            qualname: RefCell::new(qualname),
            line,
            home: RefCell::new(Value::None),
            busy: Cell::new(false),
            met: Cell::new(false),
            closing: Cell::new(false),
        }
    }

    /// What its class is called.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Coroutine => "coroutine",
            Kind::AsyncGenerator => "async_generator",
            Kind::Generator | Kind::Plain | Kind::Class => "generator",
        }
    }
}

/// What `await` and `yield from` drive and what is no generator: a future, a step of an async generator.
#[derive(Debug)]
pub enum Waiter {
    /// Gives the future out once, then its result.
    Future {
        /// The future.
        future: Rc<Object>,
        /// It was given out.
        asked: Cell<bool>,
    },
    /// Goes on with an async generator until it gives the next value.
    Step {
        /// The async generator.
        generator: Rc<Generator>,
        /// What goes in first.
        action: RefCell<Action>,
        /// Where it is.
        state: Cell<Progress>,
    },
}

/// How an async generator is gone on with.
#[derive(Debug)]
pub enum Action {
    /// `__anext__`, `asend`.
    Send(Value),
    /// `athrow`.
    Throw(Value),
    /// `aclose`.
    Close,
}

/// Where a step of an async generator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Not begun.
    Fresh,
    /// It waits inside.
    Inside,
    /// It has given its value.
    Done,
}

/// What is left of a generator that nobody holds any more and that has something to do yet.
#[derive(Debug)]
pub enum Obituary {
    /// A coroutine that was never awaited.
    NeverAwaited {
        /// Its function.
        name: Rc<str>,
        /// Where it was made.
        line: u32,
    },
    /// It is to be closed: it stands inside a `try` or `with`.
    Close(Rc<Generator>),
    /// A future with an error that nobody saw, or a task that is not done.
    Future(Value),
}

thread_local! {
    static OBITUARIES: RefCell<Vec<Obituary>> = const { RefCell::new(Vec::new()) };
    static ANY: Cell<bool> = const { Cell::new(false) };
    static QUIET: Cell<bool> = const { Cell::new(true) };
}

/// While quiet, nobody cares for those that go: no program runs.
pub fn set_quiet(quiet: bool) {
    QUIET.with(|cell| cell.set(quiet));
}

/// Is there something to do for those that went?
pub fn any_obituaries() -> bool {
    ANY.with(Cell::get)
}

/// Takes what there is to do, in the order in which they went.
pub fn take_obituaries() -> Vec<Obituary> {
    ANY.with(|any| any.set(false));
    OBITUARIES.with(|all| std::mem::take(&mut *all.borrow_mut()))
}

/// Notes something to do.
pub fn note_obituary(obituary: Obituary) {
    if QUIET.try_with(Cell::get).unwrap_or(true) {
        if let Obituary::Close(generator) = obituary
            && let Some(frame) = generator.frame.take()
        {
            frame.bury();
        }
        return;
    }
    let _ = OBITUARIES.try_with(|all| all.borrow_mut().push(obituary));
    let _ = ANY.try_with(|any| any.set(true));
}

impl Drop for Generator {
    fn drop(&mut self) {
        memory::give(GENERATOR_SIZE);
        let Some(frame) = self.frame.get_mut().take() else { return };
        if self.state.get() == State::Created {
            if self.kind == Kind::Coroutine {
                note_obituary(Obituary::NeverAwaited {
                    name: Rc::from(self.qualname.get_mut().as_str()),
                    line: self.line,
                });
            }
        } else if self.kind == Kind::AsyncGenerator || frame.is_guarded() {
            let mut again = Generator::new(
                Rc::clone(&self.code),
                Rc::clone(self.name.get_mut()),
                Rc::clone(self.qualname.get_mut()),
                frame,
                self.line,
            );
            again.state = Cell::new(State::Suspended);
            again.home = RefCell::new(self.home.take());
            note_obituary(Obituary::Close(Rc::new(again)));
            return;
        }
        frame.bury();
    }
}
