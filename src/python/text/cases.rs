//! Large and small letters, and what kinds of characters a text is made of.

use super::chars;

/// `text.lower()`
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// `text.upper()`
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// The small form of the character at a place. A sigma at the end of a word has one of its own.
fn push_small(result: &mut String, all: &[char], at: usize) {
    let ignored =
        |each: &&char| matches!(each, '\'' | '.' | ':' | '^' | '`' | '\u{ad}' | '\u{b7}' | '\u{2019}');
    let cased = |each: Option<&char>| each.is_some_and(|&each| chars::is_cased(each));
    if all[at] == 'Σ' {
        let before = cased(all[..at].iter().rev().find(|each| !ignored(each)));
        let after = cased(all[at + 1..].iter().find(|each| !ignored(each)));
        result.push(if before && !after { 'ς' } else { 'σ' });
    } else {
        result.extend(all[at].to_lowercase());
    }
}

/// `text.capitalize()`
pub fn capitalize(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len());
    for (at, &each) in all.iter().enumerate() {
        if at == 0 {
            chars::push_title(&mut result, each);
        } else {
            push_small(&mut result, &all, at);
        }
    }
    result
}

/// `text.title()`
pub fn title(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len());
    let mut inside = false;
    for (at, &each) in all.iter().enumerate() {
        if inside {
            push_small(&mut result, &all, at);
        } else {
            chars::push_title(&mut result, each);
        }
        inside = chars::is_cased(each);
    }
    result
}

/// `text.swapcase()`
pub fn swap(text: &str) -> String {
    let all: Vec<char> = text.chars().collect();
    let mut result = String::with_capacity(text.len());
    for (at, &each) in all.iter().enumerate() {
        if each.is_uppercase() {
            push_small(&mut result, &all, at);
        } else if each.is_lowercase() {
            result.extend(each.to_uppercase());
        } else {
            result.push(each);
        }
    }
    result
}

/// `text.casefold()`
pub fn fold(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for each in text.chars() {
        match each {
            _ if each.is_ascii() => result.push(each.to_ascii_lowercase()),
            // The dotless i stays, and Cherokee folds to its large letters.
            'ı' => result.push(each),
            '\u{13a0}'..='\u{13f5}' | '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => {
                result.extend(each.to_uppercase());
            }
            _ => result.extend(each.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)),
        }
    }
    result
}

/// Whether a text has characters, and all are of a kind.
pub fn all(text: &str, kind: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(kind)
}

/// `text.islower()`
pub fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
        && !text.chars().any(|each| chars::is_cased(each) && !each.is_lowercase())
}

/// `text.isupper()`
pub fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        && !text.chars().any(|each| chars::is_cased(each) && !each.is_uppercase())
}

/// `text.istitle()`
pub fn is_title(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for each in text.chars() {
        if each.is_lowercase() {
            if !inside {
                return false;
            }
        } else if chars::is_cased(each) {
            if inside {
                return false;
            }
        } else {
            inside = false;
            continue;
        }
        (inside, any) = (true, true);
    }
    any
}

/// `text.isidentifier()`
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(chars::begins_name) && text.chars().all(chars::continues_name)
}
