//! Everything that the contract fixes about a run, as plain lists that any simulator can fill.

use std::fmt::Debug;

use interleave::time::Instant;
use interleave::trace::{ResourceSpan, TaskSpan, ThreadSpan, Trace};

/// The instants of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Instants {
    pub(crate) arrived: Instant,
    pub(crate) started: Instant,
    pub(crate) finished: Instant,
}

/// What every lane did from 0 to the last finish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lanes {
    /// The last finish.
    pub(crate) makespan: Instant,
    /// How often a thread took up another request than the one before, helpers apart.
    pub(crate) hops: u64,
    /// Of each request, by id.
    pub(crate) instants: Vec<Instants>,
    /// The lane of each request, by id.
    pub(crate) requests: Vec<Vec<TaskSpan>>,
    /// The lane of each thread, then of each helper.
    pub(crate) threads: Vec<Vec<ThreadSpan>>,
    /// Name and lane of each service that a program calls, in the order of first use.
    pub(crate) services: Vec<(String, Vec<ResourceSpan>)>,
    /// Who waits for a free helper, and whom helpers serve; which helper is told as the call.
    pub(crate) pool: Vec<ResourceSpan>,
}

impl Lanes {
    /// What a trace of the engine says.
    pub(crate) fn of(trace: &Trace) -> Self {
        let instants = trace.tasks().iter().map(|request| Instants {
            arrived: request.created,
            started: request.started,
            finished: request.ended,
        });
        let services = trace.services();
        Self {
            makespan: trace.makespan(),
            hops: trace.hops(),
            instants: instants.collect(),
            requests: trace.task_ids().map(|id| trace.task_spans(id).collect()).collect(),
            threads: trace.thread_ids().map(|id| trace.thread_spans(id).collect()).collect(),
            services: services
                .map(|(id, service)| (service.name.clone(), trace.resource_spans(id).to_vec()))
                .collect(),
            pool: trace.helper_pool().map(|id| trace.resource_spans(id).to_vec()).unwrap_or_default(),
        }
    }

    /// The first lane in which two runs differ, in words.
    pub(crate) fn difference(&self, other: &Self, names: [&str; 2]) -> Option<String> {
        let words = |what: &str, a: &dyn Debug, b: &dyn Debug| {
            format!("{what}\n  {}: {a:?}\n  {}: {b:?}", names[0], names[1])
        };
        let requests = self.requests.iter().zip(&other.requests).find(|(a, b)| a != b);
        let threads = self.threads.iter().zip(&other.threads).find(|(a, b)| a != b);
        let services = self.services.iter().zip(&other.services).find(|(a, b)| a != b);
        requests
            .map(|(a, b)| words("lane of a request", a, b))
            .or_else(|| threads.map(|(a, b)| words("lane of a thread", a, b)))
            .or_else(|| services.map(|(a, b)| words("lane of a service", a, b)))
            .or_else(|| {
                (self.pool != other.pool).then(|| words("lane of the helpers", &self.pool, &other.pool))
            })
            .or_else(|| (self != other).then(|| words("runs", self, other)))
    }
}
