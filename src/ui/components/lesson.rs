//! The lesson's card: what the chapter says, the way on and back, and the list of chapters.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::{Unit, run_heads};
use super::icon::{Icon, icon};
use super::marked::marked;
use crate::gallery::{self, Entry};
use crate::lesson::{Chapter, column};
use crate::text::lesson as text;
use crate::text::page as page_text;
use crate::text::question::ASK_ME;
use crate::text::share::NEW_TAB;
use crate::ui::hooks::{in_place, select_value};
use crate::ui::state::{Shared, Shown};

/// The id of the card's heading, which gets the focus when the lesson begins.
pub const HEADING: &str = "lesson-heading";

/// What the card needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The open chapter.
    pub chapter: Chapter,
    /// What of it is to be seen in the scenario shown.
    pub here: Option<AttrValue>,
    /// Whether the scenario shown is the chapter's.
    pub in_scene: bool,
    /// The runs, for the table; `None` while their numbers are a secret.
    pub shown: Option<Shared<Shown>>,
    /// Opens a chapter, or none.
    pub on_chapter: Callback<Option<Chapter>>,
    /// Asks the chapter's question.
    pub on_ask: Callback<Chapter>,
}

/// The card.
#[component]
pub fn Lesson(props: &Props) -> Html {
    let chapter = props.chapter;
    let words = chapter.text();
    let close = props.on_chapter.reform(|_: MouseEvent| None);
    let table = props.shown.as_ref().filter(|_| chapter == Chapter::T).map(|shown| table(shown));
    html! {
        <section class="card lesson" aria-labelledby={HEADING}>
            <div class="lesson-head">
                <h2 id={HEADING} tabindex="-1">{ text::place(chapter as usize) }</h2>
                <button
                    type="button" class="plain" data-control="lesson-close" aria-label={text::LEAVE} title={text::LEAVE}
                    onclick={close}
                >
                    { icon(Icon::Close) }
                </button>
            </div>
            { progress(chapter) }
            <Chapters {chapter} on_chapter={props.on_chapter.clone()} />
            <div class="lesson-words" data-lesson={chapter.id()}>
                <p class="say">{ marked(words.statement) }</p>
                if let Some(here) = &props.here {
                    <p class="lesson-here">{ marked(here) }</p>
                }
                { for table }
                if let Some(entry) = gallery::of_chapter(chapter) {
                    { in_code(entry) }
                }
            </div>
            if !props.in_scene && chapter != Chapter::T {
                <button
                    type="button" class="button" data-control="lesson-scene"
                    onclick={props.on_chapter.reform(move |_: MouseEvent| Some(chapter))}
                >
                    { text::OWN_SCENE }
                </button>
            }
            { way(chapter, props) }
        </section>
    }
}

/// The program that shows it in code, in a tab of its own: the lesson stays where it is.
fn in_code(entry: &Entry) -> Html {
    html! {
        <p class="lesson-code">
            { text::IN_CODE }{ " " }
            <a href={in_place(&entry.link().unwrap_or_default())} target="_blank" rel="noopener" data-gallery={entry.id}>
                { entry.question() }
                { icon(Icon::NewTab) }<span class="visually-hidden">{ NEW_TAB }</span>
            </a>
        </p>
    }
}

/// A dash a chapter, those read filled: a picture of what the heading says.
fn progress(chapter: Chapter) -> Html {
    let dash = |other: Chapter| {
        let class =
            classes!((other <= chapter).then_some("is-read"), (other == chapter).then_some("is-here"));
        html! { <i key={other.id()} {class}></i> }
    };
    html! { <div class="progress" aria-hidden="true">{ for Chapter::ALL.into_iter().map(dash) }</div> }
}

#[derive(Properties, PartialEq)]
struct ChaptersProps {
    chapter: Chapter,
    on_chapter: Callback<Option<Chapter>>,
}

/// The list of chapters, by parts.
#[component]
fn Chapters(props: &ChaptersProps) -> Html {
    let on_chapter = props.on_chapter.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(chapter) = select_value(&event).and_then(|id| Chapter::find(&id)) {
            on_chapter.emit(Some(chapter));
        }
    });
    let option = |chapter: Chapter| {
        let (id, title) = (chapter.id(), chapter.text().title);
        html! { <option key={id} value={id} selected={chapter == props.chapter}>{ format!("{id} · {title}") }</option> }
    };
    let mut first = 0;
    let part = |&(count, name): &(usize, &'static str)| {
        let chapters = Chapter::ALL.into_iter().skip(first).take(count).map(option);
        first += count;
        html! { <optgroup key={name} label={name}>{ for chapters }</optgroup> }
    };
    html! {
        <span class="menu">
            <select data-control="chapter" aria-label={text::CHAPTER_LIST} {onchange}>
                { for text::PARTS.iter().map(part) }
            </select>
        </span>
    }
}

/// Back and on. The buttons stay where they are, so that whoever goes on keeps the focus.
fn way(chapter: Chapter, props: &Props) -> Html {
    let Props { on_chapter, on_ask, .. } = props;
    let (previous, next) = (chapter.previous(), chapter.next());
    let on_back = on_chapter.clone();
    let back = Callback::from(move |_: MouseEvent| {
        if previous.is_some() {
            on_back.emit(previous);
        }
    });
    let on = on_chapter.reform(move |_: MouseEvent| next);
    html! {
        <div class="lesson-way">
            <button
                type="button" class="button" data-control="lesson-back" aria-disabled={previous.is_none().then_some("true")}
                onclick={back}
            >
                { text::BACK }
            </button>
            <button
                type="button" class="button" data-control="lesson-ask"
                onclick={on_ask.reform(move |_: MouseEvent| chapter)}
            >
                { ASK_ME }
            </button>
            <button type="button" class="button primary" data-control="lesson-next" onclick={on}>
                { if next.is_some() { text::NEXT } else { text::FINISH } }
            </button>
        </div>
    }
}

/// The two ways of waiting side by side, in the numbers of the scenario shown.
fn table(shown: &Shown) -> Html {
    let unit = Unit::of(shown);
    let columns: Rc<[_]> =
        shown.runs.iter().map(|run| column(run.summary(), |duration| unit.time(duration))).collect();
    let row = |(place, name): (usize, &&'static str)| {
        let cell = |column: &crate::lesson::Column| html! { <td>{ column.get(place).cloned() }</td> };
        html! { <tr key={place}><th scope="row">{ *name }</th>{ for columns.iter().map(cell) }</tr> }
    };
    html! {
        <div class="side-by-side" tabindex="0" role="group" aria-labelledby={HEADING}>
            <table>
                <thead>
                    <tr>
                        <td><span class="visually-hidden">{ page_text::MEASURE }</span></td>
                        { for run_heads(shown) }
                    </tr>
                </thead>
                <tbody>{ for text::ROWS.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}
