//! The module `math` over floats: its functions and where they are not defined. The functions themselves are `libm`'s.

use super::float;
use super::int::Int;
use super::precise;
use crate::python::fault::{Fault, Res};

/// A function of one float.
pub type Unary = fn(f64) -> Res<f64>;

/// The functions of one float, by name.
pub const UNARY: &[(&str, Unary)] = &[
    ("acos", |x| within(x, libm::acos(x), "expected a number in range from -1 up to 1")),
    ("acosh", acosh),
    ("asin", |x| within(x, libm::asin(x), "expected a number in range from -1 up to 1")),
    ("asinh", |x| Ok(libm::asinh(x))),
    ("atan", |x| Ok(libm::atan(x))),
    ("atanh", atanh),
    ("cbrt", |x| Ok(libm::cbrt(x))),
    ("cos", |x| within(x, libm::cos(x), "expected a finite input")),
    ("cosh", |x| range(x, libm::cosh(x))),
    ("degrees", |x| Ok(x * (180.0 / std::f64::consts::PI))),
    ("erf", |x| Ok(libm::erf(x))),
    ("erfc", |x| Ok(libm::erfc(x))),
    ("exp", |x| range(x, precise::exp(x))),
    ("exp2", |x| range(x, precise::exp2(x))),
    ("expm1", |x| range(x, libm::expm1(x))),
    ("fabs", |x| Ok(x.abs())),
    ("gamma", gamma),
    ("lgamma", log_gamma),
    ("log10", log10),
    ("log1p", log1p),
    ("log2", log2),
    ("radians", |x| Ok(x * (std::f64::consts::PI / 180.0))),
    ("sin", |x| within(x, libm::sin(x), "expected a finite input")),
    ("sinh", |x| range(x, libm::sinh(x))),
    ("sqrt", |x| within(x, x.sqrt(), "expected a nonnegative input")),
    ("tan", |x| within(x, libm::tan(x), "expected a finite input")),
    ("tanh", |x| Ok(libm::tanh(x))),
    ("ulp", |x| Ok(ulp(x))),
];

fn refused(x: f64, words: &str) -> Fault {
    Fault::value(format!("{words}, got {}", float::repr(x)))
}

fn domain() -> Fault {
    Fault::value("math domain error")
}

fn too_large() -> Fault {
    Fault::overflow("math range error")
}

/// A result that is no number where the argument is one says that the argument lies outside.
fn within(x: f64, result: f64, words: &str) -> Res<f64> {
    if result.is_nan() && !x.is_nan() { Err(refused(x, words)) } else { Ok(result) }
}

/// An infinite result of a finite argument is too large.
fn range(x: f64, result: f64) -> Res<f64> {
    if result.is_infinite() && x.is_finite() { Err(too_large()) } else { Ok(result) }
}

fn acosh(x: f64) -> Res<f64> {
    if x < 1.0 {
        return Err(refused(x, "expected argument value not less than 1"));
    }
    Ok(libm::acosh(x))
}

fn atanh(x: f64) -> Res<f64> {
    if x.abs() >= 1.0 {
        return Err(refused(x, "expected a number between -1 and 1"));
    }
    Ok(libm::atanh(x))
}

fn gamma(x: f64) -> Res<f64> {
    if x == f64::NEG_INFINITY || x <= 0.0 && x.fract() == 0.0 {
        return Err(refused(x, "expected a noninteger or positive integer"));
    }
    // Whole numbers give factorials, which a double holds exactly up to this one.
    if x.fract() == 0.0 && x <= 23.0 {
        return Ok((2..x as u64).map(|factor| factor as f64).product());
    }
    range(x, libm::tgamma(x))
}

fn log_gamma(x: f64) -> Res<f64> {
    if x.is_finite() && x <= 0.0 && x.fract() == 0.0 {
        return Err(refused(x, "expected a noninteger or positive integer"));
    }
    range(x, libm::lgamma(x))
}

fn log1p(x: f64) -> Res<f64> {
    if x <= -1.0 {
        return Err(refused(x, "expected argument value > -1"));
    }
    Ok(libm::log1p(x))
}

fn positive(x: f64, result: impl Fn(f64) -> f64) -> Res<f64> {
    if x <= 0.0 { Err(refused(x, "expected a positive input")) } else { Ok(result(x)) }
}

/// `math.log(x)`
pub fn log(x: f64) -> Res<f64> {
    positive(x, precise::log)
}

/// `math.log2(x)`: exact for powers of two.
pub fn log2(x: f64) -> Res<f64> {
    positive(x, precise::log2)
}

/// `math.log10(x)`
pub fn log10(x: f64) -> Res<f64> {
    positive(x, libm::log10)
}

/// A logarithm of an `int`, which may be larger than any float.
pub fn log_int(x: &Int, of: Unary) -> Res<f64> {
    if x.is_zero() || x.is_negative() {
        return Err(Fault::value("expected a positive input"));
    }
    if let Ok(x) = float::from_int(x) {
        return of(x);
    }
    let bits = x.bit_length();
    let top = float::from_int(&x.shift_right(&Int::from(bits - 64))?)?;
    Ok(of(libm::scalbn(top, -64))? + of(2.0)? * bits as f64)
}

/// `math.pow(x, y)`
pub fn pow(x: f64, y: f64) -> Res<f64> {
    let result = precise::pow(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(if x == 0.0 { domain() } else { too_large() });
    }
    Ok(result)
}

/// `math.fmod(x, y)`
pub fn fmod(x: f64, y: f64) -> Res<f64> {
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.remainder(x, y)`
pub fn remainder(x: f64, y: f64) -> Res<f64> {
    let result = libm::remainder(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

/// `math.ldexp(x, exponent)`
pub fn ldexp(x: f64, exponent: &Int) -> Res<f64> {
    let exponent = exponent.clamped().clamp(-5000, 5000) as i32;
    range(x, libm::ldexp(x, exponent))
}

/// `math.modf(x)`: the part after the point, and the whole.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() { (0.0f64.copysign(x), x) } else { ((x - x.trunc()).copysign(x), x.trunc()) }
}

/// `math.frexp(x)`
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (fraction, exponent) = libm::frexp(x);
    (fraction, i64::from(exponent))
}

/// `math.ulp(x)`
pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let above = x.next_up();
    if above.is_infinite() { x - x.next_down() } else { above - x }
}

/// `math.nextafter(x, y, steps=steps)`
pub fn next_after(x: f64, y: f64, steps: u64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    // Doubles in their order are whole numbers in theirs.
    let order = |value: f64| {
        let bits = value.to_bits() as i64;
        if bits < 0 { i64::MIN - bits } else { bits }
    };
    let (from, to) = (i128::from(order(x)), i128::from(order(y)));
    if from == to || steps == 0 {
        return if steps == 0 { x } else { y };
    }
    let step = i128::from(steps);
    let at = if from < to { (from + step).min(to) } else { (from - step).max(to) } as i64;
    if at == 0 {
        return 0.0f64.copysign(x);
    }
    f64::from_bits(if at < 0 { i64::MIN.wrapping_sub(at) } else { at } as u64)
}

/// `math.isclose(a, b, rel_tol=relative, abs_tol=absolute)`
pub fn is_close(a: f64, b: f64, relative: f64, absolute: f64) -> Res<bool> {
    if relative < 0.0 || absolute < 0.0 {
        return Err(Fault::value("tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let difference = (b - a).abs();
    Ok(difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute)
}

/// `math.hypot(*coordinates)`, as CPython has it: within one unit of the last place.
pub fn hypot(coordinates: &[f64]) -> f64 {
    let sides: Vec<f64> = coordinates.iter().map(|side| side.abs()).collect();
    if sides.iter().any(|side| side.is_infinite()) {
        return f64::INFINITY;
    }
    if sides.iter().any(|side| side.is_nan()) {
        return f64::NAN;
    }
    let most = sides.iter().copied().fold(0.0, f64::max);
    if most == 0.0 || sides.len() == 1 {
        return most;
    }
    if libm::frexp(most).1 < -1023 {
        // The scale below would be infinite.
        let scaled: Vec<f64> = sides.iter().map(|side| side / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled, most / f64::MIN_POSITIVE);
    }
    norm(&sides, most)
}

/// The root of the sum of squares, with what is lost on the way kept aside.
fn norm(sides: &[f64], most: f64) -> f64 {
    let scale = libm::ldexp(1.0, -libm::frexp(most).1);
    let mut sum = Squares { sum: 1.0, products: 0.0, sums: 0.0 };
    for side in sides {
        let side = side * scale;
        sum.add(side, side);
    }
    let root = sum.less_one().sqrt();
    sum.add(-root, root);
    (root + sum.less_one() / (2.0 * root)) / scale
}

struct Squares {
    sum: f64,
    products: f64,
    sums: f64,
}

impl Squares {
    fn add(&mut self, a: f64, b: f64) {
        let product = a * b;
        self.products += libm::fma(a, b, -product);
        let sum = self.sum + product;
        self.sums += product - (sum - self.sum);
        self.sum = sum;
    }

    fn less_one(&self) -> f64 {
        self.sum - 1.0 + (self.products + self.sums)
    }
}

/// `math.fsum(terms)`: exact, rounded once (Shewchuk's, as CPython has it).
#[derive(Debug, Default)]
pub struct ExactSum {
    /// Numbers that do not overlap, the smallest first.
    parts: Vec<f64>,
    special: f64,
    infinite: f64,
}

impl ExactSum {
    /// One more term.
    pub fn add(&mut self, term: f64) -> Res<()> {
        let mut carried = term;
        let mut kept = 0;
        for at in 0..self.parts.len() {
            let part = self.parts[at];
            let (large, small) = if carried.abs() < part.abs() { (part, carried) } else { (carried, part) };
            let high = large + small;
            let low = small - (high - large);
            if low != 0.0 {
                self.parts[kept] = low;
                kept += 1;
            }
            carried = high;
        }
        self.parts.truncate(kept);
        if carried.is_finite() {
            if carried != 0.0 {
                self.parts.push(carried);
            }
            return Ok(());
        }
        if term.is_finite() {
            return Err(Fault::overflow("intermediate overflow in fsum"));
        }
        if term.is_infinite() {
            self.infinite += term;
        }
        self.special += term;
        self.parts.clear();
        Ok(())
    }

    /// The sum so far.
    pub fn total(&self) -> Res<f64> {
        if self.special != 0.0 {
            if self.infinite.is_nan() {
                return Err(Fault::value("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        let mut rest = self.parts.iter().rev();
        let Some(&first) = rest.next() else { return Ok(0.0) };
        let (mut high, mut low) = (first, 0.0);
        let mut next = rest.next();
        while let Some(&part) = next {
            let before = high;
            high = before + part;
            low = part - (high - before);
            next = rest.next();
            if low != 0.0 {
                break;
            }
        }
        // A half is decided by what lies below it.
        if let Some(&below) = next
            && (low < 0.0 && below < 0.0 || low > 0.0 && below > 0.0)
        {
            let twice = low * 2.0;
            let other = high + twice;
            if twice == other - high {
                high = other;
            }
        }
        Ok(high)
    }
}
