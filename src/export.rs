//! Runs as text for other programs and for people.

pub mod csv;
pub mod json;
pub mod perfetto;
pub mod text;

use crate::scenario::Scenario;
use crate::trace::{ResourceState, State, TaskInfo, ThreadId, ThreadInfo, ThreadKind, Trace};

fn state_name(state: State) -> &'static str {
    match state {
        State::Queued => "queued",
        State::Running => "running",
        State::Runnable => "runnable",
        State::Switching => "switching",
        State::Blocked => "blocked",
        State::Paused => "paused",
        State::Ready => "ready",
    }
}

fn service_state_name(state: ResourceState) -> &'static str {
    match state {
        ResourceState::Waiting => "waiting",
        ResourceState::Serving => "serving",
    }
}

fn kind_name(kind: ThreadKind) -> &'static str {
    match kind {
        ThreadKind::Thread => "thread",
        ThreadKind::Worker => "worker",
        ThreadKind::Blocking => "blocking",
    }
}

/// `thread-1`, also of a worker; `blocking-1` of a helper.
fn thread_lane(info: &ThreadInfo) -> String {
    let kind = match info.kind {
        ThreadKind::Thread | ThreadKind::Worker => "thread",
        ThreadKind::Blocking => "blocking",
    };
    format!("{kind}-{}", info.number)
}

/// The lanes' names of all threads, to be looked up by [`ThreadId`].
fn thread_lanes(trace: &Trace) -> Vec<String> {
    trace.threads().iter().map(thread_lane).collect()
}

fn lane_of(lanes: &[String], thread: ThreadId) -> &str {
    lanes.get(usize::from(thread.0)).map_or("", String::as_str)
}

/// The name of a request's group, often empty.
fn group_name<'a>(scenario: &'a Scenario, info: &TaskInfo) -> &'a str {
    scenario.groups.get(usize::from(info.group)).map_or("", |group| group.name.as_str())
}
