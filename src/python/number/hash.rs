//! `hash` of plain values. Equal numbers have equal hashes, whatever their type.

use super::int::Int;

/// Numbers are hashed modulo this prime.
pub const MODULUS: u64 = (1 << 61) - 1;

/// A value modulo the prime.
pub fn reduce(value: u128) -> u64 {
    (value % u128::from(MODULUS)) as u64
}

/// A hash with its sign; −1 is no hash.
pub fn signed(value: u64, negative: bool) -> i64 {
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

/// `hash` of text and bytes. CPython's changes from run to run; this one does not.
pub fn bytes(text: &[u8]) -> i64 {
    if text.is_empty() {
        return 0;
    }
    // FNV-1a, stirred at the end: short texts differ in few bits.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in text {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    not_minus_one((hash ^ hash >> 32) as i64)
}

/// `hash` of a tuple, from those of its items (CPython's, which is that of xxHash).
pub fn tuple(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;
    let length = items.len() as u64;
    let mut hash = FIFTH;
    for item in items {
        hash = hash.wrapping_add((item as u64).wrapping_mul(SECOND)).rotate_left(31).wrapping_mul(FIRST);
    }
    match hash.wrapping_add(length ^ FIFTH ^ 3_527_539) as i64 {
        -1 => 1_546_275_796,
        hash => hash,
    }
}

/// `hash` of a frozen set, from those of its items, in any order (CPython's).
pub fn frozen_set(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let length = items.len() as u64;
    let mut hash = 0u64;
    for item in items {
        let item = item as u64;
        hash ^= ((item ^ 89_869_747) ^ item << 16).wrapping_mul(3_644_798_167);
    }
    hash ^= length.wrapping_add(1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
    if hash as i64 == -1 { 590_923_713 } else { hash as i64 }
}

/// −1 is no hash: CPython's functions in C say an error with it.
fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}
