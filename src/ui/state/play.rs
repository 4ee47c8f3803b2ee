//! What moves the playhead and the stretch that is visible: all that a diagram does before the rest of the page is there.

use super::{Action, Direction, State, Window};
use crate::time::{Duration, Instant, NS_PER_MS};

/// Playing at speed 1 takes the whole axis in this time.
const AXIS_AT_SPEED_1: Duration = Duration::from_ms(10_000);
/// No tick counts for more than this, so that a tab that was hidden does not leap.
const TICK_MAX: Duration = Duration::from_ms(200);

/// How the playhead goes while it plays evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// Where it stops.
    pub stop: Instant,
    /// How many nanoseconds of the axis a millisecond takes.
    pub ns_a_ms: f64,
}

impl State {
    /// How the playhead goes, unless it rests or goes from event to event.
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    pub fn pace(&self) -> Option<Pace> {
        let axis_ns = self.end().as_ns() as f64 * f64::from(self.speed.thousandths()) / 1000.0;
        let ns_a_ms = axis_ns / (AXIS_AT_SPEED_1.as_ns() / NS_PER_MS) as f64;
        let stop = self.until.unwrap_or(self.end());
        (self.playing && !self.reduced_motion).then_some(Pace { stop, ns_a_ms })
    }

    /// The state after an action of playing, or the action where it is another.
    ///
    /// # Errors
    ///
    /// The action, where it has nothing to do with playing.
    #[expect(clippy::wildcard_enum_match_arm, reason = "`State::changed` has the others")]
    pub fn played(&self, action: Action) -> Result<Self, Action> {
        let mut next = self.clone();
        next.see_glides(&action);
        match action {
            Action::TogglePlay if self.playing => next.pause(),
            Action::TogglePlay | Action::Play => next.play(),
            Action::Pause => next.pause(),
            Action::Tick(elapsed) => next.tick(elapsed),
            Action::Step(direction, count) => next.go(self.stepped(direction, count)),
            Action::Seek(moment) => next.go(moment),
            Action::Scrub(moment) => next.go(self.scrubbed(moment)),
            Action::Start => next.go(Instant::ZERO),
            Action::End => next.go(self.end()),
            Action::SetSpeed(speed) => next.speed = speed,
            Action::ZoomAround(permille, at) => next.zoom = self.window().zoomed(permille, at, self.end()),
            Action::Zoom(permille) => {
                let window = self.window();
                let at = if window.contains(self.moment) { self.moment } else { window.middle() };
                next.zoom = window.zoomed(permille, at, self.end());
            }
            Action::Pan(by_ns) => next.zoom = self.panned(by_ns),
            Action::ZoomReset => next.zoom = None,
            Action::ReduceMotion(reduced) => next.reduced_motion = reduced,
            other => return Err(other),
        }
        Ok(next)
    }

    /// Sees whether the playhead's way is shown from this action on.
    pub(super) fn see_glides(&mut self, action: &Action) {
        if let Some(glides) = glides(action) {
            self.glides = glides && !self.reduced_motion;
            self.travel = None;
        }
    }

    /// The visible stretch, so many nanoseconds further to the right.
    fn panned(&self, by_ns: i64) -> Option<Window> {
        self.zoom?.panned(by_ns, self.end()).within(self.end())
    }

    pub(super) fn play(&mut self) {
        self.until = None;
        if self.moment >= self.end() {
            self.moment = Instant::ZERO;
        }
        self.clock = self.moment;
        self.moved = true;
        self.in_use = true;
        self.playing = self.end() > Instant::ZERO;
    }

    /// Stops on a round instant, for the sake of the link and the eye.
    pub(super) fn pause(&mut self) {
        if self.playing && !self.reduced_motion {
            self.moment = rounded(self.moment, self.grain(100));
        }
        self.clock = self.moment;
        self.playing = false;
    }

    pub(super) fn go(&mut self, moment: Instant) {
        self.playing = false;
        self.until = None;
        self.moment = moment.min(self.end());
        self.clock = self.moment;
        self.moved = true;
        self.in_use = true;
        if let Some(window) = self.zoom {
            self.zoom = window.showing(self.moment, self.end()).within(self.end());
        }
    }

    fn tick(&mut self, elapsed: Duration) {
        if !self.playing {
            return;
        }
        let elapsed = elapsed.min(TICK_MAX);
        let span_ns = u128::from(self.end().as_ns())
            * u128::from(elapsed.as_ns())
            * u128::from(self.speed.thousandths());
        let by_ns = span_ns / (u128::from(AXIS_AT_SPEED_1.as_ns()) * 1000);
        let by = Duration::from_ns(u64::try_from(by_ns).unwrap_or(u64::MAX).max(1));
        let stop = self.until.unwrap_or(self.end());
        self.clock = self.clock.checked_add(by).unwrap_or(stop).min(stop);
        let at_end = self.clock >= stop;
        self.moment = if at_end {
            stop
        } else if self.reduced_motion {
            self.shown.last_instant_up_to(self.clock).max(self.moment)
        } else {
            rounded(self.clock, self.grain(2000)).max(self.moment)
        };
        self.playing = !at_end;
        if let Some(window) = self.zoom {
            self.zoom = window.showing(self.moment, self.end()).within(self.end());
        }
    }

    fn stepped(&self, direction: Direction, count: u32) -> Instant {
        match direction {
            Direction::Forward => self.shown.instant_after(self.moment, count),
            Direction::Back => self.shown.instant_before(self.moment, count),
        }
    }

    /// A power of ten that is at most one of `parts` of the axis.
    fn grain(&self, parts: u64) -> Duration {
        Duration::from_ns(grain_ns(self.end().since(Instant::ZERO), parts))
    }

    /// The nearest round instant; the end where it is as near as that.
    fn scrubbed(&self, moment: Instant) -> Instant {
        let grain = Duration::from_ns(grain_ns(self.window().length(), 100));
        let half = Duration::from_ns(grain.as_ns() / 2);
        if self.end().since(moment) <= half { self.end() } else { rounded(moment + half, grain) }
    }
}

/// Nanoseconds: a power of ten that is at most one of `parts` of the length, and never nothing.
fn grain_ns(length: Duration, parts: u64) -> u64 {
    (length.as_ns() / parts).checked_ilog10().map_or(1, |digits| 10_u64.pow(digits))
}

/// Down to a whole number of grains.
fn rounded(moment: Instant, grain: Duration) -> Instant {
    Instant::from_ns(moment.as_ns() / grain.as_ns() * grain.as_ns())
}

/// Whether the playhead's way is shown from this action on; `None` for actions that leave it where it is.
fn glides(action: &Action) -> Option<bool> {
    match action {
        Action::Step(..) | Action::Start | Action::End => Some(true),
        Action::Show(..)
        | Action::Tick(_)
        | Action::Seek(_)
        | Action::Scrub(_)
        | Action::Predict
        | Action::Ask(..)
        | Action::Answer(_)
        | Action::TogglePlay
        | Action::Play
        | Action::Change(_) => Some(false),
        Action::Refuse(_)
        | Action::Simulate(_)
        | Action::Told(..)
        | Action::Finish(..)
        | Action::Cancel
        | Action::Drawn
        | Action::Pause
        | Action::SetSpeed(_)
        | Action::ToggleFollow(_)
        | Action::Unfollow
        | Action::Find(_)
        | Action::ToggleSingly
        | Action::LeaveLesson
        | Action::Guess(_)
        | Action::CloseQuestion
        | Action::SetTheme(_)
        | Action::SetCode(_)
        | Action::ZoomAround(..)
        | Action::Zoom(_)
        | Action::Pan(_)
        | Action::ZoomReset
        | Action::Dismiss(_)
        | Action::Lose
        | Action::ReduceMotion(_) => None,
    }
}
