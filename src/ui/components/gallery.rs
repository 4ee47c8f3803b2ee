//! The dialog of the gallery: programs that people ask about, each with its question and what answers it.

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::marked::marked;
use crate::gallery::{self, Entry, Topic};
use crate::text::{gallery as text, page};
use crate::ui::hooks::{Dialog, Dispatch, in_place, is_in, is_plain_click};
use crate::ui::state::written;

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The dialog.
    pub dialog: Dialog,
    /// Whether it has been asked for.
    pub asked: bool,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The dialog; closed by its button, Escape, a click beside it, or the choice of a program.
#[component]
pub fn Gallery(props: &Props) -> Html {
    let close = props.dialog.close.reform(|_: MouseEvent| ());
    let beside = props.dialog.close.clone();
    let beside = Callback::from(move |event: MouseEvent| {
        if !is_in(&event, ".dialog-body") {
            beside.emit(());
        }
    });
    let row = |entry: &'static Entry| {
        let (close, dispatch) = (props.dialog.close.clone(), props.dispatch.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            // Elsewhere, in a tab of its own, it opens as any link does.
            if is_plain_click(&event) {
                event.prevent_default();
                close.emit(());
                dispatch.dispatch(written::open(entry, &dispatch.state()));
            }
        });
        let link = entry.link().unwrap_or_default();
        html! {
            <li key={entry.id}>
                <a href={in_place(&link)} data-gallery={entry.id} {onclick}>{ marked(entry.question()) }</a>
                <p>{ marked(&entry.answer()) }</p>
            </li>
        }
    };
    let topic = |topic: Topic| {
        html! {
            <section key={topic.name()}>
                <h3>{ topic.name() }</h3>
                <ul>{ for gallery::about(topic).map(row) }</ul>
            </section>
        }
    };
    html! {
        <dialog ref={props.dialog.node.clone()} class="dialog gallery" aria-labelledby="gallery-heading" onclick={beside}>
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2 id="gallery-heading">{ text::GALLERY }</h2>
                    <button type="button" class="plain" aria-label={page::CLOSE} title={page::CLOSE} onclick={close}>
                        { icon(Icon::Close) }
                    </button>
                </div>
                if props.asked {
                    <p class="gallery-about">{ text::ABOUT }</p>
                    { for Topic::ALL.map(topic) }
                }
            </div>
        </dialog>
    }
}
