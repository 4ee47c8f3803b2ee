//! One style sheet of all: asked for once, and smaller together than each by itself.

use std::fs;
use std::path::Path;

use super::document::inner;
use super::{read, unfinished, write};
use crate::digest;
use crate::step::Failure;

/// How Trunk names a style sheet in the head of the document.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Puts one style sheet in the place of all that the head of the document names, in their order.
pub fn join(site: &Path) -> Result<(), Failure> {
    let page = site.join("index.html");
    let html = read(&page)?;
    let mut all = String::new();
    for name in names(&html) {
        let file = site.join(name);
        all.push_str(&squeezed(&read(&file)?));
        fs::remove_file(&file).map_err(|error| unfinished(&file, &error.to_string()))?;
    }
    let name = format!("style-{}.css", &digest::sha256_hex(all.as_bytes())[..16]);
    let html = with_one(&html, &name).ok_or_else(|| unfinished(&page, "it names no style sheet"))?;
    write(&site.join(name), &all)?;
    write(&page, &html)
}

/// The style sheets that a document names, in their order.
fn names(html: &str) -> Vec<&str> {
    html.split(LINK).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The document with one style sheet in the place of the first, and without the others.
fn with_one(html: &str, name: &str) -> Option<String> {
    let mut out = html.to_owned();
    for (place, old) in names(html).iter().enumerate() {
        let attributes = inner(&out, &format!("{LINK}{old}\""), ">")?;
        let tag = format!("{LINK}{old}\"{attributes}>");
        let ours = if place == 0 { format!("{LINK}{name}\" />") } else { String::new() };
        out = out.replacen(&tag, &ours, 1);
    }
    (out != html).then_some(out)
}

/// A style sheet without comments, and without what only indents it.
fn squeezed(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut quote = None;
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        bare.push(c);
        rest = &rest[c.len_utf8()..];
    }
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_is_squeezed_but_for_what_is_quoted() {
        let css = "/* All. */\na {\n  content: \"/* no */\";\n\n  b: url('x/*.y'); /* gone\n  too */\n}\n";
        assert_eq!(squeezed(css), "a {\ncontent: \"/* no */\";\nb: url('x/*.y');\n}\n");
    }

    #[test]
    fn one_link_stands_where_the_first_one_stood() {
        let html = "<a><link rel=\"stylesheet\" href=\"./a-1.css\" integrity=\"x\"/>\n<b><link rel=\"stylesheet\" href=\"./b-2.css\" />\n\
                    <link rel=\"stylesheet\" href=\"noscript.css\" />";
        assert_eq!(names(html), ["a-1.css", "b-2.css"]);
        let one = with_one(html, "style-3.css").expect("it names some");
        assert_eq!(
            one,
            "<a><link rel=\"stylesheet\" href=\"./style-3.css\" />\n<b>\n<link rel=\"stylesheet\" href=\"noscript.css\" />"
        );
        assert_eq!(with_one("<b>", "style-3.css"), None);
    }
}
