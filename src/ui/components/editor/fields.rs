//! The fields of the editor: one for everything that a scenario holds.

use yew::prelude::*;

use super::pen::Pen;
use super::rows;
use crate::text::edit as text;
use crate::ui::hooks::Dispatch;
use crate::ui::state::edit::Editing;
use crate::ui::state::{Shared, Shown};

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
    let scenario = props.shown.scenario();
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
