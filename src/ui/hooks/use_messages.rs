//! What the page and the page around it say to one another.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Dispatch, use_change};
use crate::ui::browser;
use crate::ui::state::message::{Asked, Told, moved};
use crate::ui::state::{Answer, State, Status};

/// Does what the page around this one asks for, and tells it how high the page is and where the playhead is. `status` is
/// as the page has it; that it is ready is said once.
#[hook]
pub fn use_messages(state: &Rc<State>, status: &'static str, dispatch: &Dispatch) {
    use_asked(dispatch);
    let was_ready = use_mut_ref(|| false);
    let is_ready = *was_ready.borrow() || status == Status::Ready.name();
    was_ready.replace(is_ready);
    use_effect_with(is_ready, |is_ready| {
        if *is_ready {
            browser::tell_host(&Told::Ready);
        }
    });
    use_effect_with(state.status, |status| {
        let height = match status {
            Status::Loading => None,
            Status::Ready => {
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
    let known = Cell::new((state.moment, f64::NEG_INFINITY));
    use_change(dispatch, move |state| {
        let (before, at_ms) = known.get();
        let now_ms = browser::now_ms();
        let told = moved(before, state.moment, state.end(), state.playing, now_ms - at_ms);
        if !told.is_empty() {
            known.set((state.moment, now_ms));
            told.iter().for_each(browser::tell_host);
        }
    });
}

#[hook]
fn use_asked(dispatch: &Dispatch) {
    use_effect_with(dispatch.clone(), move |dispatch| {
        let dispatch = dispatch.clone();
        let listener = browser::on_message(Callback::from(move |heard| {
            let Some(asked) = Asked::read(heard) else { return };
            if asked == Asked::Ping {
                browser::tell_host(&Told::Pong);
            }
            if let Some(action) = asked.action(&dispatch.state()) {
                dispatch.dispatch(action);
            }
        }));
        move || drop(listener)
    });
}
