//! Links: a moment is opened, the address is written back, and whatever is bad becomes a warning.

use crate::page::Page;

const MS: u64 = 1_000_000;

fn address(page: &Page) -> String {
    let address = page.script("return location.search + location.hash");
    address.as_str().expect("an address is text").to_owned()
}

/// Opens a link and expects these warnings, in any order, a working page, and a quiet console.
#[track_caller]
fn check_bad(link: &str, warnings: &[&str]) {
    let page = Page::new();
    page.open(link);
    let found = page
        .script("return [...document.querySelectorAll('[data-warning]')].map(e => e.dataset.warning).sort()");
    let mut expected = warnings.to_vec();
    expected.sort_unstable();
    assert_eq!(found, serde_json::json!(expected), "{link:.80}");
    let before = page.t_ns();
    page.control("step").wait_until("the page works", || page.t_ns() != before);
    page.assert_quiet();
}

#[test]
fn a_link_opens_a_moment_and_the_address_keeps_up() {
    let page = Page::new();
    page.open("?preset=three-requests&t=27");
    assert_eq!(page.t_ns(), 27 * MS);
    assert_eq!(page.count("[data-warning]"), 0);
    let length = page.script("return history.length");
    page.control("step").wait_until("the next instant", || page.t_ns() == 28 * MS);
    page.wait_until("the address", || address(&page) == "?v=1&t=28");
    page.control("step").wait_until("the address again", || address(&page) == "?v=1&t=29");
    assert_eq!(page.script("return history.length"), length, "the history is not filled");
    page.assert_quiet();
}

#[test]
fn a_scenario_of_ones_own_is_opened_from_the_query_or_the_fragment() {
    let spelled =
        "req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&run=sync2&run=async1&t=12.5";
    for link in [format!("?{spelled}"), format!("#{spelled}"), format!("?t=1&run=sync7#{spelled}")] {
        let page = Page::new();
        page.open(&link);
        assert_eq!(page.t_ns(), 12 * MS + MS / 2, "{link}");
        assert_eq!(page.count("[data-warning]"), 0, "{link}");
        assert_eq!(page.count("[data-runtime=sync2]"), 1, "{link}");
        assert_eq!(page.count("[data-runtime=async1]"), 1, "{link}");
        assert_eq!(page.count("[data-runtime=async1] [data-lane^=request]"), 4, "{link}");
        // Two slots: the third call waits for one.
        assert!(
            page.count("[data-runtime=async1] [data-lane=service-db] [data-state=waiting]") > 0,
            "{link}"
        );
        page.wait_until("the canonical address", || {
            let expected = "?v=1&req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&run=sync2&run=async1&t=12.5";
            address(&page) == expected
        });
        page.assert_quiet();
    }
}

#[test]
fn a_changed_fragment_is_another_scenario_and_back_goes_back() {
    let page = Page::new();
    page.open("?preset=cpu-bound");
    page.script("location.hash = 'preset=late-response&t=7'");
    page.wait_for("[data-runtime=async1][data-makespan-ns='42000000']");
    page.wait_until("the moment", || page.t_ns() == 7 * MS);
    page.script("history.back()");
    page.wait_for("[data-runtime=async1][data-makespan-ns='60000000']");
    page.assert_quiet();
}

#[test]
fn a_moment_past_the_end_is_the_end() {
    let page = Page::new();
    page.open("?t=1000");
    assert_eq!(page.t_ns(), 84 * MS);
    assert_eq!(page.count("[data-warning=t]"), 1);
    page.assert_quiet();
}

#[test]
fn a_theme_is_asked_for_by_link_and_changed_by_a_button() {
    let page = Page::new();
    page.open("?theme=dark");
    assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("dark"));
    let card = "return getComputedStyle(document.body).backgroundColor";
    let dark = page.script(card);
    page.control("theme");
    page.wait_until("another theme", || page.attribute("html", "data-theme").as_deref() != Some("dark"));
    page.open("?theme=light");
    assert_ne!(page.script(card), dark);
    page.assert_quiet();
}

#[test]
fn every_bad_value_is_named() {
    check_bad(
        "?req=cpu3-&svc=db_cap0&run=sync0&cores=0&quantum=0&switch=x&seed=-1",
        &["cores", "quantum", "switch", "seed", "svc", "run", "req"],
    );
    check_bad(
        "?preset=nonsense&t=-1&follow=99&theme=pink&zoom=9..1&speed=fast&nonsense=1&v=2",
        &["nonsense", "v", "preset", "t", "follow", "theme", "zoom", "speed"],
    );
    check_bad("?t=1&t=2", &["t"]);
    check_bad(
        "?lesson=A9&ask=done.9&code=cobol&hide=all&lang=xx&embed=maybe",
        &["lesson", "ask", "code", "hide", "lang", "embed"],
    );
}

#[test]
fn a_warning_is_dismissed_alone() {
    let page = Page::new();
    page.open("?t=99999&req=bad&nonsense=1");
    assert_eq!(page.count("[data-warning]"), 3);
    page.click("[data-warning=nonsense] button");
    page.wait_until("dismissed", || page.count("[data-warning]") == 2);
    assert_eq!(page.count("[data-warning=nonsense]"), 0);
    page.assert_quiet();
}

#[test]
fn one_bad_request_of_two_is_left_out() {
    let page = Page::new();
    page.open("?req=cpu4&req=cpu");
    assert_eq!(page.count("[data-warning=req]"), 1);
    page.wait_for("[data-runtime=sync1][data-makespan-ns='4000000']");
    page.assert_quiet();
}

#[test]
fn a_scenario_beyond_the_limits_leaves_the_default() {
    let page = Page::new();
    page.open("?req=cpu1_x2000000");
    assert_eq!(page.count("[data-warning=req]"), 1);
    page.wait_for("[data-runtime=sync1][data-makespan-ns='84000000']");
    page.open("?req=cpu600000s-cpu600000s");
    assert_eq!(page.count("[data-warning]"), 1, "it would end after the last instant");
    page.wait_for("[data-runtime=sync1][data-makespan-ns='84000000']");
    page.assert_quiet();
}

#[test]
fn a_link_that_asks_for_more_than_the_page_can_hold_is_refused() {
    let page = Page::new();
    let runs: String = (1..=16).map(|workers| format!("&run=async{workers}")).collect();
    page.open(&format!("?req=cpu1-db20-cpu1-db20-cpu1_x1000000_every1{runs}"));
    assert_eq!(page.count("[data-warning=req]"), 1);
    page.wait_for("[data-runtime=sync1][data-makespan-ns='84000000']");
    page.control("step").wait_until("the page works", || page.t_ns() > 0);
    page.assert_quiet();
}

#[test]
fn a_hostile_link_is_text_and_nothing_else() {
    let script = "%3Cimg%20src%3Dx%20onerror%3D%22window.leak%3D1%22%3E";
    let link = format!(
        "?title={script}&req=cpu1_as.{script}&preset={script}&{script}={script}&t=%00%1f%ff%&follow=%ed%a0%80"
    );
    let page = Page::new();
    page.open(&link);
    assert!(page.count("[data-warning]") >= 4);
    assert_eq!(page.script("return window.leak ?? null"), serde_json::Value::Null);
    assert_eq!(page.count("main img"), 0);
    page.assert_quiet();
}

#[test]
fn an_oversized_link_is_refused_politely() {
    // Past what servers take in a request line, the fragment still reaches the page.
    let long = "x".repeat(70_000);
    let page = Page::new();
    page.open(&format!("#title={long}&t=27"));
    assert!(page.count("[data-warning]") >= 1);
    page.control("step").wait_until("the page works", || page.t_ns() > 0);
    page.assert_quiet();
}
