//! The shapes of one span, by its form, and what is known of it.

use crate::geometry::{Point, Rect};
use crate::layout::{Indexed, Sheet};
use crate::scene::{Form, Group, Identity, Item, Mark, PathOp, Role, SpanFacts};
use crate::text::figure as words;
use crate::time::Instant;
use crate::trace::{SiteId, TaskId};

/// What is known of a span.
pub struct Fact {
    /// Whose it is.
    pub request: TaskId,
    /// Where in its program; nowhere while queued.
    pub site: Option<SiteId>,
    /// Its state.
    pub form: Form,
    /// What the state is called.
    pub label: &'static str,
    /// First instant.
    pub start: Instant,
    /// First instant no longer in it.
    pub end: Instant,
    /// What it waits on, or where it runs.
    pub on: String,
}

/// A span as a group with its facts.
pub fn span_group(sheet: &Sheet, trace: &Indexed, fact: &Fact, items: Vec<Item>) -> Item {
    let (start_ns, end_ns) = (fact.start.as_ns(), fact.end.as_ns());
    let number = fact.request.number();
    let tooltip = words::span_tooltip(
        trace.model(),
        trace.task_number(fact.request),
        fact.label,
        &fact.on,
        &sheet.axis.time_range_label(start_ns, end_ns),
    );
    let step = fact.site.map(|site| trace.site(site).step());
    let facts = SpanFacts { form: fact.form, step, start_ns, end_ns, tooltip };
    Item::Group(Group { identity: Identity::Span(facts), request: Some(number), items })
}

/// The shapes of a form in a block; a queue's stretch begins with the ring of the arrival if that is visible.
pub fn shapes(form: Form, block: Rect, hue: Option<u8>, arrives: bool) -> Vec<Item> {
    let body = Mark { role: Role::Body(form), hue };
    let radius_px = (block.width_px / 2.0).min(3.0);
    let rect =
        |rect: Rect, mark: Mark| Item::Rect { rect, radius_px: radius_px.min(rect.height_px / 2.0), mark };
    match form {
        Form::Running => vec![rect(block, body)],
        Form::Blocked => {
            let inset_px = (block.width_px * 0.2).min(0.6);
            vec![rect(block.grown(-inset_px), body)]
        }
        Form::Switching => vec![rect(block.grown(-(block.width_px * 0.1).min(0.5)), body)],
        Form::Runnable => vec![rect(block.grown(-(block.width_px * 0.25).min(0.9)), body)],
        Form::Paused => {
            let height_px = (block.height_px * 0.58).max(11.0).min(block.height_px);
            let inset_px = (block.width_px * 0.25).min(1.0);
            let top_px = block.center_y_px() - height_px / 2.0;
            let capsule =
                Rect::between(block.x_px + inset_px, block.right_px() - inset_px, top_px, top_px + height_px);
            let radius_px = (capsule.height_px / 2.0).min(capsule.width_px / 2.0);
            vec![Item::Rect { rect: capsule, radius_px, mark: body }]
        }
        Form::Ready => {
            let edge_px = block.width_px.min(4.5);
            let inner = Rect::between(
                block.x_px + 0.3,
                block.right_px() - (block.width_px * 0.2).min(0.6),
                block.y_px + 1.0,
                block.bottom_px() - 1.0,
            );
            let edge = Rect { width_px: edge_px, ..inner };
            vec![rect(inner, body), rect(edge, Mark::plain(Role::Edge(form)))]
        }
        Form::Queued => {
            let y_px = block.center_y_px();
            let ring_px = (block.height_px * 0.13).min(block.width_px / 2.0).max(1.5);
            let from_px = if arrives { block.x_px + ring_px + 3.0 } else { block.x_px };
            let mut items = Vec::new();
            if block.right_px() - from_px > 2.0 {
                let ops = vec![
                    PathOp::Move(Point::new(from_px, y_px)),
                    PathOp::Line(Point::new(block.right_px() - 2.0, y_px)),
                ];
                items.push(Item::Path { ops, mark: body });
            }
            if arrives {
                let center = Point::new(block.x_px, y_px);
                items.push(Item::Circle {
                    center,
                    radius_px: ring_px,
                    mark: Mark { role: Role::Arrival, hue },
                });
            }
            items
        }
        Form::Waiting | Form::Serving => bar(block, form, hue),
        Form::Thread => Vec::new(),
    }
}

/// A bar, hollow while its call waits for a slot.
pub fn bar(rect: Rect, form: Form, hue: Option<u8>) -> Vec<Item> {
    let mark = Mark { role: Role::Body(form), hue };
    let hollow = form == Form::Waiting;
    let rect = if hollow { rect.grown(-(rect.height_px * 0.1).min(rect.width_px * 0.25)) } else { rect };
    vec![Item::Rect { rect, radius_px: rect.height_px.min(rect.width_px) / 2.0, mark }]
}
