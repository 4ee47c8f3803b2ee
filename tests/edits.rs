//! Whatever is edited by hand: what comes of it is valid or an error that names the field, and it can be taken back.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod any_scenario;
    pub(crate) mod assemble;
    pub(crate) mod scenarios;
}

use interleave::file;
use interleave::link::{self, View};
use interleave::scenario::edit::{
    Edit, Field, GroupField, LatencyKind, Place, RuntimeField, ServiceField, apply,
};
use interleave::scenario::parts::Model;
use interleave::scenario::path::Part;
use interleave::scenario::{Machine, Scenario};
use interleave::subject::Subject;
use interleave::time::{Duration, Instant};
use interleave::ui::state::edit::Change;
use interleave::ui::state::{Action, Shared, Shown, State};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use support::any_scenario::any_scenario;
use support::scenarios::{for_many, for_many_of, scenario};

fn field() -> impl Strategy<Value = Field> {
    let group = select(vec![
        GroupField::Steps,
        GroupField::Name,
        GroupField::Count,
        GroupField::At,
        GroupField::Spacing,
        GroupField::Gap,
    ]);
    let service =
        select(vec![ServiceField::Name, ServiceField::Capacity, ServiceField::Kind, ServiceField::Latency]);
    let runtime = select(vec![RuntimeField::Model, RuntimeField::Threads, RuntimeField::Helpers]);
    prop_oneof![
        2 => select(vec![Field::Title, Field::Seed, Field::Cores, Field::Quantum, Field::Switch]),
        3 => (0..4_usize, group).prop_map(|(index, field)| Field::Group(index, field)),
        2 => (0..4_usize, service).prop_map(|(index, field)| Field::Service(index, field)),
        2 => (0..3_usize, runtime).prop_map(|(index, field)| Field::Runtime(index, field)),
    ]
}

/// Texts of which some fit some fields.
fn text() -> impl Strategy<Value = String> {
    let mut known: Vec<String> = [
        "",
        "0",
        "1",
        "3",
        "200",
        "0.5ms",
        "7ns",
        "2 us",
        "30ns..50ns",
        "5..4",
        "..",
        "poisson",
        "every",
        "sync",
        "async",
        "cpu 1ns",
        "cpu 1ns, db 2ns & api 3ns, cpu 1ns",
        "db",
        "cpu 1,",
        "block.db7ns-yield",
        "offload cpu 4ns",
        "web",
        "database",
        "18446744073709551616",
        "-1",
        "é",
    ]
    .map(str::to_owned)
    .into();
    known.extend(LatencyKind::ALL.map(|kind| kind.name().to_owned()));
    prop_oneof![9 => select(known), 1 => "\\PC{0,20}"]
}

fn place() -> impl Strategy<Value = Place> {
    (0..5_usize, 0..4_usize, 0..4_usize, 0..3_usize).prop_map(|(kind, group, step, call)| match kind {
        0 => Place::Cpu { group, step },
        1 => Place::Call { group, step, call },
        2 => Place::Service { service: group },
        3 => Place::At { group },
        _ => Place::Every { group },
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = || 0..4_usize;
    let length = prop_oneof![9 => 0..60_u64, 1 => any::<u64>()].prop_map(Duration::from_ns);
    prop_oneof![
        6 => (field(), text()).prop_map(|(field, text)| Edit::Text(field, text)),
        4 => (place(), length).prop_map(|(place, length)| Edit::Length(place, length)),
        1 => select(vec![Edit::AddGroup, Edit::AddService, Edit::AddRuntime(Model::Sync), Edit::AddRuntime(Model::Async)]),
        1 => (0..6_usize, index()).prop_map(|(kind, index)| match kind {
            0 => Edit::DuplicateGroup(index),
            1 => Edit::RemoveGroup(index),
            2 => Edit::RemoveService(index),
            3 => Edit::RemoveRuntime(index),
            _ => Edit::SwapRuntimes(index),
        }),
    ]
}

#[test]
fn an_edit_gives_a_valid_scenario_or_an_error_that_names_a_field() {
    for_many_of((any_scenario(), vec(edit(), 1..12)), |(scenario, edits)| {
        let mut scenario = scenario.clone();
        for edit in edits {
            match apply(&scenario, edit) {
                Ok(after) => {
                    if file::read_scenario(&file::write(&after)).as_ref() != Ok(&after) {
                        return Err(format!("{edit:?} gives what does not read back: {after:?}"));
                    }
                    scenario = after;
                }
                Err(errors) => {
                    let named = |error: &interleave::scenario::problem::ScenarioError| {
                        error.path != Part::Whole.into() && !error.problem.to_string().is_empty()
                    };
                    if errors.is_empty() || !errors.iter().all(named) {
                        return Err(format!("{edit:?}: {errors:?}"));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn what_a_field_says_is_what_it_can_be_filled_with() {
    for_many_of((any_scenario(), field()), |(scenario, field)| {
        let text = field.text(scenario);
        let is_there = !text.is_empty();
        match apply(scenario, &Edit::Text(*field, text.clone())) {
            // Whether a latency that is empty may be empty is its kind's to say.
            Ok(after) if after == *scenario || !is_there => Ok(()),
            Err(_) if !is_there => Ok(()),
            other => Err(format!("{field:?} says {text:?}, which gives {other:?}")),
        }
    });
}

/// Every place of the scenario that might hold a duration.
fn places(scenario: &Scenario) -> Vec<Place> {
    let services = (0..scenario.services.len()).map(|service| Place::Service { service });
    let mut places: Vec<Place> = services.collect();
    for (group, parts) in scenario.groups.iter().enumerate() {
        places.extend([Place::At { group }, Place::Every { group }]);
        for (step, parts) in parts.program.0.iter().enumerate() {
            places.push(Place::Cpu { group, step });
            places.extend((0..parts.calls().len()).map(|call| Place::Call { group, step, call }));
        }
    }
    places
}

#[test]
fn a_duration_changes_in_its_place_alone() {
    for_many(|scenario| {
        for place in places(scenario) {
            let Some(length) = place.length(scenario) else { continue };
            let longer = length + Duration::from_ns(1);
            let after =
                apply(scenario, &Edit::Length(place, longer)).map_err(|errors| format!("{errors:?}"))?;
            let others = |scenario: &Scenario| -> Vec<_> {
                let others = places(scenario).into_iter().filter(|other| *other != place);
                others.map(|other| other.length(scenario)).collect()
            };
            if place.length(&after) != Some(longer) || others(&after) != others(scenario) {
                return Err(format!("{place:?}: {after:?}"));
            }
            let back = apply(&after, &Edit::Length(place, length)).map_err(|errors| format!("{errors:?}"))?;
            if back != *scenario {
                return Err(format!("{place:?} does not go back: {back:?}"));
            }
        }
        Ok(())
    });
}

/// Edits after which a scenario of nanoseconds is still quickly simulated.
fn light_edit() -> impl Strategy<Value = Edit> {
    edit().prop_filter("a run of very many slices", |edit| match edit {
        Edit::Text(field, _) => *field != Field::Quantum,
        Edit::Length(_, length) => *length < Duration::from_ms(1),
        Edit::AddGroup
        | Edit::DuplicateGroup(_)
        | Edit::RemoveGroup(_)
        | Edit::AddService
        | Edit::RemoveService(_)
        | Edit::AddRuntime(_)
        | Edit::RemoveRuntime(_)
        | Edit::SwapRuntimes(_) => true,
    })
}

fn page(scenario: &Scenario, moment: Instant) -> Option<State> {
    let machine = Machine { quantum: Duration::from_ms(5), ..scenario.machine };
    let shown = Shown::simulate(Scenario { machine, ..scenario.clone() }, None).ok()?;
    let view = View { t: moment.min(shown.end()), ..View::default() };
    Some(State::new(Shared::new(shown), view, Vec::new()))
}

fn change(state: &State, change: Change) -> State {
    state.after(Action::Change(change))
}

fn shows_as(found: &State, expected: &State) -> Result<(), String> {
    let what = |state: &State| (state.shown.scenario().clone(), state.view(), state.moved);
    if what(found) != what(expected) {
        return Err(format!("found {:?}\nexpected {:?}", what(found), what(expected)));
    }
    let traces = |state: &State| -> Vec<_> { state.shown.runs.iter().map(|run| run.trace.clone()).collect() };
    if traces(found) != traces(expected) {
        return Err("the runs differ".into());
    }
    Ok(())
}

#[test]
fn every_edit_can_be_taken_back_and_done_again() {
    let values = (scenario(), (0..90_u64).prop_map(Instant::from_ns), vec(light_edit(), 1..10));
    for_many_of(values, |(scenario, moment, edits)| {
        let Some(start) = page(scenario, *moment) else { return Ok(()) };
        let mut stations = vec![start];
        for edit in edits {
            let Some(before) = stations.last() else { break };
            let state = change(&change(before, Change::Make(edit.clone())), Change::Settle);
            if state.shown != before.shown {
                let link = link::print(state.shown.scenario(), None, &View::default());
                let opened = link.map(|link| link::open(&link, "").subject);
                if opened != Ok(Subject::Scenario(state.shown.scenario().clone())) {
                    return Err("the address does not follow".into());
                }
                stations.push(state);
            }
        }
        let Some(mut state) = stations.last().cloned() else { return Ok(()) };
        for station in stations.iter().rev().skip(1) {
            state = change(&state, Change::Undo);
            shows_as(&state, station)?;
        }
        if state.editing.can_undo() {
            return Err("there is more to take back than was done".into());
        }
        for station in stations.iter().skip(1) {
            state = change(&state, Change::Redo);
            shows_as(&state, station)?;
        }
        Ok(())
    });
}

#[test]
fn a_drag_is_taken_back_at_once_however_it_went() {
    let lengths = vec((0..60_u64).prop_map(Duration::from_ns), 1..12);
    let values = (scenario(), (0..90_u64).prop_map(Instant::from_ns), place(), lengths);
    for_many_of(values, |(scenario, moment, place, lengths)| {
        let Some(start) = page(scenario, *moment) else { return Ok(()) };
        let drag =
            |state: State, length: &Duration| change(&state, Change::Make(Edit::Length(*place, *length)));
        let dragged = lengths.iter().fold(start.clone(), drag);
        shows_as(&change(&dragged, Change::Cancel), &start)?;
        let settled = change(&dragged, Change::Settle);
        shows_as(&change(&settled, Change::Undo), &start)?;
        let at_once = lengths.last().map_or_else(|| start.clone(), |last| drag(start.clone(), last));
        shows_as(&dragged, &at_once)
    });
}
