//! Programs on the page: opened by a link, a paste, the menu; written, wrong, endless; shared again.

use interleave::gallery;
use interleave::link::{self, View};
use interleave::python::program::LineCost;
use interleave::python::programs::Programs;

use crate::page::Page;

const GATHER: &str = "import asyncio\n\nasync def f(s):\n    await asyncio.sleep(s)\n    print(s)\n\nasync def main():\n    \
                      await asyncio.gather(f(0.02), f(0.01))\n\nasyncio.run(main())\n";

fn link_to(source: &str, t_ms: u64) -> String {
    let programs = Programs { cost: LineCost::Fixed(1_000_000), ..Programs::one(source) };
    let view = View { t: interleave::time::Instant::from_ms(t_ms), ..View::default() };
    link::print_programs(&programs, &view).expect("it is short")
}

fn attribute(page: &Page, selector: &str, name: &str) -> String {
    if page.count(selector) == 0 { String::new() } else { page.attribute(selector, name).unwrap_or_default() }
}

fn source(page: &Page) -> String {
    let value = page.script("return document.querySelector('[data-control=source]').value");
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_link_shows_both_forms_the_code_and_what_is_printed() {
    let page = Page::new();
    page.open(&link_to(GATHER, 20));
    page.wait_for("[data-runtime=\"written\"]");
    assert_eq!(attribute(&page, "[data-runtime=\"written\"]", "data-makespan-ns"), "24000000");
    assert_eq!(attribute(&page, "[data-runtime=\"blocking\"]", "data-makespan-ns"), "36000000");
    assert_eq!(source(&page), GATHER);
    assert_eq!(page.text("[data-output]").trim(), "0.01");
    assert!(!attribute(&page, "[data-line=\"4\"]", "data-tasks").is_empty(), "somebody sleeps at line 4");
    assert!(attribute(&page, "[data-line=\"1\"]", "data-tasks").is_empty());
}

#[test]
fn what_is_typed_runs_and_what_is_wrong_is_said_at_its_line() {
    let page = Page::new();
    page.open(&link_to(GATHER, 0));
    page.wait_for("[data-runtime=\"blocking\"]");
    let write = |text: &str| {
        page.script(&format!(
            "const field = document.querySelector('[data-control=source]'); field.focus(); field.value = {text:?};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ));
    };
    write("import time\ntime.sleep(0.007)\nprint('done')\n");
    page.wait_until("the new program's only form", || {
        attribute(&page, "[data-runtime=\"blocking\"]", "data-runtime").is_empty()
            && attribute(&page, "[data-runtime=\"written\"]", "data-makespan-ns") == "9000000"
    });
    write("import time\ntime.sleep(0.007\n");
    page.wait_for("[data-problem]");
    assert_eq!(
        attribute(&page, "[data-runtime=\"written\"]", "data-makespan-ns"),
        "9000000",
        "the last good one stays"
    );
    write("print(1)\n");
    page.wait_until("nothing is wrong any more", || {
        attribute(&page, "[data-problem]", "data-problem").is_empty()
    });
}

#[test]
fn an_endless_program_leaves_the_page_alive_and_says_so() {
    let page = Page::new();
    page.open(&link_to("while True:\n    pass\n</script><script>window.hit = 1</script>\n", 0));
    page.wait_for("[data-problem]");
    assert!(page.script("return window.hit === 1") == false, "nothing of it is executed");
    page.open(&link_to("while True:\n    pass\n", 0));
    page.wait_for(".ending-limit");
    assert!(page.text(".ending-limit").contains("line 1"), "{}", page.text(".ending-limit"));
}

#[test]
fn the_menu_and_a_paste_bring_a_program() {
    let page = Page::new();
    page.open("");
    page.choose("preset", "program");
    page.wait_for("[data-control=\"source\"]");
    page.wait_for("[data-runtime=\"blocking\"]");
    page.script(
        "const data = new DataTransfer(); data.setData('text/plain', 'import time\\ntime.sleep(0.003)\\n');
         document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))",
    );
    page.wait_until("the pasted program", || {
        source(&page).contains("0.003")
            && attribute(&page, "[data-runtime=\"written\"]", "data-outcome") == "returned"
    });
}

#[test]
fn the_gallery_brings_a_program_with_its_question_and_what_answers_it() {
    let page = Page::new();
    page.open("");
    page.choose("preset", "gallery");
    page.wait_for("dialog[open] [data-gallery=\"gather\"]");
    assert_eq!(page.count("dialog[open] [data-gallery]"), 30);
    let chosen = page.script("return document.querySelector('[data-control=preset]').value");
    assert_eq!(chosen, "three-requests", "the menu goes on saying what is shown");
    page.click("dialog[open] [data-gallery=\"gather\"]");
    page.wait_for(".program [data-gallery=\"gather\"]");
    assert_eq!(page.count("dialog[open]"), 0);
    let entry = gallery::find("gather").expect("it is one of them");
    assert_eq!(source(&page), entry.source);
    assert_eq!(page.t_ns(), entry.moment.as_ns());
    assert!(page.text(".program-answer").contains("66\u{a0}ms, not at 109\u{a0}ms"));
    page.wait_until("the address is its own", || {
        page.script("return location.search").as_str().is_some_and(|search| search.contains("py="))
    });
}

#[test]
fn a_chapter_leads_to_its_program_in_a_tab_of_its_own() {
    let page = Page::new();
    page.open("?lesson=A5");
    let link = ".lesson a[data-gallery=\"prefetch\"]";
    page.wait_for(link);
    assert_eq!(page.attribute(link, "target").as_deref(), Some("_blank"));
    let address = page.attribute(link, "href").unwrap_or_default();
    page.open(&address);
    page.wait_for(".program [data-gallery=\"prefetch\"]");
}
