//! Runs as text for other programs and for people.

pub mod csv;
pub mod json;
pub mod perfetto;
pub mod program;
pub mod text;

use crate::trace::{LaneId, Resource, ResourceId, TaskId, ThreadId, ThreadKind, Trace};

fn kind_name(kind: ThreadKind) -> &'static str {
    match kind {
        ThreadKind::Thread => "thread",
        ThreadKind::Worker => "worker",
        ThreadKind::Blocking => "blocking",
    }
}

/// The lanes' names of all threads, to be looked up by [`ThreadId`].
fn thread_lanes(trace: &Trace) -> Vec<String> {
    trace.thread_ids().map(|id| trace.lane_name(LaneId::Thread(id))).collect()
}

fn lane_of(lanes: &[String], thread: ThreadId) -> &str {
    lanes.get(usize::from(thread.0)).map_or("", String::as_str)
}

/// The resources that have a lane in exports. Whom helpers serve is in their own lanes: theirs is wanted where somebody
/// waits for a free one.
fn resources(trace: &Trace) -> impl Iterator<Item = (ResourceId, &Resource)> {
    let all = trace.resource_ids().zip(trace.resources());
    let pool = trace.helper_pool().filter(|_| trace.helper_waits().next().is_none());
    all.filter(move |&(id, _)| Some(id) != pool)
}

/// The name of a task's lane, and of the task if it has one.
fn named_task(trace: &Trace, task: TaskId) -> String {
    let (lane, name) = (trace.lane_name(LaneId::Task(task)), trace.task_name(task));
    if name.is_empty() { lane } else { format!("{lane} {name}") }
}
