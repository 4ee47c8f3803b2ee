//! What the page and its worker say to each other: lists whose first entry is a letter. Both are of one build.

use js_sys::{Array, BigUint64Array};
use wasm_bindgen::prelude::*;

use crate::sim::Failure;

/// The build that both sides must be of; a worker that was kept from an older one is not listened to.
pub const BUILD: &str = env!("INTERLEAVE_BUILD");

/// The worker is there: its build.
pub const READY: &str = "ready";
/// So many requests have finished, in all models.
pub const TOLD: &str = "told";
/// A run begins: the head of its trace, its summary.
pub const HEAD: &str = "head";
/// A piece of its trace: the table, the words.
pub const PIECE: &str = "piece";
/// The run is complete.
pub const END: &str = "end";
/// There will be no runs: the limit that one would have broken, nothing where it is something else.
pub const FAILED: &str = "failed";

/// A message of this kind.
pub fn message(kind: &str, rest: &[JsValue]) -> Array {
    let list = Array::of1(&kind.into());
    for value in rest {
        list.push(value);
    }
    list
}

/// A limit as it stands in a message: its number, and the group that breaks it.
pub fn failed(failure: Failure) -> Vec<JsValue> {
    match failure {
        Failure::Events => vec![0.into()],
        Failure::Late { group } => vec![1.into(), u32::try_from(group).unwrap_or(u32::MAX).into()],
    }
}

/// The limit from a place of a message on.
pub fn failure(message: &Array, place: u32) -> Option<Failure> {
    match number(message, place)? {
        0 => Some(Failure::Events),
        1 => Some(Failure::Late { group: usize::try_from(number(message, place + 1)?).ok()? }),
        _ => None,
    }
}

/// Numbers as a buffer that can change hands without being copied.
pub fn buffer(words: &[u64]) -> BigUint64Array {
    BigUint64Array::from(words)
}

/// The numbers at a place of a message.
pub fn words(message: &Array, place: u32) -> Option<Vec<u64>> {
    message.get(place).dyn_into::<BigUint64Array>().ok().map(|words| words.to_vec())
}

/// The text at a place of a message.
pub fn text(message: &Array, place: u32) -> Option<String> {
    message.get(place).as_string()
}

/// The whole number at a place of a message.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^53, and checked")]
pub fn number(message: &Array, place: u32) -> Option<u64> {
    message.get(place).as_f64().filter(|number| *number >= 0.0).map(|number| number as u64)
}
