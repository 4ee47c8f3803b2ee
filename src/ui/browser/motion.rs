//! Motion that a browser carries out by itself: its frames cost the page nothing.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{document, find};

/// An element that is moved by a transform.
#[derive(Clone, Debug, Default)]
pub struct Moved(Option<Element>);

impl Moved {
    /// The first element of the document that the selector finds.
    pub fn find(selector: &str) -> Self {
        Self(find(selector))
    }

    /// This element.
    pub fn of(node: &NodeRef) -> Self {
        Self(node.cast())
    }

    pub(super) fn new(element: Element) -> Self {
        Self(Some(element))
    }

    /// Puts it somewhere: an element of the page, not of a drawing.
    pub fn put(&self, transform: &str) {
        if let Some(element) = self.0.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
            let _only_read_only_styles_fail = element.style().set_property("transform", transform);
        }
    }

    /// Moves it evenly through transforms, each at its part of the way. It stays where the way ends, until what this
    /// gives is dropped.
    pub fn run(&self, steps: &[(f64, String)], length_ms: f64) -> Running {
        let (transforms, parts) = (Array::new(), Array::new());
        for (part, transform) in steps {
            transforms.push(&JsValue::from_str(transform));
            parts.push(&JsValue::from_f64(*part));
        }
        let steps = object(&[("transform", transforms.into()), ("offset", parts.into())]);
        let how = object(&[("duration", length_ms.into()), ("fill", "forwards".into())]);
        let motion = self.0.as_ref().and_then(|element| call(element, "animate", &[steps, how]));
        // Not when the browser has prepared it: the time since then would be missing for good.
        if let (Some(motion), Some(now)) = (&motion, timeline_now()) {
            let _only_browsers_without_motion_fail = Reflect::set(motion, &"startTime".into(), &now);
        }
        Running(motion)
    }
}

/// The time of the present frame, by the clock of all motions.
fn timeline_now() -> Option<JsValue> {
    let timeline = Reflect::get(document()?.as_ref(), &"timeline".into()).ok()?;
    Reflect::get(&timeline, &"currentTime".into()).ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _a_plain_object_takes_all = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Calls a method, which old browsers may not have.
fn call(this: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(this, &name.into()).ok()?.dyn_into().ok()?;
    method.apply(this, &arguments.iter().cloned().collect::<Array>()).ok()
}

/// A motion under way. Dropped, it ends, and the element is where it has been put.
#[derive(Debug)]
pub struct Running(Option<JsValue>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.iter().for_each(|motion| drop(call(motion, "cancel", &[])));
    }
}
