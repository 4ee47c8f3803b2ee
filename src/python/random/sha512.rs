//! SHA-512, by which `random.seed` spreads a text.

/// The primes whose roots the standard takes its constants from.
fn primes() -> impl Iterator<Item = u64> {
    (2u64..).filter(|&number| {
        (2..number).take_while(|divisor| divisor * divisor <= number).all(|divisor| number % divisor != 0)
    })
}

/// The first 64 bits after the point of a root of a prime, found by halves.
fn root_bits(prime: u64, degree: u32) -> u64 {
    let (mut low, mut high) = (0u128, 1u128 << 69);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if power_exceeds(middle, prime, degree) {
            high = middle;
        } else {
            low = middle;
        }
    }
    low as u64
}

/// Whether `value ^ degree` is more than `prime · 2^(64 · degree)`, in limbs of 32 bits.
fn power_exceeds(value: u128, prime: u64, degree: u32) -> bool {
    use crate::python::number::limbs;
    let high = limbs::shift_left(&limbs::from_u64((value >> 64) as u64), 64);
    let value = limbs::add(&high, &limbs::from_u64(value as u64));
    let mut power = value.clone();
    for _ in 1..degree {
        power = limbs::multiply(&power, &value);
    }
    let bound = limbs::shift_left(&limbs::from_u64(prime), 64 * u64::from(degree));
    limbs::compare(&power, &bound) == std::cmp::Ordering::Greater
}

/// The digest of a message.
pub fn digest(message: &[u8]) -> [u8; 64] {
    let keys: Vec<u64> = primes().take(80).map(|prime| root_bits(prime, 3)).collect();
    let mut state = [0u64; 8];
    for (word, prime) in state.iter_mut().zip(primes()) {
        *word = root_bits(prime, 2);
    }
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 128 != 112 {
        padded.push(0);
    }
    padded.extend((message.len() as u128 * 8).to_be_bytes());
    for block in padded.chunks_exact(128) {
        compress(&mut state, block, &keys);
    }
    let mut result = [0; 64];
    for (bytes, word) in result.chunks_exact_mut(8).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    result
}

/// One block's turn.
fn compress(state: &mut [u64; 8], block: &[u8], keys: &[u64]) {
    let mut words = [0u64; 80];
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(8)) {
        *word = bytes.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
    }
    for at in 16..80 {
        let (early, late) = (words[at - 15], words[at - 2]);
        let first = early.rotate_right(1) ^ early.rotate_right(8) ^ early >> 7;
        let second = late.rotate_right(19) ^ late.rotate_right(61) ^ late >> 6;
        words[at] = words[at - 16].wrapping_add(first).wrapping_add(words[at - 7]).wrapping_add(second);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (word, key) in words.iter().zip(keys) {
        let mix = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
        let choice = e & f ^ !e & g;
        let first = h.wrapping_add(mix).wrapping_add(choice).wrapping_add(*key).wrapping_add(*word);
        let turn = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
        let second = turn.wrapping_add(a & b ^ a & c ^ b & c);
        (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
    }
    for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(new);
    }
}
