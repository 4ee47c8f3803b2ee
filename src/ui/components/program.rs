//! The card of the reader's own programs: their texts to write in, who is at which line, what is wrong with them.

use std::rc::Rc;

use yew::prelude::*;

use super::marked::marked;
use crate::code::{self, Kind, Language};
use crate::gallery;
use crate::layout::hue;
use crate::python::problem::Problem;
use crate::python::program::LineCost;
use crate::text::program as text;
use crate::time::Duration;
use crate::trace::TaskId;
use crate::ui::hooks::{Dispatch, select_value, use_source};
use crate::ui::state::program::Located;
use crate::ui::state::written::set_cost;
use crate::ui::state::{Run, Shared, State};

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the page shows.
    pub state: Rc<State>,
    /// Sends actions to the state.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn Program(props: &Props) -> Html {
    let state = &props.state;
    let Some(written) = state.written() else { return Html::default() };
    let several = written.sources.len() > 1;
    let source = |(place, source): (usize, &String)| {
        // What is being written is at no line of what has run.
        let has_run = state.shown.programs().is_some_and(|shown| shown.sources.get(place) == Some(source));
        let at_lines = if has_run { at_lines(state, place) } else { Vec::new() };
        let problems = state.source.problems.iter().filter(|located| located.program == place);
        html! {
            <Source
                key={place} {place} given={AttrValue::from(source.clone())} {several} {at_lines}
                problems={problems.cloned().collect::<Vec<_>>()} dispatch={props.dispatch.clone()}
            />
        }
    };
    html! {
        <section class="card program" data-program="" aria-labelledby="program-heading">
            <header class="program-head">
                <h2 id="program-heading">{ if several { text::PROGRAMS } else { text::PROGRAM } }</h2>
                <Cost cost={written.cost} actual_ns={cost_of(state)} dispatch={props.dispatch.clone()} />
            </header>
            if let Some(entry) = gallery::of(written) {
                <p class="program-question" data-gallery={entry.id}>{ marked(entry.question()) }</p>
                <p class="program-answer">{ marked(&entry.answer()) }</p>
            }
            { for written.sources.iter().enumerate().map(source) }
        </section>
    }
}

/// Which tasks are at which line.
type AtLines = Vec<(u32, Vec<At>)>;

/// A task at a line.
#[derive(Clone, Debug, PartialEq)]
struct At {
    number: AttrValue,
    name: AttrValue,
    /// From 0; none where there are too many tasks to tell apart.
    hue: Option<u8>,
}

/// The first run of the program in this place.
fn first_run(state: &State, place: usize) -> Option<&Shared<Run>> {
    state.shown.runs.iter().find(|run| run.account.as_ref().is_some_and(|account| account.program == place))
}

fn at_lines(state: &State, place: usize) -> AtLines {
    let mut lines: AtLines = Vec::new();
    let Some(run) = first_run(state, place) else { return lines };
    for (line, task) in state.tasks_at_lines(run) {
        let at = at(run, task);
        match lines.iter_mut().find(|(other, _)| *other == line) {
            Some((_, tasks)) => tasks.push(at),
            None => lines.push((line, vec![at])),
        }
    }
    lines
}

fn at(run: &Run, task: TaskId) -> At {
    let number = run.trace.task_number(task).to_string();
    At {
        number: number.into(),
        name: run.trace.task_name(task).to_owned().into(),
        hue: hue(task, &run.trace),
    }
}

fn cost_of(state: &State) -> Option<u64> {
    state.shown.runs.iter().find_map(|run| run.account.as_ref()).map(|account| account.line_ns)
}

#[derive(Properties, PartialEq)]
struct CostProps {
    cost: LineCost,
    /// What a statement costs in what is shown.
    actual_ns: Option<u64>,
    dispatch: Dispatch,
}

/// What a statement costs, and what else it might.
#[component]
fn Cost(props: &CostProps) -> Html {
    const OFFERED_NS: [u64; 6] = [0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];
    let dispatch = props.dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let cost = select_value(&event).and_then(|text| LineCost::read(&text).ok());
        if let Some(action) = cost.and_then(|cost| set_cost(&dispatch.state(), cost)) {
            dispatch.dispatch(action);
        }
    });
    let own = match props.cost {
        LineCost::Fixed(ns) if !OFFERED_NS.contains(&ns) => Some(LineCost::Fixed(ns)),
        LineCost::Fixed(_) | LineCost::Auto => None,
    };
    let offered = OFFERED_NS.map(LineCost::Fixed);
    let option = |cost: LineCost| {
        let words = match (cost, props.actual_ns) {
            (LineCost::Auto, Some(ns)) if props.cost == LineCost::Auto => {
                text::auto_cost(&Duration::from_ns(ns).to_string())
            }
            (LineCost::Auto, _) => text::AUTO_COST.to_owned(),
            (LineCost::Fixed(ns), _) => text::cost(&Duration::from_ns(ns).to_string()),
        };
        html! { <option value={cost.to_string()} selected={cost == props.cost}>{ words }</option> }
    };
    html! {
        <label class="program-cost">
            <span>{ text::LINE_COST }</span>
            <select data-control="line-cost" {onchange}>
                { for [LineCost::Auto].into_iter().chain(own).chain(offered).map(option) }
            </select>
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct SourceProps {
    place: usize,
    /// The text as the page has it.
    given: AttrValue,
    several: bool,
    at_lines: AtLines,
    problems: Vec<Located>,
    dispatch: Dispatch,
}

/// One text: a field to write in, and the same below it in colours.
#[component]
fn Source(props: &SourceProps) -> Html {
    let field = use_source(props.place, &props.given, &props.dispatch);
    let lines: Vec<&str> = field.text.split('\n').collect();
    let digits = lines.len().to_string().len();
    let line = |(index, code): (usize, &&str)| line(props, index, code);
    let label = if props.several { text::source_of(props.place + 1) } else { text::SOURCE.to_owned() };
    let described = format!("source-help-{}", props.place);
    html! {
        <div class={classes!("source", format!("digits-{digits}"))}>
            <div class="source-frame">
                <pre class="source-lines" aria-hidden="true">{ for lines.iter().enumerate().map(line) }</pre>
                <textarea
                    class="source-text" data-control="source" aria-label={label} aria-describedby={described.clone()} spellcheck="false"
                    autocapitalize="off" autocomplete="off" wrap="off" rows={lines.len().to_string()} value={field.text.clone()} oninput={field.on_input} onkeydown={field.on_key}
                />
            </div>
            <p id={described} class="visually-hidden">{ text::SOURCE_HELP }</p>
            <div class="source-problems" role="status">
                { for props.problems.iter().map(problem) }
            </div>
        </div>
    }
}

fn line(props: &SourceProps, index: usize, code: &str) -> Html {
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    let tasks = props.at_lines.iter().find(|(line, _)| *line == number).map(|(_, tasks)| tasks);
    let numbers = tasks.map(|tasks| tasks.iter().map(|at| at.number.as_str()).collect::<Vec<_>>().join(" "));
    let wrong = props.problems.iter().find(|located| located.problem.place.line == number);
    let (sound, unsound) = match wrong {
        Some(located) => code.split_at(byte_of(code, located.problem.place.column)),
        None => (code, ""),
    };
    let class = classes!("source-line", tasks.map(|_| "is-at"), wrong.map(|_| "is-wrong"));
    html! {
        <span key={index} {class} data-line={number.to_string()} data-tasks={numbers}>
            <span class="source-margin">
                <span class="source-dots">{ for tasks.into_iter().flatten().take(DOTS_MAX).map(dot) }</span>
                <span class="source-number">{ number }</span>
            </span>
            { for colours(sound) }
            if wrong.is_some() {
                <span class="source-wrong">{ if unsound.is_empty() { " " } else { unsound }.to_owned() }</span>
            }
            { "\n" }
        </span>
    }
}

/// The most dots that the margin has room for.
const DOTS_MAX: usize = 4;

fn dot(at: &At) -> Html {
    let title = text::task(&at.number, &at.name);
    html! { <span class={classes!("source-dot", at.hue.map(|hue| format!("hue-{}", hue + 1)))} {title} /> }
}

/// Where the column begins, from 1, in bytes; the end where there are not so many.
fn byte_of(code: &str, column: u32) -> usize {
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    code.char_indices().nth(column).map_or(code.len(), |(byte, _)| byte)
}

/// A line in pieces, its comment apart.
fn colours(code: &str) -> Vec<Html> {
    let (code, remark) = code.split_at(comment_at(code));
    let pieces = code::pieces(Language::Python, code).into_iter().map(|(kind, piece)| match kind {
        Kind::Plain => html! { { piece.to_owned() } },
        Kind::Keyword => html! { <span class="code-keyword">{ piece.to_owned() }</span> },
        Kind::Await => html! { <span class="code-await">{ piece.to_owned() }</span> },
    });
    let remark =
        (!remark.is_empty()).then(|| html! { <span class="source-remark">{ remark.to_owned() }</span> });
    pieces.chain(remark).collect()
}

/// Where the comment of a line begins: at the first `#` outside of quotes of that line.
fn comment_at(code: &str) -> usize {
    let mut quote = None;
    let mut escaped = false;
    for (byte, sign) in code.char_indices() {
        match (quote, sign) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if open == sign => quote = None,
            (None, '"' | '\'') => quote = Some(sign),
            (None, '#') => return byte,
            _ => {}
        }
    }
    code.len()
}

fn problem(located: &Located) -> Html {
    let Problem { place, message } = &located.problem;
    html! {
        <p class="source-problem" data-problem={format!("{}:{}", place.line, place.column)}>
            <b>{ text::at(place.line) }</b>{ message }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_begins_at_the_first_hash_outside_of_quotes() {
        for (code, at) in
            [("x = 1  # one", 7), ("print('#')", 10), ("a # b # c", 2), ("'it\\'s # '  # x", 12), ("", 0)]
        {
            assert_eq!(comment_at(code), at, "{code}");
        }
    }

    #[test]
    fn columns_are_counted_in_characters() {
        assert_eq!([byte_of("äb", 1), byte_of("äb", 2), byte_of("äb", 3), byte_of("äb", 9)], [0, 2, 3, 3]);
    }
}
