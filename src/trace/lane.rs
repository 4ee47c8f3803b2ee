//! Lanes by name: `request-2`, `thread-1`, `blocking-1`, `service-db`. Printed and read here and nowhere else.

use super::{ResourceId, ResourceKind, TaskId, ThreadId, ThreadKind, Trace};

/// A lane of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneId {
    /// What a thread does.
    Thread(ThreadId),
    /// How a task fares.
    Task(TaskId),
    /// What goes on at a resource.
    Resource(ResourceId),
    /// How many are in which state.
    Crowd(Crowd),
}

/// Who is drawn together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Crowd {
    /// All threads, helpers apart.
    Threads,
    /// All tasks.
    Tasks,
}

const THREAD: &str = "thread-";
const HELPER: &str = "blocking-";
const REQUEST: &str = "request-";
const TASK: &str = "task-";
const SERVICE: &str = "service-";
const RESOURCE: &str = "resource-";
const THREADS: &str = "threads";
const TASKS: &str = "requests";

impl Trace {
    /// The name of a lane; empty where there is no such lane.
    pub fn lane_name(&self, lane: LaneId) -> String {
        match lane {
            LaneId::Thread(id) => match self.threads().get(usize::from(id.0)) {
                Some(info) if info.kind == ThreadKind::Blocking => format!("{HELPER}{}", info.number),
                Some(info) => format!("{THREAD}{}", info.number),
                None => String::new(),
            },
            LaneId::Task(id) if self.is_request(id) => format!("{REQUEST}{}", id.number()),
            LaneId::Task(id) => format!("{TASK}{}", self.task_number(id)),
            LaneId::Resource(id) => match self.resources().get(usize::from(id.0)) {
                Some(resource) if resource.kind == ResourceKind::Service => {
                    format!("{SERVICE}{}", resource.name)
                }
                Some(resource) if resource.name.is_empty() => {
                    format!("{RESOURCE}{}-{}", resource.kind.name(), u32::from(id.0) + 1)
                }
                Some(resource) => format!("{RESOURCE}{}", resource.name),
                None => String::new(),
            },
            LaneId::Crowd(Crowd::Threads) => THREADS.to_owned(),
            LaneId::Crowd(Crowd::Tasks) => TASKS.to_owned(),
        }
    }

    /// The lane of this name, if there is one; of several resources of one name the first.
    pub fn lane(&self, name: &str) -> Option<LaneId> {
        let number = |prefix: &str| name.strip_prefix(prefix)?.parse::<u32>().ok();
        let first = self.task_number(TaskId(0));
        let found = if let Some(number) = number(REQUEST).or_else(|| number(TASK)) {
            let id = TaskId(number.checked_sub(first)?);
            ((id.0 as usize) < self.tasks().len()).then_some(LaneId::Task(id))?
        } else if name.starts_with(SERVICE) || name.starts_with(RESOURCE) {
            let is_it = |&id: &ResourceId| self.lane_name(LaneId::Resource(id)) == name;
            LaneId::Resource(self.resource_ids().find(is_it)?)
        } else if name.starts_with(THREAD) || name.starts_with(HELPER) {
            let is_it = |&id: &ThreadId| self.lane_name(LaneId::Thread(id)) == name;
            LaneId::Thread(self.thread_ids().find(is_it)?)
        } else if name == THREADS {
            LaneId::Crowd(Crowd::Threads)
        } else if name == TASKS {
            LaneId::Crowd(Crowd::Tasks)
        } else {
            return None;
        };
        (self.lane_name(found) == name).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::sim::simulate;

    #[test]
    fn every_lane_is_found_by_its_name() {
        let scenario = link::open("req=cpu1-db2-offload.api3_x3&run=sync2&run=async2_blocking3", "")
            .subject
            .scenario()
            .expect("it asks for a scenario");
        for &runtime in &scenario.runtimes {
            let trace = simulate(&scenario, runtime).expect("it is small");
            let lanes = trace.task_ids().map(LaneId::Task);
            let lanes = lanes.chain(trace.thread_ids().map(LaneId::Thread));
            let lanes = lanes.chain(trace.resource_ids().map(LaneId::Resource));
            let lanes = lanes.chain([Crowd::Threads, Crowd::Tasks].map(LaneId::Crowd));
            for lane in lanes {
                assert_eq!(trace.lane(&trace.lane_name(lane)), Some(lane), "{}", trace.lane_name(lane));
            }
            for bad in ["", "request-0", "request-4", "request-01", "task-1", "thread-3", "service-x", "x"] {
                assert_eq!(trace.lane(bad), None, "{bad}");
            }
        }
    }
}
