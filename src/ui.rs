//! The page: state, the outside world, hooks, components; and the drawing as SVG.

#[cfg(not(target_arch = "wasm32"))]
mod ahead;
pub mod browser;
pub mod components;
pub mod hooks;
pub mod moving;
pub mod state;
pub mod svg;

#[cfg(not(target_arch = "wasm32"))]
pub use self::ahead::ahead;

/// Puts the page that the address asks for in its place in the document. It may come in `parts`.
#[cfg(target_arch = "wasm32")]
pub fn mount(parts: components::parts::Parts) {
    let Some(place) = browser::place() else { return };
    browser::keep_width_ahead();
    let (query, fragment) = browser::address();
    let props = components::app::Props {
        query: query.into(),
        fragment: fragment.into(),
        parts,
        ahead: browser::cards_ahead().into(),
    };
    yew::Renderer::<components::app::App>::with_root_and_props(place, props).render();
}
