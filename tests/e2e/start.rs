//! The page starts: anywhere, quietly, and with a word when it cannot.

use serde_json::json;
use xtask::webdriver::Media;

use crate::page::{Page, site};

const MS: u64 = 1_000_000;

#[test]
fn the_page_becomes_ready_and_the_console_stays_quiet() {
    let page = Page::new();
    page.open("");
    assert_eq!(page.count("main"), 1);
    assert_eq!(page.t_ns(), 0);
    page.assert_quiet();
}

#[test]
fn it_works_under_a_path_of_its_own() {
    let page = Page::on(site().under("/courses/async/2026/"));
    page.open("");
    page.assert_quiet();
}

#[test]
fn the_policy_forbids_inline_scripts() {
    let page = Page::new();
    page.open("");
    page.script(
        "const s = document.createElement('script'); s.textContent = 'window.leak = 1'; document.head.append(s);",
    );
    assert_eq!(page.script("return window.leak ?? null"), serde_json::Value::Null);
    assert!(!page.complaints().is_empty(), "the browser reports what it has blocked");
}

#[test]
fn a_page_that_cannot_start_says_so_and_keeps_what_it_has() {
    let page = Page::new();
    // As on a school network that lets no WebAssembly through.
    let blocked = json!({ "urls": ["*.wasm"] });
    page.session.cdp("Network.enable", &json!({})).expect("the browser has a network");
    page.session.cdp("Network.setBlockedURLs", &blocked).expect("the browser blocks addresses");
    page.load("").wait_for("main[data-status=\"error\"]");
    assert!(page.text("#boot-failure").contains("could not start"));
}

/// Lets so many bytes a second through, or all.
fn throttle(page: &Page, bytes_a_second: i64) {
    let conditions = json!({ "offline": false, "latency": 0, "downloadThroughput": bytes_a_second, "uploadThroughput": -1 });
    page.session.cdp("Network.enable", &json!({})).expect("the browser has a network");
    page.session.cdp("Network.emulateNetworkConditions", &conditions).expect("the browser slows down");
}

/// Opens the page, and keeps back all but what plays.
fn play_before(page: &Page) {
    throttle(page, 25_000);
    page.load("").wait_for("main[data-plays]:not([data-status=ready])");
}

/// Clicks a control, whatever is on its way.
fn click<'a>(page: &'a Page, control: &str) -> &'a Page {
    page.script(&format!("document.querySelector('[data-control={control}]').click()"));
    page
}

/// Presses a key where the focus is, whatever is on its way.
fn key<'a>(page: &'a Page, key: &str) -> &'a Page {
    page.script(&format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }}))"
    ));
    page
}

#[test]
fn the_diagram_plays_before_the_rest_is_there_and_goes_on_when_it_is() {
    let page = Page::new();
    play_before(&page);
    click(&page, "step").wait_until("the next event", || page.t_ns() == MS);
    key(&page, "ArrowRight").wait_until("and the next", || page.t_ns() == 2 * MS);
    let seen = "return [...document.querySelectorAll('.bead')].filter(e => e.checkVisibility()).length";
    page.wait_until("both threads have their bead", || page.script(seen) == 2);
    assert_eq!(page.text(".moment"), "2 ms");
    click(&page, "play").wait_until("it plays", || page.t_ns() > 3 * MS);
    // Only the rest can do this.
    click(&page, "share");
    assert_eq!(page.count("main[data-plays]"), 1, "the rest is not there yet");
    throttle(&page, -1);
    page.wait_for("main[data-status=ready]").wait_for("dialog[open] #share-link-copy");
    let then = page.t_ns();
    page.wait_until("it still plays", || page.t_ns() > then);
    assert!(then > 3 * MS && page.count("[data-control=pause]") == 1);
    page.assert_quiet();
}

#[test]
fn the_focus_and_what_was_chosen_outlast_the_rest_of_the_page() {
    let page = Page::new();
    play_before(&page);
    page.script(
        "const choose = (name, value) => {
             const menu = document.querySelector(`[data-control=${name}]`);
             menu.value = value;
             menu.dispatchEvent(new Event('change', { bubbles: true }));
         };
         choose('speed', '2000');
         document.querySelector('[data-control=step]').focus();",
    );
    key(&page, "?");
    key(&page, "+");
    assert_eq!(page.count("main[data-plays]"), 1, "the rest is not there yet");
    throttle(&page, -1);
    page.wait_for("main[data-status=ready]").wait_for("dialog[open]");
    assert_eq!(page.script("return document.querySelector('[data-control=speed]').value"), "2000");
    page.wait_for(".is-zoomed").press(&["Escape"]);
    let focus = "return document.activeElement.dataset.control";
    page.wait_until("the focus is where it was", || page.script(focus) == "step");
}

#[test]
fn nothing_is_taken_from_under_a_hand() {
    let page = Page::new();
    play_before(&page);
    let place = page.script(
        "const box = document.querySelector('[data-control=scrub]').getBoundingClientRect();
         return [box.left + box.width / 2, box.top + box.height / 2];",
    );
    let mouse = |kind: &str| {
        let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
        page.session.cdp("Input.dispatchMouseEvent", &event).expect("there is a mouse");
    };
    mouse("mousePressed");
    page.wait_until("the slider is where the mouse is", || page.t_ns() == 42 * MS);
    throttle(&page, -1);
    page.wait_until("the rest is there", || page.count(":root[data-loading]") == 0);
    page.script("await new Promise(done => setTimeout(done, 300))");
    assert_eq!(page.count("main[data-plays]"), 1, "it waits for the mouse");
    mouse("mouseReleased");
    page.wait_for("main[data-status=ready]");
    assert_eq!(page.t_ns(), 42 * MS);
}

#[test]
fn where_the_rest_does_not_come_the_diagram_plays_and_says_so() {
    let page = Page::new();
    let blocked = json!({ "urls": ["*split_page*"] });
    page.session.cdp("Network.enable", &json!({})).expect("the browser has a network");
    page.session.cdp("Network.setBlockedURLs", &blocked).expect("the browser blocks addresses");
    page.load("").wait_for("main[data-plays]").wait_for("#boot-failure:not([hidden])");
    assert!(page.text("#boot-failure").contains("Only the diagram is here, and plays"));
    page.control("step").wait_until("it steps", || page.t_ns() == MS);
    let dead = "return [...document.querySelectorAll('[data-control]')].filter(e => e.checkVisibility()
                     && !e.closest('#playback')).length";
    assert_eq!(page.script(dead), 0, "what would do nothing is left out");
    page.picture("diagram-only");
}

#[test]
fn a_narrow_dark_screen_is_what_the_page_sees() {
    let page = Page::new();
    page.size(320, 640).media(Media { dark: true, reduced_motion: true, ..Media::default() });
    page.open("");
    assert_eq!(page.script("return innerWidth"), 320);
    for query in ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"] {
        assert_eq!(page.script(&format!("return matchMedia('{query}').matches")), true, "{query}");
    }
    assert!(page.picture("narrow-dark").is_file());
    page.assert_quiet();
}

/// Notes, when the page first says that it is ready, which of these stand.
const AT_READY: &str = "
    const wanted = ['[data-lesson] .say', '[data-ask] [data-choice]', '[data-ask] .code-line', '[data-code] .code-line',
        '[data-narration] .say-state', '[data-metrics]', '[data-open]', '[data-language=rust][aria-pressed=true]'];
    new MutationObserver(() => {
        if (window.atReady || !document.querySelector('main[data-status=ready]')) return;
        window.atReady = Object.fromEntries(wanted.map(one => [one, !!document.querySelector(one)?.textContent]));
    }).observe(document, { subtree: true, childList: true, attributes: true });";

#[test]
fn the_page_is_ready_when_all_stands_that_its_link_asks_for() {
    let page = Page::new();
    page.session
        .cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": AT_READY }))
        .expect("the browser runs a script first");
    for (link, parts) in [
        ("?lesson=A3", &["[data-lesson] .say", "[data-code] .code-line", "[data-narration] .say-state"][..]),
        (
            "?ask=next&t=3",
            &["[data-ask] [data-choice]", "[data-ask] .code-line", "[data-narration] .say-state"],
        ),
        ("?embed=1&ask=next&t=3", &["[data-ask] [data-choice]", "[data-ask] .code-line"]),
        ("?embed=1&lesson=S2", &["[data-lesson] .say"]),
        ("?t=12&code=rust", &["[data-code] .code-line", "[data-language=rust][aria-pressed=true]"]),
    ] {
        page.load(link).wait_for("main[data-status=ready]");
        let stands = page.script("return window.atReady");
        for part in parts {
            assert_eq!(stands[part], json!(true), "{link}: {part} in {stands}");
        }
    }
}
