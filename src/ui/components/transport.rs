//! The buttons that move the playhead, the speed and the scrubber.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::scrubber::Scrubber;
use crate::link::Speed;
use crate::text::page as text;
use crate::time::Instant;
use crate::ui::hooks::{Dispatch, select_value};
use crate::ui::state::{Action, Direction, SPEEDS, ZOOM_IN_PERMILLE, ZOOM_OUT_PERMILLE};

/// What the row needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where it is as it is written: while it moves not every frame.
    pub told: Instant,
    /// Where it is as it is read aloud: while playing, where something last happened.
    pub said: Instant,
    /// Where the slider ends.
    pub end: Instant,
    /// Whether nothing moves the playhead now.
    pub held: bool,
    /// Whether it stays in view.
    pub in_use: bool,
    /// Whether the playhead moves by itself.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Whether less than the whole axis is visible.
    pub zoomed: bool,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The row below the figure.
#[component]
pub fn Transport(props: &Props) -> Html {
    html! {
        <div id="playback" tabindex="-1" class={classes!("transport", props.in_use.then_some("is-in-use"))} role="group" aria-label={text::TRANSPORT} inert={props.held}>
            <Buttons playing={props.playing} dispatch={props.dispatch.clone()} />
            <Scrubber told={props.told} said={props.said} end={props.end} playing={props.playing} dispatch={props.dispatch.clone()} />
            <Extras speed={props.speed} zoomed={props.zoomed} dispatch={props.dispatch.clone()} />
        </div>
    }
}

/// A round button that sends one action.
fn button(
    control: &'static str,
    label: &'static str,
    picture: Icon,
    action: Action,
    dispatch: &Dispatch,
) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()));
    html! {
        <button type="button" class="round" data-control={control} aria-label={label} title={label} {onclick}>
            { icon(picture) }
        </button>
    }
}

/// The button that plays or pauses: its control, its name and its picture.
pub fn toggle(playing: bool) -> (&'static str, &'static str, Icon) {
    if playing { ("pause", text::PAUSE, Icon::Pause) } else { ("play", text::PLAY, Icon::Play) }
}

#[derive(Properties, PartialEq)]
struct ButtonsProps {
    playing: bool,
    dispatch: Dispatch,
}

#[component]
fn Buttons(props: &ButtonsProps) -> Html {
    let dispatch = &props.dispatch;
    let (control, label, picture) = toggle(props.playing);
    let toggle = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| toggle.dispatch(Action::TogglePlay));
    html! {
        <div class="buttons">
            { button("start", text::TO_START, Icon::Start, Action::Start, dispatch) }
            { button("step-back", text::STEP_BACK, Icon::StepBack, Action::Step(Direction::Back, 1), dispatch) }
            <button type="button" class="round big" data-control={control} aria-label={label} title={label} {onclick}>
                { icon(picture) }
            </button>
            { button("step", text::STEP, Icon::Step, Action::Step(Direction::Forward, 1), dispatch) }
            { button("end", text::TO_END, Icon::End, Action::End, dispatch) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ExtrasProps {
    speed: Speed,
    zoomed: bool,
    dispatch: Dispatch,
}

#[component]
fn Extras(props: &ExtrasProps) -> Html {
    let dispatch = props.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(thousandths) = select_value(&event).and_then(|value| value.parse().ok()) {
            dispatch.dispatch(Action::SetSpeed(Speed::from_thousandths(thousandths)));
        }
    });
    let chosen = props.speed.thousandths();
    let mut speeds = SPEEDS.to_vec();
    if !speeds.contains(&chosen) {
        speeds.push(chosen);
        crate::order::sort(&mut speeds);
    }
    let option = |&speed: &u32| {
        html! { <option key={speed} value={speed.to_string()} selected={speed == chosen}>{ text::speed(speed) }</option> }
    };
    // A button that is disabled while it has the focus would lose it: these stay where they are and say so.
    let zoom = |control: &'static str, label: &'static str, picture: Icon, action: Action, disabled: bool| {
        let disabled = disabled.then_some("true");
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(action.clone()));
        html! {
            <button type="button" class="plain" data-control={control} aria-label={label} title={label} aria-disabled={disabled} {onclick}>{ icon(picture) }</button>
        }
    };
    html! {
        <div class="extras">
            <span class="menu small">
                <select data-control="speed" aria-label={text::SPEED} {onchange}>{ for speeds.iter().map(option) }</select>
            </span>
            <div class="zoom">
                { zoom("zoom-out", text::ZOOM_OUT, Icon::ZoomOut, Action::Zoom(ZOOM_OUT_PERMILLE), !props.zoomed) }
                { zoom("zoom-reset", text::ZOOM_RESET, Icon::ZoomReset, Action::ZoomReset, !props.zoomed) }
                { zoom("zoom-in", text::ZOOM_IN, Icon::ZoomIn, Action::Zoom(ZOOM_IN_PERMILLE), false) }
            </div>
        </div>
    }
}
