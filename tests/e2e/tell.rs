//! What happens is told in words, and the program shows the line that it is at.

use interleave::scenario::presets;
use serde_json::{Value, json};
use xtask::webdriver::Media;

use crate::page::Page;

const MS: u64 = 1_000_000;

/// The marked line of a program, without its remark, and the word of its mark.
fn marked(page: &Page, style: &str) -> Value {
    page.script(&format!(
        "const l = document.querySelector('[data-code] [data-style={style}] [aria-current=step]');
         const c = l?.cloneNode(true);
         c?.querySelectorAll('.code-remark, .code-mark').forEach(e => e.remove());
         return l && [c.textContent.trim(), l.querySelector('.code-mark')?.textContent ?? null]"
    ))
}

#[test]
fn each_step_is_told_with_its_reason() {
    let page = Page::new();
    page.open("");
    let said = || page.text("[data-narration]");
    page.press(&["ArrowRight", "ArrowRight", "ArrowRight"]);
    page.wait_until("three steps", || page.t_ns() == 3 * MS);
    page.wait_until("both models", || {
        said().contains("Request 1 calls db: thread 1 is blocked")
            && said().contains(
                "Request 1 reaches await db: the task pauses, thread 1 is free and takes up request 2.",
            )
    });
    // What happened before is told with its time.
    page.open("?t=27");
    assert!(
        said().contains("at 26 ms db answers request 2: it is ready, but thread 1 is computing request 1.")
    );
    page.open("?t=27&hide=narration");
    assert_eq!(page.count("[data-narration]"), 0);
    page.assert_quiet();
}

#[test]
fn one_announcement_follows_a_step_and_none_playing() {
    let page = Page::new();
    page.open("?speed=0.5");
    page.script(
        "window.said = [];
         new MutationObserver(() => said.push(document.querySelector('main > p[role=status]').textContent))
             .observe(document.querySelector('main > p[role=status]'), { childList: true, characterData: true, subtree: true });",
    );
    let said = || page.script("return window.said");
    page.press(&["ArrowRight"]);
    page.wait_until("it is announced", || said() != json!([]));
    assert_eq!(
        said(),
        json!([
            "1 ms. sync: Request 2 arrives and is queued: thread 1 is computing request 1. async: Request 2 \
                arrives and is queued: thread 1 is computing request 1."
        ])
    );
    page.press(&["Space"]).wait_until("it plays past some events", || page.t_ns() > 9 * MS);
    assert_eq!(said().as_array().map(Vec::len), Some(1), "nothing is announced while it plays");
    page.assert_quiet();
}

#[test]
fn the_program_shows_where_the_followed_request_is() {
    let page = Page::new();
    page.open("?t=3");
    page.wait_until("the call", || marked(&page, "sync") == json!(["db.query()", "blocked"]));
    page.wait_until("the await", || marked(&page, "async") == json!(["await db.query()", "paused"]));
    page.press(&["End"]).wait_until("it is done", || marked(&page, "sync") == Value::Null);
    assert!(page.text("[data-code]").contains("done"));
    page.open("?t=27&follow=2");
    page.wait_until("ready", || marked(&page, "async") == json!(["await db.query()", "ready"]));
    page.wait_until("queued", || marked(&page, "sync") == json!(["def handle_page():", "queued"]));
    page.open("?hide=code");
    assert_eq!(page.count("[data-code]"), 0);
    page.assert_quiet();
}

#[test]
fn the_language_lands_in_the_address() {
    let page = Page::new();
    page.open("?t=3");
    page.click("[data-language=rust]");
    page.wait_until("Rust", || marked(&page, "async") == json!(["db::query().await;", "paused"]));
    let address = || page.script("return location.search").as_str().unwrap_or_default().to_owned();
    page.wait_until("the address", || address().contains("code=rust"));
    page.click("[data-language=javascript]");
    page.wait_until("JavaScript", || marked(&page, "async") == json!(["await db.query();", "paused"]));
    page.wait_until("the address", || address().contains("code=javascript"));
    page.open("?code=rust");
    assert_eq!(page.attribute("[data-language=rust]", "aria-pressed").as_deref(), Some("true"));
    page.assert_quiet();
}

#[test]
fn a_long_program_scrolls_to_the_line_that_it_is_at() {
    let page = Page::new();
    let steps = vec!["cpu1"; 150].join("-");
    page.open(&format!("?req={steps}&t=120.5"));
    let seen = "const l = document.querySelector('[data-style=async] [aria-current=step]');
                const f = l?.closest('.code-frame');
                if (!f) return false;
                const [a, b] = [l.getBoundingClientRect(), f.getBoundingClientRect()];
                return a.top >= b.top && a.bottom <= b.bottom";
    page.wait_until("the line is seen", || page.script(seen) == json!(true));
    assert_eq!(page.script("return scrollY"), 0, "the page itself stays where it is");
    page.assert_quiet();
}

#[test]
fn the_diagram_is_told_in_words_and_as_a_table() {
    let page = Page::new();
    page.open("");
    let details = page.attribute("svg.figure[role=group]", "aria-details");
    assert_eq!(details.as_deref(), Some("in-words"), "the figure names what says the same");
    assert_eq!(page.count("#in-words"), 1);
    page.click("[data-words=transcript]").wait_for("[data-transcript] li");
    assert_eq!(page.count("[data-transcript] li"), 24);
    assert!(
        page.text("[data-transcript]")
            .contains("Request 2 reaches await db: the task pauses, thread 1 is free")
    );
    page.click("[data-words=table]").wait_for("[data-spans] tbody tr");
    assert_eq!(page.count("[data-transcript]"), 0, "one of the two is open");
    let rows = page.script("return [...document.querySelectorAll('[data-spans] tbody tr')].map(r => r.innerText.replace(/\\s+/g, ' '))");
    assert!(
        rows.as_array().is_some_and(|rows| rows.contains(&json!("async request 2 ready 26 28 2 2 2: db 20"))),
        "{rows}"
    );
    // Both follow the zoom.
    page.open("?zoom=24..29");
    page.click("[data-words=transcript]").wait_for("[data-transcript] li");
    let instants = page.script(
        "return [...document.querySelectorAll('[data-transcript] li')].map(e => e.dataset.atNs / 1e6)",
    );
    assert_eq!(instants, json!([26, 28, 28, 29]));
    page.assert_quiet();
}

#[test]
fn a_long_transcript_has_pages() {
    let page = Page::new();
    page.open("?req=cpu1-db9-cpu1_x200_every1");
    page.click("[data-words=transcript]").wait_for("[data-transcript] .pager");
    let first = || page.text("[data-transcript] li");
    assert_eq!(page.count("[data-transcript] li"), 100);
    let beginning = first();
    page.click("[data-words=later]").wait_until("the second page", || first() != beginning);
    assert!(page.text("[data-transcript] .pager").contains("101–200 of"));
    page.click("[data-words=earlier]").wait_until("the first page", || first() == beginning);
    page.click("[data-words=earlier]");
    assert_eq!(first(), beginning, "there is none before it");
    page.assert_quiet();
}

#[test]
fn it_prints_as_a_figure_with_its_transcript() {
    let page = Page::new();
    page.open("?t=27&theme=dark");
    assert_eq!(page.count(".print-head, [data-transcript]"), 0);
    page.media(Media { print: true, ..Media::default() });
    page.wait_for(".print-head h1").wait_for("[data-transcript] li");
    assert!(page.text(".print-head").contains("Three requests, one slow database"));
    assert!(page.text(".print-head a").contains("t=27"));
    let seen = |selector: &str| {
        page.script(&format!("return !!document.querySelector('{selector}')?.getClientRects().length"))
            == json!(true)
    };
    for shown in [".figure-frame > svg", ".caption", ".numbers table", "[data-transcript]"] {
        assert!(seen(shown), "{shown} is printed");
    }
    for hidden in [".top", ".transport", ".disclosures", "[data-code]", ".now"] {
        assert!(!seen(hidden), "{hidden} is not printed");
    }
    let paper = page.script("return getComputedStyle(document.querySelector('.figure .body.paused')).fill");
    assert_eq!(paper, json!("rgb(255, 255, 255)"), "the figure is on white, whatever the theme");
    page.media(Media::default());
    page.wait_until("back on the screen", || page.count(".print-head, [data-transcript]") == 0);
    page.assert_quiet();
}

/// Marks that lie on the code of a line, or do not lie in their frame.
const MARKS_ASTRAY: &str = "
    const astray = [];
    for (const mark of document.querySelectorAll('.code-mark')) {
        const m = mark.getBoundingClientRect(), line = mark.closest('.code-line');
        const frame = mark.closest('.code-frame').getBoundingClientRect();
        const meets = (r) => r.width > 0.5 && r.left < m.right - 0.5 && m.left < r.right - 0.5 && r.top < m.bottom - 0.5 && m.top < r.bottom - 0.5;
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            if (mark.contains(walker.currentNode) || !walker.currentNode.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(walker.currentNode);
            if ([...range.getClientRects()].some(meets)) astray.push(mark.textContent + ' on ' + line.textContent);
        }
        if (m.left < frame.left - 0.5 || m.right > frame.right + 0.5) astray.push(mark.textContent + ' is cut');
    }
    return [document.querySelectorAll('.code-mark').length, astray]";

#[test]
fn no_mark_lies_on_the_code() {
    let page = Page::new();
    let mut marks = 0;
    for width in [360, 1280] {
        page.size(width, 900);
        for preset in presets::catalogue() {
            for (language, t) in [("python", 20), ("rust", 5)] {
                let link = format!("?preset={}&t={t}&code={language}", preset.id);
                page.open(&link);
                let found = page.script(MARKS_ASTRAY);
                assert_eq!(found[1], json!([]), "{link} at {width}");
                marks += found[0].as_u64().unwrap_or(0);
            }
        }
    }
    assert!(marks > 50, "{marks} marks have been looked at");
}
