//! The editor of the scenario, below the diagram: what can be taken back, files, and a field for everything.

mod entry;
mod rows;

use yew::prelude::*;

use self::entry::{Entry, Kind};
use super::icon::{Icon, icon};
use super::parts::Parts;
use crate::link::{self, View};
use crate::scenario::edit::{Edit, Field};
use crate::text::edit as text;
use crate::ui::hooks::{Dispatch, Files, focus_on, use_part};
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
    let has_link =
        use_memo(shown.clone(), |shown| link::print(&shown.scenario, shown.preset, &View::default()).is_ok());
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

/// What the fields need.
#[derive(Properties, PartialEq)]
pub struct BodyProps {
    /// What is shown.
    pub shown: Shared<Shown>,
    /// What is being edited.
    pub editing: Editing,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// A field for everything.
#[component]
pub fn Body(props: &BodyProps) -> Html {
    let scenario = &props.shown.scenario;
    let pen = Pen { shown: &props.shown, editing: &props.editing, dispatch: &props.dispatch };
    let runs = props
        .shown
        .runs
        .iter()
        .enumerate()
        .map(|(place, run)| (props.shown.model(place).short, run.trace.makespan().to_string()));
    html! {
        <div id="editor-body" class="editor-body">
            <p class="edit-result" role="status">{ text::result(&runs.collect::<Vec<_>>()) }</p>
            { rows::requests(&pen, scenario) }
            <Notation />
            { rows::services(&pen, scenario) }
            { rows::models(&pen, scenario) }
            { rows::machine(&pen) }
            <p class="edit-hint">{ text::DRAG_HINT }{ " " }{ text::OPEN_HINT }</p>
        </div>
    }
}

#[component]
fn Notation() -> Html {
    let row = |(example, meaning): &(&'static str, &'static str)| {
        html! { <div key={*example}><dt><code>{ *example }</code></dt><dd>{ *meaning }</dd></div> }
    };
    html! {
        <details class="notation">
            <summary>{ text::NOTATION }</summary>
            <p>{ text::NOTATION_LEAD }</p>
            <dl>{ for text::NOTATION_ROWS.iter().map(row) }</dl>
        </details>
    }
}

/// What every row needs.
struct Pen<'a> {
    shown: &'a Shared<Shown>,
    editing: &'a Editing,
    dispatch: &'a Dispatch,
}

impl Pen<'_> {
    fn entry(
        &self,
        field: Field,
        id: &str,
        label: &'static str,
        kind: Kind,
        placeholder: &'static str,
    ) -> Html {
        let scenario = &self.shown.scenario;
        html! {
            <Entry
                {field} path={field.path(scenario)} id={id.to_owned()} {label} {kind} value={field.text(scenario)}
                draft={self.editing.draft(field).cloned()} {placeholder} dispatch={self.dispatch.clone()}
            />
        }
    }

    /// A small button for one edit of `whom`; where it takes itself away, the focus goes to `heading`.
    fn button(
        &self,
        what: &str,
        whom: &str,
        picture: Icon,
        edit: Edit,
        heading: Option<&'static str>,
    ) -> Html {
        let label = text::to_what(what, whom);
        let dispatch = self.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(heading) = heading {
                focus_on(heading);
            }
            dispatch.dispatch(Action::Change(Change::Make(edit.clone())));
        });
        html! {
            <button type="button" class="plain" aria-label={label} title={what.to_owned()} {onclick}>{ icon(picture) }</button>
        }
    }

    /// The button that adds one more.
    fn adder(&self, label: &'static str, control: &'static str, edit: Edit) -> Html {
        let dispatch = self.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Change(Change::Make(edit.clone())));
        });
        html! {
            <button type="button" class="plain wide" data-control={control} {onclick}>
                { icon(Icon::ZoomIn) }<span>{ label }</span>
            </button>
        }
    }
}
