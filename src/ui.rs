//! The page: state, the outside world, hooks, components; and the drawing as SVG.

pub mod browser;
pub mod components;
pub mod hooks;
pub mod state;
pub mod svg;

#[cfg(target_arch = "wasm32")]
pub use browser::mount;
