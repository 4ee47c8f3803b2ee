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
