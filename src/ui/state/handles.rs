//! What can be pulled in a drawing: the ends of what takes its time, and arrivals; each with what it changes.

use crate::layout::plan::{self, Detail};
use crate::layout::targets::LaneBox;
use crate::layout::{Drawing, Figure, Indexed};
use crate::order;
use crate::scenario::edit::Place;
use crate::scenario::{Gap, Scenario, Step};
use crate::time::{Duration, Instant};
use crate::trace::{LaneId, ResourceId, ResourceState, SiteId, State, TaskId, ThreadId, Trace};

/// An edge that can be pulled, or that says why it cannot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Which it is, whatever is pulled.
    pub id: HandleId,
    /// What it changes; `None` where that is drawn at random.
    pub place: Option<Place>,
    /// Whether keys reach it: those of a request's own lane, and what of a join is in none of them.
    pub is_reached: bool,
    /// Where it is.
    pub at: Instant,
    /// How far left of it still belongs to it.
    pub left_px: f64,
    /// Where it is drawn.
    pub x_px: f64,
    /// The upper edge of its lane's blocks.
    pub top_px: f64,
    /// The lower edge of its lane's blocks.
    pub bottom_px: f64,
}

/// Names an edge among all of a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandleId {
    /// Which run, from 0.
    pub run: usize,
    /// Index among the lanes of the drawing.
    pub lane: usize,
    /// Whose it is.
    pub request: TaskId,
    /// What ends there; `None` is the arrival.
    pub end: Option<End>,
    /// How many gaps lie between the first arrival and this one; 1 where that does not matter.
    pub gaps: u32,
}

/// What ends at an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    /// The step, from 0.
    pub step: usize,
    /// The call of the step, from 0; `None` for a computation.
    pub call: Option<usize>,
}

/// Most edges of a drawing; where there are more, it is to be looked at from nearer by.
const HANDLES_MAX: usize = 1_200;
/// Where there are more edges, only those of the followed request can be reached by keyboard.
const REACHED_MAX: usize = 240;
/// Among more requests than this, nobody counts which of its group's one is.
const ARRIVALS_MAX: usize = 20_000;
/// Spans narrower than this cannot be pulled.
const SPAN_PX_MIN: f64 = 5.0;

/// The edges of a drawing of the figure, by run, lane and time; none where spans are drawn together.
pub fn handles(scenario: &Scenario, figure: &Figure, drawing: &Drawing) -> Vec<Handle> {
    if drawing.detail == Detail::Merged {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (lane, lane_box) in drawing.lanes().iter().enumerate() {
        let Some(trace) = figure.traces.get(lane_box.run) else { continue };
        let seeker = Seeker { scenario, trace, drawing, lane, lane_box };
        seeker.lane(&mut found);
        if found.len() > HANDLES_MAX {
            return Vec::new();
        }
    }
    // An end that is in a request's lane is reached there, and not in the service's as well.
    let mut known = Vec::new();
    for handle in found.iter_mut().filter(|handle| handle.is_reached) {
        let end = (handle.id.run, handle.id.request, handle.id.end);
        let place = known.binary_search(&end);
        handle.is_reached = place.is_err();
        if let Err(place) = place {
            known.insert(place, end);
        }
    }
    found
}

/// The edge nearest to a place, at most `reach_px` beside it.
pub fn nearest(handles: &[Handle], x_px: f64, y_px: f64, reach_px: f64) -> Option<usize> {
    let near = handles.iter().enumerate().filter(|(_, handle)| {
        let aside_px = x_px - handle.x_px;
        let beside = -handle.left_px.min(reach_px) <= aside_px && aside_px <= reach_px;
        beside && handle.top_px - 2.0 <= y_px && y_px <= handle.bottom_px + 2.0
    });
    let distance = |handle: &Handle| (x_px - handle.x_px).abs();
    near.min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other))).map(|(index, _)| index)
}

/// The edges that keys reach.
pub fn reached(handles: &[Handle], follow: Option<TaskId>) -> impl Iterator<Item = &Handle> {
    let of_keys = |handle: &&Handle| handle.is_reached && handle.place.is_some();
    let are_few = handles.iter().filter(of_keys).count() <= REACHED_MAX;
    handles.iter().filter(of_keys).filter(move |handle| are_few || Some(handle.id.request) == follow)
}

/// The id of an edge's element.
pub fn element_id(id: HandleId) -> String {
    let (step, call) = id.end.map_or((0, 0), |end| (end.step + 1, end.call.map_or(0, |call| call + 1)));
    format!("edge-{}-{}-{step}-{call}", id.run, id.request.number())
}

/// The edge before or after one of a request's own, by time, be it in its lane or a service's; `None` past its first or
/// last.
pub fn neighbour(
    handles: &[Handle],
    follow: Option<TaskId>,
    id: HandleId,
    forward: bool,
) -> Option<HandleId> {
    let own =
        reached(handles, follow).filter(|other| (other.id.run, other.id.request) == (id.run, id.request));
    let mut own: Vec<(Instant, HandleId)> = own.map(|handle| (handle.at, handle.id)).collect();
    order::sort_by_key(&mut own, |&(at, _)| at);
    let here = own.iter().position(|&(_, other)| other == id)?;
    let there = if forward { here + 1 } else { here.checked_sub(1)? };
    own.get(there).map(|&(_, id)| id)
}

/// The first edge of the request in the lane at this height.
pub fn first(handles: &[Handle], follow: Option<TaskId>, request: TaskId, y_px: f64) -> Option<HandleId> {
    let own = reached(handles, follow).filter(|handle| handle.id.request == request);
    let aside = |handle: &Handle| (f64::midpoint(handle.top_px, handle.bottom_px) - y_px).abs();
    own.min_by(|one, other| aside(one).total_cmp(&aside(other))).map(|handle| handle.id)
}

/// Where the end of a request's step lies in a run; for a call, where it is answered.
pub fn end_in(trace: &Trace, request: TaskId, end: End) -> Option<Instant> {
    match end.call {
        Some(call) => {
            let services = trace.services().flat_map(|(service, _)| trace.resource_spans(service));
            let of_call = services.filter(|span| {
                span.task == request
                    && step_of(trace, span.site) == end.step
                    && usize::from(span.call()) == call
            });
            of_call.map(|span| span.end).max()
        }
        None => {
            let is_there = |site: SiteId| step_of(trace, site) == end.step;
            let helped = trace
                .helpers()
                .flat_map(|thread| trace.thread_spans(thread))
                .filter(|span| span.task == request && is_there(span.site));
            let own = trace
                .task_spans(request)
                .filter(|span| span.state == State::Running && span.site.is_some_and(is_there));
            helped.map(|span| span.end).chain(own.map(|span| span.end)).max()
        }
    }
}

/// Which step a place in a scenario's program is, from 0.
fn step_of(trace: &Trace, site: SiteId) -> usize {
    trace.site(site).step() as usize
}

/// Looks through one lane.
struct Seeker<'a> {
    scenario: &'a Scenario,
    trace: &'a Indexed,
    drawing: &'a Drawing,
    lane: usize,
    lane_box: &'a LaneBox,
}

impl Seeker<'_> {
    fn lane(&self, found: &mut Vec<Handle>) {
        match self.lane_box.lane {
            LaneId::Task(request) => self.request(request, found),
            LaneId::Resource(resource) => self.service(resource, found),
            LaneId::Thread(thread) => self.thread(thread, found),
            LaneId::Crowd(_) => {}
        }
    }

    fn request(&self, request: TaskId, found: &mut Vec<Handle>) {
        found.extend(self.arrival(request));
        for index in plan::visible_request_spans(self.trace, request, &self.drawing.axis) {
            let Some(span) = self.trace.task_span(request, index) else { continue };
            let Some(step) = span.site.map(|site| step_of(self.trace, site)) else { continue };
            // A computation that is cut into slices ends with its last one.
            let next = self.trace.task_span(request, index + 1);
            let goes_on = next.is_some_and(|next| next.site == span.site);
            let end = match span.state {
                State::Running if !goes_on => Some(End { step, call: None }),
                State::Blocked => self.end_of_wait(request, step, true, span.start, span.end),
                State::Paused => self.end_of_wait(request, step, false, span.start, span.end),
                State::Running | State::Queued | State::Runnable | State::Switching | State::Ready => None,
            };
            found.extend(end.and_then(|end| self.handle(request, end, span.start, span.end, true)));
        }
    }

    /// What a request has waited for last. One after the other, it is the last call; of calls that were made at once it
    /// is the one that was answered last.
    fn end_of_wait(
        &self,
        request: TaskId,
        step: usize,
        in_turn: bool,
        start: Instant,
        end: Instant,
    ) -> Option<End> {
        let call = match self.step(request, step)? {
            Step::Calls(calls) if in_turn || calls.len() == 1 => Some(calls.len().checked_sub(1)?),
            Step::Calls(_) => Some(self.last_answer(request, step, start, end)?),
            Step::Block(_) | Step::OffloadCall(_) => Some(0),
            Step::OffloadCpu(_) => None,
            Step::Cpu(_) | Step::Yield => return None,
        };
        Some(End { step, call })
    }

    fn last_answer(&self, request: TaskId, step: usize, start: Instant, end: Instant) -> Option<usize> {
        let calls = self.trace.services().flat_map(|(service, _)| {
            let spans = self.trace.resource_spans(service);
            let first = spans.partition_point(|span| span.start < start);
            let later = spans.get(first..).unwrap_or_default();
            later.iter().take_while(move |span| span.start <= end)
        });
        let own = calls.filter(|span| span.task == request && step_of(self.trace, span.site) == step);
        own.filter(|span| span.end == end).map(|span| usize::from(span.call())).max()
    }

    fn thread(&self, thread: ThreadId, found: &mut Vec<Handle>) {
        for index in plan::visible_thread_spans(self.trace, thread, &self.drawing.axis) {
            let Some(span) = self.trace.thread_span(thread, index) else { continue };
            let step = step_of(self.trace, span.site);
            let next = self.trace.thread_span(thread, index + 1);
            let goes_on = next.is_some_and(|next| next.task == span.task && next.site == span.site);
            let end = match span.state {
                State::Running if !goes_on => Some(End { step, call: None }),
                State::Blocked => self.end_of_wait(span.task, step, true, span.start, span.end),
                State::Running
                | State::Queued
                | State::Runnable
                | State::Switching
                | State::Paused
                | State::Ready => None,
            };
            found.extend(end.and_then(|end| self.handle(span.task, end, span.start, span.end, false)));
        }
    }

    fn service(&self, service: ResourceId, found: &mut Vec<Handle>) {
        // What helpers do ends in their own lanes.
        if self.trace.helper_pool() == Some(service) {
            return;
        }
        let axis = &self.drawing.axis;
        for span in self.trace.resource_spans(service) {
            if span.state() == ResourceState::Serving && axis.shows(span.start, span.end) {
                let end = End { step: step_of(self.trace, span.site), call: Some(usize::from(span.call())) };
                // Of several calls, only the last has its end in the request's lane.
                let is_one_of_many =
                    self.step(span.task, end.step).is_some_and(|step| step.calls().len() > 1);
                found.extend(self.handle(span.task, end, span.start, span.end, is_one_of_many));
            }
            if found.len() > HANDLES_MAX {
                return;
            }
        }
    }

    fn arrival(&self, request: TaskId) -> Option<Handle> {
        let requests = self.trace.tasks();
        let info = requests.get(request.0 as usize)?;
        let group = info.group as usize;
        if requests.len() > ARRIVALS_MAX {
            return None;
        }
        // Those of one group arrive in their order.
        let earlier = requests.iter().take(request.0 as usize).filter(|other| other.group == info.group);
        let index = u32::try_from(earlier.count()).ok()?;
        let place = match (index, self.scenario.groups.get(group)?.gap) {
            (0, _) => Some(Place::At { group }),
            (_, Gap::Every(_)) => Some(Place::Every { group }),
            (_, Gap::Poisson { .. }) => None,
        };
        let id = HandleId { run: self.lane_box.run, lane: self.lane, request, end: None, gaps: index.max(1) };
        self.placed(id, place, info.created, 30.0, true)
    }

    fn handle(
        &self,
        request: TaskId,
        end: End,
        start: Instant,
        at: Instant,
        is_reached: bool,
    ) -> Option<Handle> {
        let group = self.trace.tasks().get(request.0 as usize)?.group as usize;
        let place = match end.call {
            Some(call) => Place::of_call(self.scenario, group, end.step, call)?,
            None => Place::Cpu { group, step: end.step },
        };
        let place = place.length(self.scenario).map(|_| place);
        let axis = &self.drawing.axis;
        let width_px = axis.x_px(at) - axis.x_px(start);
        let id = HandleId { run: self.lane_box.run, lane: self.lane, request, end: Some(end), gaps: 1 };
        if width_px < SPAN_PX_MIN && !is_reached {
            return None;
        }
        self.placed(id, place, at, width_px / 2.5, is_reached)
    }

    fn placed(
        &self,
        id: HandleId,
        place: Option<Place>,
        at: Instant,
        left_px: f64,
        is_reached: bool,
    ) -> Option<Handle> {
        let axis = &self.drawing.axis;
        let LaneBox { top_px, bottom_px, .. } = *self.lane_box;
        let is_visible = axis.start() <= at && at <= axis.end();
        let x_px = axis.x_px(at);
        is_visible.then_some(Handle { id, place, is_reached, at, left_px, x_px, top_px, bottom_px })
    }

    fn step(&self, request: TaskId, step: usize) -> Option<&Step> {
        let group = self.trace.tasks().get(request.0 as usize)?.group as usize;
        self.scenario.groups.get(group)?.program.0.get(step)
    }
}

impl Handle {
    /// How long what it changes is; `None` where that is drawn at random.
    pub fn length(&self, scenario: &Scenario) -> Option<Duration> {
        self.place?.length(scenario)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::layout::{Viewport, lay_out};
    use crate::{link, sim};

    fn seen<T>(link: &str, look: impl FnOnce(&Figure, &Drawing, &[Handle]) -> T) -> T {
        let scenario = link::open(link, "").subject.scenario().expect("it asks for a scenario");
        let simulate = |&runtime| sim::simulate(&scenario, runtime).expect("it breaks no limit");
        let traces: Vec<Indexed> = scenario.runtimes.iter().map(simulate).map(Indexed::new).collect();
        let figure =
            Figure { id: "f", title: "", traces: traces.iter().collect(), follow: None, singly: false };
        let drawing = lay_out(&figure, &Viewport { width_px: 900.0, stretch: None, coarse: false });
        let handles = handles(&scenario, &figure, &drawing);
        look(&figure, &drawing, &handles)
    }

    #[track_caller]
    fn check(link: &str, expected: Expect) {
        let lines = seen(link, |_, drawing, handles| {
            let line = |handle: &Handle| {
                let lane = &drawing.lanes()[handle.id.lane].name;
                let what = handle.place.map_or_else(|| "at random".to_owned(), |place| format!("{place:?}"));
                format!("{} {lane} {} ms: {what}\n", handle.id.run, handle.at)
            };
            handles.iter().map(line).collect::<String>()
        });
        expected.assert_eq(&lines);
    }

    #[test]
    fn keys_reach_every_call_of_a_join_once_and_in_order_of_time() {
        for runtime in ["sync1", "async1"] {
            let link = format!("req=cpu2-db30~api20-cpu2&run={runtime}");
            seen(&link, |_, _, handles| {
                let start = first(handles, None, TaskId(0), 0.0).expect("it has an arrival");
                let ids = std::iter::successors(Some(start), |&id| neighbour(handles, None, id, true));
                let place = |id: HandleId| {
                    handles.iter().find(|handle| handle.id == id).and_then(|handle| handle.place)
                };
                let places: Vec<Place> = ids.filter_map(place).collect();
                let call = |call| Place::Call { group: 0, step: 1, call };
                let calls = if runtime == "sync1" { [call(0), call(1)] } else { [call(1), call(0)] };
                let cpu = |step| Place::Cpu { group: 0, step };
                assert_eq!(places, [Place::At { group: 0 }, cpu(0), calls[0], calls[1], cpu(2)], "{runtime}");
                let ids: std::collections::BTreeSet<String> =
                    reached(handles, None).map(|handle| element_id(handle.id)).collect();
                assert_eq!(ids.len(), reached(handles, None).count());
            });
        }
    }

    #[test]
    fn what_takes_its_time_can_be_pulled_and_what_queues_cannot() {
        check(
            "req=cpu3-db20-cpu5_x2_every1&run=sync1",
            expect![[r#"
            0 thread-1 3 ms: Cpu { group: 0, step: 0 }
            0 thread-1 23 ms: Call { group: 0, step: 1, call: 0 }
            0 thread-1 28 ms: Cpu { group: 0, step: 2 }
            0 thread-1 31 ms: Cpu { group: 0, step: 0 }
            0 thread-1 51 ms: Call { group: 0, step: 1, call: 0 }
            0 thread-1 56 ms: Cpu { group: 0, step: 2 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 3 ms: Cpu { group: 0, step: 0 }
            0 request-1 23 ms: Call { group: 0, step: 1, call: 0 }
            0 request-1 28 ms: Cpu { group: 0, step: 2 }
            0 request-2 1 ms: Every { group: 0 }
            0 request-2 31 ms: Cpu { group: 0, step: 0 }
            0 request-2 51 ms: Call { group: 0, step: 1, call: 0 }
            0 request-2 56 ms: Cpu { group: 0, step: 2 }
            0 service-db 23 ms: Call { group: 0, step: 1, call: 0 }
            0 service-db 51 ms: Call { group: 0, step: 1, call: 0 }
        "#]],
        );
        check(
            "req=cpu3-db20-cpu5_x2_every1&run=async1",
            expect![[r#"
            0 thread-1 3 ms: Cpu { group: 0, step: 0 }
            0 thread-1 6 ms: Cpu { group: 0, step: 0 }
            0 thread-1 28 ms: Cpu { group: 0, step: 2 }
            0 thread-1 33 ms: Cpu { group: 0, step: 2 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 3 ms: Cpu { group: 0, step: 0 }
            0 request-1 23 ms: Call { group: 0, step: 1, call: 0 }
            0 request-1 28 ms: Cpu { group: 0, step: 2 }
            0 request-2 1 ms: Every { group: 0 }
            0 request-2 6 ms: Cpu { group: 0, step: 0 }
            0 request-2 26 ms: Call { group: 0, step: 1, call: 0 }
            0 request-2 33 ms: Cpu { group: 0, step: 2 }
            0 service-db 23 ms: Call { group: 0, step: 1, call: 0 }
            0 service-db 26 ms: Call { group: 0, step: 1, call: 0 }
        "#]],
        );
    }

    #[test]
    fn every_kind_of_step_has_its_end() {
        check(
            "req=block.db7-offload.cpu4-offload.api5-yield-cpu1&run=sync1&run=async1",
            expect![[r#"
            0 thread-1 7 ms: Call { group: 0, step: 0, call: 0 }
            0 thread-1 11 ms: Cpu { group: 0, step: 1 }
            0 thread-1 16 ms: Call { group: 0, step: 2, call: 0 }
            0 thread-1 17 ms: Cpu { group: 0, step: 4 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 7 ms: Call { group: 0, step: 0, call: 0 }
            0 request-1 11 ms: Cpu { group: 0, step: 1 }
            0 request-1 16 ms: Call { group: 0, step: 2, call: 0 }
            0 request-1 17 ms: Cpu { group: 0, step: 4 }
            0 service-db 7 ms: Call { group: 0, step: 0, call: 0 }
            0 service-api 16 ms: Call { group: 0, step: 2, call: 0 }
            1 thread-1 7 ms: Call { group: 0, step: 0, call: 0 }
            1 thread-1 17 ms: Cpu { group: 0, step: 4 }
            1 blocking-1 11 ms: Cpu { group: 0, step: 1 }
            1 blocking-1 16 ms: Call { group: 0, step: 2, call: 0 }
            1 request-1 0 ms: At { group: 0 }
            1 request-1 7 ms: Call { group: 0, step: 0, call: 0 }
            1 request-1 11 ms: Cpu { group: 0, step: 1 }
            1 request-1 16 ms: Call { group: 0, step: 2, call: 0 }
            1 request-1 17 ms: Cpu { group: 0, step: 4 }
            1 service-db 7 ms: Call { group: 0, step: 0, call: 0 }
            1 service-api 16 ms: Call { group: 0, step: 2, call: 0 }
        "#]],
        );
    }

    #[test]
    fn of_a_join_the_last_answer_is_pulled() {
        check(
            "req=a9~b5~c2-cpu1&run=sync1&run=async1",
            expect![[r#"
            0 thread-1 16 ms: Call { group: 0, step: 0, call: 2 }
            0 thread-1 17 ms: Cpu { group: 0, step: 1 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 16 ms: Call { group: 0, step: 0, call: 2 }
            0 request-1 17 ms: Cpu { group: 0, step: 1 }
            0 service-a 9 ms: Call { group: 0, step: 0, call: 0 }
            0 service-b 14 ms: Call { group: 0, step: 0, call: 1 }
            0 service-c 16 ms: Call { group: 0, step: 0, call: 2 }
            1 thread-1 10 ms: Cpu { group: 0, step: 1 }
            1 request-1 0 ms: At { group: 0 }
            1 request-1 9 ms: Call { group: 0, step: 0, call: 0 }
            1 request-1 10 ms: Cpu { group: 0, step: 1 }
            1 service-a 9 ms: Call { group: 0, step: 0, call: 0 }
            1 service-b 5 ms: Call { group: 0, step: 0, call: 1 }
            1 service-c 2 ms: Call { group: 0, step: 0, call: 2 }
        "#]],
        );
    }

    #[test]
    fn a_computation_ends_with_its_last_slice() {
        check(
            "req=cpu12_x2&run=sync2",
            expect![[r#"
            0 thread-1 22 ms: Cpu { group: 0, step: 0 }
            0 thread-2 24 ms: Cpu { group: 0, step: 0 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 22 ms: Cpu { group: 0, step: 0 }
            0 request-2 0 ms: Every { group: 0 }
            0 request-2 24 ms: Cpu { group: 0, step: 0 }
        "#]],
        );
    }

    #[test]
    fn what_is_drawn_at_random_cannot_be_pulled() {
        check(
            "req=db-cpu1_x2_poisson3&svc=db_exp9&run=async1&seed=3",
            expect![[r#"
            0 thread-1 10.105769 ms: Cpu { group: 0, step: 1 }
            0 thread-1 15.238012 ms: Cpu { group: 0, step: 1 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 9.105769 ms: at random
            0 request-1 10.105769 ms: Cpu { group: 0, step: 1 }
            0 request-2 4.52535 ms: at random
            0 request-2 14.238012 ms: at random
            0 request-2 15.238012 ms: Cpu { group: 0, step: 1 }
            0 service-db 9.105769 ms: at random
            0 service-db 14.238012 ms: at random
        "#]],
        );
        check(
            "req=db-cpu1&svc=db_9&run=async1",
            expect![[r#"
            0 thread-1 10 ms: Cpu { group: 0, step: 1 }
            0 request-1 0 ms: At { group: 0 }
            0 request-1 9 ms: Service { service: 0 }
            0 request-1 10 ms: Cpu { group: 0, step: 1 }
            0 service-db 9 ms: Service { service: 0 }
        "#]],
        );
    }

    #[test]
    fn the_nearest_edge_is_found_within_reach() {
        seen("req=cpu3-db20-cpu5&run=sync1", |_, _, handles| {
            let (index, handle) = handles
                .iter()
                .enumerate()
                .find(|(_, handle)| handle.is_reached && handle.id.end.is_some())
                .expect("there is one");
            let y_px = f64::midpoint(handle.top_px, handle.bottom_px);
            assert_eq!(nearest(handles, handle.x_px, y_px, 10.0), Some(index));
            assert_eq!(nearest(handles, handle.x_px + 9.0, y_px, 10.0), Some(index));
            assert_eq!(nearest(handles, handle.x_px + 11.0, y_px, 10.0), None);
            assert_eq!(nearest(handles, handle.x_px, handle.bottom_px + 5.0, 10.0), None);
        });
    }

    #[test]
    fn an_end_is_found_in_another_run() {
        seen("req=cpu3-db20-cpu5_x2_every1&run=sync1&run=async1", |figure, _, handles| {
            for handle in handles.iter().filter(|handle| handle.id.end.is_some()) {
                let end = handle
                    .id
                    .end
                    .and_then(|end| end_in(figure.traces[handle.id.run], handle.id.request, end));
                assert_eq!(end, Some(handle.at), "{handle:?}");
            }
        });
    }
}
