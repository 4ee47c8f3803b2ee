//! Attributes: names with values, few of them most of the time, in the order in which they came.

use std::collections::BTreeMap;

use super::{Symbol, Value};

/// From how many names on a search goes by an index.
const MANY: usize = 12;

/// Names with values.
#[derive(Debug, Default)]
pub struct Names {
    keys: Vec<Symbol>,
    values: Vec<Value>,
    #[expect(clippy::box_collection, reason = "most have none, and there are many of them")]
    index: Option<Box<BTreeMap<Symbol, usize>>>,
}

impl Names {
    /// Where a name lies.
    pub fn find(&self, name: Symbol) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(&name).copied(),
            None => self.keys.iter().position(|key| *key == name),
        }
    }

    /// The value of a name.
    pub fn get(&self, name: Symbol) -> Option<&Value> {
        self.find(name).map(|at| &self.values[at])
    }

    /// The value of a name, which probably lies where it lay before.
    pub fn get_near(&self, name: Symbol, hint: &mut u32) -> Option<&Value> {
        let guess = *hint as usize;
        if self.keys.get(guess) == Some(&name) {
            return self.values.get(guess);
        }
        let at = self.find(name)?;
        *hint = u32::try_from(at).unwrap_or(0);
        Some(&self.values[at])
    }

    /// Sets a value; gives back the one before.
    pub fn set(&mut self, name: Symbol, value: Value) -> Option<Value> {
        if let Some(at) = self.find(name) {
            return Some(std::mem::replace(&mut self.values[at], value));
        }
        self.keys.push(name);
        self.values.push(value);
        let at = self.keys.len() - 1;
        if let Some(index) = &mut self.index {
            index.insert(name, at);
        } else if self.keys.len() > MANY {
            self.reindex();
        }
        None
    }

    fn reindex(&mut self) {
        self.index = (self.keys.len() > MANY)
            .then(|| Box::new(self.keys.iter().enumerate().map(|(at, key)| (*key, at)).collect()));
    }

    /// Takes a name away.
    pub fn remove(&mut self, name: Symbol) -> Option<Value> {
        let at = self.find(name)?;
        self.keys.remove(at);
        let value = self.values.remove(at);
        self.reindex();
        Some(value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &Value)> {
        self.keys.iter().copied().zip(&self.values)
    }

    /// All values, out of it.
    pub fn take_values(&mut self) -> Vec<Value> {
        self.keys.clear();
        self.index = None;
        std::mem::take(&mut self.values)
    }
}
