//! Every state of the page is looked through by axe-core, which finds what people with assistive technology run into.

use xtask::webdriver::Media;

use crate::page::Page;

/// What a state of the page is made of: a link, then keys and clicks.
enum Act {
    Press(&'static str),
    Click(&'static str),
    Wait(&'static str),
    Focus(&'static str),
    Choose(&'static str, &'static str),
}
use Act::{Choose, Click, Focus, Press, Wait};

/// What axe-core finds: WCAG 2.0 to 2.2, levels A and AA, and its best practices.
#[track_caller]
fn violations(page: &Page) -> serde_json::Value {
    let axe = xtask::tools::axe().unwrap_or_else(|failure| panic!("{failure}"));
    let body = format!(
        "{axe};
         // Elements on their way to another colour are not what a person reads.
         document.getAnimations().forEach(animation => {{
             if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
         }});
         const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
         return axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }} }}).then(found =>
             found.violations.map(rule => rule.id + ': ' + rule.help + ' — ' + rule.nodes.slice(0, 5)
                 .map(node => node.target.join(' ') + ' (' + node.failureSummary + ')').join(' | ')));"
    );
    page.script(&body)
}

/// Opens the link and acts, then looks: wide and light, wide and dark, and on a narrow touch screen.
#[track_caller]
fn check(link: &str, acts: &[Act]) {
    let page = Page::new();
    for (width, dark, touch) in [(1280, false, false), (1280, true, false), (360, false, true)] {
        page.session.resize(width, 900, 1.0, touch).expect("the browser is resized");
        page.media(Media { dark, ..Media::default() });
        page.open(link);
        for act in acts {
            match act {
                Press(key) => page.press(&[key]),
                Click(selector) => page.click(selector),
                Choose(control, value) => page.choose(control, value),
                Wait(selector) => page.wait_for(selector),
                Focus(selector) => {
                    page.script(&format!("document.querySelector(`{selector}`).focus()"));
                    &page
                }
            };
        }
        assert_eq!(violations(&page), serde_json::json!([]), "{link} at {width} px, dark: {dark}");
    }
    page.assert_quiet();
}

#[test]
fn the_first_visit() {
    check("", &[]);
}

#[test]
fn a_moment_and_a_followed_request() {
    check("?t=27&follow=2", &[]);
}

#[test]
fn warnings() {
    check("?t=99999&req=bad&nonsense=1", &[]);
}

#[test]
fn the_keys() {
    check("", &[Press("?"), Wait("dialog[open]")]);
}

#[test]
fn the_files_to_save() {
    check("", &[Click("[data-control=\"export\"]"), Wait("dialog[open] [data-export]")]);
}

#[test]
fn the_dialogs_that_hand_out_links() {
    check("?t=27", &[Click("[data-control=share]"), Wait("dialog[open] svg")]);
    check("?t=27", &[Click("[data-control=embed]"), Wait("dialog[open] iframe")]);
}

#[test]
fn programs_and_their_gallery() {
    let entry = interleave::gallery::find("pool-deadlock").and_then(|entry| entry.link().ok());
    check(
        &entry.expect("it has a link"),
        &[Wait(".program [data-gallery]"), Wait("[data-outcome=deadlock]")],
    );
    check("", &[Choose("preset", "gallery"), Wait("dialog[open] [data-gallery]")]);
}

#[test]
fn chapters_of_the_lesson() {
    check("?lesson=S2", &[]);
    check("?lesson=T", &[]);
}

#[test]
fn questions() {
    check("?ask=next&t=3", &[Wait("[data-ask=next]")]);
    check("?ask=done.2&t=10", &[Wait("[data-ask]"), Click("[data-control=commit]")]);
}

#[test]
fn the_editor() {
    check("", &[Click("[data-control=edit]"), Wait("#editor-body")]);
}

#[test]
fn the_words_and_the_table() {
    check("?t=27", &[Click("[data-words=transcript]"), Wait("#words-body > *")]);
    check("?t=27", &[Click("[data-words=table]"), Wait("#words-body table")]);
}

#[test]
fn a_guest_in_another_page() {
    check("?embed=1&t=27", &[]);
}

#[test]
fn four_models_and_cores() {
    check("?req=cpu4-db9-cpu3_x6_every1&run=sync1&run=sync4&run=async1&run=async2&cores=2&switch=1&t=9", &[]);
}

#[test]
fn very_many_requests() {
    check("?req=cpu1-db40-cpu1_x200_every1&t=60", &[]);
}

#[test]
fn zoomed() {
    check("?zoom=3..29&t=12", &[Click("[data-control=step]"), Wait(".is-zoomed")]);
}

#[test]
fn an_edge_that_has_the_focus() {
    let name = Focus(".lane-handle[data-request='1']");
    check(
        "?req=cpu3-db20~api9-cpu5_x2",
        &[name, Press("ArrowDown"), Press("ArrowDown"), Wait("[role=slider]:focus")],
    );
}

#[test]
fn charts_of_very_many_requests() {
    check("?preset=rush-hour", &[Wait(".charts[open] svg.chart")]);
}

#[test]
fn what_is_bad_is_found() {
    let page = Page::new();
    page.open("");
    page.script("document.querySelector('[data-control=scrub]').removeAttribute('aria-label')");
    let found = violations(&page).to_string();
    assert!(found.contains("label"), "{found}");
}
