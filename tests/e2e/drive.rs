//! The way a test drives a browser, on a page of its own: keys, pointer, script, file, console, size, picture.

use std::fs;

use serde_json::json;
use xtask::server::Site;
use xtask::webdriver::Pointer;

use crate::page::Page;

const HTML: &str = "<!doctype html><html lang=en><title>Drive</title><link rel=icon href=data:,>
    <style>body { margin: 0 } #ball { width: 50px; height: 50px }</style>
    <div id=ball></div><button id=save>Save</button><script src=drive.js></script>";

const SCRIPT: &str = "window.seen = [];
    addEventListener('keydown', e => seen.push((e.shiftKey ? 'Shift+' : '') + e.key));
    for (const kind of ['pointerdown', 'pointermove', 'pointerup'])
        ball.addEventListener(kind, e => { if (e.buttons || kind === 'pointerup') seen.push(kind + ' ' + e.clientX); });
    save.onclick = () => {
        const a = document.createElement('a');
        a.href = URL.createObjectURL(new Blob(['hello']));
        a.download = 'hello.txt';
        a.click();
    };";

#[test]
fn a_page_is_pressed_clicked_pulled_listened_to_and_seen() {
    let root = xtask::root().join("tests");
    let page = Page::on(Site::of(root).page("index.html", HTML).page("drive.js", SCRIPT));
    page.load("index.html").press(&["Shift+ArrowRight", "Space", "x"]);
    let seen = || page.script("return seen.splice(0)");
    assert_eq!(seen(), json!(["Shift+Shift", "Shift+ArrowRight", " ", "x"]));
    let way = [Pointer::To(10.0, 20.0), Pointer::Down, Pointer::To(30.0, 20.0), Pointer::Up];
    page.session.pointer("mouse", &way).unwrap_or_else(|error| panic!("{error}"));
    let pulled = seen();
    let pulled = pulled.as_array().expect("a list");
    assert_eq!(
        (pulled.first(), pulled.last()),
        (Some(&json!("pointerdown 10")), Some(&json!("pointerup 30")))
    );
    assert!(pulled.contains(&json!("pointermove 30")), "{pulled:?}");

    let saved = page.session.saves().expect("the browser saves where it is told").join("hello.txt");
    page.click("#save").wait_until("it is saved", || fs::read(&saved).is_ok_and(|text| text == b"hello"));

    page.assert_quiet();
    page.script("console.error('on purpose')");
    page.wait_until("it is heard", || page.complaints().iter().any(|line| line.text.contains("on purpose")));
    page.assert_quiet();

    page.session.resize(700, 500, 1.0, false).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(page.script("return [innerWidth, innerHeight]"), json!([700, 500]));
    let picture = page.session.picture(None).unwrap_or_else(|error| panic!("{error}"));
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((number(16), number(20)), (700, 500), "a picture of the page");
}
