//! Sorting of plain values: stable, and with the comparisons of a merge from below, which needs no recursion.

use std::cmp::Ordering;

use crate::python::values::{Raise, Value, order};

/// Stretches of so many items are sorted by insertion, as CPython sorts the whole of a shorter list.
const STRETCH: usize = 64;

/// Sorts values; equal ones keep their order, in reverse as well. Where a comparison fails, they are in some order.
pub fn sort(items: &mut Vec<Value>, reverse: bool) -> Result<(), Raise> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    let sorted = sort_places(&mut places, reverse, |a, b| less(&items[a], &items[b]));
    arrange(items, &places);
    sorted
}

/// Sorts values by keys, which stand in the same places. Where a comparison fails, nothing is changed.
pub fn sort_by_keys(items: &mut Vec<Value>, keys: &[Value], reverse: bool) -> Result<(), Raise> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, reverse, |a, b| match (keys.get(a), keys.get(b)) {
        (Some(a), Some(b)) => less(a, b),
        _ => Ok(false),
    })?;
    arrange(items, &places);
    Ok(())
}

/// Puts items in the order of their places.
fn arrange(items: &mut Vec<Value>, places: &[usize]) {
    let mut all: Vec<Option<Value>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.iter().filter_map(|&at| all.get_mut(at).and_then(Option::take)));
}

/// `a < b`
fn less(a: &Value, b: &Value) -> Result<bool, Raise> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Str(a), Value::Str(b)) => Ok(a.as_str() < b.as_str()),
        _ => Ok(order(a, b, "<")? == Some(Ordering::Less)),
    }
}

/// Sorts places; for the reverse they are turned round before and after, which keeps equal ones in their order.
fn sort_places(
    places: &mut Vec<usize>,
    reverse: bool,
    less: impl Fn(usize, usize) -> Result<bool, Raise>,
) -> Result<(), Raise> {
    if reverse {
        places.reverse();
    }
    let sorted = merge_sort(places, less);
    if reverse {
        places.reverse();
    }
    sorted
}

/// Sorts places stably by whether the item at one is less than that at another.
fn merge_sort(
    places: &mut Vec<usize>,
    less: impl Fn(usize, usize) -> Result<bool, Raise>,
) -> Result<(), Raise> {
    let length = places.len();
    for stretch in places.chunks_mut(STRETCH) {
        insert(stretch, &less)?;
    }
    let mut width = STRETCH;
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

/// Sorts a stretch: what rises or falls at its beginning stands, the rest is put in by halves. Which items are compared
/// is CPython's choice, so that the first two that cannot be are named by both.
fn insert(stretch: &mut [usize], less: impl Fn(usize, usize) -> Result<bool, Raise>) -> Result<(), Raise> {
    if stretch.len() < 2 {
        return Ok(());
    }
    let mut sorted = 2;
    let falls = less(stretch[1], stretch[0])?;
    while sorted < stretch.len() && less(stretch[sorted], stretch[sorted - 1])? == falls {
        sorted += 1;
    }
    if falls {
        stretch[..sorted].reverse();
    }
    for end in sorted..stretch.len() {
        let (mut low, mut high) = (0, end);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(stretch[end], stretch[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        stretch[low..=end].rotate_right(1);
    }
    Ok(())
}
