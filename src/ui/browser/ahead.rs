//! What was drawn ahead, before the program had started: what it says, and how it is brought alive.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};
use yew::Callback;

use super::{Held, document, find, place, window};

/// Remembers how wide the figure is that was drawn ahead, so that the one which takes its place is as wide at once: the
/// browser may paint before anything can be measured.
pub fn keep_width_ahead() {
    let Some(place) = place() else { return };
    if let Ok(Some(ahead)) = place.query_selector(".figure-frame") {
        let _only_bad_names_fail = place.set_attribute(WIDTH_AHEAD, &ahead.client_width().to_string());
    }
}

/// The width, in whole pixels, of the figure that was drawn ahead.
pub fn width_ahead() -> Option<f64> {
    let width_px: u32 = place()?.get_attribute(WIDTH_AHEAD)?.parse().ok()?;
    (width_px > 0).then(|| width_px.into())
}

/// What was drawn ahead beside the diagram, unless the address asks for something else.
pub fn cards_ahead() -> String {
    let find = || {
        let is_asked = document()?.document_element()?.class_list().contains("is-asked");
        let cards = place()?.query_selector("aside").ok().flatten().filter(|_| !is_asked)?;
        Some(cards.inner_html())
    };
    find().unwrap_or_default()
}

const WIDTH_AHEAD: &str = "data-width-ahead";

/// The drawing that is seen among those of several widths: its class, and how wide it is drawn. Nothing where the address
/// asks for another one.
pub fn drawing_ahead() -> Option<(String, f64)> {
    let root = document()?.document_element()?;
    let drawings = place()?.query_selector_all(".figure-frame.ahead > div").ok()?;
    let all = (0..drawings.length()).filter_map(|i| drawings.get(i)?.dyn_into::<HtmlElement>().ok());
    let seen =
        all.filter(|_| !root.class_list().contains("is-asked")).find(|drawing| drawing.client_width() > 0)?;
    // Widths drawn ahead are whole; to read others takes ten kilobytes.
    let width_px: u32 = seen.first_element_child()?.get_attribute("width")?.parse().ok()?;
    Some((seen.class_name(), width_px.into()))
}

/// Writes a text into an element.
pub fn write(selector: &str, text: &str) {
    if let Some(element) = find(selector) {
        element.set_text_content(Some(text));
    }
}

/// An attribute of an element.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    find(selector)?.get_attribute(name)
}

/// Sets an attribute of an element.
pub fn put_attribute(selector: &str, name: &str, value: &str) {
    if let Some(element) = find(selector) {
        let _only_bad_names_fail = element.set_attribute(name, value);
    }
}

/// Sets the value of a field.
pub fn set_value(selector: &str, value: &str) {
    if let Some(field) = find(selector).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        field.set_value(value);
    }
}

/// Shows the page, whatever its address asks for: it is right from now on.
pub fn show_page() {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _only_bad_names_fail = root.class_list().remove_1("is-asked");
    }
}

/// Says that the page cannot work; `static/boot.js` explains it.
pub fn lost() {
    if let (Some(window), Ok(event)) = (window(), Event::new("interleave-lost")) {
        let _only_events_under_way_fail = window.dispatch_event(&event);
    }
}

/// The control, by its `data-control`, that an event happens at.
fn control_of(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("[data-control]").ok().flatten()?.get_attribute("data-control")
}

/// Calls back with the button that is pressed, and with the menu in which something is chosen, and what.
pub fn on_controls(callback: Callback<(String, Option<String>)>) -> Option<Held> {
    let place = place()?;
    let chosen = callback.clone();
    let menus = EventListener::new(&place, "change", move |event| {
        if let Some((control, value)) = control_of(event).zip(super::select_value(event)) {
            chosen.emit((control, Some(value)));
        }
    });
    let buttons = EventListener::new(&place, "click", move |event| {
        let is_menu = super::is_in(event, "select, input");
        if let Some(control) = control_of(event).filter(|_| !is_menu) {
            callback.emit((control, None));
        }
    });
    Some(Held::new((menus, buttons)))
}

/// Calls back with where the playhead's slider is put.
pub fn on_slider(callback: Callback<f64>) -> Option<Held> {
    let listener = EventListener::new(place()?.as_ref(), "input", move |event| {
        let slider = control_of(event).filter(|control| control == "scrub");
        if let Some(ms) = slider.and_then(|_| super::input_number(event)) {
            callback.emit(ms);
        }
    });
    Some(Held::new(listener))
}

/// The control that has the focus.
pub fn focused_control() -> Option<String> {
    document()?.active_element()?.get_attribute("data-control")
}

fn control(name: &str) -> Option<HtmlElement> {
    find(&format!("#page [data-control=\"{name}\"]"))?.dyn_into().ok()
}

/// Puts the focus on a control.
pub fn focus_control(name: &str) {
    if let Some(control) = control(name) {
        let _only_what_cannot_be_focused_fails = control.focus();
    }
}

/// Asks a control, as a reader would: presses the button, or chooses in the menu.
pub fn ask_control(name: &str, chosen: Option<&str>) {
    let Some(control) = control(name) else { return };
    let menu = control.dyn_ref::<web_sys::HtmlSelectElement>().zip(chosen);
    let Some((menu, value)) = menu else { return control.click() };
    menu.set_value(value);
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &init) {
        let _only_events_under_way_fail = menu.dispatch_event(&event);
    }
}

/// How often it is looked whether a pointer is still held down.
const LOOK_MS: u32 = 60;

/// Does something when no pointer is held down in what was drawn ahead. No event tells for sure: one that ends in a
/// scroll is never released.
pub fn when_released(act: impl FnOnce() + 'static) {
    let is_held = || Some(place()?.query_selector(":active").ok().flatten().is_some());
    if is_held() == Some(true) {
        Timeout::new(LOOK_MS, move || when_released(act)).forget();
    } else {
        act();
    }
}
