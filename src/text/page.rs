//! The page around the figure: controls, cards, notices.

use super::joined;
use super::model::ModelName;
use crate::number::Decimal;
use crate::scene::Form;

/// The name of the thing.
pub const NAME: &str = "Interleave";
/// What it is for, in a line.
pub const TAGLINE: &str = "What a thread does while it waits";
/// Jumps over the header.
pub const SKIP: &str = "Skip to the diagram";
/// Jumps over the header and the requests of the diagram, which may be many.
pub const SKIP_DIAGRAM: &str = "Skip to the playback buttons";
/// The presets of very many requests, in the menu.
pub const LARGE: &str = "Very many requests";
/// The menu of scenarios.
pub const SCENARIO: &str = "Scenario";
/// The entry of the menu for a scenario that is none of the catalogue's.
pub const OWN_SCENARIO: &str = "Scenario of this link";
/// Opens the list of keys.
pub const HELP: &str = "Keys";
/// The heading of the figure, for those who do not see it.
pub const DIAGRAM: &str = "Diagram";
/// The group of buttons that move the playhead.
pub const TRANSPORT: &str = "Playback";
/// To 0.
pub const TO_START: &str = "To the start";
/// One step back.
pub const STEP_BACK: &str = "One step back";
/// Plays.
pub const PLAY: &str = "Play";
/// Pauses.
pub const PAUSE: &str = "Pause";
/// One step on.
pub const STEP: &str = "One step on";
/// To the end.
pub const TO_END: &str = "To the end";
/// How fast it plays.
pub const SPEED: &str = "Speed";
/// The slider.
pub const SCRUB: &str = "Playhead";
/// The legend.
pub const LEGEND: &str = "What the forms mean";
/// Zooms in.
pub const ZOOM_IN: &str = "Zoom in";
/// Zooms out.
pub const ZOOM_OUT: &str = "Zoom out";
/// Shows the whole axis.
pub const ZOOM_RESET: &str = "Show all of it";
/// The card of numbers.
pub const COMPARISON: &str = "What the thread did";
/// The same with several threads.
pub const COMPARISON_MANY: &str = "What the threads did";
/// Rows of the table of numbers.
pub const FINISHED_AT: &str = "Finished at";
/// Row.
pub const WASTED: &str = "Waiting wasted";
/// Row, where helper threads were ever blocked.
pub const HELPERS_BLOCKED: &str = "Helpers blocked";
/// Row, where requests ever waited for a free helper thread.
pub const HELPER_WAIT: &str = "Waited for a free helper";
/// Row.
pub const REUSED: &str = "Waiting reused";
/// Row.
pub const MEAN_LATENCY: &str = "Mean latency";
/// Row.
pub const THROUGHPUT: &str = "Throughput";
/// The column of row names.
pub const MEASURE: &str = "Measure";
/// Milliseconds.
pub const MS: &str = "ms";
/// Seconds.
pub const S: &str = "s";
/// A rate that there is none of.
pub const NO_RATE: &str = "–";
/// A second, of a rate.
pub const PER_S: &str = "/s";
/// A part of the bars.
pub const RUNNING: &str = "computing";
/// A part of the bars.
pub const BLOCKED: &str = "blocked";
/// A part of the bars.
pub const OTHER: &str = "waiting for a core";
/// A part of the bars.
pub const IDLE: &str = "idle";
/// The name of a bar of helpers, and how many of them there are.
pub const HELPERS: &str = "helpers";
/// The heading of the notices.
pub const NOTICES: &str = "Not everything could be taken as it was";
/// The heading of the notices where everything was taken.
pub const HINTS: &str = "It was taken as it stands, and may mean something else";
/// Takes a notice away.
pub const DISMISS: &str = "Dismiss";
/// A part of the page that is loaded when it is asked for did not come.
pub const LOST: &str = "a part of it did not load; what you see goes on. Please check the connection and try again, or load the page again";
/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// Switches off keys of one character.
pub const SINGLE_KEYS: &str = "Keys of a single character (Space, +, −, 0, ?)";
/// The foot of the page.
pub const FOOT: &str =
    "Interleave runs in this page: nothing is sent anywhere. Free software, MIT or Apache-2.0.";
/// The documents beside the page: address and name.
pub const DOCUMENTS: [(&str, &str); 5] = [
    ("docs/model.html", "What the model leaves out"),
    ("docs/scenarios.html", "Scenarios and steps"),
    ("docs/links.html", "Writing links"),
    ("docs/embedding.html", "Embedding"),
    ("docs/course-material.html", "Books and slides"),
];
/// Ends following a request.
pub const UNFOLLOW: &str = "Follow nobody";

/// What is to be said where nothing was waited for.
const NO_WAITING: &str = "No request waited for an answer, so there was no waiting time to reuse.";

/// The keys, and what they do.
pub const KEYS: [(&[&str], &str); 13] = [
    (&["Space"], "Play and pause"),
    (&["←", "→"], "One step back, one step on"),
    (&["Shift", "← →"], "Ten steps"),
    (&["Home", "End"], "To the start, to the end"),
    (&["+", "−"], "Zoom in and out"),
    (&["0"], "Show all of it"),
    (&["Enter"], "Follow the request that has the focus"),
    (&["↓"], "From a request's name to its durations; ↑ and ↓ go from one to the next"),
    (&["← →"], "On a duration: shorter, longer; with Shift ten times as much"),
    (&["Ctrl", "Z"], "Take the last edit back"),
    (&["Ctrl", "Shift", "Z"], "Do it again"),
    (&["Esc"], "Follow nobody, or end a drag as if it had not begun"),
    (&["?"], "This list"),
];

/// The title of the window.
pub fn window_title(scenario: &str) -> String {
    if scenario.is_empty() { format!("{NAME}: {TAGLINE}") } else { format!("{scenario} · {NAME}") }
}

/// The menu's entry for a scenario that is none of the catalogue's.
pub fn own_scenario(title: &str) -> String {
    if title.is_empty() { OWN_SCENARIO.to_owned() } else { title.to_owned() }
}

/// Takes one notice away.
pub fn dismiss(param: &str) -> String {
    format!("{DISMISS}: {param}")
}

/// A scenario that breaks a limit of the simulation.
pub fn too_much(field: &str, message: &str) -> String {
    format!("{field}: {message}; what was shown before stays")
}

/// A moment, as it stands beside the slider and is read aloud.
pub fn moment(ms: &str) -> String {
    format!("{ms} ms")
}

/// A number with its unit, which stay in one line.
pub fn with_unit(number: &str, unit: &str) -> String {
    format!("{number}\u{a0}{unit}")
}

/// The time that all threads of a run have together, which is what its bar is as long as.
pub fn thread_time(threads: u32, makespan: &str) -> String {
    if threads == 1 { makespan.to_owned() } else { format!("{threads} × {makespan}") }
}

/// A question that makes no sense at a moment.
pub fn cannot_ask(ask: &str, ms: &str) -> String {
    format!("found {ask}, expected a question that is still open at {ms} ms; none is asked")
}

/// The heading of the card while the future is hidden.
pub fn just_before(ms: &str) -> String {
    format!("Just before {ms} ms")
}

/// The heading of the card that tells what goes on.
pub fn now_at(ms: &str) -> String {
    format!("Now, at {ms} ms")
}

/// When something happened.
pub fn at(ms: &str) -> String {
    format!("at {ms} ms")
}

/// A speed in thousandths, as the menu says it.
pub fn speed(permille: u32) -> String {
    format!("{}×", Decimal::new(permille.into(), 3))
}

/// The button that changes the theme.
pub fn theme(name: &str) -> String {
    match name {
        "light" => "Theme: light".to_owned(),
        "dark" => "Theme: dark".to_owned(),
        _ => "Theme: as the system has it".to_owned(),
    }
}

/// What a form is called in the legend, and what it means; where requests wait for `helpers`, with those.
pub fn form(form: Form, helpers: bool) -> (&'static str, &'static str) {
    let meaning = match form {
        Form::Queued => "arrived, not looked at",
        Form::Running => "computes",
        Form::Runnable => "has a thread, waits for a core",
        Form::Switching => "a core changes threads",
        Form::Blocked => "waits and keeps the thread",
        Form::Paused => "waits, the thread is free",
        Form::Ready => "can go on, no thread yet",
        Form::Waiting if helpers => "waits for a slot or a helper",
        Form::Waiting => "waits for a slot",
        Form::Serving if helpers => "the outside world or a helper works",
        Form::Serving => "the outside world works",
        Form::Thread => return ("the thread", "where it is"),
    };
    (form.name(), meaning)
}

/// The request that is followed.
pub fn following(request: u32) -> String {
    format!("Following request {request}")
}

/// A rate, with three digits that count.
pub fn rate(rate: f64) -> String {
    let places = if rate >= 100.0 {
        0
    } else if rate >= 10.0 {
        1
    } else {
        2
    };
    format!("{:#}", Decimal::of(rate, places))
}

/// The numbers of one run that the sentence below the bars is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RunWords {
    /// What its model is called.
    pub model: ModelName,
    /// Time computing, helpers included, with its unit as all times here.
    pub running: String,
    /// Time that helper threads were computing; `None` for never.
    pub helped: Option<String>,
    /// Time that helper threads were blocked; `None` for never.
    pub helpers_blocked: Option<String>,
    /// Time that requests waited for a free helper thread; `None` for never.
    pub helper_wait: Option<String>,
    /// Whether anything was waited for.
    pub waited: bool,
    /// Time blocked; `None` for never.
    pub blocked: Option<String>,
    /// Time computing while another request was paused; `None` for never.
    pub reused: Option<String>,
}

/// What the bars say: the amount of computing first, then for each run what became of the waiting.
pub fn verdict(runs: &[RunWords]) -> (String, String) {
    let same = runs.windows(2).all(|pair| pair[0].running == pair[1].running);
    let lead = match runs {
        [] => String::new(),
        [only] => format!("{} of computing.", only.running),
        [first, _] if same => format!("{} of computing, either way.", first.running),
        [first, ..] if same => format!("{} of computing, each way.", first.running),
        _ => {
            let parts: Vec<String> =
                runs.iter().map(|run| format!("{} of computing {}", run.running, run.model.short)).collect();
            format!("{}.", joined(&parts))
        }
    };
    // Nobody reads the same sentence of many runs: the bars and the table say it.
    let told = if runs.len() > 2 { &[] } else { runs };
    if told.len() > 1 && told.iter().all(|run| !run.waited) {
        return (lead, NO_WAITING.to_owned());
    }
    let rest: Vec<String> = told.iter().map(|run| became_of_waiting(run) + &done_by_helpers(run)).collect();
    (lead, rest.join(" "))
}

fn done_by_helpers(run: &RunWords) -> String {
    let did = match (&run.helped, &run.helpers_blocked) {
        (None, None) => String::new(),
        (Some(helped), None) => format!(" Helper threads did {helped} of the computing."),
        (None, Some(blocked)) => format!(" Helper threads were blocked for {blocked} instead."),
        (Some(helped), Some(blocked)) => {
            format!(" Helper threads did {helped} of the computing and were blocked for {blocked}.")
        }
    };
    match &run.helper_wait {
        Some(time) => format!("{did} Requests waited for a free helper thread for {time} together."),
        None => did,
    }
}

fn became_of_waiting(run: &RunWords) -> String {
    let name = &run.model.subject;
    match (&run.blocked, &run.reused) {
        (None, None) => format!("{name}: never blocked, and no waiting put to use."),
        (None, Some(reused)) => {
            format!("{name}: never blocked, and {reused} of that work was done while another request waited.")
        }
        (Some(blocked), None) => format!("{name}: blocked for {blocked}."),
        (Some(blocked), Some(reused)) => {
            format!(
                "{name}: blocked for {blocked}, but {reused} of work was done while another request waited."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(subject: &str, helped: Option<&str>, waited: bool) -> RunWords {
        RunWords {
            model: ModelName { subject: subject.into(), ..ModelName::default() },
            running: "42 ms".into(),
            helped: helped.map(Into::into),
            helpers_blocked: None,
            helper_wait: None,
            waited,
            blocked: None,
            reused: waited.then(|| "6 ms".into()),
        }
    }

    #[test]
    fn what_helpers_compute_is_computing_too() {
        let runs = [words("Synchronous", None, false), words("Asynchronous", Some("30 ms"), true)];
        let (lead, rest) = verdict(&runs);
        assert_eq!(lead, "42 ms of computing, either way.");
        assert_eq!(
            rest,
            "Synchronous: never blocked, and no waiting put to use. Asynchronous: never blocked, and 6 ms of that \
             work was done while another request waited. Helper threads did 30 ms of the computing."
        );
    }

    #[test]
    fn what_blocks_a_helper_is_said() {
        let offloaded =
            RunWords { helpers_blocked: Some("200 ms".into()), ..words("Asynchronous", None, true) };
        let (_, rest) = verdict(&[offloaded]);
        assert!(rest.ends_with(" Helper threads were blocked for 200 ms instead."), "{rest}");
    }

    #[test]
    fn what_waits_for_a_helper_is_said() {
        let offloaded = RunWords { helper_wait: Some("594 ms".into()), ..words("Asynchronous", None, true) };
        let (_, rest) = verdict(&[offloaded]);
        assert!(rest.ends_with(" Requests waited for a free helper thread for 594 ms together."), "{rest}");
    }

    #[test]
    fn where_nobody_waits_that_is_all_there_is_to_say() {
        let (_, rest) = verdict(&[words("Synchronous", None, false), words("Asynchronous", None, false)]);
        assert_eq!(rest, NO_WAITING);
    }

    #[test]
    fn a_rate_has_three_digits_that_count() {
        for (per_s, said) in
            [(0.0, "0.00"), (0.126, "0.13"), (9.5, "9.50"), (35.714, "35.7"), (1234.5, "1235")]
        {
            assert_eq!(rate(per_s), said);
        }
    }

    #[test]
    fn a_bar_is_as_long_as_all_threads_together() {
        assert_eq!((thread_time(1, "62 ms"), thread_time(4, "62 ms")), ("62 ms".into(), "4 × 62 ms".into()));
    }
}
