//! The card of numbers: bars to one scale, a sentence, a table.

use yew::prelude::*;

use super::charts::Charts;
use super::columns::{Unit, run_heads};
use super::figure::has_crowd;
use crate::number::Decimal;
use crate::summary::{HelperTimes, Summary, ThreadTimes};
use crate::text::page as text;
use crate::time::Duration;
use crate::ui::state::{Run, Shared, Shown};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The runs that are compared.
    pub shown: Shared<Shown>,
}

/// The card.
#[component]
pub fn Comparison(props: &Props) -> Html {
    let shown = &*props.shown;
    let is_single = shown.runs.iter().all(|run| run.trace.own_thread_count() == 1);
    let times = |run: &Shared<Run>| thread_time(run.summary()).max(run.summary().helpers.total());
    let longest = shown.runs.iter().map(times).max().unwrap_or_default();
    let (lead, rest) = text::verdict(
        &(0..).zip(&shown.runs).map(|(place, run)| words(shown, run, place)).collect::<Vec<_>>(),
    );
    html! {
        <section class="card comparison" aria-labelledby="comparison-heading">
            <h2 id="comparison-heading">{ if is_single { text::COMPARISON } else { text::COMPARISON_MANY } }</h2>
            <div class="comparison-parts">
                <div>
                    <div class={classes!("bars", (!is_single).then_some("of-many"), has_long_names(shown).then_some("of-long-names"))} aria-hidden="true">
                        { for shown.runs.iter().enumerate().map(|(place, run)| bar_row(shown, run, place, longest)) }
                    </div>
                    { key(shown) }
                    <p class="verdict"><strong>{ lead }</strong>{ " " }{ rest }</p>
                </div>
                { table(shown) }
            </div>
            <Charts shown={props.shown.clone()} open={has_crowd(shown)} />
        </section>
    }
}

/// Whether a name is longer than what stands before a bar else, as `sync 64`.
fn has_long_names(shown: &Shown) -> bool {
    const SHORT_CHARS_MAX: usize = 10;
    (0..shown.runs.len()).any(|place| shown.model(place).short.chars().count() > SHORT_CHARS_MAX)
}

/// Time of all threads of a run together: what its bar stands for.
fn thread_time(summary: &Summary) -> Duration {
    let ThreadTimes { running, blocked, runnable, switching, idle } = summary.threads;
    running + blocked + runnable + switching + idle
}

fn words(shown: &Shown, run: &Run, place: usize) -> text::RunWords {
    let unit = Unit::of(shown);
    let some = |duration: Duration| (!duration.is_zero()).then(|| unit.time(duration));
    let helpers = run.summary().helpers;
    text::RunWords {
        model: shown.model(place),
        running: unit.time(run.summary().threads.running + helpers.running),
        helped: some(helpers.running),
        helpers_blocked: some(helpers.blocked),
        helper_wait: some(helper_wait(run.summary())),
        waited: run.summary().external_wait_ns > 0 || !run.summary().waiting_reused.is_zero(),
        blocked: some(run.summary().waiting_wasted),
        reused: some(run.summary().waiting_reused),
    }
}

/// How long requests waited for a free helper.
fn helper_wait(summary: &Summary) -> Duration {
    Duration::from_ns(u64::try_from(summary.helper_wait_ns).unwrap_or(u64::MAX))
}

/// What helpers did, as the parts of a bar have it. Idle is what they never are.
fn helper_times(summary: &Summary) -> ThreadTimes {
    let HelperTimes { running, blocked, runnable, switching } = summary.helpers;
    ThreadTimes { running, blocked, runnable, switching, idle: Duration::ZERO }
}

/// The parts of a bar: class, name, length.
fn parts(times: ThreadTimes) -> [(&'static str, &'static str, Duration); 4] {
    [
        ("bar-running", text::RUNNING, times.running),
        ("bar-blocked", text::BLOCKED, times.blocked),
        ("bar-other", text::OTHER, times.runnable + times.switching),
        ("bar-idle", text::IDLE, times.idle),
    ]
}

/// What the parts of the bars mean, as far as they occur.
fn key(shown: &Shown) -> Html {
    let bars = shown.runs.iter().flat_map(|run| [run.summary().threads, helper_times(run.summary())]);
    let bars: Vec<_> = bars.map(parts).collect();
    let occurs = |place: usize| bars.iter().any(|parts| !parts[place].2.is_zero());
    let entries = parts(ThreadTimes::default()).into_iter().enumerate().filter(|&(place, _)| occurs(place));
    let entry = |(_, (class, name, _)): (usize, (&'static str, &'static str, Duration))| {
        html! { <span key={class}><svg width="16" height="10">{ bar(class, "10") }</svg>{ name }</span> }
    };
    html! { <p class="bar-key" aria-hidden="true">{ for entries.map(entry) }</p> }
}

fn bar(class: &'static str, height: &'static str) -> Html {
    html! {
        <>
            <rect class={classes!("bar", class)} width="100%" {height} />
            if class == "bar-blocked" {
                <rect width="100%" {height} fill="url(#bar-hatch)" />
            }
        </>
    }
}

/// The bar of a run, and that of its helpers where they did anything.
fn bar_row(shown: &Shown, run: &Run, place: usize, longest: Duration) -> Html {
    let unit = Unit::of(shown);
    let (summary, threads) = (run.summary(), run.trace.own_thread_count());
    let length = text::thread_time(threads, &unit.time(summary.makespan));
    let helped = summary.helpers.total();
    html! {
        <>
            <div key={place} class="bar-row">
                <b>{ shown.model(place).short }</b>
                <svg class="bar-track" height="16" width="100%">
                    if place == 0 {
                        <defs>
                            <pattern id="bar-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                                <rect class="bar-hatch" width="2" height="6" />
                            </pattern>
                        </defs>
                    }
                    { bar_parts(summary.threads, unit, longest) }
                </svg>
                <span>{ length }</span>
            </div>
            if !helped.is_zero() {
                <div key={format!("helpers-{place}")} class="bar-row" data-helpers="">
                    <b>{ text::HELPERS }</b>
                    <svg class="bar-track" height="16" width="100%">{ bar_parts(helper_times(summary), unit, longest) }</svg>
                    <span>{ unit.time(helped) }</span>
                </div>
            }
        </>
    }
}

fn bar_parts(times: ThreadTimes, unit: Unit, longest: Duration) -> Html {
    let mut left = Duration::ZERO;
    let parts = parts(times).into_iter().filter(|(.., length)| !length.is_zero());
    let parts = parts.map(|(class, name, length)| {
        let x = percent(left, longest);
        left = left + length;
        html! {
            <svg key={class} x={x} width={percent(length, longest)} height="16">
                <title>{ format!("{name} {}", unit.time(length)) }</title>
                { bar(class, "16") }
            </svg>
        }
    });
    html! { <>{ for parts }</> }
}

/// With more runs than this the units stand beside the names of the rows.
const RUNS_WITH_UNITS_MAX: usize = 2;
/// More runs than this do not fit the card: the table scrolls.
const RUNS_FITTING_MAX: usize = 3;

fn table(shown: &Shown) -> Html {
    type Measure = (&'static str, &'static str, fn(&Summary, Unit) -> String);
    let unit = Unit::of(shown);
    let occurs = |time: fn(&Summary) -> Duration| shown.runs.iter().any(|run| !time(run.summary()).is_zero());
    let blocked: Measure =
        (text::HELPERS_BLOCKED, unit.name, |summary, unit| unit.number(summary.helpers.blocked));
    let waited: Measure = (text::HELPER_WAIT, unit.name, |summary, unit| unit.number(helper_wait(summary)));
    let of_helpers =
        [occurs(|summary| summary.helpers.blocked).then_some(blocked), occurs(helper_wait).then_some(waited)];
    let helpers: Vec<Measure> = of_helpers.into_iter().flatten().collect();
    let first: [Measure; 2] = [
        (text::FINISHED_AT, unit.name, |summary, unit| unit.number(summary.makespan)),
        (text::WASTED, unit.name, |summary, unit| unit.number(summary.waiting_wasted)),
    ];
    let rest: [Measure; 3] = [
        (text::REUSED, unit.name, |summary, unit| unit.number(summary.waiting_reused)),
        (text::MEAN_LATENCY, unit.name, |summary, unit| unit.number(summary.latency.mean)),
        (text::THROUGHPUT, text::PER_S, |summary, _| rate(summary)),
    ];
    let has_units = shown.runs.len() <= RUNS_WITH_UNITS_MAX;
    let row = |(name, unit_name, value): &Measure| {
        let cell = |run: &Shared<Run>| {
            let value = value(run.summary(), unit);
            html! { <td>{ if has_units { format!("{value} {unit_name}") } else { value } }</td> }
        };
        html! {
            <tr key={*name}>
                <th scope="row">{ *name }if !has_units { { format!(", {unit_name}") } }</th>
                { for shown.runs.iter().map(cell) }
            </tr>
        }
    };
    // What scrolls must be reached by the keyboard.
    let scrolls = shown.runs.len() > RUNS_FITTING_MAX;
    html! {
        <div
            class="numbers" tabindex={scrolls.then_some("0")} role={scrolls.then_some("group")}
            aria-labelledby={scrolls.then_some("comparison-heading")}
        >
            <table>
                <thead>
                    <tr>
                        <td><span class="visually-hidden">{ text::MEASURE }</span></td>
                        { for run_heads(shown) }
                    </tr>
                </thead>
                <tbody>{ for first.iter().chain(&helpers).chain(&rest).map(row) }</tbody>
            </table>
        </div>
    }
}

/// A rate; none where all happened in no time.
fn rate(summary: &Summary) -> String {
    if summary.makespan.is_zero() { text::NO_RATE.to_owned() } else { text::rate(summary.throughput_per_s) }
}

/// A length of time on the scale of the bars.
fn percent(length: Duration, whole: Duration) -> String {
    format!("{:#}%", Decimal::share(length.as_ns(), whole.as_ns(), 100, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_parts_of_the_longest() {
        assert_eq!(percent(Duration::from_ms(24), Duration::from_ms(84)), "28.571%");
        assert_eq!(percent(Duration::ZERO, Duration::ZERO), "0.000%");
    }
}
