//! Files for the reader to save: made in memory, handed over by the browser.

use std::io;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlImageElement, Url,
};
use yew::prelude::*;

use super::{document, window};

/// What is written goes to the browser in pieces of this size, so that it never stands in memory twice.
const PIECE_BYTES: usize = 1 << 20;
/// Some browsers begin to save later; the address of the file stays good for so long.
const KEPT_MS: u32 = 60_000;
/// The widest and highest picture that every browser draws.
const CANVAS_PX_MAX: f64 = 16_384.0;

/// The contents of a file, while they are written.
#[derive(Debug, Default)]
pub struct Contents {
    pieces: Array,
    buffer: Vec<u8>,
}

impl Contents {
    fn hand_over(&mut self) {
        self.pieces.push(&Uint8Array::from(self.buffer.as_slice()));
        self.buffer.clear();
    }

    fn blob(mut self, media_type: &str) -> Option<Blob> {
        self.hand_over();
        let kind = BlobPropertyBag::new();
        kind.set_type(media_type);
        Blob::new_with_u8_array_sequence_and_options(&self.pieces, &kind).ok()
    }
}

impl io::Write for Contents {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE_BYTES {
            self.hand_over();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Hands a text over as a file.
pub fn save_text(name: &str, media_type: &str, text: &str) {
    let contents = Contents { buffer: text.into(), ..Contents::default() };
    let _only_a_closed_document_fails = save(name, media_type, contents);
}

/// Hands a file over; false where the browser cannot.
pub fn save(name: &str, media_type: &str, contents: Contents) -> bool {
    contents.blob(media_type).and_then(|blob| save_blob(name, &blob)).is_some()
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let anchor = document()?.create_element("a").ok()?;
    anchor.set_attribute("href", &address).ok()?;
    anchor.set_attribute("download", name).ok()?;
    anchor.dyn_into::<HtmlElement>().ok()?.click();
    let forget = move || {
        let _known_to_be_good = Url::revoke_object_url(&address);
    };
    Timeout::new(KEPT_MS, forget).forget();
    Some(())
}

/// Draws a picture of SVG as one of pixels, so many to each of its own, and hands it over.
pub fn save_pixels(name: String, svg: String, scale: u8, done: Callback<bool>) {
    wasm_bindgen_futures::spawn_local(async move {
        let drawn = drawn(&svg, f64::from(scale)).await;
        done.emit(drawn.and_then(|blob| save_blob(&name, &blob)).is_some());
    });
}

async fn drawn(svg: &str, scale: f64) -> Option<Blob> {
    let mut contents = Contents::default();
    io::Write::write_all(&mut contents, svg.as_bytes()).ok()?;
    let address = Url::create_object_url_with_blob(&contents.blob("image/svg+xml")?).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address);
    let decoded = JsFuture::from(image.decode()).await;
    let _known_to_be_good = Url::revoke_object_url(&address);
    decoded.ok()?;
    let (width_px, height_px) =
        (f64::from(image.natural_width()) * scale, f64::from(image.natural_height()) * scale);
    if width_px > CANVAS_PX_MAX || height_px > CANVAS_PX_MAX {
        return None;
    }
    let canvas = document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width_px as u32);
    canvas.set_height(height_px as u32);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width_px, height_px).ok()?;
    let made = js_sys::Promise::new(&mut |resolve, _| {
        let given = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let _a_promise_that_never_ends = canvas.to_blob(given.unchecked_ref());
    });
    JsFuture::from(made).await.ok()?.dyn_into::<Blob>().ok()
}

/// Whether the system's colours are dark now.
pub fn is_dark() -> bool {
    let list = window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// The width of the first element that the selector finds.
pub fn width_of(selector: &str) -> Option<f64> {
    let element = document()?.query_selector(selector).ok().flatten()?;
    Some(element.get_bounding_client_rect().width())
}
