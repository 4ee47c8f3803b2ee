//! The diagram on the page: measured, laid out, drawn once, and a playhead that moves over it.

use std::rc::Rc;

use yew::prelude::*;

use crate::layout::{self, Drawing, Viewport};
use crate::lesson::Spot;
use crate::scene::Form;
use crate::time::Instant;
use crate::trace::RequestId;
use crate::ui::hooks::{Dispatch, request_of, use_gestures, use_glide, use_width};
use crate::ui::state::{Action, Flag, Shared, Shown, Window};
use crate::ui::svg::{self, Look};

/// Its width where nothing can be measured: in a page that is drawn ahead.
const WIDTH_PX_DEFAULT: f64 = 872.0;

/// What the figure needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub shown: Shared<Shown>,
    /// The visible stretch; `None` is all.
    pub zoom: Option<Window>,
    /// The request that is followed.
    pub follow: Option<RequestId>,
    /// The form that the legend lights up.
    pub lit: Option<Form>,
    /// The element that says the same in words.
    pub told_by: Option<&'static str>,
    /// Where the playhead is.
    pub moment: Instant,
    /// Whether it has been moved.
    pub moved: bool,
    /// Whether its way is shown.
    pub glides: bool,
    /// From where a longer way is shown.
    pub travel: Option<Instant>,
    /// What is pointed at.
    pub spots: Rc<Vec<Spot>>,
    /// What the reader has in mind.
    pub flags: Rc<Vec<Flag>>,
    /// Whether what comes next is hidden.
    pub secret: bool,
    /// Where the axis ends, if not at the end.
    pub axis_end: Option<Instant>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The figure and what pointers and keys do on it.
#[component]
pub fn Figure(props: &Props) -> Html {
    let frame = use_node_ref();
    let width_px = use_width(&frame).unwrap_or(WIDTH_PX_DEFAULT);
    let whole = props.axis_end.map(|end| Window { start: Instant::ZERO, end });
    let drawing =
        use_memo((props.shown.clone(), props.zoom.or(whole), props.follow, width_px.to_bits()), |deps| {
            let (shown, zoom, follow, width_bits) = deps;
            Shared::new(draw("figure", shown, *zoom, *follow, f64::from_bits(*width_bits)))
        });
    let drawing = (*drawing).clone();
    let gestures = use_gestures(&frame, width_px, &drawing, &props.shown, &props.dispatch);
    let dispatch = props.dispatch.clone();
    use_effect_with((), move |()| dispatch.dispatch(Action::Drawn));
    let dispatch = props.dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if !matches!(event.key().as_str(), "Enter" | " ") {
            return;
        }
        if let Some(request) = request_of(&event) {
            event.prevent_default();
            dispatch.dispatch(Action::ToggleFollow(request));
        }
    });
    let look = Look {
        follow: props.follow,
        lit: props.lit,
        interactive: true,
        told_by: props.told_by,
        secret: props.secret,
    };
    let mut moment = drawing.at(use_glide(props.moment, props.glides, props.travel), props.moved);
    let place = |spot: &Spot| drawing.stretch(spot.run, &spot.lane, spot.start, spot.end);
    let places: Vec<_> = props.spots.iter().filter_map(place).collect();
    let mut pointing = drawing.pointing_at(&places, &mut moment);
    pointing
        .extend(props.flags.iter().flat_map(|flag| drawing.flag(flag.run, &flag.lane, flag.at, &flag.words)));
    if props.secret {
        drawing.hide_future(&mut moment);
    }
    let layers = html! {
        <>
            <Ground drawing={drawing.clone()} {look} />
            { svg::veil(&drawing.scene, &moment) }
            { svg::pointing(&drawing.scene, &pointing) }
            <Over drawing={drawing.clone()} {look} />
            { svg::playhead(&drawing.scene, &moment) }
        </>
    };
    let class = classes!("figure-frame", props.zoom.map(|_| "is-zoomed"));
    html! {
        <div
            ref={frame} {class} {onkeydown} onpointerdown={gestures.down} onpointermove={gestures.moved}
            onpointerup={gestures.up} onpointercancel={gestures.cancel}
        >
            { svg::root(&drawing.scene, &look, layers) }
        </div>
    }
}

/// What is shown, laid out at a width; `id` is the drawing's name in the document.
pub fn draw(
    id: &str,
    shown: &Shown,
    zoom: Option<Window>,
    follow: Option<RequestId>,
    width_px: f64,
) -> Drawing {
    let figure = layout::Figure {
        id,
        scenario: &shown.scenario,
        traces: shown.runs.iter().map(|run| &run.trace).collect(),
        follow,
    };
    let stretch = zoom.map(|window| (window.start, window.end));
    layout::lay_out(&figure, &Viewport { width_px, stretch })
}

#[derive(Properties, PartialEq)]
struct LayerProps {
    drawing: Shared<Drawing>,
    look: Look,
}

/// What never moves with the playhead, and is below the veil.
#[component]
fn Ground(props: &LayerProps) -> Html {
    svg::ground(&props.drawing.scene, &props.look)
}

/// What never moves with the playhead, and is above the veil.
#[component]
fn Over(props: &LayerProps) -> Html {
    if props.look.secret {
        return svg::over(&props.drawing.secret_scene(), &props.look);
    }
    svg::over(&props.drawing.scene, &props.look)
}
