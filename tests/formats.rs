//! What is printed reads back as itself, whatever it says; and nothing that is read makes a reader fail.
#![cfg(not(target_arch = "wasm32"))]

mod support {
    pub(crate) mod any_scenario;
    pub(crate) mod assemble;
    pub(crate) mod scenarios;
}

use interleave::code::Language;
use interleave::file;
use interleave::lesson::{Ask, Chapter};
use interleave::link::{self, Hidden, LINK_BYTES_MAX, Part, QUERY_CHARS_MAX, Speed, Theme, View, Zoom};
use interleave::python::program::{LINE_NS_MAX, LineCost};
use interleave::python::programs::{Forms, PROGRAMS_MAX, Programs};
use interleave::python::run::Form;
use interleave::scenario::{Program, Scenario};
use interleave::subject::Subject;
use interleave::time::Instant;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use support::any_scenario::{any_program, any_scenario};
use support::scenarios::{for_many, for_many_of};

#[track_caller]
fn same<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T, where_from: &str) -> Result<(), String> {
    if found == expected {
        Ok(())
    } else {
        Err(format!("{where_from}\nfound {found:?}\nexpected {expected:?}"))
    }
}

fn view(request_count: u32) -> impl Strategy<Value = View> {
    let instant = || (0..1_000_000_000_u64).prop_map(Instant::from_ns);
    let zoom = (instant(), 1..50_u64)
        .prop_map(|(start, ms)| Zoom { start, end: Instant::from_ns(start.as_ns() + ms * 500_000) });
    let speed = (10..=100_000_u32).prop_map(Speed::from_thousandths);
    let theme = prop_oneof![Just(Theme::Auto), Just(Theme::Light), Just(Theme::Dark)];
    let ask = prop_oneof![Just(Ask::Next), Just(Ask::First), (1..=request_count).prop_map(Ask::Done)];
    let hide = vec(select(&Part::ALL[..]), 0..4)
        .prop_map(|parts| parts.into_iter().fold(Hidden::default(), Hidden::with));
    let place = (instant(), option::of(1..=request_count), option::of(zoom), speed, any::<bool>());
    let lesson = (option::of(select(&Chapter::ALL[..])), option::of(ask));
    let page = (theme, select(&Language::ALL[..]), hide, any::<bool>());
    (place, lesson, page).prop_map(|(place, (lesson, ask), (theme, code, hide, embed))| {
        let (t, follow, zoom, speed, play) = place;
        View { t, follow, zoom, speed, play, lesson, ask, theme, code, hide, embed }
    })
}

fn link_round_trip(scenario: &Scenario, view: View) -> Result<(), String> {
    let Ok(printed) = link::print(scenario, None, &view) else {
        return Err("the scenario is too large, and the property would hold of nothing".into());
    };
    let (query, fragment) = link::split(&printed);
    let opened = link::open(query, fragment);
    same(&opened.warnings.iter().find(|warning| !warning.is_hint()), &None, &printed)?;
    same(&opened.subject, &Subject::Scenario(scenario.clone()), &printed)?;
    same(&opened.view, &view, &printed)?;
    same(&printed.starts_with('#'), &(printed.len() > QUERY_CHARS_MAX + 1), &printed)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b);
    same(&printed.bytes().skip(1).all(plain), &true, &printed)?;
    same(&link::print_subject(&opened.subject, None, &opened.view), &Ok(printed.clone()), &printed)
}

#[test]
fn programs_read_back_in_both_forms() {
    for_many_of(any_program(), |program| {
        for text in [program.to_text(), program.to_link(), program.to_text().to_uppercase()] {
            // Units are written in lower case; the canonical forms have none.
            same(&text.parse::<Program>().as_ref(), &Ok(program), &text)?;
        }
        Ok(())
    });
}

#[test]
fn files_read_back() {
    for_many_of(any_scenario(), |scenario| {
        let written = file::write(scenario);
        same(&file::read_scenario(&written).as_ref(), &Ok(scenario), &written)
    });
    for_many(|scenario| {
        same(&file::read_scenario(&file::write(scenario)).as_ref(), &Ok(scenario), "a tight scenario")
    });
}

#[test]
fn links_read_back() {
    let views = any_scenario().prop_flat_map(|scenario| {
        let view = view(scenario.request_count());
        (Just(scenario), view)
    });
    for_many_of(views, |(scenario, view)| link_round_trip(scenario, *view));
    for_many(|scenario| link_round_trip(scenario, View::default()));
    // A chapter leaves out what it brings along, unless another one is open beside its scenario.
    let chapters = select(&Chapter::ALL[..]).prop_flat_map(|chapter| {
        let scenario = chapter.scenario();
        let view = view(scenario.request_count());
        (Just(scenario), view, option::of(Just(chapter)), option::of(Just(chapter.moment())))
    });
    for_many_of(chapters, |(scenario, view, lesson, t)| {
        let view = View { lesson: lesson.or(view.lesson), t: t.unwrap_or(view.t), ..*view };
        link_round_trip(scenario, view)
    });
}

/// Texts of any kind: programs of words and blanks, lines that repeat, whatever Unicode has.
fn any_source() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "((async def|await|import asyncio|    |print\\('[a-zé]{0,5}'\\)|x = [0-9]{1,9})[ :\n]){0,60}",
        2 => ("[ -~\n]{0,40}", 0..100_usize).prop_map(|(line, count)| line.repeat(count)),
        2 => any::<String>(),
        1 => "[ -~\r\n\t]{0,6000}",
    ]
}

fn any_programs() -> impl Strategy<Value = (Programs, View)> {
    let forms = vec(select(&Form::ALL[..]), 0..3).prop_map(Forms::new);
    let cost = prop_oneof![Just(LineCost::Auto), (0..=LINE_NS_MAX).prop_map(LineCost::Fixed)];
    let sources = vec(any_source(), 1..=PROGRAMS_MAX);
    let view =
        (view(9), option::of(0..=9_u32)).prop_map(|(view, follow)| View { follow, lesson: None, ..view });
    (("\\PC{0,40}", sources, cost, forms), view)
        .prop_map(|((title, sources, cost, forms), view)| (Programs { title, sources, cost, forms }, view))
}

#[test]
fn links_of_programs_read_back() {
    for_many_of(any_programs(), |(programs, view)| {
        let printed = link::print_programs(programs, view).map_err(|error| error.to_string())?;
        let (query, fragment) = link::split(&printed);
        let opened = link::open(query, fragment);
        same(&opened.warnings, &Vec::new(), &printed)?;
        same(&opened.subject, &Subject::Programs(programs.clone()), &printed)?;
        same(&opened.view, view, &printed)?;
        same(&printed.starts_with('#'), &(printed.len() > QUERY_CHARS_MAX + 1), &printed)?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b);
        same(&printed.bytes().skip(1).all(plain), &true, &printed)
    });
}

#[test]
fn files_of_programs_read_back() {
    for_many_of(any_programs(), |(programs, _)| {
        let subject = Subject::Programs(programs.clone());
        let written = file::write_subject(&subject);
        same(&file::read(&written).as_ref(), &Ok(&subject), &written)
    });
}

/// Text that looks like a link, then like nothing at all.
fn hostile() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        "(v|preset|req|svc|py|line|run|cores|quantum|switch|seed|title|t|follow|zoom|speed|play|lesson|ask|theme|code|hide|lang|embed)",
        "\\PC{0,4}",
    ];
    let value = prop_oneof![
        "(cpu|db|block|offload|yield|sync|async|[0-9]|[-._~,& %]|_x|_at|_every|_as\\.|_cap|_exp|\\.\\.){0,12}",
        "[0-9.]{0,25}",
        "(%[0-9a-fA-F]{2}|%|\\PC|[\\x00-\\x1f]){0,8}",
    ];
    let pairs =
        proptest::collection::vec((name, value).prop_map(|(name, value)| format!("{name}={value}")), 0..9);
    prop_oneof![8 => pairs.prop_map(|pairs| pairs.join("&")), 1 => "\\PC{0,60}", 1 => any::<String>()]
}

#[test]
fn whatever_a_link_says_it_opens_something_sound() {
    for_many_of((hostile(), hostile()), |(query, fragment)| {
        let opened = link::open(query, fragment);
        let printed = link::print_subject(&opened.subject, opened.preset, &opened.view)
            .map_err(|error| error.to_string())?;
        let (query, fragment) = link::split(&printed);
        let again = link::open(query, fragment);
        same(&again.warnings.iter().find(|warning| !warning.is_hint()), &None, &printed)?;
        same(
            &(again.subject, again.preset, again.view),
            &(opened.subject, opened.preset, opened.view),
            &printed,
        )?;
        let shown = |text: &str| text.len() < 4_000 && !text.chars().any(char::is_control);
        let bad = opened.warnings.iter().find(|warning| !shown(&warning.param) || !shown(&warning.message));
        same(&bad, &None, "a warning that cannot be shown")
    });
}

#[test]
fn whatever_text_there_is_reading_ends() {
    for_many_of((hostile(), any_scenario(), any::<(u16, char)>()), |(text, scenario, (at, c))| {
        let _ = text.parse::<Program>();
        let _ = file::read(text);
        let mut damaged: Vec<char> = file::write(scenario).chars().collect();
        let at = usize::from(*at) % damaged.len();
        damaged[at] = *c;
        let _ = file::read(&damaged.into_iter().collect::<String>());
        Ok(())
    });
}

#[test]
fn long_links_are_read_in_little_time() {
    for text in ["a1~", "cpu1-", "req=a&", "req=cpu1&", "svc=db&", "x&", "=&", "%", "_x", "_"] {
        let long = text.repeat(LINK_BYTES_MAX / text.len());
        for query in [format!("req={long}"), format!("svc={long}"), long] {
            let opened = link::open(&query, &query);
            assert!(!opened.subject.scenario().expect("it asks for no program").groups.is_empty());
        }
    }
}
