//! Statements of the parser's tree as ours.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Reader;
use crate::python::tree::{
    Alias, Annotation, Branch, Case, Class, For, Function, Handler, Name, Parameter, Parameters, Place,
    Statement, StatementKind, Try, TypeParameter, WithItem,
};

impl Reader<'_> {
    pub(super) fn body(&mut self, body: &[ast::Stmt]) -> Vec<Statement> {
        body.iter().map(|statement| self.statement(statement)).collect()
    }

    fn statement(&mut self, statement: &ast::Stmt) -> Statement {
        let mut place = self.place(statement.range());
        let kind = match statement {
            ast::Stmt::FunctionDef(node) => {
                place = self.after_decorators(&node.decorator_list, place);
                StatementKind::Function(Box::new(self.function(node)))
            }
            ast::Stmt::ClassDef(node) => {
                place = self.after_decorators(&node.decorator_list, place);
                StatementKind::Class(Box::new(self.class(node)))
            }
            ast::Stmt::If(node) => StatementKind::If(self.branches(node, place)),
            ast::Stmt::While(node) => StatementKind::While {
                test: self.expression(&node.test),
                body: self.body(&node.body),
                otherwise: self.body(&node.orelse),
            },
            ast::Stmt::For(node) => StatementKind::For(Box::new(For {
                is_async: node.is_async,
                target: self.expression(&node.target),
                iterable: self.expression(&node.iter),
                body: self.body(&node.body),
                otherwise: self.body(&node.orelse),
            })),
            ast::Stmt::With(node) => self.with(node),
            ast::Stmt::Try(node) => StatementKind::Try(Box::new(Try {
                body: self.body(&node.body),
                handlers: node.handlers.iter().map(|handler| self.handler(handler)).collect(),
                is_star: node.is_star,
                otherwise: self.body(&node.orelse),
                finally: self.body(&node.finalbody),
            })),
            ast::Stmt::Match(node) => StatementKind::Match {
                subject: self.expression(&node.subject),
                cases: node.cases.iter().map(|case| self.case(case)).collect(),
            },
            ast::Stmt::Return(_)
            | ast::Stmt::Delete(_)
            | ast::Stmt::TypeAlias(_)
            | ast::Stmt::Assign(_)
            | ast::Stmt::AugAssign(_)
            | ast::Stmt::AnnAssign(_)
            | ast::Stmt::Raise(_)
            | ast::Stmt::Assert(_)
            | ast::Stmt::Import(_)
            | ast::Stmt::ImportFrom(_)
            | ast::Stmt::Global(_)
            | ast::Stmt::Nonlocal(_)
            | ast::Stmt::Expr(_)
            | ast::Stmt::Pass(_)
            | ast::Stmt::Break(_)
            | ast::Stmt::Continue(_)
            | ast::Stmt::IpyEscapeCommand(_) => self.simple(statement),
        };
        Statement { place, kind }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "compound statements are read by the caller")]
    fn simple(&mut self, statement: &ast::Stmt) -> StatementKind {
        match statement {
            ast::Stmt::Expr(node) => StatementKind::Expression(self.expression(&node.value)),
            ast::Stmt::Assign(node) => StatementKind::Assign {
                targets: self.expressions(&node.targets),
                value: self.expression(&node.value),
            },
            ast::Stmt::AugAssign(node) => StatementKind::Augment {
                target: self.expression(&node.target),
                operator: Self::operator(node.op),
                value: self.expression(&node.value),
            },
            ast::Stmt::AnnAssign(node) => StatementKind::Annotate {
                target: self.expression(&node.target),
                annotation: self.annotation(&node.annotation),
                value: self.optional(node.value.as_deref()),
                simple: node.simple,
            },
            ast::Stmt::Delete(node) => StatementKind::Delete(self.expressions(&node.targets)),
            ast::Stmt::Return(node) => StatementKind::Return(self.optional(node.value.as_deref())),
            ast::Stmt::Raise(node) => StatementKind::Raise {
                exception: self.optional(node.exc.as_deref()),
                cause: self.optional(node.cause.as_deref()),
            },
            ast::Stmt::Assert(node) => StatementKind::Assert {
                test: self.expression(&node.test),
                message: self.optional(node.msg.as_deref()),
            },
            ast::Stmt::Global(node) => StatementKind::Global(self.names(&node.names)),
            ast::Stmt::Nonlocal(node) => StatementKind::Nonlocal(self.names(&node.names)),
            ast::Stmt::Import(node) => {
                self.no_lazy(node.is_lazy, node.range);
                StatementKind::Import(self.aliases(&node.names))
            }
            ast::Stmt::ImportFrom(node) => {
                self.no_lazy(node.is_lazy, node.range);
                StatementKind::ImportFrom {
                    module: node.module.as_ref().map_or_else(|| Name::from(""), name),
                    level: node.level,
                    names: self.aliases(&node.names),
                }
            }
            ast::Stmt::TypeAlias(node) => StatementKind::TypeAlias {
                name: match &*node.name {
                    ast::Expr::Name(alias) => Name::from(alias.id.as_str()),
                    _ => Name::from(""),
                },
                parameters: self.type_parameters(node.type_params.as_deref()),
                value: self.expression(&node.value),
            },
            ast::Stmt::Pass(_) => StatementKind::Pass,
            ast::Stmt::Break(_) => StatementKind::Break,
            ast::Stmt::Continue(_) => StatementKind::Continue,
            other => {
                self.refuse(other.range(), "invalid syntax: this is a command of IPython, not a statement");
                StatementKind::Pass
            }
        }
    }

    fn no_lazy(&mut self, lazy: bool, range: TextRange) {
        if lazy {
            self.refuse(range, "`lazy import` is not known here: use `import`");
        }
    }

    fn names(&self, names: &[ast::Identifier]) -> Vec<(Name, Place)> {
        names.iter().map(|identifier| (name(identifier), self.place(identifier.range))).collect()
    }

    fn aliases(&self, names: &[ast::Alias]) -> Vec<Alias> {
        let read = |alias: &ast::Alias| Alias {
            place: self.place(alias.range),
            name: name(&alias.name),
            alias: alias.asname.as_ref().map(name),
        };
        names.iter().map(read).collect()
    }

    fn branches(&mut self, node: &ast::StmtIf, place: Place) -> Vec<Branch> {
        let mut branches =
            vec![Branch { place, test: Some(self.expression(&node.test)), body: self.body(&node.body) }];
        for clause in &node.elif_else_clauses {
            branches.push(Branch {
                place: self.place(clause.range),
                test: self.optional(clause.test.as_ref()),
                body: self.body(&clause.body),
            });
        }
        branches
    }

    fn with(&mut self, node: &ast::StmtWith) -> StatementKind {
        let items = node.items.iter().map(|item| WithItem {
            context: self.expression(&item.context_expr),
            target: self.optional(item.optional_vars.as_deref()),
        });
        StatementKind::With { is_async: node.is_async, items: items.collect(), body: self.body(&node.body) }
    }

    fn handler(&mut self, handler: &ast::ExceptHandler) -> Handler {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        Handler {
            place: self.place(node.range),
            exception: self.optional(node.type_.as_deref()),
            name: node.name.as_ref().map(name),
            body: self.body(&node.body),
        }
    }

    fn case(&mut self, case: &ast::MatchCase) -> Case {
        Case {
            place: self.place(case.range),
            pattern: self.pattern(&case.pattern),
            guard: self.optional(case.guard.as_deref()),
            body: self.body(&case.body),
        }
    }

    fn function(&mut self, node: &ast::StmtFunctionDef) -> Function {
        Function {
            is_async: node.is_async,
            name: name(&node.name),
            decorators: node
                .decorator_list
                .iter()
                .map(|decorator| self.expression(&decorator.expression))
                .collect(),
            type_parameters: self.type_parameters(node.type_params.as_deref()),
            parameters: self.parameters(&node.parameters),
            returns: node.returns.as_deref().map(|returns| self.annotation(returns)),
            body: self.body(&node.body),
        }
    }

    fn class(&mut self, node: &ast::StmtClassDef) -> Class {
        Class {
            name: name(&node.name),
            decorators: node
                .decorator_list
                .iter()
                .map(|decorator| self.expression(&decorator.expression))
                .collect(),
            type_parameters: self.type_parameters(node.type_params.as_deref()),
            arguments: node
                .arguments
                .as_deref()
                .map(|arguments| self.arguments(arguments))
                .unwrap_or_default(),
            body: self.body(&node.body),
        }
    }

    fn type_parameters(&mut self, parameters: Option<&ast::TypeParams>) -> Vec<TypeParameter> {
        let read = |parameter: &ast::TypeParam| TypeParameter {
            place: self.place(parameter.range()),
            name: name(parameter.name()),
        };
        parameters.map(|parameters| parameters.iter().map(read).collect()).unwrap_or_default()
    }

    pub(super) fn parameters(&mut self, parameters: &ast::Parameters) -> Parameters {
        let mut positional = Vec::new();
        for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
            positional.push(self.parameter(&parameter.parameter, parameter.default.as_deref()));
        }
        Parameters {
            only_positional: parameters.posonlyargs.len(),
            positional,
            rest: parameters.vararg.as_deref().map(|parameter| self.parameter(parameter, None)),
            only_keyword: parameters
                .kwonlyargs
                .iter()
                .map(|parameter| self.parameter(&parameter.parameter, parameter.default.as_deref()))
                .collect(),
            keywords: parameters.kwarg.as_deref().map(|parameter| self.parameter(parameter, None)),
        }
    }

    fn parameter(&mut self, parameter: &ast::Parameter, default: Option<&ast::Expr>) -> Parameter {
        Parameter {
            place: self.place(parameter.name.range),
            name: name(&parameter.name),
            annotation: parameter.annotation.as_deref().map(|annotation| self.annotation(annotation)),
            default: self.optional(default),
        }
    }

    fn annotation(&mut self, value: &ast::Expr) -> Annotation {
        let range = value.range();
        let text = self.source.get(range.start().to_usize()..range.end().to_usize()).unwrap_or_default();
        Annotation { text: Name::from(text), value: self.expression(value) }
    }

    /// The place of the `def` or `class` that follows decorators.
    fn after_decorators(&self, decorators: &[ast::Decorator], place: Place) -> Place {
        let Some(last) = decorators.last() else { return place };
        let mut offset = last.range.end().to_usize();
        let mut rest = &self.source[offset..];
        // Between them stand blanks and comments; a decorator in brackets ends before its closing ones.
        loop {
            let text = rest
                .trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, ')' | '\\'));
            let text = if text.starts_with('#') {
                text.trim_start_matches(|letter| letter != '\n' && letter != '\r')
            } else {
                text
            };
            offset += rest.len() - text.len();
            if text.len() == rest.len() {
                break;
            }
            rest = text;
        }
        let at = TextSize::try_from(offset).unwrap_or_default();
        self.place(TextRange::empty(at))
    }
}

pub(super) fn name(identifier: &ast::Identifier) -> Name {
    Name::from(identifier.id.as_str())
}
