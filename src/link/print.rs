//! What is shown, as the one link that it has.

use std::fmt;

use super::query::{LINK_BYTES_MAX, encode};
use super::view::View;
use super::{VERSION, item, program};
use crate::lesson::Chapter;
use crate::python::program::LineCost;
use crate::python::programs::Programs;
use crate::scenario::presets;
use crate::scenario::{Machine, RUNTIMES_DEFAULT, Scenario};
use crate::subject::Subject;
use crate::time::Instant;

/// Longest query that is printed; what is longer goes into the fragment, because servers cut long queries off.
pub const QUERY_CHARS_MAX: usize = 2_000;

/// Something that does not fit into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How long the link would be, in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes;
        write!(f, "this makes a link of {bytes} bytes, expected at most {LINK_BYTES_MAX}; share it as a file")
    }
}

impl std::error::Error for TooLarge {}

/// Prints the canonical link: `?` and the query, or `#` and the same as a fragment where the query would pass 2,000
/// characters. Only letters, digits and `- . _ ~` stand in values, in the title also `%`. If `preset` holds this very
/// scenario, its name is written and nothing else of the scenario; if the open chapter does, not even that.
///
/// # Errors
///
/// When it would be longer than [`LINK_BYTES_MAX`].
pub fn print(scenario: &Scenario, preset: Option<&str>, view: &View) -> Result<String, TooLarge> {
    let mut params = vec![("v", VERSION.to_string())];
    let chapter = view.lesson.filter(|chapter| chapter.scenario() == *scenario);
    match preset.and_then(presets::find).filter(|preset| preset.scenario == *scenario) {
        _ if chapter.is_some() => {}
        // The default preset is where every link without requests begins, so that it needs no name.
        Some(preset) if preset.id == presets::DEFAULT && view.lesson.is_none() => {}
        Some(preset) => params.push(("preset", preset.id.into())),
        None => params.extend(scenario_params(scenario)),
    }
    params.extend(view.params(chapter.map_or(Instant::ZERO, Chapter::moment)));
    in_address(params)
}

/// The same of programs.
///
/// # Errors
///
/// When it would be longer than [`LINK_BYTES_MAX`].
pub fn print_programs(programs: &Programs, view: &View) -> Result<String, TooLarge> {
    let mut params = vec![("v", VERSION.to_string())];
    params.extend(programs.sources.iter().map(|source| ("py", program::print(source))));
    if programs.cost != LineCost::Auto {
        params.push(("line", programs.cost.to_string()));
    }
    params.extend(programs.forms.named().iter().map(|form| ("run", form.name().into())));
    if !programs.title.is_empty() {
        params.push(("title", encode(&programs.title)));
    }
    params.extend(view.params(Instant::ZERO));
    in_address(params)
}

/// The same of whichever it is.
///
/// # Errors
///
/// When it would be longer than [`LINK_BYTES_MAX`].
pub fn print_subject(subject: &Subject, preset: Option<&str>, view: &View) -> Result<String, TooLarge> {
    match subject {
        Subject::Scenario(scenario) => print(scenario, preset, view),
        Subject::Programs(programs) => print_programs(programs, view),
    }
}

/// Parameters as a query, or as a fragment where they would be too long for one.
fn in_address(params: Vec<(&str, String)>) -> Result<String, TooLarge> {
    let params: Vec<String> = params.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = params.join("&");
    if text.len() > LINK_BYTES_MAX {
        return Err(TooLarge { bytes: text.len() });
    }
    let mark = if text.len() > QUERY_CHARS_MAX { '#' } else { '?' };
    Ok(format!("{mark}{text}"))
}

fn scenario_params(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let mut params: Vec<(&str, String)> =
        scenario.groups.iter().map(|group| ("req", item::print_group(group))).collect();
    let declared = scenario.services.iter().filter(|service| service.is_declared());
    params.extend(declared.map(|service| ("svc", item::print_service(service))));
    if scenario.runtimes != RUNTIMES_DEFAULT {
        params.extend(scenario.runtimes.iter().map(|runtime| ("run", runtime.to_string())));
    }
    let (machine, default) = (scenario.machine, Machine::default());
    if machine.cores != default.cores {
        params.push(("cores", machine.cores.to_string()));
    }
    if machine.quantum != default.quantum {
        params.push(("quantum", machine.quantum.to_string()));
    }
    if machine.switch != default.switch {
        params.push(("switch", machine.switch.to_string()));
    }
    if scenario.seed != 0 {
        params.push(("seed", scenario.seed.to_string()));
    }
    if !scenario.title.is_empty() {
        params.push(("title", encode(&scenario.title)));
    }
    params
}
