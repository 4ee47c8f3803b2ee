//! A page that stands in until the real one is merged: it proves the tools.

use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    let count = use_state(|| 0_u32);
    let onclick = {
        let count = count.clone();
        Callback::from(move |_: MouseEvent| count.set(*count + 1))
    };
    html! {
        <>
            <h1>{ "Interleave" }</h1>
            <button data-control="step" {onclick}>{ format!("{} steps", *count) }</button>
        </>
    }
}

/// Mounts the page in its `<main>` and marks it ready.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    let main = gloo_document().query_selector("main").ok().flatten();
    if let Some(main) = main {
        main.set_inner_html("");
        yew::Renderer::<App>::with_root(main.clone()).render();
        let _ = main.set_attribute("data-t-ns", "0");
        let _ = main.set_attribute("data-status", "ready");
    }
}

#[cfg(target_arch = "wasm32")]
fn gloo_document() -> web_sys::Document {
    web_sys::window().and_then(|window| window.document()).expect("a page has a document")
}
