//! What screen readers say by themselves.

use yew::prelude::*;

use crate::ui::hooks::use_announcement;

/// What the announcer needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What goes on; `None` while it changes by itself.
    pub text: Option<AttrValue>,
}

/// A polite live region.
#[component]
pub fn Announcer(props: &Props) -> Html {
    let said = use_announcement(props.text.clone());
    html! { <p class="visually-hidden" role="status">{ said }</p> }
}
