//! Names of services that look like something else: `lock 20` is a call of a service, though it reads like a lock.

use std::fmt;

use super::{Scenario, Step};

/// What a name looks like that is none of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalike {
    /// Something that one request holds at a time.
    Lock,
    /// An end to waiting.
    Timeout,
    /// A task or thread of its own.
    Spawn,
    /// Going on with the first answer.
    Race,
    /// Waiting for several.
    Gather,
    /// Waiting, as programs write it.
    Await,
    /// A queue between requests.
    Queue,
    /// A statement of a program.
    Statement,
    /// Computing.
    Compute,
    /// A call that keeps the thread.
    Blocking,
}

const WORDS: [(Lookalike, &[&str]); 10] = [
    (
        Lookalike::Lock,
        &["lock", "unlock", "acquire", "release", "mutex", "rwlock", "semaphore", "synchronized"],
    ),
    (
        Lookalike::Timeout,
        &["timeout", "deadline", "cancel", "abort", "kill", "retry", "raise", "throw", "panic"],
    ),
    (Lookalike::Spawn, &["spawn", "fork", "task", "thread", "createtask"]),
    (Lookalike::Race, &["race", "select", "any"]),
    (Lookalike::Gather, &["gather", "join", "all", "together", "concurrently"]),
    (Lookalike::Await, &["await", "async", "promise", "future"]),
    (Lookalike::Queue, &["queue", "channel", "enqueue", "dequeue"]),
    (
        Lookalike::Statement,
        &[
            "return", "print", "for", "while", "if", "else", "elif", "loop", "repeat", "break", "continue",
            "pass", "try", "except", "catch", "finally", "with", "def", "function", "fn", "let", "import",
        ],
    ),
    (Lookalike::Compute, &["compute", "calculate", "calc", "cpus", "spin", "busy"]),
    (Lookalike::Blocking, &["blocking", "blocks", "blocked"]),
];

impl Lookalike {
    /// What a name looks like, in upper or lower case.
    pub fn of(name: &str) -> Option<Self> {
        let is_named = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(name));
        WORDS.iter().find(|(_, words)| is_named(words)).map(|&(lookalike, _)| lookalike)
    }

    /// What there is instead.
    pub fn instead(self) -> &'static str {
        match self {
            Self::Lock => {
                "requests have no locks; a service's own capacity says how many calls it serves at one time"
            }
            Self::Timeout => "nothing times out, fails, is cancelled or tried again",
            Self::Spawn => {
                "every request is a task of its own, and offload hands one step to a helper thread, as in offload cpu 5"
            }
            Self::Race => {
                "nothing goes on with the first answer; a join, as in db 20 & api 30, waits for all of them"
            }
            Self::Gather => "calls at the same time are joined by &, as in db 20 & api 30",
            Self::Await => "a call waits for its answer by itself, as in db 20",
            Self::Queue => "requests have no queue between them; they wait for threads and services in order",
            Self::Statement => "steps follow one after the other, without branches, loops or functions",
            Self::Compute => "computing is written cpu, as in cpu 20",
            Self::Blocking => "a call that keeps the thread is written block, as in block db 20",
        }
    }
}

/// A call of a service whose name looks like something else, while nothing else is said of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// The group that calls it first, from 0.
    pub group: usize,
    /// The first step that calls it, from 0.
    pub step: usize,
    /// The name.
    pub name: String,
    /// What it looks like.
    pub lookalike: Lookalike,
}

/// Prints what it is taken for, and what there is instead.
impl fmt::Display for Suspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, name, lookalike, .. } = self;
        let (step, instead) = (step + 1, lookalike.instead());
        write!(f, "{name} in step {step} is a call of a service of that name: {instead}")
    }
}

impl Scenario {
    /// The calls that may mean something else than they say, each name once. Whoever says more of a service than its
    /// name means one.
    pub fn suspects(&self) -> Vec<Suspect> {
        let groups = 0..self.groups.len();
        let first = |(name, lookalike)| groups.clone().find_map(|group| self.suspect(group, name, lookalike));
        self.lookalikes().filter_map(first).collect()
    }

    /// The same of one group alone.
    pub fn suspects_of(&self, group: usize) -> Vec<Suspect> {
        self.lookalikes().filter_map(|(name, lookalike)| self.suspect(group, name, lookalike)).collect()
    }

    fn lookalikes(&self) -> impl Iterator<Item = (&str, Lookalike)> {
        let undeclared = self.services.iter().filter(|service| !service.is_declared());
        undeclared.filter_map(|service| Some((service.name.as_str(), Lookalike::of(&service.name)?)))
    }

    fn suspect(&self, group: usize, name: &str, lookalike: Lookalike) -> Option<Suspect> {
        let calls = |step: &Step| step.calls().iter().any(|call| call.service == name);
        let step = self.groups.get(group)?.program.0.iter().position(calls)?;
        Some(Suspect { group, step, name: name.to_owned(), lookalike })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::parts::{GroupParts, Parts, ServiceParts};
    use crate::scenario::presets;

    fn suspects(steps: &[&str], declared: &[&str]) -> Vec<String> {
        let group = |steps: &&str| GroupParts::new(steps.parse().expect("the steps of a test are sound"));
        let service = |name: &&str| ServiceParts { name: (*name).into(), capacity: Some(1), latency: None };
        let parts = Parts {
            requests: steps.iter().map(group).collect(),
            services: declared.iter().map(service).collect(),
            ..Parts::default()
        };
        let scenario = parts.check().expect("the scenario of a test is sound");
        scenario.suspects().iter().map(|suspect| format!("{}: {suspect}", suspect.group)).collect()
    }

    #[test]
    fn what_reads_like_something_else_is_said() {
        assert_eq!(
            suspects(&["cpu 1, db 2", "db 1, lock 20, race 3", "lock 5"], &[]),
            [
                "1: lock in step 2 is a call of a service of that name: requests have no locks; a service's own \
                 capacity says how many calls it serves at one time",
                "1: race in step 3 is a call of a service of that name: nothing goes on with the first answer; a \
                 join, as in db 20 & api 30, waits for all of them",
            ]
        );
        for word in
            ["lock", "timeout", "spawn", "race", "await", "acquire", "Gather", "block WHILE", "offload if"]
        {
            assert_eq!(suspects(&[&format!("{word} 20")], &[]).len(), 1, "{word}");
        }
    }

    #[test]
    fn what_is_meant_is_not() {
        assert_eq!(suspects(&["sleep 5, db 3 & api 4, block disk 5, offload cpu 2, yield"], &[]), [""; 0]);
        assert_eq!(suspects(&["queue 20"], &["queue"]), [""; 0]);
        for preset in presets::catalogue() {
            assert_eq!(preset.scenario.suspects(), [], "{}", preset.id);
        }
    }

    #[test]
    fn every_word_could_name_a_service_and_stands_once() {
        let mut seen = Vec::new();
        for (lookalike, words) in WORDS {
            for word in words {
                assert_eq!(crate::scenario::steps::service_name(word).as_deref(), Ok(*word));
                assert_eq!(Lookalike::of(word), Some(lookalike));
                assert!(!seen.contains(word), "{word}");
                seen.push(word);
            }
        }
    }
}
