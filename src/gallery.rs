//! The gallery: thirty programs that people ask about, one thing each, and what is to be seen in them.

mod entries;
mod entry;

pub use self::entry::{Entry, Fact, Topic};
use crate::lesson::Chapter;
use crate::python::programs::Programs;

/// All thirty, topic by topic.
pub fn all() -> &'static [Entry] {
    &entries::ALL
}

/// The program of that name.
pub fn find(id: &str) -> Option<&'static Entry> {
    all().iter().find(|entry| entry.id == id)
}

/// The program that is shown, if nothing of its text has been changed.
pub fn of(programs: &Programs) -> Option<&'static Entry> {
    let [source] = programs.sources.as_slice() else { return None };
    all().iter().find(|entry| entry.source == source)
}

/// The program that shows in code what a chapter says, where one does.
pub fn of_chapter(chapter: Chapter) -> Option<&'static Entry> {
    find(match chapter {
        Chapter::S1 | Chapter::S3 | Chapter::W2 => return None,
        Chapter::S2 => "requests-or-aiohttp",
        Chapter::S4 | Chapter::T => "gather",
        Chapter::A1 => "producer-and-consumers",
        Chapter::A2 => "create-task-starts-later",
        Chapter::A3 => "slices",
        Chapter::A4 => "as-completed",
        Chapter::A5 => "prefetch",
        Chapter::W1 => "awaits-in-a-row",
        Chapter::W3 => "blocking-in-async",
    })
}

/// Those about a topic, in their order.
pub fn about(topic: Topic) -> impl Iterator<Item = &'static Entry> {
    all().iter().filter(move |entry| entry.topic == topic)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::link;
    use crate::subject::Subject;
    use crate::time::Duration;

    #[test]
    fn what_is_said_of_each_program_holds_of_its_runs() {
        let mut wrong = Vec::new();
        for entry in all() {
            let runs = entry.runs();
            let ends: Vec<u64> = runs.iter().map(|run| run.end_ns).collect();
            let expected: Vec<u64> = entry.ends_ms.iter().map(|&ms| Duration::from_ms(ms).as_ns()).collect();
            if ends != expected {
                wrong.push(format!("{} ends at {ends:?} ns", entry.id));
            }
            let facts = entry.facts.iter().map(|&(fact, value)| (fact, fact.of(&runs), value));
            let other = facts.filter(|(_, found, value)| found.as_deref() != Some(value));
            wrong.extend(other.map(|(fact, found, _)| format!("{}: {fact:?} is {found:?}", entry.id)));
            let seen = entry.moment.as_ns() <= ends.iter().copied().max().unwrap_or(0);
            let tasks = runs.first().map_or(0, |run| run.record.tasks.len());
            let followed =
                entry.follow.is_none_or(|task| usize::try_from(task).is_ok_and(|task| task < tasks));
            if !(seen && followed) {
                wrong.push(format!("{}: its moment is over, or its task is not there", entry.id));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn each_has_a_name_a_question_and_an_answer_of_its_own() {
        let of = |what: fn(&Entry) -> String| all().iter().map(what).collect::<BTreeSet<_>>().len();
        assert_eq!((all().len(), of(|entry| entry.id.to_owned())), (30, 30));
        assert_eq!((of(|entry| entry.question().to_owned()), of(Entry::answer)), (30, 30));
        assert!(all().is_sorted_by_key(|entry| entry.topic), "topic by topic");
        assert_eq!(Topic::ALL.map(|topic| about(topic).count()).iter().sum::<usize>(), 30);
        for entry in all() {
            assert_eq!(find(entry.id).map(|found| found.id), Some(entry.id));
            assert!(entry.question().ends_with('?'), "{}", entry.question());
            let answer = entry.answer();
            assert!(answer.ends_with('.') && !answer.contains(['{', '?']), "{answer}");
            assert_eq!(entry.words.answer.matches("{}").count(), entry.facts.len(), "{answer}");
            assert_eq!(answer.matches('*').count() % 2 + answer.matches('`').count() % 2, 0, "{answer}");
            let lines = entry.source.lines().count();
            assert!((10..=40).contains(&lines), "{}: {lines} lines", entry.id);
        }
        assert!(find("").is_none());
    }

    #[test]
    fn a_program_is_known_until_its_text_is_changed() {
        for entry in all() {
            assert_eq!(of(&entry.programs()).map(|found| found.id), Some(entry.id));
            let changed = Programs { sources: vec![format!("{}\n", entry.source)], ..entry.programs() };
            let twice = Programs { sources: vec![entry.source.to_owned(); 2], ..entry.programs() };
            assert!(of(&changed).is_none() && of(&twice).is_none(), "{}", entry.id);
        }
    }

    #[test]
    fn chapters_lead_to_programs_that_are_there() {
        let with = Chapter::ALL.into_iter().filter(|&chapter| of_chapter(chapter).is_some());
        assert_eq!(with.count(), 10);
    }

    #[test]
    fn its_link_opens_it_at_its_moment() {
        for entry in all() {
            let link = entry.link().expect("it fits into a link");
            assert!(link.starts_with('?'), "{} goes into the query: {} characters", entry.id, link.len());
            let opened = link::open(&link, "");
            assert_eq!(opened.warnings, [], "{link}");
            assert_eq!(opened.subject, Subject::Programs(entry.programs()));
            assert_eq!(opened.view, entry.view());
        }
    }
}
