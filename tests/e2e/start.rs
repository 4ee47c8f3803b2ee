//! The page starts: anywhere, quietly, and with a word when it cannot.

use xtask::webdriver::Media;

use crate::page::{Page, site};

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
    let blocked = serde_json::json!({ "urls": ["*.wasm"] });
    page.session.cdp("Network.enable", &serde_json::json!({})).expect("the browser has a network");
    page.session.cdp("Network.setBlockedURLs", &blocked).expect("the browser blocks addresses");
    page.load("").wait_for("main[data-status=\"error\"]");
    assert!(page.text("#boot-failure").contains("could not start"));
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
