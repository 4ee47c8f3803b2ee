//! `int` to and from text, in any base from 2 to 36.

use super::big::Big;
use super::int::{Int, MOST_BITS};
use super::limbs::{self, Limbs};
use crate::python::fault::{Fault, Res};
use crate::python::text::chars;
use crate::python::text::escape;

/// CPython's limit on decimal digits, against quadratic time.
const MOST_DIGITS: usize = 4300;

/// How many bits certainly take more digits than that.
const DECIMAL_BITS: u64 = 14_288;

impl Int {
    /// `str(a)`
    pub fn to_text(&self) -> Res<String> {
        match self {
            Self::Small(value) => Ok(value.to_string()),
            Self::Big(value) => {
                let digits = decimal(value)?;
                Ok(if value.negative { format!("-{digits}") } else { digits })
            }
        }
    }

    /// The digits of its magnitude in a base that is 10 or a power of two, in lower case.
    pub fn digits(&self, base: u32) -> Res<String> {
        match (base, self) {
            (10, Self::Small(value)) => Ok(value.unsigned_abs().to_string()),
            (10, Self::Big(value)) => decimal(value),
            (_, Self::Small(_) | Self::Big(_)) => Ok(binary(&self.big().limbs, base.trailing_zeros())),
        }
    }

    /// `int(text, base)`; base 0 goes by the text's own prefix.
    pub fn parse(text: &str, base: u32) -> Res<Self> {
        let wrong = || {
            let shown = escape::text(text);
            Fault::value(format!("invalid literal for int() with base {base}: {shown}"))
        };
        if base == 1 || base > 36 {
            return Err(Fault::value("int() base must be >= 2 and <= 36, or 0"));
        }
        let trimmed = text.trim_matches(chars::is_space);
        let (negative, digits) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
        };
        let (base, digits) = prefixed(digits, base).ok_or_else(wrong)?;
        let values = digit_values(digits, base).ok_or_else(wrong)?;
        let magnitude = magnitude(&values, base)?;
        Ok(Self::from(Big::new(negative, magnitude)))
    }
}

/// The digits' own base and the digits after its prefix.
fn prefixed(digits: &str, base: u32) -> Option<(u32, &str)> {
    let prefix = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    if prefix != 0 && (base == prefix || base == 0) {
        let rest = &digits[2..];
        return Some((prefix, rest.strip_prefix('_').unwrap_or(rest)));
    }
    if base != 0 {
        return Some((base, digits));
    }
    // As a literal: no zeros before other digits.
    let zero = digits.chars().all(|each| matches!(each, '0' | '_'));
    (zero || !digits.starts_with('0')).then_some((10, digits))
}

/// The digits' values; single underscores may stand between them.
fn digit_values(digits: &str, base: u32) -> Option<Vec<u8>> {
    let mut values = Vec::with_capacity(digits.len());
    let mut after_digit = false;
    for each in digits.chars() {
        if each == '_' && after_digit {
            after_digit = false;
            continue;
        }
        let value = each.to_digit(36).or_else(|| chars::decimal(each))?;
        if value >= base {
            return None;
        }
        values.push(value as u8);
        after_digit = true;
    }
    after_digit.then_some(values)
}

/// A magnitude from its digits.
fn magnitude(values: &[u8], base: u32) -> Res<Limbs> {
    if !base.is_power_of_two() && values.len() > MOST_DIGITS {
        return Err(Fault::value(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            values.len()
        )));
    }
    if values.len() as u64 * u64::from(base.ilog2()) > MOST_BITS {
        return Err(Fault::memory());
    }
    let mut result = Limbs::new();
    if base.is_power_of_two() {
        let each = base.trailing_zeros();
        let mut pending = 0u64;
        let mut count = 0;
        for &value in values.iter().rev() {
            pending |= u64::from(value) << count;
            count += each;
            if count >= 32 {
                result.push(pending as u32);
                pending >>= 32;
                count -= 32;
            }
        }
        result.push(pending as u32);
        limbs::trim(&mut result);
        return Ok(result);
    }
    for &value in values {
        limbs::multiply_small(&mut result, base, u32::from(value));
    }
    limbs::trim(&mut result);
    Ok(result)
}

/// Decimal digits, refused where they are too many.
fn decimal(value: &Big) -> Res<String> {
    let over = || {
        Fault::value(
            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
        )
    };
    if limbs::bits(&value.limbs) > DECIMAL_BITS {
        return Err(over());
    }
    let mut rest = value.limbs.clone();
    let mut groups = Vec::new();
    while !rest.is_empty() {
        groups.push(limbs::divide_small(&mut rest, 1_000_000_000));
    }
    let mut digits = groups.pop().unwrap_or(0).to_string();
    for group in groups.iter().rev() {
        digits.push_str(&format!("{group:09}"));
    }
    if digits.len() > MOST_DIGITS { Err(over()) } else { Ok(digits) }
}

/// Digits of so many bits each.
fn binary(limbs: &[u32], each: u32) -> String {
    let count = limbs::bits(limbs).div_ceil(u64::from(each)).max(1);
    let bit = |at: u64| limbs.get((at / 32) as usize).map_or(0, |limb| limb >> (at % 32) & 1);
    (0..count)
        .rev()
        .filter_map(|at| {
            let value = (0..each).map(|low| bit(at * u64::from(each) + u64::from(low)) << low).sum();
            char::from_digit(value, 36)
        })
        .collect()
}
