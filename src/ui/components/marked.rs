//! Text in which `*so*` is set in bold.

use yew::prelude::*;

/// The text's pieces, every second one strong.
pub fn marked(text: &str) -> Html {
    let pieces = text.split('*').enumerate().map(|(place, piece)| {
        if place % 2 == 1 {
            html! { <strong>{ piece.to_owned() }</strong> }
        } else {
            html! { { piece.to_owned() } }
        }
    });
    html! { <>{ for pieces }</> }
}

/// The text without its marks, to be read aloud.
pub fn plain(text: &str) -> String {
    text.replace('*', "")
}
