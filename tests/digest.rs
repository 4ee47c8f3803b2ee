//! The same traces as ever, bit for bit. The tests in the browser ask for the same number.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod assemble;
    pub(crate) mod digest;
    pub(crate) mod seeded;
}

#[test]
fn the_digest_is_the_frozen_one() {
    let digest = support::digest::digest();
    assert_eq!(digest, support::digest::EXPECTED, "the digest is {digest:#018x}");
}

#[test]
fn the_figures_are_the_frozen_ones() {
    let digest = support::digest::figures();
    assert_eq!(digest, support::digest::EXPECTED_FIGURES, "the digest is {digest:#018x}");
}

#[test]
fn the_programs_run_as_ever() {
    let digest = support::digest::programs();
    assert_eq!(digest, support::digest::EXPECTED_PROGRAMS, "the digest is {digest:#018x}");
}
