//! What people see and touch.

pub mod svg;
