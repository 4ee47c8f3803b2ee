//! `"{0.name[key]!r:>{width}}".format(…)`: reads the text into pieces.

use crate::python::fault::{Fault, Res};

/// A piece of such a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands as it is.
    Text(String),
    /// Where a value goes.
    Field(Field),
}

/// Where a value goes, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The argument.
    pub first: First,
    /// What is taken from it.
    pub steps: Vec<Step>,
    /// `s`, `r` or `a`.
    pub conversion: Option<char>,
    /// Its specification, which may hold fields of its own (but these none).
    pub spec: Vec<Piece>,
}

/// Which argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// By its place.
    At(usize),
    /// By its name.
    Named(String),
}

/// One step into an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.name`
    Attribute(String),
    /// `[3]`
    Index(i64),
    /// `[key]`
    Key(String),
}

/// How the fields without a name or number are counted.
#[derive(Default)]
struct Numbering {
    next: usize,
    automatic: bool,
    manual: bool,
}

/// Reads a text with fields.
pub fn read(text: &str) -> Res<Vec<Piece>> {
    pieces(text, &mut Numbering::default(), 2)
}

/// Reads a text, whose fields may hold others while `depth` allows.
fn pieces(text: &str, numbering: &mut Numbering, depth: u32) -> Res<Vec<Piece>> {
    if depth == 0 {
        return Err(Fault::value("Max string recursion exceeded"));
    }
    let mut found = Vec::new();
    for part in parts(text)? {
        if !part.text.is_empty() {
            found.push(Piece::Text(part.text));
        }
        if let Some(written) = part.field {
            let (first, steps) = path(&written.name, numbering)?;
            let spec = nested(&written.spec, numbering, depth)?;
            found.push(Piece::Field(Field { first, steps, conversion: written.conversion, spec }));
        }
    }
    Ok(found)
}

/// Where the brace stands that closes a field.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut bracket = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            // Between square brackets braces are part of the key, up to the specification.
            b'[' if depth == 0 => bracket = true,
            b']' => bracket = false,
            b'{' if !bracket => depth += 1,
            b'}' if !bracket && depth == 0 => return Some(at),
            b'}' if !bracket => depth -= 1,
            _ => {}
        }
    }
    None
}

/// A field as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Which argument, and the steps into it.
    pub name: String,
    /// What follows the colon.
    pub spec: String,
    /// `s`, `r` or `a`.
    pub conversion: Option<char>,
}

/// Reads what stands between braces.
fn written(text: &str) -> Res<Written> {
    let mut bracket = false;
    let end = text
        .bytes()
        .position(|byte| {
            bracket = byte == b'[' || bracket && byte != b']';
            !bracket && matches!(byte, b'!' | b':')
        })
        .unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    if name.contains('{') {
        return Err(Fault::value("unexpected '{' in field name"));
    }
    let mut conversion = None;
    if let Some(after) = rest.strip_prefix('!') {
        let mut letters = after.chars();
        let Some(letter) = letters.next() else {
            return Err(Fault::value("end of string while looking for conversion specifier"));
        };
        rest = letters.as_str();
        if !rest.is_empty() && !rest.starts_with(':') {
            return Err(Fault::value("expected ':' after conversion specifier"));
        }
        if !matches!(letter, 's' | 'r' | 'a') {
            return Err(Fault::value(format!("Unknown conversion specifier {letter}")));
        }
        conversion = Some(letter);
    }
    let spec = rest.strip_prefix(':').unwrap_or_default();
    Ok(Written { name: name.to_owned(), spec: spec.to_owned(), conversion })
}

/// Reads a specification. Braces that are doubled in it are no text, as they are outside.
fn nested(spec: &str, numbering: &mut Numbering, depth: u32) -> Res<Vec<Piece>> {
    if spec.is_empty() {
        return Ok(Vec::new());
    }
    if spec.contains(['{', '}']) {
        pieces(spec, numbering, depth - 1)
    } else {
        Ok(vec![Piece::Text(spec.to_owned())])
    }
}

/// Reads which argument, and the steps into it.
fn path(name: &str, numbering: &mut Numbering) -> Res<(First, Vec<Step>)> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let first = numbering.first(first)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (attribute, left) = after.split_at(end);
            steps.push(Step::Attribute(not_empty(attribute)?));
            rest = left;
        } else if let Some(after) = rest.strip_prefix('[') {
            let (key, left) =
                after.split_once(']').ok_or_else(|| Fault::value("Missing ']' in format string"))?;
            let key = not_empty(key)?;
            steps.push(match number(&key)? {
                Some(index) => Step::Index(index as i64),
                None => Step::Key(key),
            });
            rest = left;
        } else {
            return Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier"));
        }
    }
    Ok((first, steps))
}

fn not_empty(name: &str) -> Res<String> {
    if name.is_empty() {
        return Err(Fault::value("Empty attribute in format string"));
    }
    Ok(name.to_owned())
}

/// A whole number, where the text is one.
fn number(text: &str) -> Res<Option<usize>> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    let value: Option<i64> = text.parse().ok();
    value
        .map(|value| Some(value as usize))
        .ok_or_else(|| Fault::value("Too many decimal digits in format string"))
}

impl Numbering {
    fn first(&mut self, name: &str) -> Res<First> {
        if name.is_empty() {
            if self.manual {
                return Err(Fault::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            self.automatic = true;
            self.next += 1;
            return Ok(First::At(self.next - 1));
        }
        let Some(at) = number(name)? else { return Ok(First::Named(name.to_owned())) };
        if self.automatic {
            return Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        self.manual = true;
        Ok(First::At(at))
    }
}

/// A text up to a field, and the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text before the field.
    pub text: String,
    /// The field, but for the last part's.
    pub field: Option<Written>,
}

/// Parts a text at its fields, which stay as they are written.
pub fn parts(text: &str) -> Res<Vec<Part>> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain.push_str(&rest[..at]);
        let brace = rest.as_bytes()[at];
        let after = &rest[at + 1..];
        if after.as_bytes().first() == Some(&brace) {
            plain.push(char::from(brace));
            rest = &after[1..];
            continue;
        }
        if brace == b'}' {
            return Err(Fault::value("Single '}' encountered in format string"));
        }
        if after.is_empty() {
            return Err(Fault::value("Single '{' encountered in format string"));
        }
        let end = closing(after).ok_or_else(|| Fault::value("expected '}' before end of string"))?;
        let field = Some(written(&after[..end])?);
        found.push(Part { text: std::mem::take(&mut plain), field });
        rest = &after[end + 1..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        found.push(Part { text: plain, field: None });
    }
    Ok(found)
}
