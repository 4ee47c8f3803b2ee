//! How high a guest of this page says that it is.

use yew::prelude::*;

use crate::ui::browser;

/// The height in pixels that the page in the frame `node` tells; `None` until it does, and anew for each `address`.
#[hook]
pub fn use_guest_height(node: &NodeRef, address: AttrValue) -> Option<u32> {
    let height_px = use_state_eq(|| None::<u32>);
    let set = height_px.setter();
    use_effect_with((node.clone(), address), move |(node, _)| {
        let listener = browser::on_guest_height(node, Callback::from(move |px| set.set(Some(px))));
        move || drop(listener)
    });
    *height_px
}
