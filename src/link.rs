//! Links: what is shown, a scenario or programs, and a view of it, as the query of an address.

mod item;
mod print;
mod program;
mod query;
mod view;

use std::fmt;

pub use self::print::{QUERY_CHARS_MAX, TooLarge, print, print_programs, print_subject};
pub use self::query::LINK_BYTES_MAX;
pub use self::view::{Hidden, Numbers, Part, Speed, Theme, View, Zoom};

use self::query::{Pair, pairs};
use crate::lesson::Chapter;
use crate::order;
use crate::python::program::LineCost;
use crate::python::programs::{Forms, PROGRAMS_MAX, Programs};
use crate::python::run::Form;
use crate::scenario::parts::{GroupParts, Parts, RuntimeParts, ServiceParts};
use crate::scenario::path::{FieldPath, Member, Part as ScenarioPart};
use crate::scenario::presets::{self, Preset};
use crate::scenario::problem::ScenarioError;
use crate::scenario::steps::quoted;
use crate::scenario::{GROUPS_MAX, RUNTIMES_MAX, SERVICES_MAX, Scenario, Service, TITLE_CHARS_MAX};
use crate::subject::Subject;
use crate::time::Duration;

/// The version of the link format that is written; all versions up to it are read.
pub const VERSION: u32 = 1;
/// Most warnings of one link.
const WARNINGS_MAX: usize = 50;

/// The parameters that say what is simulated or run.
const SUBJECT_PARAMS: [&str; 12] =
    ["v", "preset", "req", "svc", "py", "line", "run", "cores", "quantum", "switch", "seed", "title"];
/// Those that only a scenario has.
const SCENARIO_ONLY: [&str; 7] = ["preset", "req", "svc", "cores", "quantum", "switch", "seed"];
const VIEW_PARAMS: [&str; 12] =
    ["t", "follow", "zoom", "speed", "play", "lesson", "ask", "theme", "code", "hide", "lang", "embed"];
const LIST_PARAMS: [&str; 4] = ["req", "svc", "py", "run"];

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What is simulated or run.
    pub subject: Subject,
    /// The preset that the scenario is, unless the link changes it.
    pub preset: Option<&'static str>,
    /// How it is looked at.
    pub view: View,
    /// Everything in the link that was not taken as it stands, and what may mean something else.
    pub warnings: Vec<Warning>,
}

/// Something in a link that was not taken as it stands, or that may mean something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The parameter; of an unknown one its name as far as it can be shown.
    pub param: String,
    /// What was found, what was expected, and what stands in its place.
    pub message: String,
    /// What becomes of it.
    pub weight: Weight,
}

/// How much a warning weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What was found is not taken.
    Refusal,
    /// It is taken as it stands, and may mean something else.
    Hint,
}

impl Warning {
    /// A warning that something is not taken as it stands.
    pub fn new(param: impl Into<String>, message: impl Into<String>) -> Self {
        Self { param: param.into(), message: message.into(), weight: Weight::Refusal }
    }

    /// A warning that something is taken as it stands, and may mean something else.
    pub fn hint(param: impl Into<String>, message: impl Into<String>) -> Self {
        Self { weight: Weight::Hint, ..Self::new(param, message) }
    }

    /// Whether all was taken as it stands.
    pub fn is_hint(&self) -> bool {
        self.weight == Weight::Hint
    }

    /// Whether something else is simulated or run than what was asked for.
    pub fn changes_subject(&self) -> bool {
        !self.is_hint() && SUBJECT_PARAMS.contains(&self.param.as_str())
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.param, self.message)
    }
}

/// Opens the query and the fragment of an address, with or without `?` and `#`. Whatever is bad in them becomes a
/// warning, and the default stands in its place. A link with a program in it shows programs, any other a scenario.
pub fn open(query: &str, fragment: &str) -> Opened {
    let mut opener = Opener { warnings: Vec::new() };
    let given = opener.given(query.trim_start_matches('?'), fragment.trim_start_matches('#'));
    opener.version(&given);
    match opener.programs(&given) {
        Some(programs) => opener.show_programs(programs, &given),
        None => opener.show_scenario(&given),
    }
}

/// What of a scenario may mean something else than it says.
pub fn hints(scenario: &Scenario) -> impl Iterator<Item = Warning> {
    let several = scenario.groups.len() > 1;
    scenario.suspects().into_iter().map(move |suspect| {
        let group = if several { format!("number {}, ", suspect.group + 1) } else { String::new() };
        Warning::hint("req", format!("{group}{suspect}"))
    })
}

/// The query and the fragment of a whole address, or of the end of one that begins with `?` or `#`, or of a bare query.
pub fn split(link: &str) -> (&str, &str) {
    let link = link.trim();
    let (rest, fragment) = link.split_once('#').unwrap_or((link, ""));
    match rest.split_once('?') {
        Some((_, query)) => (query, fragment),
        None if rest.contains("://") || !rest.contains('=') => ("", fragment),
        None => (rest, fragment),
    }
}

type Given = Vec<(&'static str, Vec<String>)>;

fn all<'a>(given: &'a Given, param: &str) -> Option<&'a [String]> {
    given.iter().find(|(name, _)| *name == param).map(|(_, values)| &values[..])
}

fn first<'a>(given: &'a Given, param: &str) -> Option<&'a str> {
    all(given, param).and_then(|values| values.first()).map(String::as_str)
}

/// What a link chooses, each part readable by itself.
#[derive(Default)]
struct Chosen {
    preset: Option<Preset>,
    requests: Option<Vec<GroupParts>>,
    services: Option<Vec<ServiceParts>>,
    runtimes: Option<Vec<RuntimeParts>>,
    cores: Option<u64>,
    quantum: Option<Duration>,
    switch: Option<Duration>,
    seed: Option<u64>,
    title: Option<String>,
    /// The chapter of the lesson, which brings its scenario along.
    chapter: Option<Chapter>,
}

/// What everything stands on that is not chosen.
struct Base {
    preset: Option<&'static str>,
    scenario: Scenario,
}

impl From<Preset> for Base {
    fn from(preset: Preset) -> Self {
        Self { preset: Some(preset.id), scenario: preset.scenario }
    }
}

impl Chosen {
    /// What everything stands on that is not chosen; `None` is the scenario's defaults.
    fn base(&self) -> Option<Base> {
        match (&self.preset, &self.requests, self.chapter) {
            (Some(preset), ..) => Some(preset.clone().into()),
            (None, Some(_), _) => None,
            (None, None, Some(chapter)) => {
                Some(Base { preset: chapter.preset(), scenario: chapter.scenario() })
            }
            (None, None, None) => Some(presets::three_requests().into()),
        }
    }

    fn parts(&self, base: Option<&Base>) -> Parts {
        let base = base.map_or_else(Parts::default, |base| Parts::from(&base.scenario));
        Parts {
            title: self.title.clone().unwrap_or(base.title),
            seed: self.seed.unwrap_or(base.seed),
            cores: self.cores.unwrap_or(base.cores),
            quantum: self.quantum.unwrap_or(base.quantum),
            switch: self.switch.unwrap_or(base.switch),
            services: self.services.clone().unwrap_or(base.services),
            requests: self.requests.clone().unwrap_or(base.requests),
            runtimes: self.runtimes.clone().unwrap_or(base.runtimes),
        }
    }

    /// Takes the choice back; false if it was not chosen.
    fn take_back(&mut self, param: &str) -> bool {
        match param {
            "req" => self.requests.take().is_some(),
            "svc" => self.services.take().is_some(),
            "run" => self.runtimes.take().is_some(),
            "cores" => self.cores.take().is_some(),
            "quantum" => self.quantum.take().is_some(),
            "switch" => self.switch.take().is_some(),
            "seed" => self.seed.take().is_some(),
            "title" => self.title.take().is_some(),
            _ => false,
        }
    }
}

/// The parameter that a field of the scenario comes from.
fn param_of(path: &FieldPath) -> &'static str {
    match (&path.part, &path.member) {
        (ScenarioPart::Requests | ScenarioPart::Group(_), _) => "req",
        (ScenarioPart::Services | ScenarioPart::Service(_), _) => "svc",
        (ScenarioPart::Runtimes | ScenarioPart::Runtime(_), _) => "run",
        (ScenarioPart::Programs | ScenarioPart::Program(_), _) => "py",
        (ScenarioPart::Line, _) => "line",
        (ScenarioPart::Forms | ScenarioPart::Form(_), _) => "run",
        (ScenarioPart::Seed, _) => "seed",
        (ScenarioPart::Title, _) => "title",
        (ScenarioPart::Machine, Some(Member::Quantum)) => "quantum",
        (ScenarioPart::Machine, Some(Member::Switch)) => "switch",
        (
            ScenarioPart::Machine
            | ScenarioPart::Whole
            | ScenarioPart::Item
            | ScenarioPart::Version
            | ScenarioPart::Unknown(_),
            _,
        ) => "cores",
    }
}

struct Opener {
    warnings: Vec<Warning>,
}

impl Opener {
    fn warn(&mut self, param: &str, message: String) {
        if self.warnings.len() < WARNINGS_MAX {
            self.warnings.push(Warning::new(param, message));
        } else if self.warnings.len() == WARNINGS_MAX {
            let message = format!("more is wrong than these {WARNINGS_MAX} warnings");
            self.warnings.push(Warning::new("link", message));
        }
    }

    /// The value, or a warning that the default stands in its place.
    fn keep<T>(&mut self, param: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|message| self.warn(param, format!("{message}; the default stands in its place"))).ok()
    }

    /// The values of each known parameter. The fragment wins where both have one; without `=` it is an ordinary anchor.
    fn given(&mut self, query: &str, fragment: &str) -> Given {
        let mut bytes_left = LINK_BYTES_MAX + 1;
        let fragment = if fragment.contains('=') { fragment } else { "" };
        let in_fragment = pairs(fragment, &mut bytes_left);
        let mut in_query = pairs(query, &mut bytes_left);
        let mut winning: Vec<&str> = in_fragment.iter().map(|pair| pair.name.as_str()).collect();
        order::sort(&mut winning);
        in_query.retain(|pair| winning.binary_search(&pair.name.as_str()).is_err());
        let mut given = Given::new();
        for pair in in_fragment.into_iter().chain(in_query) {
            self.take(&mut given, pair);
        }
        given
    }

    fn take(&mut self, given: &mut Given, pair: Pair) {
        let known = SUBJECT_PARAMS.iter().chain(&VIEW_PARAMS).find(|&&known| known == pair.name);
        let Some(&param) = known else {
            let shown = shown_name(&pair.name);
            return self.warn(&shown, "an unknown parameter, which is left out".into());
        };
        let Some(value) = self.keep(param, pair.value) else { return };
        match given.iter_mut().find(|(name, _)| *name == param) {
            None => given.push((param, vec![value])),
            Some((_, values)) if LIST_PARAMS.contains(&param) => values.push(value),
            Some(_) => self.warn(param, "found more than once, expected once; the first is taken".into()),
        }
    }

    fn version(&mut self, given: &Given) {
        if let Some(version) = first(given, "v").filter(|&version| version != VERSION.to_string()) {
            let message =
                format!("found version {}, expected {VERSION}; it is read as {VERSION}", quoted(version));
            self.warn("v", message);
        }
    }

    fn show_scenario(mut self, given: &Given) -> Opened {
        if first(given, "line").is_some() {
            self.warn("line", "found without a program, py, that it belongs to; it is left out".into());
        }
        let chosen = self.chosen(given);
        let chosen_chapter = chosen.chapter;
        let (scenario, base) = self.combine(chosen);
        self.warnings.extend(hints(&scenario));
        let mut view = View::default();
        if let Some(chapter) = chosen_chapter.filter(|chapter| chapter.scenario() == scenario) {
            view.t = chapter.moment();
        }
        self.look(&mut view, given, Numbers::Requests(scenario.request_count()));
        let preset = base.filter(|base| base.scenario == scenario).and_then(|base| base.preset);
        Opened { subject: Subject::Scenario(scenario), preset, view, warnings: self.warnings }
    }

    fn show_programs(mut self, programs: Programs, given: &Given) -> Opened {
        for param in SCENARIO_ONLY {
            if first(given, param).is_some() {
                self.warn(param, "found beside a program, expected with a scenario; it is left out".into());
            }
        }
        let mut view = View::default();
        self.look(&mut view, given, Numbers::Tasks);
        Opened { subject: Subject::Programs(programs), preset: None, view, warnings: self.warnings }
    }

    fn look(&mut self, view: &mut View, given: &Given, numbers: Numbers) {
        for param in VIEW_PARAMS {
            if let Some(value) = first(given, param) {
                let set = view.set(param, value, numbers);
                self.keep(param, set);
            }
        }
    }

    /// The programs that the link holds, if there is a good one.
    fn programs(&mut self, given: &Given) -> Option<Programs> {
        let sources = self.items(given, "py", PROGRAMS_MAX, program::read)?;
        let cost = first(given, "line").and_then(|text| self.keep("line", line_cost(text)));
        let forms = self.items(given, "run", Form::ALL.len(), |text| {
            Form::named(text).ok_or_else(|| format!("found {}, expected written or blocking", quoted(text)))
        });
        let title = first(given, "title").and_then(|title| self.keep("title", title_of_programs(title)));
        Some(Programs {
            title: title.unwrap_or_default(),
            sources,
            cost: cost.unwrap_or_default(),
            forms: Forms::new(forms.unwrap_or_default()),
        })
    }

    fn chosen(&mut self, given: &Given) -> Chosen {
        let whole = |opener: &mut Self, param| {
            first(given, param).and_then(|text| opener.keep(param, item::whole(text)))
        };
        let duration = |opener: &mut Self, param| {
            first(given, param).and_then(|text| opener.keep(param, item::duration(text)))
        };
        let mut chosen = Chosen {
            preset: first(given, "preset").and_then(|id| self.preset(id)),
            cores: whole(self, "cores"),
            seed: whole(self, "seed"),
            quantum: duration(self, "quantum"),
            switch: duration(self, "switch"),
            title: first(given, "title").map(Into::into),
            chapter: first(given, "lesson").and_then(Chapter::find),
            ..Chosen::default()
        };
        chosen.runtimes = self.items(given, "run", RUNTIMES_MAX, |text| {
            let runtime = item::runtime(text)?;
            runtime.check().map_err(in_words)?;
            Ok(runtime)
        });
        let mut names = Vec::new();
        chosen.services = self.items(given, "svc", SERVICES_MAX, |text| {
            let parts = item::service(text)?;
            let service = parts.check().map_err(in_words)?;
            if names.contains(&service.name) {
                return Err(format!("found {} a second time, expected each service once", service.name));
            }
            names.push(service.name);
            Ok(parts)
        });
        let declared = declared_services(&chosen);
        chosen.requests = self.items(given, "req", GROUPS_MAX, |text| {
            let group = item::group(text)?;
            group.clone().check().map_err(in_words)?;
            match group.missing_latency(&declared) {
                Some(missing) => Err(missing.to_string()),
                None => Ok(group),
            }
        });
        chosen
    }

    fn preset(&mut self, id: &str) -> Option<Preset> {
        let found = presets::find(id).ok_or_else(|| {
            let ids: Vec<&str> = presets::catalogue().iter().map(|preset| preset.id).collect();
            format!("found {}, expected one of {}", quoted(id), ids.join(", "))
        });
        self.keep("preset", found)
    }

    /// The good items of a list; none at all if there are more than `count_max`.
    fn items<T>(
        &mut self,
        given: &Given,
        param: &str,
        count_max: usize,
        mut read: impl FnMut(&str) -> Result<T, String>,
    ) -> Option<Vec<T>> {
        let texts = all(given, param)?;
        if texts.len() > count_max {
            let message = format!("found {} of them, expected at most {count_max}", texts.len());
            return self.keep(param, Err(message));
        }
        let mut items = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            match read(text) {
                Ok(item) => items.push(item),
                Err(message) => {
                    let number = index + 1;
                    self.warn(param, format!("number {number}, {}, is left out: {message}", quoted(text)));
                }
            }
        }
        (!items.is_empty()).then_some(items)
    }

    /// Checks the choices together. What breaks a rule is taken back, one after the other, until the rest is sound;
    /// the base alone always is.
    fn combine(&mut self, mut chosen: Chosen) -> (Scenario, Option<Base>) {
        loop {
            let base = chosen.base();
            let errors = match chosen.parts(base.as_ref()).check() {
                Ok(scenario) => return (scenario, base),
                Err(errors) => errors,
            };
            let blamed = errors.iter().map(|error| {
                let param = param_of(&error.path);
                let of_list = LIST_PARAMS.contains(&param);
                (param, if of_list { error.to_string() } else { error.problem.to_string() })
            });
            let anyone = LIST_PARAMS.iter().rev().map(|&param| (param, in_words(errors.clone())));
            let Some((param, message)) = blamed.chain(anyone).find(|(param, _)| chosen.take_back(param))
            else {
                let preset = presets::three_requests();
                return (preset.scenario.clone(), Some(preset.into()));
            };
            self.warn(param, format!("{message}; the default stands in its place"));
        }
    }
}

fn line_cost(text: &str) -> Result<LineCost, String> {
    LineCost::read(text).map_err(|expected| format!("found {}, expected {expected}", quoted(text)))
}

fn title_of_programs(title: &str) -> Result<String, String> {
    let chars = title.chars().count();
    if chars > TITLE_CHARS_MAX {
        return Err(format!("found {chars} characters, expected at most {TITLE_CHARS_MAX}"));
    }
    Ok(title.into())
}

/// The services that the calls of requests can rely on.
fn declared_services(chosen: &Chosen) -> Vec<Service> {
    match (&chosen.services, &chosen.preset) {
        (Some(services), _) => services.iter().filter_map(|service| service.check().ok()).collect(),
        (None, Some(preset)) => preset.scenario.services.clone(),
        (None, None) => Vec::new(),
    }
}

fn in_words(errors: Vec<ScenarioError>) -> String {
    let words: Vec<String> = errors.iter().map(ToString::to_string).collect();
    words.join("; ")
}

/// The name of an unknown parameter, short and without control characters.
fn shown_name(name: &str) -> String {
    const CHARS_MAX: usize = 40;
    if name.is_empty() {
        return "(no name)".into();
    }
    let visible = name.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c });
    visible.take(CHARS_MAX).collect()
}

#[cfg(test)]
mod tests;
