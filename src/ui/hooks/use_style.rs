//! Values that only a script may set under a strict content security policy.

use yew::prelude::*;

use crate::ui::browser;

/// Keeps a property of the element's own style.
#[hook]
pub fn use_style(node: &NodeRef, property: &'static str, value: String) {
    use_effect_with((node.clone(), value), move |(node, value)| browser::set_style(node, property, value));
}
