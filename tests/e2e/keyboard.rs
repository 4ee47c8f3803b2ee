//! Everything by keyboard alone.

use serde_json::json;

use crate::page::Page;

const MS: u64 = 1_000_000;

#[test]
fn the_keys_move_the_playhead_from_the_body() {
    let page = Page::new();
    page.open("");
    page.press(&["ArrowRight", "ArrowRight"]).wait_until("two steps", || page.t_ns() == 2 * MS);
    page.press(&["ArrowLeft"]).wait_until("one back", || page.t_ns() == MS);
    page.press(&["Shift+ArrowRight"]).wait_until("ten steps", || page.t_ns() == 33 * MS);
    page.press(&["Shift+ArrowLeft"]).wait_until("ten back", || page.t_ns() == MS);
    page.press(&["End"]).wait_until("the end", || page.t_ns() == 84 * MS);
    page.press(&["Home"]).wait_until("the start", || page.t_ns() == 0);
    page.press(&["Space"]).wait_for("[data-control=pause]");
    page.wait_until("it plays", || page.t_ns() > 0);
    page.press(&["Space"]).wait_for("[data-control=play]");
    page.assert_quiet();
}

#[test]
fn every_control_is_reached_by_tab_and_shows_that_it_has_the_focus() {
    let page = Page::new();
    page.open("");
    let mut reached = Vec::new();
    for _ in 0..40 {
        page.press(&["Tab"]);
        let focus = page.script(
            "const e = document.activeElement, s = getComputedStyle(e);
             const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'
                 || e.closest('svg') !== null;
             return e === document.body ? null
                 : [e.dataset.control ?? (e.dataset.request ? 'request ' + e.dataset.request : e.tagName), ring]",
        );
        let Some(name) = focus[0].as_str() else { break };
        assert_eq!(focus[1], true, "{name} does not show its focus");
        reached.push(name.to_owned());
    }
    let wanted =
        ["preset", "share", "embed", "theme", "start", "step-back", "play", "step", "end", "scrub", "speed"];
    for control in wanted.into_iter().chain(["request 1", "request 2", "request 3"]) {
        assert!(reached.iter().any(|name| name == control), "{control} is not among {reached:?}");
    }
}

#[test]
fn the_requests_of_a_large_diagram_can_be_skipped() {
    let page = Page::new();
    page.open("?req=cpu1-db9-cpu1_x40_every1");
    page.press(&["Tab", "Tab", "Enter", "Tab"]);
    let control = "return document.activeElement.dataset.control";
    page.wait_until("the first of the buttons", || page.script(control) == json!("start"));
    page.assert_quiet();
}

#[test]
fn a_focused_button_keeps_its_space_and_the_arrows_still_step() {
    let page = Page::new();
    page.open("");
    page.script("document.querySelector('[data-control=step]').focus()");
    page.press(&["Space"]).wait_until("one step", || page.t_ns() == MS);
    page.press(&["Enter"]).wait_until("two steps", || page.t_ns() == 2 * MS);
    page.press(&["ArrowRight"]).wait_until("three steps", || page.t_ns() == 3 * MS);
    assert_eq!(page.count("[data-control=play]"), 1, "Space did not play");
}

#[test]
fn keys_are_left_to_fields_that_want_them() {
    let page = Page::new();
    page.open("");
    page.script("document.querySelector('[data-control=preset]').focus()");
    page.press(&["Shift+ArrowRight"]);
    assert_eq!(page.t_ns(), 0);
}

#[test]
fn enter_follows_the_focused_request() {
    let page = Page::new();
    page.open("");
    page.script("document.querySelector('[role=button][data-request=\"2\"]').focus()");
    page.press(&["Enter"]).wait_for("[data-request='2'][aria-pressed=true]");
    page.press(&["Enter"]).wait_until("no longer", || page.count("[aria-pressed=true][data-request]") == 0);
    page.assert_quiet();
}

#[test]
fn the_axis_is_zoomed_and_shown_whole_again() {
    let page = Page::new();
    page.open("?t=27");
    let ticks = "return [...document.querySelectorAll('svg .tick-label, svg text')].map(e => e.textContent).join(' ')";
    let whole = page.script(ticks);
    page.press(&["+"]).wait_until("nearer", || page.script(ticks) != whole);
    page.wait_until("the address", || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains("zoom="))
    });
    page.press(&["0"]).wait_until("whole again", || page.script(ticks) == whole);
    page.press(&["+", "-"]).wait_until("there and back", || page.script(ticks) == whole);
    page.assert_quiet();
}

#[test]
fn the_focus_stays_where_a_button_has_nothing_left_to_do() {
    let page = Page::new();
    page.open("?bogus=1");
    let focus = "return document.activeElement.getAttribute('aria-label')";
    page.script("document.querySelector('[data-warning] button').focus()");
    page.press(&["Enter"]).wait_until("dismissed", || page.count("[data-warning]") == 0);
    assert_eq!(page.script(focus), "Diagram", "after the last notice the diagram has the focus");
    page.press(&["+"]).wait_until("nearer", || page.count(".is-zoomed") == 1);
    page.script("document.querySelector('[aria-label=\"Show all of it\"]').focus()");
    page.press(&["Enter"]).wait_until("whole again", || page.count(".is-zoomed") == 0);
    assert_eq!(page.script(focus), "Show all of it");
    page.assert_quiet();
}

#[test]
fn the_keys_are_explained_and_single_ones_can_be_switched_off() {
    let page = Page::new();
    page.open("");
    page.press(&["?"]).wait_for("dialog[open]");
    assert!(page.text("dialog[open]").contains("Space"));
    page.script("document.querySelector('dialog[open] input[type=checkbox]').click()");
    page.press(&["Escape"]).wait_until("closed", || page.count("dialog[open]") == 0);
    page.press(&["?"]);
    assert_eq!(page.count("dialog[open]"), 0, "a single character does nothing now");
    page.press(&["ArrowRight"]).wait_until("arrows still step", || page.t_ns() == MS);
}

#[test]
fn what_happens_is_said_politely() {
    let page = Page::new();
    page.open("");
    assert!(page.count("[aria-live=polite], [role=status]") > 0);
    page.press(&["ArrowRight"]);
    page.wait_until("the step is said", || {
        let said = page.script(
            "return [...document.querySelectorAll('[aria-live=polite], [role=status]')].map(e => e.textContent).join(' ')",
        );
        said.as_str().is_some_and(|said| said.contains("1 ms"))
    });
    assert_eq!(page.script("return document.documentElement.lang"), json!("en"));
}
