//! The engine natively and in the browser's worker, and how soon the page answers while that works.

use std::process::Command;
use std::sync::Arc;

use serde_json::json;

use super::{counting, failed, serve};
use crate::driver::Driver;
use crate::step::Failure;
use crate::{dist, root};

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Engine {
    /// Nanoseconds a request, natively.
    pub native_ns: f64,
    /// Nanoseconds a request, in the worker.
    pub wasm_ns: f64,
    /// Milliseconds by the clock from a click to the frame that shows it, while the worker works: the median.
    pub click_ms: f64,
}

/// Requests of the workload.
const REQUESTS: u32 = 1_000_000;

/// How many requests a millisecond the worker simulates, from the message that asks to the last that tells how far it is.
const IN_WORKER: &str = "
    const worker = new Worker(new URL('work.js', document.baseURI), { type: 'module' });
    return new Promise(done => {
        let start, last;
        worker.onmessage = ({ data: [kind, finished] }) => {
            if (kind === 'ready') { start = performance.now(); worker.postMessage([arguments[0], 0]); }
            if (kind === 'told') last = [finished, performance.now() - start];
            if (kind === 'head' || kind === 'failed') { worker.terminate(); done(last[1] * 1e6 / last[0]); }
        };
    });";

/// Nine clicks while the page has a scenario simulated, and when each shows.
const CLICKS: &str = "
    location.hash = arguments[0];
    const root = document.documentElement, button = document.querySelector('[data-control=theme]');
    const working = () => document.querySelector('main[data-status=simulating] progress');
    const click = () => new Promise(done => {
        const start = performance.now();
        new MutationObserver((_, seen) => {
            seen.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        }).observe(root, { attributeFilter: ['data-theme'] });
        button.click();
    });
    return (async () => {
        while (!working()?.value) await new Promise(requestAnimationFrame);
        const times = [];
        for (let i = 0; i < 9 && working(); i++) times.push(await click());
        return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    })();";

/// Measures all three.
pub fn measure(driver: &Arc<Driver>) -> Result<Engine, Failure> {
    let server = serve(&dist::folder())?;
    let session = counting(driver)?;
    session.goto(&server.url("")).map_err(failed)?;
    let number = |script: &str, link: &str| {
        let answer = session.script(script, &[json!(link)]).map_err(failed)?;
        answer.as_f64().ok_or_else(|| failed(format!("{link} gave {answer}")))
    };
    let workload = format!("req=cpu1-io40.0001-cpu1_x{REQUESTS}_every1&run=async1");
    Ok(Engine {
        native_ns: native_ns()?,
        wasm_ns: number(IN_WORKER, &format!("?{workload}"))?,
        click_ms: number(CLICKS, &workload)?,
    })
}

/// The median that `cargo bench` prints for the same workload with all its spans, a request.
fn native_ns() -> Result<f64, Failure> {
    let mut command = Command::new("cargo");
    command.args(["bench", "--quiet", "--bench", "engine", "--", "async_1::with_spans"]);
    let output = command.current_dir(root()).output();
    let output = output.map_err(|error| Failure::new(error.to_string(), "see that cargo is on the PATH"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    median_ns(&text, REQUESTS)
        .map(|ns| ns / f64::from(REQUESTS))
        .ok_or_else(|| Failure::new(text.into_owned(), "see `cargo bench --bench engine`"))
}

/// The median in the row of this size.
fn median_ns(text: &str, size: u32) -> Option<f64> {
    let row = text.lines().find(|line| line.split_whitespace().any(|word| word == size.to_string()))?;
    let (number, unit) = row.split('│').nth(2)?.trim().split_once(' ')?;
    let unit_ns = match unit.trim() {
        "ns" => 1.0,
        "µs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * unit_ns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_a_size_is_found() {
        let text = "engine             fastest       │ slowest       │ median        │ mean\n\
            ╰─ with_spans                    │               │               │\n\
            \u{20}  ├─ 1000        60.42 µs      │ 88.61 µs      │ 60.96 µs      │ 62.42 µs\n\
            \u{20}  ╰─ 1000000     116.1 ms      │ 124.2 ms      │ 122.5 ms      │ 122.2 ms\n";
        assert_eq!(median_ns(text, 1_000_000), Some(122.5e6));
        assert_eq!(median_ns(text, 1_000), Some(60.96e3));
        assert_eq!(median_ns(text, 7), None);
    }
}
