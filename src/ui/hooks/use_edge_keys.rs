//! The keys of the edges: from a request's name to its edges, from one to the next, longer and shorter.

use yew::prelude::*;

use super::Dispatch;
use super::use_edges::Reach;
use crate::scenario::edit::Edit;
use crate::trace::TaskId;
use crate::ui::browser;
use crate::ui::state::edit::Change;
use crate::ui::state::grip::{grain, nudged};
use crate::ui::state::handles::{Handle, HandleId, element_id, first, neighbour};
use crate::ui::state::{Action, STEPS_AT_ONCE};

/// What the frame's handlers do with the focus and the keys of edges.
#[derive(Clone, PartialEq)]
pub struct EdgeKeys {
    /// `onkeydown`; the event's default is prevented where the key was one of the edges'.
    pub down: Callback<KeyboardEvent>,
    /// `onfocusin`
    pub focused: Callback<FocusEvent>,
    /// `onfocusout`
    pub left: Callback<FocusEvent>,
    /// The edge that has the focus.
    pub at: Option<HandleId>,
}

/// The keys of the edges, for what is drawn.
#[hook]
pub fn use_edge_keys(ground: &Reach, follow: Option<TaskId>, dispatch: &Dispatch) -> EdgeKeys {
    let at = use_state_eq(|| None::<HandleId>);
    let down = {
        let (ground, dispatch) = (ground.clone(), dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            let used = match of_element(&ground.handles, browser::edge_of(&event)) {
                Some(handle) => on_edge(&ground, follow, &handle, &event, &dispatch),
                None => on_name(&ground, follow, &event),
            };
            if used {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    let focused = {
        let (ground, set) = (ground.clone(), at.setter());
        Callback::from(move |event: FocusEvent| {
            set.set(of_element(&ground.handles, browser::edge_of(&event)).map(|handle| handle.id));
        })
    };
    let left = {
        let (set, dispatch) = (at.setter(), dispatch.clone());
        Callback::from(move |event: FocusEvent| {
            if browser::edge_of(&event).is_some() {
                set.set(None);
                dispatch.dispatch(Action::Change(Change::Settle));
            }
        })
    };
    EdgeKeys { down, focused, left, at: *at }
}

fn of_element(handles: &[Handle], id: Option<String>) -> Option<Handle> {
    let id = id?;
    handles.iter().find(|handle| handle.is_reached && element_id(handle.id) == id).copied()
}

/// From a request's name down to its first edge.
fn on_name(ground: &Reach, follow: Option<TaskId>, event: &KeyboardEvent) -> bool {
    if event.key() != "ArrowDown" {
        return false;
    }
    let Some(request) = browser::name_of(event) else { return false };
    let y_px = browser::middle_y_px_in(&ground.frame, event, ground.width_px).unwrap_or(0.0);
    let Some(edge) = first(&ground.handles, follow, request, y_px) else { return false };
    browser::focus_on(&element_id(edge));
    true
}

fn on_edge(
    ground: &Reach,
    follow: Option<TaskId>,
    handle: &Handle,
    event: &KeyboardEvent,
    dispatch: &Dispatch,
) -> bool {
    let key = event.key();
    let many = if event.shift_key() { STEPS_AT_ONCE.into() } else { 1 };
    let steps = match key.as_str() {
        "ArrowRight" => many,
        "ArrowLeft" => -many,
        "PageUp" => STEPS_AT_ONCE.into(),
        "PageDown" => -i64::from(STEPS_AT_ONCE),
        "ArrowDown" | "ArrowUp" | "Escape" => {
            let there = match key.as_str() {
                "ArrowDown" => neighbour(&ground.handles, follow, handle.id, true).or(Some(handle.id)),
                "ArrowUp" => neighbour(&ground.handles, follow, handle.id, false),
                _ => None,
            };
            match there {
                Some(there) => browser::focus_on(&element_id(there)),
                None => browser::focus_on_name(&ground.frame, handle.id.request, handle.id.run),
            }
            return true;
        }
        _ => return false,
    };
    let Some((place, length)) = handle.place.zip(handle.length(ground.shown.scenario())) else {
        return false;
    };
    let length = nudged(place, length, grain(ground.ns_per_px()), steps);
    dispatch.dispatch(Action::Change(Change::Make(Edit::Length(place, length))));
    true
}
