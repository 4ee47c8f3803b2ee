//! What stands above the diagram, where the page is not a guest in another one.

use std::rc::Rc;

use yew::prelude::*;

use super::export::Export;
use super::header::{Choice, Header};
use super::sharing::{self, Sharing};
use crate::lesson::Belief;
use crate::scenario::presets;
use crate::text::page as text;
use crate::ui::hooks::{Dispatch, focus_on, use_dialog};
use crate::ui::state::share::Kind;
use crate::ui::state::{State, address};

/// What the head of the page needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
    /// Begins the lesson, or leaves it.
    pub on_lesson: Callback<()>,
    /// Asks a question.
    pub on_predict: Callback<()>,
    /// Opens the list of keys.
    pub on_help: Callback<()>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The links that skip it, and the header.
#[component]
pub fn Top(props: &Props) -> Html {
    let Props { state, on_lesson, on_predict, on_help, dispatch } = props;
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    let choices = use_memo((), |()| choices());
    let choices = (*choices).clone();
    let on_choose = {
        let latest = latest.clone();
        use_callback(dispatch.clone(), move |id: AttrValue, dispatch| {
            if let Some(action) = address::choose(&id, &latest.borrow().clone()) {
                dispatch.dispatch(action);
            }
        })
    };
    let exporting = use_dialog();
    let exported = use_state(|| None::<Rc<State>>);
    let on_export = {
        let (latest, set) = (latest.clone(), exported.setter());
        use_callback(exporting.open.clone(), move |(), open| {
            set.set(Some(latest.borrow().clone()));
            open.emit(());
        })
    };
    let handed = use_state(|| None::<(Kind, Rc<State>)>);
    let dialog = use_dialog();
    let set = handed.setter();
    let on_share = use_callback((), move |kind, ()| set.set(Some((kind, latest.borrow().clone()))));
    let set = handed.setter();
    let on_closed = use_callback((), move |(), ()| set.set(None));
    let open = dialog.open.clone();
    use_effect_with(handed.as_ref().map(|(kind, _)| *kind), move |kind| {
        if let Some(kind) = kind {
            open.emit(());
            focus_on(sharing::first(*kind));
        }
    });
    html! {
        <>
            <a class="skip" href="#diagram">{ text::SKIP }</a>
            <a class="skip" href="#playback">{ text::SKIP_DIAGRAM }</a>
            <Header
                {choices} chosen={state.shown.preset.map(AttrValue::from)}
                own_title={text::own_scenario(&state.shown.scenario.title)} theme={state.theme}
                in_lesson={state.lesson.is_some()} on_lesson={on_lesson.clone()} on_predict={on_predict.clone()} {on_choose} {on_share} {on_export} on_help={on_help.clone()} dispatch={dispatch.clone()}
            />
            <Sharing {dialog} sharing={(*handed).clone()} {on_closed} />
            <Export dialog={exporting} state={(*exported).clone()} />
        </>
    }
}

fn choices() -> Rc<[Choice]> {
    let choice = |preset: presets::Preset| Choice {
        id: preset.id.into(),
        title: preset.scenario.title.into(),
        belief: Belief::of(preset.id).map(Belief::sentence),
    };
    presets::catalogue().into_iter().map(choice).collect()
}
