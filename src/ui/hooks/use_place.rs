//! Where the playhead is, as scripts and tests read it from the document.

use yew::prelude::*;

use super::{Dispatch, use_change};
use crate::ui::browser;

/// Keeps `data-t-ns` of an element, which has it, at the playhead while that moves.
#[hook]
pub fn use_place(node: &NodeRef, dispatch: &Dispatch) {
    let node = node.clone();
    use_change(dispatch, move |state| {
        browser::set_attribute(&node, "data-t-ns", &state.moment.as_ns().to_string());
    });
}
