//! A figure as a picture of its own: colours, background and link inside, nothing fetched. The same for page and file.

use std::collections::BTreeSet;

use super::{Look, layers, root};
use crate::geometry::print_px;
use crate::layout::{Figure, Indexed, Viewport, WIDTH_MAX_PX, WIDTH_MIN_PX, lay_out};
use crate::lesson::end_in_doubt;
use crate::link::{Theme, View};
use crate::node::{tag, to_xml};
use crate::scenario::Scenario;
use crate::scene::{Group, Identity, Item};
use crate::time::Instant;
use crate::trace::TaskId;

/// Width of a picture for which none is asked.
pub const WIDTH_PX_DEFAULT: u32 = 880;
/// Narrowest picture.
pub const WIDTH_PX_MIN: u32 = WIDTH_MIN_PX as u32;
/// Widest picture.
pub const WIDTH_PX_MAX: u32 = WIDTH_MAX_PX as u32;

/// The palettes of `static/diagram.css` and what of it a picture needs, one rule a line; a test writes it.
const STYLE: &str = include_str!("picture.css");
/// What each rule begins with in [`STYLE`], in the place of the name of the very figure.
const ANY_FIGURE: &str = ".figure";

/// What is drawn, and how.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// The scenario of all runs.
    pub scenario: &'a Scenario,
    /// The runs, in the order shown.
    pub traces: Vec<&'a Indexed>,
    /// The moment, the request followed, the visible stretch and the colours.
    pub view: &'a View,
    /// Width of the picture.
    pub width_px: f64,
    /// The link that opens what is drawn; empty where it has none.
    pub link: &'a str,
    /// Unique among the pictures of a page: letters, digits and hyphens. None is made from the link.
    pub id: Option<&'a str>,
}

impl Picture<'_> {
    /// The picture as a file: one `<svg>` that stands for itself, and the end of its line.
    pub fn to_svg(&self) -> String {
        let parts = self.parts();
        let style = style(&parts.id, self.view.theme, &used(&parts));
        format!(
            "{}{}{}{}</svg>\n",
            parts.head,
            to_xml(&[tag("style").with(style).into()]),
            parts.ground,
            parts.layers
        )
    }

    /// The picture without a style of its own: the page around it has that of [`shared_style`].
    pub fn to_plain_svg(&self) -> String {
        let Parts { head, ground, layers, .. } = self.parts();
        format!("{head}{ground}{layers}</svg>")
    }

    fn parts(&self) -> Parts {
        let id = self.id.map_or_else(|| id_of(self.link), str::to_owned);
        let follow = self.view.follow.and_then(|number| number.checked_sub(1)).map(TaskId);
        let figure = Figure {
            id: &id,
            title: &self.scenario.title,
            traces: self.traces.clone(),
            follow,
            singly: false,
        };
        // A picture that goes along with a question does not answer it.
        let secret = self.view.ask.map(|_| self.view.t);
        let end = self.traces.iter().map(|trace| trace.makespan()).max().unwrap_or_default();
        let whole = secret.map(|_| (Instant::ZERO, end_in_doubt(end)));
        let stretch = self.view.zoom.map(|zoom| (zoom.start, zoom.end)).or(whole);
        let mut drawing = lay_out(&figure, &Viewport { width_px: self.width_px, stretch, coarse: false });
        // What shines through half of a last row of pixels is a line.
        drawing.scene.height_px = drawing.scene.height_px.ceil();
        let moved = self.view.t > Instant::ZERO;
        let mut moment = drawing.at(self.view.t, moved);
        if !moved {
            // A picture of no moment has nothing to point at.
            moment.head.retain(|item| !is_playhead(item));
        }
        if secret.is_some() {
            drawing.hide_future(&mut moment);
        }
        let look = Look { follow, lit: None, interactive: false, told_by: None, secret };
        let kept = secret.map(|at| drawing.secret_scene(at));
        let scene = kept.as_ref().unwrap_or(&drawing.scene);
        let link = (!self.link.is_empty()).then(|| tag("metadata").with(self.link.to_owned()));
        let whole = to_xml(&[root(scene, &look).with_all(link).into()]);
        let (width, height) = (print_px(scene.width_px), print_px(scene.height_px));
        let paper = tag("rect").set("width", width).set("height", height).set("class", "paper");
        Parts {
            head: whole.strip_suffix("</svg>").unwrap_or(&whole).to_owned(),
            ground: to_xml(&[paper.into()]),
            layers: to_xml(&layers(scene, &moment, &look)),
            id,
        }
    }
}

/// The text of a picture, but for its style.
struct Parts {
    id: String,
    /// `<svg>`, its title, description and link.
    head: String,
    /// The background.
    ground: String,
    layers: String,
}

fn is_playhead(item: &Item) -> bool {
    matches!(item, Item::Group(Group { identity: Identity::Playhead { .. }, .. }))
}

/// A name that two pictures share only where they show the same.
fn id_of(link: &str) -> String {
    // FNV-1a, 32 bits: what it keeps apart are the pictures of one page.
    let hash =
        link.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("interleave-{hash:08x}")
}

/// The classes that occur in a picture. A text cannot feign one: its quotation marks are escaped.
fn used(parts: &Parts) -> BTreeSet<&str> {
    let texts = [&parts.head, &parts.ground, &parts.layers].into_iter();
    let values = texts.flat_map(|text| text.split(" class=\"").skip(1));
    values.flat_map(|rest| rest.split('"').next().unwrap_or_default().split(' ')).collect()
}

/// A palette of [`STYLE`]: names and colours.
fn palette(theme: &str) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    let line = STYLE.lines().find_map(|line| line.strip_prefix(theme)).unwrap_or_default();
    line.split(';').filter_map(|pair| pair.trim().split_once(": "))
}

/// The rules: a selector, and the declarations between its braces.
fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    STYLE.lines().skip(2).filter_map(|line| line.strip_suffix('}')?.split_once('{'))
}

/// The rules for the classes that are used, with colours in the place of their names: not every reader of SVG knows
/// custom properties, and those that know no media queries show the light colours.
fn style(id: &str, theme: Theme, used: &BTreeSet<&str>) -> String {
    let is_used = |selector: &str| {
        let classes = selector.split([' ', '.']).filter(|word| !word.is_empty());
        classes.into_iter().all(|class| used.contains(class) || matches!(class, "text" | "figure"))
    };
    let needed = rules().filter(|(selector, _)| is_used(selector));
    let (mut base, mut dark) = (String::new(), String::new());
    for (selector, declarations) in needed {
        let selector = selector.replacen(ANY_FIGURE, &format!("#{id}"), 1);
        let light_or_dark = if theme == Theme::Dark { "dark" } else { "light" };
        base.push_str(&format!("{selector}{{{}}}", resolved(declarations, light_or_dark)));
        let in_colour = declarations.split(';').filter(|declaration| declaration.contains("var("));
        let in_colour: Vec<&str> = in_colour.collect();
        if theme == Theme::Auto && !in_colour.is_empty() {
            dark.push_str(&format!("{selector}{{{}}}", resolved(&in_colour.join(";"), "dark")));
        }
    }
    if !dark.is_empty() {
        base.push_str(&format!("@media (prefers-color-scheme:dark){{{dark}}}"));
    }
    base
}

/// The declarations with each `var(--name)` replaced by what the palette says.
fn resolved(declarations: &str, theme: &str) -> String {
    let mut text = declarations.to_owned();
    for (name, colour) in palette(theme) {
        text = text.replace(&format!("var({name})"), colour);
    }
    text
}

/// A style for a page with several pictures that follow the page's own themes: light, unless an ancestor matches one of
/// the selectors, such as `.navy`. On paper they are light.
pub fn shared_style(dark: &[&str]) -> String {
    let properties =
        |theme| palette(theme).map(|(name, colour)| format!("{name}:{colour};")).collect::<String>();
    let selectors: Vec<String> = dark.iter().map(|selector| format!("{selector} .interleave")).collect();
    let mut style = format!(".interleave{{{}}}", properties("light"));
    if !selectors.is_empty() {
        style.push_str(&format!("@media not print{{{}{{{}}}}}", selectors.join(","), properties("dark")));
    }
    for (selector, declarations) in rules() {
        style.push_str(&format!(".interleave {selector}{{{declarations}}}"));
    }
    style
}
