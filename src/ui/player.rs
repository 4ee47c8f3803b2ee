//! The page that was drawn ahead, brought alive: its diagram plays before the rest of the program is there.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::browser::{self, Drawn, Held, Moved};
use super::components::figure;
use super::components::icon::picture;
use super::components::scrubber::{instant, slider_key};
use super::components::transport::toggle;
use super::hooks::{Dispatch, Listening, clock, heed_motion};
use super::moving::{Moving, Place, Sheet, Slide};
use super::state::keys::{Command, Focus, command};
use super::state::{
    Action, Direction, Shared, State, Status, ZOOM_IN_PERMILLE, ZOOM_OUT_PERMILLE, address, readout,
};
use crate::link::Speed;
use crate::text::page as text;

/// Where it says that it plays.
const MAIN: &str = "#page > main";

/// A control that only the rest of the page can answer, and what is chosen there: the last one that was asked.
type Wish = Rc<RefCell<Option<(String, Option<String>)>>>;

/// Listens to the controls that were drawn ahead, and moves what they move.
pub struct Player {
    dispatch: Dispatch,
    wish: Wish,
    held: Vec<Held>,
    listening: Listening,
}

impl Player {
    /// Brings what was drawn ahead alive; nothing where there is nothing.
    pub fn start() -> Option<Self> {
        let (place, width_px) = browser::drawing_ahead()?;
        let dispatch = Dispatch::new(address::open_default(), |state, action| {
            state.played(action).unwrap_or_else(|_not_yet| state.clone())
        });
        let state = dispatch.state();
        let drawing = Shared::new(figure::draw("ahead", &state.shown, None, None, width_px));
        let sheet = Sheet { drawing, places: Vec::new(), secret: false, told: None };
        let layer = |name: &str| Drawn::find(&format!("#page .{place} .{name}"));
        let moving = Moving::new(layer("veils"), layer("moving"), sheet, Place::of(&state));
        let slide = RefCell::new(Slide::new(Moved::find("#page .filled"), Moved::find("#page .way")));
        let ticking = RefCell::new(None);
        let source = dispatch.clone();
        let listening = dispatch.listen(Callback::from(move |()| {
            let state = source.state();
            Moving::go(&moving, Place::of(&state));
            slide.borrow_mut().go(&state);
            show(&state);
            let mut ticking = ticking.borrow_mut();
            if state.playing != ticking.is_some() {
                *ticking = state.playing.then(|| clock(&source));
            }
        }));
        let wish = Rc::new(RefCell::new(None));
        let held = [
            heed_motion(&dispatch),
            on_controls(&dispatch, &wish),
            on_slider(&dispatch),
            on_key(&dispatch, &wish),
        ];
        browser::put_attribute(MAIN, "data-plays", "");
        Some(Self { dispatch, wish, held: held.into_iter().flatten().collect(), listening })
    }

    /// Makes room for the whole page, once nothing is held down: `mount` puts it in place. What had the focus gets it
    /// again, and what could not be done yet is done.
    pub fn leave(self, mount: impl FnOnce(Dispatch) + 'static) {
        browser::when_released(move || {
            let Self { dispatch, wish, held, listening } = self;
            drop((held, listening));
            let focus = browser::focused_control();
            let stays = Rc::new(RefCell::new(None));
            let (source, own) = (dispatch.clone(), stays.clone());
            stays.replace(Some(dispatch.listen(Callback::from(move |()| {
                if source.state().status == Status::Ready {
                    drop(own.take());
                    focus.iter().for_each(|control| browser::focus_control(control));
                    if let Some((control, chosen)) = wish.take() {
                        browser::ask_control(&control, chosen.as_deref());
                    }
                }
            }))));
            mount(dispatch);
        });
    }
}

/// What the controls show.
fn show(state: &State) {
    let said = text::moment(&readout(state.moment, state.end(), state.playing));
    browser::write("#page .moment", &said);
    let slider = "#page [data-control=scrub]";
    browser::set_value(slider, &state.moment.to_string());
    browser::put_attribute(slider, "aria-valuetext", &said);
    browser::put_attribute(MAIN, "data-t-ns", &state.moment.as_ns().to_string());
    // What stands beside it is of the first moment.
    browser::put_attribute(MAIN, "data-plays", if state.moved { "moved" } else { "" });
    let (control, label, icon) = toggle(state.playing);
    let button = "#page .round.big";
    if browser::attribute(button, "data-control").as_deref() != Some(control) {
        for (name, value) in [("data-control", control), ("aria-label", label), ("title", label)] {
            browser::put_attribute(button, name, value);
        }
        Drawn::find(button).show(vec![picture(icon)]);
    }
}

/// What a control does that the player knows. Zooming is seen when the rest is there.
fn act(control: &str, chosen: Option<&str>) -> Option<Action> {
    Some(match control {
        "play" | "pause" => Action::TogglePlay,
        "start" => Action::Start,
        "step-back" => Action::Step(Direction::Back, 1),
        "step" => Action::Step(Direction::Forward, 1),
        "end" => Action::End,
        "zoom-in" => Action::Zoom(ZOOM_IN_PERMILLE),
        "zoom-out" => Action::Zoom(ZOOM_OUT_PERMILLE),
        "zoom-reset" => Action::ZoomReset,
        "speed" => Action::SetSpeed(Speed::from_thousandths(chosen?.parse().ok()?)),
        _ => return None,
    })
}

fn on_controls(dispatch: &Dispatch, wish: &Wish) -> Option<Held> {
    let (dispatch, wish) = (dispatch.clone(), wish.clone());
    browser::on_controls(Callback::from(move |(control, chosen): (String, Option<String>)| {
        match act(&control, chosen.as_deref()) {
            Some(action) => dispatch.dispatch(action),
            None => drop(wish.replace(Some((control, chosen)))),
        }
    }))
}

fn on_slider(dispatch: &Dispatch) -> Option<Held> {
    let dispatch = dispatch.clone();
    browser::on_slider(Callback::from(move |ms| dispatch.dispatch(Action::Scrub(instant(ms)))))
}

fn on_key(dispatch: &Dispatch, wish: &Wish) -> Option<Held> {
    let (dispatch, wish) = (dispatch.clone(), wish.clone());
    browser::on_key(Callback::from(move |event: KeyboardEvent| {
        let key = event.key();
        let press = browser::press_of(&event, &key);
        let on_slider = browser::focused_control().as_deref() == Some("scrub");
        let command = match press.focus {
            Focus::Field if on_slider => slider_key(&key, press.shift).map(Command::Act),
            Focus::Field | Focus::Button | Focus::Page => command(press, true),
        };
        match command {
            Some(Command::Act(action)) => dispatch.dispatch(action),
            Some(Command::Help) => drop(wish.replace(Some(("help".to_owned(), None)))),
            None => return,
        }
        event.prevent_default();
    }))
}
