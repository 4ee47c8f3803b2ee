//! How wide an element is.

use yew::prelude::*;

use crate::ui::browser;

/// The width of the figure's element in whole pixels; until it is in the document, of the one whose place it takes.
#[hook]
pub fn use_width(node: &NodeRef) -> Option<f64> {
    use_width_from(node, first_width)
}

/// The width of an element in whole pixels, once it is in the document.
#[hook]
pub fn use_own_width(node: &NodeRef) -> Option<f64> {
    use_width_from(node, || None)
}

#[hook]
fn use_width_from(node: &NodeRef, first: fn() -> Option<f64>) -> Option<f64> {
    let width_px = use_state_eq(first);
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

#[cfg(target_arch = "wasm32")]
fn first_width() -> Option<f64> {
    browser::width_ahead()
}

/// Where there is no document.
#[cfg(not(target_arch = "wasm32"))]
fn first_width() -> Option<f64> {
    None
}
