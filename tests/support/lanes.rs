//! Everything that the contract fixes about a run, as plain lists that any simulator can fill.

use interleave::time::Instant;
use interleave::trace::{RequestSpan, ServiceSpan, ThreadSpan};

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
    pub(crate) requests: Vec<Vec<RequestSpan>>,
    /// The lane of each thread, then of each helper.
    pub(crate) threads: Vec<Vec<ThreadSpan>>,
    /// Name and lane of each service that a program calls, in the order of first use.
    pub(crate) services: Vec<(String, Vec<ServiceSpan>)>,
}
