//! Predicting: the future is hidden, the reader commits, it plays on, and is told why.

use serde_json::json;

use crate::lesson::tab_to;
use crate::page::Page;

const MS: u64 = 1_000_000;

/// Everything that can be read on the page, by eye or by screen reader, apart from the card of the question and the
/// lists of scenarios.
fn readable(page: &Page) -> String {
    let text = page.script(
        "const walk = (node) => {
             if (node.nodeType === Node.TEXT_NODE) return node.textContent + ' ';
             if (node.nodeType !== Node.ELEMENT_NODE || node.matches('[aria-hidden=true], .question, select, option')) return '';
             return (node.getAttribute('aria-label') ?? '') + ' ' + [...node.childNodes].map(walk).join('');
         };
         return walk(document.querySelector('main'))",
    );
    text.as_str().expect("text").replace('\u{a0}', " ")
}

#[test]
fn a_question_by_link_hides_the_future_from_everybody() {
    let page = Page::new();
    page.open("?ask=next&t=3");
    assert_eq!((page.count("[data-ask=next]"), page.t_ns()), (1, 3 * MS));
    let said = readable(&page);
    for secret in ["84", "38 ms", "46 ms", "finished at", "60 ms", "12 ms", "23 ms"] {
        assert!(!said.contains(secret), "{secret} is told: {said}");
    }
    assert_eq!(page.count(".hidden-future"), 1);
    assert_eq!(page.count(".badge"), 0);
    let opaque = page.script(
        "const style = getComputedStyle(document.querySelector('.hidden-future'));
         return [style.opacity, style.fillOpacity, style.fill.includes('0)')]",
    );
    assert_eq!(opaque, json!(["1", "1", false]), "hidden, not only pale");
    page.press(&["ArrowRight", "End", "Space"]);
    assert_eq!(page.t_ns(), 3 * MS, "nothing is shown before the reader has answered");
    page.click("[data-control=ask-close]").wait_until("closed", || page.count("[data-ask]") == 0);
    page.press(&["ArrowRight"]).wait_until("the page goes on", || page.t_ns() == 6 * MS);
    page.assert_quiet();
}

#[test]
fn a_question_is_answered_rightly_by_keyboard() {
    let page = Page::new();
    page.open("?ask=next&t=3&speed=20");
    for _ in 0..60 {
        page.press(&["Tab"]);
        if page.script("return document.activeElement.textContent") == json!("It computes request 2") {
            break;
        }
    }
    page.press(&["Enter"]).wait_for("[data-ask=next][data-answer=right]");
    page.wait_until("it plays on until it has happened", || page.t_ns() == 6 * MS);
    page.wait_for("[data-control=play]");
    assert!(page.text("[data-ask=next]").contains("Right."));
    assert!(page.text("[data-ask=next]").contains("takes up request 2"));
    assert_eq!((page.count(".flag"), page.count(".pointing .ring")), (1, 1), "the guess over the outcome");
    assert_eq!(page.script("return document.activeElement.id"), "question-heading", "the focus is not lost");
    page.assert_quiet();
}

#[test]
fn a_wrong_answer_is_told_why() {
    let page = Page::new();
    page.open("?preset=late-response&ask=first&t=12&speed=20");
    page.script(
        "[...document.querySelectorAll('[data-choice]')].find(e => e.textContent === 'Request 1').click()",
    );
    page.wait_for("[data-ask=first][data-answer=wrong]");
    assert!(page.text("[data-ask=first]").contains("Not so."));
    page.wait_until("it plays on", || page.t_ns() == 34 * MS);
    let said = page.text("[data-ask=first]").replace('\u{a0}', " ");
    assert!(said.contains("Request 3 is done at 34 ms, request 1 at 38 ms"), "{said}");
    page.assert_quiet();
}

#[test]
fn an_instant_is_typed_or_clicked() {
    let page = Page::new();
    page.open("?ask=done.2&t=10&speed=20");
    assert_eq!(page.count("[data-ask='done.2']"), 1);
    let guess = "return document.querySelector('[data-control=guess]').value";
    page.script(
        "const hit = document.querySelector('.axis-hit'), box = hit.getBoundingClientRect();
         const at = { bubbles: true, pointerId: 1, button: 0, clientX: box.left + box.width / 2, clientY: box.top + 5 };
         hit.dispatchEvent(new PointerEvent('pointerdown', at)); hit.dispatchEvent(new PointerEvent('pointerup', at));",
    );
    page.wait_until("a click on the axis", || page.script(guess) != json!("10"));
    assert_eq!(page.t_ns(), 10 * MS, "the playhead stays");
    page.script(
        "const field = document.querySelector('[data-control=guess]');
         field.value = '33'; field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
    );
    page.wait_until("typed", || {
        page.script("return document.querySelector('[data-control=guess-slider]').value") == json!("33")
    });
    tab_to(&page, "commit");
    page.press(&["Enter"]).wait_for("[data-ask='done.2'][data-answer=right]");
    page.wait_until("it plays on until request 2 is done", || page.t_ns() == 33 * MS);
    page.assert_quiet();
}

#[test]
fn a_question_that_comes_too_late_is_a_warning() {
    let page = Page::new();
    page.open("?ask=next&t=84");
    assert_eq!((page.count("[data-warning=ask]"), page.count("[data-ask]")), (1, 0));
    page.assert_quiet();
}

#[test]
fn predict_asks_and_a_chapter_ends_with_a_question() {
    let page = Page::new();
    page.open("?speed=20");
    tab_to(&page, "predict");
    page.press(&["Enter"]).wait_for("[data-ask]");
    page.wait_until("the card has the focus", || {
        page.script("return document.activeElement.id") == json!("question-heading")
    });
    page.open("?lesson=A2&speed=20");
    page.control("lesson-ask").wait_for("[data-ask=next]");
    assert_eq!(page.count("[data-lesson=A2]"), 1);
    assert!(!page.text("[data-lesson=A2]").contains("request 2"), "the chapter keeps the secret");
    page.script(
        "[...document.querySelectorAll('[data-choice]')].find(e => e.textContent === 'It is idle').click()",
    );
    page.wait_for("[data-answer=wrong]");
    page.control("lesson-next").wait_for("[data-lesson=A3]");
    assert_eq!(page.count("[data-ask]"), 0, "the next chapter begins without it");
    page.assert_quiet();
}

#[test]
fn beliefs_stand_in_the_list_and_are_refuted_below_the_figure() {
    let page = Page::new();
    page.open("?preset=timer-on-time");
    let said = page.text("[data-refutation]").replace('\u{a0}', " ");
    assert!(said.contains("24 ms late"), "{said}");
    let beliefs = page.script(
        "return document.querySelectorAll('[data-control=preset] optgroup:first-of-type option').length",
    );
    assert_eq!(beliefs, 8);
    page.assert_quiet();
}
