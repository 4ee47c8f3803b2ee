//! The address says what is shown, and follows it.

use crate::page::Page;

#[track_caller]
fn check_address(page: &Page, expected: &str) {
    page.wait_until(expected, || page.script("return location.search + location.hash") == expected);
}

#[test]
fn the_address_follows_the_page() {
    let page = Page::new();
    page.open("?theme=dark").press(&["ArrowRight"]);
    check_address(&page, "?v=1&t=1&theme=dark");
    assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("dark"));
    page.click(".lane-handle[data-request=\"3\"]");
    check_address(&page, "?v=1&t=1&follow=3&theme=dark");
    page.assert_quiet();
}

#[test]
fn a_fragment_that_changes_is_shown() {
    let page = Page::new();
    page.open("").script("location.hash = '#req=cpu1-db5&t=3'");
    page.wait_until("3 ms", || page.t_ns() == 3_000_000);
    check_address(&page, "?v=1&req=cpu1-db5&t=3");
    page.assert_quiet();
}

#[test]
fn what_is_bad_in_a_link_is_said_and_can_be_dismissed() {
    let page = Page::new();
    page.open("?t=99999&req=bad&nonsense=1");
    for param in ["t", "req", "nonsense"] {
        assert_eq!(page.count(&format!("[data-warning={param}]")), 1, "{param}");
    }
    assert_eq!(page.t_ns(), 84_000_000);
    page.click("[data-warning=nonsense] button");
    page.wait_until("dismissed", || page.count("[data-warning]") == 2);
    page.assert_quiet();
}

#[test]
fn a_preset_is_chosen_from_the_menu() {
    let page = Page::new();
    page.open("?t=5");
    page.script(
        "const s = document.querySelector('[data-control=preset]'); s.value = 'cpu-bound'; \
         s.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    check_address(&page, "?v=1&preset=cpu-bound");
    assert_eq!(page.t_ns(), 0);
    page.assert_quiet();
}
