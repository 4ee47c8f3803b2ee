//! What moves with the playhead, put into the document by hand: a step sets a few transforms, and nothing is drawn anew.
//! While it plays the browser moves it by itself; the state is told the time now and then.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::browser::{self, Drawn, Frames, Moved, Running};
use super::state::{Pace, Shared, State};
use super::svg;
use crate::geometry::{Rect, print_px};
use crate::layout::Drawing;
use crate::number::Decimal;
use crate::time::Instant;

/// How long the way takes after a step.
const GLIDE_MS: f64 = 220.0;
/// How long it takes to the moment of a chapter.
const TRAVEL_MS: f64 = 1400.0;

/// What rides is where the state says, or no more than this from it: the state is rounded, and told a bit late.
const ASTRAY_MS: f64 = 60.0;

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

/// Where the playhead is, whether it has been moved, whether its way there is shown: a short one, or one from somewhere;
/// and how it goes on from there while it plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    moment: Instant,
    moved: bool,
    glides: bool,
    travel: Option<Instant>,
    pace: Option<Pace>,
}

impl Place {
    /// The state's.
    pub fn of(state: &State) -> Self {
        let &State { moment, moved, glides, travel, .. } = state;
        Self { moment, moved, glides, travel, pace: state.pace() }
    }

    /// Where the way to it begins, for a playhead that is drawn at `at`.
    fn from(&self, at: Instant) -> Instant {
        let from = if self.glides { at } else { self.moment };
        self.travel.unwrap_or(from)
    }
}

/// What the browser moves by itself while it plays.
#[derive(Default)]
struct Ride {
    /// The pace, and where and when it began.
    began: Option<(Pace, Instant, f64)>,
    running: Vec<Running>,
}

impl Ride {
    /// Rides on at a pace, or not at all: `start` sets it in motion from where the playhead is, as far as it is not under
    /// way already.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    fn go(
        &mut self,
        moment: Instant,
        pace: Option<Pace>,
        is_new: bool,
        start: impl FnOnce(Pace) -> Vec<Running>,
    ) {
        let now_ms = browser::now_ms();
        let is_under_way = self.began.is_some_and(|(before, from, at_ms)| {
            let ridden_ns = (now_ms - at_ms) * before.ns_a_ms;
            let gone_ns = moment.as_ns() as f64 - from.as_ns() as f64;
            Some(before) == pace && (ridden_ns - gone_ns).abs() <= ASTRAY_MS * before.ns_a_ms
        });
        if is_under_way && !is_new {
            return;
        }
        self.running.clear();
        self.began = pace.map(|pace| (pace, moment, now_ms));
        if let Some(pace) = pace {
            self.running = start(pace);
        }
    }
}

/// How many milliseconds it takes from one instant to another.
#[expect(clippy::cast_precision_loss, reason = "below 2^53")]
fn length_ms(from: Instant, to: Instant, pace: Pace) -> f64 {
    to.since(from).as_ns() as f64 / pace.ns_a_ms
}

/// What moves: it is drawn on its way to its place.
pub struct Moving {
    veil: Drawn,
    head: Drawn,
    sheet: Sheet,
    place: Place,
    at: Instant,
    way: Option<Frames>,
    ride: Ride,
}

impl Moving {
    /// What moves over this sheet, in two elements of its drawing: below what never pales, and above everything.
    pub fn new(veil: Drawn, head: Drawn, sheet: Sheet, place: Place) -> Rc<RefCell<Self>> {
        let (at, way, ride) = (place.moment, None, Ride::default());
        Rc::new(RefCell::new(Self { veil, head, sheet, place, at, way, ride }))
    }

    /// The elements that it is drawn in.
    pub fn put(&mut self, veil: Drawn, head: Drawn) {
        (self.veil, self.head) = (veil, head);
    }

    /// From now on it moves over this.
    pub fn lay(&mut self, sheet: &Sheet) {
        let is_other = self.sheet.drawing != sheet.drawing;
        self.sheet = sheet.clone();
        self.draw(is_other);
    }

    /// Draws it as it is, and sees to it that the browser moves it on while it plays.
    fn draw(&mut self, is_other: bool) {
        let Sheet { drawing, places, secret, told } = &self.sheet;
        let mut moment = drawing.at_saying(self.at, told.unwrap_or(self.at), self.place.moved);
        drawing.unveil(places, &mut moment);
        if *secret {
            drawing.hide_future(&mut moment);
        }
        let (veil, head) = svg::moving(&drawing.scene, &moment);
        let are_new = [self.veil.show(veil), self.head.show(head)].contains(&true);
        // A veil with holes cannot be moved: it is drawn with every frame.
        let pace = self.place.pace.filter(|_| places.is_empty());
        let (veil, head) = (&self.veil, &self.head);
        let start = |pace| run(veil, head, drawing, self.at, pace);
        self.ride.go(self.at, pace, is_other || are_new, start);
    }

    /// Moves it to this place: at once, or frame by frame where the way is shown, so that the eye can follow.
    pub fn go(moving: &Rc<RefCell<Self>>, place: Place) {
        let mut this = moving.borrow_mut();
        let before = std::mem::replace(&mut this.place, place);
        if (before.moment, before.travel, before.glides) != (place.moment, place.travel, place.glides) {
            this.at = place.from(this.at);
            this.way = (this.at != place.moment).then(|| way(moving, this.at, place));
        }
        this.draw(false);
    }
}

/// Has the browser move all that moves over a drawing, from an instant to where the pace leads.
fn run(veil: &Drawn, head: &Drawn, drawing: &Drawing, from: Instant, pace: Pace) -> Vec<Running> {
    let to = drawing.axis.end().min(pace.stop);
    let Some(course) = drawing.course(from, to) else { return Vec::new() };
    let length_ms = length_ms(from, to, pace);
    let mut running = Vec::new();
    let mut start = |moved: Option<&Moved>, steps: Vec<(f64, String)>| {
        running.extend(moved.map(|moved| moved.run(&steps, length_ms)));
    };
    let moved = |x_px: f64, y_px: f64| format!("translate({}px,{}px)", print_px(x_px), print_px(y_px));
    let across = |steps: &[(f64, f64)]| steps.iter().map(|&(part, x_px)| (part, moved(x_px, 0.0))).collect();
    let veiled = course.line.iter().map(|&(part, x_px)| {
        (part, format!("{} scale({},1)", moved(x_px, 0.0), print_px(course.veil_right_px - x_px)))
    });
    start(veil.all(".veil").first(), veiled.collect());
    let heads = head.all(".playhead");
    start(heads.first(), across(&course.line));
    start(heads.get(1), across(&course.handle));
    for (bead, steps) in head.all(".bead").iter().zip(&course.beads) {
        start(Some(bead), steps.iter().map(|&(part, at)| (part, moved(at.x_px, at.y_px))).collect());
    }
    running
}

/// What is seen of the slider.
#[derive(Default)]
pub struct Slide {
    filled: Moved,
    way: Moved,
    ride: Ride,
}

impl Slide {
    /// The part of its track that is done, and the way of its thumb.
    pub fn new(filled: Moved, way: Moved) -> Self {
        Self { filled, way, ride: Ride::default() }
    }

    /// Moves it to the playhead.
    pub fn go(&mut self, state: &State) {
        let (filled, way, end) = (&self.filled, &self.way, state.slider_end());
        let done = percent(state.moment, end);
        filled.put(&scaled(&done));
        way.put(&shifted(&done));
        self.ride.go(state.moment, state.pace(), false, |pace| {
            let length_ms = length_ms(state.moment, pace.stop, pace);
            let stop = percent(pace.stop, end);
            let steps = |step: fn(&str) -> String| [(0.0, step(&done)), (1.0, step(&stop))];
            vec![filled.run(&steps(scaled), length_ms), way.run(&steps(shifted), length_ms)]
        });
    }
}

fn scaled(percent: &str) -> String {
    format!("scaleX({percent})")
}

fn shifted(percent: &str) -> String {
    format!("translateX({percent})")
}

/// How far along a slider with this end an instant is.
fn percent(at: Instant, end: Instant) -> String {
    // Thousandths are finer than any screen shows.
    format!("{:#}%", Decimal::share(at.as_ns(), end.as_ns(), 100, 1))
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
        this.draw(false);
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
