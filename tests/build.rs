//! The name by which the page and its worker know one another is a hash of what they are built from.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../build/fingerprint.rs"]
mod fingerprint;

use std::path::Path;

#[test]
fn the_program_bears_the_fingerprint_of_its_sources() {
    let found = fingerprint::of(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the checkout can be read");
    assert_eq!(env!("INTERLEAVE_BUILD"), found);
    assert_ne!(found, env!("CARGO_PKG_VERSION"), "a version lasts for many builds");
}

#[test]
fn whatever_changes_in_a_source_changes_the_fingerprint() {
    let files = |all: &[(&str, &str)]| -> Vec<(String, Vec<u8>)> {
        all.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let before = fingerprint::hash(&files(&[("a.rs", "fn a() {}"), ("b.rs", "")]));
    for other in [
        [("a.rs", "fn b() {}"), ("b.rs", "")],
        [("a.rs", "fn a() {} "), ("b.rs", "")],
        [("a.rs", "fn a() {"), ("b.rs", "}")],
        [("a.rs", "fn a() {}b"), (".rs", "")],
        [("c.rs", "fn a() {}"), ("b.rs", "")],
    ] {
        assert_ne!(fingerprint::hash(&files(&other)), before, "{other:?}");
    }
}
