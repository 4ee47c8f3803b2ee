//! The lesson: taken by keyboard, opened by link, left again.

use interleave::lesson::Chapter;
use serde_json::json;

use crate::page::Page;

const MS: u64 = 1_000_000;

fn address(page: &Page) -> String {
    page.script("return location.search + location.hash").as_str().expect("an address is text").to_owned()
}

/// Presses Tab until the control has the focus.
#[track_caller]
pub fn tab_to(page: &Page, control: &str) {
    for _ in 0..60 {
        page.press(&["Tab"]);
        if page.script("return document.activeElement.dataset.control ?? null") == control {
            return;
        }
    }
    panic!("Tab does not reach {control}");
}

#[test]
fn the_whole_lesson_is_taken_by_keyboard() {
    let page = Page::new();
    page.open("");
    assert_eq!(page.count("[data-lesson]"), 0, "nothing to read before the picture explains itself");
    tab_to(&page, "lesson");
    page.press(&["Enter"]).wait_for("[data-lesson=S1]");
    page.wait_until("the card has the focus", || {
        page.script("return document.activeElement.id") == json!("lesson-heading")
    });
    tab_to(&page, "lesson-next");
    let mut texts = Vec::new();
    for chapter in Chapter::ALL {
        page.wait_for(&format!("[data-lesson={}]", chapter.id()));
        page.wait_until("its moment", || page.t_ns() == chapter.moment().as_ns());
        assert_eq!(page.count("[data-lesson]"), 1, "one text at a time");
        assert_eq!(page.count("[data-lesson] button, [data-lesson] select"), 0, "no navigation in the text");
        let ringed = page.count(".pointing .ring");
        assert_eq!(ringed, chapter.spots().len() as u64, "{} points", chapter.id());
        let chosen = page.script("return document.querySelector('[data-control=chapter]').value");
        assert_eq!(chosen, chapter.id(), "the list says where one is");
        texts.push(page.text("[data-lesson]"));
        let focus = page.script("return document.activeElement.dataset.control");
        assert_eq!(focus, "lesson-next", "whoever goes on keeps the focus");
        page.press(&["Enter"]);
    }
    page.wait_until("the lesson is over", || page.count("[data-lesson]") == 0);
    page.wait_until("the diagram has the focus", || {
        page.script("return document.activeElement.id") == json!("diagram")
    });
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Chapter::ALL.len(), "each chapter says something of its own");
    page.assert_quiet();
}

#[test]
fn back_goes_back_and_the_list_goes_anywhere() {
    let page = Page::new();
    page.open("?lesson=A2");
    page.control("lesson-back").wait_for("[data-lesson=A1]");
    page.script(
        "const list = document.querySelector('[data-control=chapter]');
         list.value = 'W3'; list.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    page.wait_for("[data-lesson=W3]").wait_until("its moment", || page.t_ns() == 12 * MS);
    page.wait_until("the address", || address(&page) == "?v=1&lesson=W3");
    page.control("lesson-close").wait_until("closed", || page.count("[data-lesson]") == 0);
    assert_eq!(page.t_ns(), 12 * MS, "what is shown stays");
    page.wait_until("the address", || !address(&page).contains("lesson"));
    page.assert_quiet();
}

#[test]
fn a_link_opens_a_chapter_with_its_scenario_and_its_moment() {
    let page = Page::new();
    page.open("?lesson=A2");
    assert_eq!((page.count("[data-lesson=A2]"), page.t_ns()), (1, 3 * MS));
    assert_eq!((page.count("[data-runtime=async1]"), page.count("[data-runtime=sync1]")), (1, 0));
    assert!(page.text("[data-lesson=A2]").contains("await"));
    page.wait_until("the address", || address(&page) == "?v=1&lesson=A2");
    page.open("?lesson=A2&t=9&theme=dark");
    assert_eq!((page.count("[data-lesson=A2]"), page.t_ns()), (1, 9 * MS));
    assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("dark"));
    page.open("?lesson=T&preset=cpu-bound");
    assert!(page.text("[data-lesson=T]").contains("60\u{a0}ms"), "the numbers of the scenario shown");
    page.assert_quiet();
}

#[test]
fn a_chapter_is_announced_politely() {
    let page = Page::new();
    page.open("?lesson=A2");
    page.control("lesson-next");
    page.wait_until("the next chapter is said", || {
        let said = page.script(
            "return [...document.querySelectorAll('[role=status]')].map(e => e.textContent).join(' ')",
        );
        said.as_str().is_some_and(|said| said.contains("hops"))
    });
    page.assert_quiet();
}

#[test]
fn the_lesson_fits_a_telephone() {
    let page = Page::new();
    page.size(360, 740);
    page.open("?lesson=S2");
    let overlap = page.script(
        "const figure = document.querySelector('svg.figure').getBoundingClientRect();
         const card = document.querySelector('.lesson').getBoundingClientRect();
         return [card.top >= figure.bottom, card.top - figure.bottom < 40,
                 document.documentElement.scrollWidth <= window.innerWidth]",
    );
    assert_eq!(
        overlap,
        json!([true, true, true]),
        "the card is right below the figure, and nothing is wider"
    );
    page.assert_quiet();
}
