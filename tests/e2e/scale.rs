//! Large scenarios: simulated apart, drawn coarsely, found again.

use serde_json::json;

use crate::page::Page;

const MS: u64 = 1_000_000;
const MILLION: &str = "?req=cpu1-io40.0001-cpu1_x1000000_every1";

/// A click and what comes of it, in milliseconds up to the frame after the change.
const CLICK: &str = "
    const root = document.documentElement, button = document.querySelector('[data-control=theme]');
    const start = performance.now();
    return new Promise(done => {
        new MutationObserver((_, seen) => {
            seen.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        }).observe(root, { attributeFilter: ['data-theme'] });
        button.click();
    });";

#[test]
fn the_page_answers_while_a_million_requests_simulate_and_can_give_them_up() {
    let page = Page::new();
    page.load(MILLION).wait_for("main[data-status=simulating]");
    let text = page.text(".working [role=status]");
    assert!(text.contains("1,000,000 requests") && text.contains("MB"), "{text}");
    page.wait_until("some have finished", || {
        page.script("return document.querySelector('progress')?.value ?? 0").as_f64() > Some(0.0)
    });
    let mut answers_ms: Vec<f64> = (0..9).map(|_| page.script(CLICK).as_f64().expect("a time")).collect();
    answers_ms.sort_by(f64::total_cmp);
    assert!(answers_ms[4] <= 100.0, "{answers_ms:?}");
    assert_eq!(page.count("main[data-status=simulating]"), 1, "it still simulates");
    page.control("step").wait_until("what is shown goes on", || page.t_ns() == MS);
    page.control("cancel").wait_for("main[data-status=ready]");
    assert_eq!(page.count("[data-warning=req]"), 1);
    page.wait_for("[data-runtime=sync1][data-makespan-ns='84000000']");
    page.assert_quiet();
}

#[test]
fn a_newer_link_gives_an_older_one_up() {
    let page = Page::new();
    page.load(MILLION).wait_for("main[data-status=simulating]");
    page.script("location.hash = 'req=cpu20_x3'");
    page.wait_for("main[data-status=ready] [data-runtime=sync1][data-makespan-ns='60000000']");
    page.script("location.hash = 'req=cpu1-io40-cpu1_x50000_every1&run=async1'");
    page.wait_for("main[data-status=simulating]");
    page.script("location.hash = 'req=cpu1-io9-cpu1_x40000_every2&run=async1'");
    page.wait_for("main[data-status=ready] [data-runtime=async1][data-makespan-ns='80009000000']");
    page.assert_quiet();
}

#[test]
fn what_was_simulated_apart_is_looked_at_as_its_link_says() {
    let page = Page::new();
    page.open("?req=cpu1-io40-cpu1_x50000_every2&run=async1&t=1000&follow=40000");
    assert_eq!(
        page.script("return location.search").as_str().map(|query| query.contains("x50000")),
        Some(true)
    );
    assert_eq!(page.t_ns(), 1000 * MS);
    assert_eq!(page.attribute("main", "data-end-ns"), Some((100_040 * MS).to_string()));
    page.control("step").wait_until("the next instant", || page.t_ns() == 1001 * MS);
    page.assert_quiet();
}

#[test]
fn a_page_without_a_worker_simulates_by_itself() {
    let page = Page::new();
    let blocked = json!({ "urls": ["*/work.js", "*/worker.js"] });
    page.session.cdp("Network.enable", &json!({})).expect("the browser has a network");
    page.session.cdp("Network.setBlockedURLs", &blocked).expect("the browser blocks addresses");
    page.open("?req=cpu1-io40-cpu1_x50000_every2&run=async1");
    page.wait_for("[data-runtime=async1][data-makespan-ns='100040000000']");
}
