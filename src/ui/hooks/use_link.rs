//! The address of the page follows what it shows, and the other way round.

use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser;
use crate::ui::state::{State, address};

/// The address is written when nothing has changed for so long: browsers refuse when it is done too often.
const REST_MS: u32 = 250;

/// Writes the address once things have come to rest, never while playing, and shows what the address becomes when
/// somebody else changes it.
#[hook]
pub fn use_link(state: &Rc<State>, dispatch: &Dispatch) {
    // A guest keeps the address that its host gave it: on going back, browsers open what stands there. While something
    // else is on its way the address stays what asked for it.
    let is_written = !state.playing && !state.embed && state.job.is_none();
    let link = is_written.then(|| address::print(state)).flatten();
    use_effect_with(link, |link| {
        let waiting = link
            .clone()
            .map(|link| browser::after(REST_MS, Callback::from(move |()| browser::replace_address(&link))));
        move || drop(waiting)
    });
    use_effect_with(dispatch.clone(), move |dispatch| {
        let dispatch = dispatch.clone();
        let listener = browser::on_address(Callback::from(move |()| {
            let (query, fragment) = browser::address();
            if let Some(action) = address::reopen(&query, &fragment, &dispatch.state()) {
                dispatch.dispatch(action);
            }
        }));
        move || drop(listener)
    });
}
