//! A text as a QR code: which squares are dark, as one path.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Squares of light around the code, without which readers do not find it.
const QUIET: i32 = 4;
/// Larger codes have squares too small for a camera; they would hold some 1,200 characters.
const VERSION_MAX: u8 = 25;

/// A code to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// How many squares wide and high it is, with the light around it.
    pub side: i32,
    /// The dark squares, one unit each.
    pub path: String,
}

/// The code of a text; `None` where it would be too fine to be read.
pub fn code(text: &str) -> Option<Qr> {
    let segments = QrSegment::make_segments(text);
    let medium = |version_max| {
        let ecc = QrCodeEcc::Medium;
        QrCode::encode_segments_advanced(&segments, ecc, Version::MIN, version_max, None, true)
    };
    let low = || {
        QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Low,
            Version::MIN,
            Version::new(VERSION_MAX),
            None,
            true,
        )
    };
    // What is short can afford to be read in bad light.
    let code = medium(Version::new(10)).or_else(|_| low()).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|&x| code.get_module(x, y)).count() as i32;
            if length > 0 {
                let _text_takes_everything =
                    write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += length.max(1);
        }
    }
    Some(Qr { side: code.size() + 2 * QUIET, path })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// Reads a code from its path, as a camera would from its picture.
    fn read(qr: &Qr) -> String {
        const PX: usize = 4;
        let side = usize::try_from(qr.side).expect("a side is positive");
        let mut dark = vec![false; side * side];
        for run in qr.path.split('M').skip(1) {
            let numbers: Vec<usize> =
                run.split([' ', 'h', 'v', '-', 'z']).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!(length, back, "{run}");
            dark[y * side + x..][..length].fill(true);
        }
        let edge = |at: usize| at < 4 || at >= side - 4;
        assert!(
            (0..side * side).all(|at| !(dark[at] && (edge(at % side) || edge(at / side)))),
            "it is quiet around"
        );
        let grey = |x, y| if dark[y / PX * side + x / PX] { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side * PX, side * PX, grey);
        let grids = picture.detect_grids();
        assert_eq!(grids.len(), 1, "a reader finds it");
        grids[0].decode().expect("a reader reads it").1
    }

    #[test]
    fn a_reader_reads_what_was_written() {
        let long = format!("https://example.org/interleave/?v=1&title={}", "caf%C3%A9%20".repeat(90));
        for text in ["https://example.org/interleave/?v=1&preset=cpu-bound&t=27", "é", &long] {
            assert_eq!(read(&code(text).expect("it is not too long")), text);
        }
        assert_eq!(code(&"x".repeat(1_300)), None);
    }
}
