//! The page in a frame of a host on another origin.

use serde_json::json;
use xtask::server::Site;

use crate::page::{Page, site};

#[test]
fn a_framed_page_on_another_origin_plays_and_leaves_its_host_alone() {
    let interleave = site().start().expect("a port is free");
    let host = format!(
        "<!doctype html><html lang=en><title>Course</title><link rel=icon href=data:,><h1>Lecture 3</h1>
         <iframe title=Interleave width=640 height=900 src=\"{}\"></iframe>",
        interleave.url("?t=27")
    );
    let page = Page::on(Site::of(xtask::dist::folder()).page("/course.html", host));
    page.load("course.html").wait_for("iframe");
    let frame = page.session.element("iframe").expect("the host has a frame");
    let element = json!({ "element-6066-11e4-a52e-4f735466cecf": frame });
    page.session.post("frame", &json!({ "id": element })).expect("the driver enters the frame");
    page.wait_for("main[data-app=interleave][data-status=ready]");
    assert_eq!(page.t_ns(), 27_000_000);
    page.control("step").wait_until("a step", || page.t_ns() == 28_000_000);
    assert_eq!(page.script("return document.documentElement.scrollWidth - innerWidth"), 0);
    page.session.post("frame", &json!({ "id": null })).expect("the driver goes back");
    let address = page.script("return location.pathname + location.search");
    assert_eq!(address, json!("/course.html"), "the host's address is its own");
    page.assert_quiet();
}
