//! What could not be taken as it was, said politely, until dismissed.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::link::Warning;
use crate::text::page as text;
use crate::ui::hooks::{Dispatch, focus_on};
use crate::ui::state::Action;

/// What the notices need.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is said.
    pub notices: Rc<Vec<Warning>>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The notices; the place for them is always there, so that new ones are announced.
#[component]
pub fn Notices(props: &Props) -> Html {
    let notice = |(place, notice): (usize, &Warning)| {
        let dispatch = props.dispatch.clone();
        let is_last = place + 1 == props.notices.len();
        let onclick = Callback::from(move |_: MouseEvent| {
            // The next notice's button takes this one's place and its focus; after the last one there is none.
            if is_last {
                focus_on(super::stage::ID);
            }
            dispatch.dispatch(Action::Dismiss(place));
        });
        html! {
            <li key={place} data-warning={notice.param.clone()}>
                <span><code>{ &notice.param }</code>{ ": " }{ &notice.message }</span>
                <button type="button" class="plain" aria-label={text::dismiss(&notice.param)} title={text::DISMISS} {onclick}>
                    { icon(Icon::Close) }
                </button>
            </li>
        }
    };
    html! {
        <div class="notices" role="status">
            if !props.notices.is_empty() {
                <p>{ if props.notices.iter().all(Warning::is_hint) { text::HINTS } else { text::NOTICES } }</p>
                <ul>{ for props.notices.iter().enumerate().map(notice) }</ul>
            }
        </div>
    }
}
