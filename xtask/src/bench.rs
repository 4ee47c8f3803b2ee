//! `cargo xtask bench`: what drawing costs the page's thread, beside two peers on the same data in the same run.
//!
//! Costs are processor time of the thread, as Chromium counts it, not time by the clock; each is the mean of sixty
//! steps, a frame each. What an empty frame costs is measured too, and is in every figure.

mod engine;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::browser::Kind;
use crate::driver::Driver;
use crate::server::{Server, Site};
use crate::step::{self, Failure};
use crate::webdriver::Session;
use crate::{dist, install, root};

/// How many spans there are to be.
const SIZES: [u64; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// Rows of the table of spans that a request of the workload has in both runs.
const ROWS_PER_REQUEST: u64 = 16;
/// Steps of one kind.
const STEPS: u64 = 60;
/// Steps go on no longer than this.
const LIMIT_MS: u64 = 20_000;
/// The peers: their npm packages, versions and programs.
const PEERS: [(&str, &str, &str); 2] =
    [("d3", "7.9.0", "d3/dist/d3.min.js"), ("echarts", "6.0.0", "echarts/dist/echarts.min.js")];
/// Peers are not given more spans than this: their documents would need gigabytes.
const PEER_SPANS_MAX: u64 = 200_000;

const HELP: &str = "cargo xtask bench [--only page|peers|engine]… [--sizes 1000,10000] [--beside FOLDER]";

/// What is measured.
#[derive(Debug, PartialEq)]
struct Wish {
    only: Vec<String>,
    sizes: Vec<u64>,
    /// Another built site, which is measured in turn with this one.
    beside: Option<PathBuf>,
}

/// What was measured of one drawing of one size, in milliseconds of processor time.
#[derive(Clone, Debug, Default, PartialEq)]
struct Drawn {
    who: String,
    spans: u64,
    /// `None` where it was not done in time, or not tried.
    first: Option<f64>,
    idle: Option<f64>,
    zoom: Option<f64>,
    pan: Option<f64>,
    /// A step of the playhead by the slider.
    tick: Option<f64>,
    /// A frame while it plays.
    play: Option<f64>,
    nodes: Option<u64>,
}

/// Measures, prints the tables and writes them into `docs/performance.md`.
///
/// # Errors
/// When the arguments are wrong, there is no built site, or a browser or a peer cannot be had.
pub fn bench(arguments: &[String]) -> Result<(), Failure> {
    let wish = parse(arguments).map_err(|what| Failure::new(what, HELP))?;
    let wanted = |name: &str| wish.only.is_empty() || wish.only.iter().any(|only| only == name);
    if !dist::folder().join("index.html").is_file() {
        return Err(Failure::new("there is no built site", "run `cargo xtask dist`"));
    }
    let driver = Arc::new(Driver::start(Kind::Chromium)?);
    let mut drawn = Vec::new();
    for &size in &wish.sizes {
        let requests = (size / ROWS_PER_REQUEST).max(1);
        let spans = spans(requests)?;
        for (who, site) in wish.sites().iter().filter(|_| wanted("page")) {
            drawn.push(step::run("page", &format!("{} spans, {who}", spans.rows), || {
                page(&driver, (who, site), requests, spans.rows)
            })?);
        }
        for peer in PEERS.iter().filter(|_| wanted("peers")) {
            let what = format!("{} spans", spans.rows);
            drawn.push(step::run(peer.0, &what, || self::peer(&driver, peer, &spans))?);
        }
    }
    let mut text = table::drawn(&drawn);
    if wanted("page") {
        text.push_str(&table::bare(step::run("page", "a bare one", || bare(&driver))?));
    }
    if wanted("engine") {
        let engine = step::run("engine", "natively and in the browser", || engine::measure(&driver))?;
        text.push_str(&table::engine(&engine));
    }
    println!("{text}");
    if wish.only.is_empty() && wish.sizes == SIZES && wish.beside.is_none() {
        table::write(&text)?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Wish, String> {
    let mut wish = Wish { only: Vec::new(), sizes: SIZES.to_vec(), beside: None };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("`{argument}` wants a value"))?;
        match argument.as_str() {
            "--only" if ["page", "peers", "engine"].contains(&value.as_str()) => {
                wish.only.push(value.clone());
            }
            "--sizes" => {
                let sizes = value.split(',').map(|size| size.parse::<u64>().map_err(|_| size));
                wish.sizes =
                    sizes.collect::<Result<_, _>>().map_err(|size| format!("`{size}` is no number"))?;
            }
            "--beside" if Path::new(value).join("index.html").is_file() => wish.beside = Some(value.into()),
            "--beside" => return Err(format!("there is no built site in `{value}`")),
            _ => return Err(format!("`{argument} {value}` is not known")),
        }
    }
    Ok(wish)
}

impl Wish {
    /// The sites that are measured, and what they are called.
    fn sites(&self) -> Vec<(String, PathBuf)> {
        let beside = self.beside.iter().map(|site| (format!("the one in {}", site.display()), site.clone()));
        std::iter::once(("Interleave".to_owned(), dist::folder())).chain(beside).collect()
    }
}

/// The link of the workload with so many requests.
fn link(requests: u64) -> String {
    format!("?req=cpu1-io40-cpu1_x{requests}_every1&run=sync8&run=async1")
}

/// The table of the workload's spans, in a folder of its own.
struct Spans {
    folder: PathBuf,
    rows: u64,
}

fn spans(requests: u64) -> Result<Spans, Failure> {
    let folder = root().join(format!("target/bench-{requests}"));
    fs::create_dir_all(&folder).map_err(unwritable)?;
    let interleave = |arguments: &[&str], out: &str| {
        let mut command = Command::new("cargo");
        command.args(["run", "--quiet", "--release", "--bin", "interleave", "--"]).args(arguments);
        let output = command.current_dir(root()).output().map_err(unwritable)?;
        if !output.status.success() {
            return Err(Failure::new(String::from_utf8_lossy(&output.stderr), "see that the project builds"));
        }
        fs::write(folder.join(out), &output.stdout).map_err(unwritable)
    };
    interleave(&["expand", &link(requests)], "scenario.json")?;
    let scenario = folder.join("scenario.json").display().to_string();
    interleave(&["simulate", &scenario, "--format", "csv"], "spans.csv")?;
    let table = fs::read(folder.join("spans.csv")).map_err(unwritable)?;
    let rows = table.iter().filter(|&&byte| byte == b'\n').count().saturating_sub(1) as u64;
    Ok(Spans { folder, rows })
}

fn unwritable(error: std::io::Error) -> Failure {
    Failure::new(error.to_string(), "make the folder `target` writable")
}

fn failed(what: String) -> Failure {
    Failure::new(what, "see that the site opens, for instance with `cargo xtask serve`")
}

fn serve(folder: &Path) -> Result<Server, Failure> {
    Site::of(folder).start().map_err(|error| failed(error.to_string()))
}

/// Opens a browser that counts the processor time of its pages.
fn counting(driver: &Arc<Driver>) -> Result<Session, Failure> {
    let session = Session::open(Arc::clone(driver)).map_err(failed)?;
    session.cdp("Performance.enable", &json!({ "timeDomain": "threadTicks" })).map_err(failed)?;
    Ok(session)
}

/// Processor time of the page's thread up to now, in milliseconds.
fn cpu_ms(session: &Session) -> Result<f64, Failure> {
    let answer = session.cdp("Performance.getMetrics", &json!({})).map_err(failed)?;
    let metrics = answer["metrics"].as_array().cloned().unwrap_or_default();
    let found = metrics.iter().find(|metric| metric["name"] == "TaskDuration");
    let seconds = found.and_then(|metric| metric["value"].as_f64());
    seconds.map(|seconds| seconds * 1e3).ok_or_else(|| failed("the browser counts no processor time".into()))
}

/// What a step of a script costs that answers how many steps it took.
fn per_step(session: &Session, script: &str, arguments: &[Value]) -> Result<Option<f64>, Failure> {
    let before = cpu_ms(session)?;
    let Ok(answer) = session.script(script, arguments) else { return Ok(None) };
    let steps = answer.as_f64().filter(|&steps| steps >= 1.0);
    let after = cpu_ms(session)?;
    Ok(steps.map(|steps| (after - before) / steps))
}

/// Steps on the page: by wheel where the pointer is, by the slider, and by playing.
const PAGE_STEPS: &str = "
    const [what, count, limit] = arguments;
    const figure = document.querySelector('.figure-frame'), slider = document.querySelector('.scrub');
    const box = figure.getBoundingClientRect();
    const wheel = wheel => figure.dispatchEvent(new WheelEvent('wheel', { ...wheel, clientX: box.left + box.width / 2,
        clientY: box.top + 50, bubbles: true, cancelable: true }));
    const start = performance.now();
    return (async () => {
        if (what === 'play') {
            // Sixty frames a second, whatever each of them is made by.
            document.querySelector('[data-control=play]').click();
            await new Promise(done => setTimeout(done, count * 1000 / 60));
            return count;
        }
        for (let i = 1; i <= count; i++) {
            if (what === 'zoom') wheel({ ctrlKey: true, deltaY: -3 });
            if (what === 'pan') wheel({ deltaX: i % 2 ? 9 : 5 });
            if (what === 'tick') {
                slider.value = String(+slider.max * i / (count + 1));
                slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }
            await new Promise(requestAnimationFrame);
            if (performance.now() - start > limit) return i;
        }
        return count;
    })();";

fn page(
    driver: &Arc<Driver>,
    (who, site): (&str, &Path),
    requests: u64,
    spans: u64,
) -> Result<Drawn, Failure> {
    let server = serve(site)?;
    let session = counting(driver)?;
    session.goto(&server.url(&link(requests))).map_err(failed)?;
    let ready = "
        const is = () => document.querySelector('main[data-status=ready] [data-runtime=async1]')
            && !document.querySelector('[data-loading]');
        return (async () => {
            for (let i = 0; i < 250 && !is(); i++) await new Promise(done => setTimeout(done, 100));
            await new Promise(done => setTimeout(done, 1000));
            return Boolean(is());
        })();";
    if session.script(ready, &[]).map_err(failed)? != json!(true) {
        return Err(failed(format!("{requests} requests were not drawn in time")));
    }
    let first = Some(cpu_ms(&session)?);
    let mut drawn = Drawn { who: who.to_owned(), spans, first, ..Drawn::default() };
    let steps = |what: &str| per_step(&session, PAGE_STEPS, &[json!(what), json!(STEPS), json!(LIMIT_MS)]);
    drawn.idle = steps("idle")?;
    drawn.tick = steps("tick")?;
    session.script("document.querySelector('[data-control=start]').click()", &[]).map_err(failed)?;
    drawn.play = steps("play")?;
    let pause =
        "const pause = document.querySelector('[data-control=pause]'); pause.click(); return Boolean(pause)";
    if session.script(pause, &[]).map_err(failed)? != json!(true) {
        return Err(failed("it no longer played after sixty frames".into()));
    }
    drawn.zoom = steps("zoom")?;
    drawn.pan = steps("pan")?;
    drawn.nodes = nodes(&session);
    Ok(drawn)
}

/// What a step of the playhead costs on a page that has nothing else.
fn bare(driver: &Arc<Driver>) -> Result<f64, Failure> {
    let server = serve(&root().join("bench"))?;
    let session = counting(driver)?;
    session.goto(&server.url("bare.html")).map_err(failed)?;
    let step = per_step(&session, PAGE_STEPS, &[json!("tick"), json!(STEPS), json!(LIMIT_MS)])?;
    step.ok_or_else(|| failed("a bare page took no step".into()))
}

fn nodes(session: &Session) -> Option<u64> {
    session.script("return document.querySelectorAll('*').length", &[]).ok()?.as_u64()
}

/// What a peer needs for the same.
fn peer(
    driver: &Arc<Driver>,
    &(name, version, program): &(&str, &str, &str),
    spans: &Spans,
) -> Result<Drawn, Failure> {
    let mut drawn = Drawn { who: format!("{name} {version}"), spans: spans.rows, ..Drawn::default() };
    if spans.rows > PEER_SPANS_MAX {
        return Ok(drawn);
    }
    let library = install::ensure_npm(name, version)?.join(program);
    fs::copy(&library, spans.folder.join("library.js")).map_err(unwritable)?;
    fs::copy(root().join("bench/peer.js"), spans.folder.join("peer.js")).map_err(unwritable)?;
    let html = "<!doctype html><title>peer</title><div id=peer></div><script src=library.js></script><script src=peer.js></script>";
    let site = Site::of(&spans.folder).page("index.html", html);
    let server = site.start().map_err(|error| failed(error.to_string()))?;
    let session = counting(driver)?;
    session.goto(&server.url("index.html")).map_err(failed)?;
    let before = cpu_ms(&session)?;
    if session.script("return peer.first(arguments[0])", &[json!(name)]).is_err() {
        return Ok(drawn);
    }
    drawn.first = Some(cpu_ms(&session)? - before);
    let steps = |what: &str| {
        let arguments = [json!(what), json!(STEPS), json!(LIMIT_MS)];
        per_step(&session, "return peer.steps(...arguments)", &arguments)
    };
    drawn.idle = steps("idle")?;
    drawn.tick = steps("tick")?;
    drawn.zoom = steps("zoom")?;
    drawn.pan = steps("pan")?;
    drawn.nodes = nodes(&session);
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read() {
        let read = |text: &str| parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read(""), Ok(Wish { only: Vec::new(), sizes: SIZES.to_vec(), beside: None }));
        let some = Wish { only: vec!["page".into()], sizes: vec![1000, 20], beside: None };
        assert_eq!(read("--only page --sizes 1000,20"), Ok(some));
        for bad in ["--only", "--only all", "--sizes ten", "--fast 1", "--beside nowhere"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
