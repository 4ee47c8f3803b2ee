//! The forms of the states: what a span in a thread's or a request's lane looks like.

use std::ops::Range;

use crate::geometry::{Point, Rect};
use crate::layout::Indexed;
use crate::layout::Sheet;
use crate::layout::axis::Axis;
use crate::layout::draw::columns::{Stretch, columns};
use crate::layout::draw::labels::{self, Label, Obstacles};
use crate::layout::draw::shapes::{Fact, shapes, span_group};
use crate::layout::draw::{calls, crowd};
use crate::layout::index::{Share, Sums};
use crate::layout::marks::{form, hue, span_rect, thread_label};
use crate::layout::place::{Row, Rows, Shows};
use crate::layout::plan::{self, Detail};
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role, Weight};
use crate::text::figure as words;
use crate::time::Instant;
use crate::trace::{Outcome, ResourceId, Site, SiteId, TaskId, ThreadId};

/// Size of the numbers in blocks.
const NUMBER_SIZE_PX: f64 = 13.0;

/// Everything that a row holds, in the order in which it is drawn.
pub fn row_items(sheet: &Sheet, trace: &Indexed, rows: &Rows, row: &Row, obstacles: &Obstacles) -> Vec<Item> {
    match &row.shows {
        Shows::Resource(id, tracks) => calls::resource_items(sheet, trace, row, *id, tracks),
        Shows::Crowd(whom) => crowd::items(sheet, trace, row, *whom),
        Shows::Thread(thread) => match rows.detail {
            Detail::Each => thread_items(sheet, trace, row, *thread),
            Detail::Merged => thread_columns(sheet, trace, row, *thread),
        },
        Shows::Request(request) => match rows.detail {
            Detail::Each => request_items(sheet, trace, rows, row, *request, obstacles),
            Detail::Merged => request_columns(sheet, trace, row, *request),
        },
    }
}

fn thread_items(sheet: &Sheet, trace: &Indexed, row: &Row, thread: ThreadId) -> Vec<Item> {
    let mut items = Vec::new();
    let mut before: Option<(TaskId, Instant)> = None;
    for i in plan::visible_thread_spans(trace, thread, sheet.axis) {
        let Some(span) = trace.thread_span(thread, i) else { continue };
        let form = form(span.state);
        let on = waits_at(trace, span.site, form);
        let (label, site) = (words::state_label(form), Some(span.site));
        let fact = Fact { request: span.task, site, form, label, start: span.start, end: span.end, on };
        let hue = hue(span.task, trace);
        let mut body = form_items(sheet.axis, row, &fact, hue);
        let rect = block_rect(sheet.axis, row, &fact);
        match form {
            Form::Running | Form::Runnable => {
                body.extend(number_items(trace.task_number(span.task), rect, form, hue));
            }
            Form::Blocked => {
                // Whose wait it is shows from the block before; where there is none, a tab says it.
                let told = before == Some((span.task, span.start));
                let tab = if told { Vec::new() } else { tab_items(trace.task_number(span.task), rect, hue) };
                let tab_px = if tab.is_empty() { 0.0 } else { TAB_PX };
                body.extend(tab);
                let room = Rect::between(rect.x_px + tab_px, rect.right_px(), rect.y_px, rect.bottom_px());
                body.extend(label_items(row, form, room, 0.0, &Obstacles::default()));
            }
            Form::Queued | Form::Switching | Form::Paused | Form::Ready => {}
            Form::Waiting | Form::Serving | Form::Thread => {}
        }
        before = Some((span.task, span.end));
        items.push(span_group(sheet, trace, &fact, body));
    }
    items
}

fn request_items(
    sheet: &Sheet,
    trace: &Indexed,
    rows: &Rows,
    row: &Row,
    request: TaskId,
    obstacles: &Obstacles,
) -> Vec<Item> {
    let obstacles = obstacles.between(row.top_px, row.bottom_px);
    let hue = hue(request, trace);
    let mut items = Vec::new();
    for i in plan::visible_request_spans(trace, request, sheet.axis) {
        let Some(span) = trace.task_span(request, i) else { continue };
        let form = form(span.state);
        let on = match (form, span.thread) {
            (Form::Running, Some(thread)) => words::on_thread(&thread_label(trace, thread)),
            _ => waits(sheet.axis, trace, request, i, form),
        };
        let label = words::state_label(form);
        let fact = Fact { request, site: span.site, form, label, start: span.start, end: span.end, on };
        let mut body = form_items(sheet.axis, row, &fact, hue);
        // A thread's line lies under the label of a span that holds a thread.
        let lift_px = match span.thread {
            Some(_) if !rows.strands.is_empty() => (row.block_px * 0.1).min(3.0),
            Some(_) | None => 0.0,
        };
        let rect = block_rect(sheet.axis, row, &fact);
        body.extend(label_items(row, form, rect, lift_px, &obstacles));
        items.push(span_group(sheet, trace, &fact, body));
    }
    items.extend(finish_items(sheet.axis, trace, row, request, &obstacles.hops));
    items
}

/// What a task waits for in one of its spans, in words.
fn waits(axis: &Axis, trace: &Indexed, task: TaskId, index: usize, form: Form) -> String {
    let Some(span) = trace.task_span(task, index).filter(|_| is_wait(form)) else { return String::new() };
    let site = span.site.map(|site| trace.site(site));
    if form == Form::Paused && site.is_some_and(Site::is_offloaded) {
        let free_at = trace.helper_wait(task, &span).map(|waited| waited.end);
        let works = free_at.is_none_or(|free_at| free_at < span.end);
        return words::waits_for_helper(free_at.map(|at| axis.time_label(at.as_ns())).as_deref(), works);
    }
    let awaited = trace.awaited(task, index);
    words::waits_on(&awaited.iter().map(|&awaited| trace.awaited_name(awaited)).collect::<Vec<_>>())
}

/// What a thread waits for at a site, in words.
fn waits_at(trace: &Indexed, site: SiteId, form: Form) -> String {
    let on: &[ResourceId] = if is_wait(form) { &trace.site(site).waits_on } else { &[] };
    words::waits_on(&on.iter().map(|&id| trace.resource_name(id)).collect::<Vec<_>>())
}

fn is_wait(form: Form) -> bool {
    match form {
        Form::Blocked | Form::Paused => true,
        Form::Queued | Form::Running | Form::Runnable | Form::Switching | Form::Ready => false,
        Form::Waiting | Form::Serving | Form::Thread => false,
    }
}

/// Where a span's block lies: a full one, whatever the form.
fn block_rect(axis: &Axis, row: &Row, fact: &Fact) -> Rect {
    let half_px = row.block_px / 2.0;
    span_rect(axis, fact.start, fact.end, row.middle_px - half_px, row.middle_px + half_px)
}

/// The shapes of one span.
fn form_items(axis: &Axis, row: &Row, fact: &Fact, hue: Option<u8>) -> Vec<Item> {
    let arrives = axis.start() <= fact.start;
    shapes(fact.form, block_rect(axis, row, fact), hue, arrives)
}

fn label_items(row: &Row, form: Form, block: Rect, lift_px: f64, obstacles: &Obstacles) -> Vec<Item> {
    let size_px = match row.block_px {
        ..20.0 => 10.0,
        20.0..26.0 => 10.5,
        _ => 11.5,
    };
    let (weight, plate) = match form {
        Form::Blocked => (Weight::Bold, true),
        Form::Queued => (Weight::Regular, true),
        Form::Paused | Form::Ready | Form::Runnable => (Weight::Regular, false),
        // A running block says it with its colour; a sliver has no room.
        Form::Running | Form::Switching | Form::Waiting | Form::Serving | Form::Thread => return Vec::new(),
    };
    let left_px = block.x_px + if form == Form::Ready { 5.0 } else { 0.0 };
    let room = Rect::between(left_px, block.right_px(), block.y_px - lift_px, block.bottom_px() - lift_px);
    let text = words::state_label(form);
    let mark = Mark::plain(Role::Label(form));
    let label = |size_px| Label { text, size_px, weight, mark, plate, pad_px: 6.5 };
    // A little smaller rather than not at all.
    let sizes = [size_px, 10.0].into_iter().map(|size_px| labels::place(&label(size_px), room, obstacles));
    sizes.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

/// Width of a tab that says whose a blocked span is.
const TAB_PX: f64 = 20.0;

/// A tab in the request's hue, with its number, at the beginning of a block wide enough.
fn tab_items(number: u32, block: Rect, hue: Option<u8>) -> Vec<Item> {
    if block.width_px < TAB_PX + 8.0 {
        return Vec::new();
    }
    let tab = Rect { width_px: TAB_PX, ..block };
    let mark = Mark { role: Role::Body(Form::Running), hue };
    let mut items = vec![Item::Rect { rect: tab, radius_px: 3.0, mark }];
    items.extend(number_items(number, tab, Form::Blocked, hue));
    items
}

fn number_items(number: u32, block: Rect, form: Form, hue: Option<u8>) -> Vec<Item> {
    let text = words::number(u64::from(number));
    let role = if form == Form::Runnable { Role::Label(form) } else { Role::Number };
    let mark = Mark { role, hue };
    let label =
        |size_px| Label { text: &text, size_px, weight: Weight::Bold, mark, plate: false, pad_px: 1.2 };
    let sizes = [NUMBER_SIZE_PX, 11.0, 9.5].map(|size_px| size_px.min(block.height_px * 0.72));
    let placed =
        sizes.into_iter().map(|size_px| labels::place(&label(size_px), block, &Obstacles::default()));
    placed.into_iter().find(|items| !items.is_empty()).unwrap_or_default()
}

/// The tick at the end of a request, or of a task that has returned, if there is room; where a thread's line runs, a little further on.
fn finish_items(axis: &Axis, trace: &Indexed, row: &Row, request: TaskId, hops: &[Rect]) -> Option<Item> {
    let info = trace.tasks().get(request.0 as usize).filter(|info| info.outcome == Outcome::Returned)?;
    let finished = info.ended;
    if finished < axis.start() {
        return None;
    }
    let (y_px, hue) = (row.middle_px, hue(request, trace));
    let scale = (row.block_px / 28.0).max(0.75);
    let places_px =
        [7.0, 10.0, 13.0, 16.0, 19.0, 22.0, 26.0, 30.0].map(|aside_px| axis.x_px(finished) + aside_px);
    let fits = |x_px: f64| x_px + 11.0 * scale <= axis.right_px() + 4.0;
    let free = |x_px: f64| {
        let tick = Rect::between(x_px, x_px + 11.0 * scale, y_px - 4.0, y_px + 4.0);
        !hops.iter().any(|hop| hop.overlaps(&tick))
    };
    let first_px = places_px.first().copied().filter(|&x_px| fits(x_px))?;
    let x_px = places_px.into_iter().find(|&x_px| fits(x_px) && free(x_px)).unwrap_or(first_px);
    let ops = vec![
        PathOp::Move(Point::new(x_px, y_px)),
        PathOp::Line(Point::new(x_px + 4.0 * scale, y_px + 4.0 * scale)),
        PathOp::Line(Point::new(x_px + 11.0 * scale, y_px - 5.0 * scale)),
    ];
    Some(Item::Path { ops, mark: Mark { role: Role::Finish, hue } })
}

fn thread_columns(sheet: &Sheet, trace: &Indexed, row: &Row, thread: ThreadId) -> Vec<Item> {
    let range = plan::visible_thread_spans(trace, thread, sheet.axis);
    let span = |i| {
        let span = trace.thread_span(thread, i)?;
        Some((trace.kind(span.state, span.task), span.start, span.end))
    };
    let start = |i| trace.thread_span_start(thread, i);
    let lanes: usize = sheet.figure.traces.iter().map(|trace| trace.threads().len()).sum();
    column_items(sheet, row, range, (span, start), trace.thread_sums(thread), lanes <= HUED_LANES_MAX)
}

fn request_columns(sheet: &Sheet, trace: &Indexed, row: &Row, request: TaskId) -> Vec<Item> {
    let range = plan::visible_request_spans(trace, request, sheet.axis);
    let span = |i| {
        let span = trace.task_span(request, i)?;
        Some((trace.kind(span.state, request), span.start, span.end))
    };
    let mut items =
        column_items(sheet, row, range, (span, |i| Some(span(i)?.1)), trace.request_sums(request), true);
    items.extend(finish_items(sheet.axis, trace, row, request, &[]));
    items
}

/// One path for each state, and where `hued` each hue, of a lane, which says how many spans it is.
fn column_items(
    sheet: &Sheet,
    row: &Row,
    range: Range<usize>,
    (span, start): (impl Fn(usize) -> Option<(usize, Instant, Instant)>, impl Fn(usize) -> Option<Instant>),
    sums: Option<&Sums>,
    hued: bool,
) -> Vec<Item> {
    let length = |i| span(i).map(|(kind, start, end)| (kind, end.since(start).as_ns()));
    let none = Sums::none();
    let shares = sums.unwrap_or(&none).between(range.clone(), length);
    let drawn = columns(sheet.axis, shares.len(), range, &span, start, sums);
    let mut paths: Vec<Merged> = Vec::new();
    for (kind, (share, stretches)) in shares.into_iter().zip(drawn).enumerate() {
        let (state, hue) = Indexed::look(kind);
        let look = (form(state), hue.filter(|_| hued));
        let rects = stretches.iter().map(|stretch| PathOp::Rect(stretch_rect(row, look.0, stretch)));
        match paths.iter_mut().find(|path| path.look == look) {
            Some(path) => {
                path.share.count += share.count;
                path.share.length_ns += share.length_ns;
                path.ops.extend(rects);
            }
            None => paths.push(Merged { look, share, ops: rects.collect() }),
        }
    }
    let present = paths.into_iter().filter(|path| path.share.count > 0);
    let items = present.map(|Merged { look: (form, hue), share, ops }| {
        let path = Item::Path { ops, mark: Mark { role: Role::Body(form), hue } };
        let length = || sheet.axis.time_label(share.length_ns);
        let tooltip = sheet.said(|| words::spans_tooltip(form, share.count, &length()));
        Item::Group(Group { identity: Identity::Spans { form, tooltip }, request: None, items: vec![path] })
    });
    items.collect()
}

/// Spans of one look that are one path.
struct Merged {
    look: (Form, Option<u8>),
    share: Share,
    ops: Vec<PathOp>,
}

/// Most thread lanes, of all runs together, whose merged spans keep the hues of their requests: each is a path.
const HUED_LANES_MAX: usize = 6;

/// Where a stretch lies in its row: as high as its form where it has the row to itself.
fn stretch_rect(row: &Row, form: Form, stretch: &Stretch) -> Rect {
    let whole = stretch.above - stretch.below > 0.98;
    let block_px = if whole { row.block_px * share(form) } else { row.block_px };
    let bottom_px = row.middle_px + block_px / 2.0;
    let (top_px, bottom_px) = (bottom_px - block_px * stretch.above, bottom_px - block_px * stretch.below);
    Rect::between(stretch.left_px, stretch.right_px, top_px, bottom_px)
}

/// The share of a full block's height that a form takes where spans are merged: so it is told by height too.
fn share(form: Form) -> f64 {
    match form {
        Form::Running | Form::Blocked | Form::Ready | Form::Switching => 1.0,
        Form::Runnable => 0.8,
        Form::Paused => 0.45,
        Form::Queued => 0.12,
        Form::Waiting | Form::Serving | Form::Thread => 1.0,
    }
}
