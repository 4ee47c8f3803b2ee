//! The diagram on the page: measured, laid out, drawn once, and a playhead that moves over it.

use std::rc::Rc;

use yew::prelude::*;

use super::edges::Edges;
use super::layers::Layers;
use crate::layout::{self, Drawing, Viewport};
use crate::lesson::{Ask, Spot};
use crate::scene::Form;
use crate::time::Instant;
use crate::trace::TaskId;
use crate::ui::hooks::{
    Dispatch, Reach, request_of, use_edge_keys, use_edges, use_gestures, use_live, use_unrest, use_width,
};
use crate::ui::state::grip::Pulled;
use crate::ui::state::handles::{Handle, handles};
use crate::ui::state::{Action, Flag, Shared, Shown, Window};
use crate::ui::svg::{self, Look};

/// Its width where nothing can be measured: in a page that is drawn ahead.
const WIDTH_PX_DEFAULT: f64 = 872.0;

/// What the figure needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub shown: Shared<Shown>,
    /// The request that is followed.
    pub follow: Option<TaskId>,
    /// Whether a crowd is drawn one by one too.
    pub singly: bool,
    /// The form that the legend lights up.
    pub lit: Option<Form>,
    /// The element that says the same in words.
    pub told_by: Option<&'static str>,
    /// Where the playhead is as it is written: while it moves not every frame.
    pub told: Instant,
    /// The question that stands: what is asked for cannot be pulled.
    pub ask: Option<Ask>,
    /// Whether the scenario is being edited: what can be pulled shows.
    pub editing: bool,
    /// What is pointed at.
    pub spots: Rc<Vec<Spot>>,
    /// What the reader has in mind.
    pub flags: Rc<Vec<Flag>>,
    /// From when on what comes is hidden.
    pub secret: Option<Instant>,
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
    let pulled = use_state_eq(|| None::<Pulled>);
    let whole = props.axis_end.map(|end| (Instant::ZERO, end));
    let zoom = *use_live(&props.dispatch, |state| state.zoom);
    let zoomed = zoom.map(|window| (window.start, window.end)).or(whole);
    let stretch = pulled.as_ref().map(|pulled| pulled.stretch).or(zoomed);
    let whom = (props.follow, props.singly);
    let viewport = Viewport { width_px, stretch, coarse: use_unrest(zoom) };
    let deps = (props.shown.clone(), viewport, whom, props.ask.is_none());
    let drawn = use_memo(deps, |(shown, viewport, whom, can_pull)| {
        draw_with_edges(shown, viewport, *whom, *can_pull)
    });
    let (drawing, handles) = (*drawn).clone();
    let gestures = use_gestures(&frame, width_px, &drawing, &props.shown, &props.dispatch);
    let reach = Reach::new(&frame, width_px, &drawing, &handles, &props.shown);
    let (gestures, hovered) = use_edges(&reach, &pulled, &gestures, &props.dispatch);
    let keys = use_edge_keys(&reach, props.follow, &props.dispatch);
    let dispatch = props.dispatch.clone();
    use_effect_with((), move |()| dispatch.dispatch(Action::Drawn));
    let onkeydown = on_key(&keys.down, &props.dispatch);
    let look = Look {
        follow: props.follow,
        lit: props.lit,
        interactive: true,
        told_by: props.told_by,
        secret: props.secret,
    };
    let (spots, flags) = (props.spots.clone(), props.flags.clone());
    let layers = html! {
        <>
            <Layers drawing={drawing.clone()} {look} told={props.told} {spots} {flags} dispatch={props.dispatch.clone()} />
            <Edges {handles} shown={props.shown.clone()} follow={props.follow} active={keys.at.or(hovered)}
                speaks={keys.at.is_some()} pulled={*pulled} width_px={drawing.scene.width_px} />
        </>
    };
    let at_edge = (hovered.is_some() || pulled.is_some()).then_some("is-at-edge");
    let editing = props.editing.then_some("is-editing");
    let class = classes!("figure-frame", zoom.map(|_| "is-zoomed"), at_edge, editing);
    html! {
        <div
            ref={frame} {class} {onkeydown} onfocusin={keys.focused} onfocusout={keys.left} onpointerdown={gestures.down} onpointermove={gestures.moved}
            onpointerup={gestures.up} onpointercancel={gestures.cancel}
        >
            { svg::around(svg::root(&drawing.scene, &look), Some(layers)) }
        </div>
    }
}

/// The keys of the edges, then those of the requests' names.
fn on_key(of_edges: &Callback<KeyboardEvent>, dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let (of_edges, dispatch) = (of_edges.clone(), dispatch.clone());
    Callback::from(move |event: KeyboardEvent| {
        of_edges.emit(event.clone());
        if !matches!(event.key().as_str(), "Enter" | " ") {
            return;
        }
        if let Some(request) = request_of(&event) {
            event.prevent_default();
            dispatch.dispatch(Action::ToggleFollow(request));
        }
    })
}

/// What is shown, laid out at a width; `id` is the drawing's name in the document.
pub fn draw(id: &str, shown: &Shown, zoom: Option<Window>, follow: Option<TaskId>, width_px: f64) -> Drawing {
    let stretch = zoom.map(|window| (window.start, window.end));
    layout::lay_out(&figure(id, shown, (follow, false)), &Viewport { width_px, stretch, coarse: false })
}

/// Whether something is drawn as a crowd.
pub fn has_crowd(shown: &Shown) -> bool {
    layout::has_crowd(&figure("", shown, (None, false)))
}

/// The page's own drawing, and its edges where they can be pulled. `whom` is the request that is followed, and whether
/// a crowd is drawn one by one.
fn draw_with_edges(
    shown: &Shown,
    viewport: &Viewport,
    whom: (Option<TaskId>, bool),
    can_pull: bool,
) -> (Shared<Drawing>, Shared<Vec<Handle>>) {
    let figure = figure("figure", shown, whom);
    let drawing = layout::lay_out(&figure, viewport);
    let can_pull = can_pull && shown.programs().is_none();
    let handles = if can_pull { handles(shown.scenario(), &figure, &drawing) } else { Vec::new() };
    (Shared::new(drawing), Shared::new(handles))
}

fn figure<'a>(id: &'a str, shown: &'a Shown, (follow, singly): (Option<TaskId>, bool)) -> layout::Figure<'a> {
    layout::Figure {
        id,
        title: shown.title(),
        traces: shown.runs.iter().map(|run| &run.trace).collect(),
        follow,
        singly,
    }
}
