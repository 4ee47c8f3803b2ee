//! The editor of the scenario, below the diagram: what can be taken back, files, and a field for everything.

mod entry;
pub mod fields;
mod pen;
mod rows;

use yew::prelude::*;

use self::fields::BodyProps;
use super::icon::{Icon, icon};
use super::parts::Parts;
use crate::link::{self, View};
use crate::text::edit as text;
use crate::ui::hooks::{Dispatch, Files, use_part};
use crate::ui::state::edit::{Change, Editing};
use crate::ui::state::{Action, Shared, Shown};

/// What the editor needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown.
    pub shown: Shared<Shown>,
    /// What is being edited.
    pub editing: Editing,
    /// Opens and saves files.
    pub files: Files,
    /// Where its fields come from.
    pub parts: Parts,
    /// They cannot be had.
    pub on_lost: Callback<()>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The editor, closed at first apart from its toolbar.
#[component]
pub fn Editor(props: &Props) -> Html {
    let Props { shown, editing, dispatch, .. } = props;
    // Not every edit wants the whole link printed; this one does, for there is no other way to know.
    let has_link = use_memo(shown.clone(), |shown| {
        link::print(shown.scenario(), shown.preset, &View::default()).is_ok()
    });
    let toggle = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| toggle.dispatch(Action::Change(Change::Toggle)));
    let open = editing.open;
    let fields = use_part(&props.parts.fields, open, &props.on_lost);
    html! {
        <section class="card editor" id="editor" aria-labelledby="editor-heading">
            <div class="editor-head">
                <h2 id="editor-heading">
                    <button
                        type="button" class="disclosure" data-control="edit" aria-expanded={open.to_string()}
                        aria-controls={open.then_some("editor-body")} {onclick}
                    >
                        { icon(Icon::Disclose) }{ text::HEADING }
                    </button>
                </h2>
                <Toolbar can_undo={editing.can_undo()} can_redo={editing.can_redo()} files={props.files.clone()} dispatch={dispatch.clone()} />
            </div>
            if !*has_link {
                <p class="edit-note" role="status" data-warning="link">{ text::TOO_LARGE_FOR_A_LINK }</p>
            }
            if open {
                { for fields.map(|fields| (fields.body)(BodyProps { shown: shown.clone(), editing: editing.clone(), dispatch: dispatch.clone() })) }
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ToolbarProps {
    can_undo: bool,
    can_redo: bool,
    files: Files,
    dispatch: Dispatch,
}

#[component]
fn Toolbar(props: &ToolbarProps) -> Html {
    let Files { input, choose, chosen, save } = &props.files;
    // A button that is disabled while it has the focus would lose it: these stay where they are and say so.
    let change = |control: &'static str, label: &'static str, picture: Icon, change: Change, can: bool| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Change(change.clone())));
        html! {
            <button type="button" class="plain" data-control={control} aria-label={label} title={label}
                aria-disabled={(!can).then_some("true")} {onclick}>{ icon(picture) }</button>
        }
    };
    let file = |control: &'static str, label: &'static str, picture: Icon, act: &Callback<()>| {
        html! {
            <button type="button" class="plain wide" data-control={control} title={text::OPEN_HINT} onclick={act.reform(|_: MouseEvent| ())}>
                { icon(picture) }<span>{ label }</span>
            </button>
        }
    };
    html! {
        <div class="editor-tools">
            { change("undo", text::UNDO, Icon::Undo, Change::Undo, props.can_undo) }
            { change("redo", text::REDO, Icon::Redo, Change::Redo, props.can_redo) }
            { file("open-file", text::OPEN, Icon::Open, choose) }
            { file("save-file", text::SAVE, Icon::Save, save) }
            <input ref={input.clone()} type="file" hidden=true data-control="file" accept=".json,application/json"
                aria-label={text::OPEN} onchange={chosen.clone()} />
        </div>
    }
}
