//! f-strings, and the digits of large numbers.

use std::fmt::Write;
use std::rc::Rc;

use super::Compiler;
use crate::python::code::{self, Op};
use crate::python::tree::{Conversion, FormatPiece};

impl<'t> Compiler<'t> {
    pub(super) fn format(&mut self, pieces: &'t [FormatPiece]) {
        for piece in pieces {
            match piece {
                FormatPiece::Text(text) => self.emit().text(text),
                FormatPiece::Value { value, conversion, spec } => {
                    self.expression(value);
                    if !spec.is_empty() {
                        self.format(spec);
                    }
                    let conversion = match conversion {
                        None => code::Conversion::None,
                        Some(Conversion::Str) => code::Conversion::Str,
                        Some(Conversion::Repr) => code::Conversion::Repr,
                        Some(Conversion::Ascii) => code::Conversion::Ascii,
                    };
                    self.op(Op::Format { conversion, spec: !spec.is_empty() });
                }
            }
        }
        match pieces {
            [] => self.emit().text(""),
            [_] => {}
            _ => self.op(Op::BuildString(pieces.len() as u32)),
        }
    }
}

/// The decimal digits of a number in another radix.
pub(super) fn decimal(radix: u32, digits: &str) -> Rc<str> {
    const BASE: u64 = 1_000_000_000;
    if radix == 10 {
        return Rc::from(digits.trim_start_matches('0'));
    }
    // The least significant first.
    let mut parts: Vec<u64> = vec![0];
    let mut chunk = (0, 1);
    let mut add = |(value, scale): (u64, u64)| {
        let mut carry = value;
        for part in &mut parts {
            carry += *part * scale;
            *part = carry % BASE;
            carry /= BASE;
        }
        if carry > 0 {
            parts.push(carry);
        }
    };
    for digit in digits.chars().filter_map(|digit| digit.to_digit(radix)) {
        chunk = (chunk.0 * u64::from(radix) + u64::from(digit), chunk.1 * u64::from(radix));
        if chunk.1 > BASE / u64::from(radix) {
            add(chunk);
            chunk = (0, 1);
        }
    }
    add(chunk);
    let mut text = String::new();
    for (index, part) in parts.iter().rev().enumerate() {
        // Writing to a string does not fail.
        let _ = if index == 0 { write!(text, "{part}") } else { write!(text, "{part:09}") };
    }
    Rc::from(text)
}
