//! The layers of the figure: what stands still, and what moves with the playhead, which alone is drawn with every frame.

use std::rc::Rc;

use yew::prelude::*;

use crate::layout::Drawing;
use crate::lesson::Spot;
use crate::time::Instant;
use crate::ui::hooks::{Dispatch, Sheet, use_moving};
use crate::ui::state::{Flag, Shared};
use crate::ui::svg::{self, Look};

/// What the layers need.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub drawing: Shared<Drawing>,
    /// How it is looked at.
    pub look: Look,
    /// Where the playhead is as it is written: while it moves not every frame.
    pub told: Instant,
    /// What is pointed at.
    pub spots: Rc<Vec<Spot>>,
    /// What the reader has in mind.
    pub flags: Rc<Vec<Flag>>,
    /// Knows where the playhead is.
    pub dispatch: Dispatch,
}

/// All layers, in the order in which they lie on one another.
#[component]
pub fn Layers(props: &Props) -> Html {
    let Props { drawing, look, told, .. } = props;
    let place = |spot: &Spot| drawing.stretch(spot.run, &spot.lane, spot.start, spot.end);
    let places: Vec<_> = props.spots.iter().filter_map(place).collect();
    let mut pointing = drawing.pointing_at(&places);
    pointing
        .extend(props.flags.iter().flat_map(|flag| drawing.flag(flag.run, &flag.lane, flag.at, &flag.words)));
    let sheet = Sheet { drawing: drawing.clone(), places, secret: look.secret.is_some(), told: Some(*told) };
    let (veil, head) = use_moving(sheet, &props.dispatch);
    html! {
        <>
            <Ground drawing={drawing.clone()} look={*look} />
            <g class="veils" ref={veil} />
            { svg::html(svg::pointing(&drawing.scene, &pointing)) }
            <Over drawing={drawing.clone()} look={*look} />
            <g class="moving" ref={head} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct LayerProps {
    drawing: Shared<Drawing>,
    look: Look,
}

/// What never moves with the playhead, and is below the veil.
#[component]
fn Ground(props: &LayerProps) -> Html {
    svg::html(match props.look.secret {
        Some(at) => svg::ground(&props.drawing.secret_scene(at), &props.look),
        None => svg::ground(&props.drawing.scene, &props.look),
    })
}

/// What never moves with the playhead, and is above the veil.
#[component]
fn Over(props: &LayerProps) -> Html {
    svg::html(match props.look.secret {
        Some(at) => svg::over(&props.drawing.secret_scene(at), &props.look),
        None => svg::over(&props.drawing.scene, &props.look),
    })
}
