//! The card that says that a large scenario is being simulated, and lets it be given up.

use yew::prelude::*;

use crate::text::work as text;
use crate::ui::hooks::Dispatch;
use crate::ui::state::{Action, Job, Shared};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is simulated; nothing is said where there is nothing.
    pub job: Option<Shared<Job>>,
    /// How many requests have finished.
    pub finished: u64,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The card; the place for its words is always there, so that they are announced.
#[component]
pub fn Working(props: &Props) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Cancel));
    let words = props.job.as_ref().map(|job| {
        let (requests, models) = (u64::from(job.scenario.request_count()), job.missing().len());
        text::simulating(requests, models, job.estimate.bytes)
    });
    html! {
        <div class={classes!("working", props.job.is_some().then_some("card"))}>
            <div role="status">
                if let Some(words) = words {
                    <p><b>{ words }</b>{ " " }{ text::MEANWHILE }</p>
                }
            </div>
            if let Some(job) = &props.job {
                <progress max={job.requests().to_string()} value={props.finished.to_string()} aria-label={text::PROGRESS} />
                <p class="working-foot">
                    <span class="quiet">{ text::progress(props.finished, job.requests()) }</span>
                    <button type="button" data-control="cancel" {onclick}>{ text::CANCEL }</button>
                </p>
            }
        </div>
    }
}
