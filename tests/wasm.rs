//! Tests of the page's own platform, run in headless Chromium by `cargo xtask test`.
#![cfg(target_arch = "wasm32")]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod digest;
    pub(crate) mod seeded;
}

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_browser_runs_the_tests() {
    assert!(web_sys::window().is_some(), "there is a window");
}

#[wasm_bindgen_test]
fn the_traces_are_the_native_ones() {
    assert_eq!(support::digest::digest(), support::digest::EXPECTED);
}
