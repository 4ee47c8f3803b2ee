//! The machine: runs loaded codes in virtual time, frames as data, nothing on the host's stack.

pub mod attribute;
pub mod builtins;
pub mod call;
pub mod classes;
pub mod clock;
pub mod compare;
pub mod compiled;
pub mod construct;
pub mod context;
pub mod deliver;
pub mod event_loop;
pub mod exceptions;
pub mod extra;
pub mod frame;
pub mod future;
pub mod generators;
pub mod hold;
pub mod imports;
pub mod iterate;
pub mod load;
pub mod log;
pub mod more;
pub mod natives;
pub mod operators;
pub mod patterns;
pub mod plain;
pub mod run;
pub mod show;
pub mod tasks;
pub mod threads;
pub mod turn;
pub mod types;
pub mod watch;

use std::collections::BTreeMap;
use std::rc::Rc;

use super::code::Unit;
use super::outcome::{Limit, Outcome};
use super::record::Record;
use super::values::{ErrorKind, Module, Raise, Value};
pub use frame::{Activation, CodeFrame, Frame, Then};
use log::Log;
use threads::Threads;
use types::Types;

/// What comes to a frame that waited for a call.
#[derive(Debug)]
pub enum Got {
    /// The call's result.
    Value(Value),
    /// The generator that it went into gave this out.
    Yielded(Value),
    /// It raised this exception.
    Raised(Value),
}

/// Why the inner loop is left.
#[derive(Debug)]
pub enum Trap {
    /// An exception, or a limit.
    Raise(Raise),
    /// Others go on: the frame waits, with those of `above` on top of it.
    Leave,
    /// The frame is done; the machine has what it gave.
    Gone,
}

impl From<Raise> for Trap {
    fn from(raise: Raise) -> Trap {
        Trap::Raise(raise)
    }
}

/// What an instruction ends in.
pub type Done = Result<(), Trap>;

/// How to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Every wait blocks.
    pub blocking: bool,
    /// What a statement costs, in ns.
    pub line_ns: u64,
    /// The most statements.
    pub statements_max: u64,
    /// How long a stand-in's request takes, in ns.
    pub request_ns: u64,
}

/// A run that is over.
#[derive(Debug)]
pub struct Ended {
    /// What happened.
    pub record: Record,
    /// How it ended.
    pub outcome: Outcome,
    /// The statements that it took.
    pub statements: u64,
    /// When it ended.
    pub end_ns: u64,
}

/// Runs a program to its end.
pub fn execute(unit: &Unit, setting: &Setting) -> Ended {
    let mut machine = Machine::new(setting.clone());
    let outcome = machine.run_program(unit);
    Ended {
        record: std::mem::take(&mut machine.log.record),
        outcome,
        statements: machine.statements,
        end_ns: machine.now,
    }
}

/// Virtual time ends here: 10⁶ s.
pub const TIME_MAX: u64 = 1_000_000 * 1_000_000_000;
/// The frames of the program that may stand on one another.
pub const DEPTH_MAX: usize = 1000;
/// The frames of program and library together.
pub const FRAMES_MAX: usize = 20_000;

/// The machine.
pub struct Machine {
    /// How it runs.
    pub settings: Setting,
    /// Virtual time, in ns.
    pub now: u64,
    /// Statements so far.
    pub statements: u64,
    /// Rounds of loops so far.
    pub ticks: u64,
    /// The builtin classes.
    pub types: Types,
    /// What every module sees.
    pub builtins: Rc<Module>,
    /// What was imported.
    pub modules: BTreeMap<String, Value>,
    /// The stack of the thread that runs.
    pub frames: Vec<Activation>,
    /// What goes on top of the frame that leaves.
    pub above: Vec<Activation>,
    /// What comes to the topmost frame next.
    pub got: Option<(Got, Then)>,
    /// The frame that leaves is done.
    pub gone: bool,
    /// The generator that the frame that leaves belongs to, and waits in.
    pub suspended: Option<Rc<super::values::Generator>>,
    /// What is thrown into a generator, in the innermost frame.
    pub thrown: generators::Thrown,
    /// The frames that it goes through.
    pub thrown_through: Vec<Box<CodeFrame>>,
    /// The exception that comes next is on its way already: its context is set.
    pub passing: bool,
    /// The exception that comes next was raised by this frame before: its traceback is noted.
    pub again: bool,
    /// The thread that goes on when the frame has been put away.
    pub next_thread: Option<usize>,
    /// What becomes of what the blocked thread gets.
    pub wakes_as: Then,
    /// The exception that is being handled by the running thread, or None.
    pub handled: Value,
    /// How many frames of the program are on the stack.
    pub depth: usize,
    /// The threads.
    pub threads: Threads,
    /// What happened.
    pub log: Log,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Until this instant no other thread wants anything.
    pub quiet_until: u64,
    /// Frames to use again.
    pub pool: Vec<Box<CodeFrame>>,
    /// Where attributes were found.
    pub cache: attribute::Cache,
    /// The state of asyncio.
    pub loops: event_loop::Loops,
    /// The main program's code.
    pub program: Option<Rc<load::Loaded>>,
    /// The code of the frame that waits for a native's call.
    pub trampoline: Rc<load::Loaded>,
    /// The program's line at which a native is called; 0 where the library calls it.
    pub native_line: u32,
    /// A limit that was reached where no statement stood.
    pub limit_soon: Option<Limit>,
    /// How the main thread ends, once its exception's text is known.
    pub main_over_soon: Option<(Outcome, super::outcome::TaskOutcome)>,
    /// The line of the program's innermost frame that gave something out.
    pub yield_line: u32,
    /// Numbers for objects, by their address, as far as they were asked for.
    pub identities: BTreeMap<usize, u64>,
    /// What a class body has left behind.
    pub class_namespace: Option<Box<super::values::Names>>,
    /// The main module.
    /// The bytes that were printed.
    pub printed: usize,
    /// The module of the program itself.
    pub main: Option<Rc<Module>>,
}

impl std::fmt::Debug for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Machine")
            .field("now", &self.now)
            .field("statements", &self.statements)
            .finish_non_exhaustive()
    }
}

impl Machine {
    /// A machine that has run nothing yet.
    pub fn new(settings: Setting) -> Machine {
        let types = Types::new(natives::methods);
        let builtins = Rc::new(Module::new("builtins", &[]));
        let trampoline = Machine::make_trampoline(&builtins);
        let mut machine = Machine {
            settings,
            now: 0,
            statements: 0,
            ticks: 0,
            types,
            builtins,
            modules: BTreeMap::new(),
            frames: Vec::new(),
            above: Vec::new(),
            got: None,
            gone: false,
            suspended: None,
            thrown: generators::Thrown::Nothing,
            thrown_through: Vec::new(),
            passing: false,
            again: false,
            next_thread: None,
            wakes_as: Then::Push,
            handled: Value::None,
            depth: 0,
            threads: Threads::new(),
            log: Log::new(),
            outcome: None,
            quiet_until: u64::MAX,
            pool: Vec::new(),
            cache: attribute::Cache::new(),
            loops: event_loop::Loops::default(),
            program: None,
            main: None,
            printed: 0,
            class_namespace: None,
            limit_soon: None,
            main_over_soon: None,
            yield_line: 0,
            identities: BTreeMap::new(),
            native_line: 0,
            trampoline,
        };
        machine.fill_builtins();
        machine
    }

    /// Runs a program to its end.
    pub fn run_program(&mut self, unit: &Unit) -> Outcome {
        super::values::generator::set_quiet(false);
        drop(super::values::generator::take_obituaries());
        self.begin_program(unit);
        self.run();
        self.finish_log();
        self.outcome.clone().unwrap_or(Outcome::Returned)
    }

    /// An exception of a builtin class.
    pub fn exception(&self, kind: ErrorKind, args: Vec<Value>) -> Value {
        self.types.exception(kind, args)
    }
}

impl Drop for Machine {
    /// Takes apart what holds itself in circles: modules whose functions hold the modules.
    fn drop(&mut self) {
        super::values::generator::set_quiet(true);
        self.frames.clear();
        self.threads.clear();
        self.loops = event_loop::Loops::default();
        let modules: Vec<Value> = std::mem::take(&mut self.modules).into_values().collect();
        for module in &modules {
            if let Value::Module(module) = module {
                module.clear();
            }
        }
        self.builtins.clear();
        self.types.clear();
        self.cache.clear();
        drop(super::values::generator::take_obituaries());
    }
}
