//! Saving what is shown as a file, and saying what came of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::link::{self, Theme, View};
use crate::ui::browser::{self, Contents};
use crate::ui::state::State;
use crate::ui::state::export::{Format, file_name, write};
use crate::ui::svg::picture::{Picture, WIDTH_PX_DEFAULT};

/// The figure on the page, but no sample of its legend.
const FIGURE: &str = ".figure-frame";

/// Saves files, and knows what came of it.
pub struct Export {
    /// The name of the file that was saved, or that none could be; `None` before.
    pub came_of_it: Option<Result<String, ()>>,
    /// Saves a state in a format.
    pub save: Callback<(Rc<State>, Format)>,
    /// Forgets what came of it.
    pub forget: Callback<()>,
}

/// Saves what is shown.
#[hook]
pub fn use_export() -> Export {
    let came_of_it = use_state_eq(|| None);
    let set = came_of_it.setter();
    let forget = use_callback((), move |(), ()| set.set(None));
    let set = came_of_it.setter();
    let save = use_callback((), move |(state, format): (Rc<State>, Format), ()| {
        let name = file_name(&state, format);
        let (set, named) = (set.clone(), name.clone());
        let done = Callback::from(move |saved: bool| set.set(Some(saved.then(|| named.clone()).ok_or(()))));
        match format {
            Format::Png(scale) => {
                browser::save_pixels(name, picture(&state, state.view(), true), scale, done);
            }
            Format::Svg | Format::Json | Format::Csv | Format::Perfetto => {
                let mut contents = Contents::default();
                let written = match format {
                    Format::Svg => std::io::Write::write_all(
                        &mut contents,
                        picture(&state, state.view(), false).as_bytes(),
                    ),
                    Format::Png(_) | Format::Json | Format::Csv | Format::Perfetto => {
                        write(format, &state.shown, &mut contents)
                    }
                };
                done.emit(written.is_ok() && browser::save(&name, format.media_type(), contents));
            }
        }
    });
    Export { came_of_it: (*came_of_it).clone(), save, forget }
}

/// The diagram as wide as it is on the page. Pixels know no reader's colours but those of now.
pub(super) fn picture(state: &State, view: View, in_pixels: bool) -> String {
    let theme = match view.theme {
        Theme::Auto if in_pixels && browser::is_dark() => Theme::Dark,
        Theme::Auto | Theme::Light | Theme::Dark => view.theme,
    };
    let width_px = browser::width_of(FIGURE).map_or(f64::from(WIDTH_PX_DEFAULT), f64::floor);
    let link = link::print_subject(&state.shown.subject, state.shown.preset, &view);
    let link = link.map(|link| browser::absolute(&link)).unwrap_or_default();
    let picture = Picture {
        scenario: state.shown.scenario(),
        traces: state.shown.runs.iter().map(|run| &run.trace).collect(),
        view: &View { theme, ..view },
        width_px,
        link: &link,
        id: None,
    };
    picture.to_svg()
}
