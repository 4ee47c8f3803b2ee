//! Comparisons: of plain values at once, of others by their special methods.

use std::cmp::Ordering;
use std::rc::Rc;

use super::frame::{CodeFrame, CompareState, Then};
use super::operators::compare_plain;
use super::plain::is_custom;
use super::{Done, Machine, Trap};
use crate::python::code::Compare;
use crate::python::methods::items;
use crate::python::values::class::Traits;
use crate::python::values::equal::{custom, is_subset, view_set};
use crate::python::values::sequence::Part;
use crate::python::values::{DictView, Raise, Set, Symbol, Value, order, plain_equal, symbol};

/// The special method of a comparison, and the one of the right operand.
fn methods(op: Compare) -> Option<(Symbol, Symbol, &'static str)> {
    use symbol as s;
    Some(match op {
        Compare::Less => (s::LT, s::GT, "<"),
        Compare::LessEqual => (s::LE, s::GE, "<="),
        Compare::Equal => (s::EQ, s::EQ, "=="),
        Compare::NotEqual => (s::NE, s::NE, "!="),
        Compare::Greater => (s::GT, s::LT, ">"),
        Compare::GreaterEqual => (s::GE, s::LE, ">="),
        Compare::Is | Compare::IsNot | Compare::In | Compare::NotIn => return None,
    })
}

/// What becomes of a truth value, where `then` was for the value itself.
fn of_truth(then: Then, negate: bool) -> Then {
    match then {
        Then::Push => Then::Truth(negate),
        Then::Branch { when, target } => Then::Branch { when: when != negate, target },
        other => other,
    }
}

impl Machine {
    /// `a b → c`, or what `then` says.
    pub fn compare(&mut self, f: &mut Box<CodeFrame>, op: Compare, then: Then) -> Done {
        let b = f.pop();
        let a = f.pop();
        if let Some(truth) = compare_plain(op, &a, &b) {
            return self.branch(f, then, truth);
        }
        match op {
            Compare::In | Compare::NotIn => self.contains(f, &a, &b, then, op == Compare::NotIn),
            Compare::Is => self.branch(f, then, a.is(&b)),
            Compare::IsNot => self.branch(f, then, !a.is(&b)),
            _ => self.compare_values(f, op, a, b, then),
        }
    }

    /// Compares two values with one of the six signs.
    pub fn compare_values(
        &mut self,
        f: &mut Box<CodeFrame>,
        op: Compare,
        a: Value,
        b: Value,
        then: Then,
    ) -> Done {
        let left = self.compare_methods(op, &a, &b);
        if !left.is_empty() {
            return self.compare_next(f, Box::new(CompareState { op, a, b, left, negate: false, then }));
        }
        match plain(op, &a, &b) {
            Ok(truth) => self.branch(f, then, truth),
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function(match op {
                    Compare::Equal | Compare::NotEqual => "eq",
                    Compare::Less | Compare::LessEqual => "less",
                    _ => "greater",
                })?;
                let or_equal = matches!(op, Compare::LessEqual | Compare::GreaterEqual);
                let args = vec![a, b, Value::Bool(or_equal)];
                self.call(f, function, args, Vec::new(), of_truth(then, op == Compare::NotEqual))
            }
            Err(raise) => Err(raise.into()),
        }
    }

    fn compare_methods(&self, op: Compare, a: &Value, b: &Value) -> Vec<(Value, Value, bool)> {
        let mut left = Vec::new();
        if !is_custom(a) && !is_custom(b) {
            return left;
        }
        let Some((own, reflected, _)) = methods(op) else { return left };
        let wanted =
            if matches!(op, Compare::Equal | Compare::NotEqual) { Traits::EQ } else { Traits::ORDER };
        let ask = |value: &Value, name: Symbol, other: &Value| {
            if !custom(value, wanted) && op != Compare::NotEqual {
                return None;
            }
            match self.special(value, name) {
                Some(method) => Some((method, other.clone(), false)),
                // Without a `__ne__` of its own, `!=` is the opposite of `__eq__`.
                None if op == Compare::NotEqual => {
                    self.special(value, symbol::EQ).map(|method| (method, other.clone(), true))
                }
                None => None,
            }
        };
        let first = ask(a, own, b);
        let second = ask(b, reflected, a);
        let (class_a, class_b) = (self.types.of(a), self.types.of(b));
        if !Rc::ptr_eq(class_a, class_b) && class_b.is_below(class_a) {
            left.extend(first);
            left.extend(second);
        } else {
            left.extend(second);
            left.extend(first);
        }
        left
    }

    /// Tries the next special method.
    pub fn compare_next(&mut self, f: &mut Box<CodeFrame>, mut state: Box<CompareState>) -> Done {
        if let Some((method, argument, negate)) = state.left.pop() {
            state.negate = negate;
            return self.call(f, method, vec![argument], Vec::new(), Then::Compare(state));
        }
        let truth = match state.op {
            Compare::Equal => state.a.is(&state.b),
            Compare::NotEqual => !state.a.is(&state.b),
            _ => {
                let sign = methods(state.op).map_or("", |(_, _, sign)| sign);
                return Err(Raise::type_error(format!(
                    "'{sign}' not supported between instances of '{}' and '{}'",
                    state.a.type_name(),
                    state.b.type_name()
                ))
                .into());
            }
        };
        self.branch(f, state.then, truth)
    }

    /// A special method of a comparison has said something.
    pub fn compared(&mut self, f: &mut Box<CodeFrame>, state: Box<CompareState>, value: Value) -> Done {
        if matches!(value, Value::NotImplemented) {
            return self.compare_next(f, state);
        }
        let then = if state.negate { of_truth(state.then, true) } else { state.then };
        self.deliver(f, then, super::Got::Value(value))
    }

    /// `a in b`.
    fn contains(&mut self, f: &mut Box<CodeFrame>, a: &Value, b: &Value, then: Then, negate: bool) -> Done {
        if is_custom(b) {
            if let Some(method) = self.special(b, symbol::CONTAINS) {
                return self.call(f, method, vec![a.clone()], Vec::new(), of_truth(then, negate));
            }
            if self.special(b, symbol::ITER).is_some() || self.special(b, symbol::GETITEM).is_some() {
                return self.deep_contains(f, a, b, then, negate);
            }
        }
        match plain_contains(a, b.native()) {
            Ok(truth) => self.branch(f, then, truth != negate),
            Err(raise) if raise.is_deep() => self.deep_contains(f, a, b, then, negate),
            Err(raise) => Err(raise.into()),
        }
    }

    fn deep_contains(
        &mut self,
        f: &mut Box<CodeFrame>,
        a: &Value,
        b: &Value,
        then: Then,
        negate: bool,
    ) -> Done {
        let name = match b.native() {
            Value::Dict(_) => "dict_contains",
            Value::Set(_) => "set_contains",
            _ => "contains",
        };
        let function = self.deep_function(name)?;
        self.call(f, function, vec![b.clone(), a.clone()], Vec::new(), of_truth(then, negate))
    }

    /// Does what a truth value decides.
    #[inline]
    pub fn branch(&mut self, f: &mut Box<CodeFrame>, then: Then, truth: bool) -> Done {
        match then {
            Then::Push => {
                f.push(Value::Bool(truth));
                Ok(())
            }
            Then::Branch { when, target } => {
                if truth == when {
                    f.pc = target as usize;
                }
                Ok(())
            }
            other => self.deliver(f, other, super::Got::Value(Value::Bool(truth))),
        }
    }

    /// A function of the library's `_deep`.
    pub fn deep_function(&mut self, name: &str) -> Result<Value, Trap> {
        // What a set does a frozenset does as well.
        let name = name.strip_prefix("frozen").unwrap_or(name);
        let module = match self.modules.get("_deep") {
            Some(Value::Module(module)) => module.get(Symbol::of(name)),
            _ => None,
        };
        module
            .ok_or_else(|| Trap::Raise(Raise::type_error(format!("this takes '{name}', which is not there"))))
    }
}

/// One of the six comparisons of plain values.
pub fn plain(op: Compare, a: &Value, b: &Value) -> Result<bool, Raise> {
    let (x, y) = (a.native(), b.native());
    match op {
        Compare::Equal => return plain_equal(a, b),
        Compare::NotEqual => return plain_equal(a, b).map(|truth| !truth),
        _ => {}
    }
    let as_set = |value: &Value| -> Result<Option<Rc<Set>>, Raise> {
        Ok(match value {
            Value::Set(set) => Some(Rc::clone(set)),
            Value::View(view) => Some(Rc::new(view_set(view)?)),
            _ => None,
        })
    };
    let is_set = |value: &Value| matches!(value, Value::Set(_) | Value::View(_));
    if is_set(x) && is_set(y) && (holds_values(x) || holds_values(y)) {
        // What dicts hold need not have a hash.
        let (less, more) = if matches!(op, Compare::Less | Compare::LessEqual) { (x, y) } else { (y, x) };
        let strict = matches!(op, Compare::Less | Compare::Greater);
        let lengths = items::length(less).cmp(&items::length(more));
        if lengths == Ordering::Greater || strict && lengths == Ordering::Equal {
            return Ok(false);
        }
        for item in items::of(less)? {
            if !plain_contains(&item, more)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    if let (Some(p), Some(q)) = (as_set(x)?, as_set(y)?) {
        return Ok(match op {
            Compare::Less => p.len() < q.len() && is_subset(&p, &q)?,
            Compare::LessEqual => is_subset(&p, &q)?,
            Compare::Greater => q.len() < p.len() && is_subset(&q, &p)?,
            _ => is_subset(&q, &p)?,
        });
    }
    let sign = methods(op).map_or("", |(_, _, sign)| sign);
    let order = order(a, b, sign)?;
    Ok(match op {
        Compare::Less => order == Some(Ordering::Less),
        Compare::LessEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Compare::Greater => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    })
}

/// Whether it is a view of a dict's items.
fn holds_values(value: &Value) -> bool {
    matches!(value, Value::View(view) if view.part == Part::Items)
}

/// `a in` the keys, values or items of a dict.
fn view_contains(view: &DictView, a: &Value) -> Result<bool, Raise> {
    match view.part {
        Part::Keys => Ok(view.dict.get(a)?.is_some()),
        Part::Values => {
            for (_, value) in view.dict.table().iter() {
                if value.is(a) || plain_equal(value, a)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Part::Items => match a {
            Value::Tuple(pair) if pair.len() == 2 => match view.dict.get(&pair[0])? {
                Some(value) => plain_equal(&value, &pair[1]),
                None => Ok(false),
            },
            _ => Ok(false),
        },
    }
}

/// `a in b` of plain values.
fn plain_contains(a: &Value, b: &Value) -> Result<bool, Raise> {
    let among = |items: &[Value]| -> Result<bool, Raise> {
        for item in items {
            if item.is(a) || plain_equal(item, a)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    match b {
        Value::Dict(dict) => Ok(dict.get(a)?.is_some()),
        Value::Set(set) => match a {
            // A set is looked for as the frozenset that it equals.
            Value::Set(other) if !other.frozen => {
                for (key, ()) in set.table().iter() {
                    if plain_equal(key, a)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => set.contains(a),
        },
        Value::List(list) => among(&list.items()),
        Value::Tuple(items) => among(items),
        Value::Deque(deque) => {
            for item in deque.items().iter() {
                if item.is(a) || plain_equal(item, a)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Value::Str(text) => match a.native() {
            Value::Str(part) => Ok(text.as_str().contains(part.as_str())),
            _ => Err(Raise::type_error(format!(
                "'in <string>' requires string as left operand, not {}",
                a.type_name()
            ))),
        },
        Value::Bytes(bytes) => match a.native() {
            Value::Int(byte) => Ok(u8::try_from(*byte).is_ok_and(|byte| bytes.as_slice().contains(&byte))),
            Value::Bytes(part) => Ok(part.as_slice().is_empty()
                || bytes.as_slice().windows(part.as_slice().len()).any(|window| window == part.as_slice())),
            _ => Err(Raise::type_error(format!("a bytes-like object is required, not '{}'", a.type_name()))),
        },
        Value::Range(range) => match a.native() {
            Value::Int(int) => Ok(in_range(range, *int)),
            Value::Bool(truth) => Ok(in_range(range, i64::from(*truth))),
            other => {
                for at in 0..range.len() {
                    if plain_equal(&Value::Int(range.at(at)), other)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        },
        Value::View(view) => view_contains(view, a),
        Value::Iter(_) | Value::Generator(_) => Err(Raise::deep()),
        other => Err(Raise::type_error(format!(
            "argument of type '{}' is not a container or iterable",
            other.type_name()
        ))),
    }
}

fn in_range(range: &crate::python::values::Range, int: i64) -> bool {
    let inside = if range.step > 0 {
        range.start <= int && int < range.stop
    } else {
        range.stop < int && int <= range.start
    };
    inside && (i128::from(int) - i128::from(range.start)) % i128::from(range.step) == 0
}
