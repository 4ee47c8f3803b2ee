//! The worker's side: simulates or runs what a page asks for, tells how far it is, and hands over what came of it.
//!
//! Nothing of the page is in it: no component, no drawing. It is loaded only when a scenario is large, or a program is to be run.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::wire;
use crate::file;
use crate::python::programs::Programs;
use crate::scenario::Scenario;
use crate::sim::{Failure, simulate_telling};
use crate::subject::Subject;
use crate::summary::summarize;
use crate::trace::Trace;
use crate::ui::state::program;

/// Says that the worker is there, and waits for what the page asks: a scenario as its file has it, and the places of the
/// runtimes; or programs as their file has them.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let asked = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else { return };
        let subject = wire::text(&message, 0).unwrap_or_default();
        let places: Vec<u64> = (1..message.length()).filter_map(|i| wire::number(&message, i)).collect();
        let done = match file::read(&subject) {
            Ok(Subject::Scenario(scenario)) => simulate(&asked, &scenario, &places).map_err(wire::failed),
            Ok(Subject::Programs(programs)) => {
                run(&asked, &programs);
                Ok(())
            }
            Err(_) => Err(Vec::new()),
        };
        if let Err(failure) = done {
            post(&asked, wire::FAILED, &failure);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as there is a worker.
    on_message.forget();
    post(&scope, wire::READY, &[wire::BUILD.into()]);
}

/// Runs programs and hands over each run, or what is wrong with them.
fn run(scope: &DedicatedWorkerGlobalScope, programs: &Programs) {
    let done = program::run(programs, |trace, account| {
        post(scope, wire::ACCOUNT, &wire::account(&account));
        hand_over(scope, &trace);
    });
    match done {
        Ok(()) => post(scope, wire::ALL, &[]),
        Err(problems) => post(scope, wire::PROBLEMS, &wire::problems(&problems)),
    }
}

fn simulate(scope: &DedicatedWorkerGlobalScope, scenario: &Scenario, places: &[u64]) -> Result<(), Failure> {
    let requests = u64::from(scenario.request_count());
    for (before, &place) in (0..).zip(places) {
        let Some(&runtime) = usize::try_from(place).ok().and_then(|place| scenario.runtimes.get(place))
        else {
            continue;
        };
        let trace = simulate_telling(scenario, runtime, &mut |finished| {
            let finished = before * requests + u64::from(finished);
            #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
            post(scope, wire::TOLD, &[(finished as f64).into()]);
        })?;
        hand_over(scope, &trace);
    }
    Ok(())
}

/// Sends a run piece by piece, so that the page can do other things in between.
fn hand_over(scope: &DedicatedWorkerGlobalScope, trace: &Trace) {
    let (head, summary) = (trace.head(), summarize(trace).words());
    let numbers: [JsValue; 2] = [wire::buffer(&head).into(), wire::buffer(&summary).into()];
    post(scope, wire::HEAD, &numbers);
    for (table, words) in trace.pieces() {
        let words = wire::buffer(&words);
        let handed = Array::of1(&words.buffer());
        let table = u32::try_from(table).unwrap_or(u32::MAX);
        let message = wire::message(wire::PIECE, &[table.into(), words.into()]);
        let _only_a_closed_worker_fails = scope.post_message_with_transfer(&message, &handed);
    }
    post(scope, wire::END, &[]);
}

fn post(scope: &DedicatedWorkerGlobalScope, kind: &str, rest: &[JsValue]) {
    let _only_a_closed_worker_fails = scope.post_message(&wire::message(kind, rest));
}
