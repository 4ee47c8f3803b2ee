//! The instructions that are not in the inner loop itself.

use std::rc::Rc;

use super::exceptions::object_of;
use super::frame::{CodeFrame, Then};
use super::{Done, Machine};
use crate::python::code::Op;
use crate::python::values::{Cell, Dict, ErrorKind, Names, Raise, Set, Slice, Symbol, Value, symbol};

#[expect(clippy::wildcard_enum_match_arm, reason = "each function hands what is not its own to the next")]
impl Machine {
    /// Variables.
    pub fn other_names(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::Nop => Ok(()),
            Op::Copy(depth) => {
                let value = f.peek(usize::from(depth)).clone();
                f.put(None, value)
            }
            Op::Swap(depth) => {
                let length = f.slots.len();
                if let Some(at) = length.checked_sub(usize::from(depth)) {
                    f.slots.swap(length - 1, at);
                }
                Ok(())
            }
            Op::DeleteLocal(slot) => {
                if f.slots.get(usize::from(slot)).is_none_or(Value::is_unbound) {
                    return Err(f.unbound_local(slot));
                }
                f.put(Some(slot), Value::Unbound)
            }
            Op::MakeCell(slot) => {
                let value = std::mem::take(&mut f.slots[usize::from(slot)]);
                f.put(Some(slot), Value::Cell(Rc::new(Cell::new(value))))
            }
            Op::DeleteCell(slot) => match f.slots.get(usize::from(slot)) {
                Some(Value::Cell(cell)) if !cell.get().is_unbound() => {
                    cell.set(Value::Unbound);
                    Ok(())
                }
                _ => Err(f.unbound_cell(slot)),
            },
            Op::LoadClosure(slot) => {
                let value = f.slots.get(usize::from(slot)).cloned().unwrap_or_default();
                f.put(None, value)
            }
            Op::DeleteGlobal(place) => {
                let old = f.code.module.globals_mut().store(place as usize, Value::Unbound);
                if old.is_unbound() {
                    let name = f.code.module.globals().names[place as usize].text();
                    return Err(Raise::new(
                        ErrorKind::NameError,
                        format!("name '{}' is not defined", name.as_str()),
                    )
                    .into());
                }
                Ok(())
            }
            Op::LoadName { .. } | Op::LoadNameOrCell { .. } | Op::StoreName(_) | Op::DeleteName(_) => {
                class_name(f, op)
            }
            Op::LoadAttr(name) => self.load_attr(f, name),
            Op::DeleteAttr(name) => self.delete_attr(f, name),
            Op::DeleteItem => self.delete_item(f),
            Op::BuildSlice(count) => {
                let step = if count == 3 { f.pop() } else { Value::None };
                let stop = f.pop();
                let start = f.pop();
                f.put(None, Value::Slice(Rc::new(Slice { start, stop, step })))
            }
            other => self.other_jumps(f, other),
        }
    }

    fn other_jumps(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::JumpIfFalseOrPop(to) => self.jump_or_pop(f, false, to),
            Op::JumpIfTrueOrPop(to) => self.jump_or_pop(f, true, to),
            Op::JumpIfNone(to) => {
                if f.pop().is_none() {
                    f.pc = to as usize;
                }
                Ok(())
            }
            Op::JumpIfNotNone(to) => {
                if !f.pop().is_none() {
                    f.pc = to as usize;
                }
                Ok(())
            }
            Op::Unpack(count) => self.unpack_op(f, count),
            Op::UnpackRest { before, after } => {
                let value = f.pop();
                match self.collect(f, value.clone(), Then::UnpackRest(before, after)) {
                    Err(super::Trap::Raise(raise)) => Err(not_unpackable(raise, &value).into()),
                    other => other,
                }
            }
            Op::EndAsyncFor(to) => {
                let exception = f.pop();
                if self.is_error(&exception, ErrorKind::StopAsyncIteration) {
                    f.pop();
                    f.pc = to as usize;
                    return Ok(());
                }
                self.reraise(exception)
            }
            other => self.other_collections(f, other),
        }
    }

    fn jump_or_pop(&mut self, f: &mut Box<CodeFrame>, when: bool, to: u32) -> Done {
        match super::plain::truth(f.peek(1)) {
            Some(truth) if truth == when => f.pc = to as usize,
            Some(_) => {
                f.pop();
            }
            None => {
                let value = f.pop();
                return self.ask_truth(f, value, Then::BranchKeep { when, target: to });
            }
        }
        Ok(())
    }

    fn unpack_op(&mut self, f: &mut Box<CodeFrame>, count: u32) -> Done {
        if let Some(Value::Tuple(items)) = f.slots.last()
            && items.len() == count as usize
        {
            let items = Rc::clone(items);
            f.pop();
            f.slots.extend(items.iter().rev().cloned());
            return Ok(());
        }
        let value = f.pop();
        if let Value::Iter(iter) = &value
            && iter.is_endless()
        {
            let text = format!("too many values to unpack (expected {count})");
            return Err(Raise::value_error(text).into());
        }
        if matches!(value, Value::Tuple(_) | Value::List(_) | Value::Dict(_)) {
            let items = super::plain::plain_items(&value)?;
            return super::deliver::unpack(f, items, count as usize, true);
        }
        match self.collect(f, value.clone(), Then::Unpack(count)) {
            Err(super::Trap::Raise(raise)) => Err(not_unpackable(raise, &value).into()),
            other => other,
        }
    }

    fn other_collections(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::BuildTuple(count) => {
                let items = f.take(count as usize);
                f.put(None, Value::tuple(items))
            }
            Op::BuildList(count) => {
                let items = f.take(count as usize);
                f.put(None, Value::list(items))
            }
            Op::BuildSet(count) => {
                let items = f.take(count as usize);
                f.push(Value::Set(Rc::new(Set::new(false))));
                self.collect(f, Value::tuple(items), Then::Update)
            }
            Op::BuildDict(count) => self.build_dict(f, count as usize),
            Op::ListAppend(depth) => {
                let item = f.pop();
                if let Value::List(list) = f.peek(usize::from(depth)) {
                    list.push(item);
                }
                Ok(())
            }
            Op::SetAdd(depth) => {
                let item = f.pop();
                let set = f.peek(usize::from(depth)).clone();
                let Value::Set(inner) = &set else { return Ok(()) };
                match inner.add(item.clone()) {
                    Err(raise) if raise.is_deep() => {
                        let function = self.deep_function("set_add")?;
                        self.call(f, function, vec![set, item], Vec::new(), Then::Drop)
                    }
                    other => Ok(other?),
                }
            }
            Op::DictSet(depth) => {
                let value = f.pop();
                let key = f.pop();
                let dict = f.peek(usize::from(depth)).clone();
                self.set_in_dict(f, dict, key, value)
            }
            Op::ListExtend => {
                let more = f.pop();
                if let Value::Iter(iter) = &more
                    && iter.is_endless()
                {
                    return Err(Raise::memory().into());
                }
                match self.collect_hinted(f, more.clone(), Then::Extend) {
                    Err(super::Trap::Raise(raise)) => Err(after_star(raise, &more).into()),
                    other => other,
                }
            }
            Op::SetUpdate => {
                let more = f.pop();
                self.collect(f, more, Then::Update)
            }
            Op::DictUpdate | Op::DictMerge => self.merge_dict(f, op == Op::DictMerge),
            other => self.other_texts(f, other),
        }
    }

    fn other_texts(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::ListToTuple => {
                let items = match f.pop() {
                    Value::List(list) => std::mem::take(&mut *list.edit()),
                    _ => Vec::new(),
                };
                f.put(None, Value::tuple(items))
            }
            Op::Format { conversion, spec } => self.format_op(f, conversion, spec),
            Op::BuildString(count) => {
                let parts = f.take(count as usize);
                let text: String = parts
                    .iter()
                    .map(|part| match part {
                        Value::Str(text) => text.as_str(),
                        _ => "",
                    })
                    .collect();
                f.put(None, Value::str(text))
            }
            other => self.other_calls(f, other),
        }
    }

    fn build_dict(&mut self, f: &mut Box<CodeFrame>, count: usize) -> Done {
        let items = f.take(count * 2);
        let dict = Rc::new(Dict::new());
        for (at, pair) in items.chunks(2).enumerate() {
            match dict.set(pair[0].clone(), pair[1].clone()) {
                Ok(()) => {}
                Err(raise) if raise.is_deep() => {
                    let pairs = items[at * 2..].chunks(2).map(|pair| Value::tuple(pair.to_vec())).collect();
                    let function = self.deep_function("dict_update")?;
                    f.push(Value::Dict(Rc::clone(&dict)));
                    return self.call(
                        f,
                        function,
                        vec![Value::Dict(dict), Value::list(pairs)],
                        Vec::new(),
                        Then::Drop,
                    );
                }
                Err(raise) => return Err(raise.into()),
            }
        }
        f.put(None, Value::Dict(dict))
    }

    fn set_in_dict(&mut self, f: &mut Box<CodeFrame>, dict: Value, key: Value, value: Value) -> Done {
        let Value::Dict(inner) = &dict else { return Ok(()) };
        match inner.set(key.clone(), value.clone()) {
            Err(raise) if raise.is_deep() => {
                let function = self.deep_function("dict_setitem")?;
                self.call(f, function, vec![dict, key, value], Vec::new(), Then::Drop)
            }
            other => Ok(other?),
        }
    }

    fn merge_dict(&mut self, f: &mut Box<CodeFrame>, of_call: bool) -> Done {
        let more = f.pop();
        let dict = f.peek(1).clone();
        let (Value::Dict(inner), Value::Dict(other)) = (&dict, more.native()) else {
            if super::plain::is_custom(&more) && self.special(&more, symbol::KEYS).is_some() {
                let function = self.deep_function("dict_update")?;
                return self.call(f, function, vec![dict, more], Vec::new(), Then::Drop);
            }
            return Err(Raise::type_error(if of_call {
                format!(
                    "{} argument after ** must be a mapping, not {}",
                    callee_name(f.peek(3)),
                    more.type_name()
                )
            } else {
                format!("'{}' object is not a mapping", more.type_name())
            })
            .into());
        };
        let pairs: Vec<(Value, Value)> =
            other.table().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        for (key, value) in pairs {
            if of_call {
                let Value::Str(name) = &key else {
                    return Err(Raise::type_error("keywords must be strings").into());
                };
                if inner.get_str(name).is_some() {
                    return Err(Raise::type_error(format!(
                        "{} got multiple values for keyword argument '{}'",
                        callee_name(f.peek(3)),
                        name.as_str()
                    ))
                    .into());
                }
            }
            match inner.set(key, value) {
                Err(raise) if raise.is_deep() => {
                    let function = self.deep_function("dict_update")?;
                    return self.call(f, function, vec![dict.clone(), more.clone()], Vec::new(), Then::Drop);
                }
                other => other?,
            }
        }
        Ok(())
    }

    fn other_calls(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::MakeFunction { code, flags } => self.make_function(f, code, flags),
            Op::CallKeywords { count, names } => {
                let names = f.code.keyword_lists.get(usize::from(names)).cloned().unwrap_or_default();
                let base = f.slots.len() - usize::from(count);
                let callee = std::mem::take(&mut f.slots[base - 1]);
                self.call_at(f, callee, base, base - 1, &names, Then::Push)
            }
            Op::CallMethodKeywords { count, names } => {
                let names = f.code.keyword_lists.get(usize::from(names)).cloned().unwrap_or_default();
                self.call_method_named(f, usize::from(count), &names)
            }
            Op::CallSpread { keywords } => {
                let named = if keywords { f.pop() } else { Value::None };
                let items = f.pop();
                if let Value::List(_) | Value::Tuple(_) = &items {
                    let callee = f.pop();
                    let items = super::plain::plain_items(&items)?;
                    return self.call_spread(f, callee, items, &named);
                }
                if keywords {
                    f.push(named);
                }
                match self.collect_hinted(f, items.clone(), Then::Spread(keywords)) {
                    Err(super::Trap::Raise(raise)) => Err(after_star(raise, &items).into()),
                    other => other,
                }
            }
            Op::LoadBuildClass => f.put(None, Value::Native(&super::natives::BUILD_CLASS)),
            Op::NameValue(name) => {
                let name = f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
                let value = f.peek(1).clone();
                self.name_resource(&value, name);
                Ok(())
            }
            Op::GetYieldFromIter => {
                if let Value::Generator(_) | Value::Waiter(_) = f.peek(1) {
                    return Ok(());
                }
                self.get_iter(f)
            }
            Op::GetAwaitable => {
                let value = f.pop();
                self.await_of(f, value)
            }
            Op::GetAsyncIter => {
                let value = f.pop();
                self.async_iter_of(f, value)
            }
            Op::GetAsyncNext => self.async_next(f),
            Op::BeforeWith => self.before_with(f, false),
            Op::BeforeAsyncWith => self.before_with(f, true),
            Op::WithExcept => self.with_except(f),
            other => self.other_exceptions(f, other),
        }
    }

    fn other_exceptions(&mut self, f: &mut Box<CodeFrame>, op: Op) -> Done {
        match op {
            Op::PushHandled => {
                let exception = f.pop();
                let before = std::mem::replace(&mut self.handled, exception.clone());
                let own = f.owner.is_none() || !before.is(&f.outer_handled);
                f.push(if own { before } else { Value::Unbound });
                f.put(None, exception)
            }
            Op::PopHandled => {
                let before = f.pop();
                self.handled = if before.is_unbound() { f.outer_handled.clone() } else { before };
                Ok(())
            }
            Op::Reraise => {
                let exception = f.pop();
                self.reraise(exception)
            }
            Op::MatchException => self.match_exception(f),
            Op::MatchGroup => self.match_group(f),
            Op::JoinGroup => self.join_group(f),
            Op::Raise(count) => self.raise_op(f, count),
            Op::LoadAssertionError => {
                let class = Rc::clone(self.types.error(ErrorKind::AssertionError));
                f.put(None, Value::Class(class))
            }
            Op::GetLength => self.get_length(f),
            Op::MatchSequence => {
                let truth = self.is_sequence(f.peek(1));
                f.put(None, Value::Bool(truth))
            }
            Op::MatchMapping => {
                let truth = self.is_mapping(f.peek(1));
                f.put(None, Value::Bool(truth))
            }
            Op::MatchKeys => self.match_keys(f),
            Op::MatchRest => self.match_rest(f),
            Op::MatchClass(count) => self.match_class(f, count as usize),
            Op::Import(name) => self.import(f, name, false),
            Op::ImportLeaf(name) => self.import(f, name, true),
            Op::ImportFrom(name) => self.import_from(f, name),
            Op::ImportStar => self.import_star(f),
            _ => Err(Raise::new(ErrorKind::SystemError, "unknown instruction").into()),
        }
    }

    fn reraise(&mut self, exception: Value) -> Done {
        if object_of(&exception).is_none() {
            return Err(Raise::new(ErrorKind::SystemError, "nothing to raise again").into());
        }
        self.passing = true;
        self.again = true;
        Err(Raise::value(exception).into())
    }
}

/// How a callee is called in messages.
fn callee_name(callee: &Value) -> String {
    match callee {
        Value::Function(function) => {
            let module = &function.module.name;
            format!("{module}.{}()", function.qualname.borrow().as_str())
        }
        Value::Native(native) => format!("{}()", native.name),
        Value::Class(class) => format!("{}()", class.name()),
        Value::Method(method) => callee_name_once(&method.function),
        other => format!("{} object", other.type_name()),
    }
}

fn callee_name_once(callee: &Value) -> String {
    match callee {
        Value::Function(function) => {
            format!("{}.{}()", function.module.name, function.qualname.borrow().as_str())
        }
        Value::Native(native) => format!("{}()", native.name),
        other => format!("{} object", other.type_name()),
    }
}

fn not_unpackable(raise: Raise, value: &Value) -> Raise {
    let iterable = super::plain::plain_iter(value).is_some() || super::plain::is_custom(value);
    match raise.reason() {
        crate::python::values::Reason::Error(ErrorKind::TypeError, _) if !iterable => {
            Raise::type_error(format!("cannot unpack non-iterable {} object", value.type_name()))
        }
        _ => raise,
    }
}

fn after_star(raise: Raise, value: &Value) -> Raise {
    let iterable = super::plain::plain_iter(value).is_some() || super::plain::is_custom(value);
    match raise.reason() {
        crate::python::values::Reason::Error(ErrorKind::TypeError, _) if !iterable => {
            Raise::type_error(format!("Value after * must be an iterable, not {}", value.type_name()))
        }
        _ => raise,
    }
}

/// Variables of a class body.
fn class_name(f: &mut CodeFrame, op: Op) -> Done {
    let name_of =
        |f: &CodeFrame, name: u32| f.code.names.get(name as usize).copied().unwrap_or(symbol::EMPTY);
    let own = |f: &CodeFrame, name: Symbol| f.namespace.as_ref().and_then(|names| names.get(name).cloned());
    if let Op::StoreName(name) = op {
        let name = name_of(f, name);
        let value = f.pop();
        let old = f.namespace.get_or_insert_with(Box::<Names>::default).set(name, value);
        drop(old);
        return Ok(());
    }
    if let Op::DeleteName(name) = op {
        let name = name_of(f, name);
        let old = f.namespace.as_mut().and_then(|names| names.remove(name));
        return if old.is_some() { Ok(()) } else { Err(undefined(name).into()) };
    }
    if let Op::LoadNameOrCell { name, slot } = op {
        if let Some(value) = own(f, name_of(f, u32::from(name))) {
            return f.put(None, value);
        }
        if let Some(Value::Cell(cell)) = f.slots.get(usize::from(slot)) {
            let value = cell.get();
            if !value.is_unbound() {
                return f.put(None, value);
            }
        }
        return Err(f.unbound_cell(slot));
    }
    let Op::LoadName { name, global } = op else { return Ok(()) };
    let name = name_of(f, u32::from(name));
    let value = own(f, name).or_else(|| {
        let globals = f.code.module.globals();
        let found = globals.values.get(global as usize).cloned().filter(|value| !value.is_unbound());
        found.or_else(|| globals.builtins.get(global as usize).cloned().filter(|value| !value.is_unbound()))
    });
    match value {
        Some(value) => f.put(None, value),
        None => Err(undefined(name).into()),
    }
}

fn undefined(name: Symbol) -> Raise {
    Raise::new(ErrorKind::NameError, format!("name '{}' is not defined", name.text().as_str()))
}
