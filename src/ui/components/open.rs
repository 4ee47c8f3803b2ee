//! The way from a guest in another page to the whole page, which shows the same there.

use yew::prelude::*;

use super::icon::{Icon, icon, mark};
use crate::text::share as text;
use crate::ui::hooks::in_place;

/// What the link needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Where the whole page shows what the guest shows.
    pub link: AttrValue,
}

/// The link.
#[component]
pub fn Open(props: &Props) -> Html {
    html! {
        <p class="open">
            <a href={in_place(&props.link)} target="_blank" rel="noopener" data-control="open">
                { mark() }<span>{ text::OPEN }</span>{ icon(Icon::NewTab) }
                <span class="visually-hidden">{ text::NEW_TAB }</span>
            </a>
        </p>
    }
}
