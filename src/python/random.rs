//! CPython's random numbers, bit for bit: the Mersenne Twister and its seeding.

mod sha512;

use crate::python::fault::{Fault, Res};
use crate::python::number::{Int, big::Big, hash, limbs};

/// Words of state.
const SIZE: usize = 624;
/// How far a word looks ahead when it is made anew.
const AHEAD: usize = 397;

/// MT19937.
#[derive(Clone, Debug)]
pub struct Twister {
    words: Box<[u32; SIZE]>,
    next: usize,
}

/// What a generator is seeded with.
#[derive(Clone, Debug)]
pub enum Seed<'a> {
    /// A number; its sign is dropped.
    Int(&'a Int),
    /// A float, by its hash.
    Float(f64),
    /// Text or bytes, by their bytes and the digest of these.
    Bytes(&'a [u8]),
}

impl Twister {
    /// A generator that is seeded.
    pub fn new(seed: &Seed<'_>) -> Self {
        match seed {
            Seed::Int(value) => Self::from_key(&value.big().limbs),
            Seed::Float(value) => Self::from_key(&limbs::from_u64(hash::float(*value) as u64)),
            Seed::Bytes(bytes) => {
                let mut all = bytes.to_vec();
                all.extend(sha512::digest(bytes));
                all.reverse();
                Self::from_key(&Big::from_bytes(&all, false).limbs)
            }
        }
    }

    /// From words of 32 bits, the lowest first (`init_by_array`).
    fn from_key(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut words = Box::new([0u32; SIZE]);
        words[0] = 19_650_218;
        for at in 1..SIZE {
            let last = words[at - 1];
            words[at] = 1_812_433_253u32.wrapping_mul(last ^ last >> 30).wrapping_add(at as u32);
        }
        let mut at = 1;
        let step = |words: &mut [u32; SIZE], at: &mut usize, factor: u32| {
            let last = words[*at - 1];
            words[*at] ^= (last ^ last >> 30).wrapping_mul(factor);
            *at
        };
        let forward = |words: &mut [u32; SIZE], at: &mut usize| {
            *at += 1;
            if *at >= SIZE {
                words[0] = words[SIZE - 1];
                *at = 1;
            }
        };
        for turn in 0..SIZE.max(key.len()) {
            let place = turn % key.len();
            let here = step(&mut words, &mut at, 1_664_525);
            words[here] = words[here].wrapping_add(key[place]).wrapping_add(place as u32);
            forward(&mut words, &mut at);
        }
        for _ in 1..SIZE {
            let here = step(&mut words, &mut at, 1_566_083_941);
            words[here] = words[here].wrapping_sub(here as u32);
            forward(&mut words, &mut at);
        }
        words[0] = 0x8000_0000;
        Self { words, next: SIZE }
    }

    /// 32 random bits.
    pub fn word(&mut self) -> u32 {
        if self.next >= SIZE {
            self.turn();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    /// Makes all words anew.
    fn turn(&mut self) {
        for at in 0..SIZE {
            let mixed = self.words[at] & 0x8000_0000 | self.words[(at + 1) % SIZE] & 0x7fff_ffff;
            let twist = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at] = self.words[(at + AHEAD) % SIZE] ^ mixed >> 1 ^ twist;
        }
        self.next = 0;
    }

    /// `random()`: from 0 up to 1, in steps of 2⁻⁵³.
    pub fn random(&mut self) -> f64 {
        let (high, low) = (self.word() >> 5, self.word() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `getrandbits(count)`
    pub fn bits(&mut self, count: &Int) -> Res<Int> {
        if count.is_negative() {
            return Err(Fault::value("number of bits must be non-negative"));
        }
        let count = count.clamped().unsigned_abs();
        if count > super::number::int::MOST_BITS {
            return Err(Fault::memory());
        }
        let whole = count / 32;
        let mut result: Vec<u32> = (0..whole).map(|_| self.word()).collect();
        if !count.is_multiple_of(32) {
            result.push(self.word() >> (32 - count % 32));
        }
        Ok(Int::from(Big::new(false, result)))
    }

    /// `_randbelow(bound)`: from 0 up to a bound above 0.
    pub fn below(&mut self, bound: &Int) -> Res<Int> {
        let count = Int::from(bound.bit_length());
        // Each try fails with less than one chance in two: so many fail never.
        for _ in 0..4096 {
            let value = self.bits(&count)?;
            if value.compare(bound) == std::cmp::Ordering::Less {
                return Ok(value);
            }
        }
        Ok(Int::Small(0))
    }

    /// What `getstate` shows: the words, and which comes next.
    pub fn state(&self) -> (&[u32], usize) {
        (self.words.as_slice(), self.next)
    }

    /// Puts back a state.
    pub fn restore(&mut self, words: &[u32], next: usize) -> Res<()> {
        let words: [u32; SIZE] =
            words.try_into().map_err(|_| Fault::value("state vector is the wrong size"))?;
        if next > SIZE {
            return Err(Fault::value("invalid state"));
        }
        (*self.words, self.next) = (words, next);
        Ok(())
    }
}
