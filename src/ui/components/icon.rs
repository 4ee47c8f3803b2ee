//! Small pictures for buttons, and the mark of the house.

use yew::Html;

use crate::node::{Node, Tag, tag};
use crate::ui::svg::html;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// To the start.
    Start,
    /// One step back.
    StepBack,
    /// Plays.
    Play,
    /// Pauses.
    Pause,
    /// One step on.
    Step,
    /// To the end.
    End,
    /// Zooms in.
    ZoomIn,
    /// Zooms out.
    ZoomOut,
    /// Shows the whole axis.
    ZoomReset,
    /// The theme follows the system.
    ThemeAuto,
    /// The light theme.
    ThemeLight,
    /// The dark theme.
    ThemeDark,
    /// Share.
    Share,
    /// Saves as a file.
    Export,
    /// The list of keys.
    Keys,
    /// Takes away.
    Close,
    /// Opens in a new tab.
    NewTab,
    /// Takes back.
    Undo,
    /// Does again.
    Redo,
    /// Opens a file.
    Open,
    /// Saves a file.
    Save,
    /// The same once more.
    Duplicate,
    /// One place up.
    Up,
    /// Opens and closes what is below.
    Disclose,
    /// Puts the diagram in another page.
    Embed,
    /// It is done.
    Done,
}

impl Icon {
    /// Filled paths, then stroked ones, in a square of 16.
    fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Start => (
                "M13 3.2v9.6a.4.4 0 0 1-.64.32L6 8.4a.5.5 0 0 1 0-.8l6.36-4.72A.4.4 0 0 1 13 3.2z",
                "M3.5 3.5v9",
            ),
            Self::StepBack => {
                ("M11 3.6v8.8a.4.4 0 0 1-.64.32L4.5 8.4a.5.5 0 0 1 0-.8l5.86-4.32A.4.4 0 0 1 11 3.6z", "")
            }
            Self::Play => {
                ("M4.5 2.6v10.8a.5.5 0 0 0 .76.43l8.8-5.4a.5.5 0 0 0 0-.86l-8.8-5.4a.5.5 0 0 0-.76.43z", "")
            }
            Self::Pause => (
                "M4 2.5h2.6a.4.4 0 0 1 .4.4v10.2a.4.4 0 0 1-.4.4H4a.4.4 0 0 1-.4-.4V2.9a.4.4 0 0 1 .4-.4zM9.4 2.5H12a.4.4 0 0 1 .4.4v10.2a.4.4 0 0 1-.4.4H9.4a.4.4 0 0 1-.4-.4V2.9a.4.4 0 0 1 .4-.4z",
                "",
            ),
            Self::Step => {
                ("M5 3.6v8.8a.4.4 0 0 0 .64.32l5.86-4.32a.5.5 0 0 0 0-.8L5.64 3.28A.4.4 0 0 0 5 3.6z", "")
            }
            Self::End => (
                "M3 3.2v9.6a.4.4 0 0 0 .64.32L10 8.4a.5.5 0 0 0 0-.8L3.64 2.88A.4.4 0 0 0 3 3.2z",
                "M12.5 3.5v9",
            ),
            Self::ZoomIn => ("", "M8 3.5v9M3.5 8h9"),
            Self::ZoomOut => ("", "M3.5 8h9"),
            Self::ZoomReset => ("", "M2.5 4v8M13.5 4v8M5 8h6M6.5 6L4.6 8l1.9 2M9.5 6l1.9 2-1.9 2"),
            Self::ThemeAuto => ("M8 2a6 6 0 0 1 0 12z", "M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2z"),
            Self::ThemeLight => (
                "",
                "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.4M8 13.4v1.4M1.2 8h1.4M13.4 8h1.4M3.2 3.2l1 1M11.8 11.8l1 1M3.2 12.8l1-1M11.8 4.2l1-1",
            ),
            Self::ThemeDark => ("M6.2 1.9a6.3 6.3 0 1 0 7.9 7.9A5.4 5.4 0 0 1 6.2 1.9z", ""),
            Self::Share => (
                "",
                "M6.7 9.3l2.6-2.6M7.4 4.6l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.6 11.4l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5",
            ),
            Self::Export => ("", "M8 2.5v7M5 6.8l3 3 3-3M2.8 11v1.5a1 1 0 0 0 1 1h8.4a1 1 0 0 0 1-1V11"),
            Self::Keys => (
                "",
                "M2.6 4h10.8c.6 0 1 .4 1 1v6c0 .6-.4 1-1 1H2.6c-.6 0-1-.4-1-1V5c0-.6.4-1 1-1zM4.5 6.7h.01M7 6.7h.01M9.3 6.7h.01M11.6 6.7h.01M5.2 9.4h5.6",
            ),
            Self::Close => ("", "M4 4l8 8M12 4l-8 8"),
            Self::Embed => ("", "M5.4 4.6L2 8l3.4 3.4M10.6 4.6L14 8l-3.4 3.4M9 3.4l-2 9.2"),
            Self::Done => ("", "M3 8.5l3.2 3.2L13 4.5"),
            Self::NewTab => (
                "",
                "M6.5 3.5H4a1 1 0 0 0-1 1v7.5a1 1 0 0 0 1 1h7.5a1 1 0 0 0 1-1V9.5M9.5 2.8h3.7v3.7M13 3L7.8 8.200",
            ),
            Self::Undo => ("", "M5.5 3L2.5 6l3 3M2.8 6h6.4a4 4 0 0 1 0 8H6"),
            Self::Redo => ("", "M10.500 3l3 3-3 3M13.200 6H6.800a4 4 0 0 0 0 8H10"),
            Self::Open => (
                "",
                "M2 12.500V4c0-.5.4-.9.9-.9h3l1.500 1.700h5.700c.5 0 .9.4.9.9v6.800c0 .5-.4.9-.9.9H2.900a.9.9 0 0 1-.9-.9z",
            ),
            Self::Save => ("", "M8 2.500v7.500M4.900 7L8 10.100 11.100 7M3 13.300h10"),
            Self::Duplicate => ("", "M6 5.500h7v7.500H6zM10.200 3H3v7.500"),
            Self::Up => ("", "M8 13V3.500M4 7l4-4 4 4"),
            Self::Disclose => ("", "M6 3.500L10.500 8 6 12.500"),
        }
    }
}

/// The picture, to be named by the button around it.
pub fn icon(icon: Icon) -> Html {
    html(picture(icon))
}

/// Two threads that cross.
pub fn mark() -> Html {
    html(crossing())
}

/// The picture as nodes.
pub fn picture(icon: Icon) -> Node {
    let (filled, stroked) = icon.paths();
    let filled = (!filled.is_empty()).then(|| tag("path").set("d", filled).set("fill", "currentColor"));
    let stroked = (!stroked.is_empty()).then(|| {
        tag("path")
            .set("d", stroked)
            .set("fill", "none")
            .set("stroke", "currentColor")
            .set("stroke-width", "1.6")
            .set("stroke-linecap", "round")
            .set("stroke-linejoin", "round")
    });
    frame("0 0 16 16", ("16", "16"), "icon").with_all(filled).with_all(stroked).into()
}

/// The mark as nodes.
pub fn crossing() -> Node {
    let one = "M3 6C10 6 10 18 17.500 18S23 12 25 12";
    frame("0 0 28 24", ("28", "24"), "mark")
        .with(tag("path").set("d", "M3 18C10 18 10 6 17.500 6S23 12 25 12").set("class", "mark-other"))
        .with(tag("path").set("d", one).set("class", "mark-gap"))
        .with(tag("path").set("d", one).set("class", "mark-one"))
        .into()
}

fn frame(view_box: &'static str, (width, height): (&'static str, &'static str), class: &'static str) -> Tag {
    let svg = tag("svg").set("viewBox", view_box).set("width", width).set("height", height);
    svg.set("aria-hidden", "true").set("focusable", "false").set("class", class)
}
