//! The page's parts, one a file.

pub mod announcer;
pub mod app;
pub mod code;
pub mod comparison;
pub mod editor;
pub mod export;
pub mod figure;
pub mod footer;
pub mod header;
pub mod help;
pub mod icon;
pub mod legend;
mod lesson;
pub mod marked;
pub mod notices;
pub mod now;
pub mod open;
pub mod print;
mod question;
pub mod scrubber;
pub mod sharing;
pub mod stage;
mod teaching;
pub mod top;
pub mod transport;
pub mod words;
pub mod working;
