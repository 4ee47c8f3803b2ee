//! A field in which a program is written: what stands in it, and when the page hears of it.

use yew::prelude::*;

use super::{Dispatch, text_value};
use crate::ui::browser;
use crate::ui::state::written;

/// How long a hand rests before what it has written runs.
const REST_MS: u32 = 250;

/// What a field needs.
pub struct Field {
    /// What stands in it.
    pub text: AttrValue,
    /// Its `oninput`.
    pub on_input: Callback<InputEvent>,
    /// Its `onkeydown`.
    pub on_key: Callback<KeyboardEvent>,
}

/// The field of the program in this place, which holds what it is given until somebody writes in it.
#[hook]
pub fn use_source(place: usize, given: &AttrValue, dispatch: &Dispatch) -> Field {
    let text = use_state_eq(|| given.clone());
    let sent = use_mut_ref(|| given.clone());
    let waiting = use_mut_ref(|| None);
    let leaves = use_mut_ref(|| false);
    {
        let (text, sent) = (text.setter(), sent.clone());
        use_effect_with(given.clone(), move |given| {
            // What comes back is what was written here, and the hand may have gone on.
            if *sent.borrow() != *given {
                sent.replace(given.clone());
                text.set(given.clone());
            }
        });
    }
    let on_input = {
        let (text, waiting) = (text.setter(), waiting.clone());
        use_callback((dispatch.clone(), place), move |event: InputEvent, (dispatch, place)| {
            let Some(written) = text_value(&event) else { return };
            text.set(written.clone().into());
            let (dispatch, sent, place) = (dispatch.clone(), sent.clone(), *place);
            let run = Callback::from(move |()| {
                sent.replace(written.clone().into());
                if let Some(action) = written::write(&dispatch.state(), place, &written) {
                    dispatch.dispatch(action);
                }
            });
            waiting.replace(Some(browser::after(REST_MS, run)));
        })
    };
    let on_key = use_callback((), move |event: KeyboardEvent, ()| {
        // After Escape, Tab goes on to what comes next, as it does everywhere else.
        let left = leaves.replace(event.key() == "Escape");
        if !left && browser::write_by_key(&event) {
            event.prevent_default();
        }
    });
    Field { text: (*text).clone(), on_input, on_key }
}
