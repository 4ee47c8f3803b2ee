//! A chart → `Html`. Its lines are told apart by how they are dashed as well as by colour.

use yew::prelude::*;

use crate::geometry::{Point, print_px};
use crate::layout::chart::Chart;

/// Kinds of line before they repeat; `static/scale.css` has them.
const KINDS: usize = 4;

/// The class of the line of run `place`.
pub fn line_class(place: usize) -> String {
    format!("chart-line chart-line-{}", place % KINDS + 1)
}

/// The chart, which a table beside it says in numbers.
pub fn chart(chart: &Chart) -> Html {
    let (left_px, right_px, top_px, bottom_px) = chart.plot;
    let rule = |x1: f64, x2: f64, y: f64| {
        html! { <line class="chart-rule" x1={print_px(x1)} x2={print_px(x2)} y1={print_px(y)} y2={print_px(y)} /> }
    };
    let upwards = chart.upwards.iter().map(|(y_px, label)| {
        html! {
            <g>
                { rule(left_px, right_px, *y_px) }
                <text x={print_px(left_px - 6.0)} y={print_px(y_px + 4.0)} text-anchor="end">{ label }</text>
            </g>
        }
    });
    let across = chart.across.iter().map(|(x_px, label)| {
        html! {
            <g>
                <line class="chart-rule" x1={print_px(*x_px)} x2={print_px(*x_px)} y1={print_px(top_px)} y2={print_px(bottom_px)} />
                <text x={print_px(*x_px)} y={print_px(bottom_px + 17.0)} text-anchor="middle">{ label }</text>
            </g>
        }
    });
    let lines = chart.lines.iter().enumerate().map(|(place, line)| {
        html! { <polyline class={line_class(place)} points={points(line)} /> }
    });
    html! {
        <svg
            class="chart" aria-hidden="true" width={print_px(chart.width_px)} height={print_px(chart.height_px)}
            viewBox={format!("0 0 {} {}", print_px(chart.width_px), print_px(chart.height_px))}
        >
            <g>{ for upwards }</g>
            <g>{ for across }</g>
            <g>{ for lines }</g>
        </svg>
    }
}

fn points(line: &[Point]) -> String {
    let points = line.iter().map(|point| format!("{},{}", print_px(point.x_px), print_px(point.y_px)));
    points.collect::<Vec<_>>().join(" ")
}
