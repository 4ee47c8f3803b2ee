//! Sorting of plain values: stable, and with the comparisons of a merge from below, which needs no recursion.

use std::cmp::Ordering;

use crate::python::values::{Raise, Value, order};

/// Runs of so many items are sorted by insertion.
const RUN: usize = 16;

/// Sorts values; equal ones keep their order, in reverse as well. Where a comparison fails, they are in some order.
pub fn sort(items: &mut Vec<Value>, reverse: bool) -> Result<(), Raise> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    let less = |a: &Value, b: &Value| {
        // Only `<` is asked for, as CPython does; in reverse as if the list had been turned round before and after.
        let (a, b) = if reverse { (b, a) } else { (a, b) };
        less(a, b)
    };
    let sorted = merge_sort(&mut places, |a, b| less(&items[a], &items[b]));
    let mut all: Vec<Option<Value>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.iter().filter_map(|&at| all.get_mut(at).and_then(Option::take)));
    sorted
}

/// Sorts values by keys, which stand in the same places.
pub fn sort_by_keys(items: &mut Vec<Value>, keys: &[Value], reverse: bool) -> Result<(), Raise> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    merge_sort(&mut places, |a, b| {
        let (a, b) = if reverse { (b, a) } else { (a, b) };
        match (keys.get(a), keys.get(b)) {
            (Some(a), Some(b)) => less(a, b),
            _ => Ok(false),
        }
    })?;
    let mut all: Vec<Option<Value>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.iter().filter_map(|&at| all.get_mut(at).and_then(Option::take)));
    Ok(())
}

/// `a < b`
fn less(a: &Value, b: &Value) -> Result<bool, Raise> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Str(a), Value::Str(b)) => Ok(a.as_str() < b.as_str()),
        _ => Ok(order(a, b, "<")? == Some(Ordering::Less)),
    }
}

/// Sorts places stably by whether the item at one is less than that at another.
fn merge_sort(
    places: &mut Vec<usize>,
    less: impl Fn(usize, usize) -> Result<bool, Raise>,
) -> Result<(), Raise> {
    let length = places.len();
    for run in places.chunks_mut(RUN) {
        for end in 1..run.len() {
            let mut at = end;
            while at > 0 && less(run[at], run[at - 1])? {
                run.swap(at, at - 1);
                at -= 1;
            }
        }
    }
    let mut width = RUN;
    let mut merged = Vec::with_capacity(length);
    while width < length {
        merged.clear();
        for pair in places.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some(&a), Some(&b)) = (left.first(), right.first()) {
                if less(b, a)? {
                    merged.push(b);
                    right = &right[1..];
                } else {
                    merged.push(a);
                    left = &left[1..];
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(places, &mut merged);
        width *= 2;
    }
    Ok(())
}
