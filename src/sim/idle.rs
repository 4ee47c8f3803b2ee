//! The idle threads of a pool, lowest number first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::trace::ThreadId;

/// A pool's threads that have nothing to do.
pub struct Idle(BinaryHeap<Reverse<ThreadId>>);

impl Idle {
    /// All of `first..end` idle.
    pub fn new(first: u32, end: u32) -> Self {
        let id = |index| ThreadId(u16::try_from(index).unwrap_or(u16::MAX));
        Self((first..end).map(id).map(Reverse).collect())
    }

    /// The lowest-numbered idle thread.
    pub fn take(&mut self) -> Option<ThreadId> {
        self.0.pop().map(|Reverse(thread)| thread)
    }

    /// The thread has nothing to do any more.
    pub fn put(&mut self, thread: ThreadId) {
        self.0.push(Reverse(thread));
    }
}
