//! What a page hands out of itself: the link, and the pieces that put its diagram in other pages.

pub mod qr;

use super::State;
use crate::link::{self, Hidden, Part, Theme, View};
use crate::time::Instant;

/// What is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The link.
    Share,
    /// The diagram, for another page.
    Embed,
}

/// What goes into a link, as the person who shares chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Whether it opens at the present moment.
    pub moment: bool,
    /// Whether it asks the question that stands.
    pub question: bool,
    /// Whether it starts playing.
    pub play: bool,
    /// The colours.
    pub theme: Theme,
    /// The parts that are left out.
    pub hide: Hidden,
}

impl Choices {
    /// What the page shows, as it shows it.
    pub fn of(state: &State) -> Self {
        Self { moment: true, question: true, play: false, theme: state.theme, hide: state.hide }
    }

    /// The same with a part left out, or not.
    #[must_use]
    pub fn toggled(self, part: Part) -> Self {
        let parts = Part::ALL.into_iter().filter(|&other| self.hide.has(other) != (other == part));
        Self { hide: parts.fold(Hidden::default(), Hidden::with), ..self }
    }

    /// The link to what the page shows, a query or a fragment with its sign; `None` where it would be too long.
    pub fn link(&self, state: &State, embed: bool) -> Option<String> {
        let view = View { embed, ..self.view(state) };
        link::print_subject(&state.shown.subject, state.shown.preset, &view).ok()
    }

    /// How what the page shows is looked at then.
    pub fn view(&self, state: &State) -> View {
        let view = state.view();
        View {
            t: if self.moment { view.t } else { Instant::ZERO },
            ask: view.ask.filter(|_| self.question),
            play: self.play,
            theme: self.theme,
            hide: self.hide,
            embed: false,
            ..view
        }
    }
}

/// The address of the script that makes the element, beside the page.
pub fn script_address(page: &str) -> String {
    let folder = page.rfind('/').and_then(|slash| page.get(..=slash)).unwrap_or_default();
    format!("{folder}embed.js")
}

/// The element with a link in it for readers without scripts, and the script that makes it.
pub fn element(page: &str, link: &str, title: &str) -> String {
    let params = address(link.trim_start_matches(['?', '#']));
    let (script, href) = (address(&script_address(page)), address(&format!("{page}{link}")));
    let title = escaped(title);
    format!(
        "<script src=\"{script}\" async></script>\n<interleave-diagram params=\"{params}\" title=\"{title}\">\n  \
         <a href=\"{href}\">{title}</a>\n</interleave-diagram>"
    )
}

/// The frame, of a fixed height in pixels.
pub fn frame(page: &str, link: &str, title: &str, height_px: u32) -> String {
    let (src, title) = (address(&format!("{page}{link}")), escaped(title));
    format!(
        "<iframe src=\"{src}\" title=\"{title}\" width=\"100%\" height=\"{height_px}\" frameborder=\"0\" \
         loading=\"lazy\" allow=\"clipboard-write\"></iframe>"
    )
}

/// The link in Markdown.
pub fn markdown(page: &str, link: &str, title: &str) -> String {
    markdown_link(&in_markdown(title), page, link)
}

/// A picture in Markdown, a file beside the text, which is the link as well.
pub fn markdown_picture(page: &str, link: &str, title: &str, file: &str) -> String {
    markdown_link(&format!("![{}]({file})", in_markdown(title)), page, link)
}

fn markdown_link(text: &str, page: &str, link: &str) -> String {
    let address = format!("{page}{link}").replace('(', "%28").replace(')', "%29");
    format!("[{text}]({address})")
}

/// Text that stays text in Markdown.
fn in_markdown(title: &str) -> String {
    let mut text = String::new();
    for letter in title.chars() {
        if "\\`*_[]<>&".contains(letter) {
            text.push('\\');
        }
        text.push(if letter.is_control() { ' ' } else { letter });
    }
    text
}

/// Text for an attribute or an element.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(if letter.is_control() { ' ' } else { letter }),
        }
    }
    escaped
}

/// An address for an attribute. Its ampersands stay as people know them, which HTML allows where no name of a character
/// follows, and without a semicolon none does.
fn address(text: &str) -> String {
    let escaped = escaped(text);
    if text.contains(';') { escaped } else { escaped.replace("&amp;", "&") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Ask;
    use crate::ui::state::address;

    const PAGE: &str = "https://example.org/interleave/";

    #[test]
    fn the_link_says_what_is_chosen() {
        let state = address::open("t=27&ask=next&follow=2&theme=dark&hide=legend", "");
        let all = Choices::of(&state);
        let link = |choices: Choices, embed| choices.link(&state, embed).expect("it is short");
        assert_eq!(link(all, false), "?v=1&t=27&follow=2&ask=next&theme=dark&hide=legend");
        assert_eq!(
            link(all.toggled(Part::Legend).toggled(Part::Code), false),
            "?v=1&t=27&follow=2&ask=next&theme=dark&hide=code"
        );
        let few = Choices {
            moment: false,
            question: false,
            play: true,
            theme: Theme::Auto,
            hide: Hidden::default(),
        };
        assert_eq!(link(few, true), "?v=1&follow=2&play=1&embed=1");
        assert_eq!(state.ask, Some(Ask::Next));
    }

    #[test]
    fn the_pieces_are_ready_to_be_pasted() {
        let link = "?v=1&t=27&embed=1";
        assert_eq!(
            element(PAGE, "?v=1&t=27", "One \"slow\" call & <b>"),
            "<script src=\"https://example.org/interleave/embed.js\" async></script>\n\
             <interleave-diagram params=\"v=1&t=27\" title=\"One &quot;slow&quot; call &amp; &lt;b&gt;\">\n  \
             <a href=\"https://example.org/interleave/?v=1&t=27\">One &quot;slow&quot; call &amp; &lt;b&gt;</a>\n\
             </interleave-diagram>"
        );
        assert_eq!(
            frame(PAGE, link, "Three", 820),
            "<iframe src=\"https://example.org/interleave/?v=1&t=27&embed=1\" title=\"Three\" width=\"100%\" height=\"820\" \
             frameborder=\"0\" loading=\"lazy\" allow=\"clipboard-write\"></iframe>"
        );
        assert_eq!(
            markdown("https://example.org/a(1)/", link, "a [b] *c*\n"),
            "[a \\[b\\] \\*c\\* ](https://example.org/a%281%29/?v=1&t=27&embed=1)"
        );
        assert_eq!(
            markdown_picture(PAGE, "?v=1&t=27", "a [b]", "a-b.svg"),
            "[![a \\[b\\]](a-b.svg)](https://example.org/interleave/?v=1&t=27)"
        );
        assert_eq!(script_address("file:///home/me/interleave.html"), "file:///home/me/embed.js");
        assert_eq!(escaped("R&amp;D"), "R&amp;amp;D", "no name of a character is left in a title");
    }
}
