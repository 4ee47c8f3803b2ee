//! The documents beside the page are what `docs/` says.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;

use xtask::pages::{Page, pages};

#[test]
fn the_pages_of_the_site_are_the_documents_of_the_checkout() {
    for Page { path, html } in pages().unwrap_or_else(|failure| panic!("{failure}")) {
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == html, "{} is not up to date: run `cargo xtask pages`", path.display());
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| !link.starts_with("data:") && *link != "../") {
            let there = path.with_file_name(link.split('#').next().unwrap_or_default()).is_file();
            assert!(there || link.contains("://"), "{}: {link} leads nowhere", path.display());
        }
        assert!(!html.contains("style=\""), "{}: the policy forbids inline styles", path.display());
    }
}
