//! Finds room for labels: inside their span, and clear of everything that runs across it.

use crate::geometry::{Point, Rect};
use crate::layout::measure::text_width_px;
use crate::scene::{Anchor, Item, Mark, Role, Text, Weight};

/// How far a plate reaches beyond its text.
const PLATE_PX: f64 = 4.5;
/// How far a label moves at once to find a free place.
const STEP_PX: f64 = 7.0;

/// A label to be written into a span.
pub struct Label<'a> {
    /// What is written.
    pub text: &'a str,
    /// Size of its letters.
    pub size_px: f64,
    /// How heavy they are.
    pub weight: Weight,
    /// What it means.
    pub mark: Mark,
    /// Whether what lies behind is kept away from it.
    pub plate: bool,
    /// Least room between the text and the ends of its span.
    pub pad_px: f64,
}

/// What runs across lanes.
#[derive(Clone, Debug, Default)]
pub struct Obstacles {
    /// The hops of threads, which run over everything: no label stands there.
    pub hops: Vec<Rect>,
    /// Arrows, which run behind everything: a label stands there only if it has no better place.
    pub arrows: Vec<Rect>,
}

impl Obstacles {
    /// Those that run across a lane between two heights.
    pub fn between(&self, top_px: f64, bottom_px: f64) -> Self {
        let lane = Rect::between(f64::MIN / 2.0, f64::MAX / 2.0, top_px, bottom_px);
        let across = |boxes: &[Rect]| boxes.iter().copied().filter(|one| one.overlaps(&lane)).collect();
        Self { hops: across(&self.hops), arrows: across(&self.arrows) }
    }
}

/// Writes the label near the middle of `room`, where no hop runs across it; nothing if there is no place.
pub fn place(label: &Label, room: Rect, obstacles: &Obstacles) -> Vec<Item> {
    let text_px = text_width_px(label.text, label.size_px, label.weight);
    let plate_px = text_px + if label.plate { 2.0 * PLATE_PX } else { 2.0 };
    let slack_px = (room.width_px - text_px) / 2.0 - label.pad_px;
    if slack_px < 0.0 {
        return Vec::new();
    }
    let plate_height_px = (label.size_px + 4.5).min(room.height_px);
    let plate_at = |x_px: f64| Rect {
        x_px: x_px - plate_px / 2.0,
        y_px: room.center_y_px() - plate_height_px / 2.0,
        width_px: plate_px,
        height_px: plate_height_px,
    };
    let clear = |plate: &Rect, boxes: &[Rect]| !boxes.iter().any(|one| one.overlaps(plate));
    let steps = (slack_px / STEP_PX) as u32;
    let shifts = (0..=steps.min(200)).flat_map(|i| [f64::from(i) * STEP_PX, -f64::from(i) * STEP_PX]);
    let mut places = shifts
        .map(|shift_px| plate_at(room.center_x_px() + shift_px))
        .filter(|plate| clear(plate, &obstacles.hops));
    let Some(first) = places.next() else {
        return Vec::new();
    };
    let plate =
        std::iter::once(first).chain(places).find(|plate| clear(plate, &obstacles.arrows)).unwrap_or(first);
    let mut items = Vec::new();
    if label.plate {
        items.push(Item::Rect {
            rect: plate,
            radius_px: plate_height_px / 2.0,
            mark: Mark::plain(Role::Plate),
        });
    }
    items.push(Item::Text(Text {
        at: Point::new(plate.center_x_px(), room.center_y_px() + label.size_px * 0.36),
        anchor: Anchor::Middle,
        content: label.text.to_owned(),
        size_px: label.size_px,
        weight: label.weight,
        mark: label.mark,
        tail: None,
    }));
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x_px(room_px: f64, hops: &[Rect], arrows: &[Rect]) -> Option<f64> {
        let label = Label {
            text: "paused",
            size_px: 11.5,
            weight: Weight::Regular,
            mark: Mark::plain(Role::Number),
            plate: true,
            pad_px: 6.0,
        };
        let obstacles = Obstacles { hops: hops.to_vec(), arrows: arrows.to_vec() };
        let items = place(&label, Rect::between(0.0, room_px, 0.0, 28.0), &obstacles);
        items.iter().find_map(|item| match item {
            Item::Text(text) => Some(text.at.x_px),
            Item::Group(_) | Item::Rect { .. } | Item::Path { .. } | Item::Circle { .. } => None,
        })
    }

    #[test]
    fn a_label_stands_in_the_middle_or_steps_aside_or_is_left_out() {
        let middle = Rect::between(98.0, 102.0, 0.0, 28.0);
        let all = Rect::between(0.0, 200.0, 0.0, 28.0);
        assert_eq!(x_px(200.0, &[], &[]), Some(100.0));
        for stepped in [x_px(200.0, &[middle], &[]), x_px(200.0, &[], &[middle])] {
            assert!(stepped.is_some_and(|x_px| (x_px - 100.0).abs() > 20.0), "{stepped:?}");
        }
        assert_eq!(x_px(40.0, &[], &[]), None);
        assert_eq!(x_px(200.0, &[all], &[]), None);
        assert_eq!(x_px(200.0, &[], &[all]), Some(100.0));
    }
}
