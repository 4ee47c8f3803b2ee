//! The arithmetic of indexes, slices and ranges.

use std::cmp::Ordering;

use crate::python::fault::{Fault, Res};
use crate::python::number::Int;

/// A place from an index that may count from the end; `None` outside.
pub fn place(index: i64, length: usize) -> Option<usize> {
    let length = length as i64;
    let place = if index < 0 { index.checked_add(length)? } else { index };
    (0..length).contains(&place).then_some(place as usize)
}

/// A place clamped into a sequence, as `insert`, `find` and slices do it.
pub fn clamp(index: i64, length: usize) -> usize {
    let length = length as i64;
    let place = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    place as usize
}

/// Which places a slice takes: `count` of them, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places {
    /// The first.
    pub start: i64,
    /// Where it stops; the first that it does not take is not on the near side of it.
    pub stop: i64,
    /// How far it is to the next.
    pub step: i64,
    /// How many.
    pub count: usize,
}

impl Places {
    /// `slice(start, stop, step).indices(length)`, and how many places these are.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: Option<i64>, length: usize) -> Res<Self> {
        let length = length as i64;
        let step = step.unwrap_or(1).max(-i64::MAX);
        if step == 0 {
            return Err(Fault::value("slice step cannot be zero"));
        }
        let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clamped = |index: i64| {
            let place = if index < 0 { index.saturating_add(length) } else { index };
            place.clamp(lowest, highest)
        };
        let start = start.map_or(if step < 0 { highest } else { lowest }, clamped);
        let stop = stop.map_or(if step < 0 { lowest } else { highest }, clamped);
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
        Ok(Self { start, stop, step, count: count as usize })
    }

    /// The places, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |at| (self.start + at as i64 * self.step) as usize)
    }

    /// The same places in rising order.
    #[must_use]
    pub fn rising(self) -> Self {
        if self.step > 0 || self.count == 0 {
            return self;
        }
        let last = self.start + (self.count as i64 - 1) * self.step;
        Self { start: last, stop: self.start + 1, step: -self.step, count: self.count }
    }
}

/// A `range`: numbers of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub start: Int,
    /// Where it stops.
    pub stop: Int,
    /// How far it is to the next.
    pub step: Int,
}

impl Range {
    /// `range(start, stop, step)`
    pub fn new(start: Int, stop: Int, step: Int) -> Res<Self> {
        if step.is_zero() {
            return Err(Fault::value("range() arg 3 must not be zero"));
        }
        Ok(Self { start, stop, step })
    }

    /// How many numbers it has.
    pub fn count(&self) -> Res<Int> {
        let (low, high) =
            if self.step.is_negative() { (&self.stop, &self.start) } else { (&self.start, &self.stop) };
        if low.compare(high) != Ordering::Less {
            return Ok(Int::Small(0));
        }
        high.subtract(low)?.subtract(&Int::Small(1))?.floor_divide(&self.step.absolute())?.add(&Int::Small(1))
    }

    /// `len(range)`
    pub fn length(&self) -> Res<usize> {
        let count = self.count()?.to_i64();
        count
            .map(|count| count as usize)
            .ok_or_else(|| Fault::overflow("Python int too large to convert to C ssize_t"))
    }

    /// The number at a place that is within.
    fn at(&self, place: &Int) -> Res<Int> {
        self.start.add(&self.step.multiply(place)?)
    }

    /// `range[index]`
    pub fn item(&self, index: &Int) -> Res<Int> {
        let count = self.count()?;
        let place = if index.is_negative() { index.add(&count)? } else { index.clone() };
        if place.is_negative() || place.compare(&count) != Ordering::Less {
            return Err(Fault::index("range object index out of range"));
        }
        self.at(&place)
    }

    /// `range[start:stop:step]`
    pub fn slice(&self, start: Option<i64>, stop: Option<i64>, step: Option<i64>) -> Res<Self> {
        let places = Places::new(start, stop, step, self.length()?)?;
        Ok(Self {
            start: self.at(&Int::Small(places.start))?,
            stop: self.at(&Int::Small(places.stop))?,
            step: self.step.multiply(&Int::Small(places.step))?,
        })
    }

    /// The same numbers from the last to the first.
    pub fn reversed(&self) -> Res<Self> {
        let last = self.at(&self.count()?.subtract(&Int::Small(1))?)?;
        Ok(Self { start: last, stop: self.start.subtract(&self.step)?, step: self.step.negated() })
    }

    /// Where a number stands in it.
    pub fn find(&self, number: &Int) -> Res<Option<Int>> {
        let (place, rest) = number.subtract(&self.start)?.divide_floor(&self.step)?;
        let within =
            rest.is_zero() && !place.is_negative() && place.compare(&self.count()?) == Ordering::Less;
        Ok(within.then_some(place))
    }

    /// Whether two have the same numbers.
    pub fn same(&self, other: &Self) -> Res<bool> {
        let count = self.count()?;
        if count != other.count()? {
            return Ok(false);
        }
        Ok(match count {
            Int::Small(0) => true,
            Int::Small(1) => self.start == other.start,
            Int::Small(_) | Int::Big(_) => self.start == other.start && self.step == other.step,
        })
    }

    /// `repr(range)`
    pub fn repr(&self) -> Res<String> {
        let (start, stop) = (self.start.to_text()?, self.stop.to_text()?);
        Ok(match &self.step {
            Int::Small(1) => format!("range({start}, {stop})"),
            step @ (Int::Small(_) | Int::Big(_)) => format!("range({start}, {stop}, {})", step.to_text()?),
        })
    }
}
