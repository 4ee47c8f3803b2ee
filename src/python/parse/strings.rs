//! Literals and f-strings as ours.

use std::rc::Rc;

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Reader;
use crate::python::tree::{Constant, Conversion, ExpressionKind, FormatPiece};

/// The most digits of a decimal number, as in CPython.
const DIGITS_MAX: usize = 4_300;

impl Reader<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "called for literals alone")]
    pub(super) fn constant(&mut self, expression: &ast::Expr) -> Constant {
        match expression {
            ast::Expr::StringLiteral(node) => Constant::Str(Rc::from(node.value.to_str())),
            ast::Expr::BytesLiteral(node) => Constant::Bytes(node.value.bytes().collect()),
            ast::Expr::BooleanLiteral(node) => Constant::Bool(node.value),
            ast::Expr::EllipsisLiteral(_) => Constant::Ellipsis,
            ast::Expr::NumberLiteral(node) => match &node.value {
                ast::Number::Int(int) => self.int(int, node),
                ast::Number::Float(value) => Constant::Float(*value),
                ast::Number::Complex { imag, .. } => Constant::Imaginary(*imag),
            },
            _ => Constant::None,
        }
    }

    fn int(&mut self, int: &ast::Int, node: &ast::ExprNumberLiteral) -> Constant {
        if let Some(small) = int.as_i64() {
            return Constant::Int(small);
        }
        // What does not fit is kept as it is written.
        let written = int.to_string().replace('_', "").to_ascii_lowercase();
        let (radix, digits) = match written.get(..2) {
            Some("0x") => (16, &written[2..]),
            Some("0o") => (8, &written[2..]),
            Some("0b") => (2, &written[2..]),
            _ => (10, &*written),
        };
        if radix == 10 && digits.len() > DIGITS_MAX {
            let message = format!(
                "invalid syntax: Exceeds the limit ({DIGITS_MAX} digits) for integer string conversion: value has {} digits",
                digits.len()
            );
            self.refuse(node.range, &message);
        }
        Constant::BigInt { radix, digits: Rc::from(digits) }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "called for strings with values in them alone")]
    pub(super) fn string(&mut self, expression: &ast::Expr) -> ExpressionKind {
        let mut pieces = Vec::new();
        match expression {
            ast::Expr::FString(node) => {
                for part in &node.value {
                    match part {
                        ast::FStringPart::Literal(literal) => text(&mut pieces, &literal.value),
                        ast::FStringPart::FString(string) => self.pieces(&string.elements, &mut pieces),
                    }
                }
            }
            ast::Expr::TString(_) => {
                self.refuse(expression.range(), "template strings (t\"…\") do not run here: use an f-string");
            }
            _ => self.refuse(expression.range(), "invalid syntax: this is a command of IPython"),
        }
        ExpressionKind::Format(pieces)
    }

    fn pieces(&mut self, elements: &[ast::InterpolatedStringElement], pieces: &mut Vec<FormatPiece>) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => text(pieces, &literal.value),
                ast::InterpolatedStringElement::Interpolation(node) => self.piece(node, pieces),
            }
        }
    }

    fn piece(&mut self, node: &ast::InterpolatedElement, pieces: &mut Vec<FormatPiece>) {
        let mut conversion = match node.conversion {
            ast::ConversionFlag::None => None,
            ast::ConversionFlag::Str => Some(Conversion::Str),
            ast::ConversionFlag::Repr => Some(Conversion::Repr),
            ast::ConversionFlag::Ascii => Some(Conversion::Ascii),
        };
        if let Some(debug) = &node.debug_text {
            text(pieces, debug.as_str());
            if conversion.is_none() && node.format_spec.is_none() {
                conversion = Some(Conversion::Repr);
            }
        }
        let value = self.expression(&node.expression);
        let mut spec = Vec::new();
        if let Some(format) = &node.format_spec {
            self.pieces(&format.elements, &mut spec);
        }
        pieces.push(FormatPiece::Value { value, conversion, spec });
    }
}

/// Adds text, to the text before it if there is any.
fn text(pieces: &mut Vec<FormatPiece>, more: &str) {
    if more.is_empty() {
        return;
    }
    if let Some(FormatPiece::Text(before)) = pieces.last_mut() {
        *before = Rc::from(format!("{before}{more}"));
    } else {
        pieces.push(FormatPiece::Text(Rc::from(more)));
    }
}
