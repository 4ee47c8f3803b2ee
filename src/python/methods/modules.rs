//! The natives of the modules that are calculation alone.

use super::{builtins, math, raw};
use crate::python::values::Native;

/// The natives of a module; none where it has none here.
pub fn natives(module: &str) -> Vec<&'static Native> {
    let parts: &[&'static [Native]] = match module {
        "builtins" => &[builtins::LIST],
        "math" => &[math::UNARY, math::LIST],
        "_raw" => &[raw::RAW],
        "_string" => &[raw::STRING],
        "_time" => &[raw::TIME],
        _ => &[],
    };
    parts.iter().copied().flatten().collect()
}

/// The numbers of a module.
pub fn numbers(module: &str) -> &'static [(&'static str, f64)] {
    if module == "math" { math::CONSTANTS } else { &[] }
}
