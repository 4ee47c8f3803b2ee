//! The page as it is drawn without a browser.

use yew::prelude::*;

use super::App;
use crate::ui::svg;

fn page(query: &'static str) -> String {
    svg::to_string(html! { <App {query} /> })
}

#[track_caller]
fn check(query: &'static str, wanted: &[&str]) {
    let page = page(query);
    for wanted in wanted {
        assert_eq!(page.matches(wanted).count(), 1, "{wanted} in {page}");
    }
}

#[test]
fn the_page_has_its_hooks() {
    let wanted = [
        "<main data-app=\"interleave\" data-status=\"loading\" data-t-ns=\"0\" data-end-ns=\"84000000\">",
        "data-control=\"play\"",
        "data-control=\"step\"",
        "data-control=\"step-back\"",
        "data-control=\"start\"",
        "data-control=\"end\"",
        "data-control=\"scrub\"",
        "data-control=\"speed\"",
        "data-control=\"share\"",
        "data-control=\"embed\"",
        "data-control=\"theme\"",
        "data-control=\"preset\"",
        "data-narration",
        "data-runtime=\"sync1\"",
        "data-runtime=\"async1\"",
    ];
    check("", &wanted);
}

#[test]
fn the_moment_of_the_link_is_in_the_first_drawing() {
    check("t=27", &["data-t-ns=\"27000000\"", "aria-valuetext=\"27 ms\"", "Now, at 27 ms"]);
}

#[test]
fn what_is_bad_in_a_link_is_said_and_only_ever_text() {
    let page = page("req=%3Cscript%3Ealert(1)%3C/script%3E&nonsense=1");
    assert!(page.contains("data-warning=\"req\"") && page.contains("data-warning=\"nonsense\""));
    assert!(!page.contains("<script"));
}

#[test]
fn a_guest_is_the_diagram_and_a_link() {
    let page = page("embed=1&t=27&nonsense=1");
    for gone in ["<header", "<aside", "<footer", "data-narration", "class=\"skip\"", "class=\"caption\""] {
        assert!(!page.contains(gone), "{gone}");
    }
    for there in
        ["data-control=\"play\"", "data-warning=\"nonsense\"", "href=\"?v=1&amp;t=27\" target=\"_blank\""]
    {
        assert!(page.contains(there), "{there} in {page}");
    }
}

#[test]
fn parts_are_left_out() {
    let (all, few) = (page(""), page("hide=legend.narration.metrics"));
    for part in ["class=\"legend\"", "data-narration", "class=\"numbers\""] {
        assert!(all.contains(part) && !few.contains(part), "{part}");
    }
}

/// A strict content security policy forbids them.
#[test]
fn nothing_has_a_style_of_its_own() {
    let page = page("t=27&follow=2&zoom=10..40");
    assert!(!page.contains(" style="));
}
