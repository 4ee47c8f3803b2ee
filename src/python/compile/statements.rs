//! Simple statements, `if` and `match`; compound ones are handed on.

use super::Compiler;
use super::scopes::ScopeKind;
use crate::python::code::{Constant, Op};
use crate::python::tree::{
    self, Alias, Annotation, Branch, Expression, ExpressionKind, Name, Place, Statement, StatementKind,
};

impl<'t> Compiler<'t> {
    pub(super) fn module(&mut self, body: &'t [Statement]) {
        let (doc, body) = split_doc(body);
        self.emit().code.doc = doc;
        for (index, statement) in body.iter().enumerate() {
            if let StatementKind::ImportFrom { module, .. } = &statement.kind
                && &**module == "__future__"
                && body[..index].iter().any(|before| !is_future(before))
            {
                self.problem(
                    statement.place,
                    "from __future__ imports must occur at the beginning of the file",
                );
            }
        }
        self.body(body);
        self.end();
    }

    pub(super) fn body(&mut self, body: &'t [Statement]) {
        for statement in body {
            if self.is_full() {
                return;
            }
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'t Statement) {
        let place = statement.place;
        match &statement.kind {
            StatementKind::Pass | StatementKind::Global(_) | StatementKind::Nonlocal(_) => {}
            StatementKind::Break => {
                self.site(place);
                self.leave_turn(true, place);
            }
            StatementKind::Continue => {
                self.site(place);
                self.leave_turn(false, place);
            }
            StatementKind::Import(names) => {
                self.site(place);
                names.iter().for_each(|alias| self.import(alias));
            }
            StatementKind::ImportFrom { module, level, names } => {
                self.site(place);
                self.import_from(module, *level, names, place);
            }
            StatementKind::If(branches) => self.if_statement(branches),
            StatementKind::While { test, body, otherwise } => self.while_loop(test, body, otherwise, place),
            StatementKind::For(node) if node.is_async => {
                self.only_async("'async for'", place);
                self.async_for(node, place);
            }
            StatementKind::For(node) => self.for_loop(node, place),
            StatementKind::With { is_async, items, body } => {
                if *is_async {
                    self.only_async("'async with'", place);
                }
                self.cost(place);
                self.with(items, body, *is_async, place);
            }
            StatementKind::Try(node) => {
                self.site(place);
                self.try_statement(node, place);
            }
            StatementKind::Match { subject, cases } => {
                self.cost(place);
                self.match_statement(subject, cases, place);
            }
            StatementKind::Function(node) => self.function_statement(node, place),
            StatementKind::Class(node) => self.class_statement(node, place),
            StatementKind::Annotate { target, annotation, value, simple } => {
                self.annotate(target, annotation, value.as_ref(), *simple, place);
            }
            StatementKind::Expression(_)
            | StatementKind::Assign { .. }
            | StatementKind::Augment { .. }
            | StatementKind::Delete(_)
            | StatementKind::Return(_)
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. }
            | StatementKind::TypeAlias { .. } => {
                self.cost(place);
                self.simple(&statement.kind, place);
            }
        }
    }

    /// A statement that costs, and has no block.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are compiled by the caller")]
    fn simple(&mut self, statement: &'t StatementKind, place: Place) {
        match statement {
            // A constant has nothing to do.
            StatementKind::Expression(value) if self.folded(value).is_some() => {}
            StatementKind::Expression(value) => {
                self.expression(value);
                self.op(Op::Pop);
            }
            StatementKind::Assign { targets, value } => self.assign_statement(targets, value),
            StatementKind::Augment { target, operator, value } => self.augment(target, *operator, value),
            StatementKind::Delete(targets) => targets.iter().for_each(|target| self.delete_target(target)),
            StatementKind::Return(value) => {
                let scope = self.frame().scope;
                let scope = &self.scopes.list[scope];
                if value.is_some() && scope.yields && scope.kind == ScopeKind::AsyncFunction {
                    self.problem(place, "'return' with value in async generator");
                }
                self.return_statement(value.as_ref(), place);
            }
            StatementKind::Raise { exception, cause } => {
                let parts = [exception, cause].into_iter().flatten();
                let count = parts.map(|part| self.expression(part)).count();
                self.op(Op::Raise(count as u8));
            }
            StatementKind::Assert { test, message } => {
                let holds = self.emit().label();
                self.jump_if(test, true, holds);
                self.op(Op::LoadAssertionError);
                if let Some(message) = message {
                    self.expression(message);
                    self.op(Op::Call(1));
                }
                self.op(Op::Raise(1));
                self.emit().bind(holds);
            }
            StatementKind::TypeAlias { name, .. } => {
                // Whatever it stands for, nothing but annotations uses it.
                self.take_from("typing", "Any");
                self.store(name);
            }
            _ => {}
        }
    }

    /// `→ value`: a name of a module of the library.
    pub(super) fn take_from(&mut self, module: &str, name: &str) {
        let module = self.emit().name(module);
        self.op(Op::ImportLeaf(module));
        let name = self.emit().name(name);
        self.op(Op::ImportFrom(name));
        self.op(Op::Swap(2));
        self.op(Op::Pop);
    }

    fn annotate(
        &mut self,
        target: &'t Expression,
        annotation: &'t Annotation,
        value: Option<&'t Expression>,
        simple: bool,
        place: Place,
    ) {
        if let (ExpressionKind::Name(name), true, ScopeKind::Class) =
            (&*target.kind, simple, self.scope_kind())
        {
            let name = self.mangled(name);
            self.frame().annotations.push((name, annotation.text.clone()));
        }
        if let Some(value) = value {
            self.cost(place);
            self.expression(value);
            self.name_value(target, value);
            self.assign(target);
        }
    }

    fn if_statement(&mut self, branches: &'t [Branch]) {
        let end = self.emit().label();
        for (index, branch) in branches.iter().enumerate() {
            let next = self.emit().label();
            if let Some(test) = &branch.test {
                self.cost(branch.place);
                self.jump_if(test, false, next);
            }
            self.body(&branch.body);
            if index + 1 < branches.len() {
                self.emit().jump(Op::Jump, end);
            }
            self.emit().bind(next);
        }
        self.emit().bind(end);
    }

    fn import(&mut self, alias: &'t Alias) {
        let name = self.emit().name(&alias.name);
        match &alias.alias {
            Some(alias) => {
                self.op(Op::ImportLeaf(name));
                self.store(alias);
            }
            None => {
                self.op(Op::Import(name));
                let first = Name::from(alias.name.split('.').next().unwrap_or_default());
                self.store(&first);
            }
        }
    }

    fn import_from(&mut self, module: &'t Name, level: u32, names: &'t [Alias], place: Place) {
        if &**module == "__future__" && level == 0 {
            for alias in names.iter().filter(|alias| !FUTURES.contains(&&*alias.name)) {
                self.problem(alias.place, format!("future feature {} is not defined", alias.name));
            }
            return;
        }
        let dots = ".".repeat(level as usize);
        let index = self.emit().name(&format!("{dots}{module}"));
        self.op(Op::ImportLeaf(index));
        if names.iter().any(|alias| &*alias.name == "*") {
            if self.scope_kind() != ScopeKind::Module {
                self.problem(place, "import * only allowed at module level");
            }
            self.op(Op::ImportStar);
            return;
        }
        for alias in names {
            let name = self.emit().name(&alias.name);
            self.op(Op::ImportFrom(name));
            self.store(alias.alias.as_ref().unwrap_or(&alias.name));
        }
        self.op(Op::Pop);
    }

    /// What only an `async def` may hold.
    pub(super) fn only_async(&mut self, what: &str, place: Place) {
        if self.scope_kind() != ScopeKind::AsyncFunction {
            self.problem(place, format!("{what} outside async function"));
        }
    }
}

/// The features of `__future__`.
const FUTURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

fn is_future(statement: &Statement) -> bool {
    matches!(&statement.kind, StatementKind::ImportFrom { module, .. } if &**module == "__future__")
}

/// A docstring, and what follows it.
pub(super) fn split_doc(body: &[Statement]) -> (Option<Name>, &[Statement]) {
    if let Some((first, rest)) = body.split_first()
        && let StatementKind::Expression(Expression { kind, .. }) = &first.kind
        && let ExpressionKind::Constant(tree::Constant::Str(text)) = &**kind
    {
        return (Some(text.clone()), rest);
    }
    (None, body)
}

impl Compiler<'_> {
    /// A constant as the machine has it, if an expression is one.
    pub(super) fn folded(&mut self, expression: &Expression) -> Option<Constant> {
        constant(expression)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "everything else is no constant")]
fn constant(expression: &Expression) -> Option<Constant> {
    match &*expression.kind {
        ExpressionKind::Constant(value) => match value {
            tree::Constant::None => Some(Constant::None),
            tree::Constant::Bool(value) => Some(Constant::Bool(*value)),
            tree::Constant::Int(value) => Some(Constant::Int(*value)),
            tree::Constant::BigInt { radix, digits } => {
                Some(Constant::Big(super::formats::decimal(*radix, digits)))
            }
            tree::Constant::Float(value) => Some(Constant::Float(*value)),
            tree::Constant::Str(text) => Some(Constant::Str(text.clone())),
            tree::Constant::Bytes(bytes) => Some(Constant::Bytes(bytes.clone())),
            tree::Constant::Ellipsis => Some(Constant::Ellipsis),
            tree::Constant::Imaginary(_) => None,
        },
        ExpressionKind::Unary { operator: tree::Unary::Negative, operand } => match constant(operand)? {
            Constant::Int(value) => value.checked_neg().map(Constant::Int),
            Constant::Float(value) => Some(Constant::Float(-value)),
            _ => None,
        },
        ExpressionKind::Tuple(items) => {
            items.iter().map(constant).collect::<Option<Vec<_>>>().map(Constant::Tuple)
        }
        _ => None,
    }
}
