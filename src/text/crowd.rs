//! What stands at a crowd: opening it, and finding one of its requests.

use super::figure::number;
use super::joined;

/// Draws some of a crowd one by one.
pub const SINGLY: &str = "Show some one by one";
/// The field for a request's number or name.
pub const FIND: &str = "Find a request";
/// Finds it.
pub const GO: &str = "Find";

/// What the field takes.
pub fn hint(count: &str) -> String {
    format!("1–{count}, or a name")
}

/// Nobody has this number or name.
pub fn nobody(count: u64) -> String {
    format!("No request has that number or name. There are {}.", number(count))
}

/// How long a request took in a model.
pub fn took(model: &str, ms: &str) -> String {
    format!("{ms} ms in {model}")
}

/// Which request was found, and how long it took.
pub fn found(request: &str, took: &[String]) -> String {
    format!("Request {request} took {}.", joined(took))
}
