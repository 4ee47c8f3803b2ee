//! Pixels of a picture, by resvg.

use std::sync::{Arc, OnceLock};

use interleave::geometry::Rect;
use resvg::{tiny_skia, usvg};

/// The fonts of this machine, read once.
pub fn fonts() -> &'static Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_system_fonts();
        Arc::new(fonts)
    })
}

/// A colour of a palette in `static/diagram.css`.
pub fn colour(palette: &str, name: &str) -> [u8; 3] {
    let css = include_str!("../../static/diagram.css");
    let start = if palette == "dark" { ":root[data-theme=\"dark\"] {" } else { ":root {" };
    let rule = css.split_once(start).expect("the palette is there").1;
    let rest = rule.split_once(&format!("--{name}: #")).expect("the colour is there").1;
    let value = u32::from_str_radix(&rest[..6], 16).expect("six digits");
    [value >> 16, value >> 8, value].map(|byte| (byte & 255) as u8)
}

/// A picture as pixels.
pub struct Raster(tiny_skia::Pixmap);

impl Raster {
    pub fn of(tree: &usvg::Tree) -> Self {
        let size = tree.size().to_int_size();
        let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
        resvg::render(tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
        Self(pixels)
    }

    pub fn width(&self) -> u32 {
        self.0.width()
    }

    pub fn height(&self) -> u32 {
        self.0.height()
    }

    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let pixel = self.0.pixel(x, y).expect("it is in the picture").demultiply();
        assert_eq!(pixel.alpha(), 255, "nothing shines through at {x}, {y}");
        [pixel.red(), pixel.green(), pixel.blue()]
    }

    /// How much of the rectangle, but for its edge, is of this colour.
    pub fn share(&self, rect: Rect, colour: [u8; 3]) -> f64 {
        self.share_within(rect, colour, 3)
    }

    /// The same of colours that differ from it by so much in each of their parts.
    pub fn share_within(&self, rect: Rect, colour: [u8; 3], within: u8) -> f64 {
        let (left, top) = ((rect.x_px + 2.0) as u32, (rect.y_px + 2.0) as u32);
        let (right, bottom) = ((rect.right_px() - 2.0) as u32, (rect.bottom_px() - 2.0) as u32);
        let pixels = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let (mut all, mut hits) = (0, 0);
        for (x, y) in pixels {
            all += 1;
            hits += u32::from(self.at(x, y).iter().zip(colour).all(|(a, b)| a.abs_diff(b) <= within));
        }
        f64::from(hits) / f64::from(all.max(1))
    }
}
