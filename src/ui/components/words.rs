//! The diagram for those who read: what happens, event by event, and a table of the spans. Both follow the zoom.

pub mod listing;

use std::rc::Rc;

use yew::prelude::*;

use self::listing::PartProps;
use super::parts::Beside;
use crate::text::words;
use crate::time::Instant;
use crate::ui::hooks::use_media;
use crate::ui::state::State;

/// No page of the transcript or the table has more rows.
const ROWS_MAX: usize = 100;
/// No printed transcript has more.
const ROWS_PRINTED_MAX: usize = 200;
/// The section's id, which the figure names as its text alternative.
pub const ID: &str = "in-words";

/// What the section needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
    /// What tells it, once that is there.
    pub beside: Option<Beside>,
    /// Nothing later is told.
    #[prop_or_default]
    pub up_to: Option<Instant>,
}

/// What is open, and at which page.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Transcript,
    Table,
}

/// Two disclosures below the diagram.
#[component]
pub fn Words(props: &Props) -> Html {
    let open = use_state_eq(|| Open::Nothing);
    let printed = use_media("print", false);
    let button = |what: Open, control: &'static str, label: &'static str| {
        let is_open = *open == what;
        let set = open.setter();
        let next = if is_open { Open::Nothing } else { what };
        let onclick = Callback::from(move |_: MouseEvent| set.set(next));
        html! {
            <button
                type="button" class="words-toggle" data-words={control} aria-expanded={if is_open { "true" } else { "false" }}
                aria-controls={is_open.then_some("words-body")} {onclick}
            >{ label }</button>
        }
    };
    let window = props.state.window();
    let body = |what: Open, rows: usize| {
        let Some(beside) = props.beside else { return html! {} };
        let (shown, up_to) = (props.state.shown.clone(), props.up_to);
        let (from, to) = (window.start, window.end);
        match what {
            Open::Transcript => (beside.transcript)(PartProps { shown, from, to, up_to, rows }),
            Open::Table => (beside.table)(PartProps { shown, from, to, up_to, rows }),
            Open::Nothing => html! {},
        }
    };
    html! {
        <div id={ID} class="words">
            <div class="disclosures">
                { button(Open::Transcript, "transcript", words::IN_WORDS) }
                { button(Open::Table, "table", words::AS_A_TABLE) }
            </div>
            <div id="words-body">
                if printed {
                    { body(Open::Transcript, ROWS_PRINTED_MAX) }
                } else {
                    { body(*open, ROWS_MAX) }
                }
            </div>
        </div>
    }
}
