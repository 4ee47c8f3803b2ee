//! What moves with the playhead, put into the document by hand: a frame sets a few transforms, and nothing is drawn anew.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::browser::{Drawn, Frames};
use super::state::{Shared, State};
use super::svg;
use crate::geometry::Rect;
use crate::layout::Drawing;
use crate::time::Instant;

/// How long the way takes after a step.
const GLIDE_MS: f64 = 220.0;
/// How long it takes to the moment of a chapter.
const TRAVEL_MS: f64 = 1400.0;

/// What the playhead moves over.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What is drawn.
    pub drawing: Shared<Drawing>,
    /// What is pointed at: it does not pale.
    pub places: Vec<Rect>,
    /// Whether what comes next is hidden.
    pub secret: bool,
    /// Where the playhead is as it is written: while it moves not every frame.
    pub told: Option<Instant>,
}

/// Where the playhead is, whether it has been moved, and whether its way there is shown: a short one, or one from
/// somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    moment: Instant,
    moved: bool,
    glides: bool,
    travel: Option<Instant>,
}

impl Place {
    /// The state's.
    pub fn of(state: &State) -> Self {
        let &State { moment, moved, glides, travel, .. } = state;
        Self { moment, moved, glides, travel }
    }

    /// Where the way to it begins, for a playhead that is drawn at `at`.
    fn from(&self, at: Instant) -> Instant {
        let from = if self.glides { at } else { self.moment };
        self.travel.unwrap_or(from)
    }
}

/// What moves: it is drawn on its way to its place.
pub struct Moving {
    veil: Drawn,
    head: Drawn,
    sheet: Sheet,
    place: Place,
    at: Instant,
    way: Option<Frames>,
}

impl Moving {
    /// What moves over this sheet, in two elements of its drawing: below what never pales, and above everything.
    pub fn new(veil: Drawn, head: Drawn, sheet: Sheet, place: Place) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Self { veil, head, sheet, place, at: place.moment, way: None }))
    }

    /// The elements that it is drawn in.
    pub fn put(&mut self, veil: Drawn, head: Drawn) {
        (self.veil, self.head) = (veil, head);
    }

    /// From now on it moves over this.
    pub fn lay(&mut self, sheet: &Sheet) {
        if self.sheet != *sheet {
            self.sheet = sheet.clone();
        }
    }

    /// Draws it at once as it is.
    pub fn draw(&mut self) {
        let Sheet { drawing, places, secret, told } = &self.sheet;
        let mut moment = drawing.at_saying(self.at, told.unwrap_or(self.at), self.place.moved);
        drawing.unveil(places, &mut moment);
        if *secret {
            drawing.hide_future(&mut moment);
        }
        let (veil, head) = svg::moving(&drawing.scene, &moment);
        self.veil.show(veil);
        self.head.show(head);
    }

    /// Moves it to this place: at once, or frame by frame where the way is shown, so that the eye can follow.
    pub fn go(moving: &Rc<RefCell<Self>>, place: Place) {
        let mut this = moving.borrow_mut();
        let before = std::mem::replace(&mut this.place, place);
        if (before.moment, before.travel, before.glides) != (place.moment, place.travel, place.glides) {
            this.at = place.from(this.at);
            this.way = (this.at != place.moment).then(|| way(moving, this.at, place));
        }
        this.draw();
    }
}

/// The way to a place, as long as it is held.
fn way(moving: &Rc<RefCell<Moving>>, from: Instant, place: Place) -> Frames {
    let way_ms = if place.travel.is_some() { TRAVEL_MS } else { GLIDE_MS };
    let (moving, elapsed_ms) = (Rc::downgrade(moving), Cell::new(0.0));
    Frames::start(Callback::from(move |by_ms: f64| {
        let Some(moving) = moving.upgrade() else { return };
        elapsed_ms.set(elapsed_ms.get() + by_ms);
        let part = elapsed_ms.get() / way_ms;
        let mut this = moving.borrow_mut();
        this.at = between(from, place.moment, part);
        this.draw();
        if part >= 1.0 {
            this.way = None;
        }
    }))
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
