//! A long list in pieces of one length: growing it copies nothing and never asks for room for twice as much.

/// Items in a piece: a power of two, so that finding one takes no division.
const PIECE: usize = 1 << 16;

/// A list that is only ever added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces<T> {
    full: Vec<Vec<T>>,
    last: Vec<T>,
}

impl<T: Copy> Pieces<T> {
    /// An empty list that is expected to hold so many items.
    pub fn new(expected: usize) -> Self {
        Self { full: Vec::new(), last: Vec::with_capacity(expected.min(PIECE)) }
    }

    #[inline]
    pub fn push(&mut self, item: T) {
        if self.last.len() == PIECE {
            self.begin_piece();
        }
        self.last.push(item);
    }

    #[cold]
    fn begin_piece(&mut self) {
        self.full.push(std::mem::replace(&mut self.last, Vec::with_capacity(PIECE)));
    }

    /// Gives back the room that is not used.
    pub fn shrink_to_fit(&mut self) {
        self.last.shrink_to_fit();
    }

    pub fn len(&self) -> usize {
        self.full.len() * PIECE + self.last.len()
    }

    /// The item at a position, which is below the length.
    #[inline]
    pub fn at(&self, position: usize) -> T {
        self.full.get(position / PIECE).unwrap_or(&self.last)[position % PIECE]
    }

    /// The pieces, one after the other.
    pub fn slices(&self) -> impl Iterator<Item = &[T]> {
        self.full.iter().chain([&self.last]).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_where_they_were_put() {
        for len in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let mut pieces = Pieces::new(5);
            (0..len).for_each(|item| pieces.push(item));
            assert_eq!(pieces.len(), len);
            assert!(pieces.slices().flatten().copied().eq(0..len));
            assert!((0..).zip(0..len).all(|(position, item)| pieces.at(position) == item));
        }
    }
}
