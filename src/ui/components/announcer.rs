//! What screen readers say by themselves.

use yew::prelude::*;

use super::marked::plain;
use super::now::{self, Line};
use crate::ui::hooks::use_announcement;
use crate::ui::state::State;

/// What the announcer needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What goes on; `None` while it changes by itself.
    pub text: Option<AttrValue>,
}

/// A polite live region.
#[component]
pub fn Announcer(props: &Props) -> Html {
    let said = use_announcement(props.text.clone());
    html! { <p class="visually-hidden" role="status">{ said }</p> }
}

/// What is to be said of the page: the open chapter where the playhead is at its moment, else what happens, `told`.
/// Nothing before the playhead has been moved, nor while it moves by itself.
pub fn announcement(state: &State, told: &[Line]) -> Option<AttrValue> {
    if state.playing || !state.moved {
        return None;
    }
    if let Some(words) = state.question_words() {
        return Some(plain(&state.feedback().unwrap_or(words)).into());
    }
    if let Some(chapter) = state.lesson.filter(|chapter| state.moment == chapter.moment()) {
        let words = chapter.text();
        let here = state.lesson_here().unwrap_or_default();
        return Some(plain(&format!("{}. {} {here}", words.title, words.statement)).into());
    }
    Some(now::announced(&state.shown, told, &state.moment.to_string()).into())
}
