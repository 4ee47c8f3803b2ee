//! The transcript and the table of spans, page by page.

use yew::prelude::*;

use super::super::marked::marked;
use super::ROWS_PRINTED_MAX;
use crate::narrate::{Chronicle, Doing, Event, Lane, Row, Table};
use crate::text::{figure, page as text, words};
use crate::time::Instant;
use crate::trace::Trace;
use crate::ui::state::{Shared, Shown};

/// What the transcript and the table need.
#[derive(Properties, PartialEq)]
pub struct PartProps {
    /// What the page shows.
    pub shown: Shared<Shown>,
    /// From here on.
    pub from: Instant,
    /// Up to here.
    pub to: Instant,
    /// Nothing later is told.
    pub up_to: Option<Instant>,
    /// So many to a page.
    pub rows: usize,
}

impl PartProps {
    /// The last instant that is told.
    fn last(&self) -> Instant {
        self.up_to.map_or(self.to, |up_to| up_to.min(self.to))
    }
}

fn traces(shown: &Shown) -> Vec<&Trace> {
    shown.runs.iter().map(|run| &*run.trace).collect()
}

/// What happens, event by event.
#[component]
pub fn Transcript(props: &PartProps) -> Html {
    let chronicle = use_memo(props.shown.clone(), |shown| Chronicle::of(&traces(shown)));
    let page = use_state_eq(|| 0);
    let Some(chronicle) = &*chronicle else { return html! { <p class="words-note">{ words::TOO_MUCH }</p> } };
    let before = chronicle.count_before(props.from);
    let all = chronicle.count_up_to(props.last()).saturating_sub(before);
    let first = first_of(*page, all, props.rows);
    let told = traces(&props.shown);
    let events = chronicle.events(&told, before + first, props.rows.min(all - first));
    let events = events.map(|event| event_row(&props.shown, &event));
    let caption = words::caption(words::TRANSCRIPT, &props.from.to_string(), &props.last().to_string());
    html! {
        <section class="transcript" data-transcript="" aria-labelledby="transcript-heading">
            <h2 id="transcript-heading">{ caption }</h2>
            if all == 0 {
                <p class="words-note">{ words::NOTHING }</p>
            } else {
                <ol start={(first + 1).to_string()}>{ for events }</ol>
            }
            if props.rows == ROWS_PRINTED_MAX && all > props.rows {
                <p class="words-note">{ words::more_events(all - props.rows) }</p>
            }
            { pager(first, props.rows, all, &page) }
        </section>
    }
}

fn event_row(shown: &Shown, event: &Event) -> Html {
    let Some(run) = shown.runs.get(event.run) else { return html! {} };
    let class = classes!("tag", if run.is_async() { "tag-async" } else { "tag-sync" });
    html! {
        <li data-at-ns={event.at.as_ns().to_string()}>
            <span class="transcript-when">{ text::moment(&event.at.to_string()) }</span>{ " " }
            <span class="transcript-model"><span {class}>{ shown.model(event.run).short }</span></span>{ " " }
            <span class="transcript-what">{ marked(&event.sentence()) }</span>
        </li>
    }
}

/// The spans of all lanes.
#[component]
pub fn Spans(props: &PartProps) -> Html {
    let window = (props.shown.clone(), props.from, props.last());
    let table = use_memo(window, |(shown, from, to)| Table::of(&traces(shown), *from, *to));
    let page = use_state_eq(|| 0);
    let first = first_of(*page, table.len(), props.rows);
    let told = traces(&props.shown);
    let rows = table.rows(&told, first, props.rows);
    let rows = rows.map(|row| span_row(&props.shown, &row, props.up_to));
    let caption = words::caption(words::TABLE, &props.from.to_string(), &props.last().to_string());
    let column = |name: &&'static str| html! { <th scope="col">{ *name }</th> };
    html! {
        <section class="spans" data-spans="">
            if !table.is_complete() {
                <p class="words-note">{ words::TOO_MANY }</p>
            }
            <div class="spans-frame" tabindex="0" role="group" aria-label={words::TABLE}>
                <table>
                    <caption>{ caption }</caption>
                    <thead><tr>{ for words::COLUMNS.iter().map(column) }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            { pager(first, props.rows, table.len(), &page) }
        </section>
    }
}

fn span_row(shown: &Shown, row: &Row, up_to: Option<Instant>) -> Html {
    let Some(run) = shown.runs.get(row.run) else { return html! {} };
    let lane = match row.lane {
        Lane::Thread(number) => figure::thread_lane(number),
        Lane::Helper(number) => figure::helper_lane(number),
        Lane::Request(request) => figure::task_lane(run.trace.model(), run.trace.task_number(request)),
        Lane::Resource(resource) => run.trace.resource_name(resource).to_owned(),
    };
    let state = match row.doing {
        Doing::State(state) => state.name(),
        Doing::Call(state) => state.name(),
    };
    // What is not over yet where the telling ends.
    let is_open = up_to.is_some_and(|up_to| row.end > up_to);
    let end = if is_open { words::OPEN_END.to_owned() } else { row.end.to_string() };
    let length = if is_open { String::new() } else { row.end.since(row.start).to_string() };
    let step = row.step.as_ref().map(|(index, written)| words::step(*index, written));
    html! {
        <tr>
            <td>{ shown.model(row.run).short }</td>
            <th scope="row">{ lane }</th>
            <td>{ state }</td>
            <td class="number">{ row.start.to_string() }</td>
            <td class="number">{ end }</td>
            <td class="number">{ length }</td>
            <td class="number">{ run.trace.task_number(row.request) }</td>
            <td>{ step }</td>
        </tr>
    }
}

/// The first row of a page, or of the last page that there is.
fn first_of(page: usize, all: usize, rows: usize) -> usize {
    page.min(all.saturating_sub(1) / rows) * rows
}

/// The buttons to other pages, where there are any.
fn pager(first: usize, rows: usize, all: usize, page: &UseStateHandle<usize>) -> Html {
    if all <= rows {
        return html! {};
    }
    let at = first / rows;
    let button = |label: &'static str, control: &'static str, to: Option<usize>| {
        let set = page.setter();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(to) = to {
                set.set(to);
            }
        });
        // A button that is disabled while it has the focus would lose it.
        let disabled = to.is_none().then_some("true");
        html! { <button type="button" class="button" data-words={control} aria-disabled={disabled} {onclick}>{ label }</button> }
    };
    let last = (first + rows).min(all);
    html! {
        <p class="pager">
            { button(words::EARLIER, "earlier", at.checked_sub(1)) }
            <span role="status">{ words::range(first + 1, last, all) }</span>
            { button(words::LATER, "later", (last < all).then_some(at + 1)) }
        </p>
    }
}
