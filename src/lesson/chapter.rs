//! The chapters by their names, in the order in which they are read.

/// A chapter of the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chapter {
    /// Synchronous code runs step by step.
    S1,
    /// While it waits, the thread is blocked.
    S2,
    /// One slow call delays all who arrive meanwhile.
    S3,
    /// The waiting time is wasted.
    S4,
    /// One thread serves many tasks.
    A1,
    /// At `await` the task pauses, not the thread.
    A2,
    /// The thread hops to another task.
    A3,
    /// A response makes its task ready; it resumes when the thread is free.
    A4,
    /// The waiting time is reused.
    A5,
    /// What `await` means.
    W1,
    /// A paused task does nothing.
    W2,
    /// Ready is not running.
    W3,
    /// The two models side by side, in numbers.
    T,
}

impl Chapter {
    /// All chapters in the order of the lesson.
    pub const ALL: [Self; 13] = [
        Self::S1,
        Self::S2,
        Self::S3,
        Self::S4,
        Self::A1,
        Self::A2,
        Self::A3,
        Self::A4,
        Self::A5,
        Self::W1,
        Self::W2,
        Self::W3,
        Self::T,
    ];

    /// Its name in links: `A2`.
    pub fn id(self) -> &'static str {
        match self {
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
            Self::S4 => "S4",
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::A3 => "A3",
            Self::A4 => "A4",
            Self::A5 => "A5",
            Self::W1 => "W1",
            Self::W2 => "W2",
            Self::W3 => "W3",
            Self::T => "T",
        }
    }

    /// The chapter of that name.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chapter| chapter.id() == id)
    }

    /// The chapter before it.
    pub fn previous(self) -> Option<Self> {
        Self::ALL.iter().rev().copied().skip_while(|&chapter| chapter != self).nth(1)
    }

    /// The chapter after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|&chapter| chapter != self).nth(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_found_by_their_names_and_follow_one_another() {
        for chapter in Chapter::ALL {
            assert_eq!(Chapter::find(chapter.id()), Some(chapter));
            assert_eq!(chapter.next().and_then(Chapter::previous), chapter.next().map(|_| chapter));
        }
        assert_eq!((Chapter::S1.previous(), Chapter::T.next()), (None, None));
        assert_eq!(Chapter::find("a2"), None);
    }
}
