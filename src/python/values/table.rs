//! A hash table that keeps the order of insertion: what dicts and sets are made of.

use super::{Raise, Value, same_key};

/// Keys with values, in the order in which the keys came.
#[derive(Clone, Debug)]
pub struct Table<V> {
    entries: Vec<Entry<V>>,
    /// For each place of the hash: 0 for free, else one more than the entry's index. A power of two; empty at first.
    index: Vec<u32>,
    live: usize,
    /// Entries before it are gone; so taking the first again and again stays quick.
    front: usize,
    /// Entries from it on are gone.
    back: usize,
}

#[derive(Clone, Debug)]
struct Entry<V> {
    hash: u64,
    /// `Unbound` once it is removed.
    key: Value,
    value: V,
}

impl<V> Default for Table<V> {
    fn default() -> Table<V> {
        Table { entries: Vec::new(), index: Vec::new(), live: 0, front: 0, back: 0 }
    }
}

impl<V: Clone + Default> Table<V> {
    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Where a key lies.
    pub fn find(&self, hash: u64, key: &Value) -> Result<Option<usize>, Raise> {
        if self.index.is_empty() {
            return Ok(None);
        }
        let mask = self.index.len() - 1;
        let mut place = spread(hash) & mask;
        loop {
            let Some(at) = (self.index[place] as usize).checked_sub(1) else { return Ok(None) };
            let entry = &self.entries[at];
            if entry.hash == hash && !entry.key.is_unbound() && same_key(&entry.key, key)? {
                return Ok(Some(at));
            }
            place = (place + 1) & mask;
        }
    }

    /// Where a string lies.
    pub fn find_str(&self, hash: u64, key: &str) -> Option<usize> {
        if self.index.is_empty() {
            return None;
        }
        let mask = self.index.len() - 1;
        let mut place = spread(hash) & mask;
        loop {
            let at = (self.index[place] as usize).checked_sub(1)?;
            let entry = &self.entries[at];
            if entry.hash == hash
                && let Value::Str(text) = &entry.key
                && text.as_str() == key
            {
                return Some(at);
            }
            place = (place + 1) & mask;
        }
    }

    /// The value at a place that `find` gave.
    pub fn value(&self, at: usize) -> &V {
        &self.entries[at].value
    }

    /// The key at a place that `find` gave.
    pub fn key(&self, at: usize) -> &Value {
        &self.entries[at].key
    }

    /// The keys whose hash this is.
    pub fn candidates(&self, hash: u64) -> Vec<Value> {
        self.entries
            .iter()
            .filter(|entry| entry.hash == hash && !entry.key.is_unbound())
            .map(|entry| entry.key.clone())
            .collect()
    }

    /// Appends a key that is not there, by a hash that is known.
    pub fn append(&mut self, hash: u64, key: Value, value: V) {
        if (self.entries.len() + 1) * 3 > self.index.len() * 2 {
            self.grow();
        }
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.back = self.entries.len();
        let mask = self.index.len() - 1;
        let mut place = spread(hash) & mask;
        while self.index[place] != 0 {
            place = (place + 1) & mask;
        }
        self.index[place] = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
    }

    /// Sets the value of this very key.
    pub fn replace_same(&mut self, key: &Value, value: V) -> Option<V> {
        let at = self.entries.iter().position(|entry| !entry.key.is_unbound() && entry.key.is(key))?;
        Some(std::mem::replace(&mut self.entries[at].value, value))
    }

    /// Takes this very key away.
    pub fn remove_same(&mut self, key: &Value) -> Option<(Value, V)> {
        let at = self.entries.iter().position(|entry| !entry.key.is_unbound() && entry.key.is(key))?;
        Some(self.remove(at))
    }

    /// Sets a key's value; gives back the one before.
    pub fn insert(&mut self, hash: u64, key: Value, value: V) -> Result<Option<V>, Raise> {
        if let Some(at) = self.find(hash, &key)? {
            return Ok(Some(std::mem::replace(&mut self.entries[at].value, value)));
        }
        self.append(hash, key, value);
        Ok(None)
    }

    fn grow(&mut self) {
        if self.live < self.entries.len() {
            self.entries.retain(|entry| !entry.key.is_unbound());
        }
        self.front = 0;
        self.back = self.entries.len();
        let wanted = ((self.live + 1) * 3).next_power_of_two().max(8);
        self.index.clear();
        self.index.resize(wanted, 0);
        let mask = wanted - 1;
        for (at, entry) in self.entries.iter().enumerate() {
            let mut place = spread(entry.hash) & mask;
            while self.index[place] != 0 {
                place = (place + 1) & mask;
            }
            self.index[place] = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
    }

    /// Takes away what lies at a place that `find` gave.
    pub fn remove(&mut self, at: usize) -> (Value, V) {
        let entry = &mut self.entries[at];
        let key = std::mem::replace(&mut entry.key, Value::Unbound);
        let value = std::mem::take(&mut entry.value);
        self.live -= 1;
        if self.live == 0 {
            self.clear();
        }
        (key, value)
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.index.clear();
        self.live = 0;
        self.front = 0;
        self.back = 0;
    }

    /// The first entry at a position or behind it: its position, key and value. Positions change only when keys are added.
    pub fn entry(&self, position: usize) -> Option<(usize, &Value, &V)> {
        let mut at = position.max(self.front);
        loop {
            let entry = self.entries.get(at)?;
            if !entry.key.is_unbound() {
                return Some((at, &entry.key, &entry.value));
            }
            at += 1;
        }
    }

    /// Takes the first entry.
    pub fn pop_first(&mut self) -> Option<(Value, V)> {
        let (at, _, _) = self.entry(0)?;
        self.front = at + 1;
        Some(self.remove(at))
    }

    /// Takes the last entry.
    pub fn pop_last(&mut self) -> Option<(Value, V)> {
        let at = self.entries[..self.back].iter().rposition(|entry| !entry.key.is_unbound())?;
        self.back = at;
        Some(self.remove(at))
    }

    /// All entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &V)> {
        self.entries.iter().filter(|entry| !entry.key.is_unbound()).map(|entry| (&entry.key, &entry.value))
    }

    /// The hashes of all keys, in order.
    pub fn hashes(&self) -> impl Iterator<Item = u64> {
        self.entries.iter().filter(|entry| !entry.key.is_unbound()).map(|entry| entry.hash)
    }

    /// The last place, for iterating backwards.
    pub fn places(&self) -> usize {
        self.entries.len()
    }

    /// The hash kept with an entry that `find` or `entry` gave.
    pub fn hash_at(&self, at: usize) -> u64 {
        self.entries[at].hash
    }

    /// All keys and values, out of the table.
    pub fn take_all(&mut self) -> Vec<(Value, V)> {
        let entries = std::mem::take(&mut self.entries);
        self.clear();
        entries
            .into_iter()
            .filter(|entry| !entry.key.is_unbound())
            .map(|entry| (entry.key, entry.value))
            .collect()
    }
}

fn spread(hash: u64) -> usize {
    let mixed = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> 32).unwrap_or(0)
}
