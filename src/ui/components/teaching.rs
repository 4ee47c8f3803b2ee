//! The lesson as the page has it: the card, what it points at, and the way through its chapters.

use std::rc::Rc;

use yew::prelude::*;

use super::lesson::{self, Lesson};
use super::stage;
use crate::lesson::{Chapter, Spot};
use crate::ui::hooks::{Dispatch, use_later, use_media};
use crate::ui::state::{Action, State, address};

/// Where cards stand beside the figure.
const WIDE: &str = "(min-width: 70.01rem)";

/// What the page needs of it.
pub struct Teaching {
    /// What is pointed at in the figure.
    pub spots: Rc<Vec<Spot>>,
    /// Begins the lesson, or leaves it.
    pub on_lesson: Callback<()>,
    /// What stands beside the figure.
    pub beside: Html,
    /// What stands right below the figure, where there is no room beside it.
    pub below: Html,
}

/// The lesson for the state.
#[hook]
pub fn use_teaching(state: &Rc<State>, dispatch: &Dispatch) -> Teaching {
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    let in_place = (state.shown.clone(), state.lesson, state.moment);
    let spots = use_memo(in_place, |_| state.spots());
    let scene = (state.shown.clone(), state.lesson);
    let here = use_memo(scene, |_| (state.lesson_here().map(AttrValue::from), state.is_in_scene()));
    let has_room = use_media(WIDE, true) && !state.embed;
    let focus_later = use_later();
    let on_chapter = use_callback(
        (dispatch.clone(), focus_later),
        move |chapter: Option<Chapter>, (dispatch, focus_later)| {
            let state = latest.borrow().clone();
            let Some(chapter) = chapter else {
                focus_later.emit(stage::ID);
                return dispatch.dispatch(Action::LeaveLesson);
            };
            if state.lesson.is_none() {
                focus_later.emit(lesson::HEADING);
            }
            dispatch.dispatch(address::chapter(chapter, &state));
        },
    );
    let is_open = state.lesson.is_some();
    let on_lesson = use_callback((on_chapter.clone(), is_open), |(), (on_chapter, is_open)| {
        on_chapter.emit((!is_open).then_some(Chapter::ALL[0]));
    });
    let card = state.lesson.map(|chapter| {
        let (here, in_scene) = (*here).clone();
        html! { <Lesson {chapter} {here} {in_scene} shown={state.shown.clone()} {on_chapter} /> }
    });
    let card = html! { { for card } };
    let (beside, below) = if has_room { (card, html! {}) } else { (html! {}, card) };
    Teaching { spots, on_lesson, beside, below }
}
