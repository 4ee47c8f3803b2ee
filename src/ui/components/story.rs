//! What is told of what is shown, made anew only where something happens.

use yew::prelude::*;

use super::now::Story;
use super::parts::Beside;
use crate::ui::state::{Shared, State};

/// What is told at the playhead: it changes only where something happens. Nothing before who tells it is there.
#[hook]
pub fn use_story(state: &State, teller: Option<Beside>) -> Story {
    let since = state.shown.last_instant_up_to(state.revealed());
    let is_there = teller.is_some();
    let chronicle = use_memo((state.shown.clone(), is_there), |(shown, _)| {
        Shared::new(teller.and_then(|teller| (teller.chronicle)(shown)))
    });
    let told = use_memo((state.shown.clone(), since, is_there), |(shown, since, _)| {
        let lines = teller.map(|teller| (teller.lines)(shown, chronicle.as_ref().as_ref(), *since));
        Shared::new(lines.unwrap_or_default())
    });
    Story { chronicle: (*chronicle).clone(), since, told: (*told).clone() }
}
