//! `repr` and `ascii` of text and bytes.

use super::chars;

/// `repr` of text.
pub fn text(text: &str) -> String {
    quoted(text, chars::is_printable)
}

/// `ascii` of text.
pub fn ascii(text: &str) -> String {
    quoted(text, |each| (' '..='~').contains(&each))
}

/// What `ascii` makes of a `repr` that is already there: everything outside ASCII is escaped.
pub fn ascii_of(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for each in text.chars() {
        if each.is_ascii() {
            result.push(each);
        } else {
            push_escape(&mut result, each);
        }
    }
    result
}

/// The quotes round a text: double ones only where single ones stand in it and double ones do not.
fn quotes(single: bool, double: bool) -> char {
    if single && !double { '"' } else { '\'' }
}

/// Text in quotes, with escapes for what is not to be shown.
fn quoted(text: &str, shown: impl Fn(char) -> bool) -> String {
    let quote = quotes(text.contains('\''), text.contains('"'));
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for each in text.chars() {
        match each {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            _ if each == quote => result.extend(['\\', each]),
            _ if shown(each) => result.push(each),
            _ => push_escape(&mut result, each),
        }
    }
    result.push(quote);
    result
}

/// The shortest escape of a character by its number.
fn push_escape(text: &mut String, each: char) {
    let code = u32::from(each);
    let escape = if code < 0x100 {
        format!("\\x{code:02x}")
    } else if code < 0x1_0000 {
        format!("\\u{code:04x}")
    } else {
        format!("\\U{code:08x}")
    };
    text.push_str(&escape);
}

/// `repr` of bytes.
pub fn bytes(bytes: &[u8]) -> String {
    let quote = quotes(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut result = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => result.push_str("\\\\"),
            b'\n' => result.push_str("\\n"),
            b'\r' => result.push_str("\\r"),
            b'\t' => result.push_str("\\t"),
            b' '..=b'~' if char::from(byte) == quote => result.extend(['\\', quote]),
            b' '..=b'~' => result.push(char::from(byte)),
            _ => push_escape(&mut result, char::from(byte)),
        }
    }
    result.push(quote);
    result
}
