//! What stands above the figure on paper: the title, and the address where the figure moves.

use std::rc::Rc;

use yew::prelude::*;

use crate::text::{figure, words};
use crate::ui::hooks::{absolute, use_media};
use crate::ui::state::{State, address};

/// What the head needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
}

/// The head of a printed page; nothing on a screen.
#[component]
pub fn Print(props: &Props) -> Html {
    if !use_media("print", false) {
        return html! {};
    }
    let title = figure::figure_title(props.state.shown.title());
    let link = address::print(&props.state).map(|link| absolute(&link));
    html! {
        <header class="print-head">
            <h1>{ title }</h1>
            if let Some(link) = link {
                <p><a href={link.clone()}>{ format!("{} {link}", words::LINK) }</a></p>
            }
        </header>
    }
}
