//! Expressions: each leaves one value on the stack.

use super::Compiler;
use super::emit::Label;
use super::scopes::ScopeKind;
use crate::python::code::{self, Op};
use crate::python::tree::{self, Binary, Comparison, Expression, ExpressionKind, Place, Unary};

impl<'t> Compiler<'t> {
    pub(super) fn expression(&mut self, expression: &'t Expression) {
        match &*expression.kind {
            ExpressionKind::Constant(tree::Constant::Imaginary(_)) => {
                self.problem(expression.place, "complex numbers do not run here: use two floats");
            }
            ExpressionKind::Constant(_) => {
                if let Some(constant) = self.folded(expression) {
                    self.emit().constant(constant);
                }
            }
            ExpressionKind::Name(name) => self.load(name),
            ExpressionKind::Format(pieces) => self.format(pieces),
            ExpressionKind::Attribute { value, name } => {
                self.expression(value);
                let name = self.mangled(name);
                let name = self.emit().name(&name);
                self.op(Op::LoadAttr(name));
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.op(Op::LoadItem);
            }
            ExpressionKind::Slice { start, stop, step } => {
                self.part(start.as_ref());
                self.part(stop.as_ref());
                if step.is_some() {
                    self.part(step.as_ref());
                }
                self.op(Op::BuildSlice(2 + u8::from(step.is_some())));
            }
            ExpressionKind::Call { function, arguments } => self.call(function, arguments),
            ExpressionKind::Tuple(_)
            | ExpressionKind::List(_)
            | ExpressionKind::Set(_)
            | ExpressionKind::Dict(_) => {
                self.collection(expression);
            }
            ExpressionKind::Starred(_) => self.problem(expression.place, "can't use starred expression here"),
            ExpressionKind::Unary { .. }
            | ExpressionKind::Binary { .. }
            | ExpressionKind::And(_)
            | ExpressionKind::Or(_)
            | ExpressionKind::Compare { .. }
            | ExpressionKind::Conditional { .. } => self.operation(expression),
            ExpressionKind::Lambda { parameters, body } => self.lambda(&expression.kind, parameters, body),
            ExpressionKind::Walrus { target, value, .. } => {
                self.expression(value);
                self.op(Op::Copy(1));
                self.store(target);
            }
            ExpressionKind::Comprehension { makes, item, key, loops } => {
                self.comprehension(&expression.kind, *makes, (key.as_ref(), item), loops, expression.place);
            }
            ExpressionKind::Await(_) | ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) => {
                self.pause(&expression.kind, expression.place);
            }
        }
    }

    fn part(&mut self, part: Option<&'t Expression>) {
        match part {
            Some(part) => self.expression(part),
            None => self.emit().none(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for these alone")]
    fn pause(&mut self, kind: &'t ExpressionKind, place: Place) {
        match kind {
            ExpressionKind::Await(value) => {
                match self.scope_kind() {
                    ScopeKind::AsyncFunction | ScopeKind::Comprehension | ScopeKind::GeneratorExpression => {}
                    ScopeKind::Function | ScopeKind::Lambda => {
                        self.problem(place, "'await' outside async function");
                    }
                    ScopeKind::Module | ScopeKind::Class | ScopeKind::TypeParameters => {
                        self.problem(place, "'await' outside function");
                    }
                }
                self.expression(value);
                self.wait();
            }
            ExpressionKind::Yield(value) => {
                self.part(value.as_ref());
                self.op(Op::Yield);
            }
            ExpressionKind::YieldFrom(value) => {
                if self.scope_kind() == ScopeKind::AsyncFunction {
                    self.problem(place, "'yield from' inside async function");
                }
                self.expression(value);
                self.op(Op::GetYieldFromIter);
                self.emit().none();
                self.op(Op::YieldFrom);
            }
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for collections alone")]
    fn collection(&mut self, expression: &'t Expression) {
        if let Some(constant) = self.folded(expression) {
            self.emit().constant(constant);
            return;
        }
        match &*expression.kind {
            ExpressionKind::Tuple(items) => {
                let stepwise =
                    self.items(items, Op::BuildTuple, Op::BuildList, Op::ListAppend, Op::ListExtend);
                let finish = if stepwise { Some(Op::ListToTuple) } else { None };
                finish.into_iter().for_each(|op| self.op(op));
            }
            ExpressionKind::List(items) => {
                self.items(items, Op::BuildList, Op::BuildList, Op::ListAppend, Op::ListExtend);
            }
            ExpressionKind::Set(items) => {
                self.items(items, Op::BuildSet, Op::BuildSet, Op::SetAdd, Op::SetUpdate);
            }
            ExpressionKind::Dict(items) => self.dict(items),
            _ => {}
        }
    }

    /// The items of a collection; true if some are starred and it was built step by step.
    fn items(
        &mut self,
        items: &'t [Expression],
        whole: fn(u32) -> Op,
        begin: fn(u32) -> Op,
        add: fn(u16) -> Op,
        extend: Op,
    ) -> bool {
        let starred = |item: &Expression| matches!(*item.kind, ExpressionKind::Starred(_));
        let Some(first) = items.iter().position(starred) else {
            items.iter().for_each(|item| self.expression(item));
            self.op(whole(items.len() as u32));
            return false;
        };
        items[..first].iter().for_each(|item| self.expression(item));
        self.op(begin(first as u32));
        for item in &items[first..] {
            if let ExpressionKind::Starred(value) = &*item.kind {
                self.expression(value);
                self.op(extend);
            } else {
                self.expression(item);
                self.op(add(1));
            }
        }
        true
    }

    fn dict(&mut self, items: &'t [(Option<Expression>, Expression)]) {
        let first = items.iter().position(|(key, _)| key.is_none()).unwrap_or(items.len());
        for (key, value) in &items[..first] {
            self.part(key.as_ref());
            self.expression(value);
        }
        self.op(Op::BuildDict(first as u32));
        for (key, value) in &items[first..] {
            if let Some(key) = key {
                self.expression(key);
                self.expression(value);
                self.op(Op::DictSet(1));
            } else {
                self.expression(value);
                self.op(Op::DictUpdate);
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for operations alone")]
    fn operation(&mut self, expression: &'t Expression) {
        match &*expression.kind {
            ExpressionKind::Unary { operator, operand } => {
                if let Some(constant) = self.folded(expression) {
                    self.emit().constant(constant);
                    return;
                }
                self.expression(operand);
                self.op(Op::Unary(unary(*operator)));
            }
            ExpressionKind::Binary { left, operator, right } => {
                self.expression(left);
                self.expression(right);
                self.op(Op::Binary(binary(*operator)));
            }
            ExpressionKind::And(values) => self.all_or_any(values, Op::JumpIfFalseOrPop),
            ExpressionKind::Or(values) => self.all_or_any(values, Op::JumpIfTrueOrPop),
            ExpressionKind::Compare { first, rest } => self.compare(first, rest),
            ExpressionKind::Conditional { test, body, otherwise } => {
                let other = self.emit().label();
                let end = self.emit().label();
                self.jump_if(test, false, other);
                self.expression(body);
                self.emit().jump(Op::Jump, end);
                self.emit().bind(other);
                self.expression(otherwise);
                self.emit().bind(end);
            }
            _ => {}
        }
    }

    fn all_or_any(&mut self, values: &'t [Expression], jump: fn(u32) -> Op) {
        let end = self.emit().label();
        for (index, value) in values.iter().enumerate() {
            self.expression(value);
            if index + 1 < values.len() {
                self.emit().jump(jump, end);
            }
        }
        self.emit().bind(end);
    }

    fn compare(&mut self, first: &'t Expression, rest: &'t [(Comparison, Expression)]) {
        self.expression(first);
        let Some(((last, right), between)) = rest.split_last() else { return };
        let failed = self.emit().label();
        for (comparison, middle) in between {
            self.expression(middle);
            self.op(Op::Swap(2));
            self.op(Op::Copy(2));
            self.op(Op::Compare(compared(*comparison)));
            self.emit().jump(Op::JumpIfFalseOrPop, failed);
        }
        self.expression(right);
        self.op(Op::Compare(compared(*last)));
        if !between.is_empty() {
            let end = self.emit().label();
            self.emit().jump(Op::Jump, end);
            self.emit().bind(failed);
            self.op(Op::Swap(2));
            self.op(Op::Pop);
            self.emit().bind(end);
        }
    }

    /// Goes to the label if the expression is true, or if it is false.
    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else is evaluated")]
    pub(super) fn jump_if(&mut self, test: &'t Expression, when: bool, label: Label) {
        match &*test.kind {
            ExpressionKind::Unary { operator: Unary::Not, operand } => self.jump_if(operand, !when, label),
            ExpressionKind::And(values) => self.jump_if_some(values, false, when, label),
            ExpressionKind::Or(values) => self.jump_if_some(values, true, when, label),
            _ => {
                self.expression(test);
                self.emit().jump(if when { Op::JumpIfTrue } else { Op::JumpIfFalse }, label);
            }
        }
    }

    /// `and` is decided by the first that is false, `or` by the first that is true.
    fn jump_if_some(&mut self, values: &'t [Expression], decides: bool, when: bool, label: Label) {
        let Some((last, before)) = values.split_last() else { return };
        let skip = self.emit().label();
        for value in before {
            self.jump_if(value, decides, if when == decides { label } else { skip });
        }
        self.jump_if(last, when, label);
        self.emit().bind(skip);
    }
}

pub(super) fn unary(operator: Unary) -> code::Unary {
    match operator {
        Unary::Not => code::Unary::Not,
        Unary::Negative => code::Unary::Negative,
        Unary::Positive => code::Unary::Positive,
        Unary::Invert => code::Unary::Invert,
    }
}

pub(super) fn binary(operator: Binary) -> code::Binary {
    match operator {
        Binary::Add => code::Binary::Add,
        Binary::Subtract => code::Binary::Subtract,
        Binary::Multiply => code::Binary::Multiply,
        Binary::MatrixMultiply => code::Binary::MatrixMultiply,
        Binary::Divide => code::Binary::Divide,
        Binary::FloorDivide => code::Binary::FloorDivide,
        Binary::Modulo => code::Binary::Modulo,
        Binary::Power => code::Binary::Power,
        Binary::ShiftLeft => code::Binary::ShiftLeft,
        Binary::ShiftRight => code::Binary::ShiftRight,
        Binary::And => code::Binary::And,
        Binary::Or => code::Binary::Or,
        Binary::Xor => code::Binary::Xor,
    }
}

fn compared(comparison: Comparison) -> code::Compare {
    match comparison {
        Comparison::Equal => code::Compare::Equal,
        Comparison::NotEqual => code::Compare::NotEqual,
        Comparison::Less => code::Compare::Less,
        Comparison::LessEqual => code::Compare::LessEqual,
        Comparison::Greater => code::Compare::Greater,
        Comparison::GreaterEqual => code::Compare::GreaterEqual,
        Comparison::Is => code::Compare::Is,
        Comparison::IsNot => code::Compare::IsNot,
        Comparison::In => code::Compare::In,
        Comparison::NotIn => code::Compare::NotIn,
    }
}
