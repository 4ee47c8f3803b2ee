//! The playhead's short way from where it was to where it is, so that the eye can follow.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::time::Instant;
use crate::ui::browser::Frames;

/// How long the way takes after a step.
const GLIDE_MS: f64 = 220.0;
/// How long it takes to the moment of a chapter.
const TRAVEL_MS: f64 = 1400.0;

/// Where the playhead is drawn: on its way to `target` where it `glides` or travels from somewhere, else there at once.
#[hook]
pub fn use_glide(target: Instant, glides: bool, travel: Option<Instant>) -> Instant {
    let drawn = use_mut_ref(|| target);
    let draw = use_force_update();
    let last = use_mut_ref(|| (target, travel));
    let is_new = last.replace((target, travel)) != (target, travel);
    match travel {
        Some(from) if is_new => {
            drawn.replace(from);
        }
        None if !glides => {
            drawn.replace(target);
        }
        Some(_) | None => {}
    }
    let at = *drawn.borrow();
    use_effect_with((target, glides, travel), move |&(target, glides, travel)| {
        let from = *drawn.borrow();
        let way_ms = if travel.is_some() { TRAVEL_MS } else { GLIDE_MS };
        let frames = Rc::new(RefCell::new(None::<Frames>));
        if (glides || travel.is_some()) && from != target {
            let (running, elapsed_ms) = (Rc::downgrade(&frames), Cell::new(0.0));
            frames.replace(Some(Frames::start(Callback::from(move |by_ms: f64| {
                elapsed_ms.set(elapsed_ms.get() + by_ms);
                let part = elapsed_ms.get() / way_ms;
                drawn.replace(between(from, target, part));
                draw.force_update();
                if let Some(running) = running.upgrade().filter(|_| part >= 1.0) {
                    running.replace(None);
                }
            }))));
        }
        move || drop(frames)
    });
    at
}

/// Fast at first and slow at the end.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "below 2^53"
)]
fn between(from: Instant, target: Instant, part: f64) -> Instant {
    if part >= 1.0 {
        return target;
    }
    let left = 1.0 - part.max(0.0);
    let done = 1.0 - left * left * left;
    let (from_ns, target_ns) = (from.as_ns() as f64, target.as_ns() as f64);
    Instant::from_ns((from_ns + (target_ns - from_ns) * done) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_begins_at_the_one_and_ends_at_the_other() {
        let (one, other) = (Instant::from_ms(84), Instant::from_ms(3));
        assert_eq!(between(one, other, 0.0), one);
        assert_eq!(between(one, other, 1.0), other);
        assert_eq!(between(one, other, 1.7), other);
        let half = between(one, other, 0.5);
        assert!(other < half && half < one);
    }
}
