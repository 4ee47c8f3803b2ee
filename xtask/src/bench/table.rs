//! The tables of what was measured, and their place in `docs/performance.md`.

use std::fs;

use super::engine::Engine;
use super::{Drawn, unwritable};
use crate::root;
use crate::step::Failure;

const BEGIN: &str = "<!-- Written by `cargo xtask bench`. -->\n";
const END: &str = "<!-- Written so far. -->\n";

/// The table of drawings.
pub fn drawn(all: &[Drawn]) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "| spans | drawn by | elements | first, all told | empty frame | zoom step | pan step | slider step | frame of playing |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in all {
        let ms = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |ms| format!("{ms:.1} ms"));
        let nodes = row.nodes.map_or_else(|| "–".to_owned(), |nodes| nodes.to_string());
        text.push_str(&format!(
            "| {} | {} | {nodes} | {} | {} | {} | {} | {} | {} |\n",
            row.spans,
            row.who,
            ms(row.first),
            ms(row.idle),
            ms(row.zoom),
            ms(row.pan),
            ms(row.tick),
            ms(row.play),
        ));
    }
    text
}

/// What a step of the slider costs by itself.
pub fn bare(ms: f64) -> String {
    format!(
        "\nA page with nothing but a slider, and a line and a veil that follow it, takes {ms:.1} ms a step of the slider.\n"
    )
}

/// The engine's sentences.
pub fn engine(engine: &Engine) -> String {
    let Engine { native_ns, wasm_ns, click_ms } = engine;
    format!(
        "\nA million requests on an event loop, all spans recorded: {native_ns:.0} ns a request natively, \
         {wasm_ns:.0} ns in the browser's worker, {:.1} times as long. A click on the page in the meantime shows after \
         {click_ms:.0} ms.\n",
        wasm_ns / native_ns
    )
}

/// Puts the tables where they belong.
pub fn write(text: &str) -> Result<(), Failure> {
    let path = root().join("docs/performance.md");
    let before = fs::read_to_string(&path).map_err(unwritable)?;
    let after = placed(&before, text).ok_or_else(|| {
        Failure::new("docs/performance.md has lost its marks", "restore it with `git checkout docs`")
    })?;
    fs::write(path, after).map_err(unwritable)
}

/// The document with this text between its marks.
fn placed(document: &str, text: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n\n{END}{after}", text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_put_between_their_marks() {
        let document = format!("a\n{BEGIN}old\n{END}b\n");
        assert_eq!(placed(&document, "new\n"), Some(format!("a\n{BEGIN}\nnew\n\n{END}b\n")));
        assert_eq!(placed("no marks", "new"), None);
    }

    #[test]
    fn what_was_not_measured_is_no_number() {
        let row = Drawn { who: "d3".into(), spans: 7, zoom: Some(1.25), ..Drawn::default() };
        let text = drawn(&[row]);
        assert!(text.ends_with("| 7 | d3 | – | – | – | 1.2 ms | – | – | – |\n"), "{text}");
    }
}
