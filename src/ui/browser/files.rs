//! Files and texts that come in: chosen, dropped, pasted.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{Held, document, set_root_attribute};
use crate::ui::browser::focus_of;
use crate::ui::state::keys::Focus;

/// The attribute of the root while a file is held over the page.
const DROPPING: &str = "data-dropping";
/// Opens the dialog of an `<input type="file">`.
pub fn choose_file(node: &NodeRef) {
    if let Some(input) = node.cast::<HtmlElement>() {
        input.click();
    }
}

/// Reads the file that was chosen in an input, which is then empty again: `None` where it cannot be read as text, or has
/// more than `bytes_max` bytes.
pub fn read_chosen(event: &Event, bytes_max: usize, done: Callback<Option<String>>) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let file = input.files().and_then(|files| files.get(0));
    if let Some(file) = file {
        read(file, bytes_max, done);
    }
    // The same file can be chosen again.
    input.set_value("");
}

fn read(file: File, bytes_max: usize, done: Callback<Option<String>>) {
    #[expect(clippy::cast_precision_loss, reason = "a few megabytes")]
    if file.size() > bytes_max as f64 {
        return done.emit(None);
    }
    wasm_bindgen_futures::spawn_local(async move {
        let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
        done.emit(text);
    });
}

/// Calls back with what [`read_chosen`] gives of a file that is dropped on the page.
pub fn on_file_drop(bytes_max: usize, done: Callback<Option<String>>) -> Option<Held> {
    let document = document()?;
    let listen = |name: &'static str, act: Box<dyn Fn(&DragEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document, name, options, move |event| {
            if let Some(event) = event.dyn_ref::<DragEvent>() {
                act(event);
            }
        })
    };
    let over = Box::new(|event: &DragEvent| {
        if has_file(event) {
            event.prevent_default();
            set_root_attribute(DROPPING, "true");
        }
    });
    let leave = Box::new(|event: &DragEvent| {
        if event.related_target().is_none() {
            set_root_attribute(DROPPING, "false");
        }
    });
    let drop = Box::new(move |event: &DragEvent| {
        set_root_attribute(DROPPING, "false");
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            read(file, bytes_max, done.clone());
        }
    });
    Some(Held::new([listen("dragover", over), listen("dragleave", leave), listen("drop", drop)]))
}

fn has_file(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Calls back with a text that is pasted while no field has the focus.
pub fn on_paste(callback: Callback<String>) -> Option<Held> {
    let listener = EventListener::new(document()?.as_ref(), "paste", move |event| {
        if focus_of(event) == Focus::Field {
            return;
        }
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        if let Some(text) = data.and_then(|data| data.get_data("text/plain").ok()) {
            callback.emit(text);
        }
    });
    Some(Held::new(listener))
}
