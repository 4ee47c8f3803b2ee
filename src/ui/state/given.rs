//! What somebody hands to the page: a scenario or a program, as a file that is opened or a text that is pasted.

use super::job::Came;
use super::{Action, State, address, written};
use crate::file;
use crate::link::{self, Warning};
use crate::python::programs::Programs;
use crate::scenario::path::{FieldPath, Part};
use crate::scenario::presets;
use crate::subject::Subject;
use crate::text::edit as text;

/// What a notice about a file as a whole is about.
const FILE: &str = "file";

/// What happens when a scenario file is opened; `None` stands for a file that could not be read at all. What was shown
/// stays where the file is bad, and can be taken back where it is good.
pub fn open_file(contents: Option<&str>, state: &State) -> Action {
    if let Some(source) = contents.filter(|text| looks_like_python(text)) {
        return written::bring(Programs::one(source), state);
    }
    let scenario = match contents.map(file::read) {
        Some(Ok(Subject::Scenario(scenario))) => scenario,
        Some(Ok(Subject::Programs(programs))) => return written::bring(programs, state),
        Some(Err(errors)) => {
            let refused = errors.iter().map(|error| match &error.path {
                FieldPath { part: Part::Whole, .. } => Warning::new(FILE, error.wrong.to_string()),
                path => Warning::new(path.to_string(), error.wrong.to_string()),
            });
            return Action::Refuse(refused.collect());
        }
        None => return Action::Refuse(vec![Warning::new(FILE, text::UNREADABLE)]),
    };
    let preset = presets::catalogue().into_iter().find(|preset| preset.scenario == scenario);
    let hints = link::hints(&scenario).collect();
    address::show(
        Subject::Scenario(scenario),
        preset.map(|preset| preset.id),
        Came::Anew,
        (state.fresh_view(), hints),
        state,
    )
}

/// Whether a text is meant as Python: it begins a line as programs do.
fn looks_like_python(text: &str) -> bool {
    const BEGINNINGS: [&str; 14] = [
        "import ",
        "from ",
        "def ",
        "async def ",
        "class ",
        "print(",
        "for ",
        "while ",
        "with ",
        "async with ",
        "try:",
        "if __name__",
        "await ",
        "asyncio.run(",
    ];
    let begins = |line: &str| BEGINNINGS.iter().any(|beginning| line.starts_with(beginning));
    !text.trim_start().starts_with(['{', '[']) && text.lines().map(str::trim_start).any(begins)
}

/// What happens when a text is pasted: the text of a file or a program, or a link; `None` where it is neither, or shown
/// already.
pub fn paste(pasted: &str, state: &State) -> Option<Action> {
    let pasted = pasted.trim();
    if pasted.starts_with('{') || (pasted.contains('\n') && looks_like_python(pasted)) {
        return Some(open_file(Some(pasted), state));
    }
    let (query, fragment) = link::split(pasted);
    let is_link = !pasted.contains(char::is_whitespace)
        && [query, fragment].iter().flat_map(|part| part.split('&')).any(|pair| {
            pair.split_once('=').is_some_and(|(name, _)| ["v", "req", "preset", "py"].contains(&name))
        });
    if is_link { address::reopen(query, fragment, state) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(link: &str) -> State {
        address::open(link, "")
    }

    #[test]
    fn a_file_is_shown_from_its_beginning_and_can_be_taken_back() {
        let state = page("t=7&theme=dark");
        let contents = r#"{ "requests": [{ "steps": "cpu 1, db 9" }] }"#;
        let opened = state.after(open_file(Some(contents), &state));
        assert_eq!(address::print(&opened).as_deref(), Some("?v=1&req=cpu1-db9&theme=dark"));
        let back = opened.after(Action::Change(super::super::edit::Change::Undo));
        assert_eq!(address::print(&back), address::print(&state));
        let own = file::write(state.shown.scenario());
        let again = opened.after(open_file(Some(&own), &opened));
        assert_eq!(again.shown.preset, Some(presets::DEFAULT));
    }

    #[test]
    fn a_bad_file_names_the_field_and_leaves_what_is_shown() {
        let state = page("t=7");
        for (contents, field) in [
            (Some(r#"{ "requests": [{ "steps": "cpu 1, db" }] }"#), "requests[0].steps"),
            (Some(r#"{ "requests": [], "machine": { "cores": "two" } }"#), "machine.cores"),
            (Some("no JSON"), "file"),
            (None, "file"),
        ] {
            let refused = state.after(open_file(contents, &state));
            assert_eq!(refused.notices.first().map(|notice| notice.param.as_str()), Some(field));
            assert_eq!((&refused.shown, refused.view()), (&state.shown, state.view()));
        }
    }

    #[test]
    fn what_is_pasted_is_a_file_or_a_link_or_nothing() {
        let state = page("");
        assert!(matches!(
            paste("{ \"requests\": [{ \"steps\": \"cpu 1\" }] }\n", &state),
            Some(Action::Show(..))
        ));
        assert!(matches!(paste("{ no", &state), Some(Action::Refuse(_))));
        let link = "https://example.org/interleave/?v=1&preset=cpu-bound&t=3";
        let shown = paste(link, &state).map(|action| state.after(action));
        assert_eq!(shown.and_then(|shown| shown.shown.preset), Some("cpu-bound"));
        assert!(matches!(paste("#req=cpu1", &state), Some(Action::Show(..))));
        for other in
            ["", "hello", "a=b", "https://example.org/?q=req", "a sentence with req=cpu1 in it", "?v=1"]
        {
            assert_eq!(paste(other, &state), None, "{other}");
        }
    }
}
