//! `"%d of %s" % values`: reads the text into pieces, and shows plain values by them.

use super::spec::{Form, character};
use crate::python::fault::{Fault, FaultKind, Res, within};
use crate::python::number::Int;
use crate::python::number::float;

/// A piece of the text before `%`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands as it is.
    Text(String),
    /// Where a value goes.
    Value(Conversion),
}

/// A width or a precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// None is written.
    None,
    /// A number.
    Is(usize),
    /// `*`: the next value, which must be an `int`.
    Next,
}

/// How a value is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The key in `%(key)s`: the value comes from a mapping.
    pub key: Option<String>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// The width.
    pub width: Count,
    /// The precision.
    pub precision: Count,
    /// The letter: one of `diuoxXeEfFgGcrsa`.
    pub kind: char,
}

/// Reads the text into its pieces.
pub fn read(text: &str) -> Res<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(each) = rest.next() {
        if each != '%' {
            plain.push(each);
            continue;
        }
        let mut ahead = rest.clone();
        if ahead.next() == Some('%') {
            plain.push('%');
            rest = ahead;
            continue;
        }
        let conversion = conversion(&mut rest, text)?;
        if conversion.kind == '%' {
            plain.push('%');
            continue;
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Value(conversion));
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// Reads what follows a `%`.
fn conversion(rest: &mut std::str::Chars<'_>, whole: &str) -> Res<Conversion> {
    let incomplete = || Fault::value("incomplete format");
    let mut result = Conversion {
        key: None,
        left: false,
        plus: false,
        space: false,
        alternate: false,
        zero: false,
        width: Count::None,
        precision: Count::None,
        kind: 's',
    };
    let mut next = rest.next();
    if next == Some('(') {
        result.key = Some(key(rest)?);
        next = rest.next();
    }
    while let Some(flag @ ('-' | '+' | ' ' | '#' | '0')) = next {
        match flag {
            '-' => result.left = true,
            '+' => result.plus = true,
            ' ' => result.space = true,
            '#' => result.alternate = true,
            _ => result.zero = true,
        }
        next = rest.next();
    }
    result.width = count(&mut next, rest, "width too big")?;
    if next == Some('.') {
        next = rest.next();
        result.precision = match count(&mut next, rest, "precision too big")? {
            Count::None => Count::Is(0),
            given @ (Count::Is(_) | Count::Next) => given,
        };
    }
    if matches!(next, Some('h' | 'l' | 'L')) {
        next = rest.next();
    }
    result.kind = match next.ok_or_else(incomplete)? {
        known @ ('d' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'c' | 'r' | 's'
        | 'a' | '%') => known,
        other => {
            let at = whole.chars().count() - rest.as_str().chars().count() - 1;
            let shown = if (' '..='~').contains(&other) { other } else { '?' };
            let code = u32::from(other);
            return Err(Fault::value(format!(
                "unsupported format character '{shown}' ({code:#x}) at index {at}"
            )));
        }
    };
    Ok(result)
}

/// Reads a key up to the bracket that closes it.
fn key(rest: &mut std::str::Chars<'_>) -> Res<String> {
    let mut depth = 1;
    let mut key = String::new();
    for each in rest.by_ref() {
        match each {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Ok(key);
        }
        key.push(each);
    }
    Err(Fault::value("incomplete format key"))
}

/// Reads a number or a star.
fn count(next: &mut Option<char>, rest: &mut std::str::Chars<'_>, too_big: &str) -> Res<Count> {
    if *next == Some('*') {
        *next = rest.next();
        return Ok(Count::Next);
    }
    let mut value = None;
    while let Some(digit) = next.and_then(|next| next.to_digit(10)) {
        let longer = value.unwrap_or(0u32).checked_mul(10).and_then(|value| value.checked_add(digit));
        value = Some(longer.ok_or_else(|| Fault::value(too_big))?);
        *next = rest.next();
    }
    Ok(value.map_or(Count::None, |value| Count::Is(value as usize)))
}

/// A conversion whose stars have been replaced by numbers.
#[derive(Clone, Debug)]
pub struct Ready<'a> {
    /// What is written.
    pub conversion: &'a Conversion,
    /// The width; a negative star means left.
    pub width: i64,
    /// The precision.
    pub precision: Option<usize>,
}

impl Ready<'_> {
    /// For `%s`, `%r`, `%a`: text that is cut to the precision and filled with spaces.
    pub fn text(&self, shown: &str) -> Res<String> {
        let cut: String = match self.precision {
            Some(count) => shown.chars().take(count).collect(),
            None => shown.to_owned(),
        };
        self.pad("", &cut, false)
    }

    /// For `%c` of a number.
    pub fn character(&self, value: &Int) -> Res<String> {
        self.pad("", &character(value)?.to_string(), false)
    }

    /// For `%d`, `%x`, `%o`.
    pub fn int(&self, value: &Int) -> Res<String> {
        let kind = self.conversion.kind;
        let (base, prefix) = match kind {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut digits = value.digits(base)?;
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        let least = self.precision.unwrap_or(0);
        within(least)?;
        digits = "0".repeat(least.saturating_sub(digits.len())) + &digits;
        let prefix = if self.conversion.alternate { prefix } else { "" };
        self.pad(&format!("{}{prefix}", self.sign(value.is_negative())), &digits, self.conversion.zero)
    }

    /// For `%e`, `%f`, `%g`.
    pub fn float(&self, value: f64) -> Res<String> {
        let precision = self.precision.unwrap_or(6);
        within(precision)?;
        let form = Form {
            kind: self.conversion.kind,
            precision,
            alternate: self.conversion.alternate,
            dot_zero: false,
        };
        let negative = value.is_sign_negative() && !value.is_nan();
        self.pad(self.sign(negative), &form.magnitude(value), self.conversion.zero)
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.conversion.plus, self.conversion.space) {
            (true, _, _) => "-",
            (false, true, _) => "+",
            (false, false, true) => " ",
            (false, false, false) => "",
        }
    }

    /// Fills up to the width: with zeros after the sign, or with spaces.
    fn pad(&self, start: &str, shown: &str, zero: bool) -> Res<String> {
        let width = usize::try_from(self.width.unsigned_abs()).unwrap_or(usize::MAX);
        within(width)?;
        let missing = width.saturating_sub(start.len() + shown.chars().count());
        let left = self.conversion.left || self.width < 0;
        Ok(if left {
            format!("{start}{shown}{}", " ".repeat(missing))
        } else if zero {
            format!("{start}{}{shown}", "0".repeat(missing))
        } else {
            format!("{}{start}{shown}", " ".repeat(missing))
        })
    }
}

/// A number is wanted, and the value is none. `type_name` is the value's.
pub fn not_a_number(kind: char, type_name: &str) -> Fault {
    let text = match kind {
        'c' => format!("%c requires an int or a unicode character, not {type_name}"),
        'o' | 'x' | 'X' => format!("%{kind} format: an integer is required, not {type_name}"),
        'd' | 'i' | 'u' => format!("%{kind} format: a real number is required, not {type_name}"),
        _ => format!("must be real number, not {type_name}"),
    };
    Fault::new(FaultKind::Type, text)
}

/// `int` for `%d` of a float.
pub fn whole(value: f64) -> Res<Int> {
    float::to_int(value)
}
