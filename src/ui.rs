//! The page: state, the outside world, hooks, components; and the drawing as SVG.

#[cfg(not(target_arch = "wasm32"))]
mod ahead;
pub mod browser;
pub mod components;
pub mod hooks;
pub mod moving;
#[cfg(target_arch = "wasm32")]
mod player;
pub mod state;
pub mod svg;

#[cfg(not(target_arch = "wasm32"))]
pub use self::ahead::ahead;

/// Puts the whole page in its place in the document: the state that it goes on with, if there is one already, and its
/// parts.
pub type Mount = fn(Option<hooks::Dispatch>, components::parts::Parts);

/// Starts the page that the address asks for. What was drawn ahead plays at once, if that is what is asked for, and until
/// the `page` is there; which may come in `parts` itself.
#[cfg(target_arch = "wasm32")]
pub fn start(page: hooks::Part<Mount>, parts: components::parts::Parts) {
    let player = matches!(page, hooks::Part::Away(_)).then(player::Player::start).flatten();
    let player = std::rc::Rc::new(std::cell::Cell::new(player));
    let kept = player.clone();
    let on_lost = yew::Callback::from(move |()| {
        browser::lost();
        // It goes on playing for as long as the document is open.
        std::mem::forget(kept.take());
    });
    page.then(&on_lost, move |mount| match player.take() {
        Some(player) => player.leave(move |dispatch| mount(Some(dispatch), parts)),
        None => mount(None, parts),
    });
}

/// Puts the whole page in the place of what was drawn ahead.
#[cfg(target_arch = "wasm32")]
pub fn mount(dispatch: Option<hooks::Dispatch>, parts: components::parts::Parts) {
    let Some(place) = browser::place() else { return };
    if let Some(dispatch) = &dispatch {
        dispatch.reduce_by(state::State::after);
    }
    browser::keep_width_ahead();
    let (query, fragment) = browser::address();
    let props = components::app::Props {
        query: query.into(),
        fragment: fragment.into(),
        dispatch,
        parts,
        ahead: browser::cards_ahead().into(),
    };
    yew::Renderer::<components::app::App>::with_root_and_props(place, props).render();
    browser::show_page();
}
