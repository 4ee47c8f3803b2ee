//! How much room a text takes, estimated: fonts differ, so the estimate is that of a wide one.

use crate::geometry::Rect;
use crate::scene::{Anchor, Text, Weight};

/// The width of a text in the widest of the usual fonts.
pub fn text_width_px(text: &str, size_px: f64, weight: Weight) -> f64 {
    let em: f64 = text.chars().map(char_em).sum();
    let heavier = match weight {
        Weight::Regular => 1.0,
        Weight::Bold => 1.12,
    };
    em * size_px * heavier
}

/// The box that a text stands in, with its descenders.
pub fn text_box(text: &Text) -> Rect {
    let tail_px = text
        .tail
        .as_ref()
        .map_or(0.0, |tail| tail.gap_px + text_width_px(&tail.content, tail.size_px, Weight::Regular));
    let width_px = text_width_px(&text.content, text.size_px, text.weight) + tail_px;
    let x_px = match text.anchor {
        Anchor::Start => text.at.x_px,
        Anchor::Middle => text.at.x_px - width_px / 2.0,
        Anchor::End => text.at.x_px - width_px,
    };
    Rect { x_px, y_px: text.at.y_px - text.size_px * 0.78, width_px, height_px: text.size_px }
}

/// The text, cut and ended by an ellipsis where it is wider than there is room.
pub fn shortened(text: &str, size_px: f64, weight: Weight, room_px: f64) -> String {
    if text_width_px(text, size_px, weight) <= room_px {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width_px(&format!("{kept}…"), size_px, weight) > room_px {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The text in lines of at most this width, broken at blanks; a single long word stands alone.
pub fn wrapped(text: &str, size_px: f64, weight: Weight, room_px: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if text_width_px(&format!("{line} {word}"), size_px, weight) <= room_px => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The width of a character in ems, as in DejaVu Sans, which is wider than what most systems have.
fn char_em(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' | '\'' | '|' | '.' | ',' | ':' | ';' | ' ' | '·' => 0.32,
        't' | 'f' | 'r' | '(' | ')' | '-' | 'I' | '/' => 0.42,
        's' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z' | '–' => 0.59,
        'a' | 'b' | 'd' | 'e' | 'g' | 'h' | 'n' | 'o' | 'p' | 'q' | 'u' | '0'..='9' => 0.64,
        'm' | 'M' | 'W' | '…' => 1.0,
        'w' | '+' | '=' => 0.84,
        'A'..='Z' => 0.78,
        c if c.is_ascii() || c == 'µ' => 0.7,
        _ => 1.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(shortened("page", 13.0, Weight::Regular, 100.0), "page");
        let cut = shortened("a-name-that-goes-on-and-on", 13.0, Weight::Regular, 100.0);
        assert!(cut.ends_with('…') && text_width_px(&cut, 13.0, Weight::Regular) <= 100.0, "{cut}");
    }

    #[test]
    fn lines_break_at_blanks() {
        let lines = wrapped("one thread waits with the request", 13.0, Weight::Regular, 120.0);
        assert_eq!(lines.join(" "), "one thread waits with the request");
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| text_width_px(line, 13.0, Weight::Regular) <= 120.0), "{lines:?}");
    }
}
