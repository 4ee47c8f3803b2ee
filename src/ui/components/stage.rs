//! The card that holds the diagram: figure, transport, legend. The picture comes first.

use std::rc::Rc;

use yew::prelude::*;

use super::figure::{Figure, has_crowd};
use super::legend::Legend;
use super::marked::marked;
use super::parts::Beside;
use super::search::Search;
use super::transport::Transport;
use super::words::{self, Words};
use crate::lesson::{Belief, Spot};
use crate::link::Part;
use crate::scene::Form;
use crate::text::page as text;
use crate::trace::Trace;
use crate::ui::hooks::Dispatch;
use crate::ui::state::{Shared, Shown, State};

/// The card's id, which the link that skips the header names.
pub const ID: &str = "diagram";

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows; its playhead and visible stretch, while they move, are those of a moment ago.
    pub state: Rc<State>,
    /// What the lesson points at.
    pub spots: Rc<Vec<Spot>>,
    /// What tells the diagram in words.
    pub beside: Option<Beside>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
    /// The lesson, where there is no room beside the figure.
    #[prop_or_default]
    pub children: Html,
}

/// The main card.
#[component]
pub fn Stage(props: &Props) -> Html {
    let lit = use_state_eq(|| None::<Form>);
    let set = lit.setter();
    let on_light = use_callback((), move |form, ()| set.set(form));
    let State {
        shown, follow, singly, moment: told, zoom, in_use, playing, speed, lesson, hide, embed, ..
    } = &*props.state;
    let said = if *playing { shown.last_instant_up_to(*told) } else { *told };
    let in_words = !embed && !hide.has(Part::Narration) && shown.programs().is_none();
    let (secret, axis_end) = (props.state.hidden_from(), props.state.axis_end());
    let hidden = secret.is_some();
    let flags = use_memo((props.state.asked.clone(), shown.clone()), |_| props.state.flags());
    let crowded = *use_memo(shown.clone(), |shown| has_crowd(shown)) && !hidden;
    let caption = use_memo(shown.clone(), caption);
    let caption = (*caption).clone().filter(|_| lesson.is_none() && !embed && !hidden);
    // One node each, be it empty: with a child less the figure would begin anew, in the middle of a drag.
    let caption = caption.unwrap_or_default();
    let tools = if crowded {
        html! { <Search shown={shown.clone()} follow={*follow} singly={*singly} dispatch={props.dispatch.clone()} /> }
    } else {
        Html::default()
    };
    html! {
        <section class="card stage" id={ID} tabindex="-1" aria-label={text::DIAGRAM}>
            { tools }
            <Figure
                shown={shown.clone()} follow={*follow} singly={*singly} lit={*lit} told_by={in_words.then_some(words::ID).filter(|_| !hidden)} told={*told}
                ask={props.state.ask} editing={props.state.editing.open} spots={props.spots.clone()} flags={flags} {secret} axis_end={axis_end} dispatch={props.dispatch.clone()}
            />
            { props.children.clone() }
            { caption }
            <Transport
                told={*told} {said} end={props.state.slider_end()} held={hidden} playing={*playing} in_use={*in_use} speed={*speed} zoomed={zoom.is_some()}
                dispatch={props.dispatch.clone()}
            />
            if !hide.has(Part::Legend) {
                <Legend shown={shown.clone()} lit={*lit} {on_light} />
            }
            if in_words && !hidden {
                <Words state={props.state.clone()} beside={props.beside} />
            }
        </section>
    }
}

/// What the entry of the catalogue shows: a belief with what refutes it, or its lesson.
fn caption(shown: &Shared<Shown>) -> Option<Html> {
    let preset = shown.preset?;
    let traces: Vec<&Trace> = shown.runs.iter().map(|run| &*run.trace).collect();
    let refuted =
        Belief::of(preset).and_then(|belief| Some((belief.sentence(), belief.refutation(&traces)?)));
    Some(match refuted {
        Some((belief, refutation)) => html! {
            <p class="caption"><q>{ marked(belief) }</q>{ " " }<span data-refutation="">{ marked(&refutation) }</span></p>
        },
        None => html! { <p class="caption">{ shown.lesson()? }</p> },
    })
}
