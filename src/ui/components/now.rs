//! The card that says what goes on at the playhead, for each model.

use yew::prelude::*;

use super::marked::marked;
use crate::text::page as text;
use crate::time::Instant;
use crate::ui::state::{Shared, Shown};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The moment as the heading says it.
    pub moment: AttrValue,
    /// What goes on, a run each.
    pub sentences: Shared<Vec<String>>,
    /// What is told.
    pub shown: Shared<Shown>,
}

/// The card. It announces nothing by itself: while playing that would be a flood.
#[component]
pub fn Now(props: &Props) -> Html {
    let lines = props.shown.runs.iter().zip(props.sentences.iter()).enumerate();
    let line = |(place, (run, sentence)): (usize, (&Shared<crate::ui::state::Run>, &String))| {
        let runtime = run.trace.runtime();
        let class = classes!("tag", if run.is_async() { "tag-async" } else { "tag-sync" });
        html! {
            <p key={place} class="say">
                <span {class}>{ props.shown.model_name(runtime) }</span>{ " " }{ marked(sentence) }
            </p>
        }
    };
    html! {
        <section class="card now" data-narration="" aria-labelledby="now-heading">
            <h2 id="now-heading">{ text::now_at(&props.moment) }</h2>
            <div class="now-lines">{ for lines.map(line) }</div>
        </section>
    }
}

/// What goes on at `at` in each run.
pub fn sentences(shown: &Shown, at: Instant) -> Vec<String> {
    shown.runs.iter().map(|run| crate::narrate::now(&shown.scenario, &run.trace, at)).collect()
}
