//! The card of what a program says: how each run ended, what is worth knowing, what it has printed by the playhead.

use std::rc::Rc;

use yew::prelude::*;

use crate::text::program as text;
use crate::time::Instant;
use crate::ui::state::account::{Account, Noted, Printed};
use crate::ui::state::{Run, Shared, State};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
}

/// The card; of several programs it has a part for each, of each what its first run printed.
#[component]
pub fn Output(props: &Props) -> Html {
    let State { shown, moment, .. } = &*props.state;
    let several = shown.programs().is_some_and(|programs| programs.sources.len() > 1);
    if shown.runs.is_empty() {
        return Html::default();
    }
    let ending = |(place, run): (usize, &Shared<Run>)| ending(&shown.model(place).title, run);
    let mut firsts: Vec<&Account> = shown.runs.iter().filter_map(|run| run.account.as_ref()).collect();
    firsts.dedup_by_key(|account| account.program);
    html! {
        <section class="card output" aria-labelledby="output-heading">
            <h2 id="output-heading">{ text::OUTPUT }</h2>
            <ul class="endings">{ for shown.runs.iter().enumerate().map(ending) }</ul>
            { for firsts.iter().map(|account| printed(account, *moment, several)) }
        </section>
    }
}

fn ending(title: &str, run: &Run) -> Html {
    let Some(Account { ending, notes, .. }) = &run.account else { return Html::default() };
    let end = run.trace.makespan().to_string();
    html! {
        <li class={classes!("ending", format!("ending-{}", ending.kind))}>
            <b>{ title }</b>{ text::ended(&end, &ending.words) }
            { for notes.iter().map(note) }
        </li>
    }
}

fn note(Noted { kind, line, text: words }: &Noted) -> Html {
    html! { <p class="ending-note" data-note={kind.clone()}>{ text::note(*line, words) }</p> }
}

fn printed(account: &Account, moment: Instant, several: bool) -> Html {
    let all = &account.printed;
    if all.is_empty() {
        return html! { <p class="quiet">{ text::NOTHING_PRINTED }</p> };
    }
    let count = all.iter().take_while(|printed| printed.at <= moment).count();
    let (past, future) = all.split_at(count);
    let rows = |list: &[Printed]| list.iter().map(row).collect::<Html>();
    // What has been printed is that of the first program, for scripts that ask for it.
    let is_first = account.program == 0;
    html! {
        <div class="output-frame" tabindex="0" role="group" aria-label={text::printed_by(several.then_some(account.program + 1))}>
            <pre class="output-past" data-output={is_first.then_some("")}>{ rows(past) }</pre>
            <pre class="output-future">{ rows(future) }</pre>
        </div>
    }
}

fn row(printed: &Printed) -> Html {
    let class = classes!("output-row", printed.is_error.then_some("is-error"));
    // The time stands in the margin, and is no part of what was printed.
    html! { <span {class} data-at={printed.at.to_string()}>{ &printed.text }</span> }
}
