//! Has a large scenario simulated apart from the page, for as long as the page wants it.

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser::{self, News};
use crate::ui::state::{Action, Job, Shared};

/// Begins the job, and gives it up when there is another one or none.
#[hook]
pub fn use_work(job: &Option<Shared<Job>>, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with(job.clone(), move |job| {
        let working = job.clone().map(|job| {
            let of = job.clone();
            let news = Callback::from(move |news| {
                dispatch.dispatch(match news {
                    News::Told(finished) => Action::Told(of.clone(), finished),
                    News::Done(runs) => Action::Finish(of.clone(), runs),
                });
            });
            browser::work(job, news)
        });
        move || drop(working)
    });
}
