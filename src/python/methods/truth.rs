//! Whether builtin values are true, and whether a class has a say in what its instances hold.

use super::items;
use crate::python::values::Value;
use crate::python::values::class::Traits;
use crate::python::values::equal::custom;

/// Whether a builtin value is true; `None` where that takes Python.
pub fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::None => Some(false),
        Value::Int(value) => Some(*value != 0),
        Value::Float(value) => Some(*value != 0.0),
        Value::Object(_) => None,
        other => Some(items::length(other).is_none_or(|length| length > 0)),
    }
}

/// Whether the value's class has a say in what it contains.
pub fn custom_container(value: &Value) -> bool {
    custom(value, Traits::CONTAINER)
}
