//! Links: a scenario and a view of it as the query of an address, which a person can read and write by hand.

mod item;
mod query;
mod view;

use std::fmt;

pub use self::query::LINK_BYTES_MAX;
pub use self::view::{Hidden, Part, Speed, Theme, View, Zoom};

use self::query::{Pair, encode, pairs};
use crate::lesson::Chapter;
use crate::order;
use crate::scenario::parts::{GroupParts, Parts, RuntimeParts, ScenarioError, ServiceParts};
use crate::scenario::path::{FieldPath, Member, Part as ScenarioPart};
use crate::scenario::presets::{self, Preset};
use crate::scenario::steps::quoted;
use crate::scenario::{GROUPS_MAX, Machine, RUNTIMES_DEFAULT, RUNTIMES_MAX, SERVICES_MAX, Scenario, Service};
use crate::time::{Duration, Instant};

/// The version of the link format that is written; all versions up to it are read.
pub const VERSION: u32 = 1;
/// Longest query that is printed; what is longer goes into the fragment, because servers cut long queries off.
pub const QUERY_CHARS_MAX: usize = 2_000;
/// Most warnings of one link.
const WARNINGS_MAX: usize = 50;

/// The parameters that say what is simulated.
const SCENARIO_PARAMS: [&str; 10] =
    ["v", "preset", "req", "svc", "run", "cores", "quantum", "switch", "seed", "title"];
const VIEW_PARAMS: [&str; 12] =
    ["t", "follow", "zoom", "speed", "play", "lesson", "ask", "theme", "code", "hide", "lang", "embed"];
const LIST_PARAMS: [&str; 3] = ["req", "svc", "run"];

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What is simulated.
    pub scenario: Scenario,
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

    /// Whether something else is simulated than what was asked for.
    pub fn changes_scenario(&self) -> bool {
        !self.is_hint() && SCENARIO_PARAMS.contains(&self.param.as_str())
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.param, self.message)
    }
}

/// Opens the query and the fragment of an address, with or without `?` and `#`. Whatever is bad in them becomes a
/// warning, and the default stands in its place.
pub fn open(query: &str, fragment: &str) -> Opened {
    let mut opener = Opener { warnings: Vec::new() };
    let given = opener.given(query.trim_start_matches('?'), fragment.trim_start_matches('#'));
    let chosen = opener.chosen(&given);
    let chosen_chapter = chosen.chapter;
    let (scenario, base) = opener.combine(chosen);
    opener.warnings.extend(hints(&scenario));
    let mut view = View::default();
    if let Some(chapter) = chosen_chapter.filter(|chapter| chapter.scenario() == scenario) {
        view.t = chapter.moment();
    }
    for param in VIEW_PARAMS {
        if let Some(value) = first(&given, param) {
            let set = view.set(param, value, scenario.request_count());
            opener.keep(param, set);
        }
    }
    let preset = base.filter(|base| base.scenario == scenario).and_then(|base| base.preset);
    Opened { scenario, preset, view, warnings: opener.warnings }
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
        let known = SCENARIO_PARAMS.iter().chain(&VIEW_PARAMS).find(|&&known| known == pair.name);
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

    fn chosen(&mut self, given: &Given) -> Chosen {
        if let Some(version) = first(given, "v").filter(|&version| version != VERSION.to_string()) {
            let message =
                format!("found version {}, expected {VERSION}; it is read as {VERSION}", quoted(version));
            self.warn("v", message);
        }
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
                (param, if of_list { error.to_string() } else { error.message.clone() })
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

/// A scenario that does not fit into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How long the link would be, in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.bytes;
        write!(
            f,
            "the scenario makes a link of {bytes} bytes, expected at most {LINK_BYTES_MAX}; share it as a file"
        )
    }
}

impl std::error::Error for TooLarge {}

/// Prints the canonical link: `?` and the query, or `#` and the same as a fragment where the query would pass 2,000
/// characters. Only letters, digits and `- . _ ~` stand in values, in the title also `%`. If `preset` holds this very
/// scenario, its name is written and nothing else of the scenario; if the open chapter does, not even that.
///
/// # Errors
///
/// When it would be longer than [`LINK_BYTES_MAX`].
pub fn print(scenario: &Scenario, preset: Option<&str>, view: &View) -> Result<String, TooLarge> {
    let mut params = vec![("v", VERSION.to_string())];
    let chapter = view.lesson.filter(|chapter| chapter.scenario() == *scenario);
    match preset.and_then(presets::find).filter(|preset| preset.scenario == *scenario) {
        _ if chapter.is_some() => {}
        // The default preset is where every link without requests begins, so that it needs no name.
        Some(preset) if preset.id == presets::DEFAULT && view.lesson.is_none() => {}
        Some(preset) => params.push(("preset", preset.id.into())),
        None => params.extend(scenario_params(scenario)),
    }
    params.extend(view.params(chapter.map_or(Instant::ZERO, Chapter::moment)));
    let params: Vec<String> = params.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = params.join("&");
    if text.len() > LINK_BYTES_MAX {
        return Err(TooLarge { bytes: text.len() });
    }
    let mark = if text.len() > QUERY_CHARS_MAX { '#' } else { '?' };
    Ok(format!("{mark}{text}"))
}

fn scenario_params(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let mut params: Vec<(&str, String)> =
        scenario.groups.iter().map(|group| ("req", item::print_group(group))).collect();
    let declared = scenario.services.iter().filter(|service| service.is_declared());
    params.extend(declared.map(|service| ("svc", item::print_service(service))));
    if scenario.runtimes != RUNTIMES_DEFAULT {
        params.extend(scenario.runtimes.iter().map(|runtime| ("run", runtime.to_string())));
    }
    let (machine, default) = (scenario.machine, Machine::default());
    if machine.cores != default.cores {
        params.push(("cores", machine.cores.to_string()));
    }
    if machine.quantum != default.quantum {
        params.push(("quantum", machine.quantum.to_string()));
    }
    if machine.switch != default.switch {
        params.push(("switch", machine.switch.to_string()));
    }
    if scenario.seed != 0 {
        params.push(("seed", scenario.seed.to_string()));
    }
    if !scenario.title.is_empty() {
        params.push(("title", encode(&scenario.title)));
    }
    params
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::scenario::Runtime;

    /// What opens, as its canonical link and the warnings.
    #[track_caller]
    fn check(link: &str, expected: Expect) {
        let (query, fragment) = split(link);
        let opened = open(query, fragment);
        let printed =
            print(&opened.scenario, opened.preset, &opened.view).expect("short links make short links");
        let (query, fragment) = split(&printed);
        let again = open(query, fragment);
        assert_eq!((&again.scenario, &again.view), (&opened.scenario, &opened.view));
        let hints = opened.warnings.iter().filter(|warning| warning.is_hint());
        assert_eq!((again.preset, again.warnings), (opened.preset, hints.cloned().collect()));
        let lines: Vec<String> =
            std::iter::once(printed).chain(opened.warnings.iter().map(ToString::to_string)).collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn the_examples_of_the_handbook() {
        check("", expect!["?v=1"]);
        check("?preset=three-requests&t=42", expect!["?v=1&t=42"]);
        check(
            "?req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&run=sync1&run=async1&cores=1&t=12.5&follow=2",
            expect!["?v=1&req=cpu2-db40-cpu3_x3_every1&req=cpu1_at10_as.ping&svc=db_cap2&t=12.5&follow=2"],
        );
        check(
            "?run=sync4&run=async1&run=async2_blocking8",
            expect![
                "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=sync4&run=async1&run=async2_blocking8&title=Three%20requests%2C%20one%20slow%20database"
            ],
        );
        check(
            "https://example.org/a/?cores=2&v=1#switch=0.5ms&cores=4",
            expect![
                "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=4&switch=0.5&title=Three%20requests%2C%20one%20slow%20database"
            ],
        );
        check(
            "https://example.org/a/?cores=2#figure",
            expect![
                "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database"
            ],
        );
    }

    /// Links name presets, so that what they hold must not change within a version.
    #[test]
    fn presets_are_frozen() {
        let link =
            |preset: &Preset| print(&preset.scenario, None, &View::default()).expect("presets are small");
        let links: Vec<String> =
            presets::catalogue().iter().map(|preset| format!("{} {}", preset.id, link(preset))).collect();
        expect![[r#"
            three-requests ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&title=Three%20requests%2C%20one%20slow%20database
            slow-neighbour ?v=1&req=cpu2-archive60-cpu2_as.report&req=cpu2-db6-cpu2_x3_at1_every2_as.quick&title=One%20slow%20call%20delays%20everyone%20behind%20it
            late-response ?v=1&req=cpu2-db10-cpu4_x2_every1_as.early&req=cpu30_at3_as.long&title=The%20response%20is%20there%2C%20the%20thread%20is%20busy
            blocking-in-async ?v=1&req=cpu2-db10-cpu2_x3_every1_as.page&req=cpu2-block.disk30-cpu2_at5_as.report&title=One%20blocking%20call%20freezes%20the%20event%20loop
            sequential-or-together ?v=1&req=cpu2-db30-api20-cpu2_as.in-a-row&req=cpu2-db30~api20-cpu2_as.together&title=Two%20awaits%20in%20a%20row%2C%20or%20both%20together
            cpu-bound ?v=1&req=cpu20_x3_every1_as.compute&title=Computing%20takes%20as%20long%20either%20way
            async-in-parallel ?v=1&req=cpu20_x4_as.compute&run=sync4&run=async1&cores=4&title=Four%20cores%2C%20four%20threads%20or%20one
            await-in-background ?v=1&req=cpu3-db20-cpu5_as.page&title=Who%20works%20during%20an%20await%3F
            timer-on-time ?v=1&req=cpu1-timer10-cpu2_as.tick&req=cpu30_at5_as.long&title=A%20timer%20is%20due%2C%20the%20thread%20is%20busy
            threads-wait-too ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=sync3&run=async1&title=Three%20threads%2C%20or%20one%20that%20hops
            two-slots ?v=1&req=cpu1-db20-cpu1_x6_as.page&svc=db_cap2&run=sync2&run=async1&title=A%20database%20that%20answers%20two%20at%20a%20time
            rush-hour ?v=1&req=cpu1-db-cpu1_x2000_poisson3_as.page&svc=db_cap20_exp40&run=sync8&run=sync64&run=async1&seed=1&title=Rush%20hour%3A%202%2C000%20requests%2C%208%20threads%2C%2064%20or%20one
            thundering-herd ?v=1&req=cpu0.02-cache5-cpu0.02_x100000_as.page&run=sync64&run=async1&title=Thundering%20herd%3A%20100%2C000%20requests%20at%20once"#]].assert_eq(&links.join("\n"));
    }

    #[test]
    fn items_are_read_in_any_order_and_printed_in_one() {
        check(
            "req=DB_as.a-b_every2s_at1us_x7&svc=Db_2.5_cap3&svc=ads_4&svc=api&run=async",
            expect!["?v=1&req=db_x7_at0.001_every2000_as.a-b&svc=db_cap3_2.5&svc=ads_4&run=async1"],
        );
        check(
            "req=cpu+2,+db+40+%26+api+30%0Acpu 3&title=100%+caf%C3%A9+%26+%3Cb%3E%00",
            expect!["?v=1&req=cpu2-db40~api30-cpu3&title=100%25%20caf%C3%A9%20%26%20%3Cb%3E%00"],
        );
        check(
            "req=offload.cpu5-block.db4-yield&quantum=1s&switch=1us&seed=9007199254740991&cores=256",
            expect![
                "?v=1&req=offload.cpu5-block.db4-yield&cores=256&quantum=1000&switch=0.001&seed=9007199254740991"
            ],
        );
    }

    #[test]
    fn a_name_that_looks_like_something_else_is_taken_and_said() {
        check(
            "req=cpu1-lock20&req=lock3-timeout5~db3&svc=db_3&svc=queue_cap1&req=queue5",
            expect![[r#"
                ?v=1&req=cpu1-lock20&req=lock3-timeout5~db3&req=queue5&svc=db_3&svc=queue_cap1
                req: number 1, lock in step 2 is a call of a service of that name: requests have no locks; a service's own capacity says how many calls it serves at one time
                req: number 2, timeout in step 2 is a call of a service of that name: nothing times out, fails, is cancelled or tried again"#]],
        );
        let opened = open("req=lock20&cores=2", "");
        assert!(opened.warnings.iter().all(|warning| warning.is_hint() && !warning.changes_scenario()));
        assert!(open("preset=two-slots", "").warnings.is_empty());
    }

    #[test]
    fn names_that_cannot_be_are_refused_with_their_reason() {
        check(
            "req=db_pool20&req=http2+20&req=redis-cache5&req=cpu1_as.my_task&req=cpu1_at5_at6&req=cpu1_as.a_x2_y&req=race(db20,api30)&req=cpu5+db20",
            expect![[r#"
                ?v=1
                req: number 1, “db_pool20”, is left out: found “_pool20”, expected one of _x3, _at10, _every5, _poisson5, _as.name; or a service's name of letters only
                req: number 2, “http2 20”, is left out: steps: column 1: found “http2”, expected a service's name of letters only; or a comma before the next step
                req: number 3, “redis-cache5”, is left out: step 1: found a call of redis without a duration, expected one, as in redis 40, or a latency of the service; if redis-cache is meant as one name: a hyphen separates steps, and names are letters only
                req: number 4, “cpu1_as.my_task”, is left out: found “_task”, expected only letters, digits and hyphens in a name, as in “_as.my-task”
                req: number 5, “cpu1_at5_at6”, is left out: found _at a second time, expected it once
                req: number 6, “cpu1_as.a_x2_y”, is left out: found “_y”, expected one of _x3, _at10, _every5, _poisson5, _as.name
                req: number 7, “race(db20,api30)”, is left out: steps: column 5: found “(”, expected no brackets: nothing goes on with the first answer; a join, as in db 20 & api 30, waits for all of them
                req: number 8, “cpu5 db20”, is left out: steps: column 6: found “db”, expected a comma or a new line before the next step; or one of the units ns, us, ms, s"#]],
        );
        check(
            "req=cpu1&svc=db_pool_cap2&svc=http2_40&svc=db_4_5",
            expect![[r#"
            ?v=1&req=cpu1
            svc: number 1, “db_pool_cap2”, is left out: found “_pool”, expected one of _cap2, _40, _exp40, _30..50; or a service's name of letters only
            svc: number 2, “http2_40”, is left out: found “http2”, expected a service's name of ASCII letters only
            svc: number 3, “db_4_5”, is left out: found a latency a second time, expected it once"#]],
        );
    }

    #[test]
    fn what_is_given_replaces_that_part_of_the_preset() {
        check(
            "preset=cpu-bound&run=sync2",
            expect![
                "?v=1&req=cpu20_x3_every1_as.compute&run=sync2&title=Computing%20takes%20as%20long%20either%20way"
            ],
        );
        check(
            "preset=cpu-bound&req=cpu1",
            expect!["?v=1&req=cpu1&title=Computing%20takes%20as%20long%20either%20way"],
        );
        check("preset=cpu-bound&req=cpu20_x3_every1_as.compute&cores=1", expect!["?v=1&preset=cpu-bound"]);
        check(
            "preset=nothing",
            expect![[r#"
                ?v=1
                preset: found “nothing”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
        );
        check(
            "preset=nothing&req=cpu1",
            expect![[r#"
                ?v=1&req=cpu1
                preset: found “nothing”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
        );
    }

    #[test]
    fn a_bad_item_is_left_out_and_the_base_stands_if_none_is_left() {
        check(
            "req=cpu1&req=cpu&req=cpu1_x0&req=cpu1_y3&req=cpu1_x2_x3&req=cpu1_as.a!&req=",
            expect![[r#"
                ?v=1&req=cpu1
                req: number 2, “cpu”, is left out: steps: column 4: found the end, expected how long, as in cpu 5
                req: number 3, “cpu1_x0”, is left out: count: found 0, expected a whole number from 1 to 1000000
                req: number 4, “cpu1_y3”, is left out: found “_y3”, expected one of _x3, _at10, _every5, _poisson5, _as.name
                req: number 5, “cpu1_x2_x3”, is left out: found _x a second time, expected it once
                req: number 6, “cpu1_as.a!”, is left out: name: found “a!”, expected at most 32 letters A–Z a–z, digits and hyphens
                req: number 7, “”, is left out: steps: column 1: found the end, expected a step: cpu, yield, block, offload or the name of a service"#]],
        );
        check(
            "req=cpu-5&cores=2",
            expect![[r#"
            ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
            req: number 1, “cpu-5”, is left out: steps: column 4: found “-”, expected how long, as in cpu 5"#]],
        );
        check(
            "run=sync0&run=sync10001&run=thread1&run=sync1_blocking4&run=sync2_x&run=async-1",
            expect![[r#"
                ?v=1
                run: number 1, “sync0”, is left out: threads: found 0, expected a whole number from 1 to 10000
                run: number 2, “sync10001”, is left out: threads: found 10001, expected a whole number from 1 to 10000
                run: number 3, “thread1”, is left out: found “thread1”, expected sync1, async1 or the like
                run: number 4, “sync1_blocking4”, is left out: blocking_threads: found with the model sync, expected only with async
                run: number 5, “sync2_x”, is left out: found “_x”, expected _blocking4
                run: number 6, “async-1”, is left out: found “-1”, expected a whole number"#]],
        );
        check(
            "svc=db_cap0&svc=cpu_4&svc=db_cap1&svc=DB_4&svc=_4&svc=api_cap1_x&svc=api_4_5",
            expect![[r#"
                ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&svc=db_cap1&title=Three%20requests%2C%20one%20slow%20database
                svc: number 1, “db_cap0”, is left out: capacity: found 0, expected a whole number from 1 to 4294967295
                svc: number 2, “cpu_4”, is left out: found “cpu”, expected a service's name; cpu, yield, block and offload are steps
                svc: number 4, “DB_4”, is left out: found db a second time, expected each service once
                svc: number 5, “_4”, is left out: found “”, expected a service's name of ASCII letters only
                svc: number 6, “api_cap1_x”, is left out: found “_x”, expected one of _cap2, _40, _exp40, _30..50
                svc: number 7, “api_4_5”, is left out: found a latency a second time, expected it once"#]],
        );
        check(
            "req=db&req=api&svc=api_4",
            expect![[r#"
            ?v=1&req=api&svc=api_4
            req: number 1, “db”, is left out: step 1: found a call of db without a duration, expected one, as in db 40, or a latency of the service"#]],
        );
        check(
            "req=cpu1_every1000000s_x3",
            expect![[r#"
                ?v=1
                req: number 1, “cpu1_every1000000s_x3”, is left out: every: found 1000000000 ms between 3 requests, expected the last one to arrive by 1000000000 ms"#]],
        );
    }

    #[test]
    fn distributions_are_read_and_printed() {
        check(
            "req=cpu1-db-api_poisson5_x9&svc=db_exp40_cap2&svc=api_30..50&seed=7",
            expect!["?v=1&req=cpu1-db-api_x9_poisson5&svc=db_cap2_exp40&svc=api_30..50&seed=7"],
        );
        check(
            "req=a-b_poisson0.5ms&svc=a_2.5..2500us&svc=b_exp1s",
            expect!["?v=1&req=a-b_poisson0.5&svc=a_2.5..2.5&svc=b_exp1000"],
        );
        check(
            "req=cpu1_poisson0&req=cpu1_every1_poisson1&svc=db_exp0&svc=api_50..30&svc=ads_..5&svc=web_5..",
            expect![[r#"
                ?v=1
                svc: number 1, “db_exp0”, is left out: latency: found a mean of 0, expected a duration greater than 0
                svc: number 2, “api_50..30”, is left out: latency: found 50 ms to 30 ms, expected the shorter one first
                svc: number 3, “ads_..5”, is left out: found “”, expected a duration such as 40, 2.5 or 40ms
                svc: number 4, “web_5..”, is left out: found “”, expected a duration such as 40, 2.5 or 40ms
                req: number 1, “cpu1_poisson0”, is left out: poisson: found a mean of 0, expected a duration greater than 0
                req: number 2, “cpu1_every1_poisson1”, is left out: poisson: found together with every, expected only one of the two"#]],
        );
        check(
            "req=cpu1_poisson1000000s_x100&cores=2",
            expect![[r#"
            ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
            req: requests[0].poisson: found gaps of 1000000000 ms on average, with which request 2 of 100 arrives too late, expected the last one to arrive by 1000000000 ms; the default stands in its place"#]],
        );
    }

    #[test]
    fn unknown_parameters_are_named() {
        check(
            "lesson=A2&ask=next&code=rust&hide=code.legend&lang=en&embed=1&foo=%1b[1m&=&constructor",
            expect![[r#"
                ?v=1&lesson=A2&ask=next&code=rust&hide=code.legend&embed=1
                foo: an unknown parameter, which is left out
                (no name): an unknown parameter, which is left out
                constructor: an unknown parameter, which is left out"#]],
        );
    }

    #[test]
    fn a_chapter_brings_its_scenario_and_its_moment_and_what_is_given_wins() {
        check("lesson=A2", expect!["?v=1&lesson=A2"]);
        check(
            "lesson=A2&t=3&preset=nothing-like-it",
            expect![[r#"
                ?v=1&lesson=A2
                preset: found “nothing-like-it”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place"#]],
        );
        check("lesson=A2&t=9&theme=dark", expect!["?v=1&t=9&lesson=A2&theme=dark"]);
        check("lesson=A2&t=0", expect!["?v=1&t=0&lesson=A2"]);
        check("lesson=T&preset=three-requests", expect!["?v=1&lesson=T"]);
        check("lesson=A2&preset=three-requests", expect!["?v=1&preset=three-requests&lesson=A2"]);
        check("lesson=A2&preset=cpu-bound&t=0", expect!["?v=1&preset=cpu-bound&lesson=A2"]);
        check(
            "lesson=A2&run=async2",
            expect![
                "?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&run=async2&title=Three%20requests%2C%20one%20slow%20database&lesson=A2"
            ],
        );
        check("lesson=A2&req=cpu1", expect!["?v=1&req=cpu1&lesson=A2"]);
        check(
            "lesson=A9",
            expect![[r#"
            ?v=1
            lesson: found “A9”, expected S1, S2, S3, S4, A1, A2, A3, A4, A5, W1, W2, W3 or T; the default stands in its place"#]],
        );
        for chapter in Chapter::ALL {
            let opened = open(&format!("lesson={}", chapter.id()), "");
            assert_eq!((&opened.scenario, opened.preset), (&chapter.scenario(), chapter.preset()));
            assert_eq!((opened.view.t, opened.view.lesson), (chapter.moment(), Some(chapter)));
        }
    }

    #[test]
    fn bad_values_are_named_and_defaults_stand() {
        check(
            "v=2&cores=0&quantum=0&switch=-1&seed=9007199254740992&preset=",
            expect![[r#"
                ?v=1
                v: found version “2”, expected 1; it is read as 1
                preset: found “”, expected one of three-requests, slow-neighbour, late-response, blocking-in-async, sequential-or-together, cpu-bound, async-in-parallel, await-in-background, timer-on-time, threads-wait-too, two-slots, rush-hour, thundering-herd; the default stands in its place
                switch: found “-1”, expected a duration such as 40, 2.5 or 40ms; the default stands in its place
                seed: found 9007199254740992, expected a whole number from 0 to 9007199254740991; the default stands in its place
                cores: found 0, expected a whole number from 1 to 256; the default stands in its place
                quantum: found 0, expected a duration greater than 0; the default stands in its place"#]],
        );
        check(
            "cores=1e3&quantum=%ff&seed=0x10&switch=1000001s",
            expect![[r#"
                ?v=1
                quantum: found bytes that are not UTF-8, expected text; the default stands in its place
                cores: found “1e3”, expected a whole number; the default stands in its place
                seed: found “0x10”, expected a whole number; the default stands in its place
                switch: found “1000001s”, expected at most 1000000 s, the longest duration; the default stands in its place"#]],
        );
        check(
            "cores=2&cores=3&t=1&t=2",
            expect![[r#"
            ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database&t=1
            cores: found more than once, expected once; the first is taken
            t: found more than once, expected once; the first is taken"#]],
        );
        check(
            "t=x&follow=4&zoom=5..5&speed=0&play=yes&theme=Dark",
            expect![[r#"
                ?v=1
                t: found “x”, expected a duration such as 40, 2.5 or 40ms; the default stands in its place
                follow: found “4”, expected the number of a request, 1 to 3; the default stands in its place
                zoom: found “5..5”, expected two moments such as 0..38, the first before the second; the default stands in its place
                speed: found “0”, expected a factor from 0.01 to 100 such as 0.5; the default stands in its place
                play: found “yes”, expected 1; the default stands in its place
                theme: found “Dark”, expected light, dark or auto; the default stands in its place"#]],
        );
        check(
            "t=0&follow=0&zoom=5&speed=0.0001&play=0&theme=auto",
            expect![[r#"
                ?v=1
                follow: found “0”, expected the number of a request, 1 to 3; the default stands in its place
                zoom: found “5”, expected two moments such as 0..38, the first before the second; the default stands in its place
                speed: found “0.0001”, expected a factor from 0.01 to 100 such as 0.5; the default stands in its place"#]],
        );
    }

    #[test]
    fn rules_across_items_take_the_whole_parameter_back() {
        check(
            "req=cpu1_x600000&req=cpu1_x600000&cores=2",
            expect![[r#"
            ?v=1&req=cpu3-db20-cpu5_x3_every1_as.page&cores=2&title=Three%20requests%2C%20one%20slow%20database
            req: requests: found 1200000 requests in all groups together, expected at most 1000000; the default stands in its place"#]],
        );
        check(
            &"req=cpu1&".repeat(65),
            expect![[r#"
                ?v=1
                req: found 65 of them, expected at most 64; the default stands in its place"#]],
        );
        check(
            &"run=sync1&".repeat(17),
            expect![[r#"
                ?v=1
                run: found 17 of them, expected at most 16; the default stands in its place"#]],
        );
    }

    #[test]
    fn views_are_printed_without_their_defaults() {
        check(
            "theme=light&play=1&speed=0.50&zoom=0.5ms..38&follow=3&t=12.50",
            expect!["?v=1&t=12.5&follow=3&zoom=0.5..38&speed=0.5&play=1&theme=light"],
        );
        check("speed=100&zoom=0..1s", expect!["?v=1&zoom=0..1000&speed=100"]);
    }

    #[test]
    fn oversized_links_lose_only_what_does_not_fit() {
        let opened = open(&format!("cores=2&title={}&run=sync3", "a".repeat(LINK_BYTES_MAX)), "");
        assert_eq!(opened.scenario.machine.cores, 2);
        assert_eq!(opened.scenario.runtimes, [Runtime::Sync { threads: 3 }]);
        assert_eq!(
            opened.warnings.iter().map(|warning| warning.param.as_str()).collect::<Vec<_>>(),
            ["title"]
        );
        let opened = open(&"a&".repeat(LINK_BYTES_MAX), &"b=&".repeat(LINK_BYTES_MAX));
        assert_eq!(opened.warnings.len(), WARNINGS_MAX + 1);
        assert_eq!(opened.scenario, presets::three_requests().scenario);
    }

    #[test]
    fn long_links_go_into_the_fragment_and_longer_ones_are_refused() {
        let link = |steps: usize| {
            let opened = open(&format!("req={}yield", "yield-".repeat(steps)), "");
            assert_eq!(opened.warnings, []);
            print(&opened.scenario, None, &View::default())
        };
        assert!(link(10).is_ok_and(|link| link.starts_with("?v=1&req=yield-")));
        let opened = open("title=x", &format!("req={}", ["a1"; 900].join("~")));
        let long = print(&opened.scenario, opened.preset, &opened.view).expect("it fits into 64 KiB");
        assert!(long.starts_with("#v=1&req=a1~") && long.ends_with("&title=x"));
        assert_eq!(open("", &long).scenario, opened.scenario);
        let mut scenario = opened.scenario;
        scenario.groups = vec![scenario.groups[0].clone(); 64];
        let error = print(&scenario, None, &View::default()).expect_err("64 long groups are too long");
        assert!(error.bytes > LINK_BYTES_MAX);
    }

    #[test]
    fn moments_beyond_the_end_are_brought_back() {
        let mut view = open("t=50&zoom=10..60", "").view;
        let params: Vec<String> =
            view.clamp(crate::time::Instant::from_ms(38)).into_iter().map(|warning| warning.param).collect();
        assert_eq!(params, ["t", "zoom"]);
        expect!["?v=1&t=38&zoom=10..38"].assert_eq(
            &print(&presets::three_requests().scenario, Some(presets::DEFAULT), &view).unwrap_or_default(),
        );
        assert_eq!(view.clamp(crate::time::Instant::from_ms(38)), []);
    }
}
