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
