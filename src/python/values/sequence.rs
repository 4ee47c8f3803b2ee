//! Tuples, lists, dicts, sets, deques, ranges and slices.

use std::cell::{Ref, RefCell, RefMut};
use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::{ErrorKind, Raise, Reason, Str, Table, Value, hash, memory};

/// A key's hash; one that has none cannot be what it is wanted for.
fn key_hash(key: &Value, what: &str) -> Result<u64, Raise> {
    hash(key).map_err(|raise| match raise.reason() {
        Reason::Error(ErrorKind::TypeError, args) => match args.first() {
            Some(Value::Str(text)) => {
                let text = format!("cannot use '{}' as {what} ({})", key.type_name(), text.as_str());
                Raise::type_error(text)
            }
            _ => raise,
        },
        _ => raise,
    })
}

/// What any object takes beside its contents.
const OBJECT: usize = 56;
/// What an item takes.
const ITEM: usize = 16;
/// What an entry of a dict or set takes.
const ENTRY: usize = 48;

/// A tuple.
#[derive(Debug)]
pub struct Tuple(Vec<Value>);

impl Tuple {
    /// Of these items.
    pub fn new(items: Vec<Value>) -> Tuple {
        memory::take(OBJECT + items.len() * ITEM);
        Tuple(items)
    }
}

impl Deref for Tuple {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        memory::give(OBJECT + self.0.len() * ITEM);
        memory::bury(&mut self.0);
    }
}

/// A list.
#[derive(Debug)]
pub struct List(RefCell<Vec<Value>>);

impl List {
    /// Of these items.
    pub fn new(items: Vec<Value>) -> List {
        memory::take(OBJECT + items.len() * ITEM);
        List(RefCell::new(items))
    }

    /// To read.
    pub fn items(&self) -> Ref<'_, Vec<Value>> {
        self.0.borrow()
    }

    /// To change; the memory is counted when the guard goes. What is taken out must be dropped after the guard.
    pub fn edit(&self) -> ListEdit<'_> {
        let items = self.0.borrow_mut();
        ListEdit { before: items.len(), items }
    }

    /// Appends one item.
    pub fn push(&self, value: Value) {
        memory::take(ITEM);
        self.0.borrow_mut().push(value);
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Drop for List {
    fn drop(&mut self) {
        let items = self.0.get_mut();
        memory::give(OBJECT + items.len() * ITEM);
        memory::bury(items);
    }
}

/// A list that is being changed.
#[derive(Debug)]
pub struct ListEdit<'a> {
    items: RefMut<'a, Vec<Value>>,
    before: usize,
}

impl Deref for ListEdit<'_> {
    type Target = Vec<Value>;
    fn deref(&self) -> &Vec<Value> {
        &self.items
    }
}

impl DerefMut for ListEdit<'_> {
    fn deref_mut(&mut self) -> &mut Vec<Value> {
        &mut self.items
    }
}

impl Drop for ListEdit<'_> {
    fn drop(&mut self) {
        count(self.before, self.items.len(), ITEM);
    }
}

fn count(before: usize, after: usize, each: usize) {
    if after > before {
        memory::take((after - before) * each);
    } else {
        memory::give((before - after) * each);
    }
}

/// A double-ended queue.
#[derive(Debug)]
pub struct Deque {
    items: RefCell<VecDeque<Value>>,
    /// `maxlen`.
    pub most: Option<usize>,
}

impl Deque {
    /// Of these items.
    pub fn new(items: VecDeque<Value>, most: Option<usize>) -> Deque {
        memory::take(OBJECT + items.len() * ITEM);
        Deque { items: RefCell::new(items), most }
    }

    /// To read.
    pub fn items(&self) -> Ref<'_, VecDeque<Value>> {
        self.items.borrow()
    }

    /// Appends items; those that find no room push out the first.
    pub fn extend(&self, more: Vec<Value>) {
        let most = self.most.unwrap_or(usize::MAX);
        let gone = self.change(|items| {
            items.extend(more);
            let over = items.len().saturating_sub(most);
            items.drain(..over).collect::<Vec<Value>>()
        });
        drop(gone);
    }

    /// Changes it; what the function gives back is dropped by the caller, when the deque is free again.
    pub fn change<R>(&self, f: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        let mut items = self.items.borrow_mut();
        let before = items.len();
        let result = f(&mut items);
        count(before, items.len(), ITEM);
        result
    }
}

impl Drop for Deque {
    fn drop(&mut self) {
        let items = self.items.get_mut();
        memory::give(OBJECT + items.len() * ITEM);
        memory::bury(&mut std::mem::take(items).into());
    }
}

/// A dict.
#[derive(Debug, Default)]
pub struct Dict(RefCell<Table<Value>>);

impl Dict {
    /// An empty one.
    pub fn new() -> Dict {
        memory::take(OBJECT);
        Dict(RefCell::default())
    }

    /// To read.
    pub fn table(&self) -> Ref<'_, Table<Value>> {
        self.0.borrow()
    }

    /// Changes it; what the function gives back is dropped by the caller, when the dict is free again.
    pub fn change<R>(&self, f: impl FnOnce(&mut Table<Value>) -> R) -> R {
        let mut table = self.0.borrow_mut();
        let before = table.len();
        let result = f(&mut table);
        count(before, table.len(), ENTRY);
        result
    }

    /// The value of a key.
    pub fn get(&self, key: &Value) -> Result<Option<Value>, Raise> {
        let table = self.0.borrow();
        Ok(table.find(key_hash(key, "a dict key")?, key)?.map(|at| table.value(at).clone()))
    }

    /// The value of a string.
    pub fn get_str(&self, key: &Str) -> Option<Value> {
        let table = self.0.borrow();
        table.find_str(key.hash(), key.as_str()).map(|at| table.value(at).clone())
    }

    /// Sets the value of a key.
    pub fn set(&self, key: Value, value: Value) -> Result<(), Raise> {
        let hash = key_hash(&key, "a dict key")?;
        let old = self.change(|table| table.insert(hash, key, value))?;
        drop(old);
        Ok(())
    }

    /// Sets the value of a string.
    pub fn set_str(&self, key: &str, value: Value) {
        // A string's hash and equality never fail.
        let _ = self.set(Value::str(key), value);
    }

    /// Takes a key away.
    pub fn remove(&self, key: &Value) -> Result<Option<(Value, Value)>, Raise> {
        let hash = key_hash(key, "a dict key")?;
        self.change(|table| Ok(table.find(hash, key)?.map(|at| table.remove(at))))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Are there none?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        let table = self.0.get_mut();
        memory::give(OBJECT + table.len() * ENTRY);
        let mut all: Vec<Value> =
            table.take_all().into_iter().flat_map(|(key, value)| [key, value]).collect();
        memory::bury(&mut all);
    }
}

/// Which part of a dict a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `keys()`.
    Keys,
    /// `values()`.
    Values,
    /// `items()`.
    Items,
}

/// A dict's keys, values or items, as they are when it is looked at.
#[derive(Debug)]
pub struct DictView {
    /// Of this dict.
    pub dict: Rc<Dict>,
    /// What it shows.
    pub part: Part,
}

impl DictView {
    /// `dict_keys` and so on.
    pub fn type_name(&self) -> &'static str {
        match self.part {
            Part::Keys => "dict_keys",
            Part::Values => "dict_values",
            Part::Items => "dict_items",
        }
    }
}

/// A set, in the order in which its items came.
#[derive(Debug)]
pub struct Set {
    table: RefCell<Table<()>>,
    /// A frozenset.
    pub frozen: bool,
}

impl Set {
    /// An empty one.
    pub fn new(frozen: bool) -> Set {
        memory::take(OBJECT);
        Set { table: RefCell::default(), frozen }
    }

    /// To read.
    pub fn table(&self) -> Ref<'_, Table<()>> {
        self.table.borrow()
    }

    /// Changes it; what the function gives back is dropped by the caller, when the set is free again.
    pub fn change<R>(&self, f: impl FnOnce(&mut Table<()>) -> R) -> R {
        let mut table = self.table.borrow_mut();
        let before = table.len();
        let result = f(&mut table);
        count(before, table.len(), ENTRY);
        result
    }

    /// Adds an item.
    pub fn add(&self, item: Value) -> Result<(), Raise> {
        let hash = key_hash(&item, "a set element")?;
        self.change(|table| table.insert(hash, item, ())).map(|_| ())
    }

    /// Is it there?
    pub fn contains(&self, item: &Value) -> Result<bool, Raise> {
        Ok(self.table.borrow().find(key_hash(item, "a set element")?, item)?.is_some())
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.table.borrow().len()
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let table = self.table.get_mut();
        memory::give(OBJECT + table.len() * ENTRY);
        memory::bury(&mut table.take_all().into_iter().map(|(item, ())| item).collect());
    }
}

/// A range of ints that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub start: i64,
    /// Where it ends.
    pub stop: i64,
    /// Never 0.
    pub step: i64,
}

impl Range {
    /// How many there are.
    pub fn len(&self) -> u64 {
        let (low, high, step) = if self.step > 0 {
            (self.start, self.stop, self.step.unsigned_abs())
        } else {
            (self.stop, self.start, self.step.unsigned_abs())
        };
        if low >= high {
            return 0;
        }
        (high.wrapping_sub(low).cast_unsigned() - 1) / step + 1
    }

    /// Is it empty?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at an index within its length.
    pub fn at(&self, index: u64) -> i64 {
        self.start.wrapping_add(index.cast_signed().wrapping_mul(self.step))
    }
}

/// What stands between the brackets of `a[1:2]`.
#[derive(Debug)]
pub struct Slice {
    /// Or None.
    pub start: Value,
    /// Or None.
    pub stop: Value,
    /// Or None.
    pub step: Value,
}
