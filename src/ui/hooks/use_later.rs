//! What is done once the page has been drawn anew.

use yew::prelude::*;

use crate::ui::browser;

/// Puts the focus on the element with the id that it is given, which an action has just put on the page.
#[hook]
pub fn use_later() -> Callback<&'static str> {
    let waiting = use_mut_ref(|| None);
    use_callback((), move |id: &'static str, ()| {
        waiting.replace(Some(browser::after(0, Callback::from(move |()| browser::focus_on(id)))));
    })
}

/// Scrolls the page, as little as needed, to the first element that the selector finds once an action has drawn it.
#[hook]
pub fn use_shown_later() -> Callback<&'static str> {
    let waiting = use_mut_ref(|| None);
    use_callback((), move |selector: &'static str, ()| {
        waiting.replace(Some(browser::after(60, Callback::from(move |()| browser::show(selector)))));
    })
}
