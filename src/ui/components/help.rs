//! The dialog that lists the keys, and switches some of them off.

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::text::page as text;
use crate::ui::hooks::{Dialog, is_checked, is_in};

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The dialog.
    pub dialog: Dialog,
    /// Whether keys of a single character do anything.
    pub single_characters: bool,
    /// Switches them on and off.
    pub on_single_characters: Callback<bool>,
}

/// The dialog; closed by its button, Escape, or a click beside it.
#[component]
pub fn Help(props: &Props) -> Html {
    let close = props.dialog.close.reform(|_: MouseEvent| ());
    let beside = props.dialog.close.clone();
    let beside = Callback::from(move |event: MouseEvent| {
        if !is_in(&event, ".dialog-body") {
            beside.emit(());
        }
    });
    let onchange = props.on_single_characters.reform(|event: Event| is_checked(&event));
    let row = |(keys, meaning): &(&[&str], &str)| {
        html! {
            <div key={*meaning}>
                <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                <dd>{ *meaning }</dd>
            </div>
        }
    };
    html! {
        <dialog ref={props.dialog.node.clone()} class="dialog" aria-labelledby="keys-heading" onclick={beside}>
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2 id="keys-heading">{ text::HELP }</h2>
                    <button type="button" class="plain" aria-label={text::CLOSE} title={text::CLOSE} onclick={close}>
                        { icon(Icon::Close) }
                    </button>
                </div>
                <dl class="keys">{ for text::KEYS.iter().map(row) }</dl>
                <label class="check">
                    <input type="checkbox" checked={props.single_characters} {onchange} />
                    <span>{ text::SINGLE_KEYS }</span>
                </label>
            </div>
        </dialog>
    }
}
