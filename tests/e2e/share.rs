//! The dialogs that hand out the link and the diagram.

use serde_json::json;
use xtask::server::Site;

use crate::page::{Page, site};

/// Keeps what is copied in `window.copied`.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
    writeText: text => { window.copied = text; return Promise.resolve(); } } });";

/// The whole text of a field.
#[track_caller]
fn field(page: &Page, id: &str) -> String {
    let value = page.script(&format!("return document.querySelector('#{id}').value"));
    value.as_str().expect("a field has a text").to_owned()
}

/// Sets or takes away a choice.
#[track_caller]
fn choose<'a>(page: &'a Page, choice: &str) -> &'a Page {
    page.click(&format!("dialog[open] [data-choice={choice}]"))
}

#[test]
fn the_link_is_copied_by_keyboard_alone_and_the_focus_returns() {
    let page = Page::new();
    page.open("?t=27");
    page.script(CLIPBOARD);
    page.script("document.querySelector('[data-control=share]').focus()");
    page.press(&["Enter"]).wait_for("dialog[open]");
    let focus = "return document.activeElement.id || document.activeElement.dataset.control";
    assert_eq!(page.script(focus), "share-link-copy", "the button that most people have come for");
    page.press(&["Enter"]);
    let link = page.server.url("?v=1&t=27");
    page.wait_until("it is copied", || page.script("return window.copied ?? null") == link.as_str());
    page.wait_until("that is said", || page.text("dialog[open] [role=status]") == "Copied");
    assert_eq!(field(&page, "share-link"), link);
    let markdown = format!("[Three requests, one slow database]({link})");
    assert_eq!(field(&page, "share-markdown"), markdown);
    page.click("[data-copy=share-markdown]");
    page.wait_until("Markdown", || page.script("return window.copied") == markdown.as_str());
    // Tab goes round within the dialog, past every choice.
    let mut reached = Vec::new();
    for _ in 0..16 {
        page.press(&["Tab"]);
        let choice = page.script("return document.activeElement.dataset.choice ?? null");
        reached.extend(choice.as_str().map(str::to_owned));
        let inside = "return document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')";
        assert_eq!(page.script(inside), true, "the focus stays in the dialog");
    }
    for choice in ["moment", "play", "theme", "code", "metrics", "editor", "legend", "narration"] {
        assert!(reached.iter().any(|found| found == choice), "{choice} is not among {reached:?}");
    }
    assert_eq!(page.t_ns(), 27_000_000, "keys in the dialog move nothing behind it");
    page.press(&["Escape"]).wait_until("closed", || page.count("dialog[open]") == 0);
    assert_eq!(page.script(focus), "share", "the focus is back");
    page.press(&["Enter"]).wait_for("dialog[open]");
    page.click("dialog[open] [aria-label=Close]").wait_until("closed", || page.count("dialog[open]") == 0);
    page.assert_quiet();
}

#[test]
fn a_picture_goes_along_in_markdown_as_the_link_is_chosen() {
    let page = Page::new();
    page.open("?preset=cpu-bound&t=20");
    page.script(CLIPBOARD);
    page.script(
        "const create = URL.createObjectURL;
         URL.createObjectURL = blob => { window.text = blob.text(); return create(blob); };
         HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, window.text]; };",
    );
    page.control("share").wait_for("dialog[open] .share-picture");
    let markdown = |link: &str| {
        let title = "Computing takes as long either way";
        format!("[![{title}](cpu-bound.svg)]({})", page.server.url(link))
    };
    assert_eq!(field(&page, "share-picture"), markdown("?v=1&preset=cpu-bound&t=20"));
    let seen =
        "const i = document.querySelector('.share-picture'); return i.complete && i.naturalWidth > 300";
    page.wait_until("the picture is seen", || page.script(seen) == true);
    choose(&page, "moment");
    let link = markdown("?v=1&preset=cpu-bound");
    page.wait_until("the link", || field(&page, "share-picture") == link);
    page.click("[data-copy=share-picture]");
    page.wait_until("it is copied", || page.script("return window.copied ?? null") == link.as_str());
    assert!(page.text("dialog[open]").contains("Save cpu-bound.svg beside your text."));
    page.click("dialog[open] [data-control=save-picture]");
    let saved = page.script("return Promise.all(window.saved)");
    assert_eq!(saved[0], "cpu-bound.svg");
    let svg = saved[1].as_str().expect("a text");
    let inside = page.server.url("?v=1&amp;preset=cpu-bound<");
    assert!(svg.starts_with("<svg ") && svg.contains(&inside), "the very link is in it");
    page.assert_quiet();
}

#[test]
fn the_link_says_what_is_chosen_and_opens_it() {
    let page = Page::new();
    page.open("?t=27&follow=2");
    page.control("share").wait_for("dialog[open] .qr path");
    let drawn = page.attribute(".qr path", "d");
    choose(&page, "moment");
    choose(&page, "play");
    choose(&page, "code");
    choose(&page, "legend");
    page.script(
        "const s = document.querySelector('dialog[open] [data-choice=theme]'); s.value = 'dark';
         s.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    let link = page.server.url("?v=1&follow=2&play=1&theme=dark&hide=code.legend");
    page.wait_until("the link", || field(&page, "share-link") == link);
    assert_ne!(page.attribute(".qr path", "d"), drawn, "so does the code");
    choose(&page, "legend");
    choose(&page, "moment");
    let link = page.server.url("?v=1&t=27&follow=2&play=1&theme=dark&hide=code");
    page.wait_until("the link again", || field(&page, "share-link") == link);
    page.session.goto(&link).expect("the link opens");
    page.wait_for("main[data-status=ready]").wait_until("it plays", || page.t_ns() > 27_000_000);
    assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("dark"));
    page.assert_quiet();
}

#[test]
fn the_code_is_dark_on_light_in_every_theme() {
    for theme in ["light", "dark"] {
        let page = Page::new();
        page.open(&format!("?theme={theme}"));
        page.control("share").wait_for("dialog[open] .qr");
        let colours = page.script(
            "const [ground, code] = document.querySelectorAll('.qr > *');
             return [getComputedStyle(ground).fill, getComputedStyle(code).fill]",
        );
        assert_eq!(colours, json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)"]), "{theme}");
        assert_eq!(page.attribute(".qr", "role").as_deref(), Some("img"));
    }
}

#[test]
fn a_diagram_is_embedded_with_what_the_dialog_gives() {
    let page = Page::new();
    page.open("?preset=cpu-bound&t=20");
    page.script(CLIPBOARD);
    let length = page.script("return history.length");
    page.control("embed").wait_for("dialog[open] .preview iframe");
    let height = || {
        let frame = field(&page, "share-frame");
        let height =
            frame.split("height=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse::<u32>().ok());
        height.expect("the frame has a height")
    };
    page.wait_until("the preview says how high it is", || height() != 820);
    let with_legend = height();
    choose(&page, "legend");
    page.wait_until("it is lower without the legend", || height() < with_legend);
    assert_eq!(page.script("return history.length"), length, "the preview does not fill the history");
    let (element, frame) = (field(&page, "share-element"), field(&page, "share-frame"));
    let link = page.server.url("?v=1&preset=cpu-bound&t=20&hide=legend");
    assert_eq!(
        element,
        format!(
            "<script src=\"{}\" async></script>\n<interleave-diagram params=\"v=1&preset=cpu-bound&t=20&hide=legend\" \
             title=\"Computing takes as long either way\">\n  <a href=\"{link}\">Computing takes as long either way</a>\n\
             </interleave-diagram>",
            page.server.url("embed.js")
        )
    );
    page.click("[data-copy=share-element]");
    page.wait_until("it is copied", || page.script("return window.copied ?? null") == element.as_str());
    page.assert_quiet();

    // Pasted into a page of another origin, both show it.
    let html =
        format!("<!doctype html><title>Course</title><link rel=icon href=data:,><p>{element}<p>{frame}");
    let host = Page::on(Site::of(xtask::root().join("tests")).page("course.html", html));
    host.load("course.html");
    let shown =
        "return document.querySelector('interleave-diagram').shadowRoot?.querySelector('.ready') != null";
    host.wait_until("the element", || host.script(shown) == true);
    for selector in [
        "document.querySelector('interleave-diagram').shadowRoot.querySelector('iframe')",
        "document.querySelector('body iframe')",
    ] {
        let frame = host.script(&format!("return {selector}"));
        host.session.post("frame", &json!({ "id": frame })).expect("the driver enters the frame");
        host.wait_for("main[data-status=ready]");
        assert_eq!((host.t_ns(), host.count("header")), (20_000_000, 0), "{selector}");
        host.session.post("frame", &json!({ "id": null })).expect("the driver goes back");
    }
    host.assert_quiet();
}

#[test]
fn where_copying_is_refused_the_text_is_selected() {
    let page = Page::new();
    page.open("?t=27");
    page.script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
             writeText: () => Promise.reject(new Error('no')) } });",
    );
    page.control("share").click("#share-link-copy");
    page.wait_until("that is said", || {
        page.text("dialog[open] [role=status]").starts_with("Copying was not allowed")
    });
    assert_eq!(
        page.script("return String(getSelection()) || document.activeElement.id"),
        field(&page, "share-link")
    );
    page.script("delete navigator.clipboard; Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })");
    page.click("[data-copy=share-markdown]");
    page.wait_until("so it is where there is no clipboard", || {
        page.script("return document.activeElement.id") == "share-markdown"
    });
    page.assert_quiet();
}

#[test]
fn a_long_link_says_that_it_is_and_what_is_too_long_becomes_a_file() {
    let page = Page::on(site());
    let groups = |count: usize, steps: usize| {
        // A second is written shorter than its thousand milliseconds.
        let group = format!("req={}&", vec!["db1s"; steps].join("-"));
        format!("#{}", group.repeat(count))
    };
    page.open(&groups(3, 150));
    page.control("share").wait_for("dialog[open]");
    assert!(field(&page, "share-link").contains("#v=1&req=db1000-"));
    assert!(page.text("dialog[open]").contains("too long for a code"), "no camera reads that");
    assert!(page.text("dialog[open]").contains("some programs cut it off"));
    page.session.goto("about:blank").expect("a page between");
    page.open(&groups(60, 200));
    assert_eq!(page.count(".notices [data-warning]"), 0, "the link that is given fits");
    page.script(
        "const create = URL.createObjectURL;
         URL.createObjectURL = blob => { window.text = blob.text(); return create(blob); };
         HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, window.text]; };",
    );
    for control in ["share", "embed"] {
        page.control(control).wait_for("dialog[open] [data-control=save]");
        assert_eq!(page.count("dialog[open] textarea"), 0);
        page.click("dialog[open] [data-control=save]");
        let saved = page.script("return Promise.all(window.saved)");
        assert_eq!(saved[0], "scenario.json");
        let scenario =
            interleave::file::read_scenario(saved[1].as_str().expect("a text")).expect("it is a scenario");
        assert_eq!(scenario.groups.len(), 60);
        page.press(&["Escape"]).wait_until("closed", || page.count("dialog[open]") == 0);
    }
    page.assert_quiet();
}
