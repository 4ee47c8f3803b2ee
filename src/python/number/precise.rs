//! Powers and logarithms, rounded correctly but for one case in very many. The C libraries that CPython is built with come
//! to within a fiftieth of a last place of that; `libm`, which goes back to older ones, is a last place off in one case of
//! ten.

/// A number as the sum of two, the second far smaller than the first: about 105 bits.
#[derive(Clone, Copy)]
struct Pair {
    high: f64,
    low: f64,
}

/// ln 2, in two parts and in three, the first of which may be multiplied by an exponent without loss.
const LN_2: Pair = Pair { high: std::f64::consts::LN_2, low: 2.3190468138462996e-17 };
const LN_2_SHORT: f64 = 0.6931471803691238;
const LN_2_REST: Pair = Pair { high: 1.9082149292705877e-10, low: 1.1612227229362532e-26 };

/// The sum of two numbers and what it loses.
fn sum(a: f64, b: f64) -> Pair {
    let high = a + b;
    let part = high - a;
    Pair { high, low: (a - (high - part)) + (b - part) }
}

/// The same where the first is not the smaller one.
fn sum_ordered(a: f64, b: f64) -> Pair {
    let high = a + b;
    Pair { high, low: b - (high - a) }
}

/// A number in two halves of 26 bits.
fn halves(a: f64) -> (f64, f64) {
    let large = 134_217_729.0 * a;
    let high = large - (large - a);
    (high, a - high)
}

/// The product of two numbers and what it loses.
fn product(a: f64, b: f64) -> Pair {
    let high = a * b;
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    Pair { high, low: ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low }
}

impl Pair {
    const fn of(high: f64) -> Self {
        Self { high, low: 0.0 }
    }

    fn plus(self, other: Self) -> Self {
        let Pair { high, low } = sum(self.high, other.high);
        sum_ordered(high, low + self.low + other.low)
    }

    fn times(self, other: Self) -> Self {
        let Pair { high, low } = product(self.high, other.high);
        sum_ordered(high, low + (self.high * other.low + self.low * other.high))
    }

    fn times_one(self, other: f64) -> Self {
        let Pair { high, low } = product(self.high, other);
        sum_ordered(high, low + self.low * other)
    }

    fn over(self, other: Self) -> Self {
        let quotient = self.high / other.high;
        let rest = self.plus(other.times_one(-quotient));
        sum_ordered(quotient, (rest.high + rest.low) / other.high)
    }

    /// Times a power of two.
    fn scaled(self, by: f64) -> Self {
        Self { high: self.high * by, low: self.low * by }
    }
}

/// The exponential of a number that is not too large: a factor near one, and how often it is doubled.
fn exponential(x: Pair) -> (Pair, i32) {
    const HALVINGS: i32 = 8;
    let doublings = (x.high * std::f64::consts::LOG2_E).round_ties_even();
    let rest = sum(x.high - doublings * LN_2_SHORT, x.low).plus(product(-doublings, LN_2_REST.high));
    let rest = rest.plus(Pair::of(-doublings * LN_2_REST.low)).scaled(1.0 / 256.0);
    // The series of e^x − 1; its later terms matter so little that one number does.
    let x = rest.high;
    let tail =
        x * (1.0 / 120.0 + x * (1.0 / 720.0 + x * (1.0 / 5040.0 + x * (1.0 / 40_320.0 + x / 362_880.0))));
    let mut term = Pair { high: 0.041666666666666664, low: 2.3129646346357427e-18 }.plus(Pair::of(tail));
    term = term.times(rest).plus(Pair { high: 0.16666666666666666, low: 9.25185853854297e-18 });
    term = term.times(rest).plus(Pair::of(0.5));
    term = term.times(rest).plus(Pair::of(1.0)).times(rest);
    for _ in 0..HALVINGS {
        term = term.scaled(2.0).plus(term.times(term));
    }
    (Pair::of(1.0).plus(term), doublings as i32)
}

/// The logarithm of a positive number: that of a factor near one, and how often that is doubled.
fn logarithm(x: f64) -> (Pair, i32) {
    let (mut factor, mut doublings) = libm::frexp(x);
    if factor < std::f64::consts::FRAC_1_SQRT_2 {
        factor *= 2.0;
        doublings -= 1;
    }
    let step = Pair::of(factor - 1.0);
    let ratio = step.over(step.plus(Pair::of(2.0)));
    let square = ratio.times(ratio);
    // The series of the area tangent, of which the logarithm is twice.
    let mut term = Pair::of(0.0);
    for odd in (0..24u32).rev() {
        term = term.times(square).plus(Pair::of(1.0).over(Pair::of(f64::from(2 * odd + 1))));
    }
    (term.times(ratio).scaled(2.0), doublings)
}

/// The logarithm as a whole.
fn whole_logarithm(x: f64) -> Pair {
    let (rest, doublings) = logarithm(x);
    LN_2.times_one(f64::from(doublings)).plus(rest)
}

/// Where results are neither too large nor so small that they lose digits.
const MOST: f64 = 707.0;

/// `e ** x`
pub fn exp(x: f64) -> f64 {
    if x.is_nan() || x.abs() > MOST {
        return libm::exp(x);
    }
    let (factor, doublings) = exponential(Pair::of(x));
    libm::scalbn(factor.high, doublings)
}

/// `2 ** x`
pub fn exp2(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1020.0 {
        return libm::exp2(x);
    }
    let doublings = x.round_ties_even();
    let (factor, more) = exponential(LN_2.times_one(x - doublings));
    libm::scalbn(factor.high, doublings as i32 + more)
}

/// The natural logarithm.
pub fn log(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 || x.is_infinite() {
        return libm::log(x);
    }
    whole_logarithm(x).high
}

/// The logarithm to base 2: exact for powers of two.
pub fn log2(x: f64) -> f64 {
    const INVERSE: Pair = Pair { high: std::f64::consts::LOG2_E, low: 2.0355273740931033e-17 };
    if x.is_nan() || x <= 0.0 || x.is_infinite() {
        return libm::log2(x);
    }
    let (rest, doublings) = logarithm(x);
    rest.times(INVERSE).plus(Pair::of(f64::from(doublings))).high
}

/// `x ** y`
pub fn pow(x: f64, y: f64) -> f64 {
    let size = x.abs();
    let whole = y.fract() == 0.0;
    if !x.is_finite() || !y.is_finite() || x == 0.0 || y == 0.0 || size == 1.0 || x < 0.0 && !whole {
        return libm::pow(x, y);
    }
    let sign = if x < 0.0 && y % 2.0 != 0.0 { -1.0 } else { 1.0 };
    if let Some(exact) = exact_power(size, y) {
        return sign * exact;
    }
    let exponent = whole_logarithm(size).times_one(y);
    if exponent.high.is_nan() || exponent.high.abs() > MOST {
        return libm::pow(x, y);
    }
    let (factor, doublings) = exponential(exponent);
    sign * libm::scalbn(factor.high, doublings)
}

/// A power whose digits a machine word holds: only such can lie in the middle between two doubles.
fn exact_power(size: f64, y: f64) -> Option<f64> {
    if !(1.0..=64.0).contains(&y) || y.fract() != 0.0 {
        return None;
    }
    let (fraction, exponent) = libm::frexp(size);
    let mantissa = libm::scalbn(fraction, 53) as u64;
    let zeros = mantissa.trailing_zeros();
    let power = (mantissa >> zeros).checked_pow(y as u32)?;
    let exponent = (exponent - 53 + zeros as i32).checked_mul(y as i32)?;
    // Subnormal results would be rounded twice.
    (exponent > -1000).then(|| libm::scalbn(power as f64, exponent))
}
