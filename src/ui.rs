//! A page that stands in until the real one is merged: it proves the tools.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod svg;

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

/// Mounts the page in its `<main>`.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    if let Some(main) = browser::mount_point() {
        yew::Renderer::<App>::with_root(main).render();
    }
}
