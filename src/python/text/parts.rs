//! Texts from a text: `split`, `partition`, `splitlines`, `strip`.

use super::chars::{is_line_end, is_space};
use crate::python::fault::{Fault, Res};

/// How many splits are made at most; below 0 all.
fn most(count: i64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX - 1)
}

/// `text.split(separator, count)`
pub fn split<'a>(text: &'a str, separator: Option<&str>, count: i64) -> Res<Vec<&'a str>> {
    match separator {
        Some("") => Err(Fault::value("empty separator")),
        Some(separator) => Ok(text.splitn(most(count).saturating_add(1), separator).collect()),
        None => Ok(words(text, most(count))),
    }
}

/// `text.rsplit(separator, count)`
pub fn split_last<'a>(text: &'a str, separator: Option<&str>, count: i64) -> Res<Vec<&'a str>> {
    let mut parts: Vec<&str> = match separator {
        Some("") => return Err(Fault::value("empty separator")),
        Some(separator) => text.rsplitn(most(count).saturating_add(1), separator).collect(),
        None => words_last(text, most(count)),
    };
    parts.reverse();
    Ok(parts)
}

/// What stands between spaces; after so many splits the rest is one part.
fn words(text: &str, most: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        if found.len() == most {
            found.push(rest);
            break;
        }
        let end = rest.find(is_space).unwrap_or(rest.len());
        found.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    found
}

/// The same from the end, the last first.
fn words_last(text: &str, most: usize) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if found.len() == most {
            found.push(rest);
            break;
        }
        let end = rest.trim_end_matches(|each| !is_space(each)).len();
        found.push(&rest[end..]);
        rest = rest[..end].trim_end_matches(is_space);
    }
    found
}

/// `text.splitlines(keep)`
pub fn lines(text: &str, keep: bool) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_line_end) {
        let after = &rest[at..];
        let end = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(0, char::len_utf8) };
        found.push(&rest[..if keep { at + end } else { at }]);
        rest = &after[end..];
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// `text.partition(separator)`
pub fn partition<'a>(text: &'a str, separator: &'a str) -> Res<[&'a str; 3]> {
    if separator.is_empty() {
        return Err(Fault::value("empty separator"));
    }
    Ok(text.split_once(separator).map_or([text, "", ""], |(before, after)| [before, separator, after]))
}

/// `text.rpartition(separator)`
pub fn partition_last<'a>(text: &'a str, separator: &'a str) -> Res<[&'a str; 3]> {
    if separator.is_empty() {
        return Err(Fault::value("empty separator"));
    }
    Ok(text.rsplit_once(separator).map_or(["", "", text], |(before, after)| [before, separator, after]))
}

/// `text.lstrip(set)`
pub fn strip_start<'a>(text: &'a str, set: Option<&str>) -> &'a str {
    match set {
        Some(set) => text.trim_start_matches(|each| set.contains(each)),
        None => text.trim_start_matches(is_space),
    }
}

/// `text.rstrip(set)`
pub fn strip_end<'a>(text: &'a str, set: Option<&str>) -> &'a str {
    match set {
        Some(set) => text.trim_end_matches(|each| set.contains(each)),
        None => text.trim_end_matches(is_space),
    }
}

/// `text.strip(set)`
pub fn strip<'a>(text: &'a str, set: Option<&str>) -> &'a str {
    strip_end(strip_start(text, set), set)
}
