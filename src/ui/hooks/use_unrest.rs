//! Whether something is changing many times a second, as under a gesture.

use yew::prelude::*;

use crate::ui::browser::{self, Held};

/// What has not changed for so long is at rest.
const REST_MS: u32 = 140;

/// What was seen last.
struct Seen<T> {
    value: T,
    /// Whether it followed another one that had not rested.
    is_unrest: bool,
    /// Runs until it has rested.
    waiting: Option<Held>,
}

/// Whether `value` follows another one that has not rested; drawn once more when it has. A single change is none.
#[hook]
pub fn use_unrest<T: Clone + PartialEq + 'static>(value: T) -> bool {
    let seen = use_mut_ref(|| Seen { value: value.clone(), is_unrest: false, waiting: None });
    let draw = use_force_update();
    let mut last = seen.borrow_mut();
    if last.value != value {
        let rested = seen.clone();
        let rest = browser::after(
            REST_MS,
            Callback::from(move |()| {
                rested.borrow_mut().waiting = None;
                if std::mem::take(&mut rested.borrow_mut().is_unrest) {
                    draw.force_update();
                }
            }),
        );
        *last = Seen { value, is_unrest: last.waiting.is_some(), waiting: Some(rest) };
    }
    last.is_unrest
}
