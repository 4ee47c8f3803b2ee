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
        step: Option<u8>,
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
    let (mut low, mut high) = (0, trace.task_span_count(request));
    while low < high {
        let middle = low + (high - low) / 2;
        if trace.task_span(request, middle).is_some_and(|span| span.start <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let span = low.checked_sub(1).and_then(|place| trace.task_span(request, place));
    span.map_or(Place::NotYet, |span| Place::At { state: span.state, step: span.step })
}
