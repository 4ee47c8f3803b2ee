//! Format specifications, `%` and `str.format`.

use interleave::python::fault::{Fault, Res};
use interleave::python::number::{Int, float};
use interleave::python::text::percent::{self, Count, Ready};
use interleave::python::text::{escape, fields, spec};

use super::Pairs;
use super::draw::Draw;
use super::floats::shown;

fn quoted(value: Res<String>) -> Res<String> {
    value.map(|text| escape::text(&text))
}

/// A specification, mostly a sensible one.
fn specification(draw: &mut Draw, kinds: &[&str]) -> String {
    let mut spec = String::new();
    if draw.chance(40) {
        if draw.chance(50) {
            spec.push_str(draw.pick(&["*", "0", "é", " ", "<", "x"]));
        }
        spec.push_str(draw.pick(&["<", ">", "^", "="]));
    }
    for (percent, parts) in [
        (30, &["+", "-", " "] as &[&str]),
        (10, &["z"]),
        (20, &["#"]),
        (30, &["0"]),
        (60, &["1", "5", "8", "12", "20", "33"]),
        (25, &[",", "_"]),
        (40, &[".0", ".1", ".2", ".5", ".10", ".17", ".30", "."]),
        (80, kinds),
        (3, &["x", "q", "d"]),
    ] {
        if draw.chance(percent) {
            spec.push_str(draw.pick(parts));
        }
    }
    spec
}

#[test]
fn formats_of_ints() {
    let mut draw = Draw::new(30);
    let mut pairs = Pairs::default();
    for _ in 0..6000 {
        let value = draw.int();
        let spec =
            specification(&mut draw, &["d", "x", "X", "b", "o", "n", "c", "e", "f", "g", "%", "d", "d"]);
        let hex = super::ints::shown(&value);
        pairs.add(format!("format({hex}, {})", escape::text(&spec)), quoted(spec::int(&value, &spec, "int")));
        let small = Int::Small(draw.between(0, 130));
        let name = super::ints::shown(&small);
        pairs
            .add(format!("format({name}, {})", escape::text(&spec)), quoted(spec::int(&small, &spec, "int")));
    }
    pairs.check();
}

#[test]
fn formats_of_floats() {
    let mut draw = Draw::new(31);
    let mut pairs = Pairs::default();
    for _ in 0..5000 {
        let value = draw.float();
        let spec = specification(&mut draw, &["f", "F", "e", "E", "g", "G", "n", "%", "f", "f", "d", "s"]);
        pairs.add(
            format!("format({}, {})", shown(value), escape::text(&spec)),
            quoted(spec::float(value, &spec)),
        );
    }
    for precision in [0, 1, 50, 330, 760, 780, 1075, 1200] {
        for value in [0.1, 5e-324, f64::MAX, 1e22, 123.456, 2.5, 0.5, 1.5, 1e-300] {
            for kind in ["f", "e", "g", "", "%"] {
                let spec = format!(".{precision}{kind}");
                pairs.add(format!("format({}, '{spec}')", shown(value)), quoted(spec::float(value, &spec)));
            }
        }
    }
    pairs.check();
}

#[test]
fn formats_of_text() {
    let mut draw = Draw::new(32);
    let mut pairs = Pairs::default();
    for _ in 0..4000 {
        let value = draw.text(10);
        let spec = specification(&mut draw, &["s", "s", "s", "d"]);
        pairs.add(
            format!("format({}, {})", escape::text(&value), escape::text(&spec)),
            quoted(spec::text(&value, &spec)),
        );
    }
    pairs.check();
}

/// What 3.14 has and the Python at hand may not: taken down from CPython 3.14.
#[test]
fn separators_after_the_point() {
    for (value, spec, text) in [
        (1_234_567.891_234, ".6_f", "1234567.891_234"),
        (1_234_567.891_234, ",.6,f", "1,234,567.891,234"),
        (1_234_567.891_234, "_.7,e", "1.234,567,9e+06"),
        (1.5, ".,f", "1.500,000"),
        (12_345_678.123_456_78, "._", "12345678.123_456_78"),
    ] {
        assert_eq!(spec::float(value, spec).as_deref(), Ok(text), "format({value}, {spec:?})");
    }
    assert_eq!(
        spec::float(1.0, ".3,_f").map_err(|fault| fault.text),
        Err("Cannot specify both ',' and '_'.".to_owned())
    );
}

/// One value of `%`: what Python reads, and how ours shows it.
enum Value {
    Int(Int),
    Float(f64),
    Text(String),
}

impl Value {
    fn python(&self) -> String {
        match self {
            Self::Int(value) => super::ints::shown(value),
            Self::Float(value) => shown(*value),
            Self::Text(value) => escape::text(value),
        }
    }

    fn type_name(&self) -> &'static str {
        match self {
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Text(_) => "str",
        }
    }

    fn show(&self, ready: &Ready<'_>) -> Res<String> {
        let kind = ready.conversion.kind;
        match (kind, self) {
            ('s', Self::Text(value)) => ready.text(value),
            ('s' | 'r' | 'a', Self::Int(value)) => ready.text(&value.to_text()?),
            ('s' | 'r' | 'a', Self::Float(value)) => ready.text(&float::repr(*value)),
            ('r', Self::Text(value)) => ready.text(&escape::text(value)),
            ('a', Self::Text(value)) => ready.text(&escape::ascii(value)),
            ('d' | 'i' | 'u' | 'x' | 'X' | 'o', Self::Int(value)) => ready.int(value),
            ('d' | 'i' | 'u', Self::Float(value)) => ready.int(&percent::whole(*value)?),
            ('c', Self::Int(value)) => ready.character(value),
            ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Self::Int(value)) => ready.float(float::from_int(value)?),
            ('e' | 'E' | 'f' | 'F' | 'g' | 'G', Self::Float(value)) => ready.float(*value),
            _ => Err(percent::not_a_number(kind, self.type_name())),
        }
    }
}

#[test]
fn percent_formats() {
    let mut draw = Draw::new(33);
    let mut pairs = Pairs::default();
    for _ in 0..4000 {
        let mut text = draw.text(3).replace(['\r', '%'], "");
        text.push('%');
        for (percent, parts) in [
            (30, &["-", "+", " ", "#", "0", "0-", "-0", "+ "] as &[&str]),
            (50, &["1", "5", "8", "12", "20"]),
            (40, &[".0", ".1", ".3", ".5", ".10", "."]),
            (5, &["l", "h", "L"]),
        ] {
            if draw.chance(percent) {
                text.push_str(draw.pick(parts));
            }
        }
        text.push_str(draw.pick(&[
            "d", "i", "x", "X", "o", "s", "r", "a", "f", "F", "e", "E", "g", "G", "y", "é", "", "s tail%%",
        ]));
        let value = match draw.below(3) {
            0 => Value::Int(draw.int()),
            1 => Value::Float(draw.float()),
            _ => Value::Text(draw.text(4)),
        };
        let ours = percent::read(&text).and_then(|pieces| {
            pieces
                .iter()
                .map(|piece| match piece {
                    percent::Piece::Text(text) => Ok(text.clone()),
                    percent::Piece::Value(conversion) => {
                        let number = |count| match count {
                            Count::Is(count) => Some(count),
                            Count::None | Count::Next => None,
                        };
                        let width = number(conversion.width).unwrap_or(0) as i64;
                        value.show(&Ready { conversion, width, precision: number(conversion.precision) })
                    }
                })
                .collect::<Res<String>>()
        });
        pairs.add(format!("{} % ({},)", escape::text(&text), value.python()), quoted(ours));
    }
    pairs.check();
}

/// Fills fields with texts: arguments by place are `p0`, `p1`, …, by name their names; steps are shown as they are.
fn fill(pieces: &[fields::Piece]) -> Res<String> {
    pieces
        .iter()
        .map(|piece| match piece {
            fields::Piece::Text(text) => Ok(text.clone()),
            fields::Piece::Field(field) => {
                let value = match &field.first {
                    fields::First::At(at) if *at < 4 => format!("p{at}"),
                    fields::First::At(at) => {
                        let text = format!("Replacement index {at} out of range for positional args tuple");
                        return Err(Fault::index(text));
                    }
                    fields::First::Named(name) if matches!(name.as_str(), "a" | "b") => name.clone(),
                    fields::First::Named(name) => {
                        return Err(Fault::new(
                            interleave::python::fault::FaultKind::Key,
                            escape::text(name),
                        ));
                    }
                };
                let value = match field.steps.first() {
                    None => value,
                    Some(fields::Step::Index(at)) => {
                        interleave::python::text::find::item(&value, *at)?.to_string()
                    }
                    Some(fields::Step::Key(_)) => {
                        return Err(Fault::type_error("string indices must be integers, not 'str'"));
                    }
                    Some(fields::Step::Attribute(name)) => {
                        let text = format!("'str' object has no attribute '{name}'");
                        return Err(Fault::new(interleave::python::fault::FaultKind::Attribute, text));
                    }
                };
                let value = match field.conversion {
                    Some('r' | 'a') => escape::text(&value),
                    _ => value,
                };
                spec::text(&value, &fill(&field.spec)?)
            }
        })
        .collect()
}

#[test]
fn fields_of_formats() {
    let mut draw = Draw::new(34);
    let mut pairs = Pairs::default();
    let bits = [
        "{}",
        "{0}",
        "{1}",
        "{a}",
        "{b}",
        "{a!r}",
        "{!s:>5}",
        "{:{a}}",
        "{:>{0}}",
        "{{",
        "}}",
        "text",
        "{a[0]}",
        "{0[1]}",
        "{a[x]}",
        "{a.x}",
        "{0:^7}",
        "{c}",
        "{9}",
        "{",
        "}",
        "{a[}",
        "{a!}",
        "{a!z}",
        "{a[]}",
        "{a.}",
        "{a[0]y}",
        "é",
        "{:é<6}",
        "{a!r:*^9}",
    ];
    for _ in 0..4000 {
        let count = draw.below(4);
        let text: String = (0..count).map(|_| draw.pick(&bits)).collect();
        let ours = fields::read(&text).and_then(|pieces| fill(&pieces));
        if text.contains("{a!}") || text.contains("{a!z") && text.contains("{a[}") {
            continue;
        }
        // What is wrong in the text and what is wrong with the values is found in one go by CPython, here one after the other.
        let kind = ours.as_ref().map_or_else(|fault| Some(super::kind_name(fault.kind)), |_| None);
        let expression = format!("{}.format('p0', 'p1', 'p2', 'p3', a='a', b='b')", escape::text(&text));
        match kind {
            None => pairs.add(expression, quoted(ours)),
            Some(kind) if count < 2 => {
                let _ = kind;
                pairs.add(expression, quoted(ours));
            }
            Some(_) => pairs.add(format!("bool(refusal(lambda: {expression}))"), Ok("True".to_owned())),
        }
    }
    pairs.check();
}
