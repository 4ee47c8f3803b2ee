//! The table of the rooms, as data, and what is a breach of it.

use crate::names::{self, Named};

/// A file of the project.
#[derive(Debug)]
pub struct Source {
    /// Its path from the root of the checkout, with `/`.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// One room: its module, and the rooms it may name.
struct Row {
    module: &'static str,
    may: &'static [&'static str],
}

const fn row(module: &'static str, may: &'static [&'static str]) -> Row {
    Row { module, may }
}

/// Who may name whom, from the bottom to the top. Add a row before you add a module.
const TABLE: &[Row] = &[
    // 0: value types.
    row("number", &[]),
    row("time", &["number"]),
    row("order", &[]),
    row("rng", &["time"]),
    row("geometry", &["number"]),
    // 1: what to simulate, and what happened. A trace stands alone.
    row("scenario", &["number", "time", "order", "rng", "geometry"]),
    row("trace", &["number", "time", "order", "rng", "geometry"]),
    // 2: from one to the other; numbers; a drawing without behaviour.
    row("sim", &["number", "time", "order", "rng", "geometry", "scenario", "trace"]),
    // Programs; what they do comes from nothing but their text.
    row("python", &["number", "time", "order", "rng", "trace"]),
    // What is shown: one or the other.
    row("subject", &["scenario", "python"]),
    row("summary", &["number", "time", "order", "rng", "geometry", "trace"]),
    row("scene", &["number", "geometry"]),
    row("node", &[]),
    // 3: drawing, words, wires.
    // What is drawn and told is in the traces alone, whoever made them.
    row("layout", &["number", "time", "order", "rng", "geometry", "trace", "scene", "text"]),
    row("text", &["number", "geometry", "scenario", "trace", "scene"]),
    row("narrate", &["number", "time", "order", "rng", "geometry", "trace", "summary", "text"]),
    row("code", &["number", "time", "order", "rng", "geometry", "scenario", "trace", "summary", "text"]),
    row("lesson", &["number", "time", "order", "rng", "geometry", "scenario", "trace", "summary", "text"]),
    // A link names chapters, questions and languages.
    row(
        "link",
        &[
            "number", "time", "order", "rng", "geometry", "scenario", "trace", "python", "subject",
            "summary", "code", "lesson",
        ],
    ),
    row("file", &["number", "time", "order", "rng", "geometry", "scenario", "python", "subject"]),
    // A trace holds the scenario as a file has it.
    row(
        "export",
        &[
            "number", "time", "order", "rng", "geometry", "scenario", "trace", "summary", "python", "text",
            "file",
        ],
    ),
    // Programs that are worth a look, each with its link.
    row(
        "gallery",
        &[
            "number", "time", "order", "rng", "geometry", "trace", "python", "subject", "text", "lesson",
            "link",
        ],
    ),
    // 4 to 7: the page.
    row("ui::svg", PURE),
    row("ui::state", PURE),
    row("ui::browser", &["*pure", "ui::svg", "ui::state"]),
    row("ui::moving", &["*pure", "ui::svg", "ui::state", "ui::browser"]),
    row("ui::hooks", &["*pure", "ui::svg", "ui::state", "ui::browser", "ui::moving"]),
    row("ui::components", &["*pure", "ui::svg", "ui::state", "ui::hooks"]),
    // The page as text, to stand in the document before it starts.
    row("ui::ahead", &["*pure", "ui::svg", "ui::state", "ui::components"]),
    // What plays before the rest of the program is there; it uses plain functions of components alone.
    row("ui::player", &["*pure", "ui::state", "ui::browser", "ui::moving", "ui::hooks", "ui::components"]),
    // The list of the page's modules, and the page as a whole.
    row("ui", &["*pure", "ui::svg", "ui::state", "ui::browser", "ui::hooks", "ui::components", "ui::ahead"]),
];

/// Every room below the page.
const PURE: &[&str] = &["*pure"];

/// The crates through which the outside world is reached; they have one door.
const OUTSIDE: [&str; 4] = ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];

/// What would make a result depend on the machine or the moment.
const IMPURE: [&str; 8] = [
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "std::collections::HashMap",
    "std::collections::HashSet",
];

/// The longest a function may be, in lines.
const FUNCTION_LINES_MAX: usize = 69;

/// Everything that is wrong with a file.
pub fn complaints(source: &Source) -> Vec<String> {
    let mut bad = Vec::new();
    if !source.text.starts_with("//! ") {
        bad.push(format!("{}: open the file with one `//!` line that says what it is", source.name));
    }
    if source.name.ends_with("/mod.rs") {
        bad.push(format!("{}: name it after its folder, foo.rs beside foo/", source.name));
    }
    let facts = match names::read(&source.text) {
        Ok(facts) => facts,
        Err(error) => return vec![format!("{}: it cannot be read: {error}", source.name)],
    };
    for (function, line, lines) in &facts.functions {
        if *lines > FUNCTION_LINES_MAX {
            bad.push(format!(
                "{}:{line}: fn {function} has {lines} lines, and {FUNCTION_LINES_MAX} are enough",
                source.name
            ));
        }
    }
    let module = module(&source.name, "src/");
    // The page's and the command line's own programs, and the list of modules, may name all.
    if module.is_empty() {
        return bad;
    }
    // Tests may name anybody, in a file of their own as well.
    let tests = module.ends_with("::tests");
    let Some(row) = row_of(&module) else {
        bad.push(format!("{}: `{module}` has no row. Add a row before you add a module", source.name));
        return bad;
    };
    let breaches = facts
        .paths
        .iter()
        .filter(|_| !tests)
        .filter_map(|named| breach(row, &module, named).map(|why| (named.line, why)));
    bad.extend(breaches.map(|(line, why)| format!("{}:{line}: {why}", source.name)));
    bad
}

/// The module of a file below a crate's root, such as `sim::queue`; empty for `lib.rs`, `main.rs` and the programs.
pub fn module(name: &str, root: &str) -> String {
    let path = name.strip_prefix(root).unwrap_or(name).trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(path, "lib" | "main") || path.starts_with("bin/") {
        String::new()
    } else {
        path.replace('/', "::")
    }
}

/// The row that a module or a path belongs to: the longest that begins it.
fn row_of(path: &str) -> Option<&'static Row> {
    let inside = |row: &&Row| {
        path == row.module || path.strip_prefix(row.module).is_some_and(|rest| rest.starts_with("::"))
    };
    // A new room of the page wants a row of its own, though `ui` has one.
    let row = TABLE.iter().filter(inside).max_by_key(|row| row.module.len())?;
    (row.module != "ui" || path == "ui").then_some(row)
}

fn may(row: &Row, other: &str) -> bool {
    row.may.iter().any(|&name| name == other || (name == "*pure" && !other.starts_with("ui")))
}

/// What is wrong with naming this path in this room, if anything is.
fn breach(row: &Row, module: &str, named: &Named) -> Option<String> {
    let first = named.words.first()?.as_str();
    let whole = named.words.join("::");
    if first == "crate" || first == "super" {
        let absolute = absolute(module, named)?;
        let target = absolute.join("::");
        return match row_of(&target).or_else(|| row_of(absolute.first()?)) {
            None => Some(format!("`{whole}` is in no room of the table")),
            Some(other) if other.module == row.module || may(row, other.module) => None,
            Some(other) => Some(format!("`{}` may not name `{}` (`{whole}`)", row.module, other.module)),
        };
    }
    if (OUTSIDE.contains(&first) || first.starts_with("gloo")) && row.module != "ui::browser" {
        return Some(format!("only `ui::browser` names `{first}`"));
    }
    if first == "yew" && !row.module.starts_with("ui") {
        return Some(format!("`{}` is below the page and may not name yew", row.module));
    }
    let impure = IMPURE.iter().find(|&&name| whole == name || whole.starts_with(&format!("{name}::")));
    impure.map(|name| {
        format!("`{}` may not name `{name}`: a result depends on its arguments alone", row.module)
    })
}

/// The path from the root of the crate; nothing when it stays within an inline module of the file.
pub fn absolute(module: &str, named: &Named) -> Option<Vec<String>> {
    let ups = named.words.iter().take_while(|word| *word == "super").count();
    let rest = named.words[ups.max(1)..].to_vec();
    if ups == 0 {
        return Some(rest);
    }
    let ups = ups.checked_sub(named.depth)?;
    let home: Vec<String> = module.split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let kept = home.len().saturating_sub(ups);
    Some([&home[..kept], &rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, code: &str, expected: &[&str]) {
        let source = Source { name: name.to_owned(), text: format!("//! A room.\n{code}") };
        let found = complaints(&source);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found} does not say {expected}");
        }
    }

    #[test]
    fn rooms_above_are_out_of_reach() {
        check("src/sim/queue.rs", "use crate::{time::Instant, trace::State};", &[]);
        check(
            "src/sim.rs",
            "use crate::{time::Instant, layout::lay_out};",
            &["src/sim.rs:2: `sim` may not name `layout`"],
        );
        check("src/time.rs", "fn f() -> crate::scenario::Step {}", &["`time` may not name `scenario`"]);
        check("src/layout/lanes.rs", "use crate::sim::simulate;", &["`layout` may not name `sim`"]);
        check("src/ui/svg.rs", "use crate::ui::{state::State, browser};", &["`ui::state`", "`ui::browser`"]);
        check(
            "src/ui/components/lane.rs",
            "use crate::ui::hooks::use_play;\nuse crate::layout::lay_out;",
            &[],
        );
    }

    #[test]
    fn super_leads_no_further_than_crate() {
        check("src/sim/queue.rs", "use super::World;", &[]);
        check("src/sim/queue.rs", "use super::super::layout::Lane;", &["`sim` may not name `layout`"]);
        check("src/sim.rs", "use super::text::WAITS;", &["`sim` may not name `text`"]);
        check(
            "src/sim.rs",
            "mod inner { use super::World; use super::super::text::WAITS; }",
            &["may not name `text`"],
        );
    }

    #[test]
    fn a_module_without_a_row_is_refused() {
        check("src/colour.rs", "", &["Add a row before you add a module"]);
        check("src/ui/router.rs", "", &["Add a row before you add a module"]);
        check("src/sim.rs", "use crate::colour::RED;", &["`crate::colour::RED` is in no room"]);
        check("src/main.rs", "use interleave::ui::mount;", &[]);
        check("src/bin/interleave.rs", "use std::env;", &[]);
    }

    #[test]
    fn the_outside_world_has_one_door() {
        check("src/ui/browser.rs", "use web_sys::window; use gloo_timers::callback::Timeout;", &[]);
        check(
            "src/ui/hooks/play.rs",
            "fn f() { web_sys::window(); }",
            &["only `ui::browser` names `web_sys`"],
        );
        check(
            "src/ui/state.rs",
            "use gloo_timers::callback::Timeout;",
            &["only `ui::browser` names `gloo_timers`"],
        );
        check("src/narrate.rs", "use yew::prelude::*;", &["may not name yew"]);
        check("src/ui/svg.rs", "use yew::prelude::*;", &[]);
    }

    #[test]
    fn nothing_below_depends_on_the_machine() {
        check("src/sim.rs", "use std::time::Instant;", &["may not name `std::time`"]);
        check("src/export.rs", "fn f() { let x = std::env::var(\"X\"); }", &["may not name `std::env`"]);
        check(
            "src/link.rs",
            "use std::collections::{BTreeMap, HashMap};",
            &["may not name `std::collections::HashMap`"],
        );
        check("src/sim/tests.rs", "use crate::layout::lay_out;", &[]);
        check("src/sim.rs", "#[cfg(test)]\nmod tests { use std::fs; use crate::layout::lay_out; }", &[]);
    }

    #[test]
    fn files_are_tidy() {
        let bare = Source { name: "src/sim/mod.rs".to_owned(), text: "fn f() {}\n".to_owned() };
        let found = complaints(&bare);
        assert!(found.len() == 2 && found[0].contains("`//!`") && found[1].contains("foo.rs"), "{found:#?}");
        let long = format!("fn long() {{\n{}}}", "    step();\n".repeat(FUNCTION_LINES_MAX - 1));
        check("src/sim.rs", &long, &["src/sim.rs:2: fn long has 70 lines"]);
        let fitting = format!("fn fitting() {{\n{}}}", "    step();\n".repeat(FUNCTION_LINES_MAX - 2));
        check("src/sim.rs", &fitting, &[]);
    }
}
