//! Python's `float`: its text, and its dealings with `int`, correctly rounded.

use std::cmp::Ordering;

use super::big::Big;
use super::int::Int;
use super::limbs;
use crate::python::fault::{Fault, Res};
use crate::python::text::chars;
use crate::python::text::escape;

/// The shortest digits that read back as the same number, and the place of the point: `0.d₁d₂… × 10^point`.
fn shortest(value: f64) -> (String, i32) {
    let value = value.abs();
    let (digits, point) = split(&format!("{value:e}"));
    // Where two of that length are as near, CPython takes the even one, and Rust the larger.
    let nearest = format!("{:.*e}", digits.len() - 1, value);
    if nearest.parse() == Ok(value) { split(&nearest) } else { (digits, point) }
}

/// Parts `d.ddde-5` into digits and the place of the point.
fn split(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let digits = mantissa.replace('.', "");
    (digits, exponent.parse::<i32>().unwrap_or(0) + 1)
}

/// So many significant digits (at least one), correctly rounded, and the place of the point.
pub fn significant(value: f64, count: usize) -> (String, i32) {
    // No double has more than 767 significant digits; the rest are zeros.
    let exact = count.clamp(1, 800);
    let (mut digits, point) = split(&format!("{:.*e}", exact - 1, value.abs()));
    digits.extend(std::iter::repeat_n('0', count.max(1) - exact));
    (digits, point)
}

/// So many digits after the point, correctly rounded, as plain text without a sign.
pub fn fixed(value: f64, count: usize) -> String {
    // No double has more than 1074 digits after the point; the rest are zeros.
    let exact = count.min(1100);
    let mut text = format!("{:.*}", exact, value.abs());
    text.extend(std::iter::repeat_n('0', count - exact));
    text
}

/// Digits as plain text: `1234` with the point at 2 is `12.34`.
pub fn plain(digits: &str, point: i32) -> String {
    let count = digits.len() as i32;
    if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point >= count {
        format!("{digits}{}", "0".repeat((point - count) as usize))
    } else {
        let (whole, part) = digits.split_at(point as usize);
        format!("{whole}.{part}")
    }
}

/// Digits with an exponent: `1234` with the point at 2 is `1.234e+01`.
pub fn scientific(digits: &str, point: i32) -> String {
    let (first, rest) = digits.split_at(1.min(digits.len()));
    let dot = if rest.is_empty() { "" } else { "." };
    let exponent = point - 1;
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{first}{dot}{rest}e{sign}{:02}", exponent.abs())
}

/// `repr(value)`, which is `str(value)` too.
pub fn repr(value: f64) -> String {
    let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return format!("{sign}inf");
    }
    let (digits, point) = shortest(value);
    if value == 0.0 || (-4 < point && point <= 16) {
        let text = plain(&digits, point);
        let end = if text.contains('.') { "" } else { ".0" };
        return format!("{sign}{text}{end}");
    }
    format!("{sign}{}", scientific(&digits, point))
}

/// `float(text)`
pub fn parse(text: &str) -> Res<f64> {
    let wrong = || Fault::value(format!("could not convert string to float: {}", escape::text(text)));
    let trimmed = text.trim_matches(chars::is_space);
    let plain: String = trimmed
        .chars()
        .map(|each| match chars::decimal(each) {
            Some(digit) if !each.is_ascii() => char::from_digit(digit, 10).unwrap_or(each),
            _ => each.to_ascii_lowercase(),
        })
        .collect();
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(&plain);
    let number = match unsigned {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        _ if unsigned.starts_with(['+', '-']) => return Err(wrong()),
        _ => number(unsigned).ok_or_else(wrong)?,
    };
    Ok(if plain.starts_with('-') { -number } else { number })
}

/// A decimal number without a sign; single underscores may stand between its digits.
fn number(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let mut kept = String::with_capacity(text.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let is_digit =
            |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_digit);
        match byte {
            b'_' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => {}
            b'0'..=b'9' | b'.' | b'e' | b'+' | b'-' => kept.push(char::from(byte)),
            _ => return None,
        }
    }
    // Rust's grammar is Python's, but for words such as `inf`, which cannot be here.
    kept.parse().ok()
}

/// `float(int)`
pub fn from_int(value: &Int) -> Res<f64> {
    match value {
        Int::Small(value) => Ok(*value as f64),
        Int::Big(value) => {
            let bits = limbs::bits(&value.limbs);
            let drop = bits.saturating_sub(64);
            let top = limbs::to_u64(&limbs::shift_right(&value.limbs, drop)).unwrap_or(u64::MAX);
            // What is dropped matters only where it decides a half: one low bit stands for all of it.
            let sticky = u64::from(limbs::any_below(&value.limbs, drop));
            let magnitude = libm::scalbn((top | sticky) as f64, i32::try_from(drop).unwrap_or(i32::MAX));
            if magnitude.is_infinite() {
                return Err(Fault::overflow("int too large to convert to float"));
            }
            Ok(if value.negative { -magnitude } else { magnitude })
        }
    }
}

/// `int(float)`: towards zero.
pub fn to_int(value: f64) -> Res<Int> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert float infinity to integer"));
    }
    let whole = value.trunc();
    if whole.abs() < 9e18 {
        return Ok(Int::Small(whole as i64));
    }
    let (fraction, exponent) = libm::frexp(whole.abs());
    let mantissa = limbs::from_u64(libm::scalbn(fraction, 53) as u64);
    let shift = u64::try_from(exponent - 53).unwrap_or(0);
    Ok(Int::from(Big::new(value < 0.0, limbs::shift_left(&mantissa, shift))))
}

/// Which is larger, exactly; `None` where the float is not a number.
pub fn compare_int(a: &Int, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = to_int(b).ok()?;
    Some(a.compare(&whole).then_with(|| 0.0.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
}

/// `a / b` of two `int`s, correctly rounded however large they are.
pub fn divide_ints(a: &Int, b: &Int) -> Res<f64> {
    const EXACT: u64 = 1 << 53;
    if b.is_zero() {
        return Err(Fault::zero_division("division by zero"));
    }
    if let (Int::Small(a), Int::Small(b)) = (a, b)
        && a.unsigned_abs() <= EXACT
        && b.unsigned_abs() <= EXACT
    {
        return Ok(*a as f64 / *b as f64);
    }
    let negative = a.is_negative() != b.is_negative();
    let (a, b) = (a.big().limbs, b.big().limbs);
    let magnitude =
        ratio(&a, &b).ok_or_else(|| Fault::overflow("integer division result too large for a float"))?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// A quotient of magnitudes as the nearest double, halves to the even one; `None` where it is too large.
fn ratio(a: &[u32], b: &[u32]) -> Option<f64> {
    if a.is_empty() {
        return Some(0.0);
    }
    let difference = limbs::bits(a) as i64 - limbs::bits(b) as i64;
    if difference > 1024 {
        return None;
    }
    if difference < -1076 {
        return Some(0.0);
    }
    // A quotient of 55 or 56 bits: more than a double keeps, so that one more bit says whether anything is left.
    let shift = difference.max(-1021) - 55;
    let (numerator, denominator) = if shift <= 0 {
        (limbs::shift_left(a, shift.unsigned_abs()), b.to_vec())
    } else {
        (a.to_vec(), limbs::shift_left(b, shift.unsigned_abs()))
    };
    let (quotient, rest) = limbs::divide(&numerator, &denominator);
    let quotient = limbs::to_u64(&quotient)?;
    let length = 64 - i64::from(quotient.leading_zeros());
    let extra = length.max(-1021 - shift) - 53;
    let half = 1u64 << (extra - 1);
    let mut rounded = quotient | u64::from(!rest.is_empty());
    if rounded & half != 0 && rounded & (3 * half - 1) != 0 {
        rounded += half;
    }
    rounded &= !(2 * half - 1);
    let value = libm::scalbn(rounded as f64, shift as i32);
    value.is_finite().then_some(value)
}

/// `round(value, digits)`, correctly rounded in decimal, halves to the even digit.
pub fn round_to(value: f64, digits: i64) -> Res<f64> {
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -309 {
        return Ok(0.0f64.copysign(value));
    }
    let digits = digits as i32;
    let text = if digits >= 0 {
        fixed(value, digits.unsigned_abs() as usize)
    } else {
        tens(value, digits.unsigned_abs() as i32)
    };
    let rounded: f64 = text.parse().unwrap_or(f64::INFINITY);
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// A value rounded to a multiple of a power of ten, as text.
fn tens(value: f64, zeros: i32) -> String {
    let Ok(whole) = to_int(value.abs()) else { return "0".to_owned() };
    let exact = value.fract() == 0.0;
    let Ok(unit) = Int::Small(10).power(&Int::Small(i64::from(zeros))) else { return "0".to_owned() };
    let Ok((quotient, rest)) = whole.divide_floor(&unit) else { return "0".to_owned() };
    let up = match rest.add(&rest).map(|double| double.compare(&unit)) {
        Ok(Ordering::Less) | Err(_) => false,
        Ok(Ordering::Equal) => !exact || quotient.is_odd(),
        Ok(Ordering::Greater) => true,
    };
    let count =
        quotient.add(&Int::Small(i64::from(up))).and_then(|count| count.to_text()).unwrap_or_default();
    format!("{count}e{zeros}")
}

/// `round(value)`: the nearest `int`, halves to the even one.
pub fn round(value: f64) -> Res<Int> {
    to_int(value.round_ties_even())
}

/// `a // b` and `a % b` of floats
pub fn divide_floor(a: f64, b: f64) -> Res<(f64, f64)> {
    if b == 0.0 {
        return Err(Fault::zero_division("division by zero"));
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest == 0.0 {
        rest = 0.0f64.copysign(b);
    } else if (b < 0.0) != (rest < 0.0) {
        rest += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(a / b), rest));
    }
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, rest))
}

/// `a / b`
pub fn divide(a: f64, b: f64) -> Res<f64> {
    if b == 0.0 { Err(Fault::zero_division("division by zero")) } else { Ok(a / b) }
}

/// `a ** b`. A negative number to a fractional power is complex in Python, which is not known here.
pub fn power(a: f64, b: f64) -> Res<f64> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(Fault::zero_division("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return Err(Fault::value(
            "a negative number to a fractional power is a complex number, which is not known here",
        ));
    }
    let value = super::precise::pow(a, b);
    if value.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(Fault::overflow("(34, 'Numerical result out of range')"));
    }
    Ok(value)
}

/// `value.as_integer_ratio()`
pub fn integer_ratio(value: f64) -> Res<(Int, Int)> {
    if value.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    let (fraction, exponent) = libm::frexp(value);
    let (mut mantissa, mut exponent) = (libm::scalbn(fraction, 53) as i64, i64::from(exponent) - 53);
    while mantissa != 0 && mantissa & 1 == 0 && exponent < 0 {
        mantissa >>= 1;
        exponent += 1;
    }
    if mantissa == 0 {
        exponent = 0;
    }
    let mantissa = Int::Small(mantissa);
    if exponent >= 0 {
        Ok((mantissa.shift_left(&Int::Small(exponent))?, Int::Small(1)))
    } else {
        Ok((mantissa, Int::Small(1).shift_left(&Int::Small(-exponent))?))
    }
}

/// `value.hex()`
pub fn hex(value: f64) -> String {
    if !value.is_finite() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let (exponent, mantissa) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    if value == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (first, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    let plus = if exponent < 0 { '-' } else { '+' };
    format!("{sign}0x{first}.{mantissa:013x}p{plus}{}", exponent.abs())
}

/// The sum of floats, made up for what each addition loses (Neumaier's, as CPython's `sum` from 3.12 on).
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    /// Begins with a value.
    pub fn new(first: f64) -> Self {
        Self { high: first, low: 0.0 }
    }

    /// One more term.
    pub fn add(&mut self, term: f64) {
        let sum = self.high + term;
        self.low +=
            if self.high.abs() >= term.abs() { (self.high - sum) + term } else { (term - sum) + self.high };
        self.high = sum;
    }

    /// The sum so far.
    pub fn total(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}
