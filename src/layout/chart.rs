//! Charts of a run beside its diagram: how long requests took, and how many there were at any time.
//!
//! A chart has as many points as pixels, however many requests there are.

use crate::geometry::Point;
use crate::layout::Indexed;
use crate::layout::axis::{Axis, LABEL_SIZE_PX, unit_of};
use crate::layout::measure::text_width_px;
use crate::order;
use crate::scene::Weight;
use crate::text::figure as words;
use crate::time::Instant;

/// A chart: one line a run, in the order of the runs, and what stands at its edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Its width.
    pub width_px: f64,
    /// Its height, with the labels.
    pub height_px: f64,
    /// Left, right, upper and lower edge of what is drawn.
    pub plot: (f64, f64, f64, f64),
    /// Where each run's line goes.
    pub lines: Vec<Vec<Point>>,
    /// Ticks across: where, and their labels.
    pub across: Vec<(f64, String)>,
    /// Ticks upwards: where, and their labels.
    pub upwards: Vec<(f64, String)>,
}

/// Height of what is drawn.
const PLOT_PX: f64 = 120.0;
/// Room above the plot, for half of a label.
const TOP_PX: f64 = 8.0;
/// Room below the plot, for labels.
const FOOT_PX: f64 = 22.0;
/// Room right of the plot, for half of a label.
const RIGHT_PX: f64 = 16.0;
/// Shares of the requests that are labelled, in percent.
const SHARES: [u32; 5] = [0, 25, 50, 75, 100];
/// Latencies below this are drawn as if they were this: a logarithm has no zero.
const LATENCY_MIN_NS: u64 = 1_000;

/// Which share of the requests was answered within which time, the time on a logarithmic scale.
pub fn latencies(runs: &[&Indexed], width_px: f64) -> Chart {
    let mut sorted: Vec<Vec<u64>> = runs.iter().map(|run| latencies_ns(run)).collect();
    sorted.retain(|all| !all.is_empty());
    let least = sorted.iter().filter_map(|all| all.first()).min().copied().unwrap_or(LATENCY_MIN_NS);
    let most = sorted.iter().filter_map(|all| all.last()).max().copied().unwrap_or(LATENCY_MIN_NS);
    // Whole decades, so that both ends have their labels.
    let floor = least.max(LATENCY_MIN_NS).ilog10();
    let ceiling = most.max(LATENCY_MIN_NS).ilog10() + 1;
    let plot = plot(width_px, &SHARES.map(|share| format!("{share} %")));
    let (left_px, right_px, top_px, bottom_px) = plot;
    let y_px = |share: f64| bottom_px - share * (bottom_px - top_px);
    let decade_px = (right_px - left_px) / f64::from(ceiling - floor);
    let columns = (right_px - left_px).ceil() as usize;
    let line = |all: &Vec<u64>| {
        let point = |column: usize| {
            let x_px = (left_px + column as f64).min(right_px);
            let exponent = f64::from(floor) + (x_px - left_px) / decade_px;
            let within = all.partition_point(|&latency_ns| latency_ns as f64 <= libm::pow(10.0, exponent));
            Point::new(x_px, y_px(within as f64 / all.len() as f64))
        };
        thinned((0..=columns).map(point))
    };
    Chart {
        width_px,
        height_px: bottom_px + FOOT_PX,
        plot,
        lines: sorted.iter().map(line).collect(),
        across: decades(floor, ceiling, left_px, decade_px),
        upwards: SHARES.map(|share| (y_px(f64::from(share) / 100.0), format!("{share} %"))).into(),
    }
}

/// How many requests had arrived and were not answered yet, over the time of all runs or a stretch of it.
pub fn in_system(runs: &[&Indexed], stretch: Option<(Instant, Instant)>, width_px: f64) -> Chart {
    let most = runs.iter().map(|run| run.levels().most()).max().unwrap_or(0).max(1);
    let plot = plot(width_px, &[words::number(most), "0".to_owned()]);
    let (left_px, right_px, top_px, bottom_px) = plot;
    let end = runs.iter().map(|run| run.makespan()).max().unwrap_or_default();
    let (start, end) = stretch.unwrap_or((Instant::ZERO, end));
    let axis = Axis::new(start, end, left_px, right_px);
    let edges = axis.edges();
    let line = |run: &&Indexed| {
        let point = |(column, mean): (usize, [f64; crate::layout::index::STATES])| {
            let x_px = (left_px + column as f64 + 0.5).min(right_px);
            Point::new(x_px, bottom_px - mean.iter().sum::<f64>() / most as f64 * (bottom_px - top_px))
        };
        thinned(run.levels().means(&edges).into_iter().enumerate().map(point))
    };
    let ticks =
        axis.ticks().into_iter().map(|tick| (tick.x_px, format!("{} {}", tick.label, axis.unit().sign())));
    Chart {
        width_px,
        height_px: bottom_px + FOOT_PX,
        plot,
        lines: runs.iter().map(line).collect(),
        across: fitting(ticks.collect(), width_px),
        upwards: vec![(bottom_px, "0".to_owned()), (top_px, words::number(most))],
    }
}

/// The latencies of a run, from the shortest to the longest.
pub fn latencies_ns(run: &Indexed) -> Vec<u64> {
    let mut all: Vec<u64> = run.tasks().iter().map(|request| request.latency().as_ns()).collect();
    order::sort(&mut all);
    all
}

fn plot(width_px: f64, labels: &[String]) -> (f64, f64, f64, f64) {
    let label_px =
        labels.iter().map(|label| text_width_px(label, LABEL_SIZE_PX, Weight::Regular)).fold(0.0, f64::max);
    let left_px = label_px.ceil() + 8.0;
    (left_px, (width_px - RIGHT_PX).max(left_px + 10.0), TOP_PX, TOP_PX + PLOT_PX)
}

fn decades(floor: u32, ceiling: u32, left_px: f64, decade_px: f64) -> Vec<(f64, String)> {
    let tick = |exponent: u32| {
        let ns = 10_u64.saturating_pow(exponent);
        let unit = unit_of(ns);
        (left_px + f64::from(exponent - floor) * decade_px, words::time(ns, unit, 0))
    };
    fitting((floor..=ceiling).map(tick).collect(), f64::INFINITY)
}

/// Those of the ticks whose labels do not touch the one before, nor leave the chart.
fn fitting(ticks: Vec<(f64, String)>, width_px: f64) -> Vec<(f64, String)> {
    let mut free_px = f64::NEG_INFINITY;
    let fits = |(x_px, label): &(f64, String)| {
        let half_px = text_width_px(label, LABEL_SIZE_PX, Weight::Regular) / 2.0;
        let fits = x_px - half_px >= free_px && x_px + half_px <= width_px;
        if fits {
            free_px = x_px + half_px + 8.0;
        }
        fits
    };
    ticks.into_iter().filter(fits).collect()
}

/// A line without those of its points that lie between two others of their height.
fn thinned(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut line: Vec<Point> = Vec::new();
    for point in points {
        let before = line.len().checked_sub(2).and_then(|place| line.get(place)).map(|point| point.y_px);
        match line.last_mut() {
            Some(last) if last.y_px == point.y_px && before == Some(point.y_px) => *last = point,
            Some(_) | None => line.push(point),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::presets;
    use crate::sim::simulate;
    use crate::summary::summarize;

    fn runs(preset: &str) -> Vec<Indexed> {
        let scenario = presets::find(preset).expect("it is in the catalogue").scenario;
        let run = |&runtime| Indexed::new(simulate(&scenario, runtime).expect("presets break no limit"));
        scenario.runtimes.iter().map(run).collect()
    }

    #[test]
    fn a_line_of_latencies_passes_through_the_percentiles_of_the_summary() {
        for preset in ["three-requests", "rush-hour"] {
            let runs = runs(preset);
            for run in &runs {
                let summary = summarize(run);
                let all = latencies_ns(run);
                let share = |latency_ns: u64| {
                    all.partition_point(|&other| other <= latency_ns) as f64 / all.len() as f64
                };
                for (percentile, latency) in
                    [(0.5, summary.latency.p50), (0.95, summary.latency.p95), (1.0, summary.latency.max)]
                {
                    assert!(share(latency.as_ns()) >= percentile, "{preset}: {percentile}");
                    assert!(
                        latency.is_zero() || share(latency.as_ns() - 1) < percentile,
                        "{preset}: {percentile}"
                    );
                }
            }
            let chart = latencies(&runs.iter().collect::<Vec<_>>(), 300.0);
            for line in &chart.lines {
                assert!(
                    line.windows(2).all(|pair| pair[0].x_px < pair[1].x_px && pair[0].y_px >= pair[1].y_px)
                );
                assert_eq!(
                    line.last().map(|point| point.y_px),
                    Some(chart.plot.2),
                    "all are answered in the end"
                );
            }
        }
    }

    /// Little's law: the area under the line is the sum of the latencies.
    #[test]
    fn the_area_under_the_requests_in_the_system_is_the_sum_of_their_latencies() {
        for preset in ["three-requests", "blocking-in-async", "rush-hour"] {
            for run in runs(preset) {
                let end = run.makespan();
                let edges: Vec<Instant> = (0..=777_u64)
                    .map(|i| {
                        Instant::from_ns(end.as_ns() / 777 * i + end.as_ns() % 777 * u64::from(i == 777))
                    })
                    .collect();
                let columns = run.levels().means(&edges);
                let lengths = edges.windows(2).map(|pair| pair[1].since(pair[0]).as_ns() as f64);
                let area: f64 =
                    columns.iter().zip(lengths).map(|(mean, ns)| mean.iter().sum::<f64>() * ns).sum();
                let sum: f64 = run.tasks().iter().map(|request| request.latency().as_ns() as f64).sum();
                assert!((area / sum - 1.0).abs() < 1e-9, "{preset}: {area} {sum}");
            }
        }
    }

    #[test]
    fn a_chart_of_many_requests_has_no_more_points_than_pixels() {
        let runs = runs("thundering-herd");
        let all: Vec<&Indexed> = runs.iter().collect();
        for chart in [latencies(&all, 280.0), in_system(&all, None, 280.0)] {
            assert_eq!(chart.lines.len(), 2);
            assert!(chart.lines.iter().all(|line| (2..=282).contains(&line.len())));
            let (left_px, right_px, top_px, bottom_px) = chart.plot;
            for point in chart.lines.iter().flatten() {
                assert!(
                    (left_px..=right_px).contains(&point.x_px)
                        && (top_px - 0.01..=bottom_px).contains(&point.y_px)
                );
            }
            assert!(chart.across.len() >= 2 && chart.upwards.len() >= 2);
        }
    }
}
