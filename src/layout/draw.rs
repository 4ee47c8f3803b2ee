//! What is drawn of a panel: its heading, the names of its lanes, and what is in them.

pub mod calls;
pub mod columns;
pub mod crowd;
pub mod headings;
pub mod labels;
pub mod lines;
pub mod names;
pub mod shapes;
pub mod spans;
pub mod strands;
pub mod weave;
