//! Copying a text, and saying for a while what came of it.

use yew::prelude::*;

use crate::ui::browser;

/// How long it is said that it is copied.
const SAID_MS: u32 = 2500;

/// What came of copying; and what copies. Where the browser refuses, the text in `node` is selected, so that the reader
/// can copy it, and that is said until the next time.
#[hook]
pub fn use_copy(node: &NodeRef) -> (Option<bool>, Callback<AttrValue>) {
    let copied = use_state_eq(|| None::<bool>);
    let set = copied.setter();
    let copy = use_callback(node.clone(), move |text: AttrValue, node| {
        let (set, node) = (set.clone(), node.clone());
        browser::copy(
            text.to_string(),
            Callback::from(move |done: bool| {
                if !done {
                    browser::select(&node);
                }
                set.set(Some(done));
            }),
        );
    });
    let set = copied.setter();
    use_effect_with(*copied, move |copied| {
        let timer = copied
            .filter(|&done| done)
            .map(|_| browser::after(SAID_MS, Callback::from(move |()| set.set(None))));
        move || drop(timer)
    });
    (*copied, copy)
}
