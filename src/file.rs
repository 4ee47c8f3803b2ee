//! The file: a scenario, or programs, in JSON, version 1.

pub(crate) mod json;
mod programs;
mod wrong;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

pub use self::programs::write_programs;
pub use self::wrong::{FileError, Wrong};

use self::json::{Json, parse, write_json};
use crate::scenario::parts::{GroupParts, Model, Parts, RuntimeParts, ServiceParts};
use crate::scenario::path::{FieldPath, Part};
use crate::scenario::problem::Problem;
use crate::scenario::{GROUPS_MAX, Gap, Group, Latency, RUNTIMES_MAX, Runtime, Scenario, Service};
use crate::subject::Subject;
use crate::time::{Duration, Instant};

/// The version of the file format that is read and written.
pub const VERSION: u64 = 1;
/// Longest file that is read.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most errors that one reading reports.
const ERRORS_MAX: usize = 50;

/// Reads a file. One with `programs` has programs, any other a scenario.
///
/// # Errors
///
/// Everything that is wrong, at least one: unknown and duplicate fields, wrong types, bad values, broken limits. What
/// is wrong within the text of a program is found by whoever runs it.
pub fn read(text: &str) -> Result<Subject, Vec<FileError>> {
    if text.len() > FILE_BYTES_MAX {
        let wrong = Wrong::Bytes { found: text.len(), max: FILE_BYTES_MAX };
        return Err(vec![FileError::new(Part::Whole, wrong)]);
    }
    let json = parse(text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|error| vec![FileError::new(Part::Whole, Wrong::NotJson(error))])?;
    let mut reader = Reader { errors: Vec::new() };
    if has_programs(&json) {
        let programs = reader.programs(&json);
        return if reader.errors.is_empty() { Ok(Subject::Programs(programs)) } else { Err(reader.errors) };
    }
    let parts = reader.scenario(&json);
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    parts.check().map(Subject::Scenario).map_err(|errors| errors.into_iter().map(Into::into).collect())
}

/// Reads a file of which only a scenario is wanted.
///
/// # Errors
///
/// As [`read`], also where it has programs.
pub fn read_scenario(text: &str) -> Result<Scenario, Vec<FileError>> {
    let scenario = read(text)?.scenario();
    scenario.ok_or_else(|| vec![FileError::new(Part::Programs, Wrong::Programs)])
}

/// Prints a file: canonical, with every default filled in. Reading it gives the same.
pub fn write_subject(subject: &Subject) -> String {
    match subject {
        Subject::Scenario(scenario) => write(scenario),
        Subject::Programs(programs) => write_programs(programs),
    }
}

fn has_programs(json: &Json) -> bool {
    let Json::Object(entries) = json else { return false };
    entries.iter().any(|(key, _)| key == "programs")
}

/// Turns JSON into parts; where it cannot, it notes the error and leaves the default.
struct Reader {
    errors: Vec<FileError>,
}

/// Takes one field's value; `path` is its place.
type Field<'a, T> = (&'a str, fn(&mut Reader, path: &FieldPath, &Json, &mut T));

impl Reader {
    fn error(&mut self, path: FieldPath, wrong: Wrong) {
        if self.errors.len() < ERRORS_MAX {
            self.errors.push(FileError::new(path, wrong));
        }
    }

    fn unexpected(&mut self, path: &FieldPath, found: &Json, expected: &str) {
        let wrong = Wrong::Unexpected { found: found.to_string(), expected: expected.into() };
        self.error(path.clone(), wrong);
    }

    /// Reads an object into `target`, whose fields are filled by `fields`. Names those that are missing from `required`.
    fn object<T>(
        &mut self,
        path: &FieldPath,
        json: &Json,
        fields: &[Field<T>],
        required: &[&str],
        target: &mut T,
    ) {
        let Json::Object(entries) = json else {
            return self.unexpected(path, json, "an object");
        };
        let mut seen = Vec::new();
        for (key, value) in entries {
            let Some((name, take)) = fields.iter().find(|(name, _)| name == key) else {
                let known = fields.iter().map(|&(name, _)| name.to_owned()).collect();
                self.error(path.under(key), Wrong::UnknownField(known));
                continue;
            };
            if seen.contains(name) {
                self.error(path.under(name), Wrong::Twice);
                continue;
            }
            seen.push(*name);
            take(self, &path.under(name), value, target);
        }
        for name in required.iter().filter(|name| !seen.contains(name)) {
            self.error(path.under(name), Wrong::Missing);
        }
    }

    fn list<'a>(&mut self, path: &FieldPath, json: &'a Json, count_max: usize) -> &'a [Json] {
        match json {
            Json::List(items) if items.len() <= count_max => items,
            Json::List(items) => {
                self.error(path.clone(), Wrong::Items { found: items.len(), max: count_max });
                &[]
            }
            Json::Null
            | Json::Bool(_)
            | Json::Whole(_)
            | Json::Number(_)
            | Json::Text(_)
            | Json::Object(_) => {
                self.unexpected(path, json, "a list");
                &[]
            }
        }
    }

    fn text(&mut self, path: &FieldPath, json: &Json, target: &mut String) {
        if let Json::Text(text) = json {
            target.clone_from(text);
        } else {
            self.unexpected(path, json, "text");
        }
    }

    fn whole(&mut self, path: &FieldPath, json: &Json) -> Option<u64> {
        if let Json::Whole(value) = json {
            return Some(*value);
        }
        self.unexpected(path, json, "a whole number");
        None
    }

    fn set_whole(&mut self, path: &FieldPath, json: &Json, target: &mut u64) {
        *target = self.whole(path, json).unwrap_or(*target);
    }

    fn duration(&mut self, path: &FieldPath, json: &Json) -> Option<Duration> {
        let read = match json {
            Json::Text(text) => text.parse(),
            Json::Whole(ms) => Duration::from_decimal(&ms.to_string(), "", ""),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                self.unexpected(
                    path,
                    json,
                    "a duration: text such as \"40ms\", or a whole number of milliseconds",
                );
                return None;
            }
        };
        read.map_err(|expected| self.unexpected(path, json, &expected.to_string())).ok()
    }

    fn set_duration(&mut self, path: &FieldPath, json: &Json, target: &mut Duration) {
        *target = self.duration(path, json).unwrap_or(*target);
    }

    fn version(&mut self, path: &FieldPath, json: &Json) {
        if !matches!(json, Json::Whole(VERSION)) {
            self.unexpected(path, json, &format!("{VERSION}, the version that is read here"));
        }
    }

    fn scenario(&mut self, json: &Json) -> Parts {
        let fields: [Field<Parts>; 7] = [
            ("version", |reader, path, json, _| reader.version(path, json)),
            ("title", |reader, path, json, parts| reader.text(path, json, &mut parts.title)),
            ("seed", |reader, path, json, parts| reader.set_whole(path, json, &mut parts.seed)),
            ("machine", Self::machine),
            ("services", Self::services),
            ("requests", |reader, path, json, parts| {
                let items = reader.list(path, json, GROUPS_MAX).iter().enumerate();
                parts.requests = items.map(|(i, item)| reader.group(&Part::Group(i).into(), item)).collect();
            }),
            ("runtimes", |reader, path, json, parts| {
                let items = reader.list(path, json, RUNTIMES_MAX).iter().enumerate();
                parts.runtimes =
                    items.map(|(i, item)| reader.runtime(&Part::Runtime(i).into(), item)).collect();
            }),
        ];
        let mut parts = Parts::default();
        self.object(&Part::Whole.into(), json, &fields, &["requests"], &mut parts);
        parts
    }

    fn machine(&mut self, path: &FieldPath, json: &Json, parts: &mut Parts) {
        let fields: [Field<Parts>; 3] = [
            ("cores", |reader, path, json, parts| reader.set_whole(path, json, &mut parts.cores)),
            ("quantum", |reader, path, json, parts| reader.set_duration(path, json, &mut parts.quantum)),
            ("switch", |reader, path, json, parts| reader.set_duration(path, json, &mut parts.switch)),
        ];
        self.object(path, json, &fields, &[], parts);
    }

    /// Names are left to the check, which finds those that are the same but for their case.
    fn services(&mut self, path: &FieldPath, json: &Json, parts: &mut Parts) {
        let Json::Object(entries) = json else {
            return self.unexpected(path, json, "an object of services by name");
        };
        let fields: [Field<ServiceParts>; 2] = [
            ("capacity", |reader, path, json, service| service.capacity = reader.whole(path, json)),
            ("latency", |reader, path, json, service| service.latency = reader.latency(path, json)),
        ];
        for (name, value) in entries {
            let mut service = ServiceParts { name: name.clone(), capacity: None, latency: None };
            self.object(&path.under(name), value, &fields, &[], &mut service);
            parts.services.push(service);
        }
    }

    fn latency(&mut self, path: &FieldPath, json: &Json) -> Option<Latency> {
        let expected = "an object such as {\"constant\": \"40ms\"}";
        let Json::Object(entries) = json else {
            self.unexpected(path, json, expected);
            return None;
        };
        let [(kind, value)] = entries.as_slice() else {
            self.error(path.clone(), Wrong::Fields { found: entries.len(), expected: expected.into() });
            return None;
        };
        let path = path.under(kind);
        match (kind.as_str(), value) {
            ("constant", value) => self.duration(&path, value).map(Latency::Constant),
            ("exponential", value) => self.duration(&path, value).map(|mean| Latency::Exponential { mean }),
            ("uniform", Json::List(bounds)) => match bounds.as_slice() {
                [min, max] => {
                    let (min, max) = (self.duration(&path, min), self.duration(&path, max));
                    Some(Latency::Uniform { min: min?, max: max? })
                }
                _ => {
                    self.error(path, Wrong::NotTwoDurations(bounds.len()));
                    None
                }
            },
            ("uniform", value) => {
                self.unexpected(&path, value, "a list of two durations");
                None
            }
            _ => {
                let known = ["constant", "uniform", "exponential"].map(str::to_owned).into();
                self.error(path, Wrong::UnknownField(known));
                None
            }
        }
    }

    fn group(&mut self, path: &FieldPath, json: &Json) -> GroupParts {
        let fields: [Field<GroupParts>; 6] = [
            ("name", |reader, path, json, group| reader.text(path, json, &mut group.name)),
            ("steps", |reader, path, json, group| {
                let mut text = String::new();
                reader.text(path, json, &mut text);
                if let Json::Text(_) = json {
                    match text.parse() {
                        Ok(program) => group.steps = program,
                        Err(error) => reader.error(path.clone(), Problem::Steps(error).into()),
                    }
                }
            }),
            ("count", |reader, path, json, group| reader.set_whole(path, json, &mut group.count)),
            ("at", |reader, path, json, group| reader.set_duration(path, json, &mut group.at)),
            ("every", |reader, path, json, group| group.every = reader.duration(path, json)),
            ("poisson", |reader, path, json, group| group.poisson = reader.duration(path, json)),
        ];
        let mut group = GroupParts::new(crate::scenario::Program(Vec::new()));
        self.object(path, json, &fields, &["steps"], &mut group);
        group
    }

    fn runtime(&mut self, path: &FieldPath, json: &Json) -> RuntimeParts {
        let fields: [Field<RuntimeParts>; 3] = [
            ("model", |reader, path, json, runtime| match model(json) {
                Some(model) => runtime.model = model,
                None => reader.unexpected(path, json, "\"sync\" or \"async\""),
            }),
            ("threads", |reader, path, json, runtime| reader.set_whole(path, json, &mut runtime.threads)),
            ("blocking_threads", |reader, path, json, runtime| {
                runtime.blocking_threads = reader.whole(path, json);
            }),
        ];
        let mut runtime = RuntimeParts { model: Model::Sync, threads: 1, blocking_threads: None };
        self.object(path, json, &fields, &["model"], &mut runtime);
        runtime
    }
}

fn model(json: &Json) -> Option<Model> {
    let Json::Text(name) = json else { return None };
    match name.as_str() {
        "sync" => Some(Model::Sync),
        "async" => Some(Model::Async),
        _ => None,
    }
}

/// Prints a scenario as a file: canonical, with every default filled in. Reading it gives the same scenario.
pub fn write(scenario: &Scenario) -> String {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and JSON is UTF-8.
    let _ = write_json(&mut bytes, &ScenarioOut::from(scenario), 2);
    String::from_utf8(bytes).unwrap_or_default()
}

/// The scenario as it stands in files and in traces.
#[derive(Serialize)]
pub(crate) struct ScenarioOut<'a> {
    version: u64,
    title: &'a str,
    seed: u64,
    machine: MachineOut,
    services: ServicesOut<'a>,
    requests: Vec<GroupOut<'a>>,
    runtimes: Vec<RuntimeOut>,
}

#[derive(Serialize)]
struct MachineOut {
    cores: u32,
    quantum: String,
    switch: String,
}

struct ServicesOut<'a>(&'a [Service]);

#[derive(Serialize)]
struct ServiceOut {
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latency: Option<LatencyOut>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum LatencyOut {
    Constant(String),
    Uniform([String; 2]),
    Exponential(String),
}

#[derive(Serialize)]
struct GroupOut<'a> {
    name: &'a str,
    steps: String,
    count: u32,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poisson: Option<String>,
}

/// A runtime as it stands in files and in traces.
#[derive(Serialize)]
pub(crate) struct RuntimeOut {
    model: &'static str,
    threads: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocking_threads: Option<u32>,
}

impl<'a> From<&'a Scenario> for ScenarioOut<'a> {
    fn from(scenario: &'a Scenario) -> Self {
        let machine = scenario.machine;
        Self {
            version: VERSION,
            title: &scenario.title,
            seed: scenario.seed,
            machine: MachineOut {
                cores: machine.cores,
                quantum: in_ms(machine.quantum),
                switch: in_ms(machine.switch),
            },
            services: ServicesOut(&scenario.services),
            requests: scenario.groups.iter().map(GroupOut::from).collect(),
            runtimes: scenario.runtimes.iter().map(|&runtime| runtime.into()).collect(),
        }
    }
}

/// Services that say nothing but their name are left out.
impl Serialize for ServicesOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for service in self.0.iter().filter(|service| service.is_declared()) {
            let latency = service.latency.map(Into::into);
            map.serialize_entry(&service.name, &ServiceOut { capacity: service.capacity, latency })?;
        }
        map.end()
    }
}

impl From<Latency> for LatencyOut {
    fn from(latency: Latency) -> Self {
        match latency {
            Latency::Constant(duration) => Self::Constant(in_ms(duration)),
            Latency::Uniform { min, max } => Self::Uniform([in_ms(min), in_ms(max)]),
            Latency::Exponential { mean } => Self::Exponential(in_ms(mean)),
        }
    }
}

/// Of `every` and `poisson` the one that holds is written.
impl<'a> From<&'a Group> for GroupOut<'a> {
    fn from(group: &'a Group) -> Self {
        let (every, poisson) = match group.gap {
            Gap::Every(every) => (Some(in_ms(every)), None),
            Gap::Poisson { mean } => (None, Some(in_ms(mean))),
        };
        Self {
            name: &group.name,
            steps: group.program.to_text(),
            count: group.count,
            at: in_ms(group.at.since(Instant::ZERO)),
            every,
            poisson,
        }
    }
}

impl From<Runtime> for RuntimeOut {
    fn from(runtime: Runtime) -> Self {
        match runtime {
            Runtime::Sync { threads } => Self { model: "sync", threads, blocking_threads: None },
            Runtime::Async { threads, blocking_threads } => {
                Self { model: "async", threads, blocking_threads: Some(blocking_threads) }
            }
        }
    }
}

fn in_ms(duration: Duration) -> String {
    format!("{duration}ms")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::scenario::presets;

    #[track_caller]
    fn check(text: &str, canonical: Expect) {
        let scenario = read_scenario(text).unwrap_or_else(|errors| panic!("{errors:?}"));
        let written = write(&scenario);
        assert_eq!(read_scenario(&written), Ok(scenario));
        canonical.assert_eq(&written);
    }

    #[track_caller]
    fn refuses(text: &str, errors: Expect) {
        let found = read_scenario(text).expect_err("the text breaks a rule");
        errors.assert_eq(&found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }

    /// The fields of the only group beside its steps.
    #[track_caller]
    fn refuses_group(fields: &str, errors: Expect) {
        refuses(&format!("{{\"requests\": [{{\"steps\": \"cpu 1\", {fields}}}]}}"), errors);
    }

    /// The fields beside the requests.
    #[track_caller]
    fn refuses_fields(fields: &str, errors: Expect) {
        refuses(&format!("{{\"requests\": [{{\"steps\": \"cpu 1\"}}], {fields}}}"), errors);
    }

    #[test]
    fn every_default_is_filled_in() {
        check(
            r#"{"requests":[{"steps":"cpu2-db40"}]}"#,
            expect![[r#"
            {
              "version": 1,
              "title": "",
              "seed": 0,
              "machine": {
                "cores": 1,
                "quantum": "5ms",
                "switch": "0ms"
              },
              "services": {},
              "requests": [
                {"name": "", "steps": "cpu 2, db 40", "count": 1, "at": "0ms", "every": "0ms"}
              ],
              "runtimes": [
                {"model": "sync", "threads": 1},
                {"model": "async", "threads": 1, "blocking_threads": 4}
              ]
            }
        "#]],
        );
    }

    #[test]
    fn everything_that_a_file_can_say_is_kept() {
        check(
            r#"{
              "runtimes": [{"threads": 2, "model": "async", "blocking_threads": 8}, {"model": "sync"}],
              "services": {"Zoo": {"capacity": 1}, "api": {"latency": {"constant": 30}}, "db": {}, "none": {}},
              "requests": [
                {"steps": "cpu 2,\r\n db 2.5 & API", "every": "1us", "count": 3, "name": "Page-1", "at": 7},
                {"steps": "yield"}
              ],
              "machine": {"switch": "0.5ms", "cores": 2, "quantum": "1s"},
              "seed": 9007199254740991, "title": "“é” \n \" & <b>", "version": 1
            }"#,
            expect![[r#"
                {
                  "version": 1,
                  "title": "“é” \n \" & <b>",
                  "seed": 9007199254740991,
                  "machine": {
                    "cores": 2,
                    "quantum": "1000ms",
                    "switch": "0.5ms"
                  },
                  "services": {
                    "api": {"latency": {"constant": "30ms"}},
                    "zoo": {"capacity": 1}
                  },
                  "requests": [
                    {"name": "Page-1", "steps": "cpu 2, db 2.5 & api", "count": 3, "at": "7ms", "every": "0.001ms"},
                    {"name": "", "steps": "yield", "count": 1, "at": "0ms", "every": "0ms"}
                  ],
                  "runtimes": [
                    {"model": "async", "threads": 2, "blocking_threads": 8},
                    {"model": "sync", "threads": 1}
                  ]
                }
            "#]],
        );
    }

    #[test]
    fn presets_are_read_as_they_are_written() {
        for preset in presets::catalogue() {
            assert_eq!(read_scenario(&write(&preset.scenario)), Ok(preset.scenario));
        }
    }

    #[test]
    fn text_that_is_no_scenario_is_refused() {
        refuses("", expect!["not JSON: line 1, column 1: found the end, expected a value"]);
        refuses("[]", expect!["found a list, expected an object"]);
        refuses("{} {}", expect!["not JSON: line 1, column 4: found “{”, expected the end"]);
        refuses("{\"requests\": [}", expect!["not JSON: line 1, column 15: found “}”, expected a value"]);
        refuses(
            &"[".repeat(100_000),
            expect!["not JSON: line 1, column 129: found “[”, expected no deeper nesting"],
        );
        refuses("{}", expect!["requests: missing"]);
        refuses(r#"{"requests": []}"#, expect!["requests: found none, expected 1 to 64 request groups"]);
        refuses(r#"{"requests": [{}]}"#, expect!["requests[0].steps: missing"]);
        refuses(
            r#"{"requests": [7, {"steps": "cpu"}, {"steps": 4}]}"#,
            expect![[r#"
            requests[0]: found 7, expected an object
            requests[1].steps: column 4: found the end, expected how long, as in cpu 5
            requests[2].steps: found 4, expected text"#]],
        );
        refuses(
            &format!("{{\"requests\": [{}0]}}", "0,".repeat(64)),
            expect!["requests: found 65 items, expected at most 64"],
        );
    }

    #[test]
    fn unknown_and_duplicate_fields_are_named() {
        refuses_fields(
            r#""Title": 1, "requests": [], "a b\u001b": 2"#,
            expect![[r#"
            Title: an unknown field, expected one of version, title, seed, machine, services, requests, runtimes
            requests: found a second time, expected each field once
            “a b\u{1b}”: an unknown field, expected one of version, title, seed, machine, services, requests, runtimes"#]],
        );
        refuses_fields(
            r#""machine": {"core": 1, "cores": 2, "cores": 3}"#,
            expect![[r#"
            machine.core: an unknown field, expected one of cores, quantum, switch
            machine.cores: found a second time, expected each field once"#]],
        );
        refuses_fields(
            r#""services": {"db": {"cap": 1}, "db": {}}"#,
            expect!["services.db.cap: an unknown field, expected one of capacity, latency"],
        );
        refuses_fields(
            r#""services": {"db": {}, "DB": {}}"#,
            expect![
                "services.DB: found a second time, expected each service once, upper and lower case being the same"
            ],
        );
        refuses_fields(
            r#""runtimes": [{"model": "sync", "helpers": 1}]"#,
            expect![
                "runtimes[0].helpers: an unknown field, expected one of model, threads, blocking_threads"
            ],
        );
        refuses_group(
            r#""counts": 2, "count": 3, "count": 3"#,
            expect![[r#"
            requests[0].counts: an unknown field, expected one of name, steps, count, at, every, poisson
            requests[0].count: found a second time, expected each field once"#]],
        );
    }

    #[test]
    fn values_of_the_wrong_kind_are_named() {
        refuses_fields(
            r#""version": 2"#,
            expect!["version: found 2, expected 1, the version that is read here"],
        );
        refuses_fields(
            r#""version": "1", "title": null, "seed": 1.0"#,
            expect![[r#"
            version: found “1”, expected 1, the version that is read here
            title: found null, expected text
            seed: found 1.0, expected a whole number"#]],
        );
        refuses_fields(
            r#""machine": {"cores": -1, "quantum": 1.5, "switch": "1 ms"}"#,
            expect![[r#"
            machine.cores: found -1, expected a whole number
            machine.quantum: found 1.5, expected a duration: text such as "40ms", or a whole number of milliseconds
            machine.switch: found “1 ms”, expected one of the units ns, us, ms, s, or none for milliseconds"#]],
        );
        refuses_fields(
            r#""runtimes": [{"model": "Sync"}, {"threads": 1}]"#,
            expect![[r#"
            runtimes[0].model: found “Sync”, expected "sync" or "async"
            runtimes[1].model: missing"#]],
        );
        refuses_fields(
            r#""runtimes": [{"model": "sync", "blocking_threads": 4}]"#,
            expect!["runtimes[0].blocking_threads: found with the model sync, expected only with async"],
        );
        refuses_group(
            r#""at": "-1", "every": true, "count": 18446744073709551616"#,
            expect![[r#"
                requests[0].at: found “-1”, expected a duration such as 40, 2.5 or 40ms
                requests[0].every: found true, expected a duration: text such as "40ms", or a whole number of milliseconds
                requests[0].count: found 18446744073709551616, expected a whole number"#]],
        );
        refuses_group(
            r#""at": 1000000001, "every": "0.0000001""#,
            expect![[r#"
            requests[0].at: found 1000000001, expected at most 1000000 s, the longest duration
            requests[0].every: found “0.0000001”, expected whole nanoseconds: at most 6 digits after the point with this unit"#]],
        );
    }

    #[test]
    fn latencies_are_objects_of_one_field() {
        refuses_fields(
            r#""services": {"db": {"latency": "40ms"}}"#,
            expect![[
                r#"services.db.latency: found “40ms”, expected an object such as {"constant": "40ms"}"#
            ]],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {}}}"#,
            expect![[
                r#"services.db.latency: found 0 fields, expected an object such as {"constant": "40ms"}"#
            ]],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"normal": 4}}}"#,
            expect![
                "services.db.latency.normal: an unknown field, expected one of constant, uniform, exponential"
            ],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"constant": 4.5}}}"#,
            expect![[
                r#"services.db.latency.constant: found 4.5, expected a duration: text such as "40ms", or a whole number of milliseconds"#
            ]],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"uniform": [1]}}}"#,
            expect!["services.db.latency.uniform: found 1 items, expected two durations"],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"uniform": 1}}, "api": {"latency": {"uniform": ["x", -1]}}}"#,
            expect![[r#"
                services.db.latency.uniform: found 1, expected a list of two durations
                services.api.latency.uniform: found “x”, expected a duration such as 40, 2.5 or 40ms
                services.api.latency.uniform: found -1, expected a duration: text such as "40ms", or a whole number of milliseconds"#]],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"uniform": [3, "2ms"]}}}"#,
            expect!["services.db.latency: found 3 ms to 2 ms, expected the shorter one first"],
        );
        refuses_fields(
            r#""services": {"db": {"latency": {"exponential": "0s"}}}"#,
            expect!["services.db.latency: found a mean of 0, expected a duration greater than 0"],
        );
        refuses_group(
            r#""poisson": 0"#,
            expect!["requests[0].poisson: found a mean of 0, expected a duration greater than 0"],
        );
        refuses_group(
            r#""poisson": "5ms", "every": 0"#,
            expect!["requests[0].poisson: found together with every, expected only one of the two"],
        );
        refuses_group(
            r#""poisson": "900000s", "count": 1000"#,
            expect![
                "requests[0].poisson: found gaps of 900000000 ms on average, with which request 2 of 1000 arrives too late, expected the last one to arrive by 1000000000 ms"
            ],
        );
    }

    #[test]
    fn distributions_are_written_as_they_are_read() {
        check(
            r#"{
              "seed": 7,
              "services": {"db": {"capacity": 2, "latency": {"exponential": 40}}, "api": {"latency": {"uniform": ["30ms", 50]}}},
              "requests": [{"steps": "cpu 1, db & api", "count": 100, "poisson": "5ms"}]
            }"#,
            expect![[r#"
                {
                  "version": 1,
                  "title": "",
                  "seed": 7,
                  "machine": {
                    "cores": 1,
                    "quantum": "5ms",
                    "switch": "0ms"
                  },
                  "services": {
                    "db": {"capacity": 2, "latency": {"exponential": "40ms"}},
                    "api": {"latency": {"uniform": ["30ms", "50ms"]}}
                  },
                  "requests": [
                    {"name": "", "steps": "cpu 1, db & api", "count": 100, "at": "0ms", "poisson": "5ms"}
                  ],
                  "runtimes": [
                    {"model": "sync", "threads": 1},
                    {"model": "async", "threads": 1, "blocking_threads": 4}
                  ]
                }
            "#]],
        );
    }
}
