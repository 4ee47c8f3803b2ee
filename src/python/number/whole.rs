//! The module `math` over whole numbers: `gcd`, `factorial`, `comb`, `isqrt`.

use super::int::{Int, MOST_BITS};
use crate::python::fault::{Fault, Res};

/// Numbers of more bits than this are not divided by one another again and again.
const EUCLID_BITS: u64 = 1 << 16;

/// `math.gcd(a, b)`
pub fn gcd(a: &Int, b: &Int) -> Res<Int> {
    let (mut a, mut b) = (a.absolute(), b.absolute());
    if a.bit_length().min(b.bit_length()) > EUCLID_BITS {
        return Err(Fault::memory());
    }
    while !b.is_zero() {
        let rest = a.modulo(&b)?;
        (a, b) = (b, rest);
    }
    Ok(a)
}

/// `math.lcm(a, b)`
pub fn lcm(a: &Int, b: &Int) -> Res<Int> {
    if a.is_zero() || b.is_zero() {
        return Ok(Int::Small(0));
    }
    Ok(a.floor_divide(&gcd(a, b)?)?.multiply(b)?.absolute())
}

/// `math.isqrt(a)`
pub fn isqrt(a: &Int) -> Res<Int> {
    if a.is_negative() {
        return Err(Fault::value("isqrt() argument must be nonnegative"));
    }
    if a.is_zero() {
        return Ok(Int::Small(0));
    }
    // Newton's steps fall from above until they no longer do.
    let mut root = Int::Small(1).shift_left(&Int::from(a.bit_length().div_ceil(2)))?;
    loop {
        let next = root.add(&a.floor_divide(&root)?)?.shift_right(&Int::Small(1))?;
        if next.compare(&root) != std::cmp::Ordering::Less {
            return Ok(root);
        }
        root = next;
    }
}

/// The product of the numbers from one to another, both included; halves are multiplied with one another, so that factors
/// are of a size.
fn product(low: u64, high: u64) -> Res<Int> {
    if high < low {
        return Ok(Int::Small(1));
    }
    if high - low < 8 {
        let mut result = Int::from(low);
        for factor in low + 1..=high {
            result = result.multiply(&Int::from(factor))?;
        }
        return Ok(result);
    }
    let middle = low + (high - low) / 2;
    product(low, middle)?.multiply(&product(middle + 1, high)?)
}

/// `math.factorial(n)`
pub fn factorial(n: &Int) -> Res<Int> {
    if n.is_negative() {
        return Err(Fault::value("factorial() not defined for negative values"));
    }
    match n.to_i64() {
        Some(n) if (n as u64) < MOST_BITS / 8 => product(2, n.unsigned_abs()),
        Some(n) if n <= i64::from(i32::MAX) => Err(Fault::memory()),
        _ => Err(Fault::overflow("factorial() argument should not exceed 2147483647")),
    }
}

fn counts(n: &Int, k: &Int) -> Res<()> {
    if n.is_negative() {
        return Err(Fault::value("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(Fault::value("k must be a non-negative integer"));
    }
    Ok(())
}

/// `math.perm(n, k)`
pub fn perm(n: &Int, k: &Int) -> Res<Int> {
    counts(n, k)?;
    if k.compare(n) == std::cmp::Ordering::Greater {
        return Ok(Int::Small(0));
    }
    falling(n, k)
}

/// `n · (n − 1) · …`, of `k` factors.
fn falling(n: &Int, k: &Int) -> Res<Int> {
    let Some(k) = k.to_i64() else { return Err(Fault::memory()) };
    if let Some(n) = n.to_i64()
        && k.unsigned_abs() < MOST_BITS / 8
    {
        return product((n - k) as u64 + 1, n as u64);
    }
    if k > 4096 {
        return Err(Fault::memory());
    }
    let mut result = Int::Small(1);
    for less in 0..k {
        result = result.multiply(&n.subtract(&Int::Small(less))?)?;
    }
    Ok(result)
}

/// `math.comb(n, k)`
pub fn comb(n: &Int, k: &Int) -> Res<Int> {
    counts(n, k)?;
    let other = n.subtract(k)?;
    if other.is_negative() {
        return Ok(Int::Small(0));
    }
    let k = if other.compare(k) == std::cmp::Ordering::Less { other } else { k.clone() };
    falling(n, &k)?.floor_divide(&factorial(&k)?)
}
