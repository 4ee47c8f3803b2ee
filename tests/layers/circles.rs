//! Circles of imports: files that cannot be understood one after the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{self, Facts};
use crate::rules::{Source, absolute, module};

/// How often a name is followed from file to file, so that no ring of re-exports is followed for ever.
const HOPS_MAX: usize = 10;

/// Every circle among the files of one crate, each as the list of its files.
///
/// A folder's front and the files in the folder are one thing, and may name each other; what the front brings in
/// belongs to the file that it comes from.
pub fn circles(sources: &[Source], root: &str) -> Vec<Vec<String>> {
    let facts: BTreeMap<String, Facts> = sources
        .iter()
        .filter_map(|source| Some((module(&source.name, root), names::read(&source.text).ok()?)))
        .collect();
    let edges: BTreeMap<&str, BTreeSet<String>> =
        facts.iter().map(|(from, of)| (from.as_str(), named_by(from, of, &facts))).collect();
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|&from| (from, reachable(from, &edges))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (&from, there) in &reach {
        let ring: Vec<String> = there
            .iter()
            .filter(|&&other| reach.get(other).is_some_and(|back| back.contains(from)))
            .map(|&other| other.to_owned())
            .collect();
        if ring.len() > 1 {
            found.insert(ring);
        }
    }
    found.into_iter().collect()
}

/// The files that a file names, but for those in whose folder it lies and those in its own.
fn named_by(from: &str, of: &Facts, facts: &BTreeMap<String, Facts>) -> BTreeSet<String> {
    let homes = of.paths.iter().filter_map(|named| {
        let words = match named.words.first()?.as_str() {
            "crate" | "super" => absolute(from, named)?,
            "self" => [&split(from), &named.words[1..]].concat(),
            _ => return None,
        };
        home(words, facts)
    });
    homes.filter(|to| to != from && !is_inside(from, to) && !is_inside(to, from)).collect()
}

/// The file that a path leads to.
fn home(mut words: Vec<String>, facts: &BTreeMap<String, Facts>) -> Option<String> {
    for _ in 0..HOPS_MAX {
        let (file, rest) = (0..=words.len())
            .rev()
            .map(|kept| (words[..kept].join("::"), &words[kept..]))
            .find(|(file, _)| facts.contains_key(file))?;
        let brought_in = rest.first().and_then(|name| {
            facts[&file].brought_in.iter().find(|(known, words)| known == name && is_ours(words))
        });
        let Some((_, behind)) = brought_in else { return Some(file) };
        let ups = behind.iter().take_while(|word| *word == "super").count();
        let kept = split(&file);
        let start = match behind.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("super") => kept[..kept.len().saturating_sub(ups)].to_vec(),
            _ => kept,
        };
        words = [&start, &behind[ups.max(1)..], &rest[1..]].concat();
    }
    None
}

fn is_ours(words: &[String]) -> bool {
    words.first().is_some_and(|first| ["crate", "self", "super"].contains(&first.as_str()))
}

fn is_inside(file: &str, folder: &str) -> bool {
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with("::"))
}

fn split(module: &str) -> Vec<String> {
    module.split("::").filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn reachable<'a>(from: &'a str, edges: &'a BTreeMap<&str, BTreeSet<String>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in edges.get(file).into_iter().flatten() {
            if found.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let source = |&(name, text): &(&str, &str)| Source { name: name.to_owned(), text: text.to_owned() };
        let sources: Vec<Source> = files.iter().map(source).collect();
        circles(&sources, "src/").iter().map(|ring| ring.join(" ")).collect()
    }

    #[test]
    fn two_files_that_name_each_other_are_a_circle() {
        let a = ("src/a.rs", "use crate::b::B; pub struct A;");
        assert_eq!(found(&[a, ("src/b.rs", "pub struct B;")]), [""; 0]);
        assert_eq!(found(&[a, ("src/b.rs", "fn f() -> crate::a::A {}")]), ["a b"]);
        assert_eq!(found(&[a, ("src/b.rs", "mod tests { use crate::a::A; }")]), [""; 0]);
    }

    #[test]
    fn a_longer_way_round_is_one_too() {
        let files = [
            ("src/room/a.rs", "use super::b::B;"),
            ("src/room/b.rs", "use super::c::C;"),
            ("src/room/c.rs", "use super::a::A;"),
            ("src/room/d.rs", "use super::a::A;"),
        ];
        assert_eq!(found(&files), ["room::a room::b room::c"]);
    }

    #[test]
    fn a_front_hides_nobody() {
        let front = ("src/room.rs", "mod a; mod b; pub use self::a::A; use self::b::B;");
        assert_eq!(found(&[front, ("src/room/a.rs", "use super::C;"), ("src/room/b.rs", "")]), [""; 0]);
        let (a, b) = (("src/room/a.rs", "use super::B;"), ("src/room/b.rs", "use crate::room::A;"));
        assert_eq!(found(&[front, a, b]), ["room::a room::b"]);
    }
}
