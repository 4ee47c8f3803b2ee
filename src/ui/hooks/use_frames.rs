//! The loop that moves the playhead while it plays.

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser::Frames;
use crate::ui::state::Action;

/// While `playing`, tells the state how long each frame took.
#[hook]
pub fn use_frames(playing: bool, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(playing, move |&playing| {
        let tick = Callback::from(move |elapsed_ms: f64| {
            dispatch.dispatch(Action::tick(elapsed_ms));
        });
        let frames = playing.then(|| Frames::start(tick));
        move || drop(frames)
    });
}
