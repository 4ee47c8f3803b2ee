//! Python's text and bytes: their methods, their formats, their `repr`.

pub mod cases;
pub mod chars;
pub mod codec;
pub mod escape;
pub mod fields;
pub mod find;
pub mod parts;
pub mod percent;
pub mod shape;
pub mod slice;
pub mod spec;
