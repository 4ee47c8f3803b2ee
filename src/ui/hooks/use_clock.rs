//! The clock that moves the playhead while it plays.

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser::{self, Frames, Held};

/// How often the state is told the time where the browser moves the playhead by itself.
const TICK_MS: u32 = 100;

/// Tells the state the time now and then, until dropped.
pub fn clock(dispatch: &Dispatch) -> Held {
    let dispatch = dispatch.clone();
    browser::every(TICK_MS, Callback::from(move |()| dispatch.tick()))
}

/// While `playing`, tells the state the time: `by_frame`, or now and then.
#[hook]
pub fn use_clock(playing: bool, by_frame: bool, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with((playing, by_frame), move |&(playing, by_frame)| {
        let source = dispatch.clone();
        // A page may open playing.
        dispatch.wind();
        let tick = Callback::from(move |_elapsed_ms: f64| source.tick());
        let frames = (playing && by_frame).then(|| Frames::start(tick));
        let clock = (playing && !by_frame).then(|| clock(&dispatch));
        move || drop((frames, clock))
    });
}
