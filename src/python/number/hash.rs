//! `hash` of plain values. Equal numbers have equal hashes, whatever their type.

use super::int::Int;

/// Numbers are hashed modulo this prime.
const MODULUS: u64 = (1 << 61) - 1;

impl Int {
    /// `hash(a)`: modulo the prime 2⁶¹ − 1.
    pub fn hash(&self) -> i64 {
        let mut value = 0u64;
        for &limb in self.big().limbs.iter().rev() {
            value = reduce(u128::from(value) << 32 | u128::from(limb));
        }
        signed(value, self.is_negative())
    }
}

/// A value modulo the prime.
fn reduce(value: u128) -> u64 {
    (value % u128::from(MODULUS)) as u64
}

/// A hash with its sign; −1 is no hash.
fn signed(value: u64, negative: bool) -> i64 {
    let value = value as i64;
    match if negative { -value } else { value } {
        -1 => -2,
        hash => hash,
    }
}

/// `hash` of a float: that of the equal fraction. Not-a-number hashes to 0.
pub fn float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Int::Small(value as i64).hash();
    }
    let (mut fraction, mut exponent) = libm::frexp(value.abs());
    let mut hash = 0u64;
    while fraction != 0.0 {
        hash = rotate(hash, 28);
        fraction *= 268_435_456.0;
        exponent -= 28;
        let digits = fraction as u64;
        fraction -= digits as f64;
        hash += digits;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    signed(rotate(hash, exponent.rem_euclid(61) as u32), value < 0.0)
}

/// Times a power of two, modulo the prime.
fn rotate(value: u64, by: u32) -> u64 {
    if by == 0 { value } else { (value << by & MODULUS) | value >> (61 - by) }
}

/// `hash` of a tuple, from those of its items, one after the other (CPython's, which is that of xxHash).
#[derive(Clone, Copy, Debug)]
pub struct TupleHash {
    state: u64,
    count: u64,
}

impl Default for TupleHash {
    fn default() -> Self {
        Self { state: Self::FIFTH, count: 0 }
    }
}

impl TupleHash {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;

    /// One more item.
    pub fn add(&mut self, hash: i64) {
        let mixed = self.state.wrapping_add(hash.cast_unsigned().wrapping_mul(Self::SECOND));
        self.state = mixed.rotate_left(31).wrapping_mul(Self::FIRST);
        self.count += 1;
    }

    /// The tuple's hash.
    pub fn finish(self) -> i64 {
        match self.state.wrapping_add(self.count ^ Self::FIFTH ^ 3_527_539).cast_signed() {
            -1 => 1_546_275_796,
            hash => hash,
        }
    }
}

/// `hash` of a frozen set, from those of its items, in any order (CPython's).
pub fn frozen_set(items: impl Iterator<Item = i64>) -> i64 {
    let (mut hash, mut length) = (0u64, 0u64);
    for item in items {
        length += 1;
        let item = item.cast_unsigned();
        hash ^= ((item ^ 89_869_747) ^ item << 16).wrapping_mul(3_644_798_167);
    }
    hash ^= length.wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash as i64 == -1 { 590_923_713 } else { hash as i64 }
}
