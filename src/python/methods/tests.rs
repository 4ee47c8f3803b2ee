//! Containers of plain values: what they show, how they are sorted and cut.

use std::rc::Rc;

use super::{item, show, sort};
use crate::python::number::Int;
use crate::python::random::{Seed, Twister};
use crate::python::values::{Dict, List, Raise, Reason, Slice, Value};

fn shown(value: &Value) -> String {
    show::repr(value).unwrap_or_else(|raise| message(&raise))
}

fn message(raise: &Raise) -> String {
    match raise.reason() {
        Reason::Error(kind, args) => {
            format!("{}: {}", kind.name(), args.first().map_or(String::new(), shown))
        }
        Reason::Value(_) => "a value".to_owned(),
        Reason::Deep => "deep".to_owned(),
        Reason::Memory => "memory".to_owned(),
    }
}

fn ints(values: &[i64]) -> Value {
    Value::list(values.iter().map(|&value| Value::Int(value)).collect())
}

#[test]
fn what_holds_itself_is_shown_once() {
    let list = Rc::new(List::new(vec![Value::Int(1)]));
    list.push(Value::List(Rc::clone(&list)));
    let dict = Rc::new(Dict::new());
    dict.set_str("me", Value::Dict(Rc::clone(&dict)));
    list.push(Value::Dict(Rc::clone(&dict)));
    assert_eq!(shown(&Value::List(Rc::clone(&list))), "[1, [...], {'me': {...}}]");
    // The same list twice side by side holds itself nowhere.
    let twice = Value::tuple(vec![ints(&[1]), ints(&[1])]);
    assert_eq!(shown(&twice), "([1], [1])");
    let old = std::mem::take(&mut *list.edit());
    drop(old);
    dict.change(crate::python::values::Table::clear);
}

#[test]
fn what_is_too_deep_is_an_error_and_no_overflow() {
    let mut deep = Value::Int(1);
    for _ in 0..100_000 {
        deep = Value::list(vec![deep]);
    }
    assert!(shown(&deep).starts_with("RecursionError: "), "{}", shown(&deep));
    let mut fits = Value::Int(1);
    for _ in 0..900 {
        fits = Value::tuple(vec![fits]);
    }
    assert_eq!(shown(&fits), format!("{}1{}", "(".repeat(900), ",)".repeat(900)));
}

#[test]
fn sorting_is_stable_in_both_directions() {
    let mut draws = Twister::new(&Seed::Int(&Int::Small(7)));
    for length in [0, 1, 2, 15, 16, 17, 33, 100, 1000] {
        for reverse in [false, true] {
            let keys: Vec<i64> = (0..length).map(|_| i64::from(draws.word() % 20)).collect();
            let mut items: Vec<Value> = (0..length).map(Value::Int).collect();
            let as_values: Vec<Value> = keys.iter().map(|&key| Value::Float(key as f64)).collect();
            sort::sort_by_keys(&mut items, &as_values, reverse).expect("numbers are plain");
            let mut expected: Vec<i64> = (0..length).collect();
            expected.sort_by_key(|&at| if reverse { -keys[at as usize] } else { keys[at as usize] });
            assert_eq!(shown(&Value::list(items)), shown(&ints(&expected)), "{length} {reverse}");
            let mut sorted: Vec<Value> = keys.iter().map(|&key| Value::Int(key)).collect();
            sort::sort(&mut sorted, reverse).expect("numbers are plain");
            let mut expected = keys.clone();
            expected.sort_unstable();
            if reverse {
                expected.reverse();
            }
            assert_eq!(shown(&Value::list(sorted)), shown(&ints(&expected)));
        }
    }
}

#[test]
fn what_cannot_be_compared_loses_no_item() {
    let mut items = vec![Value::Int(3), Value::str("a"), Value::Int(1)];
    let error = sort::sort(&mut items, false).expect_err("a text and a number have no order");
    assert_eq!(message(&error), "TypeError: \"'<' not supported between instances of 'str' and 'int'\"");
    assert_eq!(items.len(), 3);
}

/// Assigns to slices and deletes them, beside a plain model.
#[test]
fn slices_are_cut_and_filled() {
    let mut draws = Twister::new(&Seed::Int(&Int::Small(8)));
    let mut bound = || match draws.word() % 4 {
        0 => Value::None,
        _ => Value::Int(i64::from(draws.word() % 17) - 8),
    };
    for round in 0..4000 {
        let length = round % 7;
        let list = ints(&(0..length).collect::<Vec<i64>>());
        let slice = Value::Slice(Rc::new(Slice { start: bound(), stop: bound(), step: Value::None }));
        let taken = item::get(&list, &slice).expect("a slice is never outside");
        item::set(&list, &slice, ints(&[90, 91])).expect("it is filled");
        let filled = shown(&list);
        item::delete(
            &list,
            &Value::Slice(Rc::new(Slice { start: Value::None, stop: Value::None, step: Value::None })),
        )
        .expect("all is deleted");
        assert_eq!(shown(&list), "[]");
        let fresh = ints(&(0..length).collect::<Vec<i64>>());
        item::delete(&fresh, &slice).expect("it is deleted");
        let (Value::List(taken), Value::List(fresh)) = (&taken, &fresh) else { panic!("lists") };
        assert_eq!(taken.len() + fresh.len(), length as usize);
        assert_eq!(filled.matches("9").count(), 2);
    }
}

#[test]
fn functions_of_one_number_stand_in_their_places() {
    for (place, name) in super::math::PLACES {
        assert_eq!(crate::python::number::math::UNARY[*place].0, *name);
    }
}
