//! Expressions of the parser's tree as ours.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Reader;
use super::statements::name;
use crate::python::tree::{
    Argument, Binary, Comparison, Constant, Expression, ExpressionKind, Loop, Makes, Name, Parameters, Unary,
};

impl Reader<'_> {
    pub(super) fn optional(&mut self, expression: Option<&ast::Expr>) -> Option<Expression> {
        expression.map(|expression| self.expression(expression))
    }

    pub(super) fn expressions(&mut self, expressions: &[ast::Expr]) -> Vec<Expression> {
        expressions.iter().map(|expression| self.expression(expression)).collect()
    }

    pub(super) fn expression(&mut self, expression: &ast::Expr) -> Expression {
        let place = self.place(expression.range());
        let kind = match expression {
            ast::Expr::StringLiteral(_)
            | ast::Expr::BytesLiteral(_)
            | ast::Expr::NumberLiteral(_)
            | ast::Expr::BooleanLiteral(_)
            | ast::Expr::NoneLiteral(_)
            | ast::Expr::EllipsisLiteral(_) => ExpressionKind::Constant(self.constant(expression)),
            ast::Expr::FString(_) | ast::Expr::TString(_) | ast::Expr::IpyEscapeCommand(_) => {
                self.string(expression)
            }
            ast::Expr::ListComp(_)
            | ast::Expr::SetComp(_)
            | ast::Expr::DictComp(_)
            | ast::Expr::Generator(_) => self.comprehension(expression),
            ast::Expr::BoolOp(_)
            | ast::Expr::BinOp(_)
            | ast::Expr::UnaryOp(_)
            | ast::Expr::Compare(_)
            | ast::Expr::If(_)
            | ast::Expr::Named(_) => self.operation(expression),
            ast::Expr::Name(node) => ExpressionKind::Name(Name::from(node.id.as_str())),
            ast::Expr::Attribute(node) => {
                ExpressionKind::Attribute { value: self.expression(&node.value), name: name(&node.attr) }
            }
            ast::Expr::Subscript(node) => ExpressionKind::Subscript {
                value: self.expression(&node.value),
                index: self.expression(&node.slice),
            },
            ast::Expr::Slice(node) => ExpressionKind::Slice {
                start: self.optional(node.lower.as_deref()),
                stop: self.optional(node.upper.as_deref()),
                step: self.optional(node.step.as_deref()),
            },
            ast::Expr::Call(node) => ExpressionKind::Call {
                function: self.expression(&node.func),
                arguments: self.arguments(&node.arguments),
            },
            ast::Expr::Tuple(node) => ExpressionKind::Tuple(self.expressions(&node.elts)),
            ast::Expr::List(node) => ExpressionKind::List(self.expressions(&node.elts)),
            ast::Expr::Set(node) => ExpressionKind::Set(self.expressions(&node.elts)),
            ast::Expr::Dict(node) => {
                let item =
                    |item: &ast::DictItem| (self.optional(item.key.as_ref()), self.expression(&item.value));
                ExpressionKind::Dict(node.items.iter().map(item).collect())
            }
            ast::Expr::Starred(node) => ExpressionKind::Starred(self.expression(&node.value)),
            ast::Expr::Lambda(node) => ExpressionKind::Lambda {
                parameters: match node.parameters.as_deref() {
                    Some(parameters) => self.parameters(parameters),
                    None => Parameters::default(),
                },
                body: self.expression(&node.body),
            },
            ast::Expr::Await(node) => ExpressionKind::Await(self.expression(&node.value)),
            ast::Expr::Yield(node) => ExpressionKind::Yield(self.optional(node.value.as_deref())),
            ast::Expr::YieldFrom(node) => ExpressionKind::YieldFrom(self.expression(&node.value)),
        };
        Expression { place, kind: Box::new(kind) }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for operations alone")]
    fn operation(&mut self, expression: &ast::Expr) -> ExpressionKind {
        match expression {
            ast::Expr::BoolOp(node) => {
                let values = self.expressions(&node.values);
                match node.op {
                    ast::BoolOp::And => ExpressionKind::And(values),
                    ast::BoolOp::Or => ExpressionKind::Or(values),
                }
            }
            ast::Expr::BinOp(node) => ExpressionKind::Binary {
                left: self.expression(&node.left),
                operator: Self::operator(node.op),
                right: self.expression(&node.right),
            },
            ast::Expr::UnaryOp(node) => ExpressionKind::Unary {
                operator: match node.op {
                    ast::UnaryOp::Invert => Unary::Invert,
                    ast::UnaryOp::Not => Unary::Not,
                    ast::UnaryOp::UAdd => Unary::Positive,
                    ast::UnaryOp::USub => Unary::Negative,
                },
                operand: self.expression(&node.operand),
            },
            ast::Expr::Compare(node) => ExpressionKind::Compare {
                first: self.expression(&node.left),
                rest: node
                    .ops
                    .iter()
                    .zip(&node.comparators)
                    .map(|(operator, operand)| (comparison(*operator), self.expression(operand)))
                    .collect(),
            },
            ast::Expr::If(node) => ExpressionKind::Conditional {
                test: self.expression(&node.test),
                body: self.expression(&node.body),
                otherwise: self.expression(&node.orelse),
            },
            ast::Expr::Named(node) => {
                let ast::Expr::Name(target) = &*node.target else {
                    self.refuse(node.range, "invalid syntax: `:=` binds a name");
                    return ExpressionKind::Constant(Constant::None);
                };
                ExpressionKind::Walrus {
                    target: Name::from(target.id.as_str()),
                    at: self.place(target.range),
                    value: self.expression(&node.value),
                }
            }
            _ => ExpressionKind::Constant(Constant::None),
        }
    }

    pub(super) fn operator(operator: ast::Operator) -> Binary {
        match operator {
            ast::Operator::Add => Binary::Add,
            ast::Operator::Sub => Binary::Subtract,
            ast::Operator::Mult => Binary::Multiply,
            ast::Operator::MatMult => Binary::MatrixMultiply,
            ast::Operator::Div => Binary::Divide,
            ast::Operator::Mod => Binary::Modulo,
            ast::Operator::Pow => Binary::Power,
            ast::Operator::LShift => Binary::ShiftLeft,
            ast::Operator::RShift => Binary::ShiftRight,
            ast::Operator::BitOr => Binary::Or,
            ast::Operator::BitXor => Binary::Xor,
            ast::Operator::BitAnd => Binary::And,
            ast::Operator::FloorDiv => Binary::FloorDivide,
        }
    }

    /// In the order of the source: it decides what is evaluated first.
    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> Vec<Argument> {
        let read = |argument: ast::ArgOrKeyword| match argument {
            ast::ArgOrKeyword::Arg(ast::Expr::Starred(node)) => {
                Argument::Spread(self.expression(&node.value))
            }
            ast::ArgOrKeyword::Arg(value) => Argument::Positional(self.expression(value)),
            ast::ArgOrKeyword::Keyword(keyword) => {
                let value = self.expression(&keyword.value);
                match &keyword.arg {
                    Some(arg) => {
                        Argument::Keyword { place: self.place(keyword.range), name: name(arg), value }
                    }
                    None => Argument::SpreadKeywords(value),
                }
            }
        };
        arguments.iter_source_order().map(read).collect()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for comprehensions alone")]
    fn comprehension(&mut self, expression: &ast::Expr) -> ExpressionKind {
        let (makes, key, item, loops) = match expression {
            ast::Expr::ListComp(node) => (Makes::List, None, &*node.elt, &node.generators),
            ast::Expr::SetComp(node) => (Makes::Set, None, &*node.elt, &node.generators),
            ast::Expr::Generator(node) => (Makes::Generator, None, &*node.elt, &node.generators),
            ast::Expr::DictComp(node) => (Makes::Dict, node.key.as_deref(), &*node.value, &node.generators),
            _ => return ExpressionKind::Constant(Constant::None),
        };
        if makes == Makes::Dict && key.is_none() {
            self.refuse(expression.range(), "invalid syntax: `**` cannot be used in a dict comprehension");
        }
        ExpressionKind::Comprehension {
            makes,
            key: self.optional(key),
            item: self.expression(item),
            loops: loops.iter().map(|node| self.comprehension_loop(node)).collect(),
        }
    }

    fn comprehension_loop(&mut self, node: &ast::Comprehension) -> Loop {
        Loop {
            place: self.place(node.range),
            is_async: node.is_async,
            target: self.expression(&node.target),
            iterable: self.expression(&node.iter),
            conditions: self.expressions(&node.ifs),
        }
    }
}

fn comparison(operator: ast::CmpOp) -> Comparison {
    match operator {
        ast::CmpOp::Eq => Comparison::Equal,
        ast::CmpOp::NotEq => Comparison::NotEqual,
        ast::CmpOp::Lt => Comparison::Less,
        ast::CmpOp::LtE => Comparison::LessEqual,
        ast::CmpOp::Gt => Comparison::Greater,
        ast::CmpOp::GtE => Comparison::GreaterEqual,
        ast::CmpOp::Is => Comparison::Is,
        ast::CmpOp::IsNot => Comparison::IsNot,
        ast::CmpOp::In => Comparison::In,
        ast::CmpOp::NotIn => Comparison::NotIn,
    }
}
