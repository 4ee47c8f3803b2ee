//! The dialog that saves the diagram or its data as a file.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::text::{export as text, page};
use crate::ui::hooks::{self, Dialog, is_in};
use crate::ui::state::State;
use crate::ui::state::export::{BYTES_MAX, Format};

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The dialog.
    pub dialog: Dialog,
    /// What is saved: the page when the dialog was opened.
    pub state: Option<Rc<State>>,
}

/// The dialog; closed by its button, Escape, or a click beside it.
#[component]
pub fn Export(props: &Props) -> Html {
    let hooks::Export { came_of_it, save, forget } = hooks::use_export();
    let onclose = forget.reform(|_: Event| ());
    let close = props.dialog.close.reform(|_: MouseEvent| ());
    let beside = props.dialog.close.clone();
    let beside = Callback::from(move |event: MouseEvent| {
        if !is_in(&event, ".dialog-body") {
            beside.emit(());
        }
    });
    let choice = |state: &Rc<State>, format: Format| {
        let (save, saved) = (save.clone(), state.clone());
        let too_large = format.bytes_about(&state.shown) > BYTES_MAX;
        let onclick = Callback::from(move |_: MouseEvent| {
            if !too_large {
                save.emit((saved.clone(), format));
            }
        });
        html! {
            <li key={format.id()}>
                <button
                    type="button" class="export-choice" data-export={format.id()} {onclick}
                    aria-disabled={too_large.then_some("true")}
                >
                    <span class="export-name">{ text::name(format.id()) }</span>
                    <span class="export-hint">{ format.hint(&state.shown) }</span>
                </button>
            </li>
        }
    };
    let list = |state: &Rc<State>, heading: &'static str, formats: &[Format]| {
        html! {
            <>
                <h3>{ heading }</h3>
                <ul>{ for formats.iter().map(|format| choice(state, *format)) }</ul>
            </>
        }
    };
    let said = match &came_of_it {
        None => String::new(),
        Some(Ok(name)) => text::saved(name),
        Some(Err(())) => text::FAILED.to_owned(),
    };
    html! {
        <dialog ref={props.dialog.node.clone()} class="dialog export" aria-labelledby="export-heading" onclick={beside} {onclose}>
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2 id="export-heading">{ text::EXPORT }</h2>
                    <button type="button" class="plain" aria-label={page::CLOSE} title={page::CLOSE} onclick={close}>
                        { icon(Icon::Close) }
                    </button>
                </div>
                if let Some(state) = &props.state {
                    { list(state, text::PICTURE, &Format::PICTURES) }
                    if let data @ [_, ..] = Format::data_of(&state.shown) {
                        { list(state, text::DATA, data) }
                    }
                }
                <p class="export-said" role="status">{ said }</p>
            </div>
        </dialog>
    }
}
