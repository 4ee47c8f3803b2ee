//! The name that was probably meant.

/// The nearest of some names, if one is near enough.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let most = name.chars().count().div_ceil(3).min(3);
    let distances = names.into_iter().map(|known| (distance(name, known, most), known));
    let (_, known) = distances.filter(|(distance, _)| *distance <= most).min()?;
    Some(known)
}

/// How many letters have to be put in, left out, changed or swapped with their neighbours to get from one to the other;
/// case counts for nothing.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let letters = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for i in 0..one.len() {
        let mut next = vec![i + 1];
        for j in 0..other.len() {
            let mut least = row[j] + usize::from(one[i] != other[j]);
            least = least.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && one[i] == other[j - 1] && one[i - 1] == other[j] {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near() {
        let names = ["asyncio", "time", "gather", "create_task", "TaskGroup"];
        let near = |name| nearest(name, names);
        assert_eq!(near("asynico"), Some("asyncio"));
        assert_eq!(near("creat_task"), Some("create_task"));
        assert_eq!(near("taskgroup"), Some("TaskGroup"));
        assert_eq!(near("numpy"), None);
        assert_eq!(near("x"), None);
    }
}
