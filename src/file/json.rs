//! JSON values that keep duplicate keys, so that they can be refused by name; and a printer with short objects on one
//! line.

use std::fmt;
use std::io;

use serde::ser::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::scenario::steps::quoted;

/// A JSON value as it stands in the text.
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// A whole number from 0.
    Whole(u64),
    /// Any other number, as text.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// Keys in the order of the text, duplicates included.
    Object(Vec<(String, Json)>),
}

/// What a message says was found.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Whole(value) => write!(f, "{value}"),
            Self::Number(value) => f.write_str(value),
            Self::Text(value) => f.write_str(&quoted(value)),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        }
    }
}

/// Reads JSON, all of it. By hand, because a library's reader is a twentieth of the page, and most readers of the page
/// open no file.
///
/// # Errors
///
/// Where it is no JSON, and what was expected there.
pub(crate) fn parse(text: &str) -> Result<Json, String> {
    let mut reader = Reader { text, rest: text, depth: 0 };
    reader.document().map_err(|expected| reader.complaint(expected))
}

/// Deepest nesting that is read.
const DEPTH_MAX: u32 = 127;
/// Longest number, in characters, that is repeated in a message.
const NUMBER_SHOWN: usize = 40;

/// What was expected where something else stands.
type Expected = &'static str;

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
    depth: u32,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Json, Expected> {
        let value = self.value()?;
        self.blanks();
        if self.rest.is_empty() { Ok(value) } else { Err("the end") }
    }

    fn complaint(&self, expected: Expected) -> String {
        let before = self.text.get(..self.text.len() - self.rest.len()).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|&letter| letter != '\n').count() + 1;
        let found = self.rest.chars().next().map_or("the end".to_owned(), |found| quoted(&found.to_string()));
        format!("line {line}, column {column}: found {found}, expected {expected}")
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    /// Takes what comes next if it is this.
    fn take(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn value(&mut self) -> Result<Json, Expected> {
        self.blanks();
        if self.take("{") {
            return self.nested("}", Self::entry).map(Json::Object);
        }
        if self.take("[") {
            return self.nested("]", Self::value).map(Json::List);
        }
        if self.take("\"") {
            return self.string().map(Json::Text);
        }
        if self.take("null") {
            return Ok(Json::Null);
        }
        if self.take("true") {
            return Ok(Json::Bool(true));
        }
        if self.take("false") {
            return Ok(Json::Bool(false));
        }
        if self.rest.starts_with(|next: char| next == '-' || next.is_ascii_digit()) {
            return self.number();
        }
        Err("a value")
    }

    /// Items with commas between them, up to the closing bracket.
    fn nested<T>(
        &mut self,
        close: &str,
        item: impl Fn(&mut Self) -> Result<T, Expected>,
    ) -> Result<Vec<T>, Expected> {
        if self.depth == DEPTH_MAX {
            return Err("no deeper nesting");
        }
        self.depth += 1;
        let mut items = Vec::new();
        self.blanks();
        while !self.take(close) {
            if !items.is_empty() && !self.take(",") {
                return Err("a comma or the closing bracket");
            }
            items.push(item(self)?);
            self.blanks();
        }
        self.depth -= 1;
        Ok(items)
    }

    fn entry(&mut self) -> Result<(String, Json), Expected> {
        self.blanks();
        if !self.take("\"") {
            return Err("a field's name in quotation marks");
        }
        let key = self.string()?;
        self.blanks();
        if !self.take(":") {
            return Err("a colon");
        }
        Ok((key, self.value()?))
    }

    /// What follows the opening quotation mark.
    fn string(&mut self) -> Result<String, Expected> {
        let mut text = String::new();
        loop {
            let plain = self.rest.find(|next: char| matches!(next, '"' | '\\' | '\0'..='\x1f'));
            let (before, rest) = self.rest.split_at(plain.unwrap_or(self.rest.len()));
            text.push_str(before);
            self.rest = rest;
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err("the closing quotation mark");
            }
            text.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Expected> {
        if self.take("u") {
            return self.code_point();
        }
        let plain = [
            ("\"", '"'),
            ("\\", '\\'),
            ("/", '/'),
            ("b", '\u{8}'),
            ("f", '\u{c}'),
            ("n", '\n'),
            ("r", '\r'),
            ("t", '\t'),
        ];
        plain.into_iter().find(|(name, _)| self.take(name)).map(|(_, letter)| letter).ok_or("an escape")
    }

    /// One code unit, or two that stand for one letter together.
    fn code_point(&mut self) -> Result<char, Expected> {
        let expected = "four hexadecimal digits of a letter";
        let first = self.code_unit()?;
        let code = match first {
            0xD800..=0xDBFF if self.take("\\u") => match self.code_unit()? {
                second @ 0xDC00..=0xDFFF => 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                _ => return Err(expected),
            },
            _ => first,
        };
        char::from_u32(code).ok_or(expected)
    }

    fn code_unit(&mut self) -> Result<u32, Expected> {
        let expected = "four hexadecimal digits of a letter";
        let (digits, rest) = self.rest.split_at_checked(4).ok_or(expected)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(expected);
        }
        self.rest = rest;
        u32::from_str_radix(digits, 16).map_err(|_| expected)
    }

    fn number(&mut self) -> Result<Json, Expected> {
        let before = self.rest;
        let _negative = self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _signed = self.take("+") || self.take("-");
            self.digits()?;
        }
        let text = before.get(..before.len() - self.rest.len()).unwrap_or_default();
        let shown = || Json::Number(text.chars().take(NUMBER_SHOWN).collect());
        Ok(text.parse().map_or_else(|_| shown(), Json::Whole))
    }

    /// At least one.
    fn digits(&mut self) -> Result<(), Expected> {
        let rest = self.rest.trim_start_matches(|next: char| next.is_ascii_digit());
        if rest.len() == self.rest.len() {
            return Err("a digit");
        }
        self.rest = rest;
        Ok(())
    }
}

/// Writes JSON: what lies `depth_pretty` levels deep or less is indented by two blanks, everything deeper stands on one
/// line. Ends with a new line.
///
/// # Errors
///
/// Those of the writer.
pub(crate) fn write_json(out: impl io::Write, value: &impl Serialize, depth_pretty: usize) -> io::Result<()> {
    let printer = Printer { depth: 0, depth_pretty, has_items: false };
    let mut serializer = Serializer::with_formatter(out, printer);
    value.serialize(&mut serializer)?;
    serializer.into_inner().write_all(b"\n")
}

struct Printer {
    depth: usize,
    depth_pretty: usize,
    has_items: bool,
}

impl Printer {
    fn open<W: ?Sized + io::Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_items = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + io::Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        let pretty = self.has_items && self.depth <= self.depth_pretty;
        self.depth -= 1;
        if pretty {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }

    fn item<W: ?Sized + io::Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if self.depth <= self.depth_pretty {
            return self.new_line(out);
        }
        if first { Ok(()) } else { out.write_all(b" ") }
    }

    fn new_line<W: ?Sized + io::Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Printer {
    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_items = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_items = true;
        Ok(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
