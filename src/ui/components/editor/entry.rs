//! One field of the editor, with its label above it and what is wrong below.

use yew::prelude::*;

use crate::scenario::edit::{Edit, Field};
use crate::ui::hooks::{Dispatch, text_value};
use crate::ui::state::Action;
use crate::ui::state::edit::{Change, Draft};

/// What a field is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number or a duration.
    Number,
    /// A name or a title.
    Words,
    /// Steps, on as many lines as they need.
    Steps,
    /// One of these: value and name.
    Choice(&'static [(&'static str, &'static str)]),
}

/// What a field needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which field.
    pub field: Field,
    /// Its place in a scenario file.
    pub path: AttrValue,
    /// Unique on the page.
    pub id: AttrValue,
    /// What it is called.
    pub label: &'static str,
    /// What it is filled with.
    pub kind: Kind,
    /// What the scenario says.
    pub value: AttrValue,
    /// What stands in it instead.
    pub draft: Option<Draft>,
    /// What may mean something else than it says.
    #[prop_or_default]
    pub hint: Option<String>,
    /// What is shown while it is empty.
    #[prop_or_default]
    pub placeholder: &'static str,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The field.
#[component]
pub fn Entry(props: &Props) -> Html {
    let field = props.field;
    let dispatch = props.dispatch.clone();
    let fill = move |event: &Event| {
        if let Some(text) = text_value(event) {
            dispatch.dispatch(Action::Change(Change::Make(Edit::Text(field, text))));
        }
    };
    let dispatch = props.dispatch.clone();
    let onblur = Callback::from(move |_: FocusEvent| dispatch.dispatch(Action::Change(Change::Settle)));
    let error = props.draft.as_ref().and_then(|draft| draft.error.clone());
    let value = props.draft.as_ref().map_or_else(|| props.value.clone(), |draft| draft.text.clone().into());
    let error_id = format!("{}-error", props.id);
    let invalid = error.is_some().then_some("true");
    let below = if error.is_some() { "entry-error" } else { "entry-hint" };
    let said = error.or_else(|| props.hint.clone());
    let described = said.is_some().then(|| error_id.clone());
    let (id, path) = (props.id.clone(), props.path.clone());
    let control = match props.kind {
        Kind::Choice(choices) => {
            let onchange = Callback::from(move |event: Event| fill(&event));
            let option = |&(name, label): &(&'static str, &'static str)| {
                html! { <option key={name} value={name} selected={value == name}>{ label }</option> }
            };
            html! {
                <span class="menu">
                    <select {id} data-field={path} aria-invalid={invalid} aria-describedby={described} {onchange} {onblur}>
                        { for choices.iter().map(option) }
                    </select>
                </span>
            }
        }
        Kind::Steps => {
            let oninput = Callback::from(move |event: InputEvent| fill(&event));
            html! {
                <textarea {id} data-field={path} rows="1" spellcheck="false" autocapitalize="off" autocomplete="off" {value}
                    aria-invalid={invalid} aria-describedby={described} {oninput} {onblur} />
            }
        }
        Kind::Number | Kind::Words => {
            let oninput = Callback::from(move |event: InputEvent| fill(&event));
            let inputmode = (props.kind == Kind::Number).then_some("decimal");
            let placeholder = (!props.placeholder.is_empty()).then_some(props.placeholder);
            html! {
                <input {id} data-field={path} type="text" {inputmode} spellcheck="false" autocapitalize="off" autocomplete="off"
                    {placeholder} {value} aria-invalid={invalid} aria-describedby={described} {oninput} {onblur} />
            }
        }
    };
    let class = classes!(
        "entry",
        match props.kind {
            Kind::Number => "entry-number",
            Kind::Words => "entry-words",
            Kind::Steps => "entry-steps",
            Kind::Choice(_) => "entry-choice",
        }
    );
    html! {
        <div {class}>
            <label for={props.id.clone()}>{ props.label }</label>
            { control }
            <p id={error_id} class={below} aria-live="polite" data-warning={said.is_some().then(|| props.path.clone())}>
                { said }
            </p>
        </div>
    }
}
