//! End-to-end tests: the release build in `dist/`, in headless Chromium. `cargo xtask test` runs them.
#![cfg(not(target_arch = "wasm32"))]

#[path = "e2e/address.rs"]
mod address;
#[path = "e2e/control.rs"]
mod control;
#[path = "e2e/page.rs"]
mod page;
#[path = "e2e/start.rs"]
mod start;
