//! The Mersenne Twister and its seeds, bit for bit.

use interleave::python::number::{Int, float};
use interleave::python::random::{Seed, Twister};
use interleave::python::text::escape;

use super::Pairs;
use super::draw::Draw;

/// Some calls of every kind, one after the other.
fn calls(twister: &mut Twister, bound: &Int) -> String {
    let mut shown: Vec<String> = (0..3).map(|_| float::repr(twister.random())).collect();
    for bits in [1, 5, 31, 32, 33, 64, 100] {
        shown.push(twister.bits(&Int::Small(bits)).and_then(|it| it.to_text()).expect("it is small"));
    }
    for _ in 0..3 {
        shown.push(twister.below(bound).and_then(|it| it.to_text()).expect("it is small"));
    }
    // Past the end of the state, so that it turns.
    for _ in 0..700 {
        twister.word();
    }
    shown.push(float::repr(twister.random()));
    format!("[{}]", shown.join(", "))
}

fn expression(seed: &str, bound: &Int) -> String {
    format!(
        "(lambda r: [r.random() for _ in range(3)] + [r.getrandbits(n) for n in (1, 5, 31, 32, 33, 64, 100)] + \
         [r._randbelow({}) for _ in range(3)] + [[r.getrandbits(32) for _ in range(700)] and r.random()])(random.Random({seed}))",
        super::ints::shown(bound)
    )
}

#[test]
fn seeds_of_every_kind() {
    let mut draw = Draw::new(50);
    let mut pairs = Pairs::default();
    for round in 0..200 {
        let bound = draw.int().absolute().add(&Int::Small(1)).expect("it is small");
        let seed = if round < 10 { Int::Small(round - 2) } else { draw.int() };
        let name = super::ints::shown(&seed);
        pairs.add(expression(&name, &bound), Ok(calls(&mut Twister::new(&Seed::Int(&seed)), &bound)));
        let value = draw.float();
        if !value.is_nan() {
            pairs.add(
                expression(&super::floats::shown(value), &bound),
                Ok(calls(&mut Twister::new(&Seed::Float(value)), &bound)),
            );
        }
        let text = draw.text(30);
        pairs.add(
            expression(&escape::text(&text), &bound),
            Ok(calls(&mut Twister::new(&Seed::Bytes(text.as_bytes())), &bound)),
        );
    }
    // Longer than one block of the digest, and than the state.
    for length in [100, 111, 112, 113, 127, 128, 239, 240, 3000] {
        let text = "a".repeat(length);
        let bound = Int::Small(1000);
        pairs.add(
            expression(&format!("'a' * {length}"), &bound),
            Ok(calls(&mut Twister::new(&Seed::Bytes(text.as_bytes())), &bound)),
        );
    }
    pairs.check();
}

#[test]
fn a_state_is_put_back() {
    let mut twister = Twister::new(&Seed::Int(&Int::Small(0)));
    for _ in 0..1000 {
        twister.word();
    }
    let (words, next) = twister.state();
    let (words, next) = (words.to_vec(), next);
    let ahead: Vec<u32> = (0..700).map(|_| twister.word()).collect();
    twister.restore(&words, next).expect("it is a state");
    assert_eq!(ahead, (0..700).map(|_| twister.word()).collect::<Vec<_>>());
    assert!(twister.restore(&words[1..], next).is_err());
    assert!(twister.restore(&words, 625).is_err());
}
