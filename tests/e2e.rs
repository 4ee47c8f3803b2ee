//! End-to-end tests: the release build in `dist/`, in headless Chromium. `cargo xtask test` runs them, and
//! `cargo xtask test firefox webkit` a core of them in those browsers.
#![cfg(not(target_arch = "wasm32"))]

#[path = "e2e/axe.rs"]
mod axe;
#[path = "e2e/drive.rs"]
mod drive;
#[path = "e2e/edit.rs"]
mod edit;
#[path = "e2e/embed.rs"]
mod embed;
#[path = "e2e/export.rs"]
mod export;
#[path = "e2e/frame.rs"]
mod frame;
#[path = "e2e/hosting.rs"]
mod hosting;
#[path = "e2e/keyboard.rs"]
mod keyboard;
#[path = "e2e/lesson.rs"]
mod lesson;
#[path = "e2e/links.rs"]
mod links;
#[path = "e2e/page.rs"]
mod page;
#[path = "e2e/predict.rs"]
mod predict;
#[path = "e2e/program.rs"]
mod program;
#[path = "e2e/scale.rs"]
mod scale;
#[path = "e2e/share.rs"]
mod share;
#[path = "e2e/start.rs"]
mod start;
#[path = "e2e/tell.rs"]
mod tell;
#[path = "e2e/watch.rs"]
mod watch;
