//! What becomes of a call's result in the frame that waited for it.

use std::rc::Rc;

use super::frame::{CodeFrame, Then};
use super::{Done, Got, Machine, Trap};
use crate::python::values::{ErrorKind, Raise, Set, Value};

impl Machine {
    /// Gives a code frame what it waited for.
    pub fn deliver(&mut self, f: &mut Box<CodeFrame>, then: Then, got: Got) -> Done {
        match got {
            Got::Value(value) => self.deliver_value(f, then, value),
            Got::Yielded(value) => self.deliver_yielded(f, then, value),
            Got::Raised(exception) => self.deliver_raised(f, then, exception),
        }
    }

    fn deliver_value(&mut self, f: &mut Box<CodeFrame>, then: Then, value: Value) -> Done {
        match then {
            Then::Push | Then::Step => f.put(None, value),
            Then::Drop => Ok(()),
            Then::Store(slot) => f.put(Some(slot), value),
            Then::Init(instance) => {
                if !value.is_none() {
                    return Err(Raise::type_error(format!(
                        "__init__() should return None, not '{}'",
                        value.type_name()
                    ))
                    .into());
                }
                f.put(None, instance)
            }
            Then::Branch { .. } | Then::BranchKeep { .. } | Then::Truth(_) => {
                self.deliver_truth(f, then, value)
            }
            Then::Next(_) => f.put(None, value),
            Then::NextLocal(_, to) => f.put(Some(to), value),
            Then::Delegate => self.delegate_gave(f, value),
            Then::Binary(state) => {
                if matches!(value, Value::NotImplemented) {
                    return self.binary_next(f, state);
                }
                f.put(state.store, value)
            }
            Then::Compare(state) => self.compared(f, state, value),
            Then::Attribute(_) => f.put(None, value),
            Then::Method(_) => {
                f.push(Value::Unbound);
                f.put(None, value)
            }
            Then::Iterator(what) => self.deliver_iterator(f, what, value),
            Then::Raise(cause) => self.raise_made(value, cause.map(|cause| *cause)),
            Then::Module(module) => f.put(None, *module),
            Then::Unpack(_)
            | Then::UnpackRest(..)
            | Then::Tuple
            | Then::Extend
            | Then::Update
            | Then::Spread(_) => self.deliver_list(f, then, &value),
        }
    }

    fn deliver_truth(&mut self, f: &mut Box<CodeFrame>, then: Then, value: Value) -> Done {
        let truth = match &value {
            Value::Bool(truth) => *truth,
            // What `__len__` says, or a comparison.
            other => match super::plain::truth(other) {
                Some(truth) => truth,
                None => {
                    if let Then::BranchKeep { .. } = then {
                        // The value that is tested lies on the stack already.
                        f.pop();
                    }
                    return self.ask_truth(f, value, then);
                }
            },
        };
        match then {
            Then::Branch { when, target } if truth == when => f.pc = target as usize,
            Then::BranchKeep { when, target } => {
                if truth == when {
                    f.pc = target as usize;
                } else {
                    f.pop();
                }
            }
            Then::Truth(negate) => f.push(Value::Bool(truth != negate)),
            _ => {}
        }
        Ok(())
    }

    fn deliver_iterator(&mut self, f: &mut Box<CodeFrame>, what: &'static str, value: Value) -> Done {
        let fine = match what {
            "iter" => self.is_iterator(&value),
            "await" => self.is_iterator(&value),
            _ => true,
        };
        if fine {
            return f.put(None, value);
        }
        let class = value.type_name();
        Err(Raise::type_error(match what {
            "await" => format!("__await__() returned non-iterator of type '{class}'"),
            _ => format!("iter() returned non-iterator of type '{class}'"),
        })
        .into())
    }

    fn deliver_list(&mut self, f: &mut Box<CodeFrame>, then: Then, value: &Value) -> Done {
        let items: Vec<Value> = match value {
            Value::List(list) => std::mem::take(&mut *list.edit()),
            Value::Tuple(items) => items.to_vec(),
            _ => Vec::new(),
        };
        match then {
            Then::Unpack(count) => unpack(f, items, count as usize, false),
            Then::UnpackRest(before, after) => unpack_rest(f, items, usize::from(before), usize::from(after)),
            Then::Tuple => f.put(None, Value::tuple(items)),
            Then::Extend => {
                if let Some(Value::List(list)) = f.slots.last() {
                    list.edit().extend(items);
                }
                Ok(())
            }
            Then::Update => self.update_set(f, items),
            Then::Spread(keywords) => {
                let named = if keywords { f.pop() } else { Value::None };
                let callee = f.pop();
                self.call_spread(f, callee, items, &named)
            }
            _ => Ok(()),
        }
    }

    fn update_set(&mut self, f: &mut Box<CodeFrame>, items: Vec<Value>) -> Done {
        let Some(Value::Set(set)) = f.slots.last().cloned() else { return Ok(()) };
        for item in &items {
            match set.add(item.clone()) {
                Ok(()) => {}
                Err(raise) if raise.is_deep() => {
                    let function = self.deep_function("set_update")?;
                    let args = vec![Value::Set(set), Value::list(items)];
                    return self.call(f, function, args, Vec::new(), Then::Drop);
                }
                Err(raise) => return Err(raise.into()),
            }
        }
        Ok(())
    }

    fn deliver_yielded(&mut self, f: &mut Box<CodeFrame>, then: Then, value: Value) -> Done {
        match then {
            Then::Next(_) | Then::Push | Then::Step => f.put(None, value),
            Then::NextLocal(_, to) => f.put(Some(to), value),
            // What the inner one gives out goes out of this one as well.
            Then::Delegate => self.yield_on(f, value),
            other => self.deliver_value(f, other, value),
        }
    }

    fn deliver_raised(&mut self, f: &mut Box<CodeFrame>, then: Then, exception: Value) -> Done {
        match self.soften(f, then, &exception)? {
            true => Ok(()),
            false => {
                self.passing = true;
                Err(Trap::Raise(Raise::value(exception)))
            }
        }
    }

    /// Some callers take an exception for an answer: the end of an iterator, an attribute that is not there. False: not this one.
    pub fn soften(&mut self, f: &mut Box<CodeFrame>, then: Then, exception: &Value) -> Result<bool, Trap> {
        match then {
            Then::Next(target) | Then::NextLocal(target, _)
                if self.is_error(exception, ErrorKind::StopIteration) =>
            {
                f.pop();
                f.pc = target as usize;
                Ok(true)
            }
            Then::Delegate if self.is_error(exception, ErrorKind::StopIteration) => {
                let value = super::exceptions::stop_value(exception);
                self.delegate_is_done(f, value)?;
                Ok(true)
            }
            Then::Attribute(missing) if self.is_error(exception, ErrorKind::AttributeError) => {
                let (object, name) = *missing;
                self.ask_getattr(f, object, name, Then::Push)?;
                Ok(true)
            }
            Then::Method(Some(missing)) if self.is_error(exception, ErrorKind::AttributeError) => {
                let (object, name) = *missing;
                self.ask_getattr(f, object, name, Then::Method(None))?;
                Ok(true)
            }
            Then::Module(module) => {
                self.forget_module(&module);
                Ok(false)
            }
            _ => Ok(false),
        }
    }
}

/// Puts items on the stack, the first on top.
pub fn unpack(f: &mut CodeFrame, items: Vec<Value>, count: usize, known: bool) -> Done {
    if items.len() < count {
        return Err(Raise::value_error(format!(
            "not enough values to unpack (expected {count}, got {})",
            items.len()
        ))
        .into());
    }
    if items.len() > count {
        let got = if known { format!(", got {}", items.len()) } else { String::new() };
        return Err(Raise::value_error(format!("too many values to unpack (expected {count}{got})")).into());
    }
    f.slots.extend(items.into_iter().rev());
    Ok(())
}

/// Puts items on the stack, those in the middle as a list, the first on top.
pub fn unpack_rest(f: &mut CodeFrame, mut items: Vec<Value>, before: usize, after: usize) -> Done {
    if items.len() < before + after {
        return Err(Raise::value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        ))
        .into());
    }
    let last = items.split_off(items.len() - after);
    let rest = items.split_off(before);
    f.slots.extend(last.into_iter().rev());
    f.slots.push(Value::list(rest));
    f.slots.extend(items.into_iter().rev());
    Ok(())
}

/// An empty set.
pub fn empty_set() -> Value {
    Value::Set(Rc::new(Set::new(false)))
}
