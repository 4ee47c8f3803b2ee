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
fn a_name_that_looks_like_something_else_is_said_and_drawn() {
    check_bad("?req=cpu1-lock20", &["req"]);
    check_bad("?req=cpu1-lock20&embed=1", &["req"]);
    let page = Page::new();
    page.open("?req=cpu1-lock20");
    assert_eq!(page.count("[data-runtime=async1] [data-lane=service-lock]"), 1);
    page.control("edit").wait_for("#editor [data-warning='requests[0].steps']");
    assert_eq!(page.count("[aria-invalid=true]"), 0, "nothing is wrong");
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

/// Every parameter that a link may have.
const PARAMS: [&str; 22] = [
    "v", "preset", "req", "svc", "run", "cores", "quantum", "switch", "seed", "title", "t", "follow", "zoom",
    "speed", "play", "lesson", "ask", "theme", "code", "hide", "lang", "embed",
];

/// Opens a link that means ill; the page works, and nothing of the link has become anything but text.
#[track_caller]
fn check_hostile(page: &Page, link: &str) {
    page.session.goto("about:blank").expect("a page between");
    page.open(link);
    assert!(page.count("[data-warning]") >= 1, "{link:.80}");
    let made = "img, a[href^=javascript], iframe, object, script:not([src]), [onerror], [onload], [onclick]";
    assert_eq!(page.count(&format!("main :is({made})")), 0, "{link:.80}");
    assert_eq!(page.script("return window.leak ?? null"), serde_json::Value::Null, "{link:.80}");
    let before = page.t_ns();
    page.control("step").wait_until("the page works", || page.t_ns() != before);
    page.assert_quiet();
}

#[test]
fn a_hostile_link_is_text_and_nothing_else() {
    let page = Page::new();
    let scripts = [
        "%3Cimg%20src%3Dx%20onerror%3D%22window.leak%3D1%22%3E",
        "%22%3E%3Csvg%20onload%3Dwindow.leak%3D1%3E",
        "javascript:window.leak=1",
    ];
    for script in scripts {
        let every: Vec<String> = PARAMS.iter().map(|param| format!("{param}={script}")).collect();
        let link = format!("?{script}={script}&{}&{}", every.join("&"), every.join("&"));
        check_hostile(&page, &link);
        let named: Vec<String> = PARAMS.iter().map(|param| format!("[data-warning={param}]")).collect();
        assert!(named.iter().filter(|named| page.count(named) > 0).count() >= PARAMS.len() - 1, "{script}");
        check_hostile(&page, &format!("#{}", &link[1..]));
    }
    // A title may be any text.
    page.open(&format!("?title={}&req=cpu1", scripts[0]));
    assert_eq!(page.script("return document.title"), "<img src=x onerror=\"window.leak=1\"> · Interleave");
    assert_eq!((page.count("img"), page.script("return window.leak ?? null")), (0, serde_json::Value::Null));
    for odd in [
        "%00%01%1b%5B1m%7f%c2%85",
        "%ff%fe",
        "%ed%a0%80%ed%b0%80",
        "%E2%80%AE%E2%80%8B",
        "%",
        "%zz%4",
        "__proto__",
    ] {
        let every: Vec<String> = PARAMS.iter().map(|param| format!("{param}={odd}")).collect();
        check_hostile(&page, &format!("?{odd}={odd}&{}", every.join("&")));
    }
    // Half a surrogate, as a script could write it into an address.
    page.open("");
    page.script("location.hash = 't=5&bogus=\\ud800&title=\\udfff'");
    page.wait_for("[data-warning=bogus]").wait_until("the moment", || page.t_ns() == 5 * MS);
    page.assert_quiet();
}

#[test]
fn a_megabyte_of_parameters_leaves_a_page_that_works() {
    let page = Page::new();
    let megabyte = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let nested = format!("req={}cpu1", "block.offload.".repeat(50_000));
    let links = [
        megabyte("req=cpu1&"),
        megabyte("t=1&"),
        megabyte("x=1&"),
        megabyte("&="),
        format!("req={}", megabyte("db1~")),
        format!("req={}", megabyte("((((")),
        format!("title={}", megabyte("%00")),
        format!("run={}", megabyte("sync1_")),
        nested,
    ];
    for link in links {
        page.session.goto("about:blank").expect("a page between");
        // Longer than what a driver passes on at once: the page itself goes there.
        page.open("");
        page.session.script("location.hash = arguments[0]", &[link.as_str().into()]).expect("it goes there");
        page.wait_for("[data-warning]");
        let count = page.count("[data-warning]");
        assert!(count <= 60, "{count} warnings of {link:.40}");
        let before = page.t_ns();
        let way = if before == 0 { "step" } else { "step-back" };
        page.control(way).wait_until("the page works", || page.t_ns() != before);
        page.assert_quiet();
    }
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
