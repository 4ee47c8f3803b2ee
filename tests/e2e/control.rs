//! The page is used: by mouse, by keyboard alone, and with what the system asks for.

use xtask::webdriver::Media;

use crate::page::Page;

const MS: u64 = 1_000_000;

#[track_caller]
fn check_keys(page: &Page, keys: &[&str], expected_ms: u64) {
    page.press(keys);
    page.wait_until(&format!("{expected_ms} ms after {keys:?}"), || page.t_ns() == expected_ms * MS);
}

#[test]
fn the_keys_move_the_playhead() {
    let page = Page::new();
    page.open("");
    check_keys(&page, &["ArrowRight"], 1);
    check_keys(&page, &["ArrowRight", "ArrowRight"], 3);
    check_keys(&page, &["ArrowLeft"], 2);
    check_keys(&page, &["End"], 84);
    check_keys(&page, &["Home"], 0);
    check_keys(&page, &["Shift+ArrowRight"], 31);
    page.assert_quiet();
}

#[test]
fn the_buttons_do_what_the_keys_do() {
    let page = Page::new();
    page.open("");
    for (control, expected_ms) in [("step", 1), ("step", 2), ("step-back", 1), ("end", 84), ("start", 0)] {
        page.control(control);
        page.wait_until(control, || page.t_ns() == expected_ms * MS);
    }
    // With the focus on a button the arrows still step, and Space is the button's.
    check_keys(&page, &["ArrowRight"], 1);
    check_keys(&page, &["Space"], 0);
    page.assert_quiet();
}

#[test]
fn it_plays_to_the_end_and_pauses_by_the_same_button() {
    let page = Page::new();
    page.open("?speed=10").control("play");
    page.wait_until("it moves", || page.t_ns() > 0);
    page.wait_until("it ends", || page.t_ns() == 84 * MS);
    page.wait_for("[data-control=play]").control("play");
    page.wait_for("[data-control=pause]").control("pause");
    page.wait_for("[data-control=play]");
    let paused_ns = page.t_ns();
    page.script("return new Promise(done => setTimeout(done, 200))");
    assert_eq!(page.t_ns(), paused_ns);
    page.assert_quiet();
}

#[test]
fn the_slider_is_a_slider() {
    let page = Page::new();
    page.open("");
    page.script(
        "const s = document.querySelector('[data-control=scrub]'); s.value = 42; \
         s.dispatchEvent(new Event('input', { bubbles: true })); s.focus()",
    );
    page.wait_until("42 ms", || page.t_ns() == 42 * MS);
    assert_eq!(page.attribute("[data-control=scrub]", "aria-valuetext").as_deref(), Some("42 ms"));
    // One event, once: the slider's own key is not the page's as well.
    check_keys(&page, &["ArrowRight"], 51);
}

#[test]
fn the_keys_of_one_character_can_be_switched_off() {
    let page = Page::new();
    page.open("").press(&["?"]).wait_for("dialog[open]");
    page.click("dialog input[type=checkbox]").press(&["Escape"]);
    page.wait_until("closed", || page.count("dialog[open]") == 0);
    page.script("document.activeElement?.blur()");
    page.press(&["?", "Space"]);
    assert_eq!((page.count("dialog[open]"), page.count("[data-control=pause]")), (0, 0));
    check_keys(&page, &["ArrowRight"], 1);
}

#[test]
fn a_request_is_followed_by_click_and_by_enter() {
    let page = Page::new();
    page.open("").click(".lane-handle[data-request=\"2\"]");
    page.wait_for(".lane-handle[data-request=\"2\"][aria-pressed=true]");
    page.press(&["Enter"]);
    page.wait_until("no longer", || page.count(".lane-handle[aria-pressed=true]") == 0);
    page.assert_quiet();
}

#[test]
fn with_reduced_motion_play_goes_from_event_to_event() {
    let page = Page::new();
    page.media(Media { reduced_motion: true, ..Media::default() });
    page.open("?speed=4").control("play");
    page.wait_until("it ends", || {
        let t_ns = page.t_ns();
        assert!(t_ns.is_multiple_of(MS), "nothing happens at {t_ns} ns");
        t_ns == 84 * MS
    });
}

#[test]
fn nothing_is_wider_than_the_narrowest_screen() {
    let page = Page::new();
    page.size(320, 640).open("?t=27&nonsense=1");
    assert_eq!(page.script("return document.documentElement.scrollWidth <= innerWidth"), true);
}
