//! What the page and the page around it say to one another.

use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use crate::time::Instant;
use crate::ui::browser;
use crate::ui::state::message::{Asked, Told, moved};
use crate::ui::state::{Answer, State, Status};

/// Does what the page around this one asks for, and tells it how high the page is and where the playhead is: `moment`,
/// which the state may be behind.
#[hook]
pub fn use_messages(state: &Rc<State>, moment: Instant, dispatch: &Dispatch) {
    use_asked(state, dispatch);
    use_effect_with(state.status, |status| {
        let height = match status {
            Status::Loading => None,
            Status::Ready => {
                browser::tell_host(&Told::Ready);
                let tell = |height_px| browser::tell_host(&Told::Height(height_px));
                browser::is_framed().then(|| browser::on_height(Callback::from(tell))).flatten()
            }
        };
        move || drop(height)
    });
    use_effect_with(state.answer.clone(), |answer| {
        if let Some(Answer { ask, given, right }) = answer.clone() {
            browser::tell_host(&Told::Answer { ask, given, right });
        }
    });
    // The moment that the host knows, and when it was told.
    let known = use_mut_ref(|| (moment, f64::NEG_INFINITY));
    use_effect_with((moment, state.playing, state.end()), move |&(moment, playing, end)| {
        let (before, at_ms) = *known.borrow();
        let now_ms = browser::now_ms();
        let told = moved(before, moment, end, playing, now_ms - at_ms);
        if !told.is_empty() {
            known.replace((moment, now_ms));
            told.iter().for_each(browser::tell_host);
        }
    });
}

#[hook]
fn use_asked(state: &Rc<State>, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    use_effect_with(dispatch.clone(), move |dispatch| {
        let dispatch = dispatch.clone();
        let listener = browser::on_message(Callback::from(move |heard| {
            let Some(asked) = Asked::read(heard) else { return };
            if asked == Asked::Ping {
                browser::tell_host(&Told::Pong);
            }
            let state = latest.borrow().clone();
            if let Some(action) = asked.action(&state) {
                dispatch.dispatch(action);
            }
        }));
        move || drop(listener)
    });
}
