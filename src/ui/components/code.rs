//! The card of the followed request's program, with the line that it is at in each model.

use std::rc::Rc;

use yew::prelude::*;

use crate::code::{self, Kind, Language, Line, Place, Style};
use crate::text::code as words;
use crate::time::Instant;
use crate::trace::{self, TaskId};
use crate::ui::hooks::{Dispatch, use_marked_in_view};
use crate::ui::state::{Action, Run, Shared, Shown, State};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
    /// When something last happened.
    pub since: Instant,
    /// Nothing later is told.
    #[prop_or_default]
    pub up_to: Option<Instant>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn Code(props: &Props) -> Html {
    let State { shown, follow, code: language, .. } = &*props.state;
    // The first request stands for all where none is followed.
    let request = follow.unwrap_or(TaskId(0));
    let at = props.up_to.map_or(props.since, |up_to| props.since.min(up_to));
    let group = shown.runs.iter().find_map(|run| run.trace.tasks().get(request.0 as usize));
    let group = group.map_or(0, |request| request.group) as usize;
    let name = shown.scenario().groups.get(group).map_or("", |group| group.name.as_str());
    let listing = |style: Style| {
        let marks = marks(shown, style, request, at);
        html! { <Listing shown={shown.clone()} {group} language={*language} {style} {marks} /> }
    };
    let has = |is_async: bool| shown.runs.iter().any(|run| run.is_async() == is_async);
    html! {
        <section class="card code" data-code="" aria-labelledby="code-heading">
            <h2 id="code-heading">{ words::heading(request.number(), name) }</h2>
            <Languages language={*language} dispatch={props.dispatch.clone()} />
            <div class="listings">
                if has(false) { { listing(Style::Sync) } }
                if has(true) { { listing(Style::Async) } }
            </div>
        </section>
    }
}

/// What the programs that a question is about need.
#[derive(Properties, PartialEq)]
pub struct ProgramsProps {
    /// What the page shows, and asks.
    pub state: Rc<State>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The programs that a question is about, in the model that it asks of.
#[component]
pub fn Programs(props: &ProgramsProps) -> Html {
    let State { shown, code: language, asked, .. } = &*props.state;
    let asked = asked.as_ref().and_then(|asked| Some((asked, shown.runs.get(asked.question.run)?)));
    let Some((asked, run)) = asked else { return html! {} };
    let style = if run.is_async() { Style::Async } else { Style::Sync };
    let until = props.state.told_until();
    let listing = |request: TaskId| {
        let group = run.trace.tasks().get(request.0 as usize).map_or(0, |task| task.group as usize);
        let name = shown.scenario().groups.get(group).map_or("", |group| group.name.as_str());
        let place = until.map_or(Place::NotYet, |until| code::place(&run.trace, request, until));
        let marks = vec![Mark { model: shown.model(asked.question.run).short, place }];
        let heading = AttrValue::from(words::heading(request.number(), name));
        html! { <Listing key={group} shown={shown.clone()} {group} language={*language} {style} {marks} {heading} /> }
    };
    html! {
        <div class="programs" data-code="">
            <Languages language={*language} dispatch={props.dispatch.clone()} />
            { for props.state.asked_about().into_iter().map(listing) }
        </div>
    }
}

/// Where the request is in one run.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    model: String,
    place: Place,
}

fn marks(shown: &Shown, style: Style, request: TaskId, at: Instant) -> Vec<Mark> {
    let runs = shown.runs.iter().enumerate();
    let runs = runs.filter(|(_, run)| run.is_async() == (style == Style::Async));
    let mark = |(place, run): (usize, &Shared<Run>)| Mark {
        model: shown.model(place).short,
        place: code::place(&run.trace, request, at),
    };
    runs.map(mark).collect()
}

#[derive(Properties, PartialEq)]
struct LanguagesProps {
    language: Language,
    dispatch: Dispatch,
}

/// A button a language.
#[component]
fn Languages(props: &LanguagesProps) -> Html {
    let button = |language: Language| {
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::SetCode(language)));
        let pressed = if language == props.language { "true" } else { "false" };
        html! {
            <button key={language.id()} type="button" class="language" data-language={language.id()} aria-pressed={pressed} {onclick}>
                { language.name() }
            </button>
        }
    };
    html! {
        <div class="languages" role="group" aria-label={words::LANGUAGE}>{ for Language::ALL.into_iter().map(button) }</div>
    }
}

#[derive(Properties, PartialEq)]
struct ListingProps {
    shown: Shared<Shown>,
    group: usize,
    language: Language,
    style: Style,
    marks: Vec<Mark>,
    /// Whose program it is, where that is said nowhere else.
    #[prop_or_default]
    heading: Option<AttrValue>,
}

/// The program in one style.
#[component]
fn Listing(props: &ListingProps) -> Html {
    let ListingProps { group, language, style, marks, .. } = props;
    let lines =
        use_memo((props.shown.clone(), *group, *language, *style), |(shown, group, language, style)| {
            code::listing(*language, *style, shown.scenario(), *group)
        });
    let frame = use_node_ref();
    use_marked_in_view(&frame, marks.clone());
    let tag = if *style == Style::Async { "tag-async" } else { "tag-sync" };
    let state = |mark: &Mark| {
        let name = place_name(mark.place);
        html! { <span class="code-state"><span class={classes!("tag", tag)}>{ &mark.model }</span>{ " " }{ name }</span> }
    };
    let label = marks.iter().map(|mark| mark.model.as_str()).collect::<Vec<_>>().join(", ");
    html! {
        <div class="listing" data-style={if *style == Style::Async { "async" } else { "sync" }}>
            if let Some(heading) = &props.heading {
                <h3 class="code-whose">{ heading }</h3>
            }
            <p class="code-states">{ for marks.iter().map(state) }</p>
            <div ref={frame} class="code-frame" tabindex="0" role="group" aria-label={words::program_of(&label)}>
                <pre>{ for (0..lines.len()).map(|place| line(&lines, place, *language, marks)) }</pre>
            </div>
        </div>
    }
}

/// Whether a place is at a line: that of its step, or the head before the first one.
fn is_at(place: Place, line: &Line, is_head: bool) -> Option<trace::State> {
    match place {
        Place::At { state, step: Some(step) } => (line.step == Some(step)).then_some(state),
        Place::At { state, step: None } => is_head.then_some(state),
        Place::NotYet | Place::Done => None,
    }
}

fn line(lines: &[Line], place: usize, language: Language, marks: &[Mark]) -> Html {
    let Some(line) = lines.get(place) else { return html! {} };
    let here = marks.iter().filter(|mark| is_at(mark.place, line, place == 0).is_some());
    let state = marks.iter().find_map(|mark| is_at(mark.place, line, place == 0));
    // A step of several lines has its word on the first.
    let is_first =
        line.step.is_none() || place.checked_sub(1).and_then(|before| lines.get(before)?.step) != line.step;
    let word = mark_word(&here.collect::<Vec<_>>(), marks.len());
    let word = word.filter(|_| is_first).map(|word| html! { <span class="code-mark">{ word }</span> });
    let class = classes!("code-line", state.map(|state| format!("is-at at-{}", state.name())));
    let pieces = code::pieces(language, &line.code).into_iter().map(|(kind, piece)| match kind {
        Kind::Plain => html! { { piece.to_owned() } },
        Kind::Keyword => html! { <span class="code-keyword">{ piece.to_owned() }</span> },
        Kind::Await => html! { <span class="code-await">{ piece.to_owned() }</span> },
    });
    let text = line.text(language);
    let remark = text.strip_prefix(line.code.as_str()).unwrap_or_default().to_owned();
    let step = line.step.map(|step| step.to_string());
    html! {
        <span key={place} {class} data-step={step} aria-current={state.map(|_| "step")}>
            { for word }{ for pieces }<span class="code-remark">{ remark }</span>{ "\n" }
        </span>
    }
}

/// What stands at a line for the runs that are there, of so many: one word for those that do the same, with their names
/// where others do something else.
fn mark_word(here: &[&Mark], of: usize) -> Option<String> {
    let mut words: Vec<(&'static str, Vec<&str>)> = Vec::new();
    for mark in here {
        let (word, model) = (place_name(mark.place), mark.model.as_str());
        match words.iter_mut().find(|(other, _)| *other == word) {
            Some((_, models)) => models.push(model),
            None => words.push((word, vec![model])),
        }
    }
    let name = |(word, models): (&str, Vec<&str>)| match models.len() == of {
        true => word.to_owned(),
        false => format!("{} {word}", models.join(", ")),
    };
    let words: Vec<String> = words.into_iter().map(name).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::NotYet => words::NOT_YET,
        Place::At { state, .. } => state.name(),
        Place::Done => words::DONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_do_the_same_share_a_word() {
        let mark =
            |model: &str, state| Mark { model: model.into(), place: Place::At { state, step: Some(0) } };
        let (eight, many) = (mark("sync 8", trace::State::Running), mark("sync 64", trace::State::Running));
        let other = mark("sync 2", trace::State::Blocked);
        let word = |here: &[&Mark], of| mark_word(here, of).unwrap_or_default();
        assert_eq!(word(&[&eight, &many], 2), "running");
        assert_eq!(word(&[&eight, &many], 3), "sync 8, sync 64 running");
        assert_eq!(word(&[&eight, &other, &many], 3), "sync 8, sync 64 running, sync 2 blocked");
        assert_eq!(word(&[], 3), "");
    }
}
