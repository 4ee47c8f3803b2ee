//! Samples of the forms, for a legend beside a figure: drawn as in the figure itself.

use crate::geometry::{Point, Rect};
use crate::layout::draw::shapes::shapes;
use crate::layout::index::resources_with_lanes;
use crate::layout::marks::form;
use crate::scene::{Form, Item, Mark, PathOp, Role};
use crate::trace::{ResourceState, State, Trace};

/// Width of a sample.
pub const SAMPLE_WIDTH_PX: f64 = 36.0;
/// Height of a sample.
pub const SAMPLE_HEIGHT_PX: f64 = 20.0;

/// The forms that occur in a figure of these runs, in the order of a legend.
pub fn forms<'a>(traces: impl Iterator<Item = &'a Trace> + Clone) -> Vec<Form> {
    let occurs = |form: &Form| *form == Form::Thread || traces.clone().any(|trace| has_form(trace, *form));
    Form::ALL.into_iter().filter(occurs).collect()
}

fn has_form(trace: &Trace, wanted: Form) -> bool {
    let at_resource = |state| match state {
        ResourceState::Waiting => Form::Waiting,
        ResourceState::Serving | ResourceState::Held | ResourceState::Armed => Form::Serving,
    };
    let mut at_all = resources_with_lanes(trace).flat_map(|id| trace.resource_spans(id));
    let mut helpers = trace.helpers().flat_map(|helper| trace.thread_spans(helper));
    State::ALL.into_iter().any(|state| form(state) == wanted && trace.has_state(state))
        || matches!(wanted, Form::Waiting | Form::Serving)
            && at_all.any(|span| at_resource(span.state()) == wanted)
        || helpers.any(|span| form(span.state) == wanted)
}

/// A sample of a form.
pub fn sample(form: Form) -> Vec<Item> {
    let whole = Rect::between(1.0, SAMPLE_WIDTH_PX - 1.0, 1.0, SAMPLE_HEIGHT_PX - 1.0);
    let middle_px = whole.center_y_px();
    let block = match form {
        Form::Serving | Form::Waiting => Rect { y_px: middle_px - 3.5, height_px: 7.0, ..whole },
        Form::Switching => Rect { x_px: whole.center_x_px() - 3.0, width_px: 6.0, ..whole },
        Form::Queued => Rect { x_px: whole.x_px + 4.0, width_px: whole.width_px - 4.0, ..whole },
        Form::Paused => whole.grown(1.0),
        Form::Running | Form::Runnable | Form::Blocked | Form::Ready | Form::Thread => whole,
    };
    let mut items = shapes(form, block, Some(0), true);
    if form == Form::Thread {
        let ops = vec![
            PathOp::Move(Point::new(1.0, middle_px + 6.0)),
            PathOp::Line(Point::new(9.0, middle_px + 6.0)),
            PathOp::Cubic(
                Point::new(20.0, middle_px + 6.0),
                Point::new(16.0, middle_px - 6.0),
                Point::new(27.0, middle_px - 6.0),
            ),
            PathOp::Line(Point::new(35.0, middle_px - 6.0)),
        ];
        items.push(Item::Path { ops, mark: Mark::plain(Role::Strand(0)) });
    }
    items
}
