//! The card that says what has just happened at the playhead and what goes on since, for each model.

use yew::prelude::*;

use super::marked::{marked, plain};
use crate::narrate::Chronicle;
use crate::text::{events, page as text};
use crate::time::Instant;
use crate::ui::state::{Run, Shared, Shown};

/// No card tells more things of one instant and model: the transcript has them all.
const EVENTS_MAX: usize = 2;

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The moment as the heading says it.
    pub moment: AttrValue,
    /// Whether it is what went on just before.
    #[prop_or_default]
    pub before: bool,
    /// The moment.
    pub at: Instant,
    /// What has happened and goes on.
    pub story: Story,
    /// What is told.
    pub shown: Shared<Shown>,
}

/// What is said of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What has happened at the last instant at which something did.
    pub events: Vec<String>,
    /// What goes on since.
    pub state: String,
}

/// The card. It announces nothing by itself: while playing that would be a flood.
#[component]
pub fn Now(props: &Props) -> Html {
    let lines = props.shown.runs.iter().zip(props.story.told.iter()).enumerate();
    let line = |(place, (run, line)): (usize, (&Shared<Run>, &Line))| {
        let class = classes!("tag", if run.is_async() { "tag-async" } else { "tag-sync" });
        let since = Some(props.story.since).filter(|&since| since != props.at);
        let since = since
            .map(|since| html! { <span class="say-when">{ text::at(&since.to_string()) }{ " " }</span> });
        let events = line.events.iter();
        let events =
            events.map(|event| html! { <p class="say-event">{ since.clone() }{ marked(event) }</p> });
        html! {
            <div key={place} class="say">
                <p class="say-model"><span {class}>{ props.shown.model(place).short }</span></p>
                { for events }
                <p class="say-state">{ marked(&line.state) }</p>
            </div>
        }
    };
    html! {
        <section class="card now" data-narration="" aria-labelledby="now-heading">
            <h2 id="now-heading">{ if props.before { text::just_before(&props.moment) } else { text::now_at(&props.moment) } }</h2>
            <div class="now-lines">{ for lines.map(line) }</div>
        </section>
    }
}

/// What happens in each run at `at`, and goes on from then.
pub fn lines(shown: &Shown, chronicle: Option<&Chronicle>, at: Instant) -> Vec<Line> {
    let traces: Vec<_> = shown.runs.iter().map(|run| &*run.trace).collect();
    let line = |(place, run): (usize, &Shared<Run>)| {
        let state = crate::narrate::now(&run.trace, at);
        let Some(chronicle) = chronicle else { return Line { events: Vec::new(), state } };
        let (told, more) = chronicle.at(&traces, place, at, EVENTS_MAX);
        let more = (more > 0).then(|| events::and_more(more));
        Line { events: told.iter().map(crate::narrate::Event::sentence).chain(more).collect(), state }
    };
    shown.runs.iter().enumerate().map(line).collect()
}

/// Everything that is told of what is shown.
#[derive(Clone, PartialEq)]
pub struct Story {
    /// Everything that happens, where it can be told.
    pub chronicle: Shared<Option<Chronicle>>,
    /// When something last happened.
    pub since: Instant,
    /// What is said of each run, from then on.
    pub told: Shared<Vec<Line>>,
}

/// Everything that happens, where it can be told.
pub fn chronicle(shown: &Shown) -> Option<Chronicle> {
    let traces: Vec<_> = shown.runs.iter().map(|run| &*run.trace).collect();
    Chronicle::of(&traces)
}

/// What is read aloud after a step: what has happened; what goes on, where nothing has.
pub fn announced(shown: &Shown, lines: &[Line], moment: &str) -> String {
    let nothing_happens = lines.iter().all(|line| line.events.is_empty());
    let mut said = format!("{}.", text::moment(moment));
    for (place, line) in (0..shown.runs.len()).zip(lines) {
        let words = if nothing_happens { line.state.clone() } else { line.events.join(" ") };
        if !words.is_empty() {
            said.push_str(&format!(" {}: {}", shown.model(place).short, plain(&words)));
        }
    }
    said
}
