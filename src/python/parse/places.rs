//! From offsets in the source to lines and columns.

use std::cell::Cell;

use crate::python::tree::Place;

/// Where each line of a source begins.
pub struct Places<'s> {
    source: &'s str,
    starts: Vec<usize>,
    /// The offset asked for last and its place: most questions go forward, so a long line is counted once.
    last: Cell<(usize, Place)>,
}

impl<'s> Places<'s> {
    /// The lines of a source; they end at `\n`, `\r\n` or `\r`.
    pub fn new(source: &'s str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (index, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')) {
                starts.push(index + 1);
            }
        }
        Self { source, starts, last: Cell::new((0, Place { line: 1, column: 1 })) }
    }

    /// The offset at which a line begins.
    pub fn start(&self, line: u32) -> usize {
        self.starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(self.source.len())
    }

    /// The place of an offset.
    pub fn at(&self, offset: usize) -> Place {
        let offset = offset.min(self.source.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let (before, known) = self.last.get();
        let (from, column) = if known.line as usize == line && before <= offset {
            (before, known.column)
        } else {
            (self.starts[line - 1], 1)
        };
        // A character counts where it begins.
        let begun = self.source.as_bytes()[from..offset].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        let place = Place { line: line as u32, column: column + begun as u32 };
        self.last.set((offset, place));
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_any_order() {
        let places = Places::new("aé€x\r\nb\rc\n");
        let at = |offset| {
            let Place { line, column } = places.at(offset);
            (line, column)
        };
        assert_eq!([at(0), at(1), at(3), at(6), at(7)], [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5)]);
        assert_eq!([at(9), at(11), at(3), at(13), at(99)], [(2, 1), (3, 1), (1, 3), (4, 1), (4, 1)]);
    }
}
