//! The foot of the page.

use yew::prelude::*;

use crate::text::page as text;

/// Who made it, and under which licence.
#[component]
pub fn Footer() -> Html {
    html! {
        <footer class="foot">
            <p>{ text::FOOT }</p>
        </footer>
    }
}
