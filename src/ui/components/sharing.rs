//! The dialog that hands the link out, or the diagram for another page.

mod choosing;
mod output;
mod preview;

use std::rc::Rc;

use yew::prelude::*;

use self::choosing::Choosing;
use self::output::Output;
use self::preview::Preview;
use super::icon::{Icon, icon};
use crate::text::{page, share as text};
use crate::ui::hooks::{Dialog, absolute, in_place, is_in, is_single_file, save_text, use_picture};
use crate::ui::state::State;
use crate::ui::state::share::{self, Choices, Kind, qr};

/// Longer queries go into the fragment, and some programs cut them off.
const LONG_CHARS: usize = 2_000;
/// How high the diagram is taken to be until its preview says so, in pixels.
const HEIGHT_PX_DEFAULT: u32 = 820;

/// What the dialog needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The dialog.
    pub dialog: Dialog,
    /// What is handed out, of which state; `None` while it is closed.
    pub sharing: Option<(Kind, Rc<State>)>,
    /// It has been closed.
    pub on_closed: Callback<()>,
}

/// What has the focus when the dialog opens: the button that most people have come for.
pub fn first(kind: Kind) -> &'static str {
    match kind {
        Kind::Share => "share-link-copy",
        Kind::Embed if is_single_file() => "share-frame-copy",
        Kind::Embed => "share-element-copy",
    }
}

/// The dialog; closed by its button, Escape, or a click beside it.
#[component]
pub fn Sharing(props: &Props) -> Html {
    let close = props.dialog.close.reform(|_: MouseEvent| ());
    let beside = props.dialog.close.clone();
    let beside = Callback::from(move |event: MouseEvent| {
        if !is_in(&event, ".dialog-body") {
            beside.emit(());
        }
    });
    let onclose = props.on_closed.reform(|_: Event| ());
    let body = |(kind, state): &(Kind, Rc<State>)| {
        let heading = match kind {
            Kind::Share => text::SHARE,
            Kind::Embed => text::EMBED,
        };
        html! {
            <div class="dialog-body">
                <div class="dialog-head">
                    <h2 id="sharing-heading">{ heading }</h2>
                    <button type="button" class="plain" aria-label={page::CLOSE} title={page::CLOSE} onclick={close.clone()}>
                        { icon(Icon::Close) }
                    </button>
                </div>
                <Body kind={*kind} state={state.clone()} />
            </div>
        }
    };
    html! {
        <dialog
            ref={props.dialog.node.clone()} class="dialog sharing" aria-labelledby="sharing-heading" onclick={beside} {onclose}
        >
            { for props.sharing.as_ref().map(body) }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct BodyProps {
    kind: Kind,
    state: Rc<State>,
}

#[component]
fn Body(props: &BodyProps) -> Html {
    let BodyProps { kind, state } = props;
    let choices = use_state_eq(|| Choices::of(state));
    let set = choices.setter();
    let on_choose = use_callback((), move |choices, ()| set.set(choices));
    let link = choices.link(state, false);
    let guest = choices.link(state, true);
    let Some((link, guest)) = link.zip(guest) else { return too_long(state) };
    let (link, guest) = (in_place(&link), in_place(&guest));
    let choosing = html! { <Choosing kind={*kind} state={state.clone()} choices={*choices} {on_choose} /> };
    let title = AttrValue::from(text::title(state.shown.title()).to_owned());
    let spans = state.shown.runs.iter().map(|run| run.trace.span_count()).sum::<usize>();
    match kind {
        Kind::Share => {
            html! { <Link {link} {title} state={state.clone()} choices={*choices}>{ choosing }</Link> }
        }
        Kind::Embed => {
            html! { <Diagram {link} {guest} {title} {spans}>{ choosing }</Diagram> }
        }
    }
}

/// In the place of a link that would be too long.
fn too_long(state: &Rc<State>) -> Html {
    let state = state.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        save_text(text::FILE_NAME, "application/json", &crate::file::write_subject(&state.shown.subject));
    });
    html! {
        <>
            <p class="remark" data-warning="link">{ text::TOO_LONG }</p>
            <button type="button" class="button" data-control="save" {onclick}>{ text::SAVE }</button>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct LinkProps {
    link: String,
    title: AttrValue,
    state: Rc<State>,
    choices: Choices,
    children: Html,
}

/// The link, in several forms.
#[component]
fn Link(props: &LinkProps) -> Html {
    let address = absolute(&props.link);
    let code = use_memo(address.clone(), |address| qr::code(address));
    let page = absolute("");
    let markdown = share::markdown(&page, &props.link, &props.title);
    let drawn = use_picture(&props.state, props.choices);
    let with_picture = share::markdown_picture(&page, &props.link, &props.title, &drawn.name);
    let is_long = props.link.chars().count() > LONG_CHARS;
    let save = drawn.save.reform(|_: MouseEvent| ());
    html! {
        <div class="sharing-parts">
            <div>
                <Output id="share-link" label={text::LINK} text={address} rows=2 />
                if is_long {
                    <p class="remark">{ text::LONG }</p>
                }
                if !is_hosted(&page) {
                    <p class="remark" data-remark="disk">{ text::LINK_FROM_DISK }</p>
                }
                <Output id="share-markdown" label={text::MARKDOWN} text={markdown} rows=2 />
                <Output id="share-picture" label={text::MARKDOWN_PICTURE} text={with_picture} rows=2>
                    <div class="beside">
                        <button type="button" class="button" data-control="save-picture" onclick={save}>{ text::SAVE_PICTURE }</button>
                        <p class="remark">{ text::belongs_beside(&drawn.name) }</p>
                    </div>
                </Output>
                { props.children.clone() }
            </div>
            <div class="sharing-side">
                if is_hosted(&page) {
                    <h3>{ text::QR }</h3>
                    { for code.as_ref().as_ref().map(in_squares) }
                    if code.is_none() {
                        <p class="remark">{ text::QR_TOO_LONG }</p>
                    }
                }
                <h3>{ text::PICTURE }</h3>
                <img class="share-picture" src={drawn.address} alt={text::picture_alt(&props.title)} />
            </div>
        </div>
    }
}

/// Dark on light in every theme: readers want it so.
fn in_squares(code: &qr::Qr) -> Html {
    let side = code.side.to_string();
    html! {
        <svg class="qr" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={text::QR_ALT} shape-rendering="crispEdges">
            <rect width={side.clone()} height={side} fill="#fff" />
            <path d={code.path.clone()} fill="#000" />
        </svg>
    }
}

/// Whether others can open it.
fn is_hosted(page: &str) -> bool {
    page.starts_with("http")
}

#[derive(Properties, PartialEq)]
struct DiagramProps {
    link: String,
    guest: String,
    title: AttrValue,
    spans: usize,
    children: Html,
}

/// The diagram for another page, in several forms.
#[component]
fn Diagram(props: &DiagramProps) -> Html {
    let height_px = use_state_eq(|| None::<u32>);
    let set = height_px.setter();
    let on_height = use_callback((), move |px, ()| set.set(Some(px)));
    let page = absolute("");
    let element = share::element(&page, &props.link, &props.title);
    let frame = share::frame(&page, &props.guest, &props.title, height_px.unwrap_or(HEIGHT_PX_DEFAULT));
    html! {
        <div class="sharing-parts">
            <div>
                if !is_single_file() {
                    <Output id="share-element" label={text::ELEMENT} text={element} rows=5 />
                }
                <Output id="share-frame" label={text::FRAME} text={frame} rows=4 />
                { props.children.clone() }
            </div>
            <div class="sharing-side">
                <h3>{ text::PREVIEW }</h3>
                if is_hosted(&page) {
                    <Preview link={props.guest.clone()} spans={props.spans} {on_height} />
                } else {
                    <p class="remark">{ text::FROM_DISK }</p>
                }
            </div>
        </div>
    }
}
