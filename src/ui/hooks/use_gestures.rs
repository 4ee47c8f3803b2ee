//! Pointers and the wheel on the figure.

use yew::prelude::*;

use super::Dispatch;
use crate::layout::Drawing;
use crate::time::Duration;
use crate::ui::browser::{self, Wheel};
use crate::ui::state::gesture::{Effect, Gesture};
use crate::ui::state::{Action, Shared, Shown};

/// A playhead dropped this near to an instant at which something happens is dropped on it.
const SNAP_PX: f64 = 4.0;

/// The handlers that the figure's frame needs.
#[derive(Clone, PartialEq)]
pub struct Gestures {
    /// `onpointerdown`
    pub down: Callback<PointerEvent>,
    /// `onpointermove`
    pub moved: Callback<PointerEvent>,
    /// `onpointerup`
    pub up: Callback<PointerEvent>,
    /// `onpointercancel`
    pub cancel: Callback<PointerEvent>,
}

/// Drags the playhead and the axis, pinches, follows a request by click; the wheel zooms and pans.
#[hook]
pub fn use_gestures(
    frame: &NodeRef,
    width_px: f64,
    drawing: &Shared<Drawing>,
    shown: &Shared<Shown>,
    dispatch: &Dispatch,
) -> Gestures {
    let gesture = use_mut_ref(Gesture::default);
    let acting = Acting {
        frame: frame.clone(),
        width_px,
        drawing: drawing.clone(),
        shown: shown.clone(),
        dispatch: dispatch.clone(),
    };
    use_effect_with(acting.clone(), |acting| {
        let turned = acting.clone();
        let listener = browser::on_wheel(&acting.frame, Callback::from(move |event| turned.wheel(&event)));
        move || drop(listener)
    });
    use_memo(acting, move |acting| {
        let (down, moved, up) = (acting.clone(), acting.clone(), acting.clone());
        let (on_down, on_move, on_up) = (gesture.clone(), gesture.clone(), gesture.clone());
        Gestures {
            down: Callback::from(move |event: PointerEvent| {
                let Some(x_px) = down.x_px(&event).filter(|_| event.button() == 0) else { return };
                let on_playhead = browser::in_axis(&event);
                if on_playhead {
                    browser::capture_pointer(&down.frame, &event);
                    event.prevent_default();
                }
                let effect = on_down.borrow_mut().down(event.pointer_id(), x_px, on_playhead);
                down.act(effect, &event);
            }),
            moved: Callback::from(move |event: PointerEvent| {
                let Some(x_px) = moved.x_px(&event) else { return };
                let effect = on_move.borrow_mut().moved(event.pointer_id(), x_px);
                if matches!(effect, Effect::Pan(_)) {
                    browser::capture_pointer(&moved.frame, &event);
                }
                moved.act(effect, &event);
            }),
            up: Callback::from(move |event: PointerEvent| {
                let effect = on_up.borrow_mut().up(event.pointer_id());
                up.act(effect, &event);
            }),
            cancel: Callback::from(move |event: PointerEvent| {
                gesture.borrow_mut().cancel(event.pointer_id());
            }),
        }
    })
    .as_ref()
    .clone()
}

/// All that an effect needs to become an action.
#[derive(Clone, PartialEq)]
struct Acting {
    frame: NodeRef,
    width_px: f64,
    drawing: Shared<Drawing>,
    shown: Shared<Shown>,
    dispatch: Dispatch,
}

impl Acting {
    fn x_px(&self, event: &MouseEvent) -> Option<f64> {
        browser::x_px_in(&self.frame, event.client_x(), self.width_px)
    }

    fn act(&self, effect: Effect, event: &PointerEvent) {
        match effect {
            Effect::None => {}
            Effect::Scrub(x_px) => self.dispatch.dispatch(self.dropped(x_px)),
            Effect::Pan(by_px) => self.pan(by_px),
            Effect::Zoom(permille, x_px) => self.zoom(permille, x_px),
            Effect::Click => {
                if let Some(request) = browser::request_of(event) {
                    self.dispatch.dispatch(Action::ToggleFollow(request));
                }
            }
        }
    }

    fn wheel(&self, event: &WheelEvent) {
        match browser::wheel_of(event) {
            Wheel::Page => return,
            Wheel::Pan(by_px) => self.pan(by_px),
            Wheel::Zoom(permille) => {
                if let Some(x_px) = self.x_px(event) {
                    self.zoom(permille, x_px);
                }
            }
        }
        event.prevent_default();
    }

    fn zoom(&self, permille: u32, x_px: f64) {
        self.dispatch.dispatch(Action::ZoomAround(permille, self.drawing.axis.instant_at(x_px)));
    }

    fn pan(&self, by_px: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "saturates, and panning is clamped to the axis")]
        let by_ns = (by_px * self.ns_per_px()) as i64;
        self.dispatch.dispatch(Action::Pan(by_ns));
    }

    #[expect(clippy::cast_precision_loss, reason = "instants lie below 2^53")]
    fn ns_per_px(&self) -> f64 {
        let axis = &self.drawing.axis;
        let plot_px = (axis.right_px() - axis.left_px()).max(1.0);
        axis.end().since(axis.start()).as_ns() as f64 / plot_px
    }

    /// On what happens nearby, else on a round instant.
    fn dropped(&self, x_px: f64) -> Action {
        let at = self.drawing.axis.instant_at(x_px);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few pixels' worth of time"
        )]
        let reach = Duration::from_ns((self.ns_per_px() * SNAP_PX) as u64);
        match self.shown.nearest_instant(at, reach) {
            near if near == at => Action::Scrub(at),
            near => Action::Seek(near),
        }
    }
}
