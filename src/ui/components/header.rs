//! The head of the page: name, scenario, share, keys, theme.

use yew::prelude::*;

use super::icon::{Icon, icon, mark};
use super::marked::plain;
use crate::link::Theme;
use crate::text::{
    belief as belief_text, export, gallery, lesson as lesson_text, page as text, program,
    question as question_text, share,
};
use crate::ui::hooks::{Dispatch, put_select_back, select_value};
use crate::ui::state::share::Kind;
use crate::ui::state::{Action, theme_name};

/// The menu's entry for a program of the reader's own.
pub const OWN_PROGRAM: &str = "program";

/// The menu's entry for the gallery of programs.
pub const GALLERY: &str = "gallery";

/// An entry of the scenario menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the link names it.
    pub id: AttrValue,
    /// As people name it.
    pub title: AttrValue,
    /// The belief that it puts to the test.
    pub belief: Option<&'static str>,
    /// Whether it has very many requests.
    pub large: bool,
}

/// What the header needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The catalogue.
    pub choices: std::rc::Rc<[Choice]>,
    /// The scenario shown, if it is one of the catalogue's.
    pub chosen: Option<AttrValue>,
    /// The title of a scenario that is none of the catalogue's.
    pub own_title: AttrValue,
    /// Whether there are questions about what is shown.
    pub can_predict: bool,
    /// The colours.
    pub theme: Theme,
    /// Shows an entry of the catalogue.
    pub on_choose: Callback<AttrValue>,
    /// Whether the lesson is open.
    pub in_lesson: bool,
    /// Begins the lesson, or leaves it.
    pub on_lesson: Callback<()>,
    /// Asks a question.
    pub on_predict: Callback<()>,
    /// Hands the link or the diagram out.
    pub on_share: Callback<Kind>,
    /// Opens the list of files to save.
    pub on_export: Callback<()>,
    /// Opens the list of keys.
    pub on_help: Callback<()>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The header.
#[component]
pub fn Header(props: &Props) -> Html {
    html! {
        <header class="top">
            <h1 class="brand">{ mark() }<span>{ text::NAME }</span></h1>
            <Menu
                choices={props.choices.clone()} chosen={props.chosen.clone()} own_title={props.own_title.clone()}
                on_choose={props.on_choose.clone()}
            />
            <p class="tagline">{ text::TAGLINE }</p>
            <button
                type="button" class={classes!("button", "lesson-button", (!props.in_lesson).then_some("primary"))}
                data-control="lesson" onclick={props.on_lesson.reform(|_| ())}
            >
                { if props.in_lesson { lesson_text::LEAVE } else { lesson_text::START } }
            </button>
            if props.can_predict {
                <button type="button" class="button predict-button" data-control="predict" onclick={props.on_predict.reform(|_| ())}>
                    { question_text::PREDICT }
                </button>
            }
            <Share on_share={props.on_share.clone()} />
            <button
                type="button" class="button export-button" data-control="export" title={export::EXPORT_HINT}
                aria-haspopup="dialog" onclick={props.on_export.reform(|_| ())}
            >
                { icon(Icon::Export) }<span>{ export::EXPORT }</span>
            </button>
            <button
                type="button" class="button square help-button" data-control="help" aria-label={text::HELP} title={text::HELP}
                aria-haspopup="dialog" onclick={props.on_help.reform(|_| ())}
            >
                { icon(Icon::Keys) }
            </button>
            <ThemeButton theme={props.theme} dispatch={props.dispatch.clone()} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct MenuProps {
    choices: std::rc::Rc<[Choice]>,
    chosen: Option<AttrValue>,
    own_title: AttrValue,
    on_choose: Callback<AttrValue>,
}

#[component]
fn Menu(props: &MenuProps) -> Html {
    let (onchange, chosen) = (props.on_choose.clone(), props.chosen.clone().unwrap_or_default());
    let onchange = Callback::from(move |event: Event| {
        if let Some(id) = select_value(&event).filter(|id| !id.is_empty()) {
            if id == GALLERY {
                put_select_back(&event, &chosen);
            }
            onchange.emit(id.into());
        }
    });
    let option = |choice: &Choice| {
        html! {
            <option key={choice.id.to_string()} value={choice.id.clone()} selected={props.chosen.as_ref() == Some(&choice.id)}>
                { choice.belief.map_or_else(|| choice.title.to_string(), |belief| format!("“{}”", plain(belief))) }
            </option>
        }
    };
    html! {
        <span class="menu">
            <select data-control="preset" aria-label={text::SCENARIO} {onchange}>
                if props.chosen.is_none() {
                    <option key="" value="" selected=true>{ &props.own_title }</option>
                }
                <option key={OWN_PROGRAM} value={OWN_PROGRAM}>{ program::OPEN }</option>
                <option key={GALLERY} value={GALLERY}>{ gallery::OPEN }</option>
                { for props.choices.iter().filter(|choice| choice.belief.is_none() && !choice.large).map(option) }
                <optgroup label={belief_text::GROUP}>
                    { for props.choices.iter().filter(|choice| choice.belief.is_some()).map(option) }
                </optgroup>
                <optgroup label={text::LARGE}>
                    { for props.choices.iter().filter(|choice| choice.large).map(option) }
                </optgroup>
            </select>
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct ShareProps {
    on_share: Callback<Kind>,
}

#[component]
fn Share(props: &ShareProps) -> Html {
    let button = |control: &'static str,
                  label: &'static str,
                  hint: &'static str,
                  picture: Icon,
                  kind: Kind| {
        let onclick = props.on_share.reform(move |_: MouseEvent| kind);
        html! {
            <button type="button" class="button" data-control={control} title={hint} aria-haspopup="dialog" {onclick}>
                { icon(picture) }<span>{ label }</span>
            </button>
        }
    };
    html! {
        <span class="share">
            { button("share", share::SHARE, share::SHARE_HINT, Icon::Share, Kind::Share) }
            { button("embed", share::EMBED, share::EMBED_HINT, Icon::Embed, Kind::Embed) }
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct ThemeProps {
    theme: Theme,
    dispatch: Dispatch,
}

#[component]
fn ThemeButton(props: &ThemeProps) -> Html {
    let picture = match props.theme {
        Theme::Auto => Icon::ThemeAuto,
        Theme::Light => Icon::ThemeLight,
        Theme::Dark => Icon::ThemeDark,
    };
    let label = text::theme(theme_name(props.theme));
    let (dispatch, next) = (props.dispatch.clone(), next_theme(props.theme));
    let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::SetTheme(next)));
    html! {
        <button
            type="button" class="button square" data-control="theme" aria-label={label.clone()} title={label} {onclick}
        >
            { icon(picture) }
        </button>
    }
}

/// The theme that the button goes to.
fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    }
}
