//! Copying the link, and saying for a while what came of it.

use yew::prelude::*;

use crate::ui::browser;

/// How long it is said.
const SAID_MS: u32 = 2500;

/// What came of copying, for a while; and what copies the link that it is given, `None` where there is none to give.
#[hook]
pub fn use_share() -> (Option<bool>, Callback<Option<String>>) {
    let copied = use_state_eq(|| None::<bool>);
    let set = copied.setter();
    let copy = use_callback((), move |link: Option<String>, ()| {
        let set = set.clone();
        let done = Callback::from(move |done| set.set(Some(done)));
        match link {
            Some(link) => browser::copy(browser::absolute(&link), done),
            None => done.emit(false),
        }
    });
    let set = copied.setter();
    use_effect_with(*copied, move |copied| {
        let timer = copied.map(|_| browser::after(SAID_MS, Callback::from(move |()| set.set(None))));
        move || drop(timer)
    });
    (*copied, copy)
}
