//! `int` of any size.

use std::cmp::Ordering;

use interleave::python::fault::Res;
use interleave::python::number::{Int, float, hash, whole};

use super::Pairs;
use super::draw::Draw;

/// A number as Python reads it, in a base that has no limit on its digits.
pub fn shown(value: &Int) -> String {
    let sign = if value.is_negative() { "-" } else { "" };
    format!("({sign}0x{})", value.digits(16).expect("it has no limit"))
}

/// A result by its digits in base 16.
fn hex(value: Res<Int>) -> Res<String> {
    value.map(|value| format!("'{}'", shown(&value).trim_matches(['(', ')'])))
}

type Binary = (&'static str, fn(&Int, &Int) -> Res<Int>);

const OPERATIONS: [Binary; 10] = [
    ("+", Int::add),
    ("-", Int::subtract),
    ("*", Int::multiply),
    ("//", Int::floor_divide),
    ("%", Int::modulo),
    ("&", |a, b| Ok(a.and(b))),
    ("|", |a, b| Ok(a.or(b))),
    ("^", |a, b| Ok(a.xor(b))),
    ("<", |a, b| Ok(Int::Small(i64::from(a.compare(b) == Ordering::Less)))),
    ("==", |a, b| Ok(Int::Small(i64::from(a == b)))),
];

#[test]
fn operations_of_two_ints() {
    let mut draw = Draw::new(1);
    let mut pairs = Pairs::default();
    for _ in 0..600 {
        let (a, b) = (draw.int(), draw.int());
        for (name, operation) in OPERATIONS {
            pairs.add(format!("hex({} {name} {})", shown(&a), shown(&b)), hex(operation(&a, &b)));
        }
    }
    // Long enough for products in three parts, and quotients whose digits are guessed wrong.
    for bits in [1_000, 1_300, 5_000, 20_000] {
        for other in [40, 700, 1_400, 9_000] {
            let (a, b) = (draw.large(bits), draw.large(other));
            for (name, operation) in OPERATIONS {
                pairs.add(format!("hex({} {name} {})", shown(&a), shown(&b)), hex(operation(&a, &b)));
            }
            let power = Int::Small(1).shift_left(&Int::Small(bits)).expect("it is small");
            let edge = power.subtract(&b).expect("it is small");
            pairs.add(format!("hex({} // {})", shown(&edge), shown(&b)), hex(edge.floor_divide(&b)));
        }
    }
    pairs.check();
}

#[test]
fn quotients_next_to_powers_of_the_limbs() {
    let mut pairs = Pairs::default();
    let near = |bits: i64, by: i64| {
        Int::Small(1).shift_left(&Int::Small(bits)).and_then(|it| it.add(&Int::Small(by)))
    };
    for top in [64, 95, 96, 127, 128, 160] {
        for bottom in [33, 63, 64, 65, 95, 96] {
            for (up, down) in [(0, 0), (-1, 0), (0, -1), (-1, -1), (1, -1), (-1, 1), (1, 1)] {
                let (a, b) = (near(top, up).expect("it is small"), near(bottom, down).expect("it is small"));
                pairs.add(format!("hex({} // {})", shown(&a), shown(&b)), hex(a.floor_divide(&b)));
                pairs.add(format!("hex({} % {})", shown(&a), shown(&b)), hex(a.modulo(&b)));
            }
        }
    }
    pairs.check();
}

#[test]
fn operations_of_one_int() {
    let mut draw = Draw::new(2);
    let mut pairs = Pairs::default();
    for _ in 0..1500 {
        let a = draw.int();
        let name = shown(&a);
        let by = Int::Small(draw.between(-2, 200));
        let digits = draw.between(-40, 3);
        pairs.add(format!("hex({name} << {})", shown(&by)), hex(a.shift_left(&by)));
        pairs.add(format!("hex({name} >> {})", shown(&by)), hex(a.shift_right(&by)));
        pairs.add(format!("hex(-{name})"), hex(Ok(a.negated())));
        pairs.add(format!("hex(~{name})"), hex(Ok(a.inverted())));
        pairs.add(format!("hex(abs({name}))"), hex(Ok(a.absolute())));
        pairs.add(format!("str({name})"), a.to_text().map(|text| format!("'{text}'")));
        pairs.add(format!("{name}.bit_length()"), Ok(a.bit_length().to_string()));
        pairs.add(format!("{name}.bit_count()"), Ok(a.bit_count().to_string()));
        pairs.add(format!("hash({name})"), Ok(a.hash().to_string()));
        pairs.add(format!("round({name}, {digits})"), a.round_to(digits).and_then(|it| it.to_text()));
        pairs.add(format!("float({name})"), float::from_int(&a).map(float::repr));
        for base in [2, 8] {
            let letter = if base == 2 { 'b' } else { 'o' };
            let plain = a.absolute().digits(base).map(|digits| format!("'{digits}'"));
            pairs.add(format!("format(abs({name}), '{letter}')"), plain);
        }
        let length = draw.between(0, 30) as usize;
        let (signed, big) = (draw.chance(50), draw.chance(50));
        let order = if big { "big" } else { "little" };
        let python = if signed { "True" } else { "False" };
        let bytes = a.to_bytes(length, big, signed);
        if let Ok(bytes) = &bytes {
            let back = Int::from_bytes(bytes, big, signed);
            pairs.add(
                format!("hex(int.from_bytes({name}.to_bytes({length}, '{order}', signed={python}), '{order}', signed={python}))"),
                hex(back),
            );
        }
        pairs.add(
            format!("{name}.to_bytes({length}, '{order}', signed={python}).hex()"),
            bytes.map(|bytes| {
                format!("'{}'", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
            }),
        );
    }
    pairs.check();
}

#[test]
fn powers() {
    let mut draw = Draw::new(3);
    let mut pairs = Pairs::default();
    for _ in 0..400 {
        let (a, exponent) = (draw.int(), Int::Small(draw.between(0, 12)));
        pairs.add(format!("hex({} ** {})", shown(&a), shown(&exponent)), hex(a.power(&exponent)));
        let (b, modulus) = (draw.int(), draw.int());
        pairs.add(
            format!("hex(pow({}, {}, {}))", shown(&a), shown(&b), shown(&modulus)),
            hex(a.power_modulo(&b, &modulus)),
        );
        let (small, near) = (Int::Small(draw.between(-20, 20)), Int::Small(draw.between(-20, 20)));
        let exponent = Int::Small(draw.between(-9, 9));
        pairs.add(
            format!("hex(pow({}, {}, {}))", shown(&small), shown(&exponent), shown(&near)),
            hex(small.power_modulo(&exponent, &near)),
        );
    }
    pairs.check();
}

#[test]
fn true_division_and_comparison_with_floats() {
    let mut draw = Draw::new(4);
    let mut pairs = Pairs::default();
    for round in 0..3000 {
        let (a, mut b) = (draw.int(), draw.int());
        if round % 3 == 0 {
            b = draw.large(1_100 + round);
        }
        pairs.add(format!("{} / {}", shown(&a), shown(&b)), float::divide_ints(&a, &b).map(float::repr));
        pairs.add(format!("{} / {}", shown(&b), shown(&a)), float::divide_ints(&b, &a).map(float::repr));
        let other = if round % 2 == 0 { draw.float() } else { float::from_int(&a).unwrap_or(1.0).next_up() };
        if other.is_finite() {
            let order = |wanted: &[Ordering]| {
                let is = float::compare_int(&a, other).is_some_and(|order| wanted.contains(&order));
                Ok(if is { "True" } else { "False" }.to_owned())
            };
            let name = float::repr(other);
            pairs.add(format!("{} < {name}", shown(&a)), order(&[Ordering::Less]));
            pairs.add(format!("{} == {name}", shown(&a)), order(&[Ordering::Equal]));
            pairs.add(format!("{} >= {name}", shown(&a)), order(&[Ordering::Equal, Ordering::Greater]));
        }
    }
    pairs.check();
}

#[test]
fn text_to_int() {
    let mut draw = Draw::new(5);
    let mut pairs = Pairs::default();
    let bits = [
        "0", "1", "7", "9", "a", "F", "z", "_", "-", "+", " ", "0x", "0b", "0o", "0X", "\u{660}", "\u{b2}",
        "é", "__", "\t",
    ];
    for _ in 0..4000 {
        let count = draw.below(6);
        let text: String = (0..count).map(|_| draw.pick(&bits)).collect();
        let base = draw.pick(&[0, 2, 3, 8, 10, 10, 10, 16, 36, 1, 37]);
        let literal = interleave::python::text::escape::text(&text);
        pairs.add(format!("int({literal}, {base})"), Int::parse(&text, base).and_then(|it| it.to_text()));
    }
    for length in [4299, 4300, 4301] {
        pairs.add(
            format!("hash(int('9' * {length}))"),
            Int::parse(&"9".repeat(length), 10).map(|it| it.hash().to_string()),
        );
        pairs.add(
            format!("hash(int('9' * {length}, 36))"),
            Int::parse(&"9".repeat(length), 36).map(|it| it.hash().to_string()),
        );
        pairs.add(
            format!("hash(int('9' * {length}, 16))"),
            Int::parse(&"9".repeat(length), 16).map(|it| it.hash().to_string()),
        );
        let nines =
            Int::Small(10).power(&Int::Small(length as i64)).and_then(|it| it.subtract(&Int::Small(1)));
        pairs.add(
            format!("str(10 ** {length} - 1)"),
            nines.and_then(|it| it.to_text()).map(|text| format!("'{text}'")),
        );
    }
    pairs.check();
}

#[test]
fn whole_functions() {
    let mut draw = Draw::new(6);
    let mut pairs = Pairs::default();
    for _ in 0..300 {
        let (a, b) = (draw.int(), draw.int());
        pairs.add(
            format!("math.gcd({}, {})", shown(&a), shown(&b)),
            whole::gcd(&a, &b).and_then(|it| it.to_text()),
        );
        pairs.add(
            format!("math.lcm({}, {})", shown(&a), shown(&b)),
            whole::lcm(&a, &b).and_then(|it| it.to_text()),
        );
        pairs.add(format!("math.isqrt({})", shown(&a)), whole::isqrt(&a).and_then(|it| it.to_text()));
        let (n, k) = (Int::Small(draw.between(-3, 90)), Int::Small(draw.between(-3, 60)));
        pairs.add(
            format!("math.comb({}, {})", shown(&n), shown(&k)),
            whole::comb(&n, &k).and_then(|it| it.to_text()),
        );
        pairs.add(
            format!("math.perm({}, {})", shown(&n), shown(&k)),
            whole::perm(&n, &k).and_then(|it| it.to_text()),
        );
        pairs.add(
            format!("math.comb({}, {})", shown(&b), shown(&k)),
            whole::comb(&b, &k).and_then(|it| it.to_text()),
        );
    }
    for n in [0, 1, 2, 5, 20, 21, 100, 1000, 1300] {
        pairs.add(
            format!("math.factorial({n})"),
            whole::factorial(&Int::Small(n)).and_then(|it| it.to_text()),
        );
    }
    pairs.add(
        "hash(math.factorial(20000))",
        whole::factorial(&Int::Small(20_000)).map(|it| it.hash().to_string()),
    );
    pairs.check();
}

#[test]
fn hashes_of_tuples_and_frozen_sets() {
    let mut draw = Draw::new(7);
    let mut pairs = Pairs::default();
    for _ in 0..300 {
        let mut items: Vec<Int> = (0..draw.below(6)).map(|_| draw.int()).collect();
        let mut tuple = hash::TupleHash::default();
        items.iter().for_each(|item| tuple.add(item.hash()));
        let names = |items: &[Int]| items.iter().map(|item| shown(item) + ",").collect::<String>();
        pairs.add(
            format!("hash(({}))", if items.is_empty() { String::new() } else { names(&items) }),
            Ok(tuple.finish().to_string()),
        );
        let all = names(&items);
        items.sort_by(Int::compare);
        items.dedup();
        pairs.add(
            format!("hash(frozenset([{all}]))"),
            Ok(hash::frozen_set(items.iter().map(Int::hash)).to_string()),
        );
    }
    pairs.check();
}
