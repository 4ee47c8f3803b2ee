//! The card that says that a large scenario is being simulated, or a program run, and lets it be given up.

use yew::prelude::*;

use crate::text::work as text;
use crate::ui::hooks::Dispatch;
use crate::ui::state::job::Came;
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
    // What is typed runs with every pause of the hand: nobody has to be told.
    let job = props.job.as_ref().filter(|job| job.scenario().is_some() || job.came != Came::Edited);
    let words = job.map(|job| match job.scenario() {
        Some(scenario) => {
            let (requests, models) = (u64::from(scenario.request_count()), job.missing().len());
            (text::simulating(requests, models, job.estimate.bytes), text::MEANWHILE)
        }
        None => (text::RUNNING.to_owned(), ""),
    });
    html! {
        <div class={classes!("working", job.is_some().then_some("card"))}>
            <div role="status">
                if let Some((what, meanwhile)) = words {
                    <p><b>{ what }</b>{ " " }{ meanwhile }</p>
                }
            </div>
            if let Some(job) = job {
                { progress(job, props.finished) }
                <p class="working-foot">
                    if job.requests() > 0 {
                        <span class="quiet">{ text::progress(props.finished, job.requests()) }</span>
                    }
                    <button type="button" data-control="cancel" {onclick}>{ text::CANCEL }</button>
                </p>
            }
        </div>
    }
}

/// How far it is; how far a program is, nobody knows.
fn progress(job: &Job, finished: u64) -> Html {
    let all = job.requests();
    let value = (all > 0).then(|| finished.to_string());
    html! { <progress max={all.max(1).to_string()} {value} aria-label={if all > 0 { text::PROGRESS } else { text::RUNS }} /> }
}
