//! How many of a crowd are in which state at any time: changes in order of time, and their sums, block by block.

use crate::time::Instant;

/// Changes between two sums.
const BLOCK: usize = 32;
/// Stands for "no state" in a change: it was not there before, or is not there after.
const OUTSIDE: u64 = 15;

/// Somebody goes from one state to another: the instant above, then both states. Sorts by the instant.
pub type Change = u64;

/// A change of state, `None` where somebody comes or goes.
pub fn change(at: Instant, from: Option<usize>, to: Option<usize>) -> Change {
    let state = |state: Option<usize>| state.map_or(OUTSIDE, |state| state as u64);
    at.as_ns() << 8 | state(from) << 4 | state(to)
}

fn ns(change: Change) -> u64 {
    change >> 8
}

/// What all changes up to some instant come to: how many are in each state, and what to take from their number times
/// the time to know how long they were in it, all together. Modulo 2⁶⁴: only differences mean anything.
#[derive(Clone, Copy, Debug)]
struct Sum<const K: usize> {
    counts: [u64; K],
    moments: [u64; K],
    /// How many have come, be they still there or not.
    come: u64,
}

impl<const K: usize> Sum<K> {
    const NOTHING: Self = Self { counts: [0; K], moments: [0; K], come: 0 };

    fn here(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn apply(&mut self, change: Change) {
        let mut add = |state: u64, sign: u64| {
            if let (Some(count), Some(moment)) =
                (self.counts.get_mut(state as usize), self.moments.get_mut(state as usize))
            {
                *count = count.wrapping_add(sign);
                *moment = moment.wrapping_add(sign.wrapping_mul(ns(change)));
            }
        };
        add(change >> 4 & 0xf, u64::MAX);
        add(change & 0xf, 1);
        self.come += u64::from(change >> 4 & 0xf == OUTSIDE);
    }

    /// How long they were in each state up to `ns`, all together, in nanoseconds.
    fn lasted_ns(&self, ns: u64) -> [u64; K] {
        std::array::from_fn(|i| self.counts[i].wrapping_mul(ns).wrapping_sub(self.moments[i]))
    }
}

/// How many are in each of `K` states at any time.
#[derive(Clone, Debug)]
pub struct Levels<const K: usize> {
    changes: Vec<Change>,
    /// Before every block of changes.
    sums: Vec<Sum<K>>,
    most: u64,
}

impl<const K: usize> Levels<K> {
    /// The levels that come of changes in order of time.
    pub fn new(changes: Vec<Change>) -> Self {
        let mut sum = Sum::NOTHING;
        let mut sums = Vec::with_capacity(changes.len() / BLOCK + 1);
        let mut most = 0;
        for (i, &change) in changes.iter().enumerate() {
            if i % BLOCK == 0 {
                sums.push(sum);
            }
            sum.apply(change);
            if changes.get(i + 1).is_none_or(|&next| ns(next) > ns(change)) {
                most = most.max(sum.here());
            }
        }
        sums.push(sum);
        Self { changes, sums, most }
    }

    /// The most that there ever are at one time, in all states together.
    pub fn most(&self) -> u64 {
        self.most
    }

    /// How many are there at any time from `start` to `end`, both included.
    pub fn seen(&self, start: Instant, end: Instant) -> u64 {
        let before = self.sum(self.changes.partition_point(|&change| ns(change) < start.as_ns()));
        let gone = before.come - before.here();
        self.sum(self.end(end.as_ns())).come.saturating_sub(gone)
    }

    /// How many there are in each state at an instant.
    pub fn at(&self, at: Instant) -> [u64; K] {
        self.sum(self.end(at.as_ns())).counts
    }

    /// How many are in each state between each two neighbouring edges, in the mean; the edges are in order.
    pub fn means(&self, edges: &[Instant]) -> Vec<[f64; K]> {
        let mut from = edges.first().map(|edge| self.lasted(edge.as_ns())).unwrap_or(([0; K], [0; K]));
        let columns = edges.windows(2).map(|pair| {
            let (start_ns, end_ns) = (pair[0].as_ns(), pair[1].as_ns());
            let to = self.lasted(end_ns);
            let length_ns = end_ns.saturating_sub(start_ns);
            let mean = std::array::from_fn(|i| match length_ns {
                0 => to.1[i] as f64,
                _ => to.0[i].wrapping_sub(from.0[i]) as f64 / length_ns as f64,
            });
            from = to;
            mean
        });
        columns.collect()
    }

    /// The first instant after `at` at which anything changes.
    pub fn next_change(&self, at: Instant) -> Option<Instant> {
        self.changes.get(self.end(at.as_ns())).map(|&change| Instant::from_ns(ns(change)))
    }

    /// The last instant before `at` at which anything changes.
    pub fn last_change(&self, at: Instant) -> Option<Instant> {
        let end = self.changes.partition_point(|&change| ns(change) < at.as_ns());
        end.checked_sub(1).and_then(|last| self.changes.get(last)).map(|&change| Instant::from_ns(ns(change)))
    }

    /// How many changes there are up to and including an instant.
    fn end(&self, at_ns: u64) -> usize {
        self.changes.partition_point(|&change| ns(change) <= at_ns)
    }

    /// What the first changes come to.
    fn sum(&self, end: usize) -> Sum<K> {
        let block = end / BLOCK;
        let mut sum = self.sums.get(block).copied().unwrap_or(Sum::NOTHING);
        for &change in self.changes.get(block * BLOCK..end).unwrap_or_default() {
            sum.apply(change);
        }
        sum
    }

    fn lasted(&self, at_ns: u64) -> ([u64; K], [u64; K]) {
        let sum = self.sum(self.end(at_ns));
        (sum.lasted_ns(at_ns), sum.counts)
    }
}
