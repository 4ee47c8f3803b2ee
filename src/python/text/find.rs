//! Where a text stands in another. Python counts characters, Rust bytes: this is where one becomes the other.

use super::slice::{Places, clamp, place};
use crate::python::fault::{Fault, Res, within};

/// `len(text)`
pub fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// The byte at which the character at a place begins; the end for places behind it.
fn offset(text: &str, at: usize) -> usize {
    if text.is_ascii() {
        return at.min(text.len());
    }
    text.char_indices().nth(at).map_or(text.len(), |(offset, _)| offset)
}

/// `text[index]`
pub fn item(text: &str, index: i64) -> Res<char> {
    let found = if text.is_ascii() {
        place(index, text.len()).and_then(|at| text.as_bytes().get(at)).map(|&byte| char::from(byte))
    } else if index >= 0 {
        usize::try_from(index).ok().and_then(|at| text.chars().nth(at))
    } else {
        usize::try_from(index.unsigned_abs() - 1).ok().and_then(|at| text.chars().rev().nth(at))
    };
    found.ok_or_else(|| Fault::index("string index out of range"))
}

/// `text[start:stop:step]`
pub fn slice(text: &str, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Res<String> {
    let places = Places::new(start, stop, step, length(text))?;
    if places.step == 1 {
        return Ok(characters(text, places.start as usize, places.start as usize + places.count).to_owned());
    }
    if text.is_ascii() {
        let bytes = text.as_bytes();
        return Ok(places.iter().filter_map(|at| bytes.get(at)).map(|&byte| char::from(byte)).collect());
    }
    let all: Vec<char> = text.chars().collect();
    Ok(places.iter().filter_map(|at| all.get(at)).collect())
}

/// The characters from one place to another.
fn characters(text: &str, from: usize, to: usize) -> &str {
    let rest = &text[offset(text, from)..];
    &rest[..offset(rest, to.saturating_sub(from))]
}

/// A part of a text that is searched, and the place where it begins; `None` where it begins behind the end.
fn part(text: &str, start: Option<i64>, end: Option<i64>) -> Option<(&str, usize)> {
    if start.is_none() && end.is_none() {
        return Some((text, 0));
    }
    let count = length(text);
    let from = start.unwrap_or(0);
    if from > count as i64 {
        return None;
    }
    let (from, to) = (clamp(from, count), clamp(end.unwrap_or(i64::MAX), count));
    (from <= to).then(|| (characters(text, from, to), from))
}

/// `text.find(what, start, end)`, as a place of a character.
pub fn find(text: &str, what: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (part, from) = part(text, start, end)?;
    part.find(what).map(|at| from + length(&part[..at]))
}

/// `text.rfind(what, start, end)`
pub fn find_last(text: &str, what: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (part, from) = part(text, start, end)?;
    part.rfind(what).map(|at| from + length(&part[..at]))
}

/// `text.count(what, start, end)`: those that do not overlap.
pub fn count(text: &str, what: &str, start: Option<i64>, end: Option<i64>) -> usize {
    let Some((part, _)) = part(text, start, end) else { return 0 };
    if what.is_empty() { length(part) + 1 } else { part.matches(what).count() }
}

/// `text.startswith(what, start, end)`
pub fn starts_with(text: &str, what: &str, start: Option<i64>, end: Option<i64>) -> bool {
    part(text, start, end).is_some_and(|(part, _)| part.starts_with(what))
}

/// `text.endswith(what, start, end)`
pub fn ends_with(text: &str, what: &str, start: Option<i64>, end: Option<i64>) -> bool {
    part(text, start, end).is_some_and(|(part, _)| part.ends_with(what))
}

/// `text.replace(old, new, most)`; below 0 replaces all.
pub fn replace(text: &str, old: &str, new: &str, most: i64) -> Res<String> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let found = count(text, old, None, None).min(most);
    within(text.len().saturating_add(found.saturating_mul(new.len())))?;
    Ok(text.replacen(old, new, most))
}
