//! What a block of a book says, and the figure in its place.

use interleave::layout::Indexed;
use interleave::link::{self, View};
use interleave::scenario::{Program, Scenario};
use interleave::sim::simulate;
use interleave::text::share;
use interleave::ui::svg::picture::Picture;
use interleave::{file, link::Theme};

/// Width of the picture for small screens.
const NARROW_PX: f64 = 360.0;

/// How figures are written into a book.
#[derive(Debug, Default)]
pub struct Page {
    /// Where Interleave lives, with a slash at the end.
    pub url: Option<String>,
    /// Whether the live diagram stands in the book itself.
    pub embed: bool,
    /// Width of a picture.
    pub width_px: u32,
}

/// What a block shows.
struct Shown {
    scenario: Scenario,
    preset: Option<&'static str>,
    view: View,
    /// The page that the block's own link names.
    page: Option<String>,
}

/// A figure for a block.
#[derive(Debug, Default)]
pub struct Figure {
    /// HTML without a line break.
    pub html: String,
    /// What of the block may mean something else than it says.
    pub hints: Vec<String>,
}

/// The figure for a block.
///
/// # Errors
///
/// All that is wrong with the block: what was found and what was expected.
pub fn figure(text: &str, id: &str, page: &Page) -> Result<Figure, Vec<String>> {
    let mut shown = read(text)?;
    let hints = link::hints(&shown.scenario).map(|hint| hint.to_string()).collect();
    let simulated =
        shown.scenario.runtimes.iter().map(|&runtime| simulate(&shown.scenario, runtime).map(Indexed::new));
    let traces: Vec<Indexed> =
        simulated.collect::<Result<_, _>>().map_err(|failure| vec![failure.to_string()])?;
    let end = traces.iter().map(|trace| trace.makespan()).max().unwrap_or_default();
    let warnings = shown.view.clamp(end);
    if !warnings.is_empty() {
        return Err(warnings.iter().map(ToString::to_string).collect());
    }
    // A scenario too large for a link has a picture all the same.
    let link = link::print(&shown.scenario, shown.preset, &shown.view).unwrap_or_default();
    let base = page.url.as_ref().or(shown.page.as_ref()).filter(|_| !link.is_empty());
    let address = base.map(|base| format!("{base}{link}"));
    let pictures = pictures(&shown, &traces, id, page.width_px, address.as_deref().unwrap_or(&link));
    let link_line = address.as_ref().map_or_else(String::new, |address| {
        format!("<p class=\"interleave-link\"><a href=\"{}\">{}</a></p>", escaped(address), share::OPEN)
    });
    let inner = format!("{pictures}{link_line}");
    let figure = match page.embed && !link.is_empty() {
        true => {
            let params = link.trim_start_matches(['?', '#']);
            format!("<interleave-diagram params=\"{}\">{inner}</interleave-diagram>", escaped(params))
        }
        false => inner,
    };
    Ok(Figure { html: figure.replace(['\n', '\r'], " "), hints })
}

/// A picture for the width of the text, and one for small screens, of which the style shows one.
fn pictures(shown: &Shown, traces: &[Indexed], id: &str, width_px: u32, link: &str) -> String {
    let widths = [("wide", f64::from(width_px)), ("narrow", NARROW_PX.min(f64::from(width_px)))];
    let pictures = widths.map(|(kind, width_px)| {
        let picture = Picture {
            scenario: &shown.scenario,
            traces: traces.iter().collect(),
            view: &shown.view,
            width_px,
            link,
            id: Some(&format!("{id}-{kind}")),
        };
        let svg = match shown.view.theme {
            Theme::Auto => picture.to_plain_svg(),
            // Its own colours, whatever those of the book are.
            Theme::Light | Theme::Dark => picture.to_svg(),
        };
        format!("<div class=\"interleave-{kind}\">{svg}</div>")
    });
    pictures.concat()
}

/// A scenario in JSON, a link, or lines: parameters of a link, and steps.
fn read(text: &str) -> Result<Shown, Vec<String>> {
    let text = text.trim();
    if text.starts_with('{') {
        let scenario = file::read_scenario(text)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        return Ok(Shown { scenario, preset: None, view: View::default(), page: None });
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [] => Err(vec!["found nothing, expected a link, parameters or steps, or a scenario in JSON".into()]),
        [link] if is_link(link) => {
            let (query, fragment) = link::split(link);
            let page = link.split(['?', '#']).next().filter(|page| page.contains("://"));
            open(query, fragment, page.map(str::to_owned))
        }
        lines => {
            let params = lines.iter().map(|line| param(line)).collect::<Result<Vec<_>, _>>();
            open(&params.map_err(|message| vec![message])?.join("&"), "", None)
        }
    }
}

fn is_link(line: &str) -> bool {
    line.starts_with(['?', '#']) || line.contains("://") || line.contains('=')
}

/// A line as a parameter of a link: `name=value` as it stands, anything else as a group of requests.
fn param(line: &str) -> Result<String, String> {
    match line.split_once('=') {
        _ if line.starts_with(['?', '#']) || line.starts_with("http") => {
            Err(format!("found the link {line:?} beside other lines, expected it alone"))
        }
        Some(("req", group)) => self::group(group),
        Some((name, value)) => {
            let value = value.trim().replace('%', "%25").replace('&', "%26").replace('+', "%2B");
            Ok(format!("{}={value}", name.trim()))
        }
        None => self::group(line),
    }
}

/// `cpu 3, db 20, cpu 5 _x3 _every1` as the parameter that a link has for it.
fn group(text: &str) -> Result<String, String> {
    let (steps, suffixes) = text.split_once('_').unwrap_or((text, ""));
    let program: Program = steps.trim().parse().map_err(|error| format!("{text:?}: {error}"))?;
    let mut group = format!("req={}", program.to_link());
    for suffix in suffixes.split('_').map(str::trim).filter(|suffix| !suffix.is_empty()) {
        group.push('_');
        group.push_str(suffix);
    }
    Ok(group)
}

/// Whoever writes a book wants to hear of everything that is not taken as it stands.
fn open(query: &str, fragment: &str, page: Option<String>) -> Result<Shown, Vec<String>> {
    let link::Opened { subject, preset, view, warnings } = link::open(query, fragment);
    let bad: Vec<String> =
        warnings.iter().filter(|warning| !warning.is_hint()).map(ToString::to_string).collect();
    let scenario =
        subject.scenario().ok_or_else(|| vec!["found a program, expected a scenario".to_owned()])?;
    if bad.is_empty() { Ok(Shown { scenario, preset, view, page }) } else { Err(bad) }
}

/// A text as the value of an attribute.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
