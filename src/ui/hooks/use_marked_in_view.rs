//! What is marked within a frame that scrolls is kept in view.

use yew::prelude::*;

use crate::ui::browser;

/// Scrolls the frame, and nothing else, so that its marked part is seen whenever `key` changes.
#[hook]
pub fn use_marked_in_view<K: PartialEq + 'static>(frame: &NodeRef, key: K) {
    let frame = frame.clone();
    use_effect_with(key, move |_| browser::show_within(&frame, ".is-at"));
}
