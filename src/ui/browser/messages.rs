//! Messages between the page and the page around it.

use std::cell::Cell;

use gloo_events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlIFrameElement, MessageEvent, Window};
use yew::prelude::*;

use super::{Held, document, observe, window};
use crate::ui::state::message::{Field, Heard, KIND_CHARS_MAX, PARAMS_CHARS_MAX, Told, VERSION};

/// The page around this one; `None` where there is none.
fn host() -> Option<Window> {
    let window = window()?;
    let parent = window.parent().ok().flatten()?;
    (JsValue::from(&parent) != JsValue::from(&window)).then_some(parent)
}

/// Whether there is a page around this one.
pub fn is_framed() -> bool {
    host().is_some()
}

/// Calls back with what the page around this one says, and nobody else.
pub fn on_message(callback: Callback<Heard>) -> Option<Held> {
    let host = JsValue::from(host()?);
    let listener = EventListener::new(&window()?.into(), "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        if event.source().is_some_and(|source| JsValue::from(source) == host)
            && let Some(heard) = heard(&event.data())
        {
            callback.emit(heard);
        }
    });
    Some(Held::new(listener))
}

/// The fields of a message, as far as they are what they should be. A proxy cannot be sent, so that reading runs no
/// code of anybody's.
fn heard(data: &JsValue) -> Option<Heard> {
    if !data.is_object() {
        return None;
    }
    let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
    let number = |name| field(name).and_then(|value| value.as_f64());
    let text = |name, chars_max| {
        let text = field(name)?.dyn_into::<js_sys::JsString>().ok()?;
        (text.length() <= chars_max).then(|| String::from(text))
    };
    Some(Heard {
        version: number("interleave"),
        kind: text("type", KIND_CHARS_MAX),
        t: number("t"),
        params: text("params", PARAMS_CHARS_MAX),
    })
}

/// Calls back with the height that the page in a frame tells.
pub fn on_guest_height(node: &NodeRef, callback: Callback<u32>) -> Option<Held> {
    let node = node.clone();
    let listener = EventListener::new(&window()?.into(), "message", move |event| {
        let guest = node.cast::<HtmlIFrameElement>().and_then(|frame| frame.content_window());
        let Some((event, guest)) = event.dyn_ref::<MessageEvent>().zip(guest) else { return };
        let is_guest = event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(guest));
        if let Some(height_px) = is_guest.then(|| height(&event.data())).flatten() {
            callback.emit(height_px);
        }
    });
    Some(Held::new(listener))
}

fn height(data: &JsValue) -> Option<u32> {
    let Heard { version, kind, .. } = heard(data)?;
    let px = Reflect::get(data, &JsValue::from_str("height")).ok()?.as_f64()?;
    let is_height =
        version == Some(VERSION) && kind.as_deref() == Some("height") && (1.0..=1e5).contains(&px);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
    is_height.then(|| px.ceil() as u32)
}

/// Tells the page around this one, whoever that is: nothing of it is a secret.
pub fn tell_host(told: &Told) {
    let Some(host) = host() else { return };
    let message = Object::new();
    let set = |name: &str, value: JsValue| {
        let _plain_objects_take_it = Reflect::set(&message, &JsValue::from_str(name), &value);
    };
    set("interleave", VERSION.into());
    set("type", told.kind().into());
    for (name, value) in told.fields() {
        set(
            name,
            match value {
                Field::Number(number) => number.into(),
                Field::Text(text) => text.into(),
                Field::Flag(flag) => flag.into(),
            },
        );
    }
    let _gone_already = host.post_message(&message, "*");
}

/// Calls back with the height of the page's content in whole pixels, now and whenever it changes. It is what the
/// content wants, whatever the height of the window: a host that follows it does not change it.
pub fn on_height(callback: Callback<u32>) -> Option<Held> {
    let body = document()?.body()?;
    let last_px = Cell::new(0);
    observe(&body.clone(), move || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let height_px = body.get_bounding_client_rect().height().ceil().clamp(0.0, 1e6) as u32;
        if last_px.replace(height_px) != height_px {
            callback.emit(height_px);
        }
    })
}
