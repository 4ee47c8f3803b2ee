//! The picture that goes along with a link: to be looked at, and to be saved.

use std::rc::Rc;

use yew::prelude::*;

use super::use_export::picture;
use crate::ui::browser;
use crate::ui::state::State;
use crate::ui::state::export::{Format, file_name};
use crate::ui::state::share::Choices;

/// A picture in memory.
pub struct Drawn {
    /// The name of its file.
    pub name: String,
    /// An address that holds it.
    pub address: AttrValue,
    /// Saves it.
    pub save: Callback<()>,
}

/// Draws what is shared, anew when something else is chosen.
#[hook]
pub fn use_picture(state: &Rc<State>, choices: Choices) -> Drawn {
    let wanted = (state.clone(), choices);
    let svg = use_memo(wanted, |(state, choices)| picture(state, choices.view(state), false));
    let address = use_memo(svg.clone(), |svg| AttrValue::from(browser::held_picture(svg)));
    let name = file_name(state, Format::Svg);
    let saved = name.clone();
    let save = Callback::from(move |()| browser::save_text(&saved, Format::Svg.media_type(), &svg));
    Drawn { name, address: (*address).clone(), save }
}
