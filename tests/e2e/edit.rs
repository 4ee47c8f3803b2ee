//! Editing by hand: in the editor, in the diagram by mouse, finger and keys, with files, and taking it all back.

use std::fs;

use serde_json::{Value, json};
use xtask::webdriver::Pointer;

use crate::page::Page;

const MS: u64 = 1_000_000;

fn makespans(page: &Page) -> Value {
    page.script(
        "return [...document.querySelectorAll('[data-makespan-ns]')].map(e => +e.dataset.makespanNs / 1e6)",
    )
}

#[track_caller]
fn ends_at(page: &Page, what: &str, makespans_ms: &Value) {
    page.wait_until(what, || makespans(page) == *makespans_ms);
}

#[track_caller]
fn address_says(page: &Page, part: &str) {
    page.wait_until(&format!("the address says {part}"), || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains(part))
    });
}

/// Puts a text in a field as if it were typed.
#[track_caller]
fn fill(page: &Page, field: &str, text: &str) {
    let body = "const e = document.querySelector(`[data-field=\"${arguments[0]}\"]`);
        e.focus(); e.value = arguments[1]; e.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.session
        .script(body, &[field.into(), text.into()])
        .unwrap_or_else(|error| panic!("{field}: {error}"));
}

/// The right edge of a state in a lane of the model with this index, and a millisecond, in pixels of the window.
#[track_caller]
fn edge(page: &Page, run: u64, lane: &str, state: &str) -> (f64, f64, f64) {
    let body = "return (async (...given) => {
        const panel = document.querySelectorAll('[data-runtime]')[given[0]];
        const span = panel.querySelector(`[data-lane=\"${given[1]}\"] [data-state=\"${given[2]}\"]`);
        span.scrollIntoView({ block: 'center' });
        const body = span.firstElementChild.nextElementSibling;
        // Where it has come to rest: what is beside it may just have come.
        let box = body.getBoundingClientRect();
        for (let before = null; before?.top !== box.top || before?.right !== box.right; box = body.getBoundingClientRect()) {
            before = box;
            await new Promise(done => setTimeout(done, 60));
        }
        const all = [...panel.querySelectorAll('[data-lane^=thread] [data-start-ns]')];
        const [first, last] = [all[0], all[all.length - 1]];
        const [left, right] = [first, last].map(e => e.querySelector('rect').getBoundingClientRect());
        const ms = (last.dataset.endNs - first.dataset.startNs) / 1e6;
        return [box.right, (box.top + box.bottom) / 2, (right.right - left.left) / ms];
        })(...arguments);";
    let found = page.session.script(body, &[run.into(), lane.into(), state.into()]);
    let found = found.unwrap_or_else(|error| panic!("{lane} {state}: {error}"));
    let number = |index: usize| found[index].as_f64().unwrap_or(f64::NAN);
    (number(0), number(1), number(2))
}

#[track_caller]
fn pull(page: &Page, pointer: &str, (x, y): (f64, f64), by: f64) {
    let way =
        [Pointer::To(x, y), Pointer::Down, Pointer::To(x + by / 2.0, y), Pointer::To(x + by, y), Pointer::Up];
    page.session.pointer(pointer, &way).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_call_is_pulled_by_mouse_in_both_models_at_once_and_taken_back() {
    let page = Page::new();
    page.open("?t=7");
    let (x, y, ms_px) = edge(&page, 1, "request-1", "paused");
    pull(&page, "mouse", (x, y), 10.0 * ms_px);
    ends_at(&page, "both models have run again", &json!([114, 48]));
    address_says(&page, "req=cpu3-db30-cpu5_x3_every1");
    assert_eq!(page.t_ns(), 7 * MS, "the playhead stays");
    page.press(&["Control+z"]);
    ends_at(&page, "it is taken back", &json!([84, 38]));
    page.wait_until("the address as well", || page.script("return location.search") == json!("?v=1&t=7"));
    page.press(&["Control+Shift+z"]);
    ends_at(&page, "and done again", &json!([114, 48]));
    page.assert_quiet();
}

#[test]
fn while_it_is_pulled_it_says_how_long_it_is_and_escape_ends_it() {
    let page = Page::new();
    page.open("");
    let (x, y, ms_px) = edge(&page, 0, "request-1", "blocked");
    let way = [Pointer::To(x, y), Pointer::Down, Pointer::To(x + 5.0 * ms_px, y)];
    page.session.pointer("mouse", &way).unwrap_or_else(|error| panic!("{error}"));
    ends_at(&page, "while it is pulled", &json!([99, 43]));
    page.wait_until("it says so", || {
        let label = page.script("return document.querySelector('.edge-label')?.textContent ?? ''");
        label == json!("db 25\u{a0}ms · all 3 requests")
    });
    page.press(&["Escape"]);
    ends_at(&page, "as before", &json!([84, 38]));
    page.session.pointer("mouse", &[Pointer::Up]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.attribute("[data-control=undo]", "aria-disabled").as_deref(), Some("true"));
    // A click without a pull still follows the request.
    let (x, y, _) = edge(&page, 0, "request-1", "blocked");
    page.session
        .pointer("mouse", &[Pointer::To(x - 2.0, y), Pointer::Down, Pointer::Up])
        .unwrap_or_else(|error| panic!("{error}"));
    page.wait_for("[data-request='1'][aria-pressed=true]");
    page.assert_quiet();
}

#[test]
fn a_computation_and_an_arrival_are_pulled_too() {
    let page = Page::new();
    page.open("");
    let (x, y, ms_px) = edge(&page, 0, "thread-1", "running");
    pull(&page, "mouse", (x, y), 2.0 * ms_px);
    ends_at(&page, "every first step computes for 5 ms", &json!([90, 40]));
    // The ring of an arrival begins what is queued.
    let (right, y, ms_px) = edge(&page, 0, "request-2", "queued");
    let x = right - page.script("const e = document.querySelectorAll('[data-runtime]')[0].querySelector('[data-lane=request-2] [data-state=queued]'); return (e.dataset.endNs - e.dataset.startNs) / 1e6").as_f64().unwrap_or(0.0) * ms_px;
    pull(&page, "mouse", (x, y), 4.0 * ms_px);
    address_says(&page, "_every5");
    page.assert_quiet();
}

#[test]
fn a_finger_pulls_as_well() {
    let page = Page::new();
    page.session.resize(390, 844, 1.0, true).unwrap_or_else(|error| panic!("{error}"));
    page.open("");
    let (x, y, ms_px) = edge(&page, 1, "request-1", "paused");
    pull(&page, "touch", (x, y), 10.0 * ms_px);
    ends_at(&page, "both models have run again", &json!([114, 48]));
    page.script("document.querySelector('[data-control=undo]').click()");
    ends_at(&page, "it is taken back", &json!([84, 38]));
    page.assert_quiet();
}

#[test]
fn keys_go_from_a_request_to_its_durations_and_change_them() {
    let page = Page::new();
    page.open("");
    page.script("document.querySelectorAll('.lane-handle[data-request=\"1\"]')[1].focus()");
    let name = "return document.activeElement.getAttribute('aria-label')";
    page.press(&["ArrowDown"])
        .wait_until("the arrival", || page.script(name) == json!("Arrival of request 1"));
    page.press(&["ArrowDown", "ArrowDown"]);
    page.wait_until("the call", || page.script(name) == json!("Duration of db in step 2 of request 1"));
    assert_eq!(page.script("return document.activeElement.getAttribute('role')"), json!("slider"));
    page.press(&["Shift+ArrowRight"]);
    ends_at(&page, "ten grains of half a millisecond", &json!([99, 43]));
    page.press(&["ArrowLeft", "ArrowLeft"]);
    ends_at(&page, "two back", &json!([96, 42]));
    let said = "return document.activeElement.getAttribute('aria-valuetext')";
    assert_eq!(page.script(said), json!("db 24\u{a0}ms · all 3 requests"));
    assert_eq!(page.t_ns(), 0, "the arrows are the slider's own");
    page.press(&["Escape"])
        .wait_until("back at the name", || page.script(name) == json!("Follow request 1, page"));
    page.press(&["Control+z"]);
    ends_at(&page, "one run of keys is taken back at once", &json!([84, 38]));
    page.assert_quiet();
}

#[test]
fn a_bad_step_is_told_under_its_field_and_the_diagram_stays() {
    let page = Page::new();
    page.open("");
    page.control("edit").wait_for("[data-field='requests[0].steps']");
    fill(&page, "requests[0].steps", "cpu 3, db 20 cpu 5");
    page.wait_for("[data-field='requests[0].steps'][aria-invalid=true]");
    let described =
        page.attribute("[data-field='requests[0].steps']", "aria-describedby").expect("it is described");
    assert!(page.text(&format!("#{described}")).contains("column 14: found “cpu”, expected"));
    assert_eq!(page.count("[data-warning='requests[0].steps']"), 1);
    assert_eq!(makespans(&page), json!([84, 38]));
    fill(&page, "requests[0].steps", "cpu 3, db 10, cpu 5");
    ends_at(&page, "once it is good", &json!([54, 28]));
    assert_eq!(page.count("[aria-invalid=true]"), 0);
    address_says(&page, "req=cpu3-db10-cpu5");
    page.control("undo");
    ends_at(&page, "taken back", &json!([84, 38]));
    assert_eq!(page.count("[data-control=redo][aria-disabled]"), 0);
    page.assert_quiet();
}

#[test]
fn models_come_and_go() {
    let page = Page::new();
    page.open("");
    page.control("edit").control("add-sync");
    ends_at(&page, "a third model", &json!([84, 38, 61]));
    address_says(&page, "run=sync1&run=async1&run=sync2");
    fill(&page, "runtimes[2].threads", "3");
    page.wait_for("[data-runtime=sync3]");
    page.click("[aria-label='Remove: Model 1']");
    page.wait_until("two are left", || page.count("[data-runtime]") == 2);
    page.click("[aria-label='Move up: Model 2']");
    page.wait_until("in another order", || {
        page.script("return [...document.querySelectorAll('[data-runtime]')].map(e => e.dataset.runtime)")
            == json!(["sync3", "async1"])
    });
    page.assert_quiet();
}

#[test]
fn files_are_opened_and_saved_and_bad_ones_lose_nothing() {
    let page = Page::new();
    page.open("?t=7");
    let folder = std::env::temp_dir().join(format!("interleave-edit-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let (good, bad) = (folder.join("good.json"), folder.join("bad.json"));
    fs::write(&good, r#"{ "title": "Ours", "requests": [{ "steps": "cpu 1, db 9" }] }"#).expect("writable");
    fs::write(&bad, r#"{ "requests": [{ "steps": "cpu 1, db" }] }"#).expect("writable");
    let open = |path| {
        page.session.choose_file("[data-control=file]", path).unwrap_or_else(|error| panic!("{error}"));
    };
    open(&bad);
    page.wait_for(".notices [data-warning='requests[0].steps']");
    assert_eq!((makespans(&page), page.t_ns()), (json!([84, 38]), 7 * MS));
    open(&good);
    ends_at(&page, "the file", &json!([10, 10]));
    address_says(&page, "req=cpu1-db9");
    page.script(
        "const make = URL.createObjectURL;
         URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text }); return make.call(URL, blob) }",
    );
    page.control("save-file")
        .wait_until("it is saved", || page.script("return window.saved ?? null") != Value::Null);
    let saved: Value =
        serde_json::from_str(page.script("return window.saved").as_str().unwrap_or("")).expect("it is JSON");
    assert_eq!((&saved["title"], &saved["requests"][0]["steps"]), (&json!("Ours"), &json!("cpu 1, db 9")));
    page.control("undo");
    ends_at(&page, "what was there before", &json!([84, 38]));
    let dropped = "const data = new DataTransfer();
        data.items.add(new File(['{ \"requests\": [{ \"steps\": \"cpu 4\" }] }'], 's.json'));
        document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }))";
    page.script(dropped);
    ends_at(&page, "a file that is dropped", &json!([4, 4]));
    let pasted = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData: data }))";
    let paste = |text: &str| {
        page.session.script(pasted, &[text.into()]).map(drop).unwrap_or_else(|error| panic!("{error}"));
    };
    paste("https://example.org/interleave/?v=1&req=cpu6");
    ends_at(&page, "a link that is pasted", &json!([6, 6]));
    paste("{ \"requests\": [{ \"steps\": \"cpu 7\" }] }");
    ends_at(&page, "a file's text that is pasted", &json!([7, 7]));
    fs::remove_dir_all(&folder).expect("it is ours");
    page.assert_quiet();
}

#[test]
fn the_editor_can_be_left_out() {
    let page = Page::new();
    page.open("?hide=editor");
    assert_eq!(page.count("#editor"), 0);
    page.open("?embed=1");
    assert_eq!(page.count("#editor"), 0);
    page.assert_quiet();
}

#[test]
fn a_scenario_too_large_for_a_link_is_said_so() {
    let page = Page::new();
    page.open("");
    page.control("edit").wait_for("[data-field='requests[0].steps']");
    let steps = vec!["abcdefghijklmnopqrst 0.000001 & ".repeat(30) + "b 1"; 80].join(", ");
    fill(&page, "requests[0].steps", &steps);
    page.wait_for("#editor [data-warning=link]");
    page.control("undo").wait_until("no longer", || page.count("#editor [data-warning=link]") == 0);
    page.assert_quiet();
}
