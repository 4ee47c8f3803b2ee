//! The card that holds the diagram: figure, transport, legend. The picture comes first.

use std::rc::Rc;

use yew::prelude::*;

use super::figure::Figure;
use super::legend::Legend;
use super::transport::Transport;
use super::words::{self, Words};
use crate::lesson::Spot;
use crate::link::Part;
use crate::scene::Form;
use crate::text::page as text;
use crate::ui::hooks::Dispatch;
use crate::ui::state::State;

/// The card's id, which the link that skips the header names.
pub const ID: &str = "diagram";

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
    /// What the lesson points at.
    pub spots: Rc<Vec<Spot>>,
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
        shown,
        zoom,
        follow,
        moment,
        moved,
        glides,
        travel,
        in_use,
        playing,
        speed,
        lesson,
        hide,
        embed,
        ..
    } = &*props.state;
    let said = if *playing { shown.last_instant_up_to(*moment) } else { *moment };
    let told = !embed && !hide.has(Part::Narration);
    html! {
        <section class="card stage" id={ID} tabindex="-1" aria-label={text::DIAGRAM}>
            <Figure
                shown={shown.clone()} zoom={*zoom} follow={*follow} lit={*lit} told_by={told.then_some(words::ID)} moment={*moment} moved={*moved} glides={*glides}
                travel={*travel} spots={props.spots.clone()} dispatch={props.dispatch.clone()}
            />
            { props.children.clone() }
            if let Some(caption) = shown.lesson().filter(|_| lesson.is_none() && !embed) {
                <p class="caption">{ caption }</p>
            }
            <Transport
                moment={*moment} {said} end={props.state.end()} playing={*playing} in_use={*in_use} speed={*speed} zoomed={zoom.is_some()}
                dispatch={props.dispatch.clone()}
            />
            if !hide.has(Part::Legend) {
                <Legend shown={shown.clone()} lit={*lit} {on_light} />
            }
            if told {
                <Words state={props.state.clone()} />
            }
        </section>
    }
}
