//! What the rows of the editor are made with: a field, a button.

use yew::prelude::*;

use super::super::icon::{Icon, icon};
use super::entry::{Entry, Kind};
use crate::scenario::edit::{Edit, Field};
use crate::text::edit as text;
use crate::ui::hooks::{Dispatch, focus_on};
use crate::ui::state::edit::{Change, Editing};
use crate::ui::state::{Action, Shared, Shown};

/// What every row needs.
pub struct Pen<'a> {
    pub shown: &'a Shared<Shown>,
    pub editing: &'a Editing,
    pub dispatch: &'a Dispatch,
}

impl Pen<'_> {
    pub fn entry(
        &self,
        field: Field,
        id: &str,
        label: &'static str,
        kind: Kind,
        placeholder: &'static str,
    ) -> Html {
        let scenario = self.shown.scenario();
        html! {
            <Entry
                {field} path={field.path(scenario).to_string()} id={id.to_owned()} {label} {kind} value={field.text(scenario)}
                draft={self.editing.draft(field).cloned()} hint={field.hint(scenario)} {placeholder} dispatch={self.dispatch.clone()}
            />
        }
    }

    /// A small button for one edit of `whom`; where it takes itself away, the focus goes to `heading`.
    pub fn button(
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
    pub fn adder(&self, label: &'static str, control: &'static str, edit: Edit) -> Html {
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
