//! Walks a program and asks of everything that it takes from outside whether it is there.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, Natives};
use super::words;
use crate::python::compile::scopes::Scopes;
use crate::python::problem::Problem;
use crate::python::tree::{
    Alias, Expression, ExpressionKind, Module, Name, Place, Statement, StatementKind, Try,
};

/// Everything unknown.
pub fn unknown(module: &Module, scopes: &Scopes, natives: Natives<'_>) -> Vec<Problem> {
    let mut walk = Walk {
        known: Known::new(natives),
        modules: BTreeMap::new(),
        imported: BTreeMap::new(),
        bound: BTreeMap::new(),
        star: false,
        guarded: false,
        problems: Vec::new(),
    };
    for scope in &scopes.list {
        for (name, symbol) in &scope.symbols {
            *walk.bound.entry(name.clone()).or_default() += symbol.times;
        }
    }
    walk.imports(&module.body);
    // A name that is bound to anything else somewhere, in whatever scope, may be anything.
    let imported = std::mem::take(&mut walk.imported);
    for (name, (modules, times)) in imported {
        let mut modules = modules.into_iter();
        if let (Some(module), None, true) =
            (modules.next(), modules.next(), walk.bound.get(&name) == Some(&times))
        {
            walk.modules.insert(name, module);
        }
    }
    walk.body(&module.body);
    walk.problems
}

struct Walk<'n> {
    known: Known<'n>,
    /// The names that mean a module, wherever they are used.
    modules: BTreeMap<Name, Name>,
    /// The modules that imports bind to a name, and how often they do.
    imported: BTreeMap<Name, (BTreeSet<Name>, usize)>,
    /// How often a name is bound in the whole program.
    bound: BTreeMap<Name, usize>,
    /// Whether some module gives all its names.
    star: bool,
    /// Whether the program itself expects that something may not be there.
    guarded: bool,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn problem(&mut self, place: Place, message: String) {
        if !self.guarded {
            self.problems.push(Problem::new(place, message));
        }
    }

    /// Collects which names imports bind to modules.
    #[expect(clippy::wildcard_enum_match_arm, reason = "most statements import nothing")]
    fn imports(&mut self, body: &[Statement]) {
        for statement in body {
            match &statement.kind {
                StatementKind::Import(names) => {
                    for alias in names {
                        let first = alias.name.split('.').next().unwrap_or_default();
                        match &alias.alias {
                            Some(name) => self.import(name, &alias.name),
                            None => self.import(&Name::from(first), first),
                        }
                    }
                }
                StatementKind::ImportFrom { module, level: 0, names } => {
                    for alias in names {
                        let whole = format!("{module}.{}", alias.name);
                        self.star |= &*alias.name == "*";
                        if self.known.is_module(&whole) {
                            self.import(alias.alias.as_ref().unwrap_or(&alias.name), &whole);
                        }
                    }
                }
                _ => {}
            }
            statement.blocks().into_iter().for_each(|block| self.imports(block));
        }
    }

    fn import(&mut self, name: &Name, module: &str) {
        let (modules, times) = self.imported.entry(name.clone()).or_default();
        modules.insert(Name::from(module));
        *times += 1;
    }

    fn body(&mut self, body: &[Statement]) {
        body.iter().for_each(|statement| self.statement(statement));
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have only parts")]
    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Import(names) => {
                for alias in names {
                    self.module(&alias.name, alias.place);
                }
            }
            StatementKind::ImportFrom { module, level, names } => {
                self.names_from(module, *level, names, statement.place);
            }
            StatementKind::Function(node) if &*node.name == "__del__" => {
                let message = "'__del__' does not run here: use `with`, or a method that is called";
                self.problem(statement.place, message.to_string());
            }
            _ => {}
        }
        for expression in statement.expressions() {
            self.expression(expression);
        }
        let guarded = self.guarded;
        match &statement.kind {
            StatementKind::Try(node) => {
                self.guarded |= expects(node);
                self.body(&node.body);
                self.guarded = guarded;
                statement.blocks().into_iter().skip(1).for_each(|block| self.body(block));
            }
            StatementKind::If(branches) => {
                self.guarded |= branches.iter().filter_map(|branch| branch.test.as_ref()).any(asks);
                branches.iter().for_each(|branch| self.body(&branch.body));
                self.guarded = guarded;
            }
            _ => statement.blocks().into_iter().for_each(|block| self.body(block)),
        }
    }

    fn module(&mut self, module: &Name, place: Place) {
        if !self.known.is_module(module) {
            let message = words::no_module(module, &self.known);
            self.problem(place, message);
        }
    }

    fn names_from(&mut self, module: &Name, level: u32, names: &[Alias], place: Place) {
        if level > 0 {
            self.problem(place, words::no_package(&format!("{}{module}", ".".repeat(level as usize))));
            return;
        }
        if &**module == "__future__" {
            return;
        }
        if !self.known.is_module(module) {
            let message = words::no_module(module, &self.known);
            self.problem(place, message);
            return;
        }
        for alias in names.iter().filter(|alias| &*alias.name != "*") {
            self.name(module, &alias.name, alias.place);
        }
    }

    /// A name of a module, which may be a module itself; that one's name if it is.
    fn name(&mut self, module: &str, name: &Name, place: Place) -> Option<String> {
        let whole = format!("{module}.{name}");
        if self.known.is_module(&whole) {
            return Some(whole);
        }
        let names = self.known.names(module)?;
        let special = name.starts_with("__") && name.ends_with("__");
        if !names.contains(name) && !special {
            let message = words::no_name(module, name, names.iter().map(|name| &**name));
            self.problem(place, message);
        }
        None
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have only parts")]
    fn expression(&mut self, expression: &Expression) {
        match &*expression.kind {
            ExpressionKind::Name(name) => {
                if self.bound.get(name).copied().unwrap_or(0) == 0
                    && !self.star
                    && !self.known.is_builtin(name)
                    && let Some(message) = words::no_builtin(name)
                {
                    self.problem(expression.place, message);
                }
            }
            ExpressionKind::Attribute { .. } => {
                self.attribute(expression);
            }
            _ => expression.parts().into_iter().for_each(|part| self.expression(part)),
        }
    }

    /// The module that `a.b.c` means, if it means one.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else means no module")]
    fn attribute(&mut self, expression: &Expression) -> Option<String> {
        match &*expression.kind {
            ExpressionKind::Name(name) => {
                if let Some(module) = self.modules.get(name) {
                    return self.known.is_module(&module.clone()).then(|| self.modules[name].to_string());
                }
                self.expression(expression);
                None
            }
            ExpressionKind::Attribute { value, name } => {
                let module = self.attribute(value)?;
                self.name(&module, name, expression.place)
            }
            _ => {
                self.expression(expression);
                None
            }
        }
    }
}

/// Whether a `try` expects that a module or one of its names is not there.
fn expects(node: &Try) -> bool {
    const EXPECTED: [&str; 6] =
        ["ImportError", "ModuleNotFoundError", "AttributeError", "NameError", "Exception", "BaseException"];
    node.handlers.iter().any(|handler| {
        handler
            .exception
            .as_ref()
            .is_none_or(|exception| mentions(exception, &|name| EXPECTED.contains(&name)))
    })
}

/// Whether a test asks what there is: the version, the platform, whether a name exists.
fn asks(test: &Expression) -> bool {
    mentions(test, &|name| matches!(name, "version_info" | "platform" | "hasattr" | "TYPE_CHECKING"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "everything else mentions nothing itself")]
fn mentions(expression: &Expression, is: &dyn Fn(&str) -> bool) -> bool {
    let here = match &*expression.kind {
        ExpressionKind::Name(name) | ExpressionKind::Attribute { name, .. } => is(name),
        _ => false,
    };
    here || expression.parts().into_iter().any(|part| mentions(part, is))
}
