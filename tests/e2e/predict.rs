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

/// The name of whatever does not lie in the window, of the question and what it is asked about.
const OUT_OF_SIGHT: &str = "
    const parts = [...document.querySelectorAll('.question .say, .question [data-choice], .question .listing')];
    const isSeen = (e) => { const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; };
    return [parts.length, parts.filter(e => !isSeen(e)).map(e => e.className + ' ' + e.textContent.slice(0, 40))]";

#[test]
fn the_question_its_answers_and_its_program_are_seen_at_once() {
    let page = Page::new();
    for (width, height) in [(1280, 900), (360, 800)] {
        page.size(width, height);
        for (link, parts) in [
            ("?ask=next&t=3", 6),
            ("?ask=first&t=12&preset=late-response", 5),
            ("?ask=next&t=21.3&preset=blocking-in-async", 6),
        ] {
            page.open(link);
            page.wait_until(&format!("all of {link} in a window of {width} by {height}"), || {
                let seen = page.script(OUT_OF_SIGHT);
                seen[0].as_u64() >= Some(parts) && seen[1] == json!([])
            });
            assert_eq!(
                page.count("[data-code]"),
                1,
                "the program stands with the question, and nowhere else"
            );
        }
    }
    page.open("?lesson=S2").control("lesson-ask").wait_for("[data-ask=next]");
    page.wait_until("all of a chapter's", || {
        let seen = page.script(OUT_OF_SIGHT);
        seen[0].as_u64() >= Some(4) && seen[1] == json!([])
    });
    page.open("?ask=next&t=3&hide=code");
    assert_eq!(page.count("[data-code]"), 0);
    page.assert_quiet();
}

/// What lies on a card's words and buttons, wherever the page is scrolled to.
const COVERED: &str = "
    const card = document.querySelector(arguments[0]), covered = [];
    const isOwn = (x, y) => { const hit = document.elementFromPoint(x, y); return !hit || card.contains(hit); };
    for (const part of card.querySelectorAll('h2, p, button, select, .code-frame')) {
        for (const block of ['end', 'center', 'start']) {
            part.scrollIntoView({ block });
            const r = part.getBoundingClientRect();
            for (const y of [r.top + 2, (r.top + r.bottom) / 2, r.bottom - 2]) {
                if (r.width && y > 0 && y < innerHeight && !isOwn((r.left + r.right) / 2, y)) covered.push(part.outerHTML.slice(0, 90));
            }
        }
    }
    return covered";

#[test]
fn the_controls_lie_on_no_card() {
    let page = Page::new();
    page.size(360, 740);
    let covered = |card: &str| {
        let found = page.session.script(COVERED, &[card.into()]);
        found.unwrap_or_else(|error| panic!("{card}: {error}"))
    };
    for link in ["?lesson=S2", "?lesson=S2&embed=1"] {
        page.open(link).press(&["ArrowRight"]);
        assert_eq!(covered(".lesson"), json!([]), "{link}, in use");
        page.control("lesson-ask").wait_for("[data-ask]");
        assert_eq!(covered(".question"), json!([]), "{link}, asked");
    }
    for link in ["?ask=next&t=3", "?ask=next&t=3&embed=1"] {
        page.open(link);
        assert_eq!(covered(".question"), json!([]), "{link}");
        page.click("[data-choice='0']").wait_for("[data-answer]");
        assert_eq!(covered(".question"), json!([]), "{link}, answered");
    }
    page.assert_quiet();
}

#[test]
fn what_was_stays_to_be_seen() {
    let page = Page::new();
    for (width, link) in [(1280, "?ask=next&t=3"), (360, "?ask=next&t=3"), (1280, "?ask=next&t=0")] {
        page.size(width, 800).open(link);
        let hidden_px = page.script(
            "const left = (selector) => document.querySelector(selector).getBoundingClientRect().left;
             return left('.hidden-future') - left('.playhead path')",
        );
        assert!(
            hidden_px.as_f64().is_some_and(|px| (-0.6..2.0).contains(&px)),
            "{link} at {width}: {hidden_px}"
        );
    }
    page.assert_quiet();
}
