//! Points and rectangles in pixels, and the one way in which their numbers are printed.

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

/// Prints pixels with at most two decimals, so that a drawing has the same bytes everywhere; what is no number is 0.
pub fn print_px(px: f64) -> String {
    let mut text = String::new();
    push_px(&mut text, px);
    text
}

/// [`print_px`] at the end of a text: a path has thousands of numbers, and each of its own would be most of the work.
pub fn push_px(text: &mut String, px: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let hundredths = (px * 100.0).round() as i64;
    if hundredths < 0 {
        text.push('-');
    }
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    push_digits(text, whole);
    if rest > 0 {
        text.push('.');
        push_digit(text, rest / 10);
        if rest % 10 > 0 {
            push_digit(text, rest % 10);
        }
    }
}

fn push_digits(text: &mut String, whole: u64) {
    if whole >= 10 {
        push_digits(text, whole / 10);
    }
    push_digit(text, whole % 10);
}

fn push_digit(text: &mut String, digit: u64) {
    text.push(char::from_digit(digit as u32, 10).unwrap_or('0'));
}

/// A number with at most so many digits after the point, up to nine; what is no number is 0. By whole numbers alone:
/// what the standard library prints numbers with a point by is a tenth of the page.
pub fn decimal(number: f64, digits: u32) -> String {
    let unit = 10_u64.pow(digits.min(9));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "saturates; a power of ten"
    )]
    let scaled = (number * unit as f64).round() as i64;
    let (whole, rest) = (scaled.unsigned_abs() / unit, scaled.unsigned_abs() % unit);
    let sign = if scaled < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = (unit + rest).to_string();
    format!("{sign}{whole}.{}", fraction.get(1..).unwrap_or_default().trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_have_two_decimals_at_most() {
        assert_eq!(print_px(1.0), "1");
        assert_eq!(print_px(2.0 / 3.0), "0.67");
        assert_eq!(print_px(-0.001), "0");
        assert_eq!(print_px(f64::NAN), "0");
        assert_eq!(print_px(1234567.125), "1234567.13");
        assert_eq!(
            (print_px(-12.5), print_px(0.05), print_px(-0.7)),
            ("-12.5".into(), "0.05".into(), "-0.7".into())
        );
        for hundredths in -30_000..30_000 {
            let px = f64::from(hundredths) / 100.0;
            assert_eq!(print_px(px), px.to_string());
        }
    }

    #[test]
    fn rectangles_that_share_an_edge_do_not_overlap() {
        let left = Rect::between(0.0, 10.0, 0.0, 10.0);
        assert!(!left.overlaps(&Rect::between(10.0, 20.0, 0.0, 10.0)));
        assert!(left.overlaps(&Rect::between(9.0, 20.0, 9.0, 10.0)));
        assert_eq!(Rect::between(3.0, 1.0, 0.0, 1.0).width_px, 0.0);
    }
}
