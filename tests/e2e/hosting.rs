//! The site as a host serves it: first picture, offline, any path, one file, nothing from anybody else.

use std::fs;

use serde_json::{Value, json};
use xtask::dist;
use xtask::server::Site;
use xtask::webdriver::Media;

use crate::page::{Page, site};

const MS: u64 = 1_000_000;

/// A worker is there, and has the whole site.
const IS_KEPT: &str =
    "return (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'";

fn block(page: &Page, urls: &[&str]) {
    page.session.cdp("Network.enable", &json!({})).expect("the browser has a network");
    page.session
        .cdp("Network.setBlockedURLs", &json!({ "urls": urls }))
        .expect("the browser blocks addresses");
}

/// The drawing that is seen: its box in the window.
fn drawing(page: &Page) -> [f64; 4] {
    let found = page.script(
        "const seen = [...document.querySelectorAll('.figure-frame svg')].filter(svg => svg.checkVisibility(
             { visibilityProperty: true }));
         if (seen.length !== 1) return null;
         const r = seen[0].getBoundingClientRect(); return [r.x, r.y, r.width, r.height];",
    );
    let number =
        |place: usize| found[place].as_f64().unwrap_or_else(|| panic!("one drawing is seen: {found}"));
    [number(0), number(1), number(2), number(3)]
}

#[test]
fn the_first_picture_stands_before_the_program_and_where_the_program_is() {
    let screens = [(320, 640), (390, 844), (480, 900), (600, 900), (700, 900), (767, 900), (800, 1100)];
    for (width, height) in screens.into_iter().chain([(1280, 900), (1920, 1080)]) {
        let page = Page::new();
        page.size(width, height);
        // Without the style that leaves controls out, it stands as it does while the program loads.
        block(&page, &["*.wasm", "*/noscript.css"]);
        page.load("").wait_for("main[data-status=error]");
        let note = page.text("#boot-failure");
        assert!(note.contains("could not start") && note.contains("picture below"), "{note}");
        page.script("document.getElementById('boot-failure').hidden = true");
        let ahead = drawing(&page);
        assert!(page.count("[data-runtime=async1]") > 0 && page.text(".comparison").contains("84"));
        assert_eq!(page.script("return document.documentElement.scrollWidth - innerWidth"), 0, "{width}");
        if width == 390 || width == 1280 {
            page.picture(&format!("ahead-{width}"));
        }
        block(&page, &[]);
        page.open("");
        let alive = drawing(&page);
        // At its own width or a bit narrower, but at the very place and as high, so that nothing below it moves.
        assert_eq!(ahead[..2], alive[..2], "{width}");
        assert!(ahead[2] <= alive[2] && ahead[2] >= 0.75 * alive[2], "{width}: {ahead:?} {alive:?}");
        assert!((ahead[3] - alive[3]).abs() < 1.0, "{width}: {ahead:?} {alive:?}");
    }
}

#[test]
fn where_the_program_cannot_start_no_dead_control_is_left() {
    let page = Page::new();
    block(&page, &["*.wasm"]);
    page.load("").wait_for("main[data-status=error]");
    let dead =
        "return [...document.querySelectorAll('[data-control]')].filter(e => e.checkVisibility()).length";
    page.wait_until("what would do nothing is left out", || page.script(dead) == 0);
    assert!(page.text(".legend").contains("waits and keeps the thread"));
    page.picture("cannot-start");
}

#[test]
fn the_program_takes_over_without_a_jump() {
    // At 930 and 1100 px the font decides whether the head of the page has one row or two.
    for (width, dark) in [(390, true), (600, false), (700, false), (930, false), (1100, true), (1280, false)]
    {
        let page = Page::new();
        page.size(width, 900).media(Media { dark, ..Media::default() });
        page.session
            .cdp(
                "Page.addScriptToEvaluateOnNewDocument",
                &json!({ "source": "window.shift = 0; new PerformanceObserver(list => {
                    for (const entry of list.getEntries()) window.shift += entry.value;
                }).observe({ type: 'layout-shift', buffered: true });" }),
            )
            .expect("the browser takes a script");
        page.open("");
        let shift = page.script("return new Promise(done => setTimeout(() => done(window.shift), 500))");
        assert!(shift.as_f64().is_some_and(|shift| shift < 0.02), "{width}: {shift}");
        page.assert_quiet();
    }
}

#[test]
fn a_link_does_not_flash_the_default_diagram() {
    for link in ["?preset=cpu-bound", "#preset=cpu-bound", "?embed=1"] {
        let page = Page::new();
        block(&page, &["*.wasm"]);
        page.load(link).wait_for("main[data-status=error]");
        let seen = "return document.querySelector('main').checkVisibility({ visibilityProperty: true })";
        assert_eq!(page.script(seen), false, "{link}");
        assert!(page.text("#boot-failure").contains("could not start"));
        block(&page, &[]);
        page.session.goto("about:blank").expect("it is always there");
        page.open(link);
        assert_eq!(page.script(seen), true, "{link}");
    }
}

#[test]
fn without_scripts_the_picture_and_the_words_stand() {
    let page = Page::new();
    let off = json!({ "value": true });
    page.session.cdp("Emulation.setScriptExecutionDisabled", &off).expect("scripts can be switched off");
    page.load("");
    let picture = page.picture("without-scripts");
    assert!(fs::metadata(picture).is_ok_and(|file| file.len() > 20_000), "something is drawn");
    let html = fs::read_to_string(dist::folder().join("index.html")).expect("the site is built");
    assert!(html.contains("<noscript>") && html.contains("allow scripts"));
}

#[test]
fn after_the_first_visit_it_works_without_a_connection() {
    let page = Page::on(site().under("/a/b/"));
    page.open("");
    page.wait_until("the site is kept", || page.script(IS_KEPT) == true);
    // The worker takes the next visit over.
    page.open("?t=5");
    let host = page.server.url("");
    let Page { session, server } = page;
    drop(server);
    session.goto(&format!("{host}?preset=cpu-bound&t=12")).expect("the worker answers for the host");
    let status = "return document.querySelector('main[data-status=ready]')?.dataset.tNs ?? null";
    let wait = std::time::Duration::from_millis(100);
    let ready = (0..200).any(|_| {
        std::thread::sleep(wait);
        session.script(status, &[]).is_ok_and(|t_ns| t_ns.as_str() == Some(&(12 * MS).to_string()))
    });
    assert!(ready, "the page is not ready without its host");
    let controlled = session.script("return navigator.serviceWorker.controller !== null", &[]);
    assert_eq!(controlled, Ok(json!(true)));
    session.goto(&format!("{host}docs/links.html")).expect("documents are kept as well");
    let heading = session.script("return document.querySelector('h1').textContent", &[]);
    assert_eq!(heading, Ok(json!("Links")));
}

#[test]
fn a_new_version_replaces_the_old_one() {
    let folder = xtask::root().join("target").join("e2e").join("updated");
    drop(fs::remove_dir_all(&folder));
    for file in dist::files(&dist::folder()).expect("the site is built") {
        let to = folder.join(file.strip_prefix(dist::folder()).expect("it is in the site"));
        fs::create_dir_all(to.parent().expect("it has a folder")).expect("target/ is writable");
        fs::copy(&file, to).expect("target/ is writable");
    }
    let page = Page::on(Site::of(&folder));
    page.open("");
    page.wait_until("the site is kept", || page.script(IS_KEPT) == true);
    let caches = "return (await caches.keys()).filter(name => name.startsWith('interleave ')).length";
    assert_eq!(page.script(caches), 1);
    let worker = fs::read_to_string(folder.join("sw.js")).expect("it is in the site");
    let newer = worker.replace("const VERSION = \"", "const VERSION = \"0");
    assert_ne!(worker, newer);
    fs::write(folder.join("sw.js"), newer).expect("target/ is writable");
    page.open("?t=1");
    page.script("(await navigator.serviceWorker.getRegistration()).update()");
    page.wait_until("the new one waits", || page.script(caches) == 2);
    // With the last page of the old version gone, the new one takes over and clears away.
    page.session.goto("about:blank").expect("it is always there");
    std::thread::sleep(std::time::Duration::from_secs(2));
    page.open("?t=2");
    page.wait_until("the old one is gone", || page.script(caches) == 1);
    page.assert_quiet();
}

#[test]
fn a_guest_in_another_page_installs_nothing() {
    let none = "return (await navigator.serviceWorker.getRegistrations()).length";
    let alone = Page::new();
    alone.open("?embed=1&t=3");
    assert_eq!(alone.script(none), 0);
    let framed = "<!doctype html><html lang=en><title>Course</title><link rel=icon href=data:,>
        <iframe title=Interleave width=640 height=900 src=\"./?t=27\"></iframe>";
    let page = Page::on(site().page("/course.html", framed));
    page.load("course.html");
    page.wait_until("the guest is ready", || {
        page.script("return document.querySelector('iframe').contentDocument.querySelector('[data-status=ready]') !== null")
            == true
    });
    page.script("await new Promise(done => setTimeout(done, 300))");
    assert_eq!(page.script(none), 0);
}

#[test]
fn everything_comes_from_the_sites_own_folder_and_the_first_view_needs_what_was_counted() {
    let page = Page::on(site().under("/a/b/"));
    page.open("");
    let own = page.server.url("");
    let asked = page.script("return performance.getEntriesByType('resource').map(entry => entry.name)");
    let asked: Vec<&str> = asked.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let html = fs::read_to_string(dist::folder().join("index.html")).expect("the site is built");
    let mut counted = dist::needed_first(&html);
    counted.push("inter.woff2".to_owned());
    // What stands beside the diagram comes when that stands.
    counted.extend(dist::unasked(&dist::folder()).expect("the site is built"));
    // Browsers ask for these by themselves, when all else is done; the worker's file comes after that.
    let aside = ["icon.svg", "interleave.webmanifest", "sw.js"];
    for url in asked {
        let name = url.strip_prefix(&own).unwrap_or_else(|| panic!("{url} is somebody else's"));
        assert!(aside.contains(&name) || counted.iter().any(|file| file == name), "{name} is not counted");
    }
    let stored = page.script("return [document.cookie, localStorage.length, sessionStorage.length]");
    assert_eq!(stored, json!(["", 0, 0]));
    page.assert_quiet();
}

#[test]
fn a_part_that_does_not_come_is_said_to_be_missing_and_asked_for_again() {
    let page = Page::new();
    page.open("");
    assert_eq!(page.count(".sharing"), 0, "nothing has asked for the dialogs");
    block(&page, &["*split_dialogs*"]);
    page.control("share").wait_for("[data-warning=page]");
    page.control("step");
    assert!(page.t_ns() > 0, "the rest goes on");
    block(&page, &[]);
    page.control("share").wait_for("dialog[open] #share-link-copy");
    assert!(
        page.complaints()
            .iter()
            .all(|line| line.text.contains("fetch") || line.text.contains("split_dialogs"))
    );
}

#[test]
fn what_is_not_there_leads_home_from_any_depth() {
    let page = Page::on(site().under("/a/b/"));
    for wrong in ["nothing.html", "old/course/2019/nothing"] {
        page.load(wrong).wait_for("base");
        assert_eq!(page.script("return document.querySelector('a').href"), page.server.url(""));
        page.complaints();
    }
    page.click("a[href*=cpu-bound]");
    page.wait_for("main[data-status=ready]").wait_for("[data-runtime=async1][data-makespan-ns='60000000']");
    page.assert_quiet();
}

#[test]
fn one_file_opens_from_a_disk() {
    let file = dist::single_file();
    assert!(file.is_file(), "there is no such file: run `cargo xtask dist --single-file`");
    let url = format!("file://{}", file.display());
    let page = Page::new();
    let open = |link: &str| {
        page.session.goto("about:blank").expect("it is always there");
        page.session.goto(&format!("{url}{link}")).expect("a file is there");
        page.wait_for("main[data-status=ready]");
    };
    open("#preset=late-response&t=7");
    assert_eq!(page.t_ns(), 7 * MS);
    page.wait_for("[data-runtime=async1][data-makespan-ns='42000000']");
    page.control("step").wait_until("a step", || page.t_ns() > 7 * MS);
    page.wait_until("the address", || {
        page.script("return location.search + location.hash")
            .as_str()
            .is_some_and(|link| link.starts_with("#v=1&preset=late-response&t="))
    });
    assert_eq!(page.script("return document.fonts.check('16px Inter')"), true, "the font is in the file");
    // What it hands out is good on this machine alone, and nothing lies beside it.
    page.control("share").wait_for("dialog[open] [data-remark=disk]");
    for id in ["share-link", "share-markdown", "share-picture"] {
        let text = page.script(&format!("return document.querySelector('#{id}').value"));
        assert!(text.as_str().is_some_and(|text| text.contains("interleave.html#v=1&preset=")), "{text}");
    }
    assert_eq!(page.count("dialog[open] .qr"), 0, "no phone could open it");
    page.press(&["Escape"]).wait_until("closed", || page.count("dialog[open]") == 0);
    page.control("embed").wait_for("dialog[open] #share-frame");
    assert_eq!(page.count("dialog[open] #share-element"), 0, "there is no embed.js");
    open("");
    page.picture("one-file");
    page.control("play").wait_until("it plays", || page.t_ns() > 0);
    page.assert_quiet();
    let text = fs::read_to_string(file).expect("it was opened");
    for word in [" src=\"", "href=\"http", "href=\"./", "url(inter", "url(\"inter", "'self'", "sw.js"] {
        assert!(!text.contains(word), "{word}");
    }
}
