//! Keys that write in a program: Tab moves a line in, Shift and Tab out, Enter keeps the depth. The browser's own undo takes
//! back each of them.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement, KeyboardEvent};

use super::document;

/// What one level of depth is.
const LEVEL: &str = "    ";

/// Writes what a key stands for in the text field in which it was pressed; whether it stands for anything.
pub fn write_by_key(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return false;
    }
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(area) = area else { return false };
    match event.key().as_str() {
        "Tab" if event.shift_key() => move_out(&area),
        "Tab" => command("insertText", LEVEL),
        "Enter" if !event.shift_key() => {
            command("insertText", &format!("\n{}", depth_after(&before_caret(&area))))
        }
        _ => false,
    }
}

/// The text of the field up to the caret, which counts in UTF-16.
fn before_caret(area: &HtmlTextAreaElement) -> String {
    let caret = area.selection_start().ok().flatten().unwrap_or_default() as usize;
    let units: Vec<u16> = area.value().encode_utf16().take(caret).collect();
    String::from_utf16_lossy(&units)
}

/// How deep the line after this text begins.
fn depth_after(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let depth: String = line.chars().take_while(|&sign| sign == ' ').collect();
    if line.trim_end().ends_with(':') { depth + LEVEL } else { depth }
}

/// Takes a level of depth from the line of the caret, if it has one; else the key is the browser's.
fn move_out(area: &HtmlTextAreaElement) -> bool {
    let before = before_caret(area);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let start = before.encode_utf16().count() - line.encode_utf16().count();
    let text: Vec<u16> = area.value().encode_utf16().skip(start).take(LEVEL.len()).collect();
    let blanks = text.iter().take_while(|&&unit| unit == u16::from(b' ')).count();
    let (Ok(start), Ok(blanks)) = (u32::try_from(start), u32::try_from(blanks)) else { return false };
    if blanks == 0 {
        return false;
    }
    let caret = area.selection_start().ok().flatten().unwrap_or_default();
    let _ = area.set_selection_range(start, start + blanks);
    let is_done = command("delete", "");
    let caret = caret.saturating_sub(blanks).max(start);
    let _ = area.set_selection_range(caret, caret);
    is_done
}

/// The one way to write that a browser's undo knows of.
fn command(name: &str, value: &str) -> bool {
    let document = document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    document.is_some_and(|document| {
        document.exec_command_with_show_ui_and_value(name, false, value).unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_is_as_deep_as_the_one_before_or_deeper_after_a_colon() {
        for (text, depth) in [("", ""), ("a\n  b", "  "), ("def f():", "    "), ("    if x:  ", "        ")] {
            assert_eq!(depth_after(text), depth, "{text}");
        }
    }
}
