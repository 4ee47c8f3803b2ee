//! The outside world: location, history, frames, timers, widths, clipboard. The only place that names it.

mod ahead;
mod events;
mod files;
mod messages;
mod motion;
mod nodes;
mod save;
mod source;
mod wire;
mod work;
mod worker;

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_render::AnimationFrame;
use gloo_timers::callback::{Interval, Timeout};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlDialogElement, HtmlElement, HtmlTextAreaElement, SvgElement, Window};
use yew::prelude::*;

use crate::trace::TaskId;

pub use self::ahead::{
    ask_control, attribute, cards_ahead, drawing_ahead, focus_control, focused_control, keep_width_ahead,
    lost, on_controls, on_slider, put_attribute, set_value, show_page, when_released, width_ahead, write,
};
pub use self::events::{
    Wheel, edge_of, focus_of, history_of, in_axis, input_number, is_checked, is_finger, is_in,
    is_plain_click, middle_y_px_in, name_of, point_px_in, press_of, put_select_back, request_of,
    select_value, text_value, wheel_of, x_px_in,
};
pub use self::files::{choose_file, on_file_drop, on_paste, read_chosen};
pub use self::messages::{is_framed, on_guest_height, on_height, on_message, tell_host};
pub use self::motion::{Moved, Running};
pub use self::nodes::Drawn;
pub use self::save::{Contents, is_dark, save, save_pixels, save_text, width_of};
pub use self::source::write_by_key;
pub use self::work::{News, start as work};
pub use self::worker::serve;

/// Undoes what it stands for when it is dropped: a listener, an observer, a timer.
pub struct Held(#[expect(dead_code, reason = "held to be dropped")] Box<dyn std::any::Any>);

impl Held {
    fn new(held: impl std::any::Any) -> Self {
        Self(Box::new(held))
    }
}

/// There is none where the page is drawn ahead, by a program.
fn window() -> Option<Window> {
    cfg!(target_arch = "wasm32").then(web_sys::window).flatten()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The first element of the document that the selector finds.
fn find(selector: &str) -> Option<web_sys::Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// The query and the fragment of the page's address, without `?` and `#`.
pub fn address() -> (String, String) {
    let Some(location) = window().map(|window| window.location()) else { return Default::default() };
    let query = location.search().unwrap_or_default();
    let fragment = location.hash().unwrap_or_default();
    let bare = |text: &str, sign| text.strip_prefix(sign).unwrap_or(text).to_owned();
    (bare(&query, '?'), bare(&fragment, '#'))
}

/// The whole address that `link`, a query or a fragment with its sign, has on this page. A file on a disk is asked for
/// nothing by a query, so that there it is always a fragment.
pub fn absolute(link: &str) -> String {
    let Some(location) = window().map(|window| window.location()) else { return link.to_owned() };
    let page = location.href().unwrap_or_default();
    let page = page.split(['?', '#']).next().unwrap_or_default();
    format!("{page}{}", in_place(link))
}

/// A link as this page takes it: in the fragment where it was opened from disk.
pub fn in_place(link: &str) -> String {
    let protocol = window().and_then(|window| window.location().protocol().ok());
    let query = link.strip_prefix('?').filter(|_| protocol.as_deref() == Some("file:"));
    query.map_or_else(|| link.to_owned(), |query| format!("#{}", query.trim_start_matches('#')))
}

/// Whether the whole site stands in this one document, and nothing lies beside it.
pub fn is_single_file() -> bool {
    document().is_some_and(|document| document.get_element_by_id("program").is_some())
}

/// An address that holds a picture.
pub fn held_picture(svg: &str) -> String {
    format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg))
}

/// Puts `link` in the address without filling the history. Browsers refuse when it is done too often, and in some
/// frames; the page goes on.
pub fn replace_address(link: &str) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let address = absolute(link);
    let _refused = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
}

/// Calls back when somebody else changes the address: a link within the page, the reader, the history.
pub fn on_address(callback: Callback<()>) -> Option<Held> {
    let window = window()?;
    let listen = |event: &'static str| {
        let callback = callback.clone();
        EventListener::new(&window, event, move |_| callback.emit(()))
    };
    Some(Held::new([listen("hashchange"), listen("popstate")]))
}

/// Calls back for every key pressed on the page.
pub fn on_key(callback: Callback<KeyboardEvent>) -> Option<Held> {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(document()?.as_ref(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            callback.emit(event.clone());
        }
    });
    Some(Held::new(listener))
}

/// Calls back for every key pressed on the page before anybody else, who hears of it unless its propagation is stopped.
pub fn on_key_first(callback: Callback<KeyboardEvent>) -> Option<Held> {
    let options = EventListenerOptions::run_in_capture_phase();
    let listener = EventListener::new_with_options(document()?.as_ref(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            callback.emit(event.clone());
        }
    });
    Some(Held::new(listener))
}

/// Calls back for every turn of the wheel over an element, and can keep the page from scrolling.
pub fn on_wheel(node: &NodeRef, callback: Callback<WheelEvent>) -> Option<Held> {
    let element = node.cast::<HtmlElement>()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&element, "wheel", options, move |event| {
        if let Some(event) = event.dyn_ref::<WheelEvent>() {
            callback.emit(event.clone());
        }
    });
    Some(Held::new(listener))
}

/// Calls back with whether the media query holds, now and whenever that changes.
pub fn on_media(query: &str, callback: Callback<bool>) -> Option<Held> {
    let list = window()?.match_media(query).ok().flatten()?;
    callback.emit(list.matches());
    let listener = EventListener::new(&list.clone(), "change", move |_| callback.emit(list.matches()));
    Some(Held::new(listener))
}

/// Calls back once, after so many milliseconds.
pub fn after(delay_ms: u32, callback: Callback<()>) -> Held {
    Held::new(Timeout::new(delay_ms, move || callback.emit(())))
}

/// Calls back again and again, each time after so many milliseconds, until dropped.
pub fn every(pause_ms: u32, callback: Callback<()>) -> Held {
    Held::new(Interval::new(pause_ms, move || callback.emit(())))
}

/// Calls back with what comes of `work`, and with nothing where it fails.
pub fn fetch<T: 'static, E: 'static>(
    work: impl Future<Output = Result<T, E>> + 'static,
    done: Callback<Option<T>>,
) {
    loading(1);
    wasm_bindgen_futures::spawn_local(async move {
        done.emit(work.await.ok());
        loading(-1);
    });
}

/// How many parts are on their way stands at the root of the document while there are any.
fn loading(more: i32) {
    const ATTRIBUTE: &str = "data-loading";
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let before: i32 = root.get_attribute(ATTRIBUTE).and_then(|count| count.parse().ok()).unwrap_or(0);
    let _only_bad_names_fail = match before + more {
        0 => root.remove_attribute(ATTRIBUTE),
        count => root.set_attribute(ATTRIBUTE, &count.to_string()),
    };
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Calls back with the milliseconds that each frame took, until dropped.
pub struct Frames {
    next: Rc<std::cell::RefCell<Option<AnimationFrame>>>,
}

impl Frames {
    /// Starts with the next frame.
    pub fn start(callback: Callback<f64>) -> Self {
        let next = Rc::default();
        request_frame(&next, None, callback);
        Self { next }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.next.replace(None);
    }
}

fn request_frame(
    next: &Rc<std::cell::RefCell<Option<AnimationFrame>>>,
    before_ms: Option<f64>,
    callback: Callback<f64>,
) {
    let weak = Rc::downgrade(next);
    let frame = gloo_render::request_animation_frame(move |now_ms| {
        // Ask for the next frame first: the callback may end all this by dropping it.
        let Some(next) = weak.upgrade() else { return };
        request_frame(&next, Some(now_ms), callback.clone());
        drop(next);
        if let Some(before_ms) = before_ms {
            callback.emit(now_ms - before_ms);
        }
    });
    next.replace(Some(frame));
}

/// Calls back with the width of the element in pixels, now and whenever it changes.
pub fn on_width(node: &NodeRef, callback: Callback<f64>) -> Option<Held> {
    let element = node.cast::<HtmlElement>()?;
    observe(&element.clone(), move || callback.emit(element.get_bounding_client_rect().width()))
}

/// Measures now, and whenever the size of the element changes.
fn observe(element: &HtmlElement, measure: impl Fn() + 'static) -> Option<Held> {
    measure();
    let observed = Closure::<dyn FnMut()>::new(measure);
    let observer = web_sys::ResizeObserver::new(observed.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Held::new(Observing { observer, _callback: observed }))
}

struct Observing {
    observer: web_sys::ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Observing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Sets an attribute of the document's root: `data-theme`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _only_bad_names_fail = root.set_attribute(name, value);
    }
}

/// Gives an attribute to the document's root, or takes it away: `data-embed`.
pub fn toggle_root_attribute(name: &str, is_there: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _only_bad_names_fail = root.toggle_attribute_with_force(name, is_there);
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Copies a text and says whether that was allowed. Pages opened from disk have no clipboard in some browsers.
pub fn copy(text: String, done: Callback<bool>) {
    wasm_bindgen_futures::spawn_local(async move { done.emit(try_copy(&text).await.is_some()) });
}

async fn try_copy(text: &str) -> Option<()> {
    let clipboard = window()?.navigator().clipboard();
    if clipboard.is_undefined() {
        return None;
    }
    JsFuture::from(clipboard.write_text(text)).await.ok().map(drop)
}

/// Scrolls an element, which is what the places in it are measured from, so far that the first thing in it that the
/// selector finds is seen. Nothing else moves.
pub fn show_within(node: &NodeRef, selector: &str) {
    let Some(frame) = node.cast::<HtmlElement>() else { return };
    let found = frame.query_selector(selector).ok().flatten();
    let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, height) = (found.offset_top(), found.offset_height());
    if top < frame.scroll_top() || top + height > frame.scroll_top() + frame.client_height() {
        frame.set_scroll_top(top - frame.client_height() / 3);
    }
}

/// Scrolls the page as little as needed for the first element that the selector finds to be seen.
pub fn show(selector: &str) {
    if let Some(found) = find(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        found.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Selects all of a field's text, so that the reader can copy it.
pub fn select(node: &NodeRef) {
    if let Some(field) = node.cast::<HtmlTextAreaElement>() {
        let _only_what_cannot_be_focused_fails = field.focus();
        field.select();
    }
}

/// Sets a property of the element's own style, which a strict content security policy allows to scripts alone.
pub fn set_style(node: &NodeRef, property: &str, value: &str) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _only_read_only_styles_fail = element.style().set_property(property, value);
    }
}

/// Sets an attribute of an element.
pub fn set_attribute(node: &NodeRef, name: &str, value: &str) {
    if let Some(element) = node.cast::<web_sys::Element>() {
        let _only_bad_names_fail = element.set_attribute(name, value);
    }
}

/// Puts the focus on the element with this id, where it can have it.
pub fn focus_on(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    let _only_what_cannot_be_focused_fails = match element.dyn_ref::<SvgElement>() {
        Some(drawn) => drawn.focus(),
        None => element.dyn_ref::<HtmlElement>().map_or(Ok(()), HtmlElement::focus),
    };
}

/// Puts the focus on the name of a request in the panel of a run, both within an element.
pub fn focus_on_name(node: &NodeRef, request: TaskId, run: usize) {
    let selector = format!(".lane-handle[data-request=\"{}\"]", request.number());
    let Some(names) = node.cast::<HtmlElement>().and_then(|node| node.query_selector_all(&selector).ok())
    else {
        return;
    };
    let last = names.length().saturating_sub(1);
    let name = names.get(u32::try_from(run).unwrap_or(0).min(last));
    if let Some(name) = name.and_then(|name| name.dyn_into::<SvgElement>().ok()) {
        let _only_what_cannot_be_focused_fails = name.focus();
    }
}

/// Opens a dialog above everything else.
pub fn open_dialog(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>().filter(|dialog| !dialog.open()) {
        let _is_in_document = dialog.show_modal();
    }
}

/// Closes a dialog; the focus goes back to where it was.
pub fn close_dialog(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}

/// Keeps a pointer's events coming to the element until the pointer is released.
pub fn capture_pointer(node: &NodeRef, event: &PointerEvent) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _gone_already = element.set_pointer_capture(event.pointer_id());
    }
}

/// The element that the page takes the place of.
pub fn place() -> Option<web_sys::Element> {
    document()?.get_element_by_id("page")
}
