//! Whether something is changing many times a second, as under a gesture.

use yew::prelude::*;

use crate::ui::browser;

/// What has not changed for so long is at rest.
const REST_MS: u32 = 140;

/// Whether `value` follows another one that has not rested; drawn once more when it has. A single change is none.
#[hook]
pub fn use_unrest<T: Clone + PartialEq + 'static>(value: T) -> bool {
    let last = use_mut_ref(|| value.clone());
    let unrest = use_mut_ref(|| false);
    let waiting = use_mut_ref(|| None);
    let draw = use_force_update();
    let is_new = *last.borrow() != value;
    if is_new {
        last.replace(value.clone());
        unrest.replace(waiting.borrow().is_some());
    }
    let is_first = use_mut_ref(|| true);
    let unrests = unrest.clone();
    use_effect_with(value, move |_| {
        if is_first.replace(false) {
            return;
        }
        let rested = waiting.clone();
        let timer = browser::after(
            REST_MS,
            Callback::from(move |()| {
                rested.replace(None);
                if unrests.replace(false) {
                    draw.force_update();
                }
            }),
        );
        waiting.replace(Some(timer));
    });
    *unrest.borrow()
}
