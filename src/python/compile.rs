//! From tree to code: what a program's statements make the machine do.

mod blocks;
mod calls;
mod classes;
mod comprehensions;
pub(crate) mod depth;
mod emit;
mod expressions;
mod formats;
mod functions;
mod loops;
mod names;
mod patterns;
pub mod scopes;
mod statements;
mod targets;
#[cfg(test)]
mod tests;
mod tries;

use std::collections::BTreeMap;
use std::rc::Rc;

use self::blocks::Block;
use self::emit::Emit;
use self::scopes::{ScopeKind, Scopes};
use super::code::{Code, Constant, Kind, Op, Unit};
use super::problem::Problem;
use super::tree::{Module, Name, Place};

/// Whose text is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The reader's program: its statements cost.
    Program,
    /// The library.
    Prelude,
}

/// The most instructions of a module: what stands in `finally` is there twice, and in one another doubles each time.
const OPS_MAX: usize = 2_000_000;

/// The code of a module, or everything that Python's own compiler would refuse.
pub fn compile(module: &Module, origin: Origin) -> Result<Unit, Vec<Problem>> {
    let mut problems = Vec::new();
    let scopes = Scopes::of_module(module, &mut problems);
    let mut compiler = Compiler {
        scopes,
        problems,
        origin,
        globals: Vec::new(),
        known_globals: BTreeMap::new(),
        frames: Vec::new(),
        ops: 0,
    };
    compiler.enter(0, Kind::Plain, "<module>", 1);
    compiler.module(&module.body);
    let body = compiler.leave();
    if compiler.ops > OPS_MAX {
        let first = Place { line: 1, column: 1 };
        compiler.problems.push(Problem::new(first, "this program is too large when it is compiled"));
    }
    let mut problems = compiler.problems;
    if problems.is_empty() {
        return Ok(Unit { body, globals: compiler.globals });
    }
    problems.sort();
    problems.dedup();
    Err(problems)
}

struct Compiler<'t> {
    scopes: Scopes,
    problems: Vec<Problem>,
    origin: Origin,
    globals: Vec<Rc<str>>,
    known_globals: BTreeMap<Name, u32>,
    /// The codes that are being written, the innermost last.
    frames: Vec<Frame<'t>>,
    /// Instructions of the codes that are ready.
    ops: usize,
}

/// A code that is being written.
struct Frame<'t> {
    emit: Emit,
    scope: usize,
    /// What stands around the statement that is being compiled, in this code.
    blocks: Vec<Block<'t>>,
    /// Whether statements cost nothing: those of a class body.
    free: bool,
    /// What the names of a class body are annotated with.
    annotations: Vec<(Name, Name)>,
    /// The variables of the comprehensions that we stand in and that run in this frame; the innermost last.
    overlay: Vec<(Name, u16)>,
    /// The first parameter of a method and the class's name.
    method_of: Option<(Name, Name)>,
}

impl<'t> Compiler<'t> {
    #[inline(never)]
    fn problem(&mut self, place: Place, message: impl Into<String>) {
        self.problems.push(Problem::new(place, message));
    }

    /// Begins a code.
    fn enter(&mut self, scope: usize, kind: Kind, name: &str, line: u32) {
        let qualname = self.qualname(name);
        let found = &self.scopes.list[scope];
        let mut slots: Vec<Rc<str>> = Vec::new();
        if found.is_comprehension() {
            slots.push(Rc::from(".0"));
        }
        if found.is_function() {
            let own = |name: &&Name| {
                let symbol = found.symbols.get(*name);
                symbol.is_some_and(|symbol| symbol.global.is_none() && symbol.nonlocal.is_none())
            };
            // Cells that are no parameters come last.
            let plain = |name: &&Name| {
                !found.cells.contains(*name)
                    || found.symbols.get(*name).is_some_and(|symbol| symbol.parameter)
            };
            slots.extend(found.bound.iter().filter(own).filter(plain).cloned());
            slots.extend(found.bound.iter().filter(own).filter(|name| !plain(name)).cloned());
        } else if found.class_cell {
            slots.push(Rc::from("__class__"));
        }
        let cells: Vec<Name> = found.cells.iter().cloned().collect();
        let class_cell = found.class_cell;
        let frees = found.frees.iter().cloned().collect();
        let mut emit = Emit::new(slots, frees);
        emit.code.name = Rc::from(name);
        emit.code.qualname = Rc::from(qualname);
        emit.code.kind = kind;
        emit.code.prelude = self.origin == Origin::Prelude;
        emit.code.line = line;
        for name in cells {
            let slot = emit.slot(&name, false);
            emit.op(Op::MakeCell(slot));
        }
        if class_cell {
            emit.op(Op::MakeCell(0));
        }
        let free = kind == Kind::Class;
        self.frames.push(Frame {
            emit,
            scope,
            blocks: Vec::new(),
            free,
            annotations: Vec::new(),
            overlay: Vec::new(),
            method_of: None,
        });
    }

    /// The name of what is defined here, with what it stands in.
    fn qualname(&self, name: &str) -> String {
        // Brackets are no place of their own.
        let kind = |frame: &&Frame| self.scopes.list[frame.scope].kind;
        let Some(frame) = self.frames.iter().rfind(|frame| kind(frame) != ScopeKind::TypeParameters) else {
            return name.to_string();
        };
        let outer = &self.scopes.list[frame.scope];
        let is_global = outer.symbols.get(name).is_some_and(|symbol| symbol.global.is_some());
        let around = &frame.emit.code.qualname;
        match outer.kind {
            _ if is_global => name.to_string(),
            ScopeKind::Module => name.to_string(),
            ScopeKind::Class => format!("{around}.{name}"),
            ScopeKind::Function
            | ScopeKind::AsyncFunction
            | ScopeKind::Lambda
            | ScopeKind::Comprehension
            | ScopeKind::GeneratorExpression
            | ScopeKind::TypeParameters => format!("{around}.<locals>.{name}"),
        }
    }

    /// Ends a code.
    fn leave(&mut self) -> Rc<Code> {
        let Some(frame) = self.frames.pop() else { return Rc::default() };
        let code = frame.emit.finish();
        self.ops += code.ops.len();
        Rc::new(code)
    }

    /// The code that is being written.
    #[expect(clippy::expect_used, reason = "`enter` comes first")]
    #[inline(never)]
    fn frame(&mut self) -> &mut Frame<'t> {
        self.frames.last_mut().expect("a code is being written")
    }

    fn emit(&mut self) -> &mut Emit {
        &mut self.frame().emit
    }

    #[inline(never)]
    fn op(&mut self, op: Op) {
        self.emit().op(op);
    }

    fn scope_kind(&mut self) -> ScopeKind {
        let scope = self.frame().scope;
        self.scopes.list[scope].kind
    }

    /// What follows belongs to a statement here; its index.
    #[inline(never)]
    fn site(&mut self, place: Place) -> u32 {
        self.emit().site(super::code::Place { line: place.line, column: place.column })
    }

    /// A statement that costs is reached.
    #[inline(never)]
    fn cost(&mut self, place: Place) {
        let site = self.site(place);
        if self.origin == Origin::Program && !self.frame().free {
            self.op(Op::Statement(site));
        }
    }

    /// Whether the program has become too large to go on.
    fn is_full(&mut self) -> bool {
        let here = self.emit().here() as usize;
        self.ops + here > OPS_MAX
    }

    /// The end of a code: without a `return` it is None.
    fn end(&mut self) {
        self.emit().constant(Constant::None);
        self.op(Op::Return);
    }
}
