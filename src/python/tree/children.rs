//! What a node of the tree consists of, for those who look at all of them alike.

use super::{
    Argument, Expression, ExpressionKind, FormatPiece, Loop, Parameters, Pattern, PatternKind, Statement,
    StatementKind,
};

impl Expression {
    /// Its parts, in the order of the source as far as that matters. Types written beside names are no parts.
    pub fn parts(&self) -> Vec<&Self> {
        match &*self.kind {
            ExpressionKind::Constant(_) | ExpressionKind::Name(_) => Vec::new(),
            ExpressionKind::Format(pieces) => of_pieces(pieces),
            ExpressionKind::Attribute { value, .. }
            | ExpressionKind::Starred(value)
            | ExpressionKind::Unary { operand: value, .. }
            | ExpressionKind::Walrus { value, .. }
            | ExpressionKind::Await(value)
            | ExpressionKind::YieldFrom(value) => vec![value],
            ExpressionKind::Yield(value) => value.iter().collect(),
            ExpressionKind::Subscript { value: one, index: other }
            | ExpressionKind::Binary { left: one, right: other, .. } => vec![one, other],
            ExpressionKind::Slice { start, stop, step } => {
                [start, stop, step].into_iter().flatten().collect()
            }
            ExpressionKind::Call { function, arguments } => {
                let mut parts = vec![function];
                parts.extend(arguments.iter().map(Argument::value));
                parts
            }
            ExpressionKind::Tuple(items)
            | ExpressionKind::List(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::And(items)
            | ExpressionKind::Or(items) => items.iter().collect(),
            ExpressionKind::Dict(items) => {
                items.iter().flat_map(|(key, value)| key.iter().chain([value])).collect()
            }
            ExpressionKind::Compare { first, rest } => {
                let mut parts = vec![first];
                parts.extend(rest.iter().map(|(_, operand)| operand));
                parts
            }
            ExpressionKind::Conditional { test, body, otherwise } => vec![test, body, otherwise],
            ExpressionKind::Lambda { parameters, body } => {
                let mut parts = defaults(parameters);
                parts.push(body);
                parts
            }
            ExpressionKind::Comprehension { item, key, loops, .. } => {
                let mut parts: Vec<&Self> = Vec::new();
                for Loop { target, iterable, conditions, .. } in loops {
                    parts.extend([target, iterable]);
                    parts.extend(conditions);
                }
                parts.extend(key);
                parts.push(item);
                parts
            }
        }
    }
}

fn of_pieces(pieces: &[FormatPiece]) -> Vec<&Expression> {
    let mut parts = Vec::new();
    for piece in pieces {
        if let FormatPiece::Value { value, spec, .. } = piece {
            parts.push(value);
            parts.extend(of_pieces(spec));
        }
    }
    parts
}

fn defaults(parameters: &Parameters) -> Vec<&Expression> {
    let all = parameters.positional.iter().chain(&parameters.only_keyword);
    all.filter_map(|parameter| parameter.default.as_ref()).collect()
}

impl Statement {
    /// The expressions that stand in it, not those of the statements inside.
    pub fn expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::TypeAlias { .. } => Vec::new(),
            StatementKind::Expression(value) => vec![value],
            StatementKind::Assign { targets, value } => targets.iter().chain([value]).collect(),
            StatementKind::Augment { target, value, .. } => vec![target, value],
            StatementKind::Annotate { target, value, .. } => [target].into_iter().chain(value).collect(),
            StatementKind::Delete(targets) => targets.iter().collect(),
            StatementKind::Return(value) => value.iter().collect(),
            StatementKind::Raise { exception, cause } => exception.iter().chain(cause).collect(),
            StatementKind::Assert { test, message } => [test].into_iter().chain(message).collect(),
            StatementKind::If(branches) => {
                branches.iter().filter_map(|branch| branch.test.as_ref()).collect()
            }
            StatementKind::While { test, .. } => vec![test],
            StatementKind::For(node) => vec![&node.target, &node.iterable],
            StatementKind::With { items, .. } => {
                items.iter().flat_map(|item| [&item.context].into_iter().chain(&item.target)).collect()
            }
            StatementKind::Try(node) => {
                node.handlers.iter().filter_map(|handler| handler.exception.as_ref()).collect()
            }
            StatementKind::Match { subject, cases } => {
                let mut found = vec![subject];
                for case in cases {
                    of_pattern(&case.pattern, &mut found);
                    found.extend(&case.guard);
                }
                found
            }
            StatementKind::Function(node) => {
                node.decorators.iter().chain(defaults(&node.parameters)).collect()
            }
            StatementKind::Class(node) => {
                node.decorators.iter().chain(node.arguments.iter().map(Argument::value)).collect()
            }
        }
    }

    /// The blocks that stand in it.
    pub fn blocks(&self) -> Vec<&[Self]> {
        match &self.kind {
            StatementKind::If(branches) => branches.iter().map(|branch| &*branch.body).collect(),
            StatementKind::While { body, otherwise, .. } => vec![body, otherwise],
            StatementKind::For(node) => vec![&node.body, &node.otherwise],
            StatementKind::With { body, .. } => vec![body],
            StatementKind::Try(node) => {
                let mut blocks = vec![&*node.body];
                blocks.extend(node.handlers.iter().map(|handler| &*handler.body));
                blocks.extend([&*node.otherwise, &*node.finally]);
                blocks
            }
            StatementKind::Match { cases, .. } => cases.iter().map(|case| &*case.body).collect(),
            StatementKind::Function(node) => vec![&node.body],
            StatementKind::Class(node) => vec![&node.body],
            StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Global(_)
            | StatementKind::Nonlocal(_)
            | StatementKind::Import(_)
            | StatementKind::ImportFrom { .. }
            | StatementKind::TypeAlias { .. }
            | StatementKind::Expression(_)
            | StatementKind::Assign { .. }
            | StatementKind::Augment { .. }
            | StatementKind::Annotate { .. }
            | StatementKind::Delete(_)
            | StatementKind::Return(_)
            | StatementKind::Raise { .. }
            | StatementKind::Assert { .. } => Vec::new(),
        }
    }
}

fn of_pattern<'t>(pattern: &'t Pattern, found: &mut Vec<&'t Expression>) {
    match &pattern.kind {
        PatternKind::Value(value) => found.push(value),
        PatternKind::Same(_) | PatternKind::Star(_) => {}
        PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
            patterns.iter().for_each(|pattern| of_pattern(pattern, found));
        }
        PatternKind::Mapping { keys, patterns, .. } => {
            found.extend(keys);
            patterns.iter().for_each(|pattern| of_pattern(pattern, found));
        }
        PatternKind::Class { class, positional, keywords } => {
            found.push(class);
            positional.iter().for_each(|pattern| of_pattern(pattern, found));
            keywords.iter().for_each(|(_, _, pattern)| of_pattern(pattern, found));
        }
        PatternKind::As { pattern, .. } => pattern.iter().for_each(|pattern| of_pattern(pattern, found)),
    }
}
