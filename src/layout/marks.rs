//! What a thing looks like wherever it is drawn: its form, its hue, its name, its place on the axis.

use crate::geometry::Rect;
use crate::layout::axis::Axis;
use crate::layout::measure::text_width_px;
use crate::scene::{Form, HUES, Weight};
use crate::text::figure as words;
use crate::time::Instant;
use crate::trace::{State, TaskId, ThreadId, Trace};

/// Most requests of a run that have a lane each; more are drawn as a crowd.
pub const REQUESTS_MAX: usize = 30;
/// How far a call's arrow stands from the instant itself: a response that comes at the same instant stands as far on
/// the other side, so that the two never meet.
pub const ASIDE_PX: f64 = 2.5;
/// Size of the letters of a badge.
pub const BADGE_SIZE_PX: f64 = 12.5;

/// The form of a state.
pub fn form(state: State) -> Form {
    match state {
        State::Queued => Form::Queued,
        State::Running => Form::Running,
        State::Runnable => Form::Runnable,
        State::Switching => Form::Switching,
        State::Blocked => Form::Blocked,
        State::Paused => Form::Paused,
        State::Ready => Form::Ready,
    }
}

/// The hue of a request, or none where there are so many that hue gives way to state.
pub fn hue(request: TaskId, trace: &Trace) -> Option<u8> {
    if trace.tasks().len() > REQUESTS_MAX {
        return None;
    }
    u8::try_from(request.0 % u32::from(HUES)).ok()
}

/// The name of a thread's lane, for people.
pub fn thread_label(trace: &Trace, thread: ThreadId) -> String {
    match trace.threads().get(usize::from(thread.0)) {
        Some(info) if info.is_helper() => words::helper_lane(info.number),
        Some(info) => words::thread_lane(info.number),
        None => String::new(),
    }
}

/// A rectangle for a stretch of time: its ends leave a hair's breadth to its neighbours, and it is never invisible.
pub fn span_rect(axis: &Axis, start: Instant, end: Instant, top_px: f64, bottom_px: f64) -> Rect {
    let (left_px, right_px) = (axis.clamped_x_px(start), axis.clamped_x_px(end));
    let gap_px = if right_px - left_px > 4.0 { 0.5 } else { 0.0 };
    let least_px = (axis.right_px() - left_px).min(0.8);
    Rect::between(left_px + gap_px, (right_px - gap_px).max(left_px + least_px), top_px, bottom_px)
}

/// The width of a badge with this text.
pub fn badge_width_px(text: &str) -> f64 {
    text_width_px(text, BADGE_SIZE_PX, Weight::Bold) + 20.0
}
