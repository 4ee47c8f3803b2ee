//! The address of the page ⇄ what it shows.

use super::{Action, Shared, Shown, State};
use crate::link::{self, Opened, Warning};
use crate::scenario::presets;
use crate::sim;

/// The page that an address asks for. What is bad in it, a scenario that breaks a limit of the simulation included,
/// becomes a notice and the default stands in its place.
pub fn open(query: &str, fragment: &str) -> State {
    let Opened { scenario, preset, mut view, mut warnings } = link::open(query, fragment);
    let shown = Shown::simulate(scenario, preset).unwrap_or_else(|failure| {
        warnings.push(warning(failure));
        let preset = presets::three_requests();
        Shown::simulate_what_can_be(preset.scenario, Some(preset.id))
    });
    warnings.extend(view.clamp(shown.end()));
    State::new(Shared::new(shown), view, warnings)
}

/// What happens to the page when its address becomes this one: the last good scenario stays where the new one breaks
/// a limit of the simulation. `None` where the page shows that already.
pub fn reopen(query: &str, fragment: &str, state: &State) -> Option<Action> {
    turn_to(link::open(query, fragment), state)
}

/// What happens to the page when the page around it sets these parameters. A guest stays a guest.
pub fn set(params: &str, state: &State) -> Option<Action> {
    let (query, fragment) = link::split(params);
    let mut opened = link::open(query, fragment);
    opened.view.embed = state.embed;
    turn_to(opened, state)
}

fn turn_to(opened: Opened, state: &State) -> Option<Action> {
    let Opened { scenario, preset, mut view, mut warnings } = opened;
    if scenario == state.shown.scenario {
        warnings.extend(view.clamp(state.end()));
        let is_shown = view == state.view() && warnings.is_empty();
        return (!is_shown).then(|| Action::Show(state.shown.clone(), view, warnings));
    }
    match Shown::simulate(scenario, preset) {
        Ok(shown) => {
            warnings.extend(view.clamp(shown.end()));
            Some(Action::Show(Shared::new(shown), view, warnings))
        }
        Err(failure) => {
            warnings.push(warning(failure));
            Some(Action::Refuse(warnings))
        }
    }
}

/// What happens when an entry of the catalogue is chosen: a fresh view of it, in the colours of the old one.
pub fn choose(id: &str, state: &State) -> Option<Action> {
    let preset = presets::find(id)?;
    let link::View { speed, theme, code, hide, embed, .. } = state.view();
    let view = link::View { speed, theme, code, hide, embed, ..link::View::default() };
    match Shown::simulate(preset.scenario, Some(preset.id)) {
        Ok(shown) => Some(Action::Show(Shared::new(shown), view, Vec::new())),
        Err(failure) => Some(Action::Refuse(vec![warning(failure)])),
    }
}

/// The canonical link to what the page shows, a query or a fragment with its sign; `None` where it would be too long.
pub fn print(state: &State) -> Option<String> {
    link::print(&state.shown.scenario, state.shown.preset, &state.view()).ok()
}

/// The same to the whole page where this one is a guest in another: an address relative to its own. What plays is taken
/// up at what happened last, so that the link does not change with every frame.
pub fn open_link(state: &State) -> Option<String> {
    let t = if state.playing { state.shown.last_instant_up_to(state.moment) } else { state.moment };
    let view = link::View { t, embed: false, ..state.view() };
    let link = link::print(&state.shown.scenario, state.shown.preset, &view).ok()?;
    // A fragment alone would leave the query of the guest in place.
    Some(if link.starts_with('#') { format!("?{link}") } else { link })
}

/// A scenario that cannot be simulated is a warning about the parameters that it is made of.
fn warning(failure: sim::Failure) -> Warning {
    Warning {
        param: "req".to_owned(),
        message: crate::text::page::too_much(&failure.field, &failure.message),
    }
}
