//! Patterns of `case` as ours.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Reader;
use super::statements::name;
use crate::python::tree::{Constant, Pattern, PatternKind};

impl Reader<'_> {
    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Pattern {
        let place = self.place(pattern.range());
        let kind = match pattern {
            ast::Pattern::MatchValue(node) => PatternKind::Value(self.expression(&node.value)),
            ast::Pattern::MatchSingleton(node) => PatternKind::Same(match node.value {
                ast::Singleton::None => Constant::None,
                ast::Singleton::True => Constant::Bool(true),
                ast::Singleton::False => Constant::Bool(false),
            }),
            ast::Pattern::MatchSequence(node) => PatternKind::Sequence(self.patterns(&node.patterns)),
            ast::Pattern::MatchMapping(node) => PatternKind::Mapping {
                keys: self.expressions(&node.keys),
                patterns: self.patterns(&node.patterns),
                rest: node.rest.as_ref().map(name),
            },
            ast::Pattern::MatchClass(node) => PatternKind::Class {
                class: self.expression(&node.cls),
                positional: self.patterns(&node.arguments.patterns),
                keywords: node
                    .arguments
                    .keywords
                    .iter()
                    .map(|keyword| {
                        (name(&keyword.attr), self.place(keyword.range), self.pattern(&keyword.pattern))
                    })
                    .collect(),
            },
            ast::Pattern::MatchStar(node) => PatternKind::Star(node.name.as_ref().map(name)),
            ast::Pattern::MatchAs(node) => PatternKind::As {
                pattern: node.pattern.as_deref().map(|pattern| Box::new(self.pattern(pattern))),
                name: node.name.as_ref().map(name),
            },
            ast::Pattern::MatchOr(node) => PatternKind::Or(self.patterns(&node.patterns)),
        };
        Pattern { place, kind }
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Vec<Pattern> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }
}
