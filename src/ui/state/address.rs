//! The address of the page ⇄ what it shows.

use super::job::{self, Asked, Came};
use super::{Action, Shared, Shown, State};
use crate::lesson::Chapter;
use crate::link::{self, Opened, View, Warning};
use crate::scenario::presets;
use crate::subject::Subject;

/// The page that an address asks for. What is bad in it, a scenario that breaks a limit of the simulation included,
/// becomes a notice and the default stands in its place; also until a large one is simulated.
pub fn open(query: &str, fragment: &str) -> State {
    let Opened { subject, preset, view, warnings } = link::open(query, fragment);
    let (look, theme) = ((view, warnings), view.theme);
    let failed = match job::ask(subject.clone(), preset, Came::Anew, look.clone(), None) {
        Ok(Asked::Now(shown)) => {
            let (mut view, mut warnings) = look;
            warnings.extend(view.clamp(shown.end()));
            return State::new(Shared::new(*shown), view, warnings);
        }
        Ok(Asked::Later(job)) => Ok(job),
        Err(failure) => Err(failure),
    };
    // The text of a program stands there while it is run.
    let shown = match &subject {
        Subject::Scenario(_) => shown_by_default(),
        Subject::Programs(programs) => Shared::new(Shown::of_programs(programs.clone(), Vec::new())),
    };
    match failed {
        Ok(job) => {
            let waiting = View { theme, hide: view.hide, embed: view.embed, ..View::default() };
            State { job: Some(Shared::new(*job)), ..State::new(shown, waiting, Vec::new()) }
        }
        Err(failure) => {
            let (mut view, mut warnings) = look;
            warnings.push(job::warning(&subject, &failure));
            warnings.extend(view.clamp(shown.end()));
            State::new(shown, view, warnings)
        }
    }
}

/// The page that an address asks for which asks for nothing: the same, without a reader of links.
pub fn open_default() -> State {
    State::plain(shown_by_default())
}

fn shown_by_default() -> Shared<Shown> {
    let preset = presets::three_requests();
    Shared::new(Shown::simulate_what_can_be(preset.scenario, Some(preset.id)))
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
    let Opened { subject, preset, mut view, mut warnings } = opened;
    if subject == state.shown.subject && !state.shown.runs.is_empty() {
        warnings.extend(view.clamp(state.end()));
        // What is only hinted at has been, when the scenario came.
        let is_quiet = warnings.iter().all(Warning::is_hint);
        let is_shown = view == state.view() && is_quiet && state.job.is_none();
        return (!is_shown).then(|| Action::Show(state.shown.clone(), view, warnings));
    }
    Some(show(subject, preset, Came::Anew, (view, warnings), state))
}

/// What happens when an entry of the catalogue is chosen: a fresh view of it, in the colours of the old one.
pub fn choose(id: &str, state: &State) -> Option<Action> {
    let preset = presets::find(id)?;
    let (subject, look) = (Subject::Scenario(preset.scenario), (state.fresh_view(), Vec::new()));
    Some(show(subject, Some(preset.id), Came::Anew, look, state))
}

/// What happens when this is to be shown, whoever wants it: simulated here where that takes no time, apart
/// where it does, and refused where it breaks a limit. Runs that the page has already are not run again.
pub fn show(
    subject: Subject,
    preset: Option<&'static str>,
    came: Came,
    (view, warnings): (View, Vec<Warning>),
    state: &State,
) -> Action {
    let kept = warnings.clone();
    match job::ask(subject.clone(), preset, came, (view, warnings), Some(&state.shown)) {
        Ok(Asked::Now(shown)) => {
            let (mut view, mut warnings) = (view, kept);
            warnings.extend(view.clamp(shown.end()));
            Action::Show(Shared::new(*shown), view, warnings)
        }
        Ok(Asked::Later(job)) => Action::Simulate(Shared::new(*job)),
        Err(failure) => Action::Refuse([kept, vec![job::warning(&subject, &failure)]].concat()),
    }
}

/// What happens when a chapter is opened: its scenario, its moment, and nobody followed.
pub fn chapter(chapter: Chapter, state: &State) -> Action {
    let view = View {
        t: chapter.moment(),
        lesson: Some(chapter),
        ask: None,
        follow: None,
        zoom: None,
        play: false,
        ..state.view()
    };
    if chapter.scenario() == *state.shown.scenario() {
        return Action::Show(state.shown.clone(), view, Vec::new());
    }
    let subject = Subject::Scenario(chapter.scenario());
    show(subject, chapter.preset(), Came::Anew, (view, Vec::new()), state)
}

/// The canonical link to what the page shows, a query or a fragment with its sign; `None` where it would be too long.
pub fn print(state: &State) -> Option<String> {
    link::print_subject(&state.shown.subject, state.shown.preset, &state.view()).ok()
}

/// The same to the whole page where this one is a guest in another: an address relative to its own. What plays is taken
/// up at what happened last, so that the link does not change with every frame; what is on its way is what was wanted.
pub fn open_link(state: &State) -> Option<String> {
    let t = if state.playing { state.shown.last_instant_up_to(state.moment) } else { state.moment };
    let (subject, preset, view) = match &state.job {
        Some(job) => (&job.subject, job.preset, job.view),
        None => (&state.shown.subject, state.shown.preset, View { t, ..state.view() }),
    };
    let view = View { theme: state.theme, embed: false, ..view };
    let link = link::print_subject(subject, preset, &view).ok()?;
    // A fragment alone would leave the query of the guest in place.
    Some(if link.starts_with('#') { format!("?{link}") } else { link })
}
