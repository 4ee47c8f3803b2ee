//! What stands above the diagram, where the page is not a guest in another one.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::header::{Choice, GALLERY, Header, OWN_PROGRAM};
use super::parts::Parts;
use super::{export, gallery, sharing};
use crate::lesson::Belief;
use crate::python::programs::Programs;
use crate::scenario::presets;
use crate::text::{page as text, program as program_text};
use crate::ui::hooks::{Dispatch, focus_on, use_dialog, use_part};
use crate::ui::state::share::Kind;
use crate::ui::state::{State, address, written};

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
    /// Where its dialogs come from.
    pub parts: Parts,
    /// They cannot be had.
    pub on_lost: Callback<()>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The links that skip it, and the header.
#[component]
pub fn Top(props: &Props) -> Html {
    let Props { state, on_lesson, on_predict, on_help, dispatch, .. } = props;
    let latest = use_mut_ref(|| state.clone());
    latest.replace(state.clone());
    let choices = use_memo((), |()| choices());
    let choices = (*choices).clone();
    let Handing { on_share, on_export, on_gallery, dialogs } = use_handing(props, &latest);
    let on_choose = {
        let latest = latest.clone();
        use_callback((dispatch.clone(), on_gallery), move |id: AttrValue, (dispatch, on_gallery)| {
            let state = latest.borrow().clone();
            let chosen = match id.as_str() {
                GALLERY => {
                    on_gallery.emit(());
                    None
                }
                OWN_PROGRAM => Some(written::bring(Programs::one(program_text::FIRST), &state)),
                id => address::choose(id, &state),
            };
            if let Some(action) = chosen {
                dispatch.dispatch(action);
            }
        })
    };
    html! {
        <>
            <a class="skip" href="#diagram">{ text::SKIP }</a>
            <a class="skip" href="#playback">{ text::SKIP_DIAGRAM }</a>
            <Header
                {choices} chosen={state.shown.preset.map(AttrValue::from)}
                own_title={own_title(state)} can_predict={state.shown.programs().is_none()} theme={state.theme}
                in_lesson={state.lesson.is_some()} on_lesson={on_lesson.clone()} on_predict={on_predict.clone()} {on_choose} {on_share} {on_export} on_help={on_help.clone()} dispatch={dispatch.clone()}
            />
            { dialogs }
        </>
    }
}

/// How the dialogs are opened, and they themselves.
struct Handing {
    on_share: Callback<Kind>,
    on_export: Callback<()>,
    on_gallery: Callback<()>,
    dialogs: Html,
}

/// The dialogs that hand something out: of the state in which the page was when they were asked for.
#[hook]
fn use_handing(props: &Props, latest: &Rc<RefCell<Rc<State>>>) -> Handing {
    let (exporting, sharing, listed) = (use_dialog(), use_dialog(), use_dialog());
    let asked = use_state(|| false);
    let exported = use_state(|| None::<Rc<State>>);
    let handed = use_state(|| None::<(Kind, Rc<State>)>);
    let on_lost = {
        let setters = (exported.setter(), handed.setter(), asked.setter(), props.on_lost.clone());
        use_callback(setters, |(), (exported, handed, asked, on_lost)| {
            exported.set(None);
            handed.set(None);
            asked.set(false);
            on_lost.emit(());
        })
    };
    let part = use_part(&props.parts.dialogs, exported.is_some() || handed.is_some() || *asked, &on_lost);
    let on_export = {
        let (latest, set) = (latest.clone(), exported.setter());
        use_callback(exporting.open.clone(), move |(), open| {
            set.set(Some(latest.borrow().clone()));
            open.emit(());
        })
    };
    let on_gallery = {
        let set = asked.setter();
        use_callback(listed.open.clone(), move |(), open| {
            set.set(true);
            open.emit(());
        })
    };
    let set = handed.setter();
    let latest = latest.clone();
    let on_share = use_callback((), move |kind, ()| set.set(Some((kind, latest.borrow().clone()))));
    let set = handed.setter();
    let on_closed = use_callback((), move |(), ()| set.set(None));
    let (open, is_asked) = (exporting.open.clone(), exported.is_some());
    use_effect_with(part.is_some(), move |_| {
        if is_asked {
            open.emit(());
        }
    });
    let (open, is_asked) = (listed.open.clone(), *asked);
    use_effect_with((part.is_some(), is_asked), move |_| {
        if is_asked {
            open.emit(());
        }
    });
    let open = sharing.open.clone();
    use_effect_with((part.is_some(), handed.as_ref().map(|(kind, _)| *kind)), move |wanted| {
        if let (true, Some(kind)) = wanted {
            open.emit(());
            focus_on(sharing::first(*kind));
        }
    });
    let dialogs = part.map(|part| {
        html! {
            <>
                { (part.sharing)(sharing::Props { dialog: sharing, sharing: (*handed).clone(), on_closed }) }
                { (part.export)(export::Props { dialog: exporting, state: (*exported).clone() }) }
                { (part.gallery)(gallery::Props { dialog: listed, asked: *asked, dispatch: props.dispatch.clone() }) }
            </>
        }
    });
    Handing { on_share, on_export, on_gallery, dialogs: dialogs.unwrap_or_default() }
}

/// What the menu says of what is none of its entries.
fn own_title(state: &State) -> String {
    match state.shown.title() {
        "" if state.shown.programs().is_some() => program_text::PROGRAM.to_owned(),
        title => text::own_scenario(title),
    }
}

fn choices() -> Rc<[Choice]> {
    let choice = |preset: presets::Preset| Choice {
        id: preset.id.into(),
        title: preset.scenario.title.into(),
        belief: Belief::of(preset.id).map(Belief::sentence),
        large: presets::is_large(preset.id),
    };
    presets::catalogue().into_iter().map(choice).collect()
}
