//! `float`: its text, rounding, arithmetic.

use interleave::python::fault::Res;
use interleave::python::number::float::{self, Sum};
use interleave::python::number::hash;
use interleave::python::text::escape;

use super::Pairs;
use super::draw::Draw;

/// A float as Python reads it.
pub fn shown(value: f64) -> String {
    if value.is_finite() {
        format!("({})", float::repr(value))
    } else {
        format!("float('{}')", float::repr(value))
    }
}

fn two(values: Res<(f64, f64)>) -> Res<String> {
    values.map(|(a, b)| format!("({}, {})", float::repr(a), float::repr(b)))
}

#[test]
fn text_of_floats() {
    let mut draw = Draw::new(10);
    let mut pairs = Pairs::default();
    for _ in 0..2500 {
        let value = draw.float();
        // By its bits, so that reading is not what is compared.
        let bits =
            format!("__import__('struct').unpack('<d', ({}).to_bytes(8, 'little'))[0]", value.to_bits());
        pairs.add(format!("repr({bits})"), Ok(format!("'{}'", float::repr(value))));
        pairs.add(format!("{bits}.hex()"), Ok(format!("'{}'", float::hex(value))));
        if !value.is_nan() {
            pairs.add(format!("hash({})", shown(value)), Ok(hash::float(value).to_string()));
        }
        let ratio = float::integer_ratio(value)
            .and_then(|(a, b)| Ok(format!("({}, {})", a.to_text()?, b.to_text()?)));
        pairs.add(format!("{}.as_integer_ratio()", shown(value)), ratio);
        pairs.add(format!("int({})", shown(value)), float::to_int(value).and_then(|it| it.to_text()));
        pairs.add(format!("round({})", shown(value)), float::round(value).and_then(|it| it.to_text()));
        for digits in [draw.between(-5, 6), draw.between(-330, 330), 2] {
            pairs.add(
                format!("round({}, {digits})", shown(value)),
                float::round_to(value, digits).map(float::repr),
            );
        }
    }
    pairs.check();
}

#[test]
fn halves_of_decimals_round_as_written() {
    let mut pairs = Pairs::default();
    for value in [
        0.5,
        1.5,
        2.5,
        2.675,
        1.005,
        0.125,
        0.375,
        1e22 + 2e6,
        15.0,
        25.0,
        25.5,
        0.05,
        5e-324,
        1.7976931348623157e308,
        4.5,
        45.0,
        450.0,
        0.25,
        1234.5,
    ] {
        for digits in -310..30 {
            pairs.add(
                format!("round({}, {digits})", shown(value)),
                float::round_to(value, digits).map(float::repr),
            );
        }
    }
    pairs.check();
}

#[test]
fn text_to_floats() {
    let mut draw = Draw::new(11);
    let mut pairs = Pairs::default();
    let bits = [
        "0", "1", "9", ".", "e", "E", "-", "+", "_", " ", "inf", "nan", "Infinity", "5", "12", "\u{663}",
        "x", "é", "308", "\t",
    ];
    for _ in 0..2500 {
        let count = draw.below(7);
        let text: String = (0..count).map(|_| draw.pick(&bits)).collect();
        pairs.add(format!("float({})", escape::text(&text)), float::parse(&text).map(float::repr));
    }
    pairs.check();
}

#[test]
fn arithmetic_of_floats() {
    let mut draw = Draw::new(12);
    let mut pairs = Pairs::default();
    for _ in 0..5000 {
        let (a, b) = (draw.float(), draw.float());
        pairs.add(format!("divmod({}, {})", shown(a), shown(b)), two(float::divide_floor(a, b)));
        pairs.add(format!("{} / {}", shown(a), shown(b)), float::divide(a, b).map(float::repr));
    }
    for a in [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 0.25, 1e300] {
        for b in [0.0, -0.0, 1.0, -1.0, 2.0, 3.0, -3.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 10.0] {
            pairs.add(format!("{} ** {}", shown(a), shown(b)), float::power(a, b).map(float::repr));
        }
    }
    pairs.check();
}

/// CPython's `sum` from 3.12 on, written in Python: the Python at hand may be older.
const SUM: &str = "(lambda terms: (lambda state: state[0] + state[1] if state[1] and math.isfinite(state[1]) else state[0])\
    (functools.reduce(lambda state, term: (state[0] + term, state[1] + ((state[0] - (state[0] + term)) + term \
    if abs(state[0]) >= abs(term) else (term - (state[0] + term)) + state[0])), terms, (0.0, 0.0))))";

#[test]
fn sums_of_floats() {
    let mut draw = Draw::new(13);
    let mut pairs = Pairs::default();
    for _ in 0..500 {
        let terms: Vec<f64> =
            (0..draw.below(12)).map(|_| draw.float()).filter(|term| term.is_finite()).collect();
        let mut sum = Sum::default();
        terms.iter().for_each(|&term| sum.add(term));
        let names: Vec<String> = terms.iter().map(|&term| shown(term)).collect();
        pairs.add(format!("{SUM}([{}])", names.join(", ")), Ok(float::repr(sum.total())));
    }
    let mut tenths = Sum::default();
    (0..10).for_each(|_| tenths.add(0.1));
    pairs.add("1.0", Ok(float::repr(tenths.total())));
    pairs.check();
}
