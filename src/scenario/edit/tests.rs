//! Edits, one by one and at random.

use expect_test::{Expect, expect};

use super::*;
use crate::file;
use crate::scenario::path::Part;
use crate::scenario::presets;

fn scenario() -> Scenario {
    let text = r#"{
        "services": { "db": { "capacity": 2 }, "api": { "latency": { "constant": "30ms" } } },
        "requests": [
            { "name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "every": "1ms" },
            { "steps": "block db 7, yield, offload db 9", "poisson": "2ms" }
        ] }"#;
    file::read_scenario(text).expect("the test's own scenario is sound")
}

/// What the edit changes in the scenario, line by line of its file, or what is wrong.
#[track_caller]
fn check(edit: &Edit, expected: Expect) {
    let before = scenario();
    let changes = match apply(&before, edit) {
        Ok(after) => {
            let (before, after) = (file::write(&before), file::write(&after));
            let gone = before.lines().filter(|line| !after.lines().any(|other| other == *line));
            let new = after.lines().filter(|line| !before.lines().any(|other| other == *line));
            let gone = gone.map(|line| format!("- {}", line.trim()));
            let lines: Vec<String> = gone.chain(new.map(|line| format!("+ {}", line.trim()))).collect();
            lines.join("\n")
        }
        Err(errors) => errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    };
    expected.assert_eq(&changes);
}

#[track_caller]
fn types(field: Field, text: &str, expected: Expect) {
    check(&Edit::Text(field, text.into()), expected);
}

#[track_caller]
fn stretches(place: Place, ms: u64, expected: Expect) {
    check(&Edit::Length(place, Duration::from_ms(ms)), expected);
}

#[test]
fn a_text_becomes_a_part_of_the_scenario() {
    types(
        Field::Group(0, GroupField::Steps),
        "cpu 1\n db 2",
        expect![[r#"
            - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
            + {"name": "page", "steps": "cpu 1, db 2", "count": 3, "at": "0ms", "every": "1ms"},"#]],
    );
    types(
        Field::Group(0, GroupField::Count),
        " 5 ",
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 5, "at": "0ms", "every": "1ms"},"#]],
    );
    types(
        Field::Group(0, GroupField::At),
        "2.5 ms",
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "2.5ms", "every": "1ms"},"#]],
    );
    types(
        Field::Service(1, ServiceField::Kind),
        "uniform",
        expect![[r#"
        - "api": {"latency": {"constant": "30ms"}}
        + "api": {"latency": {"uniform": ["15ms", "45ms"]}}"#]],
    );
    types(Field::Service(0, ServiceField::Capacity), "", expect![[r#"- "db": {"capacity": 2},"#]]);
    types(
        Field::Runtime(1, RuntimeField::Helpers),
        "2",
        expect![[r#"
        - {"model": "async", "threads": 1, "blocking_threads": 4}
        + {"model": "async", "threads": 1, "blocking_threads": 2}"#]],
    );
    types(
        Field::Quantum,
        "10",
        expect![[r#"
        - "quantum": "5ms",
        + "quantum": "10ms","#]],
    );
    types(
        Field::Title,
        "Ours",
        expect![[r#"
        - "title": "",
        + "title": "Ours","#]],
    );
}

#[test]
fn a_bad_text_says_where_it_belongs() {
    types(
        Field::Group(0, GroupField::Steps),
        "cpu 1, db",
        expect![
            "requests[0].steps: step 2: found a call of db without a duration, expected one, as in db 40, or a latency of the service"
        ],
    );
    types(
        Field::Group(0, GroupField::Steps),
        "cpu 1, , db 2",
        expect![
            "requests[0].steps: column 8: found “,”, expected a step: cpu, yield, block, offload or the name of a service"
        ],
    );
    types(
        Field::Group(0, GroupField::Steps),
        "cpu 1, web",
        expect![
            "requests[0].steps: step 2: found a call of web without a duration, expected one, as in web 40, or a latency of the service"
        ],
    );
    types(
        Field::Group(1, GroupField::Name),
        "a b",
        expect!["requests[1].name: found “a b”, expected at most 32 letters A–Z a–z, digits and hyphens"],
    );
    types(
        Field::Group(1, GroupField::Gap),
        "0",
        expect!["requests[1].poisson: found a mean of 0, expected a duration greater than 0"],
    );
    types(Field::Seed, "-1", expect!["seed: found “-1”, expected a whole number"]);
    types(Field::Cores, "", expect!["machine.cores: found nothing, expected a whole number"]);
    types(
        Field::Switch,
        "5 minutes",
        expect![
            "machine.switch: found “5 minutes”, expected one of the units ns, us, ms, s, or none for milliseconds"
        ],
    );
    types(
        Field::Service(1, ServiceField::Kind),
        "none",
        expect![
            "requests[0].steps: step 2: found a call of api without a duration, expected one, as in api 40, or a latency of the service"
        ],
    );
    types(
        Field::Service(0, ServiceField::Name),
        "cpu",
        expect![
            "services.db: found “cpu”, expected a service's name; cpu, yield, block and offload are steps"
        ],
    );
    types(
        Field::Service(0, ServiceField::Name),
        "API",
        expect!["services.db: found “API” a second time, expected each service once"],
    );
    check(
        &Edit::RemoveService(1),
        expect![
            "requests[0].steps: step 2: found a call of api without a duration, expected one, as in api 40, or a latency of the service"
        ],
    );
}

#[test]
fn a_service_is_renamed_wherever_it_is_called() {
    types(
        Field::Service(0, ServiceField::Name),
        "Store",
        expect![[r#"
        - "db": {"capacity": 2},
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        - {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}
        + "store": {"capacity": 2},
        + {"name": "page", "steps": "cpu 3, store 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "", "steps": "block store 7, yield, offload store 9", "count": 1, "at": "0ms", "poisson": "2ms"}"#]],
    );
}

#[test]
fn the_way_in_which_requests_follow_one_another_keeps_their_distance() {
    types(
        Field::Group(0, GroupField::Spacing),
        "poisson",
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "poisson": "1ms"},"#]],
    );
    types(
        Field::Group(1, GroupField::Spacing),
        "every",
        expect![[r#"
        - {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}
        + {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "every": "2ms"}"#]],
    );
}

#[test]
fn durations_change_in_their_places() {
    stretches(
        Place::Cpu { group: 0, step: 2 },
        6,
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 6, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},"#]],
    );
    stretches(
        Place::Cpu { group: 0, step: 3 },
        6,
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 6", "count": 3, "at": "0ms", "every": "1ms"},"#]],
    );
    stretches(
        Place::Call { group: 0, step: 1, call: 0 },
        25,
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 25 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},"#]],
    );
    stretches(
        Place::Call { group: 1, step: 0, call: 0 },
        25,
        expect![[r#"
        - {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}
        + {"name": "", "steps": "block db 25, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}"#]],
    );
    stretches(
        Place::Service { service: 1 },
        25,
        expect![[r#"
        - "api": {"latency": {"constant": "30ms"}}
        + "api": {"latency": {"constant": "25ms"}}"#]],
    );
    stretches(
        Place::At { group: 0 },
        4,
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "4ms", "every": "1ms"},"#]],
    );
    stretches(
        Place::Every { group: 0 },
        4,
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "4ms"},"#]],
    );
    // There is no such thing, or it is drawn at random.
    stretches(Place::Every { group: 1 }, 4, expect![[""]]);
    stretches(Place::Call { group: 0, step: 1, call: 1 }, 4, expect![[""]]);
    stretches(Place::Cpu { group: 7, step: 1 }, 4, expect![[""]]);
}

#[test]
fn a_call_without_a_duration_is_its_services() {
    let scenario = scenario();
    assert_eq!(Place::of_call(&scenario, 0, 1, 0), Some(Place::Call { group: 0, step: 1, call: 0 }));
    assert_eq!(Place::of_call(&scenario, 0, 1, 1), Some(Place::Service { service: 1 }));
    assert_eq!(Place::of_call(&scenario, 0, 0, 0), None);
}

#[test]
fn parts_come_and_go() {
    check(
        &Edit::AddGroup,
        expect![[r#"
        - {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}
        + {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"},
        + {"name": "", "steps": "cpu 2, db 20, cpu 2", "count": 1, "at": "0ms", "every": "0ms"}"#]],
    );
    check(
        &Edit::RemoveGroup(1),
        expect![[r#"
        - {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"},
        - {"name": "", "steps": "block db 7, yield, offload db 9", "count": 1, "at": "0ms", "poisson": "2ms"}
        + {"name": "page", "steps": "cpu 3, db 20 & api, cpu 5, offload cpu 4", "count": 3, "at": "0ms", "every": "1ms"}"#]],
    );
    check(
        &Edit::AddService,
        expect![[r#"
        - "api": {"latency": {"constant": "30ms"}}
        + "api": {"latency": {"constant": "30ms"}},
        + "cache": {"latency": {"constant": "20ms"}}"#]],
    );
    check(
        &Edit::AddRuntime(Model::Sync),
        expect![[r#"
        - {"model": "async", "threads": 1, "blocking_threads": 4}
        + {"model": "async", "threads": 1, "blocking_threads": 4},
        + {"model": "sync", "threads": 2}"#]],
    );
    check(&Edit::RemoveRuntime(0), expect![[r#"- {"model": "sync", "threads": 1},"#]]);
    let swapped = apply(&scenario(), &Edit::SwapRuntimes(0)).expect("there are two");
    assert_eq!(swapped.runtimes, [scenario().runtimes[1], scenario().runtimes[0]]);
    let twice = apply(&scenario(), &Edit::DuplicateGroup(0)).expect("there is room");
    assert_eq!(twice.groups[1], scenario().groups[0]);
    let only = presets::three_requests().scenario;
    let errors = apply(&only, &Edit::RemoveGroup(0)).expect_err("a scenario has requests");
    assert_eq!(errors[0].path, Part::Requests.into());
}

#[test]
fn a_field_says_what_in_it_may_mean_something_else() {
    let steps = |group, text: &str| Edit::Text(Field::Group(group, GroupField::Steps), text.into());
    let two = apply(&presets::three_requests().scenario, &Edit::AddGroup).expect("there is room");
    let changed = apply(&two, &steps(1, "spawn 20, await 5")).expect("both are services");
    let hint = |scenario: &Scenario, group, field| Field::Group(group, field).hint(scenario);
    assert_eq!(hint(&two, 1, GroupField::Steps), None);
    assert_eq!(hint(&changed, 0, GroupField::Steps), None);
    assert_eq!(hint(&changed, 1, GroupField::Name), None);
    let said = hint(&changed, 1, GroupField::Steps).unwrap_or_default();
    assert!(said.starts_with("spawn in step 1") && said.contains("; await in step 2"), "{said}");
    let also = apply(&changed, &steps(0, "spawn 3")).expect("it is a service");
    assert!(hint(&also, 0, GroupField::Steps).is_some() && hint(&also, 1, GroupField::Steps).is_some());
}
