//! The loop that moves the playhead while it plays.

use yew::prelude::*;

use super::Dispatch;
use crate::time::Duration;
use crate::ui::browser::Frames;
use crate::ui::state::Action;

/// While `playing`, tells the state how long each frame took.
#[hook]
pub fn use_frames(playing: bool, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(playing, move |&playing| {
        let tick = Callback::from(move |elapsed_ms: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            let elapsed_ns = (elapsed_ms.clamp(0.0, 1000.0) * 1e6) as u64;
            dispatch.dispatch(Action::Tick(Duration::from_ns(elapsed_ns)));
        });
        let frames = playing.then(|| Frames::start(tick));
        move || drop(frames)
    });
}
