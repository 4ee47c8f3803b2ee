//! What the system asks of every page.

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser::{self, Held};
use crate::ui::state::Action;

/// Whether a media query holds; `otherwise` where that is not known yet.
#[hook]
pub fn use_media(query: &'static str, otherwise: bool) -> bool {
    let holds = use_state_eq(|| otherwise);
    let set = holds.setter();
    use_effect_with((), move |()| {
        let listener = browser::on_media(query, Callback::from(move |holds| set.set(holds)));
        move || drop(listener)
    });
    *holds
}

/// Tells the state whether the reader asked for less motion.
#[hook]
pub fn use_reduced_motion(dispatch: &Dispatch) {
    use_effect_with(dispatch.clone(), |dispatch| {
        let listener = heed_motion(dispatch);
        move || drop(listener)
    });
}

/// The same where nothing is drawn by hooks, until dropped.
pub fn heed_motion(dispatch: &Dispatch) -> Option<Held> {
    let dispatch = dispatch.clone();
    let callback = Callback::from(move |reduced| dispatch.dispatch(Action::ReduceMotion(reduced)));
    browser::on_media("(prefers-reduced-motion: reduce)", callback)
}
