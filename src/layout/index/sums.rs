//! Prefix sums of one lane: how long each kind of span lasts in all, and how many there are, block by block.

use std::ops::Range;

/// Spans between two sums where there are few kinds; more kinds have longer blocks, so that sums stay small.
const BLOCK: usize = 8;
/// Where there are more kinds than this, blocks are four times as long.
const FEW_KINDS: usize = 8;

/// How long the spans of one kind last, and how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All of them together, in nanoseconds.
    pub length_ns: u64,
    /// How many.
    pub count: u64,
}

/// What all spans of a lane before every block come to.
#[derive(Clone, Debug)]
pub struct Sums {
    kinds: usize,
    block: usize,
    /// One row of shares, by kind, for each block.
    rows: Vec<Share>,
}

impl Sums {
    /// The sums of a lane's spans, in order: their kinds, below `kinds`, and lengths.
    pub fn of(kinds: usize, spans: impl Iterator<Item = (usize, u64)>) -> Self {
        let block = if kinds > FEW_KINDS { 4 * BLOCK } else { BLOCK };
        let mut now = vec![Share::default(); kinds];
        let mut rows = now.clone();
        for (i, (kind, length_ns)) in (1..).zip(spans) {
            if let Some(share) = now.get_mut(kind) {
                share.length_ns += length_ns;
                share.count += 1;
            }
            if i % block == 0 {
                rows.extend_from_slice(&now);
            }
        }
        rows.shrink_to_fit();
        Self { kinds, block, rows }
    }

    /// No sums: what is asked for is added up span by span.
    pub fn none() -> Self {
        Self { kinds: 0, block: usize::MAX, rows: Vec::new() }
    }

    /// What the spans of a range come to, by kind; `span` tells the kind and length of one of them.
    pub fn between(&self, range: Range<usize>, span: impl Fn(usize) -> Option<(usize, u64)>) -> Vec<Share> {
        let mut shares = vec![Share::default(); self.kinds];
        let (first, last) = (range.start.div_ceil(self.block), range.end / self.block);
        if first >= last {
            add(&mut shares, range.filter_map(span));
            return shares;
        }
        add(&mut shares, (range.start..first * self.block).filter_map(&span));
        add(&mut shares, (last * self.block..range.end).filter_map(&span));
        for ((share, from), to) in shares.iter_mut().zip(self.row(first)).zip(self.row(last)) {
            share.length_ns += to.length_ns - from.length_ns;
            share.count += to.count - from.count;
        }
        shares
    }

    /// Writes into `shares` what all spans before one come to.
    pub fn before(&self, shares: &mut Vec<Share>, end: usize, span: impl Fn(usize) -> Option<(usize, u64)>) {
        let block = end / self.block;
        shares.clear();
        shares.extend_from_slice(self.row(block));
        add(shares, (block * self.block..end).filter_map(span));
    }

    fn row(&self, block: usize) -> &[Share] {
        self.rows.get(block * self.kinds..(block + 1) * self.kinds).unwrap_or_default()
    }
}

/// Adds spans, each a kind and a length, to what is there.
pub fn add(shares: &mut Vec<Share>, spans: impl Iterator<Item = (usize, u64)>) {
    for (kind, length_ns) in spans {
        if shares.len() <= kind {
            shares.resize(kind + 1, Share::default());
        }
        shares[kind].length_ns += length_ns;
        shares[kind].count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_range_comes_to_what_its_spans_come_to() {
        for kinds in [3, 20] {
            let spans: Vec<(usize, u64)> = (0..500_u64).map(|i| ((i * i % 7) as usize % kinds, i)).collect();
            let sums = Sums::of(kinds, spans.iter().copied());
            for (from, to) in [(0, 500), (0, 0), (3, 9), (15, 17), (16, 64), (1, 499), (63, 129), (499, 500)]
            {
                let mut expected = vec![Share::default(); kinds];
                for &(kind, length_ns) in &spans[from..to] {
                    expected[kind].length_ns += length_ns;
                    expected[kind].count += 1;
                }
                assert_eq!(sums.between(from..to, |i| spans.get(i).copied()), expected, "{from}..{to}");
            }
        }
    }
}
