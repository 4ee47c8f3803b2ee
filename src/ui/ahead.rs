//! The page as text: what stands in the document before the program has started, drawn by the program itself.

use yew::prelude::*;

use super::components::app::App;
use super::components::figure;
use super::state::address;
use super::svg::{self, Look};
use crate::node::{tag, to_xml};

/// The widths at which the figure is drawn ahead, in pixels. A style sheet shows the widest that fits the screen; the
/// classes `ahead-0`, `ahead-1`, … of `static/ahead.css` say when. From one to the next the figure is as high as the
/// narrower of them almost everywhere, so that nothing below it moves when the program draws it anew.
const WIDTHS_PX: [f64; 7] = [270.0, 310.0, 420.0, 600.0, 706.0, 866.0, 1122.0];

/// The default page. Its figure stands in it at several widths, of which one is shown.
pub fn ahead() -> String {
    let page = svg::to_string(html! { <App /> });
    let drawings: String =
        WIDTHS_PX.iter().enumerate().map(|(place, &width_px)| drawing(place, width_px)).collect();
    with_drawings(&page, &drawings).unwrap_or(page)
}

/// The default figure at one width, without controls: they would not do anything yet.
fn drawing(place: usize, width_px: f64) -> String {
    let state = address::open("", "");
    let id = format!("ahead-{place}");
    let drawing = figure::draw(&id, &state.shown, None, None, width_px);
    let moment = drawing.at(state.moment, state.moved);
    let svg = svg::still(&drawing, &moment, &Look::default());
    to_xml(&[tag("div").set("class", id).with(svg).into()])
}

/// The page with these drawings in the place of its own.
fn with_drawings(page: &str, drawings: &str) -> Option<String> {
    let (before, rest) = page.split_once("<div class=\"figure-frame\">")?;
    let (_own, after) = rest.split_once("</svg>")?;
    Some(format!("{before}<div class=\"figure-frame ahead\">{drawings}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_page_stands_in_it_with_its_figure_at_every_width() {
        let page = ahead();
        for needed in ["data-status=\"loading\"", "data-app=\"interleave\"", "<h1", "<footer", "84"] {
            assert!(page.contains(needed), "{needed}");
        }
        for place in 0..WIDTHS_PX.len() {
            assert_eq!(page.matches(&format!("<div class=\"ahead-{place}\"><svg")).count(), 1, "{place}");
        }
        assert_eq!(
            page.matches("data-runtime=\"sync1\"").count(),
            WIDTHS_PX.len(),
            "its own drawing is gone"
        );
    }

    #[test]
    fn nothing_in_it_breaks_the_policy_or_stands_twice() {
        let page = ahead();
        assert!(!page.contains(" style=\"") && !page.contains("<script") && !page.contains("<!--"), "{page}");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{id}");
        }
    }
}
