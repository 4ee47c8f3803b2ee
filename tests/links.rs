//! Links that were given away once open what they have always opened: a frozen collection. And the documents' own code
//! makes links that open what it was given.
//!
//! An entry is a link after `?`, what it says in full after `=`, and the parameters that are warned of after `!`. Add to
//! the end of the collection; a line that stands there is changed only together with the version of the format, and
//! then a link of the old version still reads as it did.
#![cfg(not(target_arch = "wasm32"))]

use std::process::Command;

use interleave::link;

const COLLECTION: &str = include_str!("links/corpus.txt");

/// What a link says in full: not even a preset's name stands for anything.
fn read(given: &str) -> String {
    let (query, fragment) = link::split(given);
    let opened = link::open(query, fragment);
    let full =
        link::print_subject(&opened.subject, None, &opened.view).unwrap_or_else(|error| error.to_string());
    let refused = opened.warnings.iter().filter(|warning| !warning.is_hint());
    let warned: String = refused.map(|warning| format!("\n! {}", warning.param)).collect();
    format!("? {given}\n= {full}{warned}\n")
}

fn entries() -> impl Iterator<Item = &'static str> {
    COLLECTION.split("\n\n").map(str::trim_end).filter(|entry| !entry.is_empty())
}

fn given(entry: &'static str) -> &'static str {
    let line = entry.lines().next().unwrap_or_default();
    line.strip_prefix('?').expect("an entry begins with its link").trim_start()
}

#[test]
fn old_links_open_what_they_have_always_opened() {
    let changed: Vec<String> = entries()
        .map(|entry| (entry, read(given(entry))))
        .filter(|(entry, found)| *entry != found.trim_end())
        .map(|(entry, found)| format!("expected\n{entry}\nfound\n{found}"))
        .collect();
    assert!(changed.is_empty(), "{} links read differently\n\n{}", changed.len(), changed.join("\n"));
}

#[test]
fn the_collection_has_every_parameter_every_preset_and_what_is_bad() {
    let count = entries().count();
    assert!(count >= 100, "{count}");
    let params = [
        "v", "preset", "req", "svc", "py", "line", "run", "cores", "quantum", "switch", "seed", "title", "t",
        "follow", "zoom", "speed", "play", "lesson", "ask", "theme", "code", "hide", "lang", "embed",
    ];
    for param in params {
        let written = format!("{param}=");
        let has = |entry: &'static str| {
            given(entry)
                .split(['?', '#', '&'])
                .any(|pair| pair.starts_with(&written) && pair.len() > written.len())
        };
        assert!(entries().any(has), "{param} is in no link");
        let refused = format!("! {param}");
        let is_refused = |entry: &str| entry.lines().any(|line| line == refused);
        assert!(entries().any(is_refused), "{param} is bad in no link");
    }
    for preset in interleave::scenario::presets::catalogue() {
        let named = format!("preset={}", preset.id);
        assert!(entries().any(|entry| given(entry).contains(&named)), "{named} is in no link");
    }
}

#[test]
fn what_a_link_says_in_full_says_the_same() {
    for entry in entries() {
        let full =
            entry.lines().nth(1).and_then(|line| line.strip_prefix("= ")).expect("it says what it opens");
        let (query, fragment) = link::split(full);
        let opened = link::open(query, fragment);
        assert_eq!(opened.warnings, [], "{full}");
        assert_eq!(link::print_subject(&opened.subject, None, &opened.view).as_deref(), Ok(full));
    }
}

/// The first block of Python in a document that contains `mark`.
fn block_of_python<'a>(document: &'a str, mark: &str) -> &'a str {
    let blocks = document.split("```python\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.into_iter().find(|block| block.contains(mark)).expect("the document has such a block")
}

/// What a program of Python prints, with a program of the gallery as its argument.
fn said_by_python(program: &str, argument: &str) -> String {
    let output = Command::new("python3").args(["-c", program, argument]).output();
    let output = output.expect("python3 is needed to try the examples");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn links_that_the_documents_make_in_python_open_their_program() {
    let in_links = block_of_python(include_str!("../docs/links.md"), "def link(");
    let in_jupyter = block_of_python(include_str!("../docs/course-material.md"), "def in_interleave(");
    // A notebook's Markdown is a class that keeps its text.
    let notebook = "import sys, types\nfound = types.ModuleType('IPython.display')\nfound.Markdown = str\n\
                    sys.modules['IPython'] = sys.modules['IPython.display'] = found\n";
    for entry in interleave::gallery::all().iter().step_by(7) {
        let plain =
            said_by_python(&format!("{in_links}\nimport sys\nprint(link(sys.argv[1]))"), entry.source);
        let markdown = said_by_python(
            &format!("{notebook}{in_jupyter}\nprint(in_interleave(sys.argv[1]))"),
            entry.source,
        );
        let link = markdown.trim().strip_prefix("[Open it in Interleave](");
        let link = link.and_then(|rest| rest.strip_suffix(')')).expect("it is a link in Markdown");
        for link in [plain.trim(), link] {
            let (query, fragment) = link::split(link);
            let opened = link::open(query, fragment);
            assert_eq!(opened.warnings, [], "{link}");
            let programs = opened.subject.programs().expect("a link with a program shows programs");
            assert_eq!(programs.sources, [entry.source], "{link}");
        }
    }
}
