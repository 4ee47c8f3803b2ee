//! The edges of the diagram that can be pulled: sliders for the keyboard, a grip under the pointer, and what it says.

use yew::prelude::*;

use crate::geometry::print_px;
use crate::layout::measure::text_width_px;
use crate::scenario::edit::Place;
use crate::scenario::{Scenario, Step};
use crate::scene::Weight;
use crate::text::edit::{self as text, Pulled as Words};
use crate::time::DURATION_MAX;
use crate::trace::TaskId;
use crate::ui::state::grip::Pulled;
use crate::ui::state::handles::{Handle, HandleId, element_id, reached};
use crate::ui::state::{Shared, Shown};

/// Size of what is said.
const LABEL_PX: f64 = 12.0;

/// What the layer needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The edges.
    pub handles: Shared<Vec<Handle>>,
    /// What they change.
    pub shown: Shared<Shown>,
    /// The request that is followed.
    pub follow: Option<TaskId>,
    /// The edge that the pointer is at, or that has the focus.
    pub active: Option<HandleId>,
    /// Whether what the active one says is shown.
    pub speaks: bool,
    /// The edge that is being pulled.
    pub pulled: Option<Pulled>,
    /// Width of the drawing.
    pub width_px: f64,
}

/// The layer above the figure.
#[component]
pub fn Edges(props: &Props) -> Html {
    let scenario = props.shown.scenario();
    let sliders = reached(&props.handles, props.follow).map(|handle| slider(handle, scenario));
    let active = props.pulled.map(|pulled| pulled.id).or(props.active);
    let active = active.and_then(|id| props.handles.iter().find(|handle| handle.id == id));
    let label = active.and_then(|handle| {
        let length = props.pulled.map(|pulled| pulled.length).or_else(|| handle.length(scenario));
        match (length, words(handle, scenario)) {
            (Some(length), Some(what)) if props.speaks || props.pulled.is_some() => {
                let requests = handle.place.map_or(0, |place| place.requests(scenario));
                Some(text::pulled(what, &length.to_string(), requests))
            }
            (None, _) => Some(text::at_random().to_owned()),
            _ => None,
        }
    });
    html! {
        <g class="edges">
            <g>{ for sliders }</g>
            if let Some(handle) = active {
                <g class="edge-active" aria-hidden="true">
                    if handle.place.is_some() {
                        { grip(handle) }
                    }
                    if let Some(label) = label {
                        { said(handle, &label, props.width_px) }
                    }
                </g>
            }
        </g>
    }
}

fn slider(handle: &Handle, scenario: &Scenario) -> Html {
    let Some((what, length)) = words(handle, scenario).zip(handle.length(scenario)) else {
        return Html::default();
    };
    let id = element_id(handle.id);
    let step = handle.id.end.map(|end| end.step + 1);
    let requests = handle.place.map_or(0, |place| place.requests(scenario));
    html! {
        <g key={id.clone()} {id} class="edge" role="slider" tabindex="-1" data-edge={handle.id.request.number().to_string()}
            aria-label={text::edge(what, step, handle.id.request.number())} aria-valuemin="0"
            aria-valuemax={DURATION_MAX.to_string()} aria-valuenow={length.to_string()}
            aria-valuetext={text::pulled(what, &length.to_string(), requests)}>
            { grip(handle) }
        </g>
    }
}

/// A bar at the edge.
fn grip(handle: &Handle) -> Html {
    let height_px = (handle.bottom_px - handle.top_px).clamp(8.0, 22.0);
    let top_px = f64::midpoint(handle.top_px, handle.bottom_px) - height_px / 2.0;
    html! {
        <rect class="edge-grip" x={print_px(handle.x_px - 2.5)} y={print_px(top_px)} width="5" height={print_px(height_px)} rx="2.5" />
    }
}

/// What is said of an edge, above it where there is room.
fn said(handle: &Handle, label: &str, width_px: f64) -> Html {
    let label_px = text_width_px(label, LABEL_PX, Weight::Bold) + 16.0;
    let left_px = (handle.x_px - label_px / 2.0).min(width_px - label_px - 2.0).max(2.0);
    let top_px = if handle.top_px > 30.0 { handle.top_px - 27.0 } else { handle.bottom_px + 5.0 };
    html! {
        <>
            <rect class="edge-plate" x={print_px(left_px)} y={print_px(top_px)} width={print_px(label_px)} height="22" rx="6" />
            <text class="edge-label" x={print_px(left_px + label_px / 2.0)} y={print_px(top_px + 15.5)} text-anchor="middle"
                font-size={print_px(LABEL_PX)} font-weight="650">{ label.to_owned() }</text>
        </>
    }
}

/// What an edge changes, in the words' own terms; `None` where it changes nothing.
fn words<'a>(handle: &Handle, scenario: &'a Scenario) -> Option<Words<'a>> {
    Some(match handle.place? {
        Place::Cpu { .. } => Words::Cpu,
        Place::Call { group, step, call } => {
            let step: &Step = scenario.groups.get(group)?.program.0.get(step)?;
            Words::Call(&step.calls().get(call)?.service)
        }
        Place::Service { service } => Words::Service(&scenario.services.get(service)?.name),
        Place::At { .. } => Words::At,
        Place::Every { .. } => Words::Every,
    })
}
