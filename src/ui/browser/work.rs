//! The page's side of a worker: a large scenario is simulated apart, programs are run, and come back piece by piece.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::prelude::*;

use super::{Held, after, document, wire};
use crate::file;
use crate::summary::{self, Summary};
use crate::trace::parts::Assembly;
use crate::ui::state::account::Account;
use crate::ui::state::{Job, Refusal, Run, Shared};

/// What a page hears of the work that it has given away.
#[derive(Clone, Debug)]
pub enum News {
    /// So many requests have finished.
    Told(u64),
    /// All runs are there, or why there are none.
    Done(Result<Vec<Shared<Run>>, Refusal>),
}

/// Where the page is told the address of its worker; a page that has none, as one in a single file, works by itself.
const ADDRESS: &str = "script[data-work]";
/// The page is drawn before it begins to work by itself.
const DRAWN_MS: u32 = 60;

/// Has the job done, by a worker where there can be one, else here. Dropping what it returns gives the work up.
pub fn start(job: Shared<Job>, news: Callback<News>) -> Held {
    let working = address().and_then(|address| hire(&address, &job, &news));
    working.unwrap_or_else(|| by_hand(job, news))
}

fn address() -> Option<String> {
    document()?.query_selector(ADDRESS).ok().flatten()?.get_attribute("data-work")
}

fn by_hand(job: Shared<Job>, news: Callback<News>) -> Held {
    after(DRAWN_MS, Callback::from(move |()| news.emit(News::Done(job.run()))))
}

/// A worker that ends with this value.
struct Hired {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
    // What is done here where the worker could not even begin.
    _instead: Rc<RefCell<Option<Held>>>,
}

impl Drop for Hired {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn hire(address: &str, job: &Shared<Job>, news: &Callback<News>) -> Option<Held> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    // A page that was opened from disk may not have one.
    let worker = Worker::new_with_options(address, &options).ok()?;
    let desk = Rc::new(RefCell::new(Desk {
        job: job.clone(),
        begun: false,
        open: None,
        account: None,
        runs: Vec::new(),
    }));
    let instead = Rc::new(RefCell::new(None::<Held>));
    let (at, to, answer) = (desk.clone(), worker.clone(), news.clone());
    let (job, by_hand_later) = (job.clone(), instead.clone());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else { return };
        let Some(heard) = at.borrow_mut().hear(&message) else { return };
        match heard {
            Heard::Ready => ask(&to, &job),
            Heard::Stranger => {
                to.terminate();
                by_hand_later.replace(Some(by_hand(job.clone(), answer.clone())));
            }
            Heard::News(news) => answer.emit(news),
        }
    });
    let (at, news, later) = (desk.clone(), news.clone(), instead.clone());
    let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |_event| {
        let (begun, job) = (at.borrow().begun, at.borrow().job.clone());
        if begun {
            news.emit(News::Done(Err(Refusal::BrokeOff)));
        } else {
            later.replace(Some(by_hand(job, news.clone())));
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Some(Held::new(Hired { worker, _on_message: on_message, _on_error: on_error, _instead: instead }))
}

/// Asks for what is missing. A scenario of any size has a file, but not a link.
fn ask(worker: &Worker, job: &Job) {
    let places: Vec<JsValue> = job
        .missing()
        .into_iter()
        .filter_map(|(place, _)| u32::try_from(place).ok())
        .map(JsValue::from)
        .collect();
    let _only_a_closed_worker_fails =
        worker.post_message(&wire::message(&file::write_subject(&job.subject), &places));
}

/// Where what comes in is put together.
struct Desk {
    job: Shared<Job>,
    begun: bool,
    open: Option<(Assembly, Summary)>,
    account: Option<Account>,
    runs: Vec<Shared<Run>>,
}

enum Heard {
    Ready,
    /// It is of another build.
    Stranger,
    News(News),
}

impl Desk {
    fn hear(&mut self, message: &Array) -> Option<Heard> {
        let kind = wire::text(message, 0)?;
        match kind.as_str() {
            wire::READY if wire::text(message, 1).as_deref() == Some(wire::BUILD) => {
                self.begun = true;
                Some(Heard::Ready)
            }
            wire::READY => Some(Heard::Stranger),
            wire::TOLD => Some(Heard::News(News::Told(wire::number(message, 1)?))),
            wire::FAILED => {
                let failure = wire::failure(message, 1);
                Some(Heard::News(News::Done(Err(failure.map_or(Refusal::BrokeOff, Refusal::Limit)))))
            }
            wire::PROBLEMS => {
                let problems = wire::read_problems(message);
                let refusal = problems.map_or(Refusal::BrokeOff, |found| Refusal::Problems(Rc::new(found)));
                Some(Heard::News(News::Done(Err(refusal))))
            }
            wire::ALL => Some(Heard::News(News::Done(Ok(std::mem::take(&mut self.runs))))),
            _ => match self.take(&kind, message) {
                Some(true) => Some(Heard::News(News::Done(Ok(std::mem::take(&mut self.runs))))),
                Some(false) => None,
                None => Some(Heard::News(News::Done(Err(Refusal::BrokeOff)))),
            },
        }
    }

    /// Takes in a part of a run; whether that was the last of the last. `None` where it does not fit.
    fn take(&mut self, kind: &str, message: &Array) -> Option<bool> {
        match kind {
            wire::HEAD => {
                if self.job.scenario().is_some() {
                    self.job.missing().get(self.runs.len())?;
                }
                let assembly = Assembly::new(&wire::words(message, 1)?).ok()?;
                let summary: [u64; summary::WORDS] = wire::words(message, 2)?.try_into().ok()?;
                self.open = Some((assembly, Summary::from_words(summary)));
            }
            wire::PIECE => {
                let table = usize::try_from(wire::number(message, 1)?).ok()?;
                self.open.as_mut()?.0.take(table, &wire::words(message, 2)?).ok()?;
            }
            wire::ACCOUNT => self.account = Some(wire::read_account(message)?),
            wire::END => {
                let (assembly, summary) = self.open.take()?;
                let run = Run::new(assembly.finish().ok()?, summary, self.account.take());
                self.runs.push(Shared::new(run));
                return Some(self.job.scenario().is_some() && self.runs.len() == self.job.missing().len());
            }
            _ => {}
        }
        Some(false)
    }
}
