//! The whole site in one file, which opens from a disk by a double-click.

use std::fs;
use std::path::Path;

use super::document::{POLICY, hash, inner, meta};
use super::{read, unfinished, write};
use crate::digest;
use crate::step::Failure;

/// Runs before the body is read.
const EARLY: &str = include_str!("single-early.js");

/// Writes everything that the finished site needs into one document.
pub fn write_file(site: &Path, out: &Path) -> Result<(), Failure> {
    let page = site.join("index.html");
    let html = read(&page)?;
    let parts = Parts::of(site, &html)?;
    let single =
        parts.joined(&html).ok_or_else(|| unfinished(&page, "it does not look like what Trunk writes"))?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder).map_err(|error| unfinished(folder, &error.to_string()))?;
    }
    write(out, &single)
}

/// What the document names, as it shall stand in it.
struct Parts {
    style: String,
    program: String,
    script: String,
    icon: String,
}

impl Parts {
    fn of(site: &Path, html: &str) -> Result<Self, Failure> {
        let bytes = |name: &str| {
            let file = site.join(name.trim_start_matches("./"));
            fs::read(&file).map_err(|error| unfinished(&file, &error.to_string()))
        };
        let missing = |what: &str| unfinished(&site.join("index.html"), &format!("it names no {what}"));
        let mut style = String::new();
        for link in html.split("<link ").skip(1).filter(|link| link.starts_with("rel=\"stylesheet\"")) {
            let name = inner(link, "href=\"", "\"").unwrap_or_default();
            if name != "noscript.css" {
                style.push_str(&String::from_utf8_lossy(&bytes(name)?));
            }
        }
        let font = format!("data:font/woff2;base64,{}", digest::base64(&bytes("inter.woff2")?));
        // The documents are not in the file.
        let style = style.replace("inter.woff2", &font) + ".foot ul{display:none}\n";
        let glue = inner(html, "data-js=\"", "\"").ok_or_else(|| missing("script"))?;
        let wasm = inner(html, "data-wasm=\"", "\"").ok_or_else(|| missing("program"))?;
        let icon = String::from_utf8_lossy(&bytes("icon.svg")?).replace('"', "'").replace('#', "%23");
        Ok(Self {
            style,
            program: digest::base64(&bytes(wasm)?),
            script: script(&String::from_utf8_lossy(&bytes(glue)?))
                .ok_or_else(|| missing("script of its own"))?,
            icon: format!("data:image/svg+xml,{icon}"),
        })
    }

    /// The document with everything in it, and a policy that names just that.
    fn joined(&self, html: &str) -> Option<String> {
        let scripts = format!("{} {}", hash(EARLY), hash(&self.script));
        let policy = format!(
            "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; font-src data:; \
             worker-src blob:; base-uri 'none'; form-action 'none'",
            scripts,
            hash(&self.style)
        );
        let mut kept = String::new();
        for line in html.replace("<link ", "\n<link ").replace("<script ", "\n<script ").lines() {
            let is_file =
                (line.contains("<link ") && !line.contains("rel=\"canonical\"")) || line.contains("<script ");
            match line.find("</head>").filter(|_| is_file) {
                Some(end) => kept.push_str(&line[end..]),
                None if is_file || line.contains("og:image") => continue,
                None => kept.push_str(line),
            }
            kept.push('\n');
        }
        let head = format!(
            "<link rel=\"icon\" href=\"{}\" />\n<style>{}</style>\n<script>{EARLY}</script>\n\
             <script type=\"application/wasm;base64\" id=\"program\">{}</script>\n<script type=\"module\">{}</script>\n</head>",
            self.icon, self.style, self.program, self.script
        );
        (kept.matches("</head>").count() == 1 && kept.contains(&meta(POLICY)))
            .then(|| kept.replace(&meta(POLICY), &meta(&policy)).replace("</head>", &head))
    }
}

/// What starts the program that stands in the document: Trunk's script, and a word to it.
fn script(glue: &str) -> Option<String> {
    // In one document there is nobody to import it: its main function is called by the name it has within.
    let exports = inner(glue.get(glue.rfind("export{").or_else(|| glue.rfind("export {"))?..)?, "{", "}")?;
    let start = exports.split(',').find_map(|name| name.trim().strip_suffix(" as default"))?.trim();
    let boot = include_str!("single.js").replace("START", start);
    let script = format!("{glue}\n{boot}");
    // It would end the element.
    (!script.contains("</script")).then_some(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_function_is_found_by_its_name_within() {
        let ours = script("function a(){}\nexport { b, a as default };").expect("it has a main function");
        assert!(ours.contains("await a({"), "{ours}");
        let small = script("function a(){}export{b,a as default};").expect("it has a main function");
        assert!(small.contains("await a({"), "{small}");
        assert!(script("export { a };").is_none());
    }
}
