//! Strings and bytes.

use std::cell::Cell;

use super::memory;

/// A string, with what makes indexing and hashing quick.
#[derive(Debug)]
pub struct Str {
    text: Box<str>,
    chars: usize,
    hash: Cell<u64>,
}

impl Str {
    /// A string of this text.
    pub fn new(text: impl Into<Box<str>>) -> Str {
        let text: Box<str> = text.into();
        memory::take(SIZE + text.len());
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        Str { text, chars, hash: Cell::new(0) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Has it none?
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Every character is one byte.
    pub fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// The character at an index.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            self.text.as_bytes().get(index).map(|byte| char::from(*byte))
        } else {
            self.text.chars().nth(index)
        }
    }

    /// Its hash; never 0.
    pub fn hash(&self) -> u64 {
        let known = self.hash.get();
        if known != 0 {
            return known;
        }
        let hash = bytes_hash(self.text.as_bytes());
        self.hash.set(hash);
        hash
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        memory::give(SIZE + self.text.len());
    }
}

const SIZE: usize = 48;

/// A hash of bytes, the same everywhere; never 0.
pub fn bytes_hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 29;
    }
    hash = (hash ^ bytes.len() as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (hash ^ (hash >> 32)) | 1
}

/// Bytes, which do not change.
#[derive(Debug)]
pub struct Bytes(Box<[u8]>);

impl Bytes {
    /// Of these bytes.
    pub fn new(bytes: impl Into<Box<[u8]>>) -> Bytes {
        let bytes = bytes.into();
        memory::take(SIZE + bytes.len());
        Bytes(bytes)
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        memory::give(SIZE + self.0.len());
    }
}
