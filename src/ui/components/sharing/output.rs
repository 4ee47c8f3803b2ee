//! A text to be copied, and its button.

use yew::prelude::*;

use crate::text::share as text;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::hooks::use_copy;

/// What it needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The field's id.
    pub id: AttrValue,
    /// What the text is.
    pub label: AttrValue,
    /// The text.
    pub text: AttrValue,
    /// How many lines of it are seen.
    pub rows: u32,
    /// What belongs to it.
    #[prop_or_default]
    pub children: Html,
}

/// The text in a field that is only read, so that it can be selected by hand as well.
#[component]
pub fn Output(props: &Props) -> Html {
    let node = use_node_ref();
    let (copied, copy) = use_copy(&node);
    let text = props.text.clone();
    let onclick = copy.reform(move |_: MouseEvent| text.clone());
    let (said, picture) = match copied {
        None => ("", Icon::Duplicate),
        Some(true) => (text::COPIED, Icon::Done),
        Some(false) => (text::COPY_FAILED, Icon::Duplicate),
    };
    html! {
        <div class="output">
            <div class="output-head">
                <label for={props.id.clone()}>{ &props.label }</label>
                <button
                    type="button" class="button" aria-label={text::copy(&props.label)} data-copy={props.id.clone()}
                    id={format!("{}-copy", props.id)} {onclick}
                >
                    { icon(picture) }<span>{ text::COPY }</span>
                </button>
            </div>
            <textarea
                ref={node} id={props.id.clone()} rows={props.rows.to_string()} readonly=true spellcheck="false"
                value={props.text.clone()}
            />
            { props.children.clone() }
            <p class="remark" role="status">{ said }</p>
        </div>
    }
}
