//! The state for those who need not follow the playhead and the zoom frame by frame: words, numbers, the address.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Dispatch, use_change};
use crate::ui::browser::{self, Held};
use crate::ui::state::State;

/// While nothing but the playhead or the visible stretch moves, it is told five times a second, as nobody reads faster;
/// more often than `use_link` takes for rest.
const PAUSE_MS: f64 = 200.0;

/// What was told last, and when.
struct Told {
    state: Rc<State>,
    at_ms: f64,
    /// Runs until what has been held back is told.
    waiting: Option<Held>,
}

/// The state, which while the playhead or the visible stretch moves is that of a moment ago. What else changes, the first
/// move after a rest, and where they come to rest are told at once or with the next turn.
#[hook]
pub fn use_calm(dispatch: &Dispatch) -> Rc<State> {
    let told = use_mut_ref(|| Told { state: dispatch.state(), at_ms: 0.0, waiting: None });
    let draw = use_force_update();
    let state = told.borrow().state.clone();
    let source = dispatch.clone();
    use_change(dispatch, move |_state| tell(&told, &source, &draw));
    state
}

/// Tells the state as it is now, or sees to it that it is told soon.
fn tell(told: &Rc<RefCell<Told>>, dispatch: &Dispatch, draw: &UseForceUpdateHandle) {
    let state = dispatch.state();
    let mut last = told.borrow_mut();
    if last.state == state {
        return;
    }
    let now_ms = browser::now_ms();
    let rest_ms = last.at_ms + PAUSE_MS - now_ms;
    if rest_ms <= 0.0 || !last.state.differs_by_place(&state) {
        *last = Told { state, at_ms: now_ms, waiting: None };
        drop(last);
        draw.force_update();
    } else if last.waiting.is_none() {
        let (told, dispatch, draw) = (told.clone(), dispatch.clone(), draw.clone());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 200")]
        let rest = browser::after(
            rest_ms.ceil() as u32,
            Callback::from(move |()| {
                let mut last = told.borrow_mut();
                (last.at_ms, last.waiting) = (f64::NEG_INFINITY, None);
                drop(last);
                tell(&told, &dispatch, &draw);
            }),
        );
        last.waiting = Some(rest);
    }
}
