//! Texts made wider or longer: `center`, `zfill`, `expandtabs`, `*`, `join`, `translate`.

use super::find::length;
use crate::python::fault::{Fault, Res, within};

/// Puts so many fill characters before and behind.
fn filled(text: &str, before: usize, after: usize, fill: char) -> Res<String> {
    within(text.len().saturating_add(before.saturating_add(after).saturating_mul(fill.len_utf8())))?;
    let mut result = String::with_capacity(text.len() + (before + after) * fill.len_utf8());
    result.extend(std::iter::repeat_n(fill, before));
    result.push_str(text);
    result.extend(std::iter::repeat_n(fill, after));
    Ok(result)
}

/// How many characters are missing to a width.
fn missing(text: &str, width: i64) -> usize {
    usize::try_from(width).unwrap_or(0).saturating_sub(length(text))
}

/// `text.ljust(width, fill)`
pub fn left(text: &str, width: i64, fill: char) -> Res<String> {
    filled(text, 0, missing(text, width), fill)
}

/// `text.rjust(width, fill)`
pub fn right(text: &str, width: i64, fill: char) -> Res<String> {
    filled(text, missing(text, width), 0, fill)
}

/// `text.center(width, fill)`
pub fn center(text: &str, width: i64, fill: char) -> Res<String> {
    let missing = missing(text, width);
    // The odd one goes before where the width is odd, as CPython has it.
    let before = missing / 2 + (missing & 1 & (width & 1) as usize);
    filled(text, before, missing - before, fill)
}

/// `text.zfill(width)`: zeros after the sign.
pub fn zeros(text: &str, width: i64) -> Res<String> {
    let (sign, rest) = if text.starts_with(['+', '-']) { text.split_at(1) } else { ("", text) };
    Ok(format!("{sign}{}", filled(rest, missing(text, width), 0, '0')?))
}

/// `text.expandtabs(size)`
pub fn tabs(text: &str, size: i64) -> Res<String> {
    let size = usize::try_from(size).unwrap_or(0);
    let mut result = String::with_capacity(text.len());
    let mut column = 0usize;
    for each in text.chars() {
        match each {
            '\t' => {
                let count = if size == 0 { 0 } else { size - column % size };
                within(result.len().saturating_add(count))?;
                result.extend(std::iter::repeat_n(' ', count));
                column += count;
            }
            '\n' | '\r' => {
                result.push(each);
                column = 0;
            }
            _ => {
                result.push(each);
                column += 1;
            }
        }
    }
    Ok(result)
}

/// `text * count`
pub fn times(text: &str, count: i64) -> Res<String> {
    let count = usize::try_from(count).unwrap_or(0);
    within(text.len().saturating_mul(count))?;
    Ok(text.repeat(count))
}

/// `separator.join(parts)`
pub fn join<'a>(separator: &str, parts: impl Iterator<Item = &'a str>) -> Res<String> {
    let mut result = String::new();
    for (at, part) in parts.enumerate() {
        if at > 0 {
            result.push_str(separator);
        }
        result.push_str(part);
        within(result.len())?;
    }
    Ok(result)
}

/// What `translate` puts in the place of a character.
pub enum Instead {
    /// The character itself.
    Same,
    /// Nothing.
    Nothing,
    /// Another text.
    Text(String),
}

/// `text.translate(table)`
pub fn translate(text: &str, mut table: impl FnMut(char) -> Res<Instead>) -> Res<String> {
    let mut result = String::with_capacity(text.len());
    for each in text.chars() {
        match table(each)? {
            Instead::Same => result.push(each),
            Instead::Nothing => {}
            Instead::Text(other) => result.push_str(&other),
        }
        within(result.len())?;
    }
    Ok(result)
}

/// The fill character that was given.
pub fn fill(text: &str) -> Res<char> {
    let mut all = text.chars();
    match (all.next(), all.next()) {
        (Some(fill), None) => Ok(fill),
        _ => Err(Fault::type_error("The fill character must be exactly one character long")),
    }
}
