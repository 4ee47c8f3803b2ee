//! The worker's side: simulates what a page asks for, tells how far it is, and hands over what came of it.
//!
//! Nothing of the page is in it: no component, no drawing. It is loaded only when a scenario is large.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::wire;
use crate::file;
use crate::sim::{Failure, simulate_telling};
use crate::summary::summarize;
use crate::trace::Trace;

/// Says that the worker is there, and waits for what the page asks: a scenario as its file has it, and the places of the
/// runtimes.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let asked = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(message) = event.data().dyn_into::<Array>() else { return };
        let scenario = wire::text(&message, 0).unwrap_or_default();
        let places: Vec<u64> = (1..message.length()).filter_map(|i| wire::number(&message, i)).collect();
        if let Err(failure) = work(&asked, &scenario, &places) {
            post(&asked, wire::FAILED, &failure.map(wire::failed).unwrap_or_default());
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens for as long as there is a worker.
    on_message.forget();
    post(&scope, wire::READY, &[wire::BUILD.into()]);
}

fn work(scope: &DedicatedWorkerGlobalScope, scenario: &str, places: &[u64]) -> Result<(), Option<Failure>> {
    let scenario = file::read_scenario(scenario).map_err(|_| None)?;
    let requests = u64::from(scenario.request_count());
    for (before, &place) in (0..).zip(places) {
        let Some(&runtime) = usize::try_from(place).ok().and_then(|place| scenario.runtimes.get(place))
        else {
            continue;
        };
        let trace = simulate_telling(&scenario, runtime, &mut |finished| {
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
