//! The card of a question: what is asked, the answers to choose from, and what is said of the one chosen.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use super::marked::marked;
use crate::lesson::Outcome;
use crate::text::question as text;
use crate::time::{Instant, NS_PER_MS};
use crate::ui::hooks::{Dispatch, input_number};
use crate::ui::state::Action;
use crate::ui::state::ask::{Asked, outcome};

/// The id of the card's heading, which gets the focus when a question is asked.
pub const HEADING: &str = "question-heading";

/// What finds the card.
pub const CARD: &str = ".question";

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What has been asked.
    pub asked: Rc<Asked>,
    /// The question in words.
    pub words: AttrValue,
    /// Why it is as it is, once it is answered.
    pub feedback: Option<AttrValue>,
    /// The programs that it is about.
    pub programs: Html,
    /// Where the axis ends.
    pub end: Instant,
    /// Commits to an answer.
    pub on_answer: Callback<Outcome>,
    /// Asks another one.
    pub on_predict: Callback<()>,
    /// Closes the question.
    pub on_close: Callback<()>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn QuestionCard(props: &Props) -> Html {
    let asked = &*props.asked;
    let is_right = asked.given.map(|given| asked.question.is_right(given));
    let said = is_right.map(|is_right| if is_right { "right" } else { "wrong" });
    let body = match (asked.given, asked.question.choices.is_empty()) {
        (None, false) => choices(asked, &props.on_answer),
        (None, true) => html! {
            <Moment guess={asked.guess} at={asked.question.at} end={props.end} on_answer={props.on_answer.clone()} dispatch={props.dispatch.clone()} />
        },
        (Some(given), _) => outcomes(asked, given),
    };
    html! {
        <section class="card question" data-ask={asked.question.ask.to_string()} data-answer={said} aria-labelledby={HEADING}>
            <div class="lesson-head">
                <h2 id={HEADING} tabindex="-1">{ text::PREDICT }</h2>
                <button
                    type="button" class="plain" data-control="ask-close" aria-label={text::CLOSE} title={text::CLOSE}
                    onclick={props.on_close.reform(|_: MouseEvent| ())}
                >
                    { icon(Icon::Close) }
                </button>
            </div>
            <p class="say">{ marked(&props.words) }</p>
            { body }
            <div role="status">
                if let Some(is_right) = is_right {
                    <p class="feedback">
                        <strong>{ if is_right { text::RIGHT } else { text::WRONG } }</strong>{ " " }{ for props.feedback.clone() }
                    </p>
                }
            </div>
            if is_right.is_some() {
                <button
                    type="button" class="button" data-control="ask-another"
                    onclick={props.on_predict.reform(|_: MouseEvent| ())}
                >
                    { text::ANOTHER }
                </button>
            } else {
                <p class="hint">{ text::HIDDEN }</p>
            }
            { props.programs.clone() }
        </section>
    }
}

/// A button for each answer.
fn choices(asked: &Asked, on_answer: &Callback<Outcome>) -> Html {
    let choice = |(place, &given): (usize, &Outcome)| {
        let onclick = on_answer.reform(move |_: MouseEvent| given);
        html! {
            <li key={place}>
                <button type="button" class="button answer-choice" data-choice={place.to_string()} {onclick}>{ outcome(&asked.question, given) }</button>
            </li>
        }
    };
    html! { <ul class="answers">{ for asked.question.choices.iter().enumerate().map(choice) }</ul> }
}

/// The answers, once one is chosen.
fn outcomes(asked: &Asked, given: Outcome) -> Html {
    let choice = |(place, &choice): (usize, &Outcome)| {
        let (is_given, is_right) = (choice == given, choice == asked.question.right);
        let class = classes!(is_given.then_some("is-given"), is_right.then_some("is-right"));
        html! {
            <li key={place} {class}>
                <span>{ outcome(&asked.question, choice) }</span>
                if is_right { <b>{ text::RIGHT_CHOICE }</b> }
                if is_given { <i>{ text::CHOSEN }</i> }
            </li>
        }
    };
    if asked.question.choices.is_empty() {
        return html! {};
    }
    html! { <ul class="answers">{ for asked.question.choices.iter().enumerate().map(choice) }</ul> }
}

#[derive(Properties, PartialEq)]
struct MomentProps {
    guess: Instant,
    at: Instant,
    end: Instant,
    on_answer: Callback<Outcome>,
    dispatch: Dispatch,
}

/// A field and a slider for an instant, and the button that commits to it.
#[component]
fn Moment(props: &MomentProps) -> Html {
    let dispatch = props.dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(ms) = input_number(&event) {
            dispatch.dispatch(Action::Guess(instant(ms)));
        }
    });
    let (on_answer, guess) = (props.on_answer.clone(), props.guess);
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        on_answer.emit(Outcome::At(guess));
    });
    let (at, end, guess) = (props.at.to_string(), props.end.to_string(), props.guess.to_string());
    html! {
        <form class="moment-form" {onsubmit}>
            <input
                type="range" class="scrub" data-control="guess-slider" min={at.clone()} max={end.clone()} step={step(props.end)}
                value={guess.clone()} aria-label={text::MOMENT_SLIDER} oninput={oninput.clone()}
            />
            <label>
                <span>{ text::MOMENT_FIELD }</span>
                <input type="number" data-control="guess" min={at} max={end} step="any" value={guess} {oninput} />
            </label>
            <button type="submit" class="button primary" data-control="commit">{ text::COMMIT }</button>
            <p class="hint">{ text::AXIS_HINT }</p>
        </form>
    }
}

/// The step of the slider: a power of ten that is about a hundredth of the axis.
fn step(end: Instant) -> String {
    let step_ns = (end.as_ns() / 50).checked_ilog10().map_or(1, |digits| 10_u64.pow(digits));
    Instant::from_ns(step_ns).to_string()
}

/// An instant that is typed; anything that is none is 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "below 2^53"
)]
fn instant(ms: f64) -> Instant {
    Instant::from_ns((ms.clamp(0.0, 1e9) * NS_PER_MS as f64 + 0.5) as u64)
}
