//! Pulls the edges of the diagram by mouse and finger; everything else is left to the other gestures.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Dispatch, Gestures};
use crate::layout::Drawing;
use crate::scenario::edit::Edit;
use crate::ui::browser;
use crate::ui::state::edit::Change;
use crate::ui::state::grip::{Grip, Pulled};
use crate::ui::state::handles::{Handle, HandleId, nearest};
use crate::ui::state::{Action, Shared, Shown};

/// How far beside an edge a mouse, and a finger, still takes hold of it.
const REACH_PX: f64 = 12.0;
const REACH_OF_FINGER_PX: f64 = 22.0;
/// A pointer that travels less than this is a click.
const CLICK_PX_MAX: f64 = 3.0;

/// An edge under a pointer that is down.
#[derive(Clone, Copy)]
struct Held {
    pointer: i32,
    start_px: f64,
    id: HandleId,
    grip: Grip,
    is_pulled: bool,
}

/// What the hook needs to know of what is drawn.
#[derive(Clone, PartialEq)]
pub struct Reach {
    /// The element around the drawing.
    pub frame: NodeRef,
    /// Width of the drawing.
    pub width_px: f64,
    /// The drawing.
    pub drawing: Shared<Drawing>,
    /// Its edges.
    pub handles: Shared<Vec<Handle>>,
    /// What is drawn.
    pub shown: Shared<Shown>,
}

impl Reach {
    /// All of that.
    pub fn new(
        frame: &NodeRef,
        width_px: f64,
        drawing: &Shared<Drawing>,
        handles: &Shared<Vec<Handle>>,
        shown: &Shared<Shown>,
    ) -> Self {
        let (drawing, handles, shown) = (drawing.clone(), handles.clone(), shown.clone());
        Self { frame: frame.clone(), width_px, drawing, handles, shown }
    }

    fn point(&self, event: &MouseEvent) -> Option<(f64, f64)> {
        browser::point_px_in(&self.frame, event, self.width_px)
    }

    /// The edge at a pointer.
    fn edge(&self, event: &PointerEvent) -> Option<Handle> {
        let (x_px, y_px) = self.point(event)?;
        let reach_px = if browser::is_finger(event) { REACH_OF_FINGER_PX } else { REACH_PX };
        let index = nearest(&self.handles, x_px, y_px, reach_px).filter(|_| !browser::in_axis(event))?;
        self.handles.get(index).copied()
    }

    /// Nanoseconds that a pixel is worth.
    #[expect(clippy::cast_precision_loss, reason = "instants lie below 2^53")]
    pub fn ns_per_px(&self) -> f64 {
        let axis = &self.drawing.axis;
        let plot_px = (axis.right_px() - axis.left_px()).max(1.0);
        axis.end().since(axis.start()).as_ns() as f64 / plot_px
    }
}

/// All that a handler needs.
#[derive(Clone)]
struct Hands {
    reach: Reach,
    held: Rc<RefCell<Option<Held>>>,
    hovered: UseStateSetter<Option<HandleId>>,
    pulled: UseStateSetter<Option<Pulled>>,
    dispatch: Dispatch,
}

impl Hands {
    fn change(&self, change: Change) {
        self.dispatch.dispatch(Action::Change(change));
    }

    /// What the pointer holds.
    fn held(&self, event: &PointerEvent) -> Option<Held> {
        self.held.borrow().filter(|held| held.pointer == event.pointer_id())
    }

    /// Takes hold of the edge under the pointer; whether the pointer is nobody else's.
    fn down(&self, event: &PointerEvent) -> bool {
        if self.held.borrow().is_some() {
            return true;
        }
        let point = self.reach.point(event).filter(|_| event.button() == 0);
        let taken = point.zip(self.reach.edge(event)).and_then(|((x_px, _), handle)| {
            let grip = Grip::take(&handle, &self.reach.shown, x_px, self.reach.ns_per_px())?;
            Some(Held { pointer: event.pointer_id(), start_px: x_px, id: handle.id, grip, is_pulled: false })
        });
        self.held.replace(taken);
        taken.is_some()
    }

    fn moved(&self, event: &PointerEvent) -> bool {
        if self.held.borrow().is_none() {
            let hovers = event.buttons() == 0 && !browser::is_finger(event);
            let at = hovers.then(|| self.reach.edge(event)).flatten();
            self.hovered.set(at.map(|handle| handle.id));
            return false;
        }
        let Some((mut held, (x_px, _))) = self.held(event).zip(self.reach.point(event)) else { return true };
        if !held.is_pulled {
            if (x_px - held.start_px).abs() < CLICK_PX_MAX {
                return true;
            }
            held.is_pulled = true;
            self.held.replace(Some(held));
            browser::capture_pointer(&self.reach.frame, event);
        }
        let length = held.grip.length_at(x_px, event.shift_key());
        let axis = &self.reach.drawing.axis;
        self.pulled.set(Some(Pulled { id: held.id, length, stretch: (axis.start(), axis.end()) }));
        if held.grip.is_live {
            self.change(Change::Make(Edit::Length(held.grip.place, length)));
        }
        true
    }

    fn up(&self, event: &PointerEvent) -> bool {
        let Some(held) = self.held(event) else { return false };
        self.held.replace(None);
        if held.is_pulled {
            let at = self.reach.point(event).filter(|_| !held.grip.is_live);
            if let Some((x_px, _)) = at {
                let length = held.grip.length_at(x_px, event.shift_key());
                self.change(Change::Make(Edit::Length(held.grip.place, length)));
            }
            self.change(Change::Settle);
            self.pulled.set(None);
        } else if let Some(request) = browser::request_of(event) {
            self.dispatch.dispatch(Action::ToggleFollow(request));
        }
        true
    }

    /// As if it had not been pulled.
    fn let_go(&self) {
        if self.held.replace(None).is_some_and(|held| held.is_pulled) {
            self.change(Change::Cancel);
            self.pulled.set(None);
        }
    }

    /// A handler of its own, then of the others where it has nothing to do with the event.
    fn before(
        &self,
        others: &Callback<PointerEvent>,
        own: impl Fn(&Self, &PointerEvent) -> bool + 'static,
    ) -> Callback<PointerEvent> {
        let (hands, others) = (self.clone(), others.clone());
        Callback::from(move |event: PointerEvent| {
            if !own(&hands, &event) {
                others.emit(event);
            }
        })
    }
}

/// The handlers of the frame, and the edge that the pointer is at. While an edge is pulled, `pulled` says so.
#[hook]
pub fn use_edges(
    reach: &Reach,
    pulled: &UseStateHandle<Option<Pulled>>,
    others: &Gestures,
    dispatch: &Dispatch,
) -> (Gestures, Option<HandleId>) {
    let held = use_mut_ref(|| None::<Held>);
    let hovered = use_state_eq(|| None::<HandleId>);
    let hands = Hands {
        reach: reach.clone(),
        held,
        hovered: hovered.setter(),
        pulled: pulled.setter(),
        dispatch: dispatch.clone(),
    };
    let escaping = hands.clone();
    use_effect_with(pulled.is_some(), move |&is_pulled| {
        // Before anybody else hears of it.
        let escape = Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                escaping.let_go();
            }
        });
        let listener = is_pulled.then(|| browser::on_key_first(escape));
        move || drop(listener)
    });
    let gestures = Gestures {
        down: hands.before(&others.down, Hands::down),
        moved: hands.before(&others.moved, Hands::moved),
        up: hands.before(&others.up, Hands::up),
        cancel: hands.before(&others.cancel, |hands, event| {
            let is_held = hands.held(event).is_some();
            if is_held {
                hands.let_go();
            }
            is_held
        }),
    };
    (gestures, *hovered)
}
