//! Scenario files that are opened, dropped, pasted and saved.

use std::rc::Rc;

use yew::prelude::*;

use super::{Dispatch, Part};
use crate::file::{self, FILE_BYTES_MAX};
use crate::subject::Subject;
use crate::text::edit as text;
use crate::ui::browser;
use crate::ui::state::{Action, State, given};

/// What opens and saves files.
#[derive(Clone, PartialEq)]
pub struct Files {
    /// To be the `ref` of an `<input type="file">`.
    pub input: NodeRef,
    /// Opens that input's dialog.
    pub choose: Callback<()>,
    /// Its `onchange`.
    pub chosen: Callback<Event>,
    /// Saves what is shown.
    pub save: Callback<()>,
}

/// What reads and writes files.
#[derive(Clone, Copy)]
pub struct Clerk {
    open: fn(Option<&str>, &State) -> Action,
    paste: fn(&str, &State) -> Option<Action>,
    write: fn(&Subject) -> String,
}

/// What reads and writes files.
pub fn clerk() -> Clerk {
    Clerk { open: given::open_file, paste: given::paste, write: file::write_subject }
}

/// Takes in files and texts from wherever they come while the page is not closed to them.
#[hook]
pub fn use_files(
    state: &Rc<State>,
    is_open: bool,
    part: &Part<Clerk>,
    on_lost: &Callback<()>,
    dispatch: &Dispatch,
) -> Files {
    let part = *part;
    let latest = use_mut_ref(|| Rc::clone(state));
    latest.replace(Rc::clone(state));
    let open = {
        let latest = latest.clone();
        use_callback(
            (dispatch.clone(), on_lost.clone()),
            move |contents: Option<String>, (dispatch, on_lost)| {
                let (latest, dispatch) = (latest.clone(), dispatch.clone());
                part.then(on_lost, move |clerk| {
                    let state = latest.borrow().clone();
                    dispatch.dispatch((clerk.open)(contents.as_deref(), &state));
                });
            },
        )
    };
    let paste = {
        let latest = latest.clone();
        use_callback((dispatch.clone(), on_lost.clone()), move |pasted: String, (dispatch, on_lost)| {
            let (latest, dispatch) = (latest.clone(), dispatch.clone());
            part.then(on_lost, move |clerk| {
                let state = latest.borrow().clone();
                if let Some(action) = (clerk.paste)(&pasted, &state) {
                    dispatch.dispatch(action);
                }
            });
        })
    };
    use_effect_with((is_open, open.clone(), paste), |(is_open, open, paste)| {
        let held = is_open
            .then(|| (browser::on_file_drop(FILE_BYTES_MAX, open.clone()), browser::on_paste(paste.clone())));
        move || drop(held)
    });
    let input = use_node_ref();
    let choose = use_callback(input.clone(), |(), input| browser::choose_file(input));
    let chosen = use_callback(open, |event: Event, open| {
        browser::read_chosen(&event, FILE_BYTES_MAX, open.clone());
    });
    let save = use_callback(on_lost.clone(), move |(), on_lost| {
        let latest = latest.clone();
        part.then(on_lost, move |clerk| {
            let state = latest.borrow().clone();
            let text = (clerk.write)(&state.shown.subject);
            browser::save_text(&file_name(state.shown.title()), "application/json", &text);
        });
    });
    Files { input, choose, chosen, save }
}

/// A name that every system can have: the letters and digits of the title.
fn file_name(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(6);
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let name = if name.is_empty() || name.len() > 100 { text::FILE_NAME } else { &name };
    format!("{name}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_after_their_titles() {
        assert_eq!(file_name("Three requests, one slow database"), "three-requests-one-slow-database.json");
        assert_eq!(file_name("../../é"), "scenario.json");
    }
}
