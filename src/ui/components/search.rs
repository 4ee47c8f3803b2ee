//! What a diagram with a crowd in it has besides: the crowd one by one, and the way to one of its requests.

use yew::prelude::*;

use crate::text::crowd as text;
use crate::text::figure::number;
use crate::trace::TaskId;
use crate::ui::hooks::{Dispatch, text_value, use_shown_later};
use crate::ui::state::{Action, Shared, Shown};

/// What the row needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn.
    pub shown: Shared<Shown>,
    /// The request that is followed: the next of a name comes after it.
    pub follow: Option<TaskId>,
    /// Whether the crowd is drawn one by one too.
    pub singly: bool,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// What came of the last search.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Found(TaskId),
    Nobody,
}

/// The row above a diagram in which requests are drawn as a crowd.
#[component]
pub fn Search(props: &Props) -> Html {
    let asked = use_mut_ref(String::new);
    let outcome = use_state_eq(|| None::<Outcome>);
    let show_later = use_shown_later();
    let typed = asked.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        typed.replace(text_value(&event).unwrap_or_default());
    });
    let (shown, follow, dispatch, set) =
        (props.shown.clone(), props.follow, props.dispatch.clone(), outcome.setter());
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let found = shown.find(&asked.borrow(), follow);
        set.set(Some(found.map_or(Outcome::Nobody, Outcome::Found)));
        if let Some(request) = found {
            dispatch.dispatch(Action::Find(request));
            show_later.emit(".lane-handle.followed");
        }
    });
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::ToggleSingly));
    let count = u64::from(props.shown.scenario().request_count());
    let said = match *outcome {
        Some(Outcome::Found(request)) => said_of(&props.shown, request),
        Some(Outcome::Nobody) => text::nobody(count),
        None => String::new(),
    };
    html! {
        <div class="crowd-tools">
            <button type="button" class="button" data-control="singly" aria-pressed={if props.singly { "true" } else { "false" }} {onclick}>
                { text::SINGLY }
            </button>
            <form class="find" role="search" {onsubmit}>
                <label for="find-request">{ text::FIND }</label>
                <input id="find-request" type="search" data-control="find" placeholder={text::hint(&number(count))}
                    autocomplete="off" spellcheck="false" {oninput} />
                <button type="submit" class="button" data-control="find-go">{ text::GO }</button>
            </form>
            <p class="found" role="status">{ said }</p>
        </div>
    }
}

/// Which request was found, and how it fared in each model.
fn said_of(shown: &Shown, request: TaskId) -> String {
    let fared = shown.runs.iter().enumerate().filter_map(|(place, run)| {
        let info = run.trace.tasks().get(request.0 as usize)?;
        let took = info.ended.since(info.created);
        Some(text::took(&shown.model(place).short, &took.to_string()))
    });
    text::found(&number(u64::from(request.number())), &fared.collect::<Vec<_>>())
}
