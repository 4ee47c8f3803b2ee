//! Python's numbers: `int` of any size, `float`, their text and their hashes.

pub mod base;
pub mod big;
pub mod float;
pub mod hash;
pub mod int;
pub mod limbs;
pub mod math;
pub mod precise;
pub mod whole;

pub use int::Int;
