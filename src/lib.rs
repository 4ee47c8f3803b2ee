//! Interleave: what a thread does while it waits, simulated and drawn.
//!
//! One pipeline of plain functions over values:
//! link or JSON → [`scenario::Scenario`] → [`trace::Trace`] → `scene::Scene` → SVG.

pub mod geometry;
pub mod number;
pub mod order;
pub mod rng;
pub mod time;

pub mod scenario;
pub mod trace;

pub mod node;
pub mod python;
pub mod scene;
pub mod sim;
pub mod subject;
pub mod summary;

pub mod layout;
pub mod text;

pub mod code;
pub mod lesson;
pub mod narrate;

pub mod file;
pub mod link;

pub mod export;
pub mod gallery;

pub mod ui;
