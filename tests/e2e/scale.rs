//! Large scenarios: simulated apart, drawn coarsely, found again.

use serde_json::json;

use crate::page::{Page, site};

const MS: u64 = 1_000_000;
/// So much that nobody clicks faster than it is simulated.
const LONG: &str = "?req=cpu1-io40-cpu1-io40-cpu1-io40-cpu1-io40-cpu1_x1000000_every1";

/// A click and what comes of it: the colours in the frame after the change. How long it takes is a figure of
/// `cargo xtask bench`.
const CLICK: &str = "
    const root = document.documentElement, button = document.querySelector('[data-control=theme]');
    return new Promise(done => {
        new MutationObserver((_, seen) => {
            seen.disconnect();
            requestAnimationFrame(() => done(root.dataset.theme));
        }).observe(root, { attributeFilter: ['data-theme'] });
        button.click();
    });";

#[test]
fn the_page_answers_while_a_million_requests_simulate_and_can_give_them_up() {
    let page = Page::new();
    page.load(LONG).wait_for("main[data-status=simulating]");
    let text = page.text(".working [role=status]");
    assert!(text.contains("1,000,000 requests") && (text.contains("MB") || text.contains("GB")), "{text}");
    page.wait_until("some have finished", || {
        page.script("return document.querySelector('progress')?.value ?? 0").as_f64() > Some(0.0)
    });
    let colours: Vec<_> = (0..3).map(|_| page.script(CLICK)).collect();
    assert!(colours.windows(2).all(|two| two[0] != two[1]), "each click is answered: {colours:?}");
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
    page.load(LONG).wait_for("main[data-status=simulating]");
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

/// A hundred thousand spans of requests, and as many threads' and calls'.
const HUNDRED_THOUSAND: &str = "?req=cpu1-io40-cpu1_x25000_every1&run=sync8&run=async1";

#[test]
fn a_crowd_opens_and_closes_by_keyboard() {
    let page = Page::new();
    page.open("?req=cpu1-io40-cpu1_x2000_every1");
    assert_eq!(page.count("[data-lane=requests]"), 2);
    assert_eq!(page.count("[data-lane^=request-]"), 0);
    page.script("document.querySelector('[data-control=singly]').focus()");
    page.press(&[" "]).wait_for("[data-control=singly][aria-pressed=true]");
    page.wait_for("[data-lane^=request-]");
    assert!(page.count("[data-lane^=request-]") >= 20);
    page.press(&["Enter"]).wait_for("[data-control=singly][aria-pressed=false]");
    page.wait_until("the lanes are gone", || page.count("[data-lane^=request-]") == 0);
    page.assert_quiet();
}

#[test]
fn a_request_is_found_among_a_hundred_thousand_spans_and_seen_to_the_nanosecond() {
    let page = Page::new();
    page.open(HUNDRED_THOUSAND);
    assert!(page.count("*") <= 1_500, "{} elements", page.count("*"));
    let said = page.script("return document.querySelector('[data-lane=thread-1] .spans title').textContent");
    assert!(said.as_str().is_some_and(|said| said.contains(" spans, ")), "{said}");
    page.script("document.querySelector('[data-control=find]').focus()");
    page.press(&["1", "2", "3", "4", "5", "Enter"]).wait_for("[data-lane=request-12345]");
    assert!(page.text(".found").contains("Request 12,345 took"), "{}", page.text(".found"));
    assert_eq!(page.count(".lane-handle.followed[aria-label='Follow request 12345']"), 2);
    page.wait_until("its name is in view", || {
        page.script(
            "const box = document.querySelector('.lane-handle.followed').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;",
        ) == json!(true)
    });
    page.wait_until("the link names it", || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains("follow=12345"))
    });
    assert!(page.count("*") <= 1_500, "{} elements", page.count("*"));
    page.press(&["Backspace", "x", "Enter"])
        .wait_until("nobody is found", || page.text(".found").contains("No request"));
    page.assert_quiet();
}

#[test]
fn a_gesture_is_drawn_coarsely_and_what_rests_exactly() {
    let page = Page::new();
    page.open(HUNDRED_THOUSAND);
    let paths = "return [...document.querySelectorAll('.figure .spans path, .figure path.spans')].map(path => path.getAttribute('d'))";
    let moving = page.script(&format!(
        "const figure = document.querySelector('.figure-frame'), box = figure.getBoundingClientRect();
        const length = () => document.querySelector('.figure .ground').innerHTML.length, exact = length();
        return (async () => {{
            // Until one step has followed another soon enough to be a gesture: a busy machine may take some.
            for (let i = 0; i < 60 && (i < 12 || length() * 5 > exact * 4); i++) {{
                figure.dispatchEvent(new WheelEvent('wheel', {{ ctrlKey: true, deltaY: -3, clientX: box.left + 400,
                    clientY: box.top + 50, bubbles: true, cancelable: true }}));
                await new Promise(requestAnimationFrame);
            }}
            await new Promise(done => setTimeout(done, 0));
            {paths};
        }})();"
    ));
    page.wait_until("it is drawn anew and rests", || {
        let now = page.script(paths);
        std::thread::sleep(std::time::Duration::from_millis(300));
        now != moving && now == page.script(paths)
    });
    let resting = page.script(paths);
    let length = |paths: &serde_json::Value| paths.to_string().len();
    assert!(length(&moving) * 5 < length(&resting) * 4, "{} and {}", length(&moving), length(&resting));
    page.wait_until("the link says where", || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains("zoom="))
    });
    let query = page.script("return location.search").as_str().unwrap_or_default().to_owned();
    page.open(&query);
    page.wait_until("the same as drawn at once", || page.script(paths) == resting);
    page.assert_quiet();
}

#[test]
fn zooming_in_arrives_at_single_spans() {
    let page = Page::new();
    page.open(&format!("{HUNDRED_THOUSAND}&zoom=12000..12100"));
    let single = "[data-runtime=async1] [data-lane=thread-1] .span[data-start-ns='12050000000']";
    for _ in 0..9 {
        if page.count(single) == 1 {
            break;
        }
        page.script("document.querySelector('.zoom button:last-child').click()");
    }
    page.wait_for(single);
    assert_eq!(page.attribute(single, "data-end-ns").as_deref(), Some("12051000000"));
    assert!(page.count("*") <= 1_500, "{} elements", page.count("*"));
    page.assert_quiet();
}

#[test]
fn a_hundred_thousand_requests_are_few_elements() {
    let page = Page::new();
    page.load("?req=cpu1-io40-cpu1_x100000_every1&run=async1");
    page.wait_for("main[data-status=ready] [data-runtime=async1] [data-lane=requests]");
    assert!(page.count("*") <= 1_500, "{} elements", page.count("*"));
    page.control("singly").wait_for("[data-lane^=request-]");
    assert!(page.count("*") <= 1_500, "{} elements", page.count("*"));
}

#[test]
fn charts_of_latency_and_load_are_made_when_they_are_opened() {
    let page = Page::new();
    page.open("?preset=three-requests").wait_for(".charts summary");
    assert_eq!(page.count(".charts svg.chart"), 0, "nobody has asked for them");
    page.script("document.querySelector('.charts summary').focus()");
    page.press(&["Enter"]).wait_for(".charts[open] svg.chart");
    assert_eq!(page.count(".charts svg.chart polyline"), 4, "two charts of two runs");
    page.press(&["Enter"]).wait_for(".charts:not([open])");
    page.load("?preset=rush-hour").wait_for(".charts[open] svg.chart");
    let table = page.text(".charts table");
    assert!(table.contains("95 % within") && table.contains("883"), "{table}");
    page.assert_quiet();
}

#[test]
fn a_herd_is_chosen_from_the_menu_and_simulated_apart() {
    let page = Page::new();
    page.open("").script(
        "const menu = document.querySelector('[data-control=preset]');
         menu.value = 'thundering-herd';
         menu.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    page.wait_for("main[data-status=ready] [data-runtime=async1][data-makespan-ns='4000000000']");
    page.wait_until("the link names it", || {
        page.script("return location.search")
            .as_str()
            .is_some_and(|query| query.contains("preset=thundering-herd"))
    });
    page.assert_quiet();
}

/// A scenario of more than 64 KiB as a link.
fn too_long_for_a_link() -> String {
    let long = (0..90).map(|i| format!("cpu 0.0{i:02}, aserviceofitsname{} 1", char::from(b'a' + i % 26)));
    let steps = long.collect::<Vec<_>>().join(", ");
    let group = |i: u32| json!({ "name": format!("group{}", char::from(b'a' + (i % 26) as u8)), "steps": steps, "count": 60, "every": "3ms" });
    let requests: Vec<_> = (0..40).map(group).collect();
    json!({ "version": 1, "runtimes": [{ "model": "async" }], "requests": requests }).to_string()
}

#[track_caller]
fn paste(page: &Page, text: &str) {
    let pasted = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: data }))";
    page.session.script(pasted, &[text.into()]).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_too_long_for_a_link_is_simulated_apart_as_well() {
    let scenario = too_long_for_a_link();
    let read = interleave::file::read_scenario(&scenario).expect("it is a scenario");
    assert!(
        interleave::link::print(&read, None, &interleave::link::View::default()).is_err(),
        "it has no link"
    );
    let page = Page::new();
    page.open("");
    paste(&page, &scenario);
    page.wait_for("main[data-status=ready] [data-lane=requests]");
    let fetched = page.script("return performance.getEntriesByType('resource').map(e => e.name).join(' ')");
    assert!(fetched.as_str().is_some_and(|names| names.contains("work.js")), "{fetched}");
    let makespan =
        interleave::sim::simulate(&read, read.runtimes[0]).expect("it is no more than that").makespan();
    page.wait_for(&format!("[data-makespan-ns='{}']", makespan.as_ns()));
    page.assert_quiet();
}

#[test]
fn a_worker_of_another_build_is_not_listened_to() {
    // It calls itself by the version, as a worker did once, and answers wrongly.
    let stale = format!(
        "postMessage(['ready', {:?}]);
         onmessage = () => postMessage(['failed', 'runtimes', 'a build of yesterday']);",
        env!("CARGO_PKG_VERSION")
    );
    let page = Page::on(site().page("work.js", stale));
    page.open("?req=cpu1-io40-cpu1_x50000_every2&run=async1");
    page.wait_for("[data-runtime=async1][data-makespan-ns='100040000000']");
    assert_eq!(page.count("[data-warning]"), 0);
    page.assert_quiet();
}
