//! The foot of the page.

use yew::prelude::*;

use crate::text::page as text;

/// Under which licence it is, and where more is to be read.
#[component]
pub fn Footer() -> Html {
    html! {
        <footer class="foot">
            <p>{ text::FOOT }</p>
            <ul>{ for text::DOCUMENTS.iter().map(|(address, name)| html! { <li><a href={*address}>{ *name }</a></li> }) }</ul>
        </footer>
    }
}
