//! Points and rectangles in pixels.

use crate::number::Decimal;

/// A place in a drawing: pixels from its left and upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Pixels to the right.
    pub x_px: f64,
    /// Pixels downwards.
    pub y_px: f64,
}

/// A rectangle with sides along the axes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x_px: f64,
    /// Its upper edge.
    pub y_px: f64,
    /// Its width, not negative.
    pub width_px: f64,
    /// Its height, not negative.
    pub height_px: f64,
}

impl Point {
    /// The point at these pixels.
    pub const fn new(x_px: f64, y_px: f64) -> Self {
        Self { x_px, y_px }
    }
}

impl Rect {
    /// The rectangle between two pairs of edges; empty where they are the wrong way round.
    pub fn between(left_px: f64, right_px: f64, top_px: f64, bottom_px: f64) -> Self {
        Self {
            x_px: left_px,
            y_px: top_px,
            width_px: (right_px - left_px).max(0.0),
            height_px: (bottom_px - top_px).max(0.0),
        }
    }

    /// Its right edge.
    pub fn right_px(&self) -> f64 {
        self.x_px + self.width_px
    }

    /// Its lower edge.
    pub fn bottom_px(&self) -> f64 {
        self.y_px + self.height_px
    }

    /// Half way between the left and the right edge.
    pub fn center_x_px(&self) -> f64 {
        self.x_px + self.width_px / 2.0
    }

    /// Half way between the upper and the lower edge.
    pub fn center_y_px(&self) -> f64 {
        self.y_px + self.height_px / 2.0
    }

    /// The rectangle with every edge moved outwards by this much; inwards if negative.
    pub fn grown(&self, by_px: f64) -> Self {
        Self::between(self.x_px - by_px, self.right_px() + by_px, self.y_px - by_px, self.bottom_px() + by_px)
    }

    /// Whether the two have more than an edge in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x_px < other.right_px()
            && other.x_px < self.right_px()
            && self.y_px < other.bottom_px()
            && other.y_px < self.bottom_px()
    }
}

/// The number, or the bound that it lies beyond. The standard library's way stops the program where the bounds are the
/// wrong way round, and carries what prints them.
pub fn within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

/// Digits that pixels have after the point.
const PX_PLACES: u32 = 2;

/// Prints pixels with at most two decimals, so that a drawing has the same bytes everywhere; what is no number is 0.
pub fn print_px(px: f64) -> String {
    Decimal::of(px, PX_PLACES).to_string()
}

/// [`print_px`] at the end of a text.
pub fn push_px(text: &mut String, px: f64) {
    Decimal::of(px, PX_PLACES).push(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_have_two_decimals_at_most() {
        assert_eq!([print_px(1.0), print_px(2.0 / 3.0), print_px(1234567.125)], ["1", "0.67", "1234567.13"]);
    }

    #[test]
    fn rectangles_that_share_an_edge_do_not_overlap() {
        let left = Rect::between(0.0, 10.0, 0.0, 10.0);
        assert!(!left.overlaps(&Rect::between(10.0, 20.0, 0.0, 10.0)));
        assert!(left.overlaps(&Rect::between(9.0, 20.0, 9.0, 10.0)));
        assert_eq!(Rect::between(3.0, 1.0, 0.0, 1.0).width_px, 0.0);
    }
}
