//! Programs on the page, natively: what a link, the editor and a file do.

use super::*;
use crate::link;
use crate::ui::state::{Refusal, address, given};

const GATHER: &str = "import asyncio\n\nasync def f(s):\n    await asyncio.sleep(s)\n    print(s)\n\nasync def main():\n    \
                      await asyncio.gather(f(0.02), f(0.01))\n\nasyncio.run(main())\n";

fn link_to(sources: &[&str], view: &View) -> String {
    let sources = sources.iter().map(|&source| source.to_owned()).collect();
    let programs = Programs { sources, cost: LineCost::Fixed(1_000_000), ..Programs::one("") };
    link::print_programs(&programs, view).expect("it is short")
}

/// The page once what is on its way has come.
fn arrived(state: &State) -> State {
    let Some(job) = state.job.clone() else { return state.clone() };
    let runs = job.run();
    state.after(Action::Finish(job, runs))
}

fn open(link: &str) -> State {
    arrived(&address::open(link.trim_start_matches('?'), ""))
}

fn endings(state: &State) -> Vec<(String, &str, String)> {
    let accounts = state.shown.runs.iter().filter_map(|run| Some((run, run.account.as_ref()?)));
    accounts.map(|(run, of)| (of.name(), of.ending.kind.as_str(), run.trace.makespan().to_string())).collect()
}

#[test]
fn a_link_with_a_program_shows_its_text_at_once_and_then_both_of_its_forms() {
    let link = link_to(&[GATHER], &View { t: crate::time::Instant::from_ms(12), ..View::default() });
    let waiting = address::open(link.trim_start_matches('?'), "");
    assert_eq!(waiting.written().map(|programs| programs.sources.as_slice()), Some(&[GATHER.to_owned()][..]));
    assert!(waiting.job.is_some() && waiting.shown.runs.is_empty());
    let state = arrived(&waiting);
    assert_eq!(
        endings(&state),
        [("written".into(), "returned", "24".into()), ("blocking".into(), "returned", "36".into())]
    );
    assert_eq!(state.moment.to_string(), "12");
    assert_eq!(address::print(&state), Some(link));
    let labels: Vec<&str> = state.shown.runs.iter().map(|run| run.trace.label()).collect();
    assert_eq!(labels, ["written", "blocking"]);
}

#[test]
fn tasks_are_at_the_lines_that_they_wait_at() {
    let link = link_to(&[GATHER], &View { t: crate::time::Instant::from_ms(10), ..View::default() });
    let state = open(&link);
    let at: Vec<(u32, u32)> =
        state.tasks_at_lines(&state.shown.runs[0]).iter().map(|(line, task)| (*line, task.0)).collect();
    assert_eq!(at, [(10, 0), (8, 1), (4, 2), (4, 3)]);
}

#[test]
fn what_is_written_replaces_what_is_shown_where_it_runs_and_stays_beside_it_where_not() {
    let state = open(&link_to(&[GATHER], &View::default()));
    let slower = GATHER.replace("0.02", "0.05");
    let action = write(&state, 0, &slower).expect("it is another text");
    let edited = arrived(&state.after(action));
    assert_eq!(endings(&edited)[0].2, "54");
    assert_eq!(edited.shown.programs().map(|programs| programs.sources[0].clone()), Some(slower.clone()));
    let broken = slower.replace("gather(", "gather((");
    let refused = arrived(&edited.after(write(&edited, 0, &broken).expect("it is another text")));
    assert_eq!(refused.shown, edited.shown, "the last good picture stays");
    assert_eq!(refused.written().map(|programs| programs.sources[0].clone()), Some(broken));
    assert!(!refused.source.problems.is_empty() && refused.notices.is_empty());
    assert_eq!(address::print(&refused), address::print(&edited), "a link holds what is shown");
    let mended = arrived(&refused.after(write(&refused, 0, &slower).expect("it is another text")));
    assert!(mended.source == Source::default() && endings(&mended) == endings(&edited));
    assert_eq!(write(&mended, 0, &slower), None);
}

#[test]
fn the_cost_of_a_line_is_changed_for_all() {
    let state = open(&link_to(&[GATHER, GATHER], &View::default()));
    assert_eq!(state.shown.runs.len(), 4);
    let cheap = arrived(&state.after(set_cost(&state, LineCost::Fixed(0)).expect("it is another cost")));
    let ends: Vec<String> =
        endings(&cheap).into_iter().map(|(name, _, end)| format!("{name} {end}")).collect();
    assert_eq!(ends, ["written 20", "blocking 30", "written-2 20", "blocking-2 30"]);
}

#[test]
fn a_bad_program_in_a_link_is_shown_with_what_is_wrong() {
    let state = open(&link_to(&["import socket\nprint(1)\n"], &View::default()));
    assert!(state.job.is_none() && state.shown.runs.is_empty());
    let problems: Vec<u32> = state.source.problems.iter().map(|located| located.problem.place.line).collect();
    assert_eq!(problems, [1]);
    assert_eq!(state.notices.iter().map(|notice| notice.param.as_str()).collect::<Vec<_>>(), ["py"]);
    let mended = arrived(&state.after(write(&state, 0, "print(1)\n").expect("it is another text")));
    assert_eq!(endings(&mended).len(), 1);
}

#[test]
fn a_program_is_pasted_or_opened_and_left_again() {
    let start = address::open("", "");
    let pasted = arrived(&start.after(given::paste(GATHER, &start).expect("it is a program")));
    assert_eq!(endings(&pasted).len(), 2);
    assert_eq!(given::paste("just a line with print(1) in it", &start), None);
    let back = pasted.after(address::choose("cpu-bound", &pasted).expect("it is in the catalogue"));
    assert!(back.shown.programs().is_none() && back.source == Source::default());
    let dropped = arrived(&back.after(given::open_file(Some("print('hi')\n"), &back)));
    assert_eq!(dropped.shown.runs[0].account.as_ref().map(|of| of.printed.len()), Some(1));
}

#[test]
fn endless_and_stuck_programs_end_and_say_where() {
    for (source, kind, line) in [
        ("while True:\n    pass\n", "limit", 1),
        ("def f():\n    f()\nf()\n", "raised", 2),
        (
            "import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n",
            "deadlock",
            3,
        ),
        ("x = 'a' * 10\nwhile True:\n    x = x + x\n", "limit", 3),
    ] {
        let state = open(&link_to(&[source], &View::default()));
        let ending = &state.shown.runs[0].account.as_ref().expect("it ran").ending;
        assert_eq!((ending.kind.as_str(), ending.line), (kind, Some(line)), "{source}");
    }
}

#[test]
fn whatever_happens_to_programs_nothing_of_scenarios_is_touched() {
    let state = open(&link_to(&[GATHER], &View::default()));
    let job = state.after(write(&state, 0, "print(2)\n").expect("it is another text"));
    let given_up = job.after(Action::Cancel);
    assert!(given_up.job.is_none() && given_up.shown == state.shown);
    let late = Action::Finish(job.job.clone().expect("it is on its way"), Err(Refusal::BrokeOff));
    assert_eq!(given_up.after(late).shown, state.shown, "who was given up is not heard");
}

#[test]
fn the_task_that_a_link_follows_is_counted_from_the_module() {
    let link = link_to(&[GATHER], &View { follow: Some(2), ..View::default() });
    let state = open(&link);
    assert_eq!(state.follow, Some(TaskId(2)));
    assert_eq!(state.shown.runs[0].trace.task_name(TaskId(2)), "f");
    assert_eq!(address::print(&state), Some(link));
    assert_eq!(open(&link_to(&[GATHER], &View { follow: Some(4), ..View::default() })).follow, None);
}

#[test]
fn what_is_written_in_two_programs_one_after_the_other_runs_together() {
    let state = open(&link_to(&[GATHER, GATHER], &View::default()));
    let first = state.after(write(&state, 0, "print(1)\n").expect("it is another text"));
    let both = first.after(write(&first, 1, "print(2)\n").expect("it is another text"));
    let printed: Vec<String> = arrived(&both)
        .shown
        .runs
        .iter()
        .filter_map(|run| Some(run.account.as_ref()?.printed.first()?.text.trim().to_owned()))
        .collect();
    assert_eq!(printed, ["1", "2"]);
}

#[test]
fn undo_goes_back_from_a_program_and_redo_returns_to_it() {
    use crate::ui::state::edit::Change;
    let start = address::open("t=7", "");
    let program = arrived(&start.after(bring(Programs::one(GATHER), &start)));
    let back = program.after(Action::Change(Change::Undo));
    assert_eq!(address::print(&back), address::print(&start));
    let again = arrived(&back.after(Action::Change(Change::Redo)));
    assert_eq!((&again.shown.subject, endings(&again)), (&program.shown.subject, endings(&program)));
    let broken = arrived(&start.after(bring(Programs::one("x = (\n"), &start)));
    assert_eq!(address::print(&broken.after(Action::Change(Change::Undo))), address::print(&start));
}

#[test]
fn a_program_is_asked_nothing_yet_and_who_gives_it_up_is_told_so() {
    let link = format!("{}&ask=next", link_to(&[GATHER], &View::default()));
    let state = open(&link);
    assert!(state.ask.is_none() && state.asked.is_none() && state.hidden_from().is_none());
    let given_up = address::open(link.trim_start_matches('?'), "").after(Action::Cancel);
    assert_eq!(given_up.notices.iter().map(|notice| notice.param.as_str()).collect::<Vec<_>>(), ["py"]);
}
