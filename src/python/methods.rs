//! What builtin values can do: their methods, subscripts, formats and the functions over them that need no call of Python.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "a value is one of many kinds, and a function names those that it is for"
)]

pub mod args;
pub mod builtins;
pub mod bytes;
pub mod deque;
pub mod dict;
pub mod format;
pub mod item;
pub mod items;
pub mod list;
pub mod math;
pub mod modules;
pub mod numbers;
pub mod random;
pub mod raw;
pub mod set;
pub mod show;
pub mod sort;
pub mod special;
pub mod str;
#[cfg(test)]
mod tests;
mod truth;

use super::values::Native;

/// The methods of a builtin class, in parts: those of its own, and those that several have.
pub fn of(class: &str) -> Vec<&'static Native> {
    let own: &'static [Native] = match class {
        "bytes" => bytes::LIST,
        "deque" => deque::LIST,
        "dict" => dict::LIST,
        "dict_items" | "dict_keys" => dict::VIEW,
        "float" => numbers::FLOAT,
        "frozenset" => set::FROZEN,
        "int" => numbers::INT,
        "list" => list::LIST,
        "Random" => random::LIST,
        "range" => numbers::RANGE,
        "set" => set::LIST,
        "slice" => numbers::SLICE,
        "str" => str::LIST,
        "tuple" => list::TUPLE,
        _ => &[],
    };
    own.iter().chain(special::of(class)).collect()
}
