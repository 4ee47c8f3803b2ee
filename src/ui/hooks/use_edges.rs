//! Pulls the edges of the diagram by mouse and finger; everything else is left to the other gestures.

use yew::prelude::*;

use super::{Dispatch, Gestures};
use crate::layout::Drawing;
use crate::layout::handles::{Handle, HandleId, nearest};
use crate::scenario::edit::Edit;
use crate::ui::browser;
use crate::ui::state::edit::Change;
use crate::ui::state::grip::{Grip, Pulled};
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

/// The handlers of the frame, and the edge that the pointer is at. While an edge is pulled, `pulled` says so.
#[hook]
pub fn use_edges(
    ground: &Reach,
    pulled: &UseStateHandle<Option<Pulled>>,
    others: &Gestures,
    dispatch: &Dispatch,
) -> (Gestures, Option<HandleId>) {
    let held = use_mut_ref(|| None::<Held>);
    let hovered = use_state_eq(|| None::<HandleId>);
    let change = |change: Change| Action::Change(change);
    // Before anybody else hears of it.
    let (set, forget, cancelled) = (pulled.setter(), held.clone(), dispatch.clone());
    use_effect_with(pulled.is_some(), move |&is_pulled| {
        let escape = Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                forget.replace(None);
                set.set(None);
                cancelled.dispatch(change(Change::Cancel));
            }
        });
        let listener = is_pulled.then(|| browser::on_key_first(escape));
        move || drop(listener)
    });
    let down = {
        let (ground, held, down) = (ground.clone(), held.clone(), others.down.clone());
        Callback::from(move |event: PointerEvent| {
            if held.borrow().is_some() {
                return;
            }
            let point = ground.point(&event).filter(|_| event.button() == 0);
            let taken = point.zip(ground.edge(&event)).and_then(|((x_px, _), handle)| {
                let grip = Grip::take(&handle, &ground.shown, x_px, ground.ns_per_px())?;
                Some(Held {
                    pointer: event.pointer_id(),
                    start_px: x_px,
                    id: handle.id,
                    grip,
                    is_pulled: false,
                })
            });
            match taken {
                Some(taken) => {
                    held.replace(Some(taken));
                }
                None => down.emit(event),
            }
        })
    };
    let moved = {
        let (ground, held, moved) = (ground.clone(), held.clone(), others.moved.clone());
        let (hovered, pulled, dispatch) = (hovered.setter(), pulled.clone(), dispatch.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(mut now) = *held.borrow() else {
                let at = (event.buttons() == 0 && !browser::is_finger(&event)).then(|| ground.edge(&event));
                hovered.set(at.flatten().map(|handle| handle.id));
                return moved.emit(event);
            };
            let Some((x_px, _)) = ground.point(&event).filter(|_| now.pointer == event.pointer_id()) else {
                return;
            };
            if !now.is_pulled {
                if (x_px - now.start_px).abs() < CLICK_PX_MAX {
                    return;
                }
                now.is_pulled = true;
                held.replace(Some(now));
                browser::capture_pointer(&ground.frame, &event);
            }
            let length = now.grip.length_at(x_px, event.shift_key());
            let axis = &ground.drawing.axis;
            pulled.set(Some(Pulled { id: now.id, length, stretch: (axis.start(), axis.end()) }));
            if now.grip.is_live {
                dispatch.dispatch(change(Change::Make(Edit::Length(now.grip.place, length))));
            }
        })
    };
    let up = {
        let (ground, held, up) = (ground.clone(), held.clone(), others.up.clone());
        let (pulled, dispatch) = (pulled.clone(), dispatch.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(now) = held.borrow().filter(|now| now.pointer == event.pointer_id()) else {
                return up.emit(event);
            };
            held.replace(None);
            if now.is_pulled {
                let at = ground.point(&event).filter(|_| !now.grip.is_live);
                if let Some((x_px, _)) = at {
                    let length = now.grip.length_at(x_px, event.shift_key());
                    dispatch.dispatch(change(Change::Make(Edit::Length(now.grip.place, length))));
                }
                dispatch.dispatch(change(Change::Settle));
                pulled.set(None);
            } else if let Some(request) = browser::request_of(&event) {
                dispatch.dispatch(Action::ToggleFollow(request));
            }
        })
    };
    let cancel = {
        let (held, cancel) = (held.clone(), others.cancel.clone());
        let (pulled, dispatch) = (pulled.clone(), dispatch.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(now) = held.borrow().filter(|now| now.pointer == event.pointer_id()) else {
                return cancel.emit(event);
            };
            held.replace(None);
            if now.is_pulled {
                dispatch.dispatch(change(Change::Cancel));
                pulled.set(None);
            }
        })
    };
    (Gestures { down, moved, up, cancel }, *hovered)
}
