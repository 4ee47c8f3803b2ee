//! Walks the tree and notes how every scope uses its names.

use std::collections::BTreeMap;

use super::{Node, Scope, ScopeKind, Scopes, Symbol, mangled};
use crate::python::problem::Problem;
use crate::python::tree::{
    Argument, Branch, Class, Expression, ExpressionKind, For, FormatPiece, Function, Handler, Loop, Makes,
    Module, Name, Parameters, Pattern, PatternKind, Place, Statement, StatementKind, Try, TypeParameter,
};

/// The scopes of a module, their names not resolved yet.
pub fn collect(module: &Module, problems: &mut Vec<Problem>) -> Scopes {
    let scopes = Scopes { list: vec![Scope::new(ScopeKind::Module, None, None)], of: BTreeMap::new() };
    let mut collector = Collector { scopes, current: 0, problems, iterable: 0 };
    collector.body(&module.body);
    collector.scopes
}

struct Collector<'p> {
    scopes: Scopes,
    current: usize,
    problems: &'p mut Vec<Problem>,
    /// How many iterables of comprehensions we stand in.
    iterable: usize,
}

/// What is done with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Read,
    Bind,
    Iterate,
}

impl Collector<'_> {
    fn problem(&mut self, place: Place, message: impl Into<String>) {
        self.problems.push(Problem::new(place, message));
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.list[self.current]
    }

    /// Runs inside a new scope that a node opens.
    fn inside(&mut self, node: Node, kind: ScopeKind, class: Option<Name>, run: impl FnOnce(&mut Self)) {
        let outer = self.current;
        let class = class.or_else(|| self.scopes.list[outer].class.clone());
        self.scopes.list.push(Scope::new(kind, Some(outer), class));
        self.current = self.scopes.list.len() - 1;
        self.scopes.of.insert(node, self.current);
        let iterable = std::mem::take(&mut self.iterable);
        run(self);
        self.iterable = iterable;
        self.current = outer;
    }

    fn symbol(&mut self, name: &Name) -> &mut Symbol {
        let scope = self.scope();
        let name = mangled(scope.class.as_ref(), name);
        scope.symbols.entry(name).or_default()
    }

    fn name(&mut self, name: &Name, how: Use, place: Place) {
        let read_super = how == Use::Read && matches!(&**name, "super") && self.scope().is_function();
        if how != Use::Read && &**name == "__debug__" {
            self.problem(place, "cannot assign to __debug__");
        }
        let scope = self.scope();
        let key = mangled(scope.class.as_ref(), name);
        let symbol = scope.symbols.entry(key.clone()).or_default();
        match how {
            Use::Read => symbol.used = true,
            Use::Bind | Use::Iterate => {
                symbol.iterated |= how == Use::Iterate;
                symbol.times += 1;
                if !symbol.bound {
                    symbol.bound = true;
                    scope.bound.push(key);
                }
            }
        }
        if read_super {
            self.symbol(&Name::from("__class__")).used = true;
        }
    }

    fn body(&mut self, body: &[Statement]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let place = statement.place;
        match &statement.kind {
            StatementKind::Pass | StatementKind::Break | StatementKind::Continue => {}
            StatementKind::Expression(value) => self.read(value),
            StatementKind::Assign { targets, value } => {
                self.read(value);
                targets.iter().for_each(|target| self.bind(target));
            }
            StatementKind::Augment { target, value, .. } => {
                self.read(value);
                self.read(target);
                self.bind(target);
            }
            StatementKind::Annotate { target, value, simple, .. } => {
                self.annotate(target, value.as_ref(), *simple);
            }
            StatementKind::Delete(targets) => targets.iter().for_each(|target| self.bind(target)),
            StatementKind::Return(value) => self.optional(value.as_ref()),
            StatementKind::Raise { exception: one, cause: other } => {
                self.optional(one.as_ref());
                self.optional(other.as_ref());
            }
            StatementKind::Assert { test, message } => {
                self.read(test);
                self.optional(message.as_ref());
            }
            StatementKind::Global(names) => self.declare(names, true),
            StatementKind::Nonlocal(names) => self.declare(names, false),
            StatementKind::Import(names) => {
                for alias in names {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    let name = alias.alias.clone().unwrap_or_else(|| Name::from(first));
                    self.name(&name, Use::Bind, alias.place);
                }
            }
            StatementKind::ImportFrom { names, module, .. } => {
                for alias in names.iter().filter(|alias| &*alias.name != "*" && &**module != "__future__") {
                    self.name(alias.alias.as_ref().unwrap_or(&alias.name), Use::Bind, alias.place);
                }
            }
            StatementKind::If(_)
            | StatementKind::While { .. }
            | StatementKind::For(_)
            | StatementKind::With { .. }
            | StatementKind::Try(_)
            | StatementKind::Match { .. } => self.compound(statement),
            StatementKind::Function(function) => self.function(function, place),
            StatementKind::Class(class) => self.class(class, place),
            StatementKind::TypeAlias { name, .. } => self.name(name, Use::Bind, place),
        }
    }

    fn compound(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::If(branches) => {
                for Branch { test, body, .. } in branches {
                    self.optional(test.as_ref());
                    self.body(body);
                }
            }
            StatementKind::While { test, body, otherwise } => {
                self.read(test);
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::For(node) => {
                let For { target, iterable, body, otherwise, .. } = &**node;
                self.read(iterable);
                self.bind(target);
                self.body(body);
                self.body(otherwise);
            }
            StatementKind::With { items, body, .. } => {
                for item in items {
                    self.read(&item.context);
                    item.target.iter().for_each(|target| self.bind(target));
                }
                self.body(body);
            }
            StatementKind::Try(node) => {
                let Try { body, handlers, otherwise, finally, .. } = &**node;
                self.body(body);
                for Handler { place, exception, name, body } in handlers {
                    self.optional(exception.as_ref());
                    name.iter().for_each(|name| self.name(name, Use::Bind, *place));
                    self.body(body);
                }
                self.body(otherwise);
                self.body(finally);
            }
            StatementKind::Match { subject, cases } => {
                self.read(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_ref());
                    self.body(&case.body);
                }
            }
            StatementKind::Expression(_)
            | StatementKind::Assign { .. }
            | StatementKind::Augment { .. }
            | StatementKind::Annotate { .. }
            | StatementKind::Delete(_)
            | StatementKind::Return(_)
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. }
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Function(_)
            | StatementKind::Class(_)
            | StatementKind::TypeAlias { .. } => {}
        }
    }

    fn annotate(&mut self, target: &Expression, value: Option<&Expression>, simple: bool) {
        if let (ExpressionKind::Name(name), true) = (&*target.kind, simple) {
            let symbol = self.symbol(name);
            symbol.annotated = true;
            let outside = symbol.global.is_some() || symbol.nonlocal.is_some();
            let which = if symbol.global.is_some() { "global" } else { "nonlocal" };
            if outside && self.scopes.list[self.current].kind != ScopeKind::Module {
                self.problem(target.place, format!("annotated name '{name}' can't be {which}"));
            }
        }
        self.optional(value);
        self.bind(target);
    }

    fn declare(&mut self, names: &[(Name, Place)], global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        let in_module = self.scope().kind == ScopeKind::Module;
        for (name, place) in names {
            if !global && in_module {
                self.problem(*place, "nonlocal declaration not allowed at module level");
                continue;
            }
            let symbol = self.symbol(name);
            let both = if global { symbol.nonlocal.is_some() } else { symbol.global.is_some() };
            let wrong = if symbol.parameter {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if both {
                Some(format!("name '{name}' is nonlocal and global"))
            } else if symbol.annotated {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if symbol.used {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if symbol.bound {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if global && !in_module {
                symbol.global = Some(*place);
            } else if !global {
                symbol.nonlocal = Some(*place);
            }
            if let Some(message) = wrong {
                self.problem(*place, message);
            }
        }
    }

    fn function(&mut self, node: &Function, place: Place) {
        node.decorators.iter().for_each(|decorator| self.read(decorator));
        self.name(&node.name, Use::Bind, place);
        let kind = if node.is_async { ScopeKind::AsyncFunction } else { ScopeKind::Function };
        self.generic(Node::brackets_of(node), &node.type_parameters, |this| {
            this.defaults(&node.parameters);
            this.inside(Node::new(node), kind, None, |this| {
                this.parameters(&node.parameters);
                this.body(&node.body);
            });
        });
    }

    fn class(&mut self, node: &Class, place: Place) {
        node.decorators.iter().for_each(|decorator| self.read(decorator));
        self.name(&node.name, Use::Bind, place);
        self.generic(Node::brackets_of(node), &node.type_parameters, |this| {
            node.arguments.iter().for_each(|argument| this.read(argument.value()));
            this.inside(Node::new(node), ScopeKind::Class, Some(node.name.clone()), |this| {
                this.body(&node.body);
            });
        });
    }

    /// Runs in a scope that holds the parameters in the brackets of a generic definition, if there are any.
    fn generic(&mut self, node: Node, parameters: &[TypeParameter], run: impl FnOnce(&mut Self)) {
        if parameters.is_empty() {
            return run(self);
        }
        self.inside(node, ScopeKind::TypeParameters, None, |this| {
            parameters.iter().for_each(|parameter| this.name(&parameter.name, Use::Bind, parameter.place));
            run(this);
        });
    }

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.positional.iter().chain(&parameters.only_keyword) {
            self.optional(parameter.default.as_ref());
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let Parameters { positional, rest, only_keyword, keywords, .. } = parameters;
        for parameter in positional.iter().chain(only_keyword).chain(rest).chain(keywords) {
            let again = std::mem::replace(&mut self.symbol(&parameter.name).parameter, true);
            if again {
                let message = format!("duplicate argument '{}' in function definition", parameter.name);
                self.problem(parameter.place, message);
            }
            self.name(&parameter.name, Use::Bind, parameter.place);
        }
    }

    fn optional(&mut self, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.read(expression);
        }
    }

    /// A target: names are bound, what else is in it is read.
    fn bind(&mut self, target: &Expression) {
        self.target(target, Use::Bind);
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else in a target is read")]
    fn target(&mut self, target: &Expression, how: Use) {
        match &*target.kind {
            ExpressionKind::Name(name) => self.name(name, how, target.place),
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().for_each(|item| self.target(item, how));
            }
            ExpressionKind::Starred(value) => self.target(value, how),
            _ => self.read(target),
        }
    }

    fn read(&mut self, expression: &Expression) {
        match &*expression.kind {
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Name(name) => self.name(name, Use::Read, expression.place),
            ExpressionKind::Format(pieces) => self.pieces(pieces),
            ExpressionKind::Attribute { value, .. }
            | ExpressionKind::Starred(value)
            | ExpressionKind::Unary { operand: value, .. } => self.read(value),
            ExpressionKind::Await(value) => {
                self.scope().awaits = true;
                self.read(value);
            }
            ExpressionKind::Yield(value) => {
                self.yielded(expression.place);
                self.optional(value.as_ref());
            }
            ExpressionKind::YieldFrom(value) => {
                self.yielded(expression.place);
                self.read(value);
            }
            ExpressionKind::Subscript { value, index: other }
            | ExpressionKind::Binary { left: value, right: other, .. } => {
                self.read(value);
                self.read(other);
            }
            ExpressionKind::Slice { start, stop, step } => {
                [start, stop, step].into_iter().flatten().for_each(|part| self.read(part));
            }
            ExpressionKind::Call { function, arguments } => {
                self.read(function);
                arguments.iter().map(Argument::value).for_each(|value| self.read(value));
            }
            ExpressionKind::Tuple(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::And(items)
            | ExpressionKind::Or(items) => items.iter().for_each(|item| self.read(item)),
            ExpressionKind::Dict(items) => {
                for (key, value) in items {
                    self.optional(key.as_ref());
                    self.read(value);
                }
            }
            ExpressionKind::Compare { first, rest } => {
                self.read(first);
                rest.iter().for_each(|(_, operand)| self.read(operand));
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                [test, body, otherwise].into_iter().for_each(|part| self.read(part));
            }
            ExpressionKind::Lambda { parameters, body } => self.lambda(&expression.kind, parameters, body),
            ExpressionKind::Walrus { target, at, value } => {
                self.read(value);
                self.walrus(target, *at);
            }
            ExpressionKind::Comprehension { makes, item, key, loops } => {
                self.comprehension(&expression.kind, *makes, [key.as_ref(), Some(item)], loops);
            }
        }
    }

    fn pieces(&mut self, pieces: &[FormatPiece]) {
        for piece in pieces {
            if let FormatPiece::Value { value, spec, .. } = piece {
                self.read(value);
                self.pieces(spec);
            }
        }
    }

    fn yielded(&mut self, place: Place) {
        let scope = self.scope();
        scope.yields = true;
        let kind = scope.kind;
        match kind {
            ScopeKind::Comprehension => self.problem(place, "'yield' inside a comprehension"),
            ScopeKind::GeneratorExpression => self.problem(place, "'yield' inside generator expression"),
            ScopeKind::Module | ScopeKind::Class | ScopeKind::TypeParameters => {
                self.problem(place, "'yield' outside function");
            }
            ScopeKind::Function | ScopeKind::AsyncFunction | ScopeKind::Lambda => {}
        }
    }

    fn lambda(&mut self, node: &ExpressionKind, parameters: &Parameters, body: &Expression) {
        self.defaults(parameters);
        self.inside(Node::new(node), ScopeKind::Lambda, None, |this| {
            this.parameters(parameters);
            this.read(body);
        });
    }

    fn comprehension(
        &mut self,
        node: &ExpressionKind,
        makes: Makes,
        made: [Option<&Expression>; 2],
        loops: &[Loop],
    ) {
        let Some((first, rest)) = loops.split_first() else { return };
        self.iterable += 1;
        self.read(&first.iterable);
        self.iterable -= 1;
        let kind = match makes {
            Makes::Generator => ScopeKind::GeneratorExpression,
            Makes::List | Makes::Set | Makes::Dict => ScopeKind::Comprehension,
        };
        self.inside(Node::new(node), kind, None, |this| {
            this.scope().awaits |= first.is_async;
            this.target(&first.target, Use::Iterate);
            first.conditions.iter().for_each(|condition| this.read(condition));
            for inner in rest {
                this.scope().awaits |= inner.is_async;
                this.iterable += 1;
                this.read(&inner.iterable);
                this.iterable -= 1;
                this.target(&inner.target, Use::Iterate);
                inner.conditions.iter().for_each(|condition| this.read(condition));
            }
            made.into_iter().flatten().for_each(|part| this.read(part));
        });
        // One that waits makes what it stands in wait for it; a generator expression waits only when it is used.
        let index = self.scopes.of.get(&Node::new(node)).copied().unwrap_or(0);
        if kind == ScopeKind::Comprehension
            && self.scopes.list[index].awaits
            && self.scope().is_comprehension()
        {
            self.scope().awaits = true;
        }
    }

    /// `:=` in a comprehension binds in the function around it.
    fn walrus(&mut self, name: &Name, place: Place) {
        if self.iterable > 0 {
            self.problem(
                place,
                "assignment expression cannot be used in a comprehension iterable expression",
            );
        }
        let inner = self.current;
        while self.scope().is_comprehension() {
            if self.symbol(name).iterated {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                self.problem(place, message);
            }
            self.current = self.scope().parent.unwrap_or(0);
        }
        let outer = self.current;
        let kind = self.scope().kind;
        if inner != outer && kind == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            self.problem(place, message);
        }
        self.name(name, Use::Bind, place);
        let global = !self.scope().is_function() || self.symbol(name).global.is_some();
        self.current = inner;
        while self.current != outer {
            let symbol = self.symbol(name);
            if global {
                symbol.global = Some(place);
            } else {
                symbol.nonlocal = Some(place);
            }
            self.current = self.scope().parent.unwrap_or(outer);
        }
        self.current = inner;
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.read(value),
            PatternKind::Same(_) => {}
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                patterns.iter().for_each(|pattern| self.pattern(pattern));
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                keys.iter().for_each(|key| self.read(key));
                patterns.iter().for_each(|pattern| self.pattern(pattern));
                rest.iter().for_each(|name| self.name(name, Use::Bind, pattern.place));
            }
            PatternKind::Class { class, positional, keywords } => {
                self.read(class);
                positional.iter().for_each(|pattern| self.pattern(pattern));
                keywords.iter().for_each(|(_, _, pattern)| self.pattern(pattern));
            }
            PatternKind::Star(name) => name.iter().for_each(|name| self.name(name, Use::Bind, pattern.place)),
            PatternKind::As { pattern: inner, name } => {
                inner.iter().for_each(|inner| self.pattern(inner));
                name.iter().for_each(|name| self.name(name, Use::Bind, pattern.place));
            }
        }
    }
}
