//! Where each chapter takes place: its scenario, its moment, and what it points at.

use super::{Ask, Chapter};
use crate::scenario::presets::lessons::{
    ASYNC, SYNC, handing_over, late_alone, one_request, slow_alone, three_alone,
};
use crate::scenario::{Scenario, presets};
use crate::time::Instant;

/// A stretch of a lane that is pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Which run, from 0.
    pub run: usize,
    /// The lane's name for scripts: `request-2`.
    pub lane: String,
    /// First instant.
    pub start: Instant,
    /// First instant no longer pointed at.
    pub end: Instant,
}

/// A lane with its first and last instant in ms, in the run of that number.
type Place = (usize, &'static str, u64, u64);

impl Chapter {
    /// What is simulated.
    pub fn scenario(self) -> Scenario {
        match self {
            Self::S1 => one_request(SYNC),
            Self::S2 | Self::S4 => three_alone(SYNC),
            Self::S3 => slow_alone(SYNC),
            Self::A1 | Self::A2 | Self::A3 | Self::A4 => three_alone(ASYNC),
            Self::A5 | Self::T => presets::three_requests().scenario,
            Self::W1 => handing_over(ASYNC),
            Self::W2 => one_request(ASYNC),
            Self::W3 => late_alone(ASYNC),
        }
    }

    /// The entry of the catalogue that its scenario is, if it is one.
    pub fn preset(self) -> Option<&'static str> {
        matches!(self, Self::A5 | Self::T).then_some(presets::DEFAULT)
    }

    /// Where the playhead stands.
    pub fn moment(self) -> Instant {
        Instant::from_ms(match self {
            Self::S1 | Self::S2 | Self::W2 => 10,
            Self::S3 => 64,
            Self::S4 | Self::A5 | Self::T => 84,
            Self::A1 => 9,
            Self::A2 => 3,
            Self::A3 => 6,
            Self::A4 => 26,
            Self::W1 => 2,
            Self::W3 => 12,
        })
    }

    /// The question at its end, and the moment at which it is asked.
    pub fn question(self) -> (Ask, Instant) {
        let (ask, at_ms) = match self {
            Self::S1 | Self::A2 | Self::W2 => (Ask::Next, 3),
            Self::S2 => (Ask::Next, 28),
            Self::S3 => (Ask::First, 10),
            Self::S4 => (Ask::Next, 31),
            Self::A1 => (Ask::Next, 9),
            Self::A3 => (Ask::Next, 23),
            Self::A4 => (Ask::Next, 28),
            Self::A5 => (Ask::Done(1), 9),
            Self::W1 => (Ask::Next, 6),
            Self::W3 => (Ask::First, 12),
            Self::T => (Ask::Done(3), 29),
        };
        (ask, Instant::from_ms(at_ms))
    }

    /// What it points at in the diagram of its scenario.
    pub fn spots(self) -> Vec<Spot> {
        let places: &[Place] = match self {
            Self::S1 => &[(0, "thread-1", 3, 23)],
            Self::S2 => &[(0, "thread-1", 3, 23), (0, "request-2", 1, 28), (0, "request-3", 2, 56)],
            Self::S3 => &[(0, "request-2", 1, 64), (0, "request-3", 3, 74), (0, "request-4", 5, 84)],
            Self::S4 => &[(0, "thread-1", 3, 23), (0, "thread-1", 31, 51), (0, "thread-1", 59, 79)],
            Self::A1 => &[(0, "thread-1", 0, 9)],
            Self::A2 => &[(0, "request-1", 3, 23), (0, "thread-1", 3, 6)],
            Self::A3 => &[(0, "request-1", 0, 3), (0, "request-2", 3, 6), (0, "request-3", 6, 9)],
            Self::A4 => &[(0, "request-2", 26, 28), (0, "thread-1", 23, 28)],
            Self::A5 => &[(1, "thread-1", 3, 9), (1, "thread-1", 23, 29)],
            Self::W1 => &[(0, "request-1", 2, 12), (0, "request-2", 2, 6)],
            Self::W2 => &[(0, "request-1", 3, 23), (0, "service-db", 3, 23)],
            Self::W3 => &[(0, "request-1", 12, 34)],
            Self::T => &[],
        };
        let spot = |&(run, lane, start, end): &Place| Spot {
            run,
            lane: lane.to_owned(),
            start: Instant::from_ms(start),
            end: Instant::from_ms(end),
        };
        places.iter().map(spot).collect()
    }
}
