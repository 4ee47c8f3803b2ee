//! The diagram as it will stand in another page, at half its size.

use yew::prelude::*;

use crate::text::share as text;
use crate::ui::hooks::{use_guest_height, use_style};

/// Larger scenarios would keep the page busy for a while.
const SPANS_MAX: usize = 100_000;

/// What it needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What the frame shows.
    pub link: AttrValue,
    /// How many spans that has.
    pub spans: usize,
    /// Says how high the diagram is, in pixels.
    pub on_height: Callback<u32>,
}

/// The preview: a picture of a frame, and nothing that could be operated.
#[component]
pub fn Preview(props: &Props) -> Html {
    let (paper, frame) = (use_node_ref(), use_node_ref());
    let height_px = use_guest_height(&frame, props.link.clone());
    use_effect_with((height_px, props.on_height.clone()), |(height_px, on_height)| {
        if let Some(px) = height_px {
            on_height.emit(*px);
        }
    });
    use_style(&paper, "--height", height_px.map_or_else(String::new, |px| format!("{px}px")));
    if props.spans > SPANS_MAX {
        return html! { <p class="remark">{ text::NO_PREVIEW }</p> };
    }
    // A frame of its own for each link: one that went from link to link would fill the history.
    html! {
        <div ref={paper} class="preview" inert=true>
            <iframe key={props.link.to_string()} ref={frame} src={relative(&props.link)} title={text::PREVIEW} loading="lazy" />
        </div>
    }
}

/// A fragment alone would leave the query of this page in place.
fn relative(link: &str) -> String {
    if link.starts_with('#') { format!("?{link}") } else { link.to_owned() }
}
