//! The whole page.

use std::rc::Rc;

use yew::prelude::*;

use super::announcer::Announcer;
use super::editor::Editor;
use super::footer::Footer;
use super::help::Help;
use super::notices::Notices;
use super::now::Story;
use super::open::Open;
use super::parts::{Beside, Parts};
use super::print::Print;
use super::stage::Stage;
use super::story::use_story;
use super::teaching::use_teaching;
use super::top::Top;
use super::working::Working;
use super::{code, comparison, now, output, program};
use crate::link::Part;
use crate::text::page as text;
use crate::time::Instant;
use crate::ui::hooks::{
    Dispatch, use_calm, use_clock, use_dialog, use_files, use_guest, use_keys, use_link, use_messages,
    use_part, use_place, use_reduced_motion, use_store, use_theme, use_title, use_work,
};
use crate::ui::state::{Action, State, address, readout};

/// Where the page is.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The query of the page's address, without its sign.
    #[prop_or_default]
    pub query: AttrValue,
    /// The fragment of the page's address, without its sign.
    #[prop_or_default]
    pub fragment: AttrValue,
    /// What has been going on before the page was there.
    #[prop_or_default]
    pub dispatch: Option<Dispatch>,
    /// Where what the diagram can do without comes from.
    #[prop_or_default]
    pub parts: Parts,
    /// What stood beside the diagram before the program had started.
    #[prop_or_default]
    pub ahead: AttrValue,
}

/// The page that shows what its address says.
#[component]
pub fn App(props: &Props) -> Html {
    let open = || Dispatch::new(address::open(&props.query, &props.fragment), State::after);
    let dispatch = use_store(|| props.dispatch.clone().unwrap_or_else(open));
    let state = use_calm(&dispatch);
    let single_characters = use_state_eq(|| true);
    let help = use_dialog();
    let on_single_characters = use_callback(single_characters.setter(), |on, set| set.set(on));

    use_keys(*single_characters, &help.open, &dispatch);
    let main = use_node_ref();
    use_place(&main, &dispatch);
    use_link(&state, &dispatch);
    use_reduced_motion(&dispatch);
    use_theme(state.theme);
    use_guest(state.embed);
    use_title(text::window_title(state.shown.title()).into());

    let parts = props.parts;
    let on_lost = use_callback(dispatch.clone(), |(), dispatch| dispatch.dispatch(Action::Lose));
    use_work(&state.job, &parts.work, &on_lost, &dispatch);
    let beside = use_part(&parts.beside, state.is_told(), &on_lost);
    let story = use_story(&state, beside);
    let announced = beside.and_then(|beside| (beside.announcement)(&state, &story.told));
    let teaching = use_teaching(&state, &parts, beside, &on_lost, &dispatch);
    use_clock(state.playing, !teaching.spots.is_empty(), &dispatch);
    let stands = teaching.stands && (beside.is_some() || !state.is_told());
    let status = state.status_name(stands);
    use_messages(&state, status, &dispatch);
    let has_files = !state.embed && !state.hide.has(Part::Editor);
    let has_editor = has_files && state.shown.programs().is_none();
    let files = use_files(&state, has_files, &parts.clerk, &on_lost, &dispatch);
    let open = state.embed.then(|| address::open_link(&state)).flatten();
    html! {
        <>
            if !state.embed {
                <Top state={state.clone()} {parts} on_lost={on_lost.clone()} on_lesson={teaching.on_lesson} on_predict={teaching.on_predict} on_help={help.open.clone()} dispatch={dispatch.clone()} />
            }
            <main
                ref={main} data-app="interleave" data-status={status} data-t-ns={state.moment.as_ns().to_string()}
                data-end-ns={state.end().as_ns().to_string()}
            >
                { guest_heading(&state) }
                <Print state={state.clone()} />
                <Notices notices={state.notices.clone()} dispatch={dispatch.clone()} />
                <Working job={state.job.clone()} finished={state.finished} dispatch={dispatch.clone()} />
                <Stage state={state.clone()} spots={teaching.spots} {beside} dispatch={dispatch.clone()}>{ teaching.below }</Stage>
                if let Some(link) = open {
                    <Open {link} />
                }
                if !state.embed {
                    <aside>
                        { teaching.beside }
                        { beside.map_or_else(|| ahead(props), |beside| cards(beside, &state, &story, &dispatch)) }
                    </aside>
                }
                if has_editor {
                    <Editor shown={state.shown.clone()} editing={state.editing.clone()} {files} {parts} {on_lost} dispatch={dispatch.clone()} />
                }
                <Announcer text={announced} />
            </main>
            if !state.embed {
                <Footer />
            }
            <Help dialog={help} single_characters={*single_characters} {on_single_characters} />
        </>
    }
}

/// What stands beside the diagram: what goes on, the program, the numbers.
fn cards(beside: Beside, state: &Rc<State>, story: &Story, dispatch: &Dispatch) -> Html {
    let (hidden, shown) = (state.hidden_from(), &state.shown);
    if shown.programs().is_some() {
        return html! {
            <>
                if !state.hide.has(Part::Code) {
                    { (beside.own)(program::Props { state: state.clone(), dispatch: dispatch.clone() }) }
                }
                { (beside.output)(output::Props { state: state.clone() }) }
            </>
        };
    }
    let now = || now::Props {
        moment: readout(state.moment, state.end(), state.playing).into(),
        before: hidden.is_some(),
        at: state.moment,
        story: story.clone(),
        shown: shown.clone(),
    };
    let code =
        || code::Props { state: state.clone(), since: story.since, up_to: None, dispatch: dispatch.clone() };
    html! {
        <>
            if !state.hide.has(Part::Narration) && hidden != Some(Instant::ZERO) {
                { (beside.now)(now()) }
            }
            // A question has the programs that it is about with it.
            if !state.hide.has(Part::Code) && state.asked.is_none() {
                { (beside.code)(code()) }
            }
            if !state.hide.has(Part::Metrics) && hidden.is_none() {
                { (beside.comparison)(comparison::Props { shown: shown.clone() }) }
            }
        </>
    }
}

/// What was drawn beside the diagram while the program was loaded stays until that which draws it is.
fn ahead(props: &Props) -> Html {
    Html::from_html_unchecked(props.ahead.clone())
}

/// A guest has no header that could be its heading.
fn guest_heading(state: &State) -> Html {
    if !state.embed {
        return Html::default();
    }
    html! { <h1 class="visually-hidden">{ text::window_title(state.shown.title()) }</h1> }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
