//! A chart → `Node`. Its lines are told apart by how they are dashed as well as by colour.

use crate::geometry::{Point, print_px};
use crate::layout::chart::Chart;
use crate::node::{Node, Tag, tag};

/// Kinds of line before they repeat; `static/scale.css` has them.
const KINDS: usize = 4;

/// The class of the line of run `place`.
pub fn line_class(place: usize) -> String {
    format!("chart-line chart-line-{}", place % KINDS + 1)
}

/// The chart, which a table beside it says in numbers.
pub fn chart(chart: &Chart) -> Node {
    let (left_px, right_px, top_px, bottom_px) = chart.plot;
    let (width, height) = (print_px(chart.width_px), print_px(chart.height_px));
    let upwards = chart.upwards.iter().map(|(y_px, label)| {
        let said = said((left_px - 6.0, y_px + 4.0), "end", label);
        tag("g").with(rule((left_px, *y_px), (right_px, *y_px))).with(said)
    });
    let across = chart.across.iter().map(|(x_px, label)| {
        let said = said((*x_px, bottom_px + 17.0), "middle", label);
        tag("g").with(rule((*x_px, top_px), (*x_px, bottom_px))).with(said)
    });
    let lines = chart
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| tag("polyline").set("points", points(line)).set("class", line_class(place)));
    tag("svg")
        .set("aria-hidden", "true")
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("width", width)
        .set("height", height)
        .set("class", "chart")
        .with(tag("g").with_all(upwards))
        .with(tag("g").with_all(across))
        .with(tag("g").with_all(lines))
        .into()
}

fn rule(from: (f64, f64), to: (f64, f64)) -> Tag {
    tag("line")
        .set("x1", print_px(from.0))
        .set("x2", print_px(to.0))
        .set("y1", print_px(from.1))
        .set("y2", print_px(to.1))
        .set("class", "chart-rule")
}

fn said(at: (f64, f64), anchor: &'static str, label: &str) -> Tag {
    let text = tag("text").set("x", print_px(at.0)).set("y", print_px(at.1)).set("text-anchor", anchor);
    text.with(label.to_owned())
}

fn points(line: &[Point]) -> String {
    let points = line.iter().map(|point| format!("{},{}", print_px(point.x_px), print_px(point.y_px)));
    points.collect::<Vec<_>>().join(" ")
}
