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
fn the_traces_are_the_native_ones() {
    assert_eq!(support::digest::digest(), support::digest::EXPECTED);
}

#[wasm_bindgen_test]
fn the_figures_are_the_native_ones() {
    assert_eq!(support::digest::figures(), support::digest::EXPECTED_FIGURES);
}

#[wasm_bindgen_test]
fn the_programs_run_as_natively() {
    assert_eq!(support::digest::programs(), support::digest::EXPECTED_PROGRAMS);
}
