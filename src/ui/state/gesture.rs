//! What fingers and the mouse do on the figure: drag the playhead, drag the axis, pinch, click.

/// A pointer that travels less than this is a click.
const CLICK_PX_MAX: f64 = 5.0;

/// The pointers that are down, and what they are at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gesture {
    pointers: Vec<Pointer>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Pointer {
    id: i32,
    x_px: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Kind {
    /// No pointer is down, or what they did is over.
    #[default]
    Idle,
    /// Drags the playhead.
    Scrub,
    /// Drags the axis once it has travelled far enough.
    Drag { travelled_px: f64 },
    /// Two fingers.
    Pinch,
}

/// What follows from a pointer's event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Nothing.
    None,
    /// The playhead goes to this place.
    Scrub(f64),
    /// The axis goes right by so many pixels.
    Pan(f64),
    /// The visible stretch becomes so many thousandths of its length around this place.
    Zoom(u32, f64),
    /// It was a click.
    Click,
}

impl Gesture {
    /// A pointer goes down, on the playhead or elsewhere.
    pub fn down(&mut self, id: i32, x_px: f64, on_playhead: bool) -> Effect {
        self.pointers.retain(|pointer| pointer.id != id);
        self.pointers.push(Pointer { id, x_px });
        self.kind = match (self.pointers.len(), on_playhead) {
            (1, true) => Kind::Scrub,
            (1, false) => Kind::Drag { travelled_px: 0.0 },
            (2, _) => Kind::Pinch,
            _ => Kind::Idle,
        };
        if self.kind == Kind::Scrub { Effect::Scrub(x_px) } else { Effect::None }
    }

    /// A pointer moves, whether it is down or not.
    pub fn moved(&mut self, id: i32, x_px: f64) -> Effect {
        let before_px = self.spread_px();
        let Some(pointer) = self.pointers.iter_mut().find(|pointer| pointer.id == id) else {
            return Effect::None;
        };
        let by_px = x_px - pointer.x_px;
        pointer.x_px = x_px;
        match self.kind {
            Kind::Idle => Effect::None,
            Kind::Scrub => Effect::Scrub(x_px),
            Kind::Drag { travelled_px } => {
                let travelled_px = travelled_px + by_px.abs();
                self.kind = Kind::Drag { travelled_px };
                if travelled_px > CLICK_PX_MAX { Effect::Pan(-by_px) } else { Effect::None }
            }
            Kind::Pinch => self.pinched(before_px),
        }
    }

    /// A pointer goes up.
    pub fn up(&mut self, id: i32) -> Effect {
        let was_click = matches!(self.kind, Kind::Drag { travelled_px } if travelled_px <= CLICK_PX_MAX);
        self.cancel(id);
        if was_click { Effect::Click } else { Effect::None }
    }

    /// A pointer is taken away: the browser scrolls the page with it.
    pub fn cancel(&mut self, id: i32) {
        self.pointers.retain(|pointer| pointer.id != id);
        self.kind = Kind::Idle;
    }

    fn spread_px(&self) -> f64 {
        match self.pointers.as_slice() {
            [one, other] => (one.x_px - other.x_px).abs(),
            _ => 0.0,
        }
    }

    fn pinched(&self, before_px: f64) -> Effect {
        let [one, other] = self.pointers.as_slice() else { return Effect::None };
        let now_px = self.spread_px();
        // Fingers above one another say nothing about the axis.
        if before_px < 20.0 || now_px < 20.0 {
            return Effect::None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let permille = (before_px / now_px * 1000.0).clamp(200.0, 5000.0) as u32;
        Effect::Zoom(permille, f64::midpoint(one.x_px, other.x_px))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_press_is_a_click_and_a_long_one_pans() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.down(1, 100.0, false), Effect::None);
        assert_eq!(gesture.moved(1, 102.0), Effect::None);
        assert_eq!(gesture.up(1), Effect::Click);

        gesture.down(1, 100.0, false);
        assert_eq!(gesture.moved(1, 110.0), Effect::Pan(-10.0));
        assert_eq!(gesture.up(1), Effect::None);
    }

    #[test]
    fn the_playhead_follows_its_pointer_until_that_goes_up() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.down(1, 100.0, true), Effect::Scrub(100.0));
        assert_eq!(gesture.moved(1, 130.0), Effect::Scrub(130.0));
        assert_eq!(gesture.up(1), Effect::None);
        assert_eq!(gesture.moved(1, 140.0), Effect::None);
    }

    #[test]
    fn two_fingers_apart_zoom_in_around_their_middle() {
        let mut gesture = Gesture::default();
        gesture.down(1, 100.0, false);
        gesture.down(2, 200.0, false);
        assert_eq!(gesture.moved(2, 300.0), Effect::Zoom(500, 200.0));
    }

    #[test]
    fn a_cancelled_pointer_does_nothing_more() {
        let mut gesture = Gesture::default();
        gesture.down(1, 100.0, false);
        gesture.cancel(1);
        assert_eq!(gesture.moved(1, 200.0), Effect::None);
        assert_eq!(gesture.up(1), Effect::None);
    }
}
