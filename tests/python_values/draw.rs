//! Values to compare with, drawn from a fixed seed: as many odd ones as even ones.

use interleave::python::number::Int;
use interleave::python::random::{Seed, Twister};

/// Where the draws begin. It is printed where something differs.
pub const SEED: i64 = 20_260_730;

/// A source of draws.
pub struct Draw(Twister);

impl Draw {
    /// A source of its own for each test.
    pub fn new(test: i64) -> Self {
        let seed = SEED + test;
        println!("seed {seed}");
        Self(Twister::new(&Seed::Int(&Int::Small(seed))))
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.0.random() * bound as f64) as usize
    }

    /// A number within bounds, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    /// One of some.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A whole number of up to some hundred bits, often near a power of two.
    pub fn int(&mut self) -> Int {
        let bits = Int::Small(self.pick(&[1, 3, 8, 30, 31, 32, 33, 62, 63, 64, 65, 96, 128, 200, 500]));
        let one = Int::Small(1);
        let value = if self.chance(30) {
            let power = one.shift_left(&bits).expect("it is small");
            power.add(&Int::Small(self.between(-2, 2))).expect("it is small")
        } else {
            self.0.bits(&bits).expect("it is small")
        };
        if self.chance(40) { value.negated() } else { value }
    }

    /// A whole number of many bits.
    pub fn large(&mut self, bits: i64) -> Int {
        let value = self.0.bits(&Int::Small(bits)).expect("it is small");
        if self.chance(40) { value.negated() } else { value }
    }

    /// A float of any kind.
    pub fn float(&mut self) -> f64 {
        let value = match self.below(10) {
            0 => self.pick(&[
                0.0,
                1.0,
                0.5,
                1.5,
                2.5,
                0.1,
                1e16,
                1e15,
                9.999_999_999_999_998e22,
                1e22,
                1e23,
                5e-324,
            ]),
            1 => self.pick(&[
                f64::INFINITY,
                f64::NAN,
                f64::MAX,
                f64::MIN_POSITIVE,
                123_456.0,
                1e-5,
                0.0001,
                1e100,
            ]),
            2 => f64::from_bits(self.0.word() as u64 | u64::from(self.0.word()) << 32),
            3 => self.between(-1_000_000, 1_000_000) as f64 / 8.0,
            4 => self.between(0, 100_000) as f64 / 1000.0,
            5 => self.between(0, 10_000) as f64,
            6 => libm::ldexp(self.0.random(), self.between(-60, 60) as i32),
            7 => self.between(0, 1000) as f64 + 0.5,
            _ => self.0.random() * 1000.0,
        };
        if self.chance(30) { -value } else { value }
    }

    /// Some text, with odd characters here and there.
    pub fn text(&mut self, most: usize) -> String {
        const USUAL: [char; 16] =
            ['a', 'b', 'c', 'A', 'B', 'Z', '1', '2', ' ', ' ', ',', '-', '.', '_', '\'', '"'];
        const ODD: [char; 40] = [
            '\n', '\t', '\r', '\\', '\0', '\u{7f}', '\u{a0}', '\u{ad}', 'é', 'ß', 'Σ', 'σ', 'ς', 'İ', 'ı',
            'ǆ', 'ǅ', 'ﬁ', '²', '½', '٣', '中', '\u{301}', '\u{200b}', '\u{2028}', '\u{85}', '\u{1c}',
            '\u{b}', '\u{feff}', '😀', '\u{e000}', 'ª', 'Ⅷ', 'ⓐ', 'ŉ', 'µ', 'ſ', 'Ω', '１', 'ẞ',
        ];
        let odd = self.chance(50);
        let length = self.below(most + 1);
        (0..length)
            .map(|_| if odd && self.chance(30) { self.pick(&ODD) } else { self.pick(&USUAL) })
            .collect()
    }
}
