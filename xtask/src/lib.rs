//! Builds, serves and tests Interleave, and holds what its end-to-end tests share.

pub mod apt;
pub mod bench;
pub mod browser;

pub mod digest;
pub mod dist;
pub mod driver;
pub mod everywhere;
pub mod fuzz;
pub mod install;
pub mod lighthouse;
pub mod pages;
pub mod proc;
pub mod serve;
pub mod server;
pub mod shot;
pub mod step;
pub mod strict;
pub mod suite;
pub mod tools;
pub mod wasm;
pub mod webdriver;

use std::path::PathBuf;

/// The root of the checkout.
#[must_use]
pub fn root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().map(PathBuf::from).unwrap_or(xtask)
}
