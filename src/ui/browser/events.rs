//! What events say, in the page's own words.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::trace::TaskId;
use crate::ui::state::edit::Change;
use crate::ui::state::keys::{self, Focus, Press};

/// Elements whose keys are their own.
const FIELDS: &str = "input:not([type=checkbox]), select, textarea, [contenteditable]:not([contenteditable=false]), \
                      [role=slider], [role=listbox], [role=menu], dialog[open]";
/// Elements in which text is written, and what lies above the page.
const TEXTS: &str = "textarea, input:not([type=checkbox], [type=range]), [contenteditable]:not([contenteditable=false]), \
                     dialog[open]";
/// Elements that Space or Enter activates.
const BUTTONS: &str = "button, a[href], summary, input, [role=button]";

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What has the focus when the event happens.
pub fn focus_of(event: &Event) -> Focus {
    let is_in =
        |selector| target(event).is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))));
    if is_in(FIELDS) {
        Focus::Field
    } else if is_in(BUTTONS) {
        Focus::Button
    } else {
        Focus::Page
    }
}

/// Whether the event happens within an element that the selector describes.
pub fn is_in(event: &Event, selector: &str) -> bool {
    target(event).is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}

/// The attribute of the nearest element around the event that has it.
fn closest_attribute(event: &Event, name: &str) -> Option<String> {
    target(event)?.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// The request that the event happens at.
pub fn request_of(event: &Event) -> Option<TaskId> {
    let number: u32 = closest_attribute(event, "data-request")?.parse().ok()?;
    number.checked_sub(1).map(TaskId)
}

/// A key press, as far as it matters; `key` is `event.key()`.
pub fn press_of<'a>(event: &KeyboardEvent, key: &'a str) -> Press<'a> {
    Press {
        key,
        shift: event.shift_key(),
        modified: event.ctrl_key() || event.alt_key() || event.meta_key(),
        focus: focus_of(event),
    }
}

/// What a key does to the history of edits; `key` is `event.key()`.
pub fn history_of(event: &KeyboardEvent, key: &str) -> Option<Change> {
    let control = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    keys::history(key, event.shift_key(), control, is_in(event, TEXTS))
}

/// The chosen entry of a menu.
pub fn select_value(event: &Event) -> Option<String> {
    event.target()?.dyn_into::<HtmlSelectElement>().ok().map(|select| select.value())
}

/// Shows another entry of the menu as chosen.
pub fn put_select_back(event: &Event, value: &str) {
    if let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}

/// Whether a link that is clicked like this opens where it stands: not in a tab or a window of its own.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

/// The text in an input, a text area or a menu.
pub fn text_value(event: &Event) -> Option<String> {
    let target = event.target()?;
    let input = target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    let area = || target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    let menu = || target.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value);
    input.or_else(area).or_else(menu)
}

/// The number in an input, a slider's place.
pub fn input_number(event: &Event) -> Option<f64> {
    let number = event.target()?.dyn_into::<HtmlInputElement>().ok()?.value_as_number();
    number.is_finite().then_some(number)
}

/// Whether a check box is set.
pub fn is_checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// How far right of the element's left edge the pointer is, in pixels of the element's own width `width_px`.
pub fn x_px_in(node: &NodeRef, client_x_px: i32, width_px: f64) -> Option<f64> {
    let rect = node.cast::<HtmlElement>()?.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| (f64::from(client_x_px) - rect.left()) * width_px / rect.width())
}

/// What a turn of the wheel asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wheel {
    /// The visible stretch becomes so many thousandths of its length.
    Zoom(u32),
    /// The visible stretch moves right by so many pixels.
    Pan(f64),
    /// It is the page's: it scrolls.
    Page,
}

/// With Control, as a pinch on a touchpad says it too, the wheel zooms; sideways or with Shift it pans.
pub fn wheel_of(event: &WheelEvent) -> Wheel {
    let unit_px = match event.delta_mode() {
        1 => 16.0,
        2 => 400.0,
        _ => 1.0,
    };
    let (x_px, y_px) = (event.delta_x() * unit_px, event.delta_y() * unit_px);
    if event.ctrl_key() || event.meta_key() {
        let permille = (1000.0 + y_px * 4.0).clamp(500.0, 2000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
        Wheel::Zoom(permille as u32)
    } else if event.shift_key() && x_px == 0.0 {
        Wheel::Pan(y_px)
    } else if x_px.abs() > y_px.abs() {
        Wheel::Pan(x_px)
    } else {
        Wheel::Page
    }
}

/// Whether the pointer is where the axis can be grabbed: on the playhead's handle or on the axis itself.
pub fn in_axis(event: &Event) -> bool {
    is_in(event, ".playhead, .axis-hit")
}

/// Whether the event is a finger's, or a pen's: there is no hovering, and less precision.
pub fn is_finger(event: &PointerEvent) -> bool {
    event.pointer_type() != "mouse"
}

/// Where the pointer is in an element, in pixels of the element's own width `width_px`, from its upper left corner.
pub fn point_px_in(node: &NodeRef, event: &MouseEvent, width_px: f64) -> Option<(f64, f64)> {
    let rect = node.cast::<HtmlElement>()?.get_bounding_client_rect();
    let scale = width_px / rect.width();
    let (x_px, y_px) = (f64::from(event.client_x()) - rect.left(), f64::from(event.client_y()) - rect.top());
    (rect.width() > 0.0).then_some((x_px * scale, y_px * scale))
}

/// The height of the middle of what the event happens at, as [`point_px_in`] has it.
pub fn middle_y_px_in(node: &NodeRef, event: &Event, width_px: f64) -> Option<f64> {
    let rect = node.cast::<HtmlElement>()?.get_bounding_client_rect();
    let own = target(event)?.get_bounding_client_rect();
    (rect.width() > 0.0).then(|| (own.top() + own.height() / 2.0 - rect.top()) * width_px / rect.width())
}

/// The id of the edge of the diagram that the event happens at.
pub fn edge_of(event: &Event) -> Option<String> {
    let edge = target(event)?.closest("[data-edge]").ok().flatten()?;
    Some(edge.id())
}

/// The request whose name the event happens at.
pub fn name_of(event: &Event) -> Option<TaskId> {
    if is_in(event, ".lane-handle") { request_of(event) } else { None }
}
