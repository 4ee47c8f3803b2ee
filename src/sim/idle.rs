//! Threads or cores that have nothing to do, lowest number first.

/// A set of small numbers, a bit each.
pub struct Idle {
    words: Vec<u64>,
    /// Every word before this one is empty.
    lowest: usize,
}

impl Idle {
    /// All of `first..end`.
    pub fn new(first: u32, end: u32) -> Self {
        let mut idle = Self { words: vec![0; (end as usize).div_ceil(64)], lowest: 0 };
        (first..end).filter_map(|number| u16::try_from(number).ok()).for_each(|number| idle.put(number));
        idle
    }

    /// Takes out the lowest number.
    #[inline]
    pub fn take(&mut self) -> Option<u16> {
        while let Some(word) = self.words.get_mut(self.lowest) {
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return u16::try_from(self.lowest * 64 + bit as usize).ok();
            }
            self.lowest += 1;
        }
        None
    }

    /// Takes out this number, if it is there.
    pub fn take_this(&mut self, number: u16) -> Option<u16> {
        let (index, bit) = place(number);
        let word = self.words.get_mut(index)?;
        let found = *word & bit != 0;
        *word &= !bit;
        found.then_some(number)
    }

    /// Puts a number in.
    #[inline]
    pub fn put(&mut self, number: u16) {
        let (index, bit) = place(number);
        self.words[index] |= bit;
        self.lowest = self.lowest.min(index);
    }
}

fn place(number: u16) -> (usize, u64) {
    (usize::from(number / 64), 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_comes_first() {
        let mut idle = Idle::new(63, 130);
        assert_eq!(idle.take(), Some(63));
        assert_eq!(idle.take_this(65), Some(65));
        assert_eq!((idle.take_this(65), idle.take_this(9_999)), (None, None));
        assert_eq!((idle.take(), idle.take()), (Some(64), Some(66)));
        idle.put(63);
        assert_eq!((idle.take(), idle.take()), (Some(63), Some(67)));
        assert_eq!(std::iter::from_fn(|| idle.take()).collect::<Vec<_>>(), (68..130).collect::<Vec<_>>());
        idle.put(100);
        assert_eq!((idle.take(), idle.take()), (Some(100), None));
    }
}
