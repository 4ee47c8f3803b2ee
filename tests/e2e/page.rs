//! What every end-to-end test begins with: the built site on a port, and a browser that shows it.
#![allow(clippy::disallowed_types, reason = "a test waits by the machine's own clock")]

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use xtask::browser::Kind;
use xtask::dist;
use xtask::driver::Driver;
use xtask::server::{Server, Site};
use xtask::webdriver::{ConsoleLine, Media, Session};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The built site, to be served as a test wants it.
#[must_use]
#[track_caller]
pub fn site() -> Site {
    let folder = dist::folder();
    assert!(folder.join("index.html").is_file(), "there is no built site: run `cargo xtask dist`");
    Site::of(folder)
}

/// A browser of the test's own that shows a site. Every method panics with the driver's words when it fails.
#[derive(Debug)]
pub struct Page {
    /// The session, for what has no method here.
    pub session: Session,
    /// The server behind it.
    pub server: Server,
}

impl Page {
    /// A browser on the built site, at `/`; nothing is opened yet.
    #[track_caller]
    pub fn new() -> Self {
        Self::on(site())
    }

    /// A browser on a site that is served in a way of its own.
    #[track_caller]
    pub fn on(site: Site) -> Self {
        let kind = Kind::chosen().unwrap_or_else(|failure| panic!("{failure}"));
        let site = if kind == Kind::Chromium { site } else { site.listening() };
        let server = site.start().expect("a port is free");
        let driver = Driver::shared(kind).unwrap_or_else(|failure| panic!("{failure}"));
        let session = Session::open(driver).unwrap_or_else(|error| panic!("{error}"));
        Self { session, server }
    }

    /// Opens what follows the site's address, such as `?preset=ping&t=3`, and waits until the page is ready.
    #[track_caller]
    pub fn open(&self, query: &str) -> &Self {
        // Parts of the page that are loaded when the diagram stands belong to it.
        self.load(query)
            .wait_for(":root:not([data-loading]) main[data-app=\"interleave\"][data-status=\"ready\"]")
    }

    /// Opens what follows the site's address, and waits for nothing.
    #[track_caller]
    pub fn load(&self, query: &str) -> &Self {
        self.session.goto(&self.server.url(query)).unwrap_or_else(|error| panic!("{error}"));
        self
    }

    /// Runs a function body in the page.
    #[track_caller]
    pub fn script(&self, body: &str) -> Value {
        self.session.script(body, &[]).unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// Waits until the selector finds something.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) -> &Self {
        self.wait_until(selector, || self.count(selector) > 0)
    }

    /// Waits until a condition holds; `what` names it if it never does.
    #[track_caller]
    pub fn wait_until(&self, what: &str, holds: impl Fn() -> bool) -> &Self {
        let start = Instant::now();
        while !holds() {
            if start.elapsed() > PATIENCE {
                let console = self.session.console().unwrap_or_default();
                panic!("{what}: not within {PATIENCE:?}; the console says {console:#?}");
            }
            sleep(Duration::from_millis(20));
        }
        self
    }

    /// How many elements the selector finds.
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        let count =
            self.session.script("return document.querySelectorAll(arguments[0]).length", &[selector.into()]);
        count.unwrap_or_else(|error| panic!("{selector}: {error}")).as_u64().unwrap_or(0)
    }

    /// The value of an attribute of the first element that the selector finds.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let body = "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null";
        let value = self.session.script(body, &[selector.into(), name.into()]);
        value.unwrap_or_else(|error| panic!("{selector}: {error}")).as_str().map(str::to_owned)
    }

    /// The text of the first element that the selector finds, as it is seen.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let body = "return document.querySelector(arguments[0])?.innerText ?? null";
        let value = self
            .session
            .script(body, &[selector.into()])
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
        value.as_str().unwrap_or_else(|| panic!("nothing is {selector}")).to_owned()
    }

    /// The playhead in nanoseconds.
    #[track_caller]
    pub fn t_ns(&self) -> u64 {
        let value = self.attribute("main", "data-t-ns").expect("<main> has data-t-ns");
        value.parse().expect("data-t-ns is a whole number")
    }

    /// Clicks the control of that `data-control`, as a mouse would.
    #[track_caller]
    pub fn control(&self, name: &str) -> &Self {
        self.click(&format!("[data-control=\"{name}\"]"))
    }

    /// Clicks the first element that the selector finds, as a mouse would.
    #[track_caller]
    pub fn click(&self, selector: &str) -> &Self {
        self.session.click(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.settled()
    }

    /// Chooses an entry of a menu.
    #[track_caller]
    pub fn choose(&self, control: &str, value: &str) -> &Self {
        self.script(&format!(
            "const menu = document.querySelector('[data-control={control}]'); menu.value = '{value}';
             menu.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ));
        self
    }

    /// Presses keys, each like `Space`, `ArrowRight`, `Shift+ArrowLeft`, `?`.
    #[track_caller]
    pub fn press(&self, keys: &[&str]) -> &Self {
        self.session.press(keys).unwrap_or_else(|error| panic!("{keys:?}: {error}"));
        self.settled()
    }

    /// Waits for what an action has asked to be loaded.
    #[track_caller]
    fn settled(&self) -> &Self {
        self.wait_until("what is loaded", || self.count(":root[data-loading]") == 0)
    }

    /// Gives the page a size in CSS pixels, down to 320 and below.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) -> &Self {
        self.session.resize(width, height, 1.0, false).unwrap_or_else(|error| panic!("{error}"));
        self
    }

    /// Tells the page what the person's system wants.
    #[track_caller]
    pub fn media(&self, media: Media) -> &Self {
        self.session.media(media).unwrap_or_else(|error| panic!("{error}"));
        self
    }

    /// Writes a picture of the page to `target/e2e/NAME.png`.
    #[track_caller]
    pub fn picture(&self, name: &str) -> PathBuf {
        let folder = xtask::root().join("target").join("e2e");
        fs::create_dir_all(&folder).expect("target/ is writable");
        let file = folder.join(name).with_extension("png");
        let picture = self.session.picture(None).unwrap_or_else(|error| panic!("{error}"));
        fs::write(&file, picture).expect("target/ is writable");
        file
    }

    /// The console's errors and warnings since it was last asked.
    #[track_caller]
    pub fn complaints(&self) -> Vec<ConsoleLine> {
        let mut lines = self.session.console().unwrap_or_else(|error| panic!("{error}"));
        lines.retain(|line| line.level == "SEVERE" || line.level == "WARNING");
        lines
    }

    /// Fails when the console has an error or a warning.
    #[track_caller]
    pub fn assert_quiet(&self) {
        assert_eq!(self.complaints(), [], "the console is not quiet");
    }
}
