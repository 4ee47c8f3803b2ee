//! A book with figures, built by mdBook and read in headless Chromium from the disk. `cargo xtask test` runs it.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use xtask::browser::Kind;
use xtask::driver::Driver;
use xtask::tools;
use xtask::webdriver::Session;

/// A book in a folder of the test's own, below the one that cargo gives to tests.
struct Book(PathBuf);

impl Book {
    fn new(name: &str, config: &str, chapters: &[(&str, &str)]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("src")).expect("a folder can be made");
        let command = format!("command = '{} mdbook'", env!("CARGO_BIN_EXE_interleave"));
        let toml = format!("[book]\ntitle = \"A book\"\n[preprocessor.interleave]\n{command}\n{config}\n");
        fs::write(root.join("book.toml"), toml).expect("a file can be written");
        let mut summary = String::from("# Summary\n\n");
        for (file, text) in chapters {
            summary.push_str(&format!("- [{file}]({file})\n"));
            fs::write(root.join("src").join(file), text).expect("a file can be written");
        }
        fs::write(root.join("src/SUMMARY.md"), summary).expect("a file can be written");
        Self(root)
    }

    fn build(&self) -> Output {
        let program = tools::mdbook().unwrap_or_else(|failure| panic!("{failure}"));
        Command::new(program).arg("build").arg(&self.0).output().expect("mdBook starts")
    }

    fn page(&self, name: &str) -> String {
        fs::read_to_string(self.0.join("book").join(name)).expect("mdBook has written the page")
    }

    fn url(&self, name: &str) -> String {
        format!("file://{}", self.0.join("book").join(name).display())
    }
}

const WAITING: &str = "\
# Waiting

A thread that waits is blocked.

```interleave
?preset=three-requests&t=27
```
Text directly after, with *emphasis*.

> In a quotation:
> ```interleave
> preset=blocking-in-async
> follow=2
> ```
> still quoted

1. A list

   ~~~interleave
   cpu 2, db 20 & api 30, cpu 2 _x3 _every1
   run=sync1
   run=async1
   ~~~

   goes on
2. and on.

```rust
fn main() {}
```

```interleave
?preset=cpu-bound&theme=dark
```
";

const READING: &str = "# Reading\n\n```interleave\n?preset=late-response\n```\n";

fn script(session: &Session, body: &str) -> Value {
    session.script(body, &[]).unwrap_or_else(|error| panic!("{body}: {error}"))
}

/// The colours of the background and of the first running span of a figure, by its number.
fn colours(session: &Session, number: usize) -> Value {
    let body = format!(
        "const figure = document.querySelector('#interleave-figure-{number}-wide');
         const fill = (selector) => getComputedStyle(figure.querySelector(selector)).fill;
         return [fill('.paper'), fill('.body.running')];"
    );
    script(session, &body)
}

#[test]
fn a_book_has_its_figures_in_every_theme_and_from_the_disk() {
    let book = Book::new(
        "book",
        "url = \"https://example.org/i/\"",
        &[("waiting.md", WAITING), ("reading.md", READING)],
    );
    let output = book.build();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = book.page("waiting.html");
    assert_eq!(page.matches("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"interleave-figure-").count(), 8);
    assert!(!page.contains("language-interleave") && page.contains("language-rust"));
    assert!(page.contains("href=\"https://example.org/i/?v=1&amp;t=27\""));
    assert!(page.contains("with <em>emphasis</em>") && !book.page("reading.html").contains("<p></p>"));

    let driver = Driver::shared(Kind::Chromium).unwrap_or_else(|failure| panic!("{failure}"));
    let session = Session::open(driver).unwrap_or_else(|error| panic!("{error}"));
    // No network at all.
    session.cdp("Network.enable", &json!({})).expect("there is a network");
    let offline = json!({ "offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0 });
    session.cdp("Network.emulateNetworkConditions", &offline).expect("it can be cut off");
    let open = |name: &str| session.goto(&book.url(name)).unwrap_or_else(|error| panic!("{error}"));
    open("waiting.html");
    let (light, dark) = (
        json!(["rgb(255, 253, 249)", "rgb(47, 109, 181)"]),
        json!(["rgb(27, 31, 39)", "rgb(106, 165, 238)"]),
    );
    assert_eq!(colours(&session, 1), light);
    assert_eq!(colours(&session, 4), dark, "its own theme");
    assert_eq!(script(&session, "return document.querySelectorAll('blockquote svg').length"), 2);
    assert_eq!(script(&session, "return document.querySelectorAll('main ol > li svg').length"), 2);
    assert_eq!(
        script(&session, "return document.querySelectorAll('main ol > li').length"),
        2,
        "the list goes on"
    );
    save(&session, &book, "light.png");
    for theme in ["navy", "coal", "ayu"] {
        // What is kept is not there at once for a page that a new process opens.
        let is_themed = (0..50).any(|_| {
            script(&session, &format!("localStorage.setItem('mdbook-theme', '{theme}')"));
            open("waiting.html");
            script(&session, &format!("return document.documentElement.classList.contains('{theme}')"))
                == true
        });
        assert!(is_themed, "{theme}");
        assert_eq!(colours(&session, 1), dark, "{theme}");
    }
    save(&session, &book, "dark.png");
    open("print.html");
    let ids = "const ids = [...document.querySelectorAll('svg [id], svg[id]')].map((node) => node.id);
               return ids.length - new Set(ids).size";
    assert_eq!(script(&session, ids), 0, "names are unique on the page of the whole book");

    session.resize(360, 700, 1.0, true).expect("a small screen");
    open("reading.html");
    let shown = "return ['wide', 'narrow'].map((kind) => document.querySelector(`.interleave-${kind}`).checkVisibility())";
    assert_eq!(script(&session, shown), json!([false, true]));
    let fits =
        "return document.querySelector('.interleave-narrow svg').getBoundingClientRect().right <= innerWidth";
    assert_eq!(script(&session, fits), true);
    save(&session, &book, "narrow.png");
}

/// A picture to look at, beside the book.
fn save(session: &Session, book: &Book, name: &str) {
    let bytes = session.picture(None).unwrap_or_else(|error| panic!("{error}"));
    fs::write(book.0.join(name), bytes).expect("a picture can be written");
}

#[test]
fn a_block_that_says_nothing_stops_the_build() {
    let book = Book::new("bad-book", "", &[("one.md", "# One\n\n```interleave\n?preset=three\n```\n")]);
    let output = book.build();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("one.md:3: preset: found “three”, expected one of"), "{said}");
}
