//! Programs in a file: their texts, what a line costs, the forms they are run in.

use serde::Serialize;

use super::json::{Json, write_json};
use super::{Field, Reader, VERSION, Wrong, in_ms};
use crate::python::parse::SOURCE_BYTES_MAX;
use crate::python::program::LineCost;
use crate::python::programs::{Forms, PROGRAMS_MAX, Programs};
use crate::python::run::Form;
use crate::scenario::TITLE_CHARS_MAX;
use crate::scenario::path::{FieldPath, Part};
use crate::scenario::problem::Problem;
use crate::time::Duration;

/// The language that programs are in.
const LANGUAGE: &str = "python";

impl Reader {
    pub(super) fn programs(&mut self, json: &Json) -> Programs {
        let fields: [Field<Programs>; 5] = [
            ("version", |reader, path, json, _| reader.version(path, json)),
            ("title", Self::title),
            ("line", Self::line),
            ("forms", |reader, path, json, programs| {
                let items = reader.list(path, json, Form::ALL.len()).iter().enumerate();
                let forms: Vec<Form> =
                    items.filter_map(|(i, item)| reader.form(&Part::Form(i).into(), item)).collect();
                programs.forms = Forms::new(forms);
            }),
            ("programs", |reader, path, json, programs| {
                let items = reader.list(path, json, PROGRAMS_MAX);
                if matches!(json, Json::List(items) if items.is_empty()) {
                    reader.error(path.clone(), Wrong::NoPrograms { max: PROGRAMS_MAX });
                }
                let sources = items.iter().enumerate();
                programs.sources =
                    sources.map(|(i, item)| reader.source(&Part::Program(i).into(), item)).collect();
            }),
        ];
        let mut programs = Programs { sources: Vec::new(), ..Programs::one("") };
        self.object(&Part::Whole.into(), json, &fields, &["programs"], &mut programs);
        programs
    }

    fn title(&mut self, path: &FieldPath, json: &Json, programs: &mut Programs) {
        self.text(path, json, &mut programs.title);
        let chars = programs.title.chars().count();
        if chars > TITLE_CHARS_MAX {
            let problem = Problem::Characters { found: chars, max: TITLE_CHARS_MAX };
            self.error(path.clone(), problem.into());
        }
    }

    fn line(&mut self, path: &FieldPath, json: &Json, programs: &mut Programs) {
        let read = match json {
            Json::Text(text) => LineCost::read(text),
            Json::Whole(ms) => LineCost::read(&ms.to_string()),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                Err("\"auto\", or a duration: text such as \"1ms\", or a whole number of milliseconds".into())
            }
        };
        match read {
            Ok(cost) => programs.cost = cost,
            Err(expected) => self.unexpected(path, json, &expected),
        }
    }

    fn form(&mut self, path: &FieldPath, json: &Json) -> Option<Form> {
        let form = if let Json::Text(name) = json { Form::named(name) } else { None };
        if form.is_none() {
            self.unexpected(path, json, "\"written\" or \"blocking\"");
        }
        form
    }

    fn source(&mut self, path: &FieldPath, json: &Json) -> String {
        let fields: [Field<String>; 2] = [
            ("language", |reader, path, json, _| {
                if !matches!(json, Json::Text(name) if name == LANGUAGE) {
                    reader.unexpected(path, json, "\"python\", the only language there is");
                }
            }),
            ("source", |reader, path, json, source| {
                reader.text(path, json, source);
                if source.len() > SOURCE_BYTES_MAX {
                    let wrong = Wrong::Bytes { found: source.len(), max: SOURCE_BYTES_MAX };
                    reader.error(path.clone(), wrong);
                }
            }),
        ];
        let mut source = String::new();
        self.object(path, json, &fields, &["source"], &mut source);
        source
    }
}

/// Prints programs as a file: canonical, with every default filled in. Reading it gives the same programs.
pub fn write_programs(programs: &Programs) -> String {
    let line = match programs.cost {
        LineCost::Auto => LineCost::Auto.to_string(),
        LineCost::Fixed(ns) => in_ms(Duration::from_ns(ns)),
    };
    let forms = programs.forms.named().iter().map(|form| form.name()).collect();
    let sources = programs.sources.iter().map(|source| ProgramOut { language: LANGUAGE, source }).collect();
    let out = ProgramsOut { version: VERSION, title: &programs.title, line, forms, programs: sources };
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and JSON is UTF-8.
    let _ = write_json(&mut bytes, &out, 3);
    String::from_utf8(bytes).unwrap_or_default()
}

/// Forms that nobody named are those that each program has.
#[derive(Serialize)]
struct ProgramsOut<'a> {
    version: u64,
    title: &'a str,
    line: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<&'static str>,
    programs: Vec<ProgramOut<'a>>,
}

#[derive(Serialize)]
struct ProgramOut<'a> {
    language: &'static str,
    source: &'a str,
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::{read, write_subject};
    use super::*;
    use crate::subject::Subject;

    #[test]
    fn programs_are_written_as_they_are_read() {
        let text = r#"{"programs": [{"source": "print(1)\n"}, {"language": "python", "source": "é\t\"'"}],
            "line": 2, "forms": ["blocking", "written"], "title": "Two"}"#;
        let subject = read(text).expect("it is sound");
        let written = write_subject(&subject);
        expect![[r#"
            {
              "version": 1,
              "title": "Two",
              "line": "2ms",
              "forms": [
                "blocking",
                "written"
              ],
              "programs": [
                {
                  "language": "python",
                  "source": "print(1)\n"
                },
                {
                  "language": "python",
                  "source": "é\t\"'"
                }
              ]
            }
        "#]]
        .assert_eq(&written);
        assert_eq!(read(&written).as_ref(), Ok(&subject));
        let one = Subject::Programs(Programs::one("pass"));
        assert_eq!(read(r#"{"programs": [{"source": "pass"}]}"#).as_ref(), Ok(&one));
        assert_eq!(read(&write_subject(&one)).as_ref(), Ok(&one));
    }

    #[track_caller]
    fn refused(text: &str, expected: Expect) {
        let errors = read(text).expect_err("something is wrong");
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn what_is_wrong_is_named_by_field() {
        refused(r#"{"programs": []}"#, expect!["programs: found none, expected 1 to 4"]);
        refused(
            r#"{"version": 2, "title": 3, "line": "soon", "forms": ["sync", 1, "written"], "requests": [],
                "programs": [{"source": 1}, {"language": "rust"}, "print(1)", {"source": "", "x": 1}]}"#,
            expect![[r#"
                version: found 2, expected 1, the version that is read here
                title: found 3, expected text
                line: found “soon”, expected a duration such as 40, 2.5 or 40ms; or auto
                forms: found 3 items, expected at most 2
                requests: an unknown field, expected one of version, title, line, forms, programs
                programs[0].source: found 1, expected text
                programs[1].language: found “rust”, expected "python", the only language there is
                programs[1].source: missing
                programs[2]: found “print(1)”, expected an object
                programs[3].x: an unknown field, expected one of language, source"#]],
        );
        refused(
            r#"{"programs": {}, "line": 1.5, "forms": 1}"#,
            expect![[r#"
            programs: found an object, expected a list
            line: found 1.5, expected "auto", or a duration: text such as "1ms", or a whole number of milliseconds
            forms: found 1, expected a list"#]],
        );
        refused(
            r#"{"programs": [1, 2, 3, 4, 5], "line": "2s", "forms": []}"#,
            expect![[r#"
            programs: found 5 items, expected at most 4
            line: found “2s”, expected at most 1s, or auto"#]],
        );
        let long = format!(
            r#"{{"title": "{}", "programs": [{{"source": "{}"}}]}}"#,
            "t".repeat(201),
            "x".repeat(65_537)
        );
        refused(
            &long,
            expect![[r#"
            title: found 201 characters, expected at most 200
            programs[0].source: found 65537 bytes, expected at most 65536"#]],
        );
    }
}
