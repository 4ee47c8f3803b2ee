//! Python's `int`: a machine word where one holds it, else a number of any size.

use std::cmp::Ordering;
use std::rc::Rc;

use super::big::Big;
use super::limbs;
use crate::python::fault::{Fault, Res};

/// An `int`. It is `Big` only where a machine word does not hold it, so that equal numbers look equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// What fits a machine word.
    Small(i64),
    /// What does not.
    Big(Rc<Big>),
}

/// The most bits of a number: more end the run, as too much memory does.
pub const MOST_BITS: u64 = 1 << 20;

/// The most steps on limbs that one operation takes.
const MOST_WORK: u64 = 1 << 30;

impl From<i64> for Int {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl From<u64> for Int {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or_else(|_| Self::from(Big::new(false, limbs::from_u64(value))), Self::Small)
    }
}

impl From<usize> for Int {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

impl From<i128> for Int {
    fn from(value: i128) -> Self {
        let magnitude = value.unsigned_abs();
        let high = limbs::shift_left(&limbs::from_u64((magnitude >> 64) as u64), 64);
        Self::from(Big::new(value < 0, limbs::add(&high, &limbs::from_u64(magnitude as u64))))
    }
}

impl From<Big> for Int {
    fn from(value: Big) -> Self {
        match value.to_i64() {
            Some(small) => Self::Small(small),
            None => Self::Big(Rc::new(value)),
        }
    }
}

/// A number too large to be kept.
fn checked(value: Big) -> Res<Int> {
    if limbs::bits(&value.limbs) > MOST_BITS { Err(Fault::memory()) } else { Ok(Int::from(value)) }
}

impl Int {
    /// As a number of any size.
    pub fn big(&self) -> Big {
        match self {
            Self::Small(value) => Big::from_i64(*value),
            Self::Big(value) => Big::clone(value),
        }
    }

    /// The value, where a machine word holds it.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Big(_) => None,
        }
    }

    /// The nearest machine word.
    pub fn clamped(&self) -> i64 {
        match self {
            Self::Small(value) => *value,
            Self::Big(value) if value.negative => i64::MIN,
            Self::Big(_) => i64::MAX,
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self, Self::Small(0))
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Self::Small(value) => *value < 0,
            Self::Big(value) => value.negative,
        }
    }

    /// Whether it is odd.
    pub fn is_odd(&self) -> bool {
        match self {
            Self::Small(value) => value & 1 == 1,
            Self::Big(value) => value.limbs.first().is_some_and(|limb| limb & 1 == 1),
        }
    }

    /// Which is larger.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => a.cmp(b),
            _ => self.big().compare(&other.big()),
        }
    }

    /// `a + b`
    pub fn add(&self, other: &Self) -> Res<Self> {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(sum) = a.checked_add(*b)
        {
            return Ok(Self::Small(sum));
        }
        checked(self.big().add(&other.big()))
    }

    /// `a - b`
    pub fn subtract(&self, other: &Self) -> Res<Self> {
        if let (Self::Small(a), Self::Small(b)) = (self, other)
            && let Some(difference) = a.checked_sub(*b)
        {
            return Ok(Self::Small(difference));
        }
        checked(self.big().subtract(&other.big()))
    }

    /// `a * b`
    pub fn multiply(&self, other: &Self) -> Res<Self> {
        if let (Self::Small(a), Self::Small(b)) = (self, other) {
            return Ok(match a.checked_mul(*b) {
                Some(product) => Self::Small(product),
                None => Self::from(i128::from(*a) * i128::from(*b)),
            });
        }
        if self.bit_length() + other.bit_length() > MOST_BITS + 1 {
            return Err(Fault::memory());
        }
        checked(self.big().multiply(&other.big()))
    }

    /// `a // b` and `a % b`
    pub fn divide_floor(&self, other: &Self) -> Res<(Self, Self)> {
        match (self, other) {
            (_, Self::Small(0)) => Err(Fault::zero_division("division by zero")),
            (Self::Small(a), Self::Small(b)) if *b != -1 => {
                let (quotient, rest) = (a / b, a % b);
                let lower = i64::from(rest != 0 && (rest < 0) != (*b < 0));
                Ok((Self::Small(quotient - lower), Self::Small(rest + lower * b)))
            }
            _ => {
                let (quotient, rest) = self.big().divide_floor(&other.big());
                Ok((Self::from(quotient), Self::from(rest)))
            }
        }
    }

    /// `a // b`
    pub fn floor_divide(&self, other: &Self) -> Res<Self> {
        Ok(self.divide_floor(other)?.0)
    }

    /// `a % b`
    pub fn modulo(&self, other: &Self) -> Res<Self> {
        Ok(self.divide_floor(other)?.1)
    }

    /// `-a`
    #[must_use]
    pub fn negated(&self) -> Self {
        match self {
            Self::Small(value) if *value != i64::MIN => Self::Small(-value),
            Self::Small(_) | Self::Big(_) => Self::from(self.big().negated()),
        }
    }

    /// `abs(a)`
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.is_negative() { self.negated() } else { self.clone() }
    }

    /// `a ** b` for `b` from 0 on.
    pub fn power(&self, exponent: &Self) -> Res<Self> {
        let Some(exponent) = exponent.to_i64() else {
            return match self {
                Self::Small(0 | 1) => Ok(self.clone()),
                Self::Small(-1) => Ok(Self::Small(if exponent.is_odd() { -1 } else { 1 })),
                Self::Small(_) | Self::Big(_) => Err(Fault::memory()),
            };
        };
        let trivial = matches!(self, Self::Small(-1..=1));
        if !trivial && (self.bit_length() - 1).saturating_mul(exponent.unsigned_abs()) > MOST_BITS {
            return Err(Fault::memory());
        }
        let mut result = Self::Small(1);
        let mut square = self.clone();
        let mut left = exponent;
        while left > 0 {
            if left & 1 == 1 {
                result = result.multiply(&square)?;
            }
            left >>= 1;
            if left > 0 {
                square = square.multiply(&square)?;
            }
        }
        Ok(result)
    }

    /// `pow(a, b, m)`
    pub fn power_modulo(&self, exponent: &Self, modulus: &Self) -> Res<Self> {
        if modulus.is_zero() {
            return Err(Fault::value("pow() 3rd argument cannot be 0"));
        }
        let size = modulus.absolute();
        let mut square = self.modulo(&size)?;
        if exponent.is_negative() {
            square = square.inverse(&size)?;
        }
        let exponent = exponent.absolute().big();
        // Each bit of the exponent costs a product and a division as long as the modulus.
        let length = size.bit_length() / 32 + 1;
        if limbs::bits(&exponent.limbs).saturating_mul(length * length) > MOST_WORK {
            return Err(Fault::memory());
        }
        let mut result = Self::Small(1).modulo(&size)?;
        for at in (0..limbs::bits(&exponent.limbs)).rev() {
            result = result.multiply(&result)?.modulo(&size)?;
            if exponent.limbs[(at / 32) as usize] >> (at % 32) & 1 == 1 {
                result = result.multiply(&square)?.modulo(&size)?;
            }
        }
        result.modulo(modulus)
    }

    /// The number that it gives 1 with, where the product is taken modulo the modulus.
    fn inverse(&self, modulus: &Self) -> Res<Self> {
        if modulus.bit_length().saturating_mul(modulus.bit_length()) > MOST_WORK {
            return Err(Fault::memory());
        }
        let (mut low, mut high) = (Self::Small(1), Self::Small(0));
        let (mut a, mut b) = (self.clone(), modulus.clone());
        while !b.is_zero() {
            let (quotient, rest) = a.divide_floor(&b)?;
            (a, b) = (b, rest);
            let next = low.subtract(&quotient.multiply(&high)?)?;
            (low, high) = (high, next);
        }
        if a == Self::Small(1) {
            low.modulo(modulus)
        } else {
            Err(Fault::value("base is not invertible for the given modulus"))
        }
    }

    /// `a << b`
    pub fn shift_left(&self, by: &Self) -> Res<Self> {
        if by.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        if self.is_zero() {
            return Ok(self.clone());
        }
        let by = by.clamped().unsigned_abs();
        if self.bit_length().saturating_add(by) > MOST_BITS {
            return Err(Fault::memory());
        }
        match self {
            Self::Small(value) if by < 64 => Ok(Self::from(i128::from(*value) << by)),
            Self::Small(_) | Self::Big(_) => checked(self.big().shift_left(by)),
        }
    }

    /// `a >> b`
    pub fn shift_right(&self, by: &Self) -> Res<Self> {
        if by.is_negative() {
            return Err(Fault::value("negative shift count"));
        }
        let by = by.clamped().unsigned_abs();
        Ok(match self {
            Self::Small(value) => Self::Small(value >> by.min(63)),
            Self::Big(value) => Self::from(value.shift_right(by)),
        })
    }

    /// `a & b`
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a & b),
            _ => Self::from(self.big().bitwise(&other.big(), |a, b| a & b)),
        }
    }

    /// `a | b`
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a | b),
            _ => Self::from(self.big().bitwise(&other.big(), |a, b| a | b)),
        }
    }

    /// `a ^ b`
    #[must_use]
    pub fn xor(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Small(a), Self::Small(b)) => Self::Small(a ^ b),
            _ => Self::from(self.big().bitwise(&other.big(), |a, b| a ^ b)),
        }
    }

    /// `~a`
    #[must_use]
    pub fn inverted(&self) -> Self {
        match self {
            Self::Small(value) => Self::Small(!value),
            Self::Big(value) => Self::from(value.add(&Big::from_i64(1)).negated()),
        }
    }

    /// `a.bit_length()`
    pub fn bit_length(&self) -> u64 {
        match self {
            Self::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Self::Big(value) => limbs::bits(&value.limbs),
        }
    }

    /// `a.bit_count()`
    pub fn bit_count(&self) -> u64 {
        self.big().limbs.iter().map(|limb| u64::from(limb.count_ones())).sum()
    }

    /// `a.to_bytes(length, order, signed=…)`
    pub fn to_bytes(&self, length: usize, big_endian: bool, signed: bool) -> Res<Vec<u8>> {
        crate::python::fault::within(length)?;
        let Some(mut bytes) = self.big().to_bytes(length, signed) else {
            return Err(Fault::overflow(if self.is_negative() && !signed {
                "can't convert negative int to unsigned"
            } else {
                "int too big to convert"
            }));
        };
        if big_endian {
            bytes.reverse();
        }
        Ok(bytes)
    }

    /// `int.from_bytes(bytes, order, signed=…)`
    pub fn from_bytes(bytes: &[u8], big_endian: bool, signed: bool) -> Res<Self> {
        let mut bytes = bytes.to_vec();
        if big_endian {
            bytes.reverse();
        }
        checked(Big::from_bytes(&bytes, signed))
    }

    /// `round(a, digits)` for digits below 0: the nearest multiple of a power of ten, halves to the even one.
    pub fn round_to(&self, digits: i64) -> Res<Self> {
        if digits >= 0 {
            return Ok(self.clone());
        }
        // A power of ten that has more than so many bits is more than twice as large as the number.
        if digits.unsigned_abs() > self.bit_length() {
            return Ok(Self::Small(0));
        }
        let unit = Self::Small(10).power(&Self::from(digits.unsigned_abs()))?;
        let (quotient, rest) = self.divide_floor(&unit)?;
        let up = match rest.multiply(&Self::Small(2))?.compare(&unit) {
            Ordering::Less => false,
            Ordering::Equal => quotient.is_odd(),
            Ordering::Greater => true,
        };
        quotient.add(&Self::Small(i64::from(up)))?.multiply(&unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::fault::FaultKind;

    /// What takes more than the limit says so before it takes the time.
    #[test]
    fn what_is_too_large_is_refused_at_once() {
        let ten = Int::Small(10);
        let large = ten.power(&Int::Small(300_000)).expect("it is within the limit");
        let kinds = [
            ten.power(&Int::Small(1_000_000_000)),
            ten.power(&large),
            large.multiply(&large),
            large.power(&Int::Small(3)),
            Int::Small(1).shift_left(&large),
            Int::Small(3).power_modulo(&large, &large),
        ]
        .map(|result| result.map(|_| ()).map_err(|fault| fault.kind));
        assert_eq!(kinds, [Err(FaultKind::Memory); 6]);
        assert_eq!(Int::Small(-1).power(&large), Ok(Int::Small(1)));
        assert_eq!(Int::Small(0).shift_left(&large), Ok(Int::Small(0)));
        assert_eq!(large.shift_right(&large), Ok(Int::Small(0)));
    }
}
