//! Interleave: what a thread does while it waits.

pub mod ui;
