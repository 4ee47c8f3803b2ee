//! What links open, as their canonical form and what is said of them.

use expect_test::{Expect, expect};

use super::*;
use crate::scenario::Runtime;

/// What opens, as its canonical link and the warnings.
#[track_caller]
fn check(link: &str, expected: Expect) {
    let (query, fragment) = split(link);
    let opened = open(query, fragment);
    let printed =
        print_subject(&opened.subject, opened.preset, &opened.view).expect("short links make short links");
    let (query, fragment) = split(&printed);
    let again = open(query, fragment);
    assert_eq!((&again.subject, &again.view), (&opened.subject, &opened.view));
    let hints = opened.warnings.iter().filter(|warning| warning.is_hint());
    assert_eq!((again.preset, again.warnings), (opened.preset, hints.cloned().collect()));
    let lines: Vec<String> =
        std::iter::once(printed).chain(opened.warnings.iter().map(ToString::to_string)).collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn the_examples_of_the_handbook() {
    check("", expect!["?v=1"]);
    check("?preset=three-requests&t=42", expect!["?v=1&t=42"]);
    check(
        "?req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&run=sync1&run=async1&cores=1&t=12.5&follow=2",
        expect!["?v=1&req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&t=12.5&follow=2"],
    );
    check(
        "?run=sync4&run=async1&run=async2_blocking8",
        expect![
            "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=sync4&run=async1&run=async2_blocking8&title=Three%20requests%2C%20one%20slow%20database"
        ],
    );
    check(
        "https://example.org/a/?cores=2&v=1#switch=0.5ms&cores=4",
        expect![
            "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=4&switch=0.5&title=Three%20requests%2C%20one%20slow%20database"
        ],
    );
    check(
        "https://example.org/a/?cores=2#figure",
        expect![
            "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database"
        ],
    );
}

/// Links name presets, so that what they hold must not change within a version.
#[test]
fn presets_are_frozen() {
    let link = |preset: &Preset| print(&preset.scenario, None, &View::default()).expect("presets are small");
    let links: Vec<String> =
        presets::catalogue().iter().map(|preset| format!("{} {}", preset.id, link(preset))).collect();
    expect![[r#"
        three-requests ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&title=Three%20requests%2C%20one%20slow%20database
        slow-neighbour ?v=1&req=cpu2-archive60-cpu2_as.report&req=cpu2-db6-cpu2_x3_at1_every2_as.quick&title=One%20slow%20call%20delays%20everyone%20behind%20it
        late-response ?v=1&req=cpu2-db10-cpu4_x2_every1_as.early&req=cpu30_at3_as.long&title=The%20response%20is%20there%2C%20the%20thread%20is%20busy
        blocking-in-async ?v=1&req=cpu2-db10-cpu2_x3_every1_as.page&req=cpu2-block.disk30-cpu2_at5_as.report&title=One%20blocking%20call%20freezes%20the%20event%20loop
        sequential-or-together ?v=1&req=cpu2-db30-api20-cpu2_as.in-a-row&req=cpu2-db30~api20-cpu2_as.together&title=Two%20awaits%20in%20a%20row%2C%20or%20both%20together
        cpu-bound ?v=1&req=cpu20_x3_every1_as.compute&title=Computing%20takes%20as%20long%20either%20way
        async-in-parallel ?v=1&req=cpu20_x4_as.compute&run=sync4&run=async1&cores=4&title=Four%20cores%2C%20four%20threads%20or%20one
        await-in-background ?v=1&req=cpu3-db20-cpu5_as.page&title=Who%20works%20during%20an%20await%3F
        timer-on-time ?v=1&req=cpu1-timer10-cpu2_as.tick&req=cpu30_at5_as.long&title=A%20timer%20is%20due%2C%20the%20thread%20is%20busy
        threads-wait-too ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=sync3&run=async1&title=Three%20threads%2C%20or%20one%20that%20hops
        two-slots ?v=1&req=cpu1-db20-cpu1_x6_as.page&svc=db_cap2&run=sync2&run=async1&title=A%20database%20that%20answers%20two%20at%20a%20time
        rush-hour ?v=1&req=cpu1-db-cpu1_x2000_poisson3_as.page&svc=db_cap20_exp40&run=sync8&run=sync64&run=async1&seed=1&title=Rush%20hour%3A%202%2C000%20requests%2C%208%20threads%2C%2064%20or%20one
        thundering-herd ?v=1&req=cpu0.02-cache5-cpu0.02_x100000_as.page&run=sync64&run=async1&title=Thundering%20herd%3A%20100%2C000%20requests%20at%20once"#]].assert_eq(&links.join("\n"));
}

#[test]
fn items_are_read_in_any_order_and_printed_in_one() {
    check(
        "req=DB_as.a-b_every2s_at1us_x7&svc=Db_2.5_cap3&svc=ads_4&svc=api&run=async",
        expect!["?v=1&req=db_x7_at0.001_every2000_as.a-b&svc=db_cap3_2.5&svc=ads_4&run=async1"],
    );
    check(
        "req=cpu+2,+db+40+%26+api+30%0Acpu 3&title=100%+caf%C3%A9+%26+%3Cb%3E%00",
        expect!["?v=1&req=cpu2-db40~api30-cpu3&title=100%25%20caf%C3%A9%20%26%20%3Cb%3E%00"],
    );
    check(
        "req=offload.cpu5-block.db4-yield&quantum=1s&switch=1us&seed=9007199254740991&cores=256",
        expect![
            "?v=1&req=offload.cpu5-block.db4-yield&cores=256&quantum=1000&switch=0.001&seed=9007199254740991"
        ],
    );
}

#[test]
fn a_name_that_looks_like_something_else_is_taken_and_said() {
    check(
        "req=cpu1-lock20&req=lock3-timeout5~db3&svc=db_3&svc=queue_cap1&req=queue5",
        expect![[r#"
            ?v=1&req=cpu1-lock20&req=lock3-timeout5~db3&req=queue5&svc=db_3&svc=queue_cap1
            req: number 1, lock in step 2 is a call of a service of that name: requests have no locks; a service's own capacity says how many calls it serves at one time
            req: number 2, timeout in step 2 is a call of a service of that name: nothing times out, fails, is cancelled or tried again"#]],
    );
    let opened = open("req=lock20&cores=2", "");
    assert!(opened.warnings.iter().all(|warning| warning.is_hint() && !warning.changes_subject()));
    assert!(open("preset=two-slots", "").warnings.is_empty());
}

#[test]
fn names_that_cannot_be_are_refused_with_their_reason() {
    check(
        "req=db_pool20&req=http2+20&req=redis-cache5&req=cpu1_as.my_task&req=cpu1_at5_at6&req=cpu1_as.a_x2_y&req=race(db20,api30)&req=cpu5+db20",
        expect![[r#"
            ?v=1
            req: number 1, “db_pool20”, is left out: found “_pool20”, expected one of _x3, _at10, _every5, _poisson5, _as.name; or a service's name of letters only
            req: number 2, “http2 20”, is left out: steps: column 1: found “http2”, expected a service's name of letters only; or a comma before the next step
            req: number 3, “redis-cache5”, is left out: step 1: found a call of redis without a duration, expected one, as in redis 40, or a latency of the service; if redis-cache is meant as one name: a hyphen separates steps, and names are letters only
            req: number 4, “cpu1_as.my_task”, is left out: found “_task”, expected only letters, digits and hyphens in a name, as in “_as.my-task”
            req: number 5, “cpu1_at5_at6”, is left out: found _at a second time, expected it once
            req: number 6, “cpu1_as.a_x2_y”, is left out: found “_y”, expected one of _x3, _at10, _every5, _poisson5, _as.name
            req: number 7, “race(db20,api30)”, is left out: steps: column 5: found “(”, expected no brackets: nothing goes on with the first answer; a join, as in db 20 & api 30, waits for all of them
            req: number 8, “cpu5 db20”, is left out: steps: column 6: found “db”, expected a comma or a new line before the next step; or one of the units ns, us, ms, s"#]],
    );
    check(
        "req=cpu1&svc=db_pool_cap2&svc=http2_40&svc=db_4_5",
        expect![[r#"
        ?v=1&req=cpu1
        svc: number 1, “db_pool_cap2”, is left out: found “_pool”, expected one of _cap2, _40, _exp40, _30..50; or a service's name of letters only
        svc: number 2, “http2_40”, is left out: found “http2”, expected a service's name of ASCII letters only
        svc: number 3, “db_4_5”, is left out: found a latency a second time, expected it once"#]],
    );
}

#[test]
fn what_is_given_replaces_that_part_of_the_preset() {
    check(
        "preset=cpu-bound&run=sync2",
        expect![
            "?v=1&req=cpu20_x3_every1_as.compute&run=sync2&title=Computing%20takes%20as%20long%20either%20way"
        ],
    );
    check(
        "preset=cpu-bound&req=cpu1",
        expect!["?v=1&req=cpu1&title=Computing%20takes%20as%20long%20either%20way"],
    );
    check("preset=cpu-bound&req=cpu20_x3_every1_as.compute&cores=1", expect!["?v=1&preset=cpu-bound"]);
    check(
        "preset=nothing",
        expect![[r#"
            ?v=1
            preset: found “nothing”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
    );
    check(
        "preset=nothing&req=cpu1",
        expect![[r#"
            ?v=1&req=cpu1
            preset: found “nothing”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
    );
}

#[test]
fn a_bad_item_is_left_out_and_the_base_stands_if_none_is_left() {
    check(
        "req=cpu1&req=cpu&req=cpu1_x0&req=cpu1_y3&req=cpu1_x2_x3&req=cpu1_as.a!&req=",
        expect![[r#"
            ?v=1&req=cpu1
            req: number 2, “cpu”, is left out: steps: column 4: found the end, expected how long, as in cpu 5
            req: number 3, “cpu1_x0”, is left out: count: found 0, expected a whole number from 1 to 1000000
            req: number 4, “cpu1_y3”, is left out: found “_y3”, expected one of _x3, _at10, _every5, _poisson5, _as.name
            req: number 5, “cpu1_x2_x3”, is left out: found _x a second time, expected it once
            req: number 6, “cpu1_as.a!”, is left out: name: found “a!”, expected at most 32 letters A–Z a–z, digits and hyphens
            req: number 7, “”, is left out: steps: column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"#]],
    );
    check(
        "req=cpu-5&cores=2",
        expect![[r#"
        ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
        req: number 1, “cpu-5”, is left out: steps: column 4: found “-”, expected how long, as in cpu 5"#]],
    );
    check(
        "run=sync0&run=sync10001&run=thread1&run=sync1_blocking4&run=sync2_x&run=async-1",
        expect![[r#"
            ?v=1
            run: number 1, “sync0”, is left out: threads: found 0, expected a whole number from 1 to 10000
            run: number 2, “sync10001”, is left out: threads: found 10001, expected a whole number from 1 to 10000
            run: number 3, “thread1”, is left out: found “thread1”, expected sync1, async1 or the like
            run: number 4, “sync1_blocking4”, is left out: blocking_threads: found with the model sync, expected only with async
            run: number 5, “sync2_x”, is left out: found “_x”, expected _blocking4
            run: number 6, “async-1”, is left out: found “-1”, expected a whole number"#]],
    );
    check(
        "svc=db_cap0&svc=cpu_4&svc=db_cap1&svc=DB_4&svc=_4&svc=api_cap1_x&svc=api_4_5",
        expect![[r#"
            ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&svc=db_cap1&title=Three%20requests%2C%20one%20slow%20database
            svc: number 1, “db_cap0”, is left out: capacity: found 0, expected a whole number from 1 to 4294967295
            svc: number 2, “cpu_4”, is left out: found “cpu”, expected a service's name; cpu, yield, block and offload are steps
            svc: number 4, “DB_4”, is left out: found db a second time, expected each service once
            svc: number 5, “_4”, is left out: found “”, expected a service's name of ASCII letters only
            svc: number 6, “api_cap1_x”, is left out: found “_x”, expected one of _cap2, _40, _exp40, _30..50
            svc: number 7, “api_4_5”, is left out: found a latency a second time, expected it once"#]],
    );
    check(
        "req=db&req=api&svc=api_4",
        expect![[r#"
        ?v=1&req=api&svc=api_4
        req: number 1, “db”, is left out: step 1: found a call of db without a duration, expected one, as in db 40, or a latency of the service"#]],
    );
    check(
        "req=cpu1_every1000000s_x3",
        expect![[r#"
            ?v=1
            req: number 1, “cpu1_every1000000s_x3”, is left out: every: found 1000000000 ms between 3 requests, expected the last one to arrive by 1000000000 ms"#]],
    );
}

#[test]
fn distributions_are_read_and_printed() {
    check(
        "req=cpu1-db-api_poisson5_x9&svc=db_exp40_cap2&svc=api_30..50&seed=7",
        expect!["?v=1&req=cpu1-db-api_x9_poisson5&svc=db_cap2_exp40&svc=api_30..50&seed=7"],
    );
    check(
        "req=a-b_poisson0.5ms&svc=a_2.5..2500us&svc=b_exp1s",
        expect!["?v=1&req=a-b_poisson0.5&svc=a_2.5..2.5&svc=b_exp1000"],
    );
    check(
        "req=cpu1_poisson0&req=cpu1_every1_poisson1&svc=db_exp0&svc=api_50..30&svc=ads_..5&svc=web_5..",
        expect![[r#"
            ?v=1
            svc: number 1, “db_exp0”, is left out: latency: found a mean of 0, expected a duration greater than 0
            svc: number 2, “api_50..30”, is left out: latency: found 50 ms to 30 ms, expected the shorter one first
            svc: number 3, “ads_..5”, is left out: found “”, expected a duration such as 40, 2.5 or 40ms
            svc: number 4, “web_5..”, is left out: found “”, expected a duration such as 40, 2.5 or 40ms
            req: number 1, “cpu1_poisson0”, is left out: poisson: found a mean of 0, expected a duration greater than 0
            req: number 2, “cpu1_every1_poisson1”, is left out: poisson: found together with every, expected only one of the two"#]],
    );
    check(
        "req=cpu1_poisson1000000s_x100&cores=2",
        expect![[r#"
        ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
        req: requests[0].poisson: found gaps of 1000000000 ms on average, with which request 2 of 100 arrives too late, expected the last one to arrive by 1000000000 ms; the default stands in its place"#]],
    );
}

#[test]
fn unknown_parameters_are_named() {
    check(
        "lesson=A2&ask=next&code=rust&hide=code.legend&lang=en&embed=1&foo=%1b[1m&=&constructor",
        expect![[r#"
            ?v=1&lesson=A2&ask=next&code=rust&hide=code.legend&embed=1
            foo: an unknown parameter, which is left out
            (no name): an unknown parameter, which is left out
            constructor: an unknown parameter, which is left out"#]],
    );
}

#[test]
fn a_chapter_brings_its_scenario_and_its_moment_and_what_is_given_wins() {
    check("lesson=A2", expect!["?v=1&lesson=A2"]);
    check(
        "lesson=A2&t=3&preset=nothing-like-it",
        expect![[r#"
            ?v=1&lesson=A2
            preset: found “nothing-like-it”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
    );
    check("lesson=A2&t=9&theme=dark", expect!["?v=1&t=9&lesson=A2&theme=dark"]);
    check("lesson=A2&t=0", expect!["?v=1&t=0&lesson=A2"]);
    check("lesson=T&preset=three-requests", expect!["?v=1&lesson=T"]);
    check("lesson=A2&preset=three-requests", expect!["?v=1&preset=three-requests&lesson=A2"]);
    check("lesson=A2&preset=cpu-bound&t=0", expect!["?v=1&preset=cpu-bound&lesson=A2"]);
    check(
        "lesson=A2&run=async2",
        expect![
            "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=async2&title=Three%20requests%2C%20one%20slow%20database&lesson=A2"
        ],
    );
    check("lesson=A2&req=cpu1", expect!["?v=1&req=cpu1&lesson=A2"]);
    check(
        "lesson=A9",
        expect![[r#"
        ?v=1
        lesson: found “A9”, expected S1, S2, S3, S4, A1, A2, A3, A4, A5, W1, W2, W3 or T; the default stands in its place"#]],
    );
    for chapter in Chapter::ALL {
        let opened = open(&format!("lesson={}", chapter.id()), "");
        assert_eq!(opened.subject, Subject::Scenario(chapter.scenario()));
        assert_eq!(opened.preset, chapter.preset());
        assert_eq!((opened.view.t, opened.view.lesson), (chapter.moment(), Some(chapter)));
    }
}

#[test]
fn bad_values_are_named_and_defaults_stand() {
    check(
        "v=2&cores=0&quantum=0&switch=-1&seed=9007199254740992&preset=",
        expect![[r#"
            ?v=1
            v: found version “2”, expected 1; it is read as 1
            preset: found “”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place
            switch: found “-1”, expected a duration such as 40, 2.5 or 40ms; the default stands in its place
            seed: found 9007199254740992, expected a whole number from 0 to 9007199254740991; the default stands in its place
            cores: found 0, expected a whole number from 1 to 256; the default stands in its place
            quantum: found 0, expected a duration greater than 0; the default stands in its place"#]],
    );
    check(
        "cores=1e3&quantum=%ff&seed=0x10&switch=1000001s",
        expect![[r#"
            ?v=1
            quantum: found bytes that are not UTF-8, expected text; the default stands in its place
            cores: found “1e3”, expected a whole number; the default stands in its place
            seed: found “0x10”, expected a whole number; the default stands in its place
            switch: found “1000001s”, expected at most 1000000 s, the longest duration; the default stands in its place"#]],
    );
    check(
        "cores=2&cores=3&t=1&t=2",
        expect![[r#"
        ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database&t=1
        cores: found more than once, expected once; the first is taken
        t: found more than once, expected once; the first is taken"#]],
    );
    check(
        "t=x&follow=4&zoom=5..5&speed=0&play=yes&theme=Dark",
        expect![[r#"
            ?v=1
            t: found “x”, expected a duration such as 40, 2.5 or 40ms; the default stands in its place
            follow: found “4”, expected the number of a request, 1 to 3; the default stands in its place
            zoom: found “5..5”, expected two moments such as 0..38, the first before the second; the default stands in its place
            speed: found “0”, expected a factor from 0.01 to 100 such as 0.5; the default stands in its place
            play: found “yes”, expected 1; the default stands in its place
            theme: found “Dark”, expected light, dark or auto; the default stands in its place"#]],
    );
    check(
        "t=0&follow=0&zoom=5&speed=0.0001&play=0&theme=auto",
        expect![[r#"
            ?v=1
            follow: found “0”, expected the number of a request, 1 to 3; the default stands in its place
            zoom: found “5”, expected two moments such as 0..38, the first before the second; the default stands in its place
            speed: found “0.0001”, expected a factor from 0.01 to 100 such as 0.5; the default stands in its place"#]],
    );
}

#[test]
fn rules_across_items_take_the_whole_parameter_back() {
    check(
        "req=cpu1_x600000&req=cpu1_x600000&cores=2",
        expect![[r#"
        ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
        req: requests: found 1200000 requests in all groups together, expected at most 1000000; the default stands in its place"#]],
    );
    check(
        &"req=cpu1&".repeat(65),
        expect![[r#"
            ?v=1
            req: found 65 of them, expected at most 64; the default stands in its place"#]],
    );
    check(
        &"run=sync1&".repeat(17),
        expect![[r#"
            ?v=1
            run: found 17 of them, expected at most 16; the default stands in its place"#]],
    );
}

#[test]
fn views_are_printed_without_their_defaults() {
    check(
        "theme=light&play=1&speed=0.50&zoom=0.5ms..38&follow=3&t=12.50",
        expect!["?v=1&t=12.5&follow=3&zoom=0.5..38&speed=0.5&play=1&theme=light"],
    );
    check("speed=100&zoom=0..1s", expect!["?v=1&zoom=0..1000&speed=100"]);
}

#[test]
fn oversized_links_lose_only_what_does_not_fit() {
    let opened = open(&format!("cores=2&title={}&run=sync3", "a".repeat(LINK_BYTES_MAX)), "");
    let warnings = opened.warnings;
    let scenario = opened.subject.scenario().expect("it asks for no program");
    assert_eq!(scenario.machine.cores, 2);
    assert_eq!(scenario.runtimes, [Runtime::Sync { threads: 3 }]);
    assert_eq!(warnings.iter().map(|warning| warning.param.as_str()).collect::<Vec<_>>(), ["title"]);
    let opened = open(&"a&".repeat(LINK_BYTES_MAX), &"b=&".repeat(LINK_BYTES_MAX));
    assert_eq!(opened.warnings.len(), WARNINGS_MAX + 1);
    assert_eq!(opened.subject, Subject::Scenario(presets::three_requests().scenario));
}

#[test]
fn long_links_go_into_the_fragment_and_longer_ones_are_refused() {
    let link = |steps: usize| {
        let opened = open(&format!("req={}yield", "yield-".repeat(steps)), "");
        assert_eq!(opened.warnings, []);
        print_subject(&opened.subject, None, &View::default())
    };
    assert!(link(10).is_ok_and(|link| link.starts_with("?v=1&req=yield-")));
    let opened = open("title=x", &format!("req={}", ["a1"; 900].join("~")));
    let long = print_subject(&opened.subject, opened.preset, &opened.view).expect("it fits into 64 KiB");
    assert!(long.starts_with("#v=1&req=a1~") && long.ends_with("&title=x"));
    assert_eq!(open("", &long).subject, opened.subject);
    let mut scenario = opened.subject.scenario().expect("it asks for no program");
    scenario.groups = vec![scenario.groups[0].clone(); 64];
    let error = print(&scenario, None, &View::default()).expect_err("64 long groups are too long");
    assert!(error.bytes > LINK_BYTES_MAX);
}

#[test]
fn moments_beyond_the_end_are_brought_back() {
    let mut view = open("t=50&zoom=10..60", "").view;
    let params: Vec<String> =
        view.clamp(crate::time::Instant::from_ms(38)).into_iter().map(|warning| warning.param).collect();
    assert_eq!(params, ["t", "zoom"]);
    expect!["?v=1&t=38&zoom=10..38"].assert_eq(
        &print(&presets::three_requests().scenario, Some(presets::DEFAULT), &view).unwrap_or_default(),
    );
    assert_eq!(view.clamp(crate::time::Instant::from_ms(38)), []);
}

/// The parameter of a program.
fn py(source: &str) -> String {
    format!("py={}", program::print(source))
}

#[test]
fn programs_are_opened_with_what_belongs_to_them() {
    let sleep = py("import asyncio\nasyncio.run(asyncio.sleep(1))\n");
    let hello = py("print('hi')\n");
    check(&hello, expect!["?v=1&py=KyjKzCvRUM_IVNfkAgA"]);
    check(
        &format!("v=1&{hello}&{sleep}&line=20us&run=blocking&run=written&title=a%20b&t=5"),
        expect![
            "?v=1&py=KyjKzCvRUM_IVNfkAgA&py=y8wtyC8qUUgsrsxLzszngtJ6RaV5GjB2cU5qaoGGoaYmFwA&line=0.02&run=blocking&run=written&title=a%20b&t=5"
        ],
    );
    check(
        &format!("{sleep}&line=auto&run=written&run=blocking"),
        expect!["?v=1&py=y8wtyC8qUUgsrsxLzszngtJ6RaV5GjB2cU5qaoGGoaYmFwA"],
    );
    check(
        &format!("{sleep}&line=0&run=written&follow=0&ask=done.0&zoom=0..9&theme=dark&embed=1"),
        expect![
            "?v=1&py=y8wtyC8qUUgsrsxLzszngtJ6RaV5GjB2cU5qaoGGoaYmFwA&line=0&run=written&follow=0&zoom=0..9&ask=done.0&theme=dark&embed=1"
        ],
    );
    check(
        &format!("{sleep}&run=written&run=written"),
        expect!["?v=1&py=y8wtyC8qUUgsrsxLzszngtJ6RaV5GjB2cU5qaoGGoaYmFwA&run=written"],
    );
}

#[test]
fn what_does_not_belong_to_programs_is_named() {
    let hello = py("print('hi')\n");
    check(
        &format!("preset=cpu-bound&req=cpu1&svc=db_4&cores=2&quantum=1&switch=1&seed=3&lesson=A2&{hello}"),
        expect![[r#"
            ?v=1&py=KyjKzCvRUM_IVNfkAgA
            preset: found beside a program, expected with a scenario; it is left out
            req: found beside a program, expected with a scenario; it is left out
            svc: found beside a program, expected with a scenario; it is left out
            cores: found beside a program, expected with a scenario; it is left out
            quantum: found beside a program, expected with a scenario; it is left out
            switch: found beside a program, expected with a scenario; it is left out
            seed: found beside a program, expected with a scenario; it is left out
            lesson: found beside a program, expected with a scenario; the default stands in its place"#]],
    );
    check(
        &format!("{hello}&run=sync1&run=blocking&line=2s"),
        expect![[r#"
        ?v=1&py=KyjKzCvRUM_IVNfkAgA&run=blocking
        line: found “2s”, expected at most 1s, or auto; the default stands in its place
        run: number 1, “sync1”, is left out: found “sync1”, expected written or blocking"#]],
    );
    check(
        &format!("{hello}&run=written&run=blocking&run=written&line=soon&follow=10001&ask=done.x"),
        expect![[r#"
            ?v=1&py=KyjKzCvRUM_IVNfkAgA
            line: found “soon”, expected a duration such as 40, 2.5 or 40ms; or auto; the default stands in its place
            run: found 3 of them, expected at most 2; the default stands in its place
            follow: found “10001”, expected the number of a task, 0 to 10000; the default stands in its place
            ask: found “done.x”, expected next, first, or done. and a task, 0 to 10000; the default stands in its place"#]],
    );
    check(
        "line=1&run=written&run=async1",
        expect![[r#"
        ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=async1&title=Three%20requests%2C%20one%20slow%20database
        line: found without a program, py, that it belongs to; it is left out
        run: number 1, “written”, is left out: found “written”, expected sync1, async1 or the like"#]],
    );
}

#[test]
fn a_bad_program_is_left_out_and_a_scenario_stands_where_none_is_left() {
    let hello = py("print('hi')\n");
    check(
        &format!("py=print(1)&{hello}&py="),
        expect![[r#"
        ?v=1&py=KyjKzCvRUM_IVNfkAgA
        py: number 1, “print(1)”, is left out: found “(”, expected a program as Share and interleave link write it: deflated, in base64url
        py: number 3, “”, is left out: found nothing, expected a program as Share and interleave link write it: deflated, in base64url"#]],
    );
    check(
        "py=x&line=1&run=written",
        expect![[r#"
        ?v=1
        py: number 1, “x”, is left out: found a program that breaks off in the middle, expected all of it: a program as Share and interleave link write it: deflated, in base64url
        line: found without a program, py, that it belongs to; it is left out
        run: number 1, “written”, is left out: found “written”, expected sync1, async1 or the like"#]],
    );
    check(
        &format!("{hello}&").repeat(5),
        expect![[r#"
        ?v=1
        py: found 5 of them, expected at most 4; the default stands in its place"#]],
    );
}

#[test]
fn a_long_program_goes_into_the_fragment_and_four_of_the_longest_fit_only_where_they_repeat() {
    let noise = |seed: u32| {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b' ' + u8::try_from(state >> 24).unwrap_or_default() % 95)
        };
        (0..8_000).map(|_| next()).collect::<String>()
    };
    let programs = Programs::one(noise(1));
    let link = print_programs(&programs, &View::default()).expect("8 KB are little");
    assert!(link.starts_with("#v=1&py="), "{link}");
    assert_eq!(open("", &link).subject, Subject::Programs(programs));
    let long = |sources| Programs { sources, ..Programs::one("") };
    let same = long(vec!["x = 1\n".repeat(10_000); PROGRAMS_MAX]);
    let link = print_programs(&same, &View::default()).expect("what repeats is short");
    assert_eq!(open(&link, "").subject, Subject::Programs(same));
    let different = long((0..4).map(|seed| (0..8).map(|part| noise(8 * seed + part)).collect()).collect());
    let error = print_programs(&different, &View::default()).expect_err("it is too much");
    assert!(error.bytes > LINK_BYTES_MAX);
}

#[test]
fn tasks_that_a_run_does_not_have_are_named() {
    let mut view = open(&format!("{}&follow=3&ask=done.9", py("print(1)")), "").view;
    let said: Vec<String> = view.keep_to_tasks(3).iter().map(ToString::to_string).collect();
    expect![[r#"
        follow: found 3, expected the number of a task of this run, 0 to 2
        ask: found 9, expected the number of a task of this run, 0 to 2"#]]
    .assert_eq(&said.join("\n"));
    assert_eq!((view.follow, view.ask), (None, None));
    let mut view = open(&format!("{}&follow=0", py("print(1)")), "").view;
    assert_eq!((view.keep_to_tasks(1), view.follow), (Vec::new(), Some(0)));
}
