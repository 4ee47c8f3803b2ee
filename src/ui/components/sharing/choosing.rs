//! What the person who shares can choose.

use std::rc::Rc;

use yew::prelude::*;

use crate::link::{Part, Theme};
use crate::text::share as text;
use crate::time::Instant;
use crate::ui::hooks::{is_checked, select_value};
use crate::ui::state::share::{Choices, Kind};
use crate::ui::state::{State, theme_name};

/// What it needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is handed out.
    pub kind: Kind,
    /// What the page shows.
    pub state: Rc<State>,
    /// What is chosen.
    pub choices: Choices,
    /// Chooses.
    pub on_choose: Callback<Choices>,
}

/// The choices; only such as there is something to choose of.
#[component]
pub fn Choosing(props: &Props) -> Html {
    let Props { kind, state, choices, .. } = props;
    let choices = *choices;
    let check = |choice: &'static str, label: String, checked: bool, chosen: fn(Choices) -> Choices| {
        let onchange = props.on_choose.reform(move |_: Event| chosen(choices));
        tick(choice, label, checked, onchange)
    };
    let part = |part: Part| {
        let onchange = props.on_choose.reform(move |event: Event| {
            if is_checked(&event) == choices.hide.has(part) { choices } else { choices.toggled(part) }
        });
        tick(part.id(), text::part(part.id()).to_owned(), choices.hide.has(part), onchange)
    };
    // A guest has no other part that could be left out.
    let parts: &[Part] = match kind {
        Kind::Share => &Part::ALL,
        Kind::Embed => &[Part::Legend],
    };
    html! {
        <>
            <fieldset class="share-choices">
                <legend>{ text::CHOICES }</legend>
                if state.moment > Instant::ZERO {
                    { check("moment", text::at_moment(&state.moment.to_string()), choices.moment,
                        |choices| Choices { moment: !choices.moment, ..choices }) }
                }
                if state.ask.is_some() {
                    { check("question", text::WITH_QUESTION.to_owned(), choices.question,
                        |choices| Choices { question: !choices.question, ..choices }) }
                }
                { check("play", text::START_PLAYING.to_owned(), choices.play,
                    |choices| Choices { play: !choices.play, ..choices }) }
                { colours(choices, &props.on_choose) }
            </fieldset>
            <fieldset class="share-choices">
                <legend>{ text::LEAVE_OUT }</legend>
                { for parts.iter().copied().map(part) }
            </fieldset>
        </>
    }
}

fn tick(choice: &'static str, label: String, checked: bool, onchange: Callback<Event>) -> Html {
    html! {
        <label class="tick">
            <input type="checkbox" data-choice={choice} {checked} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

fn colours(choices: Choices, on_choose: &Callback<Choices>) -> Html {
    let on_choose = on_choose.clone();
    let onchange = Callback::from(move |event: Event| {
        let theme = match select_value(&event).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            Some(_) | None => Theme::Auto,
        };
        on_choose.emit(Choices { theme, ..choices });
    });
    let option = |&(id, name): &(&'static str, &'static str)| {
        html! { <option key={id} value={id} selected={id == theme_name(choices.theme)}>{ name }</option> }
    };
    html! {
        <label class="colours">
            <span>{ text::THEME }</span>
            <span class="menu small">
                <select data-choice="theme" {onchange}>{ for text::THEMES.iter().map(option) }</select>
            </span>
        </label>
    }
}
