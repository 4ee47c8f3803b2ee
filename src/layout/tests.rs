//! What holds for every figure, over generated scenarios.
#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks for one kind of item")]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::measure::text_box;
use super::*;
use crate::geometry::{Point, Rect};
use crate::scenario::{Call, Gap, Group as Requests, Machine, Program, Runtime, Scenario, Service, Step};
use crate::scene::{Form, Mark, PathOp, Role, Text};
use crate::sim::simulate;
use crate::time::Duration;
use crate::trace::{ResourceState, Trace};

fn call(service: u8, ms: u64) -> Call {
    Call {
        service: ["db", "api", "averylongservicename"][usize::from(service) % 3].into(),
        latency: Some(Duration::from_ms(ms)),
    }
}

fn step() -> impl Strategy<Value = Step> {
    let calls = |most| prop::collection::vec((0..3_u8, 0..40_u64), 1..most);
    prop_oneof![
        (0..12_u64).prop_map(|ms| Step::Cpu(Duration::from_ms(ms))),
        calls(4).prop_map(|calls| Step::Calls(calls.into_iter().map(|(name, ms)| call(name, ms)).collect())),
        (0..3_u8, 0..30_u64).prop_map(|(name, ms)| Step::Block(call(name, ms))),
        (0..3_u8, 0..30_u64).prop_map(|(name, ms)| Step::OffloadCall(call(name, ms))),
        (0..12_u64).prop_map(|ms| Step::OffloadCpu(Duration::from_ms(ms))),
        Just(Step::Yield),
    ]
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let group = (prop::collection::vec(step(), 1..6), 1..9_u32, 0..6_u64, "[a-z-]{0,32}");
    let groups = prop::collection::vec(group, 1..4);
    let machine = (1..3_u32, 3..9_u64, 0..2_u64);
    let runtimes = prop::collection::vec((any::<bool>(), 1..9_u32), 1..4);
    (groups, machine, runtimes, prop::option::of(1..3_u32)).prop_map(
        |(groups, machine, runtimes, capacity)| Scenario {
            title: String::new(),
            seed: 0,
            machine: Machine {
                cores: machine.0,
                quantum: Duration::from_ms(machine.1),
                switch: Duration::from_ms(machine.2),
            },
            services: services(capacity),
            groups: groups
                .into_iter()
                .map(|(steps, count, every_ms, name)| Requests {
                    name,
                    program: Program(steps),
                    count,
                    at: Instant::ZERO,
                    gap: Gap::Every(Duration::from_ms(every_ms)),
                })
                .collect(),
            runtimes: runtimes
                .into_iter()
                .map(|(sync, threads)| match sync {
                    true => Runtime::Sync { threads },
                    false => Runtime::Async { threads, blocking_threads: 2 },
                })
                .collect(),
        },
    )
}

fn services(capacity: Option<u32>) -> Vec<Service> {
    let names = ["db", "api", "averylongservicename"];
    names.into_iter().map(|name| Service { name: name.into(), capacity, latency: None }).collect()
}

fn traces(scenario: &Scenario) -> Vec<Indexed> {
    let runs = scenario.runtimes.iter().map(|&runtime| simulate(scenario, runtime));
    runs.map(|run| Indexed::new(run.expect("small scenarios break no limit"))).collect()
}

fn figure<'a>(scenario: &'a Scenario, traces: &'a [Indexed]) -> Figure<'a> {
    Figure {
        id: "figure",
        title: &scenario.title,
        traces: traces.iter().collect(),
        follow: None,
        singly: false,
    }
}

/// Calls `see` with every item and the groups around it, outermost first.
fn walk<'a>(items: &'a [Item], around: &mut Vec<&'a Group>, see: &mut impl FnMut(&'a Item, &[&'a Group])) {
    for item in items {
        see(item, around);
        if let Item::Group(group) = item {
            around.push(group);
            walk(&group.items, around, see);
            around.pop();
        }
    }
}

fn texts(items: &[Item]) -> Vec<&Text> {
    let mut texts = Vec::new();
    walk(items, &mut Vec::new(), &mut |item, around| {
        // The handle of the playhead moves, and may pass in front of anything.
        let moves = around.iter().any(|group| matches!(group.identity, Identity::Playhead { .. }));
        if let (Item::Text(text), false) = (item, moves) {
            texts.push(text);
        }
    });
    texts
}

/// The elements that a drawing comes to in a document, titles included.
fn element_count(drawing: &Drawing) -> usize {
    let mut count = 0;
    let head = drawing.at(Instant::ZERO, true).head;
    for items in [&drawing.scene.ground, &drawing.scene.over, &head] {
        walk(items, &mut Vec::new(), &mut |item, _| {
            count += 1;
            count += match item {
                // Its title; a path for a whole group stands for itself.
                Item::Group(Group { identity: Identity::Spans { .. }, items, .. }) => {
                    usize::from(items.len() > 1)
                }
                Item::Group(Group { identity: Identity::Span(_), .. }) => 1,
                Item::Text(text) => usize::from(text.tail.is_some()),
                _ => 0,
            };
        });
    }
    count
}

/// When anything happens in a run.
fn instants(trace: &Trace) -> BTreeSet<u64> {
    let requests = trace.tasks().iter().flat_map(|info| [info.created, info.ended]);
    let spans = trace.task_ids().flat_map(|id| trace.task_spans(id)).flat_map(|span| [span.start, span.end]);
    let helpers = trace.helpers();
    let helped = helpers.flat_map(|id| trace.thread_spans(id)).flat_map(|span| [span.start, span.end]);
    let services = trace.services().flat_map(|(service, _)| trace.resource_spans(service));
    let served = services.flat_map(|span| [span.start, span.end]);
    requests.chain(spans).chain(helped).chain(served).map(Instant::as_ns).collect()
}

/// How long `start..end` lasts between two instants.
fn within_ns(start: Instant, end: Instant, edges: &[Instant]) -> f64 {
    end.min(edges[1]).since(start.max(edges[0])).as_ns() as f64
}

/// Every span drawn one by one: lane, state, start, end.
fn spans_drawn(scene: &Scene) -> BTreeSet<(usize, String, &'static str, u64, u64)> {
    let mut spans = BTreeSet::new();
    let mut panels = 0;
    walk(&scene.ground, &mut Vec::new(), &mut |item, around| {
        let Item::Group(group) = item else { return };
        match (&group.identity, around.last().map(|around| &around.identity)) {
            (Identity::Panel { .. }, _) => panels += 1,
            (Identity::Span(facts), Some(Identity::Lane { name })) => {
                spans.insert((panels, name.clone(), facts.form.name(), facts.start_ns, facts.end_ns));
            }
            _ => {}
        }
    });
    spans
}

fn spans_of(traces: &[Indexed]) -> BTreeSet<(usize, String, &'static str, u64, u64)> {
    let mut spans = BTreeSet::new();
    for (i, trace) in traces.iter().enumerate() {
        let mut add = |lane: String, form: Form, start: Instant, end: Instant| {
            spans.insert((i + 1, lane, form.name(), start.as_ns(), end.as_ns()));
        };
        for request in trace.task_ids() {
            for span in trace.task_spans(request) {
                add(format!("request-{}", request.number()), marks::form(span.state), span.start, span.end);
            }
        }
        for (thread, info) in trace.thread_ids().zip(trace.threads()) {
            let kind = if info.kind == crate::trace::ThreadKind::Blocking { "blocking" } else { "thread" };
            for span in trace.thread_spans(thread) {
                add(format!("{kind}-{}", info.number), marks::form(span.state), span.start, span.end);
            }
        }
        for (id, service) in trace.services() {
            for span in trace.resource_spans(id) {
                let form = match span.state() {
                    crate::trace::ResourceState::Waiting => Form::Waiting,
                    crate::trace::ResourceState::Serving
                    | crate::trace::ResourceState::Held
                    | crate::trace::ResourceState::Armed => Form::Serving,
                };
                add(format!("service-{}", service.name), form, span.start, span.end);
            }
        }
        let pool = trace.helper_pool().map(|id| trace.resource_spans(id)).unwrap_or_default();
        let waits = |span: &crate::trace::ResourceSpan| span.state() == ResourceState::Waiting;
        for span in pool.iter().filter(|_| pool.iter().any(waits)) {
            let form = if waits(span) { Form::Waiting } else { Form::Serving };
            add("resource-helpers".to_owned(), form, span.start, span.end);
        }
    }
    spans
}

/// Where steps lead straight on to a part of the way.
fn straight(steps: &[(f64, f64)], part: f64) -> f64 {
    let next = steps.partition_point(|step| step.0 < part).clamp(1, steps.len() - 1);
    let ((from, at_px), (to, to_px)) = (steps[next - 1], steps[next]);
    if to > from { at_px + (to_px - at_px) * (part - from) / (to - from) } else { to_px }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_touches_another_or_leaves_the_figure(scenario in scenario(), width_px in 240.0..1600.0_f64, zoom in 0..3_u64) {
        let traces = traces(&scenario);
        let longest_ns = traces.iter().map(|trace| trace.makespan().as_ns()).max().unwrap_or(0);
        let stretch = (zoom > 0).then(|| (Instant::from_ns(longest_ns / 4), Instant::from_ns(longest_ns * zoom / 2)));
        let drawing = lay_out(&figure(&scenario, &traces), &Viewport { width_px, stretch, coarse: false });
        let moment = drawing.at(Instant::ZERO, true);
        let items: Vec<Item> = [&drawing.scene.ground[..], &drawing.scene.over, &moment.head].concat();
        let boxes: Vec<(&str, Rect)> =
            texts(&items).into_iter().map(|text| (text.content.as_str(), text_box(text))).collect();
        for (i, (content, one)) in boxes.iter().enumerate() {
            prop_assert!(
                one.x_px >= -0.01 && one.right_px() <= drawing.scene.width_px + 0.01
                    && one.y_px >= 0.0 && one.bottom_px() <= drawing.scene.height_px,
                "{content} leaves the figure: {one:?}"
            );
            for (other_content, other) in &boxes[..i] {
                prop_assert!(!one.overlaps(other), "{content} {one:?} touches {other_content} {other:?}");
            }
        }
    }

    #[test]
    fn on_its_course_everything_is_where_it_is_at_that_moment(
        scenario in scenario(), width_px in 240.0..1600.0_f64, from in 0..1000_u64, to in 1..1001_u64, part in 0..1001_u64
    ) {
        let traces = traces(&scenario);
        let drawing = lay_out(&figure(&scenario, &traces), &Viewport { width_px, stretch: None, coarse: false });
        let at = |permille: u64| Instant::from_ns(drawing.axis.end().as_ns() / 1000 * permille);
        let (from, to) = (at(from.min(to - 1)), at(to));
        let course = drawing.course(from, to);
        prop_assert_eq!(course.is_some(), drawing.axis.x_px(to) > drawing.axis.x_px(from));
        let Some(course) = course else { return Ok(()) };
        let now = Instant::from_ns(from.as_ns() + to.since(from).as_ns() * part / 1000);
        let moment = drawing.at(now, true);
        // From nanosecond to nanosecond it is not straight on.
        let part = now.since(from).as_ns() as f64 / to.since(from).as_ns() as f64;
        prop_assert!((straight(&course.line, part) - moment.x_px).abs() < 0.01);
        let mut shifts = Vec::new();
        let mut beads = Vec::new();
        walk(&moment.head, &mut Vec::new(), &mut |item, _| match item {
            Item::Group(Group { identity: Identity::Playhead { x_px }, .. }) => shifts.push(*x_px),
            Item::Circle { center, mark, .. } if mark.role == Role::Bead => beads.push(*center),
            _ => {}
        });
        prop_assert_eq!(shifts.len(), 2);
        prop_assert!((straight(&course.handle, part) - shifts[1]).abs() < 0.01);
        prop_assert_eq!(course.beads.len(), beads.len());
        for (steps, bead) in course.beads.iter().zip(beads) {
            prop_assert!(steps.windows(2).all(|two| two[0].0 <= two[1].0));
            let each = |px: fn(&Point) -> f64| steps.iter().map(|(part, at)| (*part, px(at))).collect::<Vec<_>>();
            let (x_px, y_px) = (straight(&each(|at| at.x_px), part), straight(&each(|at| at.y_px), part));
            // The pieces of a hop are straight, the hop is not: a bead may be a pixel off, more on a high hop.
            let heights = each(|at| at.y_px).into_iter().map(|(_, y_px)| y_px);
            let span_px = heights.clone().fold(0.0, f64::max) - heights.fold(f64::INFINITY, f64::min);
            prop_assert!((x_px - bead.x_px).abs() < 0.01 && (y_px - bead.y_px).abs() <= 0.02 * span_px + 1.0,
                "{x_px} {y_px} for {bead:?}");
        }
    }

    #[test]
    fn every_span_is_drawn_and_none_besides(scenario in scenario()) {
        let traces = traces(&scenario);
        let drawing = lay_out(&figure(&scenario, &traces), &Viewport { width_px: 1000.0, stretch: None, coarse: false });
        let merged = texts(&drawing.scene.over).iter().any(|text| text.content == words::merged());
        let dense = traces.iter().any(|trace| trace.resource_ids().any(|id| trace.resource_spans(id).len() > 40));
        if !merged && !dense {
            prop_assert_eq!(spans_drawn(&drawing.scene), spans_of(&traces));
        }
    }

    #[test]
    fn column_sums_are_those_of_the_spans(scenario in scenario(), mut cuts in prop::collection::vec(0..400_000_000_u64, 2..40)) {
        cuts.sort_unstable();
        cuts.dedup();
        let edges: Vec<Instant> = cuts.into_iter().map(Instant::from_ns).collect();
        for trace in &traces(&scenario) {
            let mut most = 0;
            for (column, mean) in edges.windows(2).zip(trace.levels().means(&edges)) {
                let length_ns = column[1].since(column[0]).as_ns() as f64;
                for state in State::ALL {
                    let spans = trace.task_ids().flat_map(|id| trace.task_spans(id));
                    let own = spans.filter(|span| span.state == state);
                    let naive: f64 = own.map(|span| within_ns(span.start, span.end, column)).sum();
                    prop_assert!((mean[state as usize] - naive / length_ns).abs() < 1e-6, "{:?}", state);
                }
                let visible = |info: &&crate::trace::TaskInfo| info.created <= column[1] && info.ended >= column[0];
                let seen = trace.levels().seen(column[0], column[1]);
                prop_assert_eq!(seen, trace.tasks().iter().filter(visible).count() as u64);
                most = most.max(trace.levels().at(column[0]).iter().sum());
            }
            prop_assert!(most <= trace.levels().most());
            for (service, _) in trace.services() {
                let levels = trace.resource_levels(service).expect("it has levels");
                for (column, mean) in edges.windows(2).zip(levels.means(&edges)) {
                    let naive = |state| {
                        let own = trace.resource_spans(service).iter().filter(|span| span.state() == state);
                        own.map(|span| within_ns(span.start, span.end, column)).sum::<f64>()
                    };
                    let length_ns = column[1].since(column[0]).as_ns() as f64;
                    prop_assert!((mean[0] - naive(ResourceState::Waiting) / length_ns).abs() < 1e-6);
                    prop_assert!((mean[1] - naive(ResourceState::Serving) / length_ns).abs() < 1e-6);
                }
            }
        }
    }

    #[test]
    fn what_happens_next_is_found_without_a_list(scenario in scenario(), at_ns in 0..300_000_000_u64) {
        for trace in &traces(&scenario) {
            let all = instants(trace);
            for at_ns in [0, at_ns, all.iter().nth(all.len() / 2).copied().unwrap_or(0)] {
                let (at, after) = (Instant::from_ns(at_ns), all.range(at_ns + 1..).next());
                prop_assert_eq!(trace.next_instant(at).map(Instant::as_ns), after.copied());
                prop_assert_eq!(trace.last_instant(at).map(Instant::as_ns), all.range(..at_ns).next_back().copied());
            }
        }
    }

    #[test]
    fn elements_are_bounded_whatever_is_drawn(
        scenario in scenario(), counts in prop::collection::vec(1..400_u32, 3), runs in 1..=crate::scenario::RUNTIMES_MAX,
        width_px in 240.0..1600.0_f64, zoom in 0..4_u64, singly in any::<bool>(),
    ) {
        let mut scenario = scenario;
        for (group, count) in scenario.groups.iter_mut().zip(counts) {
            group.count = count;
        }
        scenario.runtimes = scenario.runtimes.iter().copied().cycle().take(runs).collect();
        let traces = traces(&scenario);
        let longest_ns = traces.iter().map(|trace| trace.makespan().as_ns()).max().unwrap_or(0);
        let stretch = (zoom > 0).then(|| (Instant::from_ns(longest_ns / 4), Instant::from_ns(longest_ns / 4 + longest_ns / 10_u64.pow(zoom as u32))));
        let figure = Figure { singly, ..figure(&scenario, &traces) };
        let count = element_count(&lay_out(&figure, &Viewport { width_px, stretch, coarse: false }));
        let most = if runs <= 2 { ELEMENTS_OF_TWO_MAX } else { ELEMENTS_MAX };
        prop_assert!(count <= most, "{count} elements of {runs} runs");
    }

    #[test]
    fn each_lane_and_panel_is_one_element(scenario in scenario(), width_px in 240.0..1600.0_f64) {
        let traces = traces(&scenario);
        let drawing = lay_out(&figure(&scenario, &traces), &Viewport { width_px, stretch: None, coarse: false });
        let mut lanes = BTreeSet::new();
        let mut panels = 0;
        let mut twice = Vec::new();
        walk(&drawing.scene.ground, &mut Vec::new(), &mut |item, _| match item {
            Item::Group(Group { identity: Identity::Panel { .. }, .. }) => panels += 1,
            Item::Group(Group { identity: Identity::Lane { name }, .. }) => {
                twice.extend((!lanes.insert((panels, name.clone()))).then(|| name.clone()));
            }
            _ => {}
        });
        prop_assert_eq!(panels, traces.len());
        prop_assert!(twice.is_empty(), "{:?}", twice);
        for trace in &traces {
            prop_assert!(lanes.iter().filter(|(_, name)| name.starts_with("request-")).count() >= trace.tasks().len());
        }
    }

    #[test]
    fn a_thread_lies_in_the_lane_of_the_request_that_it_runs(scenario in scenario()) {
        let traces = traces(&scenario);
        let figure = figure(&scenario, &traces);
        let lanes = plan::lanes(&figure);
        let axis = axis_of(&figure, &lanes, None, (1000.0, false, 8.0));
        let plan = Plan::new(&figure, lanes, &axis);
        let sheet = Sheet { figure: &figure, axis: &axis, width_px: 1000.0, narrow: false, pad_px: 8.0, lead_px: LEAD_PX };
        for (trace, lanes) in traces.iter().zip(&plan.panels) {
            let rows = place::rows(&sheet, trace, Detail::Each, lanes, 40.0);
            for (strand, (_, weave)) in rows.strands.iter().zip(strands::weaves(&sheet, trace, &rows)) {
                let mut at: Option<(TaskId, Instant, Instant)> = None;
                let mut stays = Vec::new();
                for span in trace.thread_spans(strand.thread) {
                    match &mut at {
                        Some((request, _, end)) if *request == span.task && *end == span.start => *end = span.end,
                        _ => { stays.extend(at.take()); at = Some((span.task, span.start, span.end)); }
                    }
                }
                stays.extend(at);
                for (request, start, end) in stays {
                    let middle_px = (axis.x_px(start) + axis.x_px(end)) / 2.0;
                    let row = rows.request(request).map(|row| (row.top_px, row.bottom_px));
                    let y_px = weave.position(middle_px).map(|at| at.y_px);
                    prop_assert_eq!(y_px, rows.request(request).map(place::Row::strand_y_px));
                    prop_assert!(row.zip(y_px).is_some_and(|((top_px, bottom_px), y_px)| top_px < y_px && y_px < bottom_px));
                }
            }
        }
    }
}

fn crowd(count: u32) -> Scenario {
    let cpu = Step::Cpu(Duration::from_ms(1));
    Scenario {
        title: String::new(),
        seed: 0,
        machine: Machine::default(),
        services: services(None),
        groups: vec![Requests {
            name: String::new(),
            program: Program(vec![cpu.clone(), Step::Calls(vec![call(0, 50)]), cpu]),
            count,
            at: Instant::ZERO,
            gap: Gap::Every(Duration::from_ms(1)),
        }],
        runtimes: vec![Runtime::Sync { threads: 100 }, Runtime::Async { threads: 2, blocking_threads: 4 }],
    }
}

#[test]
fn a_hundred_thousand_spans_are_few_nodes() {
    let scenario = crowd(30_000);
    let traces = traces(&scenario);
    let spans: usize = traces[0].task_ids().map(|id| traces[0].task_span_count(id)).sum();
    assert!(spans >= 90_000, "{spans}");
    for singly in [false, true] {
        let figure = Figure { singly, ..figure(&scenario, &traces) };
        for stretch in [None, Some((Instant::from_ms(5_000), Instant::from_ms(5_300)))] {
            let drawing = lay_out(&figure, &Viewport { width_px: 1200.0, stretch, coarse: false });
            let nodes = element_count(&drawing);
            assert!(nodes < 1_200, "{nodes} elements in {stretch:?}");
        }
    }
}

#[test]
fn a_coarse_drawing_has_the_same_lanes_with_fewer_rectangles() {
    let scenario = crowd(30_000);
    let traces = traces(&scenario);
    let stretch = Some((Instant::from_ms(5_000), Instant::from_ms(9_777)));
    let drawn =
        |coarse| lay_out(&figure(&scenario, &traces), &Viewport { width_px: 1200.0, stretch, coarse });
    let (exact, coarse) = (drawn(false), drawn(true));
    let rects = |drawing: &Drawing| {
        let mut count = 0;
        walk(&drawing.scene.ground, &mut Vec::new(), &mut |item, _| {
            if let Item::Path { ops, .. } = item {
                count += ops.iter().filter(|op| matches!(op, PathOp::Rect(_))).count();
            }
        });
        count
    };
    assert!(rects(&coarse) * 4 < rects(&exact) * 3, "{} and {}", rects(&coarse), rects(&exact));
    assert!(coarse.targets == exact.targets && coarse.scene.over == exact.scene.over);
    // What is drawn span by span is never coarse.
    let few = Some((Instant::from_ms(5_000), Instant::from_ms(5_004)));
    let one = Figure { traces: vec![&traces[1]], ..figure(&scenario, &traces) };
    let [coarse, exact] =
        [true, false].map(|coarse| lay_out(&one, &Viewport { width_px: 1200.0, stretch: few, coarse }));
    assert!(spans_drawn(&coarse.scene) == spans_drawn(&exact.scene));
}

#[test]
fn zooming_in_arrives_at_spans_one_by_one() {
    let scenario = crowd(30_000);
    let traces = traces(&scenario);
    let stretch = Some((Instant::from_ms(5_000), Instant::from_ms(5_004)));
    let wide = Figure { traces: vec![&traces[1]], ..figure(&scenario, &traces) };
    let drawing = lay_out(&wide, &Viewport { width_px: 1200.0, stretch, coarse: false });
    let drawn: BTreeSet<_> =
        spans_drawn(&drawing.scene).into_iter().filter(|span| span.1.starts_with("thread-")).collect();
    let visible = spans_of(&traces[1..]).into_iter().filter(|(_, lane, _, start_ns, end_ns)| {
        lane.starts_with("thread-") && *start_ns <= 5_004_000_000 && *end_ns > 5_000_000_000
    });
    assert_eq!(drawn, visible.collect());
    assert!(!drawn.is_empty());
}

#[test]
fn a_followed_request_has_its_lane_among_thousands() {
    let scenario = crowd(2_000);
    let traces = traces(&scenario);
    let figure = Figure { follow: Some(TaskId(1_234)), ..figure(&scenario, &traces) };
    let drawing = lay_out(&figure, &Viewport { width_px: 1000.0, stretch: None, coarse: false });
    let mut found = 0;
    walk(&drawing.scene.ground, &mut Vec::new(), &mut |item, _| {
        if let Item::Group(Group { identity: Identity::Lane { name }, .. }) = item {
            found += usize::from(name == "request-1235");
        }
    });
    assert_eq!(found, 2);
}

#[test]
fn strange_viewports_are_drawn_all_the_same() {
    let scenario = crowd(3);
    let traces = traces(&scenario);
    for width_px in [f64::NAN, 0.0, -1.0, 1e12, f64::INFINITY] {
        for stretch in [
            None,
            Some((Instant::from_ms(9), Instant::from_ms(3))),
            Some((Instant::from_ms(900), Instant::from_ms(1_000))),
        ] {
            let drawing =
                lay_out(&figure(&scenario, &traces), &Viewport { width_px, stretch, coarse: false });
            assert!(drawing.scene.width_px.is_finite() && drawing.scene.height_px.is_finite());
        }
    }
    let drawing = lay_out(
        &Figure { traces: Vec::new(), ..figure(&scenario, &traces) },
        &Viewport { width_px: 800.0, stretch: None, coarse: false },
    );
    assert_eq!(drawing.at(Instant::from_ms(1), true).head.len(), 2);
}

#[test]
fn nothing_pales_before_the_playhead_moves_and_badges_pale_on_their_own() {
    let scenario = crowd(3);
    let traces = traces(&scenario);
    let drawing =
        lay_out(&figure(&scenario, &traces), &Viewport { width_px: 1000.0, stretch: None, coarse: false });
    assert!(drawing.at(Instant::ZERO, false).veil.is_empty());
    let ahead = |at: Instant| {
        let moment = drawing.at(at, true);
        let badges = moment.head.iter().filter_map(|item| match item {
            Item::Group(Group { identity: Identity::Badge { ahead }, .. }) => Some(*ahead),
            _ => None,
        });
        badges.collect::<Vec<bool>>()
    };
    assert_eq!(ahead(Instant::ZERO), [true, true]);
    assert_eq!(ahead(traces[0].makespan().max(traces[1].makespan())), [false, false]);
}

#[test]
fn what_differs_between_two_models_stands_above_their_panels() {
    let link = "req=cpu1-offload.sleep100_x12&run=async1_blocking6&run=async1_blocking40&run=sync1&run=sync1";
    let scenario = crate::link::open(link, "").subject.scenario().expect("it asks for a scenario");
    let traces = scenario.runtimes.iter().map(|&runtime| simulate(&scenario, runtime).expect("it ends"));
    let traces: Vec<Indexed> = traces.map(Indexed::new).collect();
    let figure =
        Figure { id: "figure", title: "", traces: traces.iter().collect(), follow: None, singly: false };
    let drawing = lay_out(&figure, &Viewport { width_px: 900.0, stretch: None, coarse: false });
    let titles = [
        "Asynchronous · 1 thread · 6 helpers",
        "Asynchronous · 1 thread · 40 helpers",
        "Synchronous · 1 thread · no. 1",
        "Synchronous · 1 thread · no. 2",
    ];
    for title in titles {
        assert!(drawing.scene.description.contains(&format!("{title}: 12 requests")), "{title}");
    }
    let set = texts(&drawing.scene.over).into_iter().filter(|text| text.mark == Mark::plain(Role::Title));
    assert_eq!(set.map(|text| text.content.as_str()).collect::<Vec<_>>(), titles);
}

/// Of a request in the first of a link's runs: what its spans say, and the name and words of each span elsewhere.
fn tooltips(link: &str, request: u32) -> Vec<(String, String)> {
    let scenario = crate::link::open(link, "").subject.scenario().expect("it asks for a scenario");
    let traces = [Indexed::new(simulate(&scenario, scenario.runtimes[0]).expect("it ends"))];
    let figure =
        Figure { id: "figure", title: "", traces: traces.iter().collect(), follow: None, singly: false };
    let drawing = lay_out(&figure, &Viewport { width_px: 900.0, stretch: None, coarse: false });
    let mut said = Vec::new();
    walk(&drawing.scene.ground, &mut Vec::new(), &mut |item, around| {
        let Item::Group(group) = item else { return };
        if let (Identity::Span(facts), Some(Identity::Lane { name })) =
            (&group.identity, around.last().map(|around| &around.identity))
            && group.request == Some(request)
        {
            said.push((name.clone(), facts.tooltip.clone()));
        }
    });
    said
}

#[test]
fn a_wait_for_a_free_helper_is_drawn_and_named() {
    let link = "req=cpu1-offload.sleep100_x12&run=async1_blocking6";
    let of = |request: u32, lane: &str| {
        let said = tooltips(link, request).into_iter().filter(|(name, _)| name == lane);
        said.map(|(_, tooltip)| tooltip).collect::<Vec<_>>()
    };
    assert!(
        of(6, "request-6")
            .contains(&"request 6 · paused while a helper thread works · 6–106 ms · 100 ms".into())
    );
    let waits = "request 7 · paused for a free helper until 101 ms, then while a helper thread works · 7–201 ms · 194 ms";
    assert!(of(7, "request-7").contains(&waits.into()), "{:?}", of(7, "request-7"));
    assert_eq!(
        of(7, "resource-helpers"),
        [
            "request 7 · waits for a free helper · 7–101 ms · 94 ms",
            "request 7 · served by helper 1 · 101–201 ms · 100 ms"
        ]
    );
    // Where there are helpers enough their own lanes say it all.
    assert!(
        tooltips("req=cpu1-offload.sleep100_x6&run=async1_blocking6", 6)
            .iter()
            .all(|(lane, _)| lane != "resource-helpers")
    );
}

/// The most elements that figures of one or two runs, and of any number of runs, come to. The rest of the page comes to
/// 451 elements with two runs, and to 687 with eight.
const ELEMENTS_OF_TWO_MAX: usize = 1_400;
const ELEMENTS_MAX: usize = 2_600;

/// What makes most lanes, and most spans that are drawn one by one, with one model, two, eight, and all that there can be.
#[test]
fn elements_are_bounded_for_all_models_at_once() {
    let name = |i: u8| format!("s{}{}", char::from(b'a' + i / 26), char::from(b'a' + i % 26));
    let cases = [
        (1, "sync", 1, 5),
        (64, "sync", 1, 1),
        (64, "sync", 24, 400),
        (64, "async", 24, 400),
        (64, "async", 2, 40),
    ];
    let few_services = [
        (3, "async", 24, 400),
        (3, "async", 16, 30),
        (3, "async", 2, 4),
        (3, "async", 1, 400),
        (1, "async", 16, 4),
    ];
    for (services, model, threads, count) in cases.into_iter().chain(few_services) {
        let names: Vec<String> = (0..services).map(name).collect();
        let steps: String = names.iter().map(|name| format!("{name}3~")).collect();
        let declared: String = names.iter().map(|name| format!("&svc={name}_cap2")).collect();
        for runs in [1, 2, 8, crate::scenario::RUNTIMES_MAX] {
            let models: String = (0..runs).map(|i| format!("&run={model}{}", threads + i)).collect();
            let steps = steps.trim_end_matches('~');
            let link = format!("req=cpu1-{steps}-offload.cpu2-cpu2_x{count}_every1{declared}{models}");
            let opened = crate::link::open(&link, "");
            assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
            let scenario = opened.subject.scenario().expect("it asks for a scenario");
            let traces = traces(&scenario);
            let longest_ns = traces.iter().map(|trace| trace.makespan().as_ns()).max().unwrap_or(0);
            for (width_px, singly) in [(320.0, false), (320.0, true), (1200.0, false), (1200.0, true)] {
                for parts in [1, 4, 20] {
                    let start_ns = if parts == 1 { 0 } else { longest_ns / 4 };
                    let stretch =
                        (Instant::from_ns(start_ns), Instant::from_ns(start_ns + longest_ns / parts));
                    let figure = Figure { singly, ..figure(&scenario, &traces) };
                    let viewport = Viewport { width_px, stretch: Some(stretch), coarse: false };
                    let count = element_count(&lay_out(&figure, &viewport));
                    let most = if runs <= 2 { ELEMENTS_OF_TWO_MAX } else { ELEMENTS_MAX };
                    assert!(count <= most, "{count} elements of {runs} runs: {link}");
                }
            }
        }
    }
}

#[test]
fn services_without_a_lane_are_counted() {
    let names: Vec<String> = ('a'..='z').map(|letter| format!("{letter}3")).collect();
    let scenario = crate::link::open(&format!("req={}", names.join("-")), "")
        .subject
        .scenario()
        .expect("it asks for a scenario");
    let traces = traces(&scenario);
    let drawing =
        lay_out(&figure(&scenario, &traces), &Viewport { width_px: 900.0, stretch: None, coarse: false });
    let said = texts(&drawing.scene.over).into_iter().chain(texts(&drawing.scene.ground));
    let said = said.filter(|text| text.content == "and 16 more services, not drawn");
    assert_eq!(said.count(), 2);
}

#[test]
fn a_form_is_called_as_its_state_is() {
    for state in State::ALL {
        assert_eq!(marks::form(state).name(), state.name());
        assert_eq!(words::state_label(marks::form(state)), state.name());
    }
    assert_eq!(Form::Waiting.name(), ResourceState::Waiting.name());
    assert_eq!(Form::Serving.name(), ResourceState::Serving.name());
}
