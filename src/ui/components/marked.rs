//! Text in which `*so*` is set in bold and what stands between backquotes as code.

use yew::prelude::*;

const MARKS: [char; 2] = ['*', '`'];

/// The text's pieces, those between marks as the marks say.
pub fn marked(text: &str) -> Html {
    let mut within: Option<char> = None;
    let mut pieces = Vec::new();
    for piece in text.split_inclusive(MARKS) {
        let words = piece.trim_end_matches(MARKS).to_owned();
        pieces.push(match within {
            Some('*') => html! { <strong>{ words }</strong> },
            Some(_) => html! { <code>{ words }</code> },
            None => html! { { words } },
        });
        let mark = piece.chars().last().filter(|last| MARKS.contains(last));
        within = if within.is_some() { None } else { mark };
    }
    html! { <>{ for pieces }</> }
}

/// The text without its marks, to be read aloud.
pub fn plain(text: &str) -> String {
    text.replace(MARKS, "")
}
