//! Magnitudes: whole numbers from 0 as limbs of 32 bits, the lowest first, without zeros at the top.

use std::cmp::Ordering;

/// A magnitude that is owned. Zero has no limbs.
pub type Limbs = Vec<u32>;

/// From this many limbs on, a product is put together from three of half the length.
const KARATSUBA: usize = 40;

/// Drops the zeros at the top.
pub fn trim(limbs: &mut Limbs) {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

/// A magnitude of one machine word.
pub fn from_u64(value: u64) -> Limbs {
    let mut limbs = vec![value as u32, (value >> 32) as u32];
    trim(&mut limbs);
    limbs
}

/// The value, where 64 bits hold it.
pub fn to_u64(limbs: &[u32]) -> Option<u64> {
    match *limbs {
        [] => Some(0),
        [low] => Some(u64::from(low)),
        [low, high] => Some(u64::from(high) << 32 | u64::from(low)),
        _ => None,
    }
}

/// How many bits it takes: 0 for zero.
pub fn bits(limbs: &[u32]) -> u64 {
    limbs.last().map_or(0, |top| limbs.len() as u64 * 32 - u64::from(top.leading_zeros()))
}

/// Which is larger.
pub fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// Adds `b` to what `a` holds from its limb `at` on; `a` grows if it must.
fn add_at(a: &mut Limbs, b: &[u32], at: usize) {
    if a.len() < at + b.len() {
        a.resize(at + b.len(), 0);
    }
    let mut carry = 0u64;
    let mut index = at;
    for &limb in b {
        carry += u64::from(a[index]) + u64::from(limb);
        a[index] = carry as u32;
        carry >>= 32;
        index += 1;
    }
    while carry != 0 {
        if index == a.len() {
            a.push(0);
        }
        carry += u64::from(a[index]);
        a[index] = carry as u32;
        carry >>= 32;
        index += 1;
    }
}

/// The sum.
pub fn add(a: &[u32], b: &[u32]) -> Limbs {
    let mut sum = a.to_vec();
    add_at(&mut sum, b, 0);
    sum
}

/// Takes `b` from `a`, which must not be smaller.
fn subtract_from(a: &mut Limbs, b: &[u32]) {
    let mut borrow = 0i64;
    for (index, limb) in a.iter_mut().enumerate() {
        if index >= b.len() && borrow == 0 {
            break;
        }
        let difference = i64::from(*limb) - i64::from(b.get(index).copied().unwrap_or(0)) + borrow;
        *limb = difference as u32;
        borrow = difference >> 32;
    }
    trim(a);
}

/// The difference; `a` must not be smaller than `b`.
pub fn subtract(a: &[u32], b: &[u32]) -> Limbs {
    let mut difference = a.to_vec();
    subtract_from(&mut difference, b);
    difference
}

/// The product.
pub fn multiply(a: &[u32], b: &[u32]) -> Limbs {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return Limbs::new();
    }
    let mut product = if short.len() < KARATSUBA { schoolbook(short, long) } else { divided(short, long) };
    trim(&mut product);
    product
}

/// The product, limb by limb.
fn schoolbook(short: &[u32], long: &[u32]) -> Limbs {
    let mut product = vec![0u32; short.len() + long.len()];
    for (at, &factor) in short.iter().enumerate() {
        let mut carry = 0u64;
        for (index, &limb) in long.iter().enumerate() {
            carry += u64::from(product[at + index]) + u64::from(factor) * u64::from(limb);
            product[at + index] = carry as u32;
            carry >>= 32;
        }
        product[at + long.len()] = carry as u32;
    }
    product
}

/// The product of long magnitudes: of unequal ones in blocks as long as the shorter, else by Karatsuba's three products.
/// The length halves each time, so that it goes no deeper than the limbs' length has bits.
fn divided(short: &[u32], long: &[u32]) -> Limbs {
    let mut product = vec![0u32; short.len() + long.len()];
    if long.len() >= 2 * short.len() {
        for (block, part) in long.chunks(short.len()).enumerate() {
            add_at(&mut product, &multiply(trimmed(part), short), block * short.len());
        }
        return product;
    }
    let half = long.len().div_ceil(2);
    let (low_a, high_a) = halves(short, half);
    let (low_b, high_b) = halves(long, half);
    let low = multiply(low_a, low_b);
    let high = multiply(high_a, high_b);
    let mut middle = multiply(&add(low_a, high_a), &add(low_b, high_b));
    subtract_from(&mut middle, &low);
    subtract_from(&mut middle, &high);
    add_at(&mut product, &low, 0);
    add_at(&mut product, &high, 2 * half);
    add_at(&mut product, &middle, half);
    product
}

/// The same magnitude without zeros at the top.
fn trimmed(limbs: &[u32]) -> &[u32] {
    let length = limbs.iter().rposition(|&limb| limb != 0).map_or(0, |at| at + 1);
    &limbs[..length]
}

/// The limbs below a place, and those from it on.
fn halves(limbs: &[u32], at: usize) -> (&[u32], &[u32]) {
    let (low, high) = limbs.split_at(at.min(limbs.len()));
    (trimmed(low), high)
}

/// Divides in place by one limb and returns what is left over. The limb must not be 0.
pub fn divide_small(limbs: &mut Limbs, by: u32) -> u32 {
    let mut rest = 0u64;
    for limb in limbs.iter_mut().rev() {
        let value = rest << 32 | u64::from(*limb);
        *limb = (value / u64::from(by)) as u32;
        rest = value % u64::from(by);
    }
    trim(limbs);
    rest as u32
}

/// Multiplies in place by one limb and adds another.
pub fn multiply_small(limbs: &mut Limbs, by: u32, plus: u32) {
    let mut carry = u64::from(plus);
    for limb in limbs.iter_mut() {
        carry += u64::from(*limb) * u64::from(by);
        *limb = carry as u32;
        carry >>= 32;
    }
    if carry != 0 {
        limbs.push(carry as u32);
    }
}

/// The quotient and what is left over. The divisor must not be 0.
pub fn divide(a: &[u32], b: &[u32]) -> (Limbs, Limbs) {
    if compare(a, b) == Ordering::Less {
        return (Limbs::new(), a.to_vec());
    }
    if let [by] = *b {
        let mut quotient = a.to_vec();
        let rest = divide_small(&mut quotient, by);
        return (quotient, from_u64(u64::from(rest)));
    }
    let shift = u64::from(b.last().map_or(0, |top| top.leading_zeros()));
    let divisor = shift_left(b, shift);
    let mut rest = shift_left(a, shift);
    rest.resize(a.len() + 1, 0);
    let mut quotient = vec![0u32; rest.len() - divisor.len()];
    for at in (0..quotient.len()).rev() {
        quotient[at] = digit(&mut rest[at..=at + divisor.len()], &divisor);
    }
    trim(&mut quotient);
    trim(&mut rest);
    (quotient, shift_right(&rest, shift))
}

/// One limb of a quotient (Knuth's algorithm D): takes that many times the divisor, whose top bit is set, from the window,
/// which is one limb longer.
fn digit(window: &mut [u32], divisor: &[u32]) -> u32 {
    let length = divisor.len();
    let (first, second) = (u64::from(divisor[length - 1]), u64::from(divisor[length - 2]));
    let top = u64::from(window[length]) << 32 | u64::from(window[length - 1]);
    let mut guess = top / first;
    let mut rest = top % first;
    while guess >> 32 != 0 || guess * second > (rest << 32 | u64::from(window[length - 2])) {
        guess -= 1;
        rest += first;
        if rest >> 32 != 0 {
            break;
        }
    }
    let mut carry = 0u64;
    let mut borrow = 0i64;
    for (limb, &part) in window.iter_mut().zip(divisor) {
        carry += guess * u64::from(part);
        let difference = i64::from(*limb) - i64::from(carry as u32) + borrow;
        *limb = difference as u32;
        borrow = difference >> 32;
        carry >>= 32;
    }
    let difference = i64::from(window[length]) - i64::from(carry as u32) + borrow;
    window[length] = difference as u32;
    if difference < 0 {
        guess -= 1;
        let mut carry = 0u64;
        for (limb, &part) in window.iter_mut().zip(divisor) {
            carry += u64::from(*limb) + u64::from(part);
            *limb = carry as u32;
            carry >>= 32;
        }
        window[length] = window[length].wrapping_add(carry as u32);
    }
    guess as u32
}

/// Times a power of two.
pub fn shift_left(limbs: &[u32], by: u64) -> Limbs {
    if limbs.is_empty() {
        return Limbs::new();
    }
    let (whole, part) = ((by / 32) as usize, (by % 32) as u32);
    let mut shifted = vec![0u32; whole];
    let mut carry = 0u64;
    for &limb in limbs {
        carry |= u64::from(limb) << part;
        shifted.push(carry as u32);
        carry >>= 32;
    }
    shifted.push(carry as u32);
    trim(&mut shifted);
    shifted
}

/// Divided by a power of two, rounded down.
pub fn shift_right(limbs: &[u32], by: u64) -> Limbs {
    let whole = usize::try_from(by / 32).unwrap_or(usize::MAX);
    let part = (by % 32) as u32;
    let Some(rest) = limbs.get(whole..) else { return Limbs::new() };
    let mut shifted: Limbs = (0..rest.len())
        .map(|at| {
            let high = u64::from(rest.get(at + 1).copied().unwrap_or(0));
            ((high << 32 | u64::from(rest[at])) >> part) as u32
        })
        .collect();
    trim(&mut shifted);
    shifted
}

/// Whether a bit below `count` is set.
pub fn any_below(limbs: &[u32], count: u64) -> bool {
    limbs.iter().enumerate().take_while(|(at, _)| (*at as u64) * 32 < count).any(|(at, &limb)| {
        let left = count - at as u64 * 32;
        let mask = if left >= 32 { u32::MAX } else { (1 << left) - 1 };
        limb & mask != 0
    })
}
