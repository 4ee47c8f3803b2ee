//! Every file that the page saves, held against what the command line writes.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::page::Page;

/// A folder that a page saves into.
struct Saved<'a> {
    page: &'a Page,
    folder: PathBuf,
}

impl<'a> Saved<'a> {
    fn by(page: &'a Page) -> Self {
        let folder = page.session.saves().expect("the browser saves where it is told");
        Self { page, folder }
    }

    /// The file of this name, once it is there.
    #[track_caller]
    fn file(&self, name: &str) -> Vec<u8> {
        let path = self.folder.join(name);
        self.page.wait_until(&format!("{name} in {}", self.folder.display()), || path.is_file());
        let said = format!("Saved as {name}");
        self.page.wait_until(&said, || self.page.text(".export-said") == said);
        fs::read(path).expect("it can be read")
    }

    /// Chooses a format in the dialog, which stays open.
    #[track_caller]
    fn choose(&self, format: &str, name: &str) -> Vec<u8> {
        self.page.click(&format!("[data-export=\"{format}\"]"));
        self.file(name)
    }
}

/// What the command line prints.
#[track_caller]
fn prints(args: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the command line starts");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    std::io::Write::write_all(&mut stdin, input).expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{args:?}");
    output.stdout
}

/// Opens the page and then its dialog.
#[track_caller]
fn open<'a>(page: &'a Page, query: &str) -> Saved<'a> {
    page.open(query);
    let saved = Saved::by(page);
    page.control("export").wait_for("dialog.export[open] [data-export]");
    saved
}

#[test]
fn a_picture_is_the_one_of_the_command_line() {
    let page = Page::new();
    for (query, name) in [
        ("", "three-requests"),
        ("?preset=three-requests&t=27&follow=2&theme=dark", "three-requests"),
        ("?req=cpu2-db40~api30-cpu3_x4_every1&run=sync2&run=async1&title=A%20%26%20B&zoom=10..50", "a-b"),
    ] {
        let saved = open(&page, query);
        let width =
            page.script("return String(document.querySelector('.figure-frame > svg').viewBox.baseVal.width)");
        let width = width.as_str().expect("a width").to_owned();
        let picture = saved.choose("svg", &format!("{name}.svg"));
        let expected = prints(&["render", &page.server.url(query), "--width", &width], b"");
        let (picture, expected) = (String::from_utf8_lossy(&picture), String::from_utf8_lossy(&expected));
        assert!(picture == expected, "{query}:\n{picture}\n{expected}");
        resvg::usvg::Tree::from_str(&picture, &resvg::usvg::Options::default()).expect("an SVG");
    }
    page.assert_quiet();
}

#[test]
fn pixels_are_as_many_as_was_asked() {
    let page = Page::new();
    let saved = open(&page, "?preset=three-requests&t=27");
    let svg = String::from_utf8(saved.choose("svg", "three-requests.svg")).expect("text");
    let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).expect("an SVG");
    let (width, height) = (tree.size().width() as u32, tree.size().height() as u32);
    for (format, name, scale) in [("png", "three-requests.png", 1), ("png2", "three-requests@2x.png", 2)] {
        let bytes = saved.choose(format, name);
        assert_eq!(bytes.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]), "{name}");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        assert_eq!((number(16), number(20)), (width * scale, height * scale), "{name}");
        // An empty picture of this size is much smaller.
        assert!(bytes.len() > 15_000, "{name}: {} bytes", bytes.len());
    }
    page.assert_quiet();
}

#[test]
fn data_is_that_of_the_command_line() {
    let page = Page::new();
    for (query, name) in [
        ("?preset=blocking-in-async", "blocking-in-async"),
        (
            "?req=cpu2-db~api30-cpu3_x40_poisson2&svc=db_exp40&seed=7&run=async2&cores=2&title=Zufall!",
            "zufall",
        ),
    ] {
        let saved = open(&page, query);
        let scenario = prints(&["expand", query], b"");
        for (format, ending) in [("json", "json"), ("csv", "csv"), ("perfetto", "perfetto.json")] {
            let file = saved.choose(format, &format!("{name}.{ending}"));
            let expected = prints(&["simulate", "-", "--format", format], &scenario);
            assert!(file == expected, "{query}, {format}: {} and {} bytes", file.len(), expected.len());
        }
    }
    page.assert_quiet();
}

#[test]
fn the_keyboard_saves_too() {
    let page = Page::new();
    page.open("?preset=cpu-bound");
    let saved = Saved::by(&page);
    page.script("document.querySelector('[data-control=\"export\"]').focus()");
    page.press(&["Enter"]).wait_for("dialog.export[open] [data-export]");
    page.press(&["Tab", "Enter"]);
    saved.file("cpu-bound.svg");
    page.press(&["Tab", "Tab", "Tab", "Space"]);
    saved.file("cpu-bound.json");
    page.press(&["Escape"]);
    page.wait_until("the dialog is closed", || page.count("dialog.export[open]") == 0);
    assert_eq!(page.script("return document.activeElement.dataset.control"), "export", "the focus goes back");
    page.press(&["Enter"]).wait_for("dialog.export[open] [data-export]");
    assert_eq!(page.text(".export-said"), "", "what was said before is over");
    page.assert_quiet();
}
