//! A person opens the page, reads it off, plays, steps and scrubs.

use std::cell::Cell;

use xtask::webdriver::Media;

use crate::page::Page;

const MS: u64 = 1_000_000;

/// The stretches of a state on a lane, in milliseconds.
fn spans(page: &Page, runtime: &str, lane: &str, state: &str) -> Vec<(u64, u64)> {
    let selector = format!("[data-runtime={runtime}] [data-lane={lane}] [data-state={state}]");
    let body =
        "return [...document.querySelectorAll(arguments[0])].map(e => [e.dataset.startNs, e.dataset.endNs])";
    let found = page.session.script(body, &[selector.into()]).expect("the page answers");
    let number = |value: &serde_json::Value| value.as_str().and_then(|ns| ns.parse::<u64>().ok());
    let ms = |ns: Option<u64>| ns.expect("a span has its instants in nanoseconds") / MS;
    let spans = found.as_array().expect("a list").iter();
    spans.map(|span| (ms(number(&span[0])), ms(number(&span[1])))).collect()
}

#[test]
fn three_requests_take_84_ms_blocked_and_38_ms_hopping() {
    let page = Page::new();
    page.open("");
    for (panel, makespan_ms) in [("sync1", 84), ("async1", 38)] {
        let selector = format!("[data-runtime={panel}]");
        assert_eq!(page.count(&selector), 1, "{panel}");
        let makespan = page.attribute(&selector, "data-makespan-ns");
        assert_eq!(makespan, Some((makespan_ms * MS).to_string()), "{panel}");
        assert!(page.text("main").contains(&format!("finished at {makespan_ms} ms")), "{panel}");
        for lane in ["thread-1", "request-1", "request-2", "request-3", "service-db"] {
            assert_eq!(page.count(&format!("{selector} [data-lane={lane}]")), 1, "{panel} {lane}");
        }
        assert_eq!(page.count(&format!("{selector} [data-lane^=blocking]")), 0, "helpers never ran");
    }
    assert_eq!(page.attribute("main", "data-end-ns"), Some((84 * MS).to_string()));

    // Above, the thread waits 20 ms with each request; below, never.
    assert_eq!(spans(&page, "sync1", "thread-1", "blocked"), [(3, 23), (31, 51), (59, 79)]);
    assert_eq!(spans(&page, "async1", "thread-1", "blocked"), []);
    // Below it hops: three beginnings while the database works, and the rests in the order of the answers.
    let hops = [(0, 3), (3, 6), (6, 9), (23, 28), (28, 33), (33, 38)];
    assert_eq!(spans(&page, "async1", "thread-1", "running"), hops);
    assert_eq!(spans(&page, "async1", "request-2", "paused"), [(6, 26)]);
    assert_eq!(spans(&page, "async1", "request-2", "ready"), [(26, 28)]);
    assert_eq!(spans(&page, "async1", "request-3", "queued"), [(2, 6)]);
    page.assert_quiet();
}

#[test]
fn the_numbers_are_compared() {
    let page = Page::new();
    page.open("");
    let text = page.text("aside");
    for number in ["84 ms", "38 ms", "60 ms", "12 ms", "55 ms", "32 ms", "35.7", "78.9"] {
        assert!(text.contains(number), "{number} is not in {text}");
    }
}

#[test]
fn a_step_goes_to_the_next_instant_of_either_model_and_back() {
    let page = Page::new();
    page.open("");
    for expected_ms in [1, 2, 3, 6, 9, 23, 26, 28, 29] {
        page.control("step");
        page.wait_until("a step forward", || page.t_ns() == expected_ms * MS);
    }
    for expected_ms in [28, 26, 23] {
        page.control("step-back");
        page.wait_until("a step back", || page.t_ns() == expected_ms * MS);
    }
    page.control("end").wait_until("the end", || page.t_ns() == 84 * MS);
    page.control("step").wait_until("the end still", || page.t_ns() == 84 * MS);
    page.control("start").wait_until("the start", || page.t_ns() == 0);
    page.control("step-back").wait_until("the start still", || page.t_ns() == 0);
    page.assert_quiet();
}

#[test]
fn it_plays_to_the_end_and_pauses_in_between() {
    let page = Page::new();
    page.open("?speed=4");
    page.control("play").wait_for("[data-control=pause]");
    page.wait_until("time passes", || page.t_ns() > 5 * MS);
    page.control("pause").wait_for("[data-control=play]");
    let paused_at = page.t_ns();
    assert!(paused_at < 84 * MS, "it was paused before the end");
    assert_eq!(page.t_ns(), paused_at);
    page.control("play").wait_until("the end", || page.t_ns() == 84 * MS);
    page.wait_for("[data-control=play]");
    // From the end it begins again.
    page.control("play").wait_until("it begins again", || page.t_ns() < 84 * MS);
    page.assert_quiet();
}

/// What moves by itself while it plays, and how far the line, the veil and the thumb are from where the moment is.
const RIDE: &str = "
    const left = selector => document.querySelector(selector).getBoundingClientRect().left;
    const slide = document.querySelector('.slide').getBoundingClientRect();
    const main = document.querySelector('main'), thumb = document.querySelector('.thumb').getBoundingClientRect();
    const part = main.dataset.tNs / main.dataset.endNs;
    return [document.getAnimations().length, left('.playhead-line') - left('.veil'),
        (left('.thumb') - slide.left) / (slide.width - thumb.width) - part,
        [...document.querySelectorAll('.bead')].map(bead => {
            const box = bead.getBoundingClientRect();
            return Math.abs(box.left + box.width / 2 - left('.playhead-line'));
        }).reduce((most, gap) => Math.max(most, gap), 0)];";

#[test]
fn while_it_plays_the_browser_moves_what_moves_and_where_it_rests_it_is_right() {
    let page = Page::new();
    page.open("");
    page.control("play").wait_until("time passes", || page.t_ns() > 5 * MS);
    for step in ["at the start", "a bit later", "zoomed in"] {
        let ride = page.script(RIDE);
        let number = |place: usize| ride[place].as_f64().unwrap_or(f64::NAN);
        // Line, handle, veil, two beads and the slider's two; all at one place, which the state is told ten times a second.
        assert_eq!(number(0), 7.0, "{step}: {ride}");
        assert!(number(1).abs() < 2.0 && number(3) < 2.0, "{step}: {ride}");
        assert!((-0.02..0.1).contains(&number(2)), "{step}: {ride}");
        if step == "a bit later" {
            page.control("zoom-in").wait_for(".is-zoomed");
        }
        let then = page.t_ns();
        page.wait_until("time passes", || page.t_ns() > then);
    }
    page.control("pause").wait_for("[data-control=play]");
    let rest = page.script(RIDE);
    let number = |place: usize| rest[place].as_f64().unwrap_or(f64::NAN);
    assert_eq!(number(0), 0.0, "{rest}");
    assert!(number(1).abs() < 2.0 && number(2).abs() < 0.002 && number(3) < 2.0, "{rest}");
    page.assert_quiet();
}

#[test]
fn whoever_wants_less_motion_sees_every_event_and_no_gliding() {
    let page = Page::new();
    page.media(Media { reduced_motion: true, ..Media::default() });
    page.open("?speed=4");
    page.control("play");
    let instants: Vec<u64> =
        [0, 1, 2, 3, 6, 9, 23, 26, 28, 29, 31, 33, 38, 51, 56, 59, 79, 84].iter().map(|ms| ms * MS).collect();
    let seen = Cell::new(0);
    page.wait_until("the end, from event to event", || {
        let t = page.t_ns();
        assert!(instants.contains(&t), "{t} ns is not the instant of an event");
        seen.set(seen.get() + 1);
        t == 84 * MS
    });
    assert!(seen.get() > 1);
}

#[test]
fn the_scrubber_moves_the_playhead_and_says_where_it_is() {
    let page = Page::new();
    page.open("");
    page.script(
        "const s = document.querySelector('[data-control=scrub]'); s.value = s.max / 2;
         s.dispatchEvent(new Event('input', { bubbles: true }));",
    );
    page.wait_until("half way", || page.t_ns() == 42 * MS);
    let said = page.attribute("[data-control=scrub]", "aria-valuetext");
    assert_eq!(said.as_deref(), Some("42 ms"));
    // One event, once: the slider's own key is not the page's as well.
    page.script("document.querySelector('[data-control=scrub]').focus()");
    page.press(&["ArrowRight"]).wait_until("the next event", || page.t_ns() == 51 * MS);
    page.press(&["ArrowLeft", "ArrowLeft"]).wait_until("two back", || page.t_ns() == 33 * MS);
}

#[test]
fn words_follow_the_playhead_and_are_right_where_it_stops() {
    let page = Page::new();
    page.open("");
    let told = page.script(
        "const slider = document.querySelector('[data-control=scrub]'), told = new Set();
        return (async () => {
            const start = performance.now();
            for (let i = 1; i <= 40; i++) {
                slider.value = slider.max * i / 80;
                slider.dispatchEvent(new Event('input', { bubbles: true }));
                await new Promise(requestAnimationFrame);
                told.add(document.querySelector('.moment').textContent);
            }
            return [told.size, (performance.now() - start) / 200];
        })();",
    );
    // While it moves nobody can read each: the first at once, then five a second.
    let (count, pauses) = (told[0].as_f64().unwrap_or(0.0), told[1].as_f64().unwrap_or(0.0));
    assert!((2.0..=pauses + 3.0).contains(&count), "{told}");
    page.wait_until("half way", || page.t_ns() == 42 * MS);
    for (what, selector) in
        [("beside the slider", ".moment"), ("on its handle", ".playhead-text"), ("in words", ".now h2")]
    {
        let text = format!("return document.querySelector('{selector}').textContent");
        page.wait_until(what, || page.script(&text).as_str().is_some_and(|text| text.contains("42 ms")));
    }
}

#[test]
fn a_click_follows_a_request_through_all_lanes() {
    let page = Page::new();
    page.open("?follow=3");
    page.wait_for("[data-request='3'][aria-pressed=true]");
    page.click("[data-runtime=async1] [data-lane=request-2] [data-state=ready]");
    page.wait_for("[data-request='2'][aria-pressed=true]");
    page.wait_until("the address follows", || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains("follow=2"))
    });
    page.assert_quiet();
}

#[test]
fn another_scenario_is_chosen_from_the_list() {
    let page = Page::new();
    page.open("?t=27");
    page.script(
        "const s = document.querySelector('select[data-control=preset]'); s.value = 'cpu-bound';
         s.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    page.wait_for("[data-runtime=async1][data-makespan-ns='60000000']");
    page.wait_for("[data-runtime=sync1][data-makespan-ns='60000000']");
    assert_eq!(page.t_ns(), 0);
    page.wait_until("the address names it", || {
        page.script("return location.search").as_str().is_some_and(|query| query.contains("preset=cpu-bound"))
    });
    page.assert_quiet();
}

#[test]
fn a_million_requests_are_simulated_and_drawn_in_few_nodes() {
    let page = Page::new();
    page.open("?req=cpu1-io40.0001-cpu1_x1000000_every1");
    // Worked out by hand: one after the other, 42.0001 ms each; and two computations of 1 ms each, without a gap.
    page.wait_for("[data-runtime=sync1][data-makespan-ns='42000100000000']");
    page.wait_for("[data-runtime=async1][data-makespan-ns='2000000000000']");
    assert!(page.count("*") < 2_000, "{} nodes", page.count("*"));
    page.control("end").wait_until("the end", || page.t_ns() == 42_000_100 * MS);
    page.assert_quiet();
}

#[test]
fn nothing_is_wider_than_the_screen() {
    let page = Page::new();
    for (width, height) in [(320, 640), (360, 740), (768, 1024), (1280, 800), (1920, 1080)] {
        page.size(width, height).open("?preset=blocking-in-async&t=20");
        let overflow = page.script("return document.documentElement.scrollWidth - innerWidth");
        assert_eq!(overflow, 0, "at {width} px");
        // Controls are large enough for a finger.
        let small = page.script(
            "return [...document.querySelectorAll('button[data-control], select[data-control]')]
                .map(e => [e.dataset.control, e.getBoundingClientRect()])
                .filter(([, r]) => r.height < 44 || r.width < 44).map(([name]) => name)",
        );
        assert_eq!(small, serde_json::json!([]), "at {width} px");
    }
    page.assert_quiet();
}
