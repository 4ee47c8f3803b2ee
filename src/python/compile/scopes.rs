//! Which variable a name means: the scopes of a module, and where each of their names lives.

mod collect;
mod inline;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};

use super::super::problem::Problem;
use super::super::tree::{Module, Name, Place};

/// All scopes of a module.
#[derive(Debug)]
pub struct Scopes {
    /// The module first; whoever holds a scope comes before it.
    pub list: Vec<Scope>,
    /// The scope that a node of the tree opens.
    of: BTreeMap<Node, usize>,
}

/// A node of the tree, by its address. A definition with brackets opens two scopes: the brackets have one of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    address: usize,
    brackets: bool,
}

impl Node {
    fn new<T>(node: &T) -> Self {
        Self { address: std::ptr::from_ref(node).addr(), brackets: false }
    }

    fn brackets_of<T>(node: &T) -> Self {
        Self { brackets: true, ..Self::new(node) }
    }
}

/// What opens a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// `def`.
    Function,
    /// `async def`.
    AsyncFunction,
    /// `lambda`.
    Lambda,
    /// A list, set or dict comprehension.
    Comprehension,
    /// A generator expression.
    GeneratorExpression,
    /// `class`.
    Class,
    /// The brackets of a generic definition.
    TypeParameters,
}

/// One scope.
#[derive(Debug)]
pub struct Scope {
    /// What opened it.
    pub kind: ScopeKind,
    /// The scope around it.
    pub parent: Option<usize>,
    /// Its names.
    pub symbols: BTreeMap<Name, Symbol>,
    /// The names that are bound in it, as they come; parameters first.
    pub bound: Vec<Name>,
    /// Variables of its own that inner scopes use.
    pub cells: BTreeSet<Name>,
    /// Variables of outer functions that it or an inner scope uses.
    pub frees: BTreeSet<Name>,
    /// The class whose private names (`__x`) it sees.
    pub class: Option<Name>,
    /// Whether there is a `yield` in it.
    pub yields: bool,
    /// Whether it waits: `await`, `async for`, or an asynchronous comprehension.
    pub awaits: bool,
    /// Whether a method wants the class's `__class__`.
    pub class_cell: bool,
    /// Whether it is a comprehension that runs in the frame around it, with variables of its own.
    pub inlined: bool,
}

/// How a scope uses a name.
#[derive(Clone, Debug, Default)]
pub struct Symbol {
    /// It is a parameter.
    pub parameter: bool,
    /// It is bound: assigned, imported, defined, deleted.
    pub bound: bool,
    /// How often.
    pub times: usize,
    /// It is read.
    pub used: bool,
    /// It has an annotation.
    pub annotated: bool,
    /// It is the variable of a comprehension's loop.
    pub iterated: bool,
    /// `global` says so.
    pub global: Option<Place>,
    /// `nonlocal` says so.
    pub nonlocal: Option<Place>,
}

/// Where a name's value lives, seen from a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// In the function's frame.
    Local,
    /// In a cell that the function makes.
    Cell,
    /// In a cell of an outer function.
    Free,
    /// In the module, or a builtin.
    Global,
    /// In the class's namespace while its body runs, else as a global.
    Class,
    /// In the class's namespace while its body runs, else in a cell of an outer function.
    ClassOrFree,
}

impl Scopes {
    /// The scopes of a module; everything that is wrong with its names goes to the problems.
    pub fn of_module(module: &Module, problems: &mut Vec<Problem>) -> Self {
        let mut scopes = collect::collect(module, problems);
        inline::inline(&mut scopes);
        resolve::resolve(&mut scopes, problems);
        scopes
    }

    /// The scope that a node opens.
    pub fn of<T>(&self, node: &T) -> usize {
        self.of.get(&Node::new(node)).copied().unwrap_or(0)
    }

    /// The scope of the brackets of a generic definition.
    pub fn of_brackets<T>(&self, node: &T) -> usize {
        self.of.get(&Node::brackets_of(node)).copied().unwrap_or(0)
    }

    /// Where a name lives, seen from a scope. The name is mangled already.
    pub fn home(&self, scope: usize, name: &str) -> Home {
        let scope = &self.list[scope];
        let symbol = scope.symbols.get(name);
        let is_free = scope.frees.contains(name);
        match scope.kind {
            ScopeKind::Module => Home::Global,
            ScopeKind::Class => match symbol {
                Some(symbol) if symbol.global.is_some() => Home::Global,
                Some(symbol) if symbol.nonlocal.is_some() => Home::Free,
                Some(symbol) if symbol.bound => Home::Class,
                Some(_) | None if is_free => Home::ClassOrFree,
                Some(_) | None => Home::Class,
            },
            ScopeKind::Function
            | ScopeKind::AsyncFunction
            | ScopeKind::Lambda
            | ScopeKind::Comprehension
            | ScopeKind::GeneratorExpression
            | ScopeKind::TypeParameters => match symbol {
                Some(symbol) if symbol.global.is_some() => Home::Global,
                _ if is_free => Home::Free,
                Some(symbol) if symbol.bound && scope.cells.contains(name) => Home::Cell,
                Some(symbol) if symbol.bound => Home::Local,
                Some(_) | None => Home::Global,
            },
        }
    }
}

impl Scope {
    fn new(kind: ScopeKind, parent: Option<usize>, class: Option<Name>) -> Self {
        Self {
            kind,
            parent,
            symbols: BTreeMap::new(),
            bound: Vec::new(),
            cells: BTreeSet::new(),
            frees: BTreeSet::new(),
            class,
            yields: false,
            awaits: false,
            class_cell: false,
            inlined: false,
        }
    }

    /// Whether it runs in a frame with variables of its own that inner scopes see.
    pub fn is_function(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    /// Whether it is a comprehension of any kind.
    pub fn is_comprehension(&self) -> bool {
        matches!(self.kind, ScopeKind::Comprehension | ScopeKind::GeneratorExpression)
    }
}

/// A name as it is known in a class's body and methods: `__x` of `Account` is `_Account__x`.
pub fn mangled(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { Name::from(format!("_{class}{name}")) }
}
