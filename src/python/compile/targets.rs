//! Assigning, augmenting and deleting.

use super::Compiler;
use super::expressions::binary;
use super::scopes::ScopeKind;
use crate::python::code::Op;
use crate::python::tree::{Binary, Expression, ExpressionKind};

/// Builtins that make nothing which waits: their results need no name.
const PLAIN: [&str; 30] = [
    "abs",
    "bool",
    "bytes",
    "dict",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "getattr",
    "hash",
    "id",
    "input",
    "int",
    "isinstance",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "min",
    "next",
    "range",
    "repr",
    "round",
    "set",
    "sorted",
    "str",
    "sum",
    "tuple",
];

impl<'t> Compiler<'t> {
    pub(super) fn assign_statement(&mut self, targets: &'t [Expression], value: &'t Expression) {
        if let [target] = targets
            && self.assign_pairwise(target, value)
        {
            return;
        }
        self.expression(value);
        if let Some(first) = targets.first() {
            self.name_value(first, value);
        }
        for (index, target) in targets.iter().enumerate() {
            if index + 1 < targets.len() {
                self.op(Op::Copy(1));
            }
            self.assign(target);
        }
    }

    /// `a, b = b, a` without a tuple.
    fn assign_pairwise(&mut self, target: &'t Expression, value: &'t Expression) -> bool {
        let (ExpressionKind::Tuple(targets), ExpressionKind::Tuple(values)) = (&*target.kind, &*value.kind)
        else {
            return false;
        };
        let starred = |item: &Expression| matches!(*item.kind, ExpressionKind::Starred(_));
        let count = targets.len();
        if count != values.len() || !(2..=3).contains(&count) || targets.iter().chain(values).any(starred) {
            return false;
        }
        values.iter().for_each(|value| self.expression(value));
        self.op(Op::Swap(count as u16));
        targets.iter().for_each(|target| self.assign(target));
        true
    }

    /// `value → value`: if it is something that is waited for, it is named after what it is assigned to.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "only calls make anything new, and names and attributes name it"
    )]
    pub(super) fn name_value(&mut self, target: &Expression, value: &Expression) {
        let call = match &*value.kind {
            ExpressionKind::Await(inner) => inner,
            _ => value,
        };
        let ExpressionKind::Call { function, .. } = &*call.kind else { return };
        if matches!(&*function.kind, ExpressionKind::Name(name) if PLAIN.contains(&&**name)) {
            return;
        }
        let in_class = self.scope_kind() == ScopeKind::Class;
        let name = match &*target.kind {
            ExpressionKind::Name(name) if in_class => format!("{}.{name}", self.emit().code.name),
            ExpressionKind::Name(name) => name.to_string(),
            ExpressionKind::Attribute { value, name } => {
                let ExpressionKind::Name(holder) = &*value.kind else { return };
                match &self.frame().method_of {
                    Some((first, class)) if first == holder => format!("{class}.{name}"),
                    _ => return,
                }
            }
            _ => return,
        };
        let index = self.emit().name(&name);
        self.op(Op::NameValue(index));
    }

    /// `value →`.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser refuses everything else")]
    pub(super) fn assign(&mut self, target: &'t Expression) {
        match &*target.kind {
            ExpressionKind::Name(name) => self.store(name),
            ExpressionKind::Attribute { value, name } => {
                self.expression(value);
                let name = self.mangled(name);
                let name = self.emit().name(&name);
                self.op(Op::StoreAttr(name));
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.op(Op::StoreItem);
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => self.unpack(items),
            ExpressionKind::Starred(_) => {
                self.problem(target.place, "starred assignment target must be in a list or tuple");
                self.op(Op::Pop);
            }
            _ => {
                self.problem(target.place, "cannot assign to this expression");
                self.op(Op::Pop);
            }
        }
    }

    fn unpack(&mut self, items: &'t [Expression]) {
        let starred = |item: &Expression| matches!(*item.kind, ExpressionKind::Starred(_));
        match items.iter().position(starred) {
            None => self.op(Op::Unpack(items.len() as u32)),
            Some(star) => {
                if let Some(second) = items[star + 1..].iter().find(|item| starred(item)) {
                    self.problem(second.place, "multiple starred expressions in assignment");
                }
                let after = items.len() - star - 1;
                self.op(Op::UnpackRest { before: star as u16, after: after as u16 });
            }
        }
        for item in items {
            if let ExpressionKind::Starred(value) = &*item.kind {
                self.assign(value);
            } else {
                self.assign(item);
            }
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser refuses everything else")]
    pub(super) fn augment(&mut self, target: &'t Expression, operator: Binary, value: &'t Expression) {
        match &*target.kind {
            ExpressionKind::Name(name) => {
                self.load(name);
                self.expression(value);
                self.op(Op::InPlace(binary(operator)));
                self.store(name);
            }
            ExpressionKind::Attribute { value: object, name } => {
                let name = self.mangled(name);
                let name = self.emit().name(&name);
                self.expression(object);
                self.op(Op::Copy(1));
                self.op(Op::LoadAttr(name));
                self.expression(value);
                self.op(Op::InPlace(binary(operator)));
                self.op(Op::Swap(2));
                self.op(Op::StoreAttr(name));
            }
            ExpressionKind::Subscript { value: object, index } => {
                self.expression(object);
                self.expression(index);
                self.op(Op::Copy(2));
                self.op(Op::Copy(2));
                self.op(Op::LoadItem);
                self.expression(value);
                self.op(Op::InPlace(binary(operator)));
                self.op(Op::Swap(3));
                self.op(Op::Swap(2));
                self.op(Op::StoreItem);
            }
            _ => self.problem(target.place, "this is an illegal expression for augmented assignment"),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the parser refuses everything else")]
    pub(super) fn delete_target(&mut self, target: &'t Expression) {
        match &*target.kind {
            ExpressionKind::Name(name) => self.delete(name),
            ExpressionKind::Attribute { value, name } => {
                self.expression(value);
                let name = self.mangled(name);
                let name = self.emit().name(&name);
                self.op(Op::DeleteAttr(name));
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
                self.op(Op::DeleteItem);
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().for_each(|item| self.delete_target(item));
            }
            _ => self.problem(target.place, "cannot delete this expression"),
        }
    }
}
