//! Has a large scenario simulated apart from the page, for as long as the page wants it.

use yew::prelude::*;

use super::{Dispatch, Part, use_part};
use crate::ui::browser::{self, Held, News};
use crate::ui::state::{Action, Job, Shared};

/// What has work done.
#[derive(Clone, Copy)]
pub struct Work {
    begin: fn(Shared<Job>, Callback<News>) -> Held,
}

/// What has work done.
pub fn work() -> Work {
    Work { begin: browser::work }
}

/// Begins the job, and gives it up when there is another one or none.
#[hook]
pub fn use_work(job: &Option<Shared<Job>>, part: &Part<Work>, on_lost: &Callback<()>, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    let work = use_part(part, job.is_some(), on_lost);
    use_effect_with((job.clone(), work.is_some()), move |(job, _)| {
        let working = job.clone().zip(work).map(|(job, work)| {
            let of = job.clone();
            let news = Callback::from(move |news| {
                dispatch.dispatch(match news {
                    News::Told(finished) => Action::Told(of.clone(), finished),
                    News::Done(runs) => Action::Finish(of.clone(), runs),
                });
            });
            (work.begin)(job, news)
        });
        move || drop(working)
    });
}
