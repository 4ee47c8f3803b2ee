//! How a scenario is looked at: the moment, the request followed, the stretch shown, the lesson, what is hidden.

use std::fmt;
use std::ops::RangeInclusive;

use super::Warning;
use super::item::{duration, whole};
use crate::code::Language;
use crate::lesson::{Ask, Chapter};
use crate::number::Decimal;
use crate::python::outcome::TASKS_MAX;
use crate::scenario::steps::quoted;
use crate::time::{Instant, split_digits};

/// What a link says beside the scenario. The default is what a link leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Where the playhead stands.
    pub t: Instant,
    /// The number of the request that is followed through all lanes, from 1, or of a program's task, from 0.
    pub follow: Option<u32>,
    /// The visible stretch; `None` is the whole axis.
    pub zoom: Option<Zoom>,
    /// How fast it plays.
    pub speed: Speed,
    /// Whether it starts playing by itself.
    pub play: bool,
    /// The chapter of the lesson that is open.
    pub lesson: Option<Chapter>,
    /// The question that is asked.
    pub ask: Option<Ask>,
    /// The colours.
    pub theme: Theme,
    /// The language in which programs are shown.
    pub code: Language,
    /// The parts of the page that are not shown.
    pub hide: Hidden,
    /// Whether the page is a guest in another one: the diagram and its controls, and nothing else.
    pub embed: bool,
}

/// Whose numbers `follow` and `ask` name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Those of so many requests, from 1.
    Requests(u32),
    /// Those of a program's tasks, from 0: how many there are is known once it has run.
    Tasks,
}

impl Numbers {
    fn range(self) -> RangeInclusive<u32> {
        match self {
            Self::Requests(count) => 1..=count,
            Self::Tasks => 0..=TASKS_MAX,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Requests(_) => "request",
            Self::Tasks => "task",
        }
    }
}

/// A part of the page that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The program of the followed request.
    Code,
    /// The numbers side by side.
    Metrics,
    /// The editor of the scenario.
    Editor,
    /// The legend.
    Legend,
    /// The sentences that say what happens.
    Narration,
}

impl Part {
    /// All parts in canonical order.
    pub const ALL: [Self; 5] = [Self::Code, Self::Metrics, Self::Editor, Self::Legend, Self::Narration];

    /// Its name in links.
    pub fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Metrics => "metrics",
            Self::Editor => "editor",
            Self::Legend => "legend",
            Self::Narration => "narration",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of parts that are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden(u8);

impl Hidden {
    /// Whether the part is left out.
    pub fn has(self, part: Part) -> bool {
        self.0 & part.bit() != 0
    }

    /// The same set with the part left out.
    #[must_use]
    pub fn with(self, part: Part) -> Self {
        Self(self.0 | part.bit())
    }

    fn read(text: &str) -> Option<Self> {
        let part = |name: &str| Part::ALL.into_iter().find(|part| part.id() == name);
        text.split('.').try_fold(Self::default(), |hidden, name| Some(hidden.with(part(name)?)))
    }
}

/// Prints the parts joined by points, in canonical order.
impl fmt::Display for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = Part::ALL.into_iter().filter(|&part| self.has(part));
        f.write_str(&parts.map(Part::id).collect::<Vec<_>>().join("."))
    }
}

/// A stretch of the time axis that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zoom {
    /// First instant.
    pub start: Instant,
    /// First instant no longer in the stretch, after `start`.
    pub end: Instant,
}

/// A factor on "the whole axis in ten seconds", in thousandths, 0.01 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u32);

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Default for Speed {
    fn default() -> Self {
        Self(1_000)
    }
}

impl Speed {
    /// The slowest.
    pub const MIN: Self = Self(10);
    /// The fastest.
    pub const MAX: Self = Self(100_000);

    /// The nearest speed to this many thousandths.
    pub fn from_thousandths(thousandths: u32) -> Self {
        Self(thousandths.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The factor in thousandths.
    pub fn thousandths(self) -> u32 {
        self.0
    }

    fn read(text: &str) -> Option<Self> {
        let (whole, rest) = split_digits(text);
        let fraction = match rest.strip_prefix('.') {
            Some(fraction) if (1..=3).contains(&fraction.len()) => fraction,
            Some(_) => return None,
            None if rest.is_empty() => "",
            None => return None,
        };
        let digits = !whole.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
        let thousandths = if digits { format!("{whole}{fraction:0<3}").parse().ok() } else { None };
        thousandths.map(Self).filter(|speed| (Self::MIN.0..=Self::MAX.0).contains(&speed.0))
    }
}

/// Prints the factor without trailing zeros: `0.5`.
impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal::new(self.0.into(), 3).fmt(f)
    }
}

impl Zoom {
    fn read(text: &str) -> Result<Self, String> {
        let stretch = || {
            let found = quoted(text);
            format!("found {found}, expected two moments such as 0..38, the first before the second")
        };
        let (start, end) = text.split_once("..").ok_or_else(stretch)?;
        let (start, end) = (duration(start)?, duration(end)?);
        if start >= end {
            return Err(stretch());
        }
        Ok(Self { start: Instant::from_ns(start.as_ns()), end: Instant::from_ns(end.as_ns()) })
    }
}

fn switch(text: &str) -> Result<bool, String> {
    match text {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(format!("found {}, expected 1", quoted(text))),
    }
}

/// `python, rust or javascript`.
fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

impl View {
    /// Takes one parameter of the view.
    ///
    /// # Errors
    ///
    /// When the value is none of the parameter's: what was found and what was expected.
    pub fn set(&mut self, param: &str, value: &str, numbers: Numbers) -> Result<(), String> {
        let expected = |what: &str| format!("found {}, expected {what}", quoted(value));
        let (range, one) = (numbers.range(), numbers.name());
        let (low, high) = (*range.start(), *range.end());
        match param {
            "t" => self.t = Instant::from_ns(duration(value)?.as_ns()),
            "follow" => {
                let number = u32::try_from(whole(value)?).ok().filter(|number| range.contains(number));
                let known = || expected(&format!("the number of a {one}, {low} to {high}"));
                self.follow = Some(number.ok_or_else(known)?);
            }
            "zoom" => self.zoom = Some(Zoom::read(value)?),
            "speed" => {
                let range = format!("a factor from {} to {} such as 0.5", Speed::MIN, Speed::MAX);
                self.speed = Speed::read(value).ok_or_else(|| expected(&range))?;
            }
            "play" => self.play = switch(value)?,
            "lesson" => {
                if numbers == Numbers::Tasks {
                    return Err("found beside a program, expected with a scenario".into());
                }
                let ids = || expected(&one_of(Chapter::ALL.map(Chapter::id).as_slice()));
                self.lesson = Some(Chapter::find(value).ok_or_else(ids)?);
            }
            "ask" => {
                let known = |ask: &Ask| !matches!(ask, Ask::Done(number) if !range.contains(number));
                let forms = || expected(&format!("next, first, or done. and a {one}, {low} to {high}"));
                self.ask = Some(Ask::read(value).filter(known).ok_or_else(forms)?);
            }
            "theme" => {
                self.theme = match value {
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    "auto" => Theme::Auto,
                    _ => return Err(expected("light, dark or auto")),
                }
            }
            "code" => {
                let ids = || expected(&one_of(Language::ALL.map(Language::id).as_slice()));
                self.code = Language::find(value).ok_or_else(ids)?;
            }
            "hide" => {
                let parts = one_of(Part::ALL.map(Part::id).as_slice());
                let parts = || expected(&format!("parts joined by points, each {parts}"));
                self.hide = Hidden::read(value).ok_or_else(parts)?;
            }
            "lang" if value == "en" => {}
            "lang" => return Err(expected("en, the only language there is")),
            "embed" => self.embed = switch(value)?,
            _ => return Err(expected("a parameter of the view")),
        }
        Ok(())
    }

    /// The parameters that are not at their defaults, in canonical order. Where nothing is said the playhead stands at
    /// `t_default`.
    pub(super) fn params(&self, t_default: Instant) -> Vec<(&'static str, String)> {
        let mut params = Vec::new();
        if self.t != t_default {
            params.push(("t", self.t.to_string()));
        }
        if let Some(number) = self.follow {
            params.push(("follow", number.to_string()));
        }
        if let Some(Zoom { start, end }) = self.zoom {
            params.push(("zoom", format!("{start}..{end}")));
        }
        if self.speed != Speed::default() {
            params.push(("speed", self.speed.to_string()));
        }
        if self.play {
            params.push(("play", "1".into()));
        }
        if let Some(chapter) = self.lesson {
            params.push(("lesson", chapter.id().into()));
        }
        if let Some(ask) = self.ask {
            params.push(("ask", ask.to_string()));
        }
        match self.theme {
            Theme::Auto => {}
            Theme::Light => params.push(("theme", "light".into())),
            Theme::Dark => params.push(("theme", "dark".into())),
        }
        if self.code != Language::default() {
            params.push(("code", self.code.id().into()));
        }
        if self.hide != Hidden::default() {
            params.push(("hide", self.hide.to_string()));
        }
        if self.embed {
            params.push(("embed", "1".into()));
        }
        params
    }

    /// Brings what lies beyond the end of the axis back to it, and says so.
    pub fn clamp(&mut self, end: Instant) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.t > end {
            let message =
                format!("found {} ms, expected at most {end} ms, the end; the end is shown", self.t);
            warnings.push(Warning::new("t", message));
            self.t = end;
        }
        if let Some(zoom) = self.zoom.filter(|zoom| zoom.end > end) {
            let Zoom { start, end: zoom_end } = zoom;
            let message = format!("found {start}..{zoom_end} ms, expected a stretch that ends by {end} ms");
            warnings.push(Warning::new("zoom", message));
            self.zoom = (start < end).then_some(Zoom { start, end });
        }
        warnings
    }

    /// Leaves out what speaks of a task that a program's run does not have, and says so. Tasks are numbered from 0.
    pub fn keep_to_tasks(&mut self, count: u32) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |param, number: u32| {
            let message = match count.checked_sub(1) {
                None | Some(0) => format!("found {number}, expected 0, the only task of this run"),
                Some(last) => {
                    format!("found {number}, expected the number of a task of this run, 0 to {last}")
                }
            };
            warnings.push(Warning::new(param, message));
        };
        if let Some(number) = self.follow.take_if(|number| *number >= count) {
            warn("follow", number);
        }
        if let Some(Ask::Done(number)) =
            self.ask.take_if(|ask| matches!(ask, Ask::Done(number) if *number >= count))
        {
            warn("ask", number);
        }
        warnings
    }
}
