//! What the reducer does, natively.

use super::ask::outcome;
use super::*;
use crate::scenario::presets;
use proptest::prelude::*;

fn page(link: &str) -> State {
    address::open(link, "")
}

fn ms(ms: u64) -> Instant {
    Instant::from_ms(ms)
}

#[track_caller]
fn check_moments(link: &str, actions: &[Action], expected_ms: &[&str]) {
    let mut state = page(link);
    let mut moments = Vec::new();
    for action in actions {
        state = state.after(action.clone());
        moments.push(state.moment.to_string());
    }
    assert_eq!(moments, expected_ms);
}

fn step(direction: Direction) -> Action {
    Action::Step(direction, 1)
}

#[test]
fn a_step_goes_to_the_next_instant_at_which_something_happens_in_any_model() {
    // Both models: arrivals at 0, 1, 2; at 3 request 1 makes its call; at 6 and 9 the asynchronous ones make theirs.
    let actions = vec![step(Direction::Forward); 6];
    check_moments("", &actions, &["1", "2", "3", "6", "9", "23"]);
}

fn shown(state: &State) -> (String, Vec<String>) {
    let runs = state.shown.runs.iter().map(|run| run.trace.label().to_owned());
    (state.moment.to_string(), runs.collect())
}

#[test]
fn a_guest_leads_to_what_is_on_its_way() {
    let wanted = "?v=1&req=cpu1-db5-cpu1_x60000_every1&run=async1&t=7&theme=dark";
    let guest = page(&format!("{wanted}&embed=1"));
    assert!(guest.job.is_some() && guest.moment == Instant::ZERO, "it stands at what is there meanwhile");
    assert_eq!(address::open_link(&guest).as_deref(), Some(wanted));
    let given_up = guest.after(Action::Cancel);
    assert_eq!(address::open_link(&given_up).as_deref(), Some("?v=1&theme=dark"));
}

#[test]
fn a_chapter_is_opened_by_link_and_from_another_one() {
    let state = page("lesson=A2");
    assert_eq!(shown(&state), ("3".into(), vec!["async1".into()]));
    assert!(state.is_in_scene() && state.moved && !state.spots().is_empty());
    assert_eq!(state.travel, None, "a link opens its moment at once");
    let next = state.after(address::chapter(Chapter::A3, &state));
    assert_eq!((next.lesson, shown(&next).0), (Some(Chapter::A3), "6".into()));
    assert_eq!(next.travel, Some(ms(3)), "the playhead goes on from where it is");
    assert_eq!(next.shown, state.shown, "the same run is not made anew");
    let other = next.after(address::chapter(Chapter::S3, &next));
    assert_eq!((other.travel, shown(&other).1), (Some(ms(0)), vec!["sync1".into()]));
    let still = next.after(Action::ReduceMotion(true));
    assert_eq!(still.after(address::chapter(Chapter::S3, &still)).travel, None);
}

#[test]
fn a_chapter_points_at_nothing_elsewhere() {
    let state = page("lesson=A2");
    let later = state.after(step(Direction::Forward));
    assert!(later.spots().is_empty() && later.lesson.is_some() && later.travel.is_none());
    assert!(state.after(Action::LeaveLesson).spots().is_empty());
    let elsewhere = page("lesson=A2&preset=cpu-bound");
    assert!(!elsewhere.is_in_scene() && elsewhere.spots().is_empty());
    assert_eq!((elsewhere.lesson_here(), elsewhere.moment), (None, ms(0)));
}

#[test]
fn another_scenario_from_the_menu_ends_the_lesson() {
    let state = page("lesson=A2&theme=dark&speed=2");
    let chosen = state.after(address::choose("cpu-bound", &state).expect("it exists"));
    assert_eq!((chosen.lesson, chosen.theme), (None, Theme::Dark));
    let closed = state.after(Action::LeaveLesson);
    assert_eq!(closed.shown, state.shown);
    let link = address::print(&closed).expect("it is short");
    assert_eq!(page(link.trim_start_matches('?')).shown.scenario(), state.shown.scenario());
}

fn asked(state: &State) -> &Asked {
    state.asked.as_deref().expect("a question stands")
}

#[test]
fn while_a_question_stands_nothing_moves_the_playhead() {
    let state = page("ask=next&t=3");
    assert_eq!((state.hidden_from(), state.ask), (Some(ms(3)), Some(Ask::Next)));
    let actions = [step(Direction::Forward), Action::Play, Action::End, Action::Seek(ms(50)), Action::Start];
    for action in actions {
        let after = state.after(action.clone());
        assert_eq!(
            (after.moment, after.playing, after.hidden_from()),
            (ms(3), false, Some(ms(3))),
            "{action:?}"
        );
    }
    let link = address::print(&state).expect("it is short");
    assert_eq!(link, "?v=1&t=3&ask=next");
    let closed = state.after(Action::CloseQuestion);
    assert_eq!((closed.hidden_from(), closed.asked.clone(), closed.ask), (None, None, None));
    assert_eq!(closed.after(step(Direction::Forward)).moment, ms(6));
}

#[test]
fn an_answer_is_judged_and_it_plays_on_until_it_has_happened() {
    let state = page("ask=next&t=3");
    let right = asked(&state).question.right;
    assert_eq!(right, Outcome::Computes(TaskId(1)), "the asynchronous thread hops");
    let mut answered = state.after(Action::Answer(right));
    assert_eq!(answered.hidden_from(), None);
    assert!(answered.playing && answered.answer.as_ref().is_some_and(|answer| answer.right));
    while answered.playing {
        answered = answered.after(Action::Tick(Duration::from_ms(16)));
    }
    assert_eq!(answered.moment, ms(6), "the span is over");
    assert!(answered.feedback().is_some_and(|why| why.contains("request 2")));
    assert_eq!(answered.spots().len(), 1);
    let wrong = state.after(Action::Answer(Outcome::Idle));
    let told = wrong.answer.clone().expect("it is answered");
    assert_eq!((told.ask, told.right), (Ask::Next, false));
    assert_eq!(wrong.after(Action::Answer(right)).answer, wrong.answer, "one answer is enough");
    assert_eq!(wrong.view().ask, None, "a link to what is shown asks no more");
}

#[test]
fn an_instant_is_guessed_on_the_axis_and_may_be_a_little_off() {
    let state = page("ask=done.2&t=10");
    let guessed = state.after(Action::Scrub(ms(34)));
    assert_eq!((guessed.moment, asked(&guessed).guess), (ms(10), ms(34)));
    assert_eq!(guessed.after(Action::Seek(ms(2))).asked, guessed.asked, "not in the past");
    let answered = guessed.after(Action::Answer(Outcome::At(ms(34))));
    assert!(answered.answer.is_some_and(|answer| answer.right && answer.given == "34"), "33 is exact");
    let off = guessed.after(Action::Answer(Outcome::At(ms(56))));
    assert!(off.answer.is_some_and(|answer| !answer.right), "that is the synchronous one");
}

#[test]
fn a_question_in_the_middle_of_something_is_about_what_comes_after_it() {
    let said = |link: &str| page(link).question_words().expect("it is asked").replace('\u{a0}', " ");
    assert_eq!(
        said("ask=next&t=12"),
        "At 12 ms the thread is idle in the async model. What does it do *after that*?"
    );
    assert_eq!(said("ask=next&t=9"), "From 9 ms on: what does the thread do *first* in the async model?");
    let state = page("ask=next&t=12");
    let choices: Vec<String> = asked(&state)
        .question
        .choices
        .iter()
        .map(|&choice| outcome(&asked(&state).question, choice))
        .collect();
    assert!(!choices.contains(&"It is idle".to_owned()), "{choices:?}");
}

#[test]
fn a_question_shows_the_programs_that_it_is_about_as_far_as_it_may_tell() {
    let about = |link: &str| page(link).asked_about().iter().map(|id| id.number()).collect::<Vec<_>>();
    assert_eq!(about("ask=next&t=3"), [1], "all are of one group");
    assert_eq!(about("ask=done.2&t=10"), [2]);
    assert_eq!(about("preset=blocking-in-async&ask=next&t=21.3"), [4, 2], "one of each group");
    assert!(about("t=3").is_empty());
    assert_eq!(page("ask=next&t=0").told_until(), None);
    let state = page("ask=next&t=3");
    assert_eq!(state.told_until(), Some(Instant::from_ns(2_999_999)), "not what it does at 3 ms");
    let answered = state.after(Action::Answer(Outcome::Idle)).after(Action::Pause);
    assert_eq!(answered.told_until(), Some(answered.moment));
}

#[test]
fn where_cores_are_shared_an_answer_does_not_say_that_a_thread_has_one() {
    let state = page("cores=1&quantum=2&req=cpu9_x3&run=sync3&ask=next&t=0");
    let question = &asked(&state).question;
    assert_eq!(
        outcome(question, Outcome::Computes(TaskId(1))),
        "It computes request 2 or waits for a core with it"
    );
    let alone = page("cores=4&req=cpu9_x3&run=sync3&ask=next&t=0");
    assert_eq!(outcome(&asked(&alone).question, Outcome::Computes(TaskId(1))), "It computes request 2");
}

#[test]
fn an_idle_thread_among_several_does_not_say_that_nobody_can_go_on() {
    let state = page("req=cpu3-db20-cpu5_x3_every1&run=sync4&ask=next&t=0");
    let why = |state: &State, given| state.after(Action::Answer(given)).feedback().expect("it is answered");
    let question = &asked(&state).question;
    assert_eq!(question.right, Outcome::Computes(TaskId(0)));
    let state = page("req=cpu3-db20-cpu5_x3_every1&run=sync4&ask=next&t=30.5");
    let question = &asked(&state).question;
    assert_eq!((question.right, question.thread.0), (Outcome::Idle, 1), "another one is idle already");
    assert!(why(&state, Outcome::Idle).contains("nobody without a thread"), "{}", why(&state, Outcome::Idle));
}

#[test]
fn the_page_is_ready_when_all_stands_that_the_link_asks_for() {
    let state = page("lesson=A3");
    assert_eq!((state.status_name(false), state.status_name(true)), ("loading", "loading"));
    let drawn = state.after(Action::Drawn);
    assert_eq!((drawn.status_name(false), drawn.status_name(true)), ("loading", "ready"));
    assert_eq!(drawn.after(Action::Lose).status_name(false), "ready", "nobody waits for what does not come");
    for (link, is_taught, is_told) in [
        ("", false, true),
        ("lesson=A3", true, true),
        ("ask=next&t=3", true, true),
        ("embed=1", false, false),
        ("embed=1&t=3", false, true),
        ("embed=1&lesson=A3&t=0", true, false),
    ] {
        let state = page(link);
        assert_eq!((state.is_taught(), state.is_told()), (is_taught, is_told), "{link}");
    }
}

#[test]
fn a_question_that_cannot_be_asked_is_a_warning() {
    for link in ["ask=next&t=84", "ask=done.1&t=60", "ask=first&t=60"] {
        let state = page(link);
        assert_eq!((state.ask, state.asked.clone()), (None, None), "{link}");
        assert_eq!(state.notices.iter().map(|notice| &*notice.param).collect::<Vec<_>>(), ["ask"], "{link}");
    }
}

#[test]
fn predict_asks_one_thing_after_the_other() {
    let mut state = page("");
    let mut kinds = Vec::new();
    for _ in 0..6 {
        state = state.after(Action::Predict);
        let question = asked(&state).question.clone();
        assert_eq!(state.moment, question.at);
        kinds.push(question.ask);
        state = state.after(Action::Answer(question.right));
        while state.playing {
            state = state.after(Action::Tick(Duration::from_ms(100)));
        }
        assert_eq!(state.moment, question.until);
    }
    assert!(kinds.contains(&Ask::Next) && kinds.contains(&Ask::First));
    assert!(kinds.iter().any(|ask| matches!(ask, Ask::Done(_))), "{kinds:?}");
}

#[test]
fn a_chapter_keeps_its_secret_while_its_question_stands() {
    let state = page("lesson=W3");
    assert!(state.lesson_here().is_some());
    let (ask, at) = Chapter::W3.question();
    let state = state.after(Action::Ask(ask, at));
    assert_eq!((state.lesson, state.hidden_from()), (Some(Chapter::W3), Some(at)));
    assert!(state.lesson_here().is_none() && state.spots().is_empty());
    let next = state.after(address::chapter(Chapter::T, &state));
    assert_eq!((next.lesson, next.asked.clone(), next.ask), (Some(Chapter::T), None, None));
}

#[test]
fn a_step_back_goes_the_same_way() {
    let actions = vec![step(Direction::Back); 4];
    check_moments("t=24", &actions, &["23", "9", "6", "3"]);
}

#[test]
fn ten_steps_at_once_stop_at_the_ends() {
    let ten = |direction| Action::Step(direction, 10);
    let actions =
        [ten(Direction::Forward), ten(Direction::Forward), ten(Direction::Forward), ten(Direction::Back)];
    let state = actions.iter().fold(page(""), |state, action| state.after(action.clone()));
    let by_ones = std::iter::repeat_n(step(Direction::Back), 10)
        .fold(page("t=84"), |state, action| state.after(action));
    assert_eq!(state.moment, by_ones.moment);
    check_moments("", &[ten(Direction::Back)], &["0"]);
    check_moments("t=83", &[ten(Direction::Forward)], &["84"]);
}

#[test]
fn end_goes_to_the_largest_makespan_and_start_to_0() {
    check_moments("", &[Action::End, Action::Start], &["84", "0"]);
}

#[test]
fn stepping_and_seeking_pause_and_pale_what_lies_ahead() {
    for action in
        [step(Direction::Forward), Action::Seek(ms(5)), Action::Scrub(ms(5)), Action::End, Action::Start]
    {
        let playing = page("").after(Action::Play);
        assert!(playing.playing);
        let state = playing.after(action);
        assert!(!state.playing && state.moved);
    }
    assert!(!page("").moved);
}

#[test]
fn playing_takes_ten_seconds_for_the_whole_axis_and_stops_at_the_end() {
    let mut state = page("").after(Action::Play);
    let mut frames = 0;
    while state.playing {
        state = state.after(Action::Tick(Duration::from_ms(20)));
        frames += 1;
    }
    assert_eq!((frames, state.moment), (500, ms(84)));
}

#[test]
fn playing_from_the_end_begins_anew() {
    let state = page("t=84").after(Action::TogglePlay);
    assert_eq!((state.moment, state.playing), (Instant::ZERO, true));
}

#[test]
fn twice_the_speed_is_half_the_time() {
    let mut state = page("speed=2").after(Action::Play);
    for _ in 0..125 {
        state = state.after(Action::Tick(Duration::from_ms(20)));
    }
    assert_eq!(state.moment, ms(42));
}

#[test]
fn with_reduced_motion_the_playhead_only_stands_where_something_happens() {
    let mut state = page("").after(Action::ReduceMotion(true)).after(Action::Play);
    let mut moments = vec![state.moment];
    while state.playing {
        state = state.after(Action::Tick(Duration::from_ms(16)));
        moments.push(state.moment);
    }
    moments.dedup();
    assert!(moments.iter().all(|&moment| state.shown.last_instant_up_to(moment) == moment));
    assert_eq!(moments.last(), Some(&ms(84)));
    assert!(moments.len() > 10);
}

#[test]
fn a_hidden_tab_does_not_leap() {
    let state = page("").after(Action::Play).after(Action::Tick(Duration::from_ms(60_000)));
    assert!(state.moment < ms(2));
}

#[test]
fn the_scrubber_rests_on_round_instants_and_reaches_the_end() {
    let scrub = |ns| Action::Scrub(Instant::from_ns(ns));
    check_moments("", &[scrub(27_012_345), scrub(42_000_000), scrub(83_999_999)], &["27", "42", "84"]);
}

#[test]
fn following_a_request_twice_ends_it_and_unknown_ones_are_nobody() {
    let follow = |index| Action::ToggleFollow(TaskId(index));
    let state = page("").after(follow(1));
    assert_eq!(state.follow, Some(TaskId(1)));
    assert_eq!(state.after(follow(1)).follow, None);
    assert_eq!(state.after(follow(99)).follow, None);
}

#[test]
fn zooming_keeps_the_playhead_in_its_place_and_back_is_everything() {
    let state = page("t=42").after(Action::Zoom(500));
    let window = state.window();
    assert_eq!((window.start, window.end), (ms(21), ms(63)));
    assert_eq!(state.after(Action::Zoom(2000)).zoom, None);
    assert_eq!(state.after(Action::ZoomReset).zoom, None);
}

#[test]
fn a_step_out_of_view_brings_the_view_along() {
    let state = page("zoom=0..10").after(Action::End);
    assert!(state.window().contains(ms(84)));
    assert_eq!(state.window().length(), Duration::from_ms(10));
}

#[test]
fn panning_stops_at_the_ends() {
    let state = page("zoom=0..10").after(Action::Pan(-5_000_000));
    assert_eq!(state.window().start, Instant::ZERO);
    let state = state.after(Action::Pan(i64::MAX));
    assert_eq!((state.window().start, state.window().end), (ms(74), ms(84)));
}

#[test]
fn what_the_link_says_is_shown_and_printed_again() {
    let link = "?v=1&t=12.5&follow=2&speed=0.5&theme=dark";
    let state = page(link);
    assert_eq!(state.moment, Instant::from_ns(12_500_000));
    assert_eq!(state.follow, Some(TaskId(1)));
    assert_eq!(address::print(&state).as_deref(), Some(link));
}

#[test]
fn zoomed_in_the_scrubber_is_finer() {
    let state = page("zoom=10..11").after(Action::Scrub(Instant::from_ns(10_254_321)));
    assert_eq!(state.moment, Instant::from_ns(10_250_000));
}

#[test]
fn a_moment_beyond_the_end_is_the_end_and_said() {
    let state = page("t=9999");
    assert_eq!(state.moment, ms(84));
    assert_eq!(state.notices.iter().map(|notice| notice.param.as_str()).collect::<Vec<_>>(), ["t"]);
}

#[test]
fn a_notice_can_be_taken_away() {
    let state = page("t=9999&follow=77");
    assert_eq!(state.notices.len(), 2);
    assert_eq!(state.after(Action::Dismiss(0)).notices.len(), 1);
    assert_eq!(state.after(Action::Dismiss(7)).notices.len(), 2);
}

#[test]
fn a_scenario_that_breaks_a_limit_leaves_the_last_good_one() {
    let good = page("preset=cpu-bound");
    let too_long = "req=db999999999-db999999999";
    let action = address::reopen(too_long, "", &good);
    assert!(matches!(action, Some(Action::Refuse(_))), "{action:?}");
    let state = action.map(|action| good.after(action)).unwrap_or(good.clone());
    assert_eq!(state.shown, good.shown);
    assert_eq!(state.notices.first().map(|notice| notice.param.as_str()), Some("req"));
    // Opened with nothing before it, the page shows the default and says so.
    let state = page(too_long);
    assert_eq!(state.shown.preset, Some(presets::DEFAULT));
    assert_eq!(state.notices.len(), 1);
}

#[test]
fn an_address_that_is_shown_already_changes_nothing() {
    let state = page("t=5");
    assert_eq!(address::reopen("v=1&t=5", "", &state), None);
    assert!(matches!(address::reopen("t=6", "", &state), Some(Action::Show(..))));
}

#[test]
fn another_preset_begins_at_0_in_the_same_colours() {
    let state = page("t=5&theme=dark&follow=1");
    let state = address::choose("cpu-bound", &state)
        .map(|action| state.after(action))
        .expect("it is in the catalogue");
    assert_eq!(address::print(&state).as_deref(), Some("?v=1&preset=cpu-bound&theme=dark"));
    assert!(!state.moved);
    assert_eq!(address::choose("no-such", &state), None);
}

#[test]
fn two_states_differ_by_their_place_alone_or_by_more() {
    let state = page("").after(Action::Seek(ms(3)));
    let further = state.after(Action::Seek(ms(5)));
    assert!(state != further && state.differs_by_place(&further));
    assert!(state.differs_by_place(&further.after(Action::Zoom(500))));
    assert!(!state.differs_by_place(&further.after(Action::TogglePlay)));
    assert!(!state.differs_by_place(&state.after(Action::ToggleFollow(TaskId(1)))));
}

#[test]
fn the_page_of_an_address_that_asks_for_nothing_is_the_default_one() {
    let (asked, plain) = (page(""), address::open_default());
    assert_eq!((&asked.shown.scenario(), asked.shown.preset), (&plain.shown.scenario(), plain.shown.preset));
    assert_eq!((asked.view(), asked.notices.len(), asked.moved), (plain.view(), 0, false));
}

#[test]
fn nothing_changed_is_the_same_value() {
    let state = page("");
    assert!(state.after(Action::Pause) == state);
    assert!(state.after(Action::Tick(Duration::from_ms(5))) == state);
}

#[test]
fn a_playing_readout_keeps_its_digits() {
    assert_eq!(readout(Instant::from_ns(27_000_000), ms(84), true), "27.0");
    assert_eq!(readout(Instant::from_ns(27_123_456), ms(84), true), "27.1");
    assert_eq!(readout(Instant::from_ns(27_123_456), ms(84), false), "27.123456");
    assert_eq!(readout(Instant::from_ns(1_234_567_890), ms(60_000), true), "1234");
}

fn any_action() -> impl Strategy<Value = Action> {
    let instant = (0..200_000_000_u64).prop_map(Instant::from_ns);
    let direction = prop_oneof![Just(Direction::Forward), Just(Direction::Back)];
    prop_oneof![
        Just(Action::TogglePlay),
        Just(Action::Pause),
        (0..200_u64).prop_map(|ms| Action::Tick(Duration::from_ms(ms))),
        (direction, 0..20_u32).prop_map(|(direction, count)| Action::Step(direction, count)),
        instant.clone().prop_map(Action::Seek),
        instant.clone().prop_map(Action::Scrub),
        Just(Action::Start),
        Just(Action::End),
        (0..5_u32).prop_map(|index| Action::ToggleFollow(TaskId(index))),
        (0..5_000_u32, instant).prop_map(|(permille, at)| Action::ZoomAround(permille, at)),
        (0..5_000_u32).prop_map(Action::Zoom),
        any::<i64>().prop_map(Action::Pan),
        Just(Action::ZoomReset),
        any::<bool>().prop_map(Action::ReduceMotion),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_playhead_and_the_view_stay_on_the_axis(
        actions in proptest::collection::vec(any_action(), 0..40)
    ) {
        let mut state = page("");
        for action in actions {
            state = state.after(action);
            prop_assert!(state.moment <= state.end());
            let window = state.window();
            prop_assert!(window.start < window.end && window.end <= state.end());
            prop_assert!(state.follow.is_none_or(|request| request.0 < 3));
            prop_assert!(!state.playing || state.moment < state.end());
        }
        let link = address::print(&state).expect("it is short");
        let again = page(&link);
        prop_assert_eq!(again.view(), state.view());
        prop_assert!(again.notices.is_empty());
    }
}

#[test]
fn models_of_one_kind_have_names_of_their_own() {
    let names = |link: &str| {
        let shown = page(link).shown;
        (0..shown.runs.len()).map(|place| shown.model(place).short.replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    let one_thread = "req=cpu1-offload.sleep100_x2&run=async1_blocking6&run=async1_blocking40";
    assert_eq!(names(one_thread), ["async (6 helpers)", "async (40 helpers)"]);
    assert_eq!(names("run=sync1&run=sync1&run=async1"), ["sync (no. 1)", "sync (no. 2)", "async"]);
    let question = page(&format!("{one_thread}&t=1&ask=done.1")).question_words();
    assert!(question.is_some_and(|words| words.contains("in the async (")), "the question says which");
}
