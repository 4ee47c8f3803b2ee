//! Calls at a resource, each on a track on which it overlaps no other.

use crate::layout::Indexed;
use crate::layout::axis::Axis;
use crate::layout::plan::{Detail, calls_seen};
use crate::order;
use crate::time::Instant;
use crate::trace::{ResourceId, ResourceSpan, ResourceState, SiteId, TaskId};

/// Most bars that are stacked; where more overlap, their number is drawn as a height.
const TRACKS_MAX: usize = 40;

/// One call: from its beginning, over the moment when it gets a slot, to its answer.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Whose it is.
    pub task: TaskId,
    /// Where in its program it was made.
    pub site: SiteId,
    /// Which of the calls there; at the helpers, which helper.
    pub call: u16,
    /// When it was made.
    pub start: Instant,
    /// When it got a slot.
    pub served: Instant,
    /// When it was answered.
    pub end: Instant,
    /// Its track, from the top.
    pub track: usize,
}

/// The calls of one service that are visible, each on a track on which it overlaps no other.
#[derive(Clone, Debug)]
pub struct Tracks {
    /// In order of their beginning.
    pub calls: Vec<Call>,
    count: usize,
    /// Whether the calls are too many to be drawn one by one.
    pub dense: bool,
}

impl Tracks {
    /// Sets each visible call on the first free track.
    pub fn new(axis: &Axis, trace: &Indexed, service: ResourceId, detail: Detail) -> Self {
        if detail == Detail::Merged {
            return Self { calls: Vec::new(), count: 0, dense: true };
        }
        let mut calls = calls_of(axis, trace, service);
        let mut ends: Vec<Instant> = Vec::new();
        for call in &mut calls {
            call.track = ends.iter().position(|&end| end <= call.start).unwrap_or(ends.len());
            match ends.get_mut(call.track) {
                Some(end) => *end = call.end,
                None => ends.push(call.end),
            }
        }
        let dense = ends.len() > TRACKS_MAX;
        Self { calls, count: ends.len(), dense }
    }

    /// The height of all tracks together.
    pub fn height_px(&self) -> f64 {
        if self.dense {
            return 44.0;
        }
        let (bar_px, gap_px) = self.measures();
        self.count.max(1) as f64 * (bar_px + gap_px) - gap_px
    }

    /// The height of a bar and of the gap to the next.
    pub fn measures(&self) -> (f64, f64) {
        match self.count {
            0..=6 => (7.0, 3.0),
            7..=14 => (5.0, 2.0),
            _ => (3.0, 1.5),
        }
    }
}

/// Puts the spans of each visible call together, in order of their beginning.
fn calls_of(axis: &Axis, trace: &Indexed, service: ResourceId) -> Vec<Call> {
    let spans = trace.resource_spans(service);
    let begun = spans.partition_point(|span| span.start <= axis.end());
    // Those that begin last are the likeliest to be visible; all have been found once there are as many as there are.
    let seen = spans[..begun].iter().rev().filter(|span| axis.shows(span.start, span.end));
    let mut visible: Vec<ResourceSpan> = seen.take(calls_seen(trace, service, axis)).copied().collect();
    visible.reverse();
    let call_of = |span: &ResourceSpan| (span.task, span.site, span.call());
    order::sort_by_key(&mut visible, call_of);
    let together = visible.chunk_by(|a, b| call_of(a) == call_of(b));
    let mut calls: Vec<Call> = together.filter_map(call).collect();
    order::sort_by_key(&mut calls, |call| (call.start, call.task, call.site));
    calls
}

/// The call of these spans, which are all of it that is visible.
fn call(spans: &[ResourceSpan]) -> Option<Call> {
    let (first, last) = (spans.first()?, spans.last()?);
    Some(Call {
        task: first.task,
        site: first.site,
        call: first.call(),
        start: spans.iter().map(|span| span.start).min()?,
        served: match last.state() {
            ResourceState::Waiting => last.end,
            ResourceState::Serving | ResourceState::Held | ResourceState::Armed => last.start,
        },
        end: spans.iter().map(|span| span.end).max()?,
        track: 0,
    })
}
