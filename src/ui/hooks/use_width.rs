//! How wide an element is.

use yew::prelude::*;

use crate::ui::browser;

/// The width of the element in whole pixels; `None` until it is in the document.
#[hook]
pub fn use_width(node: &NodeRef) -> Option<f64> {
    let width_px = use_state_eq(|| None);
    let set = width_px.setter();
    use_effect_with(node.clone(), move |node| {
        let measured = Callback::from(move |px: f64| {
            if px >= 1.0 {
                set.set(Some(px.floor()));
            }
        });
        let observer = browser::on_width(node, measured);
        move || drop(observer)
    });
    *width_px
}
