//! Putting things in order. The standard library's sorts are faster on what is in no order at all, and forty times as
//! long: the page would carry one for each kind of thing that it sorts.

/// Sorts by a key; what is equal keeps its order. What is in order already costs one look.
pub fn sort_by_key<T: Copy, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    if items.is_sorted_by_key(&key) {
        return;
    }
    let mut before = items.to_vec();
    let mut width = 1;
    while width < items.len() {
        for (from, into) in before.chunks(2 * width).zip(items.chunks_mut(2 * width)) {
            let (left, right) = from.split_at(width.min(from.len()));
            merge(left, right, into, &key);
        }
        before.copy_from_slice(items);
        width *= 2;
    }
}

/// Sorts by what the items are.
pub fn sort<T: Copy + Ord>(items: &mut [T]) {
    sort_by_key(items, |item| *item);
}

/// Two sorted slices as one; what is equal comes from the first one first.
pub fn merged<T: Copy + Ord + Default>(left: &[T], right: &[T]) -> Vec<T> {
    let mut all = vec![T::default(); left.len() + right.len()];
    merge(left, right, &mut all, &|item: &T| *item);
    all
}

/// Two sorted halves into one whole.
fn merge<T: Copy, K: Ord>(mut left: &[T], mut right: &[T], into: &mut [T], key: &impl Fn(&T) -> K) {
    for slot in into {
        match (left.split_first(), right.split_first()) {
            (Some((first, _)), Some((second, rest))) if key(second) < key(first) => {
                (*slot, right) = (*second, rest);
            }
            (Some((first, rest)), _) => (*slot, left) = (*first, rest),
            (None, Some((second, rest))) => (*slot, right) = (*second, rest),
            (None, None) => {}
        }
    }
}

/// How many of `0..count` are at the beginning for which `before` holds.
pub fn partition(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_length_is_sorted_as_the_standard_library_sorts_it() {
        for length in (0..40).chain([1000, 1023, 1025]) {
            for kinds in [1, 2, 7, 1_000_000] {
                let mut items: Vec<(u64, usize)> =
                    (0..length).map(|place| (noise(place as u64) % kinds, place)).collect();
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                sort_by_key(&mut items, |item| item.0);
                assert_eq!(items, expected, "{length} of {kinds}");
                let mut keys: Vec<u64> = items.iter().rev().map(|item| item.0).collect();
                sort(&mut keys);
                assert!(keys.is_sorted());
            }
        }
    }

    /// Numbers without a pattern.
    fn noise(place: u64) -> u64 {
        let mut bits = place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        bits ^= bits >> 29;
        bits.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 20
    }
}
