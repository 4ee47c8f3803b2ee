//! Whole numbers of any size: a sign and a magnitude.

use std::cmp::Ordering;

use super::limbs::{self, Limbs};

/// A whole number. Zero is never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Big {
    /// Whether it is below zero.
    pub negative: bool,
    /// How far it is from zero.
    pub limbs: Limbs,
}

impl Big {
    /// From a sign and a magnitude.
    pub fn new(negative: bool, mut limbs: Limbs) -> Self {
        limbs::trim(&mut limbs);
        Self { negative: negative && !limbs.is_empty(), limbs }
    }

    /// From a machine word.
    pub fn from_i64(value: i64) -> Self {
        Self::new(value < 0, limbs::from_u64(value.unsigned_abs()))
    }

    /// The value, where a machine word holds it.
    pub fn to_i64(&self) -> Option<i64> {
        let magnitude = limbs::to_u64(&self.limbs)?;
        if self.negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.limbs.is_empty()
    }

    /// The other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::new(!self.negative, self.limbs)
    }

    /// Which is larger.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => limbs::compare(&self.limbs, &other.limbs),
            (true, true) => limbs::compare(&other.limbs, &self.limbs),
        }
    }

    /// The sum.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        if self.negative == other.negative {
            return Self::new(self.negative, limbs::add(&self.limbs, &other.limbs));
        }
        match limbs::compare(&self.limbs, &other.limbs) {
            Ordering::Less => Self::new(other.negative, limbs::subtract(&other.limbs, &self.limbs)),
            Ordering::Equal => Self::new(false, Limbs::new()),
            Ordering::Greater => Self::new(self.negative, limbs::subtract(&self.limbs, &other.limbs)),
        }
    }

    /// The difference.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        self.add(&other.clone().negated())
    }

    /// The product.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        Self::new(self.negative != other.negative, limbs::multiply(&self.limbs, &other.limbs))
    }

    /// The quotient, rounded down, and what is left over, which has the divisor's sign. The divisor must not be zero.
    pub fn divide_floor(&self, other: &Self) -> (Self, Self) {
        let (quotient, rest) = limbs::divide(&self.limbs, &other.limbs);
        let quotient = Self::new(self.negative != other.negative, quotient);
        let rest = Self::new(self.negative, rest);
        if rest.is_zero() || rest.negative == other.negative {
            (quotient, rest)
        } else {
            (quotient.subtract(&Self::from_i64(1)), rest.add(other))
        }
    }

    /// Times a power of two.
    #[must_use]
    pub fn shift_left(&self, by: u64) -> Self {
        Self::new(self.negative, limbs::shift_left(&self.limbs, by))
    }

    /// Divided by a power of two, rounded down.
    #[must_use]
    pub fn shift_right(&self, by: u64) -> Self {
        let shifted = Self::new(self.negative, limbs::shift_right(&self.limbs, by));
        if self.negative && limbs::any_below(&self.limbs, by) {
            shifted.subtract(&Self::from_i64(1))
        } else {
            Self::new(self.negative, shifted.limbs)
        }
    }

    /// An operation on each bit of two numbers, as if both had endless bits of their sign.
    #[must_use]
    pub fn bitwise(&self, other: &Self, operation: impl Fn(u32, u32) -> u32) -> Self {
        let length = self.limbs.len().max(other.limbs.len()) + 1;
        let mut result: Limbs = self
            .two_complement(length)
            .iter()
            .zip(other.two_complement(length))
            .map(|(&a, b)| operation(a, b))
            .collect();
        let negative = result.last().is_some_and(|top| top >> 31 == 1);
        if negative {
            complement(&mut result);
        }
        Self::new(negative, result)
    }

    /// Its lowest limbs as two's complement.
    fn two_complement(&self, length: usize) -> Limbs {
        let mut result = self.limbs.clone();
        result.resize(length, 0);
        if self.negative {
            complement(&mut result);
        }
        result
    }

    /// As two's complement of so many bytes, the lowest first; `None` where it does not fit.
    pub fn to_bytes(&self, length: usize, signed: bool) -> Option<Vec<u8>> {
        if self.negative && !signed {
            return None;
        }
        let count = length.div_ceil(4).max(self.limbs.len()) + 1;
        let bytes: Vec<u8> = self.two_complement(count).iter().flat_map(|limb| limb.to_le_bytes()).collect();
        let (kept, rest) = bytes.split_at(length);
        let fill = if self.negative { 0xff } else { 0 };
        let sign_fits = !signed || kept.last().map_or(self.is_zero(), |top| (top >> 7 == 1) == self.negative);
        (rest.iter().all(|&byte| byte == fill) && sign_fits).then(|| kept.to_vec())
    }

    /// From two's complement, the lowest byte first.
    pub fn from_bytes(bytes: &[u8], signed: bool) -> Self {
        let negative = signed && bytes.last().is_some_and(|top| top >> 7 == 1);
        let fill = if negative { 0xff } else { 0 };
        let mut result: Limbs = bytes
            .chunks(4)
            .map(|chunk| {
                let mut limb = [fill; 4];
                limb[..chunk.len()].copy_from_slice(chunk);
                u32::from_le_bytes(limb)
            })
            .collect();
        if negative {
            complement(&mut result);
        }
        Self::new(negative, result)
    }
}

/// The negative of a number in two's complement.
fn complement(limbs: &mut [u32]) {
    let mut carry = true;
    for limb in limbs {
        let (value, over) = (!*limb).overflowing_add(u32::from(carry));
        *limb = value;
        carry = over;
    }
}
