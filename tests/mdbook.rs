//! The preprocessor of mdBook, spoken to as mdBook speaks; `tests/book.rs` has mdBook itself do it.
#![cfg(not(target_arch = "wasm32"))]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use expect_test::{Expect, expect};
use resvg::usvg::roxmltree::Document;
use serde_json::{Value, json};

fn run(args: &[&str], stdin: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.arg("mdbook").args(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command line starts");
    let mut input = child.stdin.take().expect("its input is a pipe");
    let _ = input.write_all(stdin.as_bytes());
    drop(input);
    child.wait_with_output().expect("it ends")
}

/// A book of one chapter, as mdBook sends it.
fn book(config: &Value, content: &str) -> String {
    let chapter = json!({ "Chapter": {
        "name": "One", "content": content, "number": [1], "path": "one.md", "source_path": "one.md",
        "sub_items": [{ "Chapter": { "name": "Draft", "content": "", "path": null, "sub_items": [] } }, "Separator"],
    } });
    let context = json!({ "root": "/book", "renderer": "html", "mdbook_version": "0.5.4",
        "config": { "book": { "title": "A book" }, "preprocessor": { "interleave": config } } });
    json!([context, { "items": [{ "PartTitle": "Part" }, chapter], "other": 1 }]).to_string()
}

#[track_caller]
fn chapter(config: &Value, content: &str) -> String {
    let output = run(&[], &book(config, content));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let book: Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert_eq!((&book["other"], &book["items"][0]), (&json!(1), &json!({ "PartTitle": "Part" })));
    let content = book["items"][1]["Chapter"]["content"].as_str().expect("a chapter");
    content.to_owned()
}

#[track_caller]
fn refuses(config: &Value, content: &str, complaint: Expect) {
    let output = run(&[], &book(config, content));
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    complaint.assert_eq(&String::from_utf8_lossy(&output.stderr));
}

/// The lines of a chapter that are figures, as XML.
fn figures(chapter: &str) -> Vec<&str> {
    let lines =
        chapter.lines().filter_map(|line| line.find("<div class=\"interleave\">").map(|at| &line[at..]));
    let lines: Vec<&str> = lines.collect();
    for line in &lines {
        Document::parse(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
    lines
}

#[test]
fn it_supports_html_and_nothing_else() {
    assert!(run(&["supports", "html"], "").status.success());
    assert_eq!(run(&["supports", "epub"], "").status.code(), Some(2));
    assert_eq!(run(&["support"], "").status.code(), Some(2));
    assert_eq!(run(&[], "[]").status.code(), Some(2));
}

#[test]
fn every_form_of_a_block_becomes_a_figure() {
    let chapter = chapter(
        &json!({ "command": "interleave mdbook", "width": 600 }),
        "\
# One\n\n```interleave\n?preset=three-requests&t=27\n```\ntext\n\n~~~ interleave\npreset=blocking-in-async\nfollow=2\n~~~\n\n\
```interleave\ncpu 2, db 20 & api 30, cpu 2 _x3 _every1\nrun=sync1\nrun=async1\ntitle=Two & 100 %\n```\n\n\
```interleave\n{\"requests\": [{\"steps\": \"cpu 3, db 20\"}]}\n```\n\n```interleave\n#req=cpu1-db5\n```\n",
    );
    let figures = figures(&chapter);
    assert_eq!(figures.len(), 5);
    assert_eq!(chapter.matches("<style>").count(), 1, "the style stands once in a chapter");
    assert!(figures[0].contains(">27 ms</text>") && figures[0].contains("width=\"600\""));
    assert!(figures[1].contains("has-follow"));
    assert!(figures[2].contains("<title id=\"interleave-figure-3-wide-title\">Two &amp; 100 %</title>"));
    assert!(
        figures[2].contains("data-lane=\"service-api\"") && figures[2].contains("data-lane=\"request-3\"")
    );
    assert!(chapter.contains("\ntext\n") && !chapter.contains("```") && !chapter.contains("~~~"));
    assert!(!chapter.contains("href"), "no page is known, so that no link leads to one");
    for figure in figures {
        assert_eq!(figure.matches("<svg ").count(), 2, "one for wide screens, one for narrow ones");
    }
}

#[test]
fn names_are_unique_in_the_book() {
    let block = "```interleave\n?preset=cpu-bound\n```\n\n";
    let chapter = chapter(&json!({}), &block.repeat(3));
    let names: Vec<&str> =
        chapter.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&&str> = names.iter().collect();
    assert_eq!(names.len(), unique.len());
}

#[test]
fn what_is_not_ours_stays_as_it_is() {
    let text = "# `interleave`\n\n```rust\n// ```interleave\n```\n\n````md\n```interleave\n?x\n```\n````\n\n    ```interleave\n    ?x\n\n\
                ```interleaved\n?x\n```\n\n<!--\n```interleave\n?x\n```\n-->\n";
    assert_eq!(chapter(&json!({}), text), text);
}

#[test]
fn a_figure_stays_in_its_list_and_in_its_quotation() {
    let text = "- item\n\n  ```interleave\n  ?preset=cpu-bound\n  ```\n  after\n\n> quoted\n> ```interleave\n> ?preset=cpu-bound\n> ```\n> after\n";
    let chapter = chapter(&json!({}), text);
    let without = |line: &str| match line.find("<div class") {
        Some(at) => format!("{}FIGURE", &line[..at]),
        None => line.to_owned(),
    };
    let lines: Vec<String> = chapter.lines().map(without).collect();
    assert_eq!(lines.join("\n"), "- item\n\n  FIGURE\n\n  after\n\n> quoted\n> FIGURE\n>\n> after");
}

#[test]
fn a_known_page_is_linked_to_and_embedded() {
    let block = "```interleave\n?preset=three-requests&t=27\n```\n";
    let linked = chapter(&json!({ "url": "https://example.org/i" }), block);
    assert!(
        linked.contains("<a href=\"https://example.org/i/?v=1&amp;t=27\">Open in Interleave</a>"),
        "{linked}"
    );
    assert!(!linked.contains("<script") && !linked.contains("<interleave-diagram"));
    let embedded = chapter(&json!({ "url": "https://example.org/i/", "embed": true }), &block.repeat(2));
    let figures = figures(&embedded);
    assert_eq!(
        embedded.matches("<script async=\"\" src=\"https://example.org/i/embed.js\"></script>").count(),
        1
    );
    for figure in figures {
        assert!(
            figure
                .contains("<interleave-diagram params=\"v=1&amp;t=27\"><div class=\"interleave-wide\"><svg ")
        );
        assert!(figure.ends_with("Open in Interleave</a></p></interleave-diagram></div>"));
    }
    let own = chapter(&json!({}), "```interleave\nhttps://else.org/x/?preset=cpu-bound\n```\n");
    assert!(own.contains("<a href=\"https://else.org/x/?v=1&amp;preset=cpu-bound\">"));
}

#[test]
fn what_is_wrong_is_said_with_chapter_and_line() {
    let text = "# One\n\n```interleave\n?cores=two\n```\n\n- x\n\n  ```interleave\n  cpu 2, db\n  t=1\n  ```\n\n```interleave\n?t=999\n```\n\n\
                ```interleave\n```\n\n```interleave wide\n?t=1\n```\n\n```interleave\n{\"requests\": []}\n```\n\n```interleave\n?t=1\n?t=2\n```\n";
    refuses(
        &json!({}),
        text,
        expect![[r#"
            interleave: one.md:3: cores: found “two”, expected a whole number; the default stands in its place
            interleave: one.md:9: req: number 1, “cpu2-db”, is left out: step 2: found a call of db without a duration, expected one, as in db 40, or a latency of the service
            interleave: one.md:14: t: found 999 ms, expected at most 84 ms, the end; the end is shown
            interleave: one.md:18: found nothing, expected a link, parameters or steps, or a scenario in JSON
            interleave: one.md:21: found "interleave wide" after the fence, expected "interleave" alone
            interleave: one.md:25: requests: found none, expected 1 to 64 request groups
            interleave: one.md:29: found the link "?t=1" beside other lines, expected it alone
        "#]],
    );
    refuses(
        &json!({ "embed": true }),
        "",
        expect![[r#"
        interleave: book.toml: preprocessor.interleave.url: found nothing, expected the address of Interleave, because embed = true
    "#]],
    );
    refuses(
        &json!({ "url": "example.org" }),
        "",
        expect![[r#"
        interleave: book.toml: preprocessor.interleave.url: found "example.org", expected an address that begins with https:// or http://
    "#]],
    );
    refuses(
        &json!({ "width": "wide" }),
        "",
        expect![[r#"
        interleave: book.toml: preprocessor.interleave.width: found "wide", expected a number of pixels from 240 to 16000
    "#]],
    );
    refuses(
        &json!({ "theme": "dark" }),
        "",
        expect![[r#"
        interleave: book.toml: preprocessor.interleave.theme: found "dark", expected url, embed or width
    "#]],
    );
}

#[test]
fn what_may_mean_something_else_is_said_and_drawn() {
    let text = "# One\n\n```interleave\ncpu 2, lock 20\n```\n";
    let output = run(&[], &book(&json!({}), text));
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("<svg"));
    expect![[r#"
        interleave: one.md:3: req: lock in step 2 is a call of a service of that name: requests have no locks; a service's own capacity says how many calls it serves at one time
    "#]]
    .assert_eq(&String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_book_of_an_older_mdbook_is_read_too() {
    let text = book(&json!({}), "```interleave\n?t=1\n```\n").replace("\"items\"", "\"sections\"");
    let output = run(&[], &text);
    assert!(output.status.success());
    let book: Value = serde_json::from_slice(&output.stdout).expect("a book");
    assert!(book["sections"][1]["Chapter"]["content"].as_str().expect("a chapter").contains("<svg "));
    assert!(book.get("items").is_none(), "nothing is added");
}
