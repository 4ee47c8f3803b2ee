//! What editing by hand does to the page, natively.

use super::super::{Action, address};
use super::*;
use crate::scenario::edit::{GroupField, RuntimeField, ServiceField};
use crate::scenario::parts::Model;
use crate::time::Duration;

const STEPS: Field = Field::Group(0, GroupField::Steps);
const DB: Place = Place::Call { group: 0, step: 1, call: 0 };

fn page(link: &str) -> State {
    address::open(link, "")
}

fn after(state: &State, changes: impl IntoIterator<Item = Change>) -> State {
    changes.into_iter().fold(state.clone(), |state, change| state.after(Action::Change(change)))
}

fn types(field: Field, text: &str) -> Change {
    Change::Make(Edit::Text(field, text.into()))
}

fn stretches(place: Place, ms: u64) -> Change {
    Change::Make(Edit::Length(place, Duration::from_ms(ms)))
}

fn link(state: &State) -> String {
    address::print(state).expect("it is short")
}

/// What is shown and how, without what could be done next.
#[track_caller]
fn same(found: &State, expected: &State) {
    assert_eq!(found.shown.scenario(), expected.shown.scenario());
    assert_eq!(found.shown.preset, expected.shown.preset);
    assert_eq!((found.view(), found.moved), (expected.view(), expected.moved));
    assert_eq!(link(found), link(expected));
}

#[test]
fn typing_shows_what_comes_of_it_and_lands_in_the_address() {
    let state = after(&page(""), [types(STEPS, "cpu 3, db 10,cpu 5")]);
    assert_eq!(state.end(), Instant::from_ms(54));
    assert!(link(&state).contains("req=cpu3-db10-cpu5_x3_every1_as.page"), "{}", link(&state));
    // While it is typed in, the field keeps what was typed; then it is canonical.
    assert_eq!(state.editing.draft(STEPS).map(|draft| draft.text.as_str()), Some("cpu 3, db 10,cpu 5"));
    let state = after(&state, [Change::Settle]);
    assert_eq!(state.editing.draft(STEPS), None);
    assert_eq!(STEPS.text(state.shown.scenario()), "cpu 3, db 10, cpu 5");
}

#[test]
fn a_bad_text_keeps_the_last_good_diagram_and_says_where_and_what() {
    let before = page("t=7");
    let state = after(&before, [types(STEPS, "cpu 3, db 20 cpu 5")]);
    same(&state, &before);
    assert_eq!(state.shown, before.shown);
    let draft = state.editing.draft(STEPS).expect("the text is kept");
    assert_eq!(draft.text, "cpu 3, db 20 cpu 5");
    let error = draft.error.as_deref().unwrap_or_default();
    assert!(error.contains("column 14: found “cpu”, expected"), "{error}");
    // It outlives the field's being left, and an edit elsewhere.
    let state =
        after(&state, [Change::Settle, types(Field::Group(0, GroupField::Count), "2"), Change::Settle]);
    assert!(state.editing.draft(STEPS).is_some());
    assert_eq!(state.shown.scenario().groups[0].count, 2);
    let state = after(&state, [types(STEPS, "cpu 3, db 20, cpu 5")]);
    assert_eq!(state.editing.draft(STEPS).and_then(|draft| draft.error.clone()), None);
}

#[test]
fn what_breaks_a_limit_of_the_simulation_is_said_under_its_field_too() {
    let before = page("");
    let state = after(&before, [types(STEPS, "db 999999999, db 999999999")]);
    same(&state, &before);
    assert!(state.editing.draft(STEPS).is_some_and(|draft| draft.error.is_some()));
}

#[test]
fn a_text_that_was_bad_is_taken_once_it_is_good() {
    let latency = Field::Service(0, ServiceField::Latency);
    let state = after(&page(""), [types(STEPS, "cpu 3, db, cpu 5"), Change::Settle]);
    assert!(state.editing.draft(STEPS).is_some_and(|draft| draft.error.is_some()));
    let state = after(&state, [types(latency, "40")]);
    assert_eq!(state.editing.draft(STEPS), None);
    assert_eq!(STEPS.text(state.shown.scenario()), "cpu 3, db, cpu 5");
    // Both came with one edit, and go with it.
    same(&after(&state, [Change::Settle, Change::Undo]), &page(""));
}

#[test]
fn one_run_of_typing_is_taken_back_at_once() {
    let before = page("t=7&follow=2");
    let typed =
        ["cpu 3, db 2, cpu 5", "cpu 3, db 25, cpu 5", "cpu 3, db 25., cpu 5", "cpu 3, db 25.5, cpu 5"];
    let state = after(&before, typed.map(|text| types(STEPS, text)));
    let state = after(&state, [Change::Settle]);
    let undone = after(&state, [Change::Undo]);
    same(&undone, &before);
    assert!(!undone.editing.can_undo() && undone.editing.can_redo());
    let again = after(&undone, [Change::Redo]);
    same(&again, &state);
    assert!(again.editing.can_undo() && !again.editing.can_redo());
}

#[test]
fn one_drag_is_taken_back_at_once_and_can_be_cancelled() {
    // The playhead stands where the shorter run has ended already.
    let before = page("t=80&zoom=70..84");
    let drag = [15, 10, 30, 12].map(|ms| stretches(DB, ms));
    let state = after(&before, drag.clone());
    assert_eq!(state.end(), Instant::from_ms(60));
    assert_eq!((state.moment, state.zoom), (Instant::from_ms(60), None));
    same(&after(&state, [Change::Settle, Change::Undo]), &before);
    let cancelled = after(&state, [Change::Cancel]);
    same(&cancelled, &before);
    assert!(!cancelled.editing.can_undo() && !cancelled.editing.can_redo());
    // Back where it began it was no edit at all.
    let back = after(&before, drag.into_iter().chain([stretches(DB, 20)]));
    same(&back, &before);
    assert!(!back.editing.can_undo());
}

#[test]
fn edits_in_different_places_are_taken_back_one_by_one() {
    let start = page("");
    let one = after(&start, [stretches(DB, 30), Change::Settle]);
    let two = after(&one, [stretches(Place::Cpu { group: 0, step: 0 }, 4), Change::Settle]);
    let three = after(&two, [Change::Make(Edit::AddRuntime(Model::Async))]);
    same(&after(&three, [Change::Undo]), &two);
    same(&after(&three, [Change::Undo, Change::Undo]), &one);
    same(&after(&three, [Change::Undo, Change::Undo, Change::Undo, Change::Undo]), &start);
    let edited = after(&three, [Change::Undo, stretches(DB, 31)]);
    assert!(!edited.editing.can_redo(), "what is new takes the place of what was taken back");
}

#[test]
fn the_history_is_bounded() {
    let start = page("");
    let many = (0..UNDO_MAX as u64 + 20).flat_map(|ms| [stretches(DB, 100 + ms), Change::Settle]);
    let state = after(&start, many);
    let state = after(&state, std::iter::repeat_n(Change::Undo, UNDO_MAX));
    assert!(!state.editing.can_undo());
    assert_eq!(DB.length(state.shown.scenario()), Some(Duration::from_ms(119)));
}

#[test]
fn another_model_leaves_the_other_runs_as_they_are() {
    let before = page("");
    let state = after(&before, [Change::Make(Edit::AddRuntime(Model::Sync))]);
    assert_eq!(state.shown.runs.len(), 3);
    assert_eq!(state.shown.runs[..2], before.shown.runs[..], "they are the very same");
    let state = after(&state, [types(Field::Runtime(0, RuntimeField::Threads), "5"), Change::Settle]);
    assert_eq!(state.shown.runs[1], before.shown.runs[1]);
    let state = after(&state, [types(Field::Title, "Ours")]);
    assert_eq!(state.shown.runs[1], before.shown.runs[1]);
    assert_eq!(state.shown.title(), "Ours");
}

#[test]
fn the_last_group_and_the_last_model_stay_and_it_is_said() {
    let before = page("run=sync1");
    let state = after(&before, [Change::Make(Edit::RemoveGroup(0))]);
    assert_eq!(state.notices.first().map(|notice| notice.param.as_str()), Some("requests"));
    let state = after(&state, [Change::Make(Edit::RemoveRuntime(0))]);
    assert_eq!(state.notices.first().map(|notice| notice.param.as_str()), Some("runtimes"));
    assert_eq!(state.shown, before.shown);
}

#[test]
fn another_scenario_can_be_taken_back_as_well() {
    let before = after(&page("t=7"), [stretches(DB, 30), Change::Settle]);
    let chosen = address::choose("cpu-bound", &before).expect("it is in the catalogue");
    let state = before.after(chosen);
    assert_eq!(state.shown.preset, Some("cpu-bound"));
    same(&after(&state, [Change::Undo]), &before);
}

#[test]
fn what_is_edited_back_into_a_preset_is_that_preset_again() {
    let state = after(&page(""), [stretches(DB, 30), Change::Settle, stretches(DB, 20)]);
    assert_eq!(link(&state), "?v=1");
}

/// Small, made large, made small again, so that both steps back and forth are simulated apart or not.
fn large_and_back() -> State {
    let count = Field::Group(0, GroupField::Count);
    let large = after(&page(""), [types(count, "100000"), Change::Settle]);
    let job = large.job.clone().expect("so many are simulated apart");
    let runs = job.run().expect("far from every limit");
    let large = large.after(Action::Finish(job, Ok(runs)));
    after(&large, [types(count, "4"), Change::Settle])
}

#[test]
fn taking_back_what_is_large_can_be_given_up() {
    let state = large_and_back();
    let waiting = after(&state, [Change::Undo]);
    let job = waiting.job.clone().expect("so many are simulated apart");
    assert_eq!(waiting.shown.scenario(), state.shown.scenario());
    // Given up, the history is where it was.
    let given_up = waiting.after(Action::Cancel);
    same(&given_up, &state);
    assert!(given_up.editing.can_undo() && !given_up.editing.can_redo());
    // An edit instead of it goes on from what is shown.
    let other = after(&waiting, [types(STEPS, "cpu 1"), Change::Settle, Change::Undo]);
    assert_eq!(
        (other.shown.scenario().clone(), other.job.is_some()),
        (state.shown.scenario().clone(), false)
    );
    // Waited for, it can be done again.
    let back = waiting.after(Action::Finish(job.clone(), job.run()));
    assert_eq!(back.shown.scenario().request_count(), 100_000);
    assert_eq!(after(&back, [Change::Redo]).shown.scenario(), state.shown.scenario());
    // Two steps at once lead to the first scenario, and forward through the large one.
    let first = after(&waiting, [Change::Undo]);
    assert_eq!((first.shown.scenario().request_count(), first.job.is_some()), (3, false));
    let again = after(&first, [Change::Redo]);
    assert_eq!(
        again.job.as_ref().and_then(|job| job.scenario()).map(crate::scenario::Scenario::request_count),
        Some(100_000)
    );
}
