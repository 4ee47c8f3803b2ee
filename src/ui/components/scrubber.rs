//! The slider that holds the playhead, and the moment beside it.

use yew::prelude::*;

use crate::text::page as text;
use crate::time::{Instant, NS_PER_MS};
use crate::ui::hooks::{Dispatch, input_number, use_slide};
use crate::ui::state::{Action, Direction, STEPS_AT_ONCE, readout};

/// What the slider needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where the slider ends.
    pub end: Instant,
    /// Where it is as it is written: while it moves not every frame.
    pub told: Instant,
    /// Where it is as it is read aloud: while playing, where something last happened.
    pub said: Instant,
    /// Whether the playhead moves by itself.
    pub playing: bool,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// A native slider in milliseconds, which is heard and felt, not seen; what is seen of it follows the playhead by
/// transforms alone, for which a browser neither lays out nor paints. Its arrow keys go from event to event,
/// as they do everywhere on the page.
#[component]
pub fn Scrubber(props: &Props) -> Html {
    let (filled, way) = use_slide(&props.dispatch);
    let dispatch = props.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(ms) = input_number(&event) {
            dispatch.dispatch(Action::Scrub(instant(ms)));
        }
    });
    let dispatch = props.dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(action) = slider_key(&event.key(), event.shift_key()) {
            event.prevent_default();
            dispatch.dispatch(action);
        }
    });
    let said = text::moment(&props.said.to_string());
    html! {
        <div class="scrubber">
            <div class="slide">
                <input
                    type="range" class="scrub" data-control="scrub" min="0" max={props.end.to_string()} step="any"
                    value={props.told.to_string()} aria-label={text::SCRUB} aria-valuetext={said} {oninput} {onkeydown}
                />
                <span class="track" aria-hidden="true"><span class="filled" ref={filled} /></span>
                <span class="rail" aria-hidden="true"><span class="way" ref={way}><span class="thumb" /></span></span>
            </div>
            <output class="moment" aria-hidden="true">{ text::moment(&readout(props.told, props.end, props.playing)) }</output>
        </div>
    }
}

/// What a key does to the slider; `None` for the browser's own.
pub fn slider_key(key: &str, shift: bool) -> Option<Action> {
    let count = if shift { STEPS_AT_ONCE } else { 1 };
    match key {
        "ArrowRight" | "ArrowUp" => Some(Action::Step(Direction::Forward, count)),
        "ArrowLeft" | "ArrowDown" => Some(Action::Step(Direction::Back, count)),
        "PageUp" => Some(Action::Step(Direction::Forward, STEPS_AT_ONCE)),
        "PageDown" => Some(Action::Step(Direction::Back, STEPS_AT_ONCE)),
        "Home" => Some(Action::Start),
        "End" => Some(Action::End),
        _ => None,
    }
}

/// A place on the slider; anything that is no instant is 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "below 2^53"
)]
pub fn instant(ms: f64) -> Instant {
    Instant::from_ns((ms.clamp(0.0, 1e9) * NS_PER_MS as f64 + 0.5) as u64)
}
