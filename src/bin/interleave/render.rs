//! `interleave render`: a scenario or a link as a picture that stands for itself.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use interleave::layout::Indexed;
use interleave::link::{self, Numbers, View};
use interleave::scenario::Scenario;
use interleave::ui::svg::picture::{Picture, WIDTH_PX_DEFAULT, WIDTH_PX_MAX, WIDTH_PX_MIN};
use lexopt::prelude::*;

use super::program::Wish;
use super::{Failure, Opened, complain, open_link, print, read_subject, run_all};

/// What is to be drawn, and where to.
pub struct Args {
    source: Source,
    out: Option<OsString>,
    width_px: u32,
    /// Parameters of the view, which win over those of a link.
    view: Vec<(&'static str, String)>,
    /// Where Interleave lives.
    url: Option<String>,
}

enum Source {
    File(OsString),
    Link(String),
}

/// The options that say what a parameter of a link can say too.
const VIEW: [&str; 4] = ["t", "follow", "zoom", "theme"];

impl Args {
    /// Reads what follows `render`.
    pub fn parse(mut args: lexopt::Parser) -> Result<Self, Failure> {
        let (mut source, mut out, mut width_px, mut url, mut view) = (None, None, None, None, Vec::new());
        while let Some(arg) = args.next()? {
            match arg {
                Short('o') | Long("output") if out.is_none() => out = Some(args.value()?),
                Long("width") if width_px.is_none() => width_px = Some(width(&args.value()?)?),
                Long("url") if url.is_none() => url = Some(base(args.value()?)?),
                Long(name) => match VIEW.into_iter().find(|&known| known == name) {
                    Some(param) if view.iter().all(|(given, _)| *given != param) => {
                        view.push((param, text(param, args.value()?)?));
                    }
                    Some(_) | None => return Err(arg.unexpected().into()),
                },
                Value(value) if source.is_none() => source = Some(Source::of(value)?),
                Short(_) | Value(_) => return Err(arg.unexpected().into()),
            }
        }
        let source = source.ok_or_else(|| {
            lexopt::Error::from("render: expected a FILE, a LINK, or - for standard input".to_owned())
        })?;
        Ok(Self { source, out, width_px: width_px.unwrap_or(WIDTH_PX_DEFAULT), view, url })
    }

    /// Draws it.
    pub fn run(self) -> Result<(), Failure> {
        let (Opened { subject, preset, mut view }, page) = self.source.open()?;
        let scenario = subject
            .scenario()
            .ok_or_else(|| Failure::input("render: found a program, expected a scenario"))?;
        for (param, value) in &self.view {
            let set = view.set(param, value, Numbers::Requests(scenario.request_count()));
            set.map_err(|message| Failure::input(format!("--{param}: {message}")))?;
        }
        let runs: Vec<Indexed> = run_all(&scenario)?.into_iter().map(Indexed::new).collect();
        let end = runs.iter().map(|run| run.makespan()).max().unwrap_or_default();
        let warnings = view.clamp(end);
        complain(&warnings.iter().map(ToString::to_string).collect::<Vec<_>>());
        let link = link_of(&scenario, preset, &view, &self.url.or(page).unwrap_or_default());
        let picture = Picture {
            scenario: &scenario,
            traces: runs.iter().collect(),
            view: &view,
            width_px: f64::from(self.width_px),
            link: &link,
            id: None,
        };
        write(self.out.as_deref().map(Path::new), &picture.to_svg())
    }
}

impl Source {
    /// A file that is there is a file, whatever it is called.
    fn of(value: OsString) -> Result<Self, Failure> {
        let looks_like_a_link = value
            .to_str()
            .is_some_and(|text| text.starts_with(['?', '#']) || text.contains("://") || text.contains('='));
        match looks_like_a_link && !Path::new(&value).is_file() {
            true => Ok(Self::Link(text("LINK", value)?)),
            false => Ok(Self::File(value)),
        }
    }

    /// The scenario and how to look at it; of a whole address also that of the page.
    fn open(&self) -> Result<(Opened, Option<String>), Failure> {
        match self {
            Self::File(name) => {
                let (subject, _) = read_subject(name, &Wish::default())?;
                Ok((Opened { subject, preset: None, view: View::default() }, None))
            }
            Self::Link(link) => {
                let page = link.split(['?', '#']).next().filter(|page| page.contains("://"));
                Ok((open_link(link)?, page.map(str::to_owned)))
            }
        }
    }
}

/// The link inside the picture. It says how the picture looks and not what a reader does with it.
fn link_of(scenario: &Scenario, preset: Option<&str>, view: &View, page: &str) -> String {
    // A scenario too large for a link is drawn without one.
    link::print(scenario, preset, view).map(|link| format!("{page}{link}")).unwrap_or_default()
}

fn write(out: Option<&Path>, text: &str) -> Result<(), Failure> {
    let write_to = |path: &Path| -> io::Result<()> { File::create(path)?.write_all(text.as_bytes()) };
    match out {
        None => print(text),
        Some(path) if path == Path::new("-") => print(text),
        Some(path) => write_to(path).map_err(Failure::Output),
    }
}

fn text(name: &str, value: OsString) -> Result<String, Failure> {
    value.into_string().map_err(|value| Failure::input(format!("{name}: found {value:?}, expected UTF-8")))
}

fn width(value: &OsString) -> Result<u32, Failure> {
    let width = value.to_str().and_then(|text| text.parse().ok());
    width.filter(|width| (WIDTH_PX_MIN..=WIDTH_PX_MAX).contains(width)).ok_or_else(|| {
        let range = format!("a number of pixels from {WIDTH_PX_MIN} to {WIDTH_PX_MAX}");
        Failure::input(format!("--width: found {value:?}, expected {range}"))
    })
}

/// The address of a page that links can be appended to.
pub fn base(value: OsString) -> Result<String, Failure> {
    let url = text("--url", value)?;
    match (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(['?', '#']) {
        true => Ok(url),
        false => {
            let expected = "an address that begins with https:// or http:// and has no ? and no #";
            Err(Failure::input(format!("--url: found {url:?}, expected {expected}")))
        }
    }
}
