//! Where a request is in its program at one moment of a run.

use crate::time::Instant;
use crate::trace::{State, TaskId, Trace};

/// Where a request is in its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It has not arrived.
    NotYet,
    /// It is in a state: at a step, or before the first one.
    At {
        /// The state.
        state: State,
        /// The step, from 0; for a request that is ready, the one that made it so.
        step: Option<u32>,
    },
    /// It has finished.
    Done,
}

/// Where the request is at `at`.
pub fn place(trace: &Trace, request: TaskId, at: Instant) -> Place {
    let Some(info) = trace.tasks().get(request.0 as usize).filter(|info| info.created <= at) else {
        return Place::NotYet;
    };
    if info.ended <= at {
        return Place::Done;
    }
    trace.task_span_at(request, at).map_or(Place::NotYet, |(_, span)| {
        let step = span.site.map(|site| trace.site(site).step());
        Place::At { state: span.state, step }
    })
}
