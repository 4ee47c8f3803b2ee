//! How much memory a program's values take, by fixed sizes, and how deep structures are freed without recursion.

use std::cell::{Cell, RefCell};

use super::Value;

thread_local! {
    static USED: Cell<i64> = const { Cell::new(0) };
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static BURIED: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

/// How many drops may nest on the host's stack before the rest waits.
const DEPTH_MAX: u32 = 24;

/// Counts bytes that a value takes.
pub fn take(bytes: usize) {
    let _ = USED.try_with(|used| used.set(used.get().wrapping_add(i64::try_from(bytes).unwrap_or(i64::MAX))));
}

/// Counts bytes that a value gives back.
pub fn give(bytes: usize) {
    let _ = USED.try_with(|used| used.set(used.get().wrapping_sub(i64::try_from(bytes).unwrap_or(i64::MAX))));
}

/// The bytes that all values of this thread take.
pub fn used() -> i64 {
    USED.try_with(Cell::get).unwrap_or(0)
}

/// Drops values; those deep inside others later, when the stack is short again.
pub fn bury(values: &mut Vec<Value>) {
    if !values.iter().any(Value::is_shared) {
        return;
    }
    let Ok(depth) = DEPTH.try_with(Cell::get) else { return };
    if depth >= DEPTH_MAX {
        let _ = BURIED.try_with(|buried| buried.borrow_mut().append(values));
        return;
    }
    set_depth(depth + 1);
    values.clear();
    if depth == 0 {
        while let Some(value) = BURIED.try_with(|buried| buried.borrow_mut().pop()).ok().flatten() {
            drop(value);
        }
    }
    set_depth(depth);
}

/// Drops one value in the same way.
pub fn bury_one(value: Value) {
    if value.is_shared() {
        bury(&mut vec![value]);
    }
}

fn set_depth(depth: u32) {
    let _ = DEPTH.try_with(|cell| cell.set(depth));
}
