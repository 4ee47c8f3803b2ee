//! What the models of a comparison are called: each by what it is, and by as much as tells it from the others.

use crate::trace::Model;

/// What one model of a comparison is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelName {
    /// Above its diagram: `Asynchronous · 2 threads`.
    pub title: String,
    /// In sentences, tables and tags: `async`, or `async 2 (6 helpers)` where that is what differs.
    pub short: String,
    /// The same at the beginning of a sentence: `Asynchronous`, `Async 2 (6 helpers)`.
    pub subject: String,
    /// Above a diagram of letters: `async, 2 threads`.
    pub plain: String,
}

/// The names of models that are shown beside one another, in the same order. What differs between models of one kind is
/// in their names; models that do not differ are numbered.
pub fn names(models: &[Model]) -> Vec<ModelName> {
    models.iter().enumerate().map(|(place, &model)| Parts::of(models, place, model).name(model)).collect()
}

/// What a name has beside the kind of the model.
struct Parts {
    /// The number of threads in the short name as well, which leaves it out where it is the same.
    threads: bool,
    /// So many helpers.
    helpers: Option<u32>,
    /// Which of several that are alike, from 1.
    number: Option<usize>,
}

impl Parts {
    fn of(models: &[Model], place: usize, model: Model) -> Self {
        let of_kind = || models.iter().filter(|other| words(**other).kind == words(model).kind);
        let alike = |models: &[Model]| models.iter().filter(|&&other| other == model).count();
        Self {
            threads: of_kind().any(|other| other.threads() != model.threads()),
            helpers: of_kind().any(|other| other.helpers() != model.helpers()).then(|| model.helpers()),
            number: (alike(models) > 1).then(|| alike(models.get(..=place).unwrap_or_default())),
        }
    }

    fn name(&self, model: Model) -> ModelName {
        let Words { long, kind, capital } = words(model);
        let threads = (model.threads() > 0).then(|| counted(model.threads(), "thread"));
        let helpers = self.helpers.map(|helpers| counted(helpers, "helper"));
        let number = self.number.map(|number| format!("no. {number}"));
        let marks: Vec<String> = helpers.into_iter().chain(number).collect();
        // A line breaks between a name and what tells it apart, not within.
        let whole: Vec<String> = marks.iter().map(|mark| mark.replace(' ', "\u{a0}")).collect();
        let with = |first: &str, between: &str| {
            let first = std::iter::once(first.to_owned()).chain(threads.clone());
            first.chain(marks.iter().cloned()).collect::<Vec<_>>().join(between)
        };
        let in_brackets = if marks.is_empty() { String::new() } else { format!(" ({})", whole.join(", ")) };
        let count = if self.threads { format!(" {}", model.threads()) } else { String::new() };
        ModelName {
            title: with(long, " · "),
            short: format!("{kind}{count}{in_brackets}"),
            subject: match self.threads {
                true => format!("{capital}{count}{in_brackets}"),
                false => format!("{long}{in_brackets}"),
            },
            plain: with(kind, ", "),
        }
    }
}

/// What the models of one kind are called.
struct Words {
    long: &'static str,
    kind: &'static str,
    /// The kind at the beginning of a sentence.
    capital: &'static str,
}

fn words(model: Model) -> Words {
    let (long, kind, capital) = match model {
        Model::Sync { .. } => ("Synchronous", "sync", "Sync"),
        Model::Async { .. } => ("Asynchronous", "async", "Async"),
        Model::Program { blocking: false } => ("As written", "as written", "As written"),
        Model::Program { blocking: true } => ("Every wait blocks", "every wait blocks", "Every wait blocks"),
    };
    Words { long, kind, capital }
}

fn counted(count: u32, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sync(threads: u32) -> Model {
        Model::Sync { threads }
    }

    fn helped(threads: u32, helpers: u32) -> Model {
        Model::Async { threads, helpers }
    }

    #[track_caller]
    fn check(models: &[Model], short: &[&str], titles: &[&str]) {
        let names = names(models);
        assert_eq!(names.iter().map(|name| name.short.replace('\u{a0}', " ")).collect::<Vec<_>>(), short);
        assert_eq!(names.iter().map(|name| name.title.as_str()).collect::<Vec<_>>(), titles);
    }

    #[test]
    fn the_kind_is_enough_where_nothing_else_differs() {
        check(
            &[sync(4), helped(1, 8)],
            &["sync", "async"],
            &["Synchronous · 4 threads", "Asynchronous · 1 thread"],
        );
    }

    #[test]
    fn what_differs_within_a_kind_is_named() {
        check(
            &[helped(1, 6), helped(1, 40), sync(1)],
            &["async (6 helpers)", "async (40 helpers)", "sync"],
            &[
                "Asynchronous · 1 thread · 6 helpers",
                "Asynchronous · 1 thread · 40 helpers",
                "Synchronous · 1 thread",
            ],
        );
        check(
            &[helped(1, 4), helped(2, 4), helped(2, 1)],
            &["async 1 (4 helpers)", "async 2 (4 helpers)", "async 2 (1 helper)"],
            &[
                "Asynchronous · 1 thread · 4 helpers",
                "Asynchronous · 2 threads · 4 helpers",
                "Asynchronous · 2 threads · 1 helper",
            ],
        );
        check(
            &[sync(1), sync(2)],
            &["sync 1", "sync 2"],
            &["Synchronous · 1 thread", "Synchronous · 2 threads"],
        );
    }

    #[test]
    fn what_does_not_differ_is_numbered() {
        check(
            &[sync(1), helped(2, 4), sync(1), helped(2, 4), helped(2, 6)],
            &[
                "sync (no. 1)",
                "async (4 helpers, no. 1)",
                "sync (no. 2)",
                "async (4 helpers, no. 2)",
                "async (6 helpers)",
            ],
            &[
                "Synchronous · 1 thread · no. 1",
                "Asynchronous · 2 threads · 4 helpers · no. 1",
                "Synchronous · 1 thread · no. 2",
                "Asynchronous · 2 threads · 4 helpers · no. 2",
                "Asynchronous · 2 threads · 6 helpers",
            ],
        );
    }

    #[test]
    fn sentences_begin_with_a_capital_letter() {
        let subjects = |models: &[Model]| {
            names(models).into_iter().map(|name| name.subject.replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        assert_eq!(subjects(&[sync(1), helped(1, 4)]), ["Synchronous", "Asynchronous"]);
        assert_eq!(subjects(&[sync(1), sync(2)]), ["Sync 1", "Sync 2"]);
        assert_eq!(
            subjects(&[helped(1, 4), helped(1, 1)]),
            ["Asynchronous (4 helpers)", "Asynchronous (1 helper)"]
        );
    }

    /// All sets of up to four models of a small choice: no two names are the same, in any form.
    #[test]
    fn no_two_models_have_one_name() {
        let choice = [sync(1), sync(2), helped(1, 4), helped(1, 6), helped(2, 4), helped(2, 6)];
        for code in 0..choice.len().pow(4) {
            let digits = (0..4).map(|place| code / choice.len().pow(place) % choice.len());
            let models: Vec<Model> = digits.map(|digit| choice[digit]).collect();
            let names = names(&models);
            for (place, name) in names.iter().enumerate() {
                for other in &names[..place] {
                    assert_ne!(name.short, other.short, "{models:?}");
                    assert_ne!(name.title, other.title, "{models:?}");
                    assert_ne!(name.subject, other.subject, "{models:?}");
                    assert_ne!(name.plain, other.plain, "{models:?}");
                }
            }
        }
    }
}
