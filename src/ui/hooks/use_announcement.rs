//! What screen readers say by themselves: politely, and only once things have come to rest.

use yew::prelude::*;

use crate::ui::browser;

/// A change is announced when nothing has changed for so long.
const REST_MS: u32 = 500;

/// `text` once it has rested; the last one that has while it is `None`.
#[hook]
pub fn use_announcement(text: Option<AttrValue>) -> AttrValue {
    let announced = use_state_eq(AttrValue::default);
    let is_first = use_mut_ref(|| true);
    let set = announced.setter();
    use_effect_with(text, move |text| {
        // What is there when the page opens is read in its place.
        let is_first = is_first.replace(false);
        let waiting = text
            .clone()
            .filter(|_| !is_first)
            .map(|text| browser::after(REST_MS, Callback::from(move |()| set.set(text.clone()))));
        move || drop(waiting)
    });
    (*announced).clone()
}
