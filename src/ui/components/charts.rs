//! How long requests took, and how many there were at any time: two charts and their numbers, made when they are opened.

use yew::prelude::*;

use super::columns::{Unit, run_heads};
use crate::layout::{Indexed, chart};
use crate::text::chart as text;
use crate::text::figure::number;
use crate::ui::hooks::use_own_width;
use crate::ui::state::{Run, Shared, Shown};
use crate::ui::svg::chart::{self as drawn, line_class};
use crate::ui::svg::html;

/// Its width where nothing can be measured.
const WIDTH_PX_DEFAULT: f64 = 280.0;

/// What the charts need.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The runs that are compared.
    pub shown: Shared<Shown>,
    /// Whether they are open at first.
    pub open: bool,
}

/// The charts, behind a line that opens them.
#[component]
pub fn Charts(props: &Props) -> Html {
    let open = use_state_eq(|| props.open);
    {
        let open = open.setter();
        use_effect_with(props.open, move |&first| open.set(first));
    }
    let set = open.setter();
    let is_open = *open;
    let onclick = Callback::from(move |event: MouseEvent| {
        // The state says whether it is open, not the element.
        event.prevent_default();
        set.set(!is_open);
    });
    html! {
        <details class="charts" open={is_open}>
            <summary {onclick}>{ text::CHARTS }</summary>
            if is_open {
                <Drawn shown={props.shown.clone()} />
            }
        </details>
    }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    shown: Shared<Shown>,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let frame = use_node_ref();
    let width_px = use_own_width(&frame).unwrap_or(WIDTH_PX_DEFAULT);
    let charts = use_memo((props.shown.clone(), width_px.to_bits()), |(shown, width_bits)| {
        let runs: Vec<&Indexed> = shown.runs.iter().map(|run| &run.trace).collect();
        let width_px = f64::from_bits(*width_bits);
        [chart::latencies(&runs, width_px), chart::in_system(&runs, None, width_px)]
    });
    let shown = &*props.shown;
    let key = |place: usize| {
        html! {
            <span key={place}>
                <svg width="28" height="10" aria-hidden="true"><line class={line_class(place)} x1="1" x2="27" y1="5" y2="5" /></svg>
                { shown.model(place).short }
            </span>
        }
    };
    html! {
        <div ref={frame}>
            <p class="chart-key" aria-hidden="true">{ for (0..shown.runs.len()).map(key) }</p>
            <h3>{ text::LATENCIES }</h3>
            { html(drawn::chart(&charts[0])) }
            <h3>{ text::IN_SYSTEM }</h3>
            { html(drawn::chart(&charts[1])) }
            { table(shown) }
        </div>
    }
}

fn table(shown: &Shown) -> Html {
    type Value = fn(&Run, Unit) -> String;
    let unit = Unit::of(shown);
    let rows: [(&'static str, Value); 5] = [
        (text::P50, |run, unit| unit.time(run.summary().latency.p50)),
        (text::P95, |run, unit| unit.time(run.summary().latency.p95)),
        (text::P99, |run, unit| unit.time(run.summary().latency.p99)),
        (text::MAX, |run, unit| unit.time(run.summary().latency.max)),
        (text::MOST, |run, _| number(run.trace.levels().most())),
    ];
    let row = |(name, value): &(&'static str, Value)| {
        html! {
            <tr key={*name}>
                <th scope="row">{ *name }</th>
                { for shown.runs.iter().map(|run| html! { <td>{ value(run, unit) }</td> }) }
            </tr>
        }
    };
    html! {
        <div class="numbers" tabindex="0" role="group" aria-label={text::TABLE}>
            <table>
                <caption class="visually-hidden">{ text::TABLE }</caption>
                <thead><tr><td></td>{ for run_heads(shown) }</tr></thead>
                <tbody>{ for rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
