//! The keys of the page.

use yew::prelude::*;

use super::Dispatch;
use crate::ui::browser;
use crate::ui::state::Action;
use crate::ui::state::keys::{Command, Focus, command};

/// Does what the keys say; `on_help` opens the list of keys.
#[hook]
pub fn use_keys(single_characters: bool, on_help: &Callback<()>, dispatch: &Dispatch) {
    let deps = (single_characters, on_help.clone(), dispatch.clone());
    use_effect_with(deps, move |(single_characters, on_help, dispatch)| {
        let (single_characters, on_help, dispatch) = (*single_characters, on_help.clone(), dispatch.clone());
        let listener = browser::on_key(Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            if let Some(change) = browser::history_of(&event, &key) {
                event.prevent_default();
                return dispatch.dispatch(Action::Change(change));
            }
            let press = browser::press_of(&event, &key);
            if key == "Escape" && press.focus != Focus::Field {
                dispatch.dispatch(Action::Unfollow);
            }
            let Some(command) = command(press, single_characters) else { return };
            event.prevent_default();
            match command {
                Command::Act(action) => dispatch.dispatch(action),
                Command::Help => on_help.emit(()),
            }
        }));
        move || drop(listener)
    });
}
