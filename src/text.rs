//! Every sentence that people read, in one place, ready to be translated.

pub mod figure;
