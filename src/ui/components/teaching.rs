//! The lesson as the page has it: the card, what it points at, and the way through its chapters.

use std::rc::Rc;

use yew::prelude::*;

use super::parts::{self, Beside, Parts};
use super::{code, lesson, question, stage};
use crate::lesson::{Chapter, Outcome, Spot};
use crate::link::Part;
use crate::ui::hooks::{Dispatch, use_later, use_media, use_part, use_shown_later};
use crate::ui::state::{Action, State, address};

/// Where cards stand beside the figure.
const WIDE: &str = "(min-width: 70.01rem)";

/// What the page needs of it.
pub struct Teaching {
    /// What is pointed at in the figure.
    pub spots: Rc<Vec<Spot>>,
    /// Begins the lesson, or leaves it.
    pub on_lesson: Callback<()>,
    /// Asks a question.
    pub on_predict: Callback<()>,
    /// Whether all is there that draws it.
    pub stands: bool,
    /// What stands beside the figure.
    pub beside: Html,
    /// What stands right below the figure, where there is no room beside it.
    pub below: Html,
}

/// The lesson for the state.
#[hook]
pub fn use_teaching(
    state: &Rc<State>,
    parts: &Parts,
    beside: Option<Beside>,
    on_lost: &Callback<()>,
    dispatch: &Dispatch,
) -> Teaching {
    let cards = use_part(&parts.teaching, state.is_taught(), on_lost);
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    let in_place = (state.shown.clone(), state.lesson, state.moment, state.asked.clone(), state.playing);
    let spots = use_memo(in_place, |_| state.spots());
    let scene = (state.shown.clone(), state.lesson, state.hidden_from(), cards.is_some());
    let here = use_memo(scene, |_| {
        let here = cards.and_then(|cards| (cards.here)(state));
        (here.map(AttrValue::from), state.is_in_scene())
    });
    let has_room = use_media(WIDE, true) && !state.embed;
    let focus_later = use_focus(cards.is_some());
    let on_chapter = use_callback(
        (dispatch.clone(), focus_later.clone()),
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
    let (on_ask, on_predict, question) = use_question(state, (cards, beside), dispatch, &focus_later);
    let card = state.lesson.zip(cards).map(|(chapter, cards)| {
        let (here, in_scene) = (*here).clone();
        let shown = state.hidden_from().is_none().then(|| state.shown.clone());
        (cards.lesson)(lesson::Props { chapter, here, in_scene, shown, on_chapter, on_ask })
    });
    let card = html! { <>{ for question }{ for card }</> };
    let (beside, below) = if has_room { (card, html! {}) } else { (html! {}, card) };
    let stands = cards.is_some() || !state.is_taught();
    Teaching { spots, on_lesson, on_predict, stands, beside, below }
}

/// Puts the focus on what an action has just put on the page: at once where the cards are there, else when they are.
#[hook]
fn use_focus(is_there: bool) -> Callback<&'static str> {
    let later = use_later();
    let waiting = use_mut_ref(|| None);
    {
        let (later, waiting) = (later.clone(), waiting.clone());
        use_effect_with(is_there, move |_| {
            if let Some(id) = waiting.take() {
                later.emit(id);
            }
        });
    }
    use_callback((later, is_there), move |id: &'static str, (later, is_there)| {
        later.emit(id);
        waiting.replace((!is_there).then_some(id));
    })
}

/// Scrolls a new question into view, once it is there. A guest leaves the page around it where it is.
#[hook]
fn use_shown(state: &State, is_there: bool) {
    let shown_later = use_shown_later();
    let question = state.asked.as_ref().filter(|asked| asked.given.is_none() && is_there && !state.embed);
    use_effect_with(question.map(|asked| asked.question.clone()), move |question| {
        if question.is_some() {
            shown_later.emit(question::CARD);
        }
    });
}

/// The question: how the chapter's is asked, how any is, and its card.
#[hook]
fn use_question(
    state: &Rc<State>,
    there: (Option<parts::Teaching>, Option<Beside>),
    dispatch: &Dispatch,
    focus_later: &Callback<&'static str>,
) -> (Callback<Chapter>, Callback<()>, Option<Html>) {
    let (cards, beside) = there;
    let tools = (dispatch.clone(), focus_later.clone());
    let on_ask = use_callback(tools.clone(), |chapter: Chapter, (dispatch, focus_later)| {
        let (ask, at) = chapter.question();
        dispatch.dispatch(Action::Ask(ask, at));
        focus_later.emit(question::HEADING);
    });
    let on_predict = use_callback(tools.clone(), |(), (dispatch, focus_later)| {
        dispatch.dispatch(Action::Predict);
        focus_later.emit(question::HEADING);
    });
    let on_answer = use_callback(tools.clone(), |given: Outcome, (dispatch, focus_later)| {
        dispatch.dispatch(Action::Answer(given));
        focus_later.emit(question::HEADING);
    });
    let in_lesson = state.lesson.is_some();
    let on_close = use_callback((tools, in_lesson), |(), ((dispatch, focus_later), in_lesson)| {
        dispatch.dispatch(Action::CloseQuestion);
        focus_later.emit(if *in_lesson { lesson::HEADING } else { stage::ID });
    });
    use_shown(state, cards.is_some() && beside.is_some());
    let card = state.asked.as_ref().zip(cards).and_then(|(asked, cards)| {
        let words = (cards.words)(state)?;
        let feedback = (cards.feedback)(state).map(AttrValue::from);
        let end = state.axis_end().unwrap_or(state.end());
        let programs = beside.filter(|_| !state.hide.has(Part::Code)).map(|beside| {
            (beside.programs)(code::ProgramsProps { state: state.clone(), dispatch: dispatch.clone() })
        });
        Some((cards.question)(question::Props {
            asked: asked.clone(),
            words: words.into(),
            feedback,
            programs: programs.unwrap_or_default(),
            end,
            on_answer,
            on_predict: on_predict.clone(),
            on_close,
            dispatch: dispatch.clone(),
        }))
    });
    (on_ask, on_predict, card)
}
