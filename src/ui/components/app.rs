//! The whole page.

use std::rc::Rc;

use yew::prelude::*;

use super::announcer::Announcer;
use super::comparison::Comparison;
use super::footer::Footer;
use super::header::{Choice, Header};
use super::help::Help;
use super::marked::plain;
use super::notices::Notices;
use super::now::{Now, sentences};
use super::stage::Stage;
use crate::scenario::presets;
use crate::text::page as text;
use crate::ui::hooks::{
    use_dialog, use_frames, use_keys, use_link, use_reduced_motion, use_theme, use_title,
};
use crate::ui::state::{Shared, address, readout};

/// Where the page is.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The query of the page's address, without its sign.
    #[prop_or_default]
    pub query: AttrValue,
    /// The fragment of the page's address, without its sign.
    #[prop_or_default]
    pub fragment: AttrValue,
}

/// The page that shows what its address says.
#[component]
pub fn App(props: &Props) -> Html {
    let state = use_reducer(|| address::open(&props.query, &props.fragment));
    let dispatch = state.dispatcher();
    let single_characters = use_state_eq(|| true);
    let help = use_dialog();
    let set = single_characters.setter();
    let on_single_characters = use_callback((), move |on, ()| set.set(on));

    use_frames(state.playing, &dispatch);
    use_keys(*single_characters, &help.open, &dispatch);
    use_link(&state, &dispatch);
    use_reduced_motion(&dispatch);
    use_theme(state.theme);
    use_title(text::window_title(&state.shown.scenario.title).into());

    // What goes on changes only where something happens.
    let since = state.shown.last_instant_up_to(state.moment);
    let said = use_memo((state.shown.clone(), since), |(shown, since)| Shared::new(sentences(shown, *since)));
    let moment = readout(state.moment, state.end(), state.playing);
    let announced = (!state.playing && state.moved).then(|| {
        let parts = state.shown.runs.iter().zip(said.iter());
        let parts = parts
            .map(|(run, words)| format!("{}: {}", state.shown.model_name(run.trace.runtime()), plain(words)));
        AttrValue::from(format!(
            "{}. {}",
            text::moment(&state.moment.to_string()),
            parts.collect::<Vec<_>>().join(" ")
        ))
    });
    let value = Rc::new((*state).clone());
    let latest = use_mut_ref(|| value.clone());
    latest.replace(value.clone());
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
    let link = use_callback((), move |(), ()| address::print(&latest.borrow().clone()));
    html! {
        <>
            <a class="skip" href="#diagram">{ text::SKIP }</a>
            <a class="skip" href="#playback">{ text::SKIP_DIAGRAM }</a>
            <Header
                {choices} chosen={state.shown.preset.map(AttrValue::from)}
                own_title={text::own_scenario(&state.shown.scenario.title)} theme={state.theme}
                {on_choose} {link} on_help={help.open.clone()} dispatch={dispatch.clone()}
            />
            <main
                data-app="interleave" data-status={state.status.name()} data-t-ns={state.moment.as_ns().to_string()}
                data-end-ns={state.end().as_ns().to_string()}
            >
                <Notices notices={state.notices.clone()} dispatch={dispatch.clone()} />
                <Stage state={value} dispatch={dispatch.clone()} />
                <aside>
                    <Now {moment} sentences={(*said).clone()} shown={state.shown.clone()} />
                    <Comparison shown={state.shown.clone()} />
                </aside>
                <Announcer text={announced} />
            </main>
            <Footer />
            <Help dialog={help} single_characters={*single_characters} {on_single_characters} />
        </>
    }
}

fn choices() -> Rc<[Choice]> {
    let choice =
        |preset: presets::Preset| Choice { id: preset.id.into(), title: preset.scenario.title.into() };
    presets::catalogue().into_iter().map(choice).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
